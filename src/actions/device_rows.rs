//! What rows of devices have in common: those of the list and those of the recovery.

use std::time::Duration;

use super::typing::is_pointer_down;
use crate::{
    model::{Checklist, Client},
    state::Context,
};

/// An id for a device that the person adds, other than those that are taken.
pub(super) fn own_id(client: Client, taken: &[&str]) -> String {
    let own = |number: u32| ["own-", client.id(), "-", &number.to_string()].concat();
    (1..)
        .map(own)
        .find(|id| !taken.contains(&id.as_str()))
        .unwrap_or_default()
}

/// Does something if neither the pointer nor the focus is in a list of devices any more, and no pointer is down.
pub(super) fn when_left(cx: Context, act: Box<dyn FnOnce()>) {
    let act_if_left = move || {
        let is_in_use = ".mbp-devices:is(:hover, :focus-within)";
        if !is_pointer_down() && cx.query(is_in_use).is_none() {
            act();
        }
    };
    // The focus has arrived elsewhere by then.
    cx.after(Duration::ZERO, Box::new(act_if_left));
}

/// The list, with no device answered for.
pub(super) fn without_answers(mut list: Checklist) -> Checklist {
    for row in &mut list.rows {
        row.answer = None;
        row.answered_at = None;
    }
    list
}
