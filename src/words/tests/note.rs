use mailbox_password_rules::Statement;

use super::{Given, at, locks};
use crate::{
    i18n::Texts,
    model::{Attempt, Change, ChangeOptions},
    state::{ChangeState, UnlockState},
    words::{must_choose, note_as_text, note_lines, note_lock},
};

const CHANGED: &str = "Your administrator set a new password for the mailbox ann@example.com, today at 10:05. You get it separately.";
const MUST_CHANGE: &str = "First sign in at https://mail.example and choose your own password.";
const DEVICES: &str = "Enter the new password on every device that connects to this mailbox: phones, tablets, computers, also scanners and programs that send mail. If you leave one out, the mailbox can lock itself.";
const OWN_DEVICES: &str = "Then enter your own password on every device that connects to this mailbox: phones, tablets, computers, also scanners and programs that send mail. If you leave one out, the mailbox can lock itself.";
const LOCKED: &str = "If the mailbox is locked, remove the old password from every device first, and enter the new one only after it is unlocked.";
const RECOVERY: &str =
    "If it is locked, these steps help: https://mail.example/recovery?mailbox=ann%40example.com";

fn given() -> Given {
    let mut given = Given::for_administrator();
    given.config.mailbox = "ann@example.com".into();
    given
}

/// A change that was made at 10:05, with or without this option.
fn changed(must_change: bool) -> ChangeState {
    ChangeState {
        change: Change {
            attempt: Some(Attempt {
                key: "1a2b3c".into(),
                baseline: None,
                sent_at: 0.0,
                edits: 0,
                check_bits: None,
                options: ChangeOptions {
                    must_change,
                    sign_out: false,
                },
                location: None,
            }),
            ..Change::default()
        },
        changed_at: at(10, 5),
        ..ChangeState::default()
    }
}

fn lines(given: &Given, change: &ChangeState, must_change: Option<bool>) -> Vec<String> {
    let must_change = must_choose(change, must_change);
    note_lines(
        given.wording(),
        change,
        must_change,
        String::new(),
        "https://mail.example",
    )
}

#[test]
fn the_note_says_what_was_changed_and_what_to_do() {
    assert_eq!(lines(&given(), &changed(false), None), [CHANGED, DEVICES]);
}

#[test]
fn a_password_that_must_be_changed_first_is_said_where_it_was_asked_for_or_the_back_end_says_so() {
    for (asked, by_back_end, is_said) in [
        (false, None, false),
        (false, Some(false), false),
        (false, Some(true), true),
        (true, None, true),
        // What was asked for with the change counts, though the state may be of before.
        (true, Some(false), true),
        (true, Some(true), true),
    ] {
        let lines = lines(&given(), &changed(asked), by_back_end);
        assert_eq!(
            lines.contains(&MUST_CHANGE.to_owned()),
            is_said,
            "{asked} {by_back_end:?}"
        );
    }
}

#[test]
fn of_a_locked_mailbox_the_note_says_what_comes_before_the_new_password() {
    let unlock = UnlockState::default();
    let lock = note_lock(&Texts::english(), true, &unlock);
    let lines = note_lines(given().wording(), &changed(false), false, lock, "");
    assert_eq!(lines, [CHANGED, LOCKED, DEVICES]);
    assert_eq!(note_lock(&Texts::english(), false, &unlock), "");
}

#[test]
fn after_an_unlock_the_note_says_until_when_to_wait_while_that_lasts() {
    let mut unlock = UnlockState {
        wait_until: Some(at(10, 30)),
        ..UnlockState::default()
    };
    let lock = |unlock: &UnlockState| note_lock(&Texts::english(), false, unlock);
    assert_eq!(lock(&unlock), "Wait until 10:30 before anyone signs in.");
    unlock.is_wait_over = true;
    assert_eq!(lock(&unlock), "");
}

#[test]
fn what_a_forgotten_device_does_follows_the_policy() {
    let devices = "Enter the new password on every device that connects to this mailbox: phones, tablets, computers, also scanners and programs that send mail.";
    let mut never_locks = given();
    never_locks.policy.lockout = Some(locks(0, None));
    let mut stated = given();
    stated.policy.statement = Some(Statement::Text("Call us.".into()));
    for (given, expected) in [
        (
            never_locks,
            "A device that you leave out stops getting mail.",
        ),
        (stated, "Call us."),
    ] {
        let lines = lines(&given, &changed(false), None);
        assert_eq!(lines[1], format!("{devices} {expected}"));
    }
}

#[test]
fn the_page_for_a_locked_mailbox_comes_last() {
    let mut given = given();
    given.config.recovery_url =
        Some("https://mail.example/recovery?mailbox=ann%40example.com".into());
    let lines = lines(&given, &changed(true), None);
    assert_eq!(lines, [CHANGED, MUST_CHANGE, OWN_DEVICES, RECOVERY]);
    assert_eq!(
        note_as_text(&lines),
        format!("{CHANGED}\n\n{MUST_CHANGE}\n\n{OWN_DEVICES}\n\n{RECOVERY}")
    );
}
