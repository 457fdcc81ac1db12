//! One change of a mailbox at a time.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

/// The mailboxes that are being changed in this process. Between processes the store decides.
#[derive(Default)]
pub(super) struct Turns {
    taken: Mutex<HashSet<String>>,
}

impl Turns {
    /// `None` if somebody else has the turn; it ends when the value is dropped.
    pub(super) fn take(&self, mailbox: &str) -> Option<Turn<'_>> {
        let fresh = self
            .taken
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(mailbox.to_owned());
        fresh.then(|| Turn {
            turns: self,
            mailbox: mailbox.to_owned(),
        })
    }
}

/// The right to change one mailbox.
pub(super) struct Turn<'a> {
    turns: &'a Turns,
    mailbox: String,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.turns
            .taken
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&self.mailbox);
    }
}
