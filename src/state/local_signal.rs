use std::{any::Any, marker::PhantomData, rc::Rc};

use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// A signal whose value stays on this thread and is read as a snapshot.
///
/// A snapshot is never borrowed from the signal, so whoever holds one may change the signal. Once the element has left
/// the page, the signal reads as the default and takes no change. The value is type-erased: Leptos' signal is compiled
/// once for all of them.
pub(crate) struct LocalSignal<T> {
    inner: RwSignal<Rc<dyn Any>, LocalStorage>,
    value: PhantomData<fn() -> T>,
}

impl<T> Clone for LocalSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for LocalSignal<T> {}

impl<T: Clone + Default + 'static> LocalSignal<T> {
    /// A signal with this value.
    pub(crate) fn new(value: T) -> Self {
        Self {
            inner: RwSignal::new_local(Rc::new(value)),
            value: PhantomData,
        }
    }

    /// The value now; the running effect is run again when it changes.
    pub(crate) fn get(self) -> Rc<T> {
        downcast(tracked(self.inner))
    }

    /// The value now, untracked.
    pub(crate) fn get_untracked(self) -> Rc<T> {
        downcast(untracked(self.inner))
    }

    /// Replaces the value.
    pub(crate) fn set(self, value: T) {
        set(self.inner, Rc::new(value));
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

impl<T: Clone + Default + PartialEq + 'static> LocalSignal<T> {
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

impl<T: Clone + Default + 'static> Default for LocalSignal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

fn downcast<T: Default + 'static>(value: Option<Rc<dyn Any>>) -> Rc<T> {
    value
        .and_then(|value| value.downcast().ok())
        .unwrap_or_default()
}

fn tracked(signal: RwSignal<Rc<dyn Any>, LocalStorage>) -> Option<Rc<dyn Any>> {
    signal.try_get()
}

fn untracked(signal: RwSignal<Rc<dyn Any>, LocalStorage>) -> Option<Rc<dyn Any>> {
    signal.try_get_untracked()
}

fn set(signal: RwSignal<Rc<dyn Any>, LocalStorage>, value: Rc<dyn Any>) {
    // It comes back from a signal that is disposed of.
    let _ = signal.try_set(value);
}

/// Runs a function now, and again whenever what it read has changed, until the owner is cleaned up. A render effect, as
/// bindings have, so that one kind of effect is compiled.
pub(crate) fn effect(mut run: Box<dyn FnMut()>) {
    let effect = SendWrapper::new(RenderEffect::new(move |_: Option<()>| run()));
    on_cleanup(move || drop(effect));
}
