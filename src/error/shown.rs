//! How texts that somebody else chose are shown in messages.
//!
//! Names of attributes and tables, labels of wrapped keys, identifiers of branch keys, key values: whoever can write to
//! a table, a key store or an export chooses them, and they end up in logs. This is the one place where they are
//! formatted. Whatever is not plain text (line breaks, control and format characters, bidirectional marks) is
//! escaped, a text is cut after [`LONGEST`] characters, and a list after [`MOST`] entries.

use std::fmt::{self, Write};

use super::BoxError;

/// How many characters of a text are shown, as it is written.
const LONGEST: usize = 128;
/// How many characters of a sentence are shown that is not this crate's.
const LONGEST_SENTENCE: usize = 512;
/// How many entries of a list are shown.
const MOST: usize = 8;

/// A text to stand between single quotes; as `Debug`, with double quotes around it.
pub(crate) struct Shown<'a>(pub(crate) &'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Cut::new(f, LONGEST, Some('\'')).write_str(self.0)
    }
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        Cut::new(f, LONGEST, Some('"')).write_str(self.0)?;
        f.write_char('"')
    }
}

/// A text that stands by itself, in which quotes and backslashes are left as they are: parts of it may be escaped already.
pub(crate) struct Alone<'a>(pub(crate) &'a str);

impl fmt::Display for Alone<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Cut::new(f, LONGEST, None).write_str(self.0)
    }
}

/// A sentence, in which quotes are left as they are.
pub(crate) struct Sentence<T>(pub(crate) T);

impl<T: fmt::Display> fmt::Display for Sentence<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Cut::new(f, LONGEST_SENTENCE, None), "{}", self.0)
    }
}

/// A list, with semicolons between its entries; as `Debug`, with brackets around it.
pub(crate) struct List<'a, T>(pub(crate) &'a [T]);

impl<T> List<'_, T> {
    fn more(&self) -> Option<usize> {
        self.0.len().checked_sub(MOST).filter(|more| *more > 0)
    }
}

impl<T: fmt::Display> fmt::Display for List<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, entry) in self.0.iter().take(MOST).enumerate() {
            if n > 0 {
                f.write_str("; ")?;
            }
            entry.fmt(f)?;
        }
        self.more().map_or(Ok(()), |more| write!(f, "; and {more} more"))
    }
}

impl<T: Show> fmt::Debug for List<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut list = f.debug_list();
        list.entries(self.0.iter().take(MOST).map(Field));
        if let Some(more) = self.more() {
            list.entry(&format_args!("and {more} more"));
        }
        list.finish()
    }
}

/// Escapes what is written, and cuts it off.
struct Cut<'a, 'f> {
    out: &'a mut fmt::Formatter<'f>,
    /// How many characters may still come; `None` after the end.
    left: Option<usize>,
    /// What stands around the text, and is escaped in it.
    quote: Option<char>,
}

impl<'a, 'f> Cut<'a, 'f> {
    fn new(out: &'a mut fmt::Formatter<'f>, longest: usize, quote: Option<char>) -> Self {
        Cut { out, left: Some(longest), quote }
    }
}

impl Write for Cut<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            let Some(left) = self.left else { return Ok(()) };
            let is_mark = matches!(c, '\'' | '"') || c == '\\' && self.quote.is_none();
            let escaped = c.escape_debug();
            let length = if is_mark && self.quote != Some(c) { 1 } else { escaped.len() };
            self.left = left.checked_sub(length);
            match self.left {
                None => self.out.write_char('…')?,
                Some(_) if length == 1 => self.out.write_char(c)?,
                Some(_) => write!(self.out, "{escaped}")?,
            }
        }
        Ok(())
    }
}

/// A field of an error, as `Debug` shows it.
pub(crate) struct Field<'a, T: ?Sized>(pub(crate) &'a T);

impl<T: Show + ?Sized> fmt::Debug for Field<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.show(f)
    }
}

/// What fields of errors can be.
pub(crate) trait Show {
    /// Writes the field as `Debug` does, with texts as [`Shown`].
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl Show for String {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&Shown(self), f)
    }
}

impl Show for Option<String> {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.as_deref().map(Shown), f)
    }
}

impl<T: Show> Show for Box<T> {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).show(f)
    }
}

