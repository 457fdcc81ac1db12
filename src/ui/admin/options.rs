use dom::{Element, html};

use crate::{actions, i18n::Key, model::ChangeOptions, state::FormSignals, ui::elements::choice};

/// What the back end can do besides: only what the policy supports, and off by default. The policy may be late: their
/// room is there from the start.
pub(super) fn options(s: FormSignals) -> Element {
    let supports = move || s.cx.policy().supports;
    let must_change = option(
        s,
        Key::MustChange,
        |options| options.must_change,
        |options| options.must_change = !options.must_change,
    );
    let sign_out = option(
        s,
        Key::SignOutOthers,
        |options| options.sign_out,
        |options| options.sign_out = !options.sign_out,
    );
    html::div()
        .claim(&s.cx.drawn(), "options")
        .class("mbp-stack mbp-options")
        .child(must_change.attr("hidden", move || !supports().must_change))
        .child(sign_out.attr("hidden", move || !supports().sign_out_other_sessions))
}

fn option(
    s: FormSignals,
    key: Key,
    is_on: fn(ChangeOptions) -> bool,
    toggle: fn(&mut ChangeOptions),
) -> Element {
    let input = html::input()
        .attr("type", "checkbox")
        .prop("checked", move || is_on(s.form().get().options))
        .attr("disabled", move || s.change().get().is_pending())
        .on("change", move |_| actions::toggle_option(s, toggle));
    choice(input, s.cx.t(key))
}
