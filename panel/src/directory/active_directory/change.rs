//! Changing one's own password: sign in with the current one, then remove the old value and add the new one in one
//! modification.

use mailbox_password_rules::Candidate;

use super::connection::{Connection, Modification};
use super::domain::Domain;
use super::failure::Failure;
use super::person::{Person, read_again, still_at};
use super::pool::Lease;
use super::refusal::explain;
use super::result_code::{BindAnswer, ModifyAnswer, ResultCode};
use super::status::unlocks_at;
use super::unicode_pwd;
use crate::clock::Timestamp;
use crate::directory::{Change, ChangeOutcome, DirectoryError};
use crate::ledger::REPEAT_SECONDS;

impl Domain {
    pub(super) async fn change_password(
        &self,
        change: &Change,
    ) -> Result<ChangeOutcome, DirectoryError> {
        let (lease, person) = self.find(&change.id.mailbox).await?;
        let controller = lease.connection.controller;
        lease.give_back();
        let Some(before) = person else {
            return Ok(ChangeOutcome::MailboxUnknown);
        };
        let mut personal = self.pool.personal(controller).await?;
        let bound = personal.connection.bind(before.dn(), &change.current).await;
        let bound = bound.map_err(Failure::of_reading)?;
        let answer = if bound == BindAnswer::Accepted {
            exchange(&mut personal.connection, &before, change).await?
        } else {
            unbound(bound)
        };
        if answer == ModifyAnswer::Done {
            let outcome = self.done(&mut personal.connection, &before).await;
            personal.close().await;
            return Ok(outcome);
        }
        personal.close().await;
        if let ModifyAnswer::Unclear(code) = answer {
            return Err(unclear(code));
        }

        // Without the current password nothing was done now, which says nothing of an earlier copy of the request.
        let is_refused = matches!(bound, BindAnswer::Locked | BindAnswer::Refused)
            || answer == ModifyAnswer::CurrentIncorrect && bound == BindAnswer::Accepted;
        let (mut lease, person) = match self.find(&change.id.mailbox).await {
            Err(error) if is_refused => return Err(error.of_a_repeat()),
            found => found?,
        };
        let Some(person) = person else {
            return Ok(ChangeOutcome::MailboxUnknown);
        };
        // A controller refuses the sign-in of an object that is not there any more, as it does a wrong password.
        let may_be_moved = matches!(answer, ModifyAnswer::CurrentIncorrect | ModifyAnswer::Gone);
        let is_open = is_refused && self.may_be_done(&person, change);
        if may_be_moved && bound != BindAnswer::MustChange {
            still_at(&before, &person).map_err(|error| of_refused(error, is_open))?;
        }
        // Nobody can sign in with such a password, but whoever knows it may change it.
        let answer = if bound == BindAnswer::MustChange {
            exchange(&mut lease.connection, &person, change).await?
        } else {
            answer
        };
        let before = Before {
            answer: bound,
            refused_at: before.refused_at(),
        };
        let outcome = self
            .outcome(&mut lease, &before, person, change, answer)
            .await
            .map_err(|error| of_refused(error, is_open))?;
        lease.give_back();
        Ok(outcome)
    }

    /// The outcome of a change that was done, with the date that the controller has set.
    async fn done(&self, connection: &mut Connection, person: &Person) -> ChangeOutcome {
        let after = read_again(connection, person).await;
        let at = after.and_then(|after| after.password_set_at());
        ChangeOutcome::Changed(at.unwrap_or_else(|| self.clock.now()))
    }

    async fn outcome(
        &self,
        lease: &mut Lease,
        before: &Before,
        person: Person,
        change: &Change,
        answer: ModifyAnswer,
    ) -> Result<ChangeOutcome, DirectoryError> {
        Ok(match answer {
            ModifyAnswer::Done => self.done(&mut lease.connection, &person).await,
            ModifyAnswer::CurrentIncorrect => {
                self.current_incorrect(lease, before, person, change)
                    .await?
            }
            // No password was compared.
            ModifyAnswer::Locked
                if before.answer == BindAnswer::Locked && self.may_be_done(&person, change) =>
            {
                return Err(undecided());
            }
            ModifyAnswer::Locked => self.locked(lease, &person).await?,
            ModifyAnswer::PasswordRefused => {
                let policy = self.policy_on(lease, &person).await?;
                let candidate = Candidate {
                    new: &change.new,
                    current: Some(&change.current),
                };
                explain(&policy, candidate, &person, self.clock.now())
            }
            ModifyAnswer::NotAllowed => ChangeOutcome::NotAllowed,
            ModifyAnswer::Gone => ChangeOutcome::MailboxUnknown,
            ModifyAnswer::Unusable(code) => {
                return Err(DirectoryError::Unavailable(format!("a change: {code}")));
            }
            ModifyAnswer::Unclear(code) => return Err(unclear(code)),
        })
    }

