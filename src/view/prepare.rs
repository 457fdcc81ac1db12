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

/// The devices that the back end knows.
fn names() -> El {
    line_if_any("mbp-note", |state| {
        let devices = state.care.devices.items();
        let names: Vec<_> = devices
            .iter()
            .filter_map(|device| device.get("name").text())
            .collect();
        if names.is_empty() {
            return String::new();
        }
        let names = names.join(", ");
        state
            .texts
            .fill(Key::PrepareDevices, &[("devices", &names)])
    })
}

/// What the policy says of a device that goes on with the old password: all of it, and nothing more.
fn left_behind(state: &State) -> String {
    let (texts, policy) = (&state.texts, &state.policy);
    let duration = |seconds: u64| texts.duration(u32::try_from(seconds).unwrap_or(u32::MAX));
    let mut lines = Vec::new();
    if let Some(seconds) = policy.old_password_grace_seconds.filter(|grace| *grace > 0) {
        let duration = duration(seconds);
        lines.push(texts.fill(Key::LeftGrace, &[("duration", &duration)]));
    }
    lines.push(texts.get(Key::LeftStops));
    let Some(lockout) = policy.lockout else {
        lines.push(texts.get(Key::LeftMay));
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
    lines.push(match lockout.recent_passwords_not_counted {
        Some(0) => text::sentences(&[texts.get(Key::LeftCounts), locks]),
        Some(count) => texts.count(Key::LeftForgiven, count, &[]),
        None => text::sentences(&[texts.get(Key::LeftMay), locks]),
    });
    lines.join("\n")
}
