//! The devices of many mailboxes, in a SQLite file and in a PostgreSQL database of this machine: how long `GET devices`
//! takes, how large the store is, and how fast it was filled. `PEOPLE` says how many mailboxes there are.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a measurement that fails is none"
)]

#[path = "../../tests/http/mod.rs"]
#[allow(dead_code, unused_imports, reason = "this does not use all of it")]
mod http;
mod observations;
mod people;
mod running;
#[path = "../shared/started.rs"]
mod started;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use postgres_tests::{Database, Server};
use running::Running;
use tempfile::TempDir;

/// So many mailboxes, unless the environment says so, and devices of each.
const PEOPLE: usize = 100_000;
const DEVICES: usize = 10;
/// How often a list of devices is asked for.
const REQUESTS: usize = 20_000;

/// What was measured in one place.
struct Measured {
    place: &'static str,
    observations_a_second: f64,
    times: Vec<Duration>,
    bytes: u64,
}

fn main() {
    let people = std::env::var("PEOPLE").map_or(PEOPLE, |text| text.parse().expect("a number"));
    let folder = TempDir::with_prefix("panel-evidence-").expect("a temporary folder");
    let store = folder.path().join("store.sqlite");
    people::write(&store, people);
    println!(
        "{people} mailboxes with {DEVICES} devices each, {REQUESTS} requests one after the other"
    );
    let evidence = folder.path().join("evidence.sqlite");
    let file = vec![
        "--evidence-store".to_owned(),
        evidence.display().to_string(),
    ];
    let in_file = measure("SQLite", folder.path(), people, &file, || {
        size_of(&evidence)
    });
    let server = Server::start();
    let database = server.database();
    let options = vec!["--database".to_owned(), database.socket_url()];
    let in_database = measure("PostgreSQL", folder.path(), people, &options, || {
        size_in(&database)
    });
    println!(
        "\n{:<12}{:>24}{:>30}{:>14}",
        "", "observations a second", "GET devices 50th  99th (ms)", "store (MB)"
    );
    for measured in [in_file, in_database] {
        let Measured {
            place,
            observations_a_second,
            mut times,
            bytes,
        } = measured;
        times.sort_unstable();
        println!(
            "{place:<12}{observations_a_second:>24.0}{:>22.2}{:>8.2}{:>14.0}",
            milliseconds(percentile(&times, 50)),
            milliseconds(percentile(&times, 99)),
            megabytes(bytes),
        );
    }
}

fn measure(
    place: &'static str,
    folder: &Path,
    people: usize,
    options: &[String],
    size: impl Fn() -> u64,
) -> Measured {
    let panel = Running::start(folder, options);
    let began = Instant::now();
    let count = observations::deliver(&panel.url, people, DEVICES);
    let took = began.elapsed();
    let mut administrator = panel.administrator();
    let times = (0..REQUESTS).map(|request| {
        let mailbox = people::mailbox(scattered(request, people));
        let path = http::admin_path(&mailbox, "devices");
        let began = Instant::now();
        let answer = administrator.get(&path);
        let took = began.elapsed();
        assert_eq!(answer.status, 200, "{answer:?}");
        assert_eq!(answer.json().as_array().map(Vec::len), Some(DEVICES));
        took
    });
    let times = times.collect();
    let count = f64::from(u32::try_from(count).expect("not so many"));
    Measured {
        place,
        observations_a_second: count / took.as_secs_f64(),
        times,
        bytes: size(),
    }
}

/// Every mailbox once before any comes again, and neighbours far from each other.
const fn scattered(request: usize, people: usize) -> usize {
    request * 7919 % people
}

/// The file and those beside it.
fn size_of(file: &Path) -> u64 {
    ["", "-wal", "-shm"]
        .iter()
        .filter_map(|ending| fs::metadata(format!("{}{ending}", file.display())).ok())
        .map(|file| file.len())
        .sum()
}

fn size_in(database: &Database) -> u64 {
    let size = database.sql("SELECT pg_database_size(current_database())");
    size.parse().expect("a number")
}

/// Of times in ascending order.
fn percentile(times: &[Duration], percent: usize) -> Duration {
    let last = times.len().saturating_sub(1);
    times.get(last * percent / 100).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn megabytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes / 1000).unwrap_or(u32::MAX)) / 1000.0
}
