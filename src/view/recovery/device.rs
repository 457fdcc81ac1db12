use crate::{
    flow::{RecoveryDevice, refused_lately},
    i18n::Key,
    view::{
        action,
        checklist::{Client, Help, client_steps, where_read},
        el::{El, el},
        part::{button, line, line_if_any, stack, t},
        state::State,
        widget::Widget,
    },
};

/// Seconds for which a refused sign-in says that a device still tries.
const LATELY: u32 = 300;

/// Step 1: which devices there are.
pub(super) fn gather(w: Widget) -> El {
    let names = el("ul", "mbp-links")
        .hidden_while(|state| state.care.recovery.devices.is_empty())
        .hold_many(
            |state| state.care.recovery.devices.len(),
            move |index| gathered(w, index),
        );
    stack(
        "mbp-stack",
        [
            names,
            where_read(w, Key::WhichDevices, "gather", action::add_recovery_device),
        ],
    )
}

fn gathered(w: Widget, index: usize) -> El {
    let remove = move |state: &State| {
        let name = device_name(state, index);
        state.texts.fill(Key::Remove, &[("client", &name)])
    };
    let remove = button("mbp-link mbp-no-print", remove)
        .hidden_while(move |state| of(state, index).is_none_or(|device| device.listed))
        .on("click", move |_| action::remove_recovery_device(w, index));
    el("li", "")
        .hold(el("bdi", "").say(move |state| device_name(state, index)))
        .hold(el("span", "").write(" "))
        .hold(remove)
}

/// Step 2: the password out of each.
pub(super) fn remove(w: Widget) -> El {
    stack(
        "mbp-stack",
        [el("div", "mbp-devices")
            .hidden_while(|state| state.care.recovery.devices.is_empty())
            .hold_many(
                |state| state.care.recovery.devices.len(),
                move |index| removal(w, index),
            )],
    )
}

fn removal(w: Widget, index: usize) -> El {
    let is_off = move |state: &State| of(state, index).is_some_and(|device| device.is_off);
    stack(
        "mbp-device",
        [
            line("mbp-strong", move |state| device_name(state, index)),
            tick(w, index, Key::IsOff, is_off, action::set_off),
            line_if_any("mbp-note mbp-warn", move |state| {
                still_refused(state, index)
            }),
            client_steps(w, move |state| client(state, index), Help::TakeOut),
        ],
    )
    .set("role", "group")
    .follow("aria-label", move |state| device_name(state, index))
    .set_while("data-done", "", is_off)
}

/// Step 5: the password into one device, and then into the next.
pub(super) fn enter(w: Widget) -> El {
    let one = el("div", "mbp-devices")
        .hidden_while(|state| state.care.recovery.devices.is_empty())
        .hold_many(
            |state| state.care.recovery.devices.len(),
            move |index| entering(w, index),
        );
    let pace = |state: &State| {
        let recovery = &state.care.recovery;
        let more = recovery.devices.iter().filter(|device| !device.is_back);
        state.say_if(more.count() > 1, Key::OneAtATime)
    };
    stack("mbp-stack", [one, line_if_any("mbp-note", pace)])
}

/// A device is on the screen once it is its turn; those that are back stay.
fn entering(w: Widget, index: usize) -> El {
    let is_back = move |state: &State| of(state, index).is_some_and(|device| device.is_back);
    let is_turn = move |state: &State| state.care.recovery.turn() == Some(index);
    let name = move |state: &State| {
        let device = device_name(state, index);
        if is_turn(state) {
            state.texts.fill(Key::EnterOn, &[("device", &device)])
        } else {
            device
        }
    };
    stack(
        "mbp-device",
        [
            line("mbp-strong", name),
            tick(w, index, Key::GetsMail, is_back, action::set_back),
            line_if_any("mbp-note", move |state| signed_in(state, index)),
            line_if_any("mbp-note mbp-warn", move |state| {
                still_refused(state, index)
            }),
            client_steps(w, move |state| client(state, index), Help::Enter).hidden_while(is_back),
        ],
    )
    .set("role", "group")
    .follow("aria-label", move |state| device_name(state, index))
    .set_while("data-done", "", is_back)
    .hidden_while(move |state| !is_back(state) && !is_turn(state))
}

fn tick(
    w: Widget,
    index: usize,
    key: Key,
    is_on: impl Fn(&State) -> bool + 'static,
    change: fn(Widget, usize),
) -> El {
    // No form owns it: a form round the widget sends no answers.
    let input = el("input", "")
        .set("type", "checkbox")
        .set("form", "")
        .checked_while(is_on)
        .on("change", move |_| change(w, index));
    el("label", "mbp-choice")
        .hold(input)
        .hold(el("span", "").say(t(key)))
}

fn of(state: &State, index: usize) -> Option<&RecoveryDevice> {
    state.care.recovery.devices.get(index)
}

fn client(state: &State, index: usize) -> Client {
    of(state, index).map_or(Client::Other, |device| Client::named(&device.client))
}

/// What a device is called: its own name, else its client's, numbered if there are several.
pub(in crate::view) fn device_name(state: &State, index: usize) -> String {
    let Some(device) = of(state, index) else {
        return String::new();
    };
    if !device.name.is_empty() {
        return device.name.clone();
    }
    let name = state.texts.get(client(state, index).key());
    let before = state.care.recovery.devices.iter().take(index);
    let same = before.filter(|other| other.name.is_empty() && other.client == device.client);
    match same.count() {
        0 => name,
        count => [&name, " ", &(count + 1).to_string()].concat(),
    }
}

/// What the back end knows of its sign-ins: proof of the new password, or only when it was last seen.
fn signed_in(state: &State, index: usize) -> String {
    let Some(at) = of(state, index).and_then(|device| device.signed_in_at) else {
        return String::new();
    };
    let is_proof = of(state, index).is_some_and(|device| device.uses_new);
    let key = if is_proof {
        Key::DoneByItself
    } else {
        Key::SignedInAt
    };
    state.texts.fill(key, &[("time", &state.texts.time(at))])
}

/// The back end refused this very device a short while ago: the password is still in it.
fn still_refused(state: &State, index: usize) -> String {
    let now = state.care.watch.now;
    let refused = of(state, index).and_then(|device| device.refused_at);
    match refused.filter(|at| state.care.watch.is_known && refused_lately(*at, now, LATELY)) {
        Some(at) => {
            let name = device_name(state, index);
            let values = [("client", name.as_str()), ("time", &state.texts.time(at))];
            state.texts.fill(Key::StillRefused, &values)
        }
        None => String::new(),
    }
}
