//! Searches the source for words that break an invariant.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;

use super::invariants::{ALL, Invariant};
use super::source::code_lines;
use crate::files;
use crate::project::Project;

/// Every broken invariant, with the lines that break it.
pub(super) fn problems(project: &Project) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    for invariant in ALL {
        let mut found = Vec::new();
        for folder in invariant.within {
            search(project, invariant, folder, &mut found)?;
        }
        let in_files: BTreeSet<_> = found.iter().map(|(file, _)| file).collect();
        if in_files.len() > invariant.other_files {
            let lines = found
                .iter()
                .map(|(file, line)| format!("\n    {file}: {line}"));
            problems.push(format!("{}:{}", invariant.rule, lines.collect::<String>()));
        }
    }
    Ok(problems)
}

/// Adds each offending line of a folder, with its file.
fn search(
    project: &Project,
    invariant: &Invariant,
    folder: &str,
    found: &mut Vec<(String, String)>,
) -> Result<()> {
    for path in files::list(&project.path(folder))? {
        let relative = project.relative(&path);
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

/// The lines of code with one of the words, with their numbers.
fn offending(text: &str, words: &'static [&str]) -> impl Iterator<Item = String> {
    code_lines(text)
        .filter(|(_, line)| words.iter().any(|word| has_word(line, word)))
        .map(|(number, line)| format!("{number} {}", line.trim()))
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
