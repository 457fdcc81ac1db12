//! Active Directory: the directory of a company, in which an Exchange mailbox's password is kept. Reached over LDAP with
//! TLS.
//!
//! People's own passwords are tried by signing in with them, and changed on that very connection; everything else is
//! read and done with a service account. The directory decides, counts and locks. Answers are judged by their numbers
//! alone ([`result_code`]). Nothing is kept here but connections, and for a moment the names of a list.

mod asked;
mod change;
pub mod check;
mod connection;
mod devices;
mod dn;
mod domain;
mod entry;
mod failure;
mod filetime;
mod list;
mod names;
mod person;
mod policy;
mod pool;
mod refusal;
mod reset;
mod result_code;
mod rights;
mod settings;
mod sign_in;
mod status;
mod turns;
mod unicode_pwd;

use std::sync::Arc;

use async_trait::async_trait;
use mailbox_password_rules::Policy;
use mailbox_password_rules::wire::{Device, Status};

use self::connection::Search;
use self::domain::Domain;
use self::names::Names;
use self::pool::Pool;
use self::rights::is_in;
pub use self::settings::{Administrators, Controller, Settings};
use super::{
    Account, Area, Attempt, Change, ChangeOutcome, Directory, DirectoryError, MailboxPage,
    MailboxSearch, PoolUse, Reset, Role, SignIn, Unlock, UnlockOutcome,
};
use crate::clock::Clock;

/// The directory of a company.
pub struct ActiveDirectory(Domain);

impl ActiveDirectory {
    /// Reads the certificates to trust. Connections are opened when they are needed.
    ///
    /// # Errors
    /// The certificates cannot be used.
    pub fn new(settings: Settings, clock: Arc<Clock>) -> Result<Self, DirectoryError> {
        Ok(Self(Domain {
            pool: Pool::new(&settings)?,
            settings,
            clock,
            names: Names::default(),
        }))
    }
}

#[async_trait]
impl Directory for ActiveDirectory {
    async fn account(&self, mailbox: &str, role: Role) -> Result<Option<Account>, DirectoryError> {
        match role {
            Role::Administrator => self.0.account_of(mailbox).await,
            Role::User => {
                let (lease, person) = self.0.find(mailbox).await?;
                lease.give_back();
                Ok(person.map(|person| person.account(None)))
            }
        }
    }

    async fn managed_account(
        &self,
        area: &Area,
        mailbox: &str,
    ) -> Result<Option<Account>, DirectoryError> {
        let (lease, person) = self.0.find(mailbox).await?;
        lease.give_back();
        Ok(person
            .filter(|person| is_in(person, area))
            .map(|person| person.account(None)))
    }

    async fn sign_in(&self, attempt: Attempt) -> Result<SignIn, DirectoryError> {
        self.0.try_password(&attempt).await
    }

    async fn change(&self, change: Change) -> Result<ChangeOutcome, DirectoryError> {
        self.0.change_password(&change).await
    }

    async fn reset(&self, reset: Reset) -> Result<ChangeOutcome, DirectoryError> {
        self.0.reset_password(&reset).await
    }

    async fn unlock(&self, unlock: Unlock) -> Result<UnlockOutcome, DirectoryError> {
        self.0.end_lock(&unlock).await
    }

    async fn policy(&self, account: &Account) -> Result<Policy, DirectoryError> {
        let (mut lease, person) = self.0.find(&account.mailbox).await?;
        let policy = match &person {
            Some(person) => self.0.policy_on(&mut lease, person).await?,
            None => Policy::default(),
        };
        lease.give_back();
        Ok(policy)
    }

    async fn devices(&self, mailbox: &str) -> Result<Vec<Device>, DirectoryError> {
        self.0.devices_of(mailbox).await
    }

    async fn status(&self, mailbox: &str) -> Result<Option<Status>, DirectoryError> {
        self.0.status_of(mailbox).await
    }

    async fn mailboxes(&self, search: MailboxSearch) -> Result<MailboxPage, DirectoryError> {
        self.0.page(&search).await
    }

    async fn check(&self) -> Result<(), DirectoryError> {
        let probe = Search::object(&self.0.settings.scope, &["objectClass"]);
        let (lease, found) = self.0.pool.search(&probe).await?;
        lease.give_back();
        match found.is_empty() {
            true => Err(DirectoryError::Unavailable(format!(
                "there is no {} in the directory, or the panel's account may not read it",
                self.0.settings.scope
            ))),
            false => Ok(()),
        }
    }

    fn pools(&self) -> Vec<PoolUse> {
        self.0.pool.uses()
    }
}
