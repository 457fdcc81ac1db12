//! What a change and a reset have in common: the rules, the record of the key, and the new hash.

use mailbox_password_rules::wire::reference;
use mailbox_password_rules::{Candidate, Rule, Verdict, evaluate};
use rusqlite::{Transaction, params};

use super::accounts::Accounts;
use super::row::AccountRow;
use crate::clock::Timestamp;
use crate::directory::RequestId;

/// How long the outcome of a key is kept.
const OUTCOME_RETENTION_SECONDS: u64 = 86_400;

/// A new password that may be taken, as its hash.
#[derive(Clone, Copy)]
pub(super) struct Replacement<'a> {
    pub(super) id: &'a RequestId,
    pub(super) hash: &'a str,
    /// Since when it counts.
    pub(super) at: Timestamp,
    /// Which sessions end.
    pub(super) ended_sessions: EndedSessions<'a>,
    pub(super) must_change: bool,
}

/// Which sessions a new password ends.
#[derive(Clone, Copy)]
pub(super) enum EndedSessions<'a> {
    All,
    AllBut(&'a str),
    None,
}

impl Accounts {
    /// The rules that the new password breaks, as far as the password alone shows it: not the rules on earlier
    /// passwords.
    pub(super) fn broken_rules(&self, row: &AccountRow, candidate: Candidate<'_>) -> Vec<Rule> {
        let policy = self.policy_for(&row.account_name, &row.display_name);
        evaluate(&policy, candidate, Some(&self.common))
            .into_iter()
            .filter(|finding| finding.verdict == Verdict::Unmet)
            .map(|finding| finding.rule)
            .filter(|rule| !matches!(rule, Rule::History | Rule::MinAge))
            .collect()
    }

    /// The new hash, the record of the key and the end of sessions: together or not at all.
    pub(super) fn replace(
        &self,
        tx: &Transaction<'_>,
        row: &AccountRow,
        new: &Replacement<'_>,
    ) -> rusqlite::Result<()> {
        let Replacement { id, at, .. } = *new;
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
            "UPDATE accounts SET hash = ?2, password_set_at = ?3, changed_at = ?3, change_reference = ?4,
               must_change = ?5 WHERE mailbox = ?1",
            params![row.mailbox, new.hash, at, reference(&id.key), new.must_change],
        )?;
        let session = match new.ended_sessions {
            EndedSessions::All => Some(None),
            EndedSessions::AllBut(session) => Some(Some(session)),
            EndedSessions::None => None,
        };
        if let Some(session) = session {
            tx.execute(
                "UPDATE accounts SET sessions_from = ?2, changed_in_session = ?3 WHERE mailbox = ?1",
                params![row.mailbox, at, session],
            )?;
        }
        tx.execute(
            "INSERT INTO outcomes (caller, mailbox, key, changed_at) VALUES (?1, ?2, ?3, ?4)",
            params![id.caller, row.mailbox, id.key, at],
        )?;
        tx.execute(
            "DELETE FROM outcomes WHERE changed_at < ?1",
            [at.minus_seconds(OUTCOME_RETENTION_SECONDS)],
        )?;
        Ok(())
    }
}
