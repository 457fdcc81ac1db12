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

/// Hours and minutes, with the number of the day since 1970 if the date is wanted. Milliseconds since 1970.
#[allow(
    clippy::cast_possible_truncation,
    reason = "instants in tests are within a few centuries"
)]
pub(super) fn time(_: &str, at: f64, with_date: bool) -> String {
    let minutes = (at / 60_000.0).floor() as i64;
    let (day, minute) = (minutes.div_euclid(1440), minutes.rem_euclid(1440));
    let clock = format!("{:02}:{:02}", minute / 60, minute % 60);
    if with_date {
        format!("day {day}, {clock}")
    } else {
        clock
    }
}
