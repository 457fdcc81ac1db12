//! Trying a password.

use rusqlite::{Transaction, params};

use super::accounts::Accounts;
use super::row::AccountRow;
use crate::clock::Timestamp;
use crate::directory::{Attempt, DirectoryError, Purpose, Role, SignIn};
use crate::ledger::sqlite_audit::Entry;

/// How often a sign-in starts over because the account changed while its password was being compared.
const MAX_ATTEMPTS: usize = 3;

/// What came of comparing a password with a hash.
enum Comparison {
    /// It is the password, but its hash has another cost than new ones have; this is a new one.
    MatchWithOutdatedCost(String),
    /// It is the password.
    Match,
    /// It is another password.
    Mismatch,
}

impl Accounts {
    /// The comparison takes long and holds no lock; what it means is decided in one transaction, in the order in
    /// which attempts arrive there. So of many parallel guesses no more count as tried than of guesses in a row.
    pub(super) fn try_password(&self, attempt: &Attempt) -> Result<SignIn, DirectoryError> {
        for _ in 0..MAX_ATTEMPTS {
            let seen = self
                .store
                .read(|connection| AccountRow::find(connection, &attempt.mailbox))?;
            let comparison = match &seen {
                Some(row) if !is_locked(row, attempt, self.clock.now()) => {
                    Some(self.compare(&attempt.password, row)?)
                }
                _ => {
                    self.hasher.verify_decoy(&attempt.password);
                    None
                }
            };
            let outcome = self
                .store
                .write(|tx| self.commit_sign_in(tx, attempt, seen.as_ref(), comparison.as_ref()))?;
            if let Some(outcome) = outcome {
                return Ok(outcome);
            }
        }
        Err(DirectoryError::Unavailable(
            "the account keeps changing".to_owned(),
        ))
    }

    fn compare(&self, password: &str, row: &AccountRow) -> Result<Comparison, DirectoryError> {
        Ok(if !self.hasher.verify(password, &row.hash) {
            Comparison::Mismatch
        } else if self.hasher.is_outdated(&row.hash) {
            Comparison::MatchWithOutdatedCost(self.hasher.hash(password)?)
        } else {
            Comparison::Match
        })
    }

    /// `None`: the account is no longer the one that was compared.
    fn commit_sign_in(
        &self,
        tx: &Transaction<'_>,
        attempt: &Attempt,
        seen: Option<&AccountRow>,
        comparison: Option<&Comparison>,
    ) -> rusqlite::Result<Option<SignIn>> {
        let now = self.clock.now();
        let entry = |mailbox, event| Entry {
            at: now,
            mailbox,
            caller: "",
            event,
            reference: None,
            client: &attempt.client,
        };
        let source = attempt.source.map(|source| source.to_string());
        let source = source.as_deref().unwrap_or_default();
        let refused = |mailbox, event| entry(mailbox, event).count(tx, source);
        let (Some(seen), Some(row)) = (seen, AccountRow::find(tx, &attempt.mailbox)?) else {
            refused("", "sign-in-refused")?;
            return Ok(Some(SignIn::Refused));
        };
        if is_locked(&row, attempt, now) {
            // It changes nothing of the lock, but who unlocks has to see that somebody still tries.
            row.write_refused(tx, row.attempts, &attempt.client, now)?;
            note_device(tx, &row, attempt, false, now)?;
            refused(&row.mailbox, "sign-in-refused-locked")?;
            return Ok(Some(SignIn::Locked(row.mailbox)));
        }
        let Some(comparison) = comparison.filter(|_| row.has_same_password_as(seen)) else {
            return Ok(None);
        };
        let accepted = !matches!(comparison, Comparison::Mismatch);
        if accepted && attempt.purpose != Purpose::OwnMailbox && row.must_change {
            row.write_refused(tx, row.attempts, &attempt.client, now)?;
            note_device(tx, &row, attempt, false, now)?;
            refused(&row.mailbox, "sign-in-refused-must-change")?;
            return Ok(Some(SignIn::Refused));
        }
        if accepted && attempt.purpose == Purpose::Administration && row.role != Role::Administrator
        {
            refused(&row.mailbox, "sign-in-refused-not-administrator")?;
            return Ok(Some(SignIn::Refused));
        }
        if accepted {
            if let Comparison::MatchWithOutdatedCost(hash) = comparison {
                row.write_hash(tx, hash)?;
            }
            let attempts = if is_beside_lock(&row, attempt) {
                row.attempts
            } else {
                row.attempts.after_success(self.policy.lockout, now)
            };
            row.write_accepted(tx, attempts, &attempt.client, now)?;
            note_device(tx, &row, attempt, true, now)?;
            entry(&row.mailbox, "signed-in").write(tx)?;
            return Ok(Some(SignIn::Accepted(row.account())));
        }
        let attempts = if is_beside_lock(&row, attempt) {
            row.attempts
        } else {
            row.attempts.after_refusal(self.policy.lockout, now)
        };
        row.write_refused(tx, attempts, &attempt.client, now)?;
        note_device(tx, &row, attempt, false, now)?;
        refused(&row.mailbox, "sign-in-refused")?;
        if attempts.lock(now).is_some() && row.attempts.lock(now).is_none() {
            entry(&row.mailbox, "locked").write(tx)?;
        }
        Ok(Some(SignIn::Refused))
    }
}

/// Whether the lock has no say: an administrator at the administrators' sign-in, where anybody could set it off and
/// nobody could then end it. There the panel's limits stand in for it.
fn is_beside_lock(row: &AccountRow, attempt: &Attempt) -> bool {
    attempt.purpose == Purpose::Administration && row.role == Role::Administrator
}

/// Whether the lock refuses this attempt.
fn is_locked(row: &AccountRow, attempt: &Attempt, now: Timestamp) -> bool {
    row.attempts.lock(now).is_some() && !is_beside_lock(row, attempt)
}

/// Notes when the device that tried was last accepted or refused.
fn note_device(
    tx: &Transaction<'_>,
    row: &AccountRow,
    attempt: &Attempt,
    accepted: bool,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let statement = if accepted {
        "UPDATE devices SET accepted_at = ?3 WHERE mailbox = ?1 AND id = ?2"
    } else {
        "UPDATE devices SET refused_at = ?3 WHERE mailbox = ?1 AND id = ?2"
    };
    if let Some(device) = &attempt.device {
        tx.prepare_cached(statement)?
            .execute(params![row.mailbox, device, now])?;
    }
    Ok(())
}
