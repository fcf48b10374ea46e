//! Opened items as text: DynamoDB JSON, plain JSON, or CSV.

use aws_sdk_dynamodb::types::AttributeValue;
use base64_simd::STANDARD;
use dynamodb_item_encryptor::Item;

use super::line::{Change, Opened};

/// How items are written.
#[derive(Debug, Clone)]
pub(crate) enum Format {
    /// As DynamoDB exports them.
    DynamoDbJson,
    /// As JSON without DynamoDB's types.
    JsonLines,
    Csv(Csv),
    /// Not at all: they are only looked at.
    Nothing,
}

/// A table of values.
#[derive(Debug, Clone)]
pub(crate) struct Csv {
    /// The attributes, each in a column.
    pub(crate) columns: Vec<String>,
    /// Whether attributes without a column go into one more, as JSON.
    pub(crate) has_others: bool,
    /// Whether a spreadsheet must not take a value for a formula.
    pub(crate) is_for_spreadsheet: bool,
}

/// Name of the column for attributes without one. No attribute that encrypts can have it: its beginning is the format's.
const OTHERS: &str = "(other attributes)";

/// The value is of a kind that cannot be written.
pub(crate) struct CannotWrite(pub(crate) &'static str);

impl Format {
    /// What comes before the first item.
    pub(crate) fn head(&self, out: &mut Vec<u8>) -> Result<(), CannotWrite> {
        match self {
            Format::DynamoDbJson | Format::JsonLines | Format::Nothing => Ok(()),
            Format::Csv(csv) => {
                let others = csv.has_others.then(|| OTHERS.to_owned());
                csv.row(csv.columns.iter().cloned().chain(others), out)
            }
        }
    }

    /// Appends a line.
    pub(crate) fn push(&self, opened: &Opened, out: &mut Vec<u8>) -> Result<(), CannotWrite> {
        match (self, opened) {
            (Format::Nothing, _) => return Ok(()),
            (Format::Csv(csv), Opened::Item(item)) => return csv.push(item, out),
            (Format::Csv(_), Opened::Change(_)) => {
                return Err(CannotWrite(
                    "a line of an incremental export has no form in CSV; choose another format",
                ));
            }
            (Format::DynamoDbJson, Opened::Item(item)) => {
                out.extend_from_slice(b"{\"Item\":");
                typed_map(item, out)?;
                out.push(b'}');
            }
            (Format::JsonLines, Opened::Item(item)) => plain_map(item, out)?,
            (Format::DynamoDbJson, Opened::Change(change)) => push_change(change, typed_map, out)?,
            (Format::JsonLines, Opened::Change(change)) => push_change(change, plain_map, out)?,
        }
        out.push(b'\n');
        Ok(())
    }
}

fn push_change(
    change: &Change,
    write: impl Fn(&Item, &mut Vec<u8>) -> Result<(), CannotWrite>,
    out: &mut Vec<u8>,
) -> Result<(), CannotWrite> {
    out.push(b'{');
    let mut is_first = true;
    if let Some(metadata) = &change.metadata {
        member("Metadata", &mut is_first, out);
        // Writing to memory does not fail.
        let _ = serde_json::to_writer(&mut *out, metadata);
    }
    for (name, image) in &change.images {
        member(name, &mut is_first, out);
        write(image, out)?;
    }
    out.push(b'}');
    Ok(())
}

fn member(name: &str, is_first: &mut bool, out: &mut Vec<u8>) {
    if !std::mem::take(is_first) {
        out.push(b',');
    }
    text(name, out);
    out.push(b':');
}

fn text(text: &str, out: &mut Vec<u8>) {
    if has_nothing_to_escape(text.as_bytes()) {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
        return;
    }
    // A text has a form in JSON, and writing to memory does not fail.
    let _ = serde_json::to_writer(out, text);
}

/// Whether a text is in JSON what it is. Looked at in blocks without a branch for each byte, which compilers make wide instructions of.
fn has_nothing_to_escape(text: &[u8]) -> bool {
    let must_be_escaped = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    text.chunks(64).all(|block| !block.iter().fold(false, |found, byte| found | must_be_escaped(*byte)))
}

fn bytes(bytes: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    STANDARD.encode_append(bytes, out);
    out.push(b'"');
}

fn list<T>(
    values: &[T],
    out: &mut Vec<u8>,
    mut write: impl FnMut(&T, &mut Vec<u8>) -> Result<(), CannotWrite>,
) -> Result<(), CannotWrite> {
    out.push(b'[');
    for (n, value) in values.iter().enumerate() {
        if n > 0 {
            out.push(b',');
        }
        write(value, out)?;
    }
    out.push(b']');
    Ok(())
}

fn map<'a>(
    members: impl IntoIterator<Item = (&'a String, &'a AttributeValue)>,
    out: &mut Vec<u8>,
    write: impl Fn(&AttributeValue, &mut Vec<u8>) -> Result<(), CannotWrite>,
) -> Result<(), CannotWrite> {
    let mut sorted: Vec<_> = members.into_iter().collect();
    sorted.sort_unstable_by_key(|(name, _)| *name);
    let mut is_first = true;
    out.push(b'{');
    for (name, value) in sorted {
        member(name, &mut is_first, out);
        write(value, out)?;
    }
    out.push(b'}');
    Ok(())
}

