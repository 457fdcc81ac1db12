//! A row of a region: content with its owner.

use std::rc::Rc;

use crate::content::Content;
use crate::effect::Scope;
use crate::row_owner::RowOwner;

/// Content, and the owner under which it was created, which is cleaned up when the row is dropped.
pub(crate) struct Row {
    content: Box<dyn Content>,
    scope: Rc<Scope>,
    owner: RowOwner,
}

impl Row {
    /// Creates the content under the owner.
    pub(crate) fn new(
        owner: RowOwner,
        scope: Rc<Scope>,
        make: &mut dyn FnMut() -> Box<dyn Content>,
    ) -> Self {
        let content = owner.owner().with(|| scope.enter(make));
        Self {
            content,
            scope,
            owner,
        }
    }

    /// The content.
    pub(crate) fn content(&self) -> &dyn Content {
        &*self.content
    }

    /// The content, to be moved.
    pub(crate) fn content_mut(&mut self) -> &mut dyn Content {
        &mut *self.content
    }

    /// Cleans up while the content is still in the document, and then removes it.
    pub(crate) fn unmount(mut self) {
        self.clean_up();
        self.content.unmount();
    }

    fn clean_up(&self) {
        self.scope.end();
        self.owner.owner().cleanup();
    }
}

impl Drop for Row {
    fn drop(&mut self) {
        self.clean_up();
    }
}
