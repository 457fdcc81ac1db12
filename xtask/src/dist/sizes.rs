//! What a visitor downloads, and the limits on it.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::bundle::{Bundle, ENTRY};
use super::compress::Compressed;
use crate::failure::{Failure, Result};

const KIB: u64 = 1024;
/// Everything that a browser loads for the element in every mode, compressed with brotli.
const FIRST_LOAD_GATE: u64 = 124 * KIB;
/// What we aim at: the size of the React form with the same job.
const FIRST_LOAD_GOAL: u64 = 105 * KIB;
/// The loader, with the skeleton of the form.
const ENTRY_GATE: u64 = 8 * KIB;
/// Each language, and each mail client's steps.
const DATA_GATE: u64 = 8 * KIB;
/// The list of common passwords, loaded later.
const COMMON_GATE: u64 = 16 * KIB;

/// The sizes of every deployed file.
pub(crate) struct Sizes {
    files: BTreeMap<String, Size>,
    first_load: Vec<String>,
}

/// How long a file is, in bytes.
#[derive(Clone, Copy)]
pub(super) struct Size {
    /// As it is.
    pub(super) bytes: u64,
    /// Compressed with gzip, if it was.
    pub(super) gzip: Option<u64>,
    /// Compressed with brotli, if it was.
    pub(super) brotli: Option<u64>,
}

impl Sizes {
    /// Collects the sizes; `first_load` names what a browser needs first, besides the entry.
    pub(super) fn new(
        bundle: &Bundle,
        first_load: &[String],
        compressed: Option<&Compressed>,
    ) -> Result<Self> {
        let size = |(name, file): (&String, &super::bundle::File)| {
            let packed = compressed
                .map(|all| all.get(name).copied().ok_or(name))
                .transpose();
            let packed =
                packed.map_err(|name| Failure::new(format!("{name} was not compressed")))?;
            let (gzip, brotli) = packed.unzip();
            Ok((
                name.clone(),
                Size {
                    bytes: file.bytes,
                    gzip,
                    brotli,
                },
            ))
        };
        let files = bundle.files().iter().map(size).collect::<Result<_>>()?;
        let first_load = std::iter::once(ENTRY.to_owned())
            .chain(first_load.iter().cloned())
            .collect();
        Ok(Self { files, first_load })
    }

    /// The size of one file.
    pub(super) fn of(&self, name: &str) -> Option<&Size> {
        self.files.get(name)
    }

    /// Prints the table, then fails if a limit is passed.
    pub(crate) fn gate(&self) -> Result<()> {
        println!("{}", self.text_table());
        let over = self.over();
        if over.is_empty() {
            Ok(())
        } else {
            Err(Failure::new(over.join("; ")))
        }
    }

    /// The first load as a table in Markdown.
    pub(super) fn markdown_table(&self) -> String {
        let mut table =
            String::from("| first load | bytes | gzip | brotli |\n|---|---:|---:|---:|\n");
        for (name, size) in self.rows() {
            // Writing to a string cannot fail.
            let _ = writeln!(
                table,
                "| {name} | {} | {} | {} |",
                size.bytes,
                shown(size.gzip),
                shown(size.brotli)
            );
        }
        table
    }

    fn text_table(&self) -> String {
        let mut table = format!(
            "    {:<34}{:>10}{:>10}{:>10}\n",
            "first load", "bytes", "gzip", "brotli"
        );
        for (name, size) in self.rows() {
            let (gzip, brotli) = (shown(size.gzip), shown(size.brotli));
            // Writing to a string cannot fail.
            let _ = writeln!(
                table,
                "    {name:<34}{:>10}{gzip:>10}{brotli:>10}",
                size.bytes
            );
        }
        let _ = write!(
            table,
            "    gate {FIRST_LOAD_GATE} bytes of brotli, goal {FIRST_LOAD_GOAL}"
        );
        table
    }

