//! Programs as text: the calls of an application, one a line, without the ceremony of builders.
//!
//! ```text
//! program counter that makes its item
//! update views/home | ADD hits :1 | returns UPDATED_NEW
//! update views/home | ADD hits :1 | if hits < :10 | returns ALL_NEW
//! ! put views/home hits:0 | if attribute_not_exists(pk)
//! ```
//!
//! A line has a call, what it is about, and after bars its parameters. `!` stands before a call that fails for
//! a client that does not encrypt; `5 x` before one that is made five times. The parts of a batch or transaction
//! stand below it, indented. `#` begins a comment.
//!
//! An item is named by its key: `pk/sk` in the table `Entities`, `id` in the table `Records`, `Notes:id` in the table
//! `Notes`, which nobody encrypts. `Records{id:1 other:'x'}` is for keys that are wrong.
//!
//! Values: `'text'`, `'text'*100` for a longer one, `12`, `true`, `null`, `b'bytes'`, `[1 'two']`, `{name:'Ada'}`,
//! and sets in angle brackets, `<'a' 'b'>`. In an expression a colon goes before: `balance >= :10`. `#name` stands
//! for the attribute `name`.

pub mod call;
pub mod parameters;
pub mod send;
pub mod value;

use call::Call;

/// What an application does.
#[derive(Debug)]
pub struct Program {
    pub name: String,
    pub lines: Vec<Line>,
}

/// A line of a program.
#[derive(Debug)]
pub struct Line {
    /// As it stands in the program.
    pub text: String,
    /// Whether the call is to fail.
    pub fails: bool,
    /// How often the call is made.
    pub times: usize,
    pub call: Call,
}

impl Line {
    fn parse(text: &str) -> Line {
        let counted = text.split_once(" x ").and_then(|(count, rest)| Some((count.parse().ok()?, rest)));
        let (times, rest) = counted.unwrap_or((1, text));
        let (fails, rest) = match rest.strip_prefix("! ") {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        Line { text: text.to_owned(), fails, times, call: Call::parse(rest) }
    }
}

/// The programs of a text.
pub fn programs(text: &str) -> Vec<Program> {
    let mut programs: Vec<Program> = Vec::new();
    for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix("program ") {
            programs.push(Program { name: name.to_owned(), lines: Vec::new() });
            continue;
        }
        let program = programs.last_mut().expect("a program begins with its name");
        match line.strip_prefix("  ") {
            None => program.lines.push(Line::parse(line)),
            Some(part) => {
                let whole = program.lines.last_mut().expect("a part belongs to a call");
                whole.text += &format!("\n{line}");
                whole.call.parts.push(Call::parse(part.trim_start()));
            }
        }
    }
    programs
}
