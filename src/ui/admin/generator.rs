use dom::{Element, html};

use crate::{
    actions,
    i18n::Key,
    model::Field,
    state::AdministratorSignals,
    ui::elements::{action, line_of_key, line_or_hidden, line_while},
    words,
};

/// **Generate**, and what to do with a generated password.
pub(super) fn generator(s: AdministratorSignals) -> Element {
    let cx = s.form.cx;
    let drawn = cx.drawn();
    let is_generated = move || s.form.form.get().is_generated;
    let copy = move || {
        let password = cx.value(Field::New);
        actions::copy(cx, &password, Key::PasswordCopied, Key::NotCopied, s.copied);
    };
    let buttons = [
        html::button()
            .claim(&drawn, "generate")
            .class("mbp-secondary")
            .attr("type", "button")
            .attr("id", cx.id("generate"))
            .text(cx.t(Key::Generate))
            .on("click", move |_| actions::request_password(s)),
        action(cx, "mbp-secondary", Key::CopyPassword, copy)
            .attr("hidden", move || !is_generated()),
        action(cx, "mbp-link", Key::TypeInstead, move || {
            actions::type_instead(s);
        })
        .attr("hidden", move || {
            !is_generated() || s.form.must_generate() || s.form.change.get().is_pending()
        }),
    ];
    let buttons = html::div()
        .claim(&drawn, "generator-actions")
        .class("mbp-actions")
        .children(buttons);
    html::div()
        .claim(&drawn, "generator")
        .class("mbp-stack")
        .child(buttons)
        .children([
            // It describes the password's field, too.
            line_or_hidden("mbp-note", move || {
                let form = s.form.form.get();
                if form.is_generated && form.is_revealed(Field::New) {
                    words::read_out(&cx.texts(), &cx.value(Field::New))
                } else {
                    String::new()
                }
            })
            .attr("id", cx.id("read-out")),
            line_while(cx, "mbp-note", Key::OnlyGenerated, move || {
                s.form.must_generate() && !is_generated()
            }),
            line_while(cx, "mbp-note mbp-warn", Key::GeneratedAnew, move || {
                s.generator.get().is_redrawn
            }),
            line_while(cx, "mbp-note mbp-warn", Key::GeneratedOnce, is_generated),
            line_of_key(cx, "mbp-error", move || s.generator.get().failed),
            line_of_key(cx, "mbp-note", move || *s.copied.get()),
        ])
}
