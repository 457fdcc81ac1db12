//! A part of the document whose content changes.

use std::cell::{OnceCell, RefCell};
use std::rc::{Rc, Weak};

use fragile::Fragile;
use leptos::prelude::untrack;
use leptos::reactive::graph::{
    AnySubscriber, ReactiveNode, Subscriber, ToAnySubscriber, WithObserver,
};
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
pub struct Region(Box<Fragile<Inner>>);

struct Inner {
    shared: Rc<Shared>,
    _effect: Effect,
}

/// What the effect of a region shares with the effects in its rows.
struct Shared {
    rows: RefCell<Rows>,
    source: RefCell<Box<dyn Source>>,
    subscriber: OnceCell<AnySubscriber>,
    outer: Option<Rc<Scope>>,
    this: Weak<Self>,
}

/// Decides what a region shows.
pub(crate) trait Source {
    /// Evaluates what is to be shown, tracking what it reads. Returns for each row its previous index,
    /// if it was there, or `None` if nothing has changed.
    fn update(&mut self) -> Option<Vec<Option<usize>>>;

    /// Creates the content of a new row.
    fn make(&mut self, index: usize) -> Box<dyn Content>;
}

impl Region {
    /// Shows what the source decides.
    pub(crate) fn new(source: Box<dyn Source>) -> Self {
        let shared = Rc::new_cyclic(|this| Shared {
            rows: RefCell::new(Rows::new()),
            source: RefCell::new(source),
            subscriber: OnceCell::new(),
            outer: Scope::current(),
            this: Weak::clone(this),
        });
        // Weak, because the closure of an effect is dropped some time after the effect.
        let weak = Rc::downgrade(&shared);
        let effect = Effect::new(Box::new(move || {
            if let Some(shared) = weak.upgrade() {
                shared.update();
            }
        }));
        let _ = shared.subscriber.set(effect.inner().to_any_subscriber());
        Self(Box::new(Fragile::new(Inner {
            shared,
            _effect: effect,
        })))
    }

    /// The same as content.
    pub(crate) fn into_content(self) -> Box<dyn Content> {
        self.0
    }

    /// The same as content.
    pub(crate) fn content(&self) -> &dyn Content {
        &*self.0
    }

    /// The same as content.
    pub(crate) fn content_mut(&mut self) -> &mut dyn Content {
        &mut *self.0
    }

    /// The parent node.
    pub(crate) fn parent(&self) -> Option<Node> {
        self.0.get().shared.rows.borrow().parent()
    }
}

impl Content for Fragile<Inner> {
    fn place(&mut self, parent: &Element, cursor: &mut Cursor) {
        self.get().shared.rows.borrow_mut().place(parent, cursor);
    }

    fn unmount(&mut self) {
        self.get().shared.rows.borrow_mut().unmount();
    }

    fn start(&self, parent: &Node) -> Option<Node> {
        self.get().shared.rows.borrow().start(0, parent)
    }

    fn add_elements(&self, elements: &mut Vec<Element>) {
        self.get().shared.rows.borrow().add_elements(elements);
    }
}

impl Shared {
    fn update(&self) {
        // It is borrowed if this is called while a row is created; then an update is under way.
        let Ok(mut source) = self.source.try_borrow_mut() else {
            return;
        };
        if let Some(previous) = source.update() {
            let region = Weak::clone(&self.this);
            untrack(|| {
                Rows::change(
                    &self.rows,
                    &previous,
                    &mut || Scope::new(self.outer.clone(), Some(region.clone())),
                    &mut |index| source.make(index),
                );
            });
        }
    }
}

impl Refresh for Shared {
    fn refresh(&self) {
        // What Leptos does when it runs the effect.
        if let Some(subscriber) = self.subscriber.get()
            && subscriber.with_observer(|| subscriber.update_if_necessary())
        {
            subscriber.clear_sources(subscriber);
            subscriber.with_observer(|| self.update());
        }
    }
}
