//! What an element or a row holds, whatever its type was.

use std::any::Any;

use leptos::prelude::Mountable;
use web_sys::{Element, Node};

use crate::place::{Cursor, child_with};
use crate::platform::create_comment;

/// Built content: elements, regions, and views of Leptos. Dropping it disposes of what it holds, and leaves its nodes
/// where they are.
pub(crate) trait Content: Any {
    /// Puts it at the cursor, and the cursor behind it.
    fn place(&mut self, parent: &Element, cursor: &mut Cursor);

    /// Takes it out of the document.
    fn unmount(&mut self);

    /// The child of this parent with which it begins; `None` if there is nothing of it.
    fn start(&self, parent: &Node) -> Option<Node>;

    /// Adds the elements at its top.
    fn add_elements(&self, elements: &mut Vec<Element>);
}

/// One after the other.
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
        // Nodes in it may have been claimed, and stand where they stood.
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
        // Leptos does not tell where a view begins, but puts another one before it.
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
