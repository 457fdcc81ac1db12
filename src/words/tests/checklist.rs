use super::{Given, at, locks};
use crate::{
    i18n::{Key, Texts},
    model::{Checklist, ChecklistRow, Client, DeviceAnswer, SignIn},
    words::{
        PillKind, checklist_as_text, checklist_lead, checklist_note, checklist_status, client_key,
        device_advice, device_label, device_program, device_state, progress_after, proved,
    },
};

fn row(id: &str, name: &str, client: &str) -> ChecklistRow {
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

fn list(rows: Vec<ChecklistRow>) -> Checklist {
    Checklist {
        changed_at: at(10, 38),
        rows,
        ..Checklist::default()
    }
}

fn answered(answers: &[Option<DeviceAnswer>]) -> Checklist {
    let rows = answers.iter().enumerate();
    let rows = rows.map(|(index, answer)| ChecklistRow {
        answer: *answer,
        ..row(&index.to_string(), "", "thunderbird")
    });
    list(rows.collect())
}

const DONE: Option<DeviceAnswer> = Some(DeviceAnswer::Done);
const CANNOT: Option<DeviceAnswer> = Some(DeviceAnswer::Cannot);
const NOT_MINE: Option<DeviceAnswer> = Some(DeviceAnswer::NotMine);

#[test]
fn the_heading_says_what_to_do_until_every_device_is_done() {
    let every = "Now enter the new password on *every device* that uses this mailbox.";
    let set = "*All set.* You can close this page.";
    for (answers, after_change, later) in [
        (&[][..], every, every),
        (&[None], every, "*1 device still needs the new password.*"),
        (
            &[DONE, CANNOT, None, NOT_MINE],
            every,
            "*2 devices still need the new password.*",
        ),
        (&[NOT_MINE], every, every),
        (&[DONE], set, set),
        (&[DONE, DONE, NOT_MINE], set, set),
    ] {
        let list = answered(answers);
        let texts = Texts::english();
        assert_eq!(checklist_lead(&texts, &list, false), after_change);
        assert_eq!(checklist_lead(&texts, &list, true), later);
    }
}

#[test]
fn progress_counts_every_device_that_is_theirs_and_a_later_visit_adds_when_it_was_changed() {
    for (answers, expected) in [
        (&[][..], ""),
        (&[NOT_MINE], ""),
        (&[None], "0 of 1 device done"),
        (&[DONE], "1 of 1 device done"),
        (&[DONE, None, CANNOT], "1 of 3 devices done"),
        (&[DONE, None, NOT_MINE], "1 of 2 devices done"),
    ] {
        let list = answered(answers);
        assert_eq!(checklist_status(&Texts::english(), &list, false), expected);
    }
    let time = Texts::english().date(at(10, 38));
    assert_eq!(
        checklist_status(&Texts::english(), &answered(&[DONE, None]), true),
        format!("You changed it on {time}. 1 of 2 devices done")
    );
}

#[test]
fn what_happened_to_which_device_is_announced_with_the_progress_and_the_end() {
    let texts = Texts::english();
    let mut all = list(vec![
        row("1", "Ann's phone", "ios-mail"),
        row("2", "", "thunderbird"),
    ]);
    let added = Some((Key::Added, "2".to_owned()));
    assert_eq!(
        progress_after(&texts, &all, added),
        "Thunderbird was added. 0 of 2 devices done"
    );
    all.rows[0].sign_in = SignIn::Proved(None);
    assert_eq!(
        proved(&texts, &all, &["1".into()]),
        "Ann's phone: Signed in with the new password. 1 of 2 devices done"
    );
    all.rows[1].answer = DONE;
    assert_eq!(
        progress_after(&texts, &all, None),
        "2 of 2 devices done. All set. You can close this page."
    );
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

#[test]
fn devices_that_are_not_theirs_or_out_of_reach_get_advice_by_name() {
    let mut list = list(vec![
        row("1", "Scanner", "smtp-sender"),
        row("2", "Old tablet", "android"),
    ]);
    let advice = |list: &Checklist, answer, has_help| {
        device_advice(&Texts::english(), list, answer, has_help)
    };
    assert_eq!(advice(&list, DeviceAnswer::Cannot, true), "");
    list.rows[0].answer = CANNOT;
    assert_eq!(
        advice(&list, DeviceAnswer::Cannot, true),
        "Scanner may keep trying the old password. Ask your administrator to block it: \n"
    );
    list.rows[1].answer = CANNOT;
    assert_eq!(
        advice(&list, DeviceAnswer::Cannot, false),
        "Scanner, Old tablet may keep trying the old password. Ask your administrator to block it."
    );
    list.rows[1].answer = NOT_MINE;
    assert_eq!(
        advice(&list, DeviceAnswer::NotMine, true),
        "Old tablet may be an old one or a colleague’s. If nobody knows it, tell your administrator today."
    );
    list.rows[0].sign_in = SignIn::Proved(None);
    assert_eq!(advice(&list, DeviceAnswer::Cannot, true), "");
    assert_eq!(advice(&list, DeviceAnswer::Done, true), "");
}

#[test]
fn below_the_list_stands_what_a_device_left_out_does_in_the_providers_numbers() {
    for (lockout, expected) in [
        (
            None,
            "A device that is left out can keep trying the old password, and the mailbox can lock. Your administrator can unlock it.",
        ),
        (
            Some(locks(5, Some(900))),
            "A device that is left out can keep trying the old password. After 5 refused sign-ins in a row the mailbox locks for 15 minutes; only your administrator can unlock it sooner.",
        ),
        (
            Some(locks(5, None)),
            "A device that is left out can keep trying the old password. After 5 refused sign-ins in a row the mailbox locks; only your administrator can unlock it.",
        ),
        (
            Some(locks(0, None)),
            "A device that is left out stops getting mail.",
        ),
    ] {
        let given = Given::with_lockout(lockout);
        assert_eq!(
            checklist_note(given.wording(), &answered(&[None])),
            expected
        );
    }
    let given = Given::default();
    assert_eq!(
        checklist_note(given.wording(), &answered(&[DONE])),
        "If a device stops getting mail later, come back to this list."
    );
}

#[test]
fn the_list_as_a_text_holds_all_that_is_needed_away_from_the_screen() {
    let mut given = Given::with_lockout(Some(locks(5, Some(900))));
    given.policy.unlock_delay_seconds = Some(60);
    given.config.mailbox = "ann@example.com".into();
    let list = list(vec![
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
    ]);
    let text = checklist_as_text(given.wording(), &list);
    let begin = "\
ann@example.com
Now enter the new password on every device that uses this mailbox.
A device that is left out can keep trying the old password. After 5 refused sign-ins in a row the mailbox locks for 15 minutes; only your administrator can unlock it sooner.

2 of 4 devices done
[x] Ann's phone
[x] Thunderbird
[ ] Thunderbird 2
[-] Old tablet: Not mine
[ ] Scanner: Can’t reach it

If the mailbox locks itself
";
    assert!(text.starts_with(begin), "{text}");
    let steps = text.lines().filter(|line| line.contains(". "));
    assert!(steps.count() >= 5, "the five steps: {text}");
}
