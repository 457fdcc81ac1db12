//! Requests that were done, and of which the records still say that they were only begun, because they could not be written
//! at the end: a full disk, or a database that went away. This instance knows better, and writes it as soon as it can.
//!
//! Of a request that came to nothing this is not kept: another instance may have done it meanwhile, and what it wrote must
//! not be deleted.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::records::Request;
use crate::clock::Timestamp;
use crate::directory::{RequestId, is_same_mailbox};

/// The most that are kept. Nothing is begun while records cannot be written, so there are as many as were running then.
const MOST: usize = 1000;

/// The requests, with what is to be written.
#[derive(Default)]
pub(super) struct Unwritten(Mutex<Vec<(RequestId, Request)>>);

impl Unwritten {
    pub(super) fn add(&self, id: RequestId, request: Request) {
        let mut all = self.lock();
        if all.len() < MOST {
            all.push((id, request));
        }
    }

    /// Since when the password of this request counts, if it is one of these.
    pub(super) fn done(&self, id: &RequestId) -> Option<Timestamp> {
        let all = self.lock();
        let mut found = all.iter().filter(|(other, _)| other == id);
        found.find_map(|(_, request)| request.done)
    }

    /// When one of these other than this one set a password of the same mailbox; of several, the last.
    pub(super) fn set_by_another(&self, id: &RequestId) -> Option<Timestamp> {
        let all = self.lock();
        let others = all
            .iter()
            .filter(|(other, _)| other != id && is_same_mailbox(&other.mailbox, &id.mailbox));
        others.filter_map(|(_, request)| request.done).max()
    }

    /// Those that are there now.
    pub(super) fn all(&self) -> Vec<(RequestId, Request)> {
        self.lock().clone()
    }

    /// It is written.
    pub(super) fn remove(&self, id: &RequestId) {
        self.lock().retain(|(other, _)| other != id);
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(RequestId, Request)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
