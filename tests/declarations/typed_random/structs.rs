//! Written by `generator.rs`; see `tests/declarations/typed_random.rs`.
#![allow(dead_code, reason = "what serde skips is never read")]

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
    #[serde(rename(serialize = "attr790764", deserialize = "attr790764"))]  #[item(index_key)]
    home_code: Option<String>,
    #[serde(rename(serialize = "Field-776043", deserialize = "Field-776043"))]  #[item(encrypt, beacon(bits = 39, formerly = 20))]
    last_y1: Option<String>,
    #[serde(alias = "old299016", default)] #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, pad = 64)]
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
    #[serde(skip_serializing_if = "Option::is_none")] #[item(index_key)]
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
    #[serde(alias = "old355633", default)]  #[item(unsigned)]
    billing_number: Nested,
    #[item(context)]
    x_address: u32,
    #[item(encrypt)]
    contact_note: Vec<u32>,
    #[serde(alias = "old802327", default)]  #[item(sign)]
    r2_code: Vec<u32>,
    #[serde(rename = "attr191521")]  #[item(context)]
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
    #[serde(rename = "Field-568074")] #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    last_note: Option<String>,
    #[item(context)]
    billing_mail: Option<String>,
    #[item(sign)]
    x_photo: u32,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(unsigned)]
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
struct Thing5 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt)]
    home_code: Option<String>,
    #[item(context)]
    last_number: Option<String>,
    #[item(index_key)]
    billing_visit: u32,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(unsigned)]
    x_photo: Option<String>,
    
    contact_code: bool,
    #[serde(alias = "old340529", default)]  #[item(sign)]
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
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = ":")]
#[item(others(sign))]
struct Thing6 {
    #[item(partition_key)]
    the_id: String,
    #[serde(alias = "old748882", default)]  #[item(sign)]
    home_mail: Nested,
    #[item(sign)]
    last_photo: Option<String>,
    
    billing_code: Nested,
}

