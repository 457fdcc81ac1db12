//! What a store of evidence does, in each place in which it can be.

use std::collections::HashMap;
use std::sync::Arc;

use mailbox_password_evidence::{
    Batch, Observation, Outcome, Part, Placed, Protocol, SourceState, VERSION,
};

use super::fold::{Mailboxes, Recorded};
use super::postgres::PostgresStore;
use super::sqlite::SqliteStore;
use super::store::Store;
use crate::clock::Timestamp;
use crate::places::{self, Place};

const NOW: Timestamp = Timestamp::from_millis(1_800_000_000_000);
const ANN: &str = "ann@corp.test";
const BOB: &str = "bob@corp.test";

async fn open(place: &Place) -> Arc<dyn Store> {
    match place {
        Place::Database(database) => Arc::new(PostgresStore(places::open(database).await)),
        Place::File(folder) => Arc::new(SqliteStore::open(&places::file(folder)).unwrap()),
    }
}

fn seen(mailbox: &str, outcome: Outcome, device: &str, second: i64) -> Observation {
    Observation {
        mailbox: mailbox.to_owned(),
        at: jiff::Timestamp::from_millisecond(NOW.millis() + second * 1000).unwrap(),
        outcome,
        protocol: Protocol::Imap,
        client: "Program/1".to_owned(),
        device: device.to_owned(),
        device_type: String::new(),
        host: "OFFICE-PC".to_owned(),
        network: "192.0.2.0/24".to_owned(),
        count: 1,
    }
}

/// A batch of one log, in which the observations stand at these places.
fn batch(agent: &str, sequence: u64, places: &[(u64, Observation)]) -> Batch {
    let placed = |(end, observation): &(u64, Observation)| Placed {
        end: *end,
        observation: observation.clone(),
    };
    Batch {
        version: VERSION,
        agent: agent.to_owned(),
        sequence,
        id: format!("{agent}-{sequence}"),
        sent_at: jiff::Timestamp::from_millisecond(NOW.millis()).unwrap(),
        sources: vec![SourceState {
            name: "mail.log".to_owned(),
            format: "json".to_owned(),
            problem: Some("no \0 sign".to_owned()),
            is_caught_up: true,
            clock_is_off_by: Some(-7),
            last_line_at: None,
        }],
        parts: vec![Part {
            log: "log".to_owned(),
            from: 0,
            to: places.iter().map(|(end, _)| *end).max().unwrap_or(0),
            observations: places.iter().map(placed).collect(),
        }],
    }
}

/// The mailboxes of these tests; `locked`: since when Ann's is, if that was asked.
fn mailboxes(locked: Option<Option<Timestamp>>) -> Mailboxes {
    let names = [ANN, BOB].map(|name| (name.to_owned(), name.to_owned()));
    Mailboxes {
        names: HashMap::from(names),
        locked: locked.map(|at| (ANN.to_owned(), at)).into_iter().collect(),
    }
}

#[tokio::test]
async fn a_batch_counts_once_and_each_place_of_a_log_once() {
    for place in Place::each() {
        let store = open(&place).await;
        let name = place.name();
        let record = async |batch| store.record(batch, mailboxes(None), NOW).await.unwrap();
        let wrong = |second| seen(ANN, Outcome::BadPassword, "phone", second);
        let first = batch("a", 5, &[(1, wrong(-30)), (2, wrong(-20))]);
        assert_eq!(record(first.clone()).await, Recorded::Done, "{name}");
        assert_eq!(
            record(first.clone()).await,
            Recorded::Done,
            "its answer was lost"
        );
        let stale = Recorded::Stale { last: 5 };
        assert_eq!(record(batch("a", 4, &[(9, wrong(-1))])).await, stale);
        let mut other = first;
        other.id = "another".to_owned();
        assert_eq!(record(other).await, stale, "another batch with that number");
        // Another agent on the same log, which is a line further.
        let second = batch("b", 1, &[(1, wrong(-30)), (2, wrong(-20)), (3, wrong(-10))]);
        assert_eq!(record(second).await, Recorded::Done);
        let devices = store.devices(ANN).await.unwrap();
        assert_eq!(devices.len(), 1, "{name}");
        let phone = &devices[0];
        assert_eq!(phone.wrong_count, 3);
        assert_eq!(phone.first_at, NOW.minus_seconds(30));
        assert_eq!(phone.wrong_at, Some(NOW.minus_seconds(10)));
        assert_eq!((phone.accepted_at, phone.password_at), (None, None));
        assert_eq!(
            (
                phone.device.as_str(),
                phone.host.as_str(),
                phone.network.as_str()
            ),
            ("phone", "OFFICE-PC", "192.0.2.0/24")
        );
        assert!(store.devices(BOB).await.unwrap().is_empty());
        let sources = store.sources().await.unwrap();
        let agents: Vec<_> = sources.iter().map(|source| source.agent.as_str()).collect();
        assert_eq!(agents, ["a", "b"]);
        assert_eq!(sources[0].clock_is_off_by, Some(-7));
        assert_eq!(sources[0].heard_at, NOW);
    }
}

