//! The embedded directory: one SQLite file, Argon2id, a history, and a lock that counts every wrong password. The file
//! is the panel's ledger too.

mod accounts;
mod change;
mod hash;
mod hash_memory;
mod list;
mod lockout;
mod outcomes;
mod replace;
mod reset;
mod row;
mod seed;
mod sessions;
mod settings;
mod sign_in;
mod store;
mod unlock;

use std::path::Path;
use std::sync::Arc;
use std::thread::available_parallelism;

use async_trait::async_trait;
use mailbox_password_rules::Policy;
use mailbox_password_rules::wire::{Device, Status};

use self::accounts::Accounts;
use super::single_flight::{SingleFlight, busy};
use super::{
    Account, Area, Attempt, Change, ChangeOutcome, Directory, DirectoryError, MailboxPage,
    MailboxSearch, PoolUse, Record, RequestId, Reset, Role, SignIn, Unlock, UnlockOutcome,
    domain_of,
};
use crate::blocking::BlockingPool;
use crate::clock::{Clock, Timestamp};
use crate::ledger::{AuditEntry, Ledger};

pub use self::hash::HashCost;
pub use self::seed::{NewDevice, NewMailbox};
pub use self::settings::Settings;
pub(crate) use self::store::SCHEMA_VERSION as LAYOUT;

/// The least number of password operations at once; each needs the memory of one hash.
const MIN_PASSWORD_THREADS: usize = 4;

/// The number of look-ups at once.
const LOOKUP_THREADS: usize = 32;

/// Mailboxes in one SQLite file. Its calls run on a limited number of threads. Copies share the file and the threads.
#[derive(Clone)]
pub struct Embedded {
    accounts: Arc<Accounts>,
    single_flight: Arc<SingleFlight>,
    /// Password work: memory and processor, so only a few at once.
    passwords: BlockingPool,
    /// Look-ups, which are short.
    lookups: BlockingPool,
}

impl Embedded {
    /// Opens the file, creating it if it is not there.
    ///
    /// # Errors
    /// The store cannot be opened, read or written.
    pub fn open(
        path: &Path,
        settings: Settings,
        clock: Arc<Clock>,
    ) -> Result<Self, DirectoryError> {
        let processors = available_parallelism().map_or(1, usize::from);
        Ok(Self {
            accounts: Arc::new(Accounts::open(path, settings, clock)?),
            single_flight: Arc::default(),
            passwords: BlockingPool::new(processors.max(MIN_PASSWORD_THREADS)),
            lookups: BlockingPool::new(LOOKUP_THREADS),
        })
    }

    /// Adds a mailbox; one that is there already stays as it is. Says whether it was added. Blocks.
    ///
    /// # Errors
    /// The store cannot be opened, read or written.
    pub fn add_mailbox(&self, new: &NewMailbox<'_>) -> Result<bool, DirectoryError> {
        self.accounts.add_mailbox(new)
    }

    /// Adds a device; one that is there already stays as it is. Blocks.
    ///
    /// # Errors
    /// The store cannot be opened, read or written.
    pub fn add_device(&self, new: &NewDevice<'_>) -> Result<(), DirectoryError> {
        self.accounts.add_device(new)
    }

    async fn look_up<T, F>(&self, work: F) -> Result<T, DirectoryError>
    where
        T: Send + 'static,
        F: FnOnce(&Accounts) -> Result<T, DirectoryError> + Send + 'static,
    {
        let accounts = Arc::clone(&self.accounts);
        self.lookups.run(move || work(&accounts)).await
    }

    async fn with_password<T, F>(&self, work: F) -> Result<T, DirectoryError>
    where
        T: Send + 'static,
        F: FnOnce(&Accounts) -> Result<T, DirectoryError> + Send + 'static,
    {
        let accounts = Arc::clone(&self.accounts);
        self.passwords.run(move || work(&accounts)).await
    }

    /// Does a request once. A repeat of one that is running waits here, and not on a thread.
    async fn once<F>(&self, id: &RequestId, work: F) -> Result<ChangeOutcome, DirectoryError>
    where
        F: FnOnce(&Accounts) -> Result<ChangeOutcome, DirectoryError> + Send + 'static,
    {
        let work = self.with_password(work);
        match self.single_flight.run(id, work).await {
            Ok(ChangeOutcome::Busy) => busy(self.recorded(id).await),
            outcome => outcome,
        }
    }
}

