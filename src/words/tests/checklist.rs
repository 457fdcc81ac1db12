use super::{Given, at, locks};
use crate::{
    i18n::Texts,
    model::{Checklist, ChecklistRow, Client, DeviceAnswer, SignIn},
    words::{
        all_done, checklist_as_text, client_key, device_advice, device_label, device_program,
        device_sign_in, progress,
    },
};

fn row(id: &str, name: &str, client: &str) -> ChecklistRow {
    ChecklistRow {
        id: id.into(),
        name: name.into(),
        client: client.into(),
        listed: true,
        answer: None,
        sign_in: SignIn::Nothing,
    }
}

fn answered(answers: &[Option<DeviceAnswer>]) -> Checklist {
    let rows = answers
        .iter()
        .enumerate()
        .map(|(index, answer)| ChecklistRow {
            answer: *answer,
            ..row(&index.to_string(), "", "thunderbird")
        });
    Checklist {
        rows: rows.collect(),
        ..Checklist::default()
    }
}

const DONE: Option<DeviceAnswer> = Some(DeviceAnswer::Done);
const CANNOT: Option<DeviceAnswer> = Some(DeviceAnswer::Cannot);
const NOT_MINE: Option<DeviceAnswer> = Some(DeviceAnswer::NotMine);

#[test]
fn progress_counts_every_device_that_is_theirs() {
    for (answers, expected) in [
        (&[][..], "0 of 0 devices done"),
        (&[None], "0 of 1 device done"),
        (&[DONE], "1 of 1 device done"),
        (&[DONE, None, CANNOT], "1 of 3 devices done"),
        (&[DONE, None, NOT_MINE], "1 of 2 devices done"),
    ] {
        assert_eq!(progress(&Texts::english(), &answered(answers)), expected);
    }
}

#[test]
fn the_end_is_said_when_every_device_is_done() {
    for (answers, expected) in [
        (&[][..], ""),
        (&[None], ""),
        (&[DONE, CANNOT], ""),
        (
            &[DONE],
            "The device is done. If it stops getting mail later, come back to this list.",
        ),
        (
            &[DONE, DONE, NOT_MINE],
            "All 2 devices are done. If one stops getting mail later, come back to this list.",
        ),
    ] {
        assert_eq!(all_done(&Texts::english(), &answered(answers)), expected);
    }
}

#[test]
fn a_device_is_called_by_its_name_else_by_its_client_with_a_number() {
    let list = Checklist {
        rows: vec![
            row("1", "Ann's phone", "ios-mail"),
            row("2", "", "ios-mail"),
            row("3", "", "thunderbird"),
            row("4", "", "ios-mail"),
            row("5", "", "ios-mail"),
            row("6", "", "something-new"),
        ],
        ..Checklist::default()
    };
    let labels: Vec<_> = list
        .rows
        .iter()
        .map(|row| device_label(&Texts::english(), &list, row))
        .collect();
    assert_eq!(
        labels,
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
        ("Ann's phone", "ios-mail", " iPhone or iPad"),
        ("Ann's phone", "", " Another mail program"),
        ("", "ios-mail", ""),
    ] {
        let words = device_program(&Texts::english(), &row("1", name, client));
        assert_eq!(words, expected);
    }
}

#[test]
fn what_the_back_end_saw_of_a_device_is_said_with_its_time() {
    for (sign_in, expected) in [
        (
            SignIn::Proved(Some(at(9, 30))),
            "Signed in with the new password at 09:30.",
        ),
        (
            SignIn::NotProved(at(9, 30)),
            "Seen at 09:30. It may still be using the old password.",
        ),
        (
            SignIn::Refused(at(9, 30)),
            "Refused at 09:30. It may be trying the old password.",
        ),
        (SignIn::Proved(None), ""),
        (SignIn::Nothing, ""),
    ] {
        let seen = ChecklistRow {
            sign_in,
            ..row("1", "", "")
        };
        let words = device_sign_in(&Texts::english(), &seen);
        assert_eq!(words, expected, "{sign_in:?}");
    }
}

#[test]
fn a_device_that_is_not_theirs_or_out_of_reach_gets_advice() {
    for (answer, expected) in [
        (None, ""),
        (DONE, ""),
        (
            NOT_MINE,
            "It may be an old one or a colleague’s. If nobody knows it, tell your administrator today.",
        ),
        (
            CANNOT,
            "It may keep trying the old password. Ask your administrator to block it.",
        ),
    ] {
        let asked = ChecklistRow {
            answer,
            ..row("1", "", "")
        };
        assert_eq!(device_advice(&Texts::english(), &asked), expected);
    }
}

#[test]
fn the_list_as_a_text_holds_all_that_is_needed_away_from_the_screen() {
    let mut given = Given::with_lockout(Some(locks(5, Some(900))));
    given.policy.unlock_delay_seconds = Some(60);
    given.config.mailbox = "ann@example.com".into();
    let list = Checklist {
        rows: vec![
            ChecklistRow {
                answer: DONE,
                ..row("1", "Ann's phone", "ios-mail")
            },
            ChecklistRow {
                sign_in: SignIn::Proved(None),
                ..row("2", "", "thunderbird")
            },
            row("3", "", "thunderbird"),
            ChecklistRow {
                answer: NOT_MINE,
                ..row("4", "Old tablet", "android")
            },
            ChecklistRow {
                answer: CANNOT,
                ..row("5", "Scanner", "smtp-sender")
            },
        ],
        ..Checklist::default()
    };
    assert_eq!(
        checklist_as_text(given.wording(), &list),
        "\
ann@example.com
Enter the new password on every device
After you change the password, enter the new one on every device that connects to this mailbox. If you leave one out, the mailbox can lock itself, and you will have to ask your administrator to unlock it. It locks after 5 refused sign-ins in a row, for 15 minutes.

2 of 4 devices done
[x] Ann's phone
[x] Thunderbird
[ ] Thunderbird 2
[-] Old tablet: Not my device
[ ] Scanner: I cannot get to it

If the mailbox locks itself
The user and the administrator do this together, in this order. Doing step 3 or 5 early locks the mailbox again.
1. (User) Gather every device that connects to this mailbox: phones, tablets, computers, also scanners and programs that send mail.
2. (User) Remove the mailbox password from all of them, mobile devices too. Do not re-enter it yet. Do not delete a POP account: its mail may exist only on this device. Copy unsent messages first.
3. (Administrator) Unlock the mailbox, once the user says step 2 is done. Then wait 1 minute.
4. (User) Sign in to webmail, once. If it is refused, stop: the administrator sets a new password, once, and tells you.
5. (User) Enter the address and password on one device. When it gets mail, go on to the next."
    );
}
