//! Changing a password: compared without holding a lock, committed in one transaction.

use mailbox_password_rules::Candidate;
use mailbox_password_rules::wire::reference;
use rusqlite::{Transaction, params};

use super::accounts::Accounts;
use super::outcomes::recorded;
use super::replace::{EndedSessions, Replacement};
use super::row::AccountRow;
use crate::directory::{Change, ChangeOutcome, DirectoryError};
use crate::ledger::REPEAT_SECONDS;
use crate::ledger::sqlite_audit::Entry;

/// What comparing the passwords says to do, before the store is written.
enum Decision {
    /// The current password is wrong, but the new one is the password already.
    AlreadyDone,
    /// The current password is right; the new one may not be taken.
    Refuse(ChangeOutcome),
    /// The current password is right; this is the hash of the new one.
    Replace(String),
    /// Neither is the password.
    WrongPassword,
}

impl Accounts {
    pub(super) fn change_password(&self, change: &Change) -> Result<ChangeOutcome, DirectoryError> {
        let (record, seen) = self.store.read(|connection| {
            Ok((
                recorded(connection, &change.id)?,
                AccountRow::find(connection, &change.id.mailbox)?,
            ))
        })?;
        if let Some(at) = record {
            return Ok(ChangeOutcome::Repeated(at));
        }
        let Some(seen) = seen else {
            return Ok(ChangeOutcome::MailboxUnknown);
        };
        let decision = match seen.attempts.lock(self.clock.now()) {
            Some(until) => Decision::Refuse(ChangeOutcome::Locked(until)),
            None => self.decide(&seen, change)?,
        };
        self.store
            .write(|tx| self.commit_change(tx, &seen, change, decision))
    }

    fn decide(&self, row: &AccountRow, change: &Change) -> Result<Decision, DirectoryError> {
        if !self.hasher.verify(&change.current, &row.hash) {
            let repeats = self.hasher.verify(&change.new, &row.hash);
            return Ok(if repeats {
                Decision::AlreadyDone
            } else {
                Decision::WrongPassword
            });
        }
        // A password that must be changed may be changed at once, but not into itself.
        let age = self.policy.min_age_seconds.filter(|_| !row.must_change);
        // Without an age nothing is too soon, also where the clock was set back to before the last change.
        if let Some(age) = age {
            let earliest = row.password_set_at.plus_seconds(age);
            if self.clock.now() < earliest {
                return Ok(Decision::Refuse(ChangeOutcome::TooSoon(earliest)));
            }
        }
        let candidate = Candidate {
            new: &change.new,
            current: Some(&change.current),
        };
        let broken = self.broken_rules(row, candidate);
        if !broken.is_empty() {
            return Ok(Decision::Refuse(ChangeOutcome::Rejected(broken)));
        }
        let unchanged = row.must_change && change.new == change.current;
        if unchanged || self.used_before(row, change)? {
            return Ok(Decision::Refuse(ChangeOutcome::Reused));
        }
        Ok(Decision::Replace(self.hasher.hash(&change.new)?))
    }

    /// Whether it is one of the latest passwords; the present one is the first of them, as in Active Directory.
    fn used_before(&self, row: &AccountRow, change: &Change) -> Result<bool, DirectoryError> {
        let Some(earlier) = self
            .policy
            .history
            .and_then(|history| history.checked_sub(1))
        else {
            return Ok(false);
        };
        let retired: Vec<String> = self.store.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT hash FROM history WHERE mailbox = ?1 ORDER BY retired_at DESC LIMIT ?2",
                )?
                .query_map(params![row.mailbox, earlier], |row| row.get(0))?
                .collect()
        })?;
        Ok(change.new == change.current
            || retired
                .iter()
                .any(|hash| self.hasher.verify(&change.new, hash)))
    }

    fn commit_change(
        &self,
        tx: &Transaction<'_>,
        seen: &AccountRow,
        change: &Change,
        decision: Decision,
    ) -> rusqlite::Result<ChangeOutcome> {
        let now = self.clock.now();
        if let Some(at) = recorded(tx, &change.id)? {
            // Another instance did this very request while this one was comparing.
            return Ok(ChangeOutcome::Repeated(at));
        }
        let Some(row) = AccountRow::find(tx, &change.id.mailbox)? else {
            return Ok(ChangeOutcome::MailboxUnknown);
        };
        let entry = |event| {
            Entry {
                at: now,
                mailbox: &row.mailbox,
                caller: &change.id.caller,
                event,
                reference: Some(reference(&change.id.key)),
                client: &change.client,
            }
            .write(tx)
        };
        if let Some(until) = row.attempts.lock(now) {
            entry("change-refused-locked")?;
            return Ok(ChangeOutcome::Locked(until));
        }
        if !row.has_same_password_as(seen) {
            // Another instance changed it while this one was comparing.
            return Ok(ChangeOutcome::Busy);
        }
        match decision {
            Decision::Refuse(outcome) => {
                if !matches!(outcome, ChangeOutcome::Locked(_)) {
                    let attempts = row.attempts.after_success(self.policy.lockout, now);
                    row.write_accepted(tx, attempts, &change.client, now)?;
                }
                entry("change-refused")?;
                Ok(outcome)
            }
            Decision::AlreadyDone => {
                let recent = row
                    .changed_by_owner()
                    .filter(|at| now < at.plus_seconds(REPEAT_SECONDS));
                entry(if recent.is_some() {
                    "change-repeated"
                } else {
                    "change-refused"
                })?;
                Ok(recent.map_or_else(
                    || {
                        ChangeOutcome::CurrentIncorrect(
                            row.attempts.remaining(self.policy.lockout, now),
                        )
                    },
                    ChangeOutcome::Repeated,
                ))
            }
            Decision::Replace(hash) => {
                let at = now.max(row.password_set_at.next());
                let new = Replacement {
                    id: &change.id,
                    hash: &hash,
                    at,
                    ended_sessions: EndedSessions::AllBut(&change.session),
                    must_change: false,
                };
                self.replace(tx, &row, &new)?;
                let attempts = row.attempts.after_success(self.policy.lockout, now);
                row.write_accepted(tx, attempts, &change.client, now)?;
                entry("changed")?;
                Ok(ChangeOutcome::Changed(at))
            }
            Decision::WrongPassword => {
                let attempts = row.attempts.after_refusal(self.policy.lockout, now);
                row.write_refused(tx, attempts, &change.client, now)?;
                entry("change-refused-current-incorrect")?;
                if let Some(until) = attempts.lock(now) {
                    entry("locked")?;
                    return Ok(ChangeOutcome::Locked(until));
                }
                Ok(ChangeOutcome::CurrentIncorrect(
                    attempts.remaining(self.policy.lockout, now),
                ))
            }
        }
    }
}
