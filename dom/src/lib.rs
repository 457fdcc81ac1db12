//! A small, type-erased element builder on [Leptos](leptos)' reactive core.
//!
//! `view!` gives every shape of a view a type of its own, and compiles code for each. That is what makes it fast, and
//! what makes a module with many small shapes large. Here every element has the one type [`Element`], every binding is
//! a boxed closure in an effect of its own, and everything generic ends at once in a function that is not. The names
//! are those of Leptos' own builder.
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
//! [`html`] and [`svg`] have a function for each element. [`Element`] has the methods: [`attr`](Element::attr),
//! [`class`](Element::class), [`prop`](Element::prop), [`on`](Element::on), [`text`](Element::text),
//! [`child`](Element::child) and others. A value is fixed (`&str`, `String`, a number, `bool`, an `Option` of these), a
//! closure that returns such a value, or a signal of one. `None` and `false` remove an attribute.
//!
//! # What changes
//!
//! [`show`] has its content in the document only while a condition holds, [`switch`] makes its content anew when a key
//! changes, and [`for_each`] keeps a row for each item. All three make content under an [`Owner`] of its own, which is
//! cleaned up when the content leaves.
//!
//! [`Owner`]: leptos::prelude::Owner
//!
//! # In the company of Leptos
//!
//! An [`Element`] and a [`Region`] implement `IntoView`: they stand in a `view!` and are what a component returns. In
//! turn [`Element::child`] takes any `IntoView`.
//!
//! # In the company of others
//!
//! Browser translators, extensions and scripts of the page change the document, too. No text node is remembered: text
//! is set through the element that holds it. Nothing panics or throws because a node was wrapped, moved or removed by
//! somebody else.
//!
//! No markup is made from strings, and no style attribute is set: it works under a strict content security policy with
//! enforced Trusted Types.
//!
//! # RowOwners and disposal
//!
//! An [`Element`] holds its effects, event listeners and children. They go when it is dropped; dropping does not take
//! the element out of the document, whoever put it there does. [`mount`], [`show`], [`switch`] and [`for_each`] do both,
//! and clean up the owner under which the content was made.
//!
//! An element should not outlive the owner under which it was made. A signal that is given to a binding directly may
//! be disposed of: what is shown then stays. A closure that reads a disposed signal with `get` panics, as everywhere in
//! Leptos; where that can happen, read it with `try_get`.

mod attribute;
mod binding;
mod children;
mod claim;
mod content;
mod convert;
mod effect;
mod element;
mod event;
mod for_each;
pub mod html;
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
