//! A directory that keeps no records, with the records that the panel keeps for it: which request has been done, which
//! session made the last change, and the audit trail.

mod once;

use std::net::IpAddr;
use std::sync::Arc;

use async_trait::async_trait;
use mailbox_password_rules::Policy;
use mailbox_password_rules::wire::{Device, Status, reference};

use super::recorded_events::{change_event, reset_event};
use super::single_flight::SingleFlight;
use super::{
    Account, Area, Attempt, Change, ChangeOutcome, ChangedBy, Directory, DirectoryError,
    MailboxPage, MailboxSearch, PoolUse, Record, RequestId, Reset, Role, SignIn, Unlock,
    UnlockOutcome,
};
use crate::clock::{Clock, Timestamp};
use crate::ledger::{AuditEntry, PanelLedger, REPEAT_SECONDS};

/// A directory with records of the panel's.
pub struct Recorded<D> {
    directory: D,
    ledger: Arc<PanelLedger>,
    clock: Arc<Clock>,
    single_flight: SingleFlight,
}

/// A change or a reset, as far as the records are concerned.
struct Event<'a> {
    id: RequestId,
    session: Option<String>,
    /// When the password had been set before.
    before: Option<Timestamp>,
    client: &'a str,
}

impl<D: Directory> Recorded<D> {
    /// The directory with records in this ledger.
    pub fn new(directory: D, ledger: Arc<PanelLedger>, clock: Arc<Clock>) -> Self {
        Self {
            directory,
            ledger,
            clock,
            single_flight: SingleFlight::default(),
        }
    }

    async fn note(
        &self,
        mailbox: &str,
        caller: &str,
        event: &str,
        key: Option<&str>,
        client: &str,
    ) {
        self.note_from(None, mailbox, caller, event, key, client)
            .await;
    }

    async fn note_from(
        &self,
        source: Option<IpAddr>,
        mailbox: &str,
        caller: &str,
        event: &str,
        key: Option<&str>,
        client: &str,
    ) {
        let at = self.clock.now();
        let entry = AuditEntry {
            at,
            since: at,
            count: 1,
            source: source.map(|source| source.to_string()),
            event: event.to_owned(),
            caller: caller.to_owned(),
            reference: key.map(|key| reference(key).to_owned()),
            client: client.to_owned(),
        };
        self.ledger.note(mailbox, &entry).await;
    }

    /// The account with who made the last change, if that is on record.
    async fn with_maker(
        &self,
        account: Option<Account>,
    ) -> Result<Option<Account>, DirectoryError> {
        let Some(mut account) = account else {
            return Ok(None);
        };
        if let Some(last) = &mut account.last_change {
            let request = self.ledger.request_of(&account.mailbox, Some(last.at));
            last.by = match request.await? {
                Some((_, request)) => {
                    let may_ask = self.clock.now() < request.begun.plus_seconds(REPEAT_SECONDS);
                    let session = request.session.filter(|_| may_ask);
                    session.map_or(ChangedBy::AnotherWay, ChangedBy::Session)
                }
                None => ChangedBy::Unrecorded,
            };
        }
        Ok(Some(account))
    }
}

#[async_trait]
impl<D: Directory> Directory for Recorded<D> {
    async fn account(&self, mailbox: &str, role: Role) -> Result<Option<Account>, DirectoryError> {
        let account = self.directory.account(mailbox, role).await?;
        self.with_maker(account).await
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
        let account = self.directory.managed_account(area, mailbox).await?;
        self.with_maker(account).await
    }

    async fn sign_in(&self, attempt: Attempt) -> Result<SignIn, DirectoryError> {
        let (client, source) = (attempt.client.clone(), attempt.source);
        let outcome = self.directory.sign_in(attempt).await?;
        // What was refused is not written down: people type passwords into the wrong field.
        let (mailbox, event) = match &outcome {
            SignIn::Accepted(account) => (account.mailbox.as_str(), "signed-in"),
            SignIn::Locked(mailbox) => (mailbox.as_str(), "sign-in-refused-locked"),
            SignIn::Refused => ("", "sign-in-refused"),
        };
        self.note_from(source, mailbox, "", event, None, &client)
            .await;
        Ok(outcome)
    }

    async fn change(&self, change: Change) -> Result<ChangeOutcome, DirectoryError> {
        let client = change.client.clone();
        let event = Event {
            id: change.id.clone(),
            session: Some(change.session.clone()),
            before: change.set_before,
            client: &client,
        };
        let work = async |was_begun| {
            let change = Change {
                set_by_another: self.ledger.set_by_another(&change.id).await?,
                was_begun,
                ..change
            };
            self.directory.change(change).await
        };
        self.once(event, change_event, work).await
    }

    async fn recorded(&self, id: &RequestId) -> Result<Record, DirectoryError> {
        // What runs here is known without the records.
        if self.single_flight.is_running(id) {
            return Ok(Record::Begun);
        }
        self.ledger.recorded(id).await
    }

    fn has_every_record(&self) -> bool {
        false
    }

    async fn reset(&self, reset: Reset) -> Result<ChangeOutcome, DirectoryError> {
        let client = reset.client.clone();
        let event = Event {
            id: reset.id.clone(),
            session: None,
            before: reset.set_before,
            client: &client,
        };
        let work = |_| self.directory.reset(reset);
        self.once(event, reset_event, work).await
    }

    async fn unlock(&self, unlock: Unlock) -> Result<UnlockOutcome, DirectoryError> {
        let status = self.directory.status(&unlock.mailbox).await?;
        let was_locked = status.is_some_and(|status| status.locked);
        let (mailbox, caller) = (unlock.mailbox.clone(), unlock.caller.clone());
        let client = unlock.client.clone();
        let outcome = self.directory.unlock(unlock).await?;
        let event = match outcome {
            UnlockOutcome::MailboxUnknown | UnlockOutcome::NotAllowed => return Ok(outcome),
            UnlockOutcome::Unlocked if was_locked => "unlocked",
            UnlockOutcome::Unlocked => "unlock-not-locked",
        };
        self.note(&mailbox, &caller, event, None, &client).await;
        Ok(outcome)
    }

    async fn policy(&self, account: &Account) -> Result<Policy, DirectoryError> {
        self.directory.policy(account).await
    }

    async fn devices(&self, mailbox: &str) -> Result<Vec<Device>, DirectoryError> {
        self.directory.devices(mailbox).await
    }

    async fn status(&self, mailbox: &str) -> Result<Option<Status>, DirectoryError> {
        let Some(status) = self.directory.status(mailbox).await? else {
            return Ok(None);
        };
        let at = Timestamp::parse(&status.password_changed_at);
        let request = self.ledger.request_of(mailbox, at).await?;
        let done = request.filter(|(_, request)| request.done.is_some());
        Ok(Some(Status {
            last_change_reference: done.map(|(key, _)| reference(&key).to_owned()),
            ..status
        }))
    }

    async fn mailboxes(&self, search: MailboxSearch) -> Result<MailboxPage, DirectoryError> {
        self.directory.mailboxes(search).await
    }

    async fn check(&self) -> Result<(), DirectoryError> {
        self.directory.check().await
    }

    fn pools(&self) -> Vec<PoolUse> {
        let mut pools = self.directory.pools();
        pools.push(self.ledger.pool());
        pools
    }
}

#[cfg(test)]
mod tests;
