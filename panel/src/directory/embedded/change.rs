//! Changing a password: judged without a lock, settled in one transaction.

use mailbox_password_rules::wire::reference;
use mailbox_password_rules::{Candidate, Rule, Verdict, evaluate};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::Embedded;
use super::audit::Entry;
use super::row::AccountRow;
use crate::clock::Moment;
use crate::directory::{Change, ChangeOutcome, DirectoryError};

/// How long after a change a repeat of it, without a record, is still taken for one (the wire contract).
pub(crate) const REPEAT_SECONDS: u64 = 600;

/// How long the outcome of a key is kept.
const OUTCOME_SECONDS: u64 = 86_400;

/// What the passwords say, before the store has its word.
enum Judgement {
    /// The current password is wrong, but the new one is already the password.
    Repeat,
    /// The current password is right; the new one may not be taken.
    Refuse(ChangeOutcome),
    /// The current password is right; this is the hash of the new one.
    Replace(String),
    /// Neither is the password.
    Wrong,
}

impl Embedded {
    pub(super) fn change_password(
        &self,
        change: &Change<'_>,
    ) -> Result<ChangeOutcome, DirectoryError> {
        if let Some(at) = self.store.read(|connection| recorded(connection, change))? {
            return Ok(ChangeOutcome::Changed(at));
        }
        let Some(_turn) = self.turns.take(change.mailbox) else {
            return Ok(ChangeOutcome::Busy);
        };
        let (record, seen) = self.store.read(|connection| {
            Ok((
                recorded(connection, change)?,
                AccountRow::find(connection, change.mailbox)?,
            ))
        })?;
        if let Some(at) = record {
            return Ok(ChangeOutcome::Changed(at));
        }
        let Some(seen) = seen else {
            return Ok(ChangeOutcome::MailboxUnknown);
        };
        let judgement = match seen.attempts.lock(self.clock.now()) {
            Some(until) => Judgement::Refuse(ChangeOutcome::Locked(until)),
            None => self.judge(&seen, change)?,
        };
        self.store
            .write(|tx| self.settle_change(tx, &seen, change, judgement))
    }

    fn judge(&self, row: &AccountRow, change: &Change<'_>) -> Result<Judgement, DirectoryError> {
        if !self.hasher.verify(change.current, &row.hash) {
            let repeats = self.hasher.verify(change.new, &row.hash);
            return Ok(if repeats {
                Judgement::Repeat
            } else {
                Judgement::Wrong
            });
        }
        let earliest = row
            .password_set_at
            .plus_seconds(self.policy.min_age_seconds.unwrap_or(0));
        if self.clock.now() < earliest {
            return Ok(Judgement::Refuse(ChangeOutcome::TooSoon(earliest)));
        }
        let broken = self.broken_rules(row, change);
        if !broken.is_empty() {
            return Ok(Judgement::Refuse(ChangeOutcome::Rejected(broken)));
        }
        if self.used_before(row, change)? {
            return Ok(Judgement::Refuse(ChangeOutcome::Reused));
        }
        Ok(Judgement::Replace(self.hasher.hash(change.new)?))
    }

    fn broken_rules(&self, row: &AccountRow, change: &Change<'_>) -> Vec<Rule> {
        let policy = self.policy_for(&row.account_name, &row.display_name);
        let candidate = Candidate {
            new: change.new,
            current: Some(change.current),
        };
        // What only a back end can tell (history, minimum age) is told elsewhere in this file.
        evaluate(&policy, candidate, Some(&self.common))
            .into_iter()
            .filter(|finding| finding.verdict == Verdict::Unmet)
            .map(|finding| finding.rule)
            .filter(|rule| !matches!(rule, Rule::History | Rule::MinAge))
            .collect()
    }

