//! Which attributes an expression names.
//!
//! Tokens only; what they mean together is left to DynamoDB. Anything that is not a token of its
//! condition language is reported, so that nothing slips through for not being understood.

use std::collections::HashMap;

/// The functions of condition expressions. Their names are case-sensitive.
const FUNCTIONS: [&str; 6] =
    ["attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size"];

/// The reserved words of condition expressions. Attributes of such names need a placeholder.
const KEYWORDS: [&str; 5] = ["AND", "BETWEEN", "IN", "NOT", "OR"];

/// An expression that is not understood.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotUnderstood;

/// A part of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    /// An attribute's name, a function's, or a keyword.
    Word(&'a str),
    /// `#name`, with the sign.
    Placeholder(&'a str),
    /// `:value`.
    Value,
    /// An operator, parenthesis, bracket, comma or dot.
    Sign(char),
}

impl Token<'_> {
    /// Whether a path can end with this token.
    fn ends_path(self) -> bool {
        match self {
            Token::Word(word) => !is_keyword(word),
            Token::Placeholder(_) | Token::Sign(']') => true,
            Token::Value | Token::Sign(_) => false,
        }
    }
}

fn is_keyword(word: &str) -> bool {
    KEYWORDS.iter().any(|keyword| keyword.eq_ignore_ascii_case(word))
}

/// The top-level attributes that `expression` names, in order, with placeholders looked up in `names`.
pub(super) fn attributes<'a>(
    expression: &'a str,
    names: Option<&'a HashMap<String, String>>,
) -> Result<Vec<&'a str>, NotUnderstood> {
    let tokens = tokens(expression)?;
    let mut attributes = Vec::new();
    let mut previous = None;
    let mut in_brackets = false;
    for (n, token) in tokens.iter().enumerate() {
        match *token {
            // A list's index, the only thing that may be in brackets.
            Token::Word(word) if in_brackets => {
                if !word.bytes().all(|byte| byte.is_ascii_digit()) {
                    return Err(NotUnderstood);
                }
            }
            Token::Sign(']') if in_brackets => in_brackets = false,
            _ if in_brackets => return Err(NotUnderstood),
            // Both belong to the path before them.
            Token::Sign('.' | '[') if !previous.is_some_and(Token::ends_path) => return Err(NotUnderstood),
            Token::Sign('[') => in_brackets = true,
            // Within a path only the first name is an attribute's.
            Token::Word(_) | Token::Placeholder(_) if previous == Some(Token::Sign('.')) => {}
            Token::Word(word) => {
                let is_called = tokens.get(n + 1) == Some(&Token::Sign('('));
                let is_keyword = is_keyword(word);
                if is_called && !is_keyword && !FUNCTIONS.contains(&word) {
                    return Err(NotUnderstood);
                }
                if !is_called && !is_keyword {
                    attributes.push(word);
                }
            }
            Token::Placeholder(placeholder) => {
                let name = names.and_then(|names| names.get(placeholder)).ok_or(NotUnderstood)?;
                attributes.push(name);
            }
            Token::Value | Token::Sign(_) => {}
        }
        previous = Some(*token);
    }
    if in_brackets || tokens.is_empty() { Err(NotUnderstood) } else { Ok(attributes) }
}

fn tokens(expression: &str) -> Result<Vec<Token<'_>>, NotUnderstood> {
    let mut tokens = Vec::new();
    let mut rest = expression;
    while let Some(first) = rest.chars().next() {
        let (token, after) = match first {
            '#' | ':' => {
                let (name, after) = split_word(rest.get(1..).unwrap_or_default());
                if name.is_empty() {
                    return Err(NotUnderstood);
                }
                let placeholder = rest.strip_suffix(after).unwrap_or_default();
                (if first == '#' { Token::Placeholder(placeholder) } else { Token::Value }, after)
            }
            c if is_word(c) => {
                let (word, after) = split_word(rest);
                (Token::Word(word), after)
            }
            c if "()[],.=<>".contains(c) => (Token::Sign(c), rest.get(1..).unwrap_or_default()),
            ' ' | '\t' | '\r' | '\n' => {
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            _ => return Err(NotUnderstood),
        };
        tokens.push(token);
        rest = after;
    }
    Ok(tokens)
}

fn split_word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c| !is_word(c)).unwrap_or(text.len()))
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(expression: &str) -> Result<Vec<String>, NotUnderstood> {
        let names = [("#n", "name"), ("#dotted", "a.b"), ("#and", "and")];
        let names: HashMap<_, _> = names.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
        attributes(expression, Some(&names)).map(|found| found.into_iter().map(str::to_owned).collect())
    }

    #[test]
    fn the_top_level_attributes_are_found() {
        for (expression, expected) in [
            ("attribute_exists(aws_dbe_head)", vec!["aws_dbe_head"]),
            ("attribute_not_exists(id) AND plan = :p", vec!["id", "plan"]),
            ("a.b.c[0].d = :x or NOT(e[1][2]<>:y)", vec!["a", "e"]),
            ("#n.#n.x = :v and #dotted=:w", vec!["name", "a.b"]),
            ("size(email) > :n", vec!["email"]),
            ("size = :n and contains = :m", vec!["size", "contains"]),
            ("begins_with ( #and , :p )", vec!["and"]),
            ("a between :x and b", vec!["a", "b"]),
            ("plan IN(:a,:b, other)", vec!["plan", "other"]),
            ("(((a)))<=(b)", vec!["a", "b"]),
            ("a . b = :v", vec!["a"]),
            (":v = :w", vec![]),
            ("size(a.size) = size(#n[3].email)", vec!["a", "name"]),
        ] {
            assert_eq!(
                named(expression),
                Ok(expected.into_iter().map(str::to_owned).collect()),
                "{expression}"
            );
        }
    }

    #[test]
    fn what_is_not_understood_is_reported() {
        for expression in [
            "",
            "  ",
            "a = \"x\"",
            "a = 'x'",
            "#unknown = :v",
            "# = :v",
            ": = a",
            "email(a)",
            "Size(a)",
            "a[b] = :v",
            "a[:i]",
            "a[#n]",
            "a[0",
            "a + b",
            "a; b",
            "é = :v",
            "a\u{a0}= :v",
            "a[[0]]",
            ".email = :v",
            "a = :v and.email = :w",
            "(a).email = :v",
            ":v.email = :w",
            "[0]",
        ] {
            assert_eq!(named(expression), Err(NotUnderstood), "{expression}");
        }
        assert_eq!(attributes("#n = :v", None), Err(NotUnderstood));
    }

    proptest::proptest! {
        #[test]
        fn every_expression_is_either_understood_or_not(expression in ".{0,60}") {
            let _ = named(&expression);
        }

        #[test]
        fn an_attribute_is_found_in_every_expression_that_is_understood(
            before in "((a|#n|:v|size|and|or|NOT|in|\\[0\\]|[.()=<>,]) ?){0,12}",
            after in "( ?(a|#n|:v|size|and|or|NOT|in|\\[0\\]|[.()=<>,]) ){0,12}",
        ) {
            // Where the attribute is not part of another's path.
            proptest::prop_assume!(!before.trim_end().ends_with('.'));
            if let Ok(found) = named(&format!("{before} secret {after}")) {
                proptest::prop_assert!(found.iter().any(|name| name == "secret"));
            }
        }
    }
}
