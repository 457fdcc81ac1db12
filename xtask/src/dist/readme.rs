//! Brings the README's table of sizes up to date.

use std::path::Path;

use super::sizes::Sizes;
use crate::failure::Result;
use crate::{files, marked};

const BEGIN: &str = "<!-- sizes:begin -->\n";
const END: &str = "<!-- sizes:end -->";

/// Replaces the table between the markers.
pub(super) fn update(path: &Path, sizes: &Sizes) -> Result<()> {
    let text = files::read_text(path)?;
    let new = marked::replace(&text, "README.md", BEGIN, END, &sizes.markdown_table())?;
    files::write(path, new)
}
