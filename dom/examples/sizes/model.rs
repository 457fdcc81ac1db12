//! The state of the form, which both examples show.

use leptos::prelude::*;

/// Somebody in the address book.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) id: u32,
    pub(crate) name: String,
    pub(crate) mail: String,
    pub(crate) note: String,
}

/// What the form and the list follow.
#[derive(Clone, Copy)]
pub(crate) struct Book {
    pub(crate) name: RwSignal<String>,
    pub(crate) mail: RwSignal<String>,
    pub(crate) note: RwSignal<String>,
    pub(crate) was_sent: RwSignal<bool>,
    pub(crate) is_favourite: RwSignal<bool>,
    pub(crate) entries: RwSignal<Vec<Entry>>,
    last_id: RwSignal<u32>,
}

impl Book {
    pub(crate) fn new() -> Self {
        Self {
            name: RwSignal::new(String::new()),
            mail: RwSignal::new(String::new()),
            note: RwSignal::new(String::new()),
            was_sent: RwSignal::new(false),
            is_favourite: RwSignal::new(false),
            entries: RwSignal::new(Vec::new()),
            last_id: RwSignal::new(0),
        }
    }

    pub(crate) fn name_error(self) -> Option<&'static str> {
        (self.was_sent.get() && self.name.with(String::is_empty)).then_some("Enter a name.")
    }

    pub(crate) fn mail_error(self) -> Option<&'static str> {
        (self.was_sent.get() && !self.mail.with(|mail| mail.contains('@')))
            .then_some("Enter an address.")
    }

    pub(crate) fn can_add(self) -> bool {
        !self.name.with(String::is_empty) && self.mail.with(|mail| mail.contains('@'))
    }

    pub(crate) fn count(self) -> String {
        match self.entries.with(Vec::len) {
            0 => "Nobody yet".to_owned(),
            1 => "One person".to_owned(),
            count => count.to_string() + " people",
        }
    }

    pub(crate) fn add(self) {
        self.was_sent.set(true);
        if self.can_add() {
            let id = self.last_id.get() + 1;
            self.last_id.set(id);
            self.entries.update(|entries| {
                entries.push(Entry {
                    id,
                    name: self.name.get(),
                    mail: self.mail.get(),
                    note: self.note.get(),
                });
            });
            self.name.set(String::new());
            self.mail.set(String::new());
            self.note.set(String::new());
            self.was_sent.set(false);
        }
    }

    pub(crate) fn remove(self, id: u32) {
        self.entries
            .update(|entries| entries.retain(|entry| entry.id != id));
    }
}
