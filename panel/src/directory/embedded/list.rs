//! Pages of a domain's mailboxes.

use rusqlite::{Connection, Row, named_params};

use super::lockout::Attempts;
use crate::clock::Timestamp;
use crate::directory::{MailboxEntry, MailboxPage, MailboxSearch, PAGE_LENGTH};

/// Both are answered from the index `accounts_of`, in its order; of the list only the rows of one page are read, unless
/// only locked ones are wanted.
const COUNT: &str =
    "SELECT count(*), count(CASE WHEN locked_at IS NOT NULL AND (locked_until IS NULL OR locked_until > :now) THEN 1 END)
  FROM accounts WHERE domain = :domain AND instr(search, :text) > 0";
const PAGE: &str =
    "SELECT mailbox, display_name, locked_at, locked_until, password_set_at FROM accounts
  WHERE domain = :domain AND instr(search, :text) > 0
    AND (NOT :locked OR (locked_at IS NOT NULL AND (locked_until IS NULL OR locked_until > :now)))
  ORDER BY search LIMIT :length OFFSET :before";

/// What a mailbox is found by and sorted by: name and address in lower case.
pub(super) fn search_text(display_name: &str, mailbox: &str) -> String {
    format!(
        "{}\n{}",
        display_name.to_lowercase(),
        mailbox.to_lowercase()
    )
}

pub(super) fn page(
    connection: &Connection,
    search: &MailboxSearch,
    now: Timestamp,
) -> rusqlite::Result<MailboxPage> {
    // An area of this directory is one domain.
    let domain = search.area.parts.concat().to_lowercase();
    let text = search.text.trim().to_lowercase();
    let (all, locked): (u32, u32) = connection.prepare_cached(COUNT)?.query_row(
        named_params! { ":domain": domain, ":text": text, ":now": now },
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let total = if search.locked { locked } else { all };
    let place = search.place(total);
    let entries = connection
        .prepare_cached(PAGE)?
        .query_map(
            named_params! {
                ":domain": domain, ":text": text, ":locked": search.locked, ":now": now,
                ":length": PAGE_LENGTH, ":before": place.before
            },
            |row| entry(row, now),
        )?
        .collect::<Result<_, _>>()?;
    Ok(MailboxPage {
        entries,
        page: place.page,
        pages: place.pages,
        total,
        all,
        locked,
    })
}

fn entry(row: &Row<'_>, now: Timestamp) -> rusqlite::Result<MailboxEntry> {
    let attempts = Attempts {
        locked_at: row.get("locked_at")?,
        locked_until: row.get("locked_until")?,
        ..Attempts::default()
    };
    Ok(MailboxEntry {
        mailbox: row.get("mailbox")?,
        display_name: row.get("display_name")?,
        locked: attempts.lock(now),
        password_set_at: Some(row.get("password_set_at")?),
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::store::Store;
    use super::*;

    /// How the store is going to answer.
    fn check(statement: &str) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("s"), Duration::ZERO).unwrap();
        let steps: Vec<String> = store
            .read(|connection| {
                connection
                    .prepare(&format!("EXPLAIN QUERY PLAN {statement}"))?
                    .raw_query()
                    .mapped(|row| row.get("detail"))
                    .collect()
            })
            .unwrap();
        let [step] = &steps[..] else {
            panic!("one step, without sorting: {steps:?}");
        };
        assert!(step.starts_with("SEARCH accounts USING"), "{step}");
        assert!(step.contains("accounts_of (domain=?)"), "{step}");
    }

    #[test]
    fn a_list_reads_an_index_in_its_order() {
        check(COUNT);
        check(PAGE);
    }
}
