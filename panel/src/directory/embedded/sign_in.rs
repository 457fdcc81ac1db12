//! Trying a password.

use rusqlite::{Transaction, params};

use super::Embedded;
use super::audit::Entry;
use super::row::AccountRow;
use crate::clock::Moment;
use crate::directory::{Attempt, DirectoryError, Purpose, Role, SignIn};

/// How often a sign-in starts over because the account changed while its password was being compared.
const STARTS: usize = 3;

/// What a password is, beside a hash.
enum Compared {
    /// It is the password, whose hash has another cost than new ones; this is a new one.
    Outdated(String),
    /// It is the password.
    Right,
    /// It is not.
    Wrong,
}

impl Embedded {
    /// The comparison takes long and holds no lock; what it means is decided in one transaction, in the order in
    /// which attempts arrive there. So of many parallel guesses no more count as tried than of guesses in a row.
    pub(super) fn try_password(&self, attempt: &Attempt<'_>) -> Result<SignIn, DirectoryError> {
        for _ in 0..STARTS {
            let seen = self
                .store
                .read(|connection| AccountRow::find(connection, attempt.mailbox))?;
            let compared = match &seen {
                Some(row) if row.attempts.lock(self.clock.now()).is_none() => {
                    Some(self.compare(attempt.password, row)?)
                }
                _ => {
                    self.hasher.pretend(attempt.password);
                    None
                }
            };
            let outcome = self
                .store
                .write(|tx| self.settle_sign_in(tx, attempt, seen.as_ref(), compared.as_ref()))?;
            if let Some(outcome) = outcome {
                return Ok(outcome);
            }
        }
        Err(DirectoryError::Unavailable(
            "the account keeps changing".to_owned(),
        ))
    }

    fn compare(&self, password: &str, row: &AccountRow) -> Result<Compared, DirectoryError> {
        Ok(if !self.hasher.verify(password, &row.hash) {
            Compared::Wrong
        } else if self.hasher.is_outdated(&row.hash) {
            Compared::Outdated(self.hasher.hash(password)?)
        } else {
            Compared::Right
        })
    }

    /// `None`: the account is no longer the one that was compared with.
    fn settle_sign_in(
        &self,
        tx: &Transaction<'_>,
        attempt: &Attempt<'_>,
        seen: Option<&AccountRow>,
        compared: Option<&Compared>,
    ) -> rusqlite::Result<Option<SignIn>> {
        let now = self.clock.now();
        let entry = |mailbox, event| {
            Entry {
                at: now,
                mailbox,
                caller: "",
                event,
                reference: None,
                client: attempt.client,
            }
            .write(tx)
        };
        let (Some(seen), Some(row)) = (seen, AccountRow::find(tx, attempt.mailbox)?) else {
            entry("", "sign-in-refused")?;
            return Ok(Some(SignIn::Refuse));
        };
        if row.attempts.lock(now).is_some() {
            // It changes nothing of the lock, but who unlocks has to see that somebody still tries.
            row.refused(tx, row.attempts, attempt.client, now)?;
            note_device(tx, &row, attempt, false, now)?;
            entry(&row.mailbox, "sign-in-refused-locked")?;
            return Ok(Some(SignIn::Lock));
        }
        let Some(compared) = compared.filter(|_| row.has_password_of(seen)) else {
            return Ok(None);
        };
        let accepted = !matches!(compared, Compared::Wrong);
        if accepted && attempt.purpose != Purpose::OwnMailbox && row.must_change {
            row.refused(tx, row.attempts, attempt.client, now)?;
            note_device(tx, &row, attempt, false, now)?;
            entry(&row.mailbox, "sign-in-refused-must-change")?;
            return Ok(Some(SignIn::Refuse));
        }
        if accepted && attempt.purpose == Purpose::Administration && row.role != Role::Administrator
        {
            entry(&row.mailbox, "sign-in-refused-not-administrator")?;
            return Ok(Some(SignIn::Refuse));
        }
        if accepted {
            if let Compared::Outdated(hash) = compared {
                row.rehashed(tx, hash)?;
            }
            row.accepted(tx, attempt.client, now)?;
            note_device(tx, &row, attempt, true, now)?;
            entry(&row.mailbox, "signed-in")?;
            return Ok(Some(SignIn::Accept(row.account())));
        }
        let attempts = row.attempts.refuse(self.policy.lockout, now);
        row.refused(tx, attempts, attempt.client, now)?;
        note_device(tx, &row, attempt, false, now)?;
        entry(&row.mailbox, "sign-in-refused")?;
        if attempts.lock(now).is_some() {
            entry(&row.mailbox, "locked")?;
        }
        Ok(Some(SignIn::Refuse))
    }
}

/// Notes when the device that tried was last accepted or refused.
fn note_device(
    tx: &Transaction<'_>,
    row: &AccountRow,
    attempt: &Attempt<'_>,
    accepted: bool,
    now: Moment,
) -> rusqlite::Result<()> {
    let statement = if accepted {
        "UPDATE devices SET accepted_at = ?3 WHERE mailbox = ?1 AND id = ?2"
    } else {
        "UPDATE devices SET refused_at = ?3 WHERE mailbox = ?1 AND id = ?2"
    };
    if let Some(device) = attempt.device {
        tx.prepare_cached(statement)?
            .execute(params![row.mailbox, device, now])?;
    }
    Ok(())
}
