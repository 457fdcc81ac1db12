//! The signals and the environment of each element on the page, by its number.
//!
//! Nearly every binding, listener and timer holds a handle to them. As a number it takes four bytes and is passed by
//! value; the keys of all signals together would take 180.

use std::{cell::RefCell, rc::Rc};

use super::{
    element_id::ElementId,
    environment::Environment,
    local_signal::{ValueSignal, signal_of},
    value::Value,
};

thread_local! {
    static ELEMENTS: RefCell<Vec<(ElementId, Rc<Held>)>> = const { RefCell::new(Vec::new()) };
}

struct Held {
    signals: [ValueSignal; Slot::Unlock as usize + 1],
    environment: Rc<Environment>,
}

/// The place of a signal among those of an element.
#[derive(Clone, Copy)]
pub(super) enum Slot {
    Announcement,
    Change,
    Checklist,
    ClientSteps,
    Config,
    Copied,
    Devices,
    Form,
    Generator,
    IsPolicyPending,
    Judgement,
    Lock,
    Mailbox,
    Policy,
    Polling,
    Recovery,
    Session,
    Shortfall,
    Texts,
    Unlock,
}

/// Makes the signals of an element. They belong to the current owner, and have no value yet.
pub(super) fn add(environment: Environment) -> ElementId {
    let id = ElementId::next();
    let held = Held {
        signals: std::array::from_fn(|_| signal_of(Value::Default)),
        environment: Rc::new(environment),
    };
    ELEMENTS.with_borrow_mut(|all| all.push((id, Rc::new(held))));
    id
}

/// Forgets an element that leaves the page.
pub(super) fn remove(id: ElementId) {
    // Dropped after the list is free again.
    let _removed = ELEMENTS.with_borrow_mut(|all| {
        let index = all.iter().position(|(other, _)| *other == id)?;
        Some(all.swap_remove(index))
    });
}

/// A signal; none once the element has left the page.
pub(super) fn signal(id: ElementId, slot: Slot) -> Option<ValueSignal> {
    held(id)?.signals.get(slot as usize).copied()
}

/// The environment; none once the element has left the page.
pub(super) fn environment(id: ElementId) -> Option<Rc<Environment>> {
    Some(held(id)?.environment.clone())
}

fn held(id: ElementId) -> Option<Rc<Held>> {
    ELEMENTS.with_borrow(|all| {
        let (_, held) = all.iter().find(|(other, _)| *other == id)?;
        Some(held.clone())
    })
}
