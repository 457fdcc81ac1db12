//! A small, type-erased element builder on the reactive core of [Leptos](leptos).
//!
//! `view!` gives every view its own type and compiles code for each of them. A module with many
//! small, different views becomes large that way. Here every element has the same type,
//! [`Element`], every binding is a boxed closure in its own effect, and generic functions do nothing
//! but call functions that are not generic. The names are those of Leptos' own builder.
//!
//! ```no_run
//! use dom::html;
//! use leptos::prelude::*;
//!
//! fn counter() -> dom::Element {
//!     let count = RwSignal::new(0);
//!     html::section()
//!         .class("counter")
//!         .child(html::h2().text("How many?"))
//!         .child(
//!             html::button()
//!                 .attr("type", "button")
//!                 .on("click", move |_| count.update(|count| *count += 1))
//!                 .text(move || format!("{} so far", count.get())),
//!         )
//!         .child(dom::show(move || count.get() > 9, || html::p().text("That is a lot.")))
//! }
//! # let _ = counter;
//! ```
//!
//! # Elements
//!
//! [`html`] and [`svg`] have a function for each element. The methods of [`Element`] set
//! [attributes](Element::attr), [classes](Element::class), [properties](Element::prop) and
//! [text](Element::text), add [event listeners](Element::on) and [children](Element::child). A value
//! is fixed (`&str`, `String`, a number, a `bool`, or an `Option`), a closure that returns such a
//! value, or a signal of one. `None` and `false` remove an attribute. The document is changed only
//! where the new value differs.
//!
//! # Content that changes
//!
//! [`show`] has its content in the document only while a condition is true, [`switch`] replaces its
//! content when a key changes, and [`for_each`] keeps a row for each item of a list. Each creates
//! its content under an [`Owner`], which is cleaned up when the content is removed.
//!
//! [`Owner`]: leptos::prelude::Owner
//!
//! # With Leptos
//!
//! An [`Element`] and a [`Region`] implement `IntoView`, so they can be used inside `view!` and be
//! returned by components. [`Element::child`] takes any `IntoView`. They are for client-side
//! rendering only: rendered to a string they are empty.
//!
//! ```no_run
//! use dom::html;
//! use leptos::prelude::*;
//!
//! #[component]
//! fn Greeting(#[prop(into)] name: Signal<String>) -> impl IntoView {
//!     html::p().text(move || format!("Hello, {}", name.get()))
//! }
//!
//! fn page() -> dom::Element {
//!     html::main().child(view! { <Greeting name="Ann" /> })
//! }
//! # let _ = page;
//! ```
//!
//! # With scripts that change the document
//!
//! Translators in browsers, extensions and scripts of the page change the document, too. No text
//! node is remembered: text is set through the element that contains it. Nothing panics or throws
//! because a script has wrapped, moved or removed a node, and the next change is shown.
//!
//! No markup is made from strings, and no attribute `style` is set, so a strict content security
//! policy with enforced Trusted Types allows everything here.
//!
//! # Disposal
//!
//! An [`Element`] holds its effects, event listeners and children, which are dropped with it.
//! Dropping it does not remove the node from the document. [`Mounted`], [`show`], [`switch`] and
//! [`for_each`] do all that is necessary: they clean up the owner, remove the nodes, and drop the
//! elements.
//!
//! An element must not outlive the owner under which it is created. A signal that is passed to a
//! binding may be disposed of; what is shown remains. A closure that reads a disposed signal with
//! `get` panics, as anywhere in Leptos. That cannot happen for signals that were created under the
//! same owner as the element or an outer one. In other cases use `try_get`.
//!
//! Before a binding runs, the regions around it are updated. So what is inside of
//! `show(move || name.get().is_some(), …)` may unwrap `name`.

mod attribute;
mod binding;
mod children;
mod claim;
mod content;
mod convert;
mod debug;
mod effect;
mod element;
mod event;
mod for_each;
pub mod html;
mod kept;
mod key;
mod listener;
mod mount;
mod place;
mod platform;
mod region;
mod render;
mod reorder;
mod row;
mod row_owner;
mod rows;
mod show;
pub mod svg;
mod switch;
mod value;

pub use binding::{AttrBinding, Binding, IntoAttr, IntoBinding, IntoClass};
pub use claim::Claims;
pub use element::Element;
pub use event::EventName;
pub use for_each::for_each;
pub use mount::{Mounted, mount};
pub use region::Region;
pub use show::show;
pub use switch::switch;
pub use value::{Attr, Value};

/// Compiles the examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