fn typed_map(item: &Item, out: &mut Vec<u8>) -> Result<(), CannotWrite> {
    map(item, out, typed)
}

/// A value in DynamoDB JSON.
fn typed(value: &AttributeValue, out: &mut Vec<u8>) -> Result<(), CannotWrite> {
    let mut begin = |kind: &str| {
        out.extend_from_slice(b"{\"");
        out.extend_from_slice(kind.as_bytes());
        out.extend_from_slice(b"\":");
    };
    let quoted = |value: &String, out: &mut Vec<u8>| {
        text(value, out);
        Ok(())
    };
    match value {
        AttributeValue::S(value) => {
            begin("S");
            text(value, out);
        }
        AttributeValue::N(value) => {
            begin("N");
            text(value, out);
        }
        AttributeValue::B(value) => {
            begin("B");
            bytes(value.as_ref(), out);
        }
        AttributeValue::Bool(value) => {
            begin("BOOL");
            out.extend_from_slice(if *value { b"true" } else { b"false" });
        }
        AttributeValue::Null(_) => {
            begin("NULL");
            out.extend_from_slice(b"true");
        }
        AttributeValue::Ss(values) => {
            begin("SS");
            list(values, out, quoted)?;
        }
        AttributeValue::Ns(values) => {
            begin("NS");
            list(values, out, quoted)?;
        }
        AttributeValue::Bs(values) => {
            begin("BS");
            list(values, out, |value, out| {
                bytes(value.as_ref(), out);
                Ok(())
            })?;
        }
        AttributeValue::L(values) => {
            begin("L");
            list(values, out, typed)?;
        }
        AttributeValue::M(members) => {
            begin("M");
            map(members, out, typed)?;
        }
        _ => return Err(CannotWrite(UNKNOWN_TYPE)),
    }
    out.push(b'}');
    Ok(())
}

const UNKNOWN_TYPE: &str = "a value is of a type that this version does not know";

fn plain_map(item: &Item, out: &mut Vec<u8>) -> Result<(), CannotWrite> {
    map(item, out, plain)
}