    /// The current password was refused. Either this request has been done already, perhaps by another panel, or the
    /// refusal was counted and may have locked the account.
    async fn current_incorrect(
        &self,
        lease: &mut Lease,
        before: &Before,
        person: Person,
        change: &Change,
    ) -> Result<ChangeOutcome, DirectoryError> {
        let lockout = self.policy_on(lease, &person).await?.lockout;
        let forgiven = lockout.and_then(|lockout| lockout.recent_passwords_not_counted);
        // If the history is long enough, the latest passwords are not counted. So a password that was counted was none of
        // them.
        let was_never_the_password = before.answer == BindAnswer::Refused
            && forgiven.unwrap_or(0) > 0
            && person.refused_at() != before.refused_at;
        if person.is_locked() {
            if !was_never_the_password && self.may_be_done(&person, change) {
                return Err(undecided());
            }
            return self.locked(lease, &person).await;
        }
        if !was_never_the_password && let Some(at) = self.repeated(lease, &person, change).await? {
            return Ok(ChangeOutcome::Changed(at));
        }
        let person = read_again(&mut lease.connection, &person)
            .await
            .unwrap_or(person);
        if person.is_locked() {
            return self.locked(lease, &person).await;
        }
        let left = lockout
            // Each controller has its own count, so the number is exact only if there is one controller.
            .filter(|lockout| lockout.threshold > 0 && self.pool.count() == 1)
            .map(|lockout| lockout.threshold.saturating_sub(person.refused_count()));
        Ok(ChangeOutcome::CurrentIncorrect(left))
    }

    /// When the new password became the password, if an earlier copy of this request may have made it so. Only then the
    /// new one is tried, because it may count as one more wrong password.
    async fn repeated(
        &self,
        lease: &Lease,
        person: &Person,
        change: &Change,
    ) -> Result<Option<Timestamp>, DirectoryError> {
        let Some(at) = self.may_be_of(person, change) else {
            return Ok(None);
        };
        let controller = lease.connection.controller;
        match self.bind(controller, person.dn(), &change.new).await? {
            BindAnswer::Accepted | BindAnswer::MustChange | BindAnswer::NotAllowed => Ok(Some(at)),
            BindAnswer::Refused => Ok(None),
            BindAnswer::Locked | BindAnswer::Unusable(_) => Err(undecided()),
        }
    }

    /// When the password was set, if an earlier copy of this request may have set it: lately, unless such a copy is on
    /// record, and not by another request.
    fn may_be_of(&self, person: &Person, change: &Change) -> Option<Timestamp> {
        let now = self.clock.now();
        person
            .password_set_at()
            .filter(|at| change.was_begun || now < at.plus_seconds(REPEAT_SECONDS))
            .filter(|at| change.set_by_another != Some(*at))
    }

    /// Whether an earlier copy of this request may have been done, as far as can be told without trying the new password.
    /// A change that succeeds ends the session of its request. So while that session is valid and the password is still the
    /// one set at `set_before`, no copy of the request has changed it.
    fn may_be_done(&self, person: &Person, change: &Change) -> bool {
        self.may_be_of(person, change)
            .is_some_and(|at| change.was_begun || change.set_before != Some(at))
    }

    async fn locked(
        &self,
        lease: &mut Lease,
        person: &Person,
    ) -> Result<ChangeOutcome, DirectoryError> {
        let person = read_again(&mut lease.connection, person)
            .await
            .unwrap_or(person.clone());
        let policy = self.policy_on(lease, &person).await?;
        Ok(ChangeOutcome::Locked(unlocks_at(&person, &policy)))
    }
}

/// What was read before the change was sent.
struct Before {
    /// The controller's answer to the sign-in with the current password.
    answer: BindAnswer,
    /// The last wrong password before that.
    refused_at: Option<Timestamp>,
}

/// What a refused sign-in means for the change.
const fn unbound(answer: BindAnswer) -> ModifyAnswer {
    match answer {
        BindAnswer::Locked => ModifyAnswer::Locked,
        BindAnswer::NotAllowed => ModifyAnswer::NotAllowed,
        BindAnswer::Unusable(code) => ModifyAnswer::Unusable(code),
        BindAnswer::Accepted | BindAnswer::MustChange | BindAnswer::Refused => {
            ModifyAnswer::CurrentIncorrect
        }
    }
}

fn unclear(code: ResultCode) -> DirectoryError {
    DirectoryError::OutcomeUnknown(format!("a change: {code}"))
}

/// Neither the current password nor the new one could be tried.
fn undecided() -> DirectoryError {
    DirectoryError::OutcomeUnknown(
        "whether the new password is the password already could not be tried".to_owned(),
    )
}

/// What an error says of a change whose current password was refused. `is_open`: an earlier copy may have been done.
fn of_refused(error: DirectoryError, is_open: bool) -> DirectoryError {
    if is_open { error.of_a_repeat() } else { error }
}

/// Sends the change, once.
async fn exchange(
    connection: &mut Connection,
    person: &Person,
    change: &Change,
) -> Result<ModifyAnswer, DirectoryError> {
    let exchange = Modification::Exchange(
        unicode_pwd::NAME,
        unicode_pwd::encode(&change.current),
        unicode_pwd::encode(&change.new),
    );
    connection
        .modify(person.dn(), vec![exchange])
        .await
        .map_err(Failure::of_writing)
}
