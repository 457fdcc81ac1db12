use super::list::{load_devices, own_id};
use crate::{
    config::{Mode, Side},
    flow::{Recovery, RecoveryDevice, Step, Unlock},
    i18n::Key,
    json::Json,
    view::{recovery, slot::Part, widget::Widget},
};

/// Goes on where it was left on this computer.
pub(super) fn begin(w: Widget) {
    w.change(|state| {
        if let Some(kept) = state.place().load_recovery() {
            state.care.recovery = kept;
        }
    });
    load_devices(w);
    // The button that asked for it has gone.
    if w.ties().is_some_and(|ties| ties.part == Part::Recovery) {
        w.focus("recovery");
    }
}

/// A step was reported done.
pub(in crate::view) fn report(w: Widget, step: Step) {
    let focus = update(w, |recovery| {
        recovery.report(step, js_sys::Date::now());
        recovery.next()
    });
    // To what is next: the button that was pressed has gone.
    w.focus(focus.flatten().map_or("recovered", recovery::part));
}

/// A step was taken back.
pub(in crate::view) fn undo(w: Widget, step: Step) {
    update(w, |recovery| recovery.undo(step));
    w.focus(recovery::part(step));
}

/// The password was taken out of a device, or not after all.
pub(in crate::view) fn set_off(w: Widget, index: usize) {
    update(w, |recovery| {
        if let Some(device) = recovery.devices.get_mut(index) {
            device.is_off = !device.is_off;
        }
    });
}

/// A device gets mail again, or not after all.
pub(in crate::view) fn set_back(w: Widget, index: usize) {
    update(w, |recovery| {
        if let Some(device) = recovery.devices.get_mut(index) {
            device.is_back = !device.is_back;
        }
    });
    let name = w.read(|state| {
        let turn = state.care.recovery.turn()?;
        let device = recovery::device_name(state, turn);
        Some(state.texts.fill(Key::EnterOn, &[("device", &device)]))
    });
    if let Some(Some(words)) = name {
        w.announce(|_| words);
    }
}

/// Webmail refused the password: nothing more is to be tried.
pub(in crate::view) fn webmail_refused(w: Widget) {
    update(w, |recovery| recovery.was_refused = true);
    w.announce(|state| state.texts.get(Key::WebmailStop));
}

/// Another device connects to the mailbox.
pub(in crate::view) fn add_recovery_device(w: Widget, client: &'static str) {
    update(w, |recovery| {
        let ids: Vec<_> = recovery
            .devices
            .iter()
            .map(|device| device.id.clone())
            .collect();
        recovery.devices.push(RecoveryDevice {
            id: own_id(client, &ids),
            name: String::new(),
            client: client.into(),
            ..RecoveryDevice::default()
        });
    });
}

/// It was added by mistake.
pub(in crate::view) fn remove_recovery_device(w: Widget, index: usize) {
    update(w, |recovery| {
        if recovery
            .devices
            .get(index)
            .is_some_and(|device| !device.listed)
        {
            recovery.devices.remove(index);
        }
    });
    w.focus(recovery::part(Step::Gather));
}

/// Everything that was reported is forgotten.
pub(in crate::view) fn begin_anew(w: Widget) {
    w.change(|state| {
        state.place().forget_recovery();
        state.care.recovery = Recovery::default();
        let watch = &mut state.care.watch;
        if watch.unlock != Some(Unlock::Running) {
            watch.unlock = None;
            watch.wait_until = None;
        }
        let words = state.texts.get(Key::BegunAnew);
        state.announce(words);
    });
    // Those that are known, also where nobody can be asked again.
    take_in(w);
    load_devices(w);
    w.focus(recovery::part(Step::Gather));
}

/// Another tab wrote what was reported.
pub(in crate::view) fn reported_elsewhere(w: Widget, key: Option<&str>) {
    let shows_it = w.ties().is_some_and(|ties| {
        let is_own = w.read(|state| state.config.mode == Mode::Recovery) == Some(true);
        ties.part == Part::Recovery || ties.part == Part::Whole && is_own
    });
    let stored = w.read(|state| {
        let place = state.place();
        let is_ours = key.is_none_or(|key| key == place.recovery_key());
        (shows_it && is_ours).then(|| place.load_recovery())
    });
    if let Some(Some(stored)) = stored {
        w.change(|state| state.care.recovery = stored.unwrap_or_default());
        take_in(w);
    }
}

/// What the back end said of its devices.
pub(super) fn take_in(w: Widget) {
    w.change(|state| {
        let device = |device: &Json| {
            Some(RecoveryDevice {
                id: device.get("id").text()?,
                name: device.get("name").label().unwrap_or_default(),
                client: device.get("client").text().unwrap_or_default(),
                listed: true,
                refused_at: device.get("lastFailureAt").instant(),
                signed_in_at: device.get("lastSuccessAt").instant(),
                uses_new: device.get("usesNewPassword").flag() == Some(true),
                ..RecoveryDevice::default()
            })
        };
        let listed = state
            .care
            .devices
            .items()
            .iter()
            .filter_map(device)
            .collect();
        state.care.recovery.merge(listed);
    });
}

/// It was unlocked on this screen: that is a report.
pub(super) fn unlocked(w: Widget) {
    let is_ours = w.read(|state| {
        matches!(state.care.watch.unlock, Some(Unlock::Done { .. }))
            && state.config.side == Side::Administrator
    });
    if is_ours == Some(true) {
        update(w, |recovery| {
            recovery.report(Step::Unlock, js_sys::Date::now());
        });
    }
}

fn update<T>(w: Widget, change: impl FnOnce(&mut Recovery) -> T) -> Option<T> {
    let mut changed = None;
    w.change(|state| {
        changed = Some(change(&mut state.care.recovery));
        let is_kept = state.place().save_recovery(&state.care.recovery);
        state.care.not_kept = !is_kept;
    });
    changed
}
