//! Which folders each structure check covers. A folder is listed once all its files pass that check.

/// Source folders of crates in which no files may import each other in a circle, and in which imports keep to the order
/// that `layers.rs` declares for the crate.
pub(super) const CRATES: &[&str] = &[
    "declarations/src",
    "dom/src",
    "evidence/src",
    "panel/src",
    "rules/src",
    "src",
    "tests/domain/src",
    "tests/postgres/src",
    "xtask/src",
];

/// Folders in which no file may be longer than [`super::size::MOST_LINES`].
pub(super) const SHORT_FILES: &[&str] = &[
    "declarations",
    "dom",
    "embed",
    "evidence",
    "examples",
    "panel",
    "rules",
    "src",
    "style",
    "tests",
    "xtask",
];

/// Files that are data, and may be longer.
pub(super) const DATA: &[&str] = &["declarations/src/texts.rs", "embed/words.js"];

/// Folders that are always compiled whole: without code that depends on a feature of the crate.
pub(super) const WITHOUT_FEATURES: &[&str] = &[
    "declarations/src",
    "dom/src",
    "evidence/src",
    "panel/src",
    "src",
    "xtask/src",
];
