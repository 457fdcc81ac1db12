use std::{marker::PhantomData, rc::Rc};

use fragile::Fragile;
use leptos::prelude::*;

use super::value::{State, Value};

/// A signal of Leptos with a value of this thread. Leptos' own kind for those asks `std::thread` at each access, which is
/// slow, and keeps a second allocator in the module.
pub(super) type ValueSignal = RwSignal<Fragile<Value>>;

/// A signal with this value.
pub(super) fn signal_of(value: Value) -> ValueSignal {
    RwSignal::new(Fragile::new(value))
}

/// A signal whose value stays on this thread and is read as a snapshot.
///
/// A snapshot is never borrowed from the signal, so whoever holds one may change the signal. Once the element has left
/// the page, the signal reads as the default and takes no change. Leptos' signal holds a [`Value`], so that it is
/// compiled once for all types.
pub(crate) struct LocalSignal<T> {
    inner: ValueSignal,
    value: PhantomData<fn() -> T>,
}

impl<T> Clone for LocalSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for LocalSignal<T> {}

impl<T: State> LocalSignal<T> {
    /// A signal with this value.
    pub(crate) fn new(value: T) -> Self {
        Self {
            inner: signal_of(value.into_value()),
            value: PhantomData,
        }
    }

    /// The value now; the running effect is run again when it changes.
    pub(crate) fn get(self) -> Rc<T> {
        or_default(tracked(self.inner))
    }

    /// The value now, untracked.
    pub(crate) fn get_untracked(self) -> Rc<T> {
        or_default(untracked(self.inner))
    }

    /// Replaces the value.
    pub(crate) fn set(self, value: T) {
        write(self.inner, value.into_value());
    }
}

impl<T: State + PartialEq> LocalSignal<T> {
    /// A signal with the result of a computation, which runs again when what it read changes.
    pub(crate) fn computed(compute: impl Fn() -> T + 'static) -> Self {
        let signal = Self::new(untrack(&compute));
        effect(Box::new(move || {
            let value = compute();
            if value != *signal.get_untracked() {
                signal.set(value);
            }
        }));
        signal
    }
}

impl<T: State> Default for LocalSignal<T> {
    fn default() -> Self {
        Self {
            inner: signal_of(Value::Default),
            value: PhantomData,
        }
    }
}

pub(super) fn or_default<T: State>(value: Option<Value>) -> Rc<T> {
    value.and_then(T::from_value).unwrap_or_default()
}

pub(super) fn tracked(signal: ValueSignal) -> Option<Value> {
    signal.try_get().map(Fragile::into_inner)
}

pub(super) fn untracked(signal: ValueSignal) -> Option<Value> {
    signal.try_get_untracked().map(Fragile::into_inner)
}

pub(super) fn write(signal: ValueSignal, value: Value) {
    // It comes back from a signal that is disposed of.
    let _ = signal.try_set(Fragile::new(value));
}

/// Runs a function now, and again whenever what it read has changed, until the owner is cleaned up. A render effect, as
/// bindings have, so that one kind of effect is compiled.
pub(crate) fn effect(mut run: Box<dyn FnMut()>) {
    let effect = Fragile::new(RenderEffect::new(move |_: Option<()>| run()));
    on_cleanup(move || drop(effect));
}
