//! A directory whose answers are timed.

use std::sync::Arc;
use std::time::Instant;

use async_trait::async_trait;
use mailbox_password_rules::Policy;
use mailbox_password_rules::wire::{Device, Status};

use super::{
    Account, Area, Attempt, Change, ChangeOutcome, Directory, DirectoryError, MailboxPage,
    MailboxSearch, Record, RequestId, Reset, Role, SignIn, Unlock, UnlockOutcome,
};
use crate::clock::Timestamp;
use crate::metrics::{Metrics, PoolUse};

/// A directory with the metrics that its times go to.
pub(crate) struct Measured {
    directory: Arc<dyn Directory>,
    metrics: Arc<Metrics>,
}

impl Measured {
    pub(crate) fn new(directory: Arc<dyn Directory>, metrics: Arc<Metrics>) -> Self {
        Self { directory, metrics }
    }

    async fn timed<T>(&self, call: &'static str, answer: impl Future<Output = T> + Send) -> T {
        let start = Instant::now();
        let answer = answer.await;
        self.metrics.directory(call, start.elapsed());
        answer
    }
}

#[async_trait]
impl Directory for Measured {
    async fn account(&self, mailbox: &str, role: Role) -> Result<Option<Account>, DirectoryError> {
        self.timed("account", self.directory.account(mailbox, role))
            .await
    }

    async fn last_change_at(
        &self,
        mailbox: &str,
        role: Role,
    ) -> Result<Option<Timestamp>, DirectoryError> {
        let answer = self.directory.last_change_at(mailbox, role);
        self.timed("account", answer).await
    }

    async fn managed_account(
        &self,
        area: &Area,
        mailbox: &str,
    ) -> Result<Option<Account>, DirectoryError> {
        let answer = self.directory.managed_account(area, mailbox);
        self.timed("account", answer).await
    }

    async fn sign_in(&self, attempt: Attempt) -> Result<SignIn, DirectoryError> {
        self.timed("sign_in", self.directory.sign_in(attempt)).await
    }

    async fn change(&self, change: Change) -> Result<ChangeOutcome, DirectoryError> {
        self.timed("change", self.directory.change(change)).await
    }

    async fn recorded(&self, id: &RequestId) -> Result<Record, DirectoryError> {
        self.directory.recorded(id).await
    }

    fn has_every_record(&self) -> bool {
        self.directory.has_every_record()
    }

    async fn reset(&self, reset: Reset) -> Result<ChangeOutcome, DirectoryError> {
        self.timed("reset", self.directory.reset(reset)).await
    }

    async fn unlock(&self, unlock: Unlock) -> Result<UnlockOutcome, DirectoryError> {
        self.timed("unlock", self.directory.unlock(unlock)).await
    }

    async fn policy(&self, account: &Account) -> Result<Policy, DirectoryError> {
        self.timed("policy", self.directory.policy(account)).await
    }

    async fn devices(&self, mailbox: &str) -> Result<Vec<Device>, DirectoryError> {
        self.timed("devices", self.directory.devices(mailbox)).await
    }

    async fn status(&self, mailbox: &str) -> Result<Option<Status>, DirectoryError> {
        self.timed("status", self.directory.status(mailbox)).await
    }

    async fn mailboxes(&self, search: MailboxSearch) -> Result<MailboxPage, DirectoryError> {
        self.timed("mailboxes", self.directory.mailboxes(search))
            .await
    }

    async fn check(&self) -> Result<(), DirectoryError> {
        self.timed("check", self.directory.check()).await
    }

    fn pools(&self) -> Vec<PoolUse> {
        self.directory.pools()
    }
}
