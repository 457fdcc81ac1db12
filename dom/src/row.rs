//! A row of a region: its content, and the owner under which that was made.

use crate::owners::RowOwner;
use crate::piece::Piece;

/// Content with its owner, which is cleaned up when the row is dropped.
pub(crate) struct Row {
    piece: Piece,
    owner: RowOwner,
}

impl Row {
    /// Makes the content under the owner.
    pub(crate) fn new(owner: RowOwner, make: &mut dyn FnMut() -> Piece) -> Self {
        let piece = owner.owner().with(make);
        Self { piece, owner }
    }

    /// The content.
    pub(crate) fn piece(&self) -> &Piece {
        &self.piece
    }

    /// The content, to be placed.
    pub(crate) fn piece_mut(&mut self) -> &mut Piece {
        &mut self.piece
    }

    /// Cleans up, while the content is in the document yet, and takes it out.
    pub(crate) fn leave(mut self) {
        self.owner.owner().cleanup();
        self.piece.unmount();
    }
}

impl Drop for Row {
    fn drop(&mut self) {
        self.owner.owner().cleanup();
    }
}
