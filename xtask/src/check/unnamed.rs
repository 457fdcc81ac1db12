//! Test files that their program does not name: they would not run, and nobody would notice.

use std::path::Path;

use crate::failure::Result;
use crate::files;

/// Folders with a `main.rs` that names the others.
pub(super) const FOLDERS: &[&str] = &[
    "panel/tests",
    "rules/tests",
    "tests/flow",
    "tests/system/tests",
    "tests/web",
];

/// The files of a folder that its `main.rs` does not name.
pub(super) fn files(folder: &Path) -> Result<Vec<String>> {
    let main = files::read_text(&folder.join("main.rs"))?;
    let names = files::list(folder)?
        .into_iter()
        .filter(|path| path.parent() == Some(folder))
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .filter(|name| is_unnamed(&main, name));
    Ok(names.collect())
}

fn is_unnamed(main: &str, file: &str) -> bool {
    match file.strip_suffix(".rs") {
        None | Some("main") => false,
        Some(name) => !main.lines().any(|line| line == format!("mod {name};")),
    }
}

#[cfg(test)]
mod tests {
    use super::is_unnamed;

    #[track_caller]
    fn check(file: &str, expected: bool) {
        assert_eq!(
            is_unnamed("//! Tests.\n\nmod typing;\nmod wait;\n", file),
            expected
        );
    }

    #[test]
    fn a_file_without_its_line_is_found() {
        check("typing.rs", false);
        check("main.rs", false);
        check("notes.md", false);
        check("type.rs", true);
        check("typing_fast.rs", true);
    }
}
