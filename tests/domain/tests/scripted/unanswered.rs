//! Controllers that give no answer, before and after they were told to write.

use std::time::Duration;

use ::panel::directory::active_directory::{ActiveDirectory, Settings};
use ::panel::directory::{ChangeOutcome, Directory, DirectoryError, Purpose, UnlockOutcome};

use super::server::{Reply, Script, Scripted, settings};
use crate::directory::many::changes;
use crate::directory::support::{change, open, reset, sign_in, unlock};

/// With short time limits, so that a controller that says nothing is given up soon.
fn impatient(servers: &[&Scripted]) -> Settings {
    Settings {
        operation_timeout: Duration::from_secs(2),
        ..settings(servers)
    }
}

/// A directory with a controller that plays this script, and a second one that answers everything.
async fn beside_one_that_answers(script: Script) -> (Scripted, Scripted, ActiveDirectory) {
    let first = Scripted::start(script).await;
    let second = Scripted::start(Script::default()).await;
    let directory = open(impatient(&[&first, &second]));
    (first, second, directory)
}

#[tokio::test]
async fn scripted_silence_after_a_change_was_sent_is_unknown_and_it_is_sent_to_nobody_else() {
    for modify in [Reply::Silence, Reply::HangUp] {
        let script = Script {
            modify,
            ..Script::default()
        };
        let (first, second, directory) = beside_one_that_answers(script).await;
        let outcome = directory.change(change("ann", "old", "new")).await;
        assert!(
            matches!(outcome, Err(DirectoryError::OutcomeUnknown(_))),
            "{outcome:?}"
        );
        let outcome = directory.reset(reset("ann", "new", false)).await;
        assert!(
            matches!(outcome, Err(DirectoryError::OutcomeUnknown(_))),
            "{outcome:?}"
        );
        assert_eq!((first.modifications(), second.modifications()), (2, 0));
    }
}

#[tokio::test]
async fn scripted_silence_before_a_change_was_sent_changes_nothing() {
    for bind in [Reply::Silence, Reply::HangUp] {
        let server = Scripted::start(Script {
            bind,
            ..Script::default()
        })
        .await;
        let directory = open(impatient(&[&server]));
        let outcome = directory.change(change("ann", "old", "new")).await;
        assert!(
            matches!(outcome, Err(DirectoryError::Unavailable(_))),
            "{outcome:?}"
        );
        assert_eq!((server.sign_ins(), server.modifications()), (1, 0));
    }
}

#[tokio::test]
async fn another_controller_is_asked_when_a_scripted_one_says_nothing() {
    for search in [Reply::Silence, Reply::HangUp, Reply::Result(52, "")] {
        let script = Script {
            search,
            ..Script::default()
        };
        let (first, second, directory) = beside_one_that_answers(script).await;
        let outcome = directory.change(change("ann", "old", "new")).await;
        assert!(
            matches!(outcome, Ok(ChangeOutcome::Changed(_))),
            "{outcome:?}"
        );
        assert_eq!((first.modifications(), second.modifications()), (0, 1));
        let asked = first.seen().len();
        let unlocked = directory.unlock(unlock("ann")).await.unwrap();
        assert_eq!(unlocked, UnlockOutcome::Unlocked);
        assert_eq!(first.seen().len(), asked, "it is avoided for a while");
    }
}

#[tokio::test]
async fn a_scripted_controller_that_ended_an_idle_connection_is_asked_again() {
    let server = Scripted::start(Script {
        modify: Reply::HangUp,
        ..Script::default()
    })
    .await;
    let directory = open(impatient(&[&server]));
    for _ in 0..3 {
        let outcome = directory.unlock(unlock("ann")).await;
        assert!(
            matches!(outcome, Err(DirectoryError::OutcomeUnknown(_))),
            "{outcome:?}"
        );
        let outcome = sign_in(&directory, "ann@corp.test", "some", Purpose::Mail).await;
        assert_eq!(outcome, "accepted");
    }
}

#[tokio::test]
async fn of_many_scripted_changes_at_once_each_is_done_or_told_that_it_was_not() {
    let server = Scripted::start(Script::default()).await;
    let settings = Settings {
        personal_connections: 4,
        service_connections: 2,
        ..settings(&[&server])
    };
    let directory = std::sync::Arc::new(open(settings));
    let mut tasks = tokio::task::JoinSet::new();
    let count = changes(500);
    for number in 0..count {
        let directory = std::sync::Arc::clone(&directory);
        tasks.spawn(async move {
            let new = format!("Velvet#Tramway{number}");
            directory.change(change("ann", "old", &new)).await
        });
    }
    let (mut changed, mut told) = (0, 0);
    while let Some(outcome) = tasks.join_next().await {
        match outcome.unwrap() {
            Ok(ChangeOutcome::Changed(_)) => changed += 1,
            Err(DirectoryError::Unavailable(_)) => told += 1,
            other => panic!("{other:?}"),
        }
    }
    println!(
        "of {count} changes at once on 4 connections {changed} were done, {told} told to come later"
    );
    assert_eq!(changed + told, count);
    assert_eq!(server.modifications(), changed, "and nothing else was done");
}
