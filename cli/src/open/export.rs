//! An export of DynamoDB to S3, as it is after it was copied into a folder.
//!
//! The folder has `manifest-summary.json`, which names the export, and `manifest-files.json`, with a line for each file of
//! items: its name, how many items it has, and its MD5. Both manifests have a file with their own MD5 beside them. What does
//! not agree with its checksum is not opened.
//!
//! Source: the DynamoDB Developer Guide, "DynamoDB table export output format".

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};

use base64_simd::STANDARD;
use md5::{Digest, Md5};
use serde::Deserialize;

use crate::exit::Exit;
use crate::failure::{Failure, shown_path};
use crate::shown::{Sentence, shown};

const SUMMARY: &str = "manifest-summary.json";
const SUMMARY_SUM: &str = "manifest-summary.md5";
const FILES: &str = "manifest-files.json";
const FILES_SUM: &str = "manifest-files.md5";
/// Where the files of items are, in the export's folder.
const DATA: &str = "data";

/// A manifest of 10^5 files has some 30 MB.
const LONGEST_MANIFEST: u64 = 256 << 20;

/// An export, as its manifests describe it.
#[derive(Debug)]
pub(crate) struct Export {
    pub(crate) files: Vec<DataFile>,
    /// Whether it holds changes and not whole tables.
    pub(crate) is_incremental: bool,
    /// Names of files in the folder that the export does not have.
    pub(crate) strangers: Vec<String>,
}

/// A file of items.
#[derive(Debug, Clone)]
pub(crate) struct DataFile {
    pub(crate) path: PathBuf,
    /// What its manifest says of it.
    pub(crate) expected: Option<Expected>,
}

#[derive(Debug, Clone)]
pub(crate) struct Expected {
    pub(crate) md5: [u8; 16],
    pub(crate) etag: Option<String>,
    pub(crate) items: u64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    item_count: u64,
    output_format: String,
    export_type: Option<String>,
    s3_sse_algorithm: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FileEntry {
    item_count: u64,
    md5_checksum: String,
    etag: Option<String>,
    data_file_s3_key: String,
}

impl Export {
    /// Reads the manifests of the export in `folder`, and checks them.
    pub(crate) fn open(folder: &Path) -> Result<Self, Failure> {
        let folder = &found(folder)?;
        let summary = read_checked(folder, SUMMARY, SUMMARY_SUM)?;
        let summary: Summary =
            serde_json::from_slice(&summary).map_err(|error| damaged(folder, SUMMARY, &error.to_string()))?;
        if summary.output_format != "DYNAMODB_JSON" {
            let format = shown(&summary.output_format);
            let what =
                format!("the export in '{}' is in the format {format}, not DYNAMODB_JSON", shown_path(folder));
            return Err(Failure::new(Exit::Files, what));
        }
        let files = read_checked(folder, FILES, FILES_SUM)?;
        let mut items = 0_u64;
        let mut entries = Vec::new();
        for (number, line) in files.split(|byte| *byte == b'\n').enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            let wrong = |why: &str| damaged(folder, FILES, &format!("line {}: {why}", number + 1));
            let entry: FileEntry = serde_json::from_slice(line).map_err(|error| wrong(&error.to_string()))?;
            items = items.saturating_add(entry.item_count);
            let file = entry.into_file(folder, summary.has_etags_of_content());
            entries.push(file.ok_or_else(|| wrong("it does not name a file and its MD5"))?);
        }
        if items != summary.item_count {
            let expected = summary.item_count;
            let why = format!("its files have {items} items together, but the summary says {expected}");
            return Err(damaged(folder, FILES, &why));
        }
        let strangers = strangers(folder, &entries)?;
        let is_incremental = summary.export_type.as_deref() == Some("INCREMENTAL_EXPORT");
        Ok(Export { files: entries, is_incremental, strangers })
    }
}

/// The folder of the manifests: this one, or the only export in the folder `AWSDynamoDB` in it, as exports lie in a bucket.
fn found(folder: &Path) -> Result<PathBuf, Failure> {
    let all = folder.join("AWSDynamoDB");
    if folder.join(SUMMARY).exists() || !all.is_dir() {
        return Ok(folder.to_owned());
    }
    let failed = |error: io::Error| Failure::file("read", &all, &error);
    let mut exports = Vec::new();
    for entry in fs::read_dir(&all).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.join(SUMMARY).exists() {
            exports.push(path);
        }
    }
    match <[PathBuf; 1]>::try_from(exports) {
        Ok([one]) => Ok(one),
        Err(exports) => {
            let (count, all) = (exports.len(), shown_path(&all));
            let what =
                format!("there are {count} exports in '{all}': name the folder of the one that is meant");
            Err(Failure::new(Exit::Files, what))
        }
    }
}

impl Summary {
    /// Whether ETags are made of MD5s. Those of objects under a key of KMS are not.
    fn has_etags_of_content(&self) -> bool {
        self.s3_sse_algorithm.as_deref() == Some("AES256")
    }
}

