//! Import circles between files, and imports against the order of the element's layers.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use super::modules::{self, ModulePath};
use crate::project::Project;

/// The crates without circles.
const CRATES: &[&str] = &["dom/src", "panel/src", "rules/src", "src", "xtask/src"];

/// The layers of the element, from the top: imports lead to the same layer, or down.
const LAYERS: &[&[&str]] = &[
    &["element"],
    &["ui"],
    &["actions", "words"],
    &["state"],
    &["api", "config", "i18n", "store"],
    &["model"],
];

/// Every import that is part of a circle, or that leads up.
pub(super) fn problems(project: &Project) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    for folder in CRATES {
        let imports = modules::imports(&project.path(folder))?;
        problems
            .extend(circles(&imports).map(|(from, to)| {
                format!("{folder}: {from} imports {to}, which leads back to it")
            }));
        if *folder == "src" {
            problems.extend(
                upwards(&imports)
                    .map(|(from, to)| format!("{folder}: {from} imports {to}, a layer above it")),
            );
        }
    }
    Ok(problems)
}

type Imports = BTreeMap<ModulePath, BTreeSet<ModulePath>>;

fn all(imports: &Imports) -> impl Iterator<Item = (&ModulePath, &ModulePath)> {
    imports
        .iter()
        .flat_map(|(from, all)| all.iter().map(move |to| (from, to)))
}

fn named((from, to): (&ModulePath, &ModulePath)) -> (String, String) {
    let name = |path: &ModulePath| {
        if path.is_empty() {
            "the root".to_owned()
        } else {
            path.join("::")
        }
    };
    (name(from), name(to))
}

fn circles(imports: &Imports) -> impl Iterator<Item = (String, String)> {
    all(imports)
        .filter(|(from, to)| reaches(imports, to, from))
        .map(named)
}

fn upwards(imports: &Imports) -> impl Iterator<Item = (String, String)> {
    let layer = |path: &ModulePath| {
        let name = path.first()?;
        LAYERS
            .iter()
            .position(|layer| layer.contains(&name.as_str()))
    };
    let is_upwards = move |(from, to): &(&ModulePath, &ModulePath)| {
        layer(from)
            .zip(layer(to))
            .is_some_and(|(from, to)| to < from)
    };
    all(imports).filter(is_upwards).map(named)
}

fn reaches(imports: &Imports, from: &ModulePath, target: &ModulePath) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = vec![from];
    while let Some(module) = next.pop() {
        if module == target {
            return true;
        }
        if seen.insert(module) {
            next.extend(imports.get(module).into_iter().flatten());
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn imports(list: &[(&str, &[&str])]) -> Imports {
        let path = |name: &&str| vec![(*name).to_owned()];
        list.iter()
            .map(|(from, to)| (path(from), to.iter().map(path).collect()))
            .collect()
    }

    fn pair(from: &str, to: &str) -> (String, String) {
        (from.to_owned(), to.to_owned())
    }

    #[test]
    fn the_imports_of_a_circle_are_found() {
        let imports = imports(&[("a", &["b", "d"]), ("b", &["c"]), ("c", &["a"]), ("d", &[])]);
        let circle = [pair("a", "b"), pair("b", "c"), pair("c", "a")];
        assert_eq!(circles(&imports).collect::<Vec<_>>(), circle);
    }

    #[test]
    fn imports_that_lead_up_are_found() {
        let imports = imports(&[("ui", &["state", "words"]), ("state", &["ui", "model"])]);
        assert_eq!(upwards(&imports).collect::<Vec<_>>(), [pair("state", "ui")]);
    }
}