#[async_trait]
impl Directory for Embedded {
    async fn account(&self, mailbox: &str, _: Role) -> Result<Option<Account>, DirectoryError> {
        let mailbox = mailbox.to_owned();
        self.look_up(move |accounts| accounts.account(&mailbox))
            .await
    }

    async fn managed_account(
        &self,
        area: &Area,
        mailbox: &str,
    ) -> Result<Option<Account>, DirectoryError> {
        let account = self.account(mailbox, Role::User).await?;
        Ok(account.filter(|account| {
            let domain = domain_of(&account.mailbox);
            area.parts.iter().any(|part| part == domain)
        }))
    }

    async fn sign_in(&self, attempt: Attempt) -> Result<SignIn, DirectoryError> {
        self.with_password(move |accounts| accounts.try_password(&attempt))
            .await
    }

    async fn change(&self, change: Change) -> Result<ChangeOutcome, DirectoryError> {
        let id = change.id.clone();
        self.once(&id, move |accounts| accounts.change_password(&change))
            .await
    }

    async fn recorded(&self, id: &RequestId) -> Result<Record, DirectoryError> {
        // Asked first: what ends between the two questions is on record.
        let is_running = self.single_flight.is_running(id);
        let asked = id.clone();
        match self
            .look_up(move |accounts| accounts.recorded(&asked))
            .await?
        {
            Record::Nothing if is_running => Ok(Record::Begun),
            record => Ok(record),
        }
    }

    async fn reset(&self, reset: Reset) -> Result<ChangeOutcome, DirectoryError> {
        let id = reset.id.clone();
        self.once(&id, move |accounts| accounts.reset_password(&reset))
            .await
    }

    async fn unlock(&self, unlock: Unlock) -> Result<UnlockOutcome, DirectoryError> {
        self.look_up(move |accounts| accounts.end_lock(&unlock))
            .await
    }

    async fn policy(&self, account: &Account) -> Result<Policy, DirectoryError> {
        let Account {
            account_name,
            display_name,
            ..
        } = account;
        Ok(self.accounts.policy_for(account_name, display_name))
    }

    async fn devices(&self, mailbox: &str) -> Result<Vec<Device>, DirectoryError> {
        let mailbox = mailbox.to_owned();
        self.look_up(move |accounts| accounts.devices(&mailbox))
            .await
    }

    async fn status(&self, mailbox: &str) -> Result<Option<Status>, DirectoryError> {
        let mailbox = mailbox.to_owned();
        self.look_up(move |accounts| accounts.status(&mailbox))
            .await
    }

    async fn mailboxes(&self, search: MailboxSearch) -> Result<MailboxPage, DirectoryError> {
        self.look_up(move |accounts| accounts.mailboxes(&search))
            .await
    }

    async fn check(&self) -> Result<(), DirectoryError> {
        self.look_up(Accounts::check).await
    }

    fn pools(&self) -> Vec<PoolUse> {
        vec![
            self.passwords.in_use("passwords"),
            self.lookups.in_use("look-ups"),
        ]
    }
}

#[async_trait]
impl Ledger for Embedded {
    fn signing_key(&self) -> Result<Vec<u8>, DirectoryError> {
        self.accounts.signing_key()
    }

    async fn end_session(&self, id: &str, until: Timestamp) -> Result<(), DirectoryError> {
        let id = id.to_owned();
        self.look_up(move |accounts| accounts.end_session(&id, until))
            .await
    }

    async fn has_ended(&self, id: &str) -> Result<bool, DirectoryError> {
        let id = id.to_owned();
        self.look_up(move |accounts| accounts.has_ended(&id)).await
    }

    async fn audit(
        &self,
        mailbox: &str,
        limit: u32,
    ) -> Result<Option<Vec<AuditEntry>>, DirectoryError> {
        let mailbox = mailbox.to_owned();
        self.look_up(move |accounts| accounts.audit(&mailbox, limit).map(Some))
            .await
    }

    async fn note_operation(&self, entry: &AuditEntry) -> Result<(), DirectoryError> {
        let entry = entry.clone();
        self.look_up(move |accounts| accounts.note_operation(&entry))
            .await
    }
}
