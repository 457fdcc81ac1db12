//! Changes of which an earlier copy may have been done by another panel, while something keeps this one from finding out.

use ::panel::clock::Clock;
use ::panel::directory::{Change, ChangeOutcome, Directory, DirectoryError, UnlockOutcome};

use super::message::Request;
use super::server::{OK, Reply, Script, Scripted, UNAVAILABLE, settings};
use crate::directory::support::{change, open, unlock};

const REFUSED: Reply = Reply::Result(
    49,
    "80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data 52e, v4563",
);
const LOCKED: Reply = Reply::Result(
    49,
    "80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data 775, v4563",
);

/// From the beginning of Windows' time to that of Unix, in milliseconds.
const WINDOWS_EPOCH: i64 = 11_644_473_600_000;

type Attributes = &'static [(&'static str, &'static str)];

/// A password that was set just now, perhaps by an earlier copy, and more attributes.
fn new_password(more: Attributes) -> Attributes {
    let now = (Clock::default().now().millis() + WINDOWS_EPOCH) * 10_000;
    let set: [(&str, &str); 1] = [("pwdLastSet", now.to_string().leak())];
    [&set[..], more].concat().leak()
}

fn told(outcome: &Result<ChangeOutcome, DirectoryError>) -> &'static str {
    match outcome {
        Ok(ChangeOutcome::Changed(_) | ChangeOutcome::Repeated(_)) => "changed",
        Ok(_) | Err(DirectoryError::Unavailable(_)) => "not changed",
        Err(DirectoryError::OutcomeUnknown(_) | DirectoryError::StillRunning) => "unknown",
    }
}

/// What a change is told by a controller with this script, if the password was set just now and if it was set long ago.
async fn check(script: Script, expected: [&str; 2]) {
    let scripts = [new_password(script.ann), script.ann].map(|ann| Script { ann, ..script });
    for (script, expected) in scripts.into_iter().zip(expected) {
        let server = Scripted::start(script).await;
        let directory = open(settings(&[&server]));
        let outcome = directory.change(change("ann", "old", "new")).await;
        assert_eq!(told(&outcome), expected, "{script:?}: {outcome:?}");
    }
}

#[tokio::test]
async fn a_scripted_controller_that_gives_no_rules_leaves_a_refused_repeat_open() {
    let script = Script {
        bind: REFUSED,
        rules: UNAVAILABLE,
        ..Script::default()
    };
    check(script, ["unknown", "not changed"]).await;
}

#[tokio::test]
async fn a_scripted_lock_leaves_a_repeat_open() {
    const IS_LOCKED: Attributes = &[("msDS-User-Account-Control-Computed", "16")];
    for bind in [REFUSED, LOCKED] {
        let script = Script {
            bind,
            ann: IS_LOCKED,
            ..Script::default()
        };
        check(script, ["unknown", "not changed"]).await;
        // Who knew of the last change asks for another one.
        let ann = new_password(IS_LOCKED);
        let server = Scripted::start(Script { ann, ..script }).await;
        let directory = open(settings(&[&server]));
        let account = directory.account("ann@corp.test", ::panel::directory::Role::User);
        let known = account.await.unwrap().unwrap().last_change.unwrap().at;
        let another = Change {
            set_before: Some(known),
            ..change("ann", "old", "new")
        };
        let outcome = directory.change(another).await;
        assert!(
            matches!(outcome, Ok(ChangeOutcome::Locked(_))),
            "{outcome:?}"
        );
    }
}

#[tokio::test]
async fn a_scripted_controller_that_cannot_be_asked_again_leaves_a_refused_change_open() {
    for bind in [REFUSED, LOCKED] {
        let script = Script {
            bind,
            finds: 1,
            ..Script::default()
        };
        check(script, ["unknown", "unknown"]).await;
    }
}

#[tokio::test]
async fn a_scripted_change_without_a_clear_answer_is_not_explained() {
    let script = Script {
        modify: Reply::Result(80, ""),
        finds: 1,
        ..Script::default()
    };
    check(script, ["unknown", "unknown"]).await;
}

#[tokio::test]
async fn of_a_change_that_was_begun_before_the_new_password_is_tried_however_old_it_is() {
    for (was_begun, tried) in [(false, 1), (true, 2)] {
        let server = Scripted::start(Script {
            bind: REFUSED,
            ..Script::default()
        })
        .await;
        let directory = open(settings(&[&server]));
        let asked = Change {
            was_begun,
            ..change("ann", "old", "new")
        };
        let outcome = directory.change(asked).await;
        assert!(
            matches!(outcome, Ok(ChangeOutcome::CurrentIncorrect(_))),
            "{outcome:?}"
        );
        assert_eq!(server.sign_ins(), tried);
    }
}

#[tokio::test]
async fn a_scripted_unlock_that_is_not_allowed_is_not_to_be_tried_again() {
    let server = Scripted::start(Script {
        modify: Reply::Result(50, "00000005: SecErr: DSID-031A1256, problem 4003"),
        bind: OK,
        ..Script::default()
    })
    .await;
    let directory = open(settings(&[&server]));
    let unlocked = directory.unlock(unlock("ann")).await;
    assert!(
        matches!(unlocked, Ok(UnlockOutcome::NotAllowed)),
        "{unlocked:?}"
    );
    let modifications = server.seen();
    let last = modifications.last();
    assert!(matches!(last, Some(Request::Modify(..))), "{last:?}");
}
