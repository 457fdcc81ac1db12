//! A place in the document whose content changes.

use std::cell::{OnceCell, RefCell};
use std::rc::{Rc, Weak};

use leptos::prelude::untrack;
use leptos::reactive::graph::{
    AnySubscriber, ReactiveNode, Subscriber, ToAnySubscriber, WithObserver,
};
use send_wrapper::SendWrapper;
use web_sys::{Element, Node};

use crate::content::Content;
use crate::effect::{Effect, Refresh, Scope};
use crate::place::Cursor;
use crate::rows::Rows;

/// Content that changes: what [`show`](crate::show), [`switch`](crate::switch) and
/// [`for_each`](crate::for_each) return.
///
/// It ends with an empty comment, which marks its place.
#[must_use = "content that is in no document shows nothing"]
pub struct Region(Box<SendWrapper<Inner>>);

struct Inner {
    shared: Rc<Shared>,
    _effect: Effect,
}

/// What the effect of a region and the effects in its rows use.
struct Shared {
    rows: RefCell<Rows>,
    source: RefCell<Box<dyn Source>>,
    subscriber: OnceCell<AnySubscriber>,
    outer: Option<Rc<Scope>>,
    this: Weak<Self>,
}

/// What a region shows.
pub(crate) trait Source {
    /// Finds out what is to be shown now; whatever is read is followed. For each row its index among the former ones,
    /// if it was there; `None` if nothing has changed.
    fn update(&mut self) -> Option<Vec<Option<usize>>>;

    /// Makes a row that was not there.
    fn make(&mut self, index: usize) -> Box<dyn Content>;
}

impl Region {
    /// Follows a source from now on.
    pub(crate) fn new(source: Box<dyn Source>) -> Self {
        let shared = Rc::new_cyclic(|this| Shared {
            rows: RefCell::new(Rows::new()),
            source: RefCell::new(source),
            subscriber: OnceCell::new(),
            outer: Scope::current(),
            this: Weak::clone(this),
        });
        // The closure of an effect is dropped some time after the effect; rows must not live so long.
        let weak = Rc::downgrade(&shared);
        let effect = Effect::new(Box::new(move || {
            if let Some(shared) = weak.upgrade() {
                shared.update();
            }
        }));
        let _ = shared.subscriber.set(effect.inner().to_any_subscriber());
        Self(Box::new(SendWrapper::new(Inner {
            shared,
            _effect: effect,
        })))
    }

    /// As content.
    pub(crate) fn into_content(self) -> Box<dyn Content> {
        self.0
    }

    /// As content.
    pub(crate) fn content(&self) -> &dyn Content {
        &*self.0
    }

    /// As content.
    pub(crate) fn content_mut(&mut self) -> &mut dyn Content {
        &mut *self.0
    }

    /// The node in which it is.
    pub(crate) fn parent(&self) -> Option<Node> {
        self.0.shared.rows.borrow().parent()
    }
}

impl Content for SendWrapper<Inner> {
    fn place(&mut self, parent: &Element, cursor: &mut Cursor) {
        self.shared.rows.borrow_mut().place(parent, cursor);
    }

    fn unmount(&mut self) {
        self.shared.rows.borrow_mut().unmount();
    }

    fn start(&self, parent: &Node) -> Option<Node> {
        self.shared.rows.borrow().start(0, parent)
    }

    fn add_elements(&self, elements: &mut Vec<Element>) {
        self.shared.rows.borrow().add_elements(elements);
    }
}

impl Shared {
    fn update(&self) {
        // It is borrowed only if what it makes asks for an update, which then is under way.
        let Ok(mut source) = self.source.try_borrow_mut() else {
            return;
        };
        if let Some(previous) = source.update() {
            let region = Weak::clone(&self.this);
            untrack(|| {
                Rows::change(
                    &self.rows,
                    &previous,
                    &mut || Scope::new(region.clone(), self.outer.clone()),
                    &mut |index| source.make(index),
                );
            });
        }
    }
}

impl Refresh for Shared {
    fn refresh(&self) {
        // As Leptos does it when the effect has its turn.
        if let Some(subscriber) = self.subscriber.get()
            && subscriber.with_observer(|| subscriber.update_if_necessary())
        {
            subscriber.clear_sources(subscriber);
            subscriber.with_observer(|| self.update());
        }
    }
}
