//! Effects, and the scopes in which they are created.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use leptos::prelude::RenderEffect;
use leptos::reactive::graph::{Subscriber, ToAnySubscriber};

thread_local! {
    static CURRENT: RefCell<Option<Rc<Scope>>> = const { RefCell::new(None) };
}

/// An effect that runs at once, and again when something that it has read changes, until it is
/// dropped.
pub(crate) struct Effect(RenderEffect<()>);

impl Effect {
    /// Creates the effect and runs it.
    ///
    /// Leptos runs effects in the order in which they are notified. So before a later run the
    /// regions around it are updated first: a binding in content that is about to be removed does not
    /// run any more, and may rely on the condition under which it is shown.
    pub(crate) fn new(mut run: Box<dyn FnMut()>) -> Self {
        let scope = CURRENT.with_borrow(Clone::clone);
        Self(RenderEffect::new(move |ran: Option<()>| {
            if ran.is_none() || scope.as_ref().is_none_or(|scope| scope.refresh()) {
                run();
            }
        }))
    }

    /// The effect itself.
    pub(crate) fn inner(&self) -> &RenderEffect<()> {
        &self.0
    }
}

/// Without this a signal would keep an entry for the effect until it changes.
impl Drop for Effect {
    fn drop(&mut self) {
        let subscriber = self.0.to_any_subscriber();
        subscriber.clear_sources(&subscriber);
    }
}

/// Something that can be updated before its effect runs.
pub(crate) trait Refresh {
    /// Updates it if something that it has read has changed.
    fn refresh(&self);
}

/// The mounted view, or the row of a region, in which effects and listeners are created.
pub(crate) struct Scope {
    outer: Option<Rc<Self>>,
    region: Option<Weak<dyn Refresh>>,
    has_ended: Cell<bool>,
}

impl Scope {
    /// A scope in `outer`: a row of this region, or a mounted view.
    pub(crate) fn new(outer: Option<Rc<Self>>, region: Option<Weak<dyn Refresh>>) -> Rc<Self> {
        Rc::new(Self {
            outer,
            region,
            has_ended: Cell::new(false),
        })
    }

    /// The scope whose content is being created.
    pub(crate) fn current() -> Option<Rc<Self>> {
        CURRENT.with_borrow(Clone::clone)
    }

    /// Creates something in this scope.
    pub(crate) fn enter<T>(self: &Rc<Self>, make: impl FnOnce() -> T) -> T {
        let before = CURRENT.replace(Some(Rc::clone(self)));
        let made = make();
        CURRENT.set(before);
        made
    }

    /// Lets no effect and no listener in it run any more.
    pub(crate) fn end(&self) {
        self.has_ended.set(true);
    }

    /// Whether neither it nor a scope around it has ended.
    pub(crate) fn is_alive(&self) -> bool {
        !self.has_ended.get() && self.outer.as_ref().is_none_or(|outer| outer.is_alive())
    }

    /// Updates the regions around it, the outermost first. Returns whether it is still alive.
    fn refresh(&self) -> bool {
        if self.has_ended.get() || !self.outer.as_ref().is_none_or(|outer| outer.refresh()) {
            return false;
        }
        if let Some(region) = self.region.as_ref().and_then(Weak::upgrade) {
            region.refresh();
        }
        self.is_alive()
    }
}
