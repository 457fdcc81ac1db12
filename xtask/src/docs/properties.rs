//! The custom properties of the style, which the README lists.

use std::collections::BTreeSet;

use anyhow::{Context, Result};

use crate::markers;
use crate::project::Project;

type Names = BTreeSet<String>;

/// Every name that one place has and another has not.
pub(super) fn differences(project: &Project) -> Result<Vec<String>> {
    let readme = fs_err::read_to_string(project.path("README.md"))?;
    let properties = rows(&readme, "properties").context(
        "the table between `<!-- properties:begin -->` and its end in README.md was not found",
    )?;
    let tokens = declared(&fs_err::read_to_string(project.path("style/tokens.css"))?);
    let mut out = Vec::new();
    compare(
        "style/tokens.css",
        &tokens,
        "README.md",
        &properties,
        &mut out,
    );
    Ok(out)
}

fn compare(here: &str, own: &Names, there: &str, other: &Names, out: &mut Vec<String>) {
    let missing = |here: &str, names: &Names, there: &str, others: &Names| {
        let names = names.difference(others);
        names
            .map(|name| format!("{here} has `{name}`, {there} has not"))
            .collect::<Vec<_>>()
    };
    out.extend(missing(here, own, there, other));
    out.extend(missing(there, other, here, own));
}

/// What stands as code in the first cells of a table between markers.
fn rows(text: &str, marker: &str) -> Option<Names> {
    let [begin, end] = ["begin", "end"].map(|which| format!("<!-- {marker}:{which} -->"));
    let lines = markers::between(text, &begin, &end)?.lines();
    let cells = lines.filter_map(|line| line.strip_prefix('|')?.split('|').next());
    let names = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    Some(names.map(str::to_owned).collect())
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
    fn check(found: Option<&Names>, expected: &[&str]) {
        let expected: Names = expected.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(found, Some(&expected));
    }

    #[test]
    fn names_are_found_in_a_table_and_a_style_sheet() {
        let table = "`x`\n<!-- t:begin -->\n| name | it |\n|---|---|\n| `a`, `b` | `c` |\n<!-- t:end -->\n| `d` |";
        check(rows(table, "t").as_ref(), &["a", "b"]);
        check(
            Some(&declared("a {\n  --b: c(--d);\n  color: red;\n}")),
            &["--b"],
        );
        assert_eq!(rows(table, "u"), None);
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