impl<T: Show> Show for Vec<T> {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&List(self), f)
    }
}

/// What shows itself: numbers, texts of this crate, and errors.
macro_rules! shows_itself {
    ($($type:ty),+ $(,)?) => { $(
        impl $crate::error::shown::Show for $type {
            fn show(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(self, f)
            }
        }
    )+ };
}
pub(crate) use shows_itself;

shows_itself!(&'static str, usize, u32, BoxError);

/// `Debug` as the compiler derives it, but with every field as [`Show`] has it. Variants have named fields, or one
/// or two without names, or none.
macro_rules! debug_shown {
    ($type:ident {
        named { $($(#[$meta:meta])* $named:ident { $($field:ident),+ }),* $(,)? }
        single { $($single:ident),* $(,)? }
        $(pair { $($pair:ident),* $(,)? })?
        unit { $($unit:ident),* $(,)? }
    }) => {
        impl ::std::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                #[allow(unused_imports, reason = "not every type has fields")]
                use $crate::error::shown::Field;
                match self {
                    $( $(#[$meta])* $type::$named { $($field),+ } => f
                        .debug_struct(stringify!($named))
                        $(.field(stringify!($field), &Field($field)))+
                        .finish(), )*
                    $( $type::$single(field) => f.debug_tuple(stringify!($single)).field(&Field(field)).finish(), )*
                    $($( $type::$pair(one, other) => {
                        f.debug_tuple(stringify!($pair)).field(&Field(one)).field(&Field(other)).finish()
                    } )*)?
                    $( $type::$unit => f.write_str(stringify!($unit)), )*
                }
            }
        }
    };
}
pub(crate) use debug_shown;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_shown_as_it_is() {
        for text in ["", "email", "arn:aws:kms:eu-west-1:111122223333:key/mrk-0a1b", "Grüße, 東京 \"x\""] {
            assert_eq!(Shown(text).to_string(), text);
        }
        assert_eq!(format!("{:?}", Shown("O'Brien")), "\"O'Brien\"");
        assert_eq!(Sentence("it isn't \"so\" \\").to_string(), "it isn't \"so\" \\");
    }

    #[test]
    fn whatever_could_forge_a_line_or_turn_it_around_is_escaped() {
        let control = (0..=0x9f).filter_map(char::from_u32).filter(|c| c.is_control());
        let format = "\u{ad}\u{61c}\u{180e}\u{200b}\u{200d}\u{200e}\u{200f}\u{2028}\u{2029}\u{202a}\u{202e}\u{2060}\
                      \u{2066}\u{2069}\u{feff}\u{fff9}\u{e0001}\u{e0041}";
        for c in control.chain(format.chars()) {
            let text = format!("a{c}b");
            for shown in [Shown(&text).to_string(), format!("{:?}", Shown(&text)), Sentence(&text).to_string()]
            {
                assert!(!shown.contains(c) && shown.contains('\\'), "{c:?}: {shown}");
            }
        }
        assert_eq!(Shown("x', attribute 'y").to_string(), "x\\', attribute \\'y");
        assert_eq!(format!("{:?}", Shown("x\", \"y\\")), r#""x\", \"y\\""#);
    }

    #[test]
    fn texts_and_lists_are_cut() {
        assert_eq!(Shown(&"a".repeat(LONGEST)).to_string(), "a".repeat(LONGEST));
        assert_eq!(Shown(&"a".repeat(65_535)).to_string(), "a".repeat(LONGEST) + "…");
        let bells = Shown(&"\u{7}".repeat(65_535)).to_string();
        assert!(bells.chars().count() <= LONGEST + 1 && bells.ends_with("\\u{7}…"), "{bells}");
        assert_eq!(Sentence("b".repeat(1_000)).to_string(), "b".repeat(LONGEST_SENTENCE) + "…");
        let numbers: Vec<usize> = (0..255).collect();
        assert_eq!(List(&numbers).to_string(), "0; 1; 2; 3; 4; 5; 6; 7; and 247 more");
        assert_eq!(format!("{:?}", List(&numbers)), "[0, 1, 2, 3, 4, 5, 6, 7, and 247 more]");
        assert_eq!(List(&numbers[..8]).to_string(), "0; 1; 2; 3; 4; 5; 6; 7");
    }
}
