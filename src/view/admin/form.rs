use crate::{
    i18n::Key,
    view::{
        action,
        el::{El, el},
        field::{Field, password_field},
        form::{mailbox, new_password, shell, submit},
        part::{button, line_if_any, stack, t},
        rules::advice,
        state::State,
        summary::summary,
        warning::{statement, statement_or},
        widget::Widget,
    },
};

/// The form: *User Name*, under it *Password* and *Confirm*, **Generate** beside them, and **Save**.
pub(super) fn form(w: Widget) -> El {
    shell(w)
        .set("autocomplete", "off")
        .hold(summary(w))
        .hold(mailbox(w))
        .hold(line_if_any("mbp-notice mbp-warn", recent))
        .hold(new_password(w))
        .hold(advice(w))
        .hold(password_field(w, Field::Confirm, vec![]))
        .hold(generate(w))
        .hold(wishes(w))
        .hold(warning(w, "warning"))
        .hold(submit(w))
}

/// The administrator's warning, before **Save** and after it.
pub(super) fn warning(w: Widget, id: &str) -> El {
    el("p", "mbp-warning")
        .set("id", &w.id(id))
        .say(|state| statement_or(state, Key::AdminWarning, Key::AdminWarningNoLock))
}

/// **Generate**, and what to do with a generated password.
fn generate(w: Widget) -> El {
    let is_generated = |state: &State| state.care.admin.is_generated;
    let act = |class, key, press: fn(Widget)| button(class, t(key)).on("click", move |_| press(w));
    let buttons = [
        act("mbp-secondary", Key::Generate, action::generate).set("id", &w.id("generate")),
        act("mbp-secondary", Key::CopyPassword, action::copy_password)
            .hidden_while(move |state| !is_generated(state)),
        act("mbp-link", Key::TypeInstead, action::type_instead).hidden_while(move |state| {
            !is_generated(state) || state.must_generate() || state.is_open()
        }),
    ];
    let once = move |state: &State| state.say_if(is_generated(state), Key::GeneratedOnce);
    let only = move |state: &State| {
        let only = state.must_generate() && !is_generated(state);
        state.say_if(only, Key::OnlyGenerated)
    };
    let anew = |state: &State| state.say_if(state.care.admin.is_redrawn, Key::GeneratedAnew);
    let said = |key: fn(&State) -> Option<Key>| {
        move |state: &State| {
            key(state)
                .map(|key| state.texts.get(key))
                .unwrap_or_default()
        }
    };
    stack(
        "mbp-stack",
        [
            stack("mbp-actions", buttons),
            line_if_any("mbp-note", only),
            line_if_any("mbp-note mbp-warn", anew),
            line_if_any("mbp-note mbp-warn", once),
            line_if_any("mbp-error", said(|state| state.care.admin.cannot_generate)),
            line_if_any("mbp-note", said(|state| state.care.copied)),
        ],
    )
}

/// What the back end can do besides: only what it supports is there, and off until it is asked for.
fn wishes(w: Widget) -> El {
    stack(
        "mbp-stack",
        [
            wish(w, Key::MustChange, |state| state.care.admin.must_change)
                .hidden_while(|state| !state.policy.supports.must_change),
            wish(w, Key::SignOutOthers, |state| state.care.admin.sign_out)
                .hidden_while(|state| !state.policy.supports.sign_out_other_sessions),
        ],
    )
    .hidden_while(|state| {
        let supports = state.policy.supports;
        !supports.must_change && !supports.sign_out_other_sessions
    })
}

fn wish(w: Widget, key: Key, is_on: fn(&State) -> bool) -> El {
    let input = el("input", "")
        .set("type", "checkbox")
        .checked_while(is_on)
        .set_while("disabled", "", State::is_open)
        .on("change", move |_| action::wish(w, key));
    el("label", "mbp-choice")
        .hold(input)
        .hold(el("span", "").say(t(key)))
}

/// A reset soon after another one pushes the devices' passwords out of what directories forgive.
fn recent(state: &State) -> String {
    let watch = &state.care.watch;
    match watch.changed_at {
        Some(at) if watch.now - at < RECENT => {
            let time = state.texts.time(at);
            // What locks, or does not, is the provider's to say.
            let lockout = state.policy.lockout;
            let never = lockout.is_some_and(|lockout| lockout.threshold == 0);
            let key = if never || statement(state).is_some() {
                Key::RecentChangeNoLock
            } else {
                Key::RecentChange
            };
            state.texts.fill(key, &[("time", &time)])
        }
        _ => String::new(),
    }
}

/// A change is recent for a day; milliseconds.
const RECENT: f64 = 86_400_000.0;
