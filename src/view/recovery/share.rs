use super::device::device_name;
use crate::{
    flow::Step,
    i18n::Key,
    view::{
        action,
        el::El,
        locked,
        part::{button, line_if_any, link, stack, t},
        state::State,
        widget::Widget,
    },
};

/// Ways to the other side: a text, paper, and, where there is a page for it, a link that carries the mailbox alone.
pub(super) fn share(w: Widget) -> El {
    let act =
        |key, press: fn(Widget)| button("mbp-secondary", t(key)).on("click", move |_| press(w));
    let copied = |state: &State| {
        let key = state.care.copied;
        key.map(|key| state.texts.get(key)).unwrap_or_default()
    };
    let href = |state: &State| state.config.recovery_url.clone().unwrap_or_default();
    let name = |state: &State| {
        let url = state.config.recovery_url.clone().unwrap_or_default();
        state.texts.fill(Key::RecoveryLink, &[("url", &url)])
    };
    stack(
        "mbp-stack mbp-no-print",
        [
            stack(
                "mbp-actions",
                [
                    act(Key::CopyText, action::copy_recovery),
                    act(Key::Print, action::print),
                ],
            ),
            line_if_any("mbp-note", copied),
            super::el("p", "mbp-note")
                .hidden_while(|state| state.config.recovery_url.is_none())
                .hold(link(href, name)),
        ],
    )
}

/// The steps as a text: which were reported done, and when, and which devices there are.
pub(in crate::view) fn as_text(state: &State) -> String {
    let texts = &state.texts;
    let recovery = &state.care.recovery;
    let mut lines = vec![
        texts.get(Key::RecoverHeading),
        state.config.mailbox.clone(),
        texts.get(Key::RecoveryLead),
        String::new(),
    ];
    for (step, words) in Step::ALL.into_iter().zip(locked::steps(state)) {
        let mark = if recovery.done(step).is_some() {
            "[x] "
        } else {
            "[ ] "
        };
        lines.push([mark, &step.number().to_string(), ". ", &words].concat());
        if let Some(at) = recovery.done(step) {
            let time = texts.time(at);
            lines.push(["    ", &texts.fill(Key::StepReported, &[("time", &time)])].concat());
        }
        if step == Step::Remove {
            for (index, device) in recovery.devices.iter().enumerate() {
                let mark = if device.is_off {
                    "    [x] "
                } else {
                    "    [ ] "
                };
                lines.push([mark, &device_name(state, index)].concat());
            }
        }
    }
    if let Some(url) = &state.config.recovery_url {
        lines.push(String::new());
        lines.push(url.clone());
    }
    lines.retain({
        let mut before = String::from("x");
        move |line| {
            let keep = !(line.is_empty() && before.is_empty());
            before.clone_from(line);
            keep
        }
    });
    lines.join("\n")
}
