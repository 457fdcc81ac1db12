//! A change of one's own password.

use ::panel::directory::{Change, ChangeOutcome, Directory, DirectoryError, Role};
use domain_tests::accounts::PASSWORD;
use domain_tests::{Controller, Policy};
use mailbox_password_rules::Rule;
use std::time::Duration;

use super::support::{NEW, WRONG, bind, change, change_to_new, directory};

#[tokio::test]
async fn after_a_change_the_new_password_is_the_password() {
    let controller = Controller::start();
    let directory = directory(&[&controller]);
    for account in ["alice", "zoe", "sally", "erin", "paula"] {
        let before = directory
            .account(&domain_tests::accounts::principal(account), Role::User)
            .await;
        let before = before.unwrap().unwrap().last_change.map(|change| change.at);
        let outcome = change_to_new(&directory, account).await.unwrap();
        let ChangeOutcome::Changed(at) = outcome else {
            panic!("{account}: {outcome:?}");
        };
        assert!(Some(at) > before, "{account}");
        assert_eq!(bind(&controller, account, NEW).await, "0", "{account}");
        let after = directory
            .account(&domain_tests::accounts::principal(account), Role::User)
            .await;
        let after = after.unwrap().unwrap();
        assert_eq!(
            after.last_change.map(|change| change.at),
            Some(at),
            "{account}"
        );
        assert!(!after.must_change, "{account}");
    }
}

#[tokio::test]
async fn special_characters_are_taken_as_they_are() {
    let controller = Controller::start();
    let directory = directory(&[&controller]);
    let mut current = PASSWORD.to_owned();
    for new in [
        "Zażółć#Gęślą9",
        "quoted \"Inside\" 7!",
        "Ночной-Поезд 21",
        "Emoji😀Pass#44",
    ] {
        let outcome = directory.change(change("alice", &current, new)).await;
        assert!(
            matches!(outcome, Ok(ChangeOutcome::Changed(_))),
            "{new}: {outcome:?}"
        );
        assert_eq!(bind(&controller, "alice", new).await, "0", "{new}");
        current = new.to_owned();
    }
}

#[tokio::test]
async fn a_refused_password_says_which_rule_it_breaks() {
    let controller = Controller::start();
    let directory = directory(&[&controller]);
    let try_new = async |new: &str| {
        directory
            .change(change("bob", PASSWORD, new))
            .await
            .unwrap()
    };
    assert_eq!(
        try_new("Ab#1").await,
        ChangeOutcome::Rejected(vec![Rule::MinLength])
    );
    assert_eq!(
        try_new("only small letters").await,
        ChangeOutcome::Rejected(vec![Rule::Classes])
    );
    assert_eq!(try_new(PASSWORD).await, ChangeOutcome::Reused);
    assert_eq!(bind(&controller, "bob", PASSWORD).await, "0");

    assert!(matches!(
        change_to_new(&directory, "bob").await,
        Ok(ChangeOutcome::Changed(_))
    ));
    let back = directory
        .change(change("bob", NEW, PASSWORD))
        .await
        .unwrap();
    assert_eq!(
        back,
        ChangeOutcome::Rejected(Vec::new()),
        "of the history the directory does not say that it was it"
    );

    let young = Policy {
        minimum_age: Duration::from_secs(86_400),
        ..Policy::default()
    };
    controller.set_policy(&young).await;
    let soon = directory
        .change(change("bob", NEW, "Another#Tram77"))
        .await
        .unwrap();
    assert!(matches!(soon, ChangeOutcome::TooSoon(_)), "{soon:?}");
}

#[tokio::test]
async fn a_wrong_current_password_counts_and_locks_and_says_how_many_are_left() {
    let controller = Controller::start();
    let directory = directory(&[&controller]);
    // A password that is so new could be this very change, sent again; that may not cost a second wrong one.
    assert!(matches!(
        change_to_new(&directory, "carol").await,
        Ok(ChangeOutcome::Changed(_))
    ));
    let wrong = async || {
        directory
            .change(change("carol", WRONG, "Another#Tram77"))
            .await
            .unwrap()
    };
    assert_eq!(wrong().await, ChangeOutcome::CurrentIncorrect(Some(2)));
    assert_eq!(wrong().await, ChangeOutcome::CurrentIncorrect(Some(1)));
    let third = wrong().await;
    assert!(matches!(third, ChangeOutcome::Locked(Some(_))), "{third:?}");
    // While it is locked no password can be tried, so only who knew of the last change is certainly no repeat of it.
    let right = directory.change(change("carol", NEW, "Another#Tram77"));
    let right = right.await;
    assert!(
        matches!(right, Err(DirectoryError::OutcomeUnknown(_))),
        "{right:?}"
    );
    let account = directory.account("carol@corp.test", Role::User).await;
    let known = account.unwrap().unwrap().last_change.unwrap().at;
    let right = directory.change(Change {
        set_before: Some(known),
        ..change("carol", NEW, "Another#Tram77")
    });
    let right = right.await.unwrap();
    assert!(matches!(right, ChangeOutcome::Locked(Some(_))), "{right:?}");
    let status = directory.status("carol@corp.test").await.unwrap().unwrap();
    assert!(status.locked);
    let seconds = status.unlocks_in_seconds.unwrap();
    assert!((1700..=1800).contains(&seconds), "{seconds}");
    assert!(status.last_refused.is_some());
}

#[tokio::test]
async fn who_may_not_change_the_password_is_told_so() {
    let controller = Controller::start();
    let directory = directory(&[&controller]);
    for (account, expected) in [
        ("carl", ChangeOutcome::NotAllowed),
        ("dave", ChangeOutcome::NotAllowed),
        ("edgar", ChangeOutcome::NotAllowed),
        ("adam", ChangeOutcome::MailboxUnknown),
        ("quinn", ChangeOutcome::MailboxUnknown),
    ] {
        let outcome = change_to_new(&directory, account).await.unwrap();
        assert_eq!(outcome, expected, "{account}");
        assert_ne!(bind(&controller, account, NEW).await, "0", "{account}");
    }
}

#[tokio::test]
async fn a_repeated_change_is_recognised_by_the_passwords() {
    let controller = Controller::start();
    let directory = directory(&[&controller]);
    let first = change_to_new(&directory, "kate").await.unwrap();
    let again = change_to_new(&directory, "kate").await.unwrap();
    assert_eq!(first, again, "the same instant");
    let other = directory
        .change(change("kate", PASSWORD, "Another#Tram77"))
        .await;
    assert!(
        matches!(other, Ok(ChangeOutcome::CurrentIncorrect(_))),
        "{other:?}"
    );
    assert_eq!(bind(&controller, "kate", NEW).await, "0");
}

#[tokio::test]
async fn a_controller_that_is_not_there_changes_nothing_and_says_so() {
    let mut controller = Controller::start();
    let directory = directory(&[&controller]);
    controller.stop();
    let outcome = change_to_new(&directory, "alice").await;
    assert!(
        matches!(outcome, Err(DirectoryError::Unavailable(_))),
        "{outcome:?}"
    );
    controller.restart();
    assert!(matches!(
        change_to_new(&directory, "alice").await,
        Ok(ChangeOutcome::Changed(_))
    ));
}
