//! A part of a file that is written from what the code declares, between two markers.

use std::path::Path;

use anyhow::{Context, Result};

use crate::markers;

/// A part of a file, and what it has to be.
pub(super) struct Block {
    /// The file, from the repository's top folder.
    pub(super) file: &'static str,
    /// What stands before and after it.
    pub(super) markers: [&'static str; 2],
    /// What separates its entries.
    pub(super) separator: &'static str,
    /// What follows from the declarations.
    pub(super) content: String,
}

impl Block {
    /// A block of lines.
    pub(super) fn lines(file: &'static str, markers: [&'static str; 2], content: String) -> Self {
        Self {
            file,
            markers,
            separator: "\n",
            content,
        }
    }

    /// A block within a line, whose entries are separated by commas.
    pub(super) fn list(file: &'static str, markers: [&'static str; 2], content: String) -> Self {
        Self {
            file,
            markers,
            separator: ", ",
            content,
        }
    }

    /// Writes the block into its file.
    pub(super) fn write(&self, root: &Path) -> Result<()> {
        let path = root.join(self.file);
        let text = fs_err::read_to_string(&path)?;
        let new = markers::replace(self.file, &text, self.markers, &self.content)?;
        if new != text {
            fs_err::write(&path, new)?;
        }
        Ok(())
    }

    /// A line for each entry in which the file differs from what it has to be.
    pub(super) fn differences(&self, root: &Path) -> Result<Vec<String>> {
        let [begin, end] = self.markers;
        let text = fs_err::read_to_string(root.join(self.file))?;
        let old = markers::between(&text, begin, end).with_context(|| {
            let begin = begin.trim_end();
            format!("{} must hold `{begin}` and, after it, `{end}`", self.file)
        })?;
        Ok(self.compare(old))
    }

    fn compare(&self, old: &str) -> Vec<String> {
        let entries = |text: &str| -> Vec<String> {
            let entries = text
                .split(self.separator)
                .map(|entry| entry.trim().to_owned());
            entries.filter(|entry| !entry.is_empty()).collect()
        };
        let (found, expected) = (entries(old), entries(&self.content));
        let missing = expected.iter().filter(|entry| !found.contains(entry));
        let surplus = found.iter().filter(|entry| !expected.contains(entry));
        let mut lines: Vec<_> = missing
            .map(|entry| format!("{} lacks `{}`", self.file, shown(entry)))
            .chain(surplus.map(|entry| {
                let entry = shown(entry);
                format!("{} has `{entry}`, which nothing declares", self.file)
            }))
            .collect();
        if lines.is_empty() && old != self.content {
            let begin = self.markers[0].trim();
            lines.push(format!("{} has another order after `{begin}`", self.file));
        }
        for line in &mut lines {
            *line += ": run `cargo xtask docs`";
        }
        lines
    }
}

/// The beginning of an entry.
fn shown(entry: &str) -> String {
    const LONGEST: usize = 60;
    if entry.chars().count() <= LONGEST {
        return entry.to_owned();
    }
    entry.chars().take(LONGEST).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(content: &str) -> Block {
        Block::list("a.md", ["<b>", "</b>"], content.into())
    }

    #[test]
    fn a_difference_says_which_file_and_what_to_run() {
        let block = block("one, two");
        for (old, expected) in [
            ("one, two", &[][..]),
            ("one", &["a.md lacks `two`: run `cargo xtask docs`"]),
            (
                "one, two, three",
                &["a.md has `three`, which nothing declares: run `cargo xtask docs`"],
            ),
            (
                "two, one",
                &["a.md has another order after `<b>`: run `cargo xtask docs`"],
            ),
        ] {
            assert_eq!(block.compare(old), expected);
        }
    }

    #[test]
    fn a_long_entry_is_shown_by_its_beginning() {
        assert_eq!(shown(&"é".repeat(61)), format!("{}…", "é".repeat(60)));
    }
}
