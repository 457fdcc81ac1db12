//! What a dependency exports to JavaScript and nothing calls.
//!
//! wasm-streams comes with Leptos and exports three classes. An export keeps its function, and the futures that the
//! function makes, in the module: 3.6 KB of brotli. `#[wasm_bindgen]` exports cannot be switched off, so the linker is
//! told that a wrapper takes the place of each (`--wrap`), and since there is no wrapper, it exports nothing.

use std::hash::{DefaultHasher, Hash, Hasher};

use anyhow::Result;

use crate::project::Project;

const PACKAGE: &str = "wasm-streams";

/// Its classes with their methods, as the symbols name them.
const CLASSES: [(&str, &[&str]); 3] = [
    (
        "intounderlyingbytesource",
        &["autoAllocateChunkSize", "cancel", "pull", "start", "type"],
    ),
    ("intounderlyingsink", &["abort", "close", "write"]),
    ("intounderlyingsource", &["cancel", "pull"]),
];

/// The arguments for rustc.
pub(super) fn rustc_args(project: &Project) -> Result<Vec<String>> {
    let version = project.locked_version(PACKAGE)?;
    Ok(symbols(&version)
        .map(|symbol| format!("-Clink-arg=--wrap={symbol}"))
        .collect())
}

/// The symbols of the exports, and of the functions that describe them to wasm-bindgen.
fn symbols(version: &str) -> impl Iterator<Item = String> {
    let hash = hash(PACKAGE, version);
    CLASSES.into_iter().flat_map(move |(class, methods)| {
        let hash = hash.clone();
        let free = format!("__wbg_{class}_free_{hash}");
        let methods = methods.iter().flat_map(move |method| {
            ["", "__wbindgen_describe_"].map(|prefix| format!("{prefix}{class}_{method}_{hash}"))
        });
        std::iter::once(free).chain(methods)
    })
}

/// What wasm-bindgen's macro adds to the names of a package's exports (its `ShortHash`). The standard library's hasher
/// may differ between versions of Rust, but the same Rust compiles that macro and this program.
fn hash(package: &str, version: &str) -> String {
    let mut of_package = DefaultHasher::new();
    package.hash(&mut of_package);
    version.hash(&mut of_package);
    let mut hasher = DefaultHasher::new();
    (of_package.finish() as usize).hash(&mut hasher);
    0_i32.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_those_that_the_macro_makes() {
        let symbols: Vec<_> = symbols("0.5.0").collect();
        assert_eq!(symbols.len(), 23);
        assert_eq!(
            symbols[0],
            "__wbg_intounderlyingbytesource_free_58a9338f50bce61c"
        );
        let last = "__wbindgen_describe_intounderlyingsource_pull_58a9338f50bce61c";
        assert_eq!(symbols[22], last);
    }
}
