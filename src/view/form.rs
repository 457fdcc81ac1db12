use super::{
    action,
    el::{El, el},
    field::{Field, password_field},
    part::{line, line_if_any, stack, t},
    rules::{advice, rules},
    state::State,
    summary::summary,
    warning::warning,
    widget::Widget,
};
use crate::i18n::Key;

/// The form: whose password, three fields, the warning, **Change**.
///
/// It stays, visible and usable, in every outcome but *changed*; then it leaves as a whole. That is what password
/// managers go by.
pub(super) fn form(w: Widget) -> El {
    shell(w)
        .hold(line("mbp-note", t(Key::Need)))
        .hold(summary(w))
        .hold(mailbox(w))
        .hold(password_field(w, Field::Current, vec![]))
        .hold(new_password(w))
        .hold(advice(w))
        .hold(password_field(w, Field::Confirm, vec![]))
        .hold(warning(w, "warning"))
        .hold(submit(w))
}

/// A form that is sent by this program alone and never takes the page elsewhere.
pub(super) fn shell(w: Widget) -> El {
    el("form", "mbp-form")
        .set("method", "post")
        .set("novalidate", "")
        .set_while("aria-busy", "true", State::is_sending)
        .on("pointerdown", move |_| action::press(w, true))
        .on("submit", move |event| {
            event.prevent_default();
            action::submit(w);
        })
}

/// The field for the new password, with what the back end asks of it.
pub(super) fn new_password(w: Widget) -> El {
    let hint = el("p", "mbp-hint")
        .set("id", &w.id("new-hint"))
        .say(t(Key::TypeEverywhere));
    password_field(w, Field::New, vec![hint, rules(w)])
}

/// Whose password: for the person to see, and for password managers to match.
pub(super) fn mailbox(w: Widget) -> El {
    let id = w.id("username");
    let input = el("input", "mbp-control mbp-readonly")
        .set("id", &id)
        .set("type", "text")
        .set(
            "autocomplete",
            if w.is_admin() { "off" } else { "username" },
        )
        .set("autocapitalize", "none")
        .set("spellcheck", "false")
        .set("dir", "ltr")
        .set("readonly", "")
        .follow("value", |state| state.config.mailbox.clone());
    let label = el("label", "mbp-label")
        .set("for", &id)
        .say(t(Key::Mailbox));
    stack("mbp-field", [label, input])
}

/// **Change** or **Save**: never disabled, so that the focus stays. Under it, what it waits for.
pub(super) fn submit(w: Widget) -> El {
    let name = |state: &State| {
        let key = if state.is_sending() {
            Key::Changing
        } else {
            Key::Change
        };
        state.texts.get(key)
    };
    let waiting = |state: &State| {
        let texts = &state.texts;
        let until = state.flow.wait_until;
        until
            .map(|until| texts.fill(Key::ButtonWaits, &[("time", &texts.limit(until))]))
            .unwrap_or_default()
    };
    let button = el("button", "mbp-primary")
        .set("type", "submit")
        .set("id", &w.id("submit"))
        .set("aria-describedby", &w.id("warning"))
        .set_while("aria-disabled", "true", |state| {
            state.is_sending() || state.flow.wait_until.is_some()
        })
        .say(name);
    let slow = |state: &State| state.say_if(state.slow && state.is_sending(), Key::StillWorking);
    let actions = stack("mbp-actions", [button, line_if_any("mbp-note", waiting)]);
    stack("mbp-stack", [actions, line_if_any("mbp-note", slow)])
}
