//! The modules of a crate, and what a path in one of them leads to.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use proc_macro2::TokenStream;

use super::source::Source;

/// The source files of one crate, by their path below its source folder, as in `directory/mod.rs`.
pub(in crate::check) type Files = BTreeMap<String, String>;

/// What a path leads to; the number is that of a module.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Target {
    /// Something that this module defines, or that cannot be followed further than to it.
    Item(usize),
    /// This module itself.
    Module(usize),
}

/// The names, each with its module, that a search is on the way from, or has not found: `*` can lead round in circles.
#[derive(Default)]
struct Search<'a>(BTreeSet<(usize, &'a str)>);

/// A crate as a tree of modules.
pub(super) struct Crate {
    modules: Vec<Module>,
}

struct Module {
    /// The file that it is in.
    file: String,
    parent: Option<usize>,
    children: BTreeMap<String, usize>,
    source: Source,
}

impl Crate {
    /// Reads the files from the root file on.
    pub(super) fn read(files: &Files, root: &str) -> Result<Self, String> {
        let mut krate = Self {
            modules: Vec::new(),
        };
        krate.add_file(files, root, "", None)?;
        Ok(krate)
    }

    /// Every module with its number.
    pub(super) fn sources(&self) -> impl Iterator<Item = (usize, &Source)> {
        self.modules
            .iter()
            .enumerate()
            .map(|(number, module)| (number, &module.source))
    }

    /// The file that a module is in.
    pub(super) fn file(&self, module: usize) -> &str {
        &self.modules[module].file
    }

    /// Whether a module is below another one.
    pub(super) fn is_inside(&self, module: usize, above: usize) -> bool {
        std::iter::successors(Some(module), |inner| self.modules[*inner].parent)
            .skip(1)
            .any(|outer| outer == above)
    }

    /// The module that defines what a path leads to, and the name of that in the path. `None` for a module, for what is
    /// in another crate, and for what is local to a function.
    pub(super) fn defining_module<'a>(
        &self,
        module: usize,
        path: &'a [String],
    ) -> Option<(usize, &'a str)> {
        // What follows the first item is a variant, or a function of a type.
        (1..=path.len()).find_map(|length| {
            let path = &path[..length];
            match self.follow(module, path, &mut Search::default())? {
                Target::Item(module) => Some((module, path.last()?.as_str())),
                Target::Module(_) => None,
            }
        })
    }

    /// The module that a path leads to, if it leads to one.
    pub(super) fn module(&self, module: usize, path: &[String]) -> Option<usize> {
        match self.follow(module, path, &mut Search::default())? {
            Target::Module(module) => Some(module),
            Target::Item(_) => None,
        }
    }

    fn follow<'a>(
        &'a self,
        module: usize,
        path: &'a [String],
        search: &mut Search<'a>,
    ) -> Option<Target> {
        let (first, rest) = path.split_first()?;
        let mut target = match first.as_str() {
            "crate" => Target::Module(0),
            "self" => Target::Module(module),
            "super" => Target::Module(self.modules[module].parent?),
            name => self.look_up(module, name, search)?,
        };
        for name in rest {
            let Target::Module(inside) = target else {
                // A variant, or a function of a type.
                return Some(target);
            };
            target = if name == "super" {
                Target::Module(self.modules[inside].parent?)
            } else {
                self.look_up(inside, name, search)
                    .unwrap_or(Target::Item(inside))
            };
        }
        Some(target)
    }

    /// What a name means in a module.
    fn look_up<'a>(
        &'a self,
        module: usize,
        name: &'a str,
        search: &mut Search<'a>,
    ) -> Option<Target> {
        let here = &self.modules[module];
        if let Some(child) = here.children.get(name) {
            return Some(Target::Module(*child));
        }
        if here.source.items.contains(name) {
            return Some(Target::Item(module));
        }
        // Asked for again on the way to its own meaning: then it has none here.
        if !search.0.insert((module, name)) {
            return None;
        }
        let (named, globs): (Vec<_>, Vec<_>) = here
            .source
            .uses
            .iter()
            .filter(|import| import.name.as_deref().is_none_or(|own| own == name))
            .partition(|import| import.name.is_some());
        let found = match named.first() {
            Some(import) => self.follow(module, &import.path, search),
            None => globs.into_iter().find_map(|import| {
                match self.follow(module, &import.path, search)? {
                    Target::Module(inside) => self.look_up(inside, name, search),
                    Target::Item(_) => None,
                }
            }),
        };
        if found.is_some() {
            search.0.remove(&(module, name));
        }
        found
    }

    /// Adds the module of a file with all below it. `folder`: where the files of its children are, with a `/` at its
    /// end.
    fn add_file(
        &mut self,
        files: &Files,
        file: &str,
        folder: &str,
        parent: Option<usize>,
    ) -> Result<usize, String> {
        let text = files.get(file).map_or("", String::as_str);
        let tokens = TokenStream::from_str(text)
            .map_err(|error| format!("{file} cannot be read as Rust: {error}"))?;
        self.add(files, file, folder, parent, Source::read(tokens))
    }

    fn add(
        &mut self,
        files: &Files,
        file: &str,
        folder: &str,
        parent: Option<usize>,
        mut source: Source,
    ) -> Result<usize, String> {
        let inline = std::mem::take(&mut source.inline);
        let declared = std::mem::take(&mut source.files);
        let module = self.modules.len();
        self.modules.push(Module {
            file: file.to_owned(),
            parent,
            children: BTreeMap::new(),
            source,
        });
        for (name, source) in inline {
            let folder = format!("{folder}{name}/");
            let child = self.add(files, file, &folder, Some(module), source)?;
            self.modules[module].children.insert(name, child);
        }
        for (name, line) in declared {
            let below = format!("{folder}{name}/");
            let candidates = [format!("{folder}{name}.rs"), format!("{below}mod.rs")];
            let Some(path) = candidates.iter().find(|path| files.contains_key(*path)) else {
                return Err(format!(
                    "{file}:{line} declares the module {name}, and there is neither {} nor {}",
                    candidates[0], candidates[1]
                ));
            };
            let child = self.add_file(files, path, &below, Some(module))?;
            self.modules[module].children.insert(name, child);
        }
        Ok(module)
    }
}
