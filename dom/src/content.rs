//! Type-erased content of elements and rows.

use leptos::prelude::Mountable;
use web_sys::{Element, Node};

use crate::kept::Kept;
use crate::place::{Cursor, child_with};
use crate::platform::create_comment;

/// Built content: an element, a region, or a view of Leptos. Dropping it disposes of its effects and
/// listeners, and leaves its nodes where they are.
pub(crate) trait Content: Kept {
    /// Inserts it at the cursor.
    fn place(&mut self, parent: &Element, cursor: &mut Cursor);

    /// Removes it from the document.
    fn unmount(&mut self);

    /// The child of the parent with which it begins, if it has any node in it.
    fn start(&self, parent: &Node) -> Option<Node>;

    /// Adds its top-level elements.
    fn add_elements(&self, elements: &mut Vec<Element>);
}

/// A sequence.
impl Content for Vec<Box<dyn Content>> {
    fn place(&mut self, parent: &Element, cursor: &mut Cursor) {
        for content in self {
            content.place(parent, cursor);
        }
    }

    fn unmount(&mut self) {
        for content in self {
            content.unmount();
        }
    }

    fn start(&self, parent: &Node) -> Option<Node> {
        self.iter().find_map(|content| content.start(parent))
    }

    fn add_elements(&self, elements: &mut Vec<Element>) {
        for content in self {
            content.add_elements(elements);
        }
    }
}

/// A view of Leptos.
pub(crate) struct LeptosView(pub(crate) Box<dyn Mountable>);

impl Content for LeptosView {
    fn place(&mut self, parent: &Element, cursor: &mut Cursor) {
        self.0.mount(parent, cursor.next());
        // Elements in it may have been claimed, and so be behind the cursor.
        if cursor.next().is_some() {
            for element in self.0.elements() {
                cursor.pass(parent, &element);
            }
        }
    }

    fn unmount(&mut self) {
        self.0.unmount();
    }

    fn start(&self, parent: &Node) -> Option<Node> {
        // Leptos does not tell where a view begins, but inserts another one before it.
        let mut probe = create_comment("");
        self.0.insert_before_this(&mut probe);
        let start = probe.next_sibling();
        probe.remove();
        child_with(parent, &start?)
    }

    fn add_elements(&self, elements: &mut Vec<Element>) {
        elements.append(&mut self.0.elements());
    }
}
