//! "Enter the new password on every device": the list that the form leaves behind.

mod device;
mod share;

use dom::{Element, for_each, html};

use super::{
    client_chooser::client_chooser,
    elements::{folded, heading, line_or_hidden, line_while, lines, stack},
    warning::warning,
};
use crate::{
    actions,
    i18n::Key,
    state::{ChecklistSignals, Context},
    words,
};
use device::device;
use share::share;

/// The list of an earlier change, offered above the form while it is not finished.
pub(super) fn unfinished(s: ChecklistSignals) -> Element {
    let name = move || {
        let texts = s.cx.texts();
        let time = texts.date(s.checklist.get().list.changed_at);
        texts.fill(Key::Unfinished, &[("time", &time)])
    };
    let list = folded("mbp-unfinished", name)
        .on("toggle", move |_| actions::open_unfinished(s))
        .child(checklist(s));
    html::div().child(list).child(not_kept(s))
}

/// That the browser does not keep the list.
pub(super) fn not_kept(s: ChecklistSignals) -> Element {
    line_while(s.cx, "mbp-note mbp-warn", Key::NotStored, move || {
        s.checklist.get().is_not_kept
    })
}

/// The list: devices, each with its answer and its instructions, and how many are done.
pub(super) fn checklist(s: ChecklistSignals) -> Element {
    let cx = s.cx;
    let is_empty = move || s.checklist.get().list.rows.is_empty();
    let progress = move || {
        if is_empty() {
            String::new()
        } else {
            words::progress(&cx.texts(), &s.checklist.get().list)
        }
    };
    let ids = move || {
        let state = s.checklist.get();
        let ids = state.list.rows.iter().map(|row| row.id.clone());
        ids.collect::<Vec<_>>()
    };
    let devices = html::div()
        .class("mbp-devices")
        .attr("hidden", is_empty)
        .child(for_each(ids, String::clone, move |id| device(s, &id)));
    let all_done = move || words::all_done(&cx.texts(), &s.checklist.get().list);
    stack(
        "mbp-checklist mbp-prints",
        [
            heading(cx, "mbp-heading", "checklist", 1, Key::ChecklistHeading),
            warning(cx, words::warning),
            line_or_hidden("mbp-progress", progress),
            devices,
            line_or_hidden("mbp-notice mbp-good", all_done),
            client_chooser(cx, Key::WhereRead, "where", move |client| {
                actions::add_device(s, client);
            }),
            forgotten_places(cx),
            share(s),
        ],
    )
}

/// Places people forget: folded, and not counted.
fn forgotten_places(cx: Context) -> Element {
    const PLACES: [Key; 5] = [
        Key::Places1,
        Key::Places2,
        Key::Places3,
        Key::Places4,
        Key::Places5,
    ];
    let places = lines(html::ul().class("mbp-links"), html::li, move || {
        PLACES.map(|place| cx.text(place)).to_vec()
    });
    folded("mbp-places", cx.t(Key::PlacesHeading)).child(places)
}
