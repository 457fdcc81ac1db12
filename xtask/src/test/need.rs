//! What must be set up for steps.

/// What a step can need.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Need {
    /// The accessibility checks.
    Axe,
    /// A Chromium and its driver.
    Browser,
    /// What the commands of the documentation need.
    Curl,
    /// rustfmt and Clippy.
    Lints,
    /// wasm-opt and esbuild.
    Node,
    /// What serves the development page.
    Trunk,
    /// wasm-bindgen and its test runner.
    WasmBindgen,
    /// The standard library for WebAssembly.
    WasmTarget,
}
