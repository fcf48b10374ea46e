//! The names that serde makes of a struct's fields.

use syn::LitStr;

/// A rule of `rename_all`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

/// Each rule by the name that serde gives it.
const CASES: [(&str, Case); 8] = [
    ("lowercase", Case::Lower),
    ("UPPERCASE", Case::Upper),
    ("PascalCase", Case::Pascal),
    ("camelCase", Case::Camel),
    ("snake_case", Case::Snake),
    ("SCREAMING_SNAKE_CASE", Case::ScreamingSnake),
    ("kebab-case", Case::Kebab),
    ("SCREAMING-KEBAB-CASE", Case::ScreamingKebab),
];

impl Case {
    /// The rule of this name.
    pub(crate) fn parse(name: &LitStr) -> syn::Result<Self> {
        let value = name.value();
        match CASES.iter().find(|(known, _)| *known == value) {
            Some((_, case)) => Ok(*case),
            None => Err(syn::Error::new(name.span(), format!("serde has no rule `{value}` for `rename_all`"))),
        }
    }

    /// The name of an attribute whose field has this name. Fields are in snake case, as Rust has it.
    pub(crate) fn apply(self, field: &str) -> String {
        match self {
            Case::Lower | Case::Snake => field.to_owned(),
            Case::Upper | Case::ScreamingSnake => field.to_ascii_uppercase(),
            Case::Pascal => pascal(field),
            Case::Camel => first_in_lower_case(&pascal(field)),
            Case::Kebab => field.replace('_', "-"),
            Case::ScreamingKebab => field.to_ascii_uppercase().replace('_', "-"),
        }
    }
}

fn pascal(field: &str) -> String {
    let mut name = String::with_capacity(field.len());
    let mut begins = true;
    for letter in field.chars() {
        if letter == '_' {
            begins = true;
        } else if std::mem::take(&mut begins) {
            name.push(letter.to_ascii_uppercase());
        } else {
            name.push(letter);
        }
    }
    name
}

fn first_in_lower_case(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_renamed_as_serde_does() {
        for (case, one, several, odd) in [
            (Case::Lower, "id", "very_long_name", "_x__y1_"),
            (Case::Upper, "ID", "VERY_LONG_NAME", "_X__Y1_"),
            (Case::Pascal, "Id", "VeryLongName", "XY1"),
            (Case::Camel, "id", "veryLongName", "xY1"),
            (Case::Snake, "id", "very_long_name", "_x__y1_"),
            (Case::ScreamingSnake, "ID", "VERY_LONG_NAME", "_X__Y1_"),
            (Case::Kebab, "id", "very-long-name", "-x--y1-"),
            (Case::ScreamingKebab, "ID", "VERY-LONG-NAME", "-X--Y1-"),
        ] {
            assert_eq!(case.apply("id"), one);
            assert_eq!(case.apply("very_long_name"), several);
            assert_eq!(case.apply("_x__y1_"), odd);
        }
    }
}
