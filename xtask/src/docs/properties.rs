//! The custom properties of the style, which the README lists.

use std::collections::BTreeSet;

use crate::failure::Result;
use crate::project::Project;
use crate::{files, marked};

type Names = BTreeSet<String>;

/// Every name that one place has and another has not.
pub(super) fn differences(project: &Project) -> Result<Vec<String>> {
    let text = |path: &str| files::read_text(&project.path(path));
    let readme = text("README.md")?;
    let (_, table, _) = marked::split(
        &readme,
        "README.md",
        "<!-- properties:begin -->",
        "<!-- properties:end -->",
    )?;
    let tokens = declared(&text("style/tokens.css")?);
    let mut out = Vec::new();
    compare(
        "style/tokens.css",
        &tokens,
        "README.md",
        &rows(table),
        &mut out,
    );
    Ok(out)
}

fn compare(here: &str, own: &Names, there: &str, other: &Names, out: &mut Vec<String>) {
    out.extend(
        own.difference(other)
            .map(|name| format!("{here} has `{name}`, {there} has not")),
    );
    out.extend(
        other
            .difference(own)
            .map(|name| format!("{there} has `{name}`, {here} has not")),
    );
}

/// What stands as code in the first cells of a table.
fn rows(table: &str) -> Names {
    let cells = table
        .lines()
        .filter_map(|line| line.strip_prefix('|')?.split('|').next());
    cells
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .map(str::to_owned)
        .collect()
}

/// The custom properties that a style sheet declares.
fn declared(css: &str) -> Names {
    css.lines()
        .filter_map(|line| line.trim().split_once(':'))
        .map(|(name, _)| name)
        .filter(|name| name.starts_with("--"))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(found: &Names, expected: &[&str]) {
        let expected: Names = expected.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(*found, expected);
    }

    #[test]
    fn names_are_found_in_a_table_and_a_style_sheet() {
        let table = "\n| name | it |\n|---|---|\n| `a`, `b` | `c` |\n";
        check(&rows(table), &["a", "b"]);
        check(&declared("a {\n  --b: c(--d);\n  color: red;\n}"), &["--b"]);
    }

    #[test]
    fn a_difference_is_named_from_both_sides() {
        let names = |list: &[&str]| {
            list.iter()
                .map(|name| (*name).to_owned())
                .collect::<Names>()
        };
        let mut out = Vec::new();
        compare("A", &names(&["x", "y"]), "B", &names(&["y", "z"]), &mut out);
        assert_eq!(out, ["A has `x`, B has not", "B has `z`, A has not"]);
    }
}
