//! Controllers that answer less, later or elsewhere than they are asked, and an account that is moved meanwhile.

use std::sync::Arc;
use std::time::Duration;

use ::panel::directory::active_directory::Settings;
use ::panel::directory::{Area, ChangeOutcome, Directory, DirectoryError, MailboxSearch, Purpose};
use system_tests::until;

use super::server::{DOMAIN, Reply, Script, Scripted, settings};
use crate::directory::support::{attempt, change, open, reset, sign_in, unlock};

/// A server that plays this.
async fn playing(script: Script) -> Scripted {
    Scripted::start(script).await
}

/// Nothing was done, and that is said.
#[track_caller]
fn assert_unavailable<T: std::fmt::Debug>(outcome: Result<T, DirectoryError>, why: &str) {
    match outcome {
        Err(DirectoryError::Unavailable(text)) => assert!(text.contains(why), "{text}"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn of_what_a_scripted_size_limit_cuts_off_nothing_is_concluded() {
    // One entry was found, and there are more: perhaps another one with the same address.
    let server = playing(Script {
        search: Reply::Result(4, ""),
        ..Script::default()
    })
    .await;
    let directory = open(settings(&[&server]));
    let tried = attempt("ann@corp.test", "some", Purpose::OwnMailbox);
    assert_unavailable(directory.sign_in(tried).await, "LDAP result 4");
    assert_unavailable(
        directory.change(change("ann", "old", "new")).await,
        "LDAP result 4",
    );
    assert_unavailable(
        directory.reset(reset("ann", "new", false)).await,
        "LDAP result 4",
    );
    let all = MailboxSearch {
        area: Area {
            name: "all".to_owned(),
            parts: vec![DOMAIN.to_owned()],
        },
        text: String::new(),
        locked: false,
        page: 1,
    };
    assert_unavailable(directory.mailboxes(all).await, "LDAP result 4");
    assert_eq!((server.sign_ins(), server.modifications()), (0, 0));
}

#[tokio::test]
async fn a_scripted_controller_that_is_slow_is_waited_for() {
    let server = playing(Script {
        modify: Reply::Late,
        ..Script::default()
    })
    .await;
    let directory = Arc::new(open(settings(&[&server])));
    let running = Arc::clone(&directory);
    let sent = tokio::spawn(async move { running.change(change("ann", "old", "new")).await });
    until("the change", || async {
        (server.modifications() == 1).then_some(())
    })
    .await;
    server.answer_late();
    let outcome = sent.await.unwrap();
    assert!(
        matches!(outcome, Ok(ChangeOutcome::Changed(_))),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn an_answer_that_a_scripted_controller_gives_too_late_is_taken_for_no_other_one() {
    let server = playing(Script {
        modify: Reply::Late,
        ..Script::default()
    })
    .await;
    let directory = open(Settings {
        operation_timeout: Duration::from_secs(1),
        ..settings(&[&server])
    });
    let outcome = directory.change(change("ann", "old", "new")).await;
    assert!(
        matches!(outcome, Err(DirectoryError::OutcomeUnknown(_))),
        "{outcome:?}"
    );
    let outcome = directory.unlock(unlock("ann")).await;
    assert!(
        matches!(outcome, Err(DirectoryError::OutcomeUnknown(_))),
        "{outcome:?}"
    );
    server.answer_late();
    let tried = sign_in(&directory, "ann@corp.test", "some", Purpose::Mail).await;
    assert_eq!(tried, "accepted");
    assert_eq!(server.modifications(), 2);
}

#[tokio::test]
async fn a_sign_in_that_a_scripted_controller_answers_too_late_changes_nothing() {
    let server = playing(Script {
        bind: Reply::Late,
        ..Script::default()
    })
    .await;
    let directory = open(Settings {
        operation_timeout: Duration::from_secs(1),
        ..settings(&[&server])
    });
    assert_unavailable(directory.change(change("ann", "old", "new")).await, "");
    server.answer_late();
    assert_eq!((server.sign_ins(), server.modifications()), (1, 0));
}

#[tokio::test]
async fn a_scripted_hint_at_other_servers_is_passed_over() {
    let server = playing(Script {
        elsewhere: Some("ldaps://other.corp.test/DC=DomainDnsZones,DC=corp,DC=test"),
        ..Script::default()
    })
    .await;
    let directory = open(settings(&[&server]));
    let outcome = directory.change(change("ann", "old", "new")).await;
    assert!(
        matches!(outcome, Ok(ChangeOutcome::Changed(_))),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn a_scripted_referral_is_not_followed_and_nothing_is_done() {
    let referral = Reply::Result(10, "0000202B: RefErr: DSID-1, data 0, 1 access points");
    for script in [
        Script {
            search: referral,
            ..Script::default()
        },
        Script {
            bind: referral,
            ..Script::default()
        },
    ] {
        let server = playing(script).await;
        let directory = open(settings(&[&server]));
        let outcome = directory.change(change("ann", "old", "new")).await;
        assert_unavailable(outcome, "LDAP result 10");
        assert_eq!(server.modifications(), 0);
    }
}

#[tokio::test]
async fn a_scripted_read_only_controller_does_nothing_and_is_named() {
    let (first, second) = (
        playing(Script {
            modify: Reply::Result(10, "0000202B: RefErr: DSID-1, data 0, 1 access points"),
            ..Script::default()
        })
        .await,
        playing(Script::default()).await,
    );
    let directory = open(settings(&[&first, &second]));
    let why = "this controller is read-only";
    assert_unavailable(directory.change(change("ann", "old", "new")).await, why);
    assert_unavailable(directory.reset(reset("ann", "new", false)).await, why);
    assert_unavailable(directory.unlock(unlock("ann")).await, why);
    assert_eq!((first.modifications(), second.modifications()), (3, 0));
}

#[tokio::test]
async fn an_account_that_is_moved_meanwhile_is_neither_unknown_nor_blamed() {
    let nothing_there = Reply::Result(32, "0000208D: NameErr: DSID-1, data 0");
    let moved = |bind, modify| Script {
        bind,
        modify,
        moves: true,
        ..Script::default()
    };
    let wrong = Reply::Result(49, "80090308: LdapErr: DSID-1, comment: x, data 52e, v1");
    let why = "was moved to CN=Ann Bell,OU=Sales,";
    for script in [
        moved(wrong, super::server::OK),
        moved(nothing_there, super::server::OK),
        moved(super::server::OK, nothing_there),
    ] {
        let server = playing(script).await;
        let directory = open(settings(&[&server]));
        assert_unavailable(directory.change(change("ann", "old", "new")).await, why);
    }
    let script = moved(super::server::OK, nothing_there);
    let server = playing(script).await;
    let directory = open(settings(&[&server]));
    assert_unavailable(directory.reset(reset("ann", "new", false)).await, why);
    let server = playing(script).await;
    let directory = open(settings(&[&server]));
    assert_unavailable(directory.unlock(unlock("ann")).await, why);
}
