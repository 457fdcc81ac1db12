//! Circles of files that import each other.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::imports::Import;

/// Files that all depend on each other.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Circle<'a> {
    /// How many files there are in all.
    pub(super) files: usize,
    /// The shortest way round.
    pub(super) shortest: Vec<&'a Import>,
}

/// Each group of files that depend on each other, once.
pub(super) fn circles(imports: &[Import]) -> Vec<Circle<'_>> {
    let mut by_file: BTreeMap<&str, Vec<&Import>> = BTreeMap::new();
    for import in imports {
        by_file.entry(&import.from).or_default().push(import);
    }
    let reachable: BTreeMap<&str, BTreeSet<&str>> = by_file
        .keys()
        .map(|file| (*file, reach(&by_file, file)))
        .collect();
    let reaches =
        |from: &str, to: &str| reachable.get(from).is_some_and(|files| files.contains(to));
    let mut circles = Vec::new();
    let mut known = BTreeSet::new();
    for file in by_file.keys() {
        if known.contains(file) || !reaches(file, file) {
            continue;
        }
        let group: Vec<&str> = by_file
            .keys()
            .copied()
            .filter(|other| reaches(file, other) && reaches(other, file))
            .collect();
        known.extend(group.iter().copied());
        let shortest = group
            .iter()
            .filter_map(|start| way_round(&by_file, start))
            .min_by_key(Vec::len)
            .unwrap_or_default();
        circles.push(Circle {
            files: group.len(),
            shortest,
        });
    }
    circles
}

/// The files that this one depends on.
fn reach<'a>(by_file: &BTreeMap<&str, Vec<&'a Import>>, start: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut next = vec![start];
    while let Some(file) = next.pop() {
        for import in by_file.get(file).into_iter().flatten() {
            if reached.insert(import.to.as_str()) {
                next.push(&import.to);
            }
        }
    }
    reached
}

/// The shortest way from a file back to it.
fn way_round<'a>(
    by_file: &BTreeMap<&str, Vec<&'a Import>>,
    start: &str,
) -> Option<Vec<&'a Import>> {
    let mut seen = BTreeSet::new();
    let mut ways = VecDeque::from([(start, Vec::new())]);
    while let Some((file, way)) = ways.pop_front() {
        for import in by_file.get(file).into_iter().flatten() {
            let mut longer = way.clone();
            longer.push(*import);
            if import.to == start {
                return Some(longer);
            }
            if seen.insert(import.to.as_str()) {
                ways.push_back((&import.to, longer));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::imports::imports;
    use super::*;

    /// The circles of a crate of these files: how many files there are, and the shortest way round.
    #[track_caller]
    fn check(files: &[(&str, &str)], expected: &[(usize, &[&str])]) {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect();
        let imports = imports(&files).unwrap();
        let found: Vec<(usize, Vec<_>)> = circles(&imports)
            .into_iter()
            .map(|circle| {
                let way = circle.shortest.into_iter();
                (
                    circle.files,
                    way.map(|import| import.from.as_str()).collect(),
                )
            })
            .collect();
        let expected: Vec<(usize, Vec<_>)> = expected
            .iter()
            .map(|(files, way)| (*files, way.to_vec()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn two_files_that_import_each_other_are_a_circle() {
        check(
            &[
                ("lib.rs", "mod a;\nmod b;"),
                ("a.rs", "use crate::b::B;\npub struct A;"),
                ("b.rs", "use crate::a::A;\npub struct B;"),
            ],
            &[(2, &["a.rs", "b.rs"])],
        );
    }

    #[test]
    fn a_circle_is_found_through_re_exports() {
        check(
            &[
                ("lib.rs", "mod a;\nmod b;\nmod c;"),
                ("a/mod.rs", "mod inner;\npub use inner::A;"),
                ("a/inner.rs", "use crate::b::B;\npub struct A;"),
                ("b/mod.rs", "mod inner;\npub use inner::B;"),
                ("b/inner.rs", "use crate::c::C;\npub struct B;"),
                ("c.rs", "use crate::a::A;\npub struct C;"),
            ],
            &[(3, &["a/inner.rs", "b/inner.rs", "c.rs"])],
        );
    }

    #[test]
    fn a_child_and_a_parent_that_use_each_other_are_a_circle() {
        check(
            &[
                ("lib.rs", "mod a;"),
                (
                    "a/mod.rs",
                    "mod child;\nuse self::child::Child;\npub struct Shared;",
                ),
                ("a/child.rs", "use super::Shared;\npub struct Child;"),
            ],
            &[(2, &["a/child.rs", "a/mod.rs"])],
        );
    }

    #[test]
    fn the_shortest_way_round_of_a_larger_group_is_shown() {
        check(
            &[
                ("lib.rs", "mod a;\nmod b;\nmod c;"),
                ("a.rs", "use crate::b::B;\npub struct A;"),
                ("b.rs", "use crate::c::C;\npub struct B;"),
                ("c.rs", "use crate::a::A;\nuse crate::b::B;\npub struct C;"),
            ],
            &[(3, &["b.rs", "c.rs"])],
        );
    }

    #[test]
    fn files_that_only_list_their_children_are_no_circle() {
        check(
            &[
                ("lib.rs", "mod a;\npub use a::Child;"),
                (
                    "a/mod.rs",
                    "mod child;\npub use self::child::Child;\npub struct Shared;",
                ),
                ("a/child.rs", "use super::Shared;\npub struct Child;"),
            ],
            &[],
        );
    }
}
