use super::{label, progress};
use crate::{
    flow::{DeviceAnswer, Row},
    i18n::Key,
    view::{
        action,
        el::El,
        locked,
        part::{button, line, line_if_any, list, stack, t},
        state::State,
        warning,
        widget::Widget,
    },
};

/// Takes the list along: as a text, on paper, or not at all. The printed form ends with what to do when it locks.
pub(super) fn share(w: Widget) -> El {
    let act = |class, key, press: fn(Widget)| button(class, t(key)).on("click", move |_| press(w));
    let buttons = [
        act("mbp-secondary", Key::CopyList, action::copy_list),
        act("mbp-secondary", Key::PrintList, action::print),
        act("mbp-link", Key::ForgetList, action::forget_list),
    ];
    let copied = |state: &State| {
        let key = state.care.copied;
        key.map(|key| state.texts.get(key)).unwrap_or_default()
    };
    let for_paper = [
        line("mbp-heading", t(Key::RecoveryHeading)),
        line("", t(Key::RecoveryLead)),
        list("ol", "mbp-steps", |state| locked::steps(state).join("\n")),
    ];
    stack(
        "mbp-stack",
        [
            stack("mbp-actions mbp-no-print", buttons),
            line_if_any("mbp-note mbp-no-print", copied),
            stack("mbp-print-only", for_paper),
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
    lines.extend(
        state
            .care
            .checklist
            .rows
            .iter()
            .map(|row| row_as_text(state, row)),
    );
    lines.push(String::new());
    lines.push(texts.get(Key::RecoveryHeading));
    lines.push(texts.get(Key::RecoveryLead));
    for (index, step) in locked::steps(state).into_iter().enumerate() {
        lines.push([&(index + 1).to_string(), ". ", &step].concat());
    }
    lines.join("\n")
}

fn row_as_text(state: &State, row: &Row) -> String {
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
