//! "Now enter the new password on every device": the list that the form leaves behind.

mod device;
mod page;
mod progress;
mod share;

use dom::{Element, for_each, html};

use super::{
    client_chooser::client_chooser,
    device_row::device_list,
    elements::{action, folded, line, line_while, line_with_help, link, notice, stack},
    icon::Icon,
    wording::Snapshots,
};
use crate::{actions, i18n::Key, model::DeviceAnswer, state::ChecklistSignals, words};
use device::device;
pub(super) use page::{back_to_list, list_or_recovery};
use progress::progress;
use share::share;

/// The list: how many devices are done, the devices, and below them what adds, explains and takes it along.
fn checklist(s: ChecklistSignals, is_earlier: bool) -> Element {
    let cx = s.cx;
    let is_finished = move || !s.checklist().get().list.is_unfinished();
    let note = line("mbp-small mbp-muted", move || {
        words::checklist_note(Snapshots::of(cx).wording(), &s.checklist().get().list)
    });
    let webmail = link(move || cx.config().webmail.clone(), cx.t(Key::OpenWebmail))
        .class("mbp-button mbp-primary");
    let webmail = stack("mbp-actions mbp-no-print", [webmail]).attr("hidden", move || {
        cx.config().webmail.is_none() || !is_finished()
    });
    let chooser = client_chooser(cx, Key::AddAnother, "add", move |client| {
        actions::add_device(s, client);
    });
    let again = action(cx, "mbp-link", Key::ChangeAgain, move || {
        actions::change_again(s, true);
    });
    let again = stack("mbp-small mbp-no-print", [again])
        .attr("hidden", move || !s.checklist().get().is_earlier);
    let places = folded("mbp-no-print", cx.t(Key::PlacesHeading))
        .attr("hidden", is_finished)
        .child(line("", cx.t(Key::Places)));
    // What stands below the rows comes with them: nothing is pushed down.
    let below = html::section()
        .attr("hidden", move || !s.checklist().get().is_drawn)
        .child(advice(s))
        .child(webmail)
        .child(note)
        .child(chooser)
        .child(rows(s, true))
        .child(places)
        .child(share(s))
        .child(again)
        .child(line_while(cx, "mbp-note", Key::NotStored, move || {
            s.checklist().get().is_not_kept
        }));
    html::section()
        .class("mbp-prints")
        .attr("aria-labelledby", cx.id("checklist"))
        .child(progress(s, is_earlier))
        .child(rows(s, false))
        .child(below)
}

/// The devices of the list; or those that were added since it was drawn.
fn rows(s: ChecklistSignals, is_added: bool) -> Element {
    let ids = move || {
        let state = s.checklist().get();
        let rows = state.list.rows.iter().map(|row| row.id.clone());
        rows.filter(|id| state.is_drawn && state.added.contains(id) == is_added)
            .collect::<Vec<_>>()
    };
    let mut next = 0_u32;
    let row = move |id: String| {
        next += 1;
        let panel = if is_added { "added-" } else { "device-" };
        device(s, &id, &[panel, &next.to_string()].concat())
    };
    device_list(s.cx, move || actions::fold_when_left(s))
        .attr("hidden", move || ids().is_empty())
        .child(for_each(ids, String::clone, row))
}

/// What to do about devices that are not theirs or out of reach.
fn advice(s: ChecklistSignals) -> Element {
    let lines = [DeviceAnswer::Cannot, DeviceAnswer::NotMine];
    let words = move |answer: DeviceAnswer| {
        let config = s.cx.config();
        let list = &s.checklist().get().list;
        words::device_advice(&s.cx.texts(), list, answer, config.help.as_ref())
    };
    let is_empty = move || lines.iter().all(|answer| words(*answer).is_empty());
    let content = html::div()
        .children(lines.map(|answer| line_with_help(s.cx, "mbp-small", move || words(answer))));
    notice("", Icon::Info, content).attr("hidden", is_empty)
}
