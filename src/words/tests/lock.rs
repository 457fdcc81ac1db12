use super::at;
use crate::{
    i18n::Texts,
    model::Lock,
    words::{around_help, recovery_steps, step_without_side, waiting_time},
};

#[test]
fn a_lock_says_when_it_ends_by_itself() {
    let lock = |until, is_over| {
        Some(Lock {
            until,
            is_over,
            ..Lock::default()
        })
    };
    for (lock, expected) in [
        (None, ""),
        (lock(None, false), ""),
        (lock(None, true), ""),
        (
            lock(Some(at(12, 30)), false),
            "It unlocks by itself at 12:30.",
        ),
        (
            lock(Some(at(12, 30) + 1.0), false),
            "It unlocks by itself at 12:31.",
        ),
        (lock(Some(at(12, 30)), true), "The waiting time is over."),
    ] {
        assert_eq!(waiting_time(&Texts::english(), lock), expected, "{lock:?}");
    }
}

#[test]
fn after_unlocking_one_waits_as_long_as_the_policy_says() {
    let plain = "(Administrator) Unlock the mailbox, once the user says step 2 is done.";
    for (delay, expected) in [
        (None, plain.to_owned()),
        (Some(0), plain.to_owned()),
        (Some(45), format!("{plain} Then wait 45 seconds.")),
        (Some(900), format!("{plain} Then wait 15 minutes.")),
    ] {
        let [.., third, _, _] = recovery_steps(&Texts::english(), delay);
        assert_eq!(third, expected);
    }
}

#[test]
fn a_step_is_said_without_whose_turn_it_is_where_that_stands_beside_it() {
    for (words, expected) in [
        (
            "(User) Sign in to webmail, once.",
            "Sign in to webmail, once.",
        ),
        ("(Administrator) Unlock it.", "Unlock it."),
        // A translator may have left it out.
        ("Gather (all) devices.", "Gather (all) devices."),
        ("Gather every device.", "Gather every device."),
        ("", ""),
    ] {
        assert_eq!(step_without_side(words), expected);
    }
    let steps = recovery_steps(&Texts::english(), None);
    assert!(
        steps
            .iter()
            .all(|step| !step_without_side(step).starts_with('('))
    );
}

#[test]
fn help_is_put_where_the_sentence_has_it() {
    for (words, expected) in [
        ("Ask us: {help}", ("Ask us: ", "")),
        ("Ask {help} to unlock it.", ("Ask ", " to unlock it.")),
        ("{help}", ("", "")),
        // Without the place it goes to the end.
        ("Ask us.", ("Ask us.", "")),
    ] {
        assert_eq!(around_help(words), expected, "{words}");
    }
}
