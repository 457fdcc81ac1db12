//! The state of a mailbox on a page: whether it is locked, whether its password must be changed, and how far its
//! devices are. The page says what was so when it was asked for.

use mailbox_password_rules::wire::{Device, Refused};
use maud::{Markup, html};

use super::icons::{Icon, icon};
use super::url::recovery_path;
use crate::clock::Timestamp;
use crate::directory::{Account, DirectoryError};
use crate::evidence::{Lock, Silence};
use crate::panel::Panel;

/// The state of a mailbox at one moment.
pub(super) struct MailboxState {
    pub(super) at: Timestamp,
    mailbox: String,
    /// While locked: until when, if it ends by itself.
    pub(super) locked: Option<Option<Timestamp>>,
    pub(super) must_change: bool,
    pub(super) password_set_at: Option<Timestamp>,
    /// When the password expires, if it does.
    pub(super) expires_at: Option<Timestamp>,
    pub(super) last_refused: Option<Refused>,
    pub(super) devices: Vec<Device>,
    /// What is known of its last lock.
    pub(super) lock: Option<Lock>,
    /// Whether the logs are read, and which of them are not up to date; `None` if the panel reads none.
    pub(super) silence: Option<Silence>,
    /// Whether the devices, and what the logs tell of them, cannot be read now: the list is empty then, and says nothing.
    pub(super) evidence_missing: bool,
}

/// The state of this mailbox now.
pub(super) async fn mailbox_state(
    panel: &Panel,
    account: &Account,
) -> Result<MailboxState, DirectoryError> {
    let directory = &panel.directory;
    let status = directory.status(&account.mailbox).await?;
    let status = status.unwrap_or_default();
    let at = panel.now();
    // Everything else on a page works without them, and a password can be changed.
    let seen = seen(panel, account).await;
    let evidence_missing = seen.is_err();
    let Seen {
        devices,
        lock,
        silence,
    } = seen.unwrap_or_else(|error| {
        tracing::error!(error = error.reason(), "the devices cannot be read");
        Seen {
            silence: panel.evidence.is_some().then(Silence::default),
            ..Seen::default()
        }
    });
    let is_this = |lock: &Lock| {
        let since = status.locked_at.as_deref().and_then(instant);
        since.is_some_and(|since| lock.is_of(since))
    };
    Ok(MailboxState {
        lock: lock.filter(|lock| status.locked && is_this(lock)),
        silence,
        at,
        mailbox: account.mailbox.clone(),
        locked: status.locked.then(|| {
            status
                .unlocks_in_seconds
                .map(|seconds| at.plus_seconds(seconds))
        }),
        must_change: status.must_change,
        password_set_at: instant(&status.password_changed_at),
        expires_at: status.expires_at.as_deref().and_then(instant),
        last_refused: status.last_refused,
        devices,
        evidence_missing,
    })
}

/// What was seen of devices.
#[derive(Default)]
struct Seen {
    devices: Vec<Device>,
    lock: Option<Lock>,
    silence: Option<Silence>,
}

async fn seen(panel: &Panel, account: &Account) -> Result<Seen, DirectoryError> {
    let devices = panel.directory.devices(&account.mailbox).await?;
    let Some(evidence) = &panel.evidence else {
        return Ok(Seen {
            devices,
            ..Seen::default()
        });
    };
    Ok(Seen {
        devices,
        lock: evidence.lock(&account.mailbox).await?,
        silence: Some(evidence.silence().await?),
    })
}

impl MailboxState {
    /// For its owner: what is not in the widget.
    pub(super) fn note_for_user(&self) -> Markup {
        html! {
            @if self.must_change {
                p.panel-note.panel-wide {
                    "This password has to be changed: an administrator set it, or it has expired. Choose your own here "
                    "first. Only then enter it on your devices: until then webmail and devices are refused."
                }
            }
        }
    }

    /// For its administrator: what is not in the widget.
    pub(super) fn note_for_administrator(&self) -> Markup {
        html! {
            @if self.must_change {
                p.panel-note.panel-wide {
                    "The user has to choose another password first: they sign in to this panel with the one that they "
                    "have. Until then webmail and devices are refused."
                }
            }
        }
    }

