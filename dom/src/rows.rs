//! The rows of a region and their nodes.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Comment, Element, Node};

use crate::content::Content;
use crate::effect::Scope;
use crate::place::{Cursor, child_with, insert};
use crate::platform::{Root, create_comment};
use crate::reorder;
use crate::row::Row;
use crate::row_owner::RowOwners;

/// The rows, in order.
pub(crate) struct Rows {
    /// `None` only during a change.
    rows: Vec<Option<Row>>,
    owners: RowOwners,
    /// Marks the end; new rows are inserted before it.
    end: Comment,
    /// Where they were placed last, in case the marker is lost.
    parent: Option<Node>,
}

impl Rows {
    /// No rows.
    pub(crate) fn new() -> Self {
        Self {
            rows: Vec::new(),
            owners: RowOwners::new(),
            end: create_comment(""),
            parent: None,
        }
    }

    /// Replaces the rows. `previous` has for each new row its index among the present ones, if it is
    /// one of them; `make` creates the others.
    ///
    /// Nothing is borrowed while rows are cleaned up and created, because that runs foreign code.
    pub(crate) fn change(
        this: &RefCell<Self>,
        previous: &[Option<usize>],
        scope: &mut dyn FnMut() -> Rc<Scope>,
        make: &mut dyn FnMut(usize) -> Box<dyn Content>,
    ) {
        let mut old = std::mem::take(&mut this.borrow_mut().rows);
        let mut new = Vec::with_capacity(previous.len());
        for origin in previous {
            new.push(origin.and_then(|origin| old.get_mut(origin)?.take()));
        }
        for row in old.into_iter().flatten() {
            row.unmount();
        }
        if previous.iter().all(Option::is_none) {
            this.borrow_mut().owners.forget();
        }
        for (index, row) in new.iter_mut().enumerate() {
            if row.is_none() {
                let owner = this.borrow_mut().owners.make();
                *row = Some(Row::new(owner, scope(), &mut || make(index)));
            }
        }
        let mut this = this.borrow_mut();
        this.rows = new;
        if let Some(parent) = this.parent() {
            this.arrange(&parent, previous);
        }
    }

    /// Inserts all of them at the cursor.
    pub(crate) fn place(&mut self, parent: &Element, cursor: &mut Cursor) {
        for row in self.rows.iter_mut().flatten() {
            row.content_mut().place(parent, cursor);
        }
        cursor.place(parent, &self.end);
        self.parent = Some(parent.clone().into());
    }

    /// Removes all of them from the document.
    pub(crate) fn unmount(&mut self) {
        for row in self.rows.iter_mut().flatten() {
            row.content_mut().unmount();
        }
        self.end.remove();
        self.parent = None;
    }

    /// The parent, also if a script has moved all of them.
    pub(crate) fn parent(&self) -> Option<Node> {
        self.end.parent_node().or_else(|| self.parent.clone())
    }

    /// The child of the parent with which the rows from this index on begin, or the end marker.
    pub(crate) fn start(&self, from: usize, parent: &Node) -> Option<Node> {
        for row in self.rows.iter().skip(from).flatten() {
            let start = row.content().start(parent);
            if start.is_some() {
                return start;
            }
        }
        child_with(parent, &self.end)
    }

    /// Adds the top-level elements of the rows.
    pub(crate) fn add_elements(&self, elements: &mut Vec<Element>) {
        for row in self.rows.iter().flatten() {
            row.content().add_elements(elements);
        }
    }

    /// Inserts new rows and moves others, as few as possible.
    fn arrange(&mut self, parent: &Node, previous: &[Option<usize>]) {
        let stays = reorder::stable_rows(previous, &|| self.focused(parent));
        for (index, stays) in stays.into_iter().enumerate().rev() {
            if !stays {
                let mut cursor = Cursor::before(self.start(index + 1, parent));
                if let Some(Some(row)) = self.rows.get_mut(index) {
                    row.content_mut().place(parent.unchecked_ref(), &mut cursor);
                }
            }
        }
        if self.end.parent_node().is_none() {
            insert(parent, &self.end, None);
        }
    }

    /// The index of the row that has the focus.
    fn focused(&self, parent: &Node) -> Option<usize> {
        let root: Root = parent.get_root_node().unchecked_into();
        let focused = root.active_element()?;
        let holds_focus = |row: &Row| {
            let mut elements = Vec::new();
            row.content().add_elements(&mut elements);
            elements
                .iter()
                .any(|element| element.contains(Some(&focused)))
        };
        self.rows
            .iter()
            .position(|row| row.as_ref().is_some_and(holds_focus))
    }
}
