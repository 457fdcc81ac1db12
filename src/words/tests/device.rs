use super::at;
use crate::{
    i18n::Texts,
    model::{Checklist, ChecklistRow, Client, DeviceAnswer, SignIn},
    words::{PillKind, client_key, device_label, device_program, device_state},
};

pub(super) const DONE: Option<DeviceAnswer> = Some(DeviceAnswer::Done);
pub(super) const CANNOT: Option<DeviceAnswer> = Some(DeviceAnswer::Cannot);
pub(super) const NOT_MINE: Option<DeviceAnswer> = Some(DeviceAnswer::NotMine);

pub(super) fn row(id: &str, name: &str, client: &str) -> ChecklistRow {
    ChecklistRow {
        id: id.into(),
        name: name.into(),
        client: client.into(),
        listed: true,
        answer: None,
        answered_at: None,
        sign_in: SignIn::Nothing,
        is_gone: false,
    }
}

pub(super) fn list(rows: Vec<ChecklistRow>) -> Checklist {
    Checklist {
        changed_at: at(10, 38),
        rows,
        ..Checklist::default()
    }
}

#[test]
fn a_device_is_called_by_its_name_else_by_its_client_with_a_number() {
    let list = list(vec![
        row("1", "Ann's phone", "ios-mail"),
        row("2", "", "ios-mail"),
        row("3", "", "thunderbird"),
        row("4", "", "ios-mail"),
        row("5", "", "ios-mail"),
        row("6", "", "something-new"),
    ]);
    let rows = list.rows.iter();
    let labels = rows.map(|row| device_label(&Texts::english(), &list, row));
    assert_eq!(
        labels.collect::<Vec<_>>(),
        [
            "Ann's phone",
            "iPhone or iPad",
            "Thunderbird",
            "iPhone or iPad 2",
            "iPhone or iPad 3",
            "Another mail program",
        ]
    );
}

#[test]
fn every_mail_client_has_a_name() {
    let cases = [
        (Client::OutlookWindows, "Outlook for Windows"),
        (Client::OutlookMac, "Outlook for Mac"),
        (Client::IosMail, "iPhone or iPad"),
        (Client::AppleMail, "Mail on a Mac"),
        (Client::Android, "Android phone or tablet"),
        (Client::SamsungEmail, "Samsung Email"),
        (Client::OutlookMobile, "Outlook app on a phone or tablet"),
        (Client::Thunderbird, "Thunderbird"),
        (Client::SmtpSender, "Scanner, or program that sends mail"),
        (Client::Other, "Another mail program"),
    ];
    assert_eq!(cases.map(|(client, _)| client), Client::ALL);
    for (client, expected) in cases {
        assert_eq!(Texts::english().get(client_key(client)), expected);
    }
}

#[test]
fn the_mail_program_is_said_of_a_device_with_a_name_of_its_own() {
    for (name, client, expected) in [
        ("Ann's phone", "ios-mail", "iPhone or iPad"),
        ("Scanner, 2nd floor", "smtp-sender", "Sends mail"),
        ("Ann's phone", "", "Another mail program"),
        ("", "ios-mail", ""),
    ] {
        let list = list(vec![row("1", name, client)]);
        let words = device_program(&Texts::english(), &list, &list.rows[0], None);
        assert_eq!(words, expected);
    }
}

#[test]
fn only_the_first_added_device_of_the_client_in_use_is_called_this_device() {
    let own = |id: &str| ChecklistRow {
        listed: false,
        ..row(id, "", "thunderbird")
    };
    let list = list(vec![own("1"), own("2"), row("3", "", "android")]);
    let program = |index: usize| {
        let in_use = Some(Client::Thunderbird);
        device_program(&Texts::english(), &list, &list.rows[index], in_use)
    };
    assert_eq!(
        [program(0), program(1), program(2)],
        ["This device", "", ""]
    );
}

#[test]
fn a_devices_state_is_what_the_person_said_or_what_the_back_end_saw() {
    let time = at(9, 30);
    let proved = SignIn::Proved(Some(time));
    for (answer, sign_in, kind, expected) in [
        (None, SignIn::Nothing, PillKind::Plain, "Waiting"),
        (
            None,
            proved,
            PillKind::Good,
            "Signed in with the new password · 09:30",
        ),
        (
            None,
            SignIn::Proved(None),
            PillKind::Good,
            "Signed in with the new password",
        ),
        (
            None,
            SignIn::OldPassword(time),
            PillKind::Warn,
            "Still using the old password · 09:30",
        ),
        (
            None,
            SignIn::Refused(time),
            PillKind::Warn,
            "Refused · 09:30",
        ),
        (
            None,
            SignIn::NotProved(time),
            PillKind::Plain,
            "Seen · 09:30, may be the old password",
        ),
        (
            DONE,
            SignIn::Refused(time),
            PillKind::Good,
            "Marked as done · 10:52",
        ),
        (
            DONE,
            proved,
            PillKind::Good,
            "Signed in with the new password · 09:30",
        ),
        (CANNOT, SignIn::Nothing, PillKind::Aside, "Can’t reach it"),
        (
            CANNOT,
            proved,
            PillKind::Good,
            "Signed in with the new password · 09:30",
        ),
        (NOT_MINE, proved, PillKind::Aside, "Not mine"),
    ] {
        let seen = ChecklistRow {
            answer,
            answered_at: answer.map(|_| at(10, 52)),
            sign_in,
            ..row("1", "", "")
        };
        let (shown, words) = device_state(&Texts::english(), &seen);
        let words = words.replace('\u{a0}', " ");
        assert_eq!((shown, &*words), (kind, expected), "{answer:?} {sign_in:?}");
    }
}

#[test]
fn a_device_that_is_gone_and_an_answer_of_an_earlier_version_are_said_without_a_time() {
    let gone = ChecklistRow {
        is_gone: true,
        ..row("1", "", "")
    };
    let old = ChecklistRow {
        answer: DONE,
        ..row("1", "", "")
    };
    assert_eq!(device_state(&Texts::english(), &gone).1, "No longer listed");
    assert_eq!(device_state(&Texts::english(), &old).1, "Marked as done");
}
