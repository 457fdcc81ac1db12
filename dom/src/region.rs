//! A place in the document whose content changes.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{RenderEffect, untrack};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::{Comment, Element, Node};

use crate::owners::Owners;
use crate::piece::Piece;
use crate::place::{Cursor, child_with, insert};
use crate::platform::{Root, create_comment, effect};
use crate::row::Row;
use crate::stay;

/// Content that changes: what [`show`](crate::show), [`switch`](crate::switch) and [`for_each`](crate::for_each)
/// return.
///
/// It ends with an empty comment, so that what comes stands where it was asked for.
#[must_use = "content that is in no document shows nothing"]
pub struct Region(SendWrapper<Box<Inner>>);

struct Inner {
    rows: Rc<RefCell<Rows>>,
    _effect: RenderEffect<()>,
}

struct Rows {
    rows: Vec<Row>,
    owners: Owners,
    /// What follows goes before this node.
    end: Comment,
    /// Where it was placed last.
    parent: Option<Node>,
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
        let rows = Rc::new(RefCell::new(Rows {
            rows: Vec::new(),
            owners: Owners::new(),
            end: create_comment(""),
            parent: None,
        }));
        // The effect's closure is dropped some time after the effect; what it shows is not to live so long.
        let weak = Rc::downgrade(&rows);
        let effect = effect(Box::new(move || {
            if let Some(rows) = weak.upgrade()
                && let Some(origins) = source.look()
            {
                untrack(|| change(&rows, &origins, &mut *source));
            }
        }));
        Self(SendWrapper::new(Box::new(Inner {
            rows,
            _effect: effect,
        })))
    }

    /// Puts all of it at the cursor.
    pub(crate) fn place(&mut self, parent: &Element, cursor: &mut Cursor) {
        let mut rows = self.0.rows.borrow_mut();
        for row in &mut rows.rows {
            row.piece_mut().place(parent, cursor);
        }
        cursor.place(parent, &rows.end);
        rows.parent = Some(parent.clone().into());
    }

    /// Takes all of it out of the document.
    pub(crate) fn unmount(&mut self) {
        let mut rows = self.0.rows.borrow_mut();
        for row in &mut rows.rows {
            row.piece_mut().unmount();
        }
        rows.end.remove();
        rows.parent = None;
    }

    /// The child of this parent with which it begins.
    pub(crate) fn start(&self, parent: &Node) -> Option<Node> {
        let rows = self.0.rows.borrow();
        rows.start_from(0, parent)
    }

    /// The elements in it, those at the top.
    pub(crate) fn elements(&self) -> Vec<Element> {
        let rows = self.0.rows.borrow();
        rows.rows
            .iter()
            .flat_map(|row| row.piece().elements())
            .collect()
    }

    /// Where it is.
    pub(crate) fn parent(&self) -> Option<Node> {
        self.0.rows.borrow().parent()
    }
}

impl Rows {
    /// Somebody else may have moved it all.
    fn parent(&self) -> Option<Node> {
        self.end.parent_node().or_else(|| self.parent.clone())
    }

    /// The child of this parent before which one is before these rows.
    fn start_from(&self, index: usize, parent: &Node) -> Option<Node> {
        self.rows
            .iter()
            .skip(index)
            .find_map(|row| row.piece().start(parent))
            .or_else(|| child_with(parent, self.end.clone().into()))
    }

    /// Moves what has to be moved.
    fn arrange(&mut self, parent: &Node, origins: &[Option<usize>]) {
        let stays = stay::put(origins, || self.focused(parent));
        for index in (0..self.rows.len()).rev() {
            if !stays.get(index).is_some_and(|stays| *stays) {
                let mut cursor = Cursor::before(self.start_from(index + 1, parent).as_ref());
                if let Some(row) = self.rows.get_mut(index) {
                    row.piece_mut().place(parent.unchecked_ref(), &mut cursor);
                }
            }
        }
        if self.end.parent_node().is_none() {
            insert(parent, &self.end, None);
        }
    }

    /// The row that has the focus.
    fn focused(&self, parent: &Node) -> Option<usize> {
        let root: Root = parent.get_root_node().unchecked_into();
        let focused = root.active_element()?;
        self.rows.iter().position(|row| row.contains(&focused))
    }
}

/// Shows other rows. Views are made and cleaned up while nothing is borrowed: they do what they like.
fn change(rows: &RefCell<Rows>, origins: &[Option<usize>], source: &mut dyn Source) {
    let old = std::mem::take(&mut rows.borrow_mut().rows);
    let mut old: Vec<_> = old.into_iter().map(Some).collect();
    let mut kept: Vec<_> = origins
        .iter()
        .map(|origin| old.get_mut((*origin)?)?.take())
        .collect();
    old.into_iter().flatten().for_each(Row::leave);
    if kept.iter().all(Option::is_none) {
        rows.borrow_mut().owners.forget();
    }
    let mut new = Vec::with_capacity(kept.len());
    for (index, row) in kept.drain(..).enumerate() {
        new.push(row.unwrap_or_else(|| {
            let owner = rows.borrow_mut().owners.make();
            Row::new(owner, || source.make(index))
        }));
    }
    let mut rows = rows.borrow_mut();
    rows.rows = new;
    if let Some(parent) = rows.parent() {
        rows.arrange(&parent, origins);
    }
}
