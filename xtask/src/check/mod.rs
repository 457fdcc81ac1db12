//! What can be checked by reading the source: invariants of the design, and how the code is laid out.

mod circles;
mod imports;
mod invariants;
mod layers;
mod scope;
mod size;
mod structure;
mod unlisted_tests;

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, ensure};
use invariants::{ALL, Invariant};

use crate::files;
use crate::project::Project;

/// Searches the source, prints each line that breaks an invariant, and fails if there is one.
pub(crate) fn run(project: &Project) -> Result<()> {
    let mut broken = 0;
    for invariant in ALL {
        let mut found = Vec::new();
        for folder in invariant.within {
            search(project, invariant, folder, &mut found)?;
        }
        // An invariant of one place is broken by the second.
        let places: BTreeSet<_> = found.iter().map(|(file, _)| file).collect();
        if places.len() > invariant.other_files {
            println!("    {}:", invariant.rule);
            found
                .iter()
                .for_each(|(file, line)| println!("        {file}: {line}"));
            broken += 1;
        }
    }
    for violation in structure::violations(project)? {
        println!("    {}:", violation.says);
        violation
            .lines
            .iter()
            .for_each(|line| println!("        {line}"));
        broken += 1;
    }
    for problem in unlisted_tests::problems(project)? {
        println!("    {problem}");
        broken += 1;
    }
    ensure!(broken == 0, "{broken} broken invariants (see above)");
    Ok(())
}

/// Adds each offending line of a folder, with its file.
fn search(
    project: &Project,
    invariant: &Invariant,
    folder: &str,
    found: &mut Vec<(String, String)>,
) -> Result<()> {
    for path in files::list(&project.path(folder))? {
        let relative = path
            .strip_prefix(&project.root)
            .unwrap_or(&path)
            .to_string_lossy()
            .replace('\\', "/");
        let mut except = invariant.except.iter();
        if except.any(|allowed| relative.starts_with(allowed)) || !is_source(&path) {
            continue;
        }
        let text = fs_err::read_to_string(path)?;
        found.extend(offending(&text, invariant.words).map(|line| (relative.clone(), line)));
    }
    Ok(())
}

fn is_source(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    matches!(ending, Some("rs" | "js" | "html"))
}

/// The lines with one of the words, with their numbers; comments and unit tests are left out.
fn offending(text: &str, words: &'static [&str]) -> impl Iterator<Item = String> {
    text.lines()
        .enumerate()
        .take_while(|(_, line)| {
            !line.starts_with("#[cfg(test)]") && !line.starts_with("#[cfg(all(test")
        })
        .filter(|(_, line)| {
            !["//", "/*", "* "]
                .iter()
                .any(|comment| line.trim_start().starts_with(comment))
        })
        .filter(|(_, line)| words.iter().any(|word| has_word(line, word)))
        .map(|(index, line)| format!("{} {}", index + 1, line.trim()))
}

/// Whether the word is in the line and not merely part of a longer name.
fn has_word(line: &str, word: &str) -> bool {
    let in_name = |c: char| c.is_alphanumeric() || c == '_';
    let joined =
        |a: Option<char>, b: Option<char>| a.is_some_and(in_name) && b.is_some_and(in_name);
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + word.len()..]);
        !joined(before.chars().next_back(), word.chars().next())
            && !joined(word.chars().next_back(), after.chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = offending(text, &["fetch", "view!"]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_word_is_found_where_it_is_code() {
        check(
            "a();\n  fetch(x);\nview! { }",
            &["2 fetch(x);", "3 view! { }"],
        );
    }

    #[test]
    fn longer_names_comments_and_unit_tests_are_left_alone() {
        check("prefetch();\nfetched();\n/// fetch\n // fetch\n", &[]);
        check("ok();\n#[cfg(test)]\nmod tests { fetch(); }", &[]);
    }
}
