//! Positions among the children of a node.

use web_sys::Node;

/// The position for the next child: before a node, or at the end.
#[derive(Default)]
pub(crate) struct Cursor {
    next: Option<Node>,
    /// Whether claimed nodes may stay anywhere in the parent.
    is_free: bool,
}

impl Cursor {
    /// Before the given node, or at the end.
    pub(crate) fn before(next: Option<Node>) -> Self {
        Self {
            next,
            is_free: false,
        }
    }

    /// The same, but claimed nodes that are already in the parent stay where they are.
    pub(crate) fn around_claimed(next: Option<&Node>) -> Self {
        Self {
            next: next.cloned(),
            is_free: true,
        }
    }

    /// Inserts a node.
    pub(crate) fn place(&self, parent: &Node, node: &Node) {
        insert(parent, node, self.next.as_ref());
    }

    /// Inserts a claimed node. One that is already at or after this position is not touched.
    pub(crate) fn place_claimed(&mut self, parent: &Node, node: &Node) {
        if !self.pass(parent, node) {
            self.place(parent, node);
        }
    }

    /// Moves the cursor behind a node that is at or after this position. Nodes in between are
    /// foreign, or unclaimed, or are claimed later and moved then.
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

/// Inserts a node before another one, or at the end if that is no child of the parent any more.
pub(crate) fn insert(parent: &Node, node: &Node, next: Option<&Node>) {
    let next = next.filter(|next| is_in(next, parent));
    // It fails only if the parent cannot have this child, for example because it is a descendant.
    let _ = parent.insert_before(node, next);
}

/// The child of the parent that is or contains the node, which a script may have wrapped.
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
