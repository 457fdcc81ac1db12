use super::{
    el::{El, el},
    part::{line, line_if_any, list, stack, t},
    state::State,
    text,
    widget::Widget,
};
use crate::i18n::Key;

/// What to do before the change so that the mailbox does not lock, and what would happen otherwise.
///
/// It is advice: nothing waits for it, and what is ticked is gone with the form.
pub(super) fn prepare(w: Widget, content: El) -> El {
    let steps = [Key::Prepare1, Key::Prepare2, Key::Prepare3];
    let behind = stack(
        "mbp-stack",
        [
            line("mbp-label", t(Key::LeftBehind)),
            list("ul", "mbp-links", left_behind),
        ],
    );
    content.hold(
        stack("mbp-stack", steps.map(|key| tick(w, key)))
            .hold(names())
            .hold(behind),
    )
}

fn tick(_: Widget, key: Key) -> El {
    let input = el("input", "").set("type", "checkbox").set("form", "");
    el("label", "mbp-choice")
        .hold(input)
        .hold(el("span", "").say(t(key)))
}

/// The devices that the back end knows: a few by name, and how many more.
fn names() -> El {
    line_if_any("mbp-note", |state| {
        let devices = state.care.devices.items();
        let names: Vec<_> = devices
            .iter()
            .filter_map(|device| device.get("name").label())
            .filter(|name| !name.is_empty())
            .collect();
        let more = u32::try_from(names.len().saturating_sub(NAMED)).unwrap_or(u32::MAX);
        let named: Vec<_> = names.into_iter().take(NAMED).collect();
        let named = named.join(", ");
        let values = [("devices", named.as_str())];
        match more {
            _ if named.is_empty() => String::new(),
            0 => state.texts.fill(Key::PrepareDevices, &values),
            _ => state.texts.count(Key::PrepareDevicesMore, more, &values),
        }
    })
}

/// What the policy says of a device that goes on with the old password: all of it, and nothing more.
fn left_behind(state: &State) -> String {
    let (texts, policy) = (&state.texts, &state.policy);
    let duration = |seconds: u64| texts.duration(u32::try_from(seconds).unwrap_or(u32::MAX));
    let grace = policy.old_password_grace_seconds.filter(|grace| *grace > 0);
    // While the old password still works, nothing stops and nothing counts.
    let say = |at_once: Key, later: Key| texts.get(if grace.is_some() { later } else { at_once });
    let mut lines = Vec::new();
    if let Some(seconds) = grace {
        let duration = duration(seconds);
        lines.push(texts.fill(Key::LeftGrace, &[("duration", &duration)]));
    }
    lines.push(say(Key::LeftStops, Key::LeftStopsLater));
    let may = || say(Key::LeftMay, Key::LeftMayLater);
    let Some(lockout) = policy.lockout else {
        lines.push(may());
        return lines.join("\n");
    };
    if lockout.threshold == 0 {
        return lines.join("\n");
    }
    let locks = match lockout.duration_seconds {
        Some(seconds) if seconds > 0 => texts.count(
            Key::LocksAfterFor,
            lockout.threshold,
            &[("duration", &duration(seconds))],
        ),
        _ => texts.count(Key::LocksAfter, lockout.threshold, &[]),
    };
    let counts = match lockout.recent_passwords_not_counted {
        Some(0) => say(Key::LeftCounts, Key::LeftCountsLater),
        // The password before the new one is one change behind; the first that counts is one more behind than these.
        Some(count) => {
            let changes = count.saturating_add(1).to_string();
            texts.count(Key::LeftForgiven, count, &[("changes", &changes)])
        }
        None => may(),
    };
    lines.push(text::sentences(&[counts, locks]));
    lines.join("\n")
}

/// How many devices are named.
const NAMED: usize = 10;
