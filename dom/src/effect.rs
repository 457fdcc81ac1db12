//! Effects that know in which row of a region they were created.

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

/// The row of a region in which effects are created.
pub(crate) struct Scope {
    outer: Option<Rc<Self>>,
    region: Weak<dyn Refresh>,
    is_alive: Cell<bool>,
}

impl Scope {
    /// A row of a region that is itself in the row `outer`.
    pub(crate) fn new(region: Weak<dyn Refresh>, outer: Option<Rc<Self>>) -> Rc<Self> {
        Rc::new(Self {
            outer,
            region,
            is_alive: Cell::new(true),
        })
    }

    /// The row that is being created.
    pub(crate) fn current() -> Option<Rc<Self>> {
        CURRENT.with_borrow(Clone::clone)
    }

    /// Creates something in this row.
    pub(crate) fn enter<T>(self: &Rc<Self>, make: &mut dyn FnMut() -> T) -> T {
        let before = CURRENT.replace(Some(Rc::clone(self)));
        let made = make();
        CURRENT.set(before);
        made
    }

    /// Lets no effect in it run any more.
    pub(crate) fn end(&self) {
        self.is_alive.set(false);
    }

    /// Updates the regions around it, the outermost first. Returns whether the row still exists.
    fn refresh(&self) -> bool {
        if self.outer.as_ref().is_none_or(|outer| outer.refresh())
            && self.is_alive.get()
            && let Some(region) = self.region.upgrade()
        {
            region.refresh();
        }
        self.is_alive.get()
    }
}
