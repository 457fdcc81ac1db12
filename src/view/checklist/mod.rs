//! "Enter the new password on every device": the list that the form leaves behind.

mod client;
mod row;
mod share;
mod steps;

pub(super) use share::as_text;

use super::{
    action,
    el::{El, el},
    part::{button, folded, heading, line_if_any, list, stack, t},
    state::{State, Widget},
    warning::warning,
};
use crate::{flow::Row, i18n::Key};
pub(super) use client::Client;

use client::in_hand;
use row::device;
use share::share;

/// The checklist: devices, each with its answer and its steps, and how far it has come.
pub(super) fn checklist(w: Widget) -> El {
    let progress = |state: &State| {
        if state.checklist.rows.is_empty() {
            String::new()
        } else {
            progress(state)
        }
    };
    let done = |state: &State| {
        let list = &state.checklist;
        if list.is_unfinished() {
            return String::new();
        }
        state.texts.count(Key::AllDone, list.progress().1, &[])
    };
    // A row reads its own part of the list: answering makes none anew.
    let devices = el("div", "mbp-devices")
        .hidden_while(|state| state.checklist.rows.is_empty())
        .hold_many(
            |state| state.checklist.rows.len(),
            move |index| device(w, index),
        );
    stack(
        "mbp-checklist",
        [
            heading("mbp-heading", &w.id("checklist"), 1, Key::ChecklistHeading),
            warning(w, "checklist-warning"),
            line_if_any("mbp-progress", progress),
            devices,
            line_if_any("mbp-notice mbp-good", done),
            add_device(w),
            places(),
            share(w),
        ],
    )
}

/// "Where do you read this mail?": adds a device, the one in hand first.
fn add_device(w: Widget) -> El {
    let here = in_hand();
    let add = |client: Client| {
        let name = move |state: &State| {
            let name = state.texts.get(client.key());
            if Some(client) == here {
                return state.texts.fill(Key::ThisDevice, &[("client", &name)]);
            }
            name
        };
        button("mbp-secondary", name).on("click", move |_| action::add_device(w, client.id()))
    };
    let others = Client::ALL
        .into_iter()
        .filter(|client| Some(*client) != here);
    let buttons = el("div", "mbp-choices")
        .set("role", "group")
        .set("aria-labelledby", &w.id("where"))
        .hold_all(here.into_iter().chain(others).map(add));
    let question = el("p", "mbp-label")
        .set("id", &w.id("where"))
        .say(t(Key::WhereRead));
    stack("mbp-stack mbp-where", [question, buttons])
}

/// Places people forget: folded, and not counted.
fn places() -> El {
    const PLACES: [Key; 5] = [
        Key::Places1,
        Key::Places2,
        Key::Places3,
        Key::Places4,
        Key::Places5,
    ];
    let lines = |state: &State| PLACES.map(|place| state.texts.get(place)).join("\n");
    folded("mbp-places", t(Key::PlacesHeading)).hold(list("ul", "mbp-links", lines))
}

/// "1 of 3 devices done".
pub(super) fn progress(state: &State) -> String {
    let (done, all) = state.checklist.progress();
    state
        .texts
        .count(Key::Progress, all, &[("done", &done.to_string())])
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
