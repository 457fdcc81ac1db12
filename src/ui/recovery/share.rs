use dom::{Element, html};
use leptos::prelude::untrack;

use crate::{
    actions,
    i18n::Key,
    state::{LocalSignal, RecoverySignals},
    ui::{
        elements::{action, line_of_key, link, stack},
        wording::Snapshots,
    },
    words,
};

/// Ways to the other side: a text, paper, and, where there is a page for it, a link that carries the mailbox alone.
pub(super) fn share(s: RecoverySignals) -> Element {
    let cx = s.cx;
    let copied = LocalSignal::default();
    let copy = move || {
        let text = untrack(|| {
            words::recovery_as_text(Snapshots::of(cx).wording(), &s.recovery.get().recovery)
        });
        actions::copy(cx, &text, Key::TextCopied, Key::NotCopied, copied);
    };
    let url = move || cx.config().recovery_url.clone();
    let name = move || {
        let url = url().unwrap_or_default();
        cx.texts().fill(Key::RecoveryLink, &[("url", &url)])
    };
    stack(
        "mbp-stack mbp-no-print",
        [
            stack(
                "mbp-actions",
                [
                    action(cx, "mbp-secondary", Key::CopyText, copy),
                    action(cx, "mbp-secondary", Key::Print, move || actions::print(cx)),
                ],
            ),
            line_of_key(cx, "mbp-note", move || *copied.get()),
            html::p()
                .class("mbp-note")
                .attr("hidden", move || url().is_none())
                .child(link(url, name)),
        ],
    )
}
