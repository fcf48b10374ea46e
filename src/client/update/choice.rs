//! Choices that a request makes by a name. What this side carries out DynamoDB does not get to see, or not in the same form, so
//! that it cannot refuse a name that there is not.

use aws_sdk_dynamodb::types::{
    ReturnConsumedCapacity, ReturnItemCollectionMetrics, ReturnValuesOnConditionCheckFailure as OnFailure,
};

/// The parameter of a write whose choice there is not, if there is one.
pub(super) fn of_write(
    failed: Option<&OnFailure>,
    capacity: Option<&ReturnConsumedCapacity>,
    metrics: Option<&ReturnItemCollectionMetrics>,
) -> Option<&'static str> {
    let knows_failed = matches!(failed, None | Some(OnFailure::AllOld | OnFailure::None));
    let knows_capacity = matches!(
        capacity,
        None | Some(
            ReturnConsumedCapacity::Indexes | ReturnConsumedCapacity::None | ReturnConsumedCapacity::Total
        )
    );
    let knows_metrics =
        matches!(metrics, None | Some(ReturnItemCollectionMetrics::None | ReturnItemCollectionMetrics::Size));
    let choices = [
        ("ReturnValuesOnConditionCheckFailure", knows_failed),
        ("ReturnConsumedCapacity", knows_capacity),
        ("ReturnItemCollectionMetrics", knows_metrics),
    ];
    choices.into_iter().find(|(_, is_known)| !is_known).map(|(parameter, _)| parameter)
}
