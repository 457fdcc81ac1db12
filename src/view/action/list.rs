use leptos::prelude::GetUntracked;

use super::{copy::copy, load::lost, recover};
use crate::{
    api,
    config::Mode,
    flow::{Changed, Checklist, DeviceAnswer, Row, Seen, seen},
    i18n::Key,
    json::Json,
    task::spawn,
    view::{
        WidgetEvent,
        checklist::{Client, as_text, progress},
        dom,
        slot::Part,
        state::State,
        widget::Widget,
    },
};

/// A new list for a new password: what was answered for an earlier one no longer counts.
pub(super) fn begin(w: Widget, changed: Changed) {
    w.change(|state| {
        let mut list = state.place().load_checklist().unwrap_or_default();
        list.changed_at = changed.at.unwrap_or_else(js_sys::Date::now);
        list.change = changed;
        for row in &mut list.rows {
            row.answer = None;
            row.seen = Seen::Nothing;
        }
        state.care.checklist = list;
        keep(state);
    });
    load_devices(w);
}

/// Offers an unfinished list of an earlier change.
pub(super) fn offer(w: Widget) {
    let list = w.read(|state| state.place().load_checklist()).flatten();
    if let Some(list) = list.filter(Checklist::is_unfinished) {
        // Nothing is asked before it is unfolded.
        w.change(|state| {
            state.care.checklist = list;
            state.care.unfinished = true;
        });
    }
}

/// Another tab wrote the list.
pub(in crate::view) fn store_changed(w: Widget, key: Option<&str>) {
    if !has_list(w) {
        return;
    }
    let stored = w.read(|state| {
        let place = state.place();
        let is_ours = key.is_none_or(|key| key == place.checklist_key());
        is_ours.then(|| place.load_checklist())
    });
    let Some(Some(stored)) = stored else { return };
    w.change(|state| {
        let Some(mut stored) = stored else {
            for row in &mut state.care.checklist.rows {
                row.answer = None;
            }
            return;
        };
        for row in &mut stored.rows {
            if let Some(own) = state
                .care
                .checklist
                .rows
                .iter()
                .find(|own| own.id == row.id)
            {
                row.seen = own.seen;
            }
        }
        state.care.checklist = stored;
    });
    tell(w);
}

/// A device was answered. Nothing moves.
pub(in crate::view) fn answer(w: Widget, index: usize, answer: DeviceAnswer) {
    update(w, |list| {
        if let Some(row) = list.rows.get_mut(index) {
            row.answer = Some(answer);
        }
    });
}

/// The person reads mail there, too.
pub(in crate::view) fn add_device(w: Widget, client: &'static str) {
    update(w, |list| {
        let ids: Vec<_> = list.rows.iter().map(|row| row.id.clone()).collect();
        list.rows.push(Row {
            id: own_id(client, &ids),
            name: String::new(),
            client: client.into(),
            listed: false,
            answer: None,
            seen: Seen::Nothing,
        });
    });
}

/// An id for a device that the person adds; these are taken.
pub(super) fn own_id(client: &str, taken: &[String]) -> String {
    let own = |number: usize| ["own-", client, "-", &number.to_string()].concat();
    // One more than are taken is always free.
    (1..=taken.len() + 1)
        .map(own)
        .find(|id| !taken.contains(id))
        .unwrap_or_default()
}

/// It was added by mistake.
pub(in crate::view) fn remove_device(w: Widget, index: usize) {
    update(w, |list| {
        if list.rows.get(index).is_some_and(|row| !row.listed) {
            list.rows.remove(index);
        }
    });
    w.focus("checklist");
}

/// The list goes out of this browser, and what was said of the devices with it.
pub(in crate::view) fn forget_list(w: Widget) {
    w.change(|state| {
        state.place().forget_checklist();
        state.care.not_kept = false;
        state.care.checklist.rows.retain(|row| row.listed);
        for row in &mut state.care.checklist.rows {
            row.answer = None;
        }
        state.care.unfinished = false;
        let words = state.texts.get(Key::Forgotten);
        state.announce(words);
    });
    tell(w);
}

/// Copies the list as a text.
pub(in crate::view) fn copy_list(w: Widget) {
    let text = w.read(as_text).unwrap_or_default();
    copy(w, &text, Key::Copied, Key::CopyFailed);
}

