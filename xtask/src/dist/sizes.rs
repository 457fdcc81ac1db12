//! What a visitor downloads, and the limits on it.

use std::collections::BTreeMap;
use std::iter::Sum;

use anyhow::{Context, Result, ensure};
use mailbox_password_declarations::LANGUAGES;

use super::bundle::Bundle;
use super::compress::Compressed;
use super::parts::ENTRY;

const KIB: u64 = 1024;
/// Everything that a browser loads for the element in every mode, compressed with brotli.
const FIRST_LOAD_GATE: u64 = 124 * KIB;
/// For how many languages the limits of the first load and of the loader are meant. The few texts that are needed before
/// the module is there are in the loader in every language.
const COUNTED_LANGUAGES: usize = 2;
/// What each further language may add to both. German adds 0.6 KiB; other alphabets take more bytes.
const FURTHER_LANGUAGE: u64 = KIB;
/// What we aim at: the size of the React form with the same job.
const FIRST_LOAD_GOAL: u64 = 105 * KIB;
/// The entry without the style in it: the loader, with the skeleton of the form.
const LOADER_GATE: u64 = 8 * KIB;
/// Each language, and each mail client's steps.
const DATA_GATE: u64 = 8 * KIB;
/// The list of common passwords, loaded later.
const COMMON_GATE: u64 = 16 * KIB;
/// The words that passwords are made of, loaded later.
const WORDS_GATE: u64 = 4 * KIB;

/// The sizes of every deployed file.
pub(crate) struct Sizes {
    files: BTreeMap<String, Size>,
    first_load: Vec<String>,
    /// The entry without the style in it, compressed with brotli.
    loader: u64,
}

/// How long a file is, in bytes: as it is, and compressed.
#[derive(Clone, Copy, Default)]
pub(super) struct Size {
    bytes: u64,
    pub(super) gzip: u64,
    pub(super) brotli: u64,
}

impl Sum for Size {
    fn sum<I: Iterator<Item = Self>>(sizes: I) -> Self {
        sizes.fold(Self::default(), |sum, size| Self {
            bytes: sum.bytes + size.bytes,
            gzip: sum.gzip + size.gzip,
            brotli: sum.brotli + size.brotli,
        })
    }
}

impl Sizes {
    /// Collects the sizes; `first_load` names what a browser needs first, besides the entry, and `bare` has the
    /// entry without the style in it.
    pub(super) fn new(
        bundle: &Bundle,
        first_load: &[String],
        compressed: &Compressed,
        bare: &Compressed,
    ) -> Result<Self> {
        let mut files = BTreeMap::new();
        for (name, file) in bundle.files() {
            let packed = compressed.get(name);
            let &(gzip, brotli) = packed.with_context(|| format!("{name} was not compressed"))?;
            let bytes = file.bytes;
            files.insert(
                name.clone(),
                Size {
                    bytes,
                    gzip,
                    brotli,
                },
            );
        }
        let entry = std::iter::once(ENTRY.to_owned());
        let first_load = entry.chain(first_load.iter().cloned()).collect();
        let loader = bare.get(ENTRY).map(|&(_, brotli)| brotli);
        Ok(Self {
            files,
            first_load,
            loader: loader.context("the entry without its style was not measured")?,
        })
    }

    /// The size of one file.
    pub(super) fn of(&self, name: &str) -> Option<&Size> {
        self.files.get(name)
    }

    /// Prints the table, then fails if a limit is exceeded.
    pub(crate) fn gate(&self) -> Result<()> {
        print!("{}", self.table());
        let further = further_languages(LANGUAGES.len());
        let gate = FIRST_LOAD_GATE + further;
        println!("gate {gate} bytes of brotli, goal {FIRST_LOAD_GOAL}");
        let over = self.over(further);
        ensure!(over.is_empty(), "{}", over.join("; "));
        Ok(())
    }

    /// The first load as a table in Markdown: each file without the hash in its name, and then their sum; below it the
    /// texts in English, which have a limit of their own.
    pub(super) fn table(&self) -> String {
        let file = |name: &String| Some((without_hash(name), *self.files.get(name)?));
        let files = self.first_load.iter().filter_map(file);
        let texts = self.english();
        let with_texts = [self.first_load(), texts].into_iter().sum();
        let rows = files.chain([
            ("in all".to_owned(), self.first_load()),
            ("texts in English".to_owned(), texts),
            ("in all, with these".to_owned(), with_texts),
        ]);
        let head = "| first load | bytes | gzip | brotli |\n|---|---:|---:|---:|\n".to_owned();
        rows.fold(head, |table, (name, size)| {
            let Size {
                bytes,
                gzip,
                brotli,
            } = size;
            table + &format!("| {name} | {bytes} | {gzip} | {brotli} |\n")
        })
    }

