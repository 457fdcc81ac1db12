use super::{PillKind, Wording, checklist::numbered_client, lock, unlock::seconds_since};
use crate::{
    i18n::{Key, Texts},
    model::{Recovery, RecoveryDevice, Side, Step, refused_recently},
    state::MailboxState,
};

/// What a device is called: its own name, else its client's, numbered if there are several.
pub(crate) fn recovery_device_label(
    texts: &Texts,
    recovery: &Recovery,
    device: &RecoveryDevice,
) -> String {
    if !device.name.is_empty() {
        return device.name.clone();
    }
    let before = recovery.devices.iter();
    let before = before.take_while(|other| other.id != device.id);
    let same = before.filter(|other| other.name.is_empty() && other.client == device.client);
    numbered_client(texts, &device.client, same.map(|_| 1).sum())
}

/// What this side calls a side.
pub(crate) fn side(texts: &Texts, own: Side, side: Side) -> String {
    texts.get(match side {
        side if side == own => Key::You,
        Side::Administrator => Key::TheAdministrator,
        Side::User => Key::TheUser,
    })
}

/// Whose step it is (`whose`), as this side reads it; of the next step, whose turn; of one that is done, also since when.
pub(crate) fn turn(
    texts: &Texts,
    own: Side,
    whose: Side,
    is_next: bool,
    done: Option<f64>,
) -> String {
    let who = side(texts, own, whose);
    match (done, whose) {
        (Some(at), _) => with_time(texts, &who, at),
        (None, _) if !is_next => who,
        (None, turn) if turn == own => texts.get(Key::YourTurn),
        (None, Side::Administrator) => texts.get(Key::AdministratorsTurn),
        (None, Side::User) => texts.get(Key::UsersTurn),
    }
}

/// Of a device that the password is removed from: that it was, or whether it still tries one.
pub(crate) fn seen_at_removal(
    texts: &Texts,
    mailbox: &MailboxState,
    quiet: u32,
    device: &RecoveryDevice,
) -> (PillKind, String) {
    if let Some(at) = device.off_at {
        let removed = texts.get(Key::Removed);
        // Earlier versions did not store when.
        let words = if at > 0.0 {
            with_time(texts, &removed, at)
        } else {
            removed
        };
        return (PillKind::Good, words);
    }
    let seen = [last_refused(mailbox, device), device.signed_in_at];
    let last = seen.into_iter().flatten().reduce(f64::max);
    refused(texts, mailbox, quiet, device).unwrap_or_else(|| {
        let quiet = last.map(|at| texts.fill(Key::QuietSince, &[("time", &texts.time(at))]));
        (PillKind::Plain, quiet.unwrap_or_default())
    })
}

/// Of a device that the password is entered on: that it gets mail, or whether it was refused.
pub(crate) fn seen_at_entry(
    texts: &Texts,
    mailbox: &MailboxState,
    quiet: u32,
    device: &RecoveryDevice,
) -> (PillKind, String) {
    let proved = device.signed_in_at.filter(|_| device.uses_new);
    let good = match proved {
        Some(at) => Some(with_time(texts, &texts.get(Key::SignedInNew), at)),
        None => device.is_back.then(|| texts.get(Key::IsBack)),
    };
    match good {
        Some(words) => (PillKind::Good, words),
        None => refused(texts, mailbox, quiet, device).unwrap_or((PillKind::Plain, String::new())),
    }
}

/// The back end refused this device recently: a wrong password is still in it.
fn refused(
    texts: &Texts,
    mailbox: &MailboxState,
    quiet: u32,
    device: &RecoveryDevice,
) -> Option<(PillKind, String)> {
    let at = last_refused(mailbox, device)?;
    if !mailbox.is_known || !refused_recently(at, mailbox.now, quiet) {
        return None;
    }
    let words = match seconds_since(at, mailbox.now) {
        Some(seconds) => texts.count(Key::RefusedAgo, seconds, &[]),
        None => with_time(texts, &texts.get(Key::Refused), at),
    };
    Some((PillKind::Warn, words))
}

/// When a device was last refused. What the mailbox's status says of it may be newer than the list of devices.
fn last_refused(mailbox: &MailboxState, device: &RecoveryDevice) -> Option<f64> {
    let called = if device.name.is_empty() {
        &device.client
    } else {
        &device.name
    };
    let last = mailbox.last_refused.as_ref();
    match last {
        Some((at, who)) if who == called && device.refused_at.is_none_or(|own| own < *at) => {
            Some(*at)
        }
        Some(_) | None => device.refused_at,
    }
}

/// The steps as a text for this side: which were reported done, and when, and which devices there are.
pub(crate) fn recovery_as_text(wording: Wording<'_>, own: Side, recovery: &Recovery) -> String {
    let (texts, config) = (wording.texts, wording.config);
    let mut lines = vec![texts.get(Key::RecoverHeading)];
    if !config.mailbox.is_empty() {
        lines.push(config.mailbox.clone());
    }
    lines.push(texts.get(Key::RecoveryLead));
    lines.push(String::new());
    for step in Step::ALL {
        let done = recovery.done(step);
        let number = step.number().to_string();
        let title = lock::step_title(texts, step);
        let turn = turn(texts, own, recovery.side(step), false, done);
        lines.push([mark(done.is_some()), &number, ". ", &title, " · ", &turn].concat());
        let words = lock::step_words(texts, step, wording.policy.unlock_delay_seconds);
        lines.push(["    ", &lock::plain(&words)].concat());
        if step == Step::Remove {
            for device in &recovery.devices {
                let label = recovery_device_label(texts, recovery, device);
                lines.push(["    ", mark(device.off_at.is_some()), &label].concat());
            }
        }
    }
    if let Some(url) = &config.recovery_url {
        lines.push(String::new());
        lines.push(url.clone());
    }
    lines.join("\n")
}

fn with_time(texts: &Texts, words: &str, at: f64) -> String {
    [words, " ·\u{a0}", &texts.time(at)].concat()
}

fn mark(is_done: bool) -> &'static str {
    if is_done { "[x] " } else { "[ ] " }
}
