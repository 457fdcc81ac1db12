//! The names of an area's mailboxes, in their order. A directory has no pages in the order of names, so the names are
//! read in whole, and kept for as long as somebody leafs through a list.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::clock::Timestamp;
use crate::directory::Area;

/// How long names are kept, in seconds.
const KEPT_SECONDS: u64 = 30;

/// The most lists that are kept.
const MOST_LISTS: usize = 8;

/// By what a list of mailboxes is sorted, and which account it is.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Name {
    /// The name and the address in lower case, by which it is sorted.
    key: (String, String),
    /// The distinguished name.
    pub(super) dn: String,
}

/// The lists that were read lately.
#[derive(Default)]
pub(super) struct Names(Mutex<Vec<List>>);

struct List {
    parts: Vec<String>,
    text: String,
    read: Timestamp,
    names: Arc<Vec<Name>>,
}

impl Name {
    pub(super) fn new(display_name: &str, mailbox: &str, dn: &str) -> Self {
        Self {
            key: (display_name.to_lowercase(), mailbox.to_lowercase()),
            dn: dn.to_owned(),
        }
    }
}

impl Names {
    /// The names of an area with this text, if they were read lately.
    pub(super) fn find(&self, area: &Area, text: &str, now: Timestamp) -> Option<Arc<Vec<Name>>> {
        let mut lists = self.lock();
        lists.retain(|list| list.read <= now && now < list.read.plus_seconds(KEPT_SECONDS));
        let list = lists
            .iter()
            .find(|list| list.parts == area.parts && list.text == text)?;
        Some(Arc::clone(&list.names))
    }

    /// Keeps what has been read at this instant.
    pub(super) fn keep(&self, area: &Area, text: &str, read: Timestamp, names: &Arc<Vec<Name>>) {
        let mut lists = self.lock();
        if lists.len() >= MOST_LISTS {
            lists.remove(0);
        }
        lists.push(List {
            parts: area.parts.clone(),
            text: text.to_owned(),
            read,
            names: Arc::clone(names),
        });
    }

    fn lock(&self) -> MutexGuard<'_, Vec<List>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
