use mailbox_password_rules::Lockout;

use super::{
    Wording, client_key, client_program, plain, reach, recovery_steps, sentences,
    warning::{in_numbers, statement},
};
use crate::{
    config::Help,
    i18n::{Key, Texts},
    model::{Checklist, ChecklistRow, Client, DeviceAnswer, SignIn},
};

/// What a device's state means for the person.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum PillKind {
    /// The person put it aside.
    Aside,
    /// Nothing is to be done.
    Good,
    /// Nothing is known.
    Plain,
    /// It was seen with the old password.
    Warn,
}

/// The heading of the list: what to do, or that all is done. It may have one `*bold*` part.
pub(crate) fn checklist_lead(texts: &Texts, list: &Checklist, is_earlier: bool) -> String {
    let (done, all) = list.progress();
    if !list.is_unfinished() {
        texts.get(Key::AllSet)
    } else if is_earlier && all > 0 {
        texts.count(Key::StillNeed, all - done, &[])
    } else {
        texts.get(Key::ChecklistLead)
    }
}

/// "1 of 3 devices done"; nothing where there is no device.
pub(crate) fn progress(texts: &Texts, list: &Checklist) -> String {
    let (done, all) = list.progress();
    devices_done(texts, done, all)
}

/// How many devices are done, of how many; nothing where there are none.
pub(crate) fn devices_done(texts: &Texts, done: u32, all: u32) -> String {
    if all == 0 {
        return String::new();
    }
    texts.count(Key::Progress, all, &[("done", &done.to_string())])
}

/// Below the heading: how many are done, once that is known; for an earlier change also, in a line before it, when it was.
pub(crate) fn checklist_status(
    texts: &Texts,
    list: &Checklist,
    is_drawn: bool,
    is_earlier: bool,
) -> String {
    let progress = if is_drawn {
        progress(texts, list)
    } else {
        texts.get(Key::Loading)
    };
    if !is_earlier {
        return progress;
    }
    let time = texts.date(list.changed_at);
    texts.fill(Key::ChangedOn, &[("time", &time)]) + "\n" + &progress
}

/// What is announced when something has changed: what happened to a device, how many are done, and the end.
pub(crate) fn progress_after(
    texts: &Texts,
    list: &Checklist,
    news: Option<(Key, String)>,
) -> String {
    let news = news.map(|(key, id)| texts.fill(key, &[("device", &labels(texts, list, &[id]))]));
    with_progress(texts, list, news.unwrap_or_default())
}

/// What is announced when the back end proves these devices done.
pub(crate) fn proved(texts: &Texts, list: &Checklist, ids: &[String]) -> String {
    let names = labels(texts, list, ids);
    let news = [&names, ": ", &texts.get(Key::SignedInNew), "."].concat();
    with_progress(texts, list, news)
}

fn with_progress(texts: &Texts, list: &Checklist, news: String) -> String {
    let end = if list.is_unfinished() {
        String::new()
    } else {
        [". ", &plain(&texts.get(Key::AllSet))].concat()
    };
    [sentences(&[news, progress(texts, list)]), end].concat()
}

/// The names of these devices: the first five, a list of hundreds is not read out.
fn labels(texts: &Texts, list: &Checklist, ids: &[String]) -> String {
    let rows = list.rows.iter().filter(|row| ids.contains(&row.id));
    let names = rows.take(5).map(|row| device_label(texts, list, row));
    names.collect::<Vec<_>>().join(", ")
}

/// What a device is called: its own name, else its client's, numbered if there are several.
pub(crate) fn device_label(texts: &Texts, list: &Checklist, row: &ChecklistRow) -> String {
    if !row.name.is_empty() {
        return row.name.clone();
    }
    numbered_client(texts, &row.client, same_before(list, row))
}

/// How many devices without a name of their own have the same client and were there before.
fn same_before(list: &Checklist, row: &ChecklistRow) -> u32 {
    let before = list.rows.iter().take_while(|other| other.id != row.id);
    before
        .filter(|other| other.name.is_empty() && other.client == row.client)
        .map(|_| 1)
        .sum()
}

/// A client's name; with a number if so many of it are before it.
pub(super) fn numbered_client(texts: &Texts, client: &str, before: u32) -> String {
    let name = texts.get(client_key(Client::from_id(client)));
    match before {
        0 => name,
        count => [&name, " ", &(count + 1).to_string()].concat(),
    }
}

/// The mail program of a device with a name of its own, or that a device that the person added is the one in use.
pub(crate) fn device_program(
    texts: &Texts,
    list: &Checklist,
    row: &ChecklistRow,
    in_use: Option<Client>,
) -> String {
    let client = Client::from_id(&row.client);
    if !row.name.is_empty() {
        return client_program(texts, client);
    }
    if !row.listed && Some(client) == in_use && same_before(list, row) == 0 {
        return texts.get(Key::ThisDevice);
    }
    String::new()
}

