//! Where the next child goes.

use web_sys::Node;

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

    /// Puts a node here.
    pub(crate) fn place(&self, parent: &Node, node: &Node) {
        insert(parent, node, self.next.as_ref());
    }

    /// Puts a claimed node here. One that stands here already, or further on, is not touched.
    pub(crate) fn place_claimed(&mut self, parent: &Node, node: &Node) {
        if !self.pass(parent, node) {
            self.place(parent, node);
        }
    }

    /// Goes behind a node, if that stands here or further on. What is passed over was drawn and never claimed, or is
    /// claimed later, and moved then.
    pub(crate) fn pass(&mut self, parent: &Node, node: &Node) -> bool {
        let is_ahead = is_in(node, parent)
            && (self.is_free
                || self
                    .next
                    .as_ref()
                    .is_some_and(|next| is_at_or_after(node, next)));
        if is_ahead {
            self.next = node.next_sibling();
        }
        is_ahead
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

/// Whether a node is this one, or comes after it.
fn is_at_or_after(node: &Node, other: &Node) -> bool {
    node == other || other.compare_document_position(node) & Node::DOCUMENT_POSITION_FOLLOWING != 0
}

fn is_in(node: &Node, parent: &Node) -> bool {
    node.parent_node().as_ref() == Some(parent)
}
