//! The state of a mailbox on a page: whether it is locked, and whether its password must be changed. The page says when
//! that was so, because it is not updated.

use maud::{Markup, html};

use super::url::recovery_path;
use crate::clock::Timestamp;
use crate::directory::{Account, DirectoryError};
use crate::panel::Panel;

/// The state of a mailbox at one moment.
pub(super) struct MailboxState {
    at: Timestamp,
    mailbox: String,
    /// While locked: until when, if it ends by itself.
    locked: Option<Option<Timestamp>>,
    must_change: bool,
}

/// The state of this mailbox now.
pub(super) async fn mailbox_state(
    panel: &Panel,
    account: &Account,
) -> Result<MailboxState, DirectoryError> {
    let mailbox = account.mailbox.clone();
    let status = panel
        .directory
        .look_up(move |directory| directory.status(&mailbox))
        .await?
        .unwrap_or_default();
    let at = panel.now();
    Ok(MailboxState {
        at,
        mailbox: account.mailbox.clone(),
        locked: status.locked.then(|| {
            status
                .unlocks_in_seconds
                .map(|seconds| at.plus_seconds(seconds))
        }),
        must_change: status.must_change,
    })
}

impl MailboxState {
    /// For its owner: what is not in the widget.
    pub(super) fn note_for_user(&self) -> Markup {
        html! {
            @if self.must_change {
                p.note {
                    "An administrator set this password. Choose your own here first. Only then enter it on your "
                    "devices: until then webmail and devices are refused."
                }
            }
        }
    }

    /// For its administrator: what is not in the widget.
    pub(super) fn note_for_administrator(&self) -> Markup {
        html! {
            @if self.must_change {
                p.note {
                    "The user has to choose a password of their own first: they sign in to this panel with the one "
                    "that was set. Until then webmail and devices are refused."
                }
            }
        }
    }

    /// Whether it was locked, for where the widget does not say whether it is. `whose`: your, this.
    pub(super) fn lock_note(&self, whose: &str) -> Markup {
        html! {
            @if let Some(until) = self.locked {
                p.note {
                    "At " (time(self.at)) " " (whose) " mailbox was locked. " (unlock_time(until)) " "
                    a href=(recovery_path(&self.mailbox)) { "Five steps bring it back" } "."
                }
            }
        }
    }
}

/// A moment for people and for programs.
pub(super) fn time(at: Timestamp) -> Markup {
    html! { time datetime=(at.rfc3339()) { (at.readable()) } }
}

fn unlock_time(until: Option<Timestamp>) -> Markup {
    html! {
        @match until {
            Some(until) => { "It unlocks by itself at " (time(until)) "." },
            None => "It stays so until an administrator unlocks it.",
        }
    }
}
