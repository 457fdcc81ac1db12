//! The texts that `embed/` shows before the module is there, which `declarations/src/loader.rs` has to list.

use std::collections::BTreeSet;

use anyhow::Result;
use mailbox_password_declarations::{SHARED_WITH_LOADER, loader_words};

use crate::project::Project;

/// The table of the skeleton, in which `@` stands before each name.
const SKELETON: &str = "embed/skeleton.js";
/// The scripts that call `words("name")`.
const SCRIPTS: [&str; 3] = [SKELETON, "embed/drawing.js", "embed/notice.js"];
/// Names that the scripts build at run time.
const CALCULATED: [&str; 1] = ["loading"];

/// Names that the scripts use and the declarations lack, which would be drawn as empty texts, and the other way round.
pub(super) fn differences(project: &Project) -> Result<Vec<String>> {
    let mut used: BTreeSet<String> = CALCULATED.map(str::to_owned).into();
    used.extend(marked(&fs_err::read_to_string(project.path(SKELETON))?));
    for script in SCRIPTS {
        used.extend(called(&fs_err::read_to_string(project.path(script))?));
    }
    let declared: BTreeSet<_> = loader_words().into_iter().map(|(name, _)| name).collect();
    let shared = SHARED_WITH_LOADER.iter().map(|key| key.name()).collect();
    Ok(compare(&used, &declared, &shared))
}

fn compare(
    used: &BTreeSet<String>,
    declared: &BTreeSet<&str>,
    shared: &BTreeSet<&str>,
) -> Vec<String> {
    const LIST: &str = "SHARED_WITH_LOADER in declarations/src/loader.rs";
    let missing = used
        .iter()
        .filter(|name| !declared.contains(name.as_str()))
        .map(|name| {
            format!(
                "embed/ shows the text `{name}` before the module is there: add its key to {LIST}"
            )
        });
    let idle = shared
        .iter()
        .filter(|name| !used.contains(**name))
        .map(|name| format!("embed/ does not show the text `{name}`: remove its key from {LIST}"));
    missing.chain(idle).collect()
}

/// The names after an `@`, outside comments.
fn marked(script: &str) -> BTreeSet<String> {
    let lines = script
        .lines()
        .filter(|line| !line.trim_start().starts_with(['/', '*']));
    let names = lines.flat_map(|line| line.split('@').skip(1).map(leading_name));
    names.filter(|name| !name.is_empty()).collect()
}

/// The quoted names between the parentheses of each `words(…)`.
fn called(script: &str) -> BTreeSet<String> {
    let calls = script.split("words(").skip(1);
    let inside = calls.filter_map(|rest| Some(rest.split_once(')')?.0));
    inside
        .flat_map(|inside| inside.split('"').skip(1).step_by(2))
        .map(leading_name)
        .filter(|name| !name.is_empty() && !CALCULATED.contains(&name.as_str()))
        .collect()
}

fn leading_name(text: &str) -> String {
    let is_of_name = |letter: &char| letter.is_ascii_lowercase() || *letter == '-';
    text.chars().take_while(is_of_name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
        names.map(str::to_owned).into()
    }

    #[test]
    fn names_are_found_where_scripts_use_them() {
        let script =
            "// `@comment`\n[\"@warning-lead @warning-lock\", `@show-field ${label}`, \"@\"]";
        assert_eq!(
            marked(script),
            names(["show-field", "warning-lead", "warning-lock"])
        );
        let script =
            "context.words(isRevealed ? \"hide\" : \"show\"); words(text); words(\"one-moment\")";
        assert_eq!(called(script), names(["hide", "one-moment", "show"]));
    }

    #[test]
    fn what_one_side_lacks_is_named_with_what_to_do() {
        let [used, declared, shared] = [names(["a", "b"]), names(["b", "c"]), names(["b", "c"])];
        let [declared, shared] =
            [&declared, &shared].map(|set| set.iter().map(String::as_str).collect());
        let found = compare(&used, &declared, &shared);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("`a` before the module is there: add its key"));
        assert!(found[1].contains("`c`: remove its key"));
    }
}
