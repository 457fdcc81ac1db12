use super::{Wording, checklist::numbered_client, recovery_steps, unlock::still_refused};
use crate::{
    i18n::{Key, Texts},
    model::{Recovery, RecoveryDevice, Side, Step, refused_recently},
    state::MailboxState,
};

/// For how long a refused sign-in says that a device still tries; seconds.
const RECENTLY: u32 = 300;

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
    numbered_client(texts, &device.client, same.count())
}

/// Whose step it is, as this side reads it; of the next step, whose turn.
pub(crate) fn turn(texts: &Texts, own: Side, step: Step, is_next: bool) -> String {
    let (turn, who) = match step.side() {
        side if side == own => (Key::YourTurn, Key::You),
        Side::Administrator => (Key::AdministratorsTurn, Key::TheAdministrator),
        Side::User => (Key::UsersTurn, Key::TheUser),
    };
    texts.get(if is_next { turn } else { who })
}

/// When a step was reported done.
pub(crate) fn reported_at(texts: &Texts, at: Option<f64>) -> String {
    at.map(|at| texts.fill(Key::StepReported, &[("time", &texts.time(at))]))
        .unwrap_or_default()
}

/// What the back end knows of a device's sign-ins: proof of the new password, or only when it last signed in.
pub(crate) fn recovery_device_sign_in(texts: &Texts, device: &RecoveryDevice) -> String {
    let Some(at) = device.signed_in_at else {
        return String::new();
    };
    let time = texts.time(at);
    if device.uses_new {
        return [&texts.get(Key::SignedInNew), " · ", &time].concat();
    }
    texts.fill(Key::SignedInAt, &[("time", &time)])
}

/// The back end refused this device recently: the password is still in it.
pub(crate) fn recovery_device_refused(
    texts: &Texts,
    mailbox: &MailboxState,
    device: &RecoveryDevice,
    label: &str,
) -> String {
    device
        .refused_at
        .filter(|at| mailbox.is_known && refused_recently(*at, mailbox.now, RECENTLY))
        .map(|at| still_refused(texts, label, at))
        .unwrap_or_default()
}

/// The steps as a text: which were reported done, and when, and which devices there are.
pub(crate) fn recovery_as_text(wording: Wording<'_>, recovery: &Recovery) -> String {
    let (texts, config) = (wording.texts, wording.config);
    let mut lines = vec![texts.get(Key::RecoverHeading)];
    if !config.mailbox.is_empty() {
        lines.push(config.mailbox.clone());
    }
    lines.push(texts.get(Key::RecoveryLead));
    lines.push(String::new());
    let steps = recovery_steps(texts, wording.policy.unlock_delay_seconds);
    for (step, words) in Step::ALL.into_iter().zip(steps) {
        let done = recovery.done(step);
        let number = step.number().to_string();
        lines.push([mark(done.is_some()), &number, ". ", &words].concat());
        if done.is_some() {
            lines.push(["    ", &reported_at(texts, done)].concat());
        }
        if step == Step::Remove {
            for device in &recovery.devices {
                let label = recovery_device_label(texts, recovery, device);
                lines.push(["    ", mark(device.is_off), &label].concat());
            }
        }
    }
    if let Some(url) = &config.recovery_url {
        lines.push(String::new());
        lines.push(url.clone());
    }
    lines.join("\n")
}

fn mark(is_done: bool) -> &'static str {
    if is_done { "[x] " } else { "[ ] " }
}