    /// Each file of the first load without the hash in its name, and then their sum.
    fn rows(&self) -> Vec<(String, Size)> {
        let files = self
            .first_load
            .iter()
            .filter_map(|name| Some((without_hash(name), *self.files.get(name)?)));
        let mut rows: Vec<_> = files.collect();
        let total = rows.iter().fold(
            Size {
                bytes: 0,
                gzip: Some(0),
                brotli: Some(0),
            },
            |sum, (_, size)| Size {
                bytes: sum.bytes + size.bytes,
                gzip: sum.gzip.zip(size.gzip).map(|(a, b)| a + b),
                brotli: sum.brotli.zip(size.brotli).map(|(a, b)| a + b),
            },
        );
        rows.push(("in all".to_owned(), total));
        rows
    }

    /// Every limit that is passed, in words.
    fn over(&self) -> Vec<String> {
        let first_load = self
            .rows()
            .pop()
            .and_then(|(_, total)| total.brotli)
            .unwrap_or(u64::MAX);
        let first_load = ("the first load", first_load, FIRST_LOAD_GATE);
        let limited = self.files.iter().filter_map(|(name, size)| {
            let gate = if name.starts_with("locales/") || name.starts_with("steps/") {
                DATA_GATE
            } else if name.starts_with("common-") {
                COMMON_GATE
            } else if name == ENTRY {
                ENTRY_GATE
            } else {
                return None;
            };
            Some((name.as_str(), size.brotli.unwrap_or(u64::MAX), gate))
        });
        std::iter::once(first_load)
            .chain(limited)
            .filter(|(_, brotli, gate)| brotli > gate)
            .map(|(name, brotli, gate)| {
                format!("{name} is too large: {brotli} bytes of brotli, limit {gate}")
            })
            .collect()
    }
}

fn shown(size: Option<u64>) -> String {
    size.map_or_else(|| "–".to_owned(), |size| size.to_string())
}

/// `widget-0a1b2c3d.css` as `widget.css`.
fn without_hash(name: &str) -> String {
    let parts = name
        .rsplit_once('-')
        .and_then(|(stem, rest)| Some((stem, rest.split_once('.')?)));
    match parts {
        Some((stem, (hash, ending)))
            if hash.len() == 8 && hash.bytes().all(|b| b.is_ascii_hexdigit()) =>
        {
            format!("{stem}.{ending}")
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(files: &[(&str, u64)], expected: &[&str]) {
        let size = |brotli| Size {
            bytes: 0,
            gzip: Some(0),
            brotli: Some(brotli),
        };
        let files = files
            .iter()
            .map(|(name, brotli)| ((*name).to_owned(), size(*brotli)))
            .collect();
        let first_load = ["element.js", "mailbox-password-00000000.wasm"]
            .map(str::to_owned)
            .to_vec();
        assert_eq!(Sizes { files, first_load }.over(), expected);
    }

    #[test]
    fn the_first_load_is_limited_in_sum() {
        let at_the_gate = [
            ("element.js", KIB),
            ("mailbox-password-00000000.wasm", 123 * KIB),
        ];
        check(&at_the_gate, &[]);
        let over = [
            ("element.js", KIB + 1),
            ("mailbox-password-00000000.wasm", 123 * KIB),
        ];
        check(
            &over,
            &["the first load is too large: 126977 bytes of brotli, limit 126976"],
        );
    }

    #[test]
    fn what_is_loaded_later_is_limited_file_by_file() {
        check(
            &[
                ("locales/de-1.json", 8 * KIB),
                ("steps/a-1.json", 8 * KIB),
                ("common-1.txt", 16 * KIB),
            ],
            &[],
        );
        check(
            &[("steps/a-1.json", 8 * KIB + 1)],
            &["steps/a-1.json is too large: 8193 bytes of brotli, limit 8192"],
        );
        check(
            &[("common-1.txt", 16385)],
            &["common-1.txt is too large: 16385 bytes of brotli, limit 16384"],
        );
        check(
            &[("element.js", 8 * KIB + 1)],
            &["element.js is too large: 8193 bytes of brotli, limit 8192"],
        );
        check(&[("example.html", 1_000_000)], &[]);
    }

    #[test]
    fn names_are_shown_without_their_hash() {
        assert_eq!(without_hash("widget-0a1b2c3d.css"), "widget.css");
        assert_eq!(
            without_hash("mailbox-password-0a1b2c3d.wasm"),
            "mailbox-password.wasm"
        );
        assert_eq!(without_hash("element.js"), "element.js");
    }
}
