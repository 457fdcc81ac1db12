//! Exchange's own log of its front end, `Logging\HttpProxy`: one folder a protocol, comma-separated, times in UTC.
//!
//! Source: Microsoft's Exchange support scripts read these columns by name ("Analyze Exchange HttpProxy logs"); the
//! names are in each file's first line, and again in `#Fields:`. It also says how somebody signed in.

use serde::{Deserialize, Serialize};

use super::csv_line::CsvLine;
use super::{active_sync, exchange};
use crate::names::Names;
use crate::network::network;
use crate::observation::{Observation, Outcome, Protocol};
use crate::text::one_line;
use crate::time::Clock;

/// The names of the columns.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct HttpProxy {
    columns: Vec<String>,
    #[serde(skip)]
    csv: CsvLine,
}

impl HttpProxy {
    pub(super) fn read(
        &mut self,
        line: &str,
        clock: &Clock<'_>,
        names: &Names,
    ) -> Option<Observation> {
        let header = line
            .strip_prefix("#Fields:")
            .or_else(|| line.starts_with("DateTime,").then_some(line));
        if let Some(header) = header {
            self.columns = header
                .split(',')
                .map(|name| name.trim().to_owned())
                .collect();
            return None;
        }
        if line.starts_with('#') {
            return None;
        }
        let columns = &self.columns;
        let values = self.csv.split(line, columns.len())?;
        let value = |name: &str| {
            let column = columns.iter().position(|column| column == name)?;
            values.get(column).filter(|value| !value.is_empty())
        };
        let agent = value("UserAgent").unwrap_or_default();
        let protocol = exchange::protocol(value("UrlStem")?, agent)?;
        let kind = value("AuthenticationType").unwrap_or_default();
        let outcome = outcome(value("HttpStatus")?, value("IsAuthenticated"), kind)?;
        let query = match protocol {
            Protocol::ActiveSync => active_sync::query(
                value("UrlQuery")
                    .unwrap_or_default()
                    .trim_start_matches('?'),
            ),
            _ => active_sync::Query::default(),
        };
        Some(Observation {
            mailbox: names.address(value("AuthenticatedUser")?)?,
            at: clock.iso(value("DateTime")?)?,
            outcome,
            protocol,
            client: one_line(agent),
            device: one_line(&query.device),
            device_type: one_line(&query.device_type),
            host: String::new(),
            network: network(value("ClientIpAddress").unwrap_or_default()),
            count: 1,
        })
    }
}

/// Who was refused is not in this log: it has a user only once somebody has signed in.
fn outcome(status: &str, is_authenticated: Option<&str>, kind: &str) -> Option<Outcome> {
    let status: u32 = status.parse().ok()?;
    let is_accepted = matches!(status, 200..=399 | 449 | 451)
        && is_authenticated.is_some_and(|text| text.eq_ignore_ascii_case("true"));
    is_accepted.then(|| match kind.eq_ignore_ascii_case("Basic") {
        true => Outcome::Accepted,
        false => Outcome::AcceptedWithoutPassword,
    })
}
