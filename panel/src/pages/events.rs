//! The audit trail of a mailbox, in words.

use maud::{Markup, html};
use serde::Deserialize;

use super::event_rows::{ANY_SECONDS, Row, chosen, rows, several};
use super::icons::{Icon, icon};
use super::mailbox_state::time;
use super::table::table;
use crate::ledger::AuditEntry;

/// What the audit trail calls it, and what people read.
const WORDS: [(&str, &str); 19] = [
    ("change-refused", "A change was refused by the rules"),
    (
        "change-refused-current-incorrect",
        "A change was refused: the current password was wrong",
    ),
    (
        "change-refused-locked",
        "A change was refused: the mailbox was locked",
    ),
    ("change-repeated", "A change was sent again"),
    ("changed", "The user changed the password"),
    (
        "directory-unavailable",
        "A change was not made: the directory did not answer",
    ),
    (
        "evidence-agent-forgotten",
        "An agent on a mail server was forgotten",
    ),
    ("locked", "The mailbox locked itself"),
    (
        "outcome-unknown",
        "A change was begun, and what came of it is not known",
    ),
    ("reset", "An administrator set the password"),
    (
        "reset-repeated",
        "A password from an administrator was sent again",
    ),
    (
        "reset-refused",
        "A password from an administrator was refused by the rules",
    ),
    ("sign-in-refused", "A sign-in was refused"),
    (
        "sign-in-refused-locked",
        "A sign-in was refused: the mailbox was locked",
    ),
    (
        "sign-in-refused-must-change",
        "A sign-in was refused: the password has to be changed first",
    ),
    (
        "sign-in-refused-not-administrator",
        "A sign-in as an administrator was refused: the user is none",
    ),
    ("signed-in", "A sign-in"),
    (
        "unlock-not-locked",
        "An administrator asked to unlock it; it was not locked",
    ),
    ("unlocked", "An administrator unlocked the mailbox"),
];

/// How many entries are read, and how many rows are shown of them.
const FEW: (u32, usize) = (40, 6);
const MANY: (u32, usize) = (400, 400);

/// How much of it is asked for.
#[derive(Clone, Copy, Deserialize)]
pub(crate) struct Activity {
    #[serde(default)]
    activity: Extent,
}

#[derive(Clone, Copy, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Extent {
    All,
    #[default]
    #[serde(other)]
    Latest,
}

impl Activity {
    /// How many entries to ask the directory for.
    pub(super) const fn entries(self) -> u32 {
        self.limits().0
    }

    const fn limits(self) -> (u32, usize) {
        match self.activity {
            Extent::All => MANY,
            Extent::Latest => FEW,
        }
    }
}

/// Who reads it: some of it is about them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Reader {
    Administrator,
    Owner,
}

/// A card with recent events, newest first. `path` is the path of the page that shows it.
pub(super) fn activity(
    entries: &[AuditEntry],
    reader: Reader,
    shown: Activity,
    path: &str,
) -> Markup {
    let (asked, length) = shown.limits();
    let rows = rows(entries, ANY_SECONDS);
    let shown_rows = chosen(&rows, length);
    let is_cut = rows.len() > shown_rows.len()
        || entries.len() >= usize::try_from(asked).unwrap_or(usize::MAX);
    html! {
        section.panel-card.panel-wide.panel-quiet.panel-stack #activity data-live aria-labelledby="lately" {
            h2.panel-h2 #lately { "Activity" }
            @if rows.is_empty() {
                p.panel-muted { "Nothing is recorded yet. Sign-ins and changes of the password appear here." }
            } @else {
                (event_table(&shown_rows, reader))
                @if shown.activity == Extent::All {
                    p.panel-small { a.panel-link href={ (path) "#activity" } { "Show the latest only" } }
                } @else if is_cut {
                    p.panel-small { a.panel-link href={ (path) "?activity=all#activity" } { "Show all" } }
                }
            }
        }
    }
}

/// The rows as a table.
pub(super) fn event_table(rows: &[&Row<'_>], reader: Reader) -> Markup {
    let caption = "What happened lately, the newest first";
    let rows = html! { @for row in rows { (table_row(row, reader)) } };
    table(caption, &["What", "When"], &rows)
}

fn table_row(row: &Row<'_>, reader: Reader) -> Markup {
    let entry = row.latest;
    let source = source(row);
    html! {
        tr {
            td {
                span.panel-what {
                    (icon(sign(&entry.event)))
                    span {
                        @match several(&entry.event).filter(|_| row.count > 1) {
                            Some(words) => { (row.count) " " (words) },
                            None => (words(&entry.event, reader)),
                        }
                        @if !source.is_empty() {
                            " " small { (source) }
                        }
                    }
                }
            }
            td {
                @if row.count > 1 && row.earliest.since.readable() != entry.at.readable() {
                    span.panel-span { (time(row.earliest.since)) " to " (time(entry.at)) }
                } @else {
                    (time(entry.at))
                }
            }
        }
    }
}

fn words(event: &str, reader: Reader) -> &str {
    if event == "changed" && reader == Reader::Owner {
        return "You changed the password";
    }
    WORDS
        .iter()
        .find(|(id, _)| *id == event)
        .map_or(event, |(_, words)| words)
}

fn sign(event: &str) -> Icon {
    match event {
        "changed" | "change-repeated" | "reset" => Icon::Key,
        "evidence-agent-forgotten" => Icon::Warning,
        "locked" => Icon::Lock,
        "signed-in" | "unlocked" => Icon::Ok,
        "sign-in-refused"
        | "sign-in-refused-locked"
        | "sign-in-refused-must-change"
        | "sign-in-refused-not-administrator" => Icon::Blocked,
        event if event.contains("refused") => Icon::Refused,
        _ => Icon::Help,
    }
}

/// Who, with what, from where, and the reference that they were shown.
fn source(row: &Row<'_>) -> String {
    let entry = row.latest;
    let administrator = entry.caller.strip_prefix("administrator:").unwrap_or("");
    let client = capitalized(&entry.client);
    let reference = entry
        .reference
        .as_deref()
        .map(|id| format!("reference {id}"));
    let network = entry.source.as_deref().filter(|_| row.has_one_source);
    let network = network.map(|network| format!("from {network}"));
    [
        administrator,
        &client,
        &network.unwrap_or_default(),
        &reference.unwrap_or_default(),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(", ")
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every event that the directory writes, as its source names it.
    const SOURCES: [&str; 4] = [
        include_str!("../directory/embedded/change.rs"),
        include_str!("../directory/embedded/reset.rs"),
        include_str!("../directory/embedded/sign_in.rs"),
        include_str!("../directory/embedded/unlock.rs"),
    ];

    #[test]
    fn every_event_of_the_directory_has_words() {
        for source in SOURCES {
            for part in source.split('"').skip(1).step_by(2) {
                let is_event = part
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
                assert!(
                    !is_event || part.is_empty() || words(part, Reader::Administrator) != part,
                    "{part}"
                );
            }
        }
    }
}
