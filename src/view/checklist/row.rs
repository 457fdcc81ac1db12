use super::{
    client::Client,
    label,
    steps::{Help, client_steps},
};
use crate::{
    flow::{DeviceAnswer, Row, Seen},
    i18n::Key,
    view::{
        action,
        el::{El, el},
        part::{button, line_if_any, stack, t},
        state::State,
        widget::Widget,
    },
};

/// One device: three answers, what the back end has seen, and the steps for its mail client.
pub(super) fn device(w: Widget, index: usize) -> El {
    let words = |words: fn(&State, &Row) -> String| {
        move |state: &State| {
            of(state, index)
                .map(|row| words(state, row))
                .unwrap_or_default()
        }
    };
    let choices = [
        choice(w, index, DeviceAnswer::Done, Key::AnswerDone),
        choice(w, index, DeviceAnswer::NotMine, Key::AnswerNotMine),
        choice(w, index, DeviceAnswer::Cannot, Key::AnswerCannot),
    ];
    let legend = el("legend", "")
        .say(words(label))
        .hold(el("span", "mbp-note").say(words(program)));
    let remove = words(|state, row| {
        state
            .texts
            .fill(Key::Remove, &[("client", &label(state, row))])
    });
    let remove = button("mbp-link", remove)
        .hidden_while(move |state| of(state, index).is_none_or(|row| row.listed))
        .on("click", move |_| action::remove_device(w, index));
    el("fieldset", "mbp-device")
        .set_while("data-done", "", move |state| {
            of(state, index).is_some_and(Row::is_done)
        })
        .hold(legend)
        .hold(stack("mbp-choices", choices))
        .hold(line_if_any("mbp-note", words(seen)))
        .hold(line_if_any("mbp-note", words(advice)))
        .hold(client_steps(
            w,
            move |state| of(state, index).map_or(Client::Other, |row| Client::named(&row.client)),
            Help::Enter,
        ))
        .hold(remove)
}

fn choice(w: Widget, index: usize, answer: DeviceAnswer, key: Key) -> El {
    // No form owns it: a form round the widget sends no answers.
    let input = el("input", "")
        .set("type", "radio")
        .set("name", &w.id(&["device-", &index.to_string()].concat()))
        .set("form", "")
        .checked_while(move |state| of(state, index).is_some_and(|row| is_chosen(row, answer)))
        .on("change", move |_| action::answer(w, index, answer));
    el("label", "mbp-choice")
        .hold(input)
        .hold(el("span", "").say(t(key)))
}

pub(super) fn of(state: &State, index: usize) -> Option<&Row> {
    state.care.checklist.rows.get(index)
}

/// The person's word, else what the back end proves.
fn is_chosen(row: &Row, answer: DeviceAnswer) -> bool {
    match row.answer {
        Some(given) => given == answer,
        None => answer == DeviceAnswer::Done && row.is_done(),
    }
}

/// The mail program, where the device has a name of its own.
fn program(state: &State, row: &Row) -> String {
    if row.name.is_empty() {
        return String::new();
    }
    [" ", &state.texts.get(Client::named(&row.client).key())].concat()
}

fn seen(state: &State, row: &Row) -> String {
    let (key, at) = match row.seen {
        Seen::Proved(Some(at)) => (Key::DoneByItself, at),
        Seen::NotProved(at) => (Key::SeenNotProved, at),
        Seen::Refused(at) => (Key::RefusedAt, at),
        Seen::Proved(None) | Seen::Nothing => return String::new(),
    };
    state.texts.fill(key, &[("time", &state.texts.time(at))])
}

fn advice(state: &State, row: &Row) -> String {
    match row.answer {
        Some(DeviceAnswer::NotMine) => state.texts.get(Key::NotMineAdvice),
        Some(DeviceAnswer::Cannot) => state.texts.get(Key::CannotAdvice),
        _ => String::new(),
    }
}
