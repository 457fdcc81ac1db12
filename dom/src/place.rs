//! Where the next child goes.

use web_sys::{Element, Node};

/// The place for the next child: before a node, or at the end.
#[derive(Default)]
pub(crate) struct Cursor(Option<Node>);

impl Cursor {
    /// Before a node, or at the end.
    pub(crate) fn before(marker: Option<&Node>) -> Self {
        Self(marker.cloned())
    }

    /// Before the first child that somebody else has put there.
    pub(crate) fn first_child(parent: &Element) -> Self {
        Self(parent.first_child())
    }

    /// Puts a node here. One that stands here already is not touched, and the place is behind it.
    pub(crate) fn place(&mut self, parent: &Node, node: &Node) {
        if self.0.as_ref() == Some(node) {
            self.0 = node.next_sibling();
        } else {
            insert(parent, node, self.0.as_ref());
        }
    }

    /// Goes behind these, where one of them stands here.
    pub(crate) fn pass(&mut self, elements: impl FnOnce() -> Vec<Element>) {
        if self.0.is_some() {
            for element in elements() {
                if self.0.as_ref() == Some(&element) {
                    self.0 = element.next_sibling();
                }
            }
        }
    }

    /// The node before which the next child goes.
    pub(crate) fn marker(&self) -> Option<&Node> {
        self.0.as_ref()
    }
}

/// Inserts a node; at the end if the marker is no child of the parent any more.
pub(crate) fn insert(parent: &Node, node: &Node, marker: Option<&Node>) {
    let marker = marker.filter(|marker| marker.parent_node().as_ref() == Some(parent));
    // It fails only for a parent that cannot have this child, and then the child is nowhere.
    let _ = parent.insert_before(node, marker);
}

/// The child of this parent that is or contains the node: somebody else may have wrapped it.
pub(crate) fn child_with(parent: &Node, node: Node) -> Option<Node> {
    let mut node = node;
    loop {
        let above = node.parent_node()?;
        if above == *parent {
            return Some(node);
        }
        node = above;
    }
}
