//! Trying a password, by signing in to a controller with it.

use super::domain::Domain;
use super::failure::Failure;
use super::result_code::BindAnswer;
use crate::directory::{Account, Attempt, DirectoryError, Purpose, Role, SignIn};
use crate::random::random_id;

impl Domain {
    pub(super) async fn try_password(&self, attempt: &Attempt) -> Result<SignIn, DirectoryError> {
        let (lease, person) = self.find(&attempt.mailbox).await?;
        let controller = lease.connection.controller;
        lease.give_back();
        let name = match &person {
            Some(person) => person.dn().to_owned(),
            // There is no such account. Refusing it takes as long as refusing a wrong password.
            None => format!("CN={},{}", random_id()?, self.settings.scope),
        };
        let answer = self.bind(controller, &name, &attempt.password).await?;
        let Some(person) = person else {
            return Ok(SignIn::Refused);
        };
        match (answer, attempt.purpose) {
            (BindAnswer::Accepted, Purpose::Administration) => {
                let account = self.account_of(&attempt.mailbox).await?;
                let administrator = account.filter(|account| account.role() == Role::Administrator);
                Ok(administrator.map_or(SignIn::Refused, SignIn::Accepted))
            }
            (BindAnswer::Accepted, Purpose::Mail | Purpose::OwnMailbox)
            | (BindAnswer::MustChange, Purpose::OwnMailbox) => {
                Ok(SignIn::Accepted(person.account(None)))
            }
            (BindAnswer::MustChange, Purpose::Administration | Purpose::Mail)
            | (BindAnswer::Refused | BindAnswer::NotAllowed, _) => Ok(SignIn::Refused),
            (BindAnswer::Locked, _) => Ok(SignIn::Locked(person.account(None).mailbox)),
            (BindAnswer::Unusable(code), _) => {
                Err(DirectoryError::Unavailable(format!("a sign-in: {code}")))
            }
        }
    }

    /// The account with what its owner looks after.
    pub(super) async fn account_of(
        &self,
        mailbox: &str,
    ) -> Result<Option<Account>, DirectoryError> {
        let (mut lease, person) = self.find(mailbox).await?;
        let account = match &person {
            Some(person) => {
                let area = self.area_of(&mut lease, person).await?;
                Some(person.account(area))
            }
            None => None,
        };
        lease.give_back();
        Ok(account)
    }

    /// Tries a password once, and signs out again.
    pub(super) async fn bind(
        &self,
        controller: usize,
        name: &str,
        password: &str,
    ) -> Result<BindAnswer, DirectoryError> {
        let mut personal = self.pool.personal(controller).await?;
        let answer = personal.connection.bind(name, password).await;
        personal.close().await;
        answer.map_err(Failure::of_reading)
    }
}
