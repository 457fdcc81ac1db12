use crate::{
    config::Mode,
    i18n::Key,
    model::{
        Changed, Checklist, ChecklistRow, Client, DeviceAnswer, HostEvent, SignIn, judge_sign_in,
    },
    state::{ChecklistSignals, ElementSignals},
    words,
};

/// A new list for a new password: answers for an earlier one no longer count.
pub(super) fn begin_checklist(s: ChecklistSignals, change: Changed) {
    let mut list = s.cx.records().load_checklist().unwrap_or_default();
    list.changed_at = change.at.unwrap_or_else(js_sys::Date::now);
    list.change = change;
    for row in &mut list.rows {
        row.answer = None;
        row.sign_in = SignIn::Nothing;
    }
    s.checklist.update(|state| {
        state.list = list;
        state.is_unfinished = false;
    });
    keep(s);
}

/// Offers the list of an earlier change, if it is not finished. Nothing is queried before it is unfolded.
pub(super) fn offer_unfinished(s: ChecklistSignals) {
    if s.cx.mode() != Mode::User {
        return;
    }
    let list = s.cx.records().load_checklist();
    if let Some(list) = list.filter(Checklist::is_unfinished) {
        s.checklist.update(|state| {
            state.list = list;
            state.is_unfinished = true;
        });
    }
}

/// The unfinished list was unfolded.
pub(crate) fn open_unfinished(s: ChecklistSignals) {
    if !s.checklist.get_untracked().is_opened {
        s.checklist.update(|state| state.is_opened = true);
    }
}

/// Another tab wrote the list.
pub(crate) fn checklist_stored_elsewhere(s: ElementSignals, key: Option<&str>) {
    let records = s.cx.records();
    let is_ours = key.is_none_or(|key| key == records.checklist_key());
    if !is_ours || !has_list(s) {
        return;
    }
    let own = s.checklist.checklist.get_untracked().list.clone();
    let list = match records.load_checklist() {
        Some(mut stored) => {
            for row in &mut stored.rows {
                if let Some(own) = own.rows.iter().find(|own| own.id == row.id) {
                    row.sign_in = own.sign_in;
                }
            }
            stored
        }
        None => without_answers(own),
    };
    s.checklist.checklist.update(|state| state.list = list);
    report_progress(s.checklist);
}

/// The person answers for a device. No row and no focus moves.
pub(crate) fn answer_device(s: ChecklistSignals, id: &str, answer: DeviceAnswer) {
    update(s, |list| {
        if let Some(row) = list.rows.iter_mut().find(|row| row.id == id) {
            row.answer = Some(answer);
        }
    });
}

/// The person adds a device.
pub(crate) fn add_device(s: ChecklistSignals, client: Client) {
    update(s, |list| {
        let taken = list.rows.iter().map(|row| row.id.as_str());
        list.rows.push(ChecklistRow {
            id: own_id(client, &taken.collect::<Vec<_>>()),
            name: String::new(),
            client: client.id().into(),
            listed: false,
            answer: None,
            sign_in: SignIn::Nothing,
        });
    });
}

/// An id for a device that the person adds, other than those that are taken.
pub(super) fn own_id(client: Client, taken: &[&str]) -> String {
    let own = |number: usize| ["own-", client.id(), "-", &number.to_string()].concat();
    // One of one more than are taken is free.
    (1..=taken.len() + 1)
        .map(own)
        .find(|id| !taken.contains(&id.as_str()))
        .unwrap_or_default()
}

/// The person removes a device that they added.
pub(crate) fn remove_device(s: ChecklistSignals, id: &str) {
    update(s, |list| list.rows.retain(|row| row.listed || row.id != id));
    s.cx.focus("checklist");
}

/// The list is removed from this browser, with every answer.
pub(crate) fn forget_checklist(s: ChecklistSignals) {
    s.cx.records().forget_checklist();
    s.checklist.update(|state| {
        let mut list = without_answers(std::mem::take(&mut state.list));
        list.rows.retain(|row| row.listed);
        state.list = list;
        state.is_not_kept = false;
        state.is_unfinished = false;
    });
    s.cx.announce_key(Key::Forgotten);
    report_progress(s);
}

/// Judges the back end's devices, as they, the policy's grace time and the back end's clock are now.
pub(super) fn judge_devices(s: ElementSignals) {
    let devices = s.mailbox.devices.get_untracked();
    let Some(devices) = devices.as_ref().as_ref().filter(|_| has_list(s)) else {
        return;
    };
    if devices.is_empty() {
        return;
    }
    let mut list = s.checklist.checklist.get_untracked().list.clone();
    let changed_at = list.change.at.unwrap_or(list.changed_at);
    let grace = s.cx.policy_now().old_password_grace_seconds;
    let old_password_stops = list.change.old_password_stops(grace);
    let mailbox = s.mailbox.mailbox.get_untracked();
    let latest = mailbox.latest(js_sys::Date::now());
    let rows = devices.iter().map(|device| ChecklistRow {
        id: device.id.clone(),
        name: device.name.clone(),
        client: device.client.clone(),
        listed: true,
        answer: None,
        sign_in: judge_sign_in(
            device.uses_new_password,
            device.last_success_at,
            device.last_failure_at,
            Some(changed_at),
            old_password_stops,
            latest,
        ),
    });
    let proved = list.merge(rows.collect());
    if list == s.checklist.checklist.get_untracked().list {
        return;
    }
    s.checklist.checklist.update(|state| state.list = list);
    // A list that was forgotten stays so.
    if s.cx.records().load_checklist().is_some() {
        keep(s.checklist);
    }
    if proved > 0 {
        let texts = s.cx.texts_now();
        let words = texts.count(Key::DoneByItselfAnnounce, proved, &[]);
        s.cx.announce(words);
        report_progress(s.checklist);
    }
}

/// Whether a list is on the screen.
fn has_list(s: ElementSignals) -> bool {
    let is_changed = s.form.change.get_untracked().is_changed();
    s.cx.mode() == Mode::User && (is_changed || s.checklist.checklist.get_untracked().is_unfinished)
}

/// Changes the list, keeps it, and announces how many devices are done.
fn update(s: ChecklistSignals, change: impl FnOnce(&mut Checklist)) {
    s.checklist.update(|state| change(&mut state.list));
    keep(s);
    let texts = s.cx.texts_now();
    let words = words::progress(&texts, &s.checklist.get_untracked().list);
    s.cx.announce(words);
    report_progress(s);
}

/// Reports to the host how many devices are done.
fn report_progress(s: ChecklistSignals) {
    let (done, total) = s.checklist.get_untracked().list.progress();
    s.cx.emit(HostEvent::Checklist { done, total });
}

fn keep(s: ChecklistSignals) {
    let is_kept =
        s.cx.records()
            .save_checklist(&s.checklist.get_untracked().list);
    s.checklist.update(|state| state.is_not_kept = !is_kept);
}

fn without_answers(mut list: Checklist) -> Checklist {
    for row in &mut list.rows {
        row.answer = None;
    }
    list
}
