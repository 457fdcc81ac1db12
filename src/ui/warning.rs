use dom::{Element, html};

use super::{
    elements::bold_part,
    icon::{Icon, drawn_icon},
    wording::Snapshots,
};
use crate::{state::Context, words};

/// What happens to a device that is left out, in two lines: the first, with its id, describes the button.
pub(super) fn warning(
    cx: Context,
    lines: impl Fn(words::Wording<'_>) -> [String; 2] + Copy + 'static,
) -> Element {
    let drawn = cx.drawn();
    let words = move |index: usize| {
        let [lead, rest] = lines(Snapshots::of(cx).wording());
        if index == 0 { lead } else { rest }
    };
    let lead = html::p()
        .claim(&drawn, "warning-lead")
        .attr("id", cx.id("warning"))
        .children(bold_part(&drawn, "warning", move || words(0)));
    let rest = html::p()
        .claim(&drawn, "warning-rest")
        .class("mbp-small")
        .text_or_hidden(move || words(1));
    html::div()
        .claim(&drawn, "warning")
        .class("mbp-notice")
        .attr("data-kind", "warn")
        .child(drawn_icon(&drawn, "warning-icon", Icon::Warn))
        .child(
            html::div()
                .claim(&drawn, "warning-words")
                .child(lead)
                .child(rest),
        )
}
