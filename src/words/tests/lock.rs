use super::at;
use crate::{
    config::Help,
    i18n::Texts,
    model::{Lock, Step},
    words::{lock_cause, lock_end, recovery_steps, step_words, waiting_time},
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
            "It unlocks by itself after 12:30.",
        ),
        (
            lock(Some(at(12, 30) + 1.0), false),
            "It unlocks by itself after 12:31.",
        ),
        (lock(Some(at(12, 30)), true), "The waiting time is over."),
    ] {
        assert_eq!(waiting_time(&Texts::english(), lock), expected, "{lock:?}");
    }
}

#[test]
fn until_when_and_whom_to_ask_is_one_message() {
    let lock = |until, is_over| {
        Some(Lock {
            until,
            is_over,
            ..Lock::default()
        })
    };
    for (lock, has_help, expected) in [
        (
            lock(Some(at(10, 59)), false),
            true,
            "It unlocks by itself after 10:59. To unlock it sooner, ask your administrator: \t+1-555-0100\t.",
        ),
        (
            lock(Some(at(10, 59)), false),
            false,
            "It unlocks by itself after 10:59. To unlock it sooner, ask your administrator.",
        ),
        (
            lock(Some(at(10, 59)), true),
            true,
            "The waiting time is over. To unlock it sooner, ask your administrator: \t+1-555-0100\t.",
        ),
        (
            lock(None, false),
            true,
            "Ask your administrator to unlock it: \t+1-555-0100\t.",
        ),
        (None, false, "Ask your administrator to unlock it."),
    ] {
        let help = has_help.then(|| Help {
            text: "+1-555-0100".into(),
            href: None,
        });
        assert_eq!(lock_end(&Texts::english(), lock, help.as_ref()), expected);
    }
}

#[test]
fn a_lock_after_wrong_entries_here_is_not_put_down_to_a_device() {
    for (after_own_refusals, names_a_device) in [(false, true), (true, false)] {
        let lock = Lock {
            after_own_refusals,
            ..Lock::default()
        };
        let words = lock_cause(&Texts::english(), Some(lock));
        assert_eq!(words.contains("device"), names_a_device, "{words}");
    }
}

#[test]
fn after_unlocking_one_waits_as_long_as_the_policy_says() {
    let plain = "The administrator unlocks the mailbox, once you say that step 2 is done.";
    for (delay, expected) in [
        (None, plain.to_owned()),
        (Some(0), plain.to_owned()),
        (Some(45), format!("{plain} Then wait 45 seconds.")),
        (Some(900), format!("{plain} Then wait 15 minutes.")),
    ] {
        let words = step_words(&Texts::english(), Step::Unlock, delay);
        assert_eq!(words, expected);
    }
    assert!(!step_words(&Texts::english(), Step::Prove, Some(45)).contains("wait"));
}

#[test]
fn each_sides_steps_speak_to_that_side() {
    let user = recovery_steps(&Texts::english(), None);
    let administrator = recovery_steps(&Texts::english().for_administrator(), None);
    for (index, (user, administrator)) in user.iter().zip(&administrator).enumerate() {
        assert!(!user.contains("The user"), "{user}");
        assert!(
            !user.contains('*') && !administrator.contains('*'),
            "{user}"
        );
        let title = user.split_once(". ").map(|(title, _)| title);
        assert_eq!(
            title,
            administrator.split_once(". ").map(|(title, _)| title)
        );
        assert_ne!(user, administrator, "step {}", index + 1);
    }
}