/// A value in JSON without DynamoDB's types: sets are lists, and bytes are base64.
fn plain(value: &AttributeValue, out: &mut Vec<u8>) -> Result<(), CannotWrite> {
    match value {
        AttributeValue::S(value) => text(value, out),
        AttributeValue::N(value) => number(value, out),
        AttributeValue::B(value) => bytes(value.as_ref(), out),
        AttributeValue::Bool(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        AttributeValue::Null(_) => out.extend_from_slice(b"null"),
        AttributeValue::Ss(values) => list(values, out, |value, out| {
            text(value, out);
            Ok(())
        })?,
        AttributeValue::Ns(values) => list(values, out, |value, out| {
            number(value, out);
            Ok(())
        })?,
        AttributeValue::Bs(values) => list(values, out, |value, out| {
            bytes(value.as_ref(), out);
            Ok(())
        })?,
        AttributeValue::L(values) => list(values, out, plain)?,
        AttributeValue::M(members) => map(members, out, plain)?,
        _ => return Err(CannotWrite(UNKNOWN_TYPE)),
    }
    Ok(())
}

/// A number with all its digits. What JSON has no form for, such as `007`, is put right.
fn number(number: &str, out: &mut Vec<u8>) {
    if is_json_number(number) {
        out.extend_from_slice(number.as_bytes());
        return;
    }
    let (sign, rest) = match number.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", number.strip_prefix('+').unwrap_or(number)),
    };
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, format!("e{exponent}")),
        None => (rest, String::new()),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let dot = if fraction.is_empty() { "" } else { "." };
    let right = format!("{sign}{whole}{dot}{fraction}{exponent}");
    if is_json_number(&right) {
        out.extend_from_slice(right.as_bytes());
    } else {
        // DynamoDB has no such number.
        text(number, out);
    }
}

fn is_json_number(text: &str) -> bool {
    let starts = text.starts_with(|c: char| c == '-' || c.is_ascii_digit());
    starts
        && text.ends_with(|c: char| c.is_ascii_digit())
        && serde_json::from_str::<&serde_json::value::RawValue>(text).is_ok()
}

impl Csv {
    fn push(&self, item: &Item, out: &mut Vec<u8>) -> Result<(), CannotWrite> {
        let mut fields = Vec::with_capacity(self.columns.len() + 1);
        for column in &self.columns {
            fields.push(match item.get(column) {
                Some(value) => self.field(value)?,
                None => String::new(),
            });
        }
        if self.has_others {
            let others: Vec<_> = item.iter().filter(|(name, _)| !self.columns.contains(name)).collect();
            let mut json = Vec::new();
            if !others.is_empty() {
                map(others, &mut json, plain)?;
            }
            fields.push(utf8(json)?);
        }
        self.row(fields, out)
    }

    fn field(&self, value: &AttributeValue) -> Result<String, CannotWrite> {
        let mut json = Vec::new();
        let field = match value {
            AttributeValue::S(value) | AttributeValue::N(value) => value.clone(),
            AttributeValue::B(value) => STANDARD.encode_to_string(value.as_ref()),
            other => {
                plain(other, &mut json)?;
                utf8(json)?
            }
        };
        // Numbers are none.
        let may_be_formula = field.starts_with(['=', '+', '-', '@', '\t', '\r']) && !value.is_n();
        Ok(if self.is_for_spreadsheet && may_be_formula { format!("'{field}") } else { field })
    }

    fn row(&self, fields: impl IntoIterator<Item = String>, out: &mut Vec<u8>) -> Result<(), CannotWrite> {
        let mut writer = csv::WriterBuilder::new().from_writer(out);
        let written =
            writer.write_record(fields.into_iter().map(String::into_bytes)).and_then(|()| Ok(writer.flush()?));
        written.map_err(|_| CannotWrite("a row of CSV could not be written"))
    }
}

