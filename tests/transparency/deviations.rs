//! Where the wrapped client does something else, as `src/manual/differences.md` tells the users.

/// The deviations of which one row of the table in `src/manual/differences.md` tells.
pub struct Documented {
    /// The first cell of the row.
    pub as_row: &'static str,
    /// The name of a scenario, and what comes there of the first call that is different.
    pub deviations: &'static [(&'static str, &'static str)],
}

pub const DEVIATIONS: &[Documented] = &[
    Documented {
        as_row: "Key conditions on encrypted attributes",
        deviations: &[(
            "query_by_an_encrypted_attribute",
            "not sent: Query on table 'Customers' refused: KeyConditionExpression names the encrypted attribute 'email'",
        )],
    },
    Documented {
        as_row: "Values for attributes that are not configured",
        deviations: &[
            (
                "get_with_more_than_a_key",
                "not sent: GetItem on table 'Customers' refused: Key names the attribute 'colour', which is not configured",
            ),
            (
                "query_by_an_attribute_without_an_action",
                "not sent: Query on table 'Customers' refused: KeyConditionExpression names the attribute 'colour', which is not configured",
            ),
        ],
    },
    Documented {
        as_row: "Names that nearly match an encrypted table",
        deviations: &[
            (
                "scan_of_a_name_in_lower_case",
                "not sent: Scan on table 'customers' refused: the name differs from the encrypted table 'Customers' only in upper and lower case",
            ),
            (
                "scan_of_what_is_no_name",
                "not sent: Scan on table 'Customers ' refused: the request gives neither the name nor the ARN of a table",
            ),
        ],
    },
    Documented {
        as_row: "Updates that copy a secret into the clear",
        deviations: &[(
            "update_that_reads_an_encrypted_attribute",
            "not sent: UpdateItem on table 'Customers' refused: UpdateExpression names the encrypted attribute 'balance'",
        )],
    },
    Documented {
        as_row: "Parameters that expressions have replaced",
        deviations: &[
            (
                "put_with_expected_values",
                "not sent: PutItem on table 'Customers' refused: Expected cannot be used on encrypted tables",
            ),
            (
                "query_with_attributes_to_get",
                "not sent: Query on table 'Customers' refused: KeyConditions cannot be used on encrypted tables",
            ),
            (
                "query_with_key_conditions",
                "not sent: Query on table 'Customers' refused: KeyConditions cannot be used on encrypted tables",
            ),
            (
                "scan_with_a_scan_filter",
                "not sent: Scan on table 'Customers' refused: ScanFilter cannot be used on encrypted tables",
            ),
            (
                "update_with_attribute_updates",
                "not sent: UpdateItem on table 'Customers' refused: AttributeUpdates cannot be used on encrypted tables",
            ),
        ],
    },
    Documented {
        as_row: "PartiQL",
        deviations: &[
            (
                "statement_that_reads_an_encrypted_table",
                "not sent: ExecuteStatement on table 'Customers' refused: the operation is not supported on encrypted tables",
            ),
            (
                "statement_that_writes_an_encrypted_table",
                "not sent: ExecuteStatement on table 'Customers' refused: the operation is not supported on encrypted tables",
            ),
            (
                "statements_in_a_batch_on_an_encrypted_table",
                "not sent: BatchExecuteStatement on table 'Customers' refused: the operation is not supported on encrypted tables",
            ),
            (
                "statements_in_a_transaction_on_an_encrypted_table",
                "not sent: ExecuteTransaction on table 'Customers' refused: the operation is not supported on encrypted tables",
            ),
        ],
    },
    Documented {
        as_row: "Indexes that lack attributes",
        deviations: &[
            (
                "index_of_keys",
                "not readable: item from index 'keys-by-tier' of table 'Customers' cannot be read: the index lacks the item's header or footer; it must project all attributes, and be declared to do so if it holds plaintext items (TableConfigBuilder::index_projects_all)",
            ),
            (
                "index_of_keys_scanned",
                "not readable: item from index 'keys-by-tier' of table 'Customers' cannot be read: the index lacks the item's header or footer; it must project all attributes, and be declared to do so if it holds plaintext items (TableConfigBuilder::index_projects_all)",
            ),
            (
                "index_of_some_attributes",
                "not readable: item from index 'contacts-by-tier' of table 'Customers' cannot be read: the index lacks the item's header or footer; it must project all attributes, and be declared to do so if it holds plaintext items (TableConfigBuilder::index_projects_all)",
            ),
            (
                "index_of_some_attributes_projected",
                "not readable: item from index 'contacts-by-tier' of table 'Customers' cannot be read: the index lacks the item's header or footer; it must project all attributes, and be declared to do so if it holds plaintext items (TableConfigBuilder::index_projects_all)",
            ),
            (
                "local_index_of_keys_projected",
                "not readable: item from index 'keys-by-grade' of table 'Customers' cannot be read: the index lacks the item's header or footer; it must project all attributes, and be declared to do so if it holds plaintext items (TableConfigBuilder::index_projects_all)",
            ),
        ],
    },
    Documented {
        as_row: "Items that cannot be sealed",
        deviations: &[
            (
                "update_of_an_attribute_without_an_action",
                "not sent: item for table 'Customers', attribute 'colour' cannot be encrypted: the table's configuration has no action for it; give it one, or others a common one (TableConfigBuilder::action_for_others)",
            ),
            (
                "batch_with_an_item_that_lacks_its_key",
                "not sent: item for table 'Customers', attribute 'created' cannot be encrypted: the key attribute is missing",
            ),
            (
                "put_of_a_reserved_attribute",
                "not sent: item for table 'Customers', attribute 'aws_dbe_colour' cannot be encrypted: names that begin with 'aws_dbe_' or 'aws-crypto-' are reserved",
            ),
            (
                "put_of_an_attribute_without_an_action",
                "not sent: item for table 'Customers', attribute 'colour' cannot be encrypted: the table's configuration has no action for it; give it one, or others a common one (TableConfigBuilder::action_for_others)",
            ),
            (
                "put_of_what_only_sealing_makes_too_large",
                "not sent: item for table 'Customers' cannot be encrypted: it has 409319 bytes, and 409700 when sealed; DynamoDB stores at most 409,600",
            ),
            (
                "put_with_an_empty_key",
                "not sent: item for table 'Customers', attribute 'id' cannot be encrypted: a key attribute must not be empty",
            ),
            (
                "put_without_a_sort_key",
                "not sent: item for table 'Customers', attribute 'created' cannot be encrypted: the key attribute is missing",
            ),
            (
                "value_duplicate_member",
                "not sent: item for table 'Customers', attribute 'email' cannot be encrypted: a set has the same member twice",
            ),
            (
                "value_empty_set",
                "not sent: item for table 'Customers', attribute 'email' cannot be encrypted: a set is empty; leave the attribute out instead",
            ),
            (
                "value_no_number",
                "not sent: item for table 'Customers', attribute 'email' cannot be encrypted: a number is not a decimal number",
            ),
            (
                "value_null_that_is_false",
                "not sent: item for table 'Customers', attribute 'email' cannot be encrypted: a NULL is false; DynamoDB has only NULL true (for a truth value, use BOOL)",
            ),
            (
                "value_number_out_of_range",
                "not sent: item for table 'Customers', attribute 'email' cannot be encrypted: a number is outside the range that DynamoDB stores",
            ),
            (
                "value_too_deep_nesting",
                "not sent: item for table 'Customers', attribute 'email' cannot be encrypted: maps and lists are nested deeper than 32 levels",
            ),
            (
                "value_too_many_digits",
                "not sent: item for table 'Customers', attribute 'email' cannot be encrypted: a number has more than 38 significant digits",
            ),
        ],
    },
    Documented {
        as_row: "A `ClientRequestToken` in a second call",
        deviations: &[(
            "transaction_with_a_token_twice",
            "400 IdempotentParameterMismatchException(IdempotentParameterMismatchException { message: Some(\"An error occurred (IdempotentParameterMismatchException)\"), meta: ErrorMetadata { code: Some(\"IdempotentParameterMismatchException\"), message: Some(\"An error occurred (IdempotentParameterMismatchException)\"), extras: _ } }): IdempotentParameterMismatchException: An error occurred (IdempotentParameterMismatchException)",
        )],
    },
    Documented {
        as_row: "What DynamoDB refuses anyway",
        deviations: &[
            (
                "batch_with_a_list_of_attributes_and_a_projection_elsewhere",
                "not sent: BatchGetItem refused: AttributesToGet and ProjectionExpression cannot be given in one request",
            ),
            (
                "filter_of_a_query_on_its_key",
                "not sent: Query on table 'Customers' refused: FilterExpression cannot be understood: a query's filter cannot name the key attribute 'created'",
            ),
            (
                "filter_that_is_nonsense",
                "not sent: Query on table 'Customers' refused: FilterExpression cannot be understood: at byte 6: expected a comparison",
            ),
            (
                "filter_with_an_undefined_value",
                "not sent: Query on table 'Customers' refused: FilterExpression cannot be understood: at byte 8: ExpressionAttributeValues does not define ':e'",
            ),
            (
                "filter_with_an_unused_value",
                "not sent: Query on table 'Customers' refused: no expression uses the placeholder ':unused'",
            ),
            (
                "get_paths_that_overlap",
                "not sent: GetItem on table 'Customers' refused: ProjectionExpression cannot be understood: the paths 'notes' and 'notes[1]' overlap",
            ),
            (
                "get_with_a_list_of_attributes_and_a_projection",
                "not sent: GetItem on table 'Customers' refused: AttributesToGet and ProjectionExpression cannot be given in one request",
            ),
            (
                "get_with_an_unused_name",
                "not sent: GetItem on table 'Customers' refused: no expression uses the placeholder '#n'",
            ),
            (
                "query_with_a_condition_that_is_nonsense",
                "not sent: Query on table 'Customers' refused: KeyConditionExpression cannot be understood: at byte 3: expected a comparison",
            ),
            (
                "query_with_contradicting_selects",
                "not sent: Query on table 'Customers' refused: Select cannot be used on encrypted tables",
            ),
            (
                "scan_with_a_list_of_attributes_and_a_filter",
                "not sent: Scan on table 'Customers' refused: AttributesToGet and FilterExpression cannot be given in one request",
            ),
            (
                "statement_that_is_nonsense",
                "not sent: ExecuteStatement refused: Statement cannot be understood: this is not a PartiQL statement",
            ),
            (
                "transaction_with_two_actions_in_one",
                "not sent: TransactWriteItems refused: TransactItems cannot be used on encrypted tables",
            ),
        ],
    },
];

