//! Which tables a PartiQL statement names.
//!
//! This parses only where a statement names tables, and what can hide a name. DynamoDB's own
//! parser is not public, so a statement counts as understood only where there is no doubt how it is read.
//! Besides, every identifier counts as the name of an encrypted table, wherever it stands.
//!
//! Source: the DynamoDB Developer Guide, "PartiQL - a SQL-compatible query language for Amazon DynamoDB".

use std::borrow::Cow;

use super::table_name::arn_table;

/// Why it cannot be told which tables a statement names.
pub(crate) type Doubt = &'static str;

const NO_STATEMENT: Doubt = "this is not a PartiQL statement";
const UNKNOWN_CHARACTER: Doubt = "it is not certain how DynamoDB reads one of the characters of this statement";
const COMMENT: Doubt = "it is not certain where a comment in this statement ends";
const QUOTE: Doubt = "it is not certain where a quoted text in this statement ends";
const TABLE: Doubt = "it is not certain which tables this statement names";

/// What statements begin with.
const VERBS: [&str; 5] = ["SELECT", "INSERT", "UPDATE", "DELETE", "EXISTS"];
/// What stands in front of a table.
const BEFORE_TABLE: [&str; 3] = ["FROM", "INTO", "UPDATE"];
/// What stands behind a table and its alias.
const BEHIND_TABLE: [&str; 10] =
    ["WHERE", "SET", "REMOVE", "VALUE", "VALUES", "ORDER", "GROUP", "HAVING", "LIMIT", "RETURNING"];

/// The identifiers of a statement.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Names<'a> {
    /// All of them.
    pub(crate) all: Vec<Identifier<'a>>,
    /// Those that stand where tables do. There is at least one.
    pub(crate) tables: Vec<Identifier<'a>>,
}

/// A name in a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Identifier<'a> {
    /// Between double quotes.
    Quoted(Cow<'a, str>),
    /// A run of characters that names are made of. Table names that have `-` or `.` in them must be
    /// quoted, but a run is kept whole all the same, should that ever change.
    Bare(&'a str),
}

impl Identifier<'_> {
    /// Whether this could name `table`. Case is ignored to be on the safe side.
    pub(crate) fn may_be(&self, table: &str) -> bool {
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

    /// The table's name or ARN, where this stands for a table. What follows a dot is an index.
    pub(crate) fn table(&self) -> &str {
        match self {
            Identifier::Quoted(name) => name,
            Identifier::Bare(run) => run.split_once('.').map_or(run, |(table, _)| table),
        }
    }
}

/// A part of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token<'a> {
    Identifier(Identifier<'a>),
    /// A text between single quotes, or a number.
    Literal,
    Sign(char),
}

impl Token<'_> {
    fn is_word_of(&self, words: &[&str]) -> bool {
        match self {
            Token::Identifier(Identifier::Bare(run)) => words.iter().any(|word| run.eq_ignore_ascii_case(word)),
            Token::Identifier(_) | Token::Literal | Token::Sign(_) => false,
        }
    }
}

/// The names in `statement`.
///
/// # Errors
/// Why it is not understood. Then it may name any table.
pub(crate) fn names(statement: &str) -> Result<Names<'_>, Doubt> {
    let tokens = tokens(statement)?;
    let mut rest = tokens.iter().peekable();
    if !rest.peek().ok_or(NO_STATEMENT)?.is_word_of(&VERBS) {
        return Err(NO_STATEMENT);
    }
    let mut tables = Vec::new();
    while let Some(token) = rest.next() {
        if token.is_word_of(&BEFORE_TABLE) {
            tables.push(table(&mut rest)?);
        } else if *token == Token::Sign(';') && rest.peek().is_some() {
            return Err(TABLE);
        }
    }
    if tables.is_empty() {
        return Err(TABLE);
    }
    let identifiers = tokens.iter().filter_map(|token| match token {
        Token::Identifier(name) => Some(name.clone()),
        Token::Literal | Token::Sign(_) => None,
    });
    Ok(Names { all: identifiers.collect(), tables })
}

