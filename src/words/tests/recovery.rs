use super::{Given, at};
use crate::{
    i18n::Texts,
    model::{Recovery, RecoveryDevice, Side, Step},
    state::MailboxState,
    words::{
        recovery_as_text, recovery_device_label, recovery_device_refused, recovery_device_sign_in,
        reported_at, turn,
    },
};

fn device(id: &str, name: &str, client: &str) -> RecoveryDevice {
    RecoveryDevice {
        id: id.into(),
        name: name.into(),
        client: client.into(),
        ..RecoveryDevice::default()
    }
}

#[test]
fn a_device_is_called_by_its_name_else_by_its_client_with_a_number() {
    let recovery = Recovery {
        devices: vec![
            device("1", "", "android"),
            device("2", "Desk", "android"),
            device("3", "", "android"),
        ],
        ..Recovery::default()
    };
    let labels: Vec<_> = recovery
        .devices
        .iter()
        .map(|device| recovery_device_label(&Texts::english(), &recovery, device))
        .collect();
    assert_eq!(
        labels,
        [
            "Android phone or tablet",
            "Desk",
            "Android phone or tablet 2"
        ]
    );
}

#[test]
fn each_side_reads_whose_turn_it_is() {
    for (own, step, is_next, expected) in [
        (Side::User, Step::Gather, true, "Your turn"),
        (Side::User, Step::Gather, false, "You"),
        (Side::User, Step::Unlock, true, "The administrator’s turn"),
        (Side::User, Step::Unlock, false, "The administrator"),
        (Side::Administrator, Step::Unlock, true, "Your turn"),
        (Side::Administrator, Step::Unlock, false, "You"),
        (Side::Administrator, Step::Remove, true, "The user’s turn"),
        (Side::Administrator, Step::Prove, true, "The user’s turn"),
        (Side::Administrator, Step::Enter, false, "The user"),
    ] {
        let words = turn(&Texts::english(), own, step, is_next);
        assert_eq!(words, expected, "{own:?} {step:?} next: {is_next}");
    }
}

#[test]
fn a_step_that_is_done_says_when_that_was_reported() {
    assert_eq!(
        reported_at(&Texts::english(), Some(at(8, 15))),
        "Reported done: 08:15"
    );
    assert_eq!(reported_at(&Texts::english(), None), "");
}

#[test]
fn a_sign_in_is_proof_only_with_the_new_password() {
    for (signed_in_at, uses_new, expected) in [
        (
            Some(at(8, 15)),
            true,
            "Signed in with the new password · 08:15",
        ),
        (Some(at(8, 15)), false, "Last signed in at 08:15."),
        (None, true, ""),
        (None, false, ""),
    ] {
        let seen = RecoveryDevice {
            signed_in_at,
            uses_new,
            ..device("1", "", "")
        };
        assert_eq!(recovery_device_sign_in(&Texts::english(), &seen), expected);
    }
}

#[test]
fn a_device_that_was_refused_within_five_minutes_is_still_being_refused() {
    let said = "Still being refused: Desk, 08:00.";
    for (refused_at, now, is_known, expected) in [
        (Some(at(8, 0)), at(8, 0), true, said),
        (Some(at(8, 0)), at(8, 5) - 1.0, true, said),
        (Some(at(8, 0)), at(8, 5), true, ""),
        // Clocks differ: a refusal in the future counts.
        (Some(at(8, 0)), at(7, 0), true, said),
        (Some(at(8, 0)), at(8, 0), false, ""),
        (None, at(8, 0), true, ""),
    ] {
        let mailbox = MailboxState {
            now,
            is_known,
            ..MailboxState::default()
        };
        let refused = RecoveryDevice {
            refused_at,
            ..device("1", "Desk", "")
        };
        let words = recovery_device_refused(&Texts::english(), &mailbox, &refused, "Desk");
        assert_eq!(words, expected, "{refused_at:?} at {now}");
    }
}

#[test]
fn the_steps_as_a_text_hold_what_was_reported() {
    let mut given = Given::default();
    given.config.mailbox = "ann@example.com".into();
    given.config.recovery_url = Some("https://mail.example/recovery".into());
    given.policy.unlock_delay_seconds = Some(120);
    let recovery = Recovery {
        done: [Some(at(8, 0)), None, None, None, None],
        devices: vec![
            RecoveryDevice {
                is_off: true,
                ..device("1", "Phone", "ios-mail")
            },
            device("2", "", "thunderbird"),
        ],
        was_refused: false,
    };
    assert_eq!(
        recovery_as_text(given.wording(), &recovery),
        "\
Recover a locked mailbox
ann@example.com
The user and the administrator do this together, in this order. Doing step 3 or 5 early locks the mailbox again.

[x] 1. (User) Gather every device that connects to this mailbox: phones, tablets, computers, also scanners and programs that send mail.
    Reported done: 08:00
[ ] 2. (User) Remove the mailbox password from all of them, mobile devices too. Do not re-enter it yet. Do not delete a POP account: its mail may exist only on this device. Copy unsent messages first.
    [x] Phone
    [ ] Thunderbird
[ ] 3. (Administrator) Unlock the mailbox, once the user says step 2 is done. Then wait 2 minutes.
[ ] 4. (User) Sign in to webmail, once. If it is refused, stop: the administrator sets a new password, once, and tells you.
[ ] 5. (User) Enter the address and password on one device. When it gets mail, go on to the next.

https://mail.example/recovery"
    );
}

#[test]
fn a_guide_for_nobody_has_no_address() {
    let text = recovery_as_text(Given::default().wording(), &Recovery::default());
    assert!(
        text.starts_with("Recover a locked mailbox\nThe user and the administrator"),
        "{text}"
    );
    assert!(
        text.ends_with("When it gets mail, go on to the next."),
        "{text}"
    );
}
