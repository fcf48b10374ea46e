//! A table's configuration compared with a type of its items.

use super::declaration::name_of;
use super::{ItemDeclaration, TypedItem};
use crate::error::{ConfigProblem, Error, TypeDifference};
use crate::table::{AttributeAction, TableConfig};

/// What stands where nothing is declared.
const NOTHING: &str = "none";

impl TableConfig {
    /// Checks that this configuration does with the items of type `T` what the type [declares](TypedItem): for a test,
    /// where the configuration is written by hand or comes from elsewhere.
    ///
    /// The configuration may say more than the type: a table may have other kinds of items, too.
    ///
    /// # Errors
    /// [`Error::Config`] with [`ConfigProblem::TypeDiffers`], which lists all differences.
    ///
    /// ```
    /// # use dynamodb_item_encryptor::{AttributeAction::EncryptAndSign, ItemDeclaration, RawAesKeyring, TableConfig, TypedItem};
    /// # struct Customer;
    /// # impl TypedItem for Customer {
    /// #     fn declaration() -> ItemDeclaration {
    /// #         ItemDeclaration::new().partition_key("id").attribute("email", EncryptAndSign)
    /// #     }
    /// # }
    /// # let keyring = RawAesKeyring::new("examples", "customers", &[7; 32])?;
    /// let table = TableConfig::builder("Customers").partition_key("id").sign(["email"]).keyring(keyring).build()?;
    /// let error = table.check_type::<Customer>().unwrap_err().to_string();
    /// assert!(error.contains("action of 'email': ENCRYPT_AND_SIGN in the type, SIGN_ONLY in the configuration"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn check_type<T: TypedItem>(&self) -> Result<(), Error> {
        let mut found = Differences { table: self, list: Vec::new() };
        found.compare(&T::declaration());
        if found.list.is_empty() {
            return Ok(());
        }
        let problem = ConfigProblem::TypeDiffers { type_name: name_of::<T>(), differences: found.list };
        Err(Error::config(Some(self.logical_name()), None, problem))
    }
}

/// The differences from a table's configuration.
struct Differences<'a> {
    table: &'a TableConfig,
    list: Vec<TypeDifference>,
}

impl Differences<'_> {
    /// Notes a difference, if there is one.
    fn note(&mut self, what: &'static str, name: Option<&str>, in_type: &str, in_configuration: &str) {
        if in_type != in_configuration {
            self.list.push(TypeDifference {
                name: name.map(str::to_owned),
                what,
                in_type: in_type.to_owned(),
                in_configuration: in_configuration.to_owned(),
            });
        }
    }

    fn compare(&mut self, declaration: &ItemDeclaration) {
        let table = self.table;
        for key in &declaration.partition_keys {
            self.note("partition key", None, key, table.partition_key());
        }
        for key in &declaration.sort_keys {
            self.note("sort key", None, key, table.sort_key().unwrap_or(NOTHING));
        }
        for (name, action) in &declaration.attributes {
            self.note("action", Some(name), action.as_str(), action_name(table.action(name)));
        }
        for action in &declaration.others {
            self.note(
                "action for other attributes",
                None,
                action.as_str(),
                action_name(table.action_for_others()),
            );
        }
        for name in &declaration.index_keys {
            let is_one = table.index_keys().any(|key| key == name);
            self.note("use as key of an index", Some(name), "yes", if is_one { "yes" } else { "no" });
        }
        for prefix in &declaration.unsigned_prefixes {
            let configured = table.0.unsigned_prefix.as_deref().unwrap_or(NOTHING);
            self.note("prefix of unsigned attributes", None, prefix, configured);
        }
        for name in &declaration.allowed_unsigned {
            let is_allowed = if table.is_unsigned(name) { "yes" } else { "no" };
            self.note("allowance to be unsigned", Some(name), "yes", is_allowed);
        }
        self.compare_padding(declaration);
        self.compare_beacons(declaration);
    }

    /// Padding of each encrypted attribute: what the type does not pad must not be padded.
    fn compare_padding(&mut self, declaration: &ItemDeclaration) {
        let bytes =
            |padding: Option<usize>| padding.map_or_else(|| NOTHING.to_owned(), |bytes| bytes.to_string());
        for (name, _) in &declaration.attributes {
            let declared = declaration.padded.iter().find(|(padded, _)| padded == name);
            let in_type = bytes(declared.map(|(_, bytes)| *bytes));
            let configured = bytes(self.table.padding(name));
            self.note("padding", Some(name), &in_type, &configured);
        }
    }

    fn compare_beacons(&mut self, declaration: &ItemDeclaration) {
        for beacon in &declaration.beacons {
            let search = self.table.search();
            let in_configuration = match search {
                Some(search) if search.declares(beacon) => "as declared",
                Some(search) if search.has_standard(beacon.name()) => "another",
                Some(_) | None => NOTHING,
            };
            self.note("beacon", Some(beacon.name()), "as declared", in_configuration);
        }
    }
}

fn action_name(action: Option<AttributeAction>) -> &'static str {
    action.map_or(NOTHING, AttributeAction::as_str)
}
