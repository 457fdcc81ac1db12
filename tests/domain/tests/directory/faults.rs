//! Controllers that cannot be trusted or reached, and more than one of them.

use std::time::{Duration, Instant};

use ::panel::directory::active_directory::Settings;
use ::panel::directory::{ChangeOutcome, Directory, DirectoryError, Purpose};
use domain_tests::accounts::{PASSWORD, principal};
use domain_tests::{Certificate, Controller, Setting};

use super::support::{NEW, WRONG, bind, change, change_to_new, directory, open, settings, sign_in};
use crate::table;

#[tokio::test]
async fn a_certificate_that_cannot_be_trusted_is_refused_before_anything_is_said() {
    for (certificate, expected) in [
        (Certificate::Expired, "expired"),
        (Certificate::OtherAuthority, "UnknownIssuer"),
        (Certificate::OtherName, "not valid for name"),
    ] {
        let controller = Controller::start_with(Setting {
            certificate,
            ..Setting::default()
        });
        let directory = directory(&[&controller]);
        let error = directory.check().await.unwrap_err().to_string();
        assert!(error.contains(expected), "{certificate:?}: {error}");
        let outcome = change_to_new(&directory, "alice").await;
        assert!(
            matches!(outcome, Err(DirectoryError::Unavailable(_))),
            "{outcome:?}"
        );
    }
}

#[tokio::test]
async fn with_start_tls_nothing_is_said_before_tls() {
    let controller = Controller::start();
    let start_tls = Settings {
        controllers: vec![controller.plain_url().parse().unwrap()],
        ..settings(&[&controller])
    };
    let directory = open(start_tls.clone());
    let outcome = change_to_new(&directory, "alice").await;
    assert!(
        matches!(outcome, Ok(ChangeOutcome::Changed(_))),
        "{outcome:?}"
    );
    assert_eq!(bind(&controller, "alice", NEW).await, "0");

    let other = Controller::start_with(Setting {
        certificate: Certificate::OtherAuthority,
        ..Setting::default()
    });
    let directory = open(Settings {
        controllers: vec![other.plain_url().parse().unwrap()],
        ..start_tls
    });
    let error = directory.check().await.unwrap_err().to_string();
    assert!(error.contains("UnknownIssuer"), "{error}");
}

#[tokio::test]
async fn another_controller_stands_in_for_one_that_is_frozen_or_gone() {
    let (mut first, second) = (Controller::start(), Controller::start());
    let directory = directory(&[&first, &second]);
    let alice = principal("alice");
    assert_eq!(
        sign_in(&directory, &alice, PASSWORD, Purpose::Mail).await,
        "accepted"
    );

    let mut lines = Vec::new();
    let mut note = |case: &str, began: Instant| {
        let took = format!("{:.2} s", began.elapsed().as_secs_f64());
        lines.push(vec![case.to_owned(), took]);
    };
    first.freeze();
    let began = Instant::now();
    let outcome = change_to_new(&directory, "alice").await;
    note("a change, the first controller is frozen", began);
    assert!(
        matches!(outcome, Ok(ChangeOutcome::Changed(_))),
        "{outcome:?}"
    );
    first.thaw();
    assert_eq!(
        bind(&first, "alice", PASSWORD).await,
        "0",
        "it was never asked"
    );
    assert_eq!(bind(&second, "alice", NEW).await, "0");

    first.kill();
    let directory = super::support::directory(&[&first, &second]);
    let began = Instant::now();
    let next = change("alice", NEW, "Another#Tram77");
    let outcome = directory.change(next).await;
    note("a change, the first controller is gone", began);
    assert!(
        matches!(outcome, Ok(ChangeOutcome::Changed(_))),
        "{outcome:?}"
    );
    table::print(
        "How long another controller takes to stand in (wanted: 2 s at most)",
        &["case", "took"],
        &lines,
    );
}

#[tokio::test]
async fn a_controller_that_came_back_is_used_again() {
    let mut controller = Controller::start();
    let directory = directory(&[&controller]);
    directory.check().await.unwrap();
    controller.kill();
    let gone = directory.check().await;
    assert!(
        matches!(gone, Err(DirectoryError::Unavailable(_))),
        "{gone:?}"
    );
    controller.restart();
    directory.check().await.unwrap();
}

#[tokio::test]
async fn a_controller_that_is_frozen_alone_changes_nothing_and_says_so() {
    let controller = Controller::start();
    let directory = open(Settings {
        operation_timeout: Duration::from_secs(1),
        ..settings(&[&controller])
    });
    controller.freeze();
    let outcome = change_to_new(&directory, "alice").await;
    controller.thaw();
    assert!(
        matches!(outcome, Err(DirectoryError::Unavailable(_))),
        "{outcome:?}"
    );
    assert_eq!(bind(&controller, "alice", PASSWORD).await, "0");
}

#[tokio::test]
async fn the_last_refused_sign_in_is_the_last_on_any_controller() {
    let (first, second) = (Controller::start(), Controller::start());
    let directory = directory(&[&first, &second]);
    let refused = async || {
        let status = directory.status(&principal("leo")).await.unwrap().unwrap();
        status.last_refused.map(|refused| refused.at)
    };
    assert_eq!(refused().await, None);
    bind(&first, "leo", WRONG).await;
    let on_first = refused().await.expect("one");
    bind(&second, "leo", WRONG).await;
    let on_second = refused().await.expect("another one");
    assert!(on_second > on_first, "{on_second} {on_first}");
}
