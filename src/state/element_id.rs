//! The numbers of the elements on the page.

use std::cell::Cell;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// The number of an element. None is given twice, so that late answers for an element that has left the page find
/// nothing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct ElementId(u32);

impl ElementId {
    /// A number that no element has had.
    pub(super) fn next() -> Self {
        let id = NEXT.get();
        NEXT.set(id.wrapping_add(1));
        Self(id)
    }
}
