//! Brings the README's table of sizes up to date.

use std::path::Path;

use super::sizes::Sizes;
use anyhow::{Context, Result};

use crate::files;

const BEGIN: &str = "<!-- sizes:begin -->";
const END: &str = "<!-- sizes:end -->";

/// Replaces the table between the markers.
pub(super) fn update(path: &Path, sizes: &Sizes) -> Result<()> {
    let text = replace(&files::read_text(path)?, &sizes.markdown_table())?;
    files::write(path, text)
}

fn replace(text: &str, table: &str) -> Result<String> {
    let parts = text
        .split_once(BEGIN)
        .and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) =
        parts.with_context(|| format!("README.md must hold `{BEGIN}` and, after it, `{END}`"))?;
    Ok(format!("{before}{BEGIN}\n{table}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_between_the_markers_changes() {
        let text = format!("a\n{BEGIN}\nold\n{END}\nb\n");
        assert_eq!(
            replace(&text, "new\n").ok(),
            Some(format!("a\n{BEGIN}\nnew\n{END}\nb\n"))
        );
        assert!(replace("no markers", "new\n").is_err());
    }
}
