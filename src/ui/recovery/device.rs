use dom::{Element, for_each, html};

use crate::{
    actions,
    i18n::{Key, Texts},
    model::{Client, Recovery, RecoveryDevice, Step, quiet_for},
    state::{ElementSignals, LocalSignal, RecoverySignals},
    ui::{
        client_chooser::client_chooser,
        client_steps::Purpose,
        device_row::{
            client_icon, device_button, device_icon, device_list, device_name, how_to, pill,
        },
        icon::Icon,
    },
    words::{self, PillKind},
};

/// Step 1: which devices there are, and others besides.
pub(super) fn gather(s: ElementSignals) -> [Element; 2] {
    let chooser = client_chooser(s.cx, Key::WhichDevices, "gather", move |client| {
        actions::add_recovery_device(s.recovery(), client);
    });
    [devices(s, Step::Gather), chooser]
}

/// A row for each device of a step; hidden while there is none. In step 5 the next one comes when the one before it
/// gets mail.
pub(super) fn devices(s: ElementSignals, step: Step) -> Element {
    let r = s.recovery();
    let shown = move || {
        let state = r.recovery().get();
        let current = state.recovery.current_device();
        let all = state.recovery.devices.iter().enumerate();
        all.filter(|(index, device)| {
            step != Step::Enter || device.is_back || current == Some(*index)
        })
        .map(|(_, device)| device.id.clone())
        .collect::<Vec<_>>()
    };
    let folded = LocalSignal::new(actions::done_devices(r, step));
    let fold = move || actions::fold_recovery_when_left(r, step, folded);
    let mut next = 0_u32;
    let row = move |id: String| {
        next += 1;
        let panel = [step.id(), "-", &next.to_string()].concat();
        row(s, step, &id, &panel, folded)
    };
    device_list(s.cx, fold)
        .attr("hidden", move || shown().is_empty())
        .child(for_each(shown, String::clone, row))
}

fn row(
    s: ElementSignals,
    step: Step,
    id: &str,
    panel: &str,
    folded: LocalSignal<Vec<String>>,
) -> Element {
    let device = Device {
        s: s.recovery(),
        id: LocalSignal::new(id.into()),
    };
    let client = device
        .with(|_, device| Client::from_id(&device.client))
        .unwrap_or_default();
    let is_done = move || device.is(move |device| device.is_done(step));
    // What was undone is unfolded.
    let is_folded = move || is_done() && folded.get().contains(&*device.id.get());
    let line = move || {
        if is_folded() {
            Icon::Check
        } else {
            client_icon(client)
        }
    };
    let row = html::li()
        .class("mbp-device")
        .attr("data-done", is_done)
        .attr("data-folded", is_folded)
        .child(device_icon(line))
        .child(device_name(device.label(), move || {
            device.words(|texts, _, device| {
                if device.name.is_empty() {
                    return String::new();
                }
                words::client_program(texts, Client::from_id(&device.client))
            })
        }));
    let row = row.child(seen(s, step, device));
    if step == Step::Gather {
        return row.child(remove(device));
    }
    let purpose = if step == Step::Remove {
        Purpose::Remove
    } else {
        Purpose::Enter
    };
    let [how, more] = how_to(
        s.cx,
        client,
        purpose,
        s.cx.id(panel),
        device.label(),
        html::span(),
    );
    row.child(mark(step, device, is_done, is_folded))
        .child(how)
        .child(more)
}

/// What was last seen of it.
fn seen(s: ElementSignals, step: Step, device: Device) -> Element {
    let seen = move || {
        let (texts, mailbox) = (s.cx.texts(), s.mailbox().mailbox().get());
        let quiet = quiet_for(&s.cx.policy());
        let words = if step == Step::Enter {
            words::seen_at_entry
        } else {
            words::seen_at_removal
        };
        device
            .with(|_, device| words(&texts, &mailbox, quiet, device))
            .unwrap_or((PillKind::Plain, String::new()))
    };
    pill(seen).attr("hidden", move || seen().1.is_empty())
}

/// The one thing to do about it, or to take that back: one button, so that it keeps its place and the focus.
fn mark(
    step: Step,
    device: Device,
    is_done: impl Fn() -> bool + Copy + 'static,
    is_folded: impl Fn() -> bool + 'static,
) -> Element {
    let s = device.s;
    let key = if step == Step::Remove {
        Key::MarkRemoved
    } else {
        Key::GetsMail
    };
    let name = move || s.cx.text(if is_done() { Key::Undo } else { key });
    let is_next = move || {
        let next =
            device.with(|recovery, device| step == Step::Enter || recovery.is_next_off(&device.id));
        next == Some(true)
    };
    let class = move || {
        if is_folded() {
            "mbp-device-do mbp-link"
        } else if !is_done() && is_next() {
            "mbp-device-do mbp-button mbp-primary"
        } else {
            "mbp-device-do mbp-button"
        }
    };
    device_button(name, device.label())
        .class(class)
        .on("click", move |_| {
            let id = device.id.get_untracked();
            if step == Step::Remove {
                actions::toggle_device_off(s, &id);
            } else {
                actions::toggle_device_back(s, &id);
            }
        })
}

/// Takes a device that the person added out of the list.
fn remove(device: Device) -> Element {
    let s = device.s;
    let name = device.label();
    html::button()
        .class("mbp-link mbp-device-do")
        .attr("type", "button")
        .attr("hidden", move || device.is(|device| device.listed))
        .text(move || s.cx.texts().fill(Key::Remove, &[("client", &name())]))
        .on("click", move |_| {
            actions::remove_recovery_device(s, &device.id.get_untracked());
        })
}

/// A device of the recovery, identified by its id.
#[derive(Clone, Copy)]
struct Device {
    s: RecoverySignals,
    id: LocalSignal<String>,
}

impl Device {
    /// What a function makes of the device, while it is in the list.
    fn with<T>(self, make: impl Fn(&Recovery, &RecoveryDevice) -> T) -> Option<T> {
        let (state, id) = (self.s.recovery().get(), self.id.get());
        let mut devices = state.recovery.devices.iter();
        let device = devices.find(|device| device.id == *id)?;
        Some(make(&state.recovery, device))
    }

    /// Whether this holds for the device.
    fn is(self, holds: impl Fn(&RecoveryDevice) -> bool) -> bool {
        self.with(|_, device| holds(device)) == Some(true)
    }

    fn words(self, words: fn(&Texts, &Recovery, &RecoveryDevice) -> String) -> String {
        let texts = self.s.cx.texts();
        self.with(|recovery, device| words(&texts, recovery, device))
            .unwrap_or_default()
    }

    /// What it is called, to be followed.
    fn label(self) -> impl Fn() -> String + Copy + 'static {
        move || self.words(words::recovery_device_label)
    }
}
