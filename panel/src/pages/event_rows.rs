//! Events of the audit trail, put together to rows of a table.

use crate::ledger::AuditEntry;

/// For [`rows`]: a row is of one day, or as long as there is nothing else.
pub(super) const DAY_SECONDS: u64 = 86_400;
pub(super) const ANY_SECONDS: u64 = 1_000 * DAY_SECONDS;

/// One event, or several of the same kind in a row.
pub(super) struct Row<'a> {
    pub(super) latest: &'a AuditEntry,
    pub(super) earliest: &'a AuditEntry,
    pub(super) count: u32,
    /// Whether all of it came from one network.
    pub(super) has_one_source: bool,
}

/// Groups consecutive events that differ only in their time, as far as they are within so many seconds.
pub(super) fn rows(entries: &[AuditEntry], longest: u64) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for entry in entries {
        match rows.last_mut() {
            Some(row)
                if is_alike(row.latest, entry)
                    && row.latest.at < entry.since.plus_seconds(longest) =>
            {
                row.earliest = entry;
                row.count = row.count.saturating_add(entry.count);
                row.has_one_source &= row.latest.source == entry.source;
            }
            _ => rows.push(Row {
                latest: entry,
                earliest: entry,
                count: entry.count,
                has_one_source: entry.source.is_some(),
            }),
        }
    }
    rows
}

/// So many rows, of which refused sign-ins, that anybody can cause, take no more than half.
pub(super) fn chosen<'a>(rows: &'a [Row<'a>], length: usize) -> Vec<&'a Row<'a>> {
    let mut refused = length / 2;
    rows.iter()
        .filter(|row| {
            let is_refused = row.latest.event.starts_with("sign-in-refused");
            let has_room = !is_refused || refused > 0;
            if is_refused && has_room {
                refused -= 1;
            }
            has_room
        })
        .take(length)
        .collect()
}

fn is_alike(one: &AuditEntry, other: &AuditEntry) -> bool {
    several(&one.event).is_some()
        && one.event == other.event
        && one.caller == other.caller
        && one.client == other.client
        && one.reference == other.reference
}

/// The words after a number, for events that are counted in one row.
pub(super) fn several(event: &str) -> Option<&'static str> {
    match event {
        "sign-in-refused" => Some("sign-ins were refused"),
        "sign-in-refused-locked" => Some("sign-ins were refused: the mailbox was locked"),
        "sign-in-refused-must-change" => {
            Some("sign-ins were refused: the password has to be changed first")
        }
        "sign-in-refused-not-administrator" => {
            Some("sign-ins as an administrator were refused: the user is none")
        }
        "signed-in" => Some("sign-ins"),
        _ => None,
    }
}
