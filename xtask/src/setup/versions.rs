//! Every pinned tool version. (`wasm-bindgen-cli` follows Cargo.lock, which it must match exactly.)

/// Builds and serves the development page. Later versions need a newer Rust.
pub(super) const TRUNK: &str = "0.21.14";
/// The npm package with wasm-opt.
pub(super) const BINARYEN: &str = "132.0.0";
/// Minifies what a browser loads.
pub(super) const ESBUILD: &str = "0.28.2";
/// The accessibility checks of the whole-system tests.
pub(super) const AXE_CORE: &str = "4.14.1";
/// What the forms are made of that the benchmark compares with.
pub(super) const PEERS: &[&str] = &[
    "react@19.3.1",
    "react-dom@19.3.1",
    "react-password-checklist@1.8.1",
    "@mui/material@9.5.0",
    "@emotion/react@11.14.0",
    "@emotion/styled@11.14.1",
    "@supabase/auth-ui-react@0.4.7",
    "@supabase/auth-ui-shared@0.1.8",
];