    fn english(&self) -> Size {
        let mut files = self.files.iter();
        let file = files.find(|(name, _)| name.starts_with("locales/en-"));
        file.map(|(_, size)| *size).unwrap_or_default()
    }

    fn first_load(&self) -> Size {
        let files = self
            .first_load
            .iter()
            .filter_map(|name| self.files.get(name));
        files.copied().sum()
    }

    /// Every limit that is exceeded, in words; `further` is what further languages may add.
    fn over(&self, further: u64) -> Vec<String> {
        let limited = self.files.iter().filter_map(|(name, size)| {
            let gate = match name.as_str() {
                _ if name.starts_with("locales/") || name.starts_with("steps/") => DATA_GATE,
                _ if name.starts_with("common-") => COMMON_GATE,
                _ if name.starts_with("words-") => WORDS_GATE,
                _ => return None,
            };
            Some((name.as_str(), size.brotli, gate))
        });
        let first_load = self.first_load().brotli;
        let sums = [
            ("the first load", first_load, FIRST_LOAD_GATE + further),
            (
                "element.js without its style",
                self.loader,
                LOADER_GATE + further,
            ),
        ];
        sums.into_iter()
            .chain(limited)
            .filter(|(_, brotli, gate)| brotli > gate)
            .map(|(name, brotli, gate)| {
                format!("{name} is too large: {brotli} bytes of brotli, limit {gate}")
            })
            .collect()
    }
}

/// What languages beyond those that the limits are meant for may add.
fn further_languages(count: usize) -> u64 {
    FURTHER_LANGUAGE * count.saturating_sub(COUNTED_LANGUAGES) as u64
}

/// `words-0a1b2c3d.txt` as `words.txt`.
fn without_hash(name: &str) -> String {
    let parts = name.rsplit_once('-');
    match parts.and_then(|(stem, rest)| Some((stem, rest.split_once('.')?))) {
        Some((stem, (hash, ending))) if hash.len() == 8 => format!("{stem}.{ending}"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(files: &[(&str, u64)], expected: &[&str]) {
        check_in(2, KIB, files, expected);
    }

    #[track_caller]
    fn check_in(languages: usize, loader: u64, files: &[(&str, u64)], expected: &[&str]) {
        let size = |brotli| Size {
            bytes: 0,
            gzip: 0,
            brotli,
        };
        let files = files
            .iter()
            .map(|(name, brotli)| ((*name).to_owned(), size(*brotli)))
            .collect();
        let first_load = ["element.js", "mailbox-password-00000000.wasm"]
            .map(str::to_owned)
            .to_vec();
        let sizes = Sizes {
            files,
            first_load,
            loader,
        };
        let over = sizes.over(further_languages(languages));
        assert_eq!(over, expected);
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
    fn each_language_after_the_second_makes_room_for_its_early_texts() {
        let files = [
            ("element.js", 13 * KIB),
            ("mailbox-password-00000000.wasm", 112 * KIB),
        ];
        check_in(3, 9 * KIB, &files, &[]);
        check_in(
            2,
            9 * KIB,
            &files,
            &[
                "the first load is too large: 128000 bytes of brotli, limit 126976",
                "element.js without its style is too large: 9216 bytes of brotli, limit 8192",
            ],
        );
    }

    #[test]
    fn what_is_loaded_later_is_limited_file_by_file() {
        check(
            &[
                ("locales/de-1.json", 8 * KIB),
                ("steps/a-1.json", 8 * KIB),
                ("common-1.txt", 16 * KIB),
                ("words-1.txt", 4 * KIB),
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
            &[("words-1.txt", 4097)],
            &["words-1.txt is too large: 4097 bytes of brotli, limit 4096"],
        );
        check_in(
            2,
            LOADER_GATE + 1,
            &[],
            &["element.js without its style is too large: 8193 bytes of brotli, limit 8192"],
        );
        check(&[("example.html", 1_000_000)], &[]);
    }

    #[test]
    fn names_are_shown_without_their_hash() {
        assert_eq!(without_hash("words-0a1b2c3d.txt"), "words.txt");
        assert_eq!(
            without_hash("mailbox-password-0a1b2c3d.wasm"),
            "mailbox-password.wasm"
        );
        assert_eq!(without_hash("element.js"), "element.js");
    }
}
