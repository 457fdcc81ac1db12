//! Each controller: whether it can be reached, is one of this domain, and has the right time.

use std::sync::Arc;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use rustls::ClientConfig;

use super::ask::first;
use super::trouble::describe;
use crate::check::report::Report;
use crate::clock::Timestamp;
use crate::directory::active_directory::connection::{Connection, Search};
use crate::directory::active_directory::settings::{Controller, Settings};

/// How far the clocks may be apart, in seconds. What happened when is compared with the panel's clock to the minute.
const TOLERANCE: u64 = 60;

/// Opens a connection on which nobody has signed in.
pub(super) async fn reach(
    settings: &Settings,
    controller: &Controller,
    tls: &Arc<ClientConfig>,
    domain: &str,
    now: Timestamp,
    report: &mut Report,
) -> Option<Connection> {
    let opened = Connection::try_open(controller, 0, tls, settings.operation_timeout).await;
    let mut connection = match opened {
        Ok(connection) => connection,
        Err(error) => {
            report.wrong(format!("{controller}: {}", describe(&error)));
            return None;
        }
    };
    let root = Search::object("", &["currentTime", "defaultNamingContext"]);
    let root = first(&mut connection, &root, &controller.to_string(), report).await?;
    let served = root.text("defaultNamingContext").unwrap_or_default();
    if !served.eq_ignore_ascii_case(domain) {
        report.wrong(format!(
            "{controller}: it serves the domain {served}, and directory-scope is in {domain}"
        ));
        return None;
    }
    report.good(format!(
        "{controller}: reached; its certificate is valid, and it serves {served}"
    ));
    let Some(time) = root.text("currentTime").and_then(instant) else {
        report.note(format!("{controller}: it does not say what time it is"));
        return Some(connection);
    };
    match time.seconds_until(now).max(now.seconds_until(time)) {
        0..=TOLERANCE => report.good(format!("{controller}: its clock and this one agree")),
        apart => report.wrong(format!(
            "{controller}: its clock and this machine's are {apart} seconds apart: have both set by the network"
        )),
    }
    Some(connection)
}

/// As in `20261127164600.0Z`.
fn instant(text: &str) -> Option<Timestamp> {
    let time = DateTime::strptime("%Y%m%d%H%M%S", text.split('.').next()?).ok()?;
    let time = TimeZone::UTC.to_timestamp(time).ok()?;
    Some(Timestamp::from_millis(time.as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_a_directory_is_read() {
        let time = instant("20231114221320.0Z").map(Timestamp::millis);
        assert_eq!(time, Some(1_700_000_000_000));
        assert_eq!(instant("yesterday"), None);
    }
}
