use super::{Given, at};
use crate::{
    i18n::Texts,
    model::{Recovery, RecoveryDevice, Side, Step},
    state::MailboxState,
    words::{
        PillKind, recovery_as_text, recovery_device_label, seen_at_entry, seen_at_removal, turn,
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
fn each_side_reads_whose_turn_it_is_and_since_when_a_step_is_done() {
    for (own, step, is_next, done, expected) in [
        (Side::User, Step::Gather, true, None, "Your turn"),
        (Side::User, Step::Gather, false, None, "You"),
        (
            Side::User,
            Step::Gather,
            false,
            Some(at(8, 15)),
            "You ·\u{a0}08:15",
        ),
        (Side::User, Step::Unlock, true, None, "Administrator’s turn"),
        (Side::User, Step::Unlock, false, None, "Administrator"),
        (Side::Administrator, Step::Unlock, true, None, "Your turn"),
        (Side::Administrator, Step::Unlock, false, None, "You"),
        (Side::Administrator, Step::Remove, true, None, "User’s turn"),
        (
            Side::Administrator,
            Step::Remove,
            false,
            Some(at(8, 15)),
            "User ·\u{a0}08:15",
        ),
        (Side::Administrator, Step::Enter, false, None, "User"),
    ] {
        let whose = Recovery::default().side(step);
        let words = turn(&Texts::english(), own, whose, is_next, done);
        assert_eq!(words, expected, "{own:?} {step:?} next: {is_next}");
    }
}

fn known(now: f64) -> MailboxState {
    MailboxState {
        now,
        is_known: true,
        ..MailboxState::default()
    }
}

#[test]
fn a_device_is_removed_refused_or_quiet() {
    let plain = device("1", "Desk", "");
    let refused = RecoveryDevice {
        refused_at: Some(at(8, 0)),
        ..plain.clone()
    };
    let off = |off_at| RecoveryDevice {
        off_at: Some(off_at),
        ..refused.clone()
    };
    let signed_in = RecoveryDevice {
        signed_in_at: Some(at(8, 30)),
        ..refused.clone()
    };
    for (device, now, expected) in [
        (
            off(at(8, 1)),
            at(8, 1),
            (PillKind::Good, "Removed ·\u{a0}08:01"),
        ),
        // Stored by an earlier version, without its time.
        (off(0.0), at(8, 1), (PillKind::Good, "Removed")),
        (
            refused.clone(),
            at(8, 0) + 20_900.0,
            (PillKind::Warn, "Refused 20 s ago"),
        ),
        (
            refused.clone(),
            at(8, 1),
            (PillKind::Warn, "Refused ·\u{a0}08:00"),
        ),
        // Clocks differ: a refusal in the future counts.
        (
            refused.clone(),
            at(7, 0),
            (PillKind::Warn, "Refused ·\u{a0}08:00"),
        ),
        (
            refused.clone(),
            at(8, 5),
            (PillKind::Plain, "Quiet since 08:00"),
        ),
        (signed_in, at(9, 0), (PillKind::Plain, "Quiet since 08:30")),
        (plain, at(9, 0), (PillKind::Plain, "")),
    ] {
        let (kind, words) = seen_at_removal(&Texts::english(), &known(now), 300, &device);
        assert_eq!((kind, words.as_str()), expected, "{device:?}");
    }
    let of = |who: &str| MailboxState {
        last_refused: Some((at(9, 30), who.into())),
        ..known(at(9, 31))
    };
    let nameless = device("2", "", "android");
    for (who, device, expected) in [
        ("Desk", &refused, "Refused ·\u{a0}09:30"),
        ("Laptop", &refused, "Quiet since 08:00"),
        ("android", &nameless, "Refused ·\u{a0}09:30"),
    ] {
        let (_, words) = seen_at_removal(&Texts::english(), &of(who), 300, device);
        assert_eq!(words, expected, "the status names {who}");
    }
    let unknown = seen_at_removal(&Texts::english(), &MailboxState::default(), 300, &refused);
    assert_eq!(
        unknown.0,
        PillKind::Plain,
        "without an answer nothing is recent"
    );
}

#[test]
fn a_sign_in_is_proof_only_with_the_new_password() {
    let seen = |uses_new, is_back, refused_at| RecoveryDevice {
        signed_in_at: Some(at(8, 15)),
        uses_new,
        is_back,
        refused_at,
        ..device("1", "", "")
    };
    let proof = "Signed in with the new password ·\u{a0}08:15";
    for (device, expected) in [
        (seen(true, false, None), (PillKind::Good, proof)),
        (seen(true, true, None), (PillKind::Good, proof)),
        (seen(false, true, None), (PillKind::Good, "Gets mail")),
        (seen(false, false, None), (PillKind::Plain, "")),
        (
            seen(false, false, Some(at(8, 29))),
            (PillKind::Warn, "Refused ·\u{a0}08:29"),
        ),
    ] {
        let (kind, words) = seen_at_entry(&Texts::english(), &known(at(8, 30)), 300, &device);
        assert_eq!((kind, words.as_str()), expected, "{device:?}");
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
                off_at: Some(at(8, 1)),
                ..device("1", "Phone", "ios-mail")
            },
            device("2", "", "thunderbird"),
        ],
        was_refused: false,
    };
    assert_eq!(
        recovery_as_text(given.wording(), Side::User, &recovery),
        "\
When a mailbox is locked
ann@example.com
You and your administrator do this together, in this order. Doing step 3 or 5 early locks the mailbox again.

[x] 1. Gather every device · You ·\u{a0}08:00
    Phones, tablets, computers, also scanners and programs that send mail: all that connect to this mailbox.
[ ] 2. Remove the password from all of them · You
    Mobile devices too. Do not enter it yet. Do not delete a POP account: its mail may exist only on this device. Copy unsent messages first.
    [x] Phone
    [ ] Thunderbird
[ ] 3. Unlock the mailbox · Administrator
    The administrator unlocks the mailbox, once you say that step 2 is done. Then wait 2 minutes.
[ ] 4. Sign in to webmail, once · You
    If it is refused, stop: the administrator sets a new password, once, and tells you.
[ ] 5. Enter the password on one device at a time · You
    Enter the address and the password. When the device gets mail, go on to the next.

https://mail.example/recovery"
    );
}

#[test]
fn a_guide_for_nobody_has_no_address() {
    let text = recovery_as_text(Given::default().wording(), Side::User, &Recovery::default());
    assert!(
        text.starts_with("When a mailbox is locked\nYou and your administrator"),
        "{text}"
    );
    assert!(
        text.ends_with("When the device gets mail, go on to the next."),
        "{text}"
    );
}