async fn compare_6() {
    let value = Thing6 {
        the_id: "42".to_owned(),
        home_mail: Nested { city: "London".to_owned() },
        last_photo: Some("some".to_owned()),
        billing_code: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("TheId")
        .sign(["HomeMail", "old748882"])
        .sign(["LastPhoto"])
        .encrypt(["BillingCode"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("HomeMail".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("LastPhoto".to_owned(), S("some".to_owned())),
        ("BillingCode".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
struct Thing7 {
    #[serde(rename(serialize = "attr230876", deserialize = "attr230876"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    
    home_code: String,
}

async fn compare_7() {
    let value = Thing7 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr230876")
        .sort_key("the_time")
        .encrypt(["home_code"])
    ;
    let search = None;
    let item = HashMap::from([
        ("attr230876".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_code".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = ":")]
struct Thing8 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(rename = ":home_photo")]  #[item(unsigned)]
    home_photo: bool,
    #[item(index_key)]
    last_visit: u32,
    #[serde(rename(serialize = "Field-319859", deserialize = "Field-319859"))]
    billing_photo: Vec<u32>,
    #[item(context)]
    x_photo: i64,
    #[serde(rename = ":contact_visit")]  #[item(unsigned)]
    contact_visit: u32,
    #[item(context)]
    r2_number: Vec<u32>,
    #[item(encrypt)]
    old_address: Nested,
}

async fn compare_8() {
    let value = Thing8 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_photo: true,
        last_visit: 1815,
        billing_photo: vec![1, 2],
        x_photo: -7,
        contact_visit: 1815,
        r2_number: vec![1, 2],
        old_address: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("TheId")
        .sort_key("TheTime")
        .index_keys(["TheTime"])
        .do_nothing([":home_photo"])
        .index_keys(["LastVisit"])
        .encrypt(["Field-319859"])
        .sign_and_include_in_encryption_context(["XPhoto"])
        .do_nothing([":contact_visit"])
        .sign_and_include_in_encryption_context(["R2Number"])
        .encrypt(["OldAddress"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
        (":home_photo".to_owned(), Bool(true)),
        ("LastVisit".to_owned(), N("1815".to_owned())),
        ("Field-319859".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("XPhoto".to_owned(), N("-7".to_owned())),
        (":contact_visit".to_owned(), N("1815".to_owned())),
        ("R2Number".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("OldAddress".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = ":")]
struct Thing9 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "Field-214270", deserialize = "Field-214270"))] #[serde(skip_serializing_if = "Option::is_none")]
    home_visit: Option<String>,
    #[item(context)]
    last_address: Vec<u32>,
    #[item(context)]
    billing_number: Option<String>,
    #[item(sign)]
    x_y1: BTreeMap<String, bool>,
    #[serde(rename(serialize = "attr471498", deserialize = "attr471498"))]  #[item(sign)]
    contact_photo: BTreeMap<String, bool>,
}

async fn compare_9() {
    let value = Thing9 {
        the_id: "42".to_owned(),
        home_visit: Some("some".to_owned()),
        last_address: vec![1, 2],
        billing_number: Some("some".to_owned()),
        x_y1: BTreeMap::from([("k".to_owned(), false)]),
        contact_photo: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .encrypt(["Field-214270"])
        .sign_and_include_in_encryption_context(["last_address"])
        .sign_and_include_in_encryption_context(["billing_number"])
        .sign(["x_y1"])
        .sign(["attr471498"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("Field-214270".to_owned(), S("some".to_owned())),
        ("last_address".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("billing_number".to_owned(), S("some".to_owned())),
        ("x_y1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("attr471498".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing10 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-328935")]
    home_y1: Option<String>,
}

async fn compare_10() {
    let value = Thing10 {
        the_id: "42".to_owned(),
        home_y1: None,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .encrypt(["Field-328935"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("Field-328935".to_owned(), Null(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
struct Thing11 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "Field-119705", deserialize = "Field-119705"))]
    home_note: Vec<u32>,
    #[item(encrypt, pad = 64)]
    last_visit: u32,
    #[serde(rename(serialize = "Field-261804", deserialize = "Field-261804"))]  #[item(context)]
    billing_note: BTreeMap<String, bool>,
    #[item(context)]
    x_visit: u32,
}

async fn compare_11() {
    let value = Thing11 {
        the_id: "42".to_owned(),
        home_note: vec![1, 2],
        last_visit: 1815,
        billing_note: BTreeMap::from([("k".to_owned(), false)]),
        x_visit: 1815,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .encrypt(["Field-119705"])
        .encrypt(["LAST_VISIT"])
        .pad(["LAST_VISIT"], 64)
        .sign_and_include_in_encryption_context(["Field-261804"])
        .sign_and_include_in_encryption_context(["X_VISIT"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("Field-119705".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("LAST_VISIT".to_owned(), N("1815".to_owned())),
        ("Field-261804".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("X_VISIT".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(others(sign))]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing12 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[item(unsigned)]
    home_address: BTreeMap<String, bool>,
    #[serde(rename = "attr87313")]  #[item(encrypt)]
    last_number: i64,
    #[item(context)]
    billing_code: i64,
    #[item(sign)]
    x_visit: Option<String>,
}

async fn compare_12() {
    let value = Thing12 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_address: BTreeMap::from([("k".to_owned(), false)]),
        last_number: -7,
        billing_code: -7,
        x_visit: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .index_keys(["THE_TIME"])
        .do_nothing(["HOME_ADDRESS"])
        .allowed_unsigned(["HOME_ADDRESS"])
        .encrypt(["attr87313"])
        .sign_and_include_in_encryption_context(["BILLING_CODE"])
        .sign(["X_VISIT"])
        .action_for_others(AttributeAction::SignOnly)
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_ADDRESS".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("attr87313".to_owned(), N("-7".to_owned())),
        ("BILLING_CODE".to_owned(), N("-7".to_owned())),
        ("X_VISIT".to_owned(), S("some".to_owned())),
        ("#kind".to_owned(), S("Thing12".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = ":")]
#[item(others(encrypt))]
struct Thing13 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    home_photo: Option<String>,
    #[item(context)]
    last_note: BTreeMap<String, bool>,
    
    billing_photo: Vec<u32>,
    #[item(sign)]
    x_visit: BTreeMap<String, bool>,
    #[serde(rename = "é.843678")]  #[item(sign)]
    contact_number: BTreeMap<String, bool>,
    #[serde(rename = "é.741264")]  #[item(index_key)]
    r2_mail: BTreeMap<String, bool>,
    #[item(context)]
    old_y1: Nested,
}

async fn compare_13() {
    let value = Thing13 {
        the_id: "42".to_owned(),
        home_photo: Some("some".to_owned()),
        last_note: BTreeMap::from([("k".to_owned(), false)]),
        billing_photo: vec![1, 2],
        x_visit: BTreeMap::from([("k".to_owned(), false)]),
        contact_number: BTreeMap::from([("k".to_owned(), false)]),
        r2_mail: BTreeMap::from([("k".to_owned(), false)]),
        old_y1: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sign(["home_photo"])
        .sign_and_include_in_encryption_context(["last_note"])
        .encrypt(["billing_photo"])
        .sign(["x_visit"])
        .sign(["é.843678"])
        .index_keys(["é.741264"])
        .sign_and_include_in_encryption_context(["old_y1"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_photo".to_owned(), S("some".to_owned())),
        ("last_note".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("billing_photo".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("x_visit".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("é.843678".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("é.741264".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("old_y1".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = ":")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing14 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(sign)]
    home_y1: Vec<u32>,
    #[serde(rename = ":last_photo")]  #[item(unsigned)]
    last_photo: Nested,
    #[serde(rename = "attr293591")]
    billing_note: bool,
    #[serde(alias = "old227423", default)]  #[item(encrypt)]
    x_note: String,
    #[item(encrypt)]
    contact_visit: bool,
    #[item(encrypt, pad = 64)]
    r2_photo: bool,
}

async fn compare_14() {
    let value = Thing14 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: vec![1, 2],
        last_photo: Nested { city: "London".to_owned() },
        billing_note: true,
        x_note: "text".to_owned(),
        contact_visit: true,
        r2_photo: true,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("theId")
        .sort_key("theTime")
        .sign(["homeY1"])
        .do_nothing([":last_photo"])
        .encrypt(["attr293591"])
        .encrypt(["xNote", "old227423"])
        .encrypt(["contactVisit"])
        .encrypt(["r2Photo"])
        .pad(["r2Photo"], 64)
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("homeY1".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        (":last_photo".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("attr293591".to_owned(), Bool(true)),
        ("xNote".to_owned(), S("text".to_owned())),
        ("contactVisit".to_owned(), Bool(true)),
        ("r2Photo".to_owned(), Bool(true)),
        ("#kind".to_owned(), S("Thing14".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
struct Thing15 {
    #[serde(rename = "é.481361")] #[item(partition_key)]
    the_id: String,
    #[item(encrypt, beacon(bits = 24))]
    home_number: i64,
    #[serde(alias = "old142059", default)]  #[item(unsigned)]
    last_note: String,
    #[item(sign)]
    billing_y1: String,
    #[item(sign)]
    x_code: String,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_15() {
    let value = Thing15 {
        the_id: "42".to_owned(),
        home_number: -7,
        last_note: "text".to_owned(),
        billing_y1: "text".to_owned(),
        x_code: "text".to_owned(),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("é.481361")
        .encrypt(["homeNumber"])
        .do_nothing(["lastNote", "old142059"])
        .allowed_unsigned(["lastNote", "old142059"])
        .sign(["billingY1"])
        .sign(["xCode"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("homeNumber", 24))
        .build());
    let item = HashMap::from([
        ("é.481361".to_owned(), S("42".to_owned())),
        ("homeNumber".to_owned(), N("-7".to_owned())),
        ("lastNote".to_owned(), S("text".to_owned())),
        ("billingY1".to_owned(), S("text".to_owned())),
        ("xCode".to_owned(), S("text".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
struct Thing16 {
    #[serde(rename(serialize = "attr172270", deserialize = "attr172270"))] #[item(partition_key)]
    the_id: String,
    #[serde(rename = "é.654715")] #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_16() {
    let value = Thing16 {
        the_id: "42".to_owned(),
        the_time: 5,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr172270")
        .sort_key("é.654715")
        .index_keys(["é.654715"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("attr172270".to_owned(), S("42".to_owned())),
        ("é.654715".to_owned(), N("5".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(others(sign))]
struct Thing17 {
    #[serde(rename = "é.638025")] #[item(partition_key)]
    the_id: String,
}

async fn compare_17() {
    let value = Thing17 {
        the_id: "42".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("é.638025")
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("é.638025".to_owned(), S("42".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = "u_")]
struct Thing18 {
    #[serde(rename = "Field-317557")] #[item(partition_key)]
    the_id: String,
    #[item(unsigned)]
    home_note: bool,
    #[item(sign)]
    last_note: Nested,
    #[item(encrypt, pad = 64, beacon(bits = 1))]
    billing_code: Option<String>,
    
    x_address: bool,
    #[item(context)]
    contact_number: Nested,
    #[serde(rename(serialize = "é.385472", deserialize = "é.385472"))]  #[item(context)]
    r2_visit: BTreeMap<String, bool>,
}

async fn compare_18() {
    let value = Thing18 {
        the_id: "42".to_owned(),
        home_note: true,
        last_note: Nested { city: "London".to_owned() },
        billing_code: None,
        x_address: true,
        contact_number: Nested { city: "London".to_owned() },
        r2_visit: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("Field-317557")
        .do_nothing(["home_note"])
        .allowed_unsigned(["home_note"])
        .sign(["last_note"])
        .encrypt(["billing_code"])
        .pad(["billing_code"], 64)
        .encrypt(["x_address"])
        .sign_and_include_in_encryption_context(["contact_number"])
        .sign_and_include_in_encryption_context(["é.385472"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("billing_code", 1))
        .build());
    let item = HashMap::from([
        ("Field-317557".to_owned(), S("42".to_owned())),
        ("home_note".to_owned(), Bool(true)),
        ("last_note".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("billing_code".to_owned(), Null(true)),
        ("x_address".to_owned(), Bool(true)),
        ("contact_number".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("é.385472".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing19 {
    #[serde(rename = "attr289705")] #[item(partition_key)]
    the_id: String,
    #[item(encrypt)]
    home_address: Nested,
    #[item(context)]
    last_mail: u32,
    #[item(index_key)]
    billing_code: Nested,
    #[item(context)]
    x_mail: Option<String>,
    #[serde(rename = "Field-925951")]
    contact_code: String,
    #[serde(rename = "attr788082")] #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, beacon(bits = 43))]
    r2_mail: Option<String>,
}

async fn compare_19() {
    let value = Thing19 {
        the_id: "42".to_owned(),
        home_address: Nested { city: "London".to_owned() },
        last_mail: 1815,
        billing_code: Nested { city: "London".to_owned() },
        x_mail: Some("some".to_owned()),
        contact_code: "text".to_owned(),
        r2_mail: None,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr289705")
        .encrypt(["HomeAddress"])
        .sign_and_include_in_encryption_context(["LastMail"])
        .index_keys(["BillingCode"])
        .sign_and_include_in_encryption_context(["XMail"])
        .encrypt(["Field-925951"])
        .encrypt(["attr788082"])
        .sign(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("attr788082", 43))
        .build());
    let item = HashMap::from([
        ("attr289705".to_owned(), S("42".to_owned())),
        ("HomeAddress".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("LastMail".to_owned(), N("1815".to_owned())),
        ("BillingCode".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("XMail".to_owned(), S("some".to_owned())),
        ("Field-925951".to_owned(), S("text".to_owned())),
        ("#kind".to_owned(), S("Thing19".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
struct Thing20 {
    #[serde(rename = "Field-561336")] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_20() {
    let value = Thing20 {
        the_id: "42".to_owned(),
        the_time: 5,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("Field-561336")
        .sort_key("TheTime")
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-561336".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
struct Thing21 {
    #[serde(rename(serialize = "attr42465", deserialize = "attr42465"))] #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr533868", deserialize = "attr533868"))] #[item(sort_key)]
    the_time: u64,
    #[serde(rename = "Field-145549")]  #[item(sign)]
    home_note: BTreeMap<String, bool>,
    #[serde(alias = "old455032", default)]  #[item(sign)]
    last_photo: String,
    
    billing_code: Option<String>,
    #[item(index_key)]
    x_code: Vec<u32>,
    #[serde(rename(serialize = "attr195209", deserialize = "attr195209"))] #[serde(alias = "old388367", default)]  #[item(encrypt)]
    contact_number: Option<String>,
    #[item(encrypt, pad = 64, beacon(bits = 12, name = "city_5", within = "city"))]
    r2_address: Nested,
    #[serde(rename = "é.650900")]  #[item(index_key)]
    old_photo: Nested,
}

async fn compare_21() {
    let value = Thing21 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: BTreeMap::from([("k".to_owned(), false)]),
        last_photo: "text".to_owned(),
        billing_code: None,
        x_code: vec![1, 2],
        contact_number: Some("some".to_owned()),
        r2_address: Nested { city: "London".to_owned() },
        old_photo: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr42465")
        .sort_key("attr533868")
        .sign(["Field-145549"])
        .sign(["LAST_PHOTO", "old455032"])
        .encrypt(["BILLING_CODE"])
        .index_keys(["X_CODE"])
        .encrypt(["attr195209", "old388367"])
        .encrypt(["R2_ADDRESS"])
        .pad(["R2_ADDRESS"], 64)
        .index_keys(["é.650900"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("city_5", 12).at("R2_ADDRESS.city"))
        .build());
    let item = HashMap::from([
        ("attr42465".to_owned(), S("42".to_owned())),
        ("attr533868".to_owned(), N("5".to_owned())),
        ("Field-145549".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("LAST_PHOTO".to_owned(), S("text".to_owned())),
        ("BILLING_CODE".to_owned(), Null(true)),
        ("X_CODE".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("attr195209".to_owned(), S("some".to_owned())),
        ("R2_ADDRESS".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("é.650900".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
struct Thing22 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "Field-739626", deserialize = "Field-739626"))]  #[item(context)]
    home_visit: bool,
    #[item(index_key)]
    last_y1: BTreeMap<String, bool>,
    #[item(unsigned)]
    billing_photo: u32,
    #[item(encrypt, pad = 64)]
    x_visit: bool,
    #[item(context)]
    contact_code: i64,
    #[item(sign)]
    r2_note: BTreeMap<String, bool>,
    #[item(encrypt, pad = 64, beacon(bits = 21, formerly = 20))]
    old_mail: String,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_22() {
    let value = Thing22 {
        the_id: "42".to_owned(),
        home_visit: true,
        last_y1: BTreeMap::from([("k".to_owned(), false)]),
        billing_photo: 1815,
        x_visit: true,
        contact_code: -7,
        r2_note: BTreeMap::from([("k".to_owned(), false)]),
        old_mail: "text".to_owned(),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sign_and_include_in_encryption_context(["Field-739626"])
        .index_keys(["LAST_Y1"])
        .do_nothing(["BILLING_PHOTO"])
        .allowed_unsigned(["BILLING_PHOTO"])
        .encrypt(["X_VISIT"])
        .pad(["X_VISIT"], 64)
        .sign_and_include_in_encryption_context(["CONTACT_CODE"])
        .sign(["R2_NOTE"])
        .encrypt(["OLD_MAIL"])
        .pad(["OLD_MAIL"], 64)
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("OLD_MAIL", 21).formerly(20))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("Field-739626".to_owned(), Bool(true)),
        ("LAST_Y1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("BILLING_PHOTO".to_owned(), N("1815".to_owned())),
        ("X_VISIT".to_owned(), Bool(true)),
        ("CONTACT_CODE".to_owned(), N("-7".to_owned())),
        ("R2_NOTE".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("OLD_MAIL".to_owned(), S("text".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = "u_")]
#[item(others(sign))]
struct Thing23 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    
    home_code: Nested,
}

async fn compare_23() {
    let value = Thing23 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("theId")
        .sort_key("theTime")
        .encrypt(["homeCode"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("homeCode".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = "u_")]
#[item(others(sign))]
struct Thing24 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "attr584498")] #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    home_mail: Option<String>,
    #[item(encrypt)]
    last_note: u32,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, pad = 64, beacon(bits = 46))]
    billing_code: Option<String>,
    #[serde(rename(serialize = "attr491650", deserialize = "attr491650"))]  #[item(context)]
    x_number: i64,
    #[serde(alias = "old171702", default)]  #[item(sign)]
    contact_code: BTreeMap<String, bool>,
    #[item(sign)]
    r2_visit: Option<String>,
    #[item(index_key)]
    old_address: i64,
}

async fn compare_24() {
    let value = Thing24 {
        the_id: "42".to_owned(),
        home_mail: Some("some".to_owned()),
        last_note: 1815,
        billing_code: None,
        x_number: -7,
        contact_code: BTreeMap::from([("k".to_owned(), false)]),
        r2_visit: None,
        old_address: -7,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .sign(["attr584498"])
        .encrypt(["LAST_NOTE"])
        .encrypt(["BILLING_CODE"])
        .pad(["BILLING_CODE"], 64)
        .sign_and_include_in_encryption_context(["attr491650"])
        .sign(["CONTACT_CODE", "old171702"])
        .sign(["R2_VISIT"])
        .index_keys(["OLD_ADDRESS"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("BILLING_CODE", 46))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("attr584498".to_owned(), S("some".to_owned())),
        ("LAST_NOTE".to_owned(), N("1815".to_owned())),
        ("attr491650".to_owned(), N("-7".to_owned())),
        ("CONTACT_CODE".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("R2_VISIT".to_owned(), Null(true)),
        ("OLD_ADDRESS".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(others(sign))]
struct Thing25 {
    #[item(partition_key)]
    the_id: String,
    #[serde(alias = "old945763", default)]  #[item(sign)]
    home_y1: String,
    #[serde(alias = "old526045", default)]  #[item(encrypt)]
    last_note: Option<String>,
    #[item(context)]
    billing_code: Vec<u32>,
    #[serde(rename(serialize = "é.938828", deserialize = "é.938828"))]  #[item(encrypt)]
    x_code: bool,
    #[item(sign)]
    contact_code: BTreeMap<String, bool>,
}

async fn compare_25() {
    let value = Thing25 {
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
struct Thing26 {
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
    #[serde(rename = "attr638967")]  #[item(encrypt, beacon(bits = 25, name = "city_4", within = "city"))]
    contact_note: Nested,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    r2_code: Option<String>,
    #[item(sign)]
    old_mail: String,
}

async fn compare_26() {
    let value = Thing26 {
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
struct Thing27 {
    #[item(partition_key)]
    the_id: String,
    
    home_note: bool,
    
    last_mail: Nested,
    #[serde(alias = "old258432", default)]  #[item(sign)]
    billing_y1: u32,
    #[item(encrypt)]
    x_code: String,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    contact_note: Option<String>,
}

async fn compare_27() {
    let value = Thing27 {
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
struct Thing28 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-717035")]  #[item(sign)]
    home_photo: i64,
    #[serde(rename = "é.745702")]  #[item(encrypt)]
    last_visit: Nested,
    #[serde(rename = "Field-9679")]  #[item(sign)]
    billing_number: Vec<u32>,
}

async fn compare_28() {
    let value = Thing28 {
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
struct Thing29 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(encrypt)]
    home_mail: bool,
    #[item(sign)]
    last_code: Nested,
    #[serde(rename = "attr143609")]  #[item(index_key)]
    billing_code: BTreeMap<String, bool>,
    #[serde(alias = "old315250", default)]  #[item(encrypt)]
    x_photo: i64,
}

async fn compare_29() {
    let value = Thing29 {
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
struct Thing30 {
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
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, pad = 64, beacon(bits = 56))]
    old_mail: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_30() {
    let value = Thing30 {
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
struct Thing31 {
    #[item(partition_key)]
    the_id: String,
    #[item(unsigned)]
    home_visit: Nested,
    #[item(sign)]
    last_number: BTreeMap<String, bool>,
    #[serde(rename = "é.586278")]  #[item(sign)]
    billing_photo: u32,
    #[serde(rename(serialize = "attr220139", deserialize = "attr220139"))]  #[item(context)]
    x_address: Vec<u32>,
    #[serde(rename(serialize = "attr447464", deserialize = "attr447464"))]  #[item(context)]
    contact_y1: Vec<u32>,
}

async fn compare_31() {
    let value = Thing31 {
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
        ("#kind".to_owned(), S("Thing31".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(others(sign))]
struct Thing32 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr159815", deserialize = "attr159815"))] #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename(serialize = "Field-448230", deserialize = "Field-448230"))]  #[item(sign)]
    home_y1: i64,
    #[item(context)]
    last_visit: u32,
    #[item(encrypt)]
    billing_address: Vec<u32>,
    #[item(sign)]
    x_y1: Nested,
    
    contact_photo: i64,
}

async fn compare_32() {
    let value = Thing32 {
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
struct Thing33 {
    #[item(partition_key)]
    the_id: String,
}

async fn compare_33() {
    let value = Thing33 {
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
        ("#kind".to_owned(), S("Thing33".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing34 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt)]
    home_address: Option<String>,
    #[item(sign)]
    last_note: BTreeMap<String, bool>,
    #[serde(rename = "é.482")]  #[item(index_key)]
    billing_code: Vec<u32>,
    #[item(context)]
    x_mail: String,
    #[item(encrypt)]
    contact_address: Option<String>,
    #[item(index_key)]
    r2_address: Vec<u32>,
}

async fn compare_34() {
    let value = Thing34 {
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
struct Thing35 {
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

async fn compare_35() {
    let value = Thing35 {
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
struct Thing36 {
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
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt)]
    x_y1: Option<String>,
    #[item(sign)]
    contact_photo: String,
    #[serde(rename = "Field-186431")]  #[item(encrypt, pad = 64, beacon(bits = 9, name = "city_5", within = "city"))]
    r2_visit: Nested,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_36() {
    let value = Thing36 {
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
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = "u_")]
struct Thing37 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "attr490282")]
    home_photo: Nested,
    #[item(index_key)]
    last_address: u32,
    #[serde(alias = "old483824", default)]  #[item(unsigned)]
    billing_number: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_37() {
    let value = Thing37 {
        the_id: "42".to_owned(),
        home_photo: Nested { city: "London".to_owned() },
        last_address: 1815,
        billing_number: BTreeMap::from([("k".to_owned(), false)]),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .encrypt(["attr490282"])
        .index_keys(["last_address"])
        .do_nothing(["billing_number", "old483824"])
        .allowed_unsigned(["billing_number", "old483824"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("attr490282".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("last_address".to_owned(), N("1815".to_owned())),
        ("billing_number".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing38 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt, pad = 64, beacon(bits = 25, formerly = 20))]
    home_photo: bool,
    #[serde(alias = "old802159", default)]  #[item(encrypt)]
    last_code: String,
    #[item(context)]
    billing_address: bool,
    
    x_photo: Nested,
}

async fn compare_38() {
    let value = Thing38 {
        the_id: "42".to_owned(),
        home_photo: true,
        last_code: "text".to_owned(),
        billing_address: true,
        x_photo: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .encrypt(["home-photo"])
        .pad(["home-photo"], 64)
        .encrypt(["last-code", "old802159"])
        .sign_and_include_in_encryption_context(["billing-address"])
        .encrypt(["x-photo"])
        .sign(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("home-photo", 25).formerly(20))
        .build());
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("home-photo".to_owned(), Bool(true)),
        ("last-code".to_owned(), S("text".to_owned())),
        ("billing-address".to_owned(), Bool(true)),
        ("x-photo".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("#kind".to_owned(), S("Thing38".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing39 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
}

async fn compare_39() {
    let value = Thing39 {
        the_id: "42".to_owned(),
        the_time: 5,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .sort_key("THE-TIME")
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("#kind".to_owned(), S("Thing39".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = ":")]
struct Thing40 {
    #[serde(rename(serialize = "Field-556532", deserialize = "Field-556532"))] #[item(partition_key)]
    the_id: String,
    #[item(encrypt, beacon(bits = 1))]
    home_mail: Vec<u32>,
    #[item(context)]
    last_visit: Option<String>,
    #[item(encrypt)]
    billing_code: Nested,
}

async fn compare_40() {
    let value = Thing40 {
        the_id: "42".to_owned(),
        home_mail: vec![1, 2],
        last_visit: Some("some".to_owned()),
        billing_code: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("Field-556532")
        .encrypt(["home_mail"])
        .sign_and_include_in_encryption_context(["last_visit"])
        .encrypt(["billing_code"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("home_mail", 1))
        .build());
    let item = HashMap::from([
        ("Field-556532".to_owned(), S("42".to_owned())),
        ("home_mail".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("last_visit".to_owned(), S("some".to_owned())),
        ("billing_code".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = ":")]
struct Thing41 {
    #[serde(rename(serialize = "é.15953", deserialize = "é.15953"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(context)]
    home_address: String,
    #[item(encrypt)]
    last_visit: BTreeMap<String, bool>,
    #[item(unsigned)]
    billing_mail: u32,
    #[serde(rename(serialize = "Field-86203", deserialize = "Field-86203"))] #[serde(alias = "old884904", default)]  #[item(encrypt)]
    x_address: BTreeMap<String, bool>,
    #[item(sign)]
    contact_number: Nested,
    #[item(encrypt)]
    r2_visit: Option<String>,
    #[serde(rename = "attr678772")]
    old_note: i64,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_41() {
    let value = Thing41 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_address: "text".to_owned(),
        last_visit: BTreeMap::from([("k".to_owned(), false)]),
        billing_mail: 1815,
        x_address: BTreeMap::from([("k".to_owned(), false)]),
        contact_number: Nested { city: "London".to_owned() },
        r2_visit: None,
        old_note: -7,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("é.15953")
        .sort_key("TheTime")
        .sign_and_include_in_encryption_context(["HomeAddress"])
        .encrypt(["LastVisit"])
        .do_nothing(["BillingMail"])
        .allowed_unsigned(["BillingMail"])
        .encrypt(["Field-86203", "old884904"])
        .sign(["ContactNumber"])
        .encrypt(["R2Visit"])
        .encrypt(["attr678772"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.15953".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
        ("HomeAddress".to_owned(), S("text".to_owned())),
        ("LastVisit".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("BillingMail".to_owned(), N("1815".to_owned())),
        ("Field-86203".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("ContactNumber".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("R2Visit".to_owned(), Null(true)),
        ("attr678772".to_owned(), N("-7".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(others(encrypt))]
struct Thing42 {
    #[item(partition_key)]
    the_id: String,
    
    home_address: String,
    #[item(index_key)]
    last_address: bool,
    #[item(index_key)]
    billing_note: Nested,
}

async fn compare_42() {
    let value = Thing42 {
        the_id: "42".to_owned(),
        home_address: "text".to_owned(),
        last_address: true,
        billing_note: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .encrypt(["home_address"])
        .index_keys(["last_address"])
        .index_keys(["billing_note"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_address".to_owned(), S("text".to_owned())),
        ("last_address".to_owned(), Bool(true)),
        ("billing_note".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = "u_")]
struct Thing43 {
    #[serde(rename(serialize = "é.413521", deserialize = "é.413521"))] #[item(partition_key)]
    the_id: String,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_43() {
    let value = Thing43 {
        the_id: "42".to_owned(),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("é.413521")
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("é.413521".to_owned(), S("42".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing44 {
    #[item(partition_key)]
    the_id: String,
    #[serde(alias = "old810708", default)]  #[item(encrypt)]
    home_number: Option<String>,
    #[item(encrypt, beacon(bits = 12))]
    last_number: bool,
    #[item(context)]
    billing_mail: bool,
    #[item(context)]
    x_visit: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_44() {
    let value = Thing44 {
        the_id: "42".to_owned(),
        home_number: None,
        last_number: true,
        billing_mail: true,
        x_visit: BTreeMap::from([("k".to_owned(), false)]),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .encrypt(["home-number", "old810708"])
        .encrypt(["last-number"])
        .sign_and_include_in_encryption_context(["billing-mail"])
        .sign_and_include_in_encryption_context(["x-visit"])
        .sign(["version"]).encrypt(["Secret"])
        .sign(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("last-number", 12))
        .build());
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("home-number".to_owned(), Null(true)),
        ("last-number".to_owned(), Bool(true)),
        ("billing-mail".to_owned(), Bool(true)),
        ("x-visit".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
        ("#kind".to_owned(), S("Thing44".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
struct Thing45 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "attr206016")] #[item(sort_key)]
    the_time: u64,
}

async fn compare_45() {
    let value = Thing45 {
        the_id: "42".to_owned(),
        the_time: 5,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("attr206016")
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("attr206016".to_owned(), N("5".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = ":")]
struct Thing46 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt, pad = 64, beacon(bits = 58))]
    home_visit: bool,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_46() {
    let value = Thing46 {
        the_id: "42".to_owned(),
        home_visit: true,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("TheId")
        .encrypt(["HomeVisit"])
        .pad(["HomeVisit"], 64)
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("HomeVisit", 58))
        .build());
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("HomeVisit".to_owned(), Bool(true)),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(others(sign))]
struct Thing47 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr166558", deserialize = "attr166558"))] #[serde(skip_serializing_if = "Option::is_none")] #[item(index_key)]
    home_note: Option<String>,
    #[item(context)]
    last_address: u32,
}

async fn compare_47() {
    let value = Thing47 {
        the_id: "42".to_owned(),
        home_note: Some("some".to_owned()),
        last_address: 1815,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .index_keys(["attr166558"])
        .sign_and_include_in_encryption_context(["LAST-ADDRESS"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("attr166558".to_owned(), S("some".to_owned())),
        ("LAST-ADDRESS".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Thing48 {
    #[serde(rename = "é.765584")] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename(serialize = "é.928409", deserialize = "é.928409"))]  #[item(unsigned)]
    home_y1: u32,
    #[item(encrypt)]
    last_address: Nested,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_48() {
    let value = Thing48 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_y1: 1815,
        last_address: Nested { city: "London".to_owned() },
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("é.765584")
        .sort_key("THE_TIME")
        .do_nothing(["é.928409"])
        .allowed_unsigned(["é.928409"])
        .encrypt(["LAST_ADDRESS"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.765584".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("é.928409".to_owned(), N("1815".to_owned())),
        ("LAST_ADDRESS".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = "u_")]
struct Thing49 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
}

async fn compare_49() {
    let value = Thing49 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the-id")
        .sort_key("the-time")
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(others(encrypt))]
struct Thing50 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename = "attr938225")]  #[item(context)]
    home_y1: Vec<u32>,
    #[serde(rename(serialize = "attr468242", deserialize = "attr468242"))]  #[item(encrypt, beacon(bits = 35))]
    last_address: BTreeMap<String, bool>,
}

async fn compare_50() {
    let value = Thing50 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_y1: vec![1, 2],
        last_address: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .sort_key("the-time")
        .index_keys(["the-time"])
        .sign_and_include_in_encryption_context(["attr938225"])
        .encrypt(["attr468242"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("attr468242", 35))
        .build());
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("attr938225".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("attr468242".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
struct Thing51 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(rename = "é.307003")]  #[item(unsigned)]
    home_photo: String,
    #[serde(rename(serialize = "Field-778977", deserialize = "Field-778977"))]  #[item(encrypt, beacon(bits = 6))]
    last_code: String,
    #[serde(alias = "old293553", default)]  #[item(sign)]
    billing_y1: String,
    #[item(context)]
    x_number: Option<String>,
    #[item(encrypt, pad = 64)]
    contact_address: Option<String>,
    #[item(sign)]
    r2_address: Vec<u32>,
}

async fn compare_51() {
    let value = Thing51 {
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
struct Thing52 {
    #[serde(rename = "attr692521")] #[item(partition_key)]
    the_id: String,
    #[item(index_key)]
    home_code: Option<String>,
    
    last_number: i64,
    #[item(index_key)]
    billing_note: i64,
}

async fn compare_52() {
    let value = Thing52 {
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
struct Thing53 {
    #[item(partition_key)]
    the_id: String,
}

async fn compare_53() {
    let value = Thing53 {
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
struct Thing54 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, beacon(bits = 14))]
    home_address: Option<String>,
    #[item(unsigned)]
    last_y1: Vec<u32>,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_54() {
    let value = Thing54 {
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
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
struct Thing55 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_55() {
    let value = Thing55 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
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
#[item(unsigned_prefix = "u_")]
struct Thing56 {
    #[item(partition_key)]
    the_id: String,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_56() {
    let value = Thing56 {
        the_id: "42".to_owned(),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(others(encrypt))]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing57 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(index_key)]
    home_code: u32,
    #[item(sign)]
    last_y1: i64,
    #[item(unsigned)]
    billing_mail: String,
    #[item(sign)]
    x_code: u32,
    #[serde(rename(serialize = "attr223531", deserialize = "attr223531"))]  #[item(encrypt, beacon(bits = 31, formerly = 20))]
    contact_y1: Option<String>,
    #[serde(alias = "old484746", default)] #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    r2_note: Option<String>,
    #[item(encrypt)]
    old_y1: String,
}

async fn compare_57() {
    let value = Thing57 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: 1815,
        last_y1: -7,
        billing_mail: "text".to_owned(),
        x_code: 1815,
        contact_y1: Some("some".to_owned()),
        r2_note: None,
        old_y1: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("theId")
        .sort_key("theTime")
        .index_keys(["homeCode"])
        .sign(["lastY1"])
        .do_nothing(["billingMail"])
        .allowed_unsigned(["billingMail"])
        .sign(["xCode"])
        .encrypt(["attr223531"])
        .sign(["r2Note", "old484746"])
        .encrypt(["oldY1"])
        .action_for_others(AttributeAction::EncryptAndSign)
        .sign(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("attr223531", 31).formerly(20))
        .build());
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("homeCode".to_owned(), N("1815".to_owned())),
        ("lastY1".to_owned(), N("-7".to_owned())),
        ("billingMail".to_owned(), S("text".to_owned())),
        ("xCode".to_owned(), N("1815".to_owned())),
        ("attr223531".to_owned(), S("some".to_owned())),
        ("oldY1".to_owned(), S("text".to_owned())),
        ("#kind".to_owned(), S("Thing57".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = ":")]
struct Thing58 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr556298", deserialize = "attr556298"))]  #[item(context)]
    home_y1: Option<String>,
    #[item(sign)]
    last_code: u32,
    #[item(unsigned)]
    billing_number: Vec<u32>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_58() {
    let value = Thing58 {
        the_id: "42".to_owned(),
        home_y1: Some("some".to_owned()),
        last_code: 1815,
        billing_number: vec![1, 2],
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("TheId")
        .sign_and_include_in_encryption_context(["attr556298"])
        .sign(["LastCode"])
        .do_nothing(["BillingNumber"])
        .allowed_unsigned(["BillingNumber"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("attr556298".to_owned(), S("some".to_owned())),
        ("LastCode".to_owned(), N("1815".to_owned())),
        ("BillingNumber".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing59 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt, pad = 64, beacon(bits = 34, name = "city_0", within = "city"))]
    home_visit: Nested,
    #[serde(alias = "old617644", default)]  #[item(unsigned)]
    last_y1: bool,
    #[item(sign)]
    billing_visit: Nested,
    #[item(index_key)]
    x_number: u32,
    #[serde(rename = "attr314017")] #[serde(alias = "old591173", default)] #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt)]
    contact_photo: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_59() {
    let value = Thing59 {
        the_id: "42".to_owned(),
        home_visit: Nested { city: "London".to_owned() },
        last_y1: true,
        billing_visit: Nested { city: "London".to_owned() },
        x_number: 1815,
        contact_photo: None,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .encrypt(["home-visit"])
        .pad(["home-visit"], 64)
        .do_nothing(["last-y1", "old617644"])
        .allowed_unsigned(["last-y1", "old617644"])
        .sign(["billing-visit"])
        .index_keys(["x-number"])
        .encrypt(["attr314017", "old591173"])
        .sign(["version"]).encrypt(["Secret"])
        .encrypt(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("city_0", 34).at("home-visit.city"))
        .build());
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("home-visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("last-y1".to_owned(), Bool(true)),
        ("billing-visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("x-number".to_owned(), N("1815".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
        ("#kind".to_owned(), S("Thing59".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = ":")]
struct Thing60 {
    #[item(partition_key)]
    the_id: String,
    
    home_address: Vec<u32>,
    #[item(sign)]
    last_mail: BTreeMap<String, bool>,
    #[serde(alias = "old935024", default)]  #[item(encrypt)]
    billing_y1: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_60() {
    let value = Thing60 {
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
struct Thing61 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt)]
    home_number: u32,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, pad = 64)]
    last_address: Option<String>,
    #[serde(rename(serialize = "Field-845809", deserialize = "Field-845809"))] #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    billing_number: Option<String>,
    #[item(unsigned)]
    x_photo: Option<String>,
    #[item(unsigned)]
    contact_address: i64,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, beacon(bits = 54))]
    r2_code: Option<String>,
}

async fn compare_61() {
    let value = Thing61 {
        the_id: "42".to_owned(),
        home_number: 1815,
        last_address: None,
        billing_number: None,
        x_photo: Some("some".to_owned()),
        contact_address: -7,
        r2_code: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .encrypt(["home-number"])
        .encrypt(["last-address"])
        .pad(["last-address"], 64)
        .sign(["Field-845809"])
        .do_nothing(["x-photo"])
        .allowed_unsigned(["x-photo"])
        .do_nothing(["contact-address"])
        .allowed_unsigned(["contact-address"])
        .encrypt(["r2-code"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("r2-code", 54))
        .build());
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("home-number".to_owned(), N("1815".to_owned())),
        ("x-photo".to_owned(), S("some".to_owned())),
        ("contact-address".to_owned(), N("-7".to_owned())),
        ("r2-code".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = "u_")]
#[item(others(encrypt))]
struct Thing62 {
    #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_mail: BTreeMap<String, bool>,
}

async fn compare_62() {
    let value = Thing62 {
        the_id: "42".to_owned(),
        home_mail: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .sign(["HOME_MAIL"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_MAIL".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(others(encrypt))]
struct Thing63 {
    #[serde(rename = "Field-268447")] #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(alias = "old817269", default)]  #[item(sign)]
    home_photo: Option<String>,
    #[item(encrypt)]
    last_address: BTreeMap<String, bool>,
    #[item(sign)]
    billing_address: BTreeMap<String, bool>,
    #[serde(rename(serialize = "Field-458922", deserialize = "Field-458922"))] #[serde(skip_serializing_if = "Option::is_none")]
    x_visit: Option<String>,
    #[item(encrypt)]
    contact_address: bool,
    #[serde(rename = "Field-493596")]  #[item(context)]
    r2_address: u32,
    #[item(index_key)]
    old_address: bool,
}

async fn compare_63() {
    let value = Thing63 {
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
struct Thing64 {
    #[item(partition_key)]
    the_id: String,
    #[item(index_key)]
    home_address: u32,
    #[serde(rename = "Field-330478")]  #[item(encrypt)]
    last_photo: bool,
    #[item(encrypt, beacon(bits = 54, formerly = 20))]
    billing_number: bool,
    #[serde(rename = "attr758517")] #[serde(alias = "old294000", default)]  #[item(sign)]
    x_code: Option<String>,
}

async fn compare_64() {
    let value = Thing64 {
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
struct Thing65 {
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

async fn compare_65() {
    let value = Thing65 {
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
struct Thing66 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_66() {
    let value = Thing66 {
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
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct Thing67 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "attr163944")] #[item(sort_key, sign)]
    the_time: u64,
    
    home_visit: u32,
    #[item(index_key)]
    last_note: i64,
    #[serde(rename = "é.612808")]  #[item(index_key)]
    billing_note: Vec<u32>,
    #[item(context)]
    x_number: Nested,
    
    contact_y1: i64,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_67() {
    let value = Thing67 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_visit: 1815,
        last_note: -7,
        billing_note: vec![1, 2],
        x_number: Nested { city: "London".to_owned() },
        contact_y1: -7,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .sort_key("attr163944")
        .encrypt(["HOME-VISIT"])
        .index_keys(["LAST-NOTE"])
        .index_keys(["é.612808"])
        .sign_and_include_in_encryption_context(["X-NUMBER"])
        .encrypt(["CONTACT-Y1"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("attr163944".to_owned(), N("5".to_owned())),
        ("HOME-VISIT".to_owned(), N("1815".to_owned())),
        ("LAST-NOTE".to_owned(), N("-7".to_owned())),
        ("é.612808".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("X-NUMBER".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("CONTACT-Y1".to_owned(), N("-7".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = ":")]
struct Thing68 {
    #[serde(rename = "Field-267784")] #[item(partition_key)]
    the_id: String,
    #[item(encrypt, beacon(bits = 35, formerly = 20))]
    home_note: Option<String>,
    
    last_number: String,
    
    billing_mail: bool,
    #[item(encrypt)]
    x_visit: Nested,
    #[item(unsigned)]
    contact_number: BTreeMap<String, bool>,
    #[serde(rename(serialize = "attr431424", deserialize = "attr431424"))]  #[item(unsigned)]
    r2_number: Option<String>,
    
    old_note: Vec<u32>,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_68() {
    let value = Thing68 {
        the_id: "42".to_owned(),
        home_note: None,
        last_number: "text".to_owned(),
        billing_mail: true,
        x_visit: Nested { city: "London".to_owned() },
        contact_number: BTreeMap::from([("k".to_owned(), false)]),
        r2_number: None,
        old_note: vec![1, 2],
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("Field-267784")
        .encrypt(["home_note"])
        .encrypt(["last_number"])
        .encrypt(["billing_mail"])
        .encrypt(["x_visit"])
        .do_nothing(["contact_number"])
        .allowed_unsigned(["contact_number"])
        .do_nothing(["attr431424"])
        .allowed_unsigned(["attr431424"])
        .encrypt(["old_note"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("home_note", 35).formerly(20))
        .build());
    let item = HashMap::from([
        ("Field-267784".to_owned(), S("42".to_owned())),
        ("home_note".to_owned(), Null(true)),
        ("last_number".to_owned(), S("text".to_owned())),
        ("billing_mail".to_owned(), Bool(true)),
        ("x_visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("contact_number".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("attr431424".to_owned(), Null(true)),
        ("old_note".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
struct Thing69 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "é.53671")] #[serde(alias = "old739240", default)]  #[item(encrypt)]
    home_code: BTreeMap<String, bool>,
    #[item(sign)]
    last_mail: u32,
    #[item(index_key)]
    billing_number: u32,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, beacon(bits = 63))]
    x_number: Option<String>,
}

async fn compare_69() {
    let value = Thing69 {
        the_id: "42".to_owned(),
        home_code: BTreeMap::from([("k".to_owned(), false)]),
        last_mail: 1815,
        billing_number: 1815,
        x_number: None,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .encrypt(["é.53671", "old739240"])
        .sign(["last_mail"])
        .index_keys(["billing_number"])
        .encrypt(["x_number"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("x_number", 63))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("é.53671".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("last_mail".to_owned(), N("1815".to_owned())),
        ("billing_number".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = "u_")]
struct Thing70 {
    #[item(partition_key)]
    the_id: String,
    #[item(unsigned)]
    home_y1: BTreeMap<String, bool>,
    #[item(encrypt, pad = 64, beacon(bits = 27))]
    last_photo: Vec<u32>,
    #[item(context)]
    billing_visit: BTreeMap<String, bool>,
    #[item(context)]
    x_photo: bool,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, beacon(bits = 9, formerly = 20))]
    contact_photo: Option<String>,
}

async fn compare_70() {
    let value = Thing70 {
        the_id: "42".to_owned(),
        home_y1: BTreeMap::from([("k".to_owned(), false)]),
        last_photo: vec![1, 2],
        billing_visit: BTreeMap::from([("k".to_owned(), false)]),
        x_photo: true,
        contact_photo: None,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE-ID")
        .do_nothing(["HOME-Y1"])
        .allowed_unsigned(["HOME-Y1"])
        .encrypt(["LAST-PHOTO"])
        .pad(["LAST-PHOTO"], 64)
        .sign_and_include_in_encryption_context(["BILLING-VISIT"])
        .sign_and_include_in_encryption_context(["X-PHOTO"])
        .encrypt(["CONTACT-PHOTO"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("LAST-PHOTO", 27))
        .beacon(Beacon::new("CONTACT-PHOTO", 9).formerly(20))
        .build());
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("HOME-Y1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("LAST-PHOTO".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("BILLING-VISIT".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("X-PHOTO".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing71 {
    #[serde(rename(serialize = "é.140452", deserialize = "é.140452"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(sign)]
    home_visit: Nested,
    #[serde(rename(serialize = "Field-70303", deserialize = "Field-70303"))]  #[item(encrypt)]
    last_mail: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    billing_photo: Option<String>,
    #[item(index_key)]
    x_note: Option<String>,
    
    contact_code: u32,
    
    r2_photo: Nested,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_71() {
    let value = Thing71 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_visit: Nested { city: "London".to_owned() },
        last_mail: true,
        billing_photo: Some("some".to_owned()),
        x_note: Some("some".to_owned()),
        contact_code: 1815,
        r2_photo: Nested { city: "London".to_owned() },
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("é.140452")
        .sort_key("the-time")
        .sign(["home-visit"])
        .encrypt(["Field-70303"])
        .encrypt(["billing-photo"])
        .index_keys(["x-note"])
        .encrypt(["contact-code"])
        .encrypt(["r2-photo"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.140452".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("home-visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("Field-70303".to_owned(), Bool(true)),
        ("billing-photo".to_owned(), S("some".to_owned())),
        ("x-note".to_owned(), S("some".to_owned())),
        ("contact-code".to_owned(), N("1815".to_owned())),
        ("r2-photo".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = "u_")]
struct Thing72 {
    #[serde(rename(serialize = "é.586200", deserialize = "é.586200"))] #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename(serialize = "é.893448", deserialize = "é.893448"))]  #[item(encrypt)]
    home_photo: Option<String>,
}

async fn compare_72() {
    let value = Thing72 {
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
struct Thing73 {
    #[item(partition_key)]
    the_id: String,
    
    home_y1: String,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_73() {
    let value = Thing73 {
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
        ("#kind".to_owned(), S("Thing73".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = ":")]
struct Thing74 {
    #[item(partition_key)]
    the_id: String,
    #[serde(alias = "old736434", default)]  #[item(sign)]
    home_number: Option<String>,
    #[item(index_key)]
    last_photo: Vec<u32>,
    #[serde(alias = "old914455", default)] #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    billing_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(unsigned)]
    x_number: Option<String>,
    #[serde(rename(serialize = "Field-877762", deserialize = "Field-877762"))] #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    contact_photo: Option<String>,
    #[item(context)]
    r2_code: BTreeMap<String, bool>,
    #[serde(rename = "Field-618140")]  #[item(sign)]
    old_note: bool,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_74() {
    let value = Thing74 {
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
struct Thing75 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[item(encrypt, beacon(bits = 43))]
    home_visit: i64,
    #[item(context)]
    last_photo: BTreeMap<String, bool>,
}

async fn compare_75() {
    let value = Thing75 {
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
struct Thing76 {
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
    #[serde(alias = "old487109", default)]  #[item(sign)]
    contact_note: u32,
    #[serde(rename = "attr158678")]  #[item(sign)]
    r2_note: i64,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(index_key)]
    old_note: Option<String>,
}

async fn compare_76() {
    let value = Thing76 {
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
struct Thing77 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-913725")]  #[item(unsigned)]
    home_number: bool,
    
    last_code: i64,
}

async fn compare_77() {
    let value = Thing77 {
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
struct Thing78 {
    #[serde(rename = "é.128387")] #[item(partition_key)]
    the_id: String,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_78() {
    let value = Thing78 {
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
#[serde(rename_all = "UPPERCASE")]
struct Thing79 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "Field-929515", deserialize = "Field-929515"))] #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_79() {
    let value = Thing79 {
        the_id: "42".to_owned(),
        the_time: 5,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("Field-929515")
        .index_keys(["Field-929515"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("Field-929515".to_owned(), N("5".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = "u_")]
struct Thing80 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename(serialize = "attr224019", deserialize = "attr224019"))]  #[item(index_key)]
    home_photo: bool,
    #[item(encrypt)]
    last_photo: Nested,
    #[serde(alias = "old4211", default)]  #[item(encrypt)]
    billing_code: Option<String>,
    
    x_visit: u32,
    #[item(encrypt, beacon(bits = 46, formerly = 20))]
    contact_photo: u32,
    #[serde(rename = "u_r2_number")]  #[item(unsigned)]
    r2_number: u32,
}

async fn compare_80() {
    let value = Thing80 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_photo: true,
        last_photo: Nested { city: "London".to_owned() },
        billing_code: None,
        x_visit: 1815,
        contact_photo: 1815,
        r2_number: 1815,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .index_keys(["attr224019"])
        .encrypt(["last_photo"])
        .encrypt(["billing_code", "old4211"])
        .encrypt(["x_visit"])
        .encrypt(["contact_photo"])
        .do_nothing(["u_r2_number"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("contact_photo", 46).formerly(20))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("attr224019".to_owned(), Bool(true)),
        ("last_photo".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("billing_code".to_owned(), Null(true)),
        ("x_visit".to_owned(), N("1815".to_owned())),
        ("contact_photo".to_owned(), N("1815".to_owned())),
        ("u_r2_number".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing81 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[item(context)]
    home_code: bool,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    last_y1: Option<String>,
    #[serde(rename = "attr535712")] #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, beacon(bits = 1))]
    billing_y1: Option<String>,
}

async fn compare_81() {
    let value = Thing81 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: true,
        last_y1: None,
        billing_y1: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .index_keys(["THE_TIME"])
        .sign_and_include_in_encryption_context(["HOME_CODE"])
        .sign(["LAST_Y1"])
        .encrypt(["attr535712"])
        .encrypt(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("attr535712", 1))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_CODE".to_owned(), Bool(true)),
        ("attr535712".to_owned(), S("some".to_owned())),
        ("#kind".to_owned(), S("Thing81".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = ":")]
struct Thing82 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(rename = ":home_mail")]  #[item(unsigned)]
    home_mail: Option<String>,
    #[item(index_key)]
    last_photo: Option<String>,
    #[serde(alias = "old341643", default)]  #[item(sign)]
    billing_number: u32,
    #[item(unsigned)]
    x_code: Vec<u32>,
    #[serde(rename(serialize = "é.417224", deserialize = "é.417224"))]  #[item(index_key)]
    contact_note: i64,
}

async fn compare_82() {
    let value = Thing82 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_mail: None,
        last_photo: None,
        billing_number: 1815,
        x_code: vec![1, 2],
        contact_note: -7,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("TheId")
        .sort_key("TheTime")
        .do_nothing([":home_mail"])
        .index_keys(["LastPhoto"])
        .sign(["BillingNumber", "old341643"])
        .do_nothing(["XCode"])
        .allowed_unsigned(["XCode"])
        .index_keys(["é.417224"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
        (":home_mail".to_owned(), Null(true)),
        ("LastPhoto".to_owned(), Null(true)),
        ("BillingNumber".to_owned(), N("1815".to_owned())),
        ("XCode".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.417224".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
struct Thing83 {
    #[item(partition_key)]
    the_id: String,
    
    home_mail: u32,
    #[item(sign)]
    last_code: bool,
    #[serde(rename = "é.824909")]  #[item(index_key)]
    billing_photo: BTreeMap<String, bool>,
    #[item(unsigned)]
    x_visit: i64,
    
    contact_number: Vec<u32>,
}

async fn compare_83() {
    let value = Thing83 {
        the_id: "42".to_owned(),
        home_mail: 1815,
        last_code: true,
        billing_photo: BTreeMap::from([("k".to_owned(), false)]),
        x_visit: -7,
        contact_number: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .encrypt(["home_mail"])
        .sign(["last_code"])
        .index_keys(["é.824909"])
        .do_nothing(["x_visit"])
        .allowed_unsigned(["x_visit"])
        .encrypt(["contact_number"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_mail".to_owned(), N("1815".to_owned())),
        ("last_code".to_owned(), Bool(true)),
        ("é.824909".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("x_visit".to_owned(), N("-7".to_owned())),
        ("contact_number".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
struct Thing84 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[item(index_key)]
    home_number: String,
    #[item(encrypt)]
    last_note: u32,
    #[item(sign)]
    billing_y1: i64,
    #[item(encrypt)]
    x_mail: i64,
    #[item(encrypt)]
    contact_address: String,
    #[item(context)]
    r2_note: u32,
}

async fn compare_84() {
    let value = Thing84 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_number: "text".to_owned(),
        last_note: 1815,
        billing_y1: -7,
        x_mail: -7,
        contact_address: "text".to_owned(),
        r2_note: 1815,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .index_keys(["HomeNumber"])
        .encrypt(["LastNote"])
        .sign(["BillingY1"])
        .encrypt(["XMail"])
        .encrypt(["ContactAddress"])
        .sign_and_include_in_encryption_context(["R2Note"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("HomeNumber".to_owned(), S("text".to_owned())),
        ("LastNote".to_owned(), N("1815".to_owned())),
        ("BillingY1".to_owned(), N("-7".to_owned())),
        ("XMail".to_owned(), N("-7".to_owned())),
        ("ContactAddress".to_owned(), S("text".to_owned())),
        ("R2Note".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
struct Thing85 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "Field-676849", deserialize = "Field-676849"))] #[item(sort_key, index_key)]
    the_time: u64,
    #[item(index_key)]
    home_code: Nested,
    #[item(index_key)]
    last_visit: Nested,
}

async fn compare_85() {
    let value = Thing85 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: Nested { city: "London".to_owned() },
        last_visit: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .sort_key("Field-676849")
        .index_keys(["Field-676849"])
        .index_keys(["HomeCode"])
        .index_keys(["LastVisit"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("Field-676849".to_owned(), N("5".to_owned())),
        ("HomeCode".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("LastVisit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = "u_")]
struct Thing86 {
    #[serde(rename = "é.780593")] #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_86() {
    let value = Thing86 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("é.780593")
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("é.780593".to_owned(), S("42".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
struct Thing87 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[item(encrypt, beacon(bits = 48))]
    home_visit: i64,
    #[item(encrypt, beacon(bits = 39))]
    last_address: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_87() {
    let value = Thing87 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_visit: -7,
        last_address: BTreeMap::from([("k".to_owned(), false)]),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("theId")
        .encrypt(["homeVisit"])
        .encrypt(["lastAddress"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("homeVisit", 48))
        .beacon(Beacon::new("lastAddress", 39))
        .build());
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("homeVisit".to_owned(), N("-7".to_owned())),
        ("lastAddress".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
struct Thing88 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(encrypt, beacon(bits = 51))]
    home_number: Option<String>,
}

async fn compare_88() {
    let value = Thing88 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("theId")
        .sort_key("theTime")
        .encrypt(["homeNumber"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("homeNumber", 51))
        .build());
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("homeNumber".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = ":")]
struct Thing89 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(context)]
    home_number: Vec<u32>,
    #[item(encrypt, beacon(bits = 25, formerly = 20))]
    last_visit: BTreeMap<String, bool>,
    #[item(sign)]
    billing_address: Nested,
    #[serde(rename(serialize = "attr328729", deserialize = "attr328729"))]  #[item(context)]
    x_code: String,
    #[serde(rename = "é.286549")]  #[item(encrypt, pad = 64)]
    contact_note: Nested,
    #[item(context)]
    r2_photo: Nested,
}

async fn compare_89() {
    let value = Thing89 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: vec![1, 2],
        last_visit: BTreeMap::from([("k".to_owned(), false)]),
        billing_address: Nested { city: "London".to_owned() },
        x_code: "text".to_owned(),
        contact_note: Nested { city: "London".to_owned() },
        r2_photo: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("theId")
        .sort_key("theTime")
        .sign_and_include_in_encryption_context(["homeNumber"])
        .encrypt(["lastVisit"])
        .sign(["billingAddress"])
        .sign_and_include_in_encryption_context(["attr328729"])
        .encrypt(["é.286549"])
        .pad(["é.286549"], 64)
        .sign_and_include_in_encryption_context(["r2Photo"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("lastVisit", 25).formerly(20))
        .build());
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("homeNumber".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("lastVisit".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("billingAddress".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("attr328729".to_owned(), S("text".to_owned())),
        ("é.286549".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("r2Photo".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing90 {
    #[serde(rename(serialize = "é.37725", deserialize = "é.37725"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
}

async fn compare_90() {
    let value = Thing90 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("é.37725")
        .sort_key("the-time")
    ;
    let search = None;
    let item = HashMap::from([
        ("é.37725".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = ":")]
struct Thing91 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = ":home_number")]  #[item(unsigned)]
    home_number: BTreeMap<String, bool>,
    #[item(index_key)]
    last_photo: Option<String>,
    #[item(context)]
    billing_address: bool,
    #[item(context)]
    x_mail: u32,
    #[item(context)]
    contact_mail: Option<String>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_91() {
    let value = Thing91 {
        the_id: "42".to_owned(),
        home_number: BTreeMap::from([("k".to_owned(), false)]),
        last_photo: None,
        billing_address: true,
        x_mail: 1815,
        contact_mail: Some("some".to_owned()),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .do_nothing([":home_number"])
        .index_keys(["last_photo"])
        .sign_and_include_in_encryption_context(["billing_address"])
        .sign_and_include_in_encryption_context(["x_mail"])
        .sign_and_include_in_encryption_context(["contact_mail"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        (":home_number".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("last_photo".to_owned(), Null(true)),
        ("billing_address".to_owned(), Bool(true)),
        ("x_mail".to_owned(), N("1815".to_owned())),
        ("contact_mail".to_owned(), S("some".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing92 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-359280")] #[item(sort_key, index_key)]
    the_time: u64,
    #[item(context)]
    home_visit: i64,
    #[item(sign)]
    last_visit: BTreeMap<String, bool>,
    #[serde(rename(serialize = "attr911783", deserialize = "attr911783"))]  #[item(sign)]
    billing_y1: Vec<u32>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_92() {
    let value = Thing92 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_visit: -7,
        last_visit: BTreeMap::from([("k".to_owned(), false)]),
        billing_y1: vec![1, 2],
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("Field-359280")
        .index_keys(["Field-359280"])
        .sign_and_include_in_encryption_context(["home_visit"])
        .sign(["last_visit"])
        .sign(["attr911783"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("Field-359280".to_owned(), N("5".to_owned())),
        ("home_visit".to_owned(), N("-7".to_owned())),
        ("last_visit".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("attr911783".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing93 {
    #[item(partition_key)]
    the_id: String,
    #[item(context)]
    home_y1: u32,
    
    last_y1: u32,
    #[item(encrypt)]
    billing_address: String,
    #[item(encrypt, beacon(bits = 36))]
    x_code: BTreeMap<String, bool>,
    #[item(unsigned)]
    contact_address: Option<String>,
    #[serde(rename = "é.733589")] #[serde(alias = "old696723", default)]  #[item(encrypt)]
    r2_photo: i64,
}

async fn compare_93() {
    let value = Thing93 {
        the_id: "42".to_owned(),
        home_y1: 1815,
        last_y1: 1815,
        billing_address: "text".to_owned(),
        x_code: BTreeMap::from([("k".to_owned(), false)]),
        contact_address: None,
        r2_photo: -7,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sign_and_include_in_encryption_context(["home_y1"])
        .encrypt(["last_y1"])
        .encrypt(["billing_address"])
        .encrypt(["x_code"])
        .do_nothing(["contact_address"])
        .allowed_unsigned(["contact_address"])
        .encrypt(["é.733589", "old696723"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("x_code", 36))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_y1".to_owned(), N("1815".to_owned())),
        ("last_y1".to_owned(), N("1815".to_owned())),
        ("billing_address".to_owned(), S("text".to_owned())),
        ("x_code".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("contact_address".to_owned(), Null(true)),
        ("é.733589".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = "u_")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing94 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(unsigned)]
    home_code: String,
    #[item(sign)]
    last_address: bool,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt)]
    billing_photo: Option<String>,
    #[item(context)]
    x_y1: Nested,
    #[item(sign)]
    contact_y1: Nested,
    #[serde(rename(serialize = "attr883650", deserialize = "attr883650"))]
    r2_address: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_94() {
    let value = Thing94 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: "text".to_owned(),
        last_address: true,
        billing_photo: Some("some".to_owned()),
        x_y1: Nested { city: "London".to_owned() },
        contact_y1: Nested { city: "London".to_owned() },
        r2_address: BTreeMap::from([("k".to_owned(), false)]),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .sort_key("the_time")
        .do_nothing(["home_code"])
        .allowed_unsigned(["home_code"])
        .sign(["last_address"])
        .encrypt(["billing_photo"])
        .sign_and_include_in_encryption_context(["x_y1"])
        .sign(["contact_y1"])
        .encrypt(["attr883650"])
        .sign(["version"]).encrypt(["Secret"])
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_code".to_owned(), S("text".to_owned())),
        ("last_address".to_owned(), Bool(true)),
        ("billing_photo".to_owned(), S("some".to_owned())),
        ("x_y1".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("contact_y1".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("attr883650".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
        ("#kind".to_owned(), S("Thing94".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = "u_")]
struct Thing95 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(index_key)]
    home_note: Nested,
    
    last_visit: Option<String>,
    #[serde(rename(serialize = "é.914394", deserialize = "é.914394"))]  #[item(encrypt)]
    billing_code: u32,
    #[item(encrypt, pad = 64, beacon(bits = 43))]
    x_y1: bool,
    #[serde(rename(serialize = "é.779954", deserialize = "é.779954"))] #[serde(alias = "old512321", default)]  #[item(encrypt)]
    contact_photo: Vec<u32>,
    #[item(sign)]
    r2_number: Nested,
}

async fn compare_95() {
    let value = Thing95 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: Nested { city: "London".to_owned() },
        last_visit: None,
        billing_code: 1815,
        x_y1: true,
        contact_photo: vec![1, 2],
        r2_number: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .index_keys(["HOME_NOTE"])
        .encrypt(["LAST_VISIT"])
        .encrypt(["é.914394"])
        .encrypt(["X_Y1"])
        .pad(["X_Y1"], 64)
        .encrypt(["é.779954", "old512321"])
        .sign(["R2_NUMBER"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("X_Y1", 43))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_NOTE".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("LAST_VISIT".to_owned(), Null(true)),
        ("é.914394".to_owned(), N("1815".to_owned())),
        ("X_Y1".to_owned(), Bool(true)),
        ("é.779954".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("R2_NUMBER".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = ":")]
struct Thing96 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
}

async fn compare_96() {
    let value = Thing96 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the-id")
        .sort_key("the-time")
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = "u_")]
struct Thing97 {
    #[serde(rename(serialize = "attr590487", deserialize = "attr590487"))] #[item(partition_key)]
    the_id: String,
    #[item(context)]
    home_code: String,
    #[item(index_key)]
    last_note: bool,
    #[serde(rename = "attr864117")]  #[item(index_key)]
    billing_code: BTreeMap<String, bool>,
    #[item(sign)]
    x_y1: Option<String>,
    #[item(unsigned)]
    contact_visit: BTreeMap<String, bool>,
    #[item(context)]
    r2_address: String,
    #[item(context)]
    old_address: bool,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_97() {
    let value = Thing97 {
        the_id: "42".to_owned(),
        home_code: "text".to_owned(),
        last_note: true,
        billing_code: BTreeMap::from([("k".to_owned(), false)]),
        x_y1: None,
        contact_visit: BTreeMap::from([("k".to_owned(), false)]),
        r2_address: "text".to_owned(),
        old_address: true,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("attr590487")
        .sign_and_include_in_encryption_context(["home_code"])
        .index_keys(["last_note"])
        .index_keys(["attr864117"])
        .sign(["x_y1"])
        .do_nothing(["contact_visit"])
        .allowed_unsigned(["contact_visit"])
        .sign_and_include_in_encryption_context(["r2_address"])
        .sign_and_include_in_encryption_context(["old_address"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("attr590487".to_owned(), S("42".to_owned())),
        ("home_code".to_owned(), S("text".to_owned())),
        ("last_note".to_owned(), Bool(true)),
        ("attr864117".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("x_y1".to_owned(), Null(true)),
        ("contact_visit".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("r2_address".to_owned(), S("text".to_owned())),
        ("old_address".to_owned(), Bool(true)),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
struct Thing98 {
    #[item(partition_key)]
    the_id: String,
    
    home_note: u32,
    #[serde(rename(serialize = "attr791809", deserialize = "attr791809"))]  #[item(sign)]
    last_photo: Vec<u32>,
    #[serde(rename = "Field-758115")]  #[item(index_key)]
    billing_visit: Option<String>,
}

async fn compare_98() {
    let value = Thing98 {
        the_id: "42".to_owned(),
        home_note: 1815,
        last_photo: vec![1, 2],
        billing_visit: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .encrypt(["home_note"])
        .sign(["attr791809"])
        .index_keys(["Field-758115"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_note".to_owned(), N("1815".to_owned())),
        ("attr791809".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("Field-758115".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
struct Thing99 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(unsigned)]
    home_y1: Vec<u32>,
    #[serde(rename = "attr732632")] #[serde(alias = "old2213", default)]  #[item(encrypt)]
    last_code: String,
    #[item(encrypt, beacon(bits = 62))]
    billing_mail: i64,
    #[item(context)]
    x_code: BTreeMap<String, bool>,
}

async fn compare_99() {
    let value = Thing99 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_y1: vec![1, 2],
        last_code: "text".to_owned(),
        billing_mail: -7,
        x_code: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .index_keys(["THE_TIME"])
        .do_nothing(["HOME_Y1"])
        .allowed_unsigned(["HOME_Y1"])
        .encrypt(["attr732632", "old2213"])
        .encrypt(["BILLING_MAIL"])
        .sign_and_include_in_encryption_context(["X_CODE"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("BILLING_MAIL", 62))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_Y1".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("attr732632".to_owned(), S("text".to_owned())),
        ("BILLING_MAIL".to_owned(), N("-7".to_owned())),
        ("X_CODE".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
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
    #[serde(rename(serialize = "é.748087", deserialize = "é.748087"))]  #[item(unsigned)]
    home_note: i64,
    #[serde(rename(serialize = "Field-369478", deserialize = "Field-369478"))]  #[item(encrypt, beacon(bits = 48))]
    last_number: i64,
    #[serde(rename(serialize = "é.188178", deserialize = "é.188178"))] #[serde(alias = "old778971", default)]  #[item(unsigned)]
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
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(others(encrypt))]
struct Thing101 {
    #[item(partition_key)]
    the_id: String,
    #[item(context)]
    home_address: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_address: Option<String>,
    #[serde(rename(serialize = "Field-420928", deserialize = "Field-420928"))]  #[item(encrypt, beacon(bits = 39))]
    billing_photo: u32,
    #[item(sign)]
    x_visit: Vec<u32>,
}

async fn compare_101() {
    let value = Thing101 {
        the_id: "42".to_owned(),
        home_address: true,
        last_address: None,
        billing_photo: 1815,
        x_visit: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .sign_and_include_in_encryption_context(["HOME-ADDRESS"])
        .encrypt(["LAST-ADDRESS"])
        .encrypt(["Field-420928"])
        .sign(["X-VISIT"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("Field-420928", 39))
        .build());
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("HOME-ADDRESS".to_owned(), Bool(true)),
        ("Field-420928".to_owned(), N("1815".to_owned())),
        ("X-VISIT".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
struct Thing102 {
    #[item(partition_key)]
    the_id: String,
    #[item(index_key)]
    home_number: Option<String>,
    #[serde(rename(serialize = "é.67926", deserialize = "é.67926"))]  #[item(sign)]
    last_number: Option<String>,
    #[serde(rename = "é.356816")]
    billing_address: i64,
    #[item(context)]
    x_visit: Option<String>,
    #[item(sign)]
    contact_code: Vec<u32>,
}

async fn compare_102() {
    let value = Thing102 {
        the_id: "42".to_owned(),
        home_number: None,
        last_number: None,
        billing_address: -7,
        x_visit: None,
        contact_code: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .index_keys(["home_number"])
        .sign(["é.67926"])
        .encrypt(["é.356816"])
        .sign_and_include_in_encryption_context(["x_visit"])
        .sign(["contact_code"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_number".to_owned(), Null(true)),
        ("é.67926".to_owned(), Null(true)),
        ("é.356816".to_owned(), N("-7".to_owned())),
        ("x_visit".to_owned(), Null(true)),
        ("contact_code".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = ":")]
struct Thing103 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(unsigned)]
    home_number: Option<String>,
    #[item(index_key)]
    last_y1: Vec<u32>,
    #[item(sign)]
    billing_mail: Vec<u32>,
    #[item(index_key)]
    x_address: bool,
    #[item(index_key)]
    contact_visit: bool,
    #[item(sign)]
    r2_address: i64,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_103() {
    let value = Thing103 {
        the_id: "42".to_owned(),
        home_number: None,
        last_y1: vec![1, 2],
        billing_mail: vec![1, 2],
        x_address: true,
        contact_visit: true,
        r2_address: -7,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .do_nothing(["home_number"])
        .allowed_unsigned(["home_number"])
        .index_keys(["last_y1"])
        .sign(["billing_mail"])
        .index_keys(["x_address"])
        .index_keys(["contact_visit"])
        .sign(["r2_address"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("last_y1".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("billing_mail".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("x_address".to_owned(), Bool(true)),
        ("contact_visit".to_owned(), Bool(true)),
        ("r2_address".to_owned(), N("-7".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = "u_")]
#[item(others(encrypt))]
struct Thing104 {
    #[serde(rename(serialize = "attr14978", deserialize = "attr14978"))] #[item(partition_key)]
    the_id: String,
    #[serde(alias = "old394552", default)]  #[item(encrypt)]
    home_code: i64,
    #[item(encrypt)]
    last_y1: String,
    #[serde(alias = "old581932", default)] #[serde(skip_serializing_if = "Option::is_none")] #[item(unsigned)]
    billing_visit: Option<String>,
    #[item(encrypt)]
    x_note: Vec<u32>,
    #[serde(alias = "old21317", default)]  #[item(sign)]
    contact_number: u32,
    #[item(encrypt, beacon(bits = 2, name = "city_5", within = "city"))]
    r2_visit: Nested,
    #[serde(rename = "Field-74200")]
    old_y1: BTreeMap<String, bool>,
}

async fn compare_104() {
    let value = Thing104 {
        the_id: "42".to_owned(),
        home_code: -7,
        last_y1: "text".to_owned(),
        billing_visit: Some("some".to_owned()),
        x_note: vec![1, 2],
        contact_number: 1815,
        r2_visit: Nested { city: "London".to_owned() },
        old_y1: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("attr14978")
        .encrypt(["homeCode", "old394552"])
        .encrypt(["lastY1"])
        .do_nothing(["billingVisit", "old581932"])
        .allowed_unsigned(["billingVisit", "old581932"])
        .encrypt(["xNote"])
        .sign(["contactNumber", "old21317"])
        .encrypt(["r2Visit"])
        .encrypt(["Field-74200"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("city_5", 2).at("r2Visit.city"))
        .build());
    let item = HashMap::from([
        ("attr14978".to_owned(), S("42".to_owned())),
        ("homeCode".to_owned(), N("-7".to_owned())),
        ("lastY1".to_owned(), S("text".to_owned())),
        ("billingVisit".to_owned(), S("some".to_owned())),
        ("xNote".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("contactNumber".to_owned(), N("1815".to_owned())),
        ("r2Visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("Field-74200".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = ":")]
struct Thing105 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[item(index_key)]
    home_code: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_105() {
    let value = Thing105 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_code: Some("some".to_owned()),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .index_keys(["HOME_CODE"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_CODE".to_owned(), S("some".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Thing106 {
    #[serde(rename = "attr628147")] #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(rename(serialize = "é.802754", deserialize = "é.802754"))]  #[item(unsigned)]
    home_number: Nested,
    #[item(sign)]
    last_address: u32,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_106() {
    let value = Thing106 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: Nested { city: "London".to_owned() },
        last_address: 1815,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr628147")
        .sort_key("THE_TIME")
        .do_nothing(["é.802754"])
        .allowed_unsigned(["é.802754"])
        .sign(["LAST_ADDRESS"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("attr628147".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("é.802754".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("LAST_ADDRESS".to_owned(), N("1815".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = "u_")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing107 {
    #[serde(rename = "Field-990966")] #[item(partition_key)]
    the_id: String,
    
    home_note: String,
    #[item(unsigned)]
    last_mail: BTreeMap<String, bool>,
    #[serde(rename = "Field-810863")]  #[item(sign)]
    billing_visit: String,
}

async fn compare_107() {
    let value = Thing107 {
        the_id: "42".to_owned(),
        home_note: "text".to_owned(),
        last_mail: BTreeMap::from([("k".to_owned(), false)]),
        billing_visit: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("Field-990966")
        .encrypt(["HOME_NOTE"])
        .do_nothing(["LAST_MAIL"])
        .allowed_unsigned(["LAST_MAIL"])
        .sign(["Field-810863"])
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-990966".to_owned(), S("42".to_owned())),
        ("HOME_NOTE".to_owned(), S("text".to_owned())),
        ("LAST_MAIL".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("Field-810863".to_owned(), S("text".to_owned())),
        ("#kind".to_owned(), S("Thing107".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = ":")]
struct Thing108 {
    #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_number: Option<String>,
    
    last_visit: u32,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_108() {
    let value = Thing108 {
        the_id: "42".to_owned(),
        home_number: Some("some".to_owned()),
        last_visit: 1815,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sign(["home_number"])
        .encrypt(["last_visit"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_number".to_owned(), S("some".to_owned())),
        ("last_visit".to_owned(), N("1815".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = ":")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing109 {
    #[item(partition_key)]
    the_id: String,
}

async fn compare_109() {
    let value = Thing109 {
        the_id: "42".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("theId")
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("#kind".to_owned(), S("Thing109".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = ":")]
struct Thing110 {
    #[serde(rename(serialize = "é.300574", deserialize = "é.300574"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(sign)]
    home_code: i64,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, pad = 64, beacon(bits = 16))]
    last_code: Option<String>,
    #[item(context)]
    billing_code: Nested,
    #[item(index_key)]
    x_photo: Nested,
    #[serde(alias = "old295638", default)]  #[item(sign)]
    contact_mail: bool,
    #[serde(alias = "old29892", default)]  #[item(sign)]
    r2_photo: i64,
    #[serde(alias = "old671172", default)]  #[item(sign)]
    old_address: Nested,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_110() {
    let value = Thing110 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: -7,
        last_code: None,
        billing_code: Nested { city: "London".to_owned() },
        x_photo: Nested { city: "London".to_owned() },
        contact_mail: true,
        r2_photo: -7,
        old_address: Nested { city: "London".to_owned() },
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("é.300574")
        .sort_key("theTime")
        .sign(["homeCode"])
        .encrypt(["lastCode"])
        .pad(["lastCode"], 64)
        .sign_and_include_in_encryption_context(["billingCode"])
        .index_keys(["xPhoto"])
        .sign(["contactMail", "old295638"])
        .sign(["r2Photo", "old29892"])
        .sign(["oldAddress", "old671172"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("lastCode", 16))
        .build());
    let item = HashMap::from([
        ("é.300574".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("homeCode".to_owned(), N("-7".to_owned())),
        ("billingCode".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("xPhoto".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("contactMail".to_owned(), Bool(true)),
        ("r2Photo".to_owned(), N("-7".to_owned())),
        ("oldAddress".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = ":")]
struct Thing111 {
    #[serde(rename(serialize = "Field-552895", deserialize = "Field-552895"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
}

async fn compare_111() {
    let value = Thing111 {
        the_id: "42".to_owned(),
        the_time: 5,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("Field-552895")
        .sort_key("the-time")
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-552895".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing112 {
    #[serde(rename(serialize = "attr832007", deserialize = "attr832007"))] #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
}

async fn compare_112() {
    let value = Thing112 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr832007")
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("attr832007".to_owned(), S("42".to_owned())),
        ("#kind".to_owned(), S("Thing112".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct Thing113 {
    #[serde(rename(serialize = "attr50987", deserialize = "attr50987"))] #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_photo: Option<String>,
    #[serde(rename(serialize = "Field-62485", deserialize = "Field-62485"))]  #[item(sign)]
    last_mail: BTreeMap<String, bool>,
    #[item(context)]
    billing_mail: bool,
    #[item(index_key)]
    x_visit: i64,
}

async fn compare_113() {
    let value = Thing113 {
        the_id: "42".to_owned(),
        home_photo: None,
        last_mail: BTreeMap::from([("k".to_owned(), false)]),
        billing_mail: true,
        x_visit: -7,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr50987")
        .sign(["HOME-PHOTO"])
        .sign(["Field-62485"])
        .sign_and_include_in_encryption_context(["BILLING-MAIL"])
        .index_keys(["X-VISIT"])
    ;
    let search = None;
    let item = HashMap::from([
        ("attr50987".to_owned(), S("42".to_owned())),
        ("HOME-PHOTO".to_owned(), Null(true)),
        ("Field-62485".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("BILLING-MAIL".to_owned(), Bool(true)),
        ("X-VISIT".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = "u_")]
struct Thing114 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(index_key)]
    home_y1: i64,
    #[serde(rename = "u_last_code")]  #[item(unsigned)]
    last_code: u32,
    #[item(sign)]
    billing_y1: i64,
    #[serde(rename = "Field-40748")]  #[item(unsigned)]
    x_note: u32,
    #[serde(rename = "u_contact_photo")]  #[item(unsigned)]
    contact_photo: Nested,
}

async fn compare_114() {
    let value = Thing114 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: -7,
        last_code: 1815,
        billing_y1: -7,
        x_note: 1815,
        contact_photo: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("TheId")
        .sort_key("TheTime")
        .index_keys(["HomeY1"])
        .do_nothing(["u_last_code"])
        .sign(["BillingY1"])
        .do_nothing(["Field-40748"])
        .allowed_unsigned(["Field-40748"])
        .do_nothing(["u_contact_photo"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
        ("HomeY1".to_owned(), N("-7".to_owned())),
        ("u_last_code".to_owned(), N("1815".to_owned())),
        ("BillingY1".to_owned(), N("-7".to_owned())),
        ("Field-40748".to_owned(), N("1815".to_owned())),
        ("u_contact_photo".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = ":")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing115 {
    #[item(partition_key)]
    the_id: String,
    
    home_photo: Nested,
    
    last_number: BTreeMap<String, bool>,
    #[item(encrypt)]
    billing_number: BTreeMap<String, bool>,
    #[item(sign)]
    x_number: Vec<u32>,
    #[item(encrypt)]
    contact_code: i64,
    #[serde(rename(serialize = "attr263462", deserialize = "attr263462"))]
    r2_address: Vec<u32>,
}

async fn compare_115() {
    let value = Thing115 {
        the_id: "42".to_owned(),
        home_photo: Nested { city: "London".to_owned() },
        last_number: BTreeMap::from([("k".to_owned(), false)]),
        billing_number: BTreeMap::from([("k".to_owned(), false)]),
        x_number: vec![1, 2],
        contact_code: -7,
        r2_address: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .encrypt(["HOME_PHOTO"])
        .encrypt(["LAST_NUMBER"])
        .encrypt(["BILLING_NUMBER"])
        .sign(["X_NUMBER"])
        .encrypt(["CONTACT_CODE"])
        .encrypt(["attr263462"])
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_PHOTO".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("LAST_NUMBER".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("BILLING_NUMBER".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("X_NUMBER".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("CONTACT_CODE".to_owned(), N("-7".to_owned())),
        ("attr263462".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("#kind".to_owned(), S("Thing115".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = "u_")]
struct Thing116 {
    #[serde(rename = "attr293911")] #[item(partition_key)]
    the_id: String,
    #[item(encrypt)]
    home_address: Nested,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt)]
    last_visit: Option<String>,
    
    billing_code: u32,
    #[serde(rename(serialize = "é.888227", deserialize = "é.888227"))]  #[item(index_key)]
    x_note: Vec<u32>,
    
    contact_address: i64,
    #[item(context)]
    r2_y1: BTreeMap<String, bool>,
}

async fn compare_116() {
    let value = Thing116 {
        the_id: "42".to_owned(),
        home_address: Nested { city: "London".to_owned() },
        last_visit: Some("some".to_owned()),
        billing_code: 1815,
        x_note: vec![1, 2],
        contact_address: -7,
        r2_y1: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("attr293911")
        .encrypt(["HOME-ADDRESS"])
        .encrypt(["LAST-VISIT"])
        .encrypt(["BILLING-CODE"])
        .index_keys(["é.888227"])
        .encrypt(["CONTACT-ADDRESS"])
        .sign_and_include_in_encryption_context(["R2-Y1"])
    ;
    let search = None;
    let item = HashMap::from([
        ("attr293911".to_owned(), S("42".to_owned())),
        ("HOME-ADDRESS".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("LAST-VISIT".to_owned(), S("some".to_owned())),
        ("BILLING-CODE".to_owned(), N("1815".to_owned())),
        ("é.888227".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("CONTACT-ADDRESS".to_owned(), N("-7".to_owned())),
        ("R2-Y1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = ":")]
struct Thing117 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "é.508587", deserialize = "é.508587"))] #[item(sort_key, sign)]
    the_time: u64,
    #[item(encrypt, beacon(bits = 6))]
    home_address: String,
    #[item(unsigned)]
    last_note: Nested,
    #[serde(rename(serialize = "é.447913", deserialize = "é.447913"))] #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt)]
    billing_visit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt)]
    x_photo: Option<String>,
    #[item(encrypt)]
    contact_number: Nested,
}

async fn compare_117() {
    let value = Thing117 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_address: "text".to_owned(),
        last_note: Nested { city: "London".to_owned() },
        billing_visit: None,
        x_photo: None,
        contact_number: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .sort_key("é.508587")
        .encrypt(["HOME_ADDRESS"])
        .do_nothing(["LAST_NOTE"])
        .allowed_unsigned(["LAST_NOTE"])
        .encrypt(["é.447913"])
        .encrypt(["X_PHOTO"])
        .encrypt(["CONTACT_NUMBER"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("HOME_ADDRESS", 6))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("é.508587".to_owned(), N("5".to_owned())),
        ("HOME_ADDRESS".to_owned(), S("text".to_owned())),
        ("LAST_NOTE".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("CONTACT_NUMBER".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = "u_")]
struct Thing118 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt, beacon(bits = 61))]
    home_code: Vec<u32>,
    #[serde(rename = "Field-839903")]  #[item(encrypt)]
    last_mail: Nested,
    
    billing_mail: bool,
    #[item(sign)]
    x_number: Vec<u32>,
    #[serde(alias = "old872691", default)]  #[item(sign)]
    contact_photo: Vec<u32>,
    #[item(sign)]
    r2_photo: u32,
}

async fn compare_118() {
    let value = Thing118 {
        the_id: "42".to_owned(),
        home_code: vec![1, 2],
        last_mail: Nested { city: "London".to_owned() },
        billing_mail: true,
        x_number: vec![1, 2],
        contact_photo: vec![1, 2],
        r2_photo: 1815,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("theId")
        .encrypt(["homeCode"])
        .encrypt(["Field-839903"])
        .encrypt(["billingMail"])
        .sign(["xNumber"])
        .sign(["contactPhoto", "old872691"])
        .sign(["r2Photo"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("homeCode", 61))
        .build());
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("homeCode".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("Field-839903".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("billingMail".to_owned(), Bool(true)),
        ("xNumber".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("contactPhoto".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("r2Photo".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
struct Thing119 {
    #[serde(rename(serialize = "é.321803", deserialize = "é.321803"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(sign)]
    home_y1: i64,
    #[item(context)]
    last_y1: Option<String>,
}

async fn compare_119() {
    let value = Thing119 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: -7,
        last_y1: None,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("é.321803")
        .sort_key("the_time")
        .sign(["home_y1"])
        .sign_and_include_in_encryption_context(["last_y1"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.321803".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_y1".to_owned(), N("-7".to_owned())),
        ("last_y1".to_owned(), Null(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = ":")]
#[item(others(encrypt))]
struct Thing120 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr588188", deserialize = "attr588188"))] #[item(sort_key, sign)]
    the_time: u64,
    #[item(encrypt)]
    home_mail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(index_key)]
    last_visit: Option<String>,
    #[serde(rename(serialize = "attr107495", deserialize = "attr107495"))]  #[item(context)]
    billing_number: Option<String>,
    #[serde(rename(serialize = "é.740702", deserialize = "é.740702"))]  #[item(encrypt)]
    x_photo: i64,
}

async fn compare_120() {
    let value = Thing120 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_mail: Some("some".to_owned()),
        last_visit: Some("some".to_owned()),
        billing_number: None,
        x_photo: -7,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the-id")
        .sort_key("attr588188")
        .encrypt(["home-mail"])
        .index_keys(["last-visit"])
        .sign_and_include_in_encryption_context(["attr107495"])
        .encrypt(["é.740702"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("attr588188".to_owned(), N("5".to_owned())),
        ("home-mail".to_owned(), S("some".to_owned())),
        ("last-visit".to_owned(), S("some".to_owned())),
        ("attr107495".to_owned(), Null(true)),
        ("é.740702".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = "u_")]
struct Thing121 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    home_address: Option<String>,
    #[item(encrypt, beacon(bits = 34, formerly = 20))]
    last_note: String,
    
    billing_visit: BTreeMap<String, bool>,
    #[serde(alias = "old460292", default)]  #[item(encrypt)]
    x_visit: String,
    #[item(context)]
    contact_mail: String,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_121() {
    let value = Thing121 {
        the_id: "42".to_owned(),
        home_address: None,
        last_note: "text".to_owned(),
        billing_visit: BTreeMap::from([("k".to_owned(), false)]),
        x_visit: "text".to_owned(),
        contact_mail: "text".to_owned(),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .sign(["HOME_ADDRESS"])
        .encrypt(["LAST_NOTE"])
        .encrypt(["BILLING_VISIT"])
        .encrypt(["X_VISIT", "old460292"])
        .sign_and_include_in_encryption_context(["CONTACT_MAIL"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("LAST_NOTE", 34).formerly(20))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("LAST_NOTE".to_owned(), S("text".to_owned())),
        ("BILLING_VISIT".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("X_VISIT".to_owned(), S("text".to_owned())),
        ("CONTACT_MAIL".to_owned(), S("text".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing122 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "attr860255")] #[item(sort_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename(serialize = "attr265286", deserialize = "attr265286"))] #[serde(alias = "old995597", default)]  #[item(sign)]
    home_y1: bool,
    #[item(encrypt, beacon(bits = 45, formerly = 20))]
    last_visit: BTreeMap<String, bool>,
}

async fn compare_122() {
    let value = Thing122 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_y1: true,
        last_visit: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("attr860255")
        .sign(["attr265286", "old995597"])
        .encrypt(["LAST_VISIT"])
        .encrypt(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("LAST_VISIT", 45).formerly(20))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("attr860255".to_owned(), N("5".to_owned())),
        ("attr265286".to_owned(), Bool(true)),
        ("LAST_VISIT".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("#kind".to_owned(), S("Thing122".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing123 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(unsigned)]
    home_visit: i64,
    #[item(unsigned)]
    last_mail: String,
    #[item(sign)]
    billing_y1: Vec<u32>,
    #[item(sign)]
    x_mail: u32,
    #[item(index_key)]
    contact_mail: Vec<u32>,
    #[serde(rename(serialize = "é.336764", deserialize = "é.336764"))]  #[item(sign)]
    r2_code: bool,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_123() {
    let value = Thing123 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_visit: -7,
        last_mail: "text".to_owned(),
        billing_y1: vec![1, 2],
        x_mail: 1815,
        contact_mail: vec![1, 2],
        r2_code: true,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .sort_key("the-time")
        .do_nothing(["home-visit"])
        .allowed_unsigned(["home-visit"])
        .do_nothing(["last-mail"])
        .allowed_unsigned(["last-mail"])
        .sign(["billing-y1"])
        .sign(["x-mail"])
        .index_keys(["contact-mail"])
        .sign(["é.336764"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("home-visit".to_owned(), N("-7".to_owned())),
        ("last-mail".to_owned(), S("text".to_owned())),
        ("billing-y1".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("x-mail".to_owned(), N("1815".to_owned())),
        ("contact-mail".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.336764".to_owned(), Bool(true)),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = "u_")]
struct Thing124 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt)]
    home_y1: BTreeMap<String, bool>,
    
    last_y1: u32,
    #[item(sign)]
    billing_note: String,
    #[item(unsigned)]
    x_note: String,
    #[item(encrypt)]
    contact_mail: Vec<u32>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_124() {
    let value = Thing124 {
        the_id: "42".to_owned(),
        home_y1: BTreeMap::from([("k".to_owned(), false)]),
        last_y1: 1815,
        billing_note: "text".to_owned(),
        x_note: "text".to_owned(),
        contact_mail: vec![1, 2],
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .encrypt(["home_y1"])
        .encrypt(["last_y1"])
        .sign(["billing_note"])
        .do_nothing(["x_note"])
        .allowed_unsigned(["x_note"])
        .encrypt(["contact_mail"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_y1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("last_y1".to_owned(), N("1815".to_owned())),
        ("billing_note".to_owned(), S("text".to_owned())),
        ("x_note".to_owned(), S("text".to_owned())),
        ("contact_mail".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Thing125 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename = "attr388581")]
    home_y1: Nested,
    #[serde(rename = "é.918678")]  #[item(encrypt)]
    last_y1: u32,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_125() {
    let value = Thing125 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_y1: Nested { city: "London".to_owned() },
        last_y1: 1815,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .index_keys(["THE_TIME"])
        .encrypt(["attr388581"])
        .encrypt(["é.918678"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("attr388581".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("é.918678".to_owned(), N("1815".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = ":")]
struct Thing126 {
    #[serde(rename = "Field-647313")] #[item(partition_key)]
    the_id: String,
    #[serde(rename = "attr215200")]  #[item(index_key)]
    home_photo: Vec<u32>,
    #[item(sign)]
    last_note: bool,
}

async fn compare_126() {
    let value = Thing126 {
        the_id: "42".to_owned(),
        home_photo: vec![1, 2],
        last_note: true,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("Field-647313")
        .index_keys(["attr215200"])
        .sign(["LastNote"])
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-647313".to_owned(), S("42".to_owned())),
        ("attr215200".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("LastNote".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Thing127 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "é.696805")] #[item(sort_key, sign)]
    the_time: u64,
    #[serde(rename = "é.551887")] #[serde(alias = "old849692", default)]  #[item(unsigned)]
    home_visit: BTreeMap<String, bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_note: Option<String>,
    #[serde(rename = "Field-136852")]
    billing_note: Nested,
    #[serde(rename = "Field-427137")]  #[item(sign)]
    x_note: Vec<u32>,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    contact_visit: Option<String>,
    #[item(sign)]
    r2_number: Nested,
}

async fn compare_127() {
    let value = Thing127 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_visit: BTreeMap::from([("k".to_owned(), false)]),
        last_note: Some("some".to_owned()),
        billing_note: Nested { city: "London".to_owned() },
        x_note: vec![1, 2],
        contact_visit: None,
        r2_number: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("é.696805")
        .do_nothing(["é.551887", "old849692"])
        .allowed_unsigned(["é.551887", "old849692"])
        .encrypt(["LAST_NOTE"])
        .encrypt(["Field-136852"])
        .sign(["Field-427137"])
        .sign(["CONTACT_VISIT"])
        .sign(["R2_NUMBER"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("é.696805".to_owned(), N("5".to_owned())),
        ("é.551887".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("LAST_NOTE".to_owned(), S("some".to_owned())),
        ("Field-136852".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("Field-427137".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("R2_NUMBER".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = ":")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing128 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt, beacon(bits = 47, formerly = 20))]
    home_code: Option<String>,
    #[item(encrypt, beacon(bits = 12, name = "city_1", within = "city"))]
    last_address: Nested,
    #[item(context)]
    billing_mail: Option<String>,
    #[item(sign)]
    x_number: u32,
    #[serde(rename(serialize = "Field-299306", deserialize = "Field-299306"))]  #[item(index_key)]
    contact_visit: Nested,
    #[item(encrypt, beacon(bits = 47))]
    r2_code: u32,
    #[serde(rename = "Field-251571")]
    old_note: i64,
}

async fn compare_128() {
    let value = Thing128 {
        the_id: "42".to_owned(),
        home_code: Some("some".to_owned()),
        last_address: Nested { city: "London".to_owned() },
        billing_mail: Some("some".to_owned()),
        x_number: 1815,
        contact_visit: Nested { city: "London".to_owned() },
        r2_code: 1815,
        old_note: -7,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("theId")
        .encrypt(["homeCode"])
        .encrypt(["lastAddress"])
        .sign_and_include_in_encryption_context(["billingMail"])
        .sign(["xNumber"])
        .index_keys(["Field-299306"])
        .encrypt(["r2Code"])
        .encrypt(["Field-251571"])
        .sign(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("homeCode", 47).formerly(20))
        .beacon(Beacon::new("city_1", 12).at("lastAddress.city"))
        .beacon(Beacon::new("r2Code", 47))
        .build());
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("homeCode".to_owned(), S("some".to_owned())),
        ("lastAddress".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("billingMail".to_owned(), S("some".to_owned())),
        ("xNumber".to_owned(), N("1815".to_owned())),
        ("Field-299306".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("r2Code".to_owned(), N("1815".to_owned())),
        ("Field-251571".to_owned(), N("-7".to_owned())),
        ("#kind".to_owned(), S("Thing128".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(others(sign))]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing129 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt, pad = 64)]
    home_note: Vec<u32>,
    #[serde(rename(serialize = "attr773192", deserialize = "attr773192"))] #[serde(skip_serializing_if = "Option::is_none")]
    last_photo: Option<String>,
    #[item(unsigned)]
    billing_note: Option<String>,
    #[serde(alias = "old737754", default)] #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt)]
    x_address: Option<String>,
    #[serde(rename(serialize = "é.135571", deserialize = "é.135571"))]  #[item(unsigned)]
    contact_code: Option<String>,
    #[item(encrypt, beacon(bits = 14))]
    r2_visit: Vec<u32>,
}

async fn compare_129() {
    let value = Thing129 {
        the_id: "42".to_owned(),
        home_note: vec![1, 2],
        last_photo: Some("some".to_owned()),
        billing_note: None,
        x_address: Some("some".to_owned()),
        contact_code: None,
        r2_visit: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .encrypt(["HomeNote"])
        .pad(["HomeNote"], 64)
        .encrypt(["attr773192"])
        .do_nothing(["BillingNote"])
        .allowed_unsigned(["BillingNote"])
        .encrypt(["XAddress", "old737754"])
        .do_nothing(["é.135571"])
        .allowed_unsigned(["é.135571"])
        .encrypt(["R2Visit"])
        .action_for_others(AttributeAction::SignOnly)
        .sign(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("R2Visit", 14))
        .build());
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("HomeNote".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("attr773192".to_owned(), S("some".to_owned())),
        ("BillingNote".to_owned(), Null(true)),
        ("XAddress".to_owned(), S("some".to_owned())),
        ("é.135571".to_owned(), Null(true)),
        ("R2Visit".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("#kind".to_owned(), S("Thing129".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = "u_")]
struct Thing130 {
    #[item(partition_key)]
    the_id: String,
    #[item(unsigned)]
    home_number: String,
    #[serde(rename(serialize = "Field-124682", deserialize = "Field-124682"))]
    last_note: Option<String>,
    #[serde(rename = "u_billing_note")] #[serde(skip_serializing_if = "Option::is_none")] #[item(unsigned)]
    billing_note: Option<String>,
}

async fn compare_130() {
    let value = Thing130 {
        the_id: "42".to_owned(),
        home_number: "text".to_owned(),
        last_note: None,
        billing_note: None,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE-ID")
        .do_nothing(["HOME-NUMBER"])
        .allowed_unsigned(["HOME-NUMBER"])
        .encrypt(["Field-124682"])
        .do_nothing(["u_billing_note"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("HOME-NUMBER".to_owned(), S("text".to_owned())),
        ("Field-124682".to_owned(), Null(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
struct Thing131 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "attr322323")]  #[item(encrypt, beacon(bits = 16))]
    home_address: Vec<u32>,
    #[item(context)]
    last_code: BTreeMap<String, bool>,
    #[serde(rename = "Field-917228")] #[serde(alias = "old596683", default)]  #[item(unsigned)]
    billing_mail: String,
}

async fn compare_131() {
    let value = Thing131 {
        the_id: "42".to_owned(),
        home_address: vec![1, 2],
        last_code: BTreeMap::from([("k".to_owned(), false)]),
        billing_mail: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .encrypt(["attr322323"])
        .sign_and_include_in_encryption_context(["last_code"])
        .do_nothing(["Field-917228", "old596683"])
        .allowed_unsigned(["Field-917228", "old596683"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("attr322323", 16))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("attr322323".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("last_code".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("Field-917228".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
struct Thing132 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    
    home_address: Vec<u32>,
    #[item(encrypt, pad = 64)]
    last_photo: u32,
    #[serde(rename = "Field-151698")]
    billing_visit: BTreeMap<String, bool>,
    #[item(sign)]
    x_y1: bool,
    #[item(context)]
    contact_code: u32,
    
    r2_photo: Vec<u32>,
    #[serde(alias = "old641193", default)]  #[item(encrypt)]
    old_visit: Vec<u32>,
}

async fn compare_132() {
    let value = Thing132 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_address: vec![1, 2],
        last_photo: 1815,
        billing_visit: BTreeMap::from([("k".to_owned(), false)]),
        x_y1: true,
        contact_code: 1815,
        r2_photo: vec![1, 2],
        old_visit: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("the_time")
        .encrypt(["home_address"])
        .encrypt(["last_photo"])
        .pad(["last_photo"], 64)
        .encrypt(["Field-151698"])
        .sign(["x_y1"])
        .sign_and_include_in_encryption_context(["contact_code"])
        .encrypt(["r2_photo"])
        .encrypt(["old_visit", "old641193"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_address".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("last_photo".to_owned(), N("1815".to_owned())),
        ("Field-151698".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("x_y1".to_owned(), Bool(true)),
        ("contact_code".to_owned(), N("1815".to_owned())),
        ("r2_photo".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("old_visit".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = ":")]
struct Thing133 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(sign)]
    home_number: u32,
    #[serde(alias = "old715899", default)]  #[item(encrypt)]
    last_mail: String,
    #[serde(rename = ":billing_number")]  #[item(unsigned)]
    billing_number: Option<String>,
    #[item(sign)]
    x_y1: String,
    #[item(sign)]
    contact_y1: u32,
    #[serde(alias = "old330544", default)]  #[item(sign)]
    r2_visit: Nested,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_133() {
    let value = Thing133 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: 1815,
        last_mail: "text".to_owned(),
        billing_number: Some("some".to_owned()),
        x_y1: "text".to_owned(),
        contact_y1: 1815,
        r2_visit: Nested { city: "London".to_owned() },
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sort_key("the_time")
        .sign(["home_number"])
        .encrypt(["last_mail", "old715899"])
        .do_nothing([":billing_number"])
        .sign(["x_y1"])
        .sign(["contact_y1"])
        .sign(["r2_visit", "old330544"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_number".to_owned(), N("1815".to_owned())),
        ("last_mail".to_owned(), S("text".to_owned())),
        (":billing_number".to_owned(), S("some".to_owned())),
        ("x_y1".to_owned(), S("text".to_owned())),
        ("contact_y1".to_owned(), N("1815".to_owned())),
        ("r2_visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = ":")]
struct Thing134 {
    #[serde(rename = "Field-878324")] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(encrypt, beacon(bits = 45))]
    home_photo: bool,
    #[serde(rename = "attr510102")]
    last_address: String,
    #[serde(rename = "attr543094")]  #[item(sign)]
    billing_note: i64,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_134() {
    let value = Thing134 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_photo: true,
        last_address: "text".to_owned(),
        billing_note: -7,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("Field-878324")
        .sort_key("THE_TIME")
        .encrypt(["HOME_PHOTO"])
        .encrypt(["attr510102"])
        .sign(["attr543094"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("HOME_PHOTO", 45))
        .build());
    let item = HashMap::from([
        ("Field-878324".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_PHOTO".to_owned(), Bool(true)),
        ("attr510102".to_owned(), S("text".to_owned())),
        ("attr543094".to_owned(), N("-7".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
struct Thing135 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
}

async fn compare_135() {
    let value = Thing135 {
        the_id: "42".to_owned(),
        the_time: 5,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("theId")
        .sort_key("theTime")
        .index_keys(["theTime"])
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
struct Thing136 {
    #[serde(rename = "é.395880")] #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    home_visit: Option<String>,
    #[item(encrypt)]
    last_address: Nested,
    #[item(sign)]
    billing_mail: Option<String>,
    #[serde(rename(serialize = "Field-575089", deserialize = "Field-575089"))]  #[item(encrypt, beacon(bits = 12))]
    x_code: Option<String>,
    #[item(context)]
    contact_note: Vec<u32>,
    
    r2_photo: Vec<u32>,
    #[serde(rename(serialize = "Field-917643", deserialize = "Field-917643"))] #[serde(alias = "old477405", default)]  #[item(unsigned)]
    old_photo: bool,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_136() {
    let value = Thing136 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_visit: None,
        last_address: Nested { city: "London".to_owned() },
        billing_mail: None,
        x_code: None,
        contact_note: vec![1, 2],
        r2_photo: vec![1, 2],
        old_photo: true,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("é.395880")
        .sign(["HomeVisit"])
        .encrypt(["LastAddress"])
        .sign(["BillingMail"])
        .encrypt(["Field-575089"])
        .sign_and_include_in_encryption_context(["ContactNote"])
        .encrypt(["R2Photo"])
        .do_nothing(["Field-917643", "old477405"])
        .allowed_unsigned(["Field-917643", "old477405"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("Field-575089", 12))
        .build());
    let item = HashMap::from([
        ("é.395880".to_owned(), S("42".to_owned())),
        ("LastAddress".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("BillingMail".to_owned(), Null(true)),
        ("Field-575089".to_owned(), Null(true)),
        ("ContactNote".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("R2Photo".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("Field-917643".to_owned(), Bool(true)),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = ":")]
struct Thing137 {
    #[item(partition_key)]
    the_id: String,
    #[item(index_key)]
    home_photo: i64,
    #[item(encrypt)]
    last_code: i64,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_137() {
    let value = Thing137 {
        the_id: "42".to_owned(),
        home_photo: -7,
        last_code: -7,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE-ID")
        .index_keys(["HOME-PHOTO"])
        .encrypt(["LAST-CODE"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("HOME-PHOTO".to_owned(), N("-7".to_owned())),
        ("LAST-CODE".to_owned(), N("-7".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = "u_")]
struct Thing138 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(rename(serialize = "Field-696945", deserialize = "Field-696945"))]  #[item(index_key)]
    home_note: Nested,
    #[serde(rename(serialize = "Field-934872", deserialize = "Field-934872"))]  #[item(encrypt)]
    last_mail: Vec<u32>,
    
    billing_visit: String,
    #[serde(rename(serialize = "attr360918", deserialize = "attr360918"))]  #[item(encrypt)]
    x_visit: bool,
    #[item(index_key)]
    contact_mail: i64,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, beacon(bits = 11, formerly = 20))]
    r2_mail: Option<String>,
    #[item(context)]
    old_photo: bool,
}

async fn compare_138() {
    let value = Thing138 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: Nested { city: "London".to_owned() },
        last_mail: vec![1, 2],
        billing_visit: "text".to_owned(),
        x_visit: true,
        contact_mail: -7,
        r2_mail: None,
        old_photo: true,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("theId")
        .sort_key("theTime")
        .index_keys(["theTime"])
        .index_keys(["Field-696945"])
        .encrypt(["Field-934872"])
        .encrypt(["billingVisit"])
        .encrypt(["attr360918"])
        .index_keys(["contactMail"])
        .encrypt(["r2Mail"])
        .sign_and_include_in_encryption_context(["oldPhoto"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("r2Mail", 11).formerly(20))
        .build());
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("Field-696945".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("Field-934872".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("billingVisit".to_owned(), S("text".to_owned())),
        ("attr360918".to_owned(), Bool(true)),
        ("contactMail".to_owned(), N("-7".to_owned())),
        ("oldPhoto".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = ":")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing139 {
    #[item(partition_key)]
    the_id: String,
    
    home_code: Option<String>,
}

async fn compare_139() {
    let value = Thing139 {
        the_id: "42".to_owned(),
        home_code: None,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE-ID")
        .encrypt(["HOME-CODE"])
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("HOME-CODE".to_owned(), Null(true)),
        ("#kind".to_owned(), S("Thing139".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Thing140 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "attr343643")] #[item(sort_key)]
    the_time: u64,
    #[item(encrypt, pad = 64, beacon(bits = 38))]
    home_mail: u32,
    #[item(sign)]
    last_code: String,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_140() {
    let value = Thing140 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_mail: 1815,
        last_code: "text".to_owned(),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("attr343643")
        .encrypt(["HOME_MAIL"])
        .pad(["HOME_MAIL"], 64)
        .sign(["LAST_CODE"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("HOME_MAIL", 38))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("attr343643".to_owned(), N("5".to_owned())),
        ("HOME_MAIL".to_owned(), N("1815".to_owned())),
        ("LAST_CODE".to_owned(), S("text".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = "u_")]
struct Thing141 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    
    home_visit: bool,
    #[item(encrypt)]
    last_mail: String,
    #[serde(rename = "u_billing_y1")]  #[item(unsigned)]
    billing_y1: i64,
    #[item(index_key)]
    x_note: Option<String>,
    #[item(index_key)]
    contact_visit: Nested,
}

async fn compare_141() {
    let value = Thing141 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_visit: true,
        last_mail: "text".to_owned(),
        billing_y1: -7,
        x_note: Some("some".to_owned()),
        contact_visit: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .sort_key("the_time")
        .index_keys(["the_time"])
        .encrypt(["home_visit"])
        .encrypt(["last_mail"])
        .do_nothing(["u_billing_y1"])
        .index_keys(["x_note"])
        .index_keys(["contact_visit"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_visit".to_owned(), Bool(true)),
        ("last_mail".to_owned(), S("text".to_owned())),
        ("u_billing_y1".to_owned(), N("-7".to_owned())),
        ("x_note".to_owned(), S("some".to_owned())),
        ("contact_visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
struct Thing142 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(rename(serialize = "é.384554", deserialize = "é.384554"))]  #[item(context)]
    home_photo: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    last_note: Option<String>,
    #[item(unsigned)]
    billing_photo: BTreeMap<String, bool>,
    #[item(sign)]
    x_number: String,
}

async fn compare_142() {
    let value = Thing142 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_photo: Some("some".to_owned()),
        last_note: None,
        billing_photo: BTreeMap::from([("k".to_owned(), false)]),
        x_number: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("the_time")
        .index_keys(["the_time"])
        .sign_and_include_in_encryption_context(["é.384554"])
        .sign(["last_note"])
        .do_nothing(["billing_photo"])
        .allowed_unsigned(["billing_photo"])
        .sign(["x_number"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("é.384554".to_owned(), S("some".to_owned())),
        ("billing_photo".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("x_number".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing143 {
    #[item(partition_key)]
    the_id: String,
    #[serde(alias = "old178157", default)]  #[item(encrypt)]
    home_address: BTreeMap<String, bool>,
    #[item(encrypt, beacon(bits = 21))]
    last_visit: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_143() {
    let value = Thing143 {
        the_id: "42".to_owned(),
        home_address: BTreeMap::from([("k".to_owned(), false)]),
        last_visit: BTreeMap::from([("k".to_owned(), false)]),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .encrypt(["home-address", "old178157"])
        .encrypt(["last-visit"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("last-visit", 21))
        .build());
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("home-address".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("last-visit".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = "u_")]
struct Thing144 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-162772")]  #[item(encrypt, pad = 64)]
    home_photo: Option<String>,
    #[item(unsigned)]
    last_mail: i64,
    #[item(encrypt)]
    billing_address: bool,
    #[item(sign)]
    x_number: Vec<u32>,
    #[item(encrypt, beacon(bits = 37))]
    contact_mail: u32,
}

async fn compare_144() {
    let value = Thing144 {
        the_id: "42".to_owned(),
        home_photo: None,
        last_mail: -7,
        billing_address: true,
        x_number: vec![1, 2],
        contact_mail: 1815,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("TheId")
        .encrypt(["Field-162772"])
        .pad(["Field-162772"], 64)
        .do_nothing(["LastMail"])
        .allowed_unsigned(["LastMail"])
        .encrypt(["BillingAddress"])
        .sign(["XNumber"])
        .encrypt(["ContactMail"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("ContactMail", 37))
        .build());
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("Field-162772".to_owned(), Null(true)),
        ("LastMail".to_owned(), N("-7".to_owned())),
        ("BillingAddress".to_owned(), Bool(true)),
        ("XNumber".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("ContactMail".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Thing145 {
    #[item(partition_key)]
    the_id: String,
    #[item(context)]
    home_photo: Nested,
    
    last_number: u32,
    #[serde(alias = "old272034", default)]  #[item(sign)]
    billing_y1: Vec<u32>,
    #[item(unsigned)]
    x_note: Option<String>,
    #[item(encrypt)]
    contact_address: BTreeMap<String, bool>,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, beacon(bits = 22))]
    r2_photo: Option<String>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_145() {
    let value = Thing145 {
        the_id: "42".to_owned(),
        home_photo: Nested { city: "London".to_owned() },
        last_number: 1815,
        billing_y1: vec![1, 2],
        x_note: None,
        contact_address: BTreeMap::from([("k".to_owned(), false)]),
        r2_photo: Some("some".to_owned()),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sign_and_include_in_encryption_context(["HOME_PHOTO"])
        .encrypt(["LAST_NUMBER"])
        .sign(["BILLING_Y1", "old272034"])
        .do_nothing(["X_NOTE"])
        .allowed_unsigned(["X_NOTE"])
        .encrypt(["CONTACT_ADDRESS"])
        .encrypt(["R2_PHOTO"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("R2_PHOTO", 22))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_PHOTO".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("LAST_NUMBER".to_owned(), N("1815".to_owned())),
        ("BILLING_Y1".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("X_NOTE".to_owned(), Null(true)),
        ("CONTACT_ADDRESS".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("R2_PHOTO".to_owned(), S("some".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
struct Thing146 {
    #[serde(rename = "attr239640")] #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "Field-330690", deserialize = "Field-330690"))] #[item(sort_key)]
    the_time: u64,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_146() {
    let value = Thing146 {
        the_id: "42".to_owned(),
        the_time: 5,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr239640")
        .sort_key("Field-330690")
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("attr239640".to_owned(), S("42".to_owned())),
        ("Field-330690".to_owned(), N("5".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = "u_")]
#[item(others(encrypt))]
struct Thing147 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-5767")] #[item(sort_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
}

async fn compare_147() {
    let value = Thing147 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .sort_key("Field-5767")
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("Field-5767".to_owned(), N("5".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = "u_")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing148 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr907907", deserialize = "attr907907"))] #[item(sort_key, sign)]
    the_time: u64,
    #[serde(rename(serialize = "é.250126", deserialize = "é.250126"))]  #[item(sign)]
    home_note: BTreeMap<String, bool>,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    last_visit: Option<String>,
    #[item(encrypt, beacon(bits = 27))]
    billing_note: u32,
    #[serde(alias = "old52416", default)]  #[item(sign)]
    x_photo: Nested,
    #[serde(alias = "old820966", default)]  #[item(encrypt, pad = 64)]
    contact_photo: String,
}

async fn compare_148() {
    let value = Thing148 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: BTreeMap::from([("k".to_owned(), false)]),
        last_visit: None,
        billing_note: 1815,
        x_photo: Nested { city: "London".to_owned() },
        contact_photo: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .sort_key("attr907907")
        .sign(["é.250126"])
        .sign(["LAST_VISIT"])
        .encrypt(["BILLING_NOTE"])
        .sign(["X_PHOTO", "old52416"])
        .encrypt(["CONTACT_PHOTO", "old820966"])
        .pad(["CONTACT_PHOTO", "old820966"], 64)
        .encrypt(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("BILLING_NOTE", 27))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("attr907907".to_owned(), N("5".to_owned())),
        ("é.250126".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("BILLING_NOTE".to_owned(), N("1815".to_owned())),
        ("X_PHOTO".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("CONTACT_PHOTO".to_owned(), S("text".to_owned())),
        ("#kind".to_owned(), S("Thing148".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = ":")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing149 {
    #[serde(rename = "Field-846527")] #[item(partition_key)]
    the_id: String,
    #[item(encrypt)]
    home_y1: bool,
}

async fn compare_149() {
    let value = Thing149 {
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
        ("#kind".to_owned(), S("Thing149".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = ":")]
struct Thing150 {
    #[serde(rename(serialize = "Field-966416", deserialize = "Field-966416"))] #[item(partition_key)]
    the_id: String,
    #[item(context)]
    home_number: bool,
    #[serde(alias = "old140939", default)]  #[item(encrypt, pad = 64)]
    last_code: String,
    #[serde(rename = "é.299889")] #[serde(alias = "old988585", default)]  #[item(encrypt)]
    billing_mail: Option<String>,
    #[item(context)]
    x_visit: Vec<u32>,
    #[item(encrypt, beacon(bits = 45))]
    contact_y1: BTreeMap<String, bool>,
    #[item(encrypt, pad = 64, beacon(bits = 25))]
    r2_code: Vec<u32>,
    #[serde(rename = "Field-184738")] #[serde(alias = "old293693", default)]  #[item(sign)]
    old_photo: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_150() {
    let value = Thing150 {
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
struct Thing151 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    home_visit: Option<String>,
    #[item(encrypt)]
    last_note: bool,
    #[serde(alias = "old593989", default)]  #[item(encrypt)]
    billing_note: Vec<u32>,
    #[item(unsigned)]
    x_y1: Nested,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_151() {
    let value = Thing151 {
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
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = ":")]
struct Thing152 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_152() {
    let value = Thing152 {
        the_id: "42".to_owned(),
        the_time: 5,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("theId")
        .sort_key("theTime")
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = ":")]
struct Thing153 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    
    home_note: BTreeMap<String, bool>,
    #[serde(rename(serialize = "attr93647", deserialize = "attr93647"))]  #[item(index_key)]
    last_y1: Vec<u32>,
    #[item(context)]
    billing_y1: Nested,
    #[item(context)]
    x_visit: String,
    #[item(sign)]
    contact_visit: Nested,
    #[serde(rename(serialize = "Field-680550", deserialize = "Field-680550"))]  #[item(encrypt)]
    r2_mail: Nested,
    #[serde(alias = "old360859", default)] #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    old_note: Option<String>,
}

async fn compare_153() {
    let value = Thing153 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: BTreeMap::from([("k".to_owned(), false)]),
        last_y1: vec![1, 2],
        billing_y1: Nested { city: "London".to_owned() },
        x_visit: "text".to_owned(),
        contact_visit: Nested { city: "London".to_owned() },
        r2_mail: Nested { city: "London".to_owned() },
        old_note: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sort_key("the_time")
        .index_keys(["the_time"])
        .encrypt(["home_note"])
        .index_keys(["attr93647"])
        .sign_and_include_in_encryption_context(["billing_y1"])
        .sign_and_include_in_encryption_context(["x_visit"])
        .sign(["contact_visit"])
        .encrypt(["Field-680550"])
        .sign(["old_note", "old360859"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_note".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("attr93647".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("billing_y1".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("x_visit".to_owned(), S("text".to_owned())),
        ("contact_visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("Field-680550".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("old_note".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing154 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "Field-987383", deserialize = "Field-987383"))]
    home_code: bool,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_154() {
    let value = Thing154 {
        the_id: "42".to_owned(),
        home_code: true,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .encrypt(["Field-987383"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("Field-987383".to_owned(), Bool(true)),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = "u_")]
struct Thing155 {
    #[serde(rename(serialize = "attr378055", deserialize = "attr378055"))] #[item(partition_key)]
    the_id: String,
}

async fn compare_155() {
    let value = Thing155 {
        the_id: "42".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("attr378055")
    ;
    let search = None;
    let item = HashMap::from([
        ("attr378055".to_owned(), S("42".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = "u_")]
struct Thing156 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr411981", deserialize = "attr411981"))] #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, beacon(bits = 52))]
    home_mail: Option<String>,
    
    last_note: Vec<u32>,
    #[serde(rename = "é.781541")] #[serde(alias = "old259325", default)]  #[item(encrypt)]
    billing_number: Vec<u32>,
    #[serde(rename(serialize = "Field-356480", deserialize = "Field-356480"))]  #[item(unsigned)]
    x_photo: Option<String>,
    #[item(sign)]
    contact_visit: Vec<u32>,
    #[item(encrypt, pad = 64)]
    r2_mail: Nested,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_156() {
    let value = Thing156 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_mail: None,
        last_note: vec![1, 2],
        billing_number: vec![1, 2],
        x_photo: None,
        contact_visit: vec![1, 2],
        r2_mail: Nested { city: "London".to_owned() },
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .sort_key("attr411981")
        .encrypt(["HOME_MAIL"])
        .encrypt(["LAST_NOTE"])
        .encrypt(["é.781541", "old259325"])
        .do_nothing(["Field-356480"])
        .allowed_unsigned(["Field-356480"])
        .sign(["CONTACT_VISIT"])
        .encrypt(["R2_MAIL"])
        .pad(["R2_MAIL"], 64)
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("HOME_MAIL", 52))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("attr411981".to_owned(), N("5".to_owned())),
        ("LAST_NOTE".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.781541".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("Field-356480".to_owned(), Null(true)),
        ("CONTACT_VISIT".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("R2_MAIL".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = ":")]
struct Thing157 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "Field-721239", deserialize = "Field-721239"))]  #[item(index_key)]
    home_visit: String,
    #[serde(alias = "old191188", default)] #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    last_visit: Option<String>,
    #[item(encrypt, pad = 64)]
    billing_note: Vec<u32>,
    #[item(encrypt, beacon(bits = 21))]
    x_mail: bool,
    #[serde(rename = "é.839321")]  #[item(sign)]
    contact_mail: Vec<u32>,
    #[item(sign)]
    r2_address: String,
    
    old_number: Option<String>,
}

async fn compare_157() {
    let value = Thing157 {
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
struct Thing158 {
    #[serde(rename(serialize = "é.356220", deserialize = "é.356220"))] #[item(partition_key)]
    the_id: String,
    #[item(unsigned)]
    home_mail: BTreeMap<String, bool>,
    #[serde(rename(serialize = "Field-701944", deserialize = "Field-701944"))]  #[item(context)]
    last_address: i64,
    #[item(index_key)]
    billing_code: Vec<u32>,
}

async fn compare_158() {
    let value = Thing158 {
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
struct Thing159 {
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

async fn compare_159() {
    let value = Thing159 {
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
#[serde(rename_all = "snake_case")]
struct Thing160 {
    #[item(partition_key)]
    the_id: String,
    
    home_note: i64,
    
    last_mail: BTreeMap<String, bool>,
    #[item(unsigned)]
    billing_code: Nested,
}

async fn compare_160() {
    let value = Thing160 {
        the_id: "42".to_owned(),
        home_note: -7,
        last_mail: BTreeMap::from([("k".to_owned(), false)]),
        billing_code: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .encrypt(["home_note"])
        .encrypt(["last_mail"])
        .do_nothing(["billing_code"])
        .allowed_unsigned(["billing_code"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_note".to_owned(), N("-7".to_owned())),
        ("last_mail".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("billing_code".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = ":")]
struct Thing161 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    home_visit: Option<String>,
    #[item(sign)]
    last_y1: String,
}

async fn compare_161() {
    let value = Thing161 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_visit: Some("some".to_owned()),
        last_y1: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE-ID")
        .sort_key("THE-TIME")
        .sign(["HOME-VISIT"])
        .sign(["LAST-Y1"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("HOME-VISIT".to_owned(), S("some".to_owned())),
        ("LAST-Y1".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = ":")]
struct Thing162 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[item(encrypt)]
    home_mail: BTreeMap<String, bool>,
    #[serde(rename = ":last_mail")]  #[item(unsigned)]
    last_mail: Option<String>,
    #[item(index_key)]
    billing_note: u32,
    #[serde(rename = "é.819102")]  #[item(index_key)]
    x_note: Vec<u32>,
    #[serde(rename(serialize = "é.164540", deserialize = "é.164540"))] #[serde(alias = "old870561", default)]  #[item(unsigned)]
    contact_mail: bool,
    #[item(unsigned)]
    r2_address: u32,
    #[item(encrypt, beacon(bits = 52, formerly = 20))]
    old_address: u32,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_162() {
    let value = Thing162 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_mail: BTreeMap::from([("k".to_owned(), false)]),
        last_mail: None,
        billing_note: 1815,
        x_note: vec![1, 2],
        contact_mail: true,
        r2_address: 1815,
        old_address: 1815,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("TheId")
        .sort_key("TheTime")
        .index_keys(["TheTime"])
        .encrypt(["HomeMail"])
        .do_nothing([":last_mail"])
        .index_keys(["BillingNote"])
        .index_keys(["é.819102"])
        .do_nothing(["é.164540", "old870561"])
        .allowed_unsigned(["é.164540", "old870561"])
        .do_nothing(["R2Address"])
        .allowed_unsigned(["R2Address"])
        .encrypt(["OldAddress"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("OldAddress", 52).formerly(20))
        .build());
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
        ("HomeMail".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        (":last_mail".to_owned(), Null(true)),
        ("BillingNote".to_owned(), N("1815".to_owned())),
        ("é.819102".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.164540".to_owned(), Bool(true)),
        ("R2Address".to_owned(), N("1815".to_owned())),
        ("OldAddress".to_owned(), N("1815".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
struct Thing163 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "é.510574", deserialize = "é.510574"))] #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(unsigned)]
    home_y1: Option<String>,
    #[item(context)]
    last_number: Nested,
    #[item(sign)]
    billing_code: Nested,
    #[serde(rename(serialize = "é.7040", deserialize = "é.7040"))]  #[item(context)]
    x_photo: Nested,
    #[serde(alias = "old751554", default)]  #[item(encrypt)]
    contact_mail: BTreeMap<String, bool>,
}

async fn compare_163() {
    let value = Thing163 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: None,
        last_number: Nested { city: "London".to_owned() },
        billing_code: Nested { city: "London".to_owned() },
        x_photo: Nested { city: "London".to_owned() },
        contact_mail: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("theId")
        .sort_key("é.510574")
        .do_nothing(["homeY1"])
        .allowed_unsigned(["homeY1"])
        .sign_and_include_in_encryption_context(["lastNumber"])
        .sign(["billingCode"])
        .sign_and_include_in_encryption_context(["é.7040"])
        .encrypt(["contactMail", "old751554"])
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("é.510574".to_owned(), N("5".to_owned())),
        ("lastNumber".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("billingCode".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("é.7040".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("contactMail".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = "u_")]
struct Thing164 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "Field-812405", deserialize = "Field-812405"))] #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(index_key)]
    home_mail: Option<String>,
    #[serde(rename = "u_last_y1")]  #[item(unsigned)]
    last_y1: bool,
    #[serde(rename(serialize = "Field-433008", deserialize = "Field-433008"))] #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt)]
    billing_photo: Option<String>,
    #[item(sign)]
    x_address: Vec<u32>,
    #[item(unsigned)]
    contact_y1: i64,
    #[item(encrypt, beacon(bits = 1))]
    r2_number: String,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_164() {
    let value = Thing164 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_mail: None,
        last_y1: true,
        billing_photo: None,
        x_address: vec![1, 2],
        contact_y1: -7,
        r2_number: "text".to_owned(),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("theId")
        .sort_key("Field-812405")
        .index_keys(["Field-812405"])
        .index_keys(["homeMail"])
        .do_nothing(["u_last_y1"])
        .encrypt(["Field-433008"])
        .sign(["xAddress"])
        .do_nothing(["contactY1"])
        .allowed_unsigned(["contactY1"])
        .encrypt(["r2Number"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("r2Number", 1))
        .build());
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("Field-812405".to_owned(), N("5".to_owned())),
        ("u_last_y1".to_owned(), Bool(true)),
        ("xAddress".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("contactY1".to_owned(), N("-7".to_owned())),
        ("r2Number".to_owned(), S("text".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = ":")]
struct Thing165 {
    #[serde(rename(serialize = "é.525595", deserialize = "é.525595"))] #[item(partition_key)]
    the_id: String,
    
    home_code: Nested,
    #[serde(rename(serialize = "é.735488", deserialize = "é.735488"))]  #[item(sign)]
    last_code: Nested,
    
    billing_note: u32,
    #[item(index_key)]
    x_address: Option<String>,
}

async fn compare_165() {
    let value = Thing165 {
        the_id: "42".to_owned(),
        home_code: Nested { city: "London".to_owned() },
        last_code: Nested { city: "London".to_owned() },
        billing_note: 1815,
        x_address: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("é.525595")
        .encrypt(["home_code"])
        .sign(["é.735488"])
        .encrypt(["billing_note"])
        .index_keys(["x_address"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.525595".to_owned(), S("42".to_owned())),
        ("home_code".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("é.735488".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("billing_note".to_owned(), N("1815".to_owned())),
        ("x_address".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = "u_")]
struct Thing166 {
    #[serde(rename(serialize = "Field-130221", deserialize = "Field-130221"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(sign)]
    home_address: String,
    #[serde(alias = "old660015", default)]  #[item(encrypt)]
    last_photo: u32,
    #[serde(rename(serialize = "attr596388", deserialize = "attr596388"))] #[serde(skip_serializing_if = "Option::is_none")]
    billing_y1: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt)]
    x_code: Option<String>,
    #[item(context)]
    contact_visit: bool,
    
    r2_note: bool,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_166() {
    let value = Thing166 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_address: "text".to_owned(),
        last_photo: 1815,
        billing_y1: Some("some".to_owned()),
        x_code: Some("some".to_owned()),
        contact_visit: true,
        r2_note: true,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("Field-130221")
        .sort_key("the-time")
        .sign(["home-address"])
        .encrypt(["last-photo", "old660015"])
        .encrypt(["attr596388"])
        .encrypt(["x-code"])
        .sign_and_include_in_encryption_context(["contact-visit"])
        .encrypt(["r2-note"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-130221".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("home-address".to_owned(), S("text".to_owned())),
        ("last-photo".to_owned(), N("1815".to_owned())),
        ("attr596388".to_owned(), S("some".to_owned())),
        ("x-code".to_owned(), S("some".to_owned())),
        ("contact-visit".to_owned(), Bool(true)),
        ("r2-note".to_owned(), Bool(true)),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
struct Thing167 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(sign)]
    home_y1: bool,
    #[item(sign)]
    last_visit: u32,
}

async fn compare_167() {
    let value = Thing167 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: true,
        last_visit: 1815,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .sign(["HOME_Y1"])
        .sign(["LAST_VISIT"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_Y1".to_owned(), Bool(true)),
        ("LAST_VISIT".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
struct Thing168 {
    #[serde(rename = "attr202416")] #[item(partition_key)]
    the_id: String,
    #[serde(rename = "é.192802")] #[item(sort_key, index_key)]
    the_time: u64,
}

async fn compare_168() {
    let value = Thing168 {
        the_id: "42".to_owned(),
        the_time: 5,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr202416")
        .sort_key("é.192802")
        .index_keys(["é.192802"])
    ;
    let search = None;
    let item = HashMap::from([
        ("attr202416".to_owned(), S("42".to_owned())),
        ("é.192802".to_owned(), N("5".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = ":")]
struct Thing169 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(index_key)]
    home_note: Nested,
    #[serde(rename = "attr5008")]  #[item(sign)]
    last_visit: String,
    #[item(context)]
    billing_code: BTreeMap<String, bool>,
    #[item(sign)]
    x_photo: Vec<u32>,
    #[serde(alias = "old457578", default)]  #[item(encrypt)]
    contact_mail: String,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_169() {
    let value = Thing169 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: Nested { city: "London".to_owned() },
        last_visit: "text".to_owned(),
        billing_code: BTreeMap::from([("k".to_owned(), false)]),
        x_photo: vec![1, 2],
        contact_mail: "text".to_owned(),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("theId")
        .sort_key("theTime")
        .index_keys(["homeNote"])
        .sign(["attr5008"])
        .sign_and_include_in_encryption_context(["billingCode"])
        .sign(["xPhoto"])
        .encrypt(["contactMail", "old457578"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("homeNote".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("attr5008".to_owned(), S("text".to_owned())),
        ("billingCode".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("xPhoto".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("contactMail".to_owned(), S("text".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
struct Thing170 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    
    home_address: i64,
    #[item(sign)]
    last_note: Option<String>,
    #[item(sign)]
    billing_photo: i64,
    #[item(context)]
    x_mail: BTreeMap<String, bool>,
    #[item(index_key)]
    contact_visit: String,
    #[serde(rename = "é.511680")]  #[item(encrypt)]
    r2_address: Vec<u32>,
}

async fn compare_170() {
    let value = Thing170 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_address: -7,
        last_note: Some("some".to_owned()),
        billing_photo: -7,
        x_mail: BTreeMap::from([("k".to_owned(), false)]),
        contact_visit: "text".to_owned(),
        r2_address: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("the_time")
        .index_keys(["the_time"])
        .encrypt(["home_address"])
        .sign(["last_note"])
        .sign(["billing_photo"])
        .sign_and_include_in_encryption_context(["x_mail"])
        .index_keys(["contact_visit"])
        .encrypt(["é.511680"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_address".to_owned(), N("-7".to_owned())),
        ("last_note".to_owned(), S("some".to_owned())),
        ("billing_photo".to_owned(), N("-7".to_owned())),
        ("x_mail".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("contact_visit".to_owned(), S("text".to_owned())),
        ("é.511680".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = ":")]
struct Thing171 {
    #[serde(rename = "Field-825640")] #[item(partition_key)]
    the_id: String,
}

async fn compare_171() {
    let value = Thing171 {
        the_id: "42".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("Field-825640")
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-825640".to_owned(), S("42".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = ":")]
struct Thing172 {
    #[item(partition_key)]
    the_id: String,
}

async fn compare_172() {
    let value = Thing172 {
        the_id: "42".to_owned(),
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
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = ":")]
struct Thing173 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-863815")] #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_173() {
    let value = Thing173 {
        the_id: "42".to_owned(),
        the_time: 5,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .sort_key("Field-863815")
        .index_keys(["Field-863815"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("Field-863815".to_owned(), N("5".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing174 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(encrypt, pad = 64)]
    home_address: u32,
    #[item(context)]
    last_code: BTreeMap<String, bool>,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    billing_photo: Option<String>,
    #[item(sign)]
    x_address: i64,
    #[item(index_key)]
    contact_photo: Vec<u32>,
}

async fn compare_174() {
    let value = Thing174 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_address: 1815,
        last_code: BTreeMap::from([("k".to_owned(), false)]),
        billing_photo: None,
        x_address: -7,
        contact_photo: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .sort_key("TheTime")
        .index_keys(["TheTime"])
        .encrypt(["HomeAddress"])
        .pad(["HomeAddress"], 64)
        .sign_and_include_in_encryption_context(["LastCode"])
        .sign(["BillingPhoto"])
        .sign(["XAddress"])
        .index_keys(["ContactPhoto"])
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
        ("HomeAddress".to_owned(), N("1815".to_owned())),
        ("LastCode".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("XAddress".to_owned(), N("-7".to_owned())),
        ("ContactPhoto".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("#kind".to_owned(), S("Thing174".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = ":")]
struct Thing175 {
    #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_code: Nested,
    #[serde(alias = "old815297", default)]  #[item(sign)]
    last_number: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    billing_code: Option<String>,
    #[serde(rename = "attr523560")]  #[item(unsigned)]
    x_visit: u32,
    #[item(context)]
    contact_visit: Nested,
    #[serde(rename = ":r2_code")]  #[item(unsigned)]
    r2_code: BTreeMap<String, bool>,
    #[item(encrypt, beacon(bits = 31))]
    old_mail: Option<String>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_175() {
    let value = Thing175 {
        the_id: "42".to_owned(),
        home_code: Nested { city: "London".to_owned() },
        last_number: 1815,
        billing_code: Some("some".to_owned()),
        x_visit: 1815,
        contact_visit: Nested { city: "London".to_owned() },
        r2_code: BTreeMap::from([("k".to_owned(), false)]),
        old_mail: Some("some".to_owned()),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sign(["home_code"])
        .sign(["last_number", "old815297"])
        .encrypt(["billing_code"])
        .do_nothing(["attr523560"])
        .allowed_unsigned(["attr523560"])
        .sign_and_include_in_encryption_context(["contact_visit"])
        .do_nothing([":r2_code"])
        .encrypt(["old_mail"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("old_mail", 31))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_code".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("last_number".to_owned(), N("1815".to_owned())),
        ("billing_code".to_owned(), S("some".to_owned())),
        ("attr523560".to_owned(), N("1815".to_owned())),
        ("contact_visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        (":r2_code".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("old_mail".to_owned(), S("some".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = "u_")]
struct Thing176 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[item(sign)]
    home_address: BTreeMap<String, bool>,
    #[serde(rename = "attr980728")] #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, beacon(bits = 20))]
    last_note: Option<String>,
    #[item(sign)]
    billing_address: String,
    
    x_mail: bool,
    #[item(context)]
    contact_y1: u32,
    #[serde(rename = "é.164263")]  #[item(sign)]
    r2_mail: i64,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_176() {
    let value = Thing176 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_address: BTreeMap::from([("k".to_owned(), false)]),
        last_note: Some("some".to_owned()),
        billing_address: "text".to_owned(),
        x_mail: true,
        contact_y1: 1815,
        r2_mail: -7,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .sign(["home_address"])
        .encrypt(["attr980728"])
        .sign(["billing_address"])
        .encrypt(["x_mail"])
        .sign_and_include_in_encryption_context(["contact_y1"])
        .sign(["é.164263"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("attr980728", 20))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_address".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("attr980728".to_owned(), S("some".to_owned())),
        ("billing_address".to_owned(), S("text".to_owned())),
        ("x_mail".to_owned(), Bool(true)),
        ("contact_y1".to_owned(), N("1815".to_owned())),
        ("é.164263".to_owned(), N("-7".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = ":")]
struct Thing177 {
    #[serde(rename(serialize = "Field-429779", deserialize = "Field-429779"))] #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename(serialize = "attr152639", deserialize = "attr152639"))]  #[item(context)]
    home_photo: i64,
    #[serde(rename = "é.979477")]  #[item(sign)]
    last_address: Nested,
    #[item(context)]
    billing_y1: bool,
    #[serde(rename = "Field-989266")]  #[item(context)]
    x_address: String,
    #[item(unsigned)]
    contact_number: BTreeMap<String, bool>,
    #[item(sign)]
    r2_note: i64,
    
    old_y1: Nested,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_177() {
    let value = Thing177 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_photo: -7,
        last_address: Nested { city: "London".to_owned() },
        billing_y1: true,
        x_address: "text".to_owned(),
        contact_number: BTreeMap::from([("k".to_owned(), false)]),
        r2_note: -7,
        old_y1: Nested { city: "London".to_owned() },
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("Field-429779")
        .sign_and_include_in_encryption_context(["attr152639"])
        .sign(["é.979477"])
        .sign_and_include_in_encryption_context(["BILLING_Y1"])
        .sign_and_include_in_encryption_context(["Field-989266"])
        .do_nothing(["CONTACT_NUMBER"])
        .allowed_unsigned(["CONTACT_NUMBER"])
        .sign(["R2_NOTE"])
        .encrypt(["OLD_Y1"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-429779".to_owned(), S("42".to_owned())),
        ("attr152639".to_owned(), N("-7".to_owned())),
        ("é.979477".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("BILLING_Y1".to_owned(), Bool(true)),
        ("Field-989266".to_owned(), S("text".to_owned())),
        ("CONTACT_NUMBER".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("R2_NOTE".to_owned(), N("-7".to_owned())),
        ("OLD_Y1".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = "u_")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing178 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(rename = "u_home_y1")] #[serde(skip_serializing_if = "Option::is_none")] #[item(unsigned)]
    home_y1: Option<String>,
}

async fn compare_178() {
    let value = Thing178 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: None,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .index_keys(["THE_TIME"])
        .do_nothing(["u_home_y1"])
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("#kind".to_owned(), S("Thing178".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(others(encrypt))]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing179 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(unsigned)]
    home_photo: Option<String>,
    #[item(context)]
    last_visit: bool,
    #[item(sign)]
    billing_y1: Vec<u32>,
    #[item(unsigned)]
    x_y1: Nested,
}

async fn compare_179() {
    let value = Thing179 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_photo: Some("some".to_owned()),
        last_visit: true,
        billing_y1: vec![1, 2],
        x_y1: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .do_nothing(["home_photo"])
        .allowed_unsigned(["home_photo"])
        .sign_and_include_in_encryption_context(["last_visit"])
        .sign(["billing_y1"])
        .do_nothing(["x_y1"])
        .allowed_unsigned(["x_y1"])
        .action_for_others(AttributeAction::EncryptAndSign)
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_photo".to_owned(), S("some".to_owned())),
        ("last_visit".to_owned(), Bool(true)),
        ("billing_y1".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("x_y1".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("#kind".to_owned(), S("Thing179".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = ":")]
#[item(others(sign))]
struct Thing180 {
    #[item(partition_key)]
    the_id: String,
    
    home_photo: bool,
    #[item(sign)]
    last_code: Nested,
    #[item(sign)]
    billing_number: Vec<u32>,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    x_address: Option<String>,
    #[serde(rename = "attr459368")]  #[item(index_key)]
    contact_number: u32,
    #[serde(alias = "old776422", default)]  #[item(encrypt, pad = 64)]
    r2_code: bool,
    #[serde(rename(serialize = "Field-414659", deserialize = "Field-414659"))]  #[item(encrypt, pad = 64)]
    old_y1: String,
}

async fn compare_180() {
    let value = Thing180 {
        the_id: "42".to_owned(),
        home_photo: true,
        last_code: Nested { city: "London".to_owned() },
        billing_number: vec![1, 2],
        x_address: None,
        contact_number: 1815,
        r2_code: true,
        old_y1: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .encrypt(["home_photo"])
        .sign(["last_code"])
        .sign(["billing_number"])
        .sign(["x_address"])
        .index_keys(["attr459368"])
        .encrypt(["r2_code", "old776422"])
        .pad(["r2_code", "old776422"], 64)
        .encrypt(["Field-414659"])
        .pad(["Field-414659"], 64)
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_photo".to_owned(), Bool(true)),
        ("last_code".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("billing_number".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("attr459368".to_owned(), N("1815".to_owned())),
        ("r2_code".to_owned(), Bool(true)),
        ("Field-414659".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
struct Thing181 {
    #[serde(rename(serialize = "attr965974", deserialize = "attr965974"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(encrypt, pad = 64, beacon(bits = 17))]
    home_number: Option<String>,
    
    last_photo: i64,
    #[item(encrypt)]
    billing_code: bool,
    #[item(sign)]
    x_visit: BTreeMap<String, bool>,
    #[serde(rename(serialize = "é.677128", deserialize = "é.677128"))]  #[item(unsigned)]
    contact_note: bool,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_181() {
    let value = Thing181 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: None,
        last_photo: -7,
        billing_code: true,
        x_visit: BTreeMap::from([("k".to_owned(), false)]),
        contact_note: true,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr965974")
        .sort_key("the_time")
        .encrypt(["home_number"])
        .pad(["home_number"], 64)
        .encrypt(["last_photo"])
        .encrypt(["billing_code"])
        .sign(["x_visit"])
        .do_nothing(["é.677128"])
        .allowed_unsigned(["é.677128"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("home_number", 17))
        .build());
    let item = HashMap::from([
        ("attr965974".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_number".to_owned(), Null(true)),
        ("last_photo".to_owned(), N("-7".to_owned())),
        ("billing_code".to_owned(), Bool(true)),
        ("x_visit".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("é.677128".to_owned(), Bool(true)),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = ":")]
struct Thing182 {
    #[serde(rename(serialize = "Field-474357", deserialize = "Field-474357"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(alias = "old730515", default)] #[serde(skip_serializing_if = "Option::is_none")] #[item(unsigned)]
    home_photo: Option<String>,
    #[serde(rename(serialize = "é.926438", deserialize = "é.926438"))]  #[item(encrypt)]
    last_visit: String,
    #[item(context)]
    billing_photo: u32,
    #[item(unsigned)]
    x_photo: Option<String>,
    #[item(encrypt)]
    contact_note: i64,
    #[serde(rename = "attr181616")]  #[item(index_key)]
    r2_mail: bool,
}

async fn compare_182() {
    let value = Thing182 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_photo: Some("some".to_owned()),
        last_visit: "text".to_owned(),
        billing_photo: 1815,
        x_photo: Some("some".to_owned()),
        contact_note: -7,
        r2_mail: true,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("Field-474357")
        .sort_key("the_time")
        .index_keys(["the_time"])
        .do_nothing(["home_photo", "old730515"])
        .allowed_unsigned(["home_photo", "old730515"])
        .encrypt(["é.926438"])
        .sign_and_include_in_encryption_context(["billing_photo"])
        .do_nothing(["x_photo"])
        .allowed_unsigned(["x_photo"])
        .encrypt(["contact_note"])
        .index_keys(["attr181616"])
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-474357".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_photo".to_owned(), S("some".to_owned())),
        ("é.926438".to_owned(), S("text".to_owned())),
        ("billing_photo".to_owned(), N("1815".to_owned())),
        ("x_photo".to_owned(), S("some".to_owned())),
        ("contact_note".to_owned(), N("-7".to_owned())),
        ("attr181616".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = "u_")]
struct Thing183 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_183() {
    let value = Thing183 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = ":")]
struct Thing184 {
    #[serde(rename(serialize = "é.240430", deserialize = "é.240430"))] #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_mail: Vec<u32>,
    
    last_visit: Vec<u32>,
    #[serde(rename(serialize = "é.76695", deserialize = "é.76695"))]  #[item(encrypt)]
    billing_y1: bool,
    #[item(index_key)]
    x_note: Nested,
    #[serde(rename = "Field-863967")]  #[item(encrypt)]
    contact_visit: BTreeMap<String, bool>,
    #[item(encrypt)]
    r2_mail: Vec<u32>,
}

async fn compare_184() {
    let value = Thing184 {
        the_id: "42".to_owned(),
        home_mail: vec![1, 2],
        last_visit: vec![1, 2],
        billing_y1: true,
        x_note: Nested { city: "London".to_owned() },
        contact_visit: BTreeMap::from([("k".to_owned(), false)]),
        r2_mail: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("é.240430")
        .sign(["HOME_MAIL"])
        .encrypt(["LAST_VISIT"])
        .encrypt(["é.76695"])
        .index_keys(["X_NOTE"])
        .encrypt(["Field-863967"])
        .encrypt(["R2_MAIL"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.240430".to_owned(), S("42".to_owned())),
        ("HOME_MAIL".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("LAST_VISIT".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.76695".to_owned(), Bool(true)),
        ("X_NOTE".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("Field-863967".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("R2_MAIL".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = "u_")]
struct Thing185 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt, beacon(bits = 11))]
    home_photo: String,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_185() {
    let value = Thing185 {
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
struct Thing186 {
    #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_code: bool,
    
    last_number: BTreeMap<String, bool>,
    #[item(context)]
    billing_y1: Option<String>,
    #[item(sign)]
    x_code: Nested,
    #[serde(rename = ":contact_mail")]  #[item(unsigned)]
    contact_mail: Vec<u32>,
    #[item(sign)]
    r2_photo: Nested,
    #[serde(rename = "Field-111531")]  #[item(encrypt, beacon(bits = 8, formerly = 20))]
    old_mail: Vec<u32>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_186() {
    let value = Thing186 {
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
        ("#kind".to_owned(), S("Thing186".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = "u_")]
struct Thing187 {
    #[serde(rename(serialize = "é.254337", deserialize = "é.254337"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename(serialize = "Field-252499", deserialize = "Field-252499"))]  #[item(context)]
    home_mail: Option<String>,
    #[serde(rename = "attr76331")]  #[item(sign)]
    last_mail: Option<String>,
    #[item(encrypt)]
    billing_photo: u32,
    #[item(unsigned)]
    x_code: i64,
    #[serde(rename = "é.484899")]  #[item(index_key)]
    contact_code: BTreeMap<String, bool>,
    #[serde(rename = "é.892337")] #[serde(alias = "old614588", default)]  #[item(sign)]
    r2_mail: Option<String>,
    #[serde(rename = "attr428629")] #[serde(alias = "old642779", default)] #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    old_note: Option<String>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_187() {
    let value = Thing187 {
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
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = "u_")]
#[item(others(encrypt))]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing188 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr546385", deserialize = "attr546385"))] #[item(sort_key)]
    the_time: u64,
    #[serde(rename(serialize = "Field-103077", deserialize = "Field-103077"))]  #[item(context)]
    home_code: BTreeMap<String, bool>,
    #[serde(rename = "é.229091")]
    last_mail: Option<String>,
    #[serde(rename(serialize = "Field-771519", deserialize = "Field-771519"))]  #[item(context)]
    billing_code: bool,
    #[serde(alias = "old676609", default)]  #[item(encrypt)]
    x_note: Vec<u32>,
    #[item(index_key)]
    contact_address: Vec<u32>,
}

async fn compare_188() {
    let value = Thing188 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: BTreeMap::from([("k".to_owned(), false)]),
        last_mail: Some("some".to_owned()),
        billing_code: true,
        x_note: vec![1, 2],
        contact_address: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("TheId")
        .sort_key("attr546385")
        .sign_and_include_in_encryption_context(["Field-103077"])
        .encrypt(["é.229091"])
        .sign_and_include_in_encryption_context(["Field-771519"])
        .encrypt(["XNote", "old676609"])
        .index_keys(["ContactAddress"])
        .action_for_others(AttributeAction::EncryptAndSign)
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("attr546385".to_owned(), N("5".to_owned())),
        ("Field-103077".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("é.229091".to_owned(), S("some".to_owned())),
        ("Field-771519".to_owned(), Bool(true)),
        ("XNote".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("ContactAddress".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("#kind".to_owned(), S("Thing188".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = "u_")]
struct Thing189 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(rename = "Field-708393")]  #[item(sign)]
    home_y1: bool,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, beacon(bits = 12))]
    last_note: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_189() {
    let value = Thing189 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: true,
        last_note: None,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the-id")
        .sort_key("the-time")
        .sign(["Field-708393"])
        .encrypt(["last-note"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("last-note", 12))
        .build());
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("Field-708393".to_owned(), Bool(true)),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = "u_")]
struct Thing190 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(index_key)]
    home_number: Vec<u32>,
    #[serde(rename = "Field-634926")] #[serde(alias = "old960053", default)]  #[item(encrypt)]
    last_code: Nested,
    #[serde(alias = "old276667", default)]  #[item(sign)]
    billing_y1: u32,
    #[item(context)]
    x_visit: Nested,
    #[item(encrypt)]
    contact_mail: String,
}

async fn compare_190() {
    let value = Thing190 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: vec![1, 2],
        last_code: Nested { city: "London".to_owned() },
        billing_y1: 1815,
        x_visit: Nested { city: "London".to_owned() },
        contact_mail: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("TheId")
        .sort_key("TheTime")
        .index_keys(["HomeNumber"])
        .encrypt(["Field-634926", "old960053"])
        .sign(["BillingY1", "old276667"])
        .sign_and_include_in_encryption_context(["XVisit"])
        .encrypt(["ContactMail"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
        ("HomeNumber".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("Field-634926".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("BillingY1".to_owned(), N("1815".to_owned())),
        ("XVisit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("ContactMail".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = ":")]
struct Thing191 {
    #[item(partition_key)]
    the_id: String,
    #[item(index_key)]
    home_address: Option<String>,
    #[serde(alias = "old616762", default)] #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, pad = 64)]
    last_mail: Option<String>,
    #[serde(rename = ":billing_y1")]  #[item(unsigned)]
    billing_y1: String,
}

async fn compare_191() {
    let value = Thing191 {
        the_id: "42".to_owned(),
        home_address: None,
        last_mail: Some("some".to_owned()),
        billing_y1: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .index_keys(["home_address"])
        .encrypt(["last_mail", "old616762"])
        .pad(["last_mail", "old616762"], 64)
        .do_nothing([":billing_y1"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_address".to_owned(), Null(true)),
        ("last_mail".to_owned(), S("some".to_owned())),
        (":billing_y1".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(others(encrypt))]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing192 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(alias = "old862794", default)] #[serde(skip_serializing_if = "Option::is_none")] #[item(unsigned)]
    home_photo: Option<String>,
    #[serde(rename(serialize = "é.295812", deserialize = "é.295812"))]  #[item(encrypt, pad = 64)]
    last_photo: i64,
    #[serde(rename(serialize = "attr298823", deserialize = "attr298823"))]
    billing_address: Vec<u32>,
    #[serde(alias = "old852326", default)]  #[item(sign)]
    x_photo: Option<String>,
    #[item(index_key)]
    contact_photo: Option<String>,
    #[item(encrypt)]
    r2_visit: String,
    #[item(sign)]
    old_note: Option<String>,
}

async fn compare_192() {
    let value = Thing192 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_photo: Some("some".to_owned()),
        last_photo: -7,
        billing_address: vec![1, 2],
        x_photo: None,
        contact_photo: Some("some".to_owned()),
        r2_visit: "text".to_owned(),
        old_note: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .do_nothing(["HOME_PHOTO", "old862794"])
        .allowed_unsigned(["HOME_PHOTO", "old862794"])
        .encrypt(["é.295812"])
        .pad(["é.295812"], 64)
        .encrypt(["attr298823"])
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
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_PHOTO".to_owned(), S("some".to_owned())),
        ("é.295812".to_owned(), N("-7".to_owned())),
        ("attr298823".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("X_PHOTO".to_owned(), Null(true)),
        ("CONTACT_PHOTO".to_owned(), S("some".to_owned())),
        ("R2_VISIT".to_owned(), S("text".to_owned())),
        ("OLD_NOTE".to_owned(), S("some".to_owned())),
        ("#kind".to_owned(), S("Thing192".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = "u_")]
struct Thing193 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "é.468898", deserialize = "é.468898"))]  #[item(encrypt)]
    home_code: u32,
    #[item(sign)]
    last_code: String,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(unsigned)]
    billing_number: Option<String>,
    #[serde(rename = "u_x_code")]  #[item(unsigned)]
    x_code: Vec<u32>,
    #[serde(rename(serialize = "é.15826", deserialize = "é.15826"))]  #[item(sign)]
    contact_y1: Nested,
    #[item(context)]
    r2_code: String,
    #[item(index_key)]
    old_number: BTreeMap<String, bool>,
}

async fn compare_193() {
    let value = Thing193 {
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
struct Thing194 {
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

async fn compare_194() {
    let value = Thing194 {
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
#[serde(rename_all = "camelCase")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing195 {
    #[serde(rename(serialize = "é.646295", deserialize = "é.646295"))] #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "é.135128", deserialize = "é.135128"))]  #[item(sign)]
    home_y1: BTreeMap<String, bool>,
    #[item(context)]
    last_note: Option<String>,
}

async fn compare_195() {
    let value = Thing195 {
        the_id: "42".to_owned(),
        home_y1: BTreeMap::from([("k".to_owned(), false)]),
        last_note: None,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("é.646295")
        .sign(["é.135128"])
        .sign_and_include_in_encryption_context(["lastNote"])
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.646295".to_owned(), S("42".to_owned())),
        ("é.135128".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("lastNote".to_owned(), Null(true)),
        ("#kind".to_owned(), S("Thing195".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Thing196 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-729747")] #[item(sort_key, sign)]
    the_time: u64,
    #[item(index_key)]
    home_mail: i64,
}

async fn compare_196() {
    let value = Thing196 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_mail: -7,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("Field-729747")
        .index_keys(["HOME_MAIL"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("Field-729747".to_owned(), N("5".to_owned())),
        ("HOME_MAIL".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing197 {
    #[item(partition_key)]
    the_id: String,
    #[serde(alias = "old250728", default)] #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    home_mail: Option<String>,
    
    last_visit: i64,
    #[item(sign)]
    billing_mail: BTreeMap<String, bool>,
    #[serde(rename = "é.47230")] #[serde(alias = "old766058", default)]  #[item(sign)]
    x_photo: BTreeMap<String, bool>,
    #[serde(rename = "é.306035")] #[serde(alias = "old295108", default)]  #[item(unsigned)]
    contact_address: u32,
    #[item(unsigned)]
    r2_photo: BTreeMap<String, bool>,
    #[item(context)]
    old_mail: Option<String>,
}

async fn compare_197() {
    let value = Thing197 {
        the_id: "42".to_owned(),
        home_mail: Some("some".to_owned()),
        last_visit: -7,
        billing_mail: BTreeMap::from([("k".to_owned(), false)]),
        x_photo: BTreeMap::from([("k".to_owned(), false)]),
        contact_address: 1815,
        r2_photo: BTreeMap::from([("k".to_owned(), false)]),
        old_mail: None,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .sign(["home-mail", "old250728"])
        .encrypt(["last-visit"])
        .sign(["billing-mail"])
        .sign(["é.47230", "old766058"])
        .do_nothing(["é.306035", "old295108"])
        .allowed_unsigned(["é.306035", "old295108"])
        .do_nothing(["r2-photo"])
        .allowed_unsigned(["r2-photo"])
        .sign_and_include_in_encryption_context(["old-mail"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("home-mail".to_owned(), S("some".to_owned())),
        ("last-visit".to_owned(), N("-7".to_owned())),
        ("billing-mail".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("é.47230".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("é.306035".to_owned(), N("1815".to_owned())),
        ("r2-photo".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("old-mail".to_owned(), Null(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = "u_")]
struct Thing198 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt)]
    home_code: Option<String>,
    #[item(context)]
    last_number: Option<String>,
    #[serde(rename = "é.201477")]  #[item(encrypt)]
    billing_number: Nested,
    #[item(sign)]
    x_address: bool,
    #[serde(rename = "attr744773")]  #[item(unsigned)]
    contact_number: Nested,
    #[serde(alias = "old595423", default)]  #[item(encrypt)]
    r2_note: String,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_198() {
    let value = Thing198 {
        the_id: "42".to_owned(),
        home_code: Some("some".to_owned()),
        last_number: None,
        billing_number: Nested { city: "London".to_owned() },
        x_address: true,
        contact_number: Nested { city: "London".to_owned() },
        r2_note: "text".to_owned(),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE-ID")
        .encrypt(["HOME-CODE"])
        .sign_and_include_in_encryption_context(["LAST-NUMBER"])
        .encrypt(["é.201477"])
        .sign(["X-ADDRESS"])
        .do_nothing(["attr744773"])
        .allowed_unsigned(["attr744773"])
        .encrypt(["R2-NOTE", "old595423"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("HOME-CODE".to_owned(), S("some".to_owned())),
        ("LAST-NUMBER".to_owned(), Null(true)),
        ("é.201477".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("X-ADDRESS".to_owned(), Bool(true)),
        ("attr744773".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("R2-NOTE".to_owned(), S("text".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
struct Thing199 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "é.798147", deserialize = "é.798147"))]
    home_address: u32,
    #[item(sign)]
    last_address: BTreeMap<String, bool>,
    
    billing_address: String,
    #[item(index_key)]
    x_number: i64,
    #[item(index_key)]
    contact_code: Option<String>,
    #[serde(rename = "é.577117")]  #[item(encrypt)]
    r2_mail: i64,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_199() {
    let value = Thing199 {
        the_id: "42".to_owned(),
        home_address: 1815,
        last_address: BTreeMap::from([("k".to_owned(), false)]),
        billing_address: "text".to_owned(),
        x_number: -7,
        contact_code: None,
        r2_mail: -7,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .encrypt(["é.798147"])
        .sign(["LastAddress"])
        .encrypt(["BillingAddress"])
        .index_keys(["XNumber"])
        .index_keys(["ContactCode"])
        .encrypt(["é.577117"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("é.798147".to_owned(), N("1815".to_owned())),
        ("LastAddress".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("BillingAddress".to_owned(), S("text".to_owned())),
        ("XNumber".to_owned(), N("-7".to_owned())),
        ("ContactCode".to_owned(), Null(true)),
        ("é.577117".to_owned(), N("-7".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = ":")]
struct Thing200 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(sign)]
    home_code: Nested,
    #[serde(rename = ":last_visit")]  #[item(unsigned)]
    last_visit: Nested,
    #[serde(alias = "old408503", default)]  #[item(encrypt)]
    billing_photo: String,
    #[item(context)]
    x_mail: u32,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_200() {
    let value = Thing200 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: Nested { city: "London".to_owned() },
        last_visit: Nested { city: "London".to_owned() },
        billing_photo: "text".to_owned(),
        x_mail: 1815,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("TheId")
        .sort_key("TheTime")
        .sign(["HomeCode"])
        .do_nothing([":last_visit"])
        .encrypt(["BillingPhoto", "old408503"])
        .sign_and_include_in_encryption_context(["XMail"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
        ("HomeCode".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        (":last_visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("BillingPhoto".to_owned(), S("text".to_owned())),
        ("XMail".to_owned(), N("1815".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = "u_")]
#[item(others(sign))]
struct Thing201 {
    #[item(partition_key)]
    the_id: String,
    
    home_number: u32,
    #[item(unsigned)]
    last_note: Option<String>,
    #[serde(alias = "old137257", default)] #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    billing_address: Option<String>,
    #[item(encrypt, pad = 64)]
    x_note: Nested,
    #[item(sign)]
    contact_photo: bool,
    #[serde(rename(serialize = "é.625522", deserialize = "é.625522"))]  #[item(index_key)]
    r2_address: bool,
}

async fn compare_201() {
    let value = Thing201 {
        the_id: "42".to_owned(),
        home_number: 1815,
        last_note: Some("some".to_owned()),
        billing_address: None,
        x_note: Nested { city: "London".to_owned() },
        contact_photo: true,
        r2_address: true,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .encrypt(["HOME_NUMBER"])
        .do_nothing(["LAST_NOTE"])
        .allowed_unsigned(["LAST_NOTE"])
        .sign(["BILLING_ADDRESS", "old137257"])
        .encrypt(["X_NOTE"])
        .pad(["X_NOTE"], 64)
        .sign(["CONTACT_PHOTO"])
        .index_keys(["é.625522"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_NUMBER".to_owned(), N("1815".to_owned())),
        ("LAST_NOTE".to_owned(), S("some".to_owned())),
        ("X_NOTE".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("CONTACT_PHOTO".to_owned(), Bool(true)),
        ("é.625522".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(others(sign))]
struct Thing202 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(alias = "old624685", default)]  #[item(encrypt, pad = 64)]
    home_address: String,
}

async fn compare_202() {
    let value = Thing202 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_address: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .sort_key("TheTime")
        .encrypt(["HomeAddress", "old624685"])
        .pad(["HomeAddress", "old624685"], 64)
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
        ("HomeAddress".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = "u_")]
struct Thing203 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-823747")] #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(index_key)]
    home_note: Nested,
    #[item(index_key)]
    last_visit: Nested,
    #[item(encrypt, beacon(bits = 17))]
    billing_number: Vec<u32>,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, beacon(bits = 52, formerly = 20))]
    x_mail: Option<String>,
    #[item(encrypt)]
    contact_note: String,
}

async fn compare_203() {
    let value = Thing203 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_note: Nested { city: "London".to_owned() },
        last_visit: Nested { city: "London".to_owned() },
        billing_number: vec![1, 2],
        x_mail: None,
        contact_note: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .sort_key("Field-823747")
        .index_keys(["home_note"])
        .index_keys(["last_visit"])
        .encrypt(["billing_number"])
        .encrypt(["x_mail"])
        .encrypt(["contact_note"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("billing_number", 17))
        .beacon(Beacon::new("x_mail", 52).formerly(20))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("Field-823747".to_owned(), N("5".to_owned())),
        ("home_note".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("last_visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("billing_number".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("contact_note".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = "u_")]
#[item(others(sign))]
struct Thing204 {
    #[serde(rename(serialize = "Field-156449", deserialize = "Field-156449"))] #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[item(index_key)]
    home_code: Option<String>,
}

async fn compare_204() {
    let value = Thing204 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_code: None,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("Field-156449")
        .index_keys(["HOME_CODE"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-156449".to_owned(), S("42".to_owned())),
        ("HOME_CODE".to_owned(), Null(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing205 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-626200")] #[item(sort_key)]
    the_time: u64,
    #[item(sign)]
    home_visit: i64,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_205() {
    let value = Thing205 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_visit: -7,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("Field-626200")
        .sign(["home_visit"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("Field-626200".to_owned(), N("5".to_owned())),
        ("home_visit".to_owned(), N("-7".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = ":")]
struct Thing206 {
    #[item(partition_key)]
    the_id: String,
}

async fn compare_206() {
    let value = Thing206 {
        the_id: "42".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("theId")
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
struct Thing207 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "é.472724", deserialize = "é.472724"))]  #[item(sign)]
    home_address: Option<String>,
    
    last_visit: Vec<u32>,
    #[item(context)]
    billing_note: Option<String>,
    #[item(sign)]
    x_note: BTreeMap<String, bool>,
    #[item(context)]
    contact_visit: bool,
    #[item(unsigned)]
    r2_number: String,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(unsigned)]
    old_address: Option<String>,
}

async fn compare_207() {
    let value = Thing207 {
        the_id: "42".to_owned(),
        home_address: None,
        last_visit: vec![1, 2],
        billing_note: Some("some".to_owned()),
        x_note: BTreeMap::from([("k".to_owned(), false)]),
        contact_visit: true,
        r2_number: "text".to_owned(),
        old_address: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .sign(["é.472724"])
        .encrypt(["LastVisit"])
        .sign_and_include_in_encryption_context(["BillingNote"])
        .sign(["XNote"])
        .sign_and_include_in_encryption_context(["ContactVisit"])
        .do_nothing(["R2Number"])
        .allowed_unsigned(["R2Number"])
        .do_nothing(["OldAddress"])
        .allowed_unsigned(["OldAddress"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("é.472724".to_owned(), Null(true)),
        ("LastVisit".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("BillingNote".to_owned(), S("some".to_owned())),
        ("XNote".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("ContactVisit".to_owned(), Bool(true)),
        ("R2Number".to_owned(), S("text".to_owned())),
        ("OldAddress".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
struct Thing208 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "é.407675", deserialize = "é.407675"))] #[item(sort_key)]
    the_time: u64,
    
    home_address: bool,
    #[serde(rename = "Field-246478")]  #[item(sign)]
    last_note: Vec<u32>,
    #[serde(rename(serialize = "é.585742", deserialize = "é.585742"))]  #[item(encrypt, pad = 64)]
    billing_code: String,
    #[serde(rename(serialize = "attr24399", deserialize = "attr24399"))]  #[item(context)]
    x_photo: Option<String>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_208() {
    let value = Thing208 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_address: true,
        last_note: vec![1, 2],
        billing_code: "text".to_owned(),
        x_photo: Some("some".to_owned()),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .sort_key("é.407675")
        .encrypt(["HomeAddress"])
        .sign(["Field-246478"])
        .encrypt(["é.585742"])
        .pad(["é.585742"], 64)
        .sign_and_include_in_encryption_context(["attr24399"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("é.407675".to_owned(), N("5".to_owned())),
        ("HomeAddress".to_owned(), Bool(true)),
        ("Field-246478".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("é.585742".to_owned(), S("text".to_owned())),
        ("attr24399".to_owned(), S("some".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing209 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
}

async fn compare_209() {
    let value = Thing209 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
    };
    let builder = TableConfig::builder("Things")
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
#[item(unsigned_prefix = ":")]
struct Thing210 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "Field-382922", deserialize = "Field-382922"))]  #[item(context)]
    home_y1: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt)]
    last_y1: Option<String>,
    #[item(index_key)]
    billing_code: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_210() {
    let value = Thing210 {
        the_id: "42".to_owned(),
        home_y1: Some("some".to_owned()),
        last_y1: Some("some".to_owned()),
        billing_code: BTreeMap::from([("k".to_owned(), false)]),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sign_and_include_in_encryption_context(["Field-382922"])
        .encrypt(["last_y1"])
        .index_keys(["billing_code"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("Field-382922".to_owned(), S("some".to_owned())),
        ("last_y1".to_owned(), S("some".to_owned())),
        ("billing_code".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = ":")]
struct Thing211 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(encrypt)]
    home_photo: Nested,
    #[item(sign)]
    last_code: u32,
    #[serde(rename(serialize = "Field-213671", deserialize = "Field-213671"))]  #[item(sign)]
    billing_note: Nested,
    #[serde(rename(serialize = "é.283068", deserialize = "é.283068"))]  #[item(sign)]
    x_note: Nested,
    #[item(unsigned)]
    contact_visit: String,
}

async fn compare_211() {
    let value = Thing211 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_photo: Nested { city: "London".to_owned() },
        last_code: 1815,
        billing_note: Nested { city: "London".to_owned() },
        x_note: Nested { city: "London".to_owned() },
        contact_visit: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sort_key("the_time")
        .encrypt(["home_photo"])
        .sign(["last_code"])
        .sign(["Field-213671"])
        .sign(["é.283068"])
        .do_nothing(["contact_visit"])
        .allowed_unsigned(["contact_visit"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_photo".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("last_code".to_owned(), N("1815".to_owned())),
        ("Field-213671".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("é.283068".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("contact_visit".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
struct Thing212 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[item(sign)]
    home_photo: u32,
    #[item(context)]
    last_code: Option<String>,
    #[serde(rename = "Field-316547")]  #[item(sign)]
    billing_code: BTreeMap<String, bool>,
    #[item(sign)]
    x_number: bool,
    #[item(context)]
    contact_note: u32,
    #[serde(rename = "attr842776")]  #[item(encrypt)]
    r2_number: u32,
    #[item(context)]
    old_visit: Vec<u32>,
}

async fn compare_212() {
    let value = Thing212 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_photo: 1815,
        last_code: Some("some".to_owned()),
        billing_code: BTreeMap::from([("k".to_owned(), false)]),
        x_number: true,
        contact_note: 1815,
        r2_number: 1815,
        old_visit: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .index_keys(["THE_TIME"])
        .sign(["HOME_PHOTO"])
        .sign_and_include_in_encryption_context(["LAST_CODE"])
        .sign(["Field-316547"])
        .sign(["X_NUMBER"])
        .sign_and_include_in_encryption_context(["CONTACT_NOTE"])
        .encrypt(["attr842776"])
        .sign_and_include_in_encryption_context(["OLD_VISIT"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_PHOTO".to_owned(), N("1815".to_owned())),
        ("LAST_CODE".to_owned(), S("some".to_owned())),
        ("Field-316547".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("X_NUMBER".to_owned(), Bool(true)),
        ("CONTACT_NOTE".to_owned(), N("1815".to_owned())),
        ("attr842776".to_owned(), N("1815".to_owned())),
        ("OLD_VISIT".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(others(encrypt))]
struct Thing213 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(rename(serialize = "é.917879", deserialize = "é.917879"))]  #[item(index_key)]
    home_visit: String,
}

async fn compare_213() {
    let value = Thing213 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_visit: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .index_keys(["é.917879"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("é.917879".to_owned(), S("text".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = ":")]
struct Thing214 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[item(encrypt)]
    home_number: u32,
    #[serde(rename(serialize = "attr903835", deserialize = "attr903835"))]  #[item(context)]
    last_address: i64,
    #[serde(alias = "old925528", default)]  #[item(sign)]
    billing_mail: u32,
    #[serde(rename = "Field-907000")]  #[item(index_key)]
    x_address: Nested,
    #[item(context)]
    contact_code: BTreeMap<String, bool>,
}

async fn compare_214() {
    let value = Thing214 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: 1815,
        last_address: -7,
        billing_mail: 1815,
        x_address: Nested { city: "London".to_owned() },
        contact_code: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .index_keys(["THE_TIME"])
        .encrypt(["HOME_NUMBER"])
        .sign_and_include_in_encryption_context(["attr903835"])
        .sign(["BILLING_MAIL", "old925528"])
        .index_keys(["Field-907000"])
        .sign_and_include_in_encryption_context(["CONTACT_CODE"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_NUMBER".to_owned(), N("1815".to_owned())),
        ("attr903835".to_owned(), N("-7".to_owned())),
        ("BILLING_MAIL".to_owned(), N("1815".to_owned())),
        ("Field-907000".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("CONTACT_CODE".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(unsigned_prefix = "u_")]
struct Thing215 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    
    home_mail: bool,
    #[serde(alias = "old34814", default)]  #[item(sign)]
    last_photo: Vec<u32>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_215() {
    let value = Thing215 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_mail: true,
        last_photo: vec![1, 2],
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .sort_key("the_time")
        .encrypt(["home_mail"])
        .sign(["last_photo", "old34814"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_mail".to_owned(), Bool(true)),
        ("last_photo".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing216 {
    #[serde(rename = "Field-92080")] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(alias = "old792981", default)]  #[item(sign)]
    home_address: u32,
    #[item(encrypt)]
    last_mail: Nested,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_216() {
    let value = Thing216 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_address: 1815,
        last_mail: Nested { city: "London".to_owned() },
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("Field-92080")
        .sort_key("the-time")
        .sign(["home-address", "old792981"])
        .encrypt(["last-mail"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-92080".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("home-address".to_owned(), N("1815".to_owned())),
        ("last-mail".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = ":")]
struct Thing217 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[item(index_key)]
    home_mail: String,
    #[serde(rename = "attr473952")]  #[item(context)]
    last_photo: i64,
    #[item(encrypt, beacon(bits = 56))]
    billing_visit: i64,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    x_y1: Option<String>,
    #[item(index_key)]
    contact_y1: BTreeMap<String, bool>,
}

async fn compare_217() {
    let value = Thing217 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_mail: "text".to_owned(),
        last_photo: -7,
        billing_visit: -7,
        x_y1: None,
        contact_y1: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the-id")
        .index_keys(["home-mail"])
        .sign_and_include_in_encryption_context(["attr473952"])
        .encrypt(["billing-visit"])
        .sign(["x-y1"])
        .index_keys(["contact-y1"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("billing-visit", 56))
        .build());
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("home-mail".to_owned(), S("text".to_owned())),
        ("attr473952".to_owned(), N("-7".to_owned())),
        ("billing-visit".to_owned(), N("-7".to_owned())),
        ("contact-y1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing218 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    home_visit: Option<String>,
    #[serde(rename(serialize = "attr963771", deserialize = "attr963771"))]  #[item(context)]
    last_address: String,
    #[item(unsigned)]
    billing_visit: Nested,
    #[serde(rename(serialize = "attr4636", deserialize = "attr4636"))] #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt)]
    x_visit: Option<String>,
    #[item(index_key)]
    contact_code: BTreeMap<String, bool>,
}

async fn compare_218() {
    let value = Thing218 {
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
        ("#kind".to_owned(), S("Thing218".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = "u_")]
#[item(others(encrypt))]
struct Thing219 {
    #[serde(rename = "attr258683")] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(alias = "old892439", default)]  #[item(unsigned)]
    home_note: u32,
    #[item(unsigned)]
    last_code: i64,
    #[item(context)]
    billing_number: i64,
    #[serde(rename = "attr245823")]  #[item(sign)]
    x_photo: Option<String>,
    #[serde(rename = "u_contact_note")]  #[item(unsigned)]
    contact_note: BTreeMap<String, bool>,
    #[item(index_key)]
    r2_number: u32,
    #[item(index_key)]
    old_address: BTreeMap<String, bool>,
}

async fn compare_219() {
    let value = Thing219 {
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
struct Thing220 {
    #[item(partition_key)]
    the_id: String,
    #[item(encrypt, pad = 64, beacon(bits = 53))]
    home_y1: Vec<u32>,
    #[item(encrypt)]
    last_note: String,
    #[serde(rename = "u_billing_mail")] #[serde(skip_serializing_if = "Option::is_none")] #[item(unsigned)]
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

async fn compare_220() {
    let value = Thing220 {
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
struct Thing221 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[item(encrypt, beacon(bits = 41, formerly = 20))]
    home_photo: u32,
    #[item(sign)]
    last_note: String,
    #[serde(rename = "Field-625262")]  #[item(sign)]
    billing_y1: i64,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, beacon(bits = 56, formerly = 20))]
    x_note: Option<String>,
}

async fn compare_221() {
    let value = Thing221 {
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
struct Thing222 {
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
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, beacon(bits = 52))]
    r2_mail: Option<String>,
}

async fn compare_222() {
    let value = Thing222 {
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
struct Thing223 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(alias = "old643563", default)]  #[item(encrypt)]
    home_code: BTreeMap<String, bool>,
    
    last_mail: u32,
}

async fn compare_223() {
    let value = Thing223 {
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
struct Thing224 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(index_key)]
    home_note: Option<String>,
    
    last_note: u32,
    #[serde(rename = ":billing_visit")]  #[item(unsigned)]
    billing_visit: i64,
}

async fn compare_224() {
    let value = Thing224 {
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
struct Thing225 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(sign)]
    home_number: String,
    #[item(index_key)]
    last_number: bool,
    #[serde(rename(serialize = "é.524991", deserialize = "é.524991"))]  #[item(encrypt)]
    billing_address: String,
    #[serde(rename(serialize = "é.91347", deserialize = "é.91347"))]  #[item(context)]
    x_visit: Vec<u32>,
    #[serde(rename = "Field-933169")]  #[item(index_key)]
    contact_number: String,
    #[serde(rename(serialize = "é.119463", deserialize = "é.119463"))]  #[item(context)]
    r2_mail: String,
    
    old_photo: i64,
}

async fn compare_225() {
    let value = Thing225 {
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
struct Thing226 {
    #[serde(rename = "Field-375555")] #[item(partition_key)]
    the_id: String,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_226() {
    let value = Thing226 {
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
struct Thing227 {
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

async fn compare_227() {
    let value = Thing227 {
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
struct Thing228 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(unsigned)]
    home_number: Option<String>,
    #[serde(rename = "attr179649")]  #[item(encrypt, beacon(bits = 63))]
    last_number: Option<String>,
}

async fn compare_228() {
    let value = Thing228 {
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
struct Thing229 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(rename = "attr234141")]  #[item(context)]
    home_number: Option<String>,
    #[item(encrypt)]
    last_note: Option<String>,
    #[serde(alias = "old771314", default)]  #[item(encrypt, pad = 64)]
    billing_note: Nested,
    #[item(encrypt, beacon(bits = 37, name = "city_3", within = "city"))]
    x_code: Nested,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(unsigned)]
    contact_code: Option<String>,
    #[serde(rename(serialize = "Field-286420", deserialize = "Field-286420"))]  #[item(sign)]
    r2_photo: bool,
    #[item(encrypt)]
    old_note: u32,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_229() {
    let value = Thing229 {
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
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(others(encrypt))]
struct Thing230 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename(serialize = "attr416686", deserialize = "attr416686"))]  #[item(unsigned)]
    home_address: bool,
    #[item(context)]
    last_visit: Vec<u32>,
}

async fn compare_230() {
    let value = Thing230 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_address: true,
        last_visit: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .do_nothing(["attr416686"])
        .allowed_unsigned(["attr416686"])
        .sign_and_include_in_encryption_context(["LAST_VISIT"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("attr416686".to_owned(), Bool(true)),
        ("LAST_VISIT".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = "u_")]
struct Thing231 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(rename = "u_home_mail")]  #[item(unsigned)]
    home_mail: String,
    #[item(encrypt)]
    last_photo: u32,
}

async fn compare_231() {
    let value = Thing231 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_mail: "text".to_owned(),
        last_photo: 1815,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("TheId")
        .sort_key("TheTime")
        .index_keys(["TheTime"])
        .do_nothing(["u_home_mail"])
        .encrypt(["LastPhoto"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
        ("u_home_mail".to_owned(), S("text".to_owned())),
        ("LastPhoto".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing232 {
    #[serde(rename(serialize = "Field-739875", deserialize = "Field-739875"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(sign)]
    home_visit: u32,
    #[serde(rename = "é.921229")]  #[item(sign)]
    last_number: u32,
    #[item(sign)]
    billing_photo: u32,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    x_y1: Option<String>,
    #[serde(alias = "old181769", default)]  #[item(sign)]
    contact_mail: bool,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_232() {
    let value = Thing232 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_visit: 1815,
        last_number: 1815,
        billing_photo: 1815,
        x_y1: Some("some".to_owned()),
        contact_mail: true,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("Field-739875")
        .sort_key("the_time")
        .sign(["home_visit"])
        .sign(["é.921229"])
        .sign(["billing_photo"])
        .sign(["x_y1"])
        .sign(["contact_mail", "old181769"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-739875".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_visit".to_owned(), N("1815".to_owned())),
        ("é.921229".to_owned(), N("1815".to_owned())),
        ("billing_photo".to_owned(), N("1815".to_owned())),
        ("x_y1".to_owned(), S("some".to_owned())),
        ("contact_mail".to_owned(), Bool(true)),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = ":")]
struct Thing233 {
    #[serde(rename = "é.715187")] #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_photo: String,
    #[item(sign)]
    last_photo: Vec<u32>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_233() {
    let value = Thing233 {
        the_id: "42".to_owned(),
        home_photo: "text".to_owned(),
        last_photo: vec![1, 2],
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("é.715187")
        .sign(["HOME_PHOTO"])
        .sign(["LAST_PHOTO"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("é.715187".to_owned(), S("42".to_owned())),
        ("HOME_PHOTO".to_owned(), S("text".to_owned())),
        ("LAST_PHOTO".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
struct Thing234 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    home_code: Option<String>,
    #[serde(rename = "é.147482")] #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    last_number: Option<String>,
    #[item(context)]
    billing_code: i64,
}

async fn compare_234() {
    let value = Thing234 {
        the_id: "42".to_owned(),
        home_code: Some("some".to_owned()),
        last_number: None,
        billing_code: -7,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .encrypt(["home_code"])
        .sign(["é.147482"])
        .sign_and_include_in_encryption_context(["billing_code"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_code".to_owned(), S("some".to_owned())),
        ("billing_code".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct Thing235 {
    #[serde(rename(serialize = "Field-967491", deserialize = "Field-967491"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename(serialize = "Field-410793", deserialize = "Field-410793"))]
    home_photo: String,
    #[serde(rename = "attr573529")] #[serde(skip_serializing_if = "Option::is_none")] #[item(index_key)]
    last_code: Option<String>,
    #[serde(rename(serialize = "Field-941134", deserialize = "Field-941134"))]  #[item(sign)]
    billing_code: u32,
    #[item(unsigned)]
    x_photo: Vec<u32>,
    #[item(encrypt, beacon(bits = 29))]
    contact_address: i64,
    #[item(encrypt, beacon(bits = 12))]
    r2_number: Option<String>,
    #[item(unsigned)]
    old_code: i64,
}

async fn compare_235() {
    let value = Thing235 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_photo: "text".to_owned(),
        last_code: Some("some".to_owned()),
        billing_code: 1815,
        x_photo: vec![1, 2],
        contact_address: -7,
        r2_number: Some("some".to_owned()),
        old_code: -7,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("Field-967491")
        .sort_key("THE-TIME")
        .encrypt(["Field-410793"])
        .index_keys(["attr573529"])
        .sign(["Field-941134"])
        .do_nothing(["X-PHOTO"])
        .allowed_unsigned(["X-PHOTO"])
        .encrypt(["CONTACT-ADDRESS"])
        .encrypt(["R2-NUMBER"])
        .do_nothing(["OLD-CODE"])
        .allowed_unsigned(["OLD-CODE"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("CONTACT-ADDRESS", 29))
        .beacon(Beacon::new("R2-NUMBER", 12))
        .build());
    let item = HashMap::from([
        ("Field-967491".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("Field-410793".to_owned(), S("text".to_owned())),
        ("attr573529".to_owned(), S("some".to_owned())),
        ("Field-941134".to_owned(), N("1815".to_owned())),
        ("X-PHOTO".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("CONTACT-ADDRESS".to_owned(), N("-7".to_owned())),
        ("R2-NUMBER".to_owned(), S("some".to_owned())),
        ("OLD-CODE".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = ":")]
struct Thing236 {
    #[item(partition_key)]
    the_id: String,
    #[item(context)]
    home_number: Option<String>,
    #[item(sign)]
    last_code: Option<String>,
    #[item(unsigned)]
    billing_y1: u32,
    #[serde(rename = ":x_visit")]  #[item(unsigned)]
    x_visit: u32,
    #[item(unsigned)]
    contact_number: Option<String>,
}

async fn compare_236() {
    let value = Thing236 {
        the_id: "42".to_owned(),
        home_number: None,
        last_code: Some("some".to_owned()),
        billing_y1: 1815,
        x_visit: 1815,
        contact_number: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .sign_and_include_in_encryption_context(["HOME_NUMBER"])
        .sign(["LAST_CODE"])
        .do_nothing(["BILLING_Y1"])
        .allowed_unsigned(["BILLING_Y1"])
        .do_nothing([":x_visit"])
        .do_nothing(["CONTACT_NUMBER"])
        .allowed_unsigned(["CONTACT_NUMBER"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_NUMBER".to_owned(), Null(true)),
        ("LAST_CODE".to_owned(), S("some".to_owned())),
        ("BILLING_Y1".to_owned(), N("1815".to_owned())),
        (":x_visit".to_owned(), N("1815".to_owned())),
        ("CONTACT_NUMBER".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = "u_")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing237 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename = "Field-546797")]
    home_visit: BTreeMap<String, bool>,
    #[item(encrypt, beacon(bits = 57))]
    last_y1: bool,
    #[serde(rename = "Field-626515")]  #[item(context)]
    billing_address: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    x_mail: Option<String>,
    #[serde(rename = "é.296254")]
    contact_note: BTreeMap<String, bool>,
    #[item(context)]
    r2_photo: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_237() {
    let value = Thing237 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_visit: BTreeMap::from([("k".to_owned(), false)]),
        last_y1: true,
        billing_address: -7,
        x_mail: None,
        contact_note: BTreeMap::from([("k".to_owned(), false)]),
        r2_photo: BTreeMap::from([("k".to_owned(), false)]),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .encrypt(["Field-546797"])
        .encrypt(["last_y1"])
        .sign_and_include_in_encryption_context(["Field-626515"])
        .encrypt(["x_mail"])
        .encrypt(["é.296254"])
        .sign_and_include_in_encryption_context(["r2_photo"])
        .sign(["version"]).encrypt(["Secret"])
        .encrypt(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("last_y1", 57))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("Field-546797".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("last_y1".to_owned(), Bool(true)),
        ("Field-626515".to_owned(), N("-7".to_owned())),
        ("é.296254".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("r2_photo".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
        ("#kind".to_owned(), S("Thing237".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
struct Thing238 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(rename = "é.371708")]  #[item(index_key)]
    home_y1: Nested,
    #[item(unsigned)]
    last_visit: Nested,
    #[serde(rename = "Field-246515")]  #[item(encrypt)]
    billing_visit: u32,
    #[serde(rename = "Field-607489")] #[serde(skip_serializing_if = "Option::is_none")] #[item(unsigned)]
    x_photo: Option<String>,
    #[item(sign)]
    contact_mail: BTreeMap<String, bool>,
}

async fn compare_238() {
    let value = Thing238 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: Nested { city: "London".to_owned() },
        last_visit: Nested { city: "London".to_owned() },
        billing_visit: 1815,
        x_photo: None,
        contact_mail: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("the_time")
        .index_keys(["é.371708"])
        .do_nothing(["last_visit"])
        .allowed_unsigned(["last_visit"])
        .encrypt(["Field-246515"])
        .do_nothing(["Field-607489"])
        .allowed_unsigned(["Field-607489"])
        .sign(["contact_mail"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("é.371708".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("last_visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("Field-246515".to_owned(), N("1815".to_owned())),
        ("contact_mail".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing239 {
    #[serde(rename = "attr671066")] #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "Field-14997", deserialize = "Field-14997"))] #[serde(alias = "old909705", default)]  #[item(encrypt, pad = 64)]
    home_number: bool,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_239() {
    let value = Thing239 {
        the_id: "42".to_owned(),
        home_number: true,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
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
struct Thing240 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(index_key)]
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

async fn compare_240() {
    let value = Thing240 {
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
struct Thing241 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[item(context)]
    home_y1: Option<String>,
    #[serde(rename = "Field-399021")]  #[item(sign)]
    last_visit: Option<String>,
    #[serde(alias = "old207088", default)]  #[item(encrypt)]
    billing_y1: BTreeMap<String, bool>,
    #[item(context)]
    x_photo: String,
}

async fn compare_241() {
    let value = Thing241 {
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
struct Thing242 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(context)]
    home_photo: i64,
    #[serde(rename(serialize = "Field-109189", deserialize = "Field-109189"))] #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, beacon(bits = 14, formerly = 20))]
    last_photo: Option<String>,
}

async fn compare_242() {
    let value = Thing242 {
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
struct Thing243 {
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

async fn compare_243() {
    let value = Thing243 {
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
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = ":")]
#[item(others(encrypt))]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing244 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, pad = 64, beacon(bits = 56))]
    home_address: Option<String>,
    #[item(sign)]
    last_mail: Option<String>,
    #[serde(rename(serialize = "Field-777767", deserialize = "Field-777767"))]  #[item(context)]
    billing_photo: Nested,
    #[serde(rename(serialize = "attr868800", deserialize = "attr868800"))]  #[item(context)]
    x_photo: u32,
}

async fn compare_244() {
    let value = Thing244 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_address: Some("some".to_owned()),
        last_mail: Some("some".to_owned()),
        billing_photo: Nested { city: "London".to_owned() },
        x_photo: 1815,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("TheId")
        .sort_key("TheTime")
        .encrypt(["HomeAddress"])
        .pad(["HomeAddress"], 64)
        .sign(["LastMail"])
        .sign_and_include_in_encryption_context(["Field-777767"])
        .sign_and_include_in_encryption_context(["attr868800"])
        .action_for_others(AttributeAction::EncryptAndSign)
        .sign(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("HomeAddress", 56))
        .build());
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("TheTime".to_owned(), N("5".to_owned())),
        ("HomeAddress".to_owned(), S("some".to_owned())),
        ("LastMail".to_owned(), S("some".to_owned())),
        ("Field-777767".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("attr868800".to_owned(), N("1815".to_owned())),
        ("#kind".to_owned(), S("Thing244".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(others(sign))]
struct Thing245 {
    #[item(partition_key)]
    the_id: String,
}

async fn compare_245() {
    let value = Thing245 {
        the_id: "42".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = "u_")]
#[item(others(sign))]
struct Thing246 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[item(context)]
    home_y1: Option<String>,
    #[item(encrypt)]
    last_note: u32,
}

async fn compare_246() {
    let value = Thing246 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: Some("some".to_owned()),
        last_note: 1815,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the-id")
        .sort_key("the-time")
        .index_keys(["the-time"])
        .sign_and_include_in_encryption_context(["home-y1"])
        .encrypt(["last-note"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("home-y1".to_owned(), S("some".to_owned())),
        ("last-note".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct Thing247 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(sign)]
    home_note: Vec<u32>,
    #[item(context)]
    last_note: BTreeMap<String, bool>,
    #[serde(rename = "attr880726")]  #[item(encrypt, pad = 64, beacon(bits = 43, formerly = 20))]
    billing_code: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    x_note: Option<String>,
    #[item(index_key)]
    contact_photo: String,
    
    r2_number: u32,
    #[serde(rename(serialize = "é.569093", deserialize = "é.569093"))]  #[item(sign)]
    old_mail: bool,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_247() {
    let value = Thing247 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_note: vec![1, 2],
        last_note: BTreeMap::from([("k".to_owned(), false)]),
        billing_code: 1815,
        x_note: Some("some".to_owned()),
        contact_photo: "text".to_owned(),
        r2_number: 1815,
        old_mail: true,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .sort_key("THE-TIME")
        .sign(["HOME-NOTE"])
        .sign_and_include_in_encryption_context(["LAST-NOTE"])
        .encrypt(["attr880726"])
        .pad(["attr880726"], 64)
        .encrypt(["X-NOTE"])
        .index_keys(["CONTACT-PHOTO"])
        .encrypt(["R2-NUMBER"])
        .sign(["é.569093"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("attr880726", 43).formerly(20))
        .build());
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("HOME-NOTE".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("LAST-NOTE".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("attr880726".to_owned(), N("1815".to_owned())),
        ("X-NOTE".to_owned(), S("some".to_owned())),
        ("CONTACT-PHOTO".to_owned(), S("text".to_owned())),
        ("R2-NUMBER".to_owned(), N("1815".to_owned())),
        ("é.569093".to_owned(), Bool(true)),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = "u_")]
struct Thing248 {
    #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_code: i64,
    #[serde(rename = "Field-581711")]  #[item(sign)]
    last_note: Nested,
    #[item(sign)]
    billing_visit: i64,
    #[item(sign)]
    x_photo: u32,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_248() {
    let value = Thing248 {
        the_id: "42".to_owned(),
        home_code: -7,
        last_note: Nested { city: "London".to_owned() },
        billing_visit: -7,
        x_photo: 1815,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("TheId")
        .sign(["HomeCode"])
        .sign(["Field-581711"])
        .sign(["BillingVisit"])
        .sign(["XPhoto"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("HomeCode".to_owned(), N("-7".to_owned())),
        ("Field-581711".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("BillingVisit".to_owned(), N("-7".to_owned())),
        ("XPhoto".to_owned(), N("1815".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
struct Thing249 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(encrypt, pad = 64, beacon(bits = 45, name = "city_0", within = "city"))]
    home_visit: Nested,
    #[item(encrypt, beacon(bits = 57, name = "city_1", within = "city"))]
    last_photo: Nested,
    #[item(context)]
    billing_photo: bool,
    #[serde(rename = "Field-361612")]  #[item(encrypt, pad = 64, beacon(bits = 11))]
    x_visit: bool,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_249() {
    let value = Thing249 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_visit: Nested { city: "London".to_owned() },
        last_photo: Nested { city: "London".to_owned() },
        billing_photo: true,
        x_visit: true,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .sort_key("the-time")
        .index_keys(["the-time"])
        .encrypt(["home-visit"])
        .pad(["home-visit"], 64)
        .encrypt(["last-photo"])
        .sign_and_include_in_encryption_context(["billing-photo"])
        .encrypt(["Field-361612"])
        .pad(["Field-361612"], 64)
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("city_0", 45).at("home-visit.city"))
        .beacon(Beacon::new("city_1", 57).at("last-photo.city"))
        .beacon(Beacon::new("Field-361612", 11))
        .build());
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("home-visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("last-photo".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("billing-photo".to_owned(), Bool(true)),
        ("Field-361612".to_owned(), Bool(true)),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing250 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(encrypt)]
    home_number: BTreeMap<String, bool>,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt)]
    last_photo: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, beacon(bits = 40))]
    billing_visit: Option<String>,
    #[item(encrypt)]
    x_photo: Option<String>,
    #[serde(rename(serialize = "é.463748", deserialize = "é.463748"))]  #[item(unsigned)]
    contact_note: Nested,
    #[serde(rename = "Field-713711")]
    r2_y1: Nested,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    old_y1: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_250() {
    let value = Thing250 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_number: BTreeMap::from([("k".to_owned(), false)]),
        last_photo: None,
        billing_visit: Some("some".to_owned()),
        x_photo: Some("some".to_owned()),
        contact_note: Nested { city: "London".to_owned() },
        r2_y1: Nested { city: "London".to_owned() },
        old_y1: None,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("the_time")
        .index_keys(["the_time"])
        .encrypt(["home_number"])
        .encrypt(["last_photo"])
        .encrypt(["billing_visit"])
        .encrypt(["x_photo"])
        .do_nothing(["é.463748"])
        .allowed_unsigned(["é.463748"])
        .encrypt(["Field-713711"])
        .sign(["old_y1"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("billing_visit", 40))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_number".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("billing_visit".to_owned(), S("some".to_owned())),
        ("x_photo".to_owned(), S("some".to_owned())),
        ("é.463748".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("Field-713711".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing251 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr906986", deserialize = "attr906986"))]  #[item(sign)]
    home_note: bool,
}

async fn compare_251() {
    let value = Thing251 {
        the_id: "42".to_owned(),
        home_note: true,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sign(["attr906986"])
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("attr906986".to_owned(), Bool(true)),
        ("#kind".to_owned(), S("Thing251".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = "u_")]
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
#[serde(rename_all = "lowercase")]
#[item(others(encrypt))]
struct Thing253 {
    #[serde(rename = "attr144708")] #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[item(encrypt, pad = 64, beacon(bits = 63, name = "city_0", within = "city"))]
    home_y1: Nested,
    #[item(index_key)]
    last_mail: u32,
}

async fn compare_253() {
    let value = Thing253 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: Nested { city: "London".to_owned() },
        last_mail: 1815,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr144708")
        .sort_key("the_time")
        .encrypt(["home_y1"])
        .pad(["home_y1"], 64)
        .index_keys(["last_mail"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("city_0", 63).at("home_y1.city"))
        .build());
    let item = HashMap::from([
        ("attr144708".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_y1".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("last_mail".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = "u_")]
struct Thing254 {
    #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_number: i64,
    #[item(encrypt, pad = 64, beacon(bits = 17))]
    last_photo: Option<String>,
    #[serde(alias = "old27545", default)]  #[item(sign)]
    billing_note: Nested,
    
    x_visit: String,
    #[item(context)]
    contact_visit: Nested,
}

async fn compare_254() {
    let value = Thing254 {
        the_id: "42".to_owned(),
        home_number: -7,
        last_photo: None,
        billing_note: Nested { city: "London".to_owned() },
        x_visit: "text".to_owned(),
        contact_visit: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .sign(["home_number"])
        .encrypt(["last_photo"])
        .pad(["last_photo"], 64)
        .sign(["billing_note", "old27545"])
        .encrypt(["x_visit"])
        .sign_and_include_in_encryption_context(["contact_visit"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("last_photo", 17))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_number".to_owned(), N("-7".to_owned())),
        ("last_photo".to_owned(), Null(true)),
        ("billing_note".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("x_visit".to_owned(), S("text".to_owned())),
        ("contact_visit".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct Thing255 {
    #[item(partition_key)]
    the_id: String,
    #[item(context)]
    home_mail: i64,
    #[serde(rename = "é.317225")]  #[item(encrypt)]
    last_note: bool,
    #[item(sign)]
    billing_note: Vec<u32>,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(index_key)]
    x_y1: Option<String>,
    #[item(index_key)]
    contact_number: String,
    #[serde(rename = "Field-474129")]  #[item(encrypt, pad = 64)]
    r2_y1: u32,
    #[item(encrypt, pad = 64)]
    old_photo: Nested,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_255() {
    let value = Thing255 {
        the_id: "42".to_owned(),
        home_mail: -7,
        last_note: true,
        billing_note: vec![1, 2],
        x_y1: None,
        contact_number: "text".to_owned(),
        r2_y1: 1815,
        old_photo: Nested { city: "London".to_owned() },
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .sign_and_include_in_encryption_context(["HOME-MAIL"])
        .encrypt(["é.317225"])
        .sign(["BILLING-NOTE"])
        .index_keys(["X-Y1"])
        .index_keys(["CONTACT-NUMBER"])
        .encrypt(["Field-474129"])
        .pad(["Field-474129"], 64)
        .encrypt(["OLD-PHOTO"])
        .pad(["OLD-PHOTO"], 64)
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("HOME-MAIL".to_owned(), N("-7".to_owned())),
        ("é.317225".to_owned(), Bool(true)),
        ("BILLING-NOTE".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("CONTACT-NUMBER".to_owned(), S("text".to_owned())),
        ("Field-474129".to_owned(), N("1815".to_owned())),
        ("OLD-PHOTO".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing256 {
    #[item(partition_key)]
    the_id: String,
}

async fn compare_256() {
    let value = Thing256 {
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
struct Thing257 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    
    home_y1: Option<String>,
    #[serde(rename = "Field-489347")] #[serde(alias = "old904765", default)]  #[item(unsigned)]
    last_number: bool,
    #[serde(alias = "old397770", default)]  #[item(sign)]
    billing_y1: String,
}

async fn compare_257() {
    let value = Thing257 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: None,
        last_number: true,
        billing_y1: "text".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .sort_key("THE-TIME")
        .encrypt(["HOME-Y1"])
        .do_nothing(["Field-489347", "old904765"])
        .allowed_unsigned(["Field-489347", "old904765"])
        .sign(["BILLING-Y1", "old397770"])
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("HOME-Y1".to_owned(), Null(true)),
        ("Field-489347".to_owned(), Bool(true)),
        ("BILLING-Y1".to_owned(), S("text".to_owned())),
        ("#kind".to_owned(), S("Thing257".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = ":")]
struct Thing258 {
    #[serde(rename = "attr613594")] #[item(partition_key)]
    the_id: String,
    #[item(sign)]
    home_number: Vec<u32>,
}

async fn compare_258() {
    let value = Thing258 {
        the_id: "42".to_owned(),
        home_number: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("attr613594")
        .sign(["home_number"])
    ;
    let search = None;
    let item = HashMap::from([
        ("attr613594".to_owned(), S("42".to_owned())),
        ("home_number".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = "u_")]
struct Thing259 {
    #[serde(rename(serialize = "é.572406", deserialize = "é.572406"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename = "é.477648")] #[serde(alias = "old452762", default)]  #[item(sign)]
    home_note: Nested,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    last_y1: Option<String>,
}

async fn compare_259() {
    let value = Thing259 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_note: Nested { city: "London".to_owned() },
        last_y1: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("é.572406")
        .sort_key("the_time")
        .sign(["é.477648", "old452762"])
        .sign(["last_y1"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.572406".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("é.477648".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("last_y1".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
struct Thing260 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    
    home_photo: Vec<u32>,
}

async fn compare_260() {
    let value = Thing260 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_photo: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .encrypt(["HOME_PHOTO"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_PHOTO".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = "u_")]
struct Thing261 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "attr354754", deserialize = "attr354754"))]  #[item(sign)]
    home_mail: i64,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_261() {
    let value = Thing261 {
        the_id: "42".to_owned(),
        home_mail: -7,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the-id")
        .sign(["attr354754"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("attr354754".to_owned(), N("-7".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = "u_")]
struct Thing262 {
    #[serde(rename(serialize = "é.809515", deserialize = "é.809515"))] #[item(partition_key)]
    the_id: String,
    #[serde(rename = "é.868976")]  #[item(encrypt)]
    home_mail: String,
    #[item(encrypt, pad = 64, beacon(bits = 34, name = "city_1", within = "city"))]
    last_number: Nested,
    
    billing_photo: BTreeMap<String, bool>,
    #[serde(alias = "old570279", default)]  #[item(sign)]
    x_number: BTreeMap<String, bool>,
    
    contact_visit: bool,
    #[serde(rename(serialize = "attr576294", deserialize = "attr576294"))]  #[item(index_key)]
    r2_number: Vec<u32>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_262() {
    let value = Thing262 {
        the_id: "42".to_owned(),
        home_mail: "text".to_owned(),
        last_number: Nested { city: "London".to_owned() },
        billing_photo: BTreeMap::from([("k".to_owned(), false)]),
        x_number: BTreeMap::from([("k".to_owned(), false)]),
        contact_visit: true,
        r2_number: vec![1, 2],
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("é.809515")
        .encrypt(["é.868976"])
        .encrypt(["LastNumber"])
        .pad(["LastNumber"], 64)
        .encrypt(["BillingPhoto"])
        .sign(["XNumber", "old570279"])
        .encrypt(["ContactVisit"])
        .index_keys(["attr576294"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("city_1", 34).at("LastNumber.city"))
        .build());
    let item = HashMap::from([
        ("é.809515".to_owned(), S("42".to_owned())),
        ("é.868976".to_owned(), S("text".to_owned())),
        ("LastNumber".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("BillingPhoto".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("XNumber".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("ContactVisit".to_owned(), Bool(true)),
        ("attr576294".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing263 {
    #[item(partition_key)]
    the_id: String,
    #[item(index_key)]
    home_code: Vec<u32>,
    #[item(sign)]
    last_note: Option<String>,
    #[serde(rename = "Field-661505")]  #[item(sign)]
    billing_y1: u32,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_263() {
    let value = Thing263 {
        the_id: "42".to_owned(),
        home_code: vec![1, 2],
        last_note: None,
        billing_y1: 1815,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .index_keys(["home_code"])
        .sign(["last_note"])
        .sign(["Field-661505"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_code".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("last_note".to_owned(), Null(true)),
        ("Field-661505".to_owned(), N("1815".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = ":")]
struct Thing264 {
    #[item(partition_key)]
    the_id: String,
    #[item(context)]
    home_note: String,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_264() {
    let value = Thing264 {
        the_id: "42".to_owned(),
        home_note: "text".to_owned(),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .sign_and_include_in_encryption_context(["HOME_NOTE"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_NOTE".to_owned(), S("text".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing265 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[item(encrypt)]
    home_photo: Option<String>,
    #[item(sign)]
    last_code: Option<String>,
    #[item(encrypt, pad = 64)]
    billing_number: Option<String>,
    #[item(context)]
    x_number: Vec<u32>,
    #[item(encrypt, beacon(bits = 56, name = "city_4", within = "city"))]
    contact_note: Nested,
}

async fn compare_265() {
    let value = Thing265 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_photo: Some("some".to_owned()),
        last_code: Some("some".to_owned()),
        billing_number: Some("some".to_owned()),
        x_number: vec![1, 2],
        contact_note: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .sort_key("THE_TIME")
        .encrypt(["HOME_PHOTO"])
        .sign(["LAST_CODE"])
        .encrypt(["BILLING_NUMBER"])
        .pad(["BILLING_NUMBER"], 64)
        .sign_and_include_in_encryption_context(["X_NUMBER"])
        .encrypt(["CONTACT_NOTE"])
        .sign(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("city_4", 56).at("CONTACT_NOTE.city"))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("HOME_PHOTO".to_owned(), S("some".to_owned())),
        ("LAST_CODE".to_owned(), S("some".to_owned())),
        ("BILLING_NUMBER".to_owned(), S("some".to_owned())),
        ("X_NUMBER".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("CONTACT_NOTE".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("#kind".to_owned(), S("Thing265".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = "u_")]
struct Thing266 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(rename = "é.177357")]  #[item(sign)]
    home_number: bool,
    #[item(index_key)]
    last_code: Vec<u32>,
    #[serde(alias = "old126771", default)]  #[item(sign)]
    billing_y1: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_266() {
    let value = Thing266 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_number: true,
        last_code: vec![1, 2],
        billing_y1: BTreeMap::from([("k".to_owned(), false)]),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("theId")
        .sort_key("theTime")
        .sign(["é.177357"])
        .index_keys(["lastCode"])
        .sign(["billingY1", "old126771"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("theTime".to_owned(), N("5".to_owned())),
        ("é.177357".to_owned(), Bool(true)),
        ("lastCode".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("billingY1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[item(others(encrypt))]
struct Thing267 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(rename(serialize = "attr572159", deserialize = "attr572159"))]  #[item(index_key)]
    home_code: Option<String>,
    #[item(sign)]
    last_y1: u32,
    #[item(index_key)]
    billing_note: BTreeMap<String, bool>,
    #[item(index_key)]
    x_photo: Option<String>,
}

async fn compare_267() {
    let value = Thing267 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: None,
        last_y1: 1815,
        billing_note: BTreeMap::from([("k".to_owned(), false)]),
        x_photo: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("the_time")
        .index_keys(["attr572159"])
        .sign(["last_y1"])
        .index_keys(["billing_note"])
        .index_keys(["x_photo"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("attr572159".to_owned(), Null(true)),
        ("last_y1".to_owned(), N("1815".to_owned())),
        ("billing_note".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("x_photo".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = "u_")]
#[item(others(encrypt))]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing268 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-225515")] #[serde(alias = "old589796", default)]  #[item(encrypt)]
    home_visit: String,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(index_key)]
    last_number: Option<String>,
    #[item(context)]
    billing_y1: BTreeMap<String, bool>,
    #[item(encrypt, pad = 64)]
    x_visit: Option<String>,
}

async fn compare_268() {
    let value = Thing268 {
        the_id: "42".to_owned(),
        home_visit: "text".to_owned(),
        last_number: Some("some".to_owned()),
        billing_y1: BTreeMap::from([("k".to_owned(), false)]),
        x_visit: None,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .encrypt(["Field-225515", "old589796"])
        .index_keys(["LAST_NUMBER"])
        .sign_and_include_in_encryption_context(["BILLING_Y1"])
        .encrypt(["X_VISIT"])
        .pad(["X_VISIT"], 64)
        .action_for_others(AttributeAction::EncryptAndSign)
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("Field-225515".to_owned(), S("text".to_owned())),
        ("LAST_NUMBER".to_owned(), S("some".to_owned())),
        ("BILLING_Y1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("X_VISIT".to_owned(), Null(true)),
        ("#kind".to_owned(), S("Thing268".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct Thing269 {
    #[serde(rename = "attr201561")] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[serde(rename(serialize = "attr670090", deserialize = "attr670090"))]  #[item(unsigned)]
    home_photo: bool,
    #[serde(alias = "old325549", default)]  #[item(sign)]
    last_note: Option<String>,
    #[item(index_key)]
    billing_mail: BTreeMap<String, bool>,
    #[serde(alias = "old320760", default)]  #[item(encrypt)]
    x_note: String,
    #[item(context)]
    contact_number: u32,
    #[serde(alias = "old713911", default)]  #[item(unsigned)]
    r2_y1: Vec<u32>,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_269() {
    let value = Thing269 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_photo: true,
        last_note: Some("some".to_owned()),
        billing_mail: BTreeMap::from([("k".to_owned(), false)]),
        x_note: "text".to_owned(),
        contact_number: 1815,
        r2_y1: vec![1, 2],
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("attr201561")
        .sort_key("THE-TIME")
        .index_keys(["THE-TIME"])
        .do_nothing(["attr670090"])
        .allowed_unsigned(["attr670090"])
        .sign(["LAST-NOTE", "old325549"])
        .index_keys(["BILLING-MAIL"])
        .encrypt(["X-NOTE", "old320760"])
        .sign_and_include_in_encryption_context(["CONTACT-NUMBER"])
        .do_nothing(["R2-Y1", "old713911"])
        .allowed_unsigned(["R2-Y1", "old713911"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("attr201561".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("attr670090".to_owned(), Bool(true)),
        ("LAST-NOTE".to_owned(), S("some".to_owned())),
        ("BILLING-MAIL".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("X-NOTE".to_owned(), S("text".to_owned())),
        ("CONTACT-NUMBER".to_owned(), N("1815".to_owned())),
        ("R2-Y1".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct Thing270 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(rename(serialize = "attr724807", deserialize = "attr724807"))] #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, pad = 64)]
    home_visit: Option<String>,
    #[item(index_key)]
    last_code: u32,
    #[item(encrypt, pad = 64, beacon(bits = 8, name = "city_2", within = "city"))]
    billing_y1: Nested,
    #[item(sign)]
    x_note: Nested,
}

async fn compare_270() {
    let value = Thing270 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_visit: None,
        last_code: 1815,
        billing_y1: Nested { city: "London".to_owned() },
        x_note: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .sort_key("THE-TIME")
        .encrypt(["attr724807"])
        .pad(["attr724807"], 64)
        .index_keys(["LAST-CODE"])
        .encrypt(["BILLING-Y1"])
        .pad(["BILLING-Y1"], 64)
        .sign(["X-NOTE"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("city_2", 8).at("BILLING-Y1.city"))
        .build());
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("LAST-CODE".to_owned(), N("1815".to_owned())),
        ("BILLING-Y1".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("X-NOTE".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = ":")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing271 {
    #[serde(rename = "Field-763659")] #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[item(sign)]
    home_note: u32,
    #[serde(alias = "old704786", default)]  #[item(encrypt)]
    last_code: String,
    #[item(context)]
    billing_address: bool,
    #[serde(rename = "attr25573")]
    x_code: i64,
    #[item(encrypt, beacon(bits = 42))]
    contact_code: BTreeMap<String, bool>,
}

async fn compare_271() {
    let value = Thing271 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_note: 1815,
        last_code: "text".to_owned(),
        billing_address: true,
        x_code: -7,
        contact_code: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("Field-763659")
        .sign(["home_note"])
        .encrypt(["last_code", "old704786"])
        .sign_and_include_in_encryption_context(["billing_address"])
        .encrypt(["attr25573"])
        .encrypt(["contact_code"])
        .sign(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("contact_code", 42))
        .build());
    let item = HashMap::from([
        ("Field-763659".to_owned(), S("42".to_owned())),
        ("home_note".to_owned(), N("1815".to_owned())),
        ("last_code".to_owned(), S("text".to_owned())),
        ("billing_address".to_owned(), Bool(true)),
        ("attr25573".to_owned(), N("-7".to_owned())),
        ("contact_code".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("#kind".to_owned(), S("Thing271".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(others(encrypt))]
struct Thing272 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename = "attr58661")]  #[item(index_key)]
    home_address: BTreeMap<String, bool>,
    #[item(sign)]
    last_code: u32,
}

async fn compare_272() {
    let value = Thing272 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_address: BTreeMap::from([("k".to_owned(), false)]),
        last_code: 1815,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .index_keys(["attr58661"])
        .sign(["last_code"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("attr58661".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("last_code".to_owned(), N("1815".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = "u_")]
#[item(others(sign))]
struct Thing273 {
    #[item(partition_key)]
    the_id: String,
    #[item(index_key)]
    home_note: BTreeMap<String, bool>,
    #[serde(rename = "u_last_code")]  #[item(unsigned)]
    last_code: String,
    #[item(index_key)]
    billing_mail: u32,
    #[item(encrypt, beacon(bits = 25, formerly = 20))]
    x_photo: Option<String>,
    
    contact_number: Vec<u32>,
}

async fn compare_273() {
    let value = Thing273 {
        the_id: "42".to_owned(),
        home_note: BTreeMap::from([("k".to_owned(), false)]),
        last_code: "text".to_owned(),
        billing_mail: 1815,
        x_photo: None,
        contact_number: vec![1, 2],
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("THE_ID")
        .index_keys(["HOME_NOTE"])
        .do_nothing(["u_last_code"])
        .index_keys(["BILLING_MAIL"])
        .encrypt(["X_PHOTO"])
        .encrypt(["CONTACT_NUMBER"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("X_PHOTO", 25).formerly(20))
        .build());
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_NOTE".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("u_last_code".to_owned(), S("text".to_owned())),
        ("BILLING_MAIL".to_owned(), N("1815".to_owned())),
        ("X_PHOTO".to_owned(), Null(true)),
        ("CONTACT_NUMBER".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(unsigned_prefix = "u_")]
struct Thing274 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(skip)]
    cached_text: String,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(encrypt, beacon(bits = 4, formerly = 20))]
    home_visit: Option<String>,
    #[item(encrypt, beacon(bits = 5))]
    last_mail: Option<String>,
    #[serde(rename = "é.757480")]  #[item(encrypt)]
    billing_address: Vec<u32>,
    #[serde(rename = "Field-495494")]  #[item(context)]
    x_photo: BTreeMap<String, bool>,
    #[item(context)]
    contact_code: Option<String>,
    #[serde(rename = "Field-924683")]  #[item(encrypt, beacon(bits = 34, name = "city_5", within = "city"))]
    r2_note: Nested,
}

async fn compare_274() {
    let value = Thing274 {
        the_id: "42".to_owned(),
        the_time: 5,
        cached_text: String::new(),
        home_visit: Some("some".to_owned()),
        last_mail: Some("some".to_owned()),
        billing_address: vec![1, 2],
        x_photo: BTreeMap::from([("k".to_owned(), false)]),
        contact_code: Some("some".to_owned()),
        r2_note: Nested { city: "London".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the_id")
        .sort_key("the_time")
        .encrypt(["home_visit"])
        .encrypt(["last_mail"])
        .encrypt(["é.757480"])
        .sign_and_include_in_encryption_context(["Field-495494"])
        .sign_and_include_in_encryption_context(["contact_code"])
        .encrypt(["Field-924683"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("home_visit", 4).formerly(20))
        .beacon(Beacon::new("last_mail", 5))
        .beacon(Beacon::new("city_5", 34).at("Field-924683.city"))
        .build());
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("the_time".to_owned(), N("5".to_owned())),
        ("home_visit".to_owned(), S("some".to_owned())),
        ("last_mail".to_owned(), S("some".to_owned())),
        ("é.757480".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("Field-495494".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("contact_code".to_owned(), S("some".to_owned())),
        ("Field-924683".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[item(unsigned_prefix = ":")]
struct Thing275 {
    #[serde(rename = "é.797630")] #[item(partition_key)]
    the_id: String,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(index_key)]
    home_number: Option<String>,
    #[serde(rename(serialize = "attr85294", deserialize = "attr85294"))]  #[item(index_key)]
    last_mail: i64,
    #[item(index_key)]
    billing_number: bool,
    #[item(index_key)]
    x_note: u32,
    #[item(unsigned)]
    contact_address: u32,
    #[item(sign)]
    r2_mail: i64,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_275() {
    let value = Thing275 {
        the_id: "42".to_owned(),
        home_number: Some("some".to_owned()),
        last_mail: -7,
        billing_number: true,
        x_note: 1815,
        contact_address: 1815,
        r2_mail: -7,
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("é.797630")
        .index_keys(["HOME-NUMBER"])
        .index_keys(["attr85294"])
        .index_keys(["BILLING-NUMBER"])
        .index_keys(["X-NOTE"])
        .do_nothing(["CONTACT-ADDRESS"])
        .allowed_unsigned(["CONTACT-ADDRESS"])
        .sign(["R2-MAIL"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("é.797630".to_owned(), S("42".to_owned())),
        ("HOME-NUMBER".to_owned(), S("some".to_owned())),
        ("attr85294".to_owned(), N("-7".to_owned())),
        ("BILLING-NUMBER".to_owned(), Bool(true)),
        ("X-NOTE".to_owned(), N("1815".to_owned())),
        ("CONTACT-ADDRESS".to_owned(), N("1815".to_owned())),
        ("R2-MAIL".to_owned(), N("-7".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = ":")]
#[item(others(sign))]
struct Thing276 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(rename = "attr867599")]  #[item(context)]
    home_photo: Option<String>,
    #[item(context)]
    last_mail: String,
    #[item(unsigned)]
    billing_code: Nested,
    #[serde(rename = ":x_y1")]  #[item(unsigned)]
    x_y1: Option<String>,
}

async fn compare_276() {
    let value = Thing276 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_photo: None,
        last_mail: "text".to_owned(),
        billing_code: Nested { city: "London".to_owned() },
        x_y1: Some("some".to_owned()),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the-id")
        .sort_key("the-time")
        .sign_and_include_in_encryption_context(["attr867599"])
        .sign_and_include_in_encryption_context(["last-mail"])
        .do_nothing(["billing-code"])
        .allowed_unsigned(["billing-code"])
        .do_nothing([":x_y1"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("the-time".to_owned(), N("5".to_owned())),
        ("attr867599".to_owned(), Null(true)),
        ("last-mail".to_owned(), S("text".to_owned())),
        ("billing-code".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        (":x_y1".to_owned(), S("some".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing277 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[item(encrypt, beacon(bits = 30, formerly = 20))]
    home_address: i64,
    #[item(encrypt)]
    last_code: Nested,
    #[serde(rename = "attr106097")]  #[item(sign)]
    billing_address: String,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_277() {
    let value = Thing277 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_address: -7,
        last_code: Nested { city: "London".to_owned() },
        billing_address: "text".to_owned(),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the-id")
        .encrypt(["home-address"])
        .encrypt(["last-code"])
        .sign(["attr106097"])
        .sign(["version"]).encrypt(["Secret"])
        .sign(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("home-address", 30).formerly(20))
        .build());
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("home-address".to_owned(), N("-7".to_owned())),
        ("last-code".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("attr106097".to_owned(), S("text".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
        ("#kind".to_owned(), S("Thing277".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct Thing278 {
    #[item(partition_key)]
    the_id: String,
    #[item(sort_key)]
    the_time: u64,
    #[serde(alias = "old638419", default)]  #[item(encrypt)]
    home_photo: String,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_278() {
    let value = Thing278 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_photo: "text".to_owned(),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .sort_key("THE-TIME")
        .encrypt(["HOME-PHOTO", "old638419"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("THE-TIME".to_owned(), N("5".to_owned())),
        ("HOME-PHOTO".to_owned(), S("text".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
struct Thing279 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename = "é.529835")] #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    home_y1: Option<String>,
    #[item(index_key)]
    last_address: Option<String>,
    #[serde(flatten)] #[item(encrypt)]
    rest: BTreeMap<String, bool>,
}

async fn compare_279() {
    let value = Thing279 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_y1: None,
        last_address: Some("some".to_owned()),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sign(["é.529835"])
        .index_keys(["last_address"])
        .action_for_others(AttributeAction::EncryptAndSign)
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("last_address".to_owned(), S("some".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = ":")]
struct Thing280 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[item(index_key)]
    home_code: Vec<u32>,
    #[item(sign)]
    last_number: Nested,
    #[serde(rename = "Field-476795")] #[serde(alias = "old858858", default)]  #[item(sign)]
    billing_y1: i64,
}

async fn compare_280() {
    let value = Thing280 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_code: vec![1, 2],
        last_number: Nested { city: "London".to_owned() },
        billing_y1: -7,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .index_keys(["home_code"])
        .sign(["last_number"])
        .sign(["Field-476795", "old858858"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_code".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("last_number".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("Field-476795".to_owned(), N("-7".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = ":")]
struct Thing281 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "Field-557720", deserialize = "Field-557720"))] #[item(sort_key, index_key)]
    the_time: u64,
    #[item(context)]
    home_code: Vec<u32>,
    #[serde(alias = "old957981", default)]  #[item(encrypt)]
    last_address: Option<String>,
    #[item(sign)]
    billing_address: Option<String>,
    #[item(index_key)]
    x_number: Nested,
    #[item(index_key)]
    contact_y1: BTreeMap<String, bool>,
}

async fn compare_281() {
    let value = Thing281 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_code: vec![1, 2],
        last_address: None,
        billing_address: Some("some".to_owned()),
        x_number: Nested { city: "London".to_owned() },
        contact_y1: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .sort_key("Field-557720")
        .index_keys(["Field-557720"])
        .sign_and_include_in_encryption_context(["HOME_CODE"])
        .encrypt(["LAST_ADDRESS", "old957981"])
        .sign(["BILLING_ADDRESS"])
        .index_keys(["X_NUMBER"])
        .index_keys(["CONTACT_Y1"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("Field-557720".to_owned(), N("5".to_owned())),
        ("HOME_CODE".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("LAST_ADDRESS".to_owned(), Null(true)),
        ("BILLING_ADDRESS".to_owned(), S("some".to_owned())),
        ("X_NUMBER".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("CONTACT_Y1".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
struct Thing282 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "é.732608")] #[item(sort_key)]
    the_time: u64,
    #[item(unsigned)]
    home_y1: i64,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_282() {
    let value = Thing282 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_y1: -7,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .sort_key("é.732608")
        .do_nothing(["HomeY1"])
        .allowed_unsigned(["HomeY1"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("é.732608".to_owned(), N("5".to_owned())),
        ("HomeY1".to_owned(), N("-7".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing283 {
    #[serde(rename(serialize = "Field-73185", deserialize = "Field-73185"))] #[item(partition_key)]
    the_id: String,
}

async fn compare_283() {
    let value = Thing283 {
        the_id: "42".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("Field-73185")
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("Field-73185".to_owned(), S("42".to_owned())),
        ("#kind".to_owned(), S("Thing283".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
struct Thing284 {
    #[item(partition_key)]
    the_id: String,
    
    home_number: BTreeMap<String, bool>,
}

async fn compare_284() {
    let value = Thing284 {
        the_id: "42".to_owned(),
        home_number: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .encrypt(["home_number"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_number".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "kebab-case")]
#[item(unsigned_prefix = "u_")]
struct Thing285 {
    #[item(partition_key)]
    the_id: String,
    #[serde(alias = "old738076", default)]  #[item(sign)]
    home_photo: BTreeMap<String, bool>,
    
    last_mail: bool,
    #[item(context)]
    billing_photo: Option<String>,
    #[item(context)]
    x_mail: Nested,
    #[item(sign)]
    contact_address: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_285() {
    let value = Thing285 {
        the_id: "42".to_owned(),
        home_photo: BTreeMap::from([("k".to_owned(), false)]),
        last_mail: true,
        billing_photo: Some("some".to_owned()),
        x_mail: Nested { city: "London".to_owned() },
        contact_address: Some("some".to_owned()),
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("the-id")
        .sign(["home-photo", "old738076"])
        .encrypt(["last-mail"])
        .sign_and_include_in_encryption_context(["billing-photo"])
        .sign_and_include_in_encryption_context(["x-mail"])
        .sign(["contact-address"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the-id".to_owned(), S("42".to_owned())),
        ("home-photo".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("last-mail".to_owned(), Bool(true)),
        ("billing-photo".to_owned(), S("some".to_owned())),
        ("x-mail".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("contact-address".to_owned(), S("some".to_owned())),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
struct Thing286 {
    #[item(partition_key)]
    the_id: String,
    #[item(unsigned)]
    home_address: bool,
    #[item(encrypt)]
    last_mail: bool,
}

async fn compare_286() {
    let value = Thing286 {
        the_id: "42".to_owned(),
        home_address: true,
        last_mail: true,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .do_nothing(["home_address"])
        .allowed_unsigned(["home_address"])
        .encrypt(["last_mail"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("home_address".to_owned(), Bool(true)),
        ("last_mail".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = "u_")]
struct Thing287 {
    #[serde(rename = "é.71358")] #[item(partition_key)]
    the_id: String,
}

async fn compare_287() {
    let value = Thing287 {
        the_id: "42".to_owned(),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("é.71358")
    ;
    let search = None;
    let item = HashMap::from([
        ("é.71358".to_owned(), S("42".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
#[item(unsigned_prefix = "u_")]
struct Thing288 {
    #[serde(rename(serialize = "é.955174", deserialize = "é.955174"))] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, sign)]
    the_time: u64,
    #[serde(rename = "u_home_visit")]  #[item(unsigned)]
    home_visit: BTreeMap<String, bool>,
    #[item(sign)]
    last_note: Nested,
    #[item(sign)]
    billing_y1: bool,
    #[item(context)]
    x_address: Vec<u32>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_288() {
    let value = Thing288 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_visit: BTreeMap::from([("k".to_owned(), false)]),
        last_note: Nested { city: "London".to_owned() },
        billing_y1: true,
        x_address: vec![1, 2],
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("é.955174")
        .sort_key("THE_TIME")
        .do_nothing(["u_home_visit"])
        .sign(["LAST_NOTE"])
        .sign(["BILLING_Y1"])
        .sign_and_include_in_encryption_context(["X_ADDRESS"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("é.955174".to_owned(), S("42".to_owned())),
        ("THE_TIME".to_owned(), N("5".to_owned())),
        ("u_home_visit".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("LAST_NOTE".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("BILLING_Y1".to_owned(), Bool(true)),
        ("X_ADDRESS".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(unsigned_prefix = "u_")]
struct Thing289 {
    #[item(partition_key)]
    the_id: String,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_289() {
    let value = Thing289 {
        the_id: "42".to_owned(),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("theId")
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("theId".to_owned(), S("42".to_owned())),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing290 {
    #[item(partition_key)]
    the_id: String,
    #[serde(skip)]
    cached_text: String,
    #[serde(rename = "é.449172")]  #[item(index_key)]
    home_code: bool,
    #[item(index_key)]
    last_address: i64,
    
    billing_address: Nested,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_290() {
    let value = Thing290 {
        the_id: "42".to_owned(),
        cached_text: String::new(),
        home_code: true,
        last_address: -7,
        billing_address: Nested { city: "London".to_owned() },
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE-ID")
        .index_keys(["é.449172"])
        .index_keys(["LAST-ADDRESS"])
        .encrypt(["BILLING-ADDRESS"])
        .sign(["version"]).encrypt(["Secret"])
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE-ID".to_owned(), S("42".to_owned())),
        ("é.449172".to_owned(), Bool(true)),
        ("LAST-ADDRESS".to_owned(), N("-7".to_owned())),
        ("BILLING-ADDRESS".to_owned(), M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
        ("#kind".to_owned(), S("Thing290".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing291 {
    #[item(partition_key)]
    the_id: String,
    #[item(unsigned)]
    home_visit: BTreeMap<String, bool>,
}

async fn compare_291() {
    let value = Thing291 {
        the_id: "42".to_owned(),
        home_visit: BTreeMap::from([("k".to_owned(), false)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("TheId")
        .do_nothing(["HomeVisit"])
        .allowed_unsigned(["HomeVisit"])
        .sign(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("HomeVisit".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("#kind".to_owned(), S("Thing291".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "UPPERCASE")]
struct Thing292 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename(serialize = "é.648424", deserialize = "é.648424"))]  #[item(encrypt)]
    home_y1: Vec<u32>,
    #[item(index_key)]
    last_mail: Option<String>,
    #[serde(rename = "é.679950")]  #[item(sign)]
    billing_mail: Vec<u32>,
    #[serde(rename = "Field-609750")]  #[item(unsigned)]
    x_code: String,
    #[serde(alias = "old14438", default)]  #[item(encrypt, pad = 64)]
    contact_note: i64,
    #[item(sign)]
    r2_mail: Vec<u32>,
    #[serde(rename = "Field-473336")]  #[item(index_key)]
    old_number: BTreeMap<String, bool>,
    #[serde(flatten)] #[item(sign)]
    rest: BTreeMap<String, bool>,
}

async fn compare_292() {
    let value = Thing292 {
        the_id: "42".to_owned(),
        home_y1: vec![1, 2],
        last_mail: None,
        billing_mail: vec![1, 2],
        x_code: "text".to_owned(),
        contact_note: -7,
        r2_mail: vec![1, 2],
        old_number: BTreeMap::from([("k".to_owned(), false)]),
        rest: BTreeMap::from([("more".to_owned(), true)]),
    };
    let builder = TableConfig::builder("Things")
        .partition_key("THE_ID")
        .encrypt(["é.648424"])
        .index_keys(["LAST_MAIL"])
        .sign(["é.679950"])
        .do_nothing(["Field-609750"])
        .allowed_unsigned(["Field-609750"])
        .encrypt(["CONTACT_NOTE", "old14438"])
        .pad(["CONTACT_NOTE", "old14438"], 64)
        .sign(["R2_MAIL"])
        .index_keys(["Field-473336"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("é.648424".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("LAST_MAIL".to_owned(), Null(true)),
        ("é.679950".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("Field-609750".to_owned(), S("text".to_owned())),
        ("CONTACT_NOTE".to_owned(), N("-7".to_owned())),
        ("R2_MAIL".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("Field-473336".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("more".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = ":")]
#[item(others(sign))]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing293 {
    #[item(partition_key)]
    the_id: String,
    
    home_photo: u32,
    #[serde(rename = ":last_mail")]  #[item(unsigned)]
    last_mail: bool,
    #[item(context)]
    billing_address: BTreeMap<String, bool>,
    #[serde(rename(serialize = "é.358253", deserialize = "é.358253"))]  #[item(sign)]
    x_mail: bool,
}

async fn compare_293() {
    let value = Thing293 {
        the_id: "42".to_owned(),
        home_photo: 1815,
        last_mail: true,
        billing_address: BTreeMap::from([("k".to_owned(), false)]),
        x_mail: true,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("THE_ID")
        .encrypt(["HOME_PHOTO"])
        .do_nothing([":last_mail"])
        .sign_and_include_in_encryption_context(["BILLING_ADDRESS"])
        .sign(["é.358253"])
        .action_for_others(AttributeAction::SignOnly)
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("THE_ID".to_owned(), S("42".to_owned())),
        ("HOME_PHOTO".to_owned(), N("1815".to_owned())),
        (":last_mail".to_owned(), Bool(true)),
        ("BILLING_ADDRESS".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("é.358253".to_owned(), Bool(true)),
        ("#kind".to_owned(), S("Thing293".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "PascalCase")]
#[item(unsigned_prefix = "u_")]
#[serde(tag = "#kind")]
#[item(tag(sign))]
struct Thing294 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "u_home_mail")] #[serde(skip_serializing_if = "Option::is_none")] #[item(unsigned)]
    home_mail: Option<String>,
    #[serde(rename = "Field-698415")]  #[item(encrypt)]
    last_visit: BTreeMap<String, bool>,
    #[serde(rename = "Field-595274")]
    billing_address: String,
    #[serde(alias = "old424685", default)]  #[item(encrypt)]
    x_address: Vec<u32>,
    #[item(encrypt, beacon(bits = 9, formerly = 20))]
    contact_mail: bool,
}

async fn compare_294() {
    let value = Thing294 {
        the_id: "42".to_owned(),
        home_mail: None,
        last_visit: BTreeMap::from([("k".to_owned(), false)]),
        billing_address: "text".to_owned(),
        x_address: vec![1, 2],
        contact_mail: true,
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix("u_")
        .partition_key("TheId")
        .do_nothing(["u_home_mail"])
        .encrypt(["Field-698415"])
        .encrypt(["Field-595274"])
        .encrypt(["XAddress", "old424685"])
        .encrypt(["ContactMail"])
        .sign(["#kind"])
    ;
    let search = Some(Search::builder(super::keys())
        .beacon(Beacon::new("ContactMail", 9).formerly(20))
        .build());
    let item = HashMap::from([
        ("TheId".to_owned(), S("42".to_owned())),
        ("Field-698415".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("Field-595274".to_owned(), S("text".to_owned())),
        ("XAddress".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("ContactMail".to_owned(), Bool(true)),
        ("#kind".to_owned(), S("Thing294".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "snake_case")]
#[item(unsigned_prefix = ":")]
struct Thing295 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "Field-746878")] #[serde(alias = "old125907", default)]  #[item(sign)]
    home_visit: i64,
    #[item(sign)]
    last_number: BTreeMap<String, bool>,
    #[serde(alias = "old380557", default)]  #[item(sign)]
    billing_address: BTreeMap<String, bool>,
    #[item(encrypt)]
    x_y1: bool,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_295() {
    let value = Thing295 {
        the_id: "42".to_owned(),
        home_visit: -7,
        last_number: BTreeMap::from([("k".to_owned(), false)]),
        billing_address: BTreeMap::from([("k".to_owned(), false)]),
        x_y1: true,
        shared: Shared { version: 3, secret: "s".to_owned() },
    };
    let builder = TableConfig::builder("Things")
        .unsigned_prefix(":")
        .partition_key("the_id")
        .sign(["Field-746878", "old125907"])
        .sign(["last_number"])
        .sign(["billing_address", "old380557"])
        .encrypt(["x_y1"])
        .sign(["version"]).encrypt(["Secret"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("Field-746878".to_owned(), N("-7".to_owned())),
        ("last_number".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("billing_address".to_owned(), M(HashMap::from([("k".to_owned(), Bool(false))]))),
        ("x_y1".to_owned(), Bool(true)),
        ("version".to_owned(), N("3".to_owned())),
        ("Secret".to_owned(), S("s".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "lowercase")]
#[serde(tag = "#kind")]
#[item(tag(encrypt))]
struct Thing296 {
    #[item(partition_key)]
    the_id: String,
    #[serde(rename = "é.419767")] #[item(sort_key)]
    the_time: u64,
    
    home_mail: bool,
}

async fn compare_296() {
    let value = Thing296 {
        the_id: "42".to_owned(),
        the_time: 5,
        home_mail: true,
    };
    let builder = TableConfig::builder("Things")
        .partition_key("the_id")
        .sort_key("é.419767")
        .encrypt(["home_mail"])
        .encrypt(["#kind"])
    ;
    let search = None;
    let item = HashMap::from([
        ("the_id".to_owned(), S("42".to_owned())),
        ("é.419767".to_owned(), N("5".to_owned())),
        ("home_mail".to_owned(), Bool(true)),
        ("#kind".to_owned(), S("Thing296".to_owned())),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[item(unsigned_prefix = "u_")]
#[item(others(sign))]
struct Thing297 {
    #[serde(rename(serialize = "é.27329", deserialize = "é.27329"))] #[item(partition_key)]
    the_id: String,
    #[item(unsigned)]
    home_visit: String,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(sign)]
    last_visit: Option<String>,
    #[item(sign)]
    billing_visit: bool,
    #[serde(rename(serialize = "Field-299556", deserialize = "Field-299556"))]  #[item(encrypt)]
    x_code: Option<String>,
    #[item(encrypt)]
    contact_number: Vec<u32>,
    #[item(encrypt)]
    r2_photo: bool,
}

async fn compare_297() {
    let value = Thing297 {
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
        .partition_key("é.27329")
        .do_nothing(["HOME_VISIT"])
        .allowed_unsigned(["HOME_VISIT"])
        .sign(["LAST_VISIT"])
        .sign(["BILLING_VISIT"])
        .encrypt(["Field-299556"])
        .encrypt(["CONTACT_NUMBER"])
        .encrypt(["R2_PHOTO"])
        .action_for_others(AttributeAction::SignOnly)
    ;
    let search = None;
    let item = HashMap::from([
        ("é.27329".to_owned(), S("42".to_owned())),
        ("HOME_VISIT".to_owned(), S("text".to_owned())),
        ("BILLING_VISIT".to_owned(), Bool(true)),
        ("Field-299556".to_owned(), Null(true)),
        ("CONTACT_NUMBER".to_owned(), L(vec![N("1".to_owned()), N("2".to_owned())])),
        ("R2_PHOTO".to_owned(), Bool(true)),
    ]);
    super::compare(value, builder, search, item).await;
}

#[derive(Serialize, Deserialize, TypedItem)]
#[serde(rename_all = "camelCase")]
#[item(others(sign))]
struct Thing298 {
    #[item(partition_key)]
    the_id: String,
    
    home_code: String,
}

async fn compare_298() {
    let value = Thing298 {
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
struct Thing299 {
    #[serde(rename = "attr598471")] #[item(partition_key)]
    the_id: String,
    #[item(sort_key, index_key)]
    the_time: u64,
    #[item(encrypt, beacon(bits = 34))]
    home_visit: Option<String>,
    #[serde(alias = "old755885", default)]  #[item(encrypt)]
    last_address: Vec<u32>,
    
    billing_y1: String,
    #[serde(skip_serializing_if = "Option::is_none")] #[item(index_key)]
    x_y1: Option<String>,
    #[serde(flatten)] #[item(flatten)]
    shared: Shared,
}

async fn compare_299() {
    let value = Thing299 {
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
