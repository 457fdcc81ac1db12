//! What the element declares, a table each: [`ATTRIBUTES`], [`MEMBERS`] of `config`, texts ([`Key`], [`LOADER_TEXTS`])
//! and [`LANGUAGES`].
//!
//! The element reads the tables when it runs. `cargo xtask docs` writes from them what repeats them elsewhere: tables
//! of the README and of `docs/texts.md`, `element.d.ts`, and parts of `element.js`.
//!
//! What only documentation needs (meanings, defaults in words, groups) is reached through [`ATTRIBUTES`], [`MEMBERS`],
//! [`Key::GROUPS`] and [`texts`]. The element must not refer to these when it runs: the prose would become part of the
//! WebAssembly module, and `cargo xtask dist` fails if it does. For the element there are [`ATTRIBUTE_NAMES`],
//! [`MEMBER_NAMES`], [`MEMBER_SHAPES`] and, in constants, [`number`] and [`expected`].

mod attribute;
mod attributes;
mod constants;
mod declare;
mod key;
mod languages;
mod loader;
mod member;
mod members;
#[cfg(not(target_arch = "wasm32"))]
mod text;
mod texts;

pub use attribute::{Attribute, Kind, WithoutIt};
pub use attributes::ATTRIBUTES;
pub use constants::{ATTRIBUTE_NAMES, MEMBER_NAMES, MEMBER_SHAPES, Number, expected, number};
pub use languages::{LANGUAGES, Language};
pub use loader::{LOADER_TEXT_NAMES, LOADER_TEXTS, SHARED_WITH_LOADER};
pub use member::{JsKind, Member, Shape};
pub use members::MEMBERS;
#[cfg(not(target_arch = "wasm32"))]
pub use text::{Text, loader_words, places, texts};
pub use texts::Key;
