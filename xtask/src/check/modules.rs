//! The modules of a crate, a file each, and which of them import which.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;

use super::source::code_lines;
use crate::files;

/// The names that lead to a module from the root of its crate.
pub(super) type ModulePath = Vec<String>;

/// A module's paths: those that it uses, and those that it re-exports, by the name that they get.
#[derive(Default)]
struct Module {
    uses: Vec<Vec<String>>,
    exports: BTreeMap<String, Vec<String>>,
}

type Modules = BTreeMap<ModulePath, Module>;

/// The modules below a folder, each with those that it imports. A re-export is no import: whoever uses it imports the
/// module that it comes from.
pub(super) fn imports(folder: &Path) -> Result<BTreeMap<ModulePath, BTreeSet<ModulePath>>> {
    let mut modules = Modules::new();
    for path in files::list(folder)? {
        if path.extension().is_some_and(|ending| ending == "rs") {
            let relative = path.strip_prefix(folder)?.with_extension("");
            let names = relative
                .iter()
                .map(|name| name.to_string_lossy().into_owned());
            let names = names.filter(|name| !matches!(name.as_str(), "lib" | "main" | "mod"));
            let text = fs_err::read_to_string(path)?;
            let code: String = code_lines(&text)
                .map(|(_, line)| format!("{line}\n"))
                .collect();
            // A program beside a library is a crate of its own, whose root both share here.
            read(&code, modules.entry(names.collect()).or_default());
        }
    }
    let imports = modules.iter().map(|(name, module)| {
        let found = module.uses.iter();
        let found = found.filter_map(|path| resolve(&modules, name, path));
        (name.clone(), found.filter(|other| other != name).collect())
    });
    Ok(imports.collect())
}

/// The module that a path leads to, as far as it leads to modules of the crate; `None` if it leads out of it.
fn resolve(modules: &Modules, from: &ModulePath, path: &[String]) -> Option<ModulePath> {
    let mut module = from.clone();
    for (index, name) in path.iter().enumerate() {
        match name.as_str() {
            "crate" => module.clear(),
            "self" => {}
            "super" => drop(module.pop()?),
            name => {
                module.push(name.to_owned());
                if !modules.contains_key(&module) {
                    module.pop();
                    let export = modules.get(&module)?.exports.get(name);
                    let source = export.filter(|_| index > 0);
                    let source = source.and_then(|path| resolve(modules, &module, path));
                    return source.or_else(|| (index > 0).then_some(module));
                }
            }
        }
    }
    Some(module)
}

/// Reads every path in the code, those in braces written out.
fn read(code: &str, module: &mut Module) {
    let is_in_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
    for statement in code.split_inclusive(';') {
        let words = statement.split("use ").collect::<Vec<_>>();
        let (before, tree) = match words[..] {
            [before, tree] if tree.ends_with(';') => (before, tree.trim_end_matches(';')),
            _ => (statement, ""),
        };
        let paths = expand(tree, &[]);
        let visibility = before.lines().next_back().unwrap_or_default().trim();
        if visibility.starts_with("pub") {
            let names = paths
                .into_iter()
                .filter_map(|path| Some((path.last()?.clone(), path)));
            module.exports.extend(names);
        } else {
            module.uses.extend(paths);
        }
        let inline = before.split(|c| !is_in_path(c));
        let inline = inline.filter(|word| word.contains("::") && !word.ends_with(':'));
        let inline = inline.map(|word| word.split("::").map(str::to_owned).collect());
        module.uses.extend(inline);
    }
}

/// Writes out the tree of a `use`.
fn expand(tree: &str, prefix: &[String]) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    let mut depth = 0;
    let parts = tree.split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        let (head, rest) = part.split_once('{').unwrap_or((part, ""));
        let head = head.split(" as ").next().unwrap_or(head).split("::");
        let names = head.map(str::trim).filter(|name| !name.is_empty());
        let path = [prefix, &names.map(str::to_owned).collect::<Vec<_>>()].concat();
        match rest.strip_suffix('}') {
            Some(rest) => paths.extend(expand(rest, &path)),
            None => paths.push(path),
        }
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(path: &str) -> Vec<String> {
        let names = path.split("::").filter(|name| !name.is_empty());
        names.map(str::to_owned).collect()
    }

    fn module(code: &str) -> Module {
        let mut module = Module::default();
        read(code, &mut module);
        module
    }

    #[track_caller]
    fn check(code: &str, expected: &[&str]) {
        let expected: Vec<_> = expected.iter().map(|path| names(path)).collect();
        assert_eq!(module(code).uses, expected);
    }

    #[test]
    fn paths_are_found_in_imports_and_in_code() {
        check(
            "use a::{self, b as c, d::{E, F}};",
            &["a::self", "a::b", "a::d::E", "a::d::F"],
        );
        check(
            "fn f() { super::g(crate::h::I); let a = b; }",
            &["super::g", "crate::h::I"],
        );
        check("pub(crate) use a::B;", &[]);
    }

    #[test]
    fn a_path_leads_to_the_module_that_has_the_name() {
        let modules = [("", ""), ("a", "pub use b::Y;"), ("a::b", ""), ("c", "")];
        let modules = modules
            .map(|(path, code)| (names(path), module(code)))
            .into();
        let resolve = |path: &str| {
            let module = resolve(&modules, &names("a"), &names(path));
            module.map(|path| path.join("::"))
        };
        assert_eq!(resolve("crate::a::b::X").as_deref(), Some("a::b"));
        assert_eq!(resolve("super::c::X").as_deref(), Some("c"));
        assert_eq!(resolve("b::X").as_deref(), Some("a::b"));
        assert_eq!(resolve("self::Y").as_deref(), Some("a::b"));
        assert_eq!(resolve("super::X").as_deref(), Some(""));
        assert_eq!(resolve("std::fs"), None);
    }
}