fn utf8(json: Vec<u8>) -> Result<String, CannotWrite> {
    String::from_utf8(json).map_err(|_| CannotWrite("a value could not be written as JSON"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_dynamodb::primitives::Blob;
    use dynamodb_item_encryptor::json;
    use serde_json::Value;

    fn item() -> Item {
        let n = |text: &str| AttributeValue::N(text.to_owned());
        let s = |text: &str| AttributeValue::S(text.to_owned());
        let b = |bytes: &[u8]| AttributeValue::B(Blob::new(bytes));
        let all = vec![
            s("a \"b\"\n"),
            n("-1.5e3"),
            b(&[0, 255]),
            AttributeValue::Bool(false),
            AttributeValue::Null(true),
            AttributeValue::Ss(vec!["x".into(), "y".into()]),
            AttributeValue::Ns(vec!["1".into(), "2".into()]),
            AttributeValue::Bs(vec![Blob::new([1])]),
        ];
        Item::from([
            ("id".to_owned(), s("1")),
            ("list".to_owned(), AttributeValue::L(all)),
            (
                "map".to_owned(),
                AttributeValue::M([("inner".to_owned(), n("12345678901234567890.12345"))].into()),
            ),
        ])
    }

    fn written(format: &Format, item: Item) -> String {
        let mut out = Vec::new();
        assert!(format.push(&Opened::Item(item), &mut out).is_ok());
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn dynamodb_json_is_read_again_as_the_same_item() {
        let line: Value = serde_json::from_str(&written(&Format::DynamoDbJson, item())).unwrap();
        assert_eq!(json::from_value(line["Item"].clone()).unwrap(), item());
    }

    #[test]
    fn every_text_is_written_as_a_json_library_writes_it() {
        let all: Vec<String> = (0..=0x100_u32).filter_map(char::from_u32).map(String::from).collect();
        let long = "x".repeat(64);
        for special in all.iter().map(String::as_str).chain(["", "\u{2028}", "\u{1f600}"]) {
            // At the beginning of a block, in the middle, at the end, and behind it.
            for before in [0, 1, 62, 63, 64] {
                let value = format!("{}{special}{}", &long[..before], &long[before..]);
                let mut out = Vec::new();
                text(&value, &mut out);
                assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string(&value).unwrap());
            }
        }
    }

    #[test]
    fn plain_json_keeps_all_digits() {
        assert_eq!(
            written(&Format::JsonLines, item()),
            "{\"id\":\"1\",\"list\":[\"a \\\"b\\\"\\n\",-1.5e3,\"AP8=\",false,null,[\"x\",\"y\"],[1,2],[\"AQ==\"]],\
             \"map\":{\"inner\":12345678901234567890.12345}}\n"
        );
    }

    #[test]
    fn numbers_that_json_has_no_form_for_are_put_right() {
        for (stored, expected) in [
            ("007", "7"),
            ("+5", "5"),
            (".5", "0.5"),
            ("-.5", "-0.5"),
            ("1.", "1"),
            ("-0", "-0"),
            ("00", "0"),
            ("1E+5", "1E+5"),
            ("+01.50E-3", "1.50e-3"),
            ("x", "\"x\""),
            (" 1", "\" 1\""),
            ("[1", "\"[1\""),
        ] {
            let mut out = Vec::new();
            number(stored, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), expected, "{stored}");
        }
    }

    #[test]
    fn csv_has_a_column_for_each_attribute_and_one_for_the_rest() {
        let mut csv =
            Csv { columns: vec!["id".into(), "x".into()], has_others: true, is_for_spreadsheet: false };
        let mut item = item();
        item.remove("list");
        item.insert("x".into(), AttributeValue::S("=1+1, \"now\"\nand then".into()));
        let mut head = Vec::new();
        assert!(Format::Csv(csv.clone()).head(&mut head).is_ok());
        assert_eq!(String::from_utf8(head).unwrap(), "id,x,(other attributes)\n");
        let row =
            "1,\"=1+1, \"\"now\"\"\nand then\",\"{\"\"map\"\":{\"\"inner\"\":12345678901234567890.12345}}\"\n";
        assert_eq!(written(&Format::Csv(csv.clone()), item.clone()), row);
        csv.is_for_spreadsheet = true;
        assert!(written(&Format::Csv(csv.clone()), item.clone()).starts_with("1,\"'=1+1"));
        item.insert("x".into(), AttributeValue::N("-1".into()));
        assert!(written(&Format::Csv(csv.clone()), item.clone()).starts_with("1,-1,"));
        csv.has_others = false;
        item.remove("x");
        assert_eq!(written(&Format::Csv(csv), item), "1,\n");
    }
}