impl FileEntry {
    fn into_file(self, folder: &Path, has_etag_of_content: bool) -> Option<DataFile> {
        // The manifest has the name in the bucket, whose folders are not those here.
        let name = self.data_file_s3_key.rsplit('/').next()?;
        if name.is_empty() || name == "." || name == ".." || name.contains(['\\', '\0']) {
            return None;
        }
        let md5 = STANDARD.decode_to_vec(&self.md5_checksum).ok()?.try_into().ok()?;
        let expected =
            Expected { md5, etag: self.etag.filter(|_| has_etag_of_content), items: self.item_count };
        Some(DataFile { path: folder.join(DATA).join(name), expected: Some(expected) })
    }
}

/// Reads a manifest, if it agrees with its checksum.
fn read_checked(folder: &Path, name: &str, sum_name: &str) -> Result<Vec<u8>, Failure> {
    let content = read_whole(&folder.join(name))?;
    let sum = read_whole(&folder.join(sum_name))?;
    let sum = STANDARD.decode_to_vec(sum.trim_ascii()).unwrap_or_default();
    if sum[..] != Md5::digest(&content)[..] {
        return Err(damaged(folder, name, &format!("it does not agree with its checksum in {sum_name}")));
    }
    Ok(content)
}

fn read_whole(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error: &io::Error| Failure::file("read", path, error);
    let mut content = Vec::new();
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            let advice = "to open an export, name the folder of its manifests with all that is in it; to open files \
                          without a manifest, name each of them";
            failed(&error).advise(advice)
        }
        _ => failed(&error),
    })?;
    file.take(LONGEST_MANIFEST + 1).read_to_end(&mut content).map_err(|error| failed(&error))?;
    if content.len() as u64 > LONGEST_MANIFEST {
        return Err(Failure::new(
            Exit::Files,
            format_args!("'{}' is too long for a manifest", shown_path(path)),
        ));
    }
    Ok(content)
}

fn damaged(folder: &Path, name: &str, why: &str) -> Failure {
    let path = shown_path(&folder.join(name));
    Failure::new(Exit::Findings, format_args!("the manifest '{path}' is damaged: {}", Sentence(why)))
}

/// The files of items that are in the folder and not in the manifest.
fn strangers(folder: &Path, files: &[DataFile]) -> Result<Vec<String>, Failure> {
    let data = folder.join(DATA);
    if files.is_empty() && !data.exists() {
        return Ok(Vec::new());
    }
    let failed = |error: io::Error| Failure::file("read", &data, &error);
    let known: BTreeSet<_> = files.iter().map(|file| file.path.clone()).collect();
    let mut strangers = Vec::new();
    for entry in fs::read_dir(&data).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if !known.contains(&path) {
            strangers.push(shown_path(&path));
        }
    }
    strangers.sort();
    Ok(strangers)
}

impl Expected {
    /// Whether the file, which is read from its beginning to its end and wound back, is the one that was exported; or why
    /// not.
    pub(crate) fn check(&self, file: &mut File) -> io::Result<Result<(), &'static str>> {
        let mut hash = Md5::new();
        let mut buffer = vec![0; 1 << 17];
        loop {
            let read = file.read(&mut buffer)?;
            if read == 0 {
                break;
            }
            hash.update(buffer.get(..read).unwrap_or_default());
        }
        file.rewind()?;
        let sum: [u8; 16] = hash.finalize().into();
        if sum != self.md5 {
            return Ok(Err("it does not agree with the MD5 checksum in the manifest"));
        }
        if self.etag.as_deref().is_some_and(|etag| !fits_etag(etag, sum)) {
            return Ok(Err("it does not agree with the ETag in the manifest"));
        }
        Ok(Ok(()))
    }
}

/// Whether an object with this MD5 can have the ETag. Of one that was uploaded in several parts only S3 can tell.
fn fits_etag(etag: &str, sum: [u8; 16]) -> bool {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    match etag.trim_matches('"').split_once('-') {
        Some((hash, "1")) => hash.eq_ignore_ascii_case(&hex(&Md5::digest(sum))),
        Some(_) => true,
        None => etag.trim_matches('"').eq_ignore_ascii_case(&hex(&sum)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_etag_of_an_object_in_one_part_is_checked() {
        let sum: [u8; 16] = Md5::digest(b"content").into();
        let hash: String = Md5::digest(sum).iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(fits_etag(&format!("{hash}-1"), sum));
        assert!(fits_etag(&format!("\"{hash}-1\""), sum));
        assert!(!fits_etag(&format!("{hash}-1"), Md5::digest(b"other").into()));
        assert!(fits_etag(&format!("{hash}-2"), Md5::digest(b"other").into()));
        let plain: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(fits_etag(&plain, sum) && !fits_etag(&plain, Md5::digest(b"other").into()));
    }

    #[test]
    fn files_are_looked_for_in_the_folder_only() {
        let file = |key: &str| {
            let entry = FileEntry {
                item_count: 1,
                md5_checksum: STANDARD.encode_to_string([7; 16]),
                etag: None,
                data_file_s3_key: key.to_owned(),
            };
            entry.into_file(Path::new("/export"), true).map(|file| file.path)
        };
        assert_eq!(file("AWSDynamoDB/1-2/data/a.json.gz"), Some("/export/data/a.json.gz".into()));
        assert_eq!(file("a.json.gz"), Some("/export/data/a.json.gz".into()));
        assert_eq!(file("x/../../../etc/passwd"), Some("/export/data/passwd".into()));
        for key in ["", "data/", "x/..", "x/.", "..\\a", "a\0b"] {
            assert_eq!(file(key), None, "{key:?}");
        }
    }
}
