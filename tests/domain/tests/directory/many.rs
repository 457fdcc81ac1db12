//! Many changes at once: the pool bounds them, and none is lost.
//!
//! `MAILBOX_PASSWORD_CHANGES=10000` plays more of them than usual.

use std::sync::Arc;
use std::time::Instant;

use ::panel::directory::active_directory::Settings;
use ::panel::directory::{ChangeOutcome, Directory, DirectoryError};
use domain_tests::accounts::PASSWORD;
use domain_tests::{Controller, Policy};
use tokio::task::JoinSet;

use super::support::{change, open, settings};
use crate::table;

/// How many changes, unless the environment says so.
pub(crate) fn changes(usual: usize) -> usize {
    let given = std::env::var("MAILBOX_PASSWORD_CHANGES").ok();
    given.map_or(usual, |given| given.parse().expect("a number"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_changes_at_once_each_is_done_in_the_end_and_none_without_being_told() {
    let count = changes(64);
    let controller = Controller::start();
    let policy = Policy {
        lockout_threshold: 0,
        ..Policy::default()
    };
    controller.set_policy(&policy).await;
    let people = controller.add_people("many", count, true).await;
    let directory = Arc::new(open(Settings {
        personal_connections: 8,
        service_connections: 4,
        ..settings(&[&controller])
    }));
    let began = Instant::now();
    let mut tasks = JoinSet::new();
    for (number, account) in people.iter().cloned().enumerate() {
        let directory = Arc::clone(&directory);
        tasks.spawn(async move {
            let new = format!("Velvet#Tramway{number}");
            let mut told_to_wait = 0;
            loop {
                match directory.change(change(&account, PASSWORD, &new)).await {
                    Ok(ChangeOutcome::Changed(_)) => return told_to_wait,
                    Err(DirectoryError::Unavailable(_)) => told_to_wait += 1,
                    other => panic!("{account}: {other:?}"),
                }
            }
        });
    }
    let told_to_wait: usize = tasks.join_all().await.into_iter().sum();
    let took = began.elapsed();
    let mut wrong = Vec::new();
    for (number, account) in people.iter().enumerate() {
        let new = format!("Velvet#Tramway{number}");
        let name = format!("{account}@corp.test");
        if !controller.sign_in(&name, &new).await.succeeded() {
            wrong.push(account);
        }
    }
    table::print(
        "Changes at once, on 8 connections of people and 4 of the panel",
        &["changes", "done", "told to come later", "seconds"],
        &[vec![
            count.to_string(),
            (count - wrong.len()).to_string(),
            told_to_wait.to_string(),
            format!("{:.1}", took.as_secs_f64()),
        ]],
    );
    assert_eq!(wrong, Vec::<&String>::new());
}