/// Prints the list and nothing else of the page.
pub(in crate::view) fn print(w: Widget) {
    let (Some(root), Some(window)) = (w.root.get_untracked(), web_sys::window()) else {
        return;
    };
    // `print` returns when its dialog is closed, where there is one.
    dom::mark_printed(&root, true);
    let _ = window.print();
    dom::mark_printed(&root, false);
}

/// Loads the steps of a mail client.
pub(in crate::view) fn load_steps(w: Widget, client: Client) {
    let Some(ties) = w.ties() else { return };
    spawn(async move {
        let steps = ties.assets.steps(client.id()).await;
        w.change(|state| {
            // Two devices may have asked for the same.
            state.care.steps.retain(|(known, _)| *known != client);
            state.care.steps.push((client, steps));
        });
    });
}

/// Asks the back end for its devices, else takes the configuration's.
pub(super) fn load_devices(w: Widget) {
    let now = w.read(|state| (state.config.clone(), state.texts.lang().to_owned()));
    let (Some((config, lang)), Some(ties)) = (now, w.ties()) else {
        return;
    };
    let is_first = w.read(|state| state.care.devices.is_none()) == Some(true);
    let recovers = config.mode == Mode::Recovery || ties.part == Part::Recovery;
    let mut begins = false;
    w.change(|state| begins = state.care.watch.devices.begin(false));
    if !begins {
        return;
    }
    spawn(async move {
        let answer = api::devices(&config, &lang, &ties.abort).await;
        w.change(|state| {
            state.care.watch.devices.end();
        });
        let devices = match answer {
            Ok(devices) => devices,
            Err(why) => {
                lost(w, why);
                // No clear answer tells nothing new.
                if !is_first {
                    return;
                }
                config.devices.clone()
            }
        };
        w.change(|state| state.care.devices = devices);
        if recovers {
            recover::take_in(w);
        } else {
            judge_devices(w);
        }
    });
}

/// What to prepare, and the recovery, have devices too, but no list of their own.
fn has_list(w: Widget) -> bool {
    let is_list = |part: &Part| matches!(part, Part::Checklist(_) | Part::Unfinished);
    w.ties().is_some_and(|ties| is_list(&ties.part))
}

/// Judges what the back end said of its devices: when they come, and when the policy comes, which has the grace.
pub(super) fn judge_devices(w: Widget) {
    if !has_list(w) {
        return;
    }
    let mut went_on = false;
    w.change(|state| {
        let list = &state.care.checklist;
        let changed_at = list.change.at.unwrap_or(list.changed_at);
        let old_stopped = state.old_stops(&list.change);
        let latest = state.care.watch.latest();
        let row = |device: &Json| {
            Some(Row {
                id: device.get("id").text()?,
                name: device.get("name").label().unwrap_or_default(),
                client: device.get("client").text().unwrap_or_default(),
                listed: true,
                answer: None,
                seen: seen(
                    device.get("usesNewPassword").flag(),
                    device.get("lastSuccessAt").instant(),
                    device.get("lastFailureAt").instant(),
                    Some(changed_at),
                    old_stopped,
                    latest,
                ),
            })
        };
        let rows: Vec<Row> = state.care.devices.items().iter().filter_map(row).collect();
        if rows.is_empty() {
            return;
        }
        let by_themselves = state.care.checklist.merge(rows);
        // What was forgotten stays so.
        if state.place().load_checklist().is_some() {
            keep(state);
        }
        if by_themselves > 0 {
            let words = state
                .texts
                .count(Key::DoneByItselfAnnounce, by_themselves, &[]);
            state.announce(words);
        }
        went_on = by_themselves > 0;
    });
    if went_on {
        tell(w);
    }
}

/// Changes the list, keeps it, and says how far it has come.
fn update(w: Widget, change: impl FnOnce(&mut Checklist)) {
    w.change(|state| {
        change(&mut state.care.checklist);
        keep(state);
        let words = progress(state);
        state.announce(words);
    });
    tell(w);
}

/// Tells the page how far the list has come.
fn tell(w: Widget) {
    if let Some((done, total)) = w.read(|state| state.care.checklist.progress()) {
        w.tell(WidgetEvent::Checklist { done, total });
    }
}

fn keep(state: &mut State) {
    state.care.not_kept = !state.place().save_checklist(&state.care.checklist);
}