    /// Whether it is one of the latest passwords; the present one is the first of them, as in Active Directory.
    fn used_before(&self, row: &AccountRow, change: &Change<'_>) -> Result<bool, DirectoryError> {
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
                .any(|hash| self.hasher.verify(change.new, hash)))
    }

    fn settle_change(
        &self,
        tx: &Transaction<'_>,
        seen: &AccountRow,
        change: &Change<'_>,
        judgement: Judgement,
    ) -> rusqlite::Result<ChangeOutcome> {
        let now = self.clock.now();
        let Some(row) = AccountRow::find(tx, change.mailbox)? else {
            return Ok(ChangeOutcome::MailboxUnknown);
        };
        let entry = |event| {
            Entry {
                at: now,
                mailbox: &row.mailbox,
                caller: change.caller,
                event,
                reference: Some(reference(change.key)),
                client: change.client,
            }
            .write(tx)
        };
        if let Some(until) = row.attempts.lock(now) {
            entry("change-refused-locked")?;
            return Ok(ChangeOutcome::Locked(until));
        }
        if row.hash != seen.hash {
            // Another instance changed it while this one was comparing.
            return Ok(ChangeOutcome::Busy);
        }
        match judgement {
            Judgement::Refuse(outcome) => {
                if !matches!(outcome, ChangeOutcome::Locked(_)) {
                    row.accepted(tx, change.client, now)?;
                }
                entry("change-refused")?;
                Ok(outcome)
            }
            Judgement::Repeat => {
                let recent = row
                    .changed_at
                    .filter(|at| now < at.plus_seconds(REPEAT_SECONDS));
                entry(if recent.is_some() {
                    "change-repeated"
                } else {
                    "change-refused"
                })?;
                Ok(recent.map_or_else(
                    || ChangeOutcome::CurrentIncorrect(row.attempts.left(self.policy.lockout, now)),
                    ChangeOutcome::Changed,
                ))
            }
            Judgement::Replace(hash) => {
                let at = now.max(row.password_set_at.next());
                self.replace(tx, &row, change, &hash, at)?;
                row.accepted(tx, change.client, now)?;
                entry("changed")?;
                Ok(ChangeOutcome::Changed(at))
            }
            Judgement::Wrong => {
                let attempts = row.attempts.refuse(self.policy.lockout, now);
                row.refused(tx, attempts, change.client, now)?;
                entry("change-refused-current-incorrect")?;
                if let Some(until) = attempts.lock(now) {
                    entry("locked")?;
                    return Ok(ChangeOutcome::Locked(until));
                }
                Ok(ChangeOutcome::CurrentIncorrect(
                    attempts.left(self.policy.lockout, now),
                ))
            }
        }
    }

    /// The new hash, the record of the key and the end of the other sessions: together or not at all.
    fn replace(
        &self,
        tx: &Transaction<'_>,
        row: &AccountRow,
        change: &Change<'_>,
        hash: &str,
        at: Moment,
    ) -> rusqlite::Result<()> {
        tx.execute(
            "INSERT INTO history (mailbox, retired_at, hash) VALUES (?1, ?2, ?3)",
            params![row.mailbox, at, row.hash],
        )?;
        tx.execute(
            "DELETE FROM history WHERE mailbox = ?1 AND retired_at NOT IN
               (SELECT retired_at FROM history WHERE mailbox = ?1 ORDER BY retired_at DESC LIMIT ?2)",
            params![row.mailbox, self.policy.history.unwrap_or(0)],
        )?;
        tx.execute(
            "UPDATE accounts SET hash = ?2, password_set_at = ?3, changed_at = ?3, changed_in_session = ?4,
               change_reference = ?5 WHERE mailbox = ?1",
            params![row.mailbox, hash, at, change.session, reference(change.key)],
        )?;
        tx.execute(
            "INSERT INTO outcomes (caller, mailbox, key, changed_at) VALUES (?1, ?2, ?3, ?4)",
            params![change.caller, row.mailbox, change.key, at],
        )?;
        tx.execute(
            "DELETE FROM outcomes WHERE changed_at < ?1",
            [at.minus_seconds(OUTCOME_SECONDS)],
        )?;
        Ok(())
    }
}

/// When the change with this key happened, if it did.
fn recorded(connection: &Connection, change: &Change<'_>) -> rusqlite::Result<Option<Moment>> {
    connection
        .prepare_cached(
            "SELECT changed_at FROM outcomes WHERE caller = ?1 AND mailbox = ?2 AND key = ?3",
        )?
        .query_row(params![change.caller, change.mailbox, change.key], |row| {
            row.get(0)
        })
        .optional()
}
