//! Where the next child goes.

use web_sys::{Element, Node};

/// The place for the next child: before a node, or at the end.
#[derive(Default)]
pub(crate) struct Cursor {
    next: Option<Node>,
    /// Whether what was claimed may stay elsewhere in the parent.
    is_free: bool,
}

impl Cursor {
    /// Before a node, or at the end.
    pub(crate) fn before(next: Option<Node>) -> Self {
        Self {
            next,
            is_free: false,
        }
    }

    /// The same, and what was claimed and is in the parent already stays where it is.
    pub(crate) fn around_claimed(next: Option<&Node>) -> Self {
        Self {
            next: next.cloned(),
            is_free: true,
        }
    }

    /// Puts a node here. One that stands here already is not touched, and the place is behind it.
    pub(crate) fn place(&mut self, parent: &Node, node: &Node) {
        if self.next.as_ref() == Some(node) {
            self.next = node.next_sibling();
        } else {
            insert(parent, node, self.next.as_ref());
        }
    }

    /// Puts a claimed node here.
    pub(crate) fn place_claimed(&mut self, parent: &Node, node: &Node) {
        if !(self.is_free && is_in(node, parent)) {
            self.place(parent, node);
        }
    }

    /// Goes behind these, where one of them stands here.
    pub(crate) fn pass(&mut self, elements: &[Element]) {
        for element in elements {
            if self.next.as_ref() == Some(element) {
                self.next = element.next_sibling();
            }
        }
    }

    /// The node before which the next child goes.
    pub(crate) fn next(&self) -> Option<&Node> {
        self.next.as_ref()
    }
}

/// Inserts a node; at the end if what it goes before is no child of the parent any more.
pub(crate) fn insert(parent: &Node, node: &Node, next: Option<&Node>) {
    let next = next.filter(|next| is_in(next, parent));
    // It fails only for a parent that cannot have this child, and then the child is nowhere.
    let _ = parent.insert_before(node, next);
}

/// The child of this parent that is or contains the node: somebody else may have wrapped it.
pub(crate) fn child_with(parent: &Node, node: &Node) -> Option<Node> {
    let mut node = node.clone();
    while !is_in(&node, parent) {
        node = node.parent_node()?;
    }
    Some(node)
}

fn is_in(node: &Node, parent: &Node) -> bool {
    node.parent_node().as_ref() == Some(parent)
}
