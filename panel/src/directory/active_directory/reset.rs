//! An administrator's new password, and the end of a lock: with the service account's rights.

use mailbox_password_rules::Candidate;

use super::connection::Modification;
use super::domain::Domain;
use super::failure::Failure;
use super::person::{Person, read_again, still_at};
use super::refusal::broken_rules;
use super::result_code::ModifyAnswer;
use super::unicode_pwd;
use crate::directory::{ChangeOutcome, DirectoryError, Reset, Unlock, UnlockOutcome};

impl Domain {
    pub(super) async fn reset_password(
        &self,
        reset: &Reset,
    ) -> Result<ChangeOutcome, DirectoryError> {
        let (mut lease, person) = self.find(&reset.id.mailbox).await?;
        let Some(person) = person else {
            lease.give_back();
            return Ok(ChangeOutcome::MailboxUnknown);
        };
        let mut modifications = vec![Modification::Set(
            unicode_pwd::NAME,
            unicode_pwd::encode(&reset.new),
        )];
        if reset.must_change {
            modifications.push(Modification::Set("pwdLastSet", b"0".to_vec()));
        }
        let answer = lease
            .connection
            .modify(person.dn(), modifications)
            .await
            .map_err(Failure::of_writing)?;
        let outcome = match answer {
            ModifyAnswer::Done => {
                let after = read_again(&mut lease.connection, &person).await;
                let at = after.and_then(|after| after.password_set_at());
                ChangeOutcome::Changed(at.unwrap_or_else(|| self.clock.now()))
            }
            ModifyAnswer::PasswordRefused => {
                let policy = self.policy_on(&mut lease, &person).await?;
                let candidate = Candidate {
                    new: &reset.new,
                    current: None,
                };
                ChangeOutcome::Rejected(broken_rules(&policy, candidate))
            }
            ModifyAnswer::NotAllowed | ModifyAnswer::CurrentIncorrect | ModifyAnswer::Locked => {
                no_right(&person, "set a password");
                ChangeOutcome::NotAllowed
            }
            ModifyAnswer::Gone => {
                self.gone(&person, &reset.id.mailbox).await?;
                ChangeOutcome::MailboxUnknown
            }
            ModifyAnswer::Unusable(code) => {
                return Err(DirectoryError::Unavailable(format!("a reset: {code}")));
            }
            ModifyAnswer::Unclear(code) => {
                return Err(DirectoryError::OutcomeUnknown(format!("a reset: {code}")));
            }
        };
        lease.give_back();
        Ok(outcome)
    }

    pub(super) async fn end_lock(&self, unlock: &Unlock) -> Result<UnlockOutcome, DirectoryError> {
        let (mut lease, person) = self.find(&unlock.mailbox).await?;
        let Some(person) = person else {
            lease.give_back();
            return Ok(UnlockOutcome::MailboxUnknown);
        };
        let modification = vec![Modification::Set("lockoutTime", b"0".to_vec())];
        let answer = lease
            .connection
            .modify(person.dn(), modification)
            .await
            .map_err(Failure::of_writing)?;
        match answer {
            ModifyAnswer::Done => {
                lease.give_back();
                Ok(UnlockOutcome::Unlocked)
            }
            ModifyAnswer::Gone => {
                self.gone(&person, &unlock.mailbox).await?;
                Ok(UnlockOutcome::MailboxUnknown)
            }
            ModifyAnswer::NotAllowed
            | ModifyAnswer::CurrentIncorrect
            | ModifyAnswer::Locked
            | ModifyAnswer::PasswordRefused => {
                lease.give_back();
                no_right(&person, "unlock");
                Ok(UnlockOutcome::NotAllowed)
            }
            ModifyAnswer::Unusable(code) => {
                Err(DirectoryError::Unavailable(format!("an unlock: {code}")))
            }
            ModifyAnswer::Unclear(code) => {
                Err(DirectoryError::OutcomeUnknown(format!("an unlock: {code}")))
            }
        }
    }
}

impl Domain {
    /// An account was not where it had been found: an error if it was moved, and not deleted.
    async fn gone(&self, before: &Person, mailbox: &str) -> Result<(), DirectoryError> {
        let (lease, person) = self.find(mailbox).await?;
        lease.give_back();
        person.map_or(Ok(()), |now| still_at(before, &now))
    }
}

fn no_right(person: &Person, what: &str) {
    tracing::error!(
        dn = person.dn(),
        "the panel's account has no right to {what} there; give it the rights that the guide lists"
    );
}
