//! The rules, through their public face: one program, so that it is linked once and its tests share the machine evenly.
//!
//! A file that is not named here would not run; `cargo xtask test --only invariants` looks for one.

mod advice;
mod common;
#[cfg(feature = "unicode-tables")]
mod complexity;
mod evaluate;
mod generate;
mod length;
mod names;
mod passphrase;
mod passwordrules;
mod shortfall;
#[cfg(feature = "deserialize")]
mod wire;
mod worth;