/// Takes a table's name, and after it an index and an alias: nothing else may stand there, or it could be one more
/// table.
fn table<'t, 'a: 't>(
    rest: &mut std::iter::Peekable<impl Iterator<Item = &'t Token<'a>>>,
) -> Result<Identifier<'a>, Doubt> {
    let Some(Token::Identifier(table)) = rest.next() else { return Err(TABLE) };
    while rest.next_if(|token| **token == Token::Sign('.')).is_some() {
        let Some(Token::Identifier(_)) = rest.next() else { return Err(TABLE) };
    }
    let is_behind = |token: &&Token<'_>| {
        token.is_word_of(&BEHIND_TABLE) || [Token::Sign(')'), Token::Sign(';')].contains(token)
    };
    let is_name = |token: &&Token<'_>| matches!(token, Token::Identifier(_)) && !is_behind(token);
    let has_as = rest.next_if(|token| token.is_word_of(&["AS"])).is_some();
    let has_alias = rest.next_if(is_name).is_some();
    if has_as && !has_alias || rest.peek().is_some_and(|token| !is_behind(token)) {
        return Err(TABLE);
    }
    Ok(table.clone())
}

/// Splits a statement into its tokens, and leaves comments out.
fn tokens(statement: &str) -> Result<Vec<Token<'_>>, Doubt> {
    let mut tokens = Vec::new();
    let mut rest = statement;
    while let (Some(first), behind) = split_first(rest) {
        rest = match first {
            // Others that Unicode has may be none to DynamoDB.
            ' ' | '\t' | '\n' | '\r' => behind,
            '\'' => {
                tokens.push(Token::Literal);
                quoted(behind, '\'')?.1
            }
            '"' => {
                let (name, rest) = quoted(behind, '"')?;
                tokens.push(Token::Identifier(Identifier::Quoted(name)));
                rest
            }
            '-' if behind.starts_with('-') => line_comment(behind)?,
            '/' if behind.starts_with('*') => block_comment(behind)?,
            c if c.is_ascii_digit() => {
                tokens.push(Token::Literal);
                number(rest)?
            }
            c if is_word(c) => {
                let (run, rest) = split_run(rest);
                tokens.push(Token::Identifier(Identifier::Bare(run)));
                rest
            }
            c if "()[]{}<>,.;:?=!+-*/%|&^~@".contains(c) => {
                tokens.push(Token::Sign(c));
                behind
            }
            _ => return Err(UNKNOWN_CHARACTER),
        };
    }
    Ok(tokens)
}

/// The first character of a text, if it has one, and what comes after that.
fn split_first(text: &str) -> (Option<char>, &str) {
    let mut characters = text.chars();
    (characters.next(), characters.as_str())
}

/// Splits off the rest of a quoted text, in which a doubled quote stands for one.
fn quoted(text: &str, quote: char) -> Result<(Cow<'_, str>, &str), Doubt> {
    let mut content = Cow::Borrowed("");
    let mut rest = text;
    loop {
        let (part, behind) = rest.split_once(quote).ok_or(NO_STATEMENT)?;
        // Some languages take the quote for a part of the text then.
        if part.ends_with('\\') {
            return Err(QUOTE);
        }
        if content.is_empty() {
            content = Cow::Borrowed(part);
        } else {
            content.to_mut().push_str(part);
        }
        match behind.strip_prefix(quote) {
            Some(behind) => {
                content.to_mut().push(quote);
                rest = behind;
            }
            None => return Ok((content, behind)),
        }
    }
}

