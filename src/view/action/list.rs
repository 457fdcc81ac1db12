use leptos::prelude::GetUntracked;
use wasm_bindgen_futures::JsFuture;

use crate::{
    api,
    flow::{Changed, Checklist, DeviceAnswer, Phase, Row, Seen, seen},
    i18n::Key,
    json::Json,
    task::spawn,
    view::{
        WidgetEvent,
        checklist::{Client, as_text, progress},
        dom,
        state::{State, Widget},
    },
};

/// A new list for a new password: what was answered for an earlier one no longer counts.
pub(super) fn begin(w: Widget, changed_at: f64) {
    w.change(|state| {
        let mut list = state.place().load_checklist().unwrap_or_default();
        list.changed_at = changed_at;
        for row in &mut list.rows {
            row.answer = None;
            row.seen = Seen::Nothing;
        }
        state.unfinished = false;
        state.checklist = list;
        keep(state);
    });
    load_devices(w);
}

/// Offers an unfinished list of an earlier change.
pub(super) fn offer(w: Widget) {
    let list = w.read(|state| state.place().load_checklist()).flatten();
    if let Some(list) = list.filter(Checklist::is_unfinished) {
        w.change(|state| {
            state.checklist = list;
            state.unfinished = true;
        });
        load_devices(w);
    }
}

/// Another tab wrote the list.
pub(in crate::view) fn store_changed(w: Widget, key: Option<&str>) {
    let stored = w.read(|state| {
        let place = state.place();
        let is_ours = key.is_none_or(|key| key == place.checklist_key());
        let is_shown = state.unfinished || state.is_changed();
        (is_ours && is_shown).then(|| place.load_checklist())
    });
    let Some(Some(stored)) = stored else { return };
    w.change(|state| {
        let Some(mut stored) = stored else {
            for row in &mut state.checklist.rows {
                row.answer = None;
            }
            return;
        };
        for row in &mut stored.rows {
            if let Some(own) = state.checklist.rows.iter().find(|own| own.id == row.id) {
                row.seen = own.seen;
            }
        }
        state.checklist = stored;
    });
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
        let own_id = |number: u32| ["own-", client, "-", &number.to_string()].concat();
        let is_free = |number: &u32| !list.rows.iter().any(|row| row.id == own_id(*number));
        let Some(number) = (1..).find(is_free) else {
            return;
        };
        list.rows.push(Row {
            id: own_id(number),
            name: String::new(),
            client: client.into(),
            listed: false,
            answer: None,
            seen: Seen::Nothing,
        });
    });
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
        state.not_kept = false;
        state.checklist.rows.retain(|row| row.listed);
        for row in &mut state.checklist.rows {
            row.answer = None;
        }
        state.unfinished = false;
        let words = state.texts.get(Key::Forgotten);
        state.announce(words);
    });
}

/// Copies the list as a text.
pub(in crate::view) fn copy_list(w: Widget) {
    let (Some(text), Some(window)) = (w.read(as_text), web_sys::window()) else {
        return;
    };
    let copied = window.navigator().clipboard().write_text(&text);
    spawn(async move {
        let key = match JsFuture::from(copied).await {
            Ok(_) => Key::Copied,
            Err(_) => Key::CopyFailed,
        };
        w.change(|state| {
            state.copied = Some(key);
            let words = state.texts.get(key);
            state.announce(words);
        });
    });
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
            state.steps.retain(|(known, _)| *known != client);
            state.steps.push((client, steps));
        });
    });
}

/// Asks the back end for its devices, else takes the configuration's.
fn load_devices(w: Widget) {
    let now = w.read(|state| (state.config.clone(), state.texts.lang().to_owned()));
    let (Some((config, lang)), Some(ties)) = (now, w.ties()) else {
        return;
    };
    spawn(async move {
        let devices = api::devices(&config, &lang, &ties.abort).await;
        w.change(|state| state.devices = devices.unwrap_or_else(|| config.devices.clone()));
        judge_devices(w);
    });
}

/// Judges what the back end said of its devices: when they come, and when the policy comes, which has the grace.
pub(super) fn judge_devices(w: Widget) {
    w.change(|state| {
        let mut changed = match &state.flow.phase {
            Phase::Changed(changed) => changed.clone(),
            _ => Changed::default(),
        };
        changed.at = changed.at.or(Some(state.checklist.changed_at));
        let old_stopped = state.old_stops(&changed);
        let row = |device: &Json| {
            Some(Row {
                id: device.get("id").text()?,
                name: device.get("name").text().unwrap_or_default(),
                client: device.get("client").text().unwrap_or_default(),
                listed: true,
                answer: None,
                seen: seen(
                    device.get("usesNewPassword").flag(),
                    device.get("lastSuccessAt").instant(),
                    device.get("lastFailureAt").instant(),
                    changed.at,
                    old_stopped,
                ),
            })
        };
        let rows: Vec<Row> = state.devices.items().iter().filter_map(row).collect();
        if rows.is_empty() {
            return;
        }
        let by_themselves = state.checklist.merge(rows);
        keep(state);
        if by_themselves > 0 {
            let words = state
                .texts
                .count(Key::DoneByItselfAnnounce, by_themselves, &[]);
            state.announce(words);
        }
    });
}

/// Changes the list, keeps it, and says how far it has come.
fn update(w: Widget, change: impl FnOnce(&mut Checklist)) {
    w.change(|state| {
        change(&mut state.checklist);
        keep(state);
        let words = progress(state);
        state.announce(words);
    });
    if let Some((done, total)) = w.read(|state| state.checklist.progress()) {
        w.tell(WidgetEvent::Checklist { done, total });
    }
}

fn keep(state: &mut State) {
    state.not_kept = !state.place().save_checklist(&state.checklist);
}
