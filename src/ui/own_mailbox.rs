use dom::{Element, Region, html, show};
use wasm_bindgen::JsCast;

use super::{
    changed::changed,
    checklist::{back_to_list, list_or_recovery},
    elements::heading,
    form::{fields, form_shell, mailbox, need, submit},
    icon::{Icon, drawn_icon},
    locked::locked_and_recovery,
    prepare::prepare,
    unknown::unknown,
    warning::warning,
};
use crate::{actions, i18n::Key, state::ElementSignals, words};

/// One's own mailbox: the form, and what is shown beside it or instead of it.
pub(super) fn own_mailbox(s: ElementSignals) -> Vec<Region> {
    let is_changed = move || s.form().change().get().is_changed();
    let is_list = move || !is_changed() && s.checklist().checklist().get().is_page();
    let [lock, recovery] = locked_and_recovery(s);
    vec![
        show(is_list, move || {
            html::section().children(list_or_recovery(s))
        }),
        show(
            move || !is_changed() && s.checklist().checklist().get().is_put_aside,
            move || back_to_list(s.checklist()),
        ),
        show(
            move || s.form().change().get().is_unknown(),
            move || unknown(s.form(), || None),
        ),
        recovery,
        show(move || !is_changed() && !is_list(), move || own_form(s)),
        lock,
        show(is_changed, move || changed(s)),
    ]
}

/// The form for one's own password.
///
/// It stays, visible and usable, in every outcome but *changed*; then it leaves as a whole. That is what password
/// managers go by. What prepares for a change leaves while an unknown outcome has to be found out first.
fn own_form(s: ElementSignals) -> Element {
    let cx = s.cx;
    let is_unknown = move || s.form().change().get().is_unknown();
    let is_locked = move || s.form().lock().get().is_some_and(|lock| !lock.is_over);
    let top = html::div()
        .claim(&cx.drawn(), "top")
        .class("mbp-top")
        .child(heading(cx, "mbp-heading", "heading", 0, Key::Heading))
        .child(mailbox(cx, is_locked));
    form_shell(s.form())
        .child(top)
        .child(need(cx).attr("hidden", is_unknown))
        .child(prepare_fold(s).attr("hidden", is_unknown))
        .child(fields(s.form(), true))
        .child(warning(cx, words::warning).attr("hidden", is_unknown))
        .child(submit(s.form(), move || {
            let recovery = s.recovery().recovery().get();
            let is_recovering = recovery.is_shown && recovery.recovery.next().is_some();
            is_recovering || s.form().lock().get().is_some()
        }))
}

/// What to do before the change: folded, and made when it is first unfolded. Started over, it is folded again.
fn prepare_fold(s: ElementSignals) -> Element {
    let is_preparing = move || s.form().form().get().is_preparing;
    let drawn = s.cx.drawn();
    let name = html::summary()
        .claim(&drawn, "prepare-name")
        .child(drawn_icon(&drawn, "prepare-icon", Icon::Chevron))
        .child(
            html::span()
                .claim(&drawn, "prepare-words")
                .text(s.cx.t(Key::PrepareHeading)),
        );
    let fold = html::details()
        .claim(&drawn, "prepare")
        .class("mbp-fold mbp-small")
        .child(name);
    // Unfolded before the module was there.
    if fold.node().has_attribute("open") {
        actions::prepare(s);
    }
    fold.attr("open", is_preparing)
        .on("toggle", move |event| {
            if is_open(&event) {
                actions::prepare(s);
            }
        })
        .child(show(is_preparing, move || {
            html::div().child(prepare(s.mailbox()))
        }))
}

fn is_open(event: &web_sys::Event) -> bool {
    let details = event.target();
    let details = details.and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    details.is_some_and(|details| details.has_attribute("open"))
}
