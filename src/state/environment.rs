//! What does not change while an element is on the page.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use dom::Claims;
use js_sys::Promise;
use web_sys::{Element, HtmlInputElement};

use crate::{
    api::{Abort, Assets},
    i18n::Language,
    model::HostEvent,
};

/// What is called with each event of the component, made from a closure. The answer counts for
/// [`HostEvent::BeforeSubmit`] only: whether to send.
///
/// A type of its own: callbacks of Leptos that may hold what stays on this thread ask `std::thread` at each call, as
/// such signals do.
#[derive(Clone)]
pub struct EventHandler(Rc<dyn Fn(HostEvent) -> bool>);

impl EventHandler {
    pub(crate) fn run(&self, event: HostEvent) -> bool {
        self.0(event)
    }
}

/// Allows everything.
impl Default for EventHandler {
    fn default() -> Self {
        Self::from(|_| true)
    }
}

impl<F: Fn(HostEvent) -> bool + 'static> From<F> for EventHandler {
    fn from(handle: F) -> Self {
        Self(Rc::new(handle))
    }
}

/// What an element was given when it was mounted.
pub(crate) struct Environment {
    pub(crate) on_event: EventHandler,
    pub(crate) assets: Assets,
    /// The language that the element starts with; its texts are there already.
    pub(crate) language: Language,
    pub(crate) abort: Abort,
    /// In front of every id.
    pub(crate) id_prefix: String,
    /// The outermost node; look-ups stay inside it.
    pub(crate) root: Element,
    /// The inputs that were found last, in the order of [`Field::ALL`](crate::model::Field::ALL). A field that leaves the
    /// page is forgotten here, because a password may be in it.
    pub(crate) inputs: RefCell<[Option<HtmlInputElement>; 3]>,
    /// The answer to the policy's request, which the loader has sent already: it is taken once.
    pub(crate) policy_answer: Cell<Option<Promise>>,
    /// The nodes that the loader has drawn already.
    pub(crate) drawn: Claims,
}
