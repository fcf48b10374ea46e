//! Which identifiers a PartiQL statement names.
//!
//! Not a parser: all that has to be told is whether a statement could be about a table. So every
//! identifier counts, wherever it stands.

use super::table_name::arn_table;

/// A name in a statement.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Identifier {
    /// Between double quotes.
    Quoted(String),
    /// A run of characters that names are made of. Table names that have `-` or `.` in them must be
    /// quoted, but a run is kept whole all the same, should that ever change.
    Bare(String),
}

impl Identifier {
    /// Whether this could name `table`. Case is ignored to be on the safe side.
    pub(super) fn may_be(&self, table: &str) -> bool {
        match self {
            Identifier::Quoted(name) => {
                name.eq_ignore_ascii_case(table)
                    || arn_table(name).is_some_and(|name| name.eq_ignore_ascii_case(table))
            }
            // With and without regard to `-`, so that a name that has it is found in `name.index`.
            Identifier::Bare(run) => {
                let mut parts = run.split('.').flat_map(|part| std::iter::once(part).chain(part.split('-')));
                run.eq_ignore_ascii_case(table) || parts.any(|part| part.eq_ignore_ascii_case(table))
            }
        }
    }
}

/// The identifiers of `statement`, or `None` when it has something in it that is not understood.
pub(super) fn identifiers(statement: &str) -> Option<Vec<Identifier>> {
    let mut found = Vec::new();
    let mut rest = statement.trim_start();
    if rest.is_empty() {
        return None;
    }
    while let Some(first) = rest.chars().next() {
        rest = match first {
            '\'' => quoted(rest, '\'')?.1,
            '"' => {
                let (name, rest) = quoted(rest, '"')?;
                found.push(Identifier::Quoted(name));
                rest
            }
            '-' if rest.starts_with("--") => rest.split_once('\n').map_or("", |(_, rest)| rest),
            '/' if rest.starts_with("/*") => rest.get(2..)?.split_once("*/")?.1,
            c if is_word(c) => {
                let (run, rest) = split_run(rest);
                found.push(Identifier::Bare(run.to_owned()));
                rest
            }
            c if c.is_whitespace() || "()[]{}<>,.;:?=!+-*/%|&^~@".contains(c) => rest.get(c.len_utf8()..)?,
            _ => return None,
        };
    }
    Some(found)
}

/// Splits a quoted text off, in which a doubled quote stands for one.
fn quoted(text: &str, quote: char) -> Option<(String, &str)> {
    let mut content = String::new();
    let mut rest = text.strip_prefix(quote)?;
    loop {
        let (part, after) = rest.split_once(quote)?;
        content.push_str(part);
        match after.strip_prefix(quote) {
            Some(after) => {
                content.push(quote);
                rest = after;
            }
            None => return Some((content, after)),
        }
    }
}

/// Splits the longest run of words joined by `-` and `.` off; `--` begins a comment.
fn split_run(text: &str) -> (&str, &str) {
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let joins = matches!(c, '-' | '.') && characters.peek().is_some_and(|(_, next)| is_word(*next));
        if !is_word(c) && !joins {
            return text.split_at(at);
        }
    }
    (text, "")
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(statement: &str, table: &str) -> bool {
        identifiers(statement).unwrap().iter().any(|name| name.may_be(table))
    }

    #[test]
    fn a_table_is_found_in_whatever_way_it_is_written() {
        for statement in [
            "SELECT * FROM Customers",
            "select * from customers where id = ?",
            r#"SELECT * FROM "Customers""#,
            r#"SELECT * FROM "Customers"."by-plan""#,
            "SELECT c.id FROM Customers.index c",
            r#"INSERT INTO "Customers" VALUE {'id': 'it''s', 'email': ?}"#,
            "UPDATE Customers SET email='x' WHERE id='1'",
            "DELETE FROM/**/Customers WHERE id='1'",
            "SELECT * -- from \"x\n FROM Customers",
            r#"SELECT * FROM "arn:aws:dynamodb:eu-west-1:1:table/Customers""#,
            "EXISTS(SELECT * FROM Customers WHERE id = '1')",
        ] {
            assert!(names(statement, "Customers"), "{statement}");
        }
        assert!(names("SELECT * FROM my-table", "my-table"));
        assert!(names("SELECT * FROM my-table.by-plan", "my-table"));
        assert!(names("SELECT * FROM my.table.by-plan", "table"));
        assert!(names(r#"SELECT * FROM "my""table""#, "my\"table"));
    }

    #[test]
    fn other_tables_are_not_taken_for_it() {
        for statement in [
            "SELECT * FROM Orders WHERE customer = 'Customers'",
            "SELECT * FROM Orders WHERE note = 'it''s \"Customers\"'",
            "SELECT * FROM CustomersOld",
            r#"SELECT * FROM "Customers-old""#,
            "SELECT * FROM Orders -- not Customers",
            "SELECT * FROM Orders /* not Customers */ WHERE a <> 5 AND b = 1.5e-3",
        ] {
            assert!(!names(statement, "Customers"), "{statement}");
        }
    }

    #[test]
    fn what_is_not_understood_is_not_passed() {
        for statement in ["", "  ", "SELECT 'open", "SELECT \"open", "SELECT /* open", "SELECT `ion`", "a \\ b"]
        {
            assert_eq!(identifiers(statement), None, "{statement}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_statement_is_either_understood_or_not(statement in ".{0,60}") {
            let _ = identifiers(&statement);
        }

        #[test]
        fn a_table_is_found_in_every_statement_that_is_understood(
            before in "([a-z ,=.*()?-]|'([^']|'')*'|\"[^\"]*\"|/\\*[^*]*\\*/){0,12}",
            after in "[ .,;)]([a-z ,=.*()?-]|'[^']*'|\"[^\"]*\"){0,12}",
            quote in "\"?",
        ) {
            // Not within a comment, nor the second half of a longer name.
            let statement = format!("{before}\n,{quote}Customers{quote}{after}");
            if let Some(found) = identifiers(&statement) {
                proptest::prop_assert!(found.iter().any(|name| name.may_be("Customers")), "{}", statement);
            }
        }
    }
}
