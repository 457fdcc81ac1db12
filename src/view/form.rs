use leptos::{ev, prelude::*};

use super::{
    action,
    field::{Field, password_field},
    part::{self, attribute_while},
    rules::{advice, rules},
    state::Widget,
    summary::summary,
    warning::warning,
};
use crate::i18n::Key;

/// The form: whose password, three fields, the warning, **Change**.
///
/// It stays, visible and usable, in every outcome but *changed*; then it leaves as a whole. That is what password
/// managers go by.
pub(super) fn form(w: Widget) -> AnyView {
    let busy = w.flag(|state| state.is_sending());
    let unavailable = w.flag(|state| state.is_sending() || state.flow.wait_until.is_some());
    let name = w.words(|state| {
        let key = if state.is_sending() { Key::Changing } else { Key::Change };
        state.texts.get(key)
    });
    let waiting = w.words(|state| {
        state
            .flow
            .wait_until
            .map(|until| state.texts.fill(Key::ButtonWaits, &[("time", &state.texts.time(until))]))
            .unwrap_or_default()
    });
    let hints = vec![
        part::line_with_id("mbp-hint", w.id("new-hint"), w.t(Key::TypeEverywhere)),
        rules(w),
    ];
    view! {
        <form
            class="mbp-form"
            // An escaped submit carries nothing: no field has a name.
            method="post"
            novalidate=true
            aria-busy=attribute_while(busy, "true")
            on:submit=move |event: ev::SubmitEvent| {
                event.prevent_default();
                action::submit(w);
            }
        >
            {part::line("mbp-note", w.t(Key::Need))}
            {summary(w)}
            <div class="mbp-field">
                <label class="mbp-label" for=w.id("username")>{w.t(Key::Mailbox)}</label>
                <input
                    id=w.id("username")
                    class="mbp-control mbp-readonly"
                    type="text"
                    autocomplete="username"
                    autocapitalize="none"
                    spellcheck="false"
                    dir="ltr"
                    readonly=true
                    prop:value=w.words(|state| state.config.mailbox.clone())
                />
            </div>
            {password_field(w, Field::Current, vec![])}
            {password_field(w, Field::New, hints)}
            {advice(w)}
            {password_field(w, Field::Confirm, vec![])}
            {warning(w, "warning")}
            <div class="mbp-actions">
                <button
                    type="submit"
                    id=w.id("submit")
                    class="mbp-primary"
                    aria-describedby=w.id("warning")
                    aria-disabled=attribute_while(unavailable, "true")
                >
                    {name}
                </button>
                {part::line_if_any("mbp-note", waiting)}
            </div>
            {part::line_while(
                "mbp-note",
                w.flag(|state| state.slow && state.is_sending()),
                w.t(Key::StillWorking),
            )}
        </form>
    }
    .into_any()
}
