//! What records do, in each place in which they can be.

use std::sync::Arc;

use rusqlite::Connection;
use tempfile::TempDir;

use super::entry::{AuditEntry, RETENTION_SECONDS as AUDIT_SECONDS};
use super::postgres::PostgresRecords;
use super::records::{RETENTION_SECONDS, Records, Request};
use super::sqlite::SqliteRecords;
use crate::clock::{Clock, Timestamp};
use crate::directory::{Record, RequestId};
use crate::places::{self, Place};

const BEGUN: Timestamp = Timestamp::from_millis(1_700_000_000_000);

async fn open(place: &Place) -> Box<dyn Records> {
    let clock = Arc::new(Clock::default());
    match place {
        Place::Database(database) => {
            Box::new(PostgresRecords::new(places::open(database).await, clock))
        }
        Place::File(folder) => {
            let file = places::file(folder);
            Box::new(SqliteRecords::open(Some(&file), clock).unwrap())
        }
    }
}

/// Empty records of every kind, with what they are in.
async fn each() -> Vec<(Box<dyn Records>, Option<Place>)> {
    let mut records: Vec<(Box<dyn Records>, Option<Place>)> = Vec::new();
    for place in Place::each() {
        records.push((open(&place).await, Some(place)));
    }
    let memory = SqliteRecords::open(None, Arc::new(Clock::default())).unwrap();
    records.push((Box::new(memory), None));
    records
}

fn id(key: &str) -> RequestId {
    RequestId {
        caller: "user:ann@corp.test".to_owned(),
        mailbox: "ann@corp.test".to_owned(),
        key: key.to_owned(),
    }
}

fn request(begun: Timestamp, done: Option<Timestamp>) -> Request {
    Request {
        begun,
        session: Some("s".to_owned()),
        before: Some(BEGUN),
        done,
    }
}

async fn remember(records: &dyn Records, key: &str, request: Request) {
    records.remember(id(key), request).await.unwrap();
}

fn entry(event: &str, at: Timestamp, source: Option<&str>) -> AuditEntry {
    AuditEntry {
        at,
        since: at,
        count: 1,
        event: event.to_owned(),
        caller: "user:ann@corp.test".to_owned(),
        reference: Some("0b0f5c".to_owned()),
        client: "Widget".to_owned(),
        source: source.map(str::to_owned),
    }
}

#[tokio::test]
async fn a_request_that_is_done_is_known_by_its_instant() {
    for (records, _place) in each().await {
        let now = Clock::default().now();
        remember(records.as_ref(), "one", request(now, Some(now))).await;
        assert_eq!(
            records.recorded(id("one")).await.unwrap(),
            Record::Done(now)
        );
        assert_eq!(records.recorded(id("two")).await.unwrap(), Record::Nothing);
        let found = records
            .request_of("Ann@corp.test", Some(now))
            .await
            .unwrap();
        assert_eq!(found.unwrap(), ("one".to_owned(), request(now, Some(now))));
        for (mailbox, at) in [
            ("ann@corp.test", now.plus_seconds(1)),
            ("bob@corp.test", now),
        ] {
            assert_eq!(records.request_of(mailbox, Some(at)).await.unwrap(), None);
        }
    }
}

#[tokio::test]
async fn a_request_is_begun_once_and_what_is_on_record_of_it_stays() {
    for (records, _place) in each().await {
        let now = Clock::default().now();
        let later = now.plus_seconds(1);
        let begin = async |begun| {
            let known = records.begin(id("one"), request(begun, None));
            known.await.unwrap()
        };
        let of = async || records.request_of("ann@corp.test", None).await.unwrap();
        assert_eq!(begin(now).await, Record::Nothing);
        assert_eq!(begin(later).await, Record::Begun);
        assert_eq!(of().await.unwrap().1, request(now, None));
        let done = request(now, Some(later));
        records.remember(id("one"), done).await.unwrap();
        assert_eq!(begin(later).await, Record::Done(later));
    }
}

