//! Effects, each with the row in which it was made.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use leptos::prelude::RenderEffect;
use leptos::reactive::graph::{Subscriber, ToAnySubscriber};

thread_local! {
    static CURRENT: RefCell<Option<Rc<Scope>>> = const { RefCell::new(None) };
}

/// An effect that runs at once, and whenever something that it has read changes, until it is dropped.
pub(crate) struct Effect(RenderEffect<()>);

impl Effect {
    /// Runs it for the first time.
    ///
    /// Later, what it stands in is brought up to date before each run: a binding in content that is about to leave does
    /// not run any more, although it may have been notified first.
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

/// A signal would remember it until the next change.
impl Drop for Effect {
    fn drop(&mut self) {
        let subscriber = self.0.to_any_subscriber();
        subscriber.clear_sources(&subscriber);
    }
}

/// What can be brought up to date before its effect has its turn.
pub(crate) trait Refresh {
    /// Does what its effect would do, if anything it follows has changed.
    fn refresh(&self);
}

/// A row of a region, as the effects in it see it.
pub(crate) struct Scope {
    outer: Option<Rc<Self>>,
    region: Weak<dyn Refresh>,
    is_alive: Cell<bool>,
}

impl Scope {
    /// A new row of this region, in the row in which the region is.
    pub(crate) fn new(region: Weak<dyn Refresh>, outer: Option<Rc<Self>>) -> Rc<Self> {
        Rc::new(Self {
            outer,
            region,
            is_alive: Cell::new(true),
        })
    }

    /// The row that is being made.
    pub(crate) fn current() -> Option<Rc<Self>> {
        CURRENT.with_borrow(Clone::clone)
    }

    /// Makes something in this row.
    pub(crate) fn enter<T>(self: &Rc<Self>, make: &mut dyn FnMut() -> T) -> T {
        let before = CURRENT.replace(Some(Rc::clone(self)));
        let made = make();
        CURRENT.set(before);
        made
    }

    /// From now on no effect in it runs.
    pub(crate) fn end(&self) {
        self.is_alive.set(false);
    }

    /// Brings the regions around it up to date, the outermost first; whether the row is still there.
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
