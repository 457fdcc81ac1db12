//! What a request is answered that may have arrived before.

use std::fs;

use mailbox_password_rules::Rule;
use tempfile::TempDir;

use super::*;
use crate::directory::Purpose;
use crate::directory::scripted::Scripted;
use crate::ledger::Ledger;

type Outcome = Result<ChangeOutcome, DirectoryError>;

/// Since when the password counts that was there before.
const BEFORE: Timestamp = Timestamp::from_millis(1_700_000_000_000);

fn unavailable<T>() -> Result<T, DirectoryError> {
    Err(DirectoryError::Unavailable(
        "no controller answers".to_owned(),
    ))
}

fn unknown<T>() -> Result<T, DirectoryError> {
    Err(DirectoryError::OutcomeUnknown(
        "a broken network".to_owned(),
    ))
}

fn id(key: &str) -> RequestId {
    RequestId {
        caller: "user:ann@corp.test".to_owned(),
        mailbox: "ann@corp.test".to_owned(),
        key: key.to_owned(),
    }
}

fn change(key: &str) -> Change {
    Change {
        id: id(key),
        session: "session".to_owned(),
        current: "old".into(),
        new: "new".into(),
        set_before: Some(BEFORE),
        set_by_another: None,
        was_begun: false,
        client: "test".to_owned(),
    }
}

fn reset(key: &str) -> Reset {
    Reset {
        id: id(key),
        new: "new".into(),
        set_before: Some(BEFORE),
        must_change: false,
        sign_out: false,
        client: "test".to_owned(),
    }
}

/// A directory that plays this, with records in a file.
fn open(script: Vec<Outcome>) -> (Recorded<Scripted>, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("key");
    fs::write(&key, "0123456789abcdef0123456789abcdef").unwrap();
    let clock = Arc::new(Clock::default());
    let records = folder.path().join("records");
    let ledger = PanelLedger::open(&key, Some(&records), Arc::clone(&clock)).unwrap();
    let directory = Scripted::new(script);
    (Recorded::new(directory, Arc::new(ledger), clock), folder)
}

/// Breaks or mends the table of requests.
fn rename(folder: &TempDir, from: &str, to: &str) {
    let records = rusqlite::Connection::open(folder.path().join("records")).unwrap();
    let statement = format!("ALTER TABLE {from} RENAME TO {to}");
    records.execute_batch(&statement).unwrap();
}

/// What a browser is told.
fn told(outcome: &Outcome) -> &'static str {
    match outcome {
        Ok(ChangeOutcome::Changed(_) | ChangeOutcome::Repeated(_)) => "changed",
        Ok(_) | Err(DirectoryError::Unavailable(_)) => "not changed",
        Err(DirectoryError::OutcomeUnknown(_) | DirectoryError::StillRunning) => "unknown",
    }
}

/// What a change and a reset are told which the directory answers like this, if nobody knows what came of an earlier copy.
async fn check(outcome: &Outcome, expected: &str) {
    let (directory, _folder) = open(vec![unknown(), outcome.clone()]);
    assert_eq!(told(&directory.change(change("one")).await), "unknown");
    let again = directory.change(change("one")).await;
    assert_eq!(told(&again), expected, "a change: {outcome:?}");
    let (directory, _folder) = open(vec![unknown(), outcome.clone()]);
    assert_eq!(told(&directory.reset(reset("one")).await), "unknown");
    let again = directory.reset(reset("one")).await;
    assert_eq!(told(&again), expected, "a reset: {outcome:?}");
    // The first time it is the truth.
    let (directory, _folder) = open(vec![outcome.clone()]);
    let first = directory.change(change("one")).await;
    assert_eq!(first.ok(), outcome.clone().ok());
}

#[tokio::test]
async fn a_repeat_that_does_nothing_says_nothing_of_an_earlier_copy() {
    for outcome in [
        unavailable(),
        Ok(ChangeOutcome::Locked(None)),
        Ok(ChangeOutcome::MailboxUnknown),
        Ok(ChangeOutcome::NotAllowed),
        Ok(ChangeOutcome::Rejected(Vec::new())),
        Ok(ChangeOutcome::TooSoon(BEFORE)),
    ] {
        check(&outcome, "unknown").await;
    }
}

#[tokio::test]
async fn a_repeat_is_refused_by_what_refuses_every_copy() {
    for outcome in [
        ChangeOutcome::CurrentIncorrect(Some(3)),
        ChangeOutcome::Rejected(vec![Rule::MinLength]),
        ChangeOutcome::Reused,
    ] {
        check(&Ok(outcome), "not changed").await;
    }
    check(&Ok(ChangeOutcome::Changed(BEFORE)), "changed").await;
}

#[tokio::test]
async fn a_repeat_is_not_told_that_nothing_was_done_because_another_request_runs() {
    let (directory, _folder) = open(vec![unknown()]);
    let other = id("two");
    assert_eq!(told(&directory.change(change("one")).await), "unknown");
    let repeat = directory
        .single_flight
        .run(&other, async { directory.change(change("one")).await });
    assert_eq!(told(&repeat.await), "unknown");
    let (directory, _folder) = open(vec![Ok(ChangeOutcome::Changed(BEFORE))]);
    assert_eq!(told(&directory.change(change("one")).await), "changed");
    let repeat = directory
        .single_flight
        .run(&other, async { directory.change(change("one")).await });
    assert_eq!(told(&repeat.await), "changed");
    let first = directory
        .single_flight
        .run(&other, async { directory.change(change("three")).await });
    assert_eq!(told(&first.await), "not changed");
}

#[tokio::test]
async fn while_the_records_cannot_be_read_nothing_is_begun_or_said_of_an_earlier_copy() {
    let (directory, folder) = open(vec![Ok(ChangeOutcome::Changed(BEFORE))]);
    assert_eq!(told(&directory.change(change("one")).await), "changed");
    rename(&folder, "requests", "gone");
    assert_eq!(told(&directory.change(change("one")).await), "unknown");
    assert_eq!(told(&directory.reset(reset("two")).await), "unknown");
    rename(&folder, "gone", "requests");
    assert_eq!(told(&directory.change(change("one")).await), "changed");
}

#[tokio::test]
async fn the_directory_is_told_of_an_earlier_copy_and_the_record_of_it_stays() {
    let (directory, _folder) = open(vec![unknown(), unavailable()]);
    assert_eq!(told(&directory.change(change("one")).await), "unknown");
    let first = directory
        .ledger
        .request_of("ann@corp.test", None)
        .await
        .unwrap();
    let later = Change {
        set_before: None,
        ..change("one")
    };
    assert_eq!(told(&directory.change(later).await), "unknown");
    let now = directory
        .ledger
        .request_of("ann@corp.test", None)
        .await
        .unwrap();
    assert_eq!(now, first);
    assert!(first.is_some());
}

#[tokio::test]
async fn a_refused_sign_in_of_a_locked_account_is_noted_under_its_own_address() {
    let (directory, _folder) = open(Vec::new());
    let attempt = Attempt {
        mailbox: "Ann.Bell@corp.test".to_owned(),
        password: "wrong".into(),
        client: "Webmail".to_owned(),
        device: None,
        source: None,
        purpose: Purpose::Mail,
    };
    let outcome = directory.sign_in(attempt).await.unwrap();
    assert!(matches!(outcome, SignIn::Locked(_)), "{outcome:?}");
    let noted = directory.ledger.audit("ann@corp.test", 10).await.unwrap();
    let events: Vec<_> = noted
        .unwrap()
        .into_iter()
        .map(|entry| entry.event)
        .collect();
    assert_eq!(events, ["sign-in-refused-locked"]);
}
