//! Where items come from, other than a table: files and standard input, compressed or not, line by line.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use dynamodb_item_encryptor::{Error, Item, json};
use flate2::bufread::MultiGzDecoder;
use serde_json::Value;

use crate::failure::{Failure, shown_path};

/// No item is longer in JSON: 400 KB, each byte of which is at most six characters, and room to spare.
pub(crate) const LONGEST_LINE: usize = 4 << 20;

const BUFFER: usize = 1 << 18;

/// The name of a file, or of standard input.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    Stdin,
    File(PathBuf),
}

impl Place {
    /// The place that an argument names.
    pub(crate) fn of(argument: Option<&Path>) -> Self {
        match argument {
            Some(path) if path != Path::new("-") => Place::File(path.to_owned()),
            _ => Place::Stdin,
        }
    }

    /// Opens it, and finds out whether it is compressed.
    pub(crate) fn open(&self) -> Result<Lines, Failure> {
        let failed = |error: io::Error| self.failed(&error);
        let reader: Box<dyn Read + Send> = match self {
            Place::Stdin => Box::new(io::stdin()),
            Place::File(path) => {
                let file = File::open(path).map_err(failed)?;
                if file.metadata().map_err(failed)?.is_dir() {
                    return Err(failed(io::Error::from(io::ErrorKind::IsADirectory)));
                }
                Box::new(file)
            }
        };
        Lines::new(reader).map_err(failed)
    }

    /// The failure to read it.
    pub(crate) fn failed(&self, error: &io::Error) -> Failure {
        match self {
            Place::Stdin => Failure::file("read", Path::new("standard input"), error),
            Place::File(path) => Failure::file("read", path, error),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Stdin => f.write_str("standard input"),
            Place::File(path) => f.write_str(&shown_path(path)),
        }
    }
}

/// The lines of a text, decompressed.
pub(crate) struct Lines {
    reader: Box<dyn BufRead + Send>,
}

/// What was read of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// All of it, without its end.
    Whole,
    /// It is longer than any item: it was skipped.
    TooLong,
    /// There are no more.
    End,
}

impl Lines {
    pub(crate) fn new(reader: impl Read + Send + 'static) -> io::Result<Self> {
        let mut reader = BufReader::with_capacity(BUFFER, reader);
        // A pipe may hand out one byte first.
        let mut start = Vec::new();
        reader.by_ref().take(2).read_to_end(&mut start)?;
        let is_gzip = start == [0x1f, 0x8b];
        let whole = BufReader::with_capacity(BUFFER, io::Cursor::new(start).chain(reader));
        let reader: Box<dyn BufRead + Send> = if is_gzip {
            Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(whole)))
        } else {
            Box::new(whole)
        };
        Ok(Lines { reader })
    }

    /// Appends the next line to `line`.
    pub(crate) fn read(&mut self, line: &mut Vec<u8>) -> io::Result<Line> {
        let start = line.len();
        let mut is_begun = false;
        loop {
            let available = match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                available => available?,
            };
            if available.is_empty() {
                return Ok(if is_begun { Line::Whole } else { Line::End });
            }
            is_begun = true;
            let end = memchr::memchr(b'\n', available);
            let part = available.get(..end.unwrap_or(available.len())).unwrap_or_default();
            let used = part.len() + usize::from(end.is_some());
            let is_too_long = line.len() - start + part.len() > LONGEST_LINE;
            if !is_too_long {
                line.extend_from_slice(part);
            }
            self.reader.consume(used);
            match (is_too_long, end) {
                (false, None) => {}
                (false, Some(_)) => return Ok(Line::Whole),
                (true, end) => {
                    line.truncate(start);
                    if end.is_none() {
                        self.reader.skip_until(b'\n')?;
                    }
                    return Ok(Line::TooLong);
                }
            }
        }
    }
}

