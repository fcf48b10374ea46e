//! UpdateItem on encrypted tables: what is not signed is updated in place, and what is signed is refused where the table
//! is to refuse it.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::{
    AttributeAction, AttributeValueUpdate, ConditionalOperator, ExpectedAttributeValue, ReturnValue,
    ReturnValuesOnConditionCheckFailure,
};
use dynamodb_item_encryptor::{EncryptTables, Error, ProtectedUpdates, RefusedProblem};
use test_support::wire::Wire;
use test_support::{customer, customers, customers_builder, engine, find, keyring, n, s};

fn update(client: &Client) -> UpdateItemFluentBuilder {
    client.update_item().table_name("Customers").key("id", s("1")).key("created", n(1))
}

#[tokio::test]
async fn unsigned_attributes_are_updated_in_place() {
    let url = engine::start().await;
    let plain = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&plain, "Customers").await;
    let config = test_support::config(&url).encrypt_tables([customers(keyring())]).unwrap();
    let wrapped = Client::from_conf(config.build());
    let item = customer("1", 1, "a@example.com");
    wrapped.put_item().table_name("Customers").set_item(Some(item.clone())).send().await.unwrap();
    let counted = |count| {
        let mut item = item.clone();
        item.insert(":counter".to_owned(), n(count));
        item
    };

    let count = || {
        let update =
            update(&wrapped).update_expression("ADD #c :one").expression_attribute_names("#c", ":counter");
        update.expression_attribute_values(":one", n(1))
    };
    assert_eq!(count().send().await.unwrap().attributes, None);
    let output = count().return_values(ReturnValue::AllOld).send().await.unwrap();
    assert_eq!(output.attributes, Some(counted(2)));
    let output = count().return_values(ReturnValue::AllNew).send().await.unwrap();
    assert_eq!(output.attributes, Some(counted(4)));
    let output = count().return_values(ReturnValue::UpdatedNew).send().await.unwrap();
    assert_eq!(output.attributes, Some([(":counter".to_owned(), n(5))].into()));
    let output = count().return_values(ReturnValue::UpdatedOld).send().await.unwrap();
    assert_eq!(output.attributes, Some([(":counter".to_owned(), n(5))].into()));

    // Conditions may be on whatever is readable.
    let guarded = || count().condition_expression("attribute_exists(aws_dbe_head) AND #p = :p");
    let guarded = || guarded().expression_attribute_names("#p", "plan");
    guarded().expression_attribute_values(":p", s("gold")).send().await.unwrap();
    let failing = guarded().expression_attribute_values(":p", s("silver"));
    let all_old = ReturnValuesOnConditionCheckFailure::AllOld;
    let failing = failing.return_values_on_condition_check_failure(all_old);
    let error = failing.send().await.unwrap_err().into_service_error();
    let UpdateItemError::ConditionalCheckFailedException(failed) = error else { panic!("{error:?}") };
    assert_eq!(failed.item, Some(counted(7)));
    let get = wrapped.get_item().table_name("Customers").key("id", s("1")).key("created", n(1));
    assert_eq!(get.send().await.unwrap().item, Some(counted(7)));
}

#[tokio::test]
async fn an_update_of_a_protected_or_unknown_attribute_sends_nothing() {
    let wire = Wire::empty();
    let table = customers_builder(keyring()).protected_updates(ProtectedUpdates::Refuse).build().unwrap();
    let client = Client::from_conf(wire.config().encrypt_tables([table]).unwrap().build());
    macro_rules! refused {
        ($request:expr, $expected:expr) => {{
            let error = $request.send().await.unwrap_err();
            let Some(Error::Refused { problem, .. }) = find(&error) else { panic!("{error:?}") };
            assert_eq!(*problem, $expected);
            assert!(!format!("{error:?}").contains("b@example.com"));
        }};
    }
    let parameter = "UpdateExpression";
    let encrypted = || RefusedProblem::EncryptedAttribute { parameter, attribute: "email".to_owned() };
    let signed = || RefusedProblem::SignedAttribute { parameter, attribute: "plan".to_owned() };
    let reserved = || RefusedProblem::ReservedAttribute { parameter, attribute: "aws_dbe_foot".to_owned() };
    let unknown = || RefusedProblem::UnconfiguredAttribute { parameter, attribute: "phone".to_owned() };
    let v = |update: UpdateItemFluentBuilder| update.expression_attribute_values(":v", s("b@example.com"));
    let c = |update: UpdateItemFluentBuilder| update.expression_attribute_names("#c", ":counter");
    let p = |update: UpdateItemFluentBuilder| update.expression_attribute_names("#p", "plan");
    let update = || update(&client);
    refused!(v(update()).update_expression("SET email = :v"), encrypted());
    refused!(v(c(update())).update_expression("SET #c = if_not_exists(email.x[0], :v)"), encrypted());
    refused!(update().update_expression("REMOVE email"), encrypted());
    refused!(v(p(update())).update_expression("SET #p = :v"), signed());
    refused!(p(c(update())).update_expression("SET #c = #p"), signed());
    refused!(v(update()).update_expression("SET aws_dbe_foot = :v"), reserved());
    refused!(update().update_expression("REMOVE phone"), unknown());
    let condition = c(update()).update_expression("REMOVE #c").condition_expression("contains(email, :v)");
    let parameter = "ConditionExpression";
    refused!(v(condition), RefusedProblem::EncryptedAttribute { parameter, attribute: "email".to_owned() });
    let unused = RefusedProblem::UnusedPlaceholder { placeholder: ":v".to_owned() };
    refused!(v(c(update())).update_expression("REMOVE #c"), unused);

    let legacy = |parameter| RefusedProblem::Parameter { parameter };
    let put = AttributeValueUpdate::builder().action(AttributeAction::Put).value(s("b@example.com")).build();
    refused!(update().attribute_updates("email", put), legacy("AttributeUpdates"));
    let expected = ExpectedAttributeValue::builder().value(s("b@example.com")).build();
    refused!(update().expected("email", expected), legacy("Expected"));
    refused!(update().conditional_operator(ConditionalOperator::Or), legacy("ConditionalOperator"));
    let returned = c(update()).update_expression("REMOVE #c").return_values(ReturnValue::from("LATER"));
    refused!(returned, legacy("ReturnValues"));
    assert_eq!(wire.count(), 0);
}
