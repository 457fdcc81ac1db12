use dom::{Element, Region, html, show};
use wasm_bindgen::JsCast;

use super::{
    changed::changed, checklist::unfinished, elements::heading, form::own_form,
    locked::locked_and_recovery, prepare::prepare, unknown::unknown,
};
use crate::{actions, i18n::Key, state::ElementSignals};

/// One's own mailbox: the form, and what is shown beside it or instead of it.
pub(super) fn own_mailbox(s: ElementSignals) -> Vec<Region> {
    let is_changed = move || s.form.change.get().is_changed();
    let [lock, recovery] = locked_and_recovery(s, false);
    vec![
        show(
            move || s.checklist.checklist.get().is_unfinished && !is_changed(),
            move || unfinished(s.checklist),
        ),
        show(
            move || s.form.change.get().is_unknown(),
            move || unknown(s.form, || None),
        ),
        lock,
        recovery,
        show(move || !is_changed(), move || form(s)),
        show(is_changed, move || changed(s)),
    ]
}

fn form(s: ElementSignals) -> Element {
    let heading = heading(s.cx, "mbp-heading", "heading", 0, Key::Heading);
    html::div()
        .claim(&s.cx.drawn(), "stack")
        .class("mbp-stack")
        .child(heading)
        .child(prepare_fold(s))
        .child(own_form(s.form))
}

/// What to do before the change: folded, and made when it is first unfolded. Started over, it is folded again.
fn prepare_fold(s: ElementSignals) -> Element {
    let is_preparing = move || s.form.form.get().is_preparing;
    let drawn = s.cx.drawn();
    let name = html::summary()
        .claim(&drawn, "prepare-name")
        .text(s.cx.t(Key::PrepareHeading));
    html::details()
        .claim(&drawn, "prepare")
        .class("mbp-prepare")
        .child(name)
        .attr("open", is_preparing)
        .on("toggle", move |event| {
            if is_open(&event) {
                actions::prepare(s);
            }
        })
        .child(show(is_preparing, move || {
            html::div().child(prepare(s.mailbox))
        }))
}

fn is_open(event: &web_sys::Event) -> bool {
    let details = event.target();
    let details = details.and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    details.is_some_and(|details| details.has_attribute("open"))
}
