use dom::{Element, html};
use leptos::prelude::untrack;

use super::track::{is_guide, is_recovered};
use crate::{
    actions,
    i18n::Key,
    model::Side,
    state::{Context, ElementSignals, LocalSignal, RecoverySignals},
    ui::{
        elements::{action, icon_button, line_of_key, link, stack},
        icon::{Icon, fixed_icon},
        wording::Snapshots,
    },
    words::{self, Wording},
};

/// Ways to the other side: by telephone, as a text, on paper, and, where there is a page for it, a link that carries
/// the mailbox alone.
pub(super) fn share(s: ElementSignals) -> Element {
    let (cx, r) = (s.cx, s.recovery());
    let copied = LocalSignal::default();
    let url = move || cx.config().recovery_url.clone();
    let name = move || {
        let url = url().unwrap_or_default();
        cx.texts().fill(Key::RecoveryLink, &[("url", &url)])
    };
    let is_guide = move || is_guide(&cx.config());
    let start_over = action(cx, "mbp-link", Key::BeginAnew, move || {
        actions::start_over(s);
    });
    stack(
        "mbp-stack mbp-no-print",
        [
            call(cx, "mbp-button mbp-primary")
                .attr("hidden", move || !is_guide() || phone(cx).is_none()),
            html::p()
                .class("mbp-note")
                .attr("hidden", move || url().is_none() || is_recovered(r))
                .child(link(url, name)),
            stack(
                "mbp-actions mbp-foot",
                [
                    action(cx, "mbp-link", Key::CopyText, move || {
                        copy(r, false, copied);
                    }),
                    action(cx, "mbp-link", Key::Print, move || {
                        actions::print(cx, "[aria-labelledby$=-recovery]");
                    }),
                    start_over.attr("hidden", move || {
                        is_guide() || !r.recovery().get().recovery.has_begun()
                    }),
                ],
            ),
            line_of_key(cx, "mbp-note", move || *copied.get()),
        ],
    )
}

/// The text of the steps for the mailbox's user, to be sent to them.
pub(super) fn copy_for_user(
    s: RecoverySignals,
    class: impl Fn() -> &'static str + 'static,
) -> [Element; 2] {
    let copied = LocalSignal::default();
    [
        icon_button(Icon::Copy, s.cx.t(Key::CopyForUser))
            .class(class)
            .on("click", move |_| copy(s, true, copied)),
        line_of_key(s.cx, "mbp-note", move || *copied.get()),
    ]
}

fn copy(s: RecoverySignals, is_for_user: bool, copied: LocalSignal<Option<Key>>) {
    let text = untrack(|| {
        let snapshots = Snapshots::of(s.cx);
        let wording = snapshots.wording();
        let recovery = &s.recovery().get().recovery;
        if is_for_user {
            let texts = &wording.texts.for_user();
            return words::recovery_as_text(Wording { texts, ..wording }, Side::User, recovery);
        }
        words::recovery_as_text(wording, wording.config.side, recovery)
    });
    actions::copy(
        s.cx,
        &text,
        Key::TextCopied,
        Key::NotCopied,
        Box::new(move |key| copied.set(Some(key))),
    );
}

/// The administrator's telephone, with its number beside it.
pub(super) fn call(cx: Context, class: &str) -> Element {
    let number = move || {
        let help = cx.config().help.clone();
        help.map(|help| help.text).unwrap_or_default()
    };
    let call = html::a()
        .class(class)
        .attr("href", move || phone(cx))
        .child(fixed_icon(Icon::Call))
        .child(html::span().text(cx.t(Key::CallAdministrator)));
    // It may be a number alone, which reads from left to right anywhere.
    let number = html::span().attr("dir", "auto").text(number);
    stack("mbp-actions", [call, number])
}

/// How to call the administrator, if that is how to reach them.
pub(super) fn phone(cx: Context) -> Option<String> {
    let href = cx.config().help.clone()?.href?;
    href.starts_with("tel:").then_some(href)
}
