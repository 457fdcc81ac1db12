//! The signals of an element, each under a handle of a few bytes.

use std::{marker::PhantomData, rc::Rc};

use super::{
    element_id::ElementId,
    local_signal::{or_default, tracked, untracked, write},
    registry::{self, Slot},
    value::{State, Value},
};

/// A signal of an element, read and changed as a [`LocalSignal`](super::LocalSignal) is.
pub(crate) struct ElementSignal<T> {
    element: ElementId,
    slot: Slot,
    value: PhantomData<fn() -> T>,
}

impl<T> Clone for ElementSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for ElementSignal<T> {}

impl<T: State> ElementSignal<T> {
    pub(super) fn new(element: ElementId, slot: Slot) -> Self {
        Self {
            element,
            slot,
            value: PhantomData,
        }
    }

    /// The value now; the running effect is run again when it changes.
    pub(crate) fn get(self) -> Rc<T> {
        or_default(value(self.element, self.slot))
    }

    /// The value now, untracked.
    pub(crate) fn get_untracked(self) -> Rc<T> {
        or_default(value_untracked(self.element, self.slot))
    }

    /// Replaces the value.
    pub(crate) fn set(self, value: T) {
        set(self.element, self.slot, value.into_value());
    }

    /// Changes the value.
    pub(crate) fn update(self, change: impl FnOnce(&mut T)) {
        let mut value = self.cloned();
        change(&mut value);
        self.set(value);
    }

    /// Not in `update`, which is compiled again for each change.
    fn cloned(self) -> T {
        T::clone(&*self.get_untracked())
    }
}

fn value(element: ElementId, slot: Slot) -> Option<Value> {
    tracked(registry::signal(element, slot)?)
}

fn value_untracked(element: ElementId, slot: Slot) -> Option<Value> {
    untracked(registry::signal(element, slot)?)
}

fn set(element: ElementId, slot: Slot, value: Value) {
    if let Some(signal) = registry::signal(element, slot) {
        write(signal, value);
    }
}