/// The items in a piece of JSON: an item, a line of an export, or an answer of the AWS command line.
///
/// What can be read as an item is one, also if its attributes are called `Item`.
pub(crate) fn items_in(value: Value) -> Vec<Result<Item, Error>> {
    let error = match json::from_value(value.clone()) {
        Ok(item) => return vec![Ok(item)],
        Err(error) => error,
    };
    let Value::Object(mut members) = value else { return vec![Err(error)] };
    if let Some(item) = members.remove("Item") {
        return vec![json::from_value(item)];
    }
    if let Some(Value::Array(items)) = members.remove("Items") {
        return items.into_iter().map(json::from_value).collect();
    }
    let images: Vec<_> = ["NewImage", "OldImage"].into_iter().filter_map(|name| members.remove(name)).collect();
    if images.is_empty() {
        return vec![Err(error)];
    }
    images.into_iter().map(json::from_value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use serde_json::json;

    fn all(bytes: &[u8]) -> Vec<(Line, Vec<u8>)> {
        let mut lines = Lines::new(io::Cursor::new(bytes.to_vec())).unwrap();
        let mut all = Vec::new();
        loop {
            let mut line = Vec::new();
            match lines.read(&mut line).unwrap() {
                Line::End => return all,
                kind => all.push((kind, line)),
            }
        }
    }

    #[test]
    fn lines_are_whole_whether_compressed_or_not() {
        let text = b"one\n\ntwo\r\nthree";
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(text).unwrap();
        let expected: Vec<_> =
            ["one", "", "two\r", "three"].map(|line| (Line::Whole, line.as_bytes().to_vec())).into();
        assert_eq!(all(text), expected);
        let gzip = gzip.finish().unwrap();
        assert_eq!(all(&gzip), expected);
        // Exports may be put together from several.
        assert_eq!(all(&[gzip.clone(), gzip].concat()).len(), 7);
        assert_eq!(all(b""), []);
        assert_eq!(all(b"\x1f").len(), 1);
    }

    #[test]
    fn a_line_without_end_takes_no_memory_and_hides_no_other() {
        let text = [&vec![b'x'; LONGEST_LINE + 1][..], b"\nnext\n", &vec![b'y'; LONGEST_LINE + 1]].concat();
        let lines = all(&text);
        let expected = [(Line::TooLong, vec![]), (Line::Whole, b"next".to_vec()), (Line::TooLong, vec![])];
        assert!(lines == expected);
        assert_eq!(all(&vec![b'x'; LONGEST_LINE])[0].1.len(), LONGEST_LINE);
        let longest = [&vec![b'x'; LONGEST_LINE][..], b"\n\n", &vec![b'y'; LONGEST_LINE + 1], b"\n"].concat();
        let lengths: Vec<_> = all(&longest).into_iter().map(|(kind, line)| (kind, line.len())).collect();
        assert_eq!(lengths, [(Line::Whole, LONGEST_LINE), (Line::Whole, 0), (Line::TooLong, 0)]);
    }

    #[test]
    fn items_are_found_in_whatever_the_tools_wrap_them_in() {
        let item = json!({ "id": { "S": "1" } });
        let names = |value| {
            let items = items_in(value).into_iter().map(|item| item.unwrap().into_keys().collect::<Vec<_>>());
            items.collect::<Vec<_>>().concat()
        };
        assert_eq!(names(item.clone()), ["id"]);
        assert_eq!(names(json!({ "Item": item, "ConsumedCapacity": {} })), ["id"]);
        assert_eq!(names(json!({ "Items": [item, item], "Count": 2 })), ["id", "id"]);
        assert_eq!(names(json!({ "Keys": item, "NewImage": item, "OldImage": item })), ["id", "id"]);
        assert_eq!(names(json!({ "Item": { "S": "an item with an attribute of that name" } })), ["Item"]);
        assert_eq!(names(json!({ "Item": { "S": { "S": "an item with an attribute S" } } })), ["S"]);
        assert!(items_in(json!([1]))[0].is_err() && items_in(json!({ "a": 1 }))[0].is_err());
    }
}
