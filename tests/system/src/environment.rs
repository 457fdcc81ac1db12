use std::env;
use std::path::PathBuf;

/// A path that `cargo xtask` sets. Without it a test fails; it is never skipped.
///
/// # Panics
/// When the variable is not set.
#[must_use]
pub fn path_from_environment(name: &str) -> PathBuf {
    match env::var_os(name) {
        Some(value) if !value.is_empty() => PathBuf::from(value),
        _ => panic!(
            "{name} is not set: run the tests with `cargo xtask test --only system`, and the benchmark with `cargo xtask bench`, which set it"
        ),
    }
}

/// The folder for screenshots.
pub(crate) fn screenshots() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/screenshots")
}

/// A text of the German translation; `None` if there is none.
///
/// # Panics
/// When the file does not have the text.
#[must_use]
pub fn german(name: &str) -> Option<String> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../locales/de.json");
    let file = std::fs::read_to_string(file).ok()?;
    let texts: serde_json::Value = serde_json::from_str(&file).expect("a language file is JSON");
    Some(texts[name].as_str().expect("a text").to_owned())
}
