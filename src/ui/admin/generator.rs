use dom::{Element, html};

use crate::{
    actions,
    i18n::Key,
    model::Field,
    state::{ElementSignals, FieldHelp, HelpKind},
    ui::{
        elements::{action, filled, icon_button},
        form::{kind_icon, kind_name},
        icon::Icon,
        wording::Snapshots,
    },
    words,
};

/// **Generate**, filled where nothing can be saved before it, and what to do with a generated password. Its line, and
/// the room for its buttons, are there from the start.
pub(super) fn generator(all: ElementSignals) -> Element {
    let s = all.administrator();
    let cx = s.form().cx;
    let drawn = cx.drawn();
    let is_generated = move || s.form().form().get().is_generated;
    let is_pending = move || s.form().change().get().is_pending();
    let copy = move || {
        let password = cx.value(Field::New);
        let show = move |key| s.copied().set(Some(key));
        actions::copy(
            cx,
            &password,
            Key::PasswordCopied,
            Key::NotCopied,
            Box::new(show),
        );
    };
    let buttons = [
        html::button()
            .claim(&drawn, "generate")
            .class(filled(move || {
                s.form().needs_generated() && all.mailbox().is_lock_over() && !is_pending()
            }))
            .attr("type", "button")
            .attr("id", cx.id("generate"))
            .attr("aria-disabled", move || is_pending().then_some("true"))
            .text(cx.t(Key::Generate))
            .on("click", move |_| actions::request_password(s)),
        icon_button(Icon::Copy, cx.t(Key::CopyPassword))
            .class("mbp-button")
            .attr("hidden", move || !is_generated())
            .on("click", move |_| copy()),
        action(cx, "mbp-link mbp-small", Key::TypeInstead, move || {
            actions::type_instead(s);
        })
        .attr("hidden", move || {
            !is_generated() || s.form().must_generate() || is_pending()
        }),
    ];
    let buttons = html::div()
        .claim(&drawn, "generator-actions")
        .class("mbp-actions")
        .children(buttons);
    let help = move || line(all);
    let line = html::p()
        .claim(&drawn, "generator-line")
        .class("mbp-help")
        .attr("data-kind", move || help().kind.map(kind_name))
        .child(kind_icon(move || help().kind))
        .child(html::span().text(move || help().text));
    html::div()
        .claim(&drawn, "generator")
        .class("mbp-stack mbp-generator")
        .child(buttons)
        .child(line)
}

/// The line below the fields: about the generated password, or about setting a password at all.
fn line(all: ElementSignals) -> FieldHelp {
    let s = all.administrator();
    let (cx, generator) = (s.form().cx, *s.generator().get());
    let is_generated = s.form().form().get().is_generated;
    let (kind, key) = match (generator.failed, *s.copied().get()) {
        (Some(key), _) => (Some(HelpKind::Bad), key),
        (_, Some(key)) => (None, key),
        _ if generator.is_redrawn => (Some(HelpKind::Warn), Key::GeneratedAnew),
        _ if is_generated => (Some(HelpKind::Warn), Key::GeneratedOnce),
        _ if s.form().must_generate() => (None, Key::OnlyGenerated),
        _ => {
            let mailbox = all.mailbox().mailbox().get();
            let text = words::recent_change(Snapshots::of(cx).wording(), &mailbox);
            if !text.is_empty() {
                let kind = Some(HelpKind::Warn);
                return FieldHelp { kind, text };
            }
            (None, Key::GenerateHint)
        }
    };
    let text = cx.text(key);
    FieldHelp { kind, text }
}
