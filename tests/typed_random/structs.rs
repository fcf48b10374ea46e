//! Written by `generator.rs`; see `tests/typed_random.rs`.

use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::types::AttributeValue::{Bool, L, M, N, Null, S};
use dynamodb_item_encryptor::{AttributeAction, Beacon, Search, TableConfig, TypedItem};
use serde::{Deserialize, Serialize};

#[derive(Default, Serialize, Deserialize)]
struct Nested {
    city: String,
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(part)]
struct Shared {
    #[item(sign)]
    version: u32,
    #[serde(rename = "Secret")]
    secret: String,
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
struct Thing0 {
    #[serde(rename = "Field-108686")] #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename(serialize = "attr790764", deserialize = "attr790764"))] #[item(index_key)]
    home_code: Option<String>,
    #[serde(rename(serialize = "Field-776043", deserialize = "Field-776043"))] #[item(encrypt, beacon(bits = 39, formerly = 20))]
    last_y1: Option<String>,
    #[serde(alias = "old299016", default)] #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt, pad = 64)]
    billing_code: Option<String>,
}

async fn compare_0() {
    let value = Thing0 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_code: Some("some".to_owned()),
        last_y1: None,
        billing_code: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("Field-108686")
        .index_keys(["attr790764"])
        .encrypt(["Field-776043"])
        .encrypt(["BILLING_CODE", "old299016"])
        .pad(["BILLING_CODE", "old299016"], 64)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("Field-776043", 39).formerly(20))
        .build());
    let item = HashMap::from([
        ("Field-108686".to_owned(), S("42".to_owned())),
        ("attr790764".to_owned(), S("some".to_owned())),
        ("Field-776043".to_owned(), Null(true)),
        ("BILLING_CODE".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct Thing1 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr22656", deserialize = "attr22656"))]
    home_y1: Option<String>,
    #[item(index_key)]
    last_address: Nested,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(index_key)]
    billing_visit: Option<String>,
    #[item(sign)]
    x_photo: i64,
    
    contact_visit: String,
    #[item(unsigned)]
    r2_note: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_1() {
    let value = Thing1 {
        the_id: "42".to_owned(),
        home_y1: None,
        last_address: Nested { city: "London".to_owned() },
        billing_visit: None,
        x_photo: -7,
        contact_visit: "text".to_owned(),
        r2_note: BTreeMap::from([("k".to_owned(), false)]),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .encrypt(["attr22656"])
        .index_keys(["LAST-ADDRESS"])
        .index_keys(["BILLING-VISIT"])
        .sign(["X-PHOTO"])
        .encrypt(["CONTACT-VISIT"])
        .do_nothing(["R2-NOTE"])
        .allowed_unsigned(["R2-NOTE"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("attr22656".to_owned(), Null(true)),
        ("LAST-ADDRESS".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("X-PHOTO".to_owned(), N("-7".to_owned())),
        ("CONTACT-VISIT".to_owned(), S("text".to_owned())),
        ("R2-NOTE".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
struct Thing2 {
    #[serde(rename = "attr302522")] #[item(partition_key)]
    the_id: String,
    #[serde(rename = "é.739475")] #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_2() {
    let value = Thing2 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr302522")
        .sort_key("é.739475")
        .index_keys(["é.739475"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("attr302522".to_owned(), S("42".to_owned())),
        ("é.739475".to_owned(), N("5".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
struct Thing3 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    
    home_number: String,
    #[item(encrypt)]
    last_note: i64,
    #[serde(alias = "old355633", default)] #[item(unsigned)]
    billing_number: Nested,
    #[item(context)]
    x_address: u32,
    #[item(encrypt)]
    contact_note: Vec<u32>,
    #[serde(alias = "old802327", default)] #[item(sign)]
    r2_code: Vec<u32>,
    #[serde(rename = "attr191521")] #[item(context)]
    old_number: bool,
}

async fn compare_3() {
    let value = Thing3 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: "text".to_owned(),
        last_note: -7,
        billing_number: Nested { city: "London".to_owned() },
        x_address: 1815,
        contact_note: vec![1, 2],
        r2_code: vec![1, 2],
        old_number: true,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("the_time")
        .index_keys(["the_time"])
        .encrypt(["home_number"])
        .encrypt(["last_note"])
        .do_nothing(["billing_number", "old355633"])
        .allowed_unsigned(["billing_number", "old355633"])
        .sign_and_include_in_encryption_context(["x_address"])
        .encrypt(["contact_note"])
        .sign(["r2_code", "old802327"])
        .sign_and_include_in_encryption_context(["attr191521"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_number".to_owned(), S("text".to_owned())),
        ("last_note".to_owned(), N("-7".to_owned())),
        ("billing_number".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("x_address".to_owned(), N("1815".to_owned())),
        ("contact_note".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("r2_code".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("attr191521".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Thing4 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt)]
    home_number: Option<String>,
    #[serde(rename = "Field-568074")] #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    last_note: Option<String>,
    #[item(context)]
    billing_mail: Option<String>,
    #[item(sign)]
    x_photo: u32,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(unsigned)]
    contact_number: Option<String>,
    #[item(encrypt)]
    r2_note: String,
}

async fn compare_4() {
    let value = Thing4 {
        the_id: "42".to_owned(),
        home_number: Some("some".to_owned()),
        last_note: None,
        billing_mail: None,
        x_photo: 1815,
        contact_number: None,
        r2_note: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .encrypt(["HOME_NUMBER"])
        .sign(["Field-568074"])
        .sign_and_include_in_encryption_context(["BILLING_MAIL"])
        .sign(["X_PHOTO"])
        .do_nothing(["CONTACT_NUMBER"])
        .allowed_unsigned(["CONTACT_NUMBER"])
        .encrypt(["R2_NOTE"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_NUMBER".to_owned(), S("some".to_owned())),
        ("BILLING_MAIL".to_owned(), Null(true)),
        ("X_PHOTO".to_owned(), N("1815".to_owned())),
        ("R2_NOTE".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing5 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt)]
    home_code: Option<String>,
    #[item(context)]
    last_number: Option<String>,
    #[item(index_key)]
    billing_visit: u32,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(unsigned)]
    x_photo: Option<String>,
    
    contact_code: bool,
    #[serde(alias = "old340529", default)] #[item(sign)]
    r2_code: String,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_5() {
    let value = Thing5 {
        the_id: "42".to_owned(),
        home_code: Some("some".to_owned()),
        last_number: Some("some".to_owned()),
        billing_visit: 1815,
        x_photo: None,
        contact_code: true,
        r2_code: "text".to_owned(),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("theId")
        .encrypt(["homeCode"])
        .sign_and_include_in_encryption_context(["lastNumber"])
        .index_keys(["billingVisit"])
        .do_nothing(["xPhoto"])
        .allowed_unsigned(["xPhoto"])
        .encrypt(["contactCode"])
        .sign(["r2Code", "old340529"])
        .action_for_others(AttributeAction::EncryptAndSign)
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("homeCode".to_owned(), S("some".to_owned())),
        ("lastNumber".to_owned(), S("some".to_owned())),
        ("billingVisit".to_owned(), N("1815".to_owned())),
        ("contactCode".to_owned(), Bool(true)),
        ("r2Code".to_owned(), S("text".to_owned())),
        ("more".to_owned(), Bool(true)),
        ("#kind".to_owned(), S("Thing5".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = "u_")]
struct Thing6 {
    #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_y1: i64,
    #[item(index_key)]
    last_address: BTreeMap<String, bool>,
}

async fn compare_6() {
    let value = Thing6 {
        the_id: "42".to_owned(),
        home_y1: -7,
        last_address: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .sign(["home_y1"])
        .index_keys(["last_address"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_y1".to_owned(), N("-7".to_owned())),
        ("last_address".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = "u_")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing7 {
    #[serde(rename(serialize = "é.248508", deserialize = "é.248508"))] #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_mail: Vec<u32>,
}

async fn compare_7() {
    let value = Thing7 {
        the_id: "42".to_owned(),
        home_mail: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("é.248508")
        .sign(["home_mail"])
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.248508".to_owned(), S("42".to_owned())),
        ("home_mail".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("#kind".to_owned(), S("Thing7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = "u_")]
struct Thing8 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[item(encrypt, beacon(bits = 21))]
    home_number: Option<String>,
    #[serde(rename = "u_last_code")] #[item(unsigned)]
    last_code: bool,
    #[item(unsigned)]
    billing_address: Vec<u32>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_8() {
    let value = Thing8 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: Some("some".to_owned()),
        last_code: true,
        billing_address: vec![1, 2],
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .sort_key("the_time")
        .index_keys(["the_time"])
        .encrypt(["home_number"])
        .do_nothing(["u_last_code"])
        .do_nothing(["billing_address"])
        .allowed_unsigned(["billing_address"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("home_number", 21))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_number".to_owned(), S("some".to_owned())),
        ("u_last_code".to_owned(), Bool(true)),
        ("billing_address".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing9 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-876436")] #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(rename(serialize = "é.183537", deserialize = "é.183537"))] #[item(context)]
    home_code: String,
    #[item(encrypt, beacon(bits = 42))]
    last_photo: BTreeMap<String, bool>,
}

async fn compare_9() {
    let value = Thing9 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: "text".to_owned(),
        last_photo: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("Field-876436")
        .index_keys(["Field-876436"])
        .sign_and_include_in_encryption_context(["é.183537"])
        .encrypt(["last_photo"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("last_photo", 42))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("Field-876436".to_owned(), N("5".to_owned())),
        ("é.183537".to_owned(), S("text".to_owned())),
        ("last_photo".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(others(sign))]
struct Thing10 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "é.819386")] #[item(sort_key, sign)]
    the_time: u64,
}

async fn compare_10() {
    let value = Thing10 {
        the_id: "42".to_owned(),
        the_time: 5,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("é.819386")
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("é.819386".to_owned(), N("5".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
struct Thing11 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    
    home_address: Nested,
    #[item(encrypt, beacon(bits = 21))]
    last_address: String,
    #[item(index_key)]
    billing_mail: i64,
    #[item(sign)]
    x_note: u32,
    #[item(index_key)]
    contact_address: u32,
}

async fn compare_11() {
    let value = Thing11 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_address: Nested { city: "London".to_owned() },
        last_address: "text".to_owned(),
        billing_mail: -7,
        x_note: 1815,
        contact_address: 1815,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .encrypt(["HomeAddress"])
        .encrypt(["LastAddress"])
        .index_keys(["BillingMail"])
        .sign(["XNote"])
        .index_keys(["ContactAddress"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("LastAddress", 21))
        .build());
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("HomeAddress".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("LastAddress".to_owned(), S("text".to_owned())),
        ("BillingMail".to_owned(), N("-7".to_owned())),
        ("XNote".to_owned(), N("1815".to_owned())),
        ("ContactAddress".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing12 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(rename(serialize = "Field-915131", deserialize = "Field-915131"))] #[item(sign)]
    home_mail: Nested,
    #[serde(rename = "Field-891630")] #[item(encrypt, pad = 64, beacon(bits = 50, formerly = 20))]
    last_number: Option<String>,
    #[item(encrypt, beacon(bits = 7, formerly = 20))]
    billing_photo: Option<String>,
    #[serde(alias = "old341024", default)] #[item(sign)]
    x_mail: bool,
    #[serde(rename(serialize = "é.59272", deserialize = "é.59272"))] #[serde(skip_serializing_if = "Option::is_none")]#[item(index_key)]
    contact_y1: Option<String>,
    #[item(encrypt)]
    r2_code: i64,
}

async fn compare_12() {
    let value = Thing12 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_mail: Nested { city: "London".to_owned() },
        last_number: None,
        billing_photo: None,
        x_mail: true,
        contact_y1: None,
        r2_code: -7,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .sort_key("the-time")
        .sign(["Field-915131"])
        .encrypt(["Field-891630"])
        .pad(["Field-891630"], 64)
        .encrypt(["billing-photo"])
        .sign(["x-mail", "old341024"])
        .index_keys(["é.59272"])
        .encrypt(["r2-code"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("Field-891630", 50).formerly(20))
        .beacon(Beacon::new("billing-photo", 7).formerly(20))
        .build());
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("Field-915131".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("Field-891630".to_owned(), Null(true)),
        ("billing-photo".to_owned(), Null(true)),
        ("x-mail".to_owned(), Bool(true)),
        ("r2-code".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing13 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(sign)]
    home_address: String,
    #[item(context)]
    last_address: bool,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(unsigned)]
    billing_photo: Option<String>,
    #[item(sign)]
    x_number: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_13() {
    let value = Thing13 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_address: "text".to_owned(),
        last_address: true,
        billing_photo: Some("some".to_owned()),
        x_number: Some("some".to_owned()),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("the_time")
        .sign(["home_address"])
        .sign_and_include_in_encryption_context(["last_address"])
        .do_nothing(["billing_photo"])
        .allowed_unsigned(["billing_photo"])
        .sign(["x_number"])
        .sign(["version"]).encrypt(["Secret"])
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_address".to_owned(), S("text".to_owned())),
        ("last_address".to_owned(), Bool(true)),
        ("billing_photo".to_owned(), S("some".to_owned())),
        ("x_number".to_owned(), S("some".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
        ("#kind".to_owned(), S("Thing13".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = "u_")]
struct Thing14 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(rename(serialize = "é.249047", deserialize = "é.249047"))] #[serde(alias = "old867959", default)] #[item(sign)]
    home_number: BTreeMap<String, bool>,
    #[item(sign)]
    last_address: Nested,
    #[item(unsigned)]
    billing_number: Vec<u32>,
    #[serde(alias = "old570890", default)] #[item(sign)]
    x_note: BTreeMap<String, bool>,
}

async fn compare_14() {
    let value = Thing14 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: BTreeMap::from([("k".to_owned(), false)]),
        last_address: Nested { city: "London".to_owned() },
        billing_number: vec![1, 2],
        x_note: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the-id")
        .sort_key("the-time")
        .sign(["é.249047", "old867959"])
        .sign(["last-address"])
        .do_nothing(["billing-number"])
        .allowed_unsigned(["billing-number"])
        .sign(["x-note", "old570890"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("é.249047".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("last-address".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("billing-number".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("x-note".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Thing15 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(alias = "old483328", default)] #[item(unsigned)]
    home_code: Nested,
    #[item(sign)]
    last_photo: i64,
    #[item(encrypt)]
    billing_visit: Vec<u32>,
}

async fn compare_15() {
    let value = Thing15 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: Nested { city: "London".to_owned() },
        last_photo: -7,
        billing_visit: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .index_keys(["THE_TIME"])
        .do_nothing(["HOME_CODE", "old483328"])
        .allowed_unsigned(["HOME_CODE", "old483328"])
        .sign(["LAST_PHOTO"])
        .encrypt(["BILLING_VISIT"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_CODE".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("LAST_PHOTO".to_owned(), N("-7".to_owned())),
        ("BILLING_VISIT".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing16 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[item(encrypt)]
    home_address: Vec<u32>,
}

async fn compare_16() {
    let value = Thing16 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_address: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .sort_key("the-time")
        .index_keys(["the-time"])
        .encrypt(["home-address"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("home-address".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
struct Thing17 {
    #[serde(rename = "Field-315839")] #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
}

async fn compare_17() {
    let value = Thing17 {
        the_id: "42".to_owned(),
        the_time: 5,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("Field-315839")
        .sort_key("TheTime")
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-315839".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = "u_")]
struct Thing18 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(rename = "attr475925")] #[item(encrypt, pad = 64)]
    home_note: Vec<u32>,
    #[serde(rename = "é.654715")]
    last_note: Vec<u32>,
    
    billing_number: u32,
    
    x_note: i64,
    #[item(encrypt, beacon(bits = 3, formerly = 20))]
    contact_mail: i64,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_18() {
    let value = Thing18 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: vec![1, 2],
        last_note: vec![1, 2],
        billing_number: 1815,
        x_note: -7,
        contact_mail: -7,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .encrypt(["attr475925"])
        .pad(["attr475925"], 64)
        .encrypt(["é.654715"])
        .encrypt(["BILLING_NUMBER"])
        .encrypt(["X_NOTE"])
        .encrypt(["CONTACT_MAIL"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("CONTACT_MAIL", 3).formerly(20))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("attr475925".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.654715".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("BILLING_NUMBER".to_owned(), N("1815".to_owned())),
        ("X_NOTE".to_owned(), N("-7".to_owned())),
        ("CONTACT_MAIL".to_owned(), N("-7".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
struct Thing19 {
    #[serde(rename = "é.838220")] #[item(partition_key)]
    the_id: String,
    #[serde(alias = "old497769", default)] #[item(unsigned)]
    home_mail: Option<String>,
    #[item(context)]
    last_visit: Option<String>,
    #[item(context)]
    billing_visit: BTreeMap<String, bool>,
    #[serde(rename = "attr501811")] #[item(context)]
    x_number: i64,
    #[serde(rename(serialize = "attr112834", deserialize = "attr112834"))] #[item(encrypt)]
    contact_code: Vec<u32>,
}

async fn compare_19() {
    let value = Thing19 {
        the_id: "42".to_owned(),
        home_mail: None,
        last_visit: Some("some".to_owned()),
        billing_visit: BTreeMap::from([("k".to_owned(), false)]),
        x_number: -7,
        contact_code: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("é.838220")
        .do_nothing(["home_mail", "old497769"])
        .allowed_unsigned(["home_mail", "old497769"])
        .sign_and_include_in_encryption_context(["last_visit"])
        .sign_and_include_in_encryption_context(["billing_visit"])
        .sign_and_include_in_encryption_context(["attr501811"])
        .encrypt(["attr112834"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.838220".to_owned(), S("42".to_owned())),
        ("home_mail".to_owned(), Null(true)),
        ("last_visit".to_owned(), S("some".to_owned())),
        ("billing_visit".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("attr501811".to_owned(), N("-7".to_owned())),
        ("attr112834".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(others(sign))]
struct Thing20 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr749126", deserialize = "attr749126"))]
    home_y1: Nested,
    #[serde(rename(serialize = "é.228923", deserialize = "é.228923"))]
    last_note: i64,
}

async fn compare_20() {
    let value = Thing20 {
        the_id: "42".to_owned(),
        home_y1: Nested { city: "London".to_owned() },
        last_note: -7,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .encrypt(["attr749126"])
        .encrypt(["é.228923"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("attr749126".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("é.228923".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
struct Thing21 {
    #[item(partition_key)]
    the_id: String,
    #[item(index_key)]
    home_y1: i64,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    last_note: Option<String>,
    #[serde(rename = "attr788082")] #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt, beacon(bits = 43))]
    billing_mail: Option<String>,
    #[item(encrypt, beacon(bits = 30))]
    x_note: BTreeMap<String, bool>,
}

async fn compare_21() {
    let value = Thing21 {
        the_id: "42".to_owned(),
        home_y1: -7,
        last_note: Some("some".to_owned()),
        billing_mail: None,
        x_note: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("theId")
        .index_keys(["homeY1"])
        .sign(["lastNote"])
        .encrypt(["attr788082"])
        .encrypt(["xNote"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("attr788082", 43))
        .beacon(Beacon::new("xNote", 30))
        .build());
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("homeY1".to_owned(), N("-7".to_owned())),
        ("lastNote".to_owned(), S("some".to_owned())),
        ("xNote".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
struct Thing22 {
    #[serde(rename = "é.494841")] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_22() {
    let value = Thing22 {
        the_id: "42".to_owned(),
        the_time: 5,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("é.494841")
        .sort_key("THE_TIME")
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.494841".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = "u_")]
struct Thing23 {
    #[serde(rename(serialize = "é.848299", deserialize = "é.848299"))] #[item(partition_key)]
    the_id: String,
}

async fn compare_23() {
    let value = Thing23 {
        the_id: "42".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("é.848299")
    ;
    let search = None;
    let item = HashMap::from([
        ("é.848299".to_owned(), S("42".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing24 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "attr477258")] #[item(sort_key, sign)]
    the_time: u64,
}

async fn compare_24() {
    let value = Thing24 {
        the_id: "42".to_owned(),
        the_time: 5,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("attr477258")
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("attr477258".to_owned(), N("5".to_owned())),
        ("#kind".to_owned(), S("Thing24".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = "u_")]
#[item(others(encrypt))]
struct Thing25 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename(serialize = "é.308481", deserialize = "é.308481"))] #[item(encrypt)]
    home_photo: BTreeMap<String, bool>,
    #[item(unsigned)]
    last_address: BTreeMap<String, bool>,
    #[serde(rename = "é.861131")] #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    billing_mail: Option<String>,
    #[item(sign)]
    x_photo: String,
    #[serde(rename(serialize = "Field-739626", deserialize = "Field-739626"))] #[item(context)]
    contact_visit: bool,
    #[item(index_key)]
    r2_y1: BTreeMap<String, bool>,
}

async fn compare_25() {
    let value = Thing25 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_photo: BTreeMap::from([("k".to_owned(), false)]),
        last_address: BTreeMap::from([("k".to_owned(), false)]),
        billing_mail: Some("some".to_owned()),
        x_photo: "text".to_owned(),
        contact_visit: true,
        r2_y1: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .encrypt(["é.308481"])
        .do_nothing(["LAST_ADDRESS"])
        .allowed_unsigned(["LAST_ADDRESS"])
        .sign(["é.861131"])
        .sign(["X_PHOTO"])
        .sign_and_include_in_encryption_context(["Field-739626"])
        .index_keys(["R2_Y1"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("é.308481".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("LAST_ADDRESS".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("é.861131".to_owned(), S("some".to_owned())),
        ("X_PHOTO".to_owned(), S("text".to_owned())),
        ("Field-739626".to_owned(), Bool(true)),
        ("R2_Y1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = "u_")]
#[item(others(sign))]
struct Thing26 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr585957", deserialize = "attr585957"))] #[item(sort_key, sign)]
    the_time: u64,
    #[item(encrypt)]
    home_number: BTreeMap<String, bool>,
    #[serde(rename = "Field-487956")] #[item(encrypt, beacon(bits = 23))]
    last_visit: BTreeMap<String, bool>,
    
    billing_visit: i64,
    #[item(encrypt, pad = 64)]
    x_code: String,
    #[serde(rename = "attr357102")] #[item(index_key)]
    contact_address: Vec<u32>,
    #[serde(rename = "é.13404")] #[item(index_key)]
    r2_visit: Vec<u32>,
}

async fn compare_26() {
    let value = Thing26 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: BTreeMap::from([("k".to_owned(), false)]),
        last_visit: BTreeMap::from([("k".to_owned(), false)]),
        billing_visit: -7,
        x_code: "text".to_owned(),
        contact_address: vec![1, 2],
        r2_visit: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .sort_key("attr585957")
        .encrypt(["home_number"])
        .encrypt(["Field-487956"])
        .encrypt(["billing_visit"])
        .encrypt(["x_code"])
        .pad(["x_code"], 64)
        .index_keys(["attr357102"])
        .index_keys(["é.13404"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("Field-487956", 23))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("attr585957".to_owned(), N("5".to_owned())),
        ("home_number".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("Field-487956".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("billing_visit".to_owned(), N("-7".to_owned())),
        ("x_code".to_owned(), S("text".to_owned())),
        ("attr357102".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.13404".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = ":")]
#[item(others(sign))]
struct Thing27 {
    #[serde(rename(serialize = "é.756417", deserialize = "é.756417"))] #[item(partition_key)]
    the_id: String,
    #[item(index_key)]
    home_visit: i64,
    #[serde(alias = "old280890", default)] #[item(encrypt, pad = 64)]
    last_address: u32,
    
    billing_code: u32,
    #[item(encrypt, pad = 64, beacon(bits = 32))]
    x_y1: Option<String>,
    #[serde(rename(serialize = "é.1383", deserialize = "é.1383"))] #[item(index_key)]
    contact_code: i64,
}

async fn compare_27() {
    let value = Thing27 {
        the_id: "42".to_owned(),
        home_visit: -7,
        last_address: 1815,
        billing_code: 1815,
        x_y1: Some("some".to_owned()),
        contact_code: -7,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("é.756417")
        .index_keys(["HOME_VISIT"])
        .encrypt(["LAST_ADDRESS", "old280890"])
        .pad(["LAST_ADDRESS", "old280890"], 64)
        .encrypt(["BILLING_CODE"])
        .encrypt(["X_Y1"])
        .pad(["X_Y1"], 64)
        .index_keys(["é.1383"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("X_Y1", 32))
        .build());
    let item = HashMap::from([
        ("é.756417".to_owned(), S("42".to_owned())),
        ("HOME_VISIT".to_owned(), N("-7".to_owned())),
        ("LAST_ADDRESS".to_owned(), N("1815".to_owned())),
        ("BILLING_CODE".to_owned(), N("1815".to_owned())),
        ("X_Y1".to_owned(), S("some".to_owned())),
        ("é.1383".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(others(sign))]
struct Thing28 {
    #[item(partition_key)]
    the_id: String,
    #[serde(alias = "old945763", default)] #[item(sign)]
    home_y1: String,
    #[serde(alias = "old526045", default)] #[item(encrypt)]
    last_note: Option<String>,
    #[item(context)]
    billing_code: Vec<u32>,
    #[serde(rename(serialize = "é.938828", deserialize = "é.938828"))] #[item(encrypt)]
    x_code: bool,
    #[item(sign)]
    contact_code: BTreeMap<String, bool>,
}

async fn compare_28() {
    let value = Thing28 {
        the_id: "42".to_owned(),
        home_y1: "text".to_owned(),
        last_note: Some("some".to_owned()),
        billing_code: vec![1, 2],
        x_code: true,
        contact_code: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sign(["home_y1", "old945763"])
        .encrypt(["last_note", "old526045"])
        .sign_and_include_in_encryption_context(["billing_code"])
        .encrypt(["é.938828"])
        .sign(["contact_code"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_y1".to_owned(), S("text".to_owned())),
        ("last_note".to_owned(), S("some".to_owned())),
        ("billing_code".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.938828".to_owned(), Bool(true)),
        ("contact_code".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = ":")]
struct Thing29 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    home_visit: Option<String>,
    #[item(sign)]
    last_note: i64,
    #[item(context)]
    billing_visit: u32,
    #[item(encrypt)]
    x_visit: Nested,
    #[serde(rename = "attr638967")] #[item(encrypt, beacon(bits = 25, name = "city_4", within = "city"))]
    contact_note: Nested,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    r2_code: Option<String>,
    #[item(sign)]
    old_mail: String,
}

async fn compare_29() {
    let value = Thing29 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_visit: Some("some".to_owned()),
        last_note: -7,
        billing_visit: 1815,
        x_visit: Nested { city: "London".to_owned() },
        contact_note: Nested { city: "London".to_owned() },
        r2_code: Some("some".to_owned()),
        old_mail: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the-id")
        .sort_key("the-time")
        .encrypt(["home-visit"])
        .sign(["last-note"])
        .sign_and_include_in_encryption_context(["billing-visit"])
        .encrypt(["x-visit"])
        .encrypt(["attr638967"])
        .sign(["r2-code"])
        .sign(["old-mail"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("city_4", 25).at("attr638967.city"))
        .build());
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("home-visit".to_owned(), S("some".to_owned())),
        ("last-note".to_owned(), N("-7".to_owned())),
        ("billing-visit".to_owned(), N("1815".to_owned())),
        ("x-visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("attr638967".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("r2-code".to_owned(), S("some".to_owned())),
        ("old-mail".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(others(sign))]
struct Thing30 {
    #[item(partition_key)]
    the_id: String,
    
    home_note: bool,
    
    last_mail: Nested,
    #[serde(alias = "old258432", default)] #[item(sign)]
    billing_y1: u32,
    #[item(encrypt)]
    x_code: String,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    contact_note: Option<String>,
}

async fn compare_30() {
    let value = Thing30 {
        the_id: "42".to_owned(),
        home_note: true,
        last_mail: Nested { city: "London".to_owned() },
        billing_y1: 1815,
        x_code: "text".to_owned(),
        contact_note: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .encrypt(["home_note"])
        .encrypt(["last_mail"])
        .sign(["billing_y1", "old258432"])
        .encrypt(["x_code"])
        .sign(["contact_note"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_note".to_owned(), Bool(true)),
        ("last_mail".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("billing_y1".to_owned(), N("1815".to_owned())),
        ("x_code".to_owned(), S("text".to_owned())),
        ("contact_note".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = "u_")]
struct Thing31 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-717035")] #[item(sign)]
    home_photo: i64,
    #[serde(rename = "é.745702")] #[item(encrypt)]
    last_visit: Nested,
    #[serde(rename = "Field-9679")] #[item(sign)]
    billing_number: Vec<u32>,
}

async fn compare_31() {
    let value = Thing31 {
        the_id: "42".to_owned(),
        home_photo: -7,
        last_visit: Nested { city: "London".to_owned() },
        billing_number: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .sign(["Field-717035"])
        .encrypt(["é.745702"])
        .sign(["Field-9679"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("Field-717035".to_owned(), N("-7".to_owned())),
        ("é.745702".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("Field-9679".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Thing32 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(encrypt)]
    home_mail: bool,
    #[item(sign)]
    last_code: Nested,
    #[serde(rename = "attr143609")] #[item(index_key)]
    billing_code: BTreeMap<String, bool>,
    #[serde(alias = "old315250", default)] #[item(encrypt)]
    x_photo: i64,
}

async fn compare_32() {
    let value = Thing32 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_mail: true,
        last_code: Nested { city: "London".to_owned() },
        billing_code: BTreeMap::from([("k".to_owned(), false)]),
        x_photo: -7,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .encrypt(["HOME_MAIL"])
        .sign(["LAST_CODE"])
        .index_keys(["attr143609"])
        .encrypt(["X_PHOTO", "old315250"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_MAIL".to_owned(), Bool(true)),
        ("LAST_CODE".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("attr143609".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("X_PHOTO".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct Thing33 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    
    home_y1: Vec<u32>,
    #[serde(rename(serialize = "Field-257577", deserialize = "Field-257577"))]
    last_mail: BTreeMap<String, bool>,
    #[item(encrypt)]
    billing_photo: i64,
    #[item(encrypt, pad = 64, beacon(bits = 24))]
    x_mail: Vec<u32>,
    #[item(encrypt, beacon(bits = 42, formerly = 20))]
    contact_code: u32,
    #[item(sign)]
    r2_mail: BTreeMap<String, bool>,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt, pad = 64, beacon(bits = 56))]
    old_mail: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_33() {
    let value = Thing33 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_y1: vec![1, 2],
        last_mail: BTreeMap::from([("k".to_owned(), false)]),
        billing_photo: -7,
        x_mail: vec![1, 2],
        contact_code: 1815,
        r2_mail: BTreeMap::from([("k".to_owned(), false)]),
        old_mail: Some("some".to_owned()),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .sort_key("THE-TIME")
        .index_keys(["THE-TIME"])
        .encrypt(["HOME-Y1"])
        .encrypt(["Field-257577"])
        .encrypt(["BILLING-PHOTO"])
        .encrypt(["X-MAIL"])
        .pad(["X-MAIL"], 64)
        .encrypt(["CONTACT-CODE"])
        .sign(["R2-MAIL"])
        .encrypt(["OLD-MAIL"])
        .pad(["OLD-MAIL"], 64)
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("X-MAIL", 24))
        .beacon(Beacon::new("CONTACT-CODE", 42).formerly(20))
        .beacon(Beacon::new("OLD-MAIL", 56))
        .build());
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("HOME-Y1".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("Field-257577".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("BILLING-PHOTO".to_owned(), N("-7".to_owned())),
        ("X-MAIL".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("CONTACT-CODE".to_owned(), N("1815".to_owned())),
        ("R2-MAIL".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("OLD-MAIL".to_owned(), S("some".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = ":")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing34 {
    #[item(partition_key)]
    the_id: String,
    #[item(unsigned)]
    home_visit: Nested,
    #[item(sign)]
    last_number: BTreeMap<String, bool>,
    #[serde(rename = "é.586278")] #[item(sign)]
    billing_photo: u32,
    #[serde(rename(serialize = "attr220139", deserialize = "attr220139"))] #[item(context)]
    x_address: Vec<u32>,
    #[serde(rename(serialize = "attr447464", deserialize = "attr447464"))] #[item(context)]
    contact_y1: Vec<u32>,
}

async fn compare_34() {
    let value = Thing34 {
        the_id: "42".to_owned(),
        home_visit: Nested { city: "London".to_owned() },
        last_number: BTreeMap::from([("k".to_owned(), false)]),
        billing_photo: 1815,
        x_address: vec![1, 2],
        contact_y1: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .do_nothing(["home_visit"])
        .allowed_unsigned(["home_visit"])
        .sign(["last_number"])
        .sign(["é.586278"])
        .sign_and_include_in_encryption_context(["attr220139"])
        .sign_and_include_in_encryption_context(["attr447464"])
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("last_number".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("é.586278".to_owned(), N("1815".to_owned())),
        ("attr220139".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("attr447464".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("#kind".to_owned(), S("Thing34".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(others(sign))]
struct Thing35 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr159815", deserialize = "attr159815"))] #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename(serialize = "Field-448230", deserialize = "Field-448230"))] #[item(sign)]
    home_y1: i64,
    #[item(context)]
    last_visit: u32,
    #[item(encrypt)]
    billing_address: Vec<u32>,
    #[item(sign)]
    x_y1: Nested,
    
    contact_photo: i64,
}

async fn compare_35() {
    let value = Thing35 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_y1: -7,
        last_visit: 1815,
        billing_address: vec![1, 2],
        x_y1: Nested { city: "London".to_owned() },
        contact_photo: -7,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .sort_key("attr159815")
        .sign(["Field-448230"])
        .sign_and_include_in_encryption_context(["last-visit"])
        .encrypt(["billing-address"])
        .sign(["x-y1"])
        .encrypt(["contact-photo"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("attr159815".to_owned(), N("5".to_owned())),
        ("Field-448230".to_owned(), N("-7".to_owned())),
        ("last-visit".to_owned(), N("1815".to_owned())),
        ("billing-address".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("x-y1".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("contact-photo".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = ":")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing36 {
    #[item(partition_key)]
    the_id: String,
}

async fn compare_36() {
    let value = Thing36 {
        the_id: "42".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("TheId")
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("#kind".to_owned(), S("Thing36".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing37 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt)]
    home_address: Option<String>,
    #[item(sign)]
    last_note: BTreeMap<String, bool>,
    #[serde(rename = "é.482")] #[item(index_key)]
    billing_code: Vec<u32>,
    #[item(context)]
    x_mail: String,
    #[item(encrypt)]
    contact_address: Option<String>,
    #[item(index_key)]
    r2_address: Vec<u32>,
}

async fn compare_37() {
    let value = Thing37 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_address: Some("some".to_owned()),
        last_note: BTreeMap::from([("k".to_owned(), false)]),
        billing_code: vec![1, 2],
        x_mail: "text".to_owned(),
        contact_address: Some("some".to_owned()),
        r2_address: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .sort_key("the-time")
        .index_keys(["the-time"])
        .encrypt(["home-address"])
        .sign(["last-note"])
        .index_keys(["é.482"])
        .sign_and_include_in_encryption_context(["x-mail"])
        .encrypt(["contact-address"])
        .index_keys(["r2-address"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("home-address".to_owned(), S("some".to_owned())),
        ("last-note".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("é.482".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("x-mail".to_owned(), S("text".to_owned())),
        ("contact-address".to_owned(), S("some".to_owned())),
        ("r2-address".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = ":")]
struct Thing38 {
    #[item(partition_key)]
    the_id: String,
    #[item(context)]
    home_y1: Vec<u32>,
    
    last_note: Option<String>,
    #[item(index_key)]
    billing_y1: BTreeMap<String, bool>,
    #[item(encrypt)]
    x_mail: i64,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_38() {
    let value = Thing38 {
        the_id: "42".to_owned(),
        home_y1: vec![1, 2],
        last_note: Some("some".to_owned()),
        billing_y1: BTreeMap::from([("k".to_owned(), false)]),
        x_mail: -7,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the-id")
        .sign_and_include_in_encryption_context(["home-y1"])
        .encrypt(["last-note"])
        .index_keys(["billing-y1"])
        .encrypt(["x-mail"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("home-y1".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("last-note".to_owned(), S("some".to_owned())),
        ("billing-y1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("x-mail".to_owned(), N("-7".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing39 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(sign)]
    home_number: Vec<u32>,
    #[item(sign)]
    last_address: u32,
    #[item(context)]
    billing_visit: String,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt)]
    x_y1: Option<String>,
    #[item(sign)]
    contact_photo: String,
    #[serde(rename = "Field-186431")] #[item(encrypt, pad = 64, beacon(bits = 9, name = "city_5", within = "city"))]
    r2_visit: Nested,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_39() {
    let value = Thing39 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: vec![1, 2],
        last_address: 1815,
        billing_visit: "text".to_owned(),
        x_y1: None,
        contact_photo: "text".to_owned(),
        r2_visit: Nested { city: "London".to_owned() },
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .sign(["HOME_NUMBER"])
        .sign(["LAST_ADDRESS"])
        .sign_and_include_in_encryption_context(["BILLING_VISIT"])
        .encrypt(["X_Y1"])
        .sign(["CONTACT_PHOTO"])
        .encrypt(["Field-186431"])
        .pad(["Field-186431"], 64)
        .action_for_others(AttributeAction::SignOnly)
        .sign(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("city_5", 9).at("Field-186431.city"))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_NUMBER".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("LAST_ADDRESS".to_owned(), N("1815".to_owned())),
        ("BILLING_VISIT".to_owned(), S("text".to_owned())),
        ("CONTACT_PHOTO".to_owned(), S("text".to_owned())),
        ("Field-186431".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("more".to_owned(), Bool(true)),
        ("#kind".to_owned(), S("Thing39".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
struct Thing40 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-273352")] #[item(sign)]
    home_number: BTreeMap<String, bool>,
    #[serde(alias = "old780441", default)] #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt)]
    last_photo: Option<String>,
    #[item(index_key)]
    billing_visit: Nested,
    #[item(index_key)]
    x_visit: u32,
    #[item(context)]
    contact_mail: i64,
    #[serde(rename(serialize = "attr881432", deserialize = "attr881432"))]
    r2_code: u32,
    #[serde(rename = "Field-477615")] #[serde(alias = "old229925", default)] #[item(sign)]
    old_y1: Option<String>,
}

async fn compare_40() {
    let value = Thing40 {
        the_id: "42".to_owned(),
        home_number: BTreeMap::from([("k".to_owned(), false)]),
        last_photo: None,
        billing_visit: Nested { city: "London".to_owned() },
        x_visit: 1815,
        contact_mail: -7,
        r2_code: 1815,
        old_y1: None,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sign(["Field-273352"])
        .encrypt(["last_photo", "old780441"])
        .index_keys(["billing_visit"])
        .index_keys(["x_visit"])
        .sign_and_include_in_encryption_context(["contact_mail"])
        .encrypt(["attr881432"])
        .sign(["Field-477615", "old229925"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("Field-273352".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("billing_visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("x_visit".to_owned(), N("1815".to_owned())),
        ("contact_mail".to_owned(), N("-7".to_owned())),
        ("attr881432".to_owned(), N("1815".to_owned())),
        ("Field-477615".to_owned(), Null(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct Thing41 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[item(unsigned)]
    home_note: String,
    #[item(context)]
    last_photo: Option<String>,
    #[serde(rename = "attr63348")] #[item(sign)]
    billing_note: u32,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_41() {
    let value = Thing41 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: "text".to_owned(),
        last_photo: None,
        billing_note: 1815,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .sort_key("THE-TIME")
        .index_keys(["THE-TIME"])
        .do_nothing(["HOME-NOTE"])
        .allowed_unsigned(["HOME-NOTE"])
        .sign_and_include_in_encryption_context(["LAST-PHOTO"])
        .sign(["attr63348"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("HOME-NOTE".to_owned(), S("text".to_owned())),
        ("LAST-PHOTO".to_owned(), Null(true)),
        ("attr63348".to_owned(), N("1815".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = "u_")]
#[item(others(encrypt))]
struct Thing42 {
    #[item(partition_key)]
    the_id: String,
    
    home_note: String,
    #[item(unsigned)]
    last_mail: u32,
    #[item(encrypt, beacon(bits = 2, formerly = 20))]
    billing_photo: i64,
    #[item(sign)]
    x_address: Option<String>,
    #[serde(rename = "u_contact_number")] #[item(unsigned)]
    contact_number: bool,
}

async fn compare_42() {
    let value = Thing42 {
        the_id: "42".to_owned(),
        home_note: "text".to_owned(),
        last_mail: 1815,
        billing_photo: -7,
        x_address: Some("some".to_owned()),
        contact_number: true,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the-id")
        .encrypt(["home-note"])
        .do_nothing(["last-mail"])
        .allowed_unsigned(["last-mail"])
        .encrypt(["billing-photo"])
        .sign(["x-address"])
        .do_nothing(["u_contact_number"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("billing-photo", 2).formerly(20))
        .build());
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("home-note".to_owned(), S("text".to_owned())),
        ("last-mail".to_owned(), N("1815".to_owned())),
        ("billing-photo".to_owned(), N("-7".to_owned())),
        ("x-address".to_owned(), S("some".to_owned())),
        ("u_contact_number".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing43 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt, pad = 64, beacon(bits = 5))]
    home_note: i64,
    #[serde(rename = "Field-23737")] #[serde(alias = "old173919", default)] #[item(unsigned)]
    last_y1: String,
    #[item(encrypt)]
    billing_visit: Option<String>,
    #[serde(rename = "attr678772")]
    x_note: i64,
    #[item(unsigned)]
    contact_note: BTreeMap<String, bool>,
    #[serde(rename = "attr957624")] #[item(sign)]
    r2_y1: u32,
}

async fn compare_43() {
    let value = Thing43 {
        the_id: "42".to_owned(),
        home_note: -7,
        last_y1: "text".to_owned(),
        billing_visit: None,
        x_note: -7,
        contact_note: BTreeMap::from([("k".to_owned(), false)]),
        r2_y1: 1815,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .encrypt(["HomeNote"])
        .pad(["HomeNote"], 64)
        .do_nothing(["Field-23737", "old173919"])
        .allowed_unsigned(["Field-23737", "old173919"])
        .encrypt(["BillingVisit"])
        .encrypt(["attr678772"])
        .do_nothing(["ContactNote"])
        .allowed_unsigned(["ContactNote"])
        .sign(["attr957624"])
        .encrypt(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("HomeNote", 5))
        .build());
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("HomeNote".to_owned(), N("-7".to_owned())),
        ("Field-23737".to_owned(), S("text".to_owned())),
        ("BillingVisit".to_owned(), Null(true)),
        ("attr678772".to_owned(), N("-7".to_owned())),
        ("ContactNote".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("attr957624".to_owned(), N("1815".to_owned())),
        ("#kind".to_owned(), S("Thing43".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing44 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    
    home_mail: i64,
    #[item(encrypt, beacon(bits = 9, formerly = 20))]
    last_address: i64,
    #[item(context)]
    billing_number: BTreeMap<String, bool>,
    #[item(sign)]
    x_visit: Vec<u32>,
    #[serde(rename = "Field-156073")] #[item(encrypt, beacon(bits = 54))]
    contact_visit: String,
    #[serde(rename = "attr266829")] #[item(sign)]
    r2_number: i64,
    #[serde(rename(serialize = "attr83418", deserialize = "attr83418"))] #[item(index_key)]
    old_number: Option<String>,
}

async fn compare_44() {
    let value = Thing44 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_mail: -7,
        last_address: -7,
        billing_number: BTreeMap::from([("k".to_owned(), false)]),
        x_visit: vec![1, 2],
        contact_visit: "text".to_owned(),
        r2_number: -7,
        old_number: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .encrypt(["HOME_MAIL"])
        .encrypt(["LAST_ADDRESS"])
        .sign_and_include_in_encryption_context(["BILLING_NUMBER"])
        .sign(["X_VISIT"])
        .encrypt(["Field-156073"])
        .sign(["attr266829"])
        .index_keys(["attr83418"])
        .sign(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("LAST_ADDRESS", 9).formerly(20))
        .beacon(Beacon::new("Field-156073", 54))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_MAIL".to_owned(), N("-7".to_owned())),
        ("LAST_ADDRESS".to_owned(), N("-7".to_owned())),
        ("BILLING_NUMBER".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("X_VISIT".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("Field-156073".to_owned(), S("text".to_owned())),
        ("attr266829".to_owned(), N("-7".to_owned())),
        ("attr83418".to_owned(), S("some".to_owned())),
        ("#kind".to_owned(), S("Thing44".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = "u_")]
struct Thing45 {
    #[serde(rename = "Field-31076")] #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "é.497825", deserialize = "é.497825"))] #[item(sign)]
    home_note: String,
    #[serde(rename(serialize = "attr510747", deserialize = "attr510747"))]
    last_visit: bool,
    #[item(context)]
    billing_y1: Nested,
    #[item(encrypt, beacon(bits = 49))]
    x_photo: Option<String>,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_45() {
    let value = Thing45 {
        the_id: "42".to_owned(),
        home_note: "text".to_owned(),
        last_visit: true,
        billing_y1: Nested { city: "London".to_owned() },
        x_photo: None,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("Field-31076")
        .sign(["é.497825"])
        .encrypt(["attr510747"])
        .sign_and_include_in_encryption_context(["billing_y1"])
        .encrypt(["x_photo"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("x_photo", 49))
        .build());
    let item = HashMap::from([
        ("Field-31076".to_owned(), S("42".to_owned())),
        ("é.497825".to_owned(), S("text".to_owned())),
        ("attr510747".to_owned(), Bool(true)),
        ("billing_y1".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("x_photo".to_owned(), Null(true)),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
struct Thing46 {
    #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_address: bool,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(unsigned)]
    last_mail: Option<String>,
}

async fn compare_46() {
    let value = Thing46 {
        the_id: "42".to_owned(),
        home_address: true,
        last_mail: None,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sign(["HOME_ADDRESS"])
        .do_nothing(["LAST_MAIL"])
        .allowed_unsigned(["LAST_MAIL"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_ADDRESS".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
struct Thing47 {
    #[item(partition_key)]
    the_id: String,
}

async fn compare_47() {
    let value = Thing47 {
        the_id: "42".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(others(encrypt))]
struct Thing48 {
    #[item(partition_key)]
    the_id: String,
    #[serde(alias = "old361864", default)] #[item(unsigned)]
    home_number: Vec<u32>,
    #[item(sign)]
    last_photo: String,
    #[item(encrypt, beacon(bits = 35, formerly = 20))]
    billing_visit: bool,
    #[item(encrypt, pad = 64)]
    x_code: bool,
    #[item(encrypt, beacon(bits = 35))]
    contact_number: String,
}

async fn compare_48() {
    let value = Thing48 {
        the_id: "42".to_owned(),
        home_number: vec![1, 2],
        last_photo: "text".to_owned(),
        billing_visit: true,
        x_code: true,
        contact_number: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .do_nothing(["HOME-NUMBER", "old361864"])
        .allowed_unsigned(["HOME-NUMBER", "old361864"])
        .sign(["LAST-PHOTO"])
        .encrypt(["BILLING-VISIT"])
        .encrypt(["X-CODE"])
        .pad(["X-CODE"], 64)
        .encrypt(["CONTACT-NUMBER"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("BILLING-VISIT", 35).formerly(20))
        .beacon(Beacon::new("CONTACT-NUMBER", 35))
        .build());
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("HOME-NUMBER".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("LAST-PHOTO".to_owned(), S("text".to_owned())),
        ("BILLING-VISIT".to_owned(), Bool(true)),
        ("X-CODE".to_owned(), Bool(true)),
        ("CONTACT-NUMBER".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
struct Thing49 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(rename = "é.307003")] #[item(unsigned)]
    home_photo: String,
    #[serde(rename(serialize = "Field-778977", deserialize = "Field-778977"))] #[item(encrypt, beacon(bits = 6))]
    last_code: String,
    #[serde(alias = "old293553", default)] #[item(sign)]
    billing_y1: String,
    #[item(context)]
    x_number: Option<String>,
    #[item(encrypt, pad = 64)]
    contact_address: Option<String>,
    #[item(sign)]
    r2_address: Vec<u32>,
}

async fn compare_49() {
    let value = Thing49 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_photo: "text".to_owned(),
        last_code: "text".to_owned(),
        billing_y1: "text".to_owned(),
        x_number: Some("some".to_owned()),
        contact_address: Some("some".to_owned()),
        r2_address: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("the_time")
        .index_keys(["the_time"])
        .do_nothing(["é.307003"])
        .allowed_unsigned(["é.307003"])
        .encrypt(["Field-778977"])
        .sign(["billing_y1", "old293553"])
        .sign_and_include_in_encryption_context(["x_number"])
        .encrypt(["contact_address"])
        .pad(["contact_address"], 64)
        .sign(["r2_address"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("Field-778977", 6))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("é.307003".to_owned(), S("text".to_owned())),
        ("Field-778977".to_owned(), S("text".to_owned())),
        ("billing_y1".to_owned(), S("text".to_owned())),
        ("x_number".to_owned(), S("some".to_owned())),
        ("contact_address".to_owned(), S("some".to_owned())),
        ("r2_address".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
struct Thing50 {
    #[serde(rename = "attr692521")] #[item(partition_key)]
    the_id: String,
    #[item(index_key)]
    home_code: Option<String>,
    
    last_number: i64,
    #[item(index_key)]
    billing_note: i64,
}

async fn compare_50() {
    let value = Thing50 {
        the_id: "42".to_owned(),
        home_code: Some("some".to_owned()),
        last_number: -7,
        billing_note: -7,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr692521")
        .index_keys(["home_code"])
        .encrypt(["last_number"])
        .index_keys(["billing_note"])
    ;
    let search = None;
    let item = HashMap::from([
        ("attr692521".to_owned(), S("42".to_owned())),
        ("home_code".to_owned(), S("some".to_owned())),
        ("last_number".to_owned(), N("-7".to_owned())),
        ("billing_note".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing51 {
    #[item(partition_key)]
    the_id: String,
}

async fn compare_51() {
    let value = Thing51 {
        the_id: "42".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing52 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt, beacon(bits = 14))]
    home_address: Option<String>,
    #[item(unsigned)]
    last_y1: Vec<u32>,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_52() {
    let value = Thing52 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_address: Some("some".to_owned()),
        last_y1: vec![1, 2],
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .sort_key("THE-TIME")
        .encrypt(["HOME-ADDRESS"])
        .do_nothing(["LAST-Y1"])
        .allowed_unsigned(["LAST-Y1"])
        .action_for_others(AttributeAction::EncryptAndSign)
        .encrypt(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("HOME-ADDRESS", 14))
        .build());
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("HOME-ADDRESS".to_owned(), S("some".to_owned())),
        ("LAST-Y1".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("more".to_owned(), Bool(true)),
        ("#kind".to_owned(), S("Thing52".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = ":")]
struct Thing53 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "Field-81871", deserialize = "Field-81871"))] #[item(sign)]
    home_y1: BTreeMap<String, bool>,
    #[item(encrypt, beacon(bits = 43))]
    last_address: Option<String>,
    #[item(context)]
    billing_photo: Option<String>,
    #[serde(alias = "old107766", default)] #[item(sign)]
    x_y1: String,
}

async fn compare_53() {
    let value = Thing53 {
        the_id: "42".to_owned(),
        home_y1: BTreeMap::from([("k".to_owned(), false)]),
        last_address: None,
        billing_photo: None,
        x_y1: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sign(["Field-81871"])
        .encrypt(["last_address"])
        .sign_and_include_in_encryption_context(["billing_photo"])
        .sign(["x_y1", "old107766"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("last_address", 43))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("Field-81871".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("last_address".to_owned(), Null(true)),
        ("billing_photo".to_owned(), Null(true)),
        ("x_y1".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing54 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename(serialize = "attr223531", deserialize = "attr223531"))] #[item(encrypt, beacon(bits = 31, formerly = 20))]
    home_y1: Option<String>,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_54() {
    let value = Thing54 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_y1: Some("some".to_owned()),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .encrypt(["attr223531"])
        .action_for_others(AttributeAction::EncryptAndSign)
        .sign(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("attr223531", 31).formerly(20))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("attr223531".to_owned(), S("some".to_owned())),
        ("more".to_owned(), Bool(true)),
        ("#kind".to_owned(), S("Thing54".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = "u_")]
struct Thing55 {
    #[serde(rename(serialize = "Field-459263", deserialize = "Field-459263"))] #[item(partition_key)]
    the_id: String,
    #[serde(rename = "attr324272")] #[item(encrypt)]
    home_code: u32,
    #[item(sign)]
    last_note: BTreeMap<String, bool>,
    #[item(encrypt)]
    billing_address: Vec<u32>,
    #[item(encrypt, beacon(bits = 12))]
    x_photo: Vec<u32>,
    #[item(context)]
    contact_y1: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_55() {
    let value = Thing55 {
        the_id: "42".to_owned(),
        home_code: 1815,
        last_note: BTreeMap::from([("k".to_owned(), false)]),
        billing_address: vec![1, 2],
        x_photo: vec![1, 2],
        contact_y1: BTreeMap::from([("k".to_owned(), false)]),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("Field-459263")
        .encrypt(["attr324272"])
        .sign(["LastNote"])
        .encrypt(["BillingAddress"])
        .encrypt(["XPhoto"])
        .sign_and_include_in_encryption_context(["ContactY1"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("XPhoto", 12))
        .build());
    let item = HashMap::from([
        ("Field-459263".to_owned(), S("42".to_owned())),
        ("attr324272".to_owned(), N("1815".to_owned())),
        ("LastNote".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("BillingAddress".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("XPhoto".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("ContactY1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing56 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[item(index_key)]
    home_address: Vec<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(index_key)]
    last_mail: Option<String>,
    #[item(sign)]
    billing_visit: Nested,
    #[item(index_key)]
    x_number: u32,
    #[serde(rename = "attr314017")] #[serde(alias = "old591173", default)] #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt)]
    contact_photo: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_56() {
    let value = Thing56 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_address: vec![1, 2],
        last_mail: None,
        billing_visit: Nested { city: "London".to_owned() },
        x_number: 1815,
        contact_photo: None,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .index_keys(["HOME-ADDRESS"])
        .index_keys(["LAST-MAIL"])
        .sign(["BILLING-VISIT"])
        .index_keys(["X-NUMBER"])
        .encrypt(["attr314017", "old591173"])
        .sign(["version"]).encrypt(["Secret"])
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("HOME-ADDRESS".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("BILLING-VISIT".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("X-NUMBER".to_owned(), N("1815".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
        ("#kind".to_owned(), S("Thing56".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = ":")]
struct Thing57 {
    #[item(partition_key)]
    the_id: String,
    
    home_address: Vec<u32>,
    #[item(sign)]
    last_mail: BTreeMap<String, bool>,
    #[serde(alias = "old935024", default)] #[item(encrypt)]
    billing_y1: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_57() {
    let value = Thing57 {
        the_id: "42".to_owned(),
        home_address: vec![1, 2],
        last_mail: BTreeMap::from([("k".to_owned(), false)]),
        billing_y1: BTreeMap::from([("k".to_owned(), false)]),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .encrypt(["home_address"])
        .sign(["last_mail"])
        .encrypt(["billing_y1", "old935024"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_address".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("last_mail".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("billing_y1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing58 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[item(encrypt, beacon(bits = 5))]
    home_y1: bool,
    
    last_visit: u32,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_58() {
    let value = Thing58 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_y1: true,
        last_visit: 1815,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .encrypt(["home-y1"])
        .encrypt(["last-visit"])
        .sign(["version"]).encrypt(["Secret"])
        .sign(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("home-y1", 5))
        .build());
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("home-y1".to_owned(), Bool(true)),
        ("last-visit".to_owned(), N("1815".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
        ("#kind".to_owned(), S("Thing58".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = ":")]
#[item(others(encrypt))]
struct Thing59 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(unsigned)]
    home_photo: Option<String>,
    #[item(context)]
    last_note: BTreeMap<String, bool>,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt, beacon(bits = 54))]
    billing_code: Option<String>,
    #[serde(alias = "old56270", default)] #[item(unsigned)]
    x_code: Vec<u32>,
    #[item(index_key)]
    contact_y1: Nested,
    #[item(sign)]
    r2_mail: BTreeMap<String, bool>,
}

async fn compare_59() {
    let value = Thing59 {
        the_id: "42".to_owned(),
        home_photo: Some("some".to_owned()),
        last_note: BTreeMap::from([("k".to_owned(), false)]),
        billing_code: Some("some".to_owned()),
        x_code: vec![1, 2],
        contact_y1: Nested { city: "London".to_owned() },
        r2_mail: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("TheId")
        .do_nothing(["HomePhoto"])
        .allowed_unsigned(["HomePhoto"])
        .sign_and_include_in_encryption_context(["LastNote"])
        .encrypt(["BillingCode"])
        .do_nothing(["XCode", "old56270"])
        .allowed_unsigned(["XCode", "old56270"])
        .index_keys(["ContactY1"])
        .sign(["R2Mail"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("BillingCode", 54))
        .build());
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("HomePhoto".to_owned(), S("some".to_owned())),
        ("LastNote".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("BillingCode".to_owned(), S("some".to_owned())),
        ("XCode".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("ContactY1".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("R2Mail".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(others(encrypt))]
struct Thing60 {
    #[serde(rename = "Field-268447")] #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(alias = "old817269", default)] #[item(sign)]
    home_photo: Option<String>,
    #[item(encrypt)]
    last_address: BTreeMap<String, bool>,
    #[item(sign)]
    billing_address: BTreeMap<String, bool>,
    #[serde(rename(serialize = "Field-458922", deserialize = "Field-458922"))] #[serde(skip_serializing_if = "Option::is_none")]
    x_visit: Option<String>,
    #[item(encrypt)]
    contact_address: bool,
    #[serde(rename = "Field-493596")] #[item(context)]
    r2_address: u32,
    #[item(index_key)]
    old_address: bool,
}

async fn compare_60() {
    let value = Thing60 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_photo: Some("some".to_owned()),
        last_address: BTreeMap::from([("k".to_owned(), false)]),
        billing_address: BTreeMap::from([("k".to_owned(), false)]),
        x_visit: None,
        contact_address: true,
        r2_address: 1815,
        old_address: true,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("Field-268447")
        .sort_key("theTime")
        .sign(["homePhoto", "old817269"])
        .encrypt(["lastAddress"])
        .sign(["billingAddress"])
        .encrypt(["Field-458922"])
        .encrypt(["contactAddress"])
        .sign_and_include_in_encryption_context(["Field-493596"])
        .index_keys(["oldAddress"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-268447".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("homePhoto".to_owned(), S("some".to_owned())),
        ("lastAddress".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("billingAddress".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("contactAddress".to_owned(), Bool(true)),
        ("Field-493596".to_owned(), N("1815".to_owned())),
        ("oldAddress".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = "u_")]
struct Thing61 {
    #[item(partition_key)]
    the_id: String,
    #[item(index_key)]
    home_address: u32,
    #[serde(rename = "Field-330478")] #[item(encrypt)]
    last_photo: bool,
    #[item(encrypt, beacon(bits = 54, formerly = 20))]
    billing_number: bool,
    #[serde(rename = "attr758517")] #[serde(alias = "old294000", default)] #[item(sign)]
    x_code: Option<String>,
}

async fn compare_61() {
    let value = Thing61 {
        the_id: "42".to_owned(),
        home_address: 1815,
        last_photo: true,
        billing_number: true,
        x_code: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .index_keys(["HOME_ADDRESS"])
        .encrypt(["Field-330478"])
        .encrypt(["BILLING_NUMBER"])
        .sign(["attr758517", "old294000"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("BILLING_NUMBER", 54).formerly(20))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_ADDRESS".to_owned(), N("1815".to_owned())),
        ("Field-330478".to_owned(), Bool(true)),
        ("BILLING_NUMBER".to_owned(), Bool(true)),
        ("attr758517".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
struct Thing62 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt, beacon(bits = 30, formerly = 20))]
    home_visit: u32,
    
    last_photo: bool,
    #[item(context)]
    billing_note: String,
    #[item(context)]
    x_number: BTreeMap<String, bool>,
    #[item(encrypt, beacon(bits = 28, name = "city_4", within = "city"))]
    contact_photo: Nested,
}

async fn compare_62() {
    let value = Thing62 {
        the_id: "42".to_owned(),
        home_visit: 1815,
        last_photo: true,
        billing_note: "text".to_owned(),
        x_number: BTreeMap::from([("k".to_owned(), false)]),
        contact_photo: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .encrypt(["HomeVisit"])
        .encrypt(["LastPhoto"])
        .sign_and_include_in_encryption_context(["BillingNote"])
        .sign_and_include_in_encryption_context(["XNumber"])
        .encrypt(["ContactPhoto"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("HomeVisit", 30).formerly(20))
        .beacon(Beacon::new("city_4", 28).at("ContactPhoto.city"))
        .build());
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("HomeVisit".to_owned(), N("1815".to_owned())),
        ("LastPhoto".to_owned(), Bool(true)),
        ("BillingNote".to_owned(), S("text".to_owned())),
        ("XNumber".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("ContactPhoto".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct Thing63 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_63() {
    let value = Thing63 {
        the_id: "42".to_owned(),
        the_time: 5,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .sort_key("THE-TIME")
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = ":")]
struct Thing64 {
    #[serde(rename = "attr163944")] #[item(partition_key)]
    the_id: String,
    
    home_visit: u32,
    #[item(index_key)]
    last_note: i64,
    #[serde(rename = "é.612808")] #[item(index_key)]
    billing_note: Vec<u32>,
    #[item(context)]
    x_number: Nested,
    
    contact_y1: i64,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_64() {
    let value = Thing64 {
        the_id: "42".to_owned(),
        home_visit: 1815,
        last_note: -7,
        billing_note: vec![1, 2],
        x_number: Nested { city: "London".to_owned() },
        contact_y1: -7,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("attr163944")
        .encrypt(["homeVisit"])
        .index_keys(["lastNote"])
        .index_keys(["é.612808"])
        .sign_and_include_in_encryption_context(["xNumber"])
        .encrypt(["contactY1"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("attr163944".to_owned(), S("42".to_owned())),
        ("homeVisit".to_owned(), N("1815".to_owned())),
        ("lastNote".to_owned(), N("-7".to_owned())),
        ("é.612808".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("xNumber".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("contactY1".to_owned(), N("-7".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = ":")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing65 {
    #[serde(rename(serialize = "é.895808", deserialize = "é.895808"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(context)]
    home_photo: Vec<u32>,
}

async fn compare_65() {
    let value = Thing65 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_photo: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("é.895808")
        .sort_key("theTime")
        .index_keys(["theTime"])
        .sign_and_include_in_encryption_context(["homePhoto"])
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.895808".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("homePhoto".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("#kind".to_owned(), S("Thing65".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
struct Thing66 {
    #[serde(rename = "attr9536")] #[item(partition_key)]
    the_id: String,
    #[serde(alias = "old34756", default)] #[item(encrypt)]
    home_photo: Vec<u32>,
}

async fn compare_66() {
    let value = Thing66 {
        the_id: "42".to_owned(),
        home_photo: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr9536")
        .encrypt(["home_photo", "old34756"])
    ;
    let search = None;
    let item = HashMap::from([
        ("attr9536".to_owned(), S("42".to_owned())),
        ("home_photo".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = ":")]
struct Thing67 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    
    home_note: Vec<u32>,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_67() {
    let value = Thing67 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: vec![1, 2],
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("theId")
        .sort_key("theTime")
        .encrypt(["homeNote"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("homeNote".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(others(encrypt))]
struct Thing68 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "Field-27977", deserialize = "Field-27977"))] #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(rename(serialize = "Field-230651", deserialize = "Field-230651"))]
    home_address: Vec<u32>,
    #[item(encrypt, beacon(bits = 19))]
    last_code: Vec<u32>,
    #[serde(rename(serialize = "Field-127250", deserialize = "Field-127250"))] #[item(encrypt)]
    billing_photo: Nested,
    #[item(encrypt)]
    x_number: BTreeMap<String, bool>,
    #[serde(alias = "old553294", default)] #[item(unsigned)]
    contact_code: Option<String>,
    #[item(encrypt, pad = 64, beacon(bits = 27))]
    r2_photo: Vec<u32>,
    #[item(context)]
    old_visit: BTreeMap<String, bool>,
}

async fn compare_68() {
    let value = Thing68 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_address: vec![1, 2],
        last_code: vec![1, 2],
        billing_photo: Nested { city: "London".to_owned() },
        x_number: BTreeMap::from([("k".to_owned(), false)]),
        contact_code: None,
        r2_photo: vec![1, 2],
        old_visit: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("theId")
        .sort_key("Field-27977")
        .index_keys(["Field-27977"])
        .encrypt(["Field-230651"])
        .encrypt(["lastCode"])
        .encrypt(["Field-127250"])
        .encrypt(["xNumber"])
        .do_nothing(["contactCode", "old553294"])
        .allowed_unsigned(["contactCode", "old553294"])
        .encrypt(["r2Photo"])
        .pad(["r2Photo"], 64)
        .sign_and_include_in_encryption_context(["oldVisit"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("lastCode", 19))
        .beacon(Beacon::new("r2Photo", 27))
        .build());
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("Field-27977".to_owned(), N("5".to_owned())),
        ("Field-230651".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("lastCode".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("Field-127250".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("xNumber".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("contactCode".to_owned(), Null(true)),
        ("r2Photo".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("oldVisit".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
struct Thing69 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(sign)]
    home_note: Option<String>,
    #[serde(rename = "attr170722")] #[item(unsigned)]
    last_y1: Nested,
    #[item(encrypt)]
    billing_photo: String,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_69() {
    let value = Thing69 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_note: Some("some".to_owned()),
        last_y1: Nested { city: "London".to_owned() },
        billing_photo: "text".to_owned(),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("theId")
        .sort_key("theTime")
        .sign(["homeNote"])
        .do_nothing(["attr170722"])
        .allowed_unsigned(["attr170722"])
        .encrypt(["billingPhoto"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("homeNote".to_owned(), S("some".to_owned())),
        ("attr170722".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("billingPhoto".to_owned(), S("text".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
struct Thing70 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    
    home_address: String,
    #[item(encrypt, beacon(bits = 3))]
    last_photo: Option<String>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_70() {
    let value = Thing70 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_address: "text".to_owned(),
        last_photo: Some("some".to_owned()),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("the_time")
        .encrypt(["home_address"])
        .encrypt(["last_photo"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("last_photo", 3))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_address".to_owned(), S("text".to_owned())),
        ("last_photo".to_owned(), S("some".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = "u_")]
struct Thing71 {
    #[serde(rename(serialize = "é.586200", deserialize = "é.586200"))] #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename(serialize = "é.893448", deserialize = "é.893448"))] #[item(encrypt)]
    home_photo: Option<String>,
}

async fn compare_71() {
    let value = Thing71 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_photo: None,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("é.586200")
        .encrypt(["é.893448"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.586200".to_owned(), S("42".to_owned())),
        ("é.893448".to_owned(), Null(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing72 {
    #[item(partition_key)]
    the_id: String,
    
    home_y1: String,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_72() {
    let value = Thing72 {
        the_id: "42".to_owned(),
        home_y1: "text".to_owned(),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .encrypt(["HOME-Y1"])
        .sign(["version"]).encrypt(["Secret"])
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("HOME-Y1".to_owned(), S("text".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
        ("#kind".to_owned(), S("Thing72".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = ":")]
struct Thing73 {
    #[item(partition_key)]
    the_id: String,
    #[serde(alias = "old736434", default)] #[item(sign)]
    home_number: Option<String>,
    #[item(index_key)]
    last_photo: Vec<u32>,
    #[serde(alias = "old914455", default)] #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    billing_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(unsigned)]
    x_number: Option<String>,
    #[serde(rename(serialize = "Field-877762", deserialize = "Field-877762"))] #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    contact_photo: Option<String>,
    #[item(context)]
    r2_code: BTreeMap<String, bool>,
    #[serde(rename = "Field-618140")] #[item(sign)]
    old_note: bool,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_73() {
    let value = Thing73 {
        the_id: "42".to_owned(),
        home_number: Some("some".to_owned()),
        last_photo: vec![1, 2],
        billing_number: None,
        x_number: Some("some".to_owned()),
        contact_photo: None,
        r2_code: BTreeMap::from([("k".to_owned(), false)]),
        old_note: true,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sign(["home_number", "old736434"])
        .index_keys(["last_photo"])
        .sign(["billing_number", "old914455"])
        .do_nothing(["x_number"])
        .allowed_unsigned(["x_number"])
        .sign(["Field-877762"])
        .sign_and_include_in_encryption_context(["r2_code"])
        .sign(["Field-618140"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_number".to_owned(), S("some".to_owned())),
        ("last_photo".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("x_number".to_owned(), S("some".to_owned())),
        ("r2_code".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("Field-618140".to_owned(), Bool(true)),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
struct Thing74 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[item(encrypt, beacon(bits = 43))]
    home_visit: i64,
    #[item(context)]
    last_photo: BTreeMap<String, bool>,
}

async fn compare_74() {
    let value = Thing74 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_visit: -7,
        last_photo: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .sort_key("TheTime")
        .index_keys(["TheTime"])
        .encrypt(["HomeVisit"])
        .sign_and_include_in_encryption_context(["LastPhoto"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("HomeVisit", 43))
        .build());
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
        ("HomeVisit".to_owned(), N("-7".to_owned())),
        ("LastPhoto".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing75 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(encrypt, beacon(bits = 7))]
    home_code: i64,
    #[item(index_key)]
    last_photo: Option<String>,
    #[item(index_key)]
    billing_note: Option<String>,
    #[item(sign)]
    x_address: String,
    #[serde(alias = "old487109", default)] #[item(sign)]
    contact_note: u32,
    #[serde(rename = "attr158678")] #[item(sign)]
    r2_note: i64,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(index_key)]
    old_note: Option<String>,
}

async fn compare_75() {
    let value = Thing75 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: -7,
        last_photo: None,
        billing_note: None,
        x_address: "text".to_owned(),
        contact_note: 1815,
        r2_note: -7,
        old_note: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .sort_key("the-time")
        .encrypt(["home-code"])
        .index_keys(["last-photo"])
        .index_keys(["billing-note"])
        .sign(["x-address"])
        .sign(["contact-note", "old487109"])
        .sign(["attr158678"])
        .index_keys(["old-note"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("home-code", 7))
        .build());
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("home-code".to_owned(), N("-7".to_owned())),
        ("last-photo".to_owned(), Null(true)),
        ("billing-note".to_owned(), Null(true)),
        ("x-address".to_owned(), S("text".to_owned())),
        ("contact-note".to_owned(), N("1815".to_owned())),
        ("attr158678".to_owned(), N("-7".to_owned())),
        ("old-note".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Thing76 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-913725")] #[item(unsigned)]
    home_number: bool,
    
    last_code: i64,
}

async fn compare_76() {
    let value = Thing76 {
        the_id: "42".to_owned(),
        home_number: true,
        last_code: -7,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .do_nothing(["Field-913725"])
        .allowed_unsigned(["Field-913725"])
        .encrypt(["LAST_CODE"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("Field-913725".to_owned(), Bool(true)),
        ("LAST_CODE".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = ":")]
struct Thing77 {
    #[serde(rename = "é.128387")] #[item(partition_key)]
    the_id: String,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_77() {
    let value = Thing77 {
        the_id: "42".to_owned(),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("é.128387")
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("é.128387".to_owned(), S("42".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
struct Thing78 {
    #[serde(rename(serialize = "attr198414", deserialize = "attr198414"))] #[item(partition_key)]
    the_id: String,
    #[item(encrypt, pad = 64)]
    home_address: Option<String>,
    #[item(unsigned)]
    last_code: i64,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_78() {
    let value = Thing78 {
        the_id: "42".to_owned(),
        home_address: None,
        last_code: -7,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr198414")
        .encrypt(["home_address"])
        .pad(["home_address"], 64)
        .do_nothing(["last_code"])
        .allowed_unsigned(["last_code"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("attr198414".to_owned(), S("42".to_owned())),
        ("home_address".to_owned(), Null(true)),
        ("last_code".to_owned(), N("-7".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
struct Thing79 {
    #[item(partition_key)]
    the_id: String,
    #[item(context)]
    home_y1: bool,
    #[item(unsigned)]
    last_number: u32,
    #[serde(rename = "Field-272047")] #[item(encrypt)]
    billing_y1: String,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_79() {
    let value = Thing79 {
        the_id: "42".to_owned(),
        home_y1: true,
        last_number: 1815,
        billing_y1: "text".to_owned(),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sign_and_include_in_encryption_context(["home_y1"])
        .do_nothing(["last_number"])
        .allowed_unsigned(["last_number"])
        .encrypt(["Field-272047"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_y1".to_owned(), Bool(true)),
        ("last_number".to_owned(), N("1815".to_owned())),
        ("Field-272047".to_owned(), S("text".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = ":")]
struct Thing80 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(encrypt, beacon(bits = 45))]
    home_photo: bool,
    #[item(context)]
    last_note: BTreeMap<String, bool>,
    #[item(sign)]
    billing_code: Vec<u32>,
    
    x_note: BTreeMap<String, bool>,
    #[serde(rename = "attr946226")] #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    contact_photo: Option<String>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_80() {
    let value = Thing80 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_photo: true,
        last_note: BTreeMap::from([("k".to_owned(), false)]),
        billing_code: vec![1, 2],
        x_note: BTreeMap::from([("k".to_owned(), false)]),
        contact_photo: Some("some".to_owned()),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sort_key("the_time")
        .index_keys(["the_time"])
        .encrypt(["home_photo"])
        .sign_and_include_in_encryption_context(["last_note"])
        .sign(["billing_code"])
        .encrypt(["x_note"])
        .sign(["attr946226"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("home_photo", 45))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_photo".to_owned(), Bool(true)),
        ("last_note".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("billing_code".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("x_note".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("attr946226".to_owned(), S("some".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = ":")]
struct Thing81 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-459519")] #[item(sort_key, index_key)]
    the_time: u64,
    #[item(encrypt, pad = 64, beacon(bits = 36))]
    home_code: u32,
    #[item(index_key)]
    last_photo: Option<String>,
    #[serde(alias = "old341643", default)] #[item(sign)]
    billing_number: u32,
    #[item(unsigned)]
    x_code: Vec<u32>,
    #[serde(rename(serialize = "é.417224", deserialize = "é.417224"))] #[item(index_key)]
    contact_note: i64,
    #[item(sign)]
    r2_y1: Vec<u32>,
    #[item(context)]
    old_photo: String,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_81() {
    let value = Thing81 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: 1815,
        last_photo: None,
        billing_number: 1815,
        x_code: vec![1, 2],
        contact_note: -7,
        r2_y1: vec![1, 2],
        old_photo: "text".to_owned(),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("TheId")
        .sort_key("Field-459519")
        .index_keys(["Field-459519"])
        .encrypt(["HomeCode"])
        .pad(["HomeCode"], 64)
        .index_keys(["LastPhoto"])
        .sign(["BillingNumber", "old341643"])
        .do_nothing(["XCode"])
        .allowed_unsigned(["XCode"])
        .index_keys(["é.417224"])
        .sign(["R2Y1"])
        .sign_and_include_in_encryption_context(["OldPhoto"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("HomeCode", 36))
        .build());
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("Field-459519".to_owned(), N("5".to_owned())),
        ("HomeCode".to_owned(), N("1815".to_owned())),
        ("LastPhoto".to_owned(), Null(true)),
        ("BillingNumber".to_owned(), N("1815".to_owned())),
        ("XCode".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.417224".to_owned(), N("-7".to_owned())),
        ("R2Y1".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("OldPhoto".to_owned(), S("text".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
struct Thing82 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "é.824909")] #[item(index_key)]
    home_photo: BTreeMap<String, bool>,
    #[item(unsigned)]
    last_visit: i64,
    
    billing_number: Vec<u32>,
    #[serde(rename(serialize = "attr846969", deserialize = "attr846969"))]
    x_visit: u32,
    #[item(unsigned)]
    contact_y1: u32,
    #[item(unsigned)]
    r2_photo: String,
}

async fn compare_82() {
    let value = Thing82 {
        the_id: "42".to_owned(),
        home_photo: BTreeMap::from([("k".to_owned(), false)]),
        last_visit: -7,
        billing_number: vec![1, 2],
        x_visit: 1815,
        contact_y1: 1815,
        r2_photo: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .index_keys(["é.824909"])
        .do_nothing(["LAST_VISIT"])
        .allowed_unsigned(["LAST_VISIT"])
        .encrypt(["BILLING_NUMBER"])
        .encrypt(["attr846969"])
        .do_nothing(["CONTACT_Y1"])
        .allowed_unsigned(["CONTACT_Y1"])
        .do_nothing(["R2_PHOTO"])
        .allowed_unsigned(["R2_PHOTO"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("é.824909".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("LAST_VISIT".to_owned(), N("-7".to_owned())),
        ("BILLING_NUMBER".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("attr846969".to_owned(), N("1815".to_owned())),
        ("CONTACT_Y1".to_owned(), N("1815".to_owned())),
        ("R2_PHOTO".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Thing83 {
    #[item(partition_key)]
    the_id: String,
    #[item(unsigned)]
    home_photo: Vec<u32>,
    #[item(unsigned)]
    last_y1: Vec<u32>,
    #[item(sign)]
    billing_code: bool,
    #[item(encrypt, pad = 64)]
    x_code: i64,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_83() {
    let value = Thing83 {
        the_id: "42".to_owned(),
        home_photo: vec![1, 2],
        last_y1: vec![1, 2],
        billing_code: true,
        x_code: -7,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .do_nothing(["HOME_PHOTO"])
        .allowed_unsigned(["HOME_PHOTO"])
        .do_nothing(["LAST_Y1"])
        .allowed_unsigned(["LAST_Y1"])
        .sign(["BILLING_CODE"])
        .encrypt(["X_CODE"])
        .pad(["X_CODE"], 64)
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_PHOTO".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("LAST_Y1".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("BILLING_CODE".to_owned(), Bool(true)),
        ("X_CODE".to_owned(), N("-7".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = ":")]
struct Thing84 {
    #[item(partition_key)]
    the_id: String,
}

async fn compare_84() {
    let value = Thing84 {
        the_id: "42".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing85 {
    #[serde(rename = "attr349738")] #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-927581")] #[item(sort_key)]
    the_time: u64,
}

async fn compare_85() {
    let value = Thing85 {
        the_id: "42".to_owned(),
        the_time: 5,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr349738")
        .sort_key("Field-927581")
    ;
    let search = None;
    let item = HashMap::from([
        ("attr349738".to_owned(), S("42".to_owned())),
        ("Field-927581".to_owned(), N("5".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = ":")]
struct Thing86 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[item(encrypt, beacon(bits = 37, formerly = 20))]
    home_y1: String,
    #[serde(rename(serialize = "Field-552674", deserialize = "Field-552674"))] #[item(encrypt, pad = 64, beacon(bits = 50, formerly = 20))]
    last_address: i64,
    #[item(index_key)]
    billing_visit: Nested,
    #[item(index_key)]
    x_code: Vec<u32>,
    #[serde(rename(serialize = "é.955722", deserialize = "é.955722"))] #[item(encrypt)]
    contact_number: Option<String>,
    #[serde(rename(serialize = "é.483481", deserialize = "é.483481"))]
    r2_number: bool,
}

async fn compare_86() {
    let value = Thing86 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_y1: "text".to_owned(),
        last_address: -7,
        billing_visit: Nested { city: "London".to_owned() },
        x_code: vec![1, 2],
        contact_number: Some("some".to_owned()),
        r2_number: true,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the-id")
        .encrypt(["home-y1"])
        .encrypt(["Field-552674"])
        .pad(["Field-552674"], 64)
        .index_keys(["billing-visit"])
        .index_keys(["x-code"])
        .encrypt(["é.955722"])
        .encrypt(["é.483481"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("home-y1", 37).formerly(20))
        .beacon(Beacon::new("Field-552674", 50).formerly(20))
        .build());
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("home-y1".to_owned(), S("text".to_owned())),
        ("Field-552674".to_owned(), N("-7".to_owned())),
        ("billing-visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("x-code".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.955722".to_owned(), S("some".to_owned())),
        ("é.483481".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
struct Thing87 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(encrypt, beacon(bits = 25, formerly = 20))]
    home_visit: BTreeMap<String, bool>,
    #[item(sign)]
    last_address: Nested,
    #[serde(rename(serialize = "attr328729", deserialize = "attr328729"))] #[item(context)]
    billing_code: String,
    #[serde(rename = "é.286549")] #[item(encrypt, pad = 64)]
    x_note: Nested,
    #[item(context)]
    contact_photo: Nested,
    #[serde(rename = "Field-826353")] #[item(context)]
    r2_number: Option<String>,
    #[item(encrypt)]
    old_address: u32,
}

async fn compare_87() {
    let value = Thing87 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_visit: BTreeMap::from([("k".to_owned(), false)]),
        last_address: Nested { city: "London".to_owned() },
        billing_code: "text".to_owned(),
        x_note: Nested { city: "London".to_owned() },
        contact_photo: Nested { city: "London".to_owned() },
        r2_number: Some("some".to_owned()),
        old_address: 1815,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("the_time")
        .encrypt(["home_visit"])
        .sign(["last_address"])
        .sign_and_include_in_encryption_context(["attr328729"])
        .encrypt(["é.286549"])
        .pad(["é.286549"], 64)
        .sign_and_include_in_encryption_context(["contact_photo"])
        .sign_and_include_in_encryption_context(["Field-826353"])
        .encrypt(["old_address"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("home_visit", 25).formerly(20))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_visit".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("last_address".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("attr328729".to_owned(), S("text".to_owned())),
        ("é.286549".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("contact_photo".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("Field-826353".to_owned(), S("some".to_owned())),
        ("old_address".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(others(sign))]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing88 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(unsigned)]
    home_number: BTreeMap<String, bool>,
    
    last_mail: bool,
    
    billing_visit: Option<String>,
    #[item(context)]
    x_photo: String,
    #[item(encrypt)]
    contact_photo: u32,
}

async fn compare_88() {
    let value = Thing88 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: BTreeMap::from([("k".to_owned(), false)]),
        last_mail: true,
        billing_visit: Some("some".to_owned()),
        x_photo: "text".to_owned(),
        contact_photo: 1815,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .do_nothing(["HOME_NUMBER"])
        .allowed_unsigned(["HOME_NUMBER"])
        .encrypt(["LAST_MAIL"])
        .encrypt(["BILLING_VISIT"])
        .sign_and_include_in_encryption_context(["X_PHOTO"])
        .encrypt(["CONTACT_PHOTO"])
        .action_for_others(AttributeAction::SignOnly)
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_NUMBER".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("LAST_MAIL".to_owned(), Bool(true)),
        ("BILLING_VISIT".to_owned(), S("some".to_owned())),
        ("X_PHOTO".to_owned(), S("text".to_owned())),
        ("CONTACT_PHOTO".to_owned(), N("1815".to_owned())),
        ("#kind".to_owned(), S("Thing88".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = ":")]
#[item(others(encrypt))]
struct Thing89 {
    #[serde(rename(serialize = "attr879771", deserialize = "attr879771"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(encrypt, beacon(bits = 58))]
    home_y1: u32,
}

async fn compare_89() {
    let value = Thing89 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: 1815,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("attr879771")
        .sort_key("the_time")
        .encrypt(["home_y1"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("home_y1", 58))
        .build());
    let item = HashMap::from([
        ("attr879771".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_y1".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct Thing90 {
    #[item(partition_key)]
    the_id: String,
    #[item(index_key)]
    home_code: i64,
    #[serde(rename(serialize = "attr175938", deserialize = "attr175938"))] #[serde(skip_serializing_if = "Option::is_none")]#[item(unsigned)]
    last_number: Option<String>,
    #[item(encrypt, pad = 64, beacon(bits = 36))]
    billing_code: u32,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_90() {
    let value = Thing90 {
        the_id: "42".to_owned(),
        home_code: -7,
        last_number: None,
        billing_code: 1815,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .index_keys(["HOME-CODE"])
        .do_nothing(["attr175938"])
        .allowed_unsigned(["attr175938"])
        .encrypt(["BILLING-CODE"])
        .pad(["BILLING-CODE"], 64)
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("BILLING-CODE", 36))
        .build());
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("HOME-CODE".to_owned(), N("-7".to_owned())),
        ("BILLING-CODE".to_owned(), N("1815".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing91 {
    #[item(partition_key)]
    the_id: String,
}

async fn compare_91() {
    let value = Thing91 {
        the_id: "42".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("#kind".to_owned(), S("Thing91".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = ":")]
struct Thing92 {
    #[item(partition_key)]
    the_id: String,
}

async fn compare_92() {
    let value = Thing92 {
        the_id: "42".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
struct Thing93 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr840139", deserialize = "attr840139"))] #[item(sign)]
    home_number: i64,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt)]
    last_photo: Option<String>,
    #[item(context)]
    billing_y1: Nested,
    #[item(sign)]
    x_y1: Nested,
    #[serde(rename(serialize = "attr883650", deserialize = "attr883650"))]
    contact_address: BTreeMap<String, bool>,
    
    r2_address: Vec<u32>,
}

async fn compare_93() {
    let value = Thing93 {
        the_id: "42".to_owned(),
        home_number: -7,
        last_photo: Some("some".to_owned()),
        billing_y1: Nested { city: "London".to_owned() },
        x_y1: Nested { city: "London".to_owned() },
        contact_address: BTreeMap::from([("k".to_owned(), false)]),
        r2_address: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sign(["attr840139"])
        .encrypt(["last_photo"])
        .sign_and_include_in_encryption_context(["billing_y1"])
        .sign(["x_y1"])
        .encrypt(["attr883650"])
        .encrypt(["r2_address"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("attr840139".to_owned(), N("-7".to_owned())),
        ("last_photo".to_owned(), S("some".to_owned())),
        ("billing_y1".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("x_y1".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("attr883650".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("r2_address".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
struct Thing94 {
    #[serde(rename = "Field-990678")] #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[item(encrypt, pad = 64)]
    home_photo: Nested,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_94() {
    let value = Thing94 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_photo: Nested { city: "London".to_owned() },
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("Field-990678")
        .encrypt(["homePhoto"])
        .pad(["homePhoto"], 64)
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-990678".to_owned(), S("42".to_owned())),
        ("homePhoto".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(others(sign))]
struct Thing95 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(encrypt, beacon(bits = 57))]
    home_address: Vec<u32>,
    #[item(encrypt)]
    last_photo: bool,
    #[item(sign)]
    billing_number: Nested,
    #[serde(alias = "old874286", default)] #[item(unsigned)]
    x_y1: BTreeMap<String, bool>,
}

async fn compare_95() {
    let value = Thing95 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_address: vec![1, 2],
        last_photo: true,
        billing_number: Nested { city: "London".to_owned() },
        x_y1: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("the_time")
        .encrypt(["home_address"])
        .encrypt(["last_photo"])
        .sign(["billing_number"])
        .do_nothing(["x_y1", "old874286"])
        .allowed_unsigned(["x_y1", "old874286"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("home_address", 57))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_address".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("last_photo".to_owned(), Bool(true)),
        ("billing_number".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("x_y1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
struct Thing96 {
    #[item(partition_key)]
    the_id: String,
    #[item(index_key)]
    home_mail: Vec<u32>,
    #[item(index_key)]
    last_visit: String,
    #[item(encrypt)]
    billing_number: Vec<u32>,
}

async fn compare_96() {
    let value = Thing96 {
        the_id: "42".to_owned(),
        home_mail: vec![1, 2],
        last_visit: "text".to_owned(),
        billing_number: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .index_keys(["HomeMail"])
        .index_keys(["LastVisit"])
        .encrypt(["BillingNumber"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("HomeMail".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("LastVisit".to_owned(), S("text".to_owned())),
        ("BillingNumber".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing97 {
    #[serde(rename(serialize = "é.867880", deserialize = "é.867880"))] #[item(partition_key)]
    the_id: String,
    #[item(unsigned)]
    home_visit: BTreeMap<String, bool>,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    last_y1: Option<String>,
    #[serde(rename(serialize = "Field-741848", deserialize = "Field-741848"))] #[item(sign)]
    billing_photo: Nested,
    #[item(encrypt, beacon(bits = 9, name = "city_3", within = "city"))]
    x_code: Nested,
    #[serde(rename(serialize = "attr791809", deserialize = "attr791809"))] #[item(sign)]
    contact_photo: Vec<u32>,
}

async fn compare_97() {
    let value = Thing97 {
        the_id: "42".to_owned(),
        home_visit: BTreeMap::from([("k".to_owned(), false)]),
        last_y1: Some("some".to_owned()),
        billing_photo: Nested { city: "London".to_owned() },
        x_code: Nested { city: "London".to_owned() },
        contact_photo: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("é.867880")
        .do_nothing(["HomeVisit"])
        .allowed_unsigned(["HomeVisit"])
        .sign(["LastY1"])
        .sign(["Field-741848"])
        .encrypt(["XCode"])
        .sign(["attr791809"])
        .encrypt(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("city_3", 9).at("XCode.city"))
        .build());
    let item = HashMap::from([
        ("é.867880".to_owned(), S("42".to_owned())),
        ("HomeVisit".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("LastY1".to_owned(), S("some".to_owned())),
        ("Field-741848".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("XCode".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("attr791809".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("#kind".to_owned(), S("Thing97".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = "u_")]
#[item(others(encrypt))]
struct Thing98 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename(serialize = "attr927796", deserialize = "attr927796"))] #[item(index_key)]
    home_code: BTreeMap<String, bool>,
}

async fn compare_98() {
    let value = Thing98 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_code: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE-ID")
        .sort_key("THE-TIME")
        .index_keys(["attr927796"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("attr927796".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing99 {
    #[serde(rename = "attr732632")] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(alias = "old262265", default)] #[item(encrypt, pad = 64)]
    home_number: bool,
    #[item(context)]
    last_code: BTreeMap<String, bool>,
}

async fn compare_99() {
    let value = Thing99 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: true,
        last_code: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr732632")
        .sort_key("the_time")
        .encrypt(["home_number", "old262265"])
        .pad(["home_number", "old262265"], 64)
        .sign_and_include_in_encryption_context(["last_code"])
    ;
    let search = None;
    let item = HashMap::from([
        ("attr732632".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_number".to_owned(), Bool(true)),
        ("last_code".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing100 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(rename(serialize = "é.748087", deserialize = "é.748087"))] #[item(unsigned)]
    home_note: i64,
    #[serde(rename(serialize = "Field-369478", deserialize = "Field-369478"))] #[item(encrypt, beacon(bits = 48))]
    last_number: i64,
    #[serde(rename(serialize = "é.188178", deserialize = "é.188178"))] #[serde(alias = "old778971", default)] #[item(unsigned)]
    billing_note: bool,
    #[item(index_key)]
    x_note: String,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_100() {
    let value = Thing100 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: -7,
        last_number: -7,
        billing_note: true,
        x_note: "text".to_owned(),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .sort_key("the-time")
        .do_nothing(["é.748087"])
        .allowed_unsigned(["é.748087"])
        .encrypt(["Field-369478"])
        .do_nothing(["é.188178", "old778971"])
        .allowed_unsigned(["é.188178", "old778971"])
        .index_keys(["x-note"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("Field-369478", 48))
        .build());
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("é.748087".to_owned(), N("-7".to_owned())),
        ("Field-369478".to_owned(), N("-7".to_owned())),
        ("é.188178".to_owned(), Bool(true)),
        ("x-note".to_owned(), S("text".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
struct Thing101 {
    #[item(partition_key)]
    the_id: String,
}

async fn compare_101() {
    let value = Thing101 {
        the_id: "42".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("theId")
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = ":")]
struct Thing102 {
    #[item(partition_key)]
    the_id: String,
    
    home_address: u32,
    #[item(sign)]
    last_code: Vec<u32>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_102() {
    let value = Thing102 {
        the_id: "42".to_owned(),
        home_address: 1815,
        last_code: vec![1, 2],
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("theId")
        .encrypt(["homeAddress"])
        .sign(["lastCode"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("homeAddress".to_owned(), N("1815".to_owned())),
        ("lastCode".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = ":")]
struct Thing103 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[item(index_key)]
    home_code: i64,
    #[item(encrypt, beacon(bits = 5, formerly = 20))]
    last_code: u32,
    #[item(unsigned)]
    billing_mail: Nested,
}

async fn compare_103() {
    let value = Thing103 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_code: -7,
        last_code: 1815,
        billing_mail: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .index_keys(["home_code"])
        .encrypt(["last_code"])
        .do_nothing(["billing_mail"])
        .allowed_unsigned(["billing_mail"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("last_code", 5).formerly(20))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_code".to_owned(), N("-7".to_owned())),
        ("last_code".to_owned(), N("1815".to_owned())),
        ("billing_mail".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = ":")]
struct Thing104 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(sign)]
    home_y1: Nested,
    #[item(context)]
    last_y1: Option<String>,
}

async fn compare_104() {
    let value = Thing104 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: Nested { city: "London".to_owned() },
        last_y1: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sort_key("the_time")
        .sign(["home_y1"])
        .sign_and_include_in_encryption_context(["last_y1"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_y1".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("last_y1".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = ":")]
struct Thing105 {
    #[item(partition_key)]
    the_id: String,
    
    home_note: i64,
    #[serde(rename = "é.156702")] #[serde(alias = "old389375", default)] #[item(sign)]
    last_note: Option<String>,
    #[item(index_key)]
    billing_visit: bool,
    #[item(sign)]
    x_address: i64,
    #[serde(rename = "attr356551")] #[serde(alias = "old14978", default)] #[item(sign)]
    contact_mail: BTreeMap<String, bool>,
    #[item(context)]
    r2_visit: Vec<u32>,
    #[serde(alias = "old394552", default)] #[item(encrypt)]
    old_code: i64,
}

async fn compare_105() {
    let value = Thing105 {
        the_id: "42".to_owned(),
        home_note: -7,
        last_note: None,
        billing_visit: true,
        x_address: -7,
        contact_mail: BTreeMap::from([("k".to_owned(), false)]),
        r2_visit: vec![1, 2],
        old_code: -7,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .encrypt(["home_note"])
        .sign(["é.156702", "old389375"])
        .index_keys(["billing_visit"])
        .sign(["x_address"])
        .sign(["attr356551", "old14978"])
        .sign_and_include_in_encryption_context(["r2_visit"])
        .encrypt(["old_code", "old394552"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_note".to_owned(), N("-7".to_owned())),
        ("é.156702".to_owned(), Null(true)),
        ("billing_visit".to_owned(), Bool(true)),
        ("x_address".to_owned(), N("-7".to_owned())),
        ("attr356551".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("r2_visit".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("old_code".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = "u_")]
#[item(others(sign))]
struct Thing106 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr200008", deserialize = "attr200008"))] #[item(context)]
    home_mail: Vec<u32>,
    #[item(encrypt, beacon(bits = 55, formerly = 20))]
    last_y1: Vec<u32>,
    #[item(encrypt, pad = 64)]
    billing_code: Nested,
    #[item(sign)]
    x_number: u32,
    #[serde(rename(serialize = "é.523667", deserialize = "é.523667"))]
    contact_address: u32,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt)]
    r2_visit: Option<String>,
    
    old_visit: BTreeMap<String, bool>,
}

async fn compare_106() {
    let value = Thing106 {
        the_id: "42".to_owned(),
        home_mail: vec![1, 2],
        last_y1: vec![1, 2],
        billing_code: Nested { city: "London".to_owned() },
        x_number: 1815,
        contact_address: 1815,
        r2_visit: None,
        old_visit: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .sign_and_include_in_encryption_context(["attr200008"])
        .encrypt(["LAST_Y1"])
        .encrypt(["BILLING_CODE"])
        .pad(["BILLING_CODE"], 64)
        .sign(["X_NUMBER"])
        .encrypt(["é.523667"])
        .encrypt(["R2_VISIT"])
        .encrypt(["OLD_VISIT"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("LAST_Y1", 55).formerly(20))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("attr200008".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("LAST_Y1".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("BILLING_CODE".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("X_NUMBER".to_owned(), N("1815".to_owned())),
        ("é.523667".to_owned(), N("1815".to_owned())),
        ("OLD_VISIT".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = ":")]
#[item(others(sign))]
struct Thing107 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    home_number: Option<String>,
    #[serde(rename(serialize = "Field-302147", deserialize = "Field-302147"))] #[item(index_key)]
    last_number: u32,
}

async fn compare_107() {
    let value = Thing107 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_number: None,
        last_number: 1815,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .index_keys(["THE_TIME"])
        .sign(["HOME_NUMBER"])
        .index_keys(["Field-302147"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("Field-302147".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing108 {
    #[serde(rename = "Field-990966")] #[item(partition_key)]
    the_id: String,
    
    home_note: String,
    #[item(unsigned)]
    last_mail: BTreeMap<String, bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    billing_visit: Option<String>,
}

async fn compare_108() {
    let value = Thing108 {
        the_id: "42".to_owned(),
        home_note: "text".to_owned(),
        last_mail: BTreeMap::from([("k".to_owned(), false)]),
        billing_visit: None,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("Field-990966")
        .encrypt(["home-note"])
        .do_nothing(["last-mail"])
        .allowed_unsigned(["last-mail"])
        .encrypt(["billing-visit"])
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-990966".to_owned(), S("42".to_owned())),
        ("home-note".to_owned(), S("text".to_owned())),
        ("last-mail".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = ":")]
struct Thing109 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(encrypt, beacon(bits = 19))]
    home_photo: BTreeMap<String, bool>,
    #[serde(rename = "attr985491")] #[item(encrypt, beacon(bits = 43))]
    last_visit: Option<String>,
    #[item(index_key)]
    billing_code: bool,
    
    x_number: String,
    #[item(sign)]
    contact_number: bool,
    #[item(unsigned)]
    r2_photo: Vec<u32>,
}

async fn compare_109() {
    let value = Thing109 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_photo: BTreeMap::from([("k".to_owned(), false)]),
        last_visit: None,
        billing_code: true,
        x_number: "text".to_owned(),
        contact_number: true,
        r2_photo: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("theId")
        .sort_key("theTime")
        .encrypt(["homePhoto"])
        .encrypt(["attr985491"])
        .index_keys(["billingCode"])
        .encrypt(["xNumber"])
        .sign(["contactNumber"])
        .do_nothing(["r2Photo"])
        .allowed_unsigned(["r2Photo"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("homePhoto", 19))
        .beacon(Beacon::new("attr985491", 43))
        .build());
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("homePhoto".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("attr985491".to_owned(), Null(true)),
        ("billingCode".to_owned(), Bool(true)),
        ("xNumber".to_owned(), S("text".to_owned())),
        ("contactNumber".to_owned(), Bool(true)),
        ("r2Photo".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
struct Thing110 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[item(encrypt)]
    home_address: BTreeMap<String, bool>,
    #[item(encrypt)]
    last_note: BTreeMap<String, bool>,
    #[serde(rename = "Field-146920")]
    billing_code: String,
    #[serde(alias = "old29892", default)] #[item(sign)]
    x_photo: i64,
    #[serde(alias = "old671172", default)] #[item(sign)]
    contact_address: Nested,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_110() {
    let value = Thing110 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_address: BTreeMap::from([("k".to_owned(), false)]),
        last_note: BTreeMap::from([("k".to_owned(), false)]),
        billing_code: "text".to_owned(),
        x_photo: -7,
        contact_address: Nested { city: "London".to_owned() },
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .encrypt(["home_address"])
        .encrypt(["last_note"])
        .encrypt(["Field-146920"])
        .sign(["x_photo", "old29892"])
        .sign(["contact_address", "old671172"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_address".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("last_note".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("Field-146920".to_owned(), S("text".to_owned())),
        ("x_photo".to_owned(), N("-7".to_owned())),
        ("contact_address".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = ":")]
struct Thing111 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "é.919691", deserialize = "é.919691"))] #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    home_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt, beacon(bits = 39))]
    last_code: Option<String>,
}

async fn compare_111() {
    let value = Thing111 {
        the_id: "42".to_owned(),
        home_code: None,
        last_code: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the-id")
        .sign(["é.919691"])
        .encrypt(["last-code"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("last-code", 39))
        .build());
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("last-code".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = ":")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing112 {
    #[item(partition_key)]
    the_id: String,
    #[item(unsigned)]
    home_mail: Nested,
    
    last_visit: u32,
    #[item(context)]
    billing_mail: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_112() {
    let value = Thing112 {
        the_id: "42".to_owned(),
        home_mail: Nested { city: "London".to_owned() },
        last_visit: 1815,
        billing_mail: None,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the-id")
        .do_nothing(["home-mail"])
        .allowed_unsigned(["home-mail"])
        .encrypt(["last-visit"])
        .sign_and_include_in_encryption_context(["billing-mail"])
        .sign(["version"]).encrypt(["Secret"])
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("home-mail".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("last-visit".to_owned(), N("1815".to_owned())),
        ("billing-mail".to_owned(), Null(true)),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
        ("#kind".to_owned(), S("Thing112".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
struct Thing113 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(rename = "attr533263")] #[item(sign)]
    home_y1: i64,
    #[item(context)]
    last_mail: i64,
    #[item(context)]
    billing_mail: Vec<u32>,
    #[item(context)]
    x_y1: Vec<u32>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_113() {
    let value = Thing113 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: -7,
        last_mail: -7,
        billing_mail: vec![1, 2],
        x_y1: vec![1, 2],
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("theId")
        .sort_key("theTime")
        .sign(["attr533263"])
        .sign_and_include_in_encryption_context(["lastMail"])
        .sign_and_include_in_encryption_context(["billingMail"])
        .sign_and_include_in_encryption_context(["xY1"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("attr533263".to_owned(), N("-7".to_owned())),
        ("lastMail".to_owned(), N("-7".to_owned())),
        ("billingMail".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("xY1".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = ":")]
struct Thing114 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_114() {
    let value = Thing114 {
        the_id: "42".to_owned(),
        the_time: 5,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
struct Thing115 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(unsigned)]
    home_mail: Vec<u32>,
    #[item(unsigned)]
    last_photo: Vec<u32>,
    #[item(index_key)]
    billing_visit: BTreeMap<String, bool>,
    #[item(encrypt, beacon(bits = 35))]
    x_address: i64,
    #[serde(alias = "old679972", default)] #[item(encrypt)]
    contact_photo: i64,
    #[item(sign)]
    r2_code: String,
    #[serde(rename = "attr599576")] #[item(context)]
    old_number: u32,
}

async fn compare_115() {
    let value = Thing115 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_mail: vec![1, 2],
        last_photo: vec![1, 2],
        billing_visit: BTreeMap::from([("k".to_owned(), false)]),
        x_address: -7,
        contact_photo: -7,
        r2_code: "text".to_owned(),
        old_number: 1815,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .do_nothing(["HOME_MAIL"])
        .allowed_unsigned(["HOME_MAIL"])
        .do_nothing(["LAST_PHOTO"])
        .allowed_unsigned(["LAST_PHOTO"])
        .index_keys(["BILLING_VISIT"])
        .encrypt(["X_ADDRESS"])
        .encrypt(["CONTACT_PHOTO", "old679972"])
        .sign(["R2_CODE"])
        .sign_and_include_in_encryption_context(["attr599576"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("X_ADDRESS", 35))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_MAIL".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("LAST_PHOTO".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("BILLING_VISIT".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("X_ADDRESS".to_owned(), N("-7".to_owned())),
        ("CONTACT_PHOTO".to_owned(), N("-7".to_owned())),
        ("R2_CODE".to_owned(), S("text".to_owned())),
        ("attr599576".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = ":")]
struct Thing116 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename = "é.825504")] #[item(encrypt)]
    home_photo: Vec<u32>,
    #[item(encrypt)]
    last_code: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_116() {
    let value = Thing116 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_photo: vec![1, 2],
        last_code: BTreeMap::from([("k".to_owned(), false)]),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .encrypt(["é.825504"])
        .encrypt(["LAST_CODE"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("é.825504".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("LAST_CODE".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
struct Thing117 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(alias = "old521339", default)] #[item(sign)]
    home_address: Nested,
    #[serde(rename(serialize = "Field-693601", deserialize = "Field-693601"))] #[item(sign)]
    last_address: Vec<u32>,
    #[serde(rename = "attr602295")] #[item(context)]
    billing_note: String,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    x_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt)]
    contact_code: Option<String>,
    #[serde(alias = "old696631", default)] #[item(unsigned)]
    r2_mail: BTreeMap<String, bool>,
    #[item(encrypt, beacon(bits = 24))]
    old_note: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_117() {
    let value = Thing117 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_address: Nested { city: "London".to_owned() },
        last_address: vec![1, 2],
        billing_note: "text".to_owned(),
        x_address: Some("some".to_owned()),
        contact_code: None,
        r2_mail: BTreeMap::from([("k".to_owned(), false)]),
        old_note: BTreeMap::from([("k".to_owned(), false)]),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .sign(["HOME_ADDRESS", "old521339"])
        .sign(["Field-693601"])
        .sign_and_include_in_encryption_context(["attr602295"])
        .sign(["X_ADDRESS"])
        .encrypt(["CONTACT_CODE"])
        .do_nothing(["R2_MAIL", "old696631"])
        .allowed_unsigned(["R2_MAIL", "old696631"])
        .encrypt(["OLD_NOTE"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("OLD_NOTE", 24))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_ADDRESS".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("Field-693601".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("attr602295".to_owned(), S("text".to_owned())),
        ("X_ADDRESS".to_owned(), S("some".to_owned())),
        ("R2_MAIL".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("OLD_NOTE".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Thing118 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt, beacon(bits = 44))]
    home_code: Vec<u32>,
    #[item(sign)]
    last_photo: i64,
    #[item(encrypt, beacon(bits = 34, formerly = 20))]
    billing_note: BTreeMap<String, bool>,
    
    x_visit: String,
    #[serde(rename = "é.351042")]
    contact_address: Vec<u32>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_118() {
    let value = Thing118 {
        the_id: "42".to_owned(),
        home_code: vec![1, 2],
        last_photo: -7,
        billing_note: BTreeMap::from([("k".to_owned(), false)]),
        x_visit: "text".to_owned(),
        contact_address: vec![1, 2],
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .encrypt(["HOME_CODE"])
        .sign(["LAST_PHOTO"])
        .encrypt(["BILLING_NOTE"])
        .encrypt(["X_VISIT"])
        .encrypt(["é.351042"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("HOME_CODE", 44))
        .beacon(Beacon::new("BILLING_NOTE", 34).formerly(20))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_CODE".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("LAST_PHOTO".to_owned(), N("-7".to_owned())),
        ("BILLING_NOTE".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("X_VISIT".to_owned(), S("text".to_owned())),
        ("é.351042".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = "u_")]
struct Thing119 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "attr733519")] #[item(sort_key)]
    the_time: u64,
    #[item(sign)]
    home_note: BTreeMap<String, bool>,
    #[serde(rename = "é.884221")] #[item(index_key)]
    last_mail: String,
    #[item(index_key)]
    billing_address: bool,
    #[serde(rename = "Field-200341")]
    x_address: i64,
    #[item(encrypt)]
    contact_note: Vec<u32>,
    #[item(sign)]
    r2_number: Nested,
}

async fn compare_119() {
    let value = Thing119 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: BTreeMap::from([("k".to_owned(), false)]),
        last_mail: "text".to_owned(),
        billing_address: true,
        x_address: -7,
        contact_note: vec![1, 2],
        r2_number: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .sort_key("attr733519")
        .sign(["HOME_NOTE"])
        .index_keys(["é.884221"])
        .index_keys(["BILLING_ADDRESS"])
        .encrypt(["Field-200341"])
        .encrypt(["CONTACT_NOTE"])
        .sign(["R2_NUMBER"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("attr733519".to_owned(), N("5".to_owned())),
        ("HOME_NOTE".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("é.884221".to_owned(), S("text".to_owned())),
        ("BILLING_ADDRESS".to_owned(), Bool(true)),
        ("Field-200341".to_owned(), N("-7".to_owned())),
        ("CONTACT_NOTE".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("R2_NUMBER".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = ":")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing120 {
    #[serde(rename = "attr428728")] #[item(partition_key)]
    the_id: String,
    #[serde(rename = "attr722053")] #[item(sort_key, index_key)]
    the_time: u64,
    
    home_number: Nested,
    #[item(encrypt, beacon(bits = 53))]
    last_code: bool,
    #[item(sign)]
    billing_code: Vec<u32>,
    #[serde(rename(serialize = "é.740702", deserialize = "é.740702"))] #[item(encrypt)]
    x_photo: i64,
    #[item(unsigned)]
    contact_note: Nested,
    #[item(unsigned)]
    r2_address: Nested,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    old_address: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_120() {
    let value = Thing120 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: Nested { city: "London".to_owned() },
        last_code: true,
        billing_code: vec![1, 2],
        x_photo: -7,
        contact_note: Nested { city: "London".to_owned() },
        r2_address: Nested { city: "London".to_owned() },
        old_address: None,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("attr428728")
        .sort_key("attr722053")
        .index_keys(["attr722053"])
        .encrypt(["HOME_NUMBER"])
        .encrypt(["LAST_CODE"])
        .sign(["BILLING_CODE"])
        .encrypt(["é.740702"])
        .do_nothing(["CONTACT_NOTE"])
        .allowed_unsigned(["CONTACT_NOTE"])
        .do_nothing(["R2_ADDRESS"])
        .allowed_unsigned(["R2_ADDRESS"])
        .sign(["OLD_ADDRESS"])
        .sign(["version"]).encrypt(["Secret"])
        .encrypt(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("LAST_CODE", 53))
        .build());
    let item = HashMap::from([
        ("attr428728".to_owned(), S("42".to_owned())),
        ("attr722053".to_owned(), N("5".to_owned())),
        ("HOME_NUMBER".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("LAST_CODE".to_owned(), Bool(true)),
        ("BILLING_CODE".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.740702".to_owned(), N("-7".to_owned())),
        ("CONTACT_NOTE".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("R2_ADDRESS".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
        ("#kind".to_owned(), S("Thing120".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
struct Thing121 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr359657", deserialize = "attr359657"))] #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(rename = "é.316850")] #[item(context)]
    home_number: Vec<u32>,
}

async fn compare_121() {
    let value = Thing121 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("attr359657")
        .index_keys(["attr359657"])
        .sign_and_include_in_encryption_context(["é.316850"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("attr359657".to_owned(), N("5".to_owned())),
        ("é.316850".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing122 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename = "attr6720")] #[item(index_key)]
    home_mail: bool,
    #[serde(rename(serialize = "attr265286", deserialize = "attr265286"))] #[serde(alias = "old995597", default)] #[item(sign)]
    last_y1: bool,
    #[item(encrypt, beacon(bits = 45, formerly = 20))]
    billing_visit: BTreeMap<String, bool>,
    #[item(context)]
    x_photo: i64,
    #[item(sign)]
    contact_y1: BTreeMap<String, bool>,
    #[item(encrypt, pad = 64, beacon(bits = 14))]
    r2_number: u32,
}

async fn compare_122() {
    let value = Thing122 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_mail: true,
        last_y1: true,
        billing_visit: BTreeMap::from([("k".to_owned(), false)]),
        x_photo: -7,
        contact_y1: BTreeMap::from([("k".to_owned(), false)]),
        r2_number: 1815,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .index_keys(["attr6720"])
        .sign(["attr265286", "old995597"])
        .encrypt(["billing_visit"])
        .sign_and_include_in_encryption_context(["x_photo"])
        .sign(["contact_y1"])
        .encrypt(["r2_number"])
        .pad(["r2_number"], 64)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("billing_visit", 45).formerly(20))
        .beacon(Beacon::new("r2_number", 14))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("attr6720".to_owned(), Bool(true)),
        ("attr265286".to_owned(), Bool(true)),
        ("billing_visit".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("x_photo".to_owned(), N("-7".to_owned())),
        ("contact_y1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("r2_number".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing123 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[item(sign)]
    home_mail: u32,
    #[item(index_key)]
    last_mail: Vec<u32>,
}

async fn compare_123() {
    let value = Thing123 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_mail: 1815,
        last_mail: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .sign(["home-mail"])
        .index_keys(["last-mail"])
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("home-mail".to_owned(), N("1815".to_owned())),
        ("last-mail".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("#kind".to_owned(), S("Thing123".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
struct Thing124 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(sign)]
    home_photo: Option<String>,
    #[item(unsigned)]
    last_photo: u32,
    
    billing_y1: u32,
    #[item(sign)]
    x_note: String,
    #[item(unsigned)]
    contact_note: String,
    #[item(context)]
    r2_code: Option<String>,
}

async fn compare_124() {
    let value = Thing124 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_photo: Some("some".to_owned()),
        last_photo: 1815,
        billing_y1: 1815,
        x_note: "text".to_owned(),
        contact_note: "text".to_owned(),
        r2_code: None,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("the_time")
        .sign(["home_photo"])
        .do_nothing(["last_photo"])
        .allowed_unsigned(["last_photo"])
        .encrypt(["billing_y1"])
        .sign(["x_note"])
        .do_nothing(["contact_note"])
        .allowed_unsigned(["contact_note"])
        .sign_and_include_in_encryption_context(["r2_code"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_photo".to_owned(), S("some".to_owned())),
        ("last_photo".to_owned(), N("1815".to_owned())),
        ("billing_y1".to_owned(), N("1815".to_owned())),
        ("x_note".to_owned(), S("text".to_owned())),
        ("contact_note".to_owned(), S("text".to_owned())),
        ("r2_code".to_owned(), Null(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = ":")]
struct Thing125 {
    #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_note: Nested,
    #[item(sign)]
    last_y1: u32,
    #[item(encrypt, beacon(bits = 47))]
    billing_number: BTreeMap<String, bool>,
    #[serde(rename = ":x_y1")] #[item(unsigned)]
    x_y1: Nested,
    #[serde(alias = "old156069", default)] #[item(sign)]
    contact_note: bool,
    #[serde(rename(serialize = "attr688692", deserialize = "attr688692"))] #[item(index_key)]
    r2_address: bool,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_125() {
    let value = Thing125 {
        the_id: "42".to_owned(),
        home_note: Nested { city: "London".to_owned() },
        last_y1: 1815,
        billing_number: BTreeMap::from([("k".to_owned(), false)]),
        x_y1: Nested { city: "London".to_owned() },
        contact_note: true,
        r2_address: true,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .sign(["HOME_NOTE"])
        .sign(["LAST_Y1"])
        .encrypt(["BILLING_NUMBER"])
        .do_nothing([":x_y1"])
        .sign(["CONTACT_NOTE", "old156069"])
        .index_keys(["attr688692"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("BILLING_NUMBER", 47))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_NOTE".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("LAST_Y1".to_owned(), N("1815".to_owned())),
        ("BILLING_NUMBER".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        (":x_y1".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("CONTACT_NOTE".to_owned(), Bool(true)),
        ("attr688692".to_owned(), Bool(true)),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
struct Thing126 {
    #[serde(rename(serialize = "attr428243", deserialize = "attr428243"))] #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "é.305729", deserialize = "é.305729"))] #[item(sort_key)]
    the_time: u64,
    #[item(encrypt, beacon(bits = 8))]
    home_photo: BTreeMap<String, bool>,
    #[item(encrypt, beacon(bits = 3))]
    last_note: u32,
    #[item(unsigned)]
    billing_address: String,
    #[serde(rename = "é.954526")] #[item(index_key)]
    x_address: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_126() {
    let value = Thing126 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_photo: BTreeMap::from([("k".to_owned(), false)]),
        last_note: 1815,
        billing_address: "text".to_owned(),
        x_address: Some("some".to_owned()),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr428243")
        .sort_key("é.305729")
        .encrypt(["HomePhoto"])
        .encrypt(["LastNote"])
        .do_nothing(["BillingAddress"])
        .allowed_unsigned(["BillingAddress"])
        .index_keys(["é.954526"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("HomePhoto", 8))
        .beacon(Beacon::new("LastNote", 3))
        .build());
    let item = HashMap::from([
        ("attr428243".to_owned(), S("42".to_owned())),
        ("é.305729".to_owned(), N("5".to_owned())),
        ("HomePhoto".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("LastNote".to_owned(), N("1815".to_owned())),
        ("BillingAddress".to_owned(), S("text".to_owned())),
        ("é.954526".to_owned(), S("some".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = ":")]
struct Thing127 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "attr718690")] #[item(sort_key, sign)]
    the_time: u64,
    
    home_code: Nested,
    #[serde(rename(serialize = "é.709403", deserialize = "é.709403"))] #[item(unsigned)]
    last_mail: bool,
    #[item(encrypt, beacon(bits = 47, formerly = 20))]
    billing_code: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_127() {
    let value = Thing127 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: Nested { city: "London".to_owned() },
        last_mail: true,
        billing_code: Some("some".to_owned()),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .sort_key("attr718690")
        .encrypt(["HOME_CODE"])
        .do_nothing(["é.709403"])
        .allowed_unsigned(["é.709403"])
        .encrypt(["BILLING_CODE"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("BILLING_CODE", 47).formerly(20))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("attr718690".to_owned(), N("5".to_owned())),
        ("HOME_CODE".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("é.709403".to_owned(), Bool(true)),
        ("BILLING_CODE".to_owned(), S("some".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = ":")]
struct Thing128 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr269189", deserialize = "attr269189"))] #[item(sort_key, index_key)]
    the_time: u64,
    #[item(sign)]
    home_y1: Vec<u32>,
    #[item(encrypt, beacon(bits = 49, formerly = 20))]
    last_photo: bool,
    #[serde(rename = "é.915190")]
    billing_visit: i64,
    #[serde(alias = "old133408", default)] #[item(sign)]
    x_address: Option<String>,
    #[serde(rename = ":contact_address")] #[item(unsigned)]
    contact_address: String,
    #[item(encrypt, pad = 64)]
    r2_note: Vec<u32>,
    #[serde(rename(serialize = "attr773192", deserialize = "attr773192"))] #[serde(skip_serializing_if = "Option::is_none")]
    old_photo: Option<String>,
}

async fn compare_128() {
    let value = Thing128 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: vec![1, 2],
        last_photo: true,
        billing_visit: -7,
        x_address: Some("some".to_owned()),
        contact_address: "text".to_owned(),
        r2_note: vec![1, 2],
        old_photo: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .sort_key("attr269189")
        .index_keys(["attr269189"])
        .sign(["HOME_Y1"])
        .encrypt(["LAST_PHOTO"])
        .encrypt(["é.915190"])
        .sign(["X_ADDRESS", "old133408"])
        .do_nothing([":contact_address"])
        .encrypt(["R2_NOTE"])
        .pad(["R2_NOTE"], 64)
        .encrypt(["attr773192"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("LAST_PHOTO", 49).formerly(20))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("attr269189".to_owned(), N("5".to_owned())),
        ("HOME_Y1".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("LAST_PHOTO".to_owned(), Bool(true)),
        ("é.915190".to_owned(), N("-7".to_owned())),
        ("X_ADDRESS".to_owned(), S("some".to_owned())),
        (":contact_address".to_owned(), S("text".to_owned())),
        ("R2_NOTE".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("attr773192".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(others(sign))]
struct Thing129 {
    #[serde(rename = "é.6673")] #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(sign)]
    home_number: Option<String>,
    #[serde(rename(serialize = "é.721750", deserialize = "é.721750"))] #[serde(alias = "old974450", default)] #[item(encrypt)]
    last_note: String,
    #[serde(alias = "old217246", default)] #[item(encrypt)]
    billing_y1: BTreeMap<String, bool>,
    #[item(sign)]
    x_note: Nested,
    #[serde(alias = "old859830", default)] #[item(sign)]
    contact_code: bool,
}

async fn compare_129() {
    let value = Thing129 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: None,
        last_note: "text".to_owned(),
        billing_y1: BTreeMap::from([("k".to_owned(), false)]),
        x_note: Nested { city: "London".to_owned() },
        contact_code: true,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("é.6673")
        .sort_key("the-time")
        .sign(["home-number"])
        .encrypt(["é.721750", "old974450"])
        .encrypt(["billing-y1", "old217246"])
        .sign(["x-note"])
        .sign(["contact-code", "old859830"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("é.6673".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("home-number".to_owned(), Null(true)),
        ("é.721750".to_owned(), S("text".to_owned())),
        ("billing-y1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("x-note".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("contact-code".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = ":")]
struct Thing130 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename = "é.854527")] #[serde(skip_serializing_if = "Option::is_none")]
    home_note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt)]
    last_mail: Option<String>,
    #[serde(rename = "attr580657")] #[serde(alias = "old322323", default)] #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    billing_y1: Option<String>,
    #[item(unsigned)]
    x_mail: i64,
    #[serde(rename = "attr363646")] #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt, pad = 64, beacon(bits = 49))]
    contact_photo: Option<String>,
    #[serde(rename = "é.706718")] #[item(sign)]
    r2_y1: Option<String>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_130() {
    let value = Thing130 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_note: Some("some".to_owned()),
        last_mail: Some("some".to_owned()),
        billing_y1: None,
        x_mail: -7,
        contact_photo: Some("some".to_owned()),
        r2_y1: Some("some".to_owned()),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .encrypt(["é.854527"])
        .encrypt(["last_mail"])
        .sign(["attr580657", "old322323"])
        .do_nothing(["x_mail"])
        .allowed_unsigned(["x_mail"])
        .encrypt(["attr363646"])
        .pad(["attr363646"], 64)
        .sign(["é.706718"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("attr363646", 49))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("é.854527".to_owned(), S("some".to_owned())),
        ("last_mail".to_owned(), S("some".to_owned())),
        ("x_mail".to_owned(), N("-7".to_owned())),
        ("attr363646".to_owned(), S("some".to_owned())),
        ("é.706718".to_owned(), S("some".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Thing131 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(rename = "Field-599059")] #[item(sign)]
    home_photo: Option<String>,
    #[item(encrypt, pad = 64)]
    last_photo: Vec<u32>,
    #[serde(rename(serialize = "Field-684145", deserialize = "Field-684145"))] #[item(encrypt, beacon(bits = 22, name = "city_2", within = "city"))]
    billing_y1: Nested,
    #[item(sign)]
    x_number: Vec<u32>,
}

async fn compare_131() {
    let value = Thing131 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_photo: None,
        last_photo: vec![1, 2],
        billing_y1: Nested { city: "London".to_owned() },
        x_number: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .sign(["Field-599059"])
        .encrypt(["LAST_PHOTO"])
        .pad(["LAST_PHOTO"], 64)
        .encrypt(["Field-684145"])
        .sign(["X_NUMBER"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("city_2", 22).at("Field-684145.city"))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("Field-599059".to_owned(), Null(true)),
        ("LAST_PHOTO".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("Field-684145".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("X_NUMBER".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing132 {
    #[serde(rename = "attr455254")] #[item(partition_key)]
    the_id: String,
    #[item(context)]
    home_code: String,
    #[item(sign)]
    last_number: Vec<u32>,
    #[item(unsigned)]
    billing_address: Vec<u32>,
    #[serde(rename(serialize = "é.138397", deserialize = "é.138397"))]
    x_photo: u32,
    #[item(sign)]
    contact_note: i64,
    #[serde(alias = "old534465", default)] #[item(sign)]
    r2_visit: i64,
    
    old_visit: Vec<u32>,
}

async fn compare_132() {
    let value = Thing132 {
        the_id: "42".to_owned(),
        home_code: "text".to_owned(),
        last_number: vec![1, 2],
        billing_address: vec![1, 2],
        x_photo: 1815,
        contact_note: -7,
        r2_visit: -7,
        old_visit: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr455254")
        .sign_and_include_in_encryption_context(["homeCode"])
        .sign(["lastNumber"])
        .do_nothing(["billingAddress"])
        .allowed_unsigned(["billingAddress"])
        .encrypt(["é.138397"])
        .sign(["contactNote"])
        .sign(["r2Visit", "old534465"])
        .encrypt(["oldVisit"])
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("attr455254".to_owned(), S("42".to_owned())),
        ("homeCode".to_owned(), S("text".to_owned())),
        ("lastNumber".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("billingAddress".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.138397".to_owned(), N("1815".to_owned())),
        ("contactNote".to_owned(), N("-7".to_owned())),
        ("r2Visit".to_owned(), N("-7".to_owned())),
        ("oldVisit".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("#kind".to_owned(), S("Thing132".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
struct Thing133 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt)]
    home_visit: bool,
    #[serde(rename = "attr510102")]
    last_address: String,
    #[serde(rename = "attr543094")] #[item(sign)]
    billing_note: i64,
    
    x_code: Nested,
    #[serde(rename(serialize = "Field-475848", deserialize = "Field-475848"))] #[item(encrypt)]
    contact_note: Option<String>,
    #[serde(rename(serialize = "Field-602183", deserialize = "Field-602183"))] #[item(encrypt, beacon(bits = 38, formerly = 20))]
    r2_visit: Vec<u32>,
    #[serde(rename(serialize = "attr919650", deserialize = "attr919650"))]
    old_visit: BTreeMap<String, bool>,
}

async fn compare_133() {
    let value = Thing133 {
        the_id: "42".to_owned(),
        home_visit: true,
        last_address: "text".to_owned(),
        billing_note: -7,
        x_code: Nested { city: "London".to_owned() },
        contact_note: Some("some".to_owned()),
        r2_visit: vec![1, 2],
        old_visit: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("theId")
        .encrypt(["homeVisit"])
        .encrypt(["attr510102"])
        .sign(["attr543094"])
        .encrypt(["xCode"])
        .encrypt(["Field-475848"])
        .encrypt(["Field-602183"])
        .encrypt(["attr919650"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("Field-602183", 38).formerly(20))
        .build());
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("homeVisit".to_owned(), Bool(true)),
        ("attr510102".to_owned(), S("text".to_owned())),
        ("attr543094".to_owned(), N("-7".to_owned())),
        ("xCode".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("Field-475848".to_owned(), S("some".to_owned())),
        ("Field-602183".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("attr919650".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing134 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt)]
    home_visit: Nested,
}

async fn compare_134() {
    let value = Thing134 {
        the_id: "42".to_owned(),
        home_visit: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .encrypt(["home-visit"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("home-visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = "u_")]
struct Thing135 {
    #[item(partition_key)]
    the_id: String,
}

async fn compare_135() {
    let value = Thing135 {
        the_id: "42".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = "u_")]
struct Thing136 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(rename = "u_home_number")] #[item(unsigned)]
    home_number: Option<String>,
    #[item(context)]
    last_photo: Option<String>,
    #[serde(rename(serialize = "é.746597", deserialize = "é.746597"))] #[item(sign)]
    billing_code: Nested,
    #[item(encrypt)]
    x_code: Nested,
    #[serde(rename = "u_contact_y1")] #[item(unsigned)]
    contact_y1: u32,
    #[serde(rename = "attr742865")] #[item(context)]
    r2_y1: Option<String>,
}

async fn compare_136() {
    let value = Thing136 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: Some("some".to_owned()),
        last_photo: Some("some".to_owned()),
        billing_code: Nested { city: "London".to_owned() },
        x_code: Nested { city: "London".to_owned() },
        contact_y1: 1815,
        r2_y1: None,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the-id")
        .sort_key("the-time")
        .do_nothing(["u_home_number"])
        .sign_and_include_in_encryption_context(["last-photo"])
        .sign(["é.746597"])
        .encrypt(["x-code"])
        .do_nothing(["u_contact_y1"])
        .sign_and_include_in_encryption_context(["attr742865"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("u_home_number".to_owned(), S("some".to_owned())),
        ("last-photo".to_owned(), S("some".to_owned())),
        ("é.746597".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("x-code".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("u_contact_y1".to_owned(), N("1815".to_owned())),
        ("attr742865".to_owned(), Null(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(others(sign))]
struct Thing137 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr491353", deserialize = "attr491353"))] #[item(sort_key)]
    the_time: u64,
    #[item(unsigned)]
    home_note: BTreeMap<String, bool>,
    #[item(index_key)]
    last_mail: i64,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt, beacon(bits = 11, formerly = 20))]
    billing_mail: Option<String>,
    #[item(context)]
    x_photo: bool,
    #[serde(rename = "é.301902")] #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt)]
    contact_mail: Option<String>,
    #[serde(rename = "attr841425")] #[item(sign)]
    r2_visit: BTreeMap<String, bool>,
}

async fn compare_137() {
    let value = Thing137 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: BTreeMap::from([("k".to_owned(), false)]),
        last_mail: -7,
        billing_mail: None,
        x_photo: true,
        contact_mail: Some("some".to_owned()),
        r2_visit: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("attr491353")
        .do_nothing(["HOME_NOTE"])
        .allowed_unsigned(["HOME_NOTE"])
        .index_keys(["LAST_MAIL"])
        .encrypt(["BILLING_MAIL"])
        .sign_and_include_in_encryption_context(["X_PHOTO"])
        .encrypt(["é.301902"])
        .sign(["attr841425"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("BILLING_MAIL", 11).formerly(20))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("attr491353".to_owned(), N("5".to_owned())),
        ("HOME_NOTE".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("LAST_MAIL".to_owned(), N("-7".to_owned())),
        ("X_PHOTO".to_owned(), Bool(true)),
        ("é.301902".to_owned(), S("some".to_owned())),
        ("attr841425".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = ":")]
struct Thing138 {
    #[item(partition_key)]
    the_id: String,
    #[serde(alias = "old228489", default)] #[item(sign)]
    home_photo: i64,
    #[serde(rename(serialize = "Field-444301", deserialize = "Field-444301"))] #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt)]
    last_visit: Option<String>,
    #[item(encrypt, pad = 64, beacon(bits = 36))]
    billing_code: String,
    #[serde(rename(serialize = "é.81852", deserialize = "é.81852"))] #[item(sign)]
    x_code: Option<String>,
    #[item(index_key)]
    contact_photo: bool,
    #[serde(rename(serialize = "Field-953206", deserialize = "Field-953206"))] #[item(unsigned)]
    r2_code: Option<String>,
}

async fn compare_138() {
    let value = Thing138 {
        the_id: "42".to_owned(),
        home_photo: -7,
        last_visit: Some("some".to_owned()),
        billing_code: "text".to_owned(),
        x_code: None,
        contact_photo: true,
        r2_code: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE-ID")
        .sign(["HOME-PHOTO", "old228489"])
        .encrypt(["Field-444301"])
        .encrypt(["BILLING-CODE"])
        .pad(["BILLING-CODE"], 64)
        .sign(["é.81852"])
        .index_keys(["CONTACT-PHOTO"])
        .do_nothing(["Field-953206"])
        .allowed_unsigned(["Field-953206"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("BILLING-CODE", 36))
        .build());
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("HOME-PHOTO".to_owned(), N("-7".to_owned())),
        ("Field-444301".to_owned(), S("some".to_owned())),
        ("BILLING-CODE".to_owned(), S("text".to_owned())),
        ("é.81852".to_owned(), Null(true)),
        ("CONTACT-PHOTO".to_owned(), Bool(true)),
        ("Field-953206".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = ":")]
struct Thing139 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "Field-87759", deserialize = "Field-87759"))] #[item(encrypt, pad = 64)]
    home_note: u32,
    #[item(unsigned)]
    last_number: u32,
    #[serde(rename = "attr508075")] #[item(index_key)]
    billing_number: Nested,
    #[item(sign)]
    x_number: String,
    #[item(context)]
    contact_code: Vec<u32>,
}

async fn compare_139() {
    let value = Thing139 {
        the_id: "42".to_owned(),
        home_note: 1815,
        last_number: 1815,
        billing_number: Nested { city: "London".to_owned() },
        x_number: "text".to_owned(),
        contact_code: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .encrypt(["Field-87759"])
        .pad(["Field-87759"], 64)
        .do_nothing(["last_number"])
        .allowed_unsigned(["last_number"])
        .index_keys(["attr508075"])
        .sign(["x_number"])
        .sign_and_include_in_encryption_context(["contact_code"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("Field-87759".to_owned(), N("1815".to_owned())),
        ("last_number".to_owned(), N("1815".to_owned())),
        ("attr508075".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("x_number".to_owned(), S("text".to_owned())),
        ("contact_code".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = ":")]
struct Thing140 {
    #[serde(rename = "attr176267")] #[item(partition_key)]
    the_id: String,
    #[serde(rename = "é.796786")] #[item(encrypt)]
    home_visit: BTreeMap<String, bool>,
    #[item(index_key)]
    last_visit: BTreeMap<String, bool>,
    #[item(context)]
    billing_code: BTreeMap<String, bool>,
    
    x_visit: u32,
}

async fn compare_140() {
    let value = Thing140 {
        the_id: "42".to_owned(),
        home_visit: BTreeMap::from([("k".to_owned(), false)]),
        last_visit: BTreeMap::from([("k".to_owned(), false)]),
        billing_code: BTreeMap::from([("k".to_owned(), false)]),
        x_visit: 1815,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("attr176267")
        .encrypt(["é.796786"])
        .index_keys(["last_visit"])
        .sign_and_include_in_encryption_context(["billing_code"])
        .encrypt(["x_visit"])
    ;
    let search = None;
    let item = HashMap::from([
        ("attr176267".to_owned(), S("42".to_owned())),
        ("é.796786".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("last_visit".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("billing_code".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("x_visit".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(others(encrypt))]
struct Thing141 {
    #[serde(rename(serialize = "é.867230", deserialize = "é.867230"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(unsigned)]
    home_code: u32,
}

async fn compare_141() {
    let value = Thing141 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: 1815,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("é.867230")
        .sort_key("THE_TIME")
        .do_nothing(["HOME_CODE"])
        .allowed_unsigned(["HOME_CODE"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("é.867230".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_CODE".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = ":")]
struct Thing142 {
    #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_number: Vec<u32>,
    #[serde(rename = ":last_photo")] #[item(unsigned)]
    last_photo: i64,
    #[item(context)]
    billing_photo: Nested,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_142() {
    let value = Thing142 {
        the_id: "42".to_owned(),
        home_number: vec![1, 2],
        last_photo: -7,
        billing_photo: Nested { city: "London".to_owned() },
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sign(["home_number"])
        .do_nothing([":last_photo"])
        .sign_and_include_in_encryption_context(["billing_photo"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_number".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        (":last_photo".to_owned(), N("-7".to_owned())),
        ("billing_photo".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = "u_")]
struct Thing143 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(sign)]
    home_photo: Nested,
    #[item(encrypt)]
    last_address: BTreeMap<String, bool>,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt, beacon(bits = 22))]
    billing_photo: Option<String>,
    #[serde(rename = "Field-217324")]
    x_mail: bool,
    #[serde(rename(serialize = "Field-330690", deserialize = "Field-330690"))] #[serde(alias = "old626494", default)] #[item(sign)]
    contact_address: u32,
    #[serde(rename = "Field-5639")] #[item(context)]
    r2_address: Option<String>,
}

async fn compare_143() {
    let value = Thing143 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_photo: Nested { city: "London".to_owned() },
        last_address: BTreeMap::from([("k".to_owned(), false)]),
        billing_photo: Some("some".to_owned()),
        x_mail: true,
        contact_address: 1815,
        r2_address: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("TheId")
        .sort_key("TheTime")
        .sign(["HomePhoto"])
        .encrypt(["LastAddress"])
        .encrypt(["BillingPhoto"])
        .encrypt(["Field-217324"])
        .sign(["Field-330690", "old626494"])
        .sign_and_include_in_encryption_context(["Field-5639"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("BillingPhoto", 22))
        .build());
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
        ("HomePhoto".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("LastAddress".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("BillingPhoto".to_owned(), S("some".to_owned())),
        ("Field-217324".to_owned(), Bool(true)),
        ("Field-330690".to_owned(), N("1815".to_owned())),
        ("Field-5639".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing144 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(unsigned)]
    home_mail: Vec<u32>,
    #[item(encrypt)]
    last_address: Nested,
    #[item(encrypt, beacon(bits = 38))]
    billing_code: i64,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    x_visit: Option<String>,
    #[item(encrypt, beacon(bits = 27))]
    contact_note: u32,
    #[serde(alias = "old52416", default)] #[item(sign)]
    r2_photo: Nested,
    #[serde(alias = "old820966", default)] #[item(encrypt, pad = 64)]
    old_photo: String,
}

async fn compare_144() {
    let value = Thing144 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_mail: vec![1, 2],
        last_address: Nested { city: "London".to_owned() },
        billing_code: -7,
        x_visit: None,
        contact_note: 1815,
        r2_photo: Nested { city: "London".to_owned() },
        old_photo: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("the_time")
        .index_keys(["the_time"])
        .do_nothing(["home_mail"])
        .allowed_unsigned(["home_mail"])
        .encrypt(["last_address"])
        .encrypt(["billing_code"])
        .sign(["x_visit"])
        .encrypt(["contact_note"])
        .sign(["r2_photo", "old52416"])
        .encrypt(["old_photo", "old820966"])
        .pad(["old_photo", "old820966"], 64)
        .encrypt(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("billing_code", 38))
        .beacon(Beacon::new("contact_note", 27))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_mail".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("last_address".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("billing_code".to_owned(), N("-7".to_owned())),
        ("contact_note".to_owned(), N("1815".to_owned())),
        ("r2_photo".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("old_photo".to_owned(), S("text".to_owned())),
        ("#kind".to_owned(), S("Thing144".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = ":")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing145 {
    #[serde(rename = "Field-846527")] #[item(partition_key)]
    the_id: String,
    #[item(encrypt)]
    home_y1: bool,
}

async fn compare_145() {
    let value = Thing145 {
        the_id: "42".to_owned(),
        home_y1: true,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("Field-846527")
        .encrypt(["home_y1"])
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-846527".to_owned(), S("42".to_owned())),
        ("home_y1".to_owned(), Bool(true)),
        ("#kind".to_owned(), S("Thing145".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = ":")]
struct Thing146 {
    #[serde(rename(serialize = "Field-966416", deserialize = "Field-966416"))] #[item(partition_key)]
    the_id: String,
    #[item(context)]
    home_number: bool,
    #[serde(alias = "old140939", default)] #[item(encrypt, pad = 64)]
    last_code: String,
    #[serde(rename = "é.299889")] #[serde(alias = "old988585", default)] #[item(encrypt)]
    billing_mail: Option<String>,
    #[item(context)]
    x_visit: Vec<u32>,
    #[item(encrypt, beacon(bits = 45))]
    contact_y1: BTreeMap<String, bool>,
    #[item(encrypt, pad = 64, beacon(bits = 25))]
    r2_code: Vec<u32>,
    #[serde(rename = "Field-184738")] #[serde(alias = "old293693", default)] #[item(sign)]
    old_photo: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_146() {
    let value = Thing146 {
        the_id: "42".to_owned(),
        home_number: true,
        last_code: "text".to_owned(),
        billing_mail: Some("some".to_owned()),
        x_visit: vec![1, 2],
        contact_y1: BTreeMap::from([("k".to_owned(), false)]),
        r2_code: vec![1, 2],
        old_photo: BTreeMap::from([("k".to_owned(), false)]),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("Field-966416")
        .sign_and_include_in_encryption_context(["home-number"])
        .encrypt(["last-code", "old140939"])
        .pad(["last-code", "old140939"], 64)
        .encrypt(["é.299889", "old988585"])
        .sign_and_include_in_encryption_context(["x-visit"])
        .encrypt(["contact-y1"])
        .encrypt(["r2-code"])
        .pad(["r2-code"], 64)
        .sign(["Field-184738", "old293693"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("contact-y1", 45))
        .beacon(Beacon::new("r2-code", 25))
        .build());
    let item = HashMap::from([
        ("Field-966416".to_owned(), S("42".to_owned())),
        ("home-number".to_owned(), Bool(true)),
        ("last-code".to_owned(), S("text".to_owned())),
        ("é.299889".to_owned(), S("some".to_owned())),
        ("x-visit".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("contact-y1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("r2-code".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("Field-184738".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
struct Thing147 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    home_visit: Option<String>,
    #[item(encrypt)]
    last_note: bool,
    #[serde(alias = "old593989", default)] #[item(encrypt)]
    billing_note: Vec<u32>,
    #[item(unsigned)]
    x_y1: Nested,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_147() {
    let value = Thing147 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_visit: Some("some".to_owned()),
        last_note: true,
        billing_note: vec![1, 2],
        x_y1: Nested { city: "London".to_owned() },
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("the_time")
        .index_keys(["the_time"])
        .sign(["home_visit"])
        .encrypt(["last_note"])
        .encrypt(["billing_note", "old593989"])
        .do_nothing(["x_y1"])
        .allowed_unsigned(["x_y1"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_visit".to_owned(), S("some".to_owned())),
        ("last_note".to_owned(), Bool(true)),
        ("billing_note".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("x_y1".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = "u_")]
struct Thing148 {
    #[serde(rename(serialize = "Field-223486", deserialize = "Field-223486"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    
    home_address: String,
    #[item(index_key)]
    last_mail: BTreeMap<String, bool>,
    #[item(context)]
    billing_code: BTreeMap<String, bool>,
    #[serde(rename(serialize = "é.942823", deserialize = "é.942823"))] #[item(sign)]
    x_number: i64,
    #[serde(rename(serialize = "attr520761", deserialize = "attr520761"))] #[item(encrypt, pad = 64)]
    contact_code: Option<String>,
    #[serde(rename(serialize = "Field-680550", deserialize = "Field-680550"))] #[item(encrypt)]
    r2_mail: Nested,
}

async fn compare_148() {
    let value = Thing148 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_address: "text".to_owned(),
        last_mail: BTreeMap::from([("k".to_owned(), false)]),
        billing_code: BTreeMap::from([("k".to_owned(), false)]),
        x_number: -7,
        contact_code: None,
        r2_mail: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("Field-223486")
        .sort_key("THE-TIME")
        .encrypt(["HOME-ADDRESS"])
        .index_keys(["LAST-MAIL"])
        .sign_and_include_in_encryption_context(["BILLING-CODE"])
        .sign(["é.942823"])
        .encrypt(["attr520761"])
        .pad(["attr520761"], 64)
        .encrypt(["Field-680550"])
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-223486".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("HOME-ADDRESS".to_owned(), S("text".to_owned())),
        ("LAST-MAIL".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("BILLING-CODE".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("é.942823".to_owned(), N("-7".to_owned())),
        ("attr520761".to_owned(), Null(true)),
        ("Field-680550".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Thing149 {
    #[serde(rename = "attr44356")] #[item(partition_key)]
    the_id: String,
    #[item(encrypt, pad = 64, beacon(bits = 7))]
    home_photo: Option<String>,
    #[serde(alias = "old482306", default)] #[item(unsigned)]
    last_code: i64,
    #[item(sign)]
    billing_code: Vec<u32>,
    
    x_y1: Nested,
    #[serde(rename(serialize = "Field-387357", deserialize = "Field-387357"))] #[item(encrypt, pad = 64)]
    contact_number: u32,
    #[item(encrypt, pad = 64, beacon(bits = 33))]
    r2_code: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    old_y1: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_149() {
    let value = Thing149 {
        the_id: "42".to_owned(),
        home_photo: Some("some".to_owned()),
        last_code: -7,
        billing_code: vec![1, 2],
        x_y1: Nested { city: "London".to_owned() },
        contact_number: 1815,
        r2_code: true,
        old_y1: Some("some".to_owned()),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr44356")
        .encrypt(["HOME_PHOTO"])
        .pad(["HOME_PHOTO"], 64)
        .do_nothing(["LAST_CODE", "old482306"])
        .allowed_unsigned(["LAST_CODE", "old482306"])
        .sign(["BILLING_CODE"])
        .encrypt(["X_Y1"])
        .encrypt(["Field-387357"])
        .pad(["Field-387357"], 64)
        .encrypt(["R2_CODE"])
        .pad(["R2_CODE"], 64)
        .encrypt(["OLD_Y1"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("HOME_PHOTO", 7))
        .beacon(Beacon::new("R2_CODE", 33))
        .build());
    let item = HashMap::from([
        ("attr44356".to_owned(), S("42".to_owned())),
        ("HOME_PHOTO".to_owned(), S("some".to_owned())),
        ("LAST_CODE".to_owned(), N("-7".to_owned())),
        ("BILLING_CODE".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("X_Y1".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("Field-387357".to_owned(), N("1815".to_owned())),
        ("R2_CODE".to_owned(), Bool(true)),
        ("OLD_Y1".to_owned(), S("some".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = "u_")]
struct Thing150 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "u_home_note")] #[item(unsigned)]
    home_note: Vec<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_mail: Option<String>,
    #[item(encrypt)]
    billing_visit: Nested,
    #[item(encrypt, pad = 64)]
    x_mail: Nested,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_150() {
    let value = Thing150 {
        the_id: "42".to_owned(),
        home_note: vec![1, 2],
        last_mail: None,
        billing_visit: Nested { city: "London".to_owned() },
        x_mail: Nested { city: "London".to_owned() },
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .do_nothing(["u_home_note"])
        .encrypt(["LAST_MAIL"])
        .encrypt(["BILLING_VISIT"])
        .encrypt(["X_MAIL"])
        .pad(["X_MAIL"], 64)
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("u_home_note".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("BILLING_VISIT".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("X_MAIL".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = ":")]
struct Thing151 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "Field-721239", deserialize = "Field-721239"))] #[item(index_key)]
    home_visit: String,
    #[serde(alias = "old191188", default)] #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    last_visit: Option<String>,
    #[item(encrypt, pad = 64)]
    billing_note: Vec<u32>,
    #[item(encrypt, beacon(bits = 21))]
    x_mail: bool,
    #[serde(rename = "é.839321")] #[item(sign)]
    contact_mail: Vec<u32>,
    #[item(sign)]
    r2_address: String,
    
    old_number: Option<String>,
}

async fn compare_151() {
    let value = Thing151 {
        the_id: "42".to_owned(),
        home_visit: "text".to_owned(),
        last_visit: Some("some".to_owned()),
        billing_note: vec![1, 2],
        x_mail: true,
        contact_mail: vec![1, 2],
        r2_address: "text".to_owned(),
        old_number: None,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE-ID")
        .index_keys(["Field-721239"])
        .sign(["LAST-VISIT", "old191188"])
        .encrypt(["BILLING-NOTE"])
        .pad(["BILLING-NOTE"], 64)
        .encrypt(["X-MAIL"])
        .sign(["é.839321"])
        .sign(["R2-ADDRESS"])
        .encrypt(["OLD-NUMBER"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("X-MAIL", 21))
        .build());
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("Field-721239".to_owned(), S("text".to_owned())),
        ("LAST-VISIT".to_owned(), S("some".to_owned())),
        ("BILLING-NOTE".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("X-MAIL".to_owned(), Bool(true)),
        ("é.839321".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("R2-ADDRESS".to_owned(), S("text".to_owned())),
        ("OLD-NUMBER".to_owned(), Null(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
struct Thing152 {
    #[serde(rename(serialize = "é.356220", deserialize = "é.356220"))] #[item(partition_key)]
    the_id: String,
    #[item(unsigned)]
    home_mail: BTreeMap<String, bool>,
    #[serde(rename(serialize = "Field-701944", deserialize = "Field-701944"))] #[item(context)]
    last_address: i64,
    #[item(index_key)]
    billing_code: Vec<u32>,
}

async fn compare_152() {
    let value = Thing152 {
        the_id: "42".to_owned(),
        home_mail: BTreeMap::from([("k".to_owned(), false)]),
        last_address: -7,
        billing_code: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("é.356220")
        .do_nothing(["home_mail"])
        .allowed_unsigned(["home_mail"])
        .sign_and_include_in_encryption_context(["Field-701944"])
        .index_keys(["billing_code"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.356220".to_owned(), S("42".to_owned())),
        ("home_mail".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("Field-701944".to_owned(), N("-7".to_owned())),
        ("billing_code".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing153 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(context)]
    home_number: Option<String>,
    #[item(encrypt, pad = 64)]
    last_y1: i64,
    #[item(context)]
    billing_code: u32,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_153() {
    let value = Thing153 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: Some("some".to_owned()),
        last_y1: -7,
        billing_code: 1815,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("the_time")
        .sign_and_include_in_encryption_context(["home_number"])
        .encrypt(["last_y1"])
        .pad(["last_y1"], 64)
        .sign_and_include_in_encryption_context(["billing_code"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_number".to_owned(), S("some".to_owned())),
        ("last_y1".to_owned(), N("-7".to_owned())),
        ("billing_code".to_owned(), N("1815".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
struct Thing154 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "Field-777136", deserialize = "Field-777136"))] #[item(encrypt, beacon(bits = 28, name = "city_0", within = "city"))]
    home_mail: Nested,
    #[item(sign)]
    last_photo: BTreeMap<String, bool>,
    #[serde(alias = "old838418", default)] #[item(encrypt)]
    billing_address: BTreeMap<String, bool>,
    #[item(encrypt)]
    x_number: Option<String>,
    #[item(sign)]
    contact_mail: String,
    #[item(encrypt, pad = 64, beacon(bits = 12))]
    r2_number: String,
}

async fn compare_154() {
    let value = Thing154 {
        the_id: "42".to_owned(),
        home_mail: Nested { city: "London".to_owned() },
        last_photo: BTreeMap::from([("k".to_owned(), false)]),
        billing_address: BTreeMap::from([("k".to_owned(), false)]),
        x_number: None,
        contact_mail: "text".to_owned(),
        r2_number: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("theId")
        .encrypt(["Field-777136"])
        .sign(["lastPhoto"])
        .encrypt(["billingAddress", "old838418"])
        .encrypt(["xNumber"])
        .sign(["contactMail"])
        .encrypt(["r2Number"])
        .pad(["r2Number"], 64)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("city_0", 28).at("Field-777136.city"))
        .beacon(Beacon::new("r2Number", 12))
        .build());
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("Field-777136".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("lastPhoto".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("billingAddress".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("xNumber".to_owned(), Null(true)),
        ("contactMail".to_owned(), S("text".to_owned())),
        ("r2Number".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = ":")]
struct Thing155 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[item(index_key)]
    home_note: Nested,
}

async fn compare_155() {
    let value = Thing155 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sort_key("the_time")
        .index_keys(["the_time"])
        .index_keys(["home_note"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_note".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = ":")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing156 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    
    home_y1: i64,
    #[serde(rename = ":last_mail")] #[item(unsigned)]
    last_mail: Vec<u32>,
    #[serde(rename(serialize = "é.771232", deserialize = "é.771232"))] #[serde(alias = "old967351", default)] #[item(encrypt)]
    billing_address: BTreeMap<String, bool>,
    #[serde(alias = "old909918", default)] #[item(encrypt)]
    x_mail: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_156() {
    let value = Thing156 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: -7,
        last_mail: vec![1, 2],
        billing_address: BTreeMap::from([("k".to_owned(), false)]),
        x_mail: BTreeMap::from([("k".to_owned(), false)]),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the-id")
        .sort_key("the-time")
        .index_keys(["the-time"])
        .encrypt(["home-y1"])
        .do_nothing([":last_mail"])
        .encrypt(["é.771232", "old967351"])
        .encrypt(["x-mail", "old909918"])
        .sign(["version"]).encrypt(["Secret"])
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("home-y1".to_owned(), N("-7".to_owned())),
        (":last_mail".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.771232".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("x-mail".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
        ("#kind".to_owned(), S("Thing156".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = ":")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing157 {
    #[serde(rename(serialize = "é.510574", deserialize = "é.510574"))] #[item(partition_key)]
    the_id: String,
    #[serde(rename = ":home_y1")] #[serde(skip_serializing_if = "Option::is_none")]#[item(unsigned)]
    home_y1: Option<String>,
    #[item(index_key)]
    last_y1: u32,
    #[item(sign)]
    billing_address: Vec<u32>,
    #[item(sign)]
    x_address: Vec<u32>,
    #[item(encrypt, beacon(bits = 37))]
    contact_code: bool,
}

async fn compare_157() {
    let value = Thing157 {
        the_id: "42".to_owned(),
        home_y1: None,
        last_y1: 1815,
        billing_address: vec![1, 2],
        x_address: vec![1, 2],
        contact_code: true,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("é.510574")
        .do_nothing([":home_y1"])
        .index_keys(["last-y1"])
        .sign(["billing-address"])
        .sign(["x-address"])
        .encrypt(["contact-code"])
        .encrypt(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("contact-code", 37))
        .build());
    let item = HashMap::from([
        ("é.510574".to_owned(), S("42".to_owned())),
        ("last-y1".to_owned(), N("1815".to_owned())),
        ("billing-address".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("x-address".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("contact-code".to_owned(), Bool(true)),
        ("#kind".to_owned(), S("Thing157".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = ":")]
struct Thing158 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "é.977270")] #[item(sign)]
    home_number: String,
    #[serde(rename(serialize = "Field-461894", deserialize = "Field-461894"))] #[item(context)]
    last_visit: Option<String>,
    #[serde(alias = "old64143", default)] #[item(sign)]
    billing_number: Vec<u32>,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_158() {
    let value = Thing158 {
        the_id: "42".to_owned(),
        home_number: "text".to_owned(),
        last_visit: Some("some".to_owned()),
        billing_number: vec![1, 2],
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .sign(["é.977270"])
        .sign_and_include_in_encryption_context(["Field-461894"])
        .sign(["BILLING_NUMBER", "old64143"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("é.977270".to_owned(), S("text".to_owned())),
        ("Field-461894".to_owned(), S("some".to_owned())),
        ("BILLING_NUMBER".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
struct Thing159 {
    #[item(partition_key)]
    the_id: String,
    #[item(unsigned)]
    home_address: i64,
    #[item(encrypt, beacon(bits = 1))]
    last_number: String,
    #[serde(rename = "é.490252")] #[item(unsigned)]
    billing_number: Option<String>,
}

async fn compare_159() {
    let value = Thing159 {
        the_id: "42".to_owned(),
        home_address: -7,
        last_number: "text".to_owned(),
        billing_number: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .do_nothing(["HOME_ADDRESS"])
        .allowed_unsigned(["HOME_ADDRESS"])
        .encrypt(["LAST_NUMBER"])
        .do_nothing(["é.490252"])
        .allowed_unsigned(["é.490252"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("LAST_NUMBER", 1))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_ADDRESS".to_owned(), N("-7".to_owned())),
        ("LAST_NUMBER".to_owned(), S("text".to_owned())),
        ("é.490252".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = ":")]
struct Thing160 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
}

async fn compare_160() {
    let value = Thing160 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE-ID")
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = ":")]
struct Thing161 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(rename = ":home_mail")] #[item(unsigned)]
    home_mail: Option<String>,
    #[item(context)]
    last_mail: Option<String>,
    #[serde(rename(serialize = "attr467728", deserialize = "attr467728"))] #[item(sign)]
    billing_mail: Nested,
    #[item(index_key)]
    x_y1: u32,
    
    contact_number: Nested,
    #[serde(rename = "Field-44595")] #[item(sign)]
    r2_note: Nested,
    #[serde(alias = "old640145", default)] #[item(encrypt)]
    old_address: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_161() {
    let value = Thing161 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_mail: Some("some".to_owned()),
        last_mail: None,
        billing_mail: Nested { city: "London".to_owned() },
        x_y1: 1815,
        contact_number: Nested { city: "London".to_owned() },
        r2_note: Nested { city: "London".to_owned() },
        old_address: BTreeMap::from([("k".to_owned(), false)]),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("theId")
        .sort_key("theTime")
        .do_nothing([":home_mail"])
        .sign_and_include_in_encryption_context(["lastMail"])
        .sign(["attr467728"])
        .index_keys(["xY1"])
        .encrypt(["contactNumber"])
        .sign(["Field-44595"])
        .encrypt(["oldAddress", "old640145"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        (":home_mail".to_owned(), S("some".to_owned())),
        ("lastMail".to_owned(), Null(true)),
        ("attr467728".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("xY1".to_owned(), N("1815".to_owned())),
        ("contactNumber".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("Field-44595".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("oldAddress".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
struct Thing162 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
}

async fn compare_162() {
    let value = Thing162 {
        the_id: "42".to_owned(),
        the_time: 5,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .sort_key("TheTime")
        .index_keys(["TheTime"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = ":")]
#[item(others(encrypt))]
struct Thing163 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(rename(serialize = "Field-846109", deserialize = "Field-846109"))] #[item(encrypt)]
    home_code: bool,
    #[serde(rename = "Field-80444")]
    last_visit: Vec<u32>,
    #[serde(rename = "é.18694")] #[item(encrypt)]
    billing_mail: Option<String>,
    #[item(encrypt, beacon(bits = 62))]
    x_code: Option<String>,
    #[item(index_key)]
    contact_note: Nested,
    #[serde(rename = "attr5008")] #[item(sign)]
    r2_visit: String,
}

async fn compare_163() {
    let value = Thing163 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: true,
        last_visit: vec![1, 2],
        billing_mail: Some("some".to_owned()),
        x_code: None,
        contact_note: Nested { city: "London".to_owned() },
        r2_visit: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .encrypt(["Field-846109"])
        .encrypt(["Field-80444"])
        .encrypt(["é.18694"])
        .encrypt(["X_CODE"])
        .index_keys(["CONTACT_NOTE"])
        .sign(["attr5008"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("X_CODE", 62))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("Field-846109".to_owned(), Bool(true)),
        ("Field-80444".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.18694".to_owned(), S("some".to_owned())),
        ("X_CODE".to_owned(), Null(true)),
        ("CONTACT_NOTE".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("attr5008".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing164 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt)]
    home_number: Vec<u32>,
    #[serde(rename(serialize = "Field-876030", deserialize = "Field-876030"))] #[item(index_key)]
    last_note: i64,
    #[serde(rename(serialize = "Field-672134", deserialize = "Field-672134"))] #[serde(alias = "old836279", default)] #[item(unsigned)]
    billing_note: Vec<u32>,
    #[serde(rename(serialize = "attr589206", deserialize = "attr589206"))] #[serde(skip_serializing_if = "Option::is_none")]#[item(index_key)]
    x_y1: Option<String>,
    #[serde(alias = "old855815", default)] #[item(encrypt)]
    contact_y1: i64,
    #[serde(rename = "é.511680")] #[item(encrypt)]
    r2_address: Vec<u32>,
    #[item(context)]
    old_note: Vec<u32>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_164() {
    let value = Thing164 {
        the_id: "42".to_owned(),
        home_number: vec![1, 2],
        last_note: -7,
        billing_note: vec![1, 2],
        x_y1: None,
        contact_y1: -7,
        r2_address: vec![1, 2],
        old_note: vec![1, 2],
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .encrypt(["HOME_NUMBER"])
        .index_keys(["Field-876030"])
        .do_nothing(["Field-672134", "old836279"])
        .allowed_unsigned(["Field-672134", "old836279"])
        .index_keys(["attr589206"])
        .encrypt(["CONTACT_Y1", "old855815"])
        .encrypt(["é.511680"])
        .sign_and_include_in_encryption_context(["OLD_NOTE"])
        .action_for_others(AttributeAction::SignOnly)
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_NUMBER".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("Field-876030".to_owned(), N("-7".to_owned())),
        ("Field-672134".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("CONTACT_Y1".to_owned(), N("-7".to_owned())),
        ("é.511680".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("OLD_NOTE".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("more".to_owned(), Bool(true)),
        ("#kind".to_owned(), S("Thing164".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = "u_")]
struct Thing165 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    
    home_note: bool,
    #[serde(rename(serialize = "attr436963", deserialize = "attr436963"))]
    last_photo: BTreeMap<String, bool>,
    #[item(encrypt, pad = 64)]
    billing_y1: i64,
    #[item(encrypt, pad = 64)]
    x_photo: Nested,
    #[item(index_key)]
    contact_code: bool,
    
    r2_mail: Vec<u32>,
}

async fn compare_165() {
    let value = Thing165 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: true,
        last_photo: BTreeMap::from([("k".to_owned(), false)]),
        billing_y1: -7,
        x_photo: Nested { city: "London".to_owned() },
        contact_code: true,
        r2_mail: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .sort_key("the_time")
        .index_keys(["the_time"])
        .encrypt(["home_note"])
        .encrypt(["attr436963"])
        .encrypt(["billing_y1"])
        .pad(["billing_y1"], 64)
        .encrypt(["x_photo"])
        .pad(["x_photo"], 64)
        .index_keys(["contact_code"])
        .encrypt(["r2_mail"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_note".to_owned(), Bool(true)),
        ("attr436963".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("billing_y1".to_owned(), N("-7".to_owned())),
        ("x_photo".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("contact_code".to_owned(), Bool(true)),
        ("r2_mail".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = ":")]
#[item(others(sign))]
struct Thing166 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename = "attr972202")] #[item(sign)]
    home_number: Vec<u32>,
    #[item(encrypt, pad = 64)]
    last_number: Vec<u32>,
    #[serde(rename = "attr178215")] #[serde(alias = "old96858", default)] #[item(sign)]
    billing_number: BTreeMap<String, bool>,
    #[item(index_key)]
    x_number: Option<String>,
    #[serde(rename = ":contact_y1")] #[item(unsigned)]
    contact_y1: Option<String>,
}

async fn compare_166() {
    let value = Thing166 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_number: vec![1, 2],
        last_number: vec![1, 2],
        billing_number: BTreeMap::from([("k".to_owned(), false)]),
        x_number: None,
        contact_y1: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("theId")
        .sign(["attr972202"])
        .encrypt(["lastNumber"])
        .pad(["lastNumber"], 64)
        .sign(["attr178215", "old96858"])
        .index_keys(["xNumber"])
        .do_nothing([":contact_y1"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("attr972202".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("lastNumber".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("attr178215".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("xNumber".to_owned(), Null(true)),
        (":contact_y1".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = ":")]
struct Thing167 {
    #[serde(rename = "attr523560")] #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(encrypt)]
    home_number: String,
    #[serde(alias = "old332524", default)] #[item(encrypt)]
    last_visit: Vec<u32>,
    #[item(encrypt)]
    billing_photo: u32,
    #[serde(rename(serialize = "attr138299", deserialize = "attr138299"))] #[item(sign)]
    x_y1: Option<String>,
    #[serde(rename = "Field-870831")] #[serde(skip_serializing_if = "Option::is_none")]
    contact_note: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_167() {
    let value = Thing167 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: "text".to_owned(),
        last_visit: vec![1, 2],
        billing_photo: 1815,
        x_y1: Some("some".to_owned()),
        contact_note: Some("some".to_owned()),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("attr523560")
        .sort_key("theTime")
        .encrypt(["homeNumber"])
        .encrypt(["lastVisit", "old332524"])
        .encrypt(["billingPhoto"])
        .sign(["attr138299"])
        .encrypt(["Field-870831"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("attr523560".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("homeNumber".to_owned(), S("text".to_owned())),
        ("lastVisit".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("billingPhoto".to_owned(), N("1815".to_owned())),
        ("attr138299".to_owned(), S("some".to_owned())),
        ("Field-870831".to_owned(), S("some".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = ":")]
struct Thing168 {
    #[item(partition_key)]
    the_id: String,
    
    home_address: BTreeMap<String, bool>,
    #[serde(rename(serialize = "attr647304", deserialize = "attr647304"))] #[item(sign)]
    last_y1: Vec<u32>,
    #[serde(rename = "é.626363")] #[item(context)]
    billing_mail: String,
    #[serde(rename = ":x_y1")] #[item(unsigned)]
    x_y1: u32,
    #[item(sign)]
    contact_address: Option<String>,
    #[serde(rename(serialize = "attr524936", deserialize = "attr524936"))] #[item(index_key)]
    r2_code: Option<String>,
    #[item(encrypt, pad = 64)]
    old_photo: String,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_168() {
    let value = Thing168 {
        the_id: "42".to_owned(),
        home_address: BTreeMap::from([("k".to_owned(), false)]),
        last_y1: vec![1, 2],
        billing_mail: "text".to_owned(),
        x_y1: 1815,
        contact_address: None,
        r2_code: None,
        old_photo: "text".to_owned(),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .encrypt(["HOME_ADDRESS"])
        .sign(["attr647304"])
        .sign_and_include_in_encryption_context(["é.626363"])
        .do_nothing([":x_y1"])
        .sign(["CONTACT_ADDRESS"])
        .index_keys(["attr524936"])
        .encrypt(["OLD_PHOTO"])
        .pad(["OLD_PHOTO"], 64)
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_ADDRESS".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("attr647304".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.626363".to_owned(), S("text".to_owned())),
        (":x_y1".to_owned(), N("1815".to_owned())),
        ("CONTACT_ADDRESS".to_owned(), Null(true)),
        ("attr524936".to_owned(), Null(true)),
        ("OLD_PHOTO".to_owned(), S("text".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = "u_")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing169 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr394604", deserialize = "attr394604"))] #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(index_key)]
    home_code: i64,
    #[serde(rename(serialize = "Field-163959", deserialize = "Field-163959"))] #[item(encrypt, pad = 64, beacon(bits = 41))]
    last_y1: Option<String>,
}

async fn compare_169() {
    let value = Thing169 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_code: -7,
        last_y1: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE-ID")
        .sort_key("attr394604")
        .index_keys(["attr394604"])
        .index_keys(["HOME-CODE"])
        .encrypt(["Field-163959"])
        .pad(["Field-163959"], 64)
        .encrypt(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("Field-163959", 41))
        .build());
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("attr394604".to_owned(), N("5".to_owned())),
        ("HOME-CODE".to_owned(), N("-7".to_owned())),
        ("Field-163959".to_owned(), S("some".to_owned())),
        ("#kind".to_owned(), S("Thing169".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct Thing170 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-643153")]
    home_y1: BTreeMap<String, bool>,
    #[item(index_key)]
    last_mail: bool,
    #[serde(rename = "Field-909105")] #[serde(alias = "old437391", default)] #[item(sign)]
    billing_visit: u32,
    #[item(index_key)]
    x_mail: u32,
    #[serde(rename(serialize = "é.805870", deserialize = "é.805870"))] #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    contact_note: Option<String>,
    #[serde(rename = "Field-131159")] #[item(index_key)]
    r2_number: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_170() {
    let value = Thing170 {
        the_id: "42".to_owned(),
        home_y1: BTreeMap::from([("k".to_owned(), false)]),
        last_mail: true,
        billing_visit: 1815,
        x_mail: 1815,
        contact_note: Some("some".to_owned()),
        r2_number: Some("some".to_owned()),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .encrypt(["Field-643153"])
        .index_keys(["LAST-MAIL"])
        .sign(["Field-909105", "old437391"])
        .index_keys(["X-MAIL"])
        .sign(["é.805870"])
        .index_keys(["Field-131159"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("Field-643153".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("LAST-MAIL".to_owned(), Bool(true)),
        ("Field-909105".to_owned(), N("1815".to_owned())),
        ("X-MAIL".to_owned(), N("1815".to_owned())),
        ("é.805870".to_owned(), S("some".to_owned())),
        ("Field-131159".to_owned(), S("some".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing171 {
    #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_address: Vec<u32>,
    #[serde(alias = "old869324", default)] #[item(unsigned)]
    last_mail: Option<String>,
    #[serde(rename = "Field-278334")] #[serde(alias = "old127360", default)] #[item(encrypt)]
    billing_photo: i64,
    #[serde(rename(serialize = "attr116480", deserialize = "attr116480"))]
    x_address: Vec<u32>,
    #[serde(rename = "é.501243")] #[serde(alias = "old854666", default)] #[item(unsigned)]
    contact_visit: Vec<u32>,
    #[serde(rename = "Field-802713")] #[item(index_key)]
    r2_y1: i64,
    #[item(encrypt, pad = 64, beacon(bits = 38, name = "city_6", within = "city"))]
    old_y1: Nested,
}

async fn compare_171() {
    let value = Thing171 {
        the_id: "42".to_owned(),
        home_address: vec![1, 2],
        last_mail: None,
        billing_photo: -7,
        x_address: vec![1, 2],
        contact_visit: vec![1, 2],
        r2_y1: -7,
        old_y1: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .sign(["HomeAddress"])
        .do_nothing(["LastMail", "old869324"])
        .allowed_unsigned(["LastMail", "old869324"])
        .encrypt(["Field-278334", "old127360"])
        .encrypt(["attr116480"])
        .do_nothing(["é.501243", "old854666"])
        .allowed_unsigned(["é.501243", "old854666"])
        .index_keys(["Field-802713"])
        .encrypt(["OldY1"])
        .pad(["OldY1"], 64)
        .encrypt(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("city_6", 38).at("OldY1.city"))
        .build());
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("HomeAddress".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("LastMail".to_owned(), Null(true)),
        ("Field-278334".to_owned(), N("-7".to_owned())),
        ("attr116480".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.501243".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("Field-802713".to_owned(), N("-7".to_owned())),
        ("OldY1".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("#kind".to_owned(), S("Thing171".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = "u_")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing172 {
    #[item(partition_key)]
    the_id: String,
    
    home_address: BTreeMap<String, bool>,
    
    last_photo: i64,
    #[item(encrypt)]
    billing_code: bool,
    #[item(sign)]
    x_visit: BTreeMap<String, bool>,
}

async fn compare_172() {
    let value = Thing172 {
        the_id: "42".to_owned(),
        home_address: BTreeMap::from([("k".to_owned(), false)]),
        last_photo: -7,
        billing_code: true,
        x_visit: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .encrypt(["HOME_ADDRESS"])
        .encrypt(["LAST_PHOTO"])
        .encrypt(["BILLING_CODE"])
        .sign(["X_VISIT"])
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_ADDRESS".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("LAST_PHOTO".to_owned(), N("-7".to_owned())),
        ("BILLING_CODE".to_owned(), Bool(true)),
        ("X_VISIT".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("#kind".to_owned(), S("Thing172".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(others(encrypt))]
struct Thing173 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename(serialize = "Field-474357", deserialize = "Field-474357"))]
    home_photo: i64,
    #[item(context)]
    last_note: u32,
    #[item(encrypt)]
    billing_note: Vec<u32>,
    #[serde(rename(serialize = "Field-560176", deserialize = "Field-560176"))] #[item(encrypt, beacon(bits = 32, formerly = 20))]
    x_visit: String,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(unsigned)]
    contact_photo: Option<String>,
    #[item(encrypt, beacon(bits = 43))]
    r2_visit: u32,
}

async fn compare_173() {
    let value = Thing173 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_photo: -7,
        last_note: 1815,
        billing_note: vec![1, 2],
        x_visit: "text".to_owned(),
        contact_photo: None,
        r2_visit: 1815,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .encrypt(["Field-474357"])
        .sign_and_include_in_encryption_context(["last_note"])
        .encrypt(["billing_note"])
        .encrypt(["Field-560176"])
        .do_nothing(["contact_photo"])
        .allowed_unsigned(["contact_photo"])
        .encrypt(["r2_visit"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("Field-560176", 32).formerly(20))
        .beacon(Beacon::new("r2_visit", 43))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("Field-474357".to_owned(), N("-7".to_owned())),
        ("last_note".to_owned(), N("1815".to_owned())),
        ("billing_note".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("Field-560176".to_owned(), S("text".to_owned())),
        ("r2_visit".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = ":")]
#[item(others(encrypt))]
struct Thing174 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-103335")] #[item(sort_key)]
    the_time: u64,
    
    home_code: Option<String>,
    #[serde(rename = ":last_note")] #[item(unsigned)]
    last_note: Vec<u32>,
    #[item(encrypt)]
    billing_note: BTreeMap<String, bool>,
}

async fn compare_174() {
    let value = Thing174 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: None,
        last_note: vec![1, 2],
        billing_note: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the-id")
        .sort_key("Field-103335")
        .encrypt(["home-code"])
        .do_nothing([":last_note"])
        .encrypt(["billing-note"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("Field-103335".to_owned(), N("5".to_owned())),
        ("home-code".to_owned(), Null(true)),
        (":last_note".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("billing-note".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = ":")]
struct Thing175 {
    #[item(partition_key)]
    the_id: String,
    #[item(context)]
    home_number: u32,
    
    last_number: bool,
    #[serde(rename = "Field-656347")] #[serde(skip_serializing_if = "Option::is_none")]#[item(index_key)]
    billing_mail: Option<String>,
    #[item(sign)]
    x_visit: BTreeMap<String, bool>,
}

async fn compare_175() {
    let value = Thing175 {
        the_id: "42".to_owned(),
        home_number: 1815,
        last_number: true,
        billing_mail: None,
        x_visit: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("TheId")
        .sign_and_include_in_encryption_context(["HomeNumber"])
        .encrypt(["LastNumber"])
        .index_keys(["Field-656347"])
        .sign(["XVisit"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("HomeNumber".to_owned(), N("1815".to_owned())),
        ("LastNumber".to_owned(), Bool(true)),
        ("XVisit".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = "u_")]
struct Thing176 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt, beacon(bits = 11))]
    home_photo: String,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_176() {
    let value = Thing176 {
        the_id: "42".to_owned(),
        home_photo: "text".to_owned(),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .encrypt(["HOME_PHOTO"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("HOME_PHOTO", 11))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_PHOTO".to_owned(), S("text".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = ":")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing177 {
    #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_code: bool,
    
    last_number: BTreeMap<String, bool>,
    #[item(context)]
    billing_y1: Option<String>,
    #[item(sign)]
    x_code: Nested,
    #[serde(rename = ":contact_mail")] #[item(unsigned)]
    contact_mail: Vec<u32>,
    #[item(sign)]
    r2_photo: Nested,
    #[serde(rename = "Field-111531")] #[item(encrypt, beacon(bits = 8, formerly = 20))]
    old_mail: Vec<u32>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_177() {
    let value = Thing177 {
        the_id: "42".to_owned(),
        home_code: true,
        last_number: BTreeMap::from([("k".to_owned(), false)]),
        billing_y1: Some("some".to_owned()),
        x_code: Nested { city: "London".to_owned() },
        contact_mail: vec![1, 2],
        r2_photo: Nested { city: "London".to_owned() },
        old_mail: vec![1, 2],
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sign(["home_code"])
        .encrypt(["last_number"])
        .sign_and_include_in_encryption_context(["billing_y1"])
        .sign(["x_code"])
        .do_nothing([":contact_mail"])
        .sign(["r2_photo"])
        .encrypt(["Field-111531"])
        .sign(["version"]).encrypt(["Secret"])
        .encrypt(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("Field-111531", 8).formerly(20))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_code".to_owned(), Bool(true)),
        ("last_number".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("billing_y1".to_owned(), S("some".to_owned())),
        ("x_code".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        (":contact_mail".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("r2_photo".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("Field-111531".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
        ("#kind".to_owned(), S("Thing177".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = "u_")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing178 {
    #[serde(rename(serialize = "é.254337", deserialize = "é.254337"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename(serialize = "Field-252499", deserialize = "Field-252499"))] #[item(context)]
    home_mail: Option<String>,
    #[serde(rename = "attr76331")] #[item(sign)]
    last_mail: Option<String>,
    #[item(encrypt)]
    billing_photo: u32,
    #[item(unsigned)]
    x_code: i64,
    #[serde(rename = "é.484899")] #[item(index_key)]
    contact_code: BTreeMap<String, bool>,
    #[serde(rename = "é.892337")] #[serde(alias = "old614588", default)] #[item(sign)]
    r2_mail: Option<String>,
    #[serde(rename = "attr428629")] #[serde(alias = "old642779", default)] #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    old_note: Option<String>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_178() {
    let value = Thing178 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_mail: Some("some".to_owned()),
        last_mail: Some("some".to_owned()),
        billing_photo: 1815,
        x_code: -7,
        contact_code: BTreeMap::from([("k".to_owned(), false)]),
        r2_mail: Some("some".to_owned()),
        old_note: None,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("é.254337")
        .sort_key("theTime")
        .sign_and_include_in_encryption_context(["Field-252499"])
        .sign(["attr76331"])
        .encrypt(["billingPhoto"])
        .do_nothing(["xCode"])
        .allowed_unsigned(["xCode"])
        .index_keys(["é.484899"])
        .sign(["é.892337", "old614588"])
        .sign(["attr428629", "old642779"])
        .action_for_others(AttributeAction::SignOnly)
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.254337".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("Field-252499".to_owned(), S("some".to_owned())),
        ("attr76331".to_owned(), S("some".to_owned())),
        ("billingPhoto".to_owned(), N("1815".to_owned())),
        ("xCode".to_owned(), N("-7".to_owned())),
        ("é.484899".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("é.892337".to_owned(), S("some".to_owned())),
        ("more".to_owned(), Bool(true)),
        ("#kind".to_owned(), S("Thing178".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing179 {
    #[serde(rename(serialize = "Field-811352", deserialize = "Field-811352"))] #[item(partition_key)]
    the_id: String,
    #[serde(alias = "old284509", default)] #[item(encrypt)]
    home_code: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_179() {
    let value = Thing179 {
        the_id: "42".to_owned(),
        home_code: Some("some".to_owned()),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("Field-811352")
        .encrypt(["home-code", "old284509"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-811352".to_owned(), S("42".to_owned())),
        ("home-code".to_owned(), S("some".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = "u_")]
struct Thing180 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[item(index_key)]
    home_address: BTreeMap<String, bool>,
    #[serde(alias = "old676609", default)] #[item(encrypt)]
    last_note: Vec<u32>,
    #[item(index_key)]
    billing_address: Vec<u32>,
    #[serde(alias = "old888148", default)] #[item(sign)]
    x_photo: Nested,
    #[item(context)]
    contact_photo: String,
}

async fn compare_180() {
    let value = Thing180 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_address: BTreeMap::from([("k".to_owned(), false)]),
        last_note: vec![1, 2],
        billing_address: vec![1, 2],
        x_photo: Nested { city: "London".to_owned() },
        contact_photo: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE-ID")
        .sort_key("THE-TIME")
        .index_keys(["THE-TIME"])
        .index_keys(["HOME-ADDRESS"])
        .encrypt(["LAST-NOTE", "old676609"])
        .index_keys(["BILLING-ADDRESS"])
        .sign(["X-PHOTO", "old888148"])
        .sign_and_include_in_encryption_context(["CONTACT-PHOTO"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("HOME-ADDRESS".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("LAST-NOTE".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("BILLING-ADDRESS".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("X-PHOTO".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("CONTACT-PHOTO".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing181 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[item(encrypt)]
    home_visit: Nested,
    #[serde(rename = "Field-344542")] #[item(encrypt, beacon(bits = 38))]
    last_photo: Vec<u32>,
    #[serde(rename(serialize = "é.177898", deserialize = "é.177898"))] #[item(encrypt)]
    billing_number: BTreeMap<String, bool>,
    #[serde(alias = "old859512", default)] #[serde(skip_serializing_if = "Option::is_none")]#[item(unsigned)]
    x_note: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_181() {
    let value = Thing181 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_visit: Nested { city: "London".to_owned() },
        last_photo: vec![1, 2],
        billing_number: BTreeMap::from([("k".to_owned(), false)]),
        x_note: None,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .encrypt(["home_visit"])
        .encrypt(["Field-344542"])
        .encrypt(["é.177898"])
        .do_nothing(["x_note", "old859512"])
        .allowed_unsigned(["x_note", "old859512"])
        .sign(["version"]).encrypt(["Secret"])
        .encrypt(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("Field-344542", 38))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("Field-344542".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.177898".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
        ("#kind".to_owned(), S("Thing181".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing182 {
    #[serde(rename = "attr698341")] #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[item(sign)]
    home_code: Option<String>,
    #[item(sign)]
    last_note: BTreeMap<String, bool>,
    #[serde(rename(serialize = "attr896579", deserialize = "attr896579"))] #[item(sign)]
    billing_mail: i64,
    #[item(context)]
    x_y1: Option<String>,
    #[item(sign)]
    contact_visit: Vec<u32>,
}

async fn compare_182() {
    let value = Thing182 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_code: None,
        last_note: BTreeMap::from([("k".to_owned(), false)]),
        billing_mail: -7,
        x_y1: Some("some".to_owned()),
        contact_visit: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr698341")
        .sign(["HomeCode"])
        .sign(["LastNote"])
        .sign(["attr896579"])
        .sign_and_include_in_encryption_context(["XY1"])
        .sign(["ContactVisit"])
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("attr698341".to_owned(), S("42".to_owned())),
        ("HomeCode".to_owned(), Null(true)),
        ("LastNote".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("attr896579".to_owned(), N("-7".to_owned())),
        ("XY1".to_owned(), S("some".to_owned())),
        ("ContactVisit".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("#kind".to_owned(), S("Thing182".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = ":")]
struct Thing183 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
}

async fn compare_183() {
    let value = Thing183 {
        the_id: "42".to_owned(),
        the_time: 5,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the-id")
        .sort_key("the-time")
        .index_keys(["the-time"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = "u_")]
#[item(others(encrypt))]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing184 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "é.447108", deserialize = "é.447108"))] #[item(context)]
    home_visit: String,
    #[item(sign)]
    last_visit: Vec<u32>,
    #[serde(rename = "attr426680")] #[serde(alias = "old298823", default)] #[item(sign)]
    billing_visit: Option<String>,
    #[serde(alias = "old852326", default)] #[item(sign)]
    x_photo: Option<String>,
    #[item(index_key)]
    contact_photo: Option<String>,
    #[item(encrypt)]
    r2_visit: String,
    #[item(sign)]
    old_note: Option<String>,
}

async fn compare_184() {
    let value = Thing184 {
        the_id: "42".to_owned(),
        home_visit: "text".to_owned(),
        last_visit: vec![1, 2],
        billing_visit: Some("some".to_owned()),
        x_photo: None,
        contact_photo: Some("some".to_owned()),
        r2_visit: "text".to_owned(),
        old_note: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .sign_and_include_in_encryption_context(["é.447108"])
        .sign(["LAST_VISIT"])
        .sign(["attr426680", "old298823"])
        .sign(["X_PHOTO", "old852326"])
        .index_keys(["CONTACT_PHOTO"])
        .encrypt(["R2_VISIT"])
        .sign(["OLD_NOTE"])
        .action_for_others(AttributeAction::EncryptAndSign)
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("é.447108".to_owned(), S("text".to_owned())),
        ("LAST_VISIT".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("attr426680".to_owned(), S("some".to_owned())),
        ("X_PHOTO".to_owned(), Null(true)),
        ("CONTACT_PHOTO".to_owned(), S("some".to_owned())),
        ("R2_VISIT".to_owned(), S("text".to_owned())),
        ("OLD_NOTE".to_owned(), S("some".to_owned())),
        ("#kind".to_owned(), S("Thing184".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = "u_")]
struct Thing185 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "é.468898", deserialize = "é.468898"))] #[item(encrypt)]
    home_code: u32,
    #[item(sign)]
    last_code: String,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(unsigned)]
    billing_number: Option<String>,
    #[serde(rename = "u_x_code")] #[item(unsigned)]
    x_code: Vec<u32>,
    #[serde(rename(serialize = "é.15826", deserialize = "é.15826"))] #[item(sign)]
    contact_y1: Nested,
    #[item(context)]
    r2_code: String,
    #[item(index_key)]
    old_number: BTreeMap<String, bool>,
}

async fn compare_185() {
    let value = Thing185 {
        the_id: "42".to_owned(),
        home_code: 1815,
        last_code: "text".to_owned(),
        billing_number: None,
        x_code: vec![1, 2],
        contact_y1: Nested { city: "London".to_owned() },
        r2_code: "text".to_owned(),
        old_number: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .encrypt(["é.468898"])
        .sign(["LAST_CODE"])
        .do_nothing(["BILLING_NUMBER"])
        .allowed_unsigned(["BILLING_NUMBER"])
        .do_nothing(["u_x_code"])
        .sign(["é.15826"])
        .sign_and_include_in_encryption_context(["R2_CODE"])
        .index_keys(["OLD_NUMBER"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("é.468898".to_owned(), N("1815".to_owned())),
        ("LAST_CODE".to_owned(), S("text".to_owned())),
        ("u_x_code".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.15826".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("R2_CODE".to_owned(), S("text".to_owned())),
        ("OLD_NUMBER".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = ":")]
struct Thing186 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "attr195037")] #[item(sort_key, sign)]
    the_time: u64,
    #[item(sign)]
    home_code: bool,
    #[serde(rename = "é.962005")]
    last_note: Vec<u32>,
    #[item(sign)]
    billing_mail: String,
    #[item(sign)]
    x_address: Vec<u32>,
    #[item(sign)]
    contact_photo: Option<String>,
    #[item(encrypt)]
    r2_mail: String,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_186() {
    let value = Thing186 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: true,
        last_note: vec![1, 2],
        billing_mail: "text".to_owned(),
        x_address: vec![1, 2],
        contact_photo: Some("some".to_owned()),
        r2_mail: "text".to_owned(),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sort_key("attr195037")
        .sign(["home_code"])
        .encrypt(["é.962005"])
        .sign(["billing_mail"])
        .sign(["x_address"])
        .sign(["contact_photo"])
        .encrypt(["r2_mail"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("attr195037".to_owned(), N("5".to_owned())),
        ("home_code".to_owned(), Bool(true)),
        ("é.962005".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("billing_mail".to_owned(), S("text".to_owned())),
        ("x_address".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("contact_photo".to_owned(), S("some".to_owned())),
        ("r2_mail".to_owned(), S("text".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = ":")]
struct Thing187 {
    #[item(partition_key)]
    the_id: String,
}

async fn compare_187() {
    let value = Thing187 {
        the_id: "42".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing188 {
    #[serde(rename = "é.947201")] #[item(partition_key)]
    the_id: String,
    #[serde(alias = "old650874", default)] #[item(sign)]
    home_photo: String,
    #[serde(rename = "Field-729747")]
    last_visit: Option<String>,
    #[item(sign)]
    billing_photo: Vec<u32>,
}

async fn compare_188() {
    let value = Thing188 {
        the_id: "42".to_owned(),
        home_photo: "text".to_owned(),
        last_visit: None,
        billing_photo: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("é.947201")
        .sign(["home_photo", "old650874"])
        .encrypt(["Field-729747"])
        .sign(["billing_photo"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.947201".to_owned(), S("42".to_owned())),
        ("home_photo".to_owned(), S("text".to_owned())),
        ("Field-729747".to_owned(), Null(true)),
        ("billing_photo".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = "u_")]
struct Thing189 {
    #[item(partition_key)]
    the_id: String,
    #[serde(alias = "old250728", default)] #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    home_mail: Option<String>,
    
    last_visit: i64,
    #[item(sign)]
    billing_mail: BTreeMap<String, bool>,
    #[serde(rename = "é.47230")] #[serde(alias = "old766058", default)] #[item(sign)]
    x_photo: BTreeMap<String, bool>,
    #[serde(rename = "é.306035")] #[serde(alias = "old295108", default)] #[item(unsigned)]
    contact_address: u32,
    #[serde(rename(serialize = "attr763724", deserialize = "attr763724"))] #[item(encrypt)]
    r2_visit: BTreeMap<String, bool>,
    
    old_mail: String,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_189() {
    let value = Thing189 {
        the_id: "42".to_owned(),
        home_mail: Some("some".to_owned()),
        last_visit: -7,
        billing_mail: BTreeMap::from([("k".to_owned(), false)]),
        x_photo: BTreeMap::from([("k".to_owned(), false)]),
        contact_address: 1815,
        r2_visit: BTreeMap::from([("k".to_owned(), false)]),
        old_mail: "text".to_owned(),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE-ID")
        .sign(["HOME-MAIL", "old250728"])
        .encrypt(["LAST-VISIT"])
        .sign(["BILLING-MAIL"])
        .sign(["é.47230", "old766058"])
        .do_nothing(["é.306035", "old295108"])
        .allowed_unsigned(["é.306035", "old295108"])
        .encrypt(["attr763724"])
        .encrypt(["OLD-MAIL"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("HOME-MAIL".to_owned(), S("some".to_owned())),
        ("LAST-VISIT".to_owned(), N("-7".to_owned())),
        ("BILLING-MAIL".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("é.47230".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("é.306035".to_owned(), N("1815".to_owned())),
        ("attr763724".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("OLD-MAIL".to_owned(), S("text".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = "u_")]
#[item(others(encrypt))]
struct Thing190 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(encrypt, beacon(bits = 9))]
    home_y1: u32,
}

async fn compare_190() {
    let value = Thing190 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: 1815,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .sort_key("the_time")
        .encrypt(["home_y1"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("home_y1", 9))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_y1".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = "u_")]
struct Thing191 {
    #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_note: Nested,
    #[serde(rename = "é.448027")] #[item(unsigned)]
    last_address: String,
    #[serde(rename(serialize = "é.128922", deserialize = "é.128922"))] #[item(encrypt)]
    billing_visit: BTreeMap<String, bool>,
    #[serde(rename(serialize = "attr293983", deserialize = "attr293983"))] #[item(index_key)]
    x_note: u32,
    #[item(sign)]
    contact_visit: BTreeMap<String, bool>,
    #[serde(rename = "Field-219410")] #[item(index_key)]
    r2_y1: Nested,
    #[item(context)]
    old_photo: i64,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_191() {
    let value = Thing191 {
        the_id: "42".to_owned(),
        home_note: Nested { city: "London".to_owned() },
        last_address: "text".to_owned(),
        billing_visit: BTreeMap::from([("k".to_owned(), false)]),
        x_note: 1815,
        contact_visit: BTreeMap::from([("k".to_owned(), false)]),
        r2_y1: Nested { city: "London".to_owned() },
        old_photo: -7,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .sign(["home_note"])
        .do_nothing(["é.448027"])
        .allowed_unsigned(["é.448027"])
        .encrypt(["é.128922"])
        .index_keys(["attr293983"])
        .sign(["contact_visit"])
        .index_keys(["Field-219410"])
        .sign_and_include_in_encryption_context(["old_photo"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_note".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("é.448027".to_owned(), S("text".to_owned())),
        ("é.128922".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("attr293983".to_owned(), N("1815".to_owned())),
        ("contact_visit".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("Field-219410".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("old_photo".to_owned(), N("-7".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = ":")]
#[item(others(encrypt))]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing192 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(rename(serialize = "é.182126", deserialize = "é.182126"))] #[item(encrypt)]
    home_y1: u32,
    #[item(sign)]
    last_visit: Nested,
    
    billing_y1: String,
    
    x_y1: Option<String>,
}

async fn compare_192() {
    let value = Thing192 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: 1815,
        last_visit: Nested { city: "London".to_owned() },
        billing_y1: "text".to_owned(),
        x_y1: None,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE-ID")
        .sort_key("THE-TIME")
        .index_keys(["THE-TIME"])
        .encrypt(["é.182126"])
        .sign(["LAST-VISIT"])
        .encrypt(["BILLING-Y1"])
        .encrypt(["X-Y1"])
        .action_for_others(AttributeAction::EncryptAndSign)
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("é.182126".to_owned(), N("1815".to_owned())),
        ("LAST-VISIT".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("BILLING-Y1".to_owned(), S("text".to_owned())),
        ("X-Y1".to_owned(), Null(true)),
        ("#kind".to_owned(), S("Thing192".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = "u_")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing193 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[item(sign)]
    home_photo: i64,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_193() {
    let value = Thing193 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_photo: -7,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the-id")
        .sort_key("the-time")
        .index_keys(["the-time"])
        .sign(["home-photo"])
        .sign(["version"]).encrypt(["Secret"])
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("home-photo".to_owned(), N("-7".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
        ("#kind".to_owned(), S("Thing193".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = ":")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing194 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "é.767286")] #[item(sort_key, sign)]
    the_time: u64,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_194() {
    let value = Thing194 {
        the_id: "42".to_owned(),
        the_time: 5,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sort_key("é.767286")
        .action_for_others(AttributeAction::SignOnly)
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("é.767286".to_owned(), N("5".to_owned())),
        ("more".to_owned(), Bool(true)),
        ("#kind".to_owned(), S("Thing194".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = "u_")]
#[item(others(encrypt))]
struct Thing195 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt)]
    home_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    last_number: Option<String>,
    #[item(encrypt, beacon(bits = 10))]
    billing_note: String,
    
    x_visit: bool,
    #[serde(rename(serialize = "é.667054", deserialize = "é.667054"))] #[item(context)]
    contact_photo: Vec<u32>,
    #[item(encrypt, beacon(bits = 29))]
    r2_note: Option<String>,
    #[item(index_key)]
    old_note: BTreeMap<String, bool>,
}

async fn compare_195() {
    let value = Thing195 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_address: Some("some".to_owned()),
        last_number: Some("some".to_owned()),
        billing_note: "text".to_owned(),
        x_visit: true,
        contact_photo: vec![1, 2],
        r2_note: None,
        old_note: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .sort_key("the_time")
        .index_keys(["the_time"])
        .encrypt(["home_address"])
        .sign(["last_number"])
        .encrypt(["billing_note"])
        .encrypt(["x_visit"])
        .sign_and_include_in_encryption_context(["é.667054"])
        .encrypt(["r2_note"])
        .index_keys(["old_note"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("billing_note", 10))
        .beacon(Beacon::new("r2_note", 29))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_address".to_owned(), S("some".to_owned())),
        ("last_number".to_owned(), S("some".to_owned())),
        ("billing_note".to_owned(), S("text".to_owned())),
        ("x_visit".to_owned(), Bool(true)),
        ("é.667054".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("r2_note".to_owned(), Null(true)),
        ("old_note".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(others(encrypt))]
struct Thing196 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt)]
    home_visit: Option<String>,
    #[item(encrypt, pad = 64, beacon(bits = 46, formerly = 20))]
    last_photo: i64,
}

async fn compare_196() {
    let value = Thing196 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_visit: Some("some".to_owned()),
        last_photo: -7,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .sort_key("THE-TIME")
        .encrypt(["HOME-VISIT"])
        .encrypt(["LAST-PHOTO"])
        .pad(["LAST-PHOTO"], 64)
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("LAST-PHOTO", 46).formerly(20))
        .build());
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("HOME-VISIT".to_owned(), S("some".to_owned())),
        ("LAST-PHOTO".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = "u_")]
#[item(others(encrypt))]
struct Thing197 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(sign)]
    home_photo: BTreeMap<String, bool>,
}

async fn compare_197() {
    let value = Thing197 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_photo: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .sort_key("the_time")
        .sign(["home_photo"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_photo".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = ":")]
struct Thing198 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_198() {
    let value = Thing198 {
        the_id: "42".to_owned(),
        the_time: 5,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("TheId")
        .sort_key("TheTime")
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Thing199 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename(serialize = "Field-193092", deserialize = "Field-193092"))] #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt, pad = 64, beacon(bits = 41))]
    home_mail: Option<String>,
    #[item(index_key)]
    last_photo: bool,
    #[serde(rename = "Field-508635")] #[serde(skip_serializing_if = "Option::is_none")]#[item(index_key)]
    billing_photo: Option<String>,
}

async fn compare_199() {
    let value = Thing199 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_mail: Some("some".to_owned()),
        last_photo: true,
        billing_photo: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .encrypt(["Field-193092"])
        .pad(["Field-193092"], 64)
        .index_keys(["LAST_PHOTO"])
        .index_keys(["Field-508635"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("Field-193092", 41))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("Field-193092".to_owned(), S("some".to_owned())),
        ("LAST_PHOTO".to_owned(), Bool(true)),
        ("Field-508635".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = ":")]
struct Thing200 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[item(index_key)]
    home_note: BTreeMap<String, bool>,
    #[item(context)]
    last_visit: bool,
    #[serde(rename = ":billing_number")] #[item(unsigned)]
    billing_number: String,
    #[serde(rename = "Field-799637")] #[serde(skip_serializing_if = "Option::is_none")]#[item(unsigned)]
    x_address: Option<String>,
    #[serde(rename(serialize = "é.407675", deserialize = "é.407675"))]
    contact_visit: bool,
    #[serde(rename(serialize = "attr907144", deserialize = "attr907144"))] #[serde(alias = "old953637", default)] #[item(sign)]
    r2_code: bool,
}

async fn compare_200() {
    let value = Thing200 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: BTreeMap::from([("k".to_owned(), false)]),
        last_visit: true,
        billing_number: "text".to_owned(),
        x_address: Some("some".to_owned()),
        contact_visit: true,
        r2_code: true,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sort_key("the_time")
        .index_keys(["the_time"])
        .index_keys(["home_note"])
        .sign_and_include_in_encryption_context(["last_visit"])
        .do_nothing([":billing_number"])
        .do_nothing(["Field-799637"])
        .allowed_unsigned(["Field-799637"])
        .encrypt(["é.407675"])
        .sign(["attr907144", "old953637"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_note".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("last_visit".to_owned(), Bool(true)),
        (":billing_number".to_owned(), S("text".to_owned())),
        ("Field-799637".to_owned(), S("some".to_owned())),
        ("é.407675".to_owned(), Bool(true)),
        ("attr907144".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct Thing201 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(sign)]
    home_code: u32,
    #[item(unsigned)]
    last_code: Vec<u32>,
    #[item(unsigned)]
    billing_address: bool,
    #[item(unsigned)]
    x_code: BTreeMap<String, bool>,
    #[item(encrypt, pad = 64, beacon(bits = 48, formerly = 20))]
    contact_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    r2_y1: Option<String>,
}

async fn compare_201() {
    let value = Thing201 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_code: 1815,
        last_code: vec![1, 2],
        billing_address: true,
        x_code: BTreeMap::from([("k".to_owned(), false)]),
        contact_address: None,
        r2_y1: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .sort_key("THE-TIME")
        .sign(["HOME-CODE"])
        .do_nothing(["LAST-CODE"])
        .allowed_unsigned(["LAST-CODE"])
        .do_nothing(["BILLING-ADDRESS"])
        .allowed_unsigned(["BILLING-ADDRESS"])
        .do_nothing(["X-CODE"])
        .allowed_unsigned(["X-CODE"])
        .encrypt(["CONTACT-ADDRESS"])
        .pad(["CONTACT-ADDRESS"], 64)
        .sign(["R2-Y1"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("CONTACT-ADDRESS", 48).formerly(20))
        .build());
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("HOME-CODE".to_owned(), N("1815".to_owned())),
        ("LAST-CODE".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("BILLING-ADDRESS".to_owned(), Bool(true)),
        ("X-CODE".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("CONTACT-ADDRESS".to_owned(), Null(true)),
        ("R2-Y1".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing202 {
    #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_address: u32,
    #[serde(rename = "Field-766822")] #[serde(alias = "old669068", default)] #[item(sign)]
    last_code: Vec<u32>,
    #[item(index_key)]
    billing_mail: Nested,
    #[item(context)]
    x_visit: Option<String>,
    #[serde(rename = "Field-422769")]
    contact_code: Vec<u32>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_202() {
    let value = Thing202 {
        the_id: "42".to_owned(),
        home_address: 1815,
        last_code: vec![1, 2],
        billing_mail: Nested { city: "London".to_owned() },
        x_visit: None,
        contact_code: vec![1, 2],
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sign(["home_address"])
        .sign(["Field-766822", "old669068"])
        .index_keys(["billing_mail"])
        .sign_and_include_in_encryption_context(["x_visit"])
        .encrypt(["Field-422769"])
        .sign(["version"]).encrypt(["Secret"])
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_address".to_owned(), N("1815".to_owned())),
        ("Field-766822".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("billing_mail".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("x_visit".to_owned(), Null(true)),
        ("Field-422769".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
        ("#kind".to_owned(), S("Thing202".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
struct Thing203 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr227035", deserialize = "attr227035"))] #[serde(alias = "old505358", default)] #[item(encrypt)]
    home_y1: u32,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    last_visit: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_203() {
    let value = Thing203 {
        the_id: "42".to_owned(),
        home_y1: 1815,
        last_visit: Some("some".to_owned()),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("theId")
        .encrypt(["attr227035", "old505358"])
        .sign(["lastVisit"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("attr227035".to_owned(), N("1815".to_owned())),
        ("lastVisit".to_owned(), S("some".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = ":")]
struct Thing204 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(context)]
    home_number: i64,
    #[item(context)]
    last_code: i64,
    #[item(context)]
    billing_y1: Option<String>,
    #[serde(rename(serialize = "é.85549", deserialize = "é.85549"))] #[serde(alias = "old677842", default)] #[item(encrypt)]
    x_address: u32,
}

async fn compare_204() {
    let value = Thing204 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_number: -7,
        last_code: -7,
        billing_y1: Some("some".to_owned()),
        x_address: 1815,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .index_keys(["THE_TIME"])
        .sign_and_include_in_encryption_context(["HOME_NUMBER"])
        .sign_and_include_in_encryption_context(["LAST_CODE"])
        .sign_and_include_in_encryption_context(["BILLING_Y1"])
        .encrypt(["é.85549", "old677842"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_NUMBER".to_owned(), N("-7".to_owned())),
        ("LAST_CODE".to_owned(), N("-7".to_owned())),
        ("BILLING_Y1".to_owned(), S("some".to_owned())),
        ("é.85549".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Thing205 {
    #[serde(rename(serialize = "é.676362", deserialize = "é.676362"))] #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_code: i64,
    #[item(context)]
    last_visit: Vec<u32>,
    #[serde(rename = "attr721353")] #[item(context)]
    billing_address: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_205() {
    let value = Thing205 {
        the_id: "42".to_owned(),
        home_code: -7,
        last_visit: vec![1, 2],
        billing_address: BTreeMap::from([("k".to_owned(), false)]),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("é.676362")
        .sign(["HOME_CODE"])
        .sign_and_include_in_encryption_context(["LAST_VISIT"])
        .sign_and_include_in_encryption_context(["attr721353"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("é.676362".to_owned(), S("42".to_owned())),
        ("HOME_CODE".to_owned(), N("-7".to_owned())),
        ("LAST_VISIT".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("attr721353".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing206 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[serde(alias = "old576403", default)] #[item(encrypt)]
    home_mail: bool,
    #[item(encrypt, beacon(bits = 4, name = "city_1", within = "city"))]
    last_address: Nested,
    #[serde(alias = "old397748", default)] #[item(sign)]
    billing_code: u32,
    #[item(sign)]
    x_y1: Option<String>,
    
    contact_number: String,
}

async fn compare_206() {
    let value = Thing206 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_mail: true,
        last_address: Nested { city: "London".to_owned() },
        billing_code: 1815,
        x_y1: None,
        contact_number: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .encrypt(["home-mail", "old576403"])
        .encrypt(["last-address"])
        .sign(["billing-code", "old397748"])
        .sign(["x-y1"])
        .encrypt(["contact-number"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("city_1", 4).at("last-address.city"))
        .build());
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("home-mail".to_owned(), Bool(true)),
        ("last-address".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("billing-code".to_owned(), N("1815".to_owned())),
        ("x-y1".to_owned(), Null(true)),
        ("contact-number".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
struct Thing207 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr615195", deserialize = "attr615195"))]
    home_visit: BTreeMap<String, bool>,
    #[item(encrypt, pad = 64, beacon(bits = 27))]
    last_note: Option<String>,
    #[serde(alias = "old985355", default)] #[item(encrypt)]
    billing_y1: bool,
    
    x_photo: bool,
    #[item(unsigned)]
    contact_address: String,
    
    r2_address: Vec<u32>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_207() {
    let value = Thing207 {
        the_id: "42".to_owned(),
        home_visit: BTreeMap::from([("k".to_owned(), false)]),
        last_note: Some("some".to_owned()),
        billing_y1: true,
        x_photo: true,
        contact_address: "text".to_owned(),
        r2_address: vec![1, 2],
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .encrypt(["attr615195"])
        .encrypt(["LAST_NOTE"])
        .pad(["LAST_NOTE"], 64)
        .encrypt(["BILLING_Y1", "old985355"])
        .encrypt(["X_PHOTO"])
        .do_nothing(["CONTACT_ADDRESS"])
        .allowed_unsigned(["CONTACT_ADDRESS"])
        .encrypt(["R2_ADDRESS"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("LAST_NOTE", 27))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("attr615195".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("LAST_NOTE".to_owned(), S("some".to_owned())),
        ("BILLING_Y1".to_owned(), Bool(true)),
        ("X_PHOTO".to_owned(), Bool(true)),
        ("CONTACT_ADDRESS".to_owned(), S("text".to_owned())),
        ("R2_ADDRESS".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct Thing208 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "attr765633")] #[item(sort_key, sign)]
    the_time: u64,
    #[item(sign)]
    home_note: Vec<u32>,
    #[item(index_key)]
    last_mail: String,
    #[serde(rename = "attr473952")] #[item(context)]
    billing_photo: i64,
    #[item(encrypt, beacon(bits = 56))]
    x_visit: i64,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    contact_y1: Option<String>,
    #[item(index_key)]
    r2_y1: BTreeMap<String, bool>,
}

async fn compare_208() {
    let value = Thing208 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: vec![1, 2],
        last_mail: "text".to_owned(),
        billing_photo: -7,
        x_visit: -7,
        contact_y1: None,
        r2_y1: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .sort_key("attr765633")
        .sign(["HOME-NOTE"])
        .index_keys(["LAST-MAIL"])
        .sign_and_include_in_encryption_context(["attr473952"])
        .encrypt(["X-VISIT"])
        .sign(["CONTACT-Y1"])
        .index_keys(["R2-Y1"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("X-VISIT", 56))
        .build());
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("attr765633".to_owned(), N("5".to_owned())),
        ("HOME-NOTE".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("LAST-MAIL".to_owned(), S("text".to_owned())),
        ("attr473952".to_owned(), N("-7".to_owned())),
        ("X-VISIT".to_owned(), N("-7".to_owned())),
        ("R2-Y1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing209 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    home_visit: Option<String>,
    #[serde(rename(serialize = "attr963771", deserialize = "attr963771"))] #[item(context)]
    last_address: String,
    #[item(unsigned)]
    billing_visit: Nested,
    #[serde(rename(serialize = "attr4636", deserialize = "attr4636"))] #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt)]
    x_visit: Option<String>,
    #[item(index_key)]
    contact_code: BTreeMap<String, bool>,
}

async fn compare_209() {
    let value = Thing209 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_visit: Some("some".to_owned()),
        last_address: "text".to_owned(),
        billing_visit: Nested { city: "London".to_owned() },
        x_visit: Some("some".to_owned()),
        contact_code: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .sort_key("TheTime")
        .sign(["HomeVisit"])
        .sign_and_include_in_encryption_context(["attr963771"])
        .do_nothing(["BillingVisit"])
        .allowed_unsigned(["BillingVisit"])
        .encrypt(["attr4636"])
        .index_keys(["ContactCode"])
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
        ("HomeVisit".to_owned(), S("some".to_owned())),
        ("attr963771".to_owned(), S("text".to_owned())),
        ("BillingVisit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("attr4636".to_owned(), S("some".to_owned())),
        ("ContactCode".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("#kind".to_owned(), S("Thing209".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = "u_")]
#[item(others(encrypt))]
struct Thing210 {
    #[serde(rename = "attr258683")] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(alias = "old892439", default)] #[item(unsigned)]
    home_note: u32,
    #[item(unsigned)]
    last_code: i64,
    #[item(context)]
    billing_number: i64,
    #[serde(rename = "attr245823")] #[item(sign)]
    x_photo: Option<String>,
    #[serde(rename = "u_contact_note")] #[item(unsigned)]
    contact_note: BTreeMap<String, bool>,
    #[item(index_key)]
    r2_number: u32,
    #[item(index_key)]
    old_address: BTreeMap<String, bool>,
}

async fn compare_210() {
    let value = Thing210 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: 1815,
        last_code: -7,
        billing_number: -7,
        x_photo: Some("some".to_owned()),
        contact_note: BTreeMap::from([("k".to_owned(), false)]),
        r2_number: 1815,
        old_address: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("attr258683")
        .sort_key("theTime")
        .do_nothing(["homeNote", "old892439"])
        .allowed_unsigned(["homeNote", "old892439"])
        .do_nothing(["lastCode"])
        .allowed_unsigned(["lastCode"])
        .sign_and_include_in_encryption_context(["billingNumber"])
        .sign(["attr245823"])
        .do_nothing(["u_contact_note"])
        .index_keys(["r2Number"])
        .index_keys(["oldAddress"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("attr258683".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("homeNote".to_owned(), N("1815".to_owned())),
        ("lastCode".to_owned(), N("-7".to_owned())),
        ("billingNumber".to_owned(), N("-7".to_owned())),
        ("attr245823".to_owned(), S("some".to_owned())),
        ("u_contact_note".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("r2Number".to_owned(), N("1815".to_owned())),
        ("oldAddress".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = "u_")]
struct Thing211 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt, pad = 64, beacon(bits = 53))]
    home_y1: Vec<u32>,
    #[item(encrypt)]
    last_note: String,
    #[serde(rename = "u_billing_mail")] #[serde(skip_serializing_if = "Option::is_none")]#[item(unsigned)]
    billing_mail: Option<String>,
    #[item(index_key)]
    x_code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact_note: Option<String>,
    #[item(sign)]
    r2_mail: bool,
    #[item(sign)]
    old_photo: Option<String>,
}

async fn compare_211() {
    let value = Thing211 {
        the_id: "42".to_owned(),
        home_y1: vec![1, 2],
        last_note: "text".to_owned(),
        billing_mail: None,
        x_code: "text".to_owned(),
        contact_note: None,
        r2_mail: true,
        old_photo: None,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("TheId")
        .encrypt(["HomeY1"])
        .pad(["HomeY1"], 64)
        .encrypt(["LastNote"])
        .do_nothing(["u_billing_mail"])
        .index_keys(["XCode"])
        .encrypt(["ContactNote"])
        .sign(["R2Mail"])
        .sign(["OldPhoto"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("HomeY1", 53))
        .build());
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("HomeY1".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("LastNote".to_owned(), S("text".to_owned())),
        ("XCode".to_owned(), S("text".to_owned())),
        ("R2Mail".to_owned(), Bool(true)),
        ("OldPhoto".to_owned(), Null(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
struct Thing212 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[item(encrypt, beacon(bits = 41, formerly = 20))]
    home_photo: u32,
    #[item(sign)]
    last_note: String,
    #[serde(rename = "Field-625262")] #[item(sign)]
    billing_y1: i64,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt, beacon(bits = 56, formerly = 20))]
    x_note: Option<String>,
}

async fn compare_212() {
    let value = Thing212 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_photo: 1815,
        last_note: "text".to_owned(),
        billing_y1: -7,
        x_note: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .sort_key("TheTime")
        .index_keys(["TheTime"])
        .encrypt(["HomePhoto"])
        .sign(["LastNote"])
        .sign(["Field-625262"])
        .encrypt(["XNote"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("HomePhoto", 41).formerly(20))
        .beacon(Beacon::new("XNote", 56).formerly(20))
        .build());
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
        ("HomePhoto".to_owned(), N("1815".to_owned())),
        ("LastNote".to_owned(), S("text".to_owned())),
        ("Field-625262".to_owned(), N("-7".to_owned())),
        ("XNote".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing213 {
    #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_number: BTreeMap<String, bool>,
    #[item(index_key)]
    last_y1: Option<String>,
    #[item(context)]
    billing_visit: String,
    #[item(context)]
    x_number: Option<String>,
    #[item(index_key)]
    contact_code: String,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt, beacon(bits = 52))]
    r2_mail: Option<String>,
}

async fn compare_213() {
    let value = Thing213 {
        the_id: "42".to_owned(),
        home_number: BTreeMap::from([("k".to_owned(), false)]),
        last_y1: Some("some".to_owned()),
        billing_visit: "text".to_owned(),
        x_number: Some("some".to_owned()),
        contact_code: "text".to_owned(),
        r2_mail: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sign(["home_number"])
        .index_keys(["last_y1"])
        .sign_and_include_in_encryption_context(["billing_visit"])
        .sign_and_include_in_encryption_context(["x_number"])
        .index_keys(["contact_code"])
        .encrypt(["r2_mail"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("r2_mail", 52))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_number".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("last_y1".to_owned(), S("some".to_owned())),
        ("billing_visit".to_owned(), S("text".to_owned())),
        ("x_number".to_owned(), S("some".to_owned())),
        ("contact_code".to_owned(), S("text".to_owned())),
        ("r2_mail".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
struct Thing214 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(alias = "old643563", default)] #[item(encrypt)]
    home_code: BTreeMap<String, bool>,
    
    last_mail: u32,
}

async fn compare_214() {
    let value = Thing214 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: BTreeMap::from([("k".to_owned(), false)]),
        last_mail: 1815,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .encrypt(["HOME_CODE", "old643563"])
        .encrypt(["LAST_MAIL"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_CODE".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("LAST_MAIL".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = ":")]
struct Thing215 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(index_key)]
    home_note: Option<String>,
    
    last_note: u32,
    #[serde(rename = ":billing_visit")] #[item(unsigned)]
    billing_visit: i64,
}

async fn compare_215() {
    let value = Thing215 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_note: Some("some".to_owned()),
        last_note: 1815,
        billing_visit: -7,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .index_keys(["HOME_NOTE"])
        .encrypt(["LAST_NOTE"])
        .do_nothing([":billing_visit"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_NOTE".to_owned(), S("some".to_owned())),
        ("LAST_NOTE".to_owned(), N("1815".to_owned())),
        (":billing_visit".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = "u_")]
struct Thing216 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(sign)]
    home_number: String,
    #[item(index_key)]
    last_number: bool,
    #[serde(rename(serialize = "é.524991", deserialize = "é.524991"))] #[item(encrypt)]
    billing_address: String,
    #[serde(rename(serialize = "é.91347", deserialize = "é.91347"))] #[item(context)]
    x_visit: Vec<u32>,
    #[serde(rename = "Field-933169")] #[item(index_key)]
    contact_number: String,
    #[serde(rename(serialize = "é.119463", deserialize = "é.119463"))] #[item(context)]
    r2_mail: String,
    
    old_photo: i64,
}

async fn compare_216() {
    let value = Thing216 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: "text".to_owned(),
        last_number: true,
        billing_address: "text".to_owned(),
        x_visit: vec![1, 2],
        contact_number: "text".to_owned(),
        r2_mail: "text".to_owned(),
        old_photo: -7,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .sort_key("the_time")
        .sign(["home_number"])
        .index_keys(["last_number"])
        .encrypt(["é.524991"])
        .sign_and_include_in_encryption_context(["é.91347"])
        .index_keys(["Field-933169"])
        .sign_and_include_in_encryption_context(["é.119463"])
        .encrypt(["old_photo"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_number".to_owned(), S("text".to_owned())),
        ("last_number".to_owned(), Bool(true)),
        ("é.524991".to_owned(), S("text".to_owned())),
        ("é.91347".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("Field-933169".to_owned(), S("text".to_owned())),
        ("é.119463".to_owned(), S("text".to_owned())),
        ("old_photo".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing217 {
    #[serde(rename = "Field-375555")] #[item(partition_key)]
    the_id: String,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_217() {
    let value = Thing217 {
        the_id: "42".to_owned(),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("Field-375555")
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-375555".to_owned(), S("42".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
struct Thing218 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(index_key)]
    home_code: i64,
    #[serde(rename(serialize = "attr887663", deserialize = "attr887663"))]
    last_y1: u32,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_218() {
    let value = Thing218 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: -7,
        last_y1: 1815,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .sort_key("TheTime")
        .index_keys(["HomeCode"])
        .encrypt(["attr887663"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
        ("HomeCode".to_owned(), N("-7".to_owned())),
        ("attr887663".to_owned(), N("1815".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
struct Thing219 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(unsigned)]
    home_number: Option<String>,
    #[serde(rename = "attr179649")] #[item(encrypt, beacon(bits = 63))]
    last_number: Option<String>,
}

async fn compare_219() {
    let value = Thing219 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: Some("some".to_owned()),
        last_number: None,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("the_time")
        .do_nothing(["home_number"])
        .allowed_unsigned(["home_number"])
        .encrypt(["attr179649"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("attr179649", 63))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_number".to_owned(), S("some".to_owned())),
        ("attr179649".to_owned(), Null(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing220 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(rename = "attr234141")] #[item(context)]
    home_number: Option<String>,
    #[item(encrypt)]
    last_note: Option<String>,
    #[serde(alias = "old771314", default)] #[item(encrypt, pad = 64)]
    billing_note: Nested,
    #[item(encrypt, beacon(bits = 37, name = "city_3", within = "city"))]
    x_code: Nested,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(unsigned)]
    contact_code: Option<String>,
    #[serde(rename(serialize = "Field-286420", deserialize = "Field-286420"))] #[item(sign)]
    r2_photo: bool,
    #[item(encrypt)]
    old_note: u32,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_220() {
    let value = Thing220 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: Some("some".to_owned()),
        last_note: Some("some".to_owned()),
        billing_note: Nested { city: "London".to_owned() },
        x_code: Nested { city: "London".to_owned() },
        contact_code: Some("some".to_owned()),
        r2_photo: true,
        old_note: 1815,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .index_keys(["THE_TIME"])
        .sign_and_include_in_encryption_context(["attr234141"])
        .encrypt(["LAST_NOTE"])
        .encrypt(["BILLING_NOTE", "old771314"])
        .pad(["BILLING_NOTE", "old771314"], 64)
        .encrypt(["X_CODE"])
        .do_nothing(["CONTACT_CODE"])
        .allowed_unsigned(["CONTACT_CODE"])
        .sign(["Field-286420"])
        .encrypt(["OLD_NOTE"])
        .action_for_others(AttributeAction::SignOnly)
        .encrypt(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("city_3", 37).at("X_CODE.city"))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("attr234141".to_owned(), S("some".to_owned())),
        ("LAST_NOTE".to_owned(), S("some".to_owned())),
        ("BILLING_NOTE".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("X_CODE".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("CONTACT_CODE".to_owned(), S("some".to_owned())),
        ("Field-286420".to_owned(), Bool(true)),
        ("OLD_NOTE".to_owned(), N("1815".to_owned())),
        ("more".to_owned(), Bool(true)),
        ("#kind".to_owned(), S("Thing220".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = ":")]
struct Thing221 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(unsigned)]
    home_mail: bool,
    #[serde(alias = "old864690", default)] #[item(encrypt)]
    last_address: u32,
    #[item(sign)]
    billing_mail: bool,
    #[serde(rename(serialize = "Field-699516", deserialize = "Field-699516"))] #[item(sign)]
    x_number: u32,
    #[serde(rename = ":contact_address")] #[item(unsigned)]
    contact_address: Option<String>,
    #[item(sign)]
    r2_note: Nested,
}

async fn compare_221() {
    let value = Thing221 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_mail: true,
        last_address: 1815,
        billing_mail: true,
        x_number: 1815,
        contact_address: Some("some".to_owned()),
        r2_note: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sort_key("the_time")
        .do_nothing(["home_mail"])
        .allowed_unsigned(["home_mail"])
        .encrypt(["last_address", "old864690"])
        .sign(["billing_mail"])
        .sign(["Field-699516"])
        .do_nothing([":contact_address"])
        .sign(["r2_note"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_mail".to_owned(), Bool(true)),
        ("last_address".to_owned(), N("1815".to_owned())),
        ("billing_mail".to_owned(), Bool(true)),
        ("Field-699516".to_owned(), N("1815".to_owned())),
        (":contact_address".to_owned(), S("some".to_owned())),
        ("r2_note".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(others(encrypt))]
struct Thing222 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "attr585031")] #[item(sort_key, index_key)]
    the_time: u64,
    #[item(encrypt, beacon(bits = 47, formerly = 20))]
    home_code: Vec<u32>,
    #[serde(rename(serialize = "é.756871", deserialize = "é.756871"))] #[item(context)]
    last_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    billing_y1: Option<String>,
    #[serde(rename = "attr428588")] #[serde(alias = "old181769", default)] #[item(encrypt)]
    x_note: Nested,
    #[serde(rename(serialize = "é.239512", deserialize = "é.239512"))] #[item(unsigned)]
    contact_photo: i64,
    #[item(index_key)]
    r2_number: bool,
    #[item(sign)]
    old_photo: String,
}

async fn compare_222() {
    let value = Thing222 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: vec![1, 2],
        last_address: Some("some".to_owned()),
        billing_y1: Some("some".to_owned()),
        x_note: Nested { city: "London".to_owned() },
        contact_photo: -7,
        r2_number: true,
        old_photo: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("attr585031")
        .index_keys(["attr585031"])
        .encrypt(["home_code"])
        .sign_and_include_in_encryption_context(["é.756871"])
        .sign(["billing_y1"])
        .encrypt(["attr428588", "old181769"])
        .do_nothing(["é.239512"])
        .allowed_unsigned(["é.239512"])
        .index_keys(["r2_number"])
        .sign(["old_photo"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("home_code", 47).formerly(20))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("attr585031".to_owned(), N("5".to_owned())),
        ("home_code".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.756871".to_owned(), S("some".to_owned())),
        ("billing_y1".to_owned(), S("some".to_owned())),
        ("attr428588".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("é.239512".to_owned(), N("-7".to_owned())),
        ("r2_number".to_owned(), Bool(true)),
        ("old_photo".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = ":")]
struct Thing223 {
    #[item(partition_key)]
    the_id: String,
    #[item(context)]
    home_y1: Vec<u32>,
}

async fn compare_223() {
    let value = Thing223 {
        the_id: "42".to_owned(),
        home_y1: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the-id")
        .sign_and_include_in_encryption_context(["home-y1"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("home-y1".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = ":")]
struct Thing224 {
    #[serde(rename(serialize = "é.627610", deserialize = "é.627610"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(rename = "é.44585")] #[item(encrypt)]
    home_address: i64,
    #[item(encrypt)]
    last_code: BTreeMap<String, bool>,
    #[serde(rename(serialize = "Field-410793", deserialize = "Field-410793"))]
    billing_photo: String,
}

async fn compare_224() {
    let value = Thing224 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_address: -7,
        last_code: BTreeMap::from([("k".to_owned(), false)]),
        billing_photo: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("é.627610")
        .sort_key("theTime")
        .index_keys(["theTime"])
        .encrypt(["é.44585"])
        .encrypt(["lastCode"])
        .encrypt(["Field-410793"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.627610".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("é.44585".to_owned(), N("-7".to_owned())),
        ("lastCode".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("Field-410793".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
struct Thing225 {
    #[serde(rename(serialize = "Field-954597", deserialize = "Field-954597"))] #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "Field-941134", deserialize = "Field-941134"))] #[item(sort_key, sign)]
    the_time: u64,
    #[serde(rename(serialize = "é.49018", deserialize = "é.49018"))] #[item(index_key)]
    home_note: bool,
    #[serde(rename(serialize = "Field-88082", deserialize = "Field-88082"))] #[serde(alias = "old625995", default)] #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    last_photo: Option<String>,
}

async fn compare_225() {
    let value = Thing225 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: true,
        last_photo: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("Field-954597")
        .sort_key("Field-941134")
        .index_keys(["é.49018"])
        .sign(["Field-88082", "old625995"])
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-954597".to_owned(), S("42".to_owned())),
        ("Field-941134".to_owned(), N("5".to_owned())),
        ("é.49018".to_owned(), Bool(true)),
        ("Field-88082".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct Thing226 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_226() {
    let value = Thing226 {
        the_id: "42".to_owned(),
        the_time: 5,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .sort_key("THE-TIME")
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
struct Thing227 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(rename(serialize = "Field-91254", deserialize = "Field-91254"))] #[item(encrypt, pad = 64, beacon(bits = 15))]
    home_y1: String,
    #[item(encrypt, pad = 64, beacon(bits = 50))]
    last_y1: String,
    #[item(context)]
    billing_note: Vec<u32>,
    #[item(sign)]
    x_code: bool,
    #[item(sign)]
    contact_visit: Vec<u32>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_227() {
    let value = Thing227 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: "text".to_owned(),
        last_y1: "text".to_owned(),
        billing_note: vec![1, 2],
        x_code: true,
        contact_visit: vec![1, 2],
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("theId")
        .sort_key("theTime")
        .encrypt(["Field-91254"])
        .pad(["Field-91254"], 64)
        .encrypt(["lastY1"])
        .pad(["lastY1"], 64)
        .sign_and_include_in_encryption_context(["billingNote"])
        .sign(["xCode"])
        .sign(["contactVisit"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("Field-91254", 15))
        .beacon(Beacon::new("lastY1", 50))
        .build());
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("Field-91254".to_owned(), S("text".to_owned())),
        ("lastY1".to_owned(), S("text".to_owned())),
        ("billingNote".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("xCode".to_owned(), Bool(true)),
        ("contactVisit".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = ":")]
struct Thing228 {
    #[serde(rename = "Field-546797")] #[item(partition_key)]
    the_id: String,
    #[serde(rename = "é.275630")] #[item(unsigned)]
    home_note: u32,
    #[serde(rename = "é.969534")] #[serde(alias = "old961876", default)] #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    last_mail: Option<String>,
}

async fn compare_228() {
    let value = Thing228 {
        the_id: "42".to_owned(),
        home_note: 1815,
        last_mail: None,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("Field-546797")
        .do_nothing(["é.275630"])
        .allowed_unsigned(["é.275630"])
        .sign(["é.969534", "old961876"])
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-546797".to_owned(), S("42".to_owned())),
        ("é.275630".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = "u_")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing229 {
    #[serde(rename = "é.696022")] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(encrypt)]
    home_address: BTreeMap<String, bool>,
    #[serde(rename(serialize = "attr507290", deserialize = "attr507290"))] #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    last_address: Option<String>,
    #[item(encrypt, pad = 64)]
    billing_photo: Option<String>,
    #[item(sign)]
    x_number: i64,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    contact_y1: Option<String>,
    #[item(sign)]
    r2_mail: String,
}

async fn compare_229() {
    let value = Thing229 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_address: BTreeMap::from([("k".to_owned(), false)]),
        last_address: Some("some".to_owned()),
        billing_photo: None,
        x_number: -7,
        contact_y1: Some("some".to_owned()),
        r2_mail: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("é.696022")
        .sort_key("THE-TIME")
        .encrypt(["HOME-ADDRESS"])
        .sign(["attr507290"])
        .encrypt(["BILLING-PHOTO"])
        .pad(["BILLING-PHOTO"], 64)
        .sign(["X-NUMBER"])
        .sign(["CONTACT-Y1"])
        .sign(["R2-MAIL"])
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.696022".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("HOME-ADDRESS".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("attr507290".to_owned(), S("some".to_owned())),
        ("BILLING-PHOTO".to_owned(), Null(true)),
        ("X-NUMBER".to_owned(), N("-7".to_owned())),
        ("CONTACT-Y1".to_owned(), S("some".to_owned())),
        ("R2-MAIL".to_owned(), S("text".to_owned())),
        ("#kind".to_owned(), S("Thing229".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = "u_")]
struct Thing230 {
    #[serde(rename = "attr671066")] #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "Field-14997", deserialize = "Field-14997"))] #[serde(alias = "old909705", default)] #[item(encrypt, pad = 64)]
    home_number: bool,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_230() {
    let value = Thing230 {
        the_id: "42".to_owned(),
        home_number: true,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("attr671066")
        .encrypt(["Field-14997", "old909705"])
        .pad(["Field-14997", "old909705"], 64)
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("attr671066".to_owned(), S("42".to_owned())),
        ("Field-14997".to_owned(), Bool(true)),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct Thing231 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(index_key)]
    home_y1: Option<String>,
    #[item(sign)]
    last_note: u32,
    #[item(unsigned)]
    billing_y1: Option<String>,
    #[item(encrypt)]
    x_photo: Option<String>,
    #[item(unsigned)]
    contact_address: u32,
    #[item(unsigned)]
    r2_mail: String,
    #[item(index_key)]
    old_photo: Vec<u32>,
}

async fn compare_231() {
    let value = Thing231 {
        the_id: "42".to_owned(),
        home_y1: Some("some".to_owned()),
        last_note: 1815,
        billing_y1: Some("some".to_owned()),
        x_photo: Some("some".to_owned()),
        contact_address: 1815,
        r2_mail: "text".to_owned(),
        old_photo: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .index_keys(["HOME-Y1"])
        .sign(["LAST-NOTE"])
        .do_nothing(["BILLING-Y1"])
        .allowed_unsigned(["BILLING-Y1"])
        .encrypt(["X-PHOTO"])
        .do_nothing(["CONTACT-ADDRESS"])
        .allowed_unsigned(["CONTACT-ADDRESS"])
        .do_nothing(["R2-MAIL"])
        .allowed_unsigned(["R2-MAIL"])
        .index_keys(["OLD-PHOTO"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("HOME-Y1".to_owned(), S("some".to_owned())),
        ("LAST-NOTE".to_owned(), N("1815".to_owned())),
        ("BILLING-Y1".to_owned(), S("some".to_owned())),
        ("X-PHOTO".to_owned(), S("some".to_owned())),
        ("CONTACT-ADDRESS".to_owned(), N("1815".to_owned())),
        ("R2-MAIL".to_owned(), S("text".to_owned())),
        ("OLD-PHOTO".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
struct Thing232 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(context)]
    home_y1: Option<String>,
    #[serde(rename = "Field-399021")] #[item(sign)]
    last_visit: Option<String>,
    #[serde(alias = "old207088", default)] #[item(encrypt)]
    billing_y1: BTreeMap<String, bool>,
    #[item(context)]
    x_photo: String,
}

async fn compare_232() {
    let value = Thing232 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: Some("some".to_owned()),
        last_visit: None,
        billing_y1: BTreeMap::from([("k".to_owned(), false)]),
        x_photo: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("the_time")
        .sign_and_include_in_encryption_context(["home_y1"])
        .sign(["Field-399021"])
        .encrypt(["billing_y1", "old207088"])
        .sign_and_include_in_encryption_context(["x_photo"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_y1".to_owned(), S("some".to_owned())),
        ("Field-399021".to_owned(), Null(true)),
        ("billing_y1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("x_photo".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
struct Thing233 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(context)]
    home_photo: i64,
    #[serde(rename(serialize = "Field-109189", deserialize = "Field-109189"))] #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt, beacon(bits = 14, formerly = 20))]
    last_photo: Option<String>,
}

async fn compare_233() {
    let value = Thing233 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_photo: -7,
        last_photo: None,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .sort_key("TheTime")
        .sign_and_include_in_encryption_context(["HomePhoto"])
        .encrypt(["Field-109189"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("Field-109189", 14).formerly(20))
        .build());
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
        ("HomePhoto".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = ":")]
struct Thing234 {
    #[serde(rename = "é.978662")] #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-124408")] #[item(sort_key)]
    the_time: u64,
    #[serde(rename(serialize = "attr197725", deserialize = "attr197725"))]
    home_address: u32,
    #[item(index_key)]
    last_photo: Option<String>,
    #[item(index_key)]
    billing_photo: Option<String>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_234() {
    let value = Thing234 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_address: 1815,
        last_photo: Some("some".to_owned()),
        billing_photo: None,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("é.978662")
        .sort_key("Field-124408")
        .encrypt(["attr197725"])
        .index_keys(["LAST_PHOTO"])
        .index_keys(["BILLING_PHOTO"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("é.978662".to_owned(), S("42".to_owned())),
        ("Field-124408".to_owned(), N("5".to_owned())),
        ("attr197725".to_owned(), N("1815".to_owned())),
        ("LAST_PHOTO".to_owned(), S("some".to_owned())),
        ("BILLING_PHOTO".to_owned(), Null(true)),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = "u_")]
#[item(others(encrypt))]
struct Thing235 {
    #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_mail: u32,
    #[serde(rename = "u_last_photo")] #[item(unsigned)]
    last_photo: String,
}

async fn compare_235() {
    let value = Thing235 {
        the_id: "42".to_owned(),
        home_mail: 1815,
        last_photo: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .sign(["home_mail"])
        .do_nothing(["u_last_photo"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_mail".to_owned(), N("1815".to_owned())),
        ("u_last_photo".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing236 {
    #[item(partition_key)]
    the_id: String,
    #[item(index_key)]
    home_photo: bool,
    #[serde(rename = "é.91378")] #[serde(alias = "old383429", default)] #[item(unsigned)]
    last_code: bool,
    #[item(sign)]
    billing_address: Option<String>,
    #[item(index_key)]
    x_code: bool,
    #[item(sign)]
    contact_number: u32,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_236() {
    let value = Thing236 {
        the_id: "42".to_owned(),
        home_photo: true,
        last_code: true,
        billing_address: Some("some".to_owned()),
        x_code: true,
        contact_number: 1815,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .index_keys(["HomePhoto"])
        .do_nothing(["é.91378", "old383429"])
        .allowed_unsigned(["é.91378", "old383429"])
        .sign(["BillingAddress"])
        .index_keys(["XCode"])
        .sign(["ContactNumber"])
        .sign(["version"]).encrypt(["Secret"])
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("HomePhoto".to_owned(), Bool(true)),
        ("é.91378".to_owned(), Bool(true)),
        ("BillingAddress".to_owned(), S("some".to_owned())),
        ("XCode".to_owned(), Bool(true)),
        ("ContactNumber".to_owned(), N("1815".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
        ("#kind".to_owned(), S("Thing236".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = ":")]
struct Thing237 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt)]
    home_visit: i64,
    #[item(sign)]
    last_photo: u32,
    #[serde(alias = "old545857", default)] #[item(encrypt, pad = 64)]
    billing_photo: Nested,
    #[item(unsigned)]
    x_number: String,
    #[item(encrypt)]
    contact_code: i64,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_237() {
    let value = Thing237 {
        the_id: "42".to_owned(),
        home_visit: -7,
        last_photo: 1815,
        billing_photo: Nested { city: "London".to_owned() },
        x_number: "text".to_owned(),
        contact_code: -7,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .encrypt(["home_visit"])
        .sign(["last_photo"])
        .encrypt(["billing_photo", "old545857"])
        .pad(["billing_photo", "old545857"], 64)
        .do_nothing(["x_number"])
        .allowed_unsigned(["x_number"])
        .encrypt(["contact_code"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_visit".to_owned(), N("-7".to_owned())),
        ("last_photo".to_owned(), N("1815".to_owned())),
        ("billing_photo".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("x_number".to_owned(), S("text".to_owned())),
        ("contact_code".to_owned(), N("-7".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = ":")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing238 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "attr145547")] #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(encrypt, beacon(bits = 57))]
    home_note: bool,
    #[serde(rename(serialize = "é.569093", deserialize = "é.569093"))] #[item(sign)]
    last_mail: bool,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_238() {
    let value = Thing238 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_note: true,
        last_mail: true,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sort_key("attr145547")
        .index_keys(["attr145547"])
        .encrypt(["home_note"])
        .sign(["é.569093"])
        .action_for_others(AttributeAction::EncryptAndSign)
        .sign(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("home_note", 57))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("attr145547".to_owned(), N("5".to_owned())),
        ("home_note".to_owned(), Bool(true)),
        ("é.569093".to_owned(), Bool(true)),
        ("more".to_owned(), Bool(true)),
        ("#kind".to_owned(), S("Thing238".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = "u_")]
struct Thing239 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(rename(serialize = "attr366112", deserialize = "attr366112"))] #[serde(alias = "old554349", default)] #[serde(skip_serializing_if = "Option::is_none")]#[item(unsigned)]
    home_visit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt)]
    last_y1: Option<String>,
    #[item(sign)]
    billing_photo: Nested,
    #[serde(rename(serialize = "attr312148", deserialize = "attr312148"))] #[item(encrypt)]
    x_y1: String,
    #[item(encrypt, beacon(bits = 59, formerly = 20))]
    contact_mail: Vec<u32>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_239() {
    let value = Thing239 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_visit: None,
        last_y1: Some("some".to_owned()),
        billing_photo: Nested { city: "London".to_owned() },
        x_y1: "text".to_owned(),
        contact_mail: vec![1, 2],
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE-ID")
        .sort_key("THE-TIME")
        .index_keys(["THE-TIME"])
        .do_nothing(["attr366112", "old554349"])
        .allowed_unsigned(["attr366112", "old554349"])
        .encrypt(["LAST-Y1"])
        .sign(["BILLING-PHOTO"])
        .encrypt(["attr312148"])
        .encrypt(["CONTACT-MAIL"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("CONTACT-MAIL", 59).formerly(20))
        .build());
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("LAST-Y1".to_owned(), S("some".to_owned())),
        ("BILLING-PHOTO".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("attr312148".to_owned(), S("text".to_owned())),
        ("CONTACT-MAIL".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
struct Thing240 {
    #[item(partition_key)]
    the_id: String,
    
    home_visit: String,
}

async fn compare_240() {
    let value = Thing240 {
        the_id: "42".to_owned(),
        home_visit: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .encrypt(["HOME_VISIT"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_VISIT".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
struct Thing241 {
    #[serde(rename = "Field-421777")] #[item(partition_key)]
    the_id: String,
    #[item(context)]
    home_visit: i64,
    #[item(encrypt)]
    last_number: BTreeMap<String, bool>,
}

async fn compare_241() {
    let value = Thing241 {
        the_id: "42".to_owned(),
        home_visit: -7,
        last_number: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("Field-421777")
        .sign_and_include_in_encryption_context(["HomeVisit"])
        .encrypt(["LastNumber"])
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-421777".to_owned(), S("42".to_owned())),
        ("HomeVisit".to_owned(), N("-7".to_owned())),
        ("LastNumber".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing242 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename(serialize = "é.525008", deserialize = "é.525008"))]
    home_y1: u32,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_242() {
    let value = Thing242 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_y1: 1815,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("the_time")
        .index_keys(["the_time"])
        .encrypt(["é.525008"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("é.525008".to_owned(), N("1815".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing243 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "é.463940")] #[item(sort_key, sign)]
    the_time: u64,
    #[serde(rename = "Field-713711")]
    home_y1: Nested,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    last_y1: Option<String>,
    #[item(index_key)]
    billing_number: u32,
    #[item(context)]
    x_y1: Nested,
    #[serde(rename(serialize = "attr906986", deserialize = "attr906986"))] #[item(sign)]
    contact_note: bool,
}

async fn compare_243() {
    let value = Thing243 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: Nested { city: "London".to_owned() },
        last_y1: None,
        billing_number: 1815,
        x_y1: Nested { city: "London".to_owned() },
        contact_note: true,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("é.463940")
        .encrypt(["Field-713711"])
        .sign(["LAST_Y1"])
        .index_keys(["BILLING_NUMBER"])
        .sign_and_include_in_encryption_context(["X_Y1"])
        .sign(["attr906986"])
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("é.463940".to_owned(), N("5".to_owned())),
        ("Field-713711".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("BILLING_NUMBER".to_owned(), N("1815".to_owned())),
        ("X_Y1".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("attr906986".to_owned(), Bool(true)),
        ("#kind".to_owned(), S("Thing243".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = "u_")]
struct Thing244 {
    #[item(partition_key)]
    the_id: String,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_244() {
    let value = Thing244 {
        the_id: "42".to_owned(),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("theId")
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = ":")]
struct Thing245 {
    #[serde(rename = "é.200938")] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(rename = "Field-480466")] #[item(index_key)]
    home_number: Vec<u32>,
    #[item(encrypt)]
    last_mail: Option<String>,
    #[item(sign)]
    billing_address: bool,
}

async fn compare_245() {
    let value = Thing245 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: vec![1, 2],
        last_mail: Some("some".to_owned()),
        billing_address: true,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("é.200938")
        .sort_key("THE_TIME")
        .index_keys(["THE_TIME"])
        .index_keys(["Field-480466"])
        .encrypt(["LAST_MAIL"])
        .sign(["BILLING_ADDRESS"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.200938".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("Field-480466".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("LAST_MAIL".to_owned(), S("some".to_owned())),
        ("BILLING_ADDRESS".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing246 {
    #[serde(rename(serialize = "é.256156", deserialize = "é.256156"))] #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "Field-812818", deserialize = "Field-812818"))] #[item(sort_key, sign)]
    the_time: u64,
    #[item(sign)]
    home_photo: bool,
    
    last_visit: String,
    #[item(context)]
    billing_visit: Nested,
    #[item(encrypt)]
    x_y1: BTreeMap<String, bool>,
    #[serde(alias = "old44150", default)] #[item(unsigned)]
    contact_note: i64,
    #[serde(alias = "old675056", default)] #[serde(skip_serializing_if = "Option::is_none")]#[item(unsigned)]
    r2_code: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_246() {
    let value = Thing246 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_photo: true,
        last_visit: "text".to_owned(),
        billing_visit: Nested { city: "London".to_owned() },
        x_y1: BTreeMap::from([("k".to_owned(), false)]),
        contact_note: -7,
        r2_code: None,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("é.256156")
        .sort_key("Field-812818")
        .sign(["home_photo"])
        .encrypt(["last_visit"])
        .sign_and_include_in_encryption_context(["billing_visit"])
        .encrypt(["x_y1"])
        .do_nothing(["contact_note", "old44150"])
        .allowed_unsigned(["contact_note", "old44150"])
        .do_nothing(["r2_code", "old675056"])
        .allowed_unsigned(["r2_code", "old675056"])
        .sign(["version"]).encrypt(["Secret"])
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.256156".to_owned(), S("42".to_owned())),
        ("Field-812818".to_owned(), N("5".to_owned())),
        ("home_photo".to_owned(), Bool(true)),
        ("last_visit".to_owned(), S("text".to_owned())),
        ("billing_visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("x_y1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("contact_note".to_owned(), N("-7".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
        ("#kind".to_owned(), S("Thing246".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = ":")]
struct Thing247 {
    #[serde(rename(serialize = "é.447645", deserialize = "é.447645"))] #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_number: u32,
    #[serde(rename = "Field-474129")] #[item(encrypt, pad = 64)]
    last_y1: u32,
    #[item(encrypt, pad = 64)]
    billing_photo: Nested,
    
    x_code: i64,
    #[serde(rename = "attr631912")] #[item(unsigned)]
    contact_number: BTreeMap<String, bool>,
    #[item(sign)]
    r2_y1: Option<String>,
    #[serde(rename = "Field-953697")]
    old_y1: Nested,
}

async fn compare_247() {
    let value = Thing247 {
        the_id: "42".to_owned(),
        home_number: 1815,
        last_y1: 1815,
        billing_photo: Nested { city: "London".to_owned() },
        x_code: -7,
        contact_number: BTreeMap::from([("k".to_owned(), false)]),
        r2_y1: None,
        old_y1: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("é.447645")
        .sign(["HOME_NUMBER"])
        .encrypt(["Field-474129"])
        .pad(["Field-474129"], 64)
        .encrypt(["BILLING_PHOTO"])
        .pad(["BILLING_PHOTO"], 64)
        .encrypt(["X_CODE"])
        .do_nothing(["attr631912"])
        .allowed_unsigned(["attr631912"])
        .sign(["R2_Y1"])
        .encrypt(["Field-953697"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.447645".to_owned(), S("42".to_owned())),
        ("HOME_NUMBER".to_owned(), N("1815".to_owned())),
        ("Field-474129".to_owned(), N("1815".to_owned())),
        ("BILLING_PHOTO".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("X_CODE".to_owned(), N("-7".to_owned())),
        ("attr631912".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("R2_Y1".to_owned(), Null(true)),
        ("Field-953697".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = ":")]
struct Thing248 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[item(encrypt, beacon(bits = 21, formerly = 20))]
    home_y1: Vec<u32>,
    #[serde(alias = "old802294", default)] #[item(sign)]
    last_number: Option<String>,
    #[serde(rename(serialize = "attr972153", deserialize = "attr972153"))] #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt, beacon(bits = 20))]
    billing_address: Option<String>,
}

async fn compare_248() {
    let value = Thing248 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_y1: vec![1, 2],
        last_number: None,
        billing_address: None,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("theId")
        .encrypt(["homeY1"])
        .sign(["lastNumber", "old802294"])
        .encrypt(["attr972153"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("homeY1", 21).formerly(20))
        .beacon(Beacon::new("attr972153", 20))
        .build());
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("homeY1".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("lastNumber".to_owned(), Null(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = "u_")]
struct Thing249 {
    #[serde(rename = "é.64362")] #[item(partition_key)]
    the_id: String,
    
    home_y1: u32,
    #[serde(rename = "é.68574")] #[item(context)]
    last_number: i64,
    
    billing_address: BTreeMap<String, bool>,
    #[serde(rename = "é.161766")] #[item(sign)]
    x_visit: BTreeMap<String, bool>,
}

async fn compare_249() {
    let value = Thing249 {
        the_id: "42".to_owned(),
        home_y1: 1815,
        last_number: -7,
        billing_address: BTreeMap::from([("k".to_owned(), false)]),
        x_visit: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("é.64362")
        .encrypt(["home_y1"])
        .sign_and_include_in_encryption_context(["é.68574"])
        .encrypt(["billing_address"])
        .sign(["é.161766"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.64362".to_owned(), S("42".to_owned())),
        ("home_y1".to_owned(), N("1815".to_owned())),
        ("é.68574".to_owned(), N("-7".to_owned())),
        ("billing_address".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("é.161766".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing250 {
    #[item(partition_key)]
    the_id: String,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_250() {
    let value = Thing250 {
        the_id: "42".to_owned(),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .action_for_others(AttributeAction::EncryptAndSign)
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("more".to_owned(), Bool(true)),
        ("#kind".to_owned(), S("Thing250".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(others(sign))]
struct Thing251 {
    #[serde(rename = "attr744227")] #[item(partition_key)]
    the_id: String,
    #[item(encrypt, pad = 64, beacon(bits = 56))]
    home_number: String,
    #[serde(rename = "attr784914")] #[item(unsigned)]
    last_visit: u32,
    #[serde(alias = "old73228", default)] #[item(encrypt)]
    billing_address: u32,
    #[serde(alias = "old254351", default)] #[item(sign)]
    x_number: Nested,
}

async fn compare_251() {
    let value = Thing251 {
        the_id: "42".to_owned(),
        home_number: "text".to_owned(),
        last_visit: 1815,
        billing_address: 1815,
        x_number: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr744227")
        .encrypt(["HOME-NUMBER"])
        .pad(["HOME-NUMBER"], 64)
        .do_nothing(["attr784914"])
        .allowed_unsigned(["attr784914"])
        .encrypt(["BILLING-ADDRESS", "old73228"])
        .sign(["X-NUMBER", "old254351"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("HOME-NUMBER", 56))
        .build());
    let item = HashMap::from([
        ("attr744227".to_owned(), S("42".to_owned())),
        ("HOME-NUMBER".to_owned(), S("text".to_owned())),
        ("attr784914".to_owned(), N("1815".to_owned())),
        ("BILLING-ADDRESS".to_owned(), N("1815".to_owned())),
        ("X-NUMBER".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = ":")]
struct Thing252 {
    #[item(partition_key)]
    the_id: String,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_252() {
    let value = Thing252 {
        the_id: "42".to_owned(),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing253 {
    #[item(partition_key)]
    the_id: String,
    #[item(index_key)]
    home_mail: String,
    #[serde(alias = "old92983", default)] #[item(sign)]
    last_visit: i64,
    #[serde(rename(serialize = "Field-849946", deserialize = "Field-849946"))] #[item(index_key)]
    billing_y1: u32,
    #[serde(rename = "Field-661505")] #[item(sign)]
    x_y1: u32,
    #[serde(alias = "old179917", default)] #[item(encrypt)]
    contact_mail: BTreeMap<String, bool>,
    #[serde(alias = "old278485", default)] #[item(encrypt)]
    r2_code: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_253() {
    let value = Thing253 {
        the_id: "42".to_owned(),
        home_mail: "text".to_owned(),
        last_visit: -7,
        billing_y1: 1815,
        x_y1: 1815,
        contact_mail: BTreeMap::from([("k".to_owned(), false)]),
        r2_code: BTreeMap::from([("k".to_owned(), false)]),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .index_keys(["home_mail"])
        .sign(["last_visit", "old92983"])
        .index_keys(["Field-849946"])
        .sign(["Field-661505"])
        .encrypt(["contact_mail", "old179917"])
        .encrypt(["r2_code", "old278485"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_mail".to_owned(), S("text".to_owned())),
        ("last_visit".to_owned(), N("-7".to_owned())),
        ("Field-849946".to_owned(), N("1815".to_owned())),
        ("Field-661505".to_owned(), N("1815".to_owned())),
        ("contact_mail".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("r2_code".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
struct Thing254 {
    #[serde(rename = "é.719749")] #[item(partition_key)]
    the_id: String,
    
    home_number: String,
}

async fn compare_254() {
    let value = Thing254 {
        the_id: "42".to_owned(),
        home_number: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("é.719749")
        .encrypt(["home_number"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.719749".to_owned(), S("42".to_owned())),
        ("home_number".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct Thing255 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-32595")] #[item(context)]
    home_number: i64,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_255() {
    let value = Thing255 {
        the_id: "42".to_owned(),
        home_number: -7,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .sign_and_include_in_encryption_context(["Field-32595"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("Field-32595".to_owned(), N("-7".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = "u_")]
struct Thing256 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(sign)]
    home_number: bool,
    #[item(sign)]
    last_code: BTreeMap<String, bool>,
    #[serde(rename = "attr925336")] #[item(encrypt, beacon(bits = 48, formerly = 20))]
    billing_note: bool,
    #[serde(alias = "old856581", default)] #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    x_photo: Option<String>,
    #[item(index_key)]
    contact_y1: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_256() {
    let value = Thing256 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: true,
        last_code: BTreeMap::from([("k".to_owned(), false)]),
        billing_note: true,
        x_photo: None,
        contact_y1: BTreeMap::from([("k".to_owned(), false)]),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE-ID")
        .sort_key("THE-TIME")
        .sign(["HOME-NUMBER"])
        .sign(["LAST-CODE"])
        .encrypt(["attr925336"])
        .sign(["X-PHOTO", "old856581"])
        .index_keys(["CONTACT-Y1"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("attr925336", 48).formerly(20))
        .build());
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("HOME-NUMBER".to_owned(), Bool(true)),
        ("LAST-CODE".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("attr925336".to_owned(), Bool(true)),
        ("CONTACT-Y1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = ":")]
struct Thing257 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "Field-867058", deserialize = "Field-867058"))] #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(sign)]
    home_code: i64,
    #[item(unsigned)]
    last_note: Nested,
    #[item(index_key)]
    billing_photo: Option<String>,
    #[item(context)]
    x_note: Option<String>,
    #[serde(alias = "old463355", default)] #[item(encrypt)]
    contact_visit: Vec<u32>,
    
    r2_mail: i64,
    #[serde(alias = "old589796", default)] #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    old_address: Option<String>,
}

async fn compare_257() {
    let value = Thing257 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_code: -7,
        last_note: Nested { city: "London".to_owned() },
        billing_photo: Some("some".to_owned()),
        x_note: Some("some".to_owned()),
        contact_visit: vec![1, 2],
        r2_mail: -7,
        old_address: None,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE-ID")
        .sort_key("Field-867058")
        .sign(["HOME-CODE"])
        .do_nothing(["LAST-NOTE"])
        .allowed_unsigned(["LAST-NOTE"])
        .index_keys(["BILLING-PHOTO"])
        .sign_and_include_in_encryption_context(["X-NOTE"])
        .encrypt(["CONTACT-VISIT", "old463355"])
        .encrypt(["R2-MAIL"])
        .sign(["OLD-ADDRESS", "old589796"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("Field-867058".to_owned(), N("5".to_owned())),
        ("HOME-CODE".to_owned(), N("-7".to_owned())),
        ("LAST-NOTE".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("BILLING-PHOTO".to_owned(), S("some".to_owned())),
        ("X-NOTE".to_owned(), S("some".to_owned())),
        ("CONTACT-VISIT".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("R2-MAIL".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing258 {
    #[item(partition_key)]
    the_id: String,
    #[item(context)]
    home_mail: Vec<u32>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_258() {
    let value = Thing258 {
        the_id: "42".to_owned(),
        home_mail: vec![1, 2],
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sign_and_include_in_encryption_context(["home_mail"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_mail".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = ":")]
#[item(others(sign))]
struct Thing259 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "é.158082")]
    home_number: i64,
    #[item(context)]
    last_number: Nested,
    #[serde(rename = ":billing_photo")] #[item(unsigned)]
    billing_photo: bool,
    #[serde(rename = "é.15679")] #[item(context)]
    x_visit: i64,
    #[item(index_key)]
    contact_number: String,
}

async fn compare_259() {
    let value = Thing259 {
        the_id: "42".to_owned(),
        home_number: -7,
        last_number: Nested { city: "London".to_owned() },
        billing_photo: true,
        x_visit: -7,
        contact_number: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .encrypt(["é.158082"])
        .sign_and_include_in_encryption_context(["last_number"])
        .do_nothing([":billing_photo"])
        .sign_and_include_in_encryption_context(["é.15679"])
        .index_keys(["contact_number"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("é.158082".to_owned(), N("-7".to_owned())),
        ("last_number".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        (":billing_photo".to_owned(), Bool(true)),
        ("é.15679".to_owned(), N("-7".to_owned())),
        ("contact_number".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = ":")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing260 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    home_note: Option<String>,
    
    last_y1: i64,
    #[item(sign)]
    billing_visit: i64,
    #[item(index_key)]
    x_number: u32,
    
    contact_photo: BTreeMap<String, bool>,
    #[item(encrypt, beacon(bits = 50))]
    r2_mail: Option<String>,
    #[serde(rename = ":old_mail")] #[item(unsigned)]
    old_mail: Nested,
}

async fn compare_260() {
    let value = Thing260 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_note: Some("some".to_owned()),
        last_y1: -7,
        billing_visit: -7,
        x_number: 1815,
        contact_photo: BTreeMap::from([("k".to_owned(), false)]),
        r2_mail: None,
        old_mail: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sort_key("the_time")
        .sign(["home_note"])
        .encrypt(["last_y1"])
        .sign(["billing_visit"])
        .index_keys(["x_number"])
        .encrypt(["contact_photo"])
        .encrypt(["r2_mail"])
        .do_nothing([":old_mail"])
        .encrypt(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("r2_mail", 50))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_note".to_owned(), S("some".to_owned())),
        ("last_y1".to_owned(), N("-7".to_owned())),
        ("billing_visit".to_owned(), N("-7".to_owned())),
        ("x_number".to_owned(), N("1815".to_owned())),
        ("contact_photo".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("r2_mail".to_owned(), Null(true)),
        (":old_mail".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("#kind".to_owned(), S("Thing260".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = ":")]
struct Thing261 {
    #[serde(rename(serialize = "é.379596", deserialize = "é.379596"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(rename = "é.995120")] #[item(context)]
    home_code: Vec<u32>,
    #[item(encrypt)]
    last_y1: bool,
    #[serde(rename(serialize = "Field-201613", deserialize = "Field-201613"))]
    billing_y1: BTreeMap<String, bool>,
    #[item(encrypt, beacon(bits = 42))]
    x_address: i64,
    #[serde(rename(serialize = "é.709575", deserialize = "é.709575"))] #[item(encrypt)]
    contact_y1: String,
    
    r2_photo: String,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_261() {
    let value = Thing261 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: vec![1, 2],
        last_y1: true,
        billing_y1: BTreeMap::from([("k".to_owned(), false)]),
        x_address: -7,
        contact_y1: "text".to_owned(),
        r2_photo: "text".to_owned(),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("é.379596")
        .sort_key("the_time")
        .sign_and_include_in_encryption_context(["é.995120"])
        .encrypt(["last_y1"])
        .encrypt(["Field-201613"])
        .encrypt(["x_address"])
        .encrypt(["é.709575"])
        .encrypt(["r2_photo"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("x_address", 42))
        .build());
    let item = HashMap::from([
        ("é.379596".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("é.995120".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("last_y1".to_owned(), Bool(true)),
        ("Field-201613".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("x_address".to_owned(), N("-7".to_owned())),
        ("é.709575".to_owned(), S("text".to_owned())),
        ("r2_photo".to_owned(), S("text".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing262 {
    #[item(partition_key)]
    the_id: String,
    #[item(index_key)]
    home_code: u32,
    
    last_code: bool,
    #[item(unsigned)]
    billing_mail: u32,
    #[item(sign)]
    x_code: Vec<u32>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_262() {
    let value = Thing262 {
        the_id: "42".to_owned(),
        home_code: 1815,
        last_code: true,
        billing_mail: 1815,
        x_code: vec![1, 2],
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .index_keys(["home_code"])
        .encrypt(["last_code"])
        .do_nothing(["billing_mail"])
        .allowed_unsigned(["billing_mail"])
        .sign(["x_code"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_code".to_owned(), N("1815".to_owned())),
        ("last_code".to_owned(), Bool(true)),
        ("billing_mail".to_owned(), N("1815".to_owned())),
        ("x_code".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = ":")]
struct Thing263 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "attr557368")] #[item(index_key)]
    home_number: BTreeMap<String, bool>,
    #[item(encrypt, beacon(bits = 49))]
    last_visit: BTreeMap<String, bool>,
    #[serde(alias = "old812149", default)] #[item(sign)]
    billing_address: String,
    #[item(context)]
    x_photo: u32,
    #[item(encrypt, beacon(bits = 50))]
    contact_visit: Vec<u32>,
    #[serde(rename = "é.142217")]
    r2_code: Vec<u32>,
    #[serde(rename = "é.335205")] #[item(sign)]
    old_code: i64,
}

async fn compare_263() {
    let value = Thing263 {
        the_id: "42".to_owned(),
        home_number: BTreeMap::from([("k".to_owned(), false)]),
        last_visit: BTreeMap::from([("k".to_owned(), false)]),
        billing_address: "text".to_owned(),
        x_photo: 1815,
        contact_visit: vec![1, 2],
        r2_code: vec![1, 2],
        old_code: -7,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("theId")
        .index_keys(["attr557368"])
        .encrypt(["lastVisit"])
        .sign(["billingAddress", "old812149"])
        .sign_and_include_in_encryption_context(["xPhoto"])
        .encrypt(["contactVisit"])
        .encrypt(["é.142217"])
        .sign(["é.335205"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("lastVisit", 49))
        .beacon(Beacon::new("contactVisit", 50))
        .build());
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("attr557368".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("lastVisit".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("billingAddress".to_owned(), S("text".to_owned())),
        ("xPhoto".to_owned(), N("1815".to_owned())),
        ("contactVisit".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.142217".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.335205".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = "u_")]
struct Thing264 {
    #[item(partition_key)]
    the_id: String,
}

async fn compare_264() {
    let value = Thing264 {
        the_id: "42".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(others(sign))]
struct Thing265 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(context)]
    home_y1: Nested,
    #[item(encrypt, beacon(bits = 52))]
    last_number: Vec<u32>,
    #[serde(rename = "attr15446")] #[item(unsigned)]
    billing_mail: Nested,
    #[serde(rename(serialize = "attr341506", deserialize = "attr341506"))] #[item(index_key)]
    x_address: BTreeMap<String, bool>,
    #[item(unsigned)]
    contact_address: String,
}

async fn compare_265() {
    let value = Thing265 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_y1: Nested { city: "London".to_owned() },
        last_number: vec![1, 2],
        billing_mail: Nested { city: "London".to_owned() },
        x_address: BTreeMap::from([("k".to_owned(), false)]),
        contact_address: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("the_time")
        .index_keys(["the_time"])
        .sign_and_include_in_encryption_context(["home_y1"])
        .encrypt(["last_number"])
        .do_nothing(["attr15446"])
        .allowed_unsigned(["attr15446"])
        .index_keys(["attr341506"])
        .do_nothing(["contact_address"])
        .allowed_unsigned(["contact_address"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("last_number", 52))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_y1".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("last_number".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("attr15446".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("attr341506".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("contact_address".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = ":")]
struct Thing266 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(encrypt, beacon(bits = 62))]
    home_y1: i64,
    #[item(encrypt, pad = 64, beacon(bits = 48))]
    last_number: Option<String>,
    #[serde(rename(serialize = "attr553687", deserialize = "attr553687"))] #[item(index_key)]
    billing_mail: Vec<u32>,
    #[serde(rename = ":x_number")] #[item(unsigned)]
    x_number: BTreeMap<String, bool>,
}

async fn compare_266() {
    let value = Thing266 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_y1: -7,
        last_number: Some("some".to_owned()),
        billing_mail: vec![1, 2],
        x_number: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .index_keys(["THE_TIME"])
        .encrypt(["HOME_Y1"])
        .encrypt(["LAST_NUMBER"])
        .pad(["LAST_NUMBER"], 64)
        .index_keys(["attr553687"])
        .do_nothing([":x_number"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("HOME_Y1", 62))
        .beacon(Beacon::new("LAST_NUMBER", 48))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_Y1".to_owned(), N("-7".to_owned())),
        ("LAST_NUMBER".to_owned(), S("some".to_owned())),
        ("attr553687".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        (":x_number".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = ":")]
struct Thing267 {
    #[item(partition_key)]
    the_id: String,
    #[serde(alias = "old312591", default)] #[item(encrypt)]
    home_address: BTreeMap<String, bool>,
    #[serde(rename(serialize = "attr346814", deserialize = "attr346814"))]
    last_photo: Option<String>,
    #[serde(rename = ":billing_mail")] #[item(unsigned)]
    billing_mail: i64,
    #[item(encrypt)]
    x_code: bool,
    #[serde(rename = "attr272415")] #[item(encrypt)]
    contact_mail: String,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt)]
    r2_photo: Option<String>,
    #[item(sign)]
    old_visit: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_267() {
    let value = Thing267 {
        the_id: "42".to_owned(),
        home_address: BTreeMap::from([("k".to_owned(), false)]),
        last_photo: Some("some".to_owned()),
        billing_mail: -7,
        x_code: true,
        contact_mail: "text".to_owned(),
        r2_photo: Some("some".to_owned()),
        old_visit: BTreeMap::from([("k".to_owned(), false)]),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("TheId")
        .encrypt(["HomeAddress", "old312591"])
        .encrypt(["attr346814"])
        .do_nothing([":billing_mail"])
        .encrypt(["XCode"])
        .encrypt(["attr272415"])
        .encrypt(["R2Photo"])
        .sign(["OldVisit"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("HomeAddress".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("attr346814".to_owned(), S("some".to_owned())),
        (":billing_mail".to_owned(), N("-7".to_owned())),
        ("XCode".to_owned(), Bool(true)),
        ("attr272415".to_owned(), S("text".to_owned())),
        ("R2Photo".to_owned(), S("some".to_owned())),
        ("OldVisit".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
struct Thing268 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    home_mail: Option<String>,
    #[item(index_key)]
    last_address: Option<String>,
    #[item(context)]
    billing_visit: bool,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(encrypt)]
    x_mail: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_268() {
    let value = Thing268 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_mail: Some("some".to_owned()),
        last_address: Some("some".to_owned()),
        billing_visit: true,
        x_mail: None,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("the_time")
        .sign(["home_mail"])
        .index_keys(["last_address"])
        .sign_and_include_in_encryption_context(["billing_visit"])
        .encrypt(["x_mail"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_mail".to_owned(), S("some".to_owned())),
        ("last_address".to_owned(), S("some".to_owned())),
        ("billing_visit".to_owned(), Bool(true)),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = "u_")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing269 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_269() {
    let value = Thing269 {
        the_id: "42".to_owned(),
        the_time: 5,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .index_keys(["THE_TIME"])
        .action_for_others(AttributeAction::SignOnly)
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("more".to_owned(), Bool(true)),
        ("#kind".to_owned(), S("Thing269".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = ":")]
struct Thing270 {
    #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_visit: String,
    #[item(encrypt)]
    last_y1: i64,
    #[item(sign)]
    billing_y1: BTreeMap<String, bool>,
    #[item(sign)]
    x_number: bool,
}

async fn compare_270() {
    let value = Thing270 {
        the_id: "42".to_owned(),
        home_visit: "text".to_owned(),
        last_y1: -7,
        billing_y1: BTreeMap::from([("k".to_owned(), false)]),
        x_number: true,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sign(["home_visit"])
        .encrypt(["last_y1"])
        .sign(["billing_y1"])
        .sign(["x_number"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_visit".to_owned(), S("text".to_owned())),
        ("last_y1".to_owned(), N("-7".to_owned())),
        ("billing_y1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("x_number".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = "u_")]
struct Thing271 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt, pad = 64)]
    home_photo: u32,
}

async fn compare_271() {
    let value = Thing271 {
        the_id: "42".to_owned(),
        home_photo: 1815,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the-id")
        .encrypt(["home-photo"])
        .pad(["home-photo"], 64)
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("home-photo".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = ":")]
#[item(others(sign))]
struct Thing272 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(encrypt)]
    home_note: BTreeMap<String, bool>,
    #[item(encrypt)]
    last_address: BTreeMap<String, bool>,
    #[item(context)]
    billing_address: i64,
    #[item(context)]
    x_mail: String,
    #[serde(alias = "old211981", default)] #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    contact_code: Option<String>,
    #[serde(rename = ":r2_code")] #[serde(skip_serializing_if = "Option::is_none")]#[item(unsigned)]
    r2_code: Option<String>,
}

async fn compare_272() {
    let value = Thing272 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: BTreeMap::from([("k".to_owned(), false)]),
        last_address: BTreeMap::from([("k".to_owned(), false)]),
        billing_address: -7,
        x_mail: "text".to_owned(),
        contact_code: Some("some".to_owned()),
        r2_code: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE-ID")
        .sort_key("THE-TIME")
        .encrypt(["HOME-NOTE"])
        .encrypt(["LAST-ADDRESS"])
        .sign_and_include_in_encryption_context(["BILLING-ADDRESS"])
        .sign_and_include_in_encryption_context(["X-MAIL"])
        .sign(["CONTACT-CODE", "old211981"])
        .do_nothing([":r2_code"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("HOME-NOTE".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("LAST-ADDRESS".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("BILLING-ADDRESS".to_owned(), N("-7".to_owned())),
        ("X-MAIL".to_owned(), S("text".to_owned())),
        ("CONTACT-CODE".to_owned(), S("some".to_owned())),
        (":r2_code".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = "u_")]
#[item(others(sign))]
struct Thing273 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "é.616616")] #[item(sort_key, index_key)]
    the_time: u64,
}

async fn compare_273() {
    let value = Thing273 {
        the_id: "42".to_owned(),
        the_time: 5,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("theId")
        .sort_key("é.616616")
        .index_keys(["é.616616"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("é.616616".to_owned(), N("5".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = ":")]
struct Thing274 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(encrypt, beacon(bits = 13, formerly = 20))]
    home_address: i64,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_274() {
    let value = Thing274 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_address: -7,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("TheId")
        .sort_key("TheTime")
        .encrypt(["HomeAddress"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("HomeAddress", 13).formerly(20))
        .build());
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
        ("HomeAddress".to_owned(), N("-7".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = ":")]
struct Thing275 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(rename = "Field-347572")] #[item(encrypt)]
    home_visit: Nested,
    #[item(sign)]
    last_note: Option<String>,
    #[serde(rename(serialize = "é.955174", deserialize = "é.955174"))] #[item(context)]
    billing_mail: Vec<u32>,
    #[item(context)]
    x_note: Nested,
    #[item(context)]
    contact_mail: BTreeMap<String, bool>,
    #[item(unsigned)]
    r2_y1: Option<String>,
    #[item(context)]
    old_mail: bool,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_275() {
    let value = Thing275 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_visit: Nested { city: "London".to_owned() },
        last_note: Some("some".to_owned()),
        billing_mail: vec![1, 2],
        x_note: Nested { city: "London".to_owned() },
        contact_mail: BTreeMap::from([("k".to_owned(), false)]),
        r2_y1: None,
        old_mail: true,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .encrypt(["Field-347572"])
        .sign(["LAST_NOTE"])
        .sign_and_include_in_encryption_context(["é.955174"])
        .sign_and_include_in_encryption_context(["X_NOTE"])
        .sign_and_include_in_encryption_context(["CONTACT_MAIL"])
        .do_nothing(["R2_Y1"])
        .allowed_unsigned(["R2_Y1"])
        .sign_and_include_in_encryption_context(["OLD_MAIL"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("Field-347572".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("LAST_NOTE".to_owned(), S("some".to_owned())),
        ("é.955174".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("X_NOTE".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("CONTACT_MAIL".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("R2_Y1".to_owned(), Null(true)),
        ("OLD_MAIL".to_owned(), Bool(true)),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = "u_")]
struct Thing276 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[item(sign)]
    home_note: bool,
    #[serde(rename(serialize = "é.877493", deserialize = "é.877493"))] #[item(context)]
    last_address: Vec<u32>,
    #[item(sign)]
    billing_photo: Vec<u32>,
    #[serde(rename = "attr702128")] #[item(sign)]
    x_photo: i64,
    #[serde(rename = "Field-736915")] #[item(index_key)]
    contact_code: u32,
    #[item(index_key)]
    r2_number: bool,
    #[item(encrypt, beacon(bits = 47))]
    old_visit: Option<String>,
}

async fn compare_276() {
    let value = Thing276 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_note: true,
        last_address: vec![1, 2],
        billing_photo: vec![1, 2],
        x_photo: -7,
        contact_code: 1815,
        r2_number: true,
        old_visit: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE-ID")
        .sign(["HOME-NOTE"])
        .sign_and_include_in_encryption_context(["é.877493"])
        .sign(["BILLING-PHOTO"])
        .sign(["attr702128"])
        .index_keys(["Field-736915"])
        .index_keys(["R2-NUMBER"])
        .encrypt(["OLD-VISIT"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("OLD-VISIT", 47))
        .build());
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("HOME-NOTE".to_owned(), Bool(true)),
        ("é.877493".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("BILLING-PHOTO".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("attr702128".to_owned(), N("-7".to_owned())),
        ("Field-736915".to_owned(), N("1815".to_owned())),
        ("R2-NUMBER".to_owned(), Bool(true)),
        ("OLD-VISIT".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = "u_")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing277 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "u_home_number")] #[item(unsigned)]
    home_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    last_visit: Option<String>,
    
    billing_note: Option<String>,
    #[serde(alias = "old415698", default)] #[item(sign)]
    x_note: Nested,
    #[item(context)]
    contact_mail: u32,
}

async fn compare_277() {
    let value = Thing277 {
        the_id: "42".to_owned(),
        home_number: Some("some".to_owned()),
        last_visit: None,
        billing_note: None,
        x_note: Nested { city: "London".to_owned() },
        contact_mail: 1815,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .do_nothing(["u_home_number"])
        .sign(["last_visit"])
        .encrypt(["billing_note"])
        .sign(["x_note", "old415698"])
        .sign_and_include_in_encryption_context(["contact_mail"])
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("u_home_number".to_owned(), S("some".to_owned())),
        ("billing_note".to_owned(), Null(true)),
        ("x_note".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("contact_mail".to_owned(), N("1815".to_owned())),
        ("#kind".to_owned(), S("Thing277".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = ":")]
struct Thing278 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename = "attr844886")] #[item(context)]
    home_address: Option<String>,
    #[item(index_key)]
    last_address: u32,
    #[serde(rename(serialize = "Field-219292", deserialize = "Field-219292"))] #[item(encrypt)]
    billing_mail: Vec<u32>,
    #[item(encrypt, pad = 64, beacon(bits = 26))]
    x_mail: i64,
    #[item(context)]
    contact_visit: Vec<u32>,
    #[serde(rename = "attr443179")]
    r2_address: i64,
    #[item(unsigned)]
    old_address: String,
}

async fn compare_278() {
    let value = Thing278 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_address: None,
        last_address: 1815,
        billing_mail: vec![1, 2],
        x_mail: -7,
        contact_visit: vec![1, 2],
        r2_address: -7,
        old_address: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .sign_and_include_in_encryption_context(["attr844886"])
        .index_keys(["LAST_ADDRESS"])
        .encrypt(["Field-219292"])
        .encrypt(["X_MAIL"])
        .pad(["X_MAIL"], 64)
        .sign_and_include_in_encryption_context(["CONTACT_VISIT"])
        .encrypt(["attr443179"])
        .do_nothing(["OLD_ADDRESS"])
        .allowed_unsigned(["OLD_ADDRESS"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("X_MAIL", 26))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("attr844886".to_owned(), Null(true)),
        ("LAST_ADDRESS".to_owned(), N("1815".to_owned())),
        ("Field-219292".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("X_MAIL".to_owned(), N("-7".to_owned())),
        ("CONTACT_VISIT".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("attr443179".to_owned(), N("-7".to_owned())),
        ("OLD_ADDRESS".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = ":")]
struct Thing279 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "é.619904")] #[item(sign)]
    home_photo: u32,
    #[serde(rename = "é.980343")] #[item(encrypt)]
    last_mail: Option<String>,
    #[item(sign)]
    billing_visit: BTreeMap<String, bool>,
    #[serde(rename(serialize = "attr123994", deserialize = "attr123994"))]
    x_y1: Vec<u32>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_279() {
    let value = Thing279 {
        the_id: "42".to_owned(),
        home_photo: 1815,
        last_mail: None,
        billing_visit: BTreeMap::from([("k".to_owned(), false)]),
        x_y1: vec![1, 2],
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .sign(["é.619904"])
        .encrypt(["é.980343"])
        .sign(["BILLING_VISIT"])
        .encrypt(["attr123994"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("é.619904".to_owned(), N("1815".to_owned())),
        ("é.980343".to_owned(), Null(true)),
        ("BILLING_VISIT".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("attr123994".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = "u_")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing280 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "é.967659", deserialize = "é.967659"))] #[item(sort_key)]
    the_time: u64,
    #[item(sign)]
    home_mail: String,
    #[serde(rename = "Field-496948")] #[serde(alias = "old380557", default)] #[item(sign)]
    last_mail: BTreeMap<String, bool>,
    #[item(encrypt)]
    billing_y1: bool,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    x_note: Option<String>,
    #[item(index_key)]
    contact_address: Nested,
    #[serde(rename = "attr395608")] #[serde(alias = "old162603", default)] #[item(encrypt)]
    r2_address: i64,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_280() {
    let value = Thing280 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_mail: "text".to_owned(),
        last_mail: BTreeMap::from([("k".to_owned(), false)]),
        billing_y1: true,
        x_note: None,
        contact_address: Nested { city: "London".to_owned() },
        r2_address: -7,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("theId")
        .sort_key("é.967659")
        .sign(["homeMail"])
        .sign(["Field-496948", "old380557"])
        .encrypt(["billingY1"])
        .sign(["xNote"])
        .index_keys(["contactAddress"])
        .encrypt(["attr395608", "old162603"])
        .action_for_others(AttributeAction::SignOnly)
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("é.967659".to_owned(), N("5".to_owned())),
        ("homeMail".to_owned(), S("text".to_owned())),
        ("Field-496948".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("billingY1".to_owned(), Bool(true)),
        ("contactAddress".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("attr395608".to_owned(), N("-7".to_owned())),
        ("more".to_owned(), Bool(true)),
        ("#kind".to_owned(), S("Thing280".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = "u_")]
#[item(others(sign))]
struct Thing281 {
    #[item(partition_key)]
    the_id: String,
    #[item(unsigned)]
    home_visit: String,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    last_visit: Option<String>,
    #[item(sign)]
    billing_visit: bool,
    #[serde(rename(serialize = "Field-299556", deserialize = "Field-299556"))] #[item(encrypt)]
    x_code: Option<String>,
    #[item(encrypt)]
    contact_number: Vec<u32>,
    #[item(encrypt)]
    r2_photo: bool,
}

async fn compare_281() {
    let value = Thing281 {
        the_id: "42".to_owned(),
        home_visit: "text".to_owned(),
        last_visit: None,
        billing_visit: true,
        x_code: None,
        contact_number: vec![1, 2],
        r2_photo: true,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("theId")
        .do_nothing(["homeVisit"])
        .allowed_unsigned(["homeVisit"])
        .sign(["lastVisit"])
        .sign(["billingVisit"])
        .encrypt(["Field-299556"])
        .encrypt(["contactNumber"])
        .encrypt(["r2Photo"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("homeVisit".to_owned(), S("text".to_owned())),
        ("billingVisit".to_owned(), Bool(true)),
        ("Field-299556".to_owned(), Null(true)),
        ("contactNumber".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("r2Photo".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(others(sign))]
struct Thing282 {
    #[item(partition_key)]
    the_id: String,
    
    home_code: String,
}

async fn compare_282() {
    let value = Thing282 {
        the_id: "42".to_owned(),
        home_code: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("theId")
        .encrypt(["homeCode"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("homeCode".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = ":")]
struct Thing283 {
    #[serde(rename = "attr598471")] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[item(encrypt, beacon(bits = 34))]
    home_visit: Option<String>,
    #[serde(alias = "old755885", default)] #[item(encrypt)]
    last_address: Vec<u32>,
    
    billing_y1: String,
    #[serde(skip_serializing_if = "Option::is_none")]#[item(index_key)]
    x_y1: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_283() {
    let value = Thing283 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_visit: None,
        last_address: vec![1, 2],
        billing_y1: "text".to_owned(),
        x_y1: None,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("attr598471")
        .sort_key("theTime")
        .index_keys(["theTime"])
        .encrypt(["homeVisit"])
        .encrypt(["lastAddress", "old755885"])
        .encrypt(["billingY1"])
        .index_keys(["xY1"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("homeVisit", 34))
        .build());
    let item = HashMap::from([
        ("attr598471".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("homeVisit".to_owned(), Null(true)),
        ("lastAddress".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("billingY1".to_owned(), S("text".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = "u_")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing284 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(alias = "old601951", default)] #[item(sign)]
    home_note: Vec<u32>,
    #[item(index_key)]
    last_y1: Nested,
    #[item(unsigned)]
    billing_visit: i64,
    #[item(context)]
    x_address: BTreeMap<String, bool>,
    #[item(context)]
    contact_y1: u32,
}

async fn compare_284() {
    let value = Thing284 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: vec![1, 2],
        last_y1: Nested { city: "London".to_owned() },
        billing_visit: -7,
        x_address: BTreeMap::from([("k".to_owned(), false)]),
        contact_y1: 1815,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("theId")
        .sort_key("theTime")
        .sign(["homeNote", "old601951"])
        .index_keys(["lastY1"])
        .do_nothing(["billingVisit"])
        .allowed_unsigned(["billingVisit"])
        .sign_and_include_in_encryption_context(["xAddress"])
        .sign_and_include_in_encryption_context(["contactY1"])
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("homeNote".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("lastY1".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("billingVisit".to_owned(), N("-7".to_owned())),
        ("xAddress".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("contactY1".to_owned(), N("1815".to_owned())),
        ("#kind".to_owned(), S("Thing284".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing285 {
    #[serde(rename = "Field-676285")] #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "é.632650", deserialize = "é.632650"))] #[item(context)]
    home_note: BTreeMap<String, bool>,
    #[serde(rename = "é.595213")] #[item(unsigned)]
    last_number: u32,
    #[item(context)]
    billing_photo: u32,
    #[item(unsigned)]
    x_address: BTreeMap<String, bool>,
}

async fn compare_285() {
    let value = Thing285 {
        the_id: "42".to_owned(),
        home_note: BTreeMap::from([("k".to_owned(), false)]),
        last_number: 1815,
        billing_photo: 1815,
        x_address: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("Field-676285")
        .sign_and_include_in_encryption_context(["é.632650"])
        .do_nothing(["é.595213"])
        .allowed_unsigned(["é.595213"])
        .sign_and_include_in_encryption_context(["billing_photo"])
        .do_nothing(["x_address"])
        .allowed_unsigned(["x_address"])
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-676285".to_owned(), S("42".to_owned())),
        ("é.632650".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("é.595213".to_owned(), N("1815".to_owned())),
        ("billing_photo".to_owned(), N("1815".to_owned())),
        ("x_address".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = "u_")]
struct Thing286 {
    #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_y1: BTreeMap<String, bool>,
    #[serde(alias = "old528190", default)] #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    last_number: Option<String>,
    #[serde(rename = "é.158125")] #[item(encrypt)]
    billing_note: Option<String>,
}

async fn compare_286() {
    let value = Thing286 {
        the_id: "42".to_owned(),
        home_y1: BTreeMap::from([("k".to_owned(), false)]),
        last_number: None,
        billing_note: None,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .sign(["HOME_Y1"])
        .sign(["LAST_NUMBER", "old528190"])
        .encrypt(["é.158125"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_Y1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("é.158125".to_owned(), Null(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing287 {
    #[serde(rename(serialize = "é.749279", deserialize = "é.749279"))] #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_visit: Nested,
}

async fn compare_287() {
    let value = Thing287 {
        the_id: "42".to_owned(),
        home_visit: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("é.749279")
        .sign(["home-visit"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.749279".to_owned(), S("42".to_owned())),
        ("home-visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing288 {
    #[serde(rename = "é.645004")] #[item(partition_key)]
    the_id: String,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_288() {
    let value = Thing288 {
        the_id: "42".to_owned(),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("é.645004")
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.645004".to_owned(), S("42".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Thing289 {
    #[item(partition_key)]
    the_id: String,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_289() {
    let value = Thing289 {
        the_id: "42".to_owned(),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = "u_")]
struct Thing290 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_290() {
    let value = Thing290 {
        the_id: "42".to_owned(),
        the_time: 5,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the-id")
        .sort_key("the-time")
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct Thing291 {
    #[serde(rename(serialize = "é.486197", deserialize = "é.486197"))] #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_address: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_291() {
    let value = Thing291 {
        the_id: "42".to_owned(),
        home_address: BTreeMap::from([("k".to_owned(), false)]),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("é.486197")
        .sign(["HOME-ADDRESS"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.486197".to_owned(), S("42".to_owned())),
        ("HOME-ADDRESS".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = ":")]
struct Thing292 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    
    home_note: Vec<u32>,
    #[item(index_key)]
    last_mail: Nested,
    #[item(sign)]
    billing_y1: Vec<u32>,
    #[item(encrypt)]
    x_photo: i64,
    #[serde(alias = "old725291", default)] #[item(encrypt)]
    contact_note: i64,
}

async fn compare_292() {
    let value = Thing292 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: vec![1, 2],
        last_mail: Nested { city: "London".to_owned() },
        billing_y1: vec![1, 2],
        x_photo: -7,
        contact_note: -7,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .encrypt(["HOME_NOTE"])
        .index_keys(["LAST_MAIL"])
        .sign(["BILLING_Y1"])
        .encrypt(["X_PHOTO"])
        .encrypt(["CONTACT_NOTE", "old725291"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_NOTE".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("LAST_MAIL".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("BILLING_Y1".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("X_PHOTO".to_owned(), N("-7".to_owned())),
        ("CONTACT_NOTE".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing293 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
}

async fn compare_293() {
    let value = Thing293 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing294 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(alias = "old558979", default)] #[item(encrypt)]
    home_visit: u32,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_294() {
    let value = Thing294 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_visit: 1815,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .sort_key("the-time")
        .encrypt(["home-visit", "old558979"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("home-visit".to_owned(), N("1815".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Thing295 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "attr828170")] #[serde(skip_serializing_if = "Option::is_none")]#[item(sign)]
    home_code: Option<String>,
    #[serde(rename(serialize = "Field-886272", deserialize = "Field-886272"))] #[item(context)]
    last_y1: Option<String>,
}

async fn compare_295() {
    let value = Thing295 {
        the_id: "42".to_owned(),
        home_code: Some("some".to_owned()),
        last_y1: None,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sign(["attr828170"])
        .sign_and_include_in_encryption_context(["Field-886272"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("attr828170".to_owned(), S("some".to_owned())),
        ("Field-886272".to_owned(), Null(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = "u_")]
struct Thing296 {
    #[serde(rename(serialize = "é.885386", deserialize = "é.885386"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(sign)]
    home_visit: String,
    #[serde(rename = "attr311102")] #[item(sign)]
    last_mail: u32,
    #[serde(rename(serialize = "Field-707387", deserialize = "Field-707387"))] #[item(encrypt, beacon(bits = 21))]
    billing_address: i64,
    #[serde(rename = "attr516509")] #[item(sign)]
    x_number: String,
    #[item(index_key)]
    contact_code: String,
}

async fn compare_296() {
    let value = Thing296 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_visit: "text".to_owned(),
        last_mail: 1815,
        billing_address: -7,
        x_number: "text".to_owned(),
        contact_code: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("é.885386")
        .sort_key("theTime")
        .sign(["homeVisit"])
        .sign(["attr311102"])
        .encrypt(["Field-707387"])
        .sign(["attr516509"])
        .index_keys(["contactCode"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("Field-707387", 21))
        .build());
    let item = HashMap::from([
        ("é.885386".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("homeVisit".to_owned(), S("text".to_owned())),
        ("attr311102".to_owned(), N("1815".to_owned())),
        ("Field-707387".to_owned(), N("-7".to_owned())),
        ("attr516509".to_owned(), S("text".to_owned())),
        ("contactCode".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = "u_")]
struct Thing297 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "attr540980")] #[item(sort_key, index_key)]
    the_time: u64,
    #[item(sign)]
    home_y1: bool,
    #[serde(rename = "u_last_address")] #[item(unsigned)]
    last_address: Vec<u32>,
    #[item(sign)]
    billing_visit: Nested,
    #[item(context)]
    x_y1: i64,
}

async fn compare_297() {
    let value = Thing297 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: true,
        last_address: vec![1, 2],
        billing_visit: Nested { city: "London".to_owned() },
        x_y1: -7,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .sort_key("attr540980")
        .index_keys(["attr540980"])
        .sign(["HOME_Y1"])
        .do_nothing(["u_last_address"])
        .sign(["BILLING_VISIT"])
        .sign_and_include_in_encryption_context(["X_Y1"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("attr540980".to_owned(), N("5".to_owned())),
        ("HOME_Y1".to_owned(), Bool(true)),
        ("u_last_address".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("BILLING_VISIT".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("X_Y1".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = ":")]
struct Thing298 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr638939", deserialize = "attr638939"))] #[item(sort_key, sign)]
    the_time: u64,
    #[serde(rename = ":home_visit")] #[item(unsigned)]
    home_visit: i64,
    #[item(sign)]
    last_y1: Vec<u32>,
    #[serde(rename(serialize = "Field-242188", deserialize = "Field-242188"))] #[item(index_key)]
    billing_number: String,
    #[item(encrypt, pad = 64, beacon(bits = 37))]
    x_code: u32,
    #[item(encrypt, beacon(bits = 28))]
    contact_address: u32,
    #[serde(rename = "é.41270")] #[item(sign)]
    r2_mail: BTreeMap<String, bool>,
}

async fn compare_298() {
    let value = Thing298 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_visit: -7,
        last_y1: vec![1, 2],
        billing_number: "text".to_owned(),
        x_code: 1815,
        contact_address: 1815,
        r2_mail: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sort_key("attr638939")
        .do_nothing([":home_visit"])
        .sign(["last_y1"])
        .index_keys(["Field-242188"])
        .encrypt(["x_code"])
        .pad(["x_code"], 64)
        .encrypt(["contact_address"])
        .sign(["é.41270"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("x_code", 37))
        .beacon(Beacon::new("contact_address", 28))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("attr638939".to_owned(), N("5".to_owned())),
        (":home_visit".to_owned(), N("-7".to_owned())),
        ("last_y1".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("Field-242188".to_owned(), S("text".to_owned())),
        ("x_code".to_owned(), N("1815".to_owned())),
        ("contact_address".to_owned(), N("1815".to_owned())),
        ("é.41270".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = "u_")]
struct Thing299 {
    #[item(partition_key)]
    the_id: String,
}

async fn compare_299() {
    let value = Thing299 {
        the_id: "42".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

pub const COUNT: usize = 300;

pub async fn compare_all() {
    compare_0().await;
    compare_1().await;
    compare_2().await;
    compare_3().await;
    compare_4().await;
    compare_5().await;
    compare_6().await;
    compare_7().await;
    compare_8().await;
    compare_9().await;
    compare_10().await;
    compare_11().await;
    compare_12().await;
    compare_13().await;
    compare_14().await;
    compare_15().await;
    compare_16().await;
    compare_17().await;
    compare_18().await;
    compare_19().await;
    compare_20().await;
    compare_21().await;
    compare_22().await;
    compare_23().await;
    compare_24().await;
    compare_25().await;
    compare_26().await;
    compare_27().await;
    compare_28().await;
    compare_29().await;
    compare_30().await;
    compare_31().await;
    compare_32().await;
    compare_33().await;
    compare_34().await;
    compare_35().await;
    compare_36().await;
    compare_37().await;
    compare_38().await;
    compare_39().await;
    compare_40().await;
    compare_41().await;
    compare_42().await;
    compare_43().await;
    compare_44().await;
    compare_45().await;
    compare_46().await;
    compare_47().await;
    compare_48().await;
    compare_49().await;
    compare_50().await;
    compare_51().await;
    compare_52().await;
    compare_53().await;
    compare_54().await;
    compare_55().await;
    compare_56().await;
    compare_57().await;
    compare_58().await;
    compare_59().await;
    compare_60().await;
    compare_61().await;
    compare_62().await;
    compare_63().await;
    compare_64().await;
    compare_65().await;
    compare_66().await;
    compare_67().await;
    compare_68().await;
    compare_69().await;
    compare_70().await;
    compare_71().await;
    compare_72().await;
    compare_73().await;
    compare_74().await;
    compare_75().await;
    compare_76().await;
    compare_77().await;
    compare_78().await;
    compare_79().await;
    compare_80().await;
    compare_81().await;
    compare_82().await;
    compare_83().await;
    compare_84().await;
    compare_85().await;
    compare_86().await;
    compare_87().await;
    compare_88().await;
    compare_89().await;
    compare_90().await;
    compare_91().await;
    compare_92().await;
    compare_93().await;
    compare_94().await;
    compare_95().await;
    compare_96().await;
    compare_97().await;
    compare_98().await;
    compare_99().await;
    compare_100().await;
    compare_101().await;
    compare_102().await;
    compare_103().await;
    compare_104().await;
    compare_105().await;
    compare_106().await;
    compare_107().await;
    compare_108().await;
    compare_109().await;
    compare_110().await;
    compare_111().await;
    compare_112().await;
    compare_113().await;
    compare_114().await;
    compare_115().await;
    compare_116().await;
    compare_117().await;
    compare_118().await;
    compare_119().await;
    compare_120().await;
    compare_121().await;
    compare_122().await;
    compare_123().await;
    compare_124().await;
    compare_125().await;
    compare_126().await;
    compare_127().await;
    compare_128().await;
    compare_129().await;
    compare_130().await;
    compare_131().await;
    compare_132().await;
    compare_133().await;
    compare_134().await;
    compare_135().await;
    compare_136().await;
    compare_137().await;
    compare_138().await;
    compare_139().await;
    compare_140().await;
    compare_141().await;
    compare_142().await;
    compare_143().await;
    compare_144().await;
    compare_145().await;
    compare_146().await;
    compare_147().await;
    compare_148().await;
    compare_149().await;
    compare_150().await;
    compare_151().await;
    compare_152().await;
    compare_153().await;
    compare_154().await;
    compare_155().await;
    compare_156().await;
    compare_157().await;
    compare_158().await;
    compare_159().await;
    compare_160().await;
    compare_161().await;
    compare_162().await;
    compare_163().await;
    compare_164().await;
    compare_165().await;
    compare_166().await;
    compare_167().await;
    compare_168().await;
    compare_169().await;
    compare_170().await;
    compare_171().await;
    compare_172().await;
    compare_173().await;
    compare_174().await;
    compare_175().await;
    compare_176().await;
    compare_177().await;
    compare_178().await;
    compare_179().await;
    compare_180().await;
    compare_181().await;
    compare_182().await;
    compare_183().await;
    compare_184().await;
    compare_185().await;
    compare_186().await;
    compare_187().await;
    compare_188().await;
    compare_189().await;
    compare_190().await;
    compare_191().await;
    compare_192().await;
    compare_193().await;
    compare_194().await;
    compare_195().await;
    compare_196().await;
    compare_197().await;
    compare_198().await;
    compare_199().await;
    compare_200().await;
    compare_201().await;
    compare_202().await;
    compare_203().await;
    compare_204().await;
    compare_205().await;
    compare_206().await;
    compare_207().await;
    compare_208().await;
    compare_209().await;
    compare_210().await;
    compare_211().await;
    compare_212().await;
    compare_213().await;
    compare_214().await;
    compare_215().await;
    compare_216().await;
    compare_217().await;
    compare_218().await;
    compare_219().await;
    compare_220().await;
    compare_221().await;
    compare_222().await;
    compare_223().await;
    compare_224().await;
    compare_225().await;
    compare_226().await;
    compare_227().await;
    compare_228().await;
    compare_229().await;
    compare_230().await;
    compare_231().await;
    compare_232().await;
    compare_233().await;
    compare_234().await;
    compare_235().await;
    compare_236().await;
    compare_237().await;
    compare_238().await;
    compare_239().await;
    compare_240().await;
    compare_241().await;
    compare_242().await;
    compare_243().await;
    compare_244().await;
    compare_245().await;
    compare_246().await;
    compare_247().await;
    compare_248().await;
    compare_249().await;
    compare_250().await;
    compare_251().await;
    compare_252().await;
    compare_253().await;
    compare_254().await;
    compare_255().await;
    compare_256().await;
    compare_257().await;
    compare_258().await;
    compare_259().await;
    compare_260().await;
    compare_261().await;
    compare_262().await;
    compare_263().await;
    compare_264().await;
    compare_265().await;
    compare_266().await;
    compare_267().await;
    compare_268().await;
    compare_269().await;
    compare_270().await;
    compare_271().await;
    compare_272().await;
    compare_273().await;
    compare_274().await;
    compare_275().await;
    compare_276().await;
    compare_277().await;
    compare_278().await;
    compare_279().await;
    compare_280().await;
    compare_281().await;
    compare_282().await;
    compare_283().await;
    compare_284().await;
    compare_285().await;
    compare_286().await;
    compare_287().await;
    compare_288().await;
    compare_289().await;
    compare_290().await;
    compare_291().await;
    compare_292().await;
    compare_293().await;
    compare_294().await;
    compare_295().await;
    compare_296().await;
    compare_297().await;
    compare_298().await;
    compare_299().await;
}
