use mailbox_password_rules::{Lockout, Statement};

use super::{Given, at, locks};
use crate::{
    i18n::{Key, Texts},
    state::MailboxState,
    words::{
        admin_warning, recent_change, warning,
        warning::{locks_after, statement_or},
    },
};

const LEAD: &str = "After the change, enter it on *every device* that uses this mailbox.";
const LOCK: &str = "If you miss one, the mailbox can lock. Your administrator can unlock it.";

/// A text for any language, or texts by language.
fn statement(texts: &[(&str, &str)]) -> Option<Statement> {
    Some(match texts {
        [("", text)] => Statement::Text((*text).into()),
        texts => Statement::ByLanguage(
            texts
                .iter()
                .map(|(language, text)| ((*language).into(), (*text).into()))
                .collect(),
        ),
    })
}

#[test]
fn the_warning_names_no_number() {
    let numbers = Given::with_lockout(Some(locks(5, Some(900))));
    for given in [Given::default(), numbers] {
        assert_eq!(warning(given.wording()), [LEAD, LOCK]);
    }
}

#[test]
fn the_lock_is_told_in_the_policys_numbers() {
    for (threshold, duration, expected) in [
        (1, Some(900), "1 refused sign-in, for 15 minutes."),
        (5, Some(900), "5 refused sign-ins in a row, for 15 minutes."),
        (5, Some(30), "5 refused sign-ins in a row, for 30 seconds."),
        // In whole minutes, never shorter than it is.
        (5, Some(90), "5 refused sign-ins in a row, for 2 minutes."),
        (5, Some(7_200), "5 refused sign-ins in a row, for 2 hours."),
        (5, Some(86_400), "5 refused sign-ins in a row, for 1 day."),
        // Only an administrator can unlock it.
        (5, Some(0), "5 refused sign-ins in a row."),
        (5, None, "5 refused sign-ins in a row."),
        (1, None, "1 refused sign-in."),
    ] {
        assert_eq!(
            locks_after(&Texts::english(), locks(threshold, duration)),
            format!("The mailbox locks after {expected}")
        );
    }
}

#[test]
fn where_a_success_does_not_start_the_count_anew_no_row_is_spoken_of() {
    for (duration, expected) in [
        (Some(900), "5 refused sign-ins, for 15 minutes."),
        (None, "5 refused sign-ins."),
    ] {
        let lockout = Lockout {
            reset_by_success: false,
            ..locks(5, duration)
        };
        assert_eq!(
            locks_after(&Texts::english(), lockout),
            format!("The mailbox locks after {expected}")
        );
    }
}

#[test]
fn a_mailbox_that_never_locks_is_not_said_to() {
    for duration in [None, Some(900)] {
        let given = Given::with_lockout(Some(locks(0, duration)));
        let never = "A device that you miss stops getting mail.";
        assert_eq!(warning(given.wording()), [LEAD, never]);
    }
}

#[test]
fn an_administrator_is_warned_before_and_after() {
    for (is_after, is_locked, must_choose, expected) in [
        (
            false,
            false,
            false,
            "After Save, the user must enter it on *every device*. Until then: no mail, and the mailbox can lock itself.",
        ),
        (
            false,
            true,
            false,
            "After Save, the user must enter it on *every device*. Until then: no mail, and the mailbox can lock again.",
        ),
        (
            false,
            false,
            true,
            "After Save, the user must choose another one, and enter that on *every device*.",
        ),
        (
            false,
            true,
            true,
            "After Save, the user must choose another one, and enter that on *every device*.",
        ),
        (
            true,
            false,
            false,
            "The user must now enter it on *every device*.",
        ),
        (
            true,
            false,
            true,
            "The user must first choose another password,",
        ),
        (
            true,
            true,
            false,
            "When the mailbox can be used again, the user must",
        ),
        (
            true,
            true,
            true,
            "When the mailbox can be used again, the user must",
        ),
    ] {
        let given = Given::for_administrator();
        let words = admin_warning(given.wording(), is_after, is_locked, must_choose);
        assert!(words[0].starts_with(expected), "{words:?}");
    }
}

#[test]
fn the_providers_statement_takes_the_place_of_the_warning() {
    let texts = [
        ("de-AT", "österreichisch"),
        ("de", "deutsch"),
        ("en", "English"),
        ("fr", "français"),
    ];
    for (lang, texts, expected) in [
        ("en", &[("", "Ours.")][..], "Ours."),
        ("fr", &[("", "Ours.")], "Ours."),
        ("de-AT", &texts, "österreichisch"),
        ("de-CH", &texts, "deutsch"),
        ("de", &texts, "deutsch"),
        ("fr-CA", &texts, "français"),
        // Without the language, in English; without English, in the first there is.
        ("es", &texts, "English"),
        ("es", &texts[3..], "français"),
    ] {
        let mut given = Given::with_lockout(Some(locks(5, None)));
        given.texts = Texts::without_file(lang);
        given.policy.statement = statement(texts);
        assert_eq!(warning(given.wording()), [expected, ""], "{lang}");
    }
}

#[test]
fn the_pages_statement_goes_before_the_policys() {
    let mut given = Given::default();
    given.policy.statement = statement(&[("", "The back end's.")]);
    given.config.statement = statement(&[("", "The page's.")]);
    assert_eq!(warning(given.wording()), ["The page's.", ""]);
}

#[test]
fn a_statement_without_any_text_is_none() {
    let mut given = Given::default();
    given.config.statement = statement(&[]);
    assert_eq!(warning(given.wording()), [LEAD, LOCK]);
}

#[test]
fn a_short_warning_follows_the_policy_and_the_statement() {
    let words = |given: &Given| statement_or(given.wording(), Key::NoteLock, Key::NoteNoLock);
    let mut never = Given::with_lockout(Some(locks(0, None)));
    for (given, expected) in [
        (
            &Given::default(),
            "If you leave one out, the mailbox can lock itself.",
        ),
        (
            &Given::with_lockout(Some(locks(5, None))),
            "If you leave one out, the mailbox can lock itself.",
        ),
        (&never, "A device that you leave out stops getting mail."),
    ] {
        assert_eq!(words(given), expected);
    }
    never.policy.statement = statement(&[("", "Ask us first.")]);
    assert_eq!(words(&never), "Ask us first.");
}

#[test]
fn a_reset_soon_after_another_is_warned_of() {
    const DAY: f64 = 86_400_000.0;
    let changed = |at| MailboxState {
        now: at + DAY - 1.0,
        changed_at: Some(at),
        ..MailboxState::default()
    };
    let locks_again = "Last changed today at 08:00. Each new password makes a lock more likely: set one only if you must.";
    let may_be_missing = "Last changed today at 08:00. Some devices may not have that one yet: set another only if you must.";

    let mut stated = Given::default();
    stated.policy.statement = statement(&[("", "Ours.")]);
    for (given, expected) in [
        (Given::default(), locks_again),
        (Given::with_lockout(Some(locks(5, None))), locks_again),
        (Given::with_lockout(Some(locks(0, None))), may_be_missing),
        // Only the provider knows what locks a mailbox.
        (stated, may_be_missing),
    ] {
        assert_eq!(recent_change(given.wording(), &changed(at(8, 0))), expected);
    }

    let long_ago = MailboxState {
        now: at(8, 0) + DAY,
        ..changed(at(8, 0))
    };
    for mailbox in [long_ago, MailboxState::default()] {
        assert_eq!(recent_change(Given::default().wording(), &mailbox), "");
    }
}
