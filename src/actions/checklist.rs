use std::time::Duration;

use super::{
    device_rows::{own_id, when_left, without_answers},
    polling::poll_often,
    recovery::{load_recovery, merge_devices},
};
use crate::{
    config::Mode,
    i18n::Key,
    model::{
        Changed, Checklist, ChecklistRow, Client, DeviceAnswer, HostEvent, SignIn, judge_sign_in,
    },
    state::{ChecklistSignals, ChecklistState, ElementSignals, client_in_use},
    words,
};

/// How long the rows wait for the back end's devices before they are drawn without them.
const DRAWN_AFTER: Duration = Duration::from_secs(3);

/// A new list for a new password: answers for an earlier one no longer count.
pub(super) fn begin_checklist(s: ChecklistSignals, change: Changed) {
    let mut list = s.cx.records().load_checklist().unwrap_or_default();
    list.changed_at = change.at.unwrap_or_else(js_sys::Date::now);
    list.change = change;
    let mut list = without_answers(list);
    for row in &mut list.rows {
        row.sign_in = SignIn::Nothing;
    }
    show(s, list, false);
    keep(s);
}

/// Shows the list of an earlier change in place of the form, if it is not finished.
pub(super) fn resume_checklist(s: ChecklistSignals) {
    if s.cx.mode() != Mode::User {
        return;
    }
    let list = s.cx.records().load_checklist();
    if let Some(list) = list.filter(Checklist::is_unfinished) {
        show(s, list, true);
    }
}

/// Shows a list; its rows are drawn as soon as the back end's devices are known.
fn show(s: ChecklistSignals, list: Checklist, is_earlier: bool) {
    s.checklist().set(ChecklistState {
        list,
        is_earlier,
        ..ChecklistState::default()
    });
    s.cx.after(DRAWN_AFTER, Box::new(move || draw_checklist(s)));
}

/// Draws the rows: what to do first comes first, and what is done is one line. From now on nothing changes its place.
pub(super) fn draw_checklist(s: ChecklistSignals) {
    if s.checklist().get_untracked().is_drawn {
        return;
    }
    s.checklist().update(|state| {
        state.is_drawn = true;
        state.list.arrange(client_in_use());
        fold(state);
    });
}

/// Nobody is in the list any more: what is done becomes one line.
pub(crate) fn fold_when_left(s: ChecklistSignals) {
    when_left(s.cx, Box::new(move || s.checklist().update(fold)));
}

fn fold(state: &mut ChecklistState) {
    let rows = state.list.rows.iter();
    let folded = rows.filter(|row| !row.is_open()).map(|row| row.id.clone());
    state.folded = folded.collect();
}

/// *Change the password again*: the form comes in place of the list.
pub(crate) fn change_again(s: ChecklistSignals, is_put_aside: bool) {
    s.checklist()
        .update(|state| state.is_put_aside = is_put_aside);
    s.cx.focus(if is_put_aside { "current" } else { "checklist" });
}

/// The mailbox has locked itself: its recovery comes in place of the list.
pub(super) fn recover_instead(s: ElementSignals) {
    load_recovery(s.recovery());
    // Show the known devices at once: loading them again would move what is below.
    merge_devices(s);
}

/// Another tab wrote the list.
pub(crate) fn checklist_stored_elsewhere(s: ElementSignals, key: Option<&str>) {
    let records = s.cx.records();
    let is_ours = key.is_none_or(|key| key == records.checklist_key());
    if !is_ours || !has_list(s) {
        return;
    }
    let own = s.checklist().checklist().get_untracked().list.clone();
    let list = match records.load_checklist() {
        Some(mut stored) => {
            // What is known of sign-ins after an earlier change says nothing of this one.
            let is_same_change =
                (own.changed_at, &own.change) == (stored.changed_at, &stored.change);
            for row in &mut stored.rows {
                if let Some(own) = own.rows.iter().find(|own| own.id == row.id) {
                    if is_same_change {
                        row.sign_in = own.sign_in;
                    }
                    row.is_gone = own.is_gone;
                }
            }
            stored
        }
        None => forgotten(own),
    };
    let is_news = list.progress() != s.checklist().checklist().get_untracked().list.progress();
    s.checklist().checklist().update(|state| state.list = list);
    if is_news {
        report_progress(s.checklist());
    }
}

/// The person answers for a device, or takes the answer back. No row and no focus moves.
pub(crate) fn answer_device(s: ChecklistSignals, id: &str, answer: Option<DeviceAnswer>) {
    update(s, &mut |state| {
        if let Some(row) = state.list.rows.iter_mut().find(|row| row.id == id) {
            row.answer = answer;
            row.answered_at = answer.map(|_| js_sys::Date::now());
        }
        if answer.is_none() {
            state.folded.retain(|folded| folded != id);
        }
        // What is to be done about it appears below the list.
        let advice = match answer? {
            DeviceAnswer::Cannot => Key::CannotAdvicePlain,
            DeviceAnswer::Done => return None,
            DeviceAnswer::NotMine => Key::NotMineAdvice,
        };
        Some((advice, id.into()))
    });
}

