//! Which file of a crate imports which, read from the source.
//!
//! Names are followed through re-exports to the file that defines them. A `mod` line and the re-export of a child are
//! no imports: to list what a folder offers is not to depend on it. Code that only tests are compiled with is left out.
//! What cannot be seen without types, such as a call of a method, is not an import either.

mod resolve;
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use self::resolve::Crate;

pub(super) use self::resolve::Files;

/// One file that imports another.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Import {
    /// The importing file.
    pub(super) from: String,
    /// The file that defines what is imported.
    pub(super) to: String,
    /// The first line that imports from it.
    pub(super) line: usize,
    /// What is imported.
    pub(super) names: BTreeSet<String>,
}

impl fmt::Display for Import {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.names.iter().map(String::as_str).collect();
        let (from, line, to) = (&self.from, self.line, &self.to);
        write!(f, "{from}:{line} imports {} from {to}", names.join(", "))
    }
}

/// Every import between two files of a crate, sorted by importing file.
///
/// # Errors
/// A file that cannot be read as Rust, or a module without its file.
pub(super) fn imports(files: &Files) -> Result<Vec<Import>, String> {
    let mut found = Found::default();
    for root in ["lib.rs", "main.rs"] {
        if files.contains_key(root) {
            collect(&Crate::read(files, root)?, &mut found);
        }
    }
    Ok(found.0.into_values().collect())
}

/// The imports found so far, by importing and imported file.
#[derive(Default)]
struct Found(BTreeMap<(String, String), Import>);

impl Found {
    fn add(&mut self, from: &str, to: &str, line: usize, name: &str) {
        if from == to {
            return;
        }
        let import = self
            .0
            .entry((from.to_owned(), to.to_owned()))
            .or_insert_with(|| Import {
                from: from.to_owned(),
                to: to.to_owned(),
                line,
                names: BTreeSet::new(),
            });
        import.line = import.line.min(line);
        import.names.insert(name.to_owned());
    }
}

