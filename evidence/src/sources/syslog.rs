//! The beginning of a syslog line, and of a log that a program writes by itself in the same manner.
//!
//! Sources: RFC 3164 §4.1.2 (`Nov  7 10:44:00 host tag[pid]: message`); rsyslog, "RSYSLOG_FileFormat" (the same with an
//! RFC 3339 time); Dovecot, "Logging" (`log_timestamp`, by default `%b %d %H:%M:%S `, without host).

use jiff::Timestamp;

use crate::time::Clock;

/// The time of a line, and what follows it.
pub(super) fn split<'a>(line: &'a str, clock: &Clock<'_>) -> Option<(Timestamp, &'a str)> {
    // RFC 5424 has a priority and a version before the time; some forwarders leave them in the file.
    let line = match line.strip_prefix('<') {
        Some(rest) => {
            let (_, rest) = rest.split_once('>')?;
            rest.strip_prefix("1 ").unwrap_or(rest)
        }
        None => line,
    };
    if line.starts_with(|letter: char| letter.is_ascii_digit()) {
        let (first, rest) = line.split_once(' ')?;
        if first.contains('T') {
            return Some((clock.iso(first)?, rest));
        }
        let (time, rest) = rest.split_once(' ')?;
        return Some((clock.iso(&format!("{first} {time}"))?, rest));
    }
    let (month, rest) = line.split_once(' ')?;
    let (day, rest) = rest.trim_start_matches(' ').split_once(' ')?;
    let (time, rest) = rest.split_once(' ')?;
    Some((clock.without_year(month, day, time)?, rest))
}
