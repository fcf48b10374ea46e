//! A text's entries, whatever it is written in, each with where it stands.

use super::EntryProblem;

/// How long a text may be, in bytes.
pub(super) const LONGEST: usize = 1 << 20;
/// How deep entries may be nested.
pub(super) const DEEPEST: usize = 16;

/// A value, and where it begins in the text, in bytes.
pub(super) struct Node {
    pub(super) at: usize,
    pub(super) value: Value,
}

/// What both formats can write.
pub(super) enum Value {
    Table(Vec<Member>),
    List(Vec<Node>),
    Text(String),
    Integer(i64),
    Boolean(bool),
    /// Something that no entry is: a fraction, a date, null. This is what it is called.
    Other(&'static str),
}

/// An entry of a table.
pub(super) struct Member {
    pub(super) name: String,
    /// Where the name is.
    pub(super) at: usize,
    pub(super) node: Node,
}

/// A step on the way to an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Name(String),
    Index(usize),
}

impl Value {
    /// What it is called in messages, which do not show it.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Value::Table(_) => "a table",
            Value::List(_) => "a list",
            Value::Text(_) => "a text",
            Value::Integer(_) => "a whole number",
            Value::Boolean(_) => "true or false",
            Value::Other(kind) => kind,
        }
    }
}

impl Node {
    /// The entry of this name, if this is a table that has it.
    pub(super) fn member(&self, name: &str) -> Option<&Member> {
        match &self.value {
            Value::Table(members) => members.iter().find(|member| member.name == name),
            Value::List(_) | Value::Text(_) | Value::Integer(_) | Value::Boolean(_) | Value::Other(_) => None,
        }
    }

    /// Where the entry at the end of `path` is; or the last on the way to it that there is.
    pub(super) fn position(&self, path: &[Step]) -> usize {
        let Some((step, rest)) = path.split_first() else { return self.at };
        let (at, next) = match (step, &self.value) {
            (Step::Name(name), _) => match self.member(name) {
                Some(member) => (member.at, &member.node),
                None => return self.at,
            },
            (Step::Index(index), Value::List(list)) => match list.get(*index) {
                Some(node) => (node.at, node),
                None => return self.at,
            },
            (
                Step::Index(_),
                Value::Table(_) | Value::Text(_) | Value::Integer(_) | Value::Boolean(_) | Value::Other(_),
            ) => return self.at,
        };
        if rest.is_empty() { at } else { next.position(rest) }
    }

    /// Where texts and names of entries within this are `text`, with the way to each, in the order of the text.
    pub(super) fn mentions(&self, text: &str) -> Vec<(usize, Vec<Step>)> {
        let mut found = Vec::new();
        self.collect(text, &mut Vec::new(), &mut found);
        found.sort_by_key(|(at, _)| *at);
        found
    }

    fn collect(&self, text: &str, path: &mut Vec<Step>, found: &mut Vec<(usize, Vec<Step>)>) {
        match &self.value {
            Value::Table(members) => {
                for member in members {
                    path.push(Step::Name(member.name.clone()));
                    if member.name == text {
                        found.push((member.at, path.clone()));
                    }
                    member.node.collect(text, path, found);
                    path.pop();
                }
            }
            Value::List(list) => {
                for (index, node) in list.iter().enumerate() {
                    path.push(Step::Index(index));
                    node.collect(text, path, found);
                    path.pop();
                }
            }
            Value::Text(own) if own == text => found.push((self.at, path.clone())),
            Value::Text(_) | Value::Integer(_) | Value::Boolean(_) | Value::Other(_) => {}
        }
    }
}

/// How a path is written in messages: `tables.Customers.encrypt[1]`. A name that is not plain stands in quotes.
pub(super) fn shown(path: &[Step]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            Step::Index(index) => text.push_str(&format!("[{index}]")),
            Step::Name(name) => {
                if !text.is_empty() {
                    text.push('.');
                }
                let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-' || c == '$';
                if !name.is_empty() && name.chars().all(is_plain) {
                    text.push_str(name);
                } else {
                    text.push_str(&format!("\"{name}\""));
                }
            }
        }
    }
    text
}

/// Checks how deep an entry is.
pub(super) fn check_depth(depth: usize) -> Result<(), EntryProblem> {
    if depth > DEEPEST { Err(EntryProblem::TooDeep) } else { Ok(()) }
}

/// The line, counted from 1, of a place in a text.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count()
}
