use dom::{Element, html};

use crate::{
    actions,
    i18n::Key,
    model::ChangeOptions,
    state::FormSignals,
    ui::elements::{choice, stack},
};

/// What the back end can do besides: only what the policy supports, and off by default.
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
    stack(
        "mbp-stack",
        [
            must_change.attr("hidden", move || !supports().must_change),
            sign_out.attr("hidden", move || !supports().sign_out_other_sessions),
        ],
    )
    .attr("hidden", move || {
        !supports().must_change && !supports().sign_out_other_sessions
    })
}

fn option(
    s: FormSignals,
    key: Key,
    is_on: fn(ChangeOptions) -> bool,
    toggle: fn(&mut ChangeOptions),
) -> Element {
    let input = html::input()
        .attr("type", "checkbox")
        .prop("checked", move || is_on(s.form.get().options))
        .attr("disabled", move || s.change.get().is_pending())
        .on("change", move |_| actions::toggle_option(s, toggle));
    choice(input, s.cx.t(key))
}