#[tokio::test]
async fn what_was_written_is_there_when_the_store_is_opened_again() {
    for place in Place::each() {
        let store = open(&place).await;
        let places = [
            (1, seen(ANN, Outcome::BadPassword, "phone", -30)),
            (2, seen(ANN, Outcome::Accepted, "tablet", -20)),
            (3, seen(BOB, Outcome::AcceptedWithoutPassword, "phone", -10)),
        ];
        let done = store
            .record(batch("a", 1, &places), mailboxes(None), NOW)
            .await;
        assert_eq!(done.unwrap(), Recorded::Done);
        let written = format!("{:?}", store.devices(ANN).await.unwrap());
        drop(store);
        let store = open(&place).await;
        let devices = store.devices(ANN).await.unwrap();
        assert_eq!(format!("{devices:?}"), written);
        let names: Vec<_> = devices.iter().map(|row| row.device.as_str()).collect();
        assert_eq!(
            names,
            ["tablet", "phone"],
            "the one that was seen last first"
        );
        assert_eq!(devices[0].password_at, Some(NOW.minus_seconds(20)));
        let bobs = store.devices(BOB).await.unwrap();
        assert_eq!(
            (bobs[0].accepted_at, bobs[0].password_at),
            (Some(NOW.minus_seconds(10)), None)
        );
    }
}

#[tokio::test]
async fn the_device_that_locked_a_mailbox_is_known_by_the_name_that_it_has_now() {
    for place in Place::each() {
        let store = open(&place).await;
        let wrong = |device, second| seen(ANN, Outcome::Refused, device, second);
        let places = [(1, wrong("phone", -30)), (2, wrong("scanner", -20))];
        let locked = Some(Some(NOW.minus_seconds(20)));
        let record = async |batch| store.record(batch, mailboxes(locked), NOW).await.unwrap();
        record(batch("a", 1, &places)).await;
        let lock = store.lock(ANN).await.unwrap().unwrap();
        assert_eq!(lock.at, NOW.minus_seconds(20), "{}", place.name());
        assert_eq!((lock.wrong_count, lock.host.as_str()), (1, ""));
        assert_eq!(lock.name, "Program on OFFICE-PC");
        // The domain controller names the computer.
        let named = Observation {
            host: "DESK\0-1".to_owned(),
            ..seen(ANN, Outcome::Locks, "", -20)
        };
        record(batch("a", 2, &[(3, named)])).await;
        let lock = store.lock(ANN).await.unwrap().unwrap();
        assert!(lock.host.starts_with("DESK"), "{lock:?}");
        assert_eq!(store.lock(BOB).await.unwrap(), None);
    }
}