/// The mailbox was recovered: every device gets mail, so nothing is left to do in the list.
pub(super) fn finish_checklist(s: ElementSignals) {
    if !has_list(s) {
        return;
    }
    s.checklist().checklist().update(|state| {
        state.list.finish(js_sys::Date::now());
        fold(state);
    });
    keep(s.checklist());
    report_progress(s.checklist());
}

/// The person adds a device.
pub(crate) fn add_device(s: ChecklistSignals, client: Client) {
    update(s, &mut |state| {
        let taken = state.list.rows.iter().map(|row| row.id.as_str());
        let id = own_id(client, &taken.collect::<Vec<_>>());
        state.added.push(id.clone());
        state.list.rows.push(ChecklistRow {
            id: id.clone(),
            client: client.id().into(),
            ..ChecklistRow::default()
        });
        Some((Key::Added, id))
    });
}

/// The person removes a device that the back end does not name.
pub(crate) fn remove_device(s: ChecklistSignals, id: &str) {
    update(s, &mut |state| {
        let rows = &mut state.list.rows;
        rows.retain(|row| !row.is_removable() || row.id != id);
        None
    });
    s.cx.focus("checklist");
}

/// The list is removed from this browser, with every answer; or that is undone. The button keeps the focus.
pub(crate) fn forget_checklist(s: ChecklistSignals) {
    if let Some(list) = s.checklist().get_untracked().forgotten.clone() {
        update(s, &mut |state| {
            state.list = list.clone();
            fold(state);
            None
        });
        return;
    }
    s.cx.records().forget_checklist();
    s.checklist().update(|state| {
        state.forgotten = Some(state.list.clone());
        state.list = forgotten(std::mem::take(&mut state.list));
        state.is_not_kept = false;
    });
    s.cx.announce_key(Key::Forgotten);
    report_progress(s);
}

/// Judges the back end's devices, as they, the policy's grace time and the back end's clock are now.
pub(super) fn judge_devices(s: ElementSignals) {
    if !has_list(s) {
        return;
    }
    let devices = s.mailbox().devices().get_untracked();
    let before = s.checklist().checklist().get_untracked();
    let mut list = before.list.clone();
    let mut proved = Vec::new();
    if let Some(devices) = devices.as_ref() {
        let changed_at = list.change.at.unwrap_or(list.changed_at);
        let grace = s.cx.policy_now().old_password_grace_seconds;
        let old_password_stops = list.change.old_password_stops(grace);
        let mailbox = s.mailbox().mailbox().get_untracked();
        let latest = mailbox.latest(js_sys::Date::now());
        let rows = devices.iter().map(|device| ChecklistRow {
            id: device.id.clone(),
            name: device.name.clone(),
            client: device.client.clone(),
            listed: true,
            sign_in: judge_sign_in(
                device.uses_new_password,
                device.last_success_at,
                device.last_failure_at,
                Some(changed_at),
                old_password_stops,
                latest,
            ),
            ..ChecklistRow::default()
        });
        proved = list.merge(rows.collect());
    }
    if list == before.list {
        return;
    }
    s.checklist().checklist().update(|state| state.list = list);
    let list = &s.checklist().checklist().get_untracked().list;
    // A list that was forgotten stays so.
    if s.cx.records().load_checklist().is_some() {
        keep(s.checklist());
    }
    if !proved.is_empty() {
        poll_often(s);
        s.cx.announce(words::proved(&s.cx.texts_now(), list, &proved));
        report_progress(s.checklist());
    }
}

/// Whether a list is on the screen.
fn has_list(s: ElementSignals) -> bool {
    let is_changed = s.form().change().get_untracked().is_changed();
    s.cx.mode() == Mode::User && (is_changed || s.checklist().checklist().get_untracked().is_page())
}

/// Changes the list, keeps it, and announces how many devices are done, behind what happened to which device.
fn update(
    s: ChecklistSignals,
    change: &mut dyn FnMut(&mut ChecklistState) -> Option<(Key, String)>,
) {
    let mut news = None;
    s.checklist().update(|state| {
        state.forgotten = None;
        news = change(state);
    });
    keep(s);
    let list = &s.checklist().get_untracked().list;
    s.cx.announce(words::progress_after(&s.cx.texts_now(), list, news));
    report_progress(s);
}

/// Reports to the host how many devices are done.
fn report_progress(s: ChecklistSignals) {
    let (done, total) = s.checklist().get_untracked().list.progress();
    s.cx.emit(HostEvent::Checklist { done, total });
}

fn keep(s: ChecklistSignals) {
    let is_kept =
        s.cx.records()
            .save_checklist(&s.checklist().get_untracked().list);
    s.checklist().update(|state| state.is_not_kept = !is_kept);
}

/// What is left of a list that was removed from this browser: what the back end names.
fn forgotten(list: Checklist) -> Checklist {
    let mut list = without_answers(list);
    list.rows.retain(|row| row.listed);
    list
}