    /// Whether it was locked, for where the widget does not say whether it is. `whose`: your, this.
    pub(super) fn lock_note(&self, whose: &str) -> Markup {
        html! {
            @if let Some(until) = self.locked {
                p.panel-note {
                    "At " (time_first(self.at)) " " (whose) " mailbox was locked. " (unlock_time(until)) " "
                    a.panel-link href=(recovery_path(&self.mailbox)) { "Five steps bring it back" } "."
                }
            }
        }
    }

    /// The red pill beside a heading, while the mailbox is locked.
    pub(super) fn lock_pill(&self) -> Markup {
        html! {
            @if self.locked.is_some() {
                (pill(PillKind::Bad, Icon::Lock, &html! { "Locked" }))
            }
        }
    }

    /// The pill for an administrator, who is also told that it is not locked.
    pub(super) fn lock_state(&self) -> Markup {
        lock_state(self.locked.is_some())
    }

    /// The same above the form, where the lock is far below: while it is locked, a way to the five steps.
    pub(super) fn lock_link(&self) -> Markup {
        html! {
            @if self.locked.is_some() {
                a.panel-way href=(recovery_path(&self.mailbox)) {
                    (self.lock_state())
                    span.panel-hidden { ": the five steps" }
                }
            } @else { (self.lock_state()) }
        }
    }

    /// How many devices were seen, in words.
    pub(super) fn device_count(&self) -> String {
        match self.evidence_missing {
            true => "not available now".to_owned(),
            false => devices(self.devices.len()),
        }
    }

    /// The devices that have not signed in since the password was changed; `None` if it never was, or nobody knows.
    pub(super) fn unfinished(&self) -> Option<Vec<&Device>> {
        let known = self
            .devices
            .iter()
            .all(|device| device.uses_new_password.is_some());
        (known && !self.devices.is_empty()).then(|| {
            self.devices
                .iter()
                .filter(|device| device.uses_new_password == Some(false))
                .collect()
        })
    }
}

/// So many devices, in words.
pub(super) fn devices(count: usize) -> String {
    match count {
        1 => "1 device".to_owned(),
        many => format!("{many} devices"),
    }
}

/// Locked or not, as a pill.
pub(super) fn lock_state(locked: bool) -> Markup {
    if locked {
        pill(PillKind::Bad, Icon::Lock, &html! { "Locked" })
    } else {
        pill(PillKind::Quiet, Icon::Check, &html! { "Not locked" })
    }
}

/// What a pill's colour says once more.
#[derive(Clone, Copy)]
pub(super) enum PillKind {
    Bad,
    Good,
    Quiet,
    Warning,
}

/// An icon and a few words, tinted.
pub(super) fn pill(kind: PillKind, sign: Icon, words: &Markup) -> Markup {
    let kind = match kind {
        PillKind::Bad => Some("bad"),
        PillKind::Good => Some("good"),
        PillKind::Quiet => None,
        PillKind::Warning => Some("warning"),
    };
    html! { span.panel-pill data-kind=[kind] { (icon(sign)) span { (words) } } }
}

/// A moment for people and for programs. The panel's script writes it for the reader's zone.
pub(super) fn time(at: Timestamp) -> Markup {
    html! { time.panel-time datetime=(at.rfc3339()) { (at.readable()) } }
}

/// The same after an "at".
pub(super) fn time_first(at: Timestamp) -> Markup {
    html! { time.panel-time.panel-time-first datetime=(at.rfc3339()) { (at.time_and_day()) } }
}

/// An address: in one line if there is room for it, else broken after its `@`.
pub(super) fn address(mailbox: &str) -> Markup {
    html! {
        @match mailbox.rsplit_once('@') {
            Some((name, domain)) => span.panel-unbroken { (name) "@" wbr; (domain) },
            None => (mailbox),
        }
    }
}

/// A moment as the wire writes it.
pub(super) fn instant(text: &str) -> Option<Timestamp> {
    Timestamp::parse(text)
}

/// When a lock ends, to the minute by which it has ended, as the widget has it.
pub(super) fn end_of_lock(until: Timestamp) -> Markup {
    time(until.full_minute())
}

/// When a lock ends, and what has to be done before.
pub(super) fn unlock_time(until: Option<Timestamp>) -> Markup {
    html! {
        @match until {
            Some(until) => { "It unlocks by itself after " (time_first(until.full_minute())) "." },
            None => "It stays so until an administrator unlocks it.",
        }
        " Remove the password from every device first, or it locks again."
    }
}