/// The scenarios that beacons change, with what comes then of the first call that is different from that of a plain
/// client; nothing if none is.
const WITH_SEARCH: &[(&str, Option<&str>)] = &[
    // The value would be sent for the key, and is one of an encrypted attribute.
    ("filter_of_a_query_on_its_key", Some(SENT_FOR_BOTH)),
    ("filter_with_an_unused_value", Some(SENT_FOR_BOTH)),
    // Beacons take room, too.
    (
        "put_of_what_only_sealing_makes_too_large",
        Some(
            "not sent: item for table 'Customers' cannot be encrypted: it has 409319 bytes, and 409765 when sealed; DynamoDB stores at most 409,600",
        ),
    ),
    // DynamoDB refuses it by itself: no index is named.
    ("query_by_an_encrypted_attribute", None),
    // These are noticed when the beacon is computed.
    (
        "value_duplicate_member",
        Some(
            "not sent: item for table 'Customers', attribute 'email' cannot be encrypted: beacon 'email': a set has the same member twice",
        ),
    ),
    (
        "value_no_number",
        Some(
            "not sent: item for table 'Customers', attribute 'email' cannot be encrypted: beacon 'email': a number is not a decimal number",
        ),
    ),
    (
        "value_null_that_is_false",
        Some(
            "not sent: item for table 'Customers', attribute 'email' cannot be encrypted: beacon 'email': a NULL is false; DynamoDB has only NULL true (for a truth value, use BOOL)",
        ),
    ),
    (
        "value_number_out_of_range",
        Some(
            "not sent: item for table 'Customers', attribute 'email' cannot be encrypted: beacon 'email': a number is outside the range that DynamoDB stores",
        ),
    ),
    (
        "value_too_deep_nesting",
        Some(
            "not sent: item for table 'Customers', attribute 'email' cannot be encrypted: beacon 'email': maps and lists are nested deeper than 32 levels",
        ),
    ),
    (
        "value_too_many_digits",
        Some(
            "not sent: item for table 'Customers', attribute 'email' cannot be encrypted: beacon 'email': a number has more than 38 significant digits",
        ),
    ),
];

const SENT_FOR_BOTH: &str = "not sent: Query on table 'Customers' refused: KeyConditionExpression names ':id': it is for an encrypted attribute and for a readable one, for which its value would be sent; use two placeholders";

/// What comes of a scenario with beacons, where they change it.
pub fn with_search(scenario: &str) -> Option<Option<&'static str>> {
    WITH_SEARCH.iter().find(|(name, _)| *name == scenario).map(|(_, outcome)| *outcome)
}

/// What comes of the first call of a scenario that is different; nothing if none is to be.
pub fn expected(scenario: &str) -> Option<&'static str> {
    all().find(|(name, _)| *name == scenario).map(|(_, outcome)| outcome)
}

/// All deviations.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    DEVIATIONS.iter().flat_map(|documented| documented.deviations.iter().copied())
}
