use super::*;

const BEGUN: Timestamp = Timestamp::from_millis(1_700_000_000_000);

/// Records whose clock stands so many seconds after `BEGUN`.
fn records(file: Option<&Path>) -> Records {
    Records::open(file, Arc::new(Clock::default())).unwrap()
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

#[tokio::test]
async fn a_request_that_is_done_is_known_by_its_instant() {
    let records = records(None);
    let now = Clock::default().now();
    records
        .remember(id("one"), request(now, Some(now)))
        .await
        .unwrap();
    assert_eq!(
        records.recorded(id("one")).await.unwrap(),
        Record::Done(now)
    );
    assert_eq!(records.recorded(id("two")).await.unwrap(), Record::Nothing);
    let found = records
        .request_of("Ann@corp.test", Some(now))
        .await
        .unwrap();
    assert_eq!(found.unwrap().0, "one");
    for (mailbox, at) in [
        ("ann@corp.test", now.plus_seconds(1)),
        ("bob@corp.test", now),
    ] {
        assert_eq!(records.request_of(mailbox, Some(at)).await.unwrap(), None);
    }
}

#[tokio::test]
async fn what_another_request_set_is_told_apart_from_ones_own() {
    let records = records(None);
    let now = Clock::default().now();
    records
        .remember(id("one"), request(now, Some(now)))
        .await
        .unwrap();
    records
        .remember(id("open"), request(now, None))
        .await
        .unwrap();
    assert_eq!(records.set_by_another(id("one")).await.unwrap(), None);
    assert_eq!(records.set_by_another(id("two")).await.unwrap(), Some(now));
    let other = RequestId {
        mailbox: "bob@corp.test".to_owned(),
        ..id("two")
    };
    assert_eq!(records.set_by_another(other).await.unwrap(), None);
}

#[tokio::test]
async fn a_request_without_an_outcome_may_have_set_any_later_password() {
    let records = records(None);
    let now = Clock::default().now();
    records
        .remember(id("one"), request(now, None))
        .await
        .unwrap();
    assert_eq!(records.recorded(id("one")).await.unwrap(), Record::Begun);
    let of = async |at| records.request_of("ann@corp.test", at).await.unwrap();
    assert_eq!(of(Some(BEGUN)).await, None, "what was there before");
    assert!(of(Some(now)).await.is_some());
    assert!(of(None).await.is_some());
    records.forget(id("one")).await.unwrap();
    assert_eq!(records.recorded(id("one")).await.unwrap(), Record::Nothing);
}

#[tokio::test]
async fn a_day_later_a_request_is_forgotten() {
    let records = records(None);
    let now = Clock::default().now();
    let begun = now.minus_seconds(RETENTION_SECONDS);
    records
        .remember(id("one"), request(begun, Some(begun)))
        .await
        .unwrap();
    records
        .remember(id("two"), request(now, None))
        .await
        .unwrap();
    assert_eq!(records.recorded(id("one")).await.unwrap(), Record::Nothing);
}

#[tokio::test]
async fn a_file_is_shared_and_outlives_whoever_wrote_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("records.sqlite");
    let (one, other) = (records(Some(&file)), records(Some(&file)));
    let now = Clock::default().now();
    one.remember(id("one"), request(now, Some(now)))
        .await
        .unwrap();
    one.end_session("ended", now.plus_seconds(60))
        .await
        .unwrap();
    drop(one);
    assert_eq!(other.recorded(id("one")).await.unwrap(), Record::Done(now));
    drop(other);
    let later = records(Some(&file));
    assert!(later.has_ended("ended").await.unwrap());
    assert!(!later.has_ended("another").await.unwrap());
}

#[test]
fn a_file_of_another_kind_or_of_a_later_program_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("records.sqlite");
    drop(records(Some(&file)));
    let connection = Connection::open(&file).unwrap();
    connection.pragma_update(None, "user_version", 9).unwrap();
    let said = |file: &Path| {
        let opened = Records::open(Some(file), Arc::new(Clock::default()));
        opened.err().unwrap().to_string()
    };
    assert!(said(&file).contains("has layout 9"), "{}", said(&file));
    let text = folder.path().join("text");
    std::fs::write(&text, "no database at all ".repeat(100)).unwrap();
    assert!(said(&text).contains("cannot be used"), "{}", said(&text));
}
