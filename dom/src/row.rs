//! A row of a region: its content, and the owner under which that was made.

use crate::content::Content;
use crate::row_owner::RowOwner;

/// Content with its owner, which is cleaned up when the row is dropped.
pub(crate) struct Row {
    content: Content,
    owner: RowOwner,
}

impl Row {
    /// Makes the content under the owner.
    pub(crate) fn new(owner: RowOwner, make: &mut dyn FnMut() -> Content) -> Self {
        let content = owner.owner().with(make);
        Self { content, owner }
    }

    /// The content.
    pub(crate) fn content(&self) -> &Content {
        &self.content
    }

    /// The content, to be placed.
    pub(crate) fn content_mut(&mut self) -> &mut Content {
        &mut self.content
    }

    /// Cleans up, while the content is in the document yet, and takes it out.
    pub(crate) fn unmount(mut self) {
        self.owner.owner().cleanup();
        self.content.unmount();
    }
}

impl Drop for Row {
    fn drop(&mut self) {
        self.owner.owner().cleanup();
    }
}
