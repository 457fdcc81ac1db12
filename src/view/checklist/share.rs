use leptos::prelude::*;

use super::{label, progress};
use crate::{
    flow::{DeviceAnswer, Row},
    i18n::Key,
    view::{
        action, locked, part,
        state::{State, Widget},
        warning,
    },
};

/// Takes the list along: as a text, on paper, or not at all. The printed form ends with what to do when it locks.
pub(super) fn share(w: Widget) -> AnyView {
    let buttons = vec![
        part::button("mbp-secondary", w.t(Key::CopyList), move || action::copy_list(w)),
        part::button("mbp-secondary", w.t(Key::PrintList), move || action::print(w)),
        part::button("mbp-link", w.t(Key::ForgetList), move || action::forget_list(w)),
    ];
    let copied = w.words(|state| {
        let key = state.copied;
        key.map(|key| state.texts.get(key)).unwrap_or_default()
    });
    let for_paper = vec![
        part::line("mbp-heading", w.t(Key::RecoveryHeading)),
        part::line("", w.t(Key::RecoveryLead)),
        part::steps(w.lines(locked::steps)),
    ];
    part::stack(
        "mbp-stack",
        vec![
            part::stack("mbp-actions mbp-no-print", buttons),
            part::line_if_any("mbp-note mbp-no-print", copied),
            part::stack("mbp-print-only", for_paper),
        ],
    )
}

/// The list as a text, ending with what to do when the mailbox locks itself.
pub(in crate::view) fn as_text(state: &State) -> String {
    let texts = &state.texts;
    let mut lines = vec![
        state.config.mailbox.clone(),
        texts.get(Key::ChecklistHeading),
        warning::words(state),
        String::new(),
        progress(state),
    ];
    lines.extend(state.checklist.rows.iter().map(|row| line(state, row)));
    lines.push(String::new());
    lines.push(texts.get(Key::RecoveryHeading));
    lines.push(texts.get(Key::RecoveryLead));
    for (index, step) in locked::steps(state).into_iter().enumerate() {
        lines.push([&(index + 1).to_string(), ". ", &step].concat());
    }
    lines.join("\n")
}

fn line(state: &State, row: &Row) -> String {
    let name = label(state, row);
    let (mark, words) = match row.answer {
        _ if row.is_done() => ("[x] ", None),
        None => ("[ ] ", None),
        Some(DeviceAnswer::NotMine) => ("[-] ", Some(Key::AnswerNotMine)),
        Some(_) => ("[ ] ", Some(Key::AnswerCannot)),
    };
    match words {
        Some(key) => [mark, &name, ": ", &state.texts.get(key)].concat(),
        None => [mark, &name].concat(),
    }
}
