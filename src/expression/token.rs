//! Expressions as tokens.

use super::error::{ExpressionError, Problem};

/// Longest expression that DynamoDB accepts, in bytes.
const MAX_LENGTH: usize = 4096;

/// The signs, longer ones before their own prefixes.
const SIGNS: [&str; 14] = ["<>", "<=", ">=", "<", ">", "=", "(", ")", "[", "]", ".", ",", "+", "-"];

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// An attribute's name, a function's, or a keyword.
    Word(&'a str),
    /// `#name`, with its sign.
    Name(&'a str),
    /// `:value`, with its sign.
    Value(&'a str),
    /// A list index.
    Number(&'a str),
    /// An operator, parenthesis, bracket, comma or dot.
    Sign(&'static str),
}

/// A token and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// What it is.
    pub(super) kind: Kind<'a>,
    /// Its offset in bytes.
    pub(super) position: usize,
}

impl Token<'_> {
    /// Whether this is the keyword. Keywords are case-insensitive.
    pub(super) fn is_keyword(&self, keyword: &str) -> bool {
        matches!(self.kind, Kind::Word(word) if word.eq_ignore_ascii_case(keyword))
    }
}

/// Splits `expression` into tokens.
///
/// # Errors
/// When it is too long, or has a character that cannot begin a token.
pub(super) fn tokens(expression: &str) -> Result<Vec<Token<'_>>, ExpressionError> {
    if expression.len() > MAX_LENGTH {
        return Err(Problem::TooLong.into());
    }
    let mut tokens = Vec::new();
    let mut rest = expression;
    while let Some(first) = rest.chars().next() {
        let position = expression.len() - rest.len();
        if matches!(first, ' ' | '\t' | '\r' | '\n') {
            rest = rest.trim_start_matches([' ', '\t', '\r', '\n']);
            continue;
        }
        let (kind, behind) = token(rest, first).ok_or_else(|| Problem::Character.at(position))?;
        tokens.push(Token { kind, position });
        rest = behind;
    }
    Ok(tokens)
}

/// The token that `rest` begins with, and what comes after it.
fn token(rest: &str, first: char) -> Option<(Kind<'_>, &str)> {
    let word_end = |from: usize| {
        let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        from + rest.bytes().skip(from).take_while(is_of_word).count()
    };
    let kind = match first {
        '#' | ':' => {
            let placeholder = rest.get(..word_end(1)).filter(|placeholder| placeholder.len() > 1)?;
            if first == '#' { Kind::Name(placeholder) } else { Kind::Value(placeholder) }
        }
        'a'..='z' | 'A'..='Z' => Kind::Word(rest.get(..word_end(0))?),
        // An index does not begin with a zero, except for zero itself.
        '0' => Kind::Number("0"),
        '1'..='9' => Kind::Number(rest.get(..rest.bytes().take_while(u8::is_ascii_digit).count())?),
        _ => Kind::Sign(SIGNS.into_iter().find(|sign| rest.starts_with(sign))?),
    };
    let (Kind::Word(text) | Kind::Name(text) | Kind::Value(text) | Kind::Number(text) | Kind::Sign(text)) =
        kind;
    Some((kind, rest.get(text.len()..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(expression: &str) -> Vec<Kind<'_>> {
        tokens(expression).unwrap().into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn tokens_need_no_space_between_them() {
        use Kind::{Name, Number, Sign, Value, Word};
        assert_eq!(
            kinds("a_1[10].#2<=:_v\n\tAND(b<>c)"),
            [
                Word("a_1"),
                Sign("["),
                Number("10"),
                Sign("]"),
                Sign("."),
                Name("#2"),
                Sign("<="),
                Value(":_v"),
                Word("AND"),
                Sign("("),
                Word("b"),
                Sign("<>"),
                Word("c"),
                Sign(")"),
            ]
        );
        assert_eq!(kinds("00"), [Number("0"), Number("0")]);
        assert_eq!(kinds("> ="), [Sign(">"), Sign("=")]);
        assert_eq!(kinds(""), []);
    }

    #[test]
    fn a_strange_character_is_reported_where_it_stands() {
        for (expression, position) in [
            ("a = 'x'", 4),
            ("é", 0),
            ("a\u{a0}= :v", 1),
            ("_a", 0),
            ("a = #", 4),
            ("a = : b", 4),
            ("a\u{c}", 1),
        ] {
            assert_eq!(tokens(expression), Err(Problem::Character.at(position)), "{expression}");
        }
        assert_eq!(tokens("#é"), Err(Problem::Character.at(0)));
    }

    #[test]
    fn an_expression_has_at_most_4096_bytes() {
        assert_eq!(tokens(&" ".repeat(4096)), Ok(Vec::new()));
        assert_eq!(tokens(&" ".repeat(4097)), Err(Problem::TooLong.into()));
    }
}