#[tokio::test]
async fn what_another_request_set_is_told_apart_from_ones_own() {
    for (records, _place) in each().await {
        let now = Clock::default().now();
        remember(records.as_ref(), "one", request(now, Some(now))).await;
        remember(records.as_ref(), "open", request(now, None)).await;
        assert_eq!(records.set_by_another(id("one")).await.unwrap(), None);
        assert_eq!(records.set_by_another(id("two")).await.unwrap(), Some(now));
        let other = RequestId {
            mailbox: "bob@corp.test".to_owned(),
            ..id("two")
        };
        assert_eq!(records.set_by_another(other).await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_request_without_an_outcome_may_have_set_any_later_password() {
    for (records, _place) in each().await {
        let now = Clock::default().now();
        remember(records.as_ref(), "one", request(now, None)).await;
        assert_eq!(records.recorded(id("one")).await.unwrap(), Record::Begun);
        let of = async |at| records.request_of("ann@corp.test", at).await.unwrap();
        assert_eq!(of(Some(BEGUN)).await, None, "what was there before");
        assert!(of(Some(now)).await.is_some());
        assert!(of(None).await.is_some());
        // What is known for certain counts more.
        remember(records.as_ref(), "two", request(now, Some(now))).await;
        assert_eq!(of(Some(now)).await.unwrap().0, "two");
        records.forget(id("one")).await.unwrap();
        assert_eq!(records.recorded(id("one")).await.unwrap(), Record::Nothing);
    }
}

#[tokio::test]
async fn a_day_later_a_request_is_forgotten() {
    for (records, _place) in each().await {
        let now = Clock::default().now();
        let begun = now.minus_seconds(RETENTION_SECONDS);
        remember(records.as_ref(), "one", request(begun, Some(begun))).await;
        remember(records.as_ref(), "two", request(now, None)).await;
        assert_eq!(records.recorded(id("one")).await.unwrap(), Record::Nothing);
        assert_eq!(records.recorded(id("two")).await.unwrap(), Record::Begun);
    }
}

#[tokio::test]
async fn records_are_shared_and_outlive_whoever_wrote_them() {
    for place in Place::each() {
        let (one, other) = (open(&place).await, open(&place).await);
        let now = Clock::default().now();
        one.remember(id("one"), request(now, Some(now)))
            .await
            .unwrap();
        one.end_session("past", now.minus_seconds(1)).await.unwrap();
        one.end_session("ended", now.plus_seconds(60))
            .await
            .unwrap();
        one.end_session("ended", now.plus_seconds(90))
            .await
            .unwrap();
        drop(one);
        assert_eq!(other.recorded(id("one")).await.unwrap(), Record::Done(now));
        drop(other);
        let later = open(&place).await;
        assert!(later.has_ended("ended").await.unwrap(), "{}", place.name());
        assert!(!later.has_ended("another").await.unwrap());
        assert!(!later.has_ended("past").await.unwrap());
    }
}

#[tokio::test]
async fn what_happened_is_kept_and_refused_sign_ins_are_counted() {
    for place in Place::each() {
        let records = open(&place).await;
        let hour = Timestamp::from_millis(1_700_002_800_000);
        let note = async |event: &str, at, source: Option<&str>| {
            let entry = entry(event, at, source);
            records.note("Ann@corp.test", &entry).await.unwrap();
        };
        note("changed", hour, None).await;
        for second in 1..=40 {
            let source = format!("192.0.{second}.0/24");
            note(
                "sign-in-refused-locked",
                hour.plus_seconds(second),
                Some(&source),
            )
            .await;
        }
        note(
            "sign-in-refused-locked",
            hour.plus_seconds(50),
            Some("192.0.1.0/24"),
        )
        .await;
        note("signed-in", hour.plus_seconds(60), None).await;
        let audit = records.audit("ann@corp.test", 100).await.unwrap().unwrap();
        let events: Vec<_> = audit.iter().map(|entry| entry.event.as_str()).collect();
        assert_eq!(
            (events[0], *events.last().unwrap()),
            ("signed-in", "changed")
        );
        let first = &audit[1];
        assert_eq!(
            (first.count, first.since, first.at, first.source.as_deref()),
            (
                2,
                hour.plus_seconds(1),
                hour.plus_seconds(50),
                Some("192.0.1.0/24")
            )
        );
        // The first 24 sources by name, the others together.
        assert_eq!(audit.len(), 2 + 24 + 1, "{}", place.name());
        let others = audit
            .iter()
            .find(|entry| entry.event == "sign-in-refused-locked" && entry.source.is_none());
        assert_eq!(others.unwrap().count, 16);
        let changed = audit.last().unwrap();
        assert_eq!(changed.reference.as_deref(), Some("0b0f5c"));
        assert_eq!((changed.count, changed.since), (1, hour));
        let few = records.audit("ann@corp.test", 1).await.unwrap().unwrap();
        assert_eq!(few.len(), 2, "one of each kind");
        let none = records.audit("bob@corp.test", 9).await.unwrap();
        assert!(none.unwrap().is_empty());
        // Much later all of it is forgotten but what is new.
        let later = hour.plus_seconds(AUDIT_SECONDS + 61);
        note("signed-in", later, None).await;
        let audit = records.audit("ann@corp.test", 100).await.unwrap().unwrap();
        assert_eq!(audit.len(), 1, "{}", place.name());
    }
}

#[tokio::test]
async fn in_memory_nothing_that_happened_is_kept() {
    let records = SqliteRecords::open(None, Arc::new(Clock::default())).unwrap();
    let entry = entry("changed", BEGUN, None);
    records.note("ann@corp.test", &entry).await.unwrap();
    assert!(records.audit("ann@corp.test", 9).await.unwrap().is_none());
}

#[tokio::test]
async fn a_file_of_the_first_version_is_brought_up_to_date() {
    let folder = TempDir::new().unwrap();
    let place = Place::File(folder);
    let Place::File(folder) = &place else {
        unreachable!()
    };
    let now = Clock::default().now();
    let records = open(&place).await;
    remember(records.as_ref(), "one", request(now, Some(now))).await;
    drop(records);
    let connection = Connection::open(places::file(folder)).unwrap();
    connection
        .execute_batch("DROP TABLE audit; PRAGMA user_version = 1;")
        .unwrap();
    drop(connection);
    let records = open(&place).await;
    assert_eq!(
        records.recorded(id("one")).await.unwrap(),
        Record::Done(now)
    );
    records
        .note("ann@corp.test", &entry("changed", now, None))
        .await
        .unwrap();
    let audit = records.audit("ann@corp.test", 9).await.unwrap();
    assert_eq!(audit.unwrap().len(), 1);
}
