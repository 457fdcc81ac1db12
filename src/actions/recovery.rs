use super::{
    device_rows::{own_id, when_left},
    polling::load_devices,
    unlock::wait,
};
use crate::{
    i18n::Key,
    model::{Client, Device, Recovery, RecoveryDevice, Step},
    state::{ElementSignals, LocalSignal, RecoverySignals},
    words,
};

/// Continues where it was left on this computer.
pub(super) fn load_recovery(s: RecoverySignals) {
    s.recovery().update(|state| {
        state.is_shown = true;
        if let Some(kept) = s.cx.records().load_recovery() {
            state.recovery = kept;
        }
    });
}

/// *Start with step 1*: the steps come in place of the message that the mailbox is locked.
pub(crate) fn show_recovery(s: RecoverySignals) {
    load_recovery(s);
    // The button has left the page.
    s.cx.focus("recovery");
}

/// What interrupted the steps comes in their place. What was reported is kept.
pub(super) fn hide_recovery(s: RecoverySignals) {
    s.recovery().update(|state| state.is_shown = false);
}

/// A step was taken back.
pub(crate) fn undo_step(s: RecoverySignals, step: Step) {
    update(s, |recovery| recovery.undo(step));
    s.cx.focus(step.id());
}

/// The password was removed from a device, or that was undone. No row and no focus moves.
pub(crate) fn toggle_device_off(s: RecoverySignals, id: &str) {
    update_device(s, id, |device| {
        device.off_at = match device.off_at {
            Some(_) => None,
            None => Some(js_sys::Date::now()),
        };
    });
    announce_progress(s, Step::Remove);
}

/// Nobody is in the rows of a step any more: what is done there becomes one line.
pub(crate) fn fold_recovery_when_left(
    s: RecoverySignals,
    step: Step,
    folded: LocalSignal<Vec<String>>,
) {
    when_left(s.cx, Box::new(move || folded.set(done_devices(s, step))));
}

/// The devices of a step that are done, by id.
pub(crate) fn done_devices(s: RecoverySignals, step: Step) -> Vec<String> {
    let state = s.recovery().get_untracked();
    let devices = state.recovery.devices.iter();
    let done = devices.filter(|device| device.is_done(step));
    done.map(|device| device.id.clone()).collect()
}

/// A device receives mail again, or that was undone.
pub(crate) fn toggle_device_back(s: RecoverySignals, id: &str) {
    update_device(s, id, |device| device.is_back = !device.is_back);
    let recovery = &s.recovery().get_untracked().recovery;
    let device = recovery.current_device();
    match device.and_then(|index| recovery.devices.get(index)) {
        Some(device) => announce_device(s, Key::EnterOn, device),
        None => announce_progress(s, Step::Enter),
    }
}

fn announce_device(s: RecoverySignals, key: Key, device: &RecoveryDevice) {
    let texts = s.cx.texts_now();
    let label =
        words::recovery_device_label(&texts, &s.recovery().get_untracked().recovery, device);
    s.cx.announce(texts.fill(key, &[("device", &label)]));
}

fn announce_progress(s: RecoverySignals, step: Step) {
    let devices = &s.recovery().get_untracked().recovery.devices;
    let mut done = 0;
    let mut all = 0;
    for device in devices {
        done += u32::from(device.is_done(step));
        all += 1;
    }
    s.cx.announce(words::devices_done(&s.cx.texts_now(), done, all));
}

/// Webmail refused the password: the person should try nothing more.
pub(crate) fn webmail_refused(s: RecoverySignals) {
    update(s, |recovery| recovery.was_refused = true);
    s.cx.announce_key(Key::WebmailStop);
    // The button has left the page.
    s.cx.focus(Step::Prove.id());
}

/// The person adds a device.
pub(crate) fn add_recovery_device(s: RecoverySignals, client: Client) {
    update(s, |recovery| {
        let taken = recovery.devices.iter().map(|device| device.id.as_str());
        recovery.devices.push(RecoveryDevice {
            id: own_id(client, &taken.collect::<Vec<_>>()),
            client: client.id().into(),
            ..RecoveryDevice::default()
        });
    });
    if let Some(device) = s.recovery().get_untracked().recovery.devices.last() {
        announce_device(s, Key::Added, device);
    }
}

/// The person removes a device that they added.
pub(crate) fn remove_recovery_device(s: RecoverySignals, id: &str) {
    update(s, |recovery| {
        recovery
            .devices
            .retain(|device| device.listed || device.id != id);
    });
    s.cx.focus(Step::Gather.id());
}

/// Everything that was reported is forgotten.
pub(crate) fn start_over(s: ElementSignals) {
    s.cx.records().forget_recovery();
    s.recovery()
        .recovery()
        .update(|state| state.recovery = Recovery::default());
    if !s.mailbox().unlock().get_untracked().is_running() {
        s.mailbox().unlock().update(|unlock| {
            unlock.outcome = None;
            unlock.wait_until = None;
        });
    }
    s.cx.announce_key(Key::BegunAnew);
    // The devices that are known already, in case the back end cannot be queried again.
    merge_devices(s);
    load_devices(s);
    s.cx.focus(Step::Gather.id());
}

/// Another tab wrote what was reported.
pub(crate) fn recovery_stored_elsewhere(s: ElementSignals, key: Option<&str>) {
    let records = s.cx.records();
    let is_ours = key.is_none_or(|key| key == records.recovery_key());
    if is_ours && s.recovery().recovery().get_untracked().is_shown {
        let stored = records.load_recovery().unwrap_or_default();
        s.recovery()
            .recovery()
            .update(|state| state.recovery = stored);
        merge_devices(s);
    }
}

/// Merges the back end's devices.
pub(super) fn merge_devices(s: ElementSignals) {
    let devices = s.mailbox().devices().get_untracked();
    let Some(devices) = devices.as_ref().as_ref() else {
        return;
    };
    let device = |device: &Device| RecoveryDevice {
        id: device.id.clone(),
        name: device.name.clone(),
        client: device.client.clone(),
        listed: true,
        refused_at: device.last_failure_at,
        signed_in_at: device.last_success_at,
        uses_new: device.uses_new_password == Some(true),
        ..RecoveryDevice::default()
    };
    let listed = devices.iter().map(device).collect();
    s.recovery()
        .recovery()
        .update(|state| state.recovery.merge(listed));
}

/// It was unlocked, here or on the other side: this side goes on.
pub(super) fn report_unlock(s: ElementSignals) {
    update(s.recovery(), |recovery| {
        recovery.report(Step::Unlock, js_sys::Date::now());
    });
    let is_news = s.mailbox().mailbox().get_untracked().was_locked;
    if is_news && !s.mailbox().unlock().get_untracked().is_done() {
        wait(s.mailbox(), None, Some(Key::NotLocked));
    }
}

/// It has locked itself again: it has to be unlocked again, and what came after that counts no more.
pub(super) fn take_back_unlock(s: RecoverySignals) {
    update(s, |recovery| recovery.undo(Step::Unlock));
}

fn update_device(s: RecoverySignals, id: &str, change: impl FnOnce(&mut RecoveryDevice)) {
    update(s, |recovery| {
        let mut devices = recovery.devices.iter_mut();
        if let Some(device) = devices.find(|device| device.id == id) {
            change(device);
        }
    });
}

/// Changes what was reported, and keeps it.
pub(super) fn update(s: RecoverySignals, change: impl FnOnce(&mut Recovery)) {
    s.recovery().update(|state| {
        change(&mut state.recovery);
        state.is_not_kept = !s.cx.records().save_recovery(&state.recovery);
    });
}
