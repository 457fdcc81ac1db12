//! Owners for rows that come and go.

use leptos::prelude::Owner;

/// How many rows share a parent. An owner remembers all children that it ever had, until it is cleaned up or dropped.
const SHARED_BY: u8 = 64;

/// Makes owners below the one that was current when it was made.
pub(crate) struct Owners {
    outer: Owner,
    parent: Owner,
    made: u8,
}

/// The owner of a row. Dropping it does not clean it up.
pub(crate) struct RowOwner {
    owner: Owner,
    /// An owner finds contexts through its parent, and does not keep it.
    _parent: Owner,
}

impl Owners {
    /// Makes owners below the current one.
    pub(crate) fn new() -> Self {
        let outer = Owner::new();
        Self {
            parent: outer.child(),
            outer,
            made: 0,
        }
    }

    /// Another one.
    pub(crate) fn make(&mut self) -> RowOwner {
        if self.made == SHARED_BY {
            self.parent = self.outer.child();
            self.made = 0;
        }
        self.made += 1;
        RowOwner {
            owner: self.parent.child(),
            _parent: self.parent.clone(),
        }
    }

    /// Forgets those that were made; none of them may be in use.
    pub(crate) fn forget(&mut self) {
        self.outer.cleanup();
        self.parent = self.outer.child();
        self.made = 0;
    }
}

impl RowOwner {
    /// The owner itself.
    pub(crate) fn owner(&self) -> &Owner {
        &self.owner
    }
}
