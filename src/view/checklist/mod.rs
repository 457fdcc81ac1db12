//! "Enter the new password on every device": the list that the form leaves behind.

mod client;
mod row;
mod share;
mod steps;

pub(super) use share::as_text;

use leptos::prelude::*;

use super::{
    action, part,
    state::{State, Widget},
    warning::warning,
};
use crate::{flow::Row, i18n::Key};
use client::{Client, in_hand};
use row::device;
use share::share;

/// The checklist: devices, each with its answer and its steps, and how far it has come.
pub(super) fn checklist(w: Widget) -> AnyView {
    // A row is told apart by its id and reads its own part of the list: answering re-renders none.
    let ids = w.lines(|state| state.checklist.rows.iter().map(|row| row.id.clone()).collect());
    let none = w.flag(|state| state.checklist.rows.is_empty());
    let progress = w.words(move |state| {
        if state.checklist.rows.is_empty() { String::new() } else { progress(state) }
    });
    let done = w.words(|state| {
        let list = &state.checklist;
        if list.is_unfinished() {
            return String::new();
        }
        state.texts.count(Key::AllDone, list.progress().1, &[])
    });
    view! {
        <div class="mbp-checklist">
            {part::heading(w, "mbp-heading", "checklist", 1, Key::ChecklistHeading)}
            {warning(w, "checklist-warning")}
            {part::line_if_any("mbp-progress", progress)}
            <div class="mbp-devices" hidden=none>
                <For each=move || ids.get() key=|id| id.clone() children=move |id| device(w, id)/>
            </div>
            {part::line_if_any("mbp-notice mbp-good", done)}
            {add_device(w)}
            {places(w)}
            {share(w)}
        </div>
    }
    .into_any()
}

/// "Where do you read this mail?": adds a device, the one in hand first.
fn add_device(w: Widget) -> AnyView {
    let here = in_hand();
    let button = |client: Client| {
        let name = w.words(move |state| {
            let name = state.texts.get(client.key());
            if Some(client) == here {
                return state.texts.fill(Key::ThisDevice, &[("client", &name)]);
            }
            name
        });
        part::button("mbp-secondary", name, move || action::add_device(w, client.id()))
    };
    let others = Client::ALL.into_iter().filter(|client| Some(*client) != here);
    let buttons = here.into_iter().chain(others).map(button).collect();
    part::stack(
        "mbp-stack mbp-where",
        vec![
            part::line_with_id("mbp-label", w.id("where"), w.t(Key::WhereRead)),
            part::group("mbp-choices", w.id("where"), buttons),
        ],
    )
}

/// Places people forget: folded, and not counted.
fn places(w: Widget) -> AnyView {
    const PLACES: [Key; 5] = [
        Key::Places1,
        Key::Places2,
        Key::Places3,
        Key::Places4,
        Key::Places5,
    ];
    let items = w.lines(|state| PLACES.iter().map(|place| state.texts.get(*place)).collect());
    part::folded(
        "mbp-places",
        w.t(Key::PlacesHeading),
        Box::new(|| {}),
        vec![part::list("mbp-links", items)],
    )
}

/// "1 of 3 devices done".
pub(super) fn progress(state: &State) -> String {
    let (done, all) = state.checklist.progress();
    state.texts.count(Key::Progress, all, &[("done", &done.to_string())])
}

/// What a device is called: its own name, else its client's, numbered if there are several.
fn label(state: &State, row: &Row) -> String {
    if !row.name.is_empty() {
        return row.name.clone();
    }
    let client = state.texts.get(Client::named(&row.client).key());
    let rows = state.checklist.rows.iter();
    let before = rows
        .take_while(|other| other.id != row.id)
        .filter(|other| other.name.is_empty() && other.client == row.client)
        .count();
    if before == 0 {
        return client;
    }
    [&client, " ", &(before + 1).to_string()].concat()
}
