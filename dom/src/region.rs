//! A place in the document whose content changes.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{RenderEffect, untrack};
use send_wrapper::SendWrapper;
use web_sys::{Element, Node};

use crate::piece::Piece;
use crate::place::Cursor;
use crate::platform::effect;
use crate::rows::Rows;

/// Content that changes: what [`show`](crate::show), [`switch`](crate::switch) and [`for_each`](crate::for_each)
/// return.
///
/// It ends with an empty comment, so that what comes stands where it was asked for.
#[must_use = "content that is in no document shows nothing"]
pub struct Region(Box<SendWrapper<Inner>>);

struct Inner {
    rows: Rc<RefCell<Rows>>,
    _effect: RenderEffect<()>,
}

/// What a region shows.
pub(crate) trait Source {
    /// Looks what is to be shown now; whatever is read is followed. For each row where it was among the former ones,
    /// if it was; `None` if nothing has changed.
    fn look(&mut self) -> Option<Vec<Option<usize>>>;

    /// Makes a row that was not there.
    fn make(&mut self, index: usize) -> Piece;
}

impl Region {
    /// Follows a source from now on.
    pub(crate) fn new(mut source: Box<dyn Source>) -> Self {
        let rows = Rc::new(RefCell::new(Rows::new()));
        // The effect's closure is dropped some time after the effect; what it shows is not to live so long.
        let weak = Rc::downgrade(&rows);
        let effect = effect(Box::new(move || {
            if let Some(rows) = weak.upgrade()
                && let Some(origins) = source.look()
            {
                untrack(|| Rows::change(&rows, &origins, &mut |index| source.make(index)));
            }
        }));
        Self(Box::new(SendWrapper::new(Inner {
            rows,
            _effect: effect,
        })))
    }

    /// Puts all of it at the cursor.
    pub(crate) fn place(&mut self, parent: &Element, cursor: &mut Cursor) {
        self.0.rows.borrow_mut().place(parent, cursor);
    }

    /// Takes all of it out of the document.
    pub(crate) fn unmount(&mut self) {
        self.0.rows.borrow_mut().unmount();
    }

    /// The child of this parent with which it begins.
    pub(crate) fn start(&self, parent: &Node) -> Option<Node> {
        self.0.rows.borrow().start(0, parent)
    }

    /// Adds the elements in it, those at the top.
    pub(crate) fn add_elements(&self, elements: &mut Vec<Element>) {
        self.0.rows.borrow().add_elements(elements);
    }

    /// Where it is.
    pub(crate) fn parent(&self) -> Option<Node> {
        self.0.rows.borrow().parent()
    }
}
