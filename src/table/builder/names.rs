//! The table's name and its primary key.

use super::TableConfigBuilder;

impl TableConfigBuilder {
    /// The name that requests use for the table, if it is not the logical name: for example that of a stage, or of a
    /// backup that was restored under another name. Replaces an earlier call.
    pub fn table_name(mut self, name: impl Into<String>) -> Self {
        self.table_name = Some(name.into());
        self
    }

    /// The partition key attribute. It is always signed and needs no other declaration. There is only one.
    pub fn partition_key(mut self, name: impl Into<String>) -> Self {
        self.contradiction.set_text_once(&mut self.partition_key, name.into(), "the partition key");
        self
    }

    /// The sort key attribute. It is always signed and needs no other declaration. There is only one.
    pub fn sort_key(mut self, name: impl Into<String>) -> Self {
        self.contradiction.set_text_once(&mut self.sort_key, name.into(), "the sort key");
        self
    }
}
