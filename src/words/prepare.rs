use super::{Wording, duration, sentences, warning::locks_after};
use crate::{
    i18n::{Key, Texts},
    model::Device,
};

/// How many devices are named.
const NAMED: usize = 10;

/// The devices that the back end lists: a few by name, and how many more.
pub(crate) fn listed_devices(texts: &Texts, devices: &[Device]) -> String {
    let names = devices.iter().map(|device| device.name.as_str());
    let names: Vec<_> = names.filter(|name| !name.is_empty()).collect();
    let more = u32::try_from(names.len().saturating_sub(NAMED)).unwrap_or(u32::MAX);
    let named: Vec<_> = names.into_iter().take(NAMED).collect();
    let named = named.join(" · ");
    let values = [("devices", named.as_str())];
    match more {
        _ if named.is_empty() => String::new(),
        0 => texts.fill(Key::PrepareDevices, &values),
        _ => texts.count(Key::PrepareDevicesMore, more, &values),
    }
}

/// What the policy says of a device that keeps the old password, a line each.
pub(crate) fn consequences(wording: Wording<'_>) -> Vec<String> {
    let (texts, policy) = (wording.texts, wording.policy);
    let grace = policy.old_password_grace_seconds.filter(|grace| *grace > 0);
    // While the old password is still accepted, no device stops working and no refused sign-in counts.
    let say = |at_once: Key, later: Key| texts.get(if grace.is_some() { later } else { at_once });
    let mut lines = Vec::new();
    if let Some(seconds) = grace {
        let duration = duration(texts, seconds);
        lines.push(texts.fill(Key::LeftGrace, &[("duration", &duration)]));
    }
    lines.push(say(Key::LeftStops, Key::LeftStopsLater));
    let may = || say(Key::LeftMay, Key::LeftMayLater);
    let Some(lockout) = policy.lockout else {
        lines.push(may());
        return lines;
    };
    if lockout.threshold == 0 {
        return lines;
    }
    let counts = match lockout.recent_passwords_not_counted {
        Some(0) => say(Key::LeftCounts, Key::LeftCountsLater),
        // So many of the older passwords are not counted: a device is counted once it has missed one change more.
        Some(count) => {
            let changes = count.saturating_add(1).to_string();
            texts.count(Key::LeftForgiven, count, &[("changes", &changes)])
        }
        None => may(),
    };
    lines.push(sentences(&[counts, locks_after(texts, lockout)]));
    lines
}
