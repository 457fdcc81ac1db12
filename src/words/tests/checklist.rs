use super::{
    Given, at,
    device::{CANNOT, DONE, NOT_MINE, list, row},
    locks,
};
use crate::{
    config::Help,
    i18n::{Key, Texts},
    model::{Checklist, ChecklistRow, DeviceAnswer, SignIn},
    words::{
        checklist_as_text, checklist_lead, checklist_note, checklist_status, device_advice,
        progress_after, proved,
    },
};

fn answered(answers: &[Option<DeviceAnswer>]) -> Checklist {
    let rows = answers.iter().enumerate();
    let rows = rows.map(|(index, answer)| ChecklistRow {
        answer: *answer,
        ..row(&index.to_string(), "", "thunderbird")
    });
    list(rows.collect())
}

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
        assert_eq!(
            checklist_status(&Texts::english(), &list, true, false),
            expected
        );
    }
    let time = Texts::english().date(at(10, 38));
    assert_eq!(
        checklist_status(&Texts::english(), &answered(&[DONE, None]), true, true),
        format!("You changed it on {time}.\n1 of 2 devices done")
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
fn devices_that_are_not_theirs_or_out_of_reach_get_advice_by_name() {
    let mut list = list(vec![
        row("1", "Scanner", "smtp-sender"),
        row("2", "Old tablet", "android"),
    ]);
    let advice = |list: &Checklist, answer, has_help: bool| {
        let help = Help {
            text: "+1-555-0100".into(),
            href: None,
        };
        let help = Some(&help).filter(|_| has_help);
        device_advice(&Texts::english(), list, answer, help)
    };
    assert_eq!(advice(&list, DeviceAnswer::Cannot, true), "");
    list.rows[0].answer = CANNOT;
    assert_eq!(
        advice(&list, DeviceAnswer::Cannot, true),
        "Scanner may keep trying the old password. Ask your administrator to block it: \t+1-555-0100\t"
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
