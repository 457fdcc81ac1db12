//! "Enter the new password on every device": the list that the form leaves behind.

mod client;
mod row;
mod share;
mod steps;

pub(super) use share::as_text;

use super::{
    action,
    el::{El, el},
    locked::locked_and_recovery,
    part::{button, folded, heading, line_if_any, list, stack, t},
    state::State,
    warning::warning,
    widget::Widget,
};
use crate::{flow::Row, i18n::Key};
pub(super) use client::Client;
pub(super) use steps::{Help, client_steps};

use client::in_hand;
use row::device;
use share::share;

/// The list after a change, and a word if this browser does not keep it.
pub(super) fn after(w: Widget, content: El) -> El {
    locked_and_recovery(w, content)
        .hold(checklist(w))
        .hold(not_kept())
}

/// The list of an earlier change, offered above the form while it is not finished.
pub(super) fn unfinished(w: Widget, content: El) -> El {
    let name = |state: &State| {
        let time = state.texts.date(state.care.checklist.changed_at);
        state.texts.fill(Key::Unfinished, &[("time", &time)])
    };
    content
        .hold_while(
            |state| state.care.unfinished,
            move || {
                folded("mbp-unfinished", name)
                    .on("toggle", move |_| action::opened(w))
                    .hold(checklist(w))
            },
        )
        .hold(not_kept())
}

fn not_kept() -> El {
    line_if_any("mbp-note mbp-warn", |state| {
        state.say_if(state.care.not_kept, Key::NotStored)
    })
}

/// The checklist: devices, each with its answer and its steps, and how far it has come.
pub(super) fn checklist(w: Widget) -> El {
    let progress = |state: &State| {
        if state.care.checklist.rows.is_empty() {
            String::new()
        } else {
            progress(state)
        }
    };
    let done = |state: &State| {
        let list = &state.care.checklist;
        if list.is_unfinished() {
            return String::new();
        }
        state.texts.count(Key::AllDone, list.progress().1, &[])
    };
    // A row reads its own part of the list: answering makes none anew.
    let devices = el("div", "mbp-devices")
        .hidden_while(|state| state.care.checklist.rows.is_empty())
        .hold_many(
            |state| state.care.checklist.rows.len(),
            move |index| device(w, index),
        );
    stack(
        "mbp-checklist mbp-prints",
        [
            heading("mbp-heading", &w.id("checklist"), 1, Key::ChecklistHeading),
            warning(w, "checklist-warning"),
            line_if_any("mbp-progress", progress),
            devices,
            line_if_any("mbp-notice mbp-good", done),
            where_read(w, Key::WhereRead, "where", action::add_device),
            places(),
            share(w),
        ],
    )
}

/// "Where do you read this mail?", or a question like it: adds a device, the one in hand first.
pub(super) fn where_read(
    w: Widget,
    question: Key,
    id: &str,
    press: fn(Widget, &'static str),
) -> El {
    let here = in_hand();
    let add = |client: Client| {
        let name = move |state: &State| {
            let name = state.texts.get(client.key());
            if Some(client) == here {
                return state.texts.fill(Key::ThisDevice, &[("client", &name)]);
            }
            name
        };
        button("mbp-secondary", name).on("click", move |_| press(w, client.id()))
    };
    let others = Client::ALL
        .into_iter()
        .filter(|client| Some(*client) != here);
    let buttons = el("div", "mbp-choices")
        .set("role", "group")
        .set("aria-labelledby", &w.id(id))
        .hold_all(here.into_iter().chain(others).map(add));
    let question = el("p", "mbp-label").set("id", &w.id(id)).say(t(question));
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
    let (done, all) = state.care.checklist.progress();
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
    let rows = state.care.checklist.rows.iter();
    let before = rows
        .take_while(|other| other.id != row.id)
        .filter(|other| other.name.is_empty() && other.client == row.client)
        .count();
    if before == 0 {
        return client;
    }
    [&client, " ", &(before + 1).to_string()].concat()
}