fn collect(krate: &Crate, found: &mut Found) {
    for (module, source) in krate.sources() {
        let from = krate.file(module);
        for import in &source.uses {
            let to = match &import.name {
                Some(_) => krate.defining_module(module, &import.path),
                None => krate.module(module, &import.path).map(|to| (to, "*")),
            };
            if let Some((to, name)) = to {
                let is_reexport = import.is_public && krate.is_inside(to, module);
                if !is_reexport {
                    found.add(from, krate.file(to), import.line, name);
                }
            }
        }
        for mention in &source.mentions {
            if let Some((to, name)) = krate.defining_module(module, &mention.path) {
                found.add(from, krate.file(to), mention.line, name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The imports of a crate of these files, as `from:line -> to (names)`.
    #[track_caller]
    fn check(files: &[(&str, &str)], expected: &[&str]) {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect();
        let found: Vec<_> = imports(&files)
            .unwrap()
            .into_iter()
            .map(|import| {
                let names: Vec<_> = import.names.into_iter().collect();
                let (from, to) = (import.from, import.to);
                format!("{from}:{} -> {to} ({})", import.line, names.join(", "))
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_name_is_followed_through_re_exports_to_the_file_that_defines_it() {
        check(
            &[
                ("lib.rs", "mod config;\nmod view;\npub use view::View;"),
                (
                    "config/mod.rs",
                    "mod read;\npub(crate) use self::read::{Config, Wrong as Error};",
                ),
                (
                    "config/read.rs",
                    "pub(crate) struct Config;\npub(crate) enum Wrong {}",
                ),
                (
                    "view.rs",
                    "use crate::config::{Config, Error};\npub struct View;",
                ),
            ],
            &["view.rs:1 -> config/read.rs (Config, Error)"],
        );
    }

    #[test]
    fn a_re_export_is_an_import_once_the_file_uses_it_itself() {
        check(
            &[
                ("lib.rs", "mod a;"),
                (
                    "a.rs",
                    "mod b;\npub use b::Item;\npub trait T {\n    fn f() -> Item;\n}",
                ),
                ("a/b.rs", "pub struct Item;"),
            ],
            &["a.rs:4 -> a/b.rs (Item)"],
        );
        check(
            &[
                ("lib.rs", "mod a;\nmod b;"),
                ("a.rs", "pub use crate::b::Item;"),
                ("b.rs", "pub struct Item;"),
            ],
            &["a.rs:1 -> b.rs (Item)"],
        );
    }

    #[test]
    fn a_module_is_imported_where_something_of_it_is_used() {
        check(
            &[
                ("main.rs", "mod a;\nmod b;\nfn main() { a::run(); }"),
                (
                    "a.rs",
                    "use crate::b;\nuse super::b as other;\npub fn run() {\n    b::go();\n    other::stop();\n}",
                ),
                ("b.rs", "mod c;\npub use c::go;\npub fn stop() {}"),
                ("b/c.rs", "pub fn go() {}"),
            ],
            &[
                "a.rs:5 -> b.rs (stop)",
                "a.rs:4 -> b/c.rs (go)",
                "main.rs:3 -> a.rs (run)",
            ],
        );
    }

    #[test]
    fn paths_count_in_signatures_in_macros_and_in_modules_of_the_same_file() {
        check(
            &[
                ("lib.rs", "mod a;\nmod b;\nmod c;\nmod d;"),
                (
                    "a.rs",
                    "fn f(x: crate::b::X) -> Option<super::c::Y> {\n    log!(\"{}\", crate::d::z());\n}",
                ),
                ("b.rs", "pub struct X;"),
                (
                    "c.rs",
                    "pub struct Y;\nmod inner {\n    use super::Y;\n    use super::super::b::X;\n}",
                ),
                ("d.rs", "pub fn z() {}"),
            ],
            &[
                "a.rs:1 -> b.rs (X)",
                "a.rs:1 -> c.rs (Y)",
                "a.rs:2 -> d.rs (z)",
                "c.rs:4 -> b.rs (X)",
            ],
        );
    }

    #[test]
    fn everything_of_a_module_is_an_import_of_its_file() {
        check(
            &[
                ("lib.rs", "mod a;\nmod b;\nmod c;"),
                ("a.rs", "use super::b::*;\nfn f(x: crate::c::X) {}"),
                ("b.rs", "pub struct X;"),
                ("c.rs", "pub use crate::b::*;"),
            ],
            &["a.rs:1 -> b.rs (*, X)", "c.rs:1 -> b.rs (*)"],
        );
    }

    #[test]
    fn modules_that_take_everything_from_each_other_and_from_elsewhere_are_read_to_the_end() {
        let everything = "use other::prelude::*;\nuse other::extras::*;\n";
        let a = format!("{everything}pub use crate::b::*;\nfn f() -> Y {{ other::g() }}");
        let b = format!("{everything}pub use crate::a::*;\npub use crate::c::*;");
        check(
            &[
                ("lib.rs", "mod a;\nmod b;\nmod c;"),
                ("a.rs", &a),
                ("b.rs", &b),
                ("c.rs", "pub struct Y;"),
            ],
            &[
                "a.rs:3 -> b.rs (*)",
                "a.rs:4 -> c.rs (Y)",
                "b.rs:3 -> a.rs (*)",
                "b.rs:4 -> c.rs (*)",
            ],
        );
    }

    #[test]
    fn other_crates_comments_texts_and_what_only_tests_use_are_left_out() {
        check(
            &[
                ("lib.rs", "mod a;\nmod b;\n#[cfg(test)]\nmod support;"),
                (
                    "a.rs",
                    "use std::fmt::Write;\nuse b::X;\n/// As crate::b::X.\nconst T: &str = \"crate::b::X\";\n\
                     #[cfg(test)]\nuse crate::b::{X};\n#[cfg(all(test, unix))]\nfn f(a: A<B, C>) { crate::b::X; }\n\
                     #[cfg(test)]\nmod tests {\n    use crate::b::X;\n}",
                ),
                ("b.rs", "pub struct X;"),
            ],
            &[],
        );
        check(
            &[
                ("lib.rs", "mod a;\nmod b;"),
                ("a.rs", "#[cfg(test)]\nuse std::fmt;\nuse crate::b::X;"),
                ("b.rs", "pub struct X;"),
            ],
            &["a.rs:3 -> b.rs (X)"],
        );
    }

    #[test]
    fn a_missing_file_is_named() {
        let files = [("lib.rs".to_owned(), "mod a;".to_owned())].into();
        let error = imports(&files).unwrap_err();
        assert!(
            error.contains("lib.rs:1") && error.contains("a.rs"),
            "{error}"
        );
    }
}
