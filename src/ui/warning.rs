use dom::{Element, html};

use super::wording::Snapshots;
use crate::{state::Context, words};

/// What happens to a device that is left out, in the provider's numbers or the provider's own words.
pub(super) fn warning(cx: Context, id: &str) -> Element {
    html::p()
        .claim(&cx.drawn(), id)
        .class("mbp-warning")
        .attr("id", cx.id(id))
        .text(move || words::warning(Snapshots::of(cx).wording()))
}
