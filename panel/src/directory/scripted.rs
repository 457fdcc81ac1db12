//! A directory for tests: it answers what it is told to.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use mailbox_password_rules::Policy;
use mailbox_password_rules::wire::{Device, Status};

use super::{
    Account, Area, Attempt, Change, ChangeOutcome, Directory, DirectoryError, MailboxPage,
    MailboxSearch, Reset, Role, SignIn, Unlock, UnlockOutcome,
};

/// Answers each change and each reset with the next of these. Everybody who signs in is Ann, who is locked.
pub(crate) struct Scripted(Mutex<Vec<Result<ChangeOutcome, DirectoryError>>>);

impl Scripted {
    pub(crate) fn new(outcomes: Vec<Result<ChangeOutcome, DirectoryError>>) -> Self {
        Self(Mutex::new(outcomes))
    }

    fn next(&self) -> Result<ChangeOutcome, DirectoryError> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(0)
    }
}

#[async_trait]
impl Directory for Scripted {
    async fn account(&self, _: &str, _: Role) -> Result<Option<Account>, DirectoryError> {
        Ok(None)
    }

    async fn managed_account(&self, _: &Area, _: &str) -> Result<Option<Account>, DirectoryError> {
        Ok(None)
    }

    async fn sign_in(&self, _: Attempt) -> Result<SignIn, DirectoryError> {
        Ok(SignIn::Locked("ann@corp.test".to_owned()))
    }

    async fn change(&self, _: Change) -> Result<ChangeOutcome, DirectoryError> {
        self.next()
    }

    async fn reset(&self, _: Reset) -> Result<ChangeOutcome, DirectoryError> {
        self.next()
    }

    async fn unlock(&self, _: Unlock) -> Result<UnlockOutcome, DirectoryError> {
        Ok(UnlockOutcome::Unlocked)
    }

    async fn policy(&self, _: &Account) -> Result<Policy, DirectoryError> {
        Ok(Policy::default())
    }

    async fn devices(&self, _: &str) -> Result<Vec<Device>, DirectoryError> {
        Ok(Vec::new())
    }

    async fn status(&self, _: &str) -> Result<Option<Status>, DirectoryError> {
        Ok(None)
    }

    async fn mailboxes(&self, _: MailboxSearch) -> Result<MailboxPage, DirectoryError> {
        Err(DirectoryError::Unavailable("there is no list".to_owned()))
    }

    async fn check(&self) -> Result<(), DirectoryError> {
        Ok(())
    }
}
