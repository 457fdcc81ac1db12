use super::{Wording, client_key, recovery_steps, warning};
use crate::{
    i18n::{Key, Texts},
    model::{Checklist, ChecklistRow, Client, DeviceAnswer, SignIn},
};

/// "1 of 3 devices done".
pub(crate) fn progress(texts: &Texts, list: &Checklist) -> String {
    let (done, all) = list.progress();
    texts.count(Key::Progress, all, &[("done", &done.to_string())])
}

/// That every device is done; nothing before.
pub(crate) fn all_done(texts: &Texts, list: &Checklist) -> String {
    if list.is_unfinished() {
        return String::new();
    }
    texts.count(Key::AllDone, list.progress().1, &[])
}

/// What a device is called: its own name, else its client's, numbered if there are several.
pub(crate) fn device_label(texts: &Texts, list: &Checklist, row: &ChecklistRow) -> String {
    if !row.name.is_empty() {
        return row.name.clone();
    }
    let before = list.rows.iter().take_while(|other| other.id != row.id);
    let same = before.filter(|other| other.name.is_empty() && other.client == row.client);
    numbered_client(texts, &row.client, same.count())
}

/// A client's name; with a number if so many of it are before it.
pub(super) fn numbered_client(texts: &Texts, client: &str, before: usize) -> String {
    let name = texts.get(client_key(Client::from_id(client)));
    match before {
        0 => name,
        count => [&name, " ", &(count + 1).to_string()].concat(),
    }
}

/// The mail program of a device with a name of its own.
pub(crate) fn device_program(texts: &Texts, row: &ChecklistRow) -> String {
    if row.name.is_empty() {
        return String::new();
    }
    [" ", &texts.get(client_key(Client::from_id(&row.client)))].concat()
}

/// What the back end saw of a device.
pub(crate) fn device_sign_in(texts: &Texts, row: &ChecklistRow) -> String {
    let (key, at) = match row.sign_in {
        SignIn::Proved(Some(at)) => (Key::DoneByItself, at),
        SignIn::NotProved(at) => (Key::SeenNotProved, at),
        SignIn::Refused(at) => (Key::RefusedAt, at),
        SignIn::Proved(None) | SignIn::Nothing => return String::new(),
    };
    texts.fill(key, &[("time", &texts.time(at))])
}

/// What to do about a device that is not theirs or out of reach.
pub(crate) fn device_advice(texts: &Texts, row: &ChecklistRow) -> String {
    match row.answer {
        Some(DeviceAnswer::NotMine) => texts.get(Key::NotMineAdvice),
        Some(DeviceAnswer::Cannot) => texts.get(Key::CannotAdvice),
        Some(DeviceAnswer::Done) | None => String::new(),
    }
}

/// The list as a text, ending with what to do when the mailbox locks itself.
pub(crate) fn checklist_as_text(wording: Wording<'_>, list: &Checklist) -> String {
    let texts = wording.texts;
    let mut lines = vec![
        wording.config.mailbox.clone(),
        texts.get(Key::ChecklistHeading),
        super::sentences(&warning(wording)),
        String::new(),
        progress(texts, list),
    ];
    let rows = list.rows.iter();
    lines.extend(rows.map(|row| row_as_text(texts, list, row)));
    lines.push(String::new());
    lines.push(texts.get(Key::RecoveryHeading));
    lines.push(texts.get(Key::RecoveryLead));
    let steps = recovery_steps(texts, wording.policy.unlock_delay_seconds);
    for (index, step) in steps.into_iter().enumerate() {
        lines.push([&(index + 1).to_string(), ". ", &step].concat());
    }
    lines.join("\n")
}

fn row_as_text(texts: &Texts, list: &Checklist, row: &ChecklistRow) -> String {
    let name = device_label(texts, list, row);
    let (mark, words) = match row.answer {
        _ if row.is_done() => ("[x] ", None),
        None | Some(DeviceAnswer::Done) => ("[ ] ", None),
        Some(DeviceAnswer::NotMine) => ("[-] ", Some(Key::AnswerNotMine)),
        Some(DeviceAnswer::Cannot) => ("[ ] ", Some(Key::AnswerCannot)),
    };
    match words {
        Some(key) => [mark, &name, ": ", &texts.get(key)].concat(),
        None => [mark, &name].concat(),
    }
}
