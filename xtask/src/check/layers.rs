//! The order of the folders in the element's crate: which may import from which.

use std::collections::BTreeSet;

use super::imports::Import;

/// A folder of `src/` (or a file directly in it), and what it may import from besides itself.
pub(super) struct Layer {
    /// Its name, without `.rs`.
    pub(super) name: &'static str,
    /// The layers below it, and those beside it that it may use.
    pub(super) may_import: &'static [&'static str],
}

/// The layers of `src/`, from the top down. The crate's root, `lib.rs`, may import from all of them.
const ELEMENT: &[Layer] = &[
    Layer {
        name: "element",
        may_import: &[
            "ui", "actions", "words", "state", "api", "store", "i18n", "config", "model", "json",
            "task", "clock", "console",
        ],
    },
    Layer {
        name: "ui",
        may_import: &[
            "actions", "words", "state", "api", "store", "i18n", "config", "model", "json", "task",
            "clock",
        ],
    },
    Layer {
        name: "actions",
        may_import: &[
            "words", "state", "api", "store", "i18n", "config", "model", "json", "task", "clock",
            "console",
        ],
    },
    Layer {
        name: "words",
        may_import: &["state", "i18n", "config", "model"],
    },
    Layer {
        name: "state",
        may_import: &["api", "store", "i18n", "config", "model", "json", "task"],
    },
    Layer {
        name: "api",
        may_import: &["config", "model", "json", "task", "clock", "console"],
    },
    Layer {
        name: "store",
        may_import: &["config", "model", "json"],
    },
    Layer {
        name: "config",
        may_import: &["i18n", "model", "json", "console"],
    },
    Layer {
        name: "i18n",
        may_import: &["json", "clock"],
    },
    Layer {
        name: "model",
        may_import: &[],
    },
    Layer {
        name: "json",
        may_import: &[],
    },
    Layer {
        name: "task",
        may_import: &[],
    },
    Layer {
        name: "clock",
        may_import: &[],
    },
    Layer {
        name: "console",
        may_import: &[],
    },
];

/// The order of a crate's folders, by its source folder; without one there is nothing to keep to.
pub(super) fn order(source_folder: &str) -> Option<&'static [Layer]> {
    (source_folder == "src").then_some(ELEMENT)
}

/// What is wrong with the imports of a crate, a sentence each.
pub(super) fn against(layers: Option<&[Layer]>, imports: &[Import]) -> Vec<String> {
    let Some(layers) = layers else {
        return Vec::new();
    };
    let find = |name: &str| layers.iter().find(|layer| layer.name == name);
    let mut unknown = BTreeSet::new();
    let mut violations = Vec::new();
    for import in imports {
        let (from, to) = (layer_of(&import.from), layer_of(&import.to));
        if from == to || from == "lib" {
            continue;
        }
        unknown.extend([from, to].into_iter().filter(|name| find(name).is_none()));
        let Some(layer) = find(from).filter(|_| find(to).is_some()) else {
            continue;
        };
        if !layer.may_import.contains(&to) {
            let allowed = match layer.may_import {
                [] => "nothing of this crate".to_owned(),
                names => names.join(", "),
            };
            violations.push(format!(
                "{import}, but {from} may import {allowed}. Pass the value in, call from the layer above, or move what \
                 both need into a layer below both."
            ));
        }
    }
    violations.extend(unknown.into_iter().map(|name| {
        format!("{name} has no place in the order: add it to xtask/src/check/layers.rs.")
    }));
    violations
}

/// The folder below the source folder, or the file that is directly in it.
fn layer_of(file: &str) -> &str {
    let first = file.split('/').next().unwrap_or(file);
    first.strip_suffix(".rs").unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::super::imports::imports;
    use super::*;

    const LAYERS: &[Layer] = &[
        Layer {
            name: "top",
            may_import: &["middle", "bottom"],
        },
        Layer {
            name: "middle",
            may_import: &["bottom"],
        },
        Layer {
            name: "bottom",
            may_import: &[],
        },
    ];

    #[track_caller]
    fn check(files: &[(&str, &str)], expected: &[&str]) {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect();
        let found = against(Some(LAYERS), &imports(&files).unwrap());
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.contains(expected), "{found}");
        }
    }

    #[test]
    fn an_import_of_something_above_is_against_the_order() {
        check(
            &[
                ("lib.rs", "mod top;\nmod middle;\nmod bottom;"),
                ("top.rs", "pub struct Top;"),
                ("middle/mod.rs", "mod inner;\npub struct Middle;"),
                (
                    "middle/inner.rs",
                    "use super::Middle;\nuse crate::top::Top;",
                ),
                ("bottom.rs", "fn f() { crate::middle::Middle; }"),
            ],
            &[
                "bottom.rs:1 imports Middle from middle/mod.rs, but bottom may import nothing of this crate.",
                "middle/inner.rs:2 imports Top from top.rs, but middle may import bottom.",
            ],
        );
    }

    #[test]
    fn imports_of_what_is_below_and_in_the_same_folder_keep_to_the_order() {
        check(
            &[
                ("lib.rs", "mod top;\nmod middle;\npub use top::Top;"),
                (
                    "top.rs",
                    "use crate::middle::{Inner, Middle};\npub struct Top;",
                ),
                (
                    "middle/mod.rs",
                    "mod inner;\npub use inner::Inner;\npub struct Middle;",
                ),
                ("middle/inner.rs", "use super::Middle;\npub struct Inner;"),
            ],
            &[],
        );
    }

    #[test]
    fn a_folder_without_a_place_in_the_order_is_named() {
        check(
            &[
                ("lib.rs", "mod top;\nmod extra;"),
                ("top.rs", "use crate::extra::{Extra, More};"),
                (
                    "extra/mod.rs",
                    "mod more;\npub use more::More;\npub struct Extra;",
                ),
                ("extra/more.rs", "use crate::top::Top;\npub struct More;"),
            ],
            &["extra has no place in the order"],
        );
    }

    #[test]
    fn the_order_names_only_layers_and_each_only_those_after_it() {
        for (index, layer) in ELEMENT.iter().enumerate() {
            for name in layer.may_import {
                let place = ELEMENT.iter().position(|other| other.name == *name);
                assert!(
                    place.is_some_and(|place| place > index),
                    "{} may not import {name}: it is not below it",
                    layer.name
                );
            }
        }
    }
}
