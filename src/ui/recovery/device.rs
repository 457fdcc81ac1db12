use std::rc::Rc;

use dom::{Element, for_each, html};

use crate::{
    actions,
    i18n::Key,
    model::{Client, Recovery, RecoveryDevice},
    state::{MailboxSignals, RecoverySignals},
    ui::{
        client_chooser::client_chooser,
        client_steps::{Purpose, client_steps},
        elements::{button, check_box, line, line_or_hidden, line_while, stack},
    },
    words,
};

/// Step 1: which devices there are.
pub(super) fn gather(s: RecoverySignals) -> Element {
    let names = rows(s, html::ul().class("mbp-links"), move |id| gathered(s, id));
    let chooser = client_chooser(s.cx, Key::WhichDevices, "gather", move |client| {
        actions::add_recovery_device(s, client);
    });
    stack("mbp-stack", [names, chooser])
}

/// Step 2: the password off each of them.
pub(super) fn remove(s: RecoverySignals, mailbox: MailboxSignals) -> Element {
    let devices = html::div().class("mbp-devices");
    let devices = rows(s, devices, move |id| removal(s, mailbox, id));
    stack("mbp-stack", [devices])
}

/// Step 5: the password into one device, and then into the next.
pub(super) fn enter(s: RecoverySignals, mailbox: MailboxSignals) -> Element {
    let devices = html::div().class("mbp-devices");
    let devices = rows(s, devices, move |id| entry(s, mailbox, id));
    let one_at_a_time = line_while(s.cx, "mbp-note", Key::OneAtATime, move || {
        let state = s.recovery.get();
        let mut left = state.recovery.devices.iter();
        left.by_ref().filter(|device| !device.is_back).count() > 1
    });
    stack("mbp-stack", [devices, one_at_a_time])
}

/// A row for each device; hidden while there is none.
fn rows(s: RecoverySignals, list: Element, row: impl Fn(Rc<str>) -> Element + 'static) -> Element {
    let ids = move || {
        let state = s.recovery.get();
        let ids = state
            .recovery
            .devices
            .iter()
            .map(|device| device.id.clone());
        ids.collect::<Vec<_>>()
    };
    list.attr("hidden", move || {
        s.recovery.get().recovery.devices.is_empty()
    })
    .child(for_each(ids, String::clone, move |id| row(id.into())))
}

fn gathered(s: RecoverySignals, id: Rc<str>) -> Element {
    let device = Device { s, id: id.clone() };
    let name = device.label();
    let remove = {
        let label = device.label();
        move || s.cx.texts().fill(Key::Remove, &[("client", &label())])
    };
    let remove = button("mbp-link mbp-no-print", remove)
        .attr("hidden", device.flag(|device| device.listed))
        .on("click", move |_| actions::remove_recovery_device(s, &id));
    html::li()
        .child(html::bdi().text(name))
        .child(html::span().text(" "))
        .child(remove)
}

fn removal(s: RecoverySignals, mailbox: MailboxSignals, id: Rc<str>) -> Element {
    let device = Device { s, id: id.clone() };
    let is_off = || device.flag(|device| device.is_off);
    device
        .group(device.label())
        .attr("data-done", is_off())
        .child(check_box(s.cx, Key::IsOff, is_off(), move || {
            actions::toggle_device_off(s, &id);
        }))
        .child(device.still_refused(mailbox))
        .child(client_steps(
            s.cx,
            s.steps,
            device.client(),
            Purpose::Remove,
        ))
}

/// A device is on the screen once it is its turn; those that get mail again stay.
fn entry(s: RecoverySignals, mailbox: MailboxSignals, id: Rc<str>) -> Element {
    let device = Device { s, id: id.clone() };
    let is_back = || device.flag(|device| device.is_back);
    let is_current = || {
        let device = device.clone();
        move || device.is_current()
    };
    let name = {
        let (label, is_current) = (device.label(), is_current());
        move || {
            if is_current() {
                s.cx.texts().fill(Key::EnterOn, &[("device", &label())])
            } else {
                label()
            }
        }
    };
    let signed_in = {
        let device = device.clone();
        move || {
            let texts = s.cx.texts();
            device
                .with(|_, device| words::recovery_device_sign_in(&texts, device))
                .unwrap_or_default()
        }
    };
    let is_hidden = {
        let (is_back, is_current) = (is_back(), is_current());
        move || !is_back() && !is_current()
    };
    device
        .group(name)
        .attr("data-done", is_back())
        .attr("hidden", is_hidden)
        .child(check_box(s.cx, Key::GetsMail, is_back(), move || {
            actions::toggle_device_back(s, &id);
        }))
        .child(line_or_hidden("mbp-note", signed_in))
        .child(device.still_refused(mailbox))
        .child(
            client_steps(s.cx, s.steps, device.client(), Purpose::Enter).attr("hidden", is_back()),
        )
}

/// A device of the recovery, identified by its id.
#[derive(Clone)]
struct Device {
    s: RecoverySignals,
    id: Rc<str>,
}

impl Device {
    /// What a function makes of the device, while it is in the list.
    fn with<T>(&self, make: impl Fn(&Recovery, &RecoveryDevice) -> T) -> Option<T> {
        let state = self.s.recovery.get();
        let mut devices = state.recovery.devices.iter();
        let device = devices.find(|device| *device.id == *self.id)?;
        Some(make(&state.recovery, device))
    }

    /// A condition of the device, to be followed.
    fn flag(&self, holds: fn(&RecoveryDevice) -> bool) -> impl Fn() -> bool + 'static {
        let device = self.clone();
        move || device.with(|_, device| holds(device)) == Some(true)
    }

    /// What it is called, to be followed.
    fn label(&self) -> impl Fn() -> String + 'static {
        let device = self.clone();
        move || {
            let texts = device.s.cx.texts();
            device
                .with(|recovery, device| words::recovery_device_label(&texts, recovery, device))
                .unwrap_or_default()
        }
    }

    fn client(&self) -> Client {
        self.with(|_, device| Client::from_id(&device.client))
            .unwrap_or_default()
    }

    fn is_current(&self) -> bool {
        let is_current = |recovery: &Recovery, device: &RecoveryDevice| {
            let current = recovery.current_device();
            let current = current.and_then(|index| recovery.devices.get(index));
            current.is_some_and(|current| current.id == device.id)
        };
        self.with(is_current) == Some(true)
    }

    /// A group with this heading, labelled by the device's name.
    fn group(&self, heading: impl Fn() -> String + 'static) -> Element {
        html::div()
            .class("mbp-device")
            .attr("role", "group")
            .attr("aria-label", self.label())
            .child(line("mbp-strong", heading))
    }

    /// That the back end refused it recently.
    fn still_refused(&self, mailbox: MailboxSignals) -> Element {
        let (device, label) = (self.clone(), self.label());
        line_or_hidden("mbp-note mbp-warn", move || {
            let (texts, mailbox) = (device.s.cx.texts(), mailbox.mailbox.get());
            device
                .with(|_, device| {
                    words::recovery_device_refused(&texts, &mailbox, device, &label())
                })
                .unwrap_or_default()
        })
    }
}
