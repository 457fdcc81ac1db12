//! Owners for rows that come and go.

use leptos::prelude::Owner;

/// How many rows share a parent. An owner keeps an entry for each child that it ever had until it is
/// cleaned up or dropped.
const SHARED_BY: u8 = 64;

/// Creates owners below the one that is current when this is created.
pub(crate) struct RowOwners {
    outer: Owner,
    parent: Owner,
    count: u8,
}

/// The owner of a row.
pub(crate) struct RowOwner {
    owner: Owner,
    /// Contexts are found through the parent, to which an owner has a weak reference only.
    _parent: Owner,
}

impl RowOwners {
    /// Creates owners below the current one.
    pub(crate) fn new() -> Self {
        let outer = Owner::new();
        Self {
            parent: outer.child(),
            outer,
            count: 0,
        }
    }

    /// A new owner.
    pub(crate) fn make(&mut self) -> RowOwner {
        if self.count == SHARED_BY {
            self.parent = self.outer.child();
            self.count = 0;
        }
        self.count += 1;
        RowOwner {
            owner: self.parent.child(),
            _parent: self.parent.clone(),
        }
    }

    /// Drops all entries; none of the owners may be in use.
    pub(crate) fn forget(&mut self) {
        self.outer.cleanup();
        self.parent = self.outer.child();
        self.count = 0;
    }
}

impl RowOwner {
    /// The owner itself.
    pub(crate) fn owner(&self) -> &Owner {
        &self.owner
    }
}
