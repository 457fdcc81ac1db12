//! What the panel with its embedded directory can do, beside Argon2id alone in the same run: changes a second, how long
//! one takes at half that load, and whether its memory stays what it is.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a measurement that fails is none"
)]

mod alone;
mod clients;
#[path = "../../tests/http/mod.rs"]
#[allow(dead_code, unused_imports, reason = "this does not use all of it")]
mod http;
mod running;
#[path = "../shared/started.rs"]
mod started;

use std::time::Duration;

use clients::Clients;
use running::Running;

/// So many people change their passwords.
const PEOPLE: usize = 16;
const ROUNDS: u32 = 5;
const ROUND: Duration = Duration::from_secs(10);
const MINUTES: u32 = 10;
/// The least that the panel should reach of what the hashes alone would allow.
const WANTED: f64 = 0.9;

fn main() {
    let rounds = number("ROUNDS", ROUNDS);
    let minutes = number("MINUTES", MINUTES);
    let panel = Running::start(PEOPLE);
    let clients = Clients::sign_in(&panel.url, PEOPLE);
    // Every connection and every thread has been used once, and so has the processor's clock.
    clients.as_many_as_possible(ROUND / 2);
    println!("round  Argon2id alone  through the panel  ratio   (changes a second)");
    let mut ratios = Vec::new();
    for round in 1..=rounds {
        let alone = alone::changes_a_second(ROUND);
        let through = clients.as_many_as_possible(ROUND);
        println!(
            "{round:>5}  {alone:>14.1}  {through:>17.1}  {:>5.2}",
            through / alone
        );
        ratios.push(through / alone);
    }
    println!("ratio: {:.2} (wanted ≥ {WANTED})", median(&mut ratios));
    println!("memory after that: {:.1} MB", megabytes(panel.memory()));

    let mut memory = Vec::new();
    let (mut times, mut refused) = (Vec::new(), 0);
    println!("\nat half the load, for {minutes} minutes:");
    println!("minute  changes a second  50th  99th  highest (ms)  memory (MB)");
    for minute in 1..=minutes {
        // What else the machine does alters what half of the load is.
        let rate = clients.as_many_as_possible(ROUND / 2) / 2.0;
        let (mut took, late) = clients.at_rate(rate, Duration::from_secs(60));
        refused += late;
        took.sort_unstable();
        memory.push(panel.memory());
        println!(
            "{minute:>6}  {rate:>16.1}  {:>4.0}  {:>4.0}  {:>12.0}  {:>11.1}",
            milliseconds(percentile(&took, 50)),
            milliseconds(percentile(&took, 99)),
            milliseconds(percentile(&took, 100)),
            megabytes(panel.memory()),
        );
        times.extend(took);
    }
    times.sort_unstable();
    println!(
        "99th percentile of {} changes: {:.0} ms, {refused} were told to come later; memory: {:.1} MB after the first minute, {:.1} MB after the last, \
         {:.1} MB at most",
        times.len(),
        milliseconds(percentile(&times, 99)),
        memory.first().copied().map_or(0.0, megabytes),
        memory.last().copied().map_or(0.0, megabytes),
        megabytes(panel.most_memory()),
    );
}

fn number(name: &str, without: u32) -> u32 {
    std::env::var(name).map_or(without, |text| text.parse().expect("a number"))
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// Of times in ascending order.
fn percentile(times: &[Duration], percent: usize) -> Duration {
    let last = times.len().saturating_sub(1);
    times.get(last * percent / 100).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Of a number of KiB.
fn megabytes(kib: u64) -> f64 {
    f64::from(u32::try_from(kib).unwrap_or(u32::MAX)) * 1.024 / 1000.0
}
