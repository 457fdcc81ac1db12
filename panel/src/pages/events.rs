//! The audit trail of a mailbox, in words.

use maud::{Markup, html};

use super::mailbox_state::time;
use crate::directory::AuditEntry;

/// What the audit trail calls it, and what people read.
const WORDS: [(&str, &str); 15] = [
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
    ("locked", "The mailbox locked itself"),
    ("reset", "An administrator set the password"),
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

/// The entries as a table, the newest first.
pub(super) fn events(entries: &[AuditEntry]) -> Markup {
    html! {
        @if entries.is_empty() {
            p { "Nothing is written down." }
        } @else {
            table.events {
                caption.only-heard { "The latest " (entries.len()) ", the newest first" }
                thead {
                    tr {
                        th scope="col" { "When" }
                        th scope="col" { "What" }
                    }
                }
                tbody {
                    @for entry in entries {
                        tr {
                            td { (time(entry.at)) }
                            td {
                                (words(&entry.event))
                                @let source = source(entry);
                                @if !source.is_empty() {
                                    " " span.muted { (source) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn words(event: &str) -> &str {
    WORDS
        .iter()
        .find(|(id, _)| *id == event)
        .map_or(event, |(_, words)| words)
}

/// Who, with what, and the reference that they were shown.
fn source(entry: &AuditEntry) -> String {
    let who = entry
        .caller
        .split_once(':')
        .map_or("", |(_, mailbox)| mailbox);
    let reference = entry
        .reference
        .as_deref()
        .map(|id| format!("reference {id}"));
    [who, &entry.client, &reference.unwrap_or_default()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
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
                    !is_event || part.is_empty() || words(part) != part,
                    "{part}"
                );
            }
        }
    }
}