#[tokio::test]
async fn devices_are_bounded_and_what_is_old_is_deleted() {
    for place in Place::each() {
        let store = open(&place).await;
        let many: Vec<_> = (0..250)
            .map(|number| {
                let device = format!("D{number}");
                let second = i64::try_from(number).unwrap() - 500;
                (number + 1, seen(ANN, Outcome::Accepted, &device, second))
            })
            .collect();
        let (first, second) = many.split_at(150);
        for (sequence, places) in [(1, first), (2, second)] {
            let batch = batch("a", sequence, places);
            store.record(batch, mailboxes(None), NOW).await.unwrap();
        }
        let devices = store.devices(ANN).await.unwrap();
        assert_eq!(devices.len(), 100, "{}", place.name());
        assert_eq!(devices[0].device, "D249");
        assert_eq!(devices[99].device, "D150");
        // A month later.
        let later = NOW.plus_seconds(super::kept::KEPT_SECONDS);
        let places = [(300, seen(BOB, Outcome::Accepted, "phone", 0))];
        store
            .record(batch("b", 1, &places), mailboxes(None), later)
            .await
            .unwrap();
        assert!(store.devices(ANN).await.unwrap().is_empty());
        assert_eq!(store.devices(BOB).await.unwrap().len(), 1);
        let sources = store.sources().await.unwrap();
        assert_eq!(sources.len(), 2, "the agent is not forgotten yet");
    }
}

#[tokio::test]
async fn what_is_erased_is_gone_and_nothing_else_is() {
    for place in Place::each() {
        let store = open(&place).await;
        let places = [
            (1, seen(ANN, Outcome::BadPassword, "phone", -30)),
            (2, seen(ANN, Outcome::Accepted, "tablet", -20)),
            (3, seen(BOB, Outcome::Accepted, "phone", -10)),
        ];
        let locked = Some(Some(NOW.minus_seconds(20)));
        store
            .record(batch("a", 1, &places), mailboxes(locked), NOW)
            .await
            .unwrap();
        assert_eq!(store.erase(ANN).await.unwrap(), 2, "{}", place.name());
        assert!(store.devices(ANN).await.unwrap().is_empty());
        assert_eq!(store.lock(ANN).await.unwrap(), None);
        assert_eq!(store.devices(BOB).await.unwrap().len(), 1);
        assert_eq!(store.erase(ANN).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn an_agent_that_is_forgotten_is_back_with_its_next_batch_and_no_old_one_is_taken() {
    for place in Place::each() {
        let store = open(&place).await;
        let name = place.name();
        let record = async |batch| store.record(batch, mailboxes(None), NOW).await.unwrap();
        let agents = async || {
            let sources = store.sources().await.unwrap();
            let agents = sources.into_iter().map(|source| source.agent);
            agents.collect::<Vec<_>>().join(" ")
        };
        record(batch("a", 5, &[])).await;
        record(batch("b", 1, &[])).await;
        assert_eq!(store.forget("a").await.unwrap(), 1, "{name}");
        assert_eq!(agents().await, "b", "{name}");
        assert_eq!(store.forget("a").await.unwrap(), 0, "{name}");
        let stale = Recorded::Stale { last: 5 };
        assert_eq!(record(batch("a", 4, &[])).await, stale, "{name}");
        assert_eq!(record(batch("a", 6, &[])).await, Recorded::Done);
        assert_eq!(agents().await, "a b", "{name}");
    }
}

#[tokio::test]
async fn batches_that_come_at_once_count_one_after_the_other() {
    for place in Place::each() {
        // Two panels share one store.
        let stores = [open(&place).await, open(&place).await];
        let mut tasks = tokio::task::JoinSet::new();
        for agent in 0..8_usize {
            let store = Arc::clone(&stores[agent % 2]);
            tasks.spawn(async move {
                for sequence in 1..=10 {
                    let line = seen(ANN, Outcome::BadPassword, "phone", -1);
                    let mut batch = batch(&agent.to_string(), sequence, &[(sequence, line)]);
                    batch.parts[0].log = agent.to_string();
                    let done = store.record(batch, mailboxes(None), NOW).await;
                    assert_eq!(done.unwrap(), Recorded::Done);
                }
            });
        }
        tasks.join_all().await;
        let devices = stores[0].devices(ANN).await.unwrap();
        assert_eq!(devices[0].wrong_count, 80, "{}", place.name());
    }
}