/// A device's state: what the person said, what the back end saw, or that nothing is known.
pub(crate) fn device_state(texts: &Texts, row: &ChecklistRow) -> (PillKind, String) {
    let (kind, key, at) = match (row.answer, row.sign_in) {
        (Some(DeviceAnswer::NotMine), _) => (PillKind::Aside, Key::AnswerNotMine, None),
        (_, SignIn::Proved(at)) => (PillKind::Good, Key::SignedInNew, at),
        (Some(DeviceAnswer::Done), _) => (PillKind::Good, Key::MarkedDone, row.answered_at),
        (Some(DeviceAnswer::Cannot), _) => (PillKind::Aside, Key::AnswerCannot, None),
        (None, SignIn::OldPassword(at)) => (PillKind::Warn, Key::StillOld, Some(at)),
        (None, SignIn::Refused(at)) => (PillKind::Warn, Key::Refused, Some(at)),
        (None, SignIn::NotProved(at)) => {
            let seen = texts.fill(Key::SeenMaybeOld, &[("time", &texts.time(at))]);
            return (PillKind::Plain, seen);
        }
        (None, SignIn::Nothing) if row.is_gone => (PillKind::Plain, Key::NoLongerListed, None),
        (None, SignIn::Nothing) => (PillKind::Plain, Key::Waiting, None),
    };
    let mut words = texts.get(key);
    if let Some(at) = at {
        words = [&words, " ·\u{a0}", &texts.time(at)].concat();
    }
    (kind, words)
}

/// What to do about the devices with this answer, which are not theirs or out of reach, with the
/// way to the administrator between tabs, if there is one.
pub(crate) fn device_advice(
    texts: &Texts,
    list: &Checklist,
    answer: DeviceAnswer,
    help: Option<&Help>,
) -> String {
    let rows = list.rows.iter();
    let asked = rows.filter(|row| row.answer == Some(answer) && !row.is_proved());
    let ids: Vec<_> = asked.map(|row| row.id.clone()).collect();
    let key = match answer {
        DeviceAnswer::NotMine => Key::NotMineAdvice,
        DeviceAnswer::Cannot if help.is_some() => Key::CannotAdvice,
        DeviceAnswer::Cannot => Key::CannotAdvicePlain,
        DeviceAnswer::Done => return String::new(),
    };
    if ids.is_empty() {
        return String::new();
    }
    let names = labels(texts, list, &ids);
    texts.fill(key, &[("device", &names), ("help", &reach(help))])
}

/// Below the list: what a device that is left out does, in the provider's words or numbers; or, once all are done, when
/// to come back.
pub(crate) fn checklist_note(wording: Wording<'_>, list: &Checklist) -> String {
    let texts = wording.texts;
    if !list.is_unfinished() {
        return texts.get(Key::ComeBack);
    }
    if let Some(words) = statement(wording) {
        return words;
    }
    match wording.policy.lockout {
        None => texts.get(Key::LeftOut),
        Some(Lockout { threshold: 0, .. }) => texts.get(Key::LeftOutNoLock),
        Some(lockout) => in_numbers(texts, lockout, Key::LeftOutAfter, Key::LeftOutFor),
    }
}

/// The list as a text, ending with what to do when the mailbox locks itself.
pub(crate) fn checklist_as_text(wording: Wording<'_>, list: &Checklist) -> String {
    let texts = wording.texts;
    let mut lines = vec![
        wording.config.mailbox.clone(),
        plain(&texts.get(Key::ChecklistLead)),
        checklist_note(wording, list),
        String::new(),
        progress(texts, list),
    ];
    let rows = list.rows.iter();
    lines.extend(rows.map(|row| row_as_text(texts, list, row)));
    lines.push(String::new());
    lines.push(texts.get(Key::RecoveryHeading));
    lines.push(texts.get(Key::RecoveryLead));
    let steps = recovery_steps(texts, wording.policy.unlock_delay_seconds);
    for (number, step) in (1_u32..).zip(steps) {
        lines.push([&number.to_string(), ". ", &step].concat());
    }
    lines.join("\n")
}

fn row_as_text(texts: &Texts, list: &Checklist, row: &ChecklistRow) -> String {
    let name = device_label(texts, list, row);
    let (mark, words) = match row.answer {
        Some(DeviceAnswer::NotMine) => ("[-] ", Some(Key::AnswerNotMine)),
        _ if row.is_done() => ("[x] ", None),
        None | Some(DeviceAnswer::Done) => ("[ ] ", None),
        Some(DeviceAnswer::Cannot) => ("[ ] ", Some(Key::AnswerCannot)),
    };
    match words {
        Some(key) => [mark, &name, ": ", &texts.get(key)].concat(),
        None => [mark, &name].concat(),
    }
}
