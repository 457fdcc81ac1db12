//! The mailboxes: one is added as an operator does, and copied in the file.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use panel::clock::Clock;
use panel::directory::Role;
use panel::directory::embedded::{Embedded, HashCost, NewMailbox, Settings};
use rusqlite::Connection;

/// The password of everybody.
pub(crate) const PASSWORD: &str = "Autumn-Harbour-71";

/// Who looks after the mailboxes.
pub(crate) const ADMINISTRATOR: &str = "admin@example.com";

/// What a hash costs here: next to nothing, because none is measured.
pub(crate) const HASH_COST: &str = "64,1";

/// The address of somebody.
pub(crate) fn mailbox(number: usize) -> String {
    format!("person{number}@example.com")
}

/// Writes a store with so many mailboxes.
pub(crate) fn write(store: &Path, people: usize) {
    let settings = Settings {
        policy: panel::policy::default_policy(),
        hash_cost: HASH_COST.parse::<HashCost>().expect("a cost"),
        busy_timeout: Duration::from_secs(5),
    };
    let clock = Arc::new(Clock::default());
    let directory = Embedded::open(store, settings, Arc::clone(&clock)).expect("a store");
    for (mailbox, role) in [
        (ADMINISTRATOR.to_owned(), Role::Administrator),
        (mailbox(0), Role::User),
    ] {
        let added = directory.add_mailbox(&NewMailbox {
            mailbox: &mailbox,
            role,
            display_name: "Person",
            password: PASSWORD,
            password_set_at: clock.now(),
            locked: false,
        });
        assert!(added.expect("the store can be written"));
    }
    drop(directory);
    copy(store, people).expect("the store can be written");
}

fn copy(store: &Path, people: usize) -> rusqlite::Result<()> {
    let connection = Connection::open(store)?;
    let columns: Vec<String> = connection
        .prepare("SELECT name FROM pragma_table_info('accounts')")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let values: Vec<_> = columns
        .iter()
        .map(|column| match column.as_str() {
            "mailbox" => "'person' || number || '@example.com'",
            other => other,
        })
        .collect();
    let people = i64::try_from(people).unwrap_or(i64::MAX);
    connection
        .execute(
            &format!(
                "WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < ?1 - 1)
                 INSERT INTO accounts ({}) SELECT {} FROM accounts, numbers WHERE mailbox = ?2",
                columns.join(", "),
                values.join(", ")
            ),
            rusqlite::params![people, mailbox(0)],
        )
        .map(drop)
}
