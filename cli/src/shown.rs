//! Texts that somebody else chose, on their way to a terminal.
//!
//! Names of attributes, labels of keys, values of encryption contexts: whoever can write to a table or an export chooses
//! them. A terminal obeys some characters, and shows others so that a line reads as another. Those are escaped.

use std::fmt::{self, Write};

/// How many characters of a text are shown.
const LONGEST: usize = 256;
/// How many characters of a sentence of somebody else are shown.
const LONGEST_SENTENCE: usize = 1024;

/// A text as it can be shown: escaped, and cut if it is long.
pub(crate) fn shown(text: &str) -> String {
    cut(text, LONGEST)
}

/// A sentence that somebody else wrote, such as an error of the SDK.
pub(crate) struct Sentence<T>(pub(crate) T);

impl<T: fmt::Display> fmt::Display for Sentence<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&cut(&self.0.to_string(), LONGEST_SENTENCE))
    }
}

fn cut(text: &str, longest: usize) -> String {
    let mut shown = String::with_capacity(text.len().min(longest));
    let mut length = 0;
    for c in text.chars() {
        let escaped = c.escape_debug();
        let plain = is_plain(c);
        length += if plain { 1 } else { escaped.len() };
        if length > longest {
            shown.push('…');
            break;
        }
        if plain {
            shown.push(c);
        } else {
            shown.extend(escaped);
        }
    }
    shown
}

/// Whether a terminal shows the character as what it is, and does nothing else.
fn is_plain(c: char) -> bool {
    matches!(c, '\'' | '"' | '\\') || c.escape_debug().len() == 1
}

/// JSON in which everything that is not plain text is an escape. It means the same.
pub(crate) fn escaped_json(json: String) -> String {
    if json.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if c == '\n' || is_plain(c) {
            escaped.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a String does not fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Clear the screen, CSI as one character, a change of direction, a line break, DEL.
    const HOSTILE: &str = "\u{1b}[2J \u{9b}31m \u{202e} \n \u{7f} \u{200b} \u{feff}";

    #[test]
    fn nothing_that_a_terminal_obeys_gets_through() {
        for text in [shown(HOSTILE), Sentence(HOSTILE).to_string()] {
            assert!(text.chars().all(|c| c == ' ' || c.is_ascii_graphic()), "{text}");
        }
        assert_eq!(shown("a\nb"), "a\\nb");
        assert_eq!(shown("it's \"東京\" \\ größer"), "it's \"東京\" \\ größer");
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(shown(&"a".repeat(300)), "a".repeat(256) + "…");
        assert!(shown(&"\u{7}".repeat(300)).len() <= 256 + '…'.len_utf8());
        assert_eq!(shown(&"é".repeat(256)), "é".repeat(256));
    }

    #[test]
    fn escaped_json_means_the_same() {
        let value = serde_json::json!({ HOSTILE: [HOSTILE, "東京 \u{e0001} 😀", 1] });
        for json in [serde_json::to_string(&value).unwrap(), serde_json::to_string_pretty(&value).unwrap()] {
            let escaped = escaped_json(json);
            assert_eq!(serde_json::from_str::<serde_json::Value>(&escaped).unwrap(), value);
            assert!(escaped.chars().all(|c| c == '\n' || is_plain(c)), "{escaped}");
            assert!(escaped.contains("東京 \\udb40\\udc01 😀"), "{escaped}");
        }
    }
}