/// Takes a comment off that ends with the line. Whether other characters than a line feed end one is not documented.
fn line_comment(text: &str) -> Result<&str, Doubt> {
    let (comment, rest) = text.split_once('\n').unwrap_or((text, ""));
    let comment = comment.strip_suffix('\r').filter(|_| text.len() > comment.len()).unwrap_or(comment);
    let ends_lines = |c| matches!(c, '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\0');
    if comment.contains(ends_lines) { Err(COMMENT) } else { Ok(rest) }
}

/// Takes a comment off that ends with `*/`. Whether one can be inside of another is not documented.
fn block_comment(text: &str) -> Result<&str, Doubt> {
    let text = text.strip_prefix('*').unwrap_or(text);
    let (comment, rest) = text.split_once("*/").ok_or(NO_STATEMENT)?;
    let is_odd = comment.contains("/*") || comment.starts_with('/') || comment.ends_with('/');
    if is_odd { Err(COMMENT) } else { Ok(rest) }
}

/// Takes a number off, which must not go over into a word.
fn number(text: &str) -> Result<&str, Doubt> {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut rest = text.trim_start_matches(is_digit);
    if let Some(fraction) = rest.strip_prefix('.') {
        rest = fraction.trim_start_matches(is_digit);
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        rest = exponent.strip_prefix(['+', '-']).unwrap_or(exponent).trim_start_matches(is_digit);
    }
    if rest.starts_with(is_word) { Err(UNKNOWN_CHARACTER) } else { Ok(rest) }
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

    fn is_named(statement: &str, table: &str) -> bool {
        names(statement).unwrap().all.iter().any(|name| name.may_be(table))
    }

    fn tables(statement: &str) -> Vec<String> {
        names(statement).unwrap().tables.iter().map(|name| name.table().to_owned()).collect()
    }

    #[test]
    fn a_table_is_found_in_whatever_way_it_is_written() {
        for statement in [
            "SELECT * FROM Customers",
            "select * from customers where id = ?",
            r#"SELECT * FROM "Customers""#,
            r#"SELECT * FROM "Customers"."by-plan""#,
            "SELECT c.id FROM Customers.index c",
            "SELECT c.id FROM Customers AS c WHERE c.id = '1'",
            r#"INSERT INTO "Customers" VALUE {'id': 'it''s', 'email': ?}"#,
            "UPDATE Customers SET email='x' WHERE id='1'",
            "UPDATE Customers REMOVE email WHERE id='1' RETURNING ALL OLD *",
            "DELETE FROM/**/Customers WHERE id='1'",
            "SELECT * -- from \"x\n FROM Customers",
            "SELECT * -- from \"x\r\n FROM\tCustomers;",
            r#"SELECT * FROM "arn:aws:dynamodb:eu-west-1:1:table/Customers""#,
            "EXISTS(SELECT * FROM Customers WHERE id = '1')",
            "SELECT * FROM Orders WHERE a IN [1.5e-3, 2] AND EXISTS (SELECT * FROM Customers)",
        ] {
            assert!(is_named(statement, "Customers"), "{statement}");
            let found = tables(statement)
                .into_iter()
                .any(|table| table.eq_ignore_ascii_case("Customers") || arn_table(&table) == Some("Customers"));
            assert!(found, "{statement}");
        }
        assert!(is_named("SELECT * FROM my-table", "my-table"));
        assert!(is_named("SELECT * FROM my-table.by-plan", "my-table"));
        assert!(is_named("SELECT * FROM my.table.by-plan", "table"));
        assert!(is_named(r#"SELECT * FROM "my""table""#, "my\"table"));
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
            "INSERT INTO Orders VALUE {'note': 'FROM Customers', 'tags': <<'a', 'b'>>, 'list': [1, {'x': null}]}",
            r#"SELECT "from", size(note) FROM Orders o WHERE begins_with(o."größe", 'x') ORDER BY id DESC"#,
        ] {
            assert!(!is_named(statement, "Customers"), "{statement}");
        }
    }

    #[test]
    fn what_is_not_understood_is_not_passed() {
        for statement in [
            "",
            "  ",
            "SELECT 'open",
            "SELECT \"open",
            "SELECT /* open",
            "SELECT `ion` FROM Orders",
            "SELECT a \\ b FROM Orders",
            "SELECT 1",
            "DROP TABLE Orders",
            "FROM Orders AS o WHERE o.id = 1 REMOVE o.x",
            "(SELECT * FROM Orders)",
        ] {
            assert!(names(statement).is_err(), "{statement}");
        }
    }

    /// In whatever way a name could be hidden from this side and not from DynamoDB, or be one that is not told.
    #[test]
    fn a_statement_that_can_be_read_in_two_ways_is_not_passed() {
        for statement in [
            // Only an identifier is a table for certain.
            "SELECT * FROM 'Customers'",
            "SELECT * FROM `Customers`",
            "SELECT * FROM ?",
            "SELECT * FROM @Customers",
            "SELECT * FROM [Customers]",
            "SELECT * FROM <<'Customers'>>",
            "INSERT INTO 'Customers' VALUE {'id': '1'}",
            "UPDATE 'Customers' SET a = 1 WHERE id = '1'",
            "DELETE FROM 'Customers' WHERE id = '1'",
            "SELECT * FROM Orders.'Customers'",
            // One more table, after a comma or a join.
            "SELECT * FROM Orders, 'Customers'",
            "SELECT * FROM Orders o, 'Customers'",
            "SELECT * FROM Orders JOIN 'Customers'",
            "SELECT * FROM Orders AS",
            "SELECT * FROM Orders o p",
            "SELECT * FROM Orders; SELECT * FROM 'Customers'",
            // A comment that may end before the line does, or within another.
            "SELECT * FROM Orders --1\r, \"Customers\"",
            "SELECT * FROM Orders --1\u{2028}, \"Customers\"",
            "SELECT * FROM Orders --1\u{85}, \"Customers\"",
            "SELECT * FROM Orders --1\u{b}, \"Customers\"",
            "SELECT * FROM Orders --1\r",
            "SELECT /* /* */ ' */ FROM Customers --' FROM Orders",
            "SELECT /*/ FROM Customers /*/ FROM Orders",
            // A text that may end later.
            "SELECT * FROM Orders WHERE a = '\\' AND b = ' FROM Customers --'",
            "SELECT \"a\\\" FROM Orders WHERE \" FROM Customers --\" = 1",
            // Blanks that may be none.
            "SELECT * FROM\u{a0}Customers, Orders",
            "SELECT\u{2003}* FROM Orders",
            "SELECT * FROM Orders\0",
            "\u{feff}SELECT * FROM Orders",
            // A number that goes over into a keyword.
            "SELECT 1FROM 'Customers' WHERE EXISTS(SELECT * FROM Orders)",
        ] {
            assert!(names(statement).is_err(), "{statement:?}: {:?}", names(statement));
        }
    }

    proptest::proptest! {
        #[test]
        fn every_statement_is_either_understood_or_not(statement in "(SELECT \\* FROM )?.{0,60}") {
            let _ = names(&statement);
        }

        #[test]
        fn a_table_is_found_in_every_statement_that_is_understood(
            before in "([a-z ,=.*()?-]|'([^']|'')*'|\"[^\"]*\"|/\\*[^*]*\\*/){0,12}",
            after in "( [a-z]{1,3})?( WHERE ([a-z ,=.*()?-]|'[^']*'|\"[^\"]*\"){0,12})?",
            quote in "\"?",
        ) {
            // Not within a comment.
            let statement = format!("SELECT {before}\nFROM {quote}Customers{quote}{after}");
            if let Ok(found) = names(&statement) {
                proptest::prop_assert!(found.all.iter().any(|name| name.may_be("Customers")), "{}", statement);
                let is_table = |name: &Identifier<'_>| name.table() == "Customers";
                proptest::prop_assert!(found.tables.iter().any(is_table), "{}", statement);
            }
        }
    }
}
