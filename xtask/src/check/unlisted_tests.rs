//! Test files that their program does not name: they would not run, and nobody would notice.

use std::path::Path;

use anyhow::Result;

use crate::files;
use crate::project::Project;

/// Folders with a `main.rs` that names the others, those of a folder in it inside `mod FOLDER { … }`.
const FOLDERS: &[&str] = &[
    "evidence/tests",
    "panel/tests",
    "rules/tests",
    "tests/domain/browser",
    "tests/domain/tests",
    "tests/model",
    "tests/system/tests",
    "tests/web",
];

/// Every such file.
pub(super) fn problems(project: &Project) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    for folder in FOLDERS {
        let files = files(&project.path(folder))?.into_iter();
        problems.extend(files.map(|file| {
            format!("{folder}/main.rs does not name {file}, whose tests would not run")
        }));
    }
    Ok(problems)
}

/// The files of a folder, and of the folders in it, that neither its `main.rs` nor their own `mod.rs` names.
fn files(folder: &Path) -> Result<Vec<String>> {
    let mut unnamed = Vec::new();
    for path in files::list(folder)? {
        let own = path.with_file_name("mod.rs");
        let (index, root) = if own.exists() {
            let root = own.parent().unwrap_or(folder).to_owned();
            (own, root)
        } else {
            (folder.join("main.rs"), folder.to_owned())
        };
        let file = path.strip_prefix(root).unwrap_or(&path).to_string_lossy();
        if is_unnamed(&fs_err::read_to_string(index)?, &file) {
            unnamed.push(file.into_owned());
        }
    }
    Ok(unnamed)
}

/// Whether a file is missing in its index: as `mod NAME;`, or inside `mod FOLDER { … }`.
fn is_unnamed(index: &str, file: &str) -> bool {
    let Some(path) = file.strip_suffix(".rs") else {
        return false;
    };
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut within = "";
    let mut is_named = matches!(path, "main" | "mod");
    for line in index.lines() {
        let line = line.trim_start();
        let item = match line.split_once("mod ") {
            Some((visibility, item)) if visibility.is_empty() || visibility.starts_with("pub") => {
                Some(item)
            }
            _ => None,
        };
        if let Some(opened) = item.and_then(|item| item.strip_suffix(" {")) {
            within = opened;
        } else if line == "}" {
            within = "";
        }
        is_named |= within == folder && item.and_then(|item| item.strip_suffix(';')) == Some(name);
    }
    !is_named
}

#[cfg(test)]
mod tests {
    use super::is_unnamed;

    const MAIN: &str = "//! Tests.

mod form {
    mod typing;
}

mod harness {
    pub(crate) mod wait;
}

mod storage;
";

    #[track_caller]
    fn check(file: &str, expected: bool) {
        assert_eq!(is_unnamed(MAIN, file), expected);
    }

    #[test]
    fn a_file_without_its_line_is_found() {
        check("storage.rs", false);
        check("main.rs", false);
        check("notes.md", false);
        check("store.rs", true);
        check("storage_fast.rs", true);
    }

    #[test]
    fn a_file_in_a_folder_is_named_in_the_module_of_that_folder() {
        check("form/typing.rs", false);
        check("harness/wait.rs", false);
        check("typing.rs", true);
        check("form/storage.rs", true);
        check("form/wait.rs", true);
    }
}
