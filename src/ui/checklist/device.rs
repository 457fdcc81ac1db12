use dom::{Element, html};

use crate::{
    actions,
    i18n::{Key, Texts},
    model::{Checklist, ChecklistRow, Client, DeviceAnswer},
    state::{ChecklistSignals, LocalSignal, client_in_use},
    ui::{
        client_steps::Purpose,
        device_row::{client_icon, device_button, device_icon, device_name, how_to, pill},
        icon::Icon,
    },
    words::{self, PillKind},
};

/// One device: what is known of it, *Mark as done*, and how to, unfolded. `panel` is the end of the id of what is
/// unfolded.
pub(super) fn device(s: ChecklistSignals, id: &str, panel: &str) -> Element {
    let cx = s.cx;
    let row = Row {
        s,
        id: LocalSignal::new(id.into()),
    };
    let client = row.client();
    let line = move || match (row.is_folded(), row.is(ChecklistRow::is_done)) {
        (false, _) => client_icon(client),
        (true, true) => Icon::Check,
        (true, false) => Icon::Off,
    };
    let program = move |texts: &Texts, list: &Checklist, row: &ChecklistRow| {
        words::device_program(texts, list, row, client_in_use())
    };
    let state = move || {
        let texts = cx.texts();
        row.with(|_, row| words::device_state(&texts, row))
            .unwrap_or((PillKind::Plain, String::new()))
    };
    let [how, more] = how_to(
        cx,
        client,
        Purpose::Enter,
        cx.id(panel),
        row.label(),
        other_answers(row),
    );
    html::li()
        .class("mbp-device")
        .attr("data-folded", move || row.is_folded())
        .attr("data-proved", move || row.is(is_settled))
        .attr("data-done", move || row.is(ChecklistRow::is_done))
        .child(device_icon(line))
        .child(device_name(row.label(), move || row.words(program)))
        .child(pill(state))
        .child(mark_done(row))
        .child(how)
        .child(more)
}

/// Whether it is proved, so that there is nothing to undo.
fn is_settled(row: &ChecklistRow) -> bool {
    row.is_proved() && row.answer != Some(DeviceAnswer::NotMine)
}

/// *Mark as done*, or *Undo* once the person has answered. It is filled for the first device with something to do.
fn mark_done(row: Row) -> Element {
    let s = row.s;
    let is_answered = move || row.is(|row| row.answer.is_some());
    let label = move || {
        s.cx.text(if is_answered() {
            Key::Undo
        } else {
            Key::MarkDone
        })
    };
    let is_first = move || {
        let state = s.checklist().get();
        state.list.first_open().map(|row| &row.id) == Some(&*row.id.get())
    };
    device_button(label, row.label())
        .class(move || {
            if row.is_folded() {
                "mbp-device-do mbp-link"
            } else if is_first() {
                "mbp-device-do mbp-button mbp-primary"
            } else {
                "mbp-device-do mbp-button"
            }
        })
        .on("click", move |_| {
            let is_answered = row.is(|row| row.answer.is_some());
            let answer = (!is_answered).then_some(DeviceAnswer::Done);
            actions::answer_device(s, &row.id.get_untracked(), answer);
        })
}

/// *Not mine* and *Can’t reach it*, and for a device that the back end does not name, *Remove*.
fn other_answers(row: Row) -> Element {
    let s = row.s;
    let answer = |key: Key, answer: DeviceAnswer| {
        device_button(s.cx.t(key), row.label())
            .class("mbp-link")
            .on("click", move |_| {
                actions::answer_device(s, &row.id.get_untracked(), Some(answer));
            })
    };
    let name = row.label();
    let remove = html::button()
        .attr("type", "button")
        .class("mbp-link")
        .attr("hidden", move || !row.is(ChecklistRow::is_removable))
        .on("click", move |_| {
            actions::remove_device(s, &row.id.get_untracked());
        })
        .text(move || s.cx.texts().fill(Key::Remove, &[("client", &name())]));
    html::div()
        .class("mbp-actions")
        .child(answer(Key::AnswerNotMine, DeviceAnswer::NotMine))
        .child(answer(Key::AnswerCannot, DeviceAnswer::Cannot))
        .child(remove)
}

/// A row of the list, identified by its id.
#[derive(Clone, Copy)]
struct Row {
    s: ChecklistSignals,
    id: LocalSignal<String>,
}

impl Row {
    /// What a function makes of the row, while it is in the list.
    fn with<T>(self, make: impl Fn(&Checklist, &ChecklistRow) -> T) -> Option<T> {
        let state = self.s.checklist().get();
        let id = self.id.get_untracked();
        let row = state.list.rows.iter().find(|row| row.id == *id)?;
        Some(make(&state.list, row))
    }

    /// Whether a condition of the row holds; tracked.
    fn is(self, holds: fn(&ChecklistRow) -> bool) -> bool {
        self.with(|_, row| holds(row)) == Some(true)
    }

    /// Whether it is one line; tracked.
    fn is_folded(self) -> bool {
        let is_folded = self.s.checklist().get().folded.contains(&*self.id.get());
        is_folded && !self.is(ChecklistRow::is_open)
    }

    fn client(self) -> Client {
        self.with(|_, row| Client::from_id(&row.client))
            .unwrap_or_default()
    }

    /// Words about the row; tracked.
    fn words(self, words: impl Fn(&Texts, &Checklist, &ChecklistRow) -> String) -> String {
        let texts = self.s.cx.texts();
        self.with(|list, row| words(&texts, list, row))
            .unwrap_or_default()
    }

    /// What it is called, to be followed.
    fn label(self) -> impl Fn() -> String + 'static {
        move || self.words(words::device_label)
    }
}
