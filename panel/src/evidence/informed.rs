//! A directory that also knows what agents have told.

use std::sync::Arc;

use async_trait::async_trait;
use mailbox_password_rules::Policy;
use mailbox_password_rules::wire::{Device, Status};

use super::row::DeviceRow;
use super::{Evidence, devices};
use crate::clock::Timestamp;
use crate::directory::{
    Account, Area, Attempt, Change, ChangeOutcome, Directory, DirectoryError, MailboxPage,
    MailboxSearch, PoolUse, Record, RequestId, Reset, Role, SignIn, Unlock, UnlockOutcome,
    canonical_address,
};

/// A directory with evidence. While the store cannot be read nobody knows the devices, and the status says that refusals
/// may be missing; everything else is the directory's.
pub(crate) struct Informed {
    directory: Arc<dyn Directory>,
    evidence: Evidence,
}

impl Informed {
    pub(crate) fn new(directory: Arc<dyn Directory>, evidence: Evidence) -> Self {
        Self {
            directory,
            evidence,
        }
    }

    async fn rows(&self, mailbox: &str) -> Result<Vec<DeviceRow>, DirectoryError> {
        let mailbox = canonical_address(mailbox);
        self.evidence.store.devices(&mailbox).await
    }

    /// Whether silence means that nothing was refused.
    async fn is_fresh(&self) -> bool {
        match self.evidence.silence().await {
            Ok(silence) => silence.proves_quiet(),
            Err(_) => false,
        }
    }
}

fn log(error: &DirectoryError) {
    tracing::error!(%error, "the evidence of devices cannot be read");
}

#[async_trait]
impl Directory for Informed {
    async fn devices(&self, mailbox: &str) -> Result<Vec<Device>, DirectoryError> {
        let known = self.directory.devices(mailbox).await?;
        // An error and not a shorter list: a device that is missing from it would count as one that needs nothing.
        let rows = self.rows(mailbox).await?;
        if rows.is_empty() {
            return Ok(known);
        }
        let status = self.directory.status(mailbox).await?.unwrap_or_default();
        let set_at = Timestamp::parse(&status.password_changed_at);
        Ok(devices::merge(known, &rows, set_at, self.evidence.grace))
    }

    async fn status(&self, mailbox: &str) -> Result<Option<Status>, DirectoryError> {
        let Some(status) = self.directory.status(mailbox).await? else {
            return Ok(None);
        };
        let rows = self.rows(mailbox).await;
        let is_fresh = rows.is_ok() && self.is_fresh().await;
        let rows = rows.unwrap_or_else(|error| {
            log(&error);
            Vec::new()
        });
        Ok(Some(Status {
            last_refused: devices::last_refused(status.last_refused, &rows),
            refusals_missing: !is_fresh,
            ..status
        }))
    }

    async fn account(&self, mailbox: &str, role: Role) -> Result<Option<Account>, DirectoryError> {
        self.directory.account(mailbox, role).await
    }

    async fn last_change_at(
        &self,
        mailbox: &str,
        role: Role,
    ) -> Result<Option<Timestamp>, DirectoryError> {
        self.directory.last_change_at(mailbox, role).await
    }

    async fn managed_account(
        &self,
        area: &Area,
        mailbox: &str,
    ) -> Result<Option<Account>, DirectoryError> {
        self.directory.managed_account(area, mailbox).await
    }

    async fn sign_in(&self, attempt: Attempt) -> Result<SignIn, DirectoryError> {
        self.directory.sign_in(attempt).await
    }

    async fn change(&self, change: Change) -> Result<ChangeOutcome, DirectoryError> {
        self.directory.change(change).await
    }

    async fn recorded(&self, id: &RequestId) -> Result<Record, DirectoryError> {
        self.directory.recorded(id).await
    }

    fn has_every_record(&self) -> bool {
        self.directory.has_every_record()
    }

    async fn reset(&self, reset: Reset) -> Result<ChangeOutcome, DirectoryError> {
        self.directory.reset(reset).await
    }

    async fn unlock(&self, unlock: Unlock) -> Result<UnlockOutcome, DirectoryError> {
        self.directory.unlock(unlock).await
    }

    async fn policy(&self, account: &Account) -> Result<Policy, DirectoryError> {
        self.directory.policy(account).await
    }

    async fn mailboxes(&self, search: MailboxSearch) -> Result<MailboxPage, DirectoryError> {
        self.directory.mailboxes(search).await
    }

    async fn check(&self) -> Result<(), DirectoryError> {
        self.directory.check().await
    }

    fn pools(&self) -> Vec<PoolUse> {
        let mut pools = self.directory.pools();
        let own = self.evidence.store.pool();
        // A database can be that of the records, too.
        pools.retain(|pool| pool.name != own.name);
        pools.push(own);
        pools
    }
}
