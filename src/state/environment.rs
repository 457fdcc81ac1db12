//! What does not change while an element is on the page.

use std::cell::Cell;

use dom::Claims;
use js_sys::Promise;
use leptos::callback::UnsyncCallback;
use web_sys::Element;

use crate::{
    api::{Abort, Assets},
    i18n::Language,
    model::HostEvent,
};

/// What an element was given when it was mounted.
pub(crate) struct Environment {
    pub(crate) on_event: UnsyncCallback<HostEvent, bool>,
    pub(crate) assets: Assets,
    /// The language that the element starts with; its texts are there already.
    pub(crate) language: Language,
    pub(crate) abort: Abort,
    /// In front of every id.
    pub(crate) id_prefix: String,
    /// The outermost node; look-ups stay inside it.
    pub(crate) root: Element,
    /// The answer to the policy's request, which the loader has sent already: it is taken once.
    pub(crate) policy_answer: Cell<Option<Promise>>,
    /// The nodes that the loader has drawn already.
    pub(crate) drawn: Claims,
}
