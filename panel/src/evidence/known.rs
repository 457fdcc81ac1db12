//! Which names are mailboxes. People type passwords into the field for the name, so a name that is no mailbox's is
//! dropped before it is written or logged anywhere; it is remembered as a number alone, which says nothing.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, PoisonError};

use crate::clock::Timestamp;
use crate::directory::{Directory, DirectoryError, Role, canonical_address};

/// How long an answer of the directory counts, in seconds.
const KEPT_SECONDS: u64 = 300;

/// The most answers that are remembered.
const MOST: usize = 50_000;

/// Asks a directory, and remembers its answers for a while.
pub(super) struct Known {
    directory: Arc<dyn Directory>,
    hasher: RandomState,
    answers: Mutex<HashMap<u64, Answer>>,
}

struct Answer {
    mailbox: Option<String>,
    until: Timestamp,
}

impl Known {
    pub(super) fn new(directory: Arc<dyn Directory>) -> Self {
        Self {
            directory,
            hasher: RandomState::new(),
            answers: Mutex::default(),
        }
    }

    pub(super) fn directory(&self) -> &dyn Directory {
        self.directory.as_ref()
    }

    /// The address of the mailbox with this name, in its one form; `None` if there is none.
    pub(super) async fn mailbox(
        &self,
        name: &str,
        now: Timestamp,
    ) -> Result<Option<String>, DirectoryError> {
        let key = self.hasher.hash_one(name);
        if let Some(answer) = self.remembered(key, now) {
            return Ok(answer);
        }
        let account = self.directory.account(name, Role::User).await?;
        let mailbox = account.map(|account| canonical_address(&account.mailbox));
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= MOST {
            answers.clear();
        }
        let until = now.plus_seconds(KEPT_SECONDS);
        let answer = Answer {
            mailbox: mailbox.clone(),
            until,
        };
        answers.insert(key, answer);
        Ok(mailbox)
    }

    fn remembered(&self, key: u64, now: Timestamp) -> Option<Option<String>> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = answers.get(&key).filter(|answer| {
            now < answer.until && answer.until <= now.plus_seconds(KEPT_SECONDS)
        })?;
        Some(answer.mailbox.clone())
    }
}
