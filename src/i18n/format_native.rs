//! Plurals, numbers and times without a browser: English, in UTC. Native tests of words use it.

/// The canonical form of a language tag; here the tag itself.
#[allow(clippy::unnecessary_wraps, reason = "the browser's form can fail")]
pub(super) fn canonical(tag: &str) -> Option<String> {
    Some(tag.into())
}

/// The plural category of a count.
pub(super) fn plural(_: &str, count: u32) -> String {
    if count == 1 { "one" } else { "other" }.into()
}

/// A whole number.
pub(super) fn number(_: &str, count: u32) -> String {
    count.to_string()
}

/// How many days ago it was; every instant of a test is of today.
#[allow(
    clippy::unnecessary_wraps,
    reason = "the browser's form knows other days"
)]
pub(super) fn days_ago(_: f64) -> Option<u32> {
    Some(0)
}

/// Hours and minutes. Milliseconds since 1970.
pub(super) fn clock(_: &str, at: f64) -> String {
    let minute = minutes(at).rem_euclid(1440);
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Hours and minutes, with the number of the day since 1970.
pub(super) fn date(lang: &str, at: f64) -> String {
    let day = minutes(at).div_euclid(1440);
    format!("day {day}, {}", clock(lang, at))
}

/// Month and year; here as they are written.
pub(super) fn month(_: &str, date: &str) -> String {
    date.into()
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "instants in tests are within a few centuries"
)]
fn minutes(at: f64) -> i64 {
    (at / 60_000.0).floor() as i64
}
