//! What people should know of a mailbox before they do anything: whether it is locked, and whether its password must
//! be changed. A page says when that was so, because it does not look again.

use maud::{Markup, html};

use super::url::recovery_path;
use crate::clock::Timestamp;
use crate::directory::{Account, DirectoryError};
use crate::panel::Panel;

/// The state of a mailbox at one moment.
pub(super) struct State {
    at: Timestamp,
    mailbox: String,
    /// While locked: until when, if it ends by itself.
    locked: Option<Option<Timestamp>>,
    must_change: bool,
}

/// The state of this mailbox now.
pub(super) async fn state_of(panel: &Panel, account: &Account) -> Result<State, DirectoryError> {
    let mailbox = account.mailbox.clone();
    let status = panel
        .directory
        .look_up(move |directory| directory.status(&mailbox))
        .await?
        .unwrap_or_default();
    let at = panel.now();
    Ok(State {
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

impl State {
    /// For its owner: what is not in the widget.
    pub(super) fn for_user(&self) -> Markup {
        html! {
            @if self.must_change {
                p.note {
                    "An administrator set this password. Choose your own here first. Only then enter it on your "
                    "devices: until then webmail and devices are refused."
                }
            }
        }
    }

    /// For whoever looks after it: what is not in the widget.
    pub(super) fn for_administrator(&self) -> Markup {
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
    pub(super) fn lock(&self, whose: &str) -> Markup {
        html! {
            @if let Some(until) = self.locked {
                p.note {
                    "At " (time(self.at)) " " (whose) " mailbox was locked. " (ends(until)) " "
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

fn ends(until: Option<Timestamp>) -> Markup {
    html! {
        @match until {
            Some(until) => { "It unlocks by itself at " (time(until)) "." },
            None => "It stays so until an administrator unlocks it.",
        }
    }
}
