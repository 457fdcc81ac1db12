//! IIS: W3C extended logs, in which the clients of Exchange are.
//!
//! Sources: Microsoft, "W3C Logging" (fields, times in UTC, `+` for a space); "The HTTP status codes in IIS" (401.1 is a
//! refused password, other 401s ask for one); "System Error Codes (1300-1699) and (1700-3999)" for `sc-win32-status`;
//! "Export-ActiveSyncLog" and the Exchange team's "Generate some advanced ActiveSync Server usage stats using IIS Logs"
//! for the query of ActiveSync.

use serde::{Deserialize, Serialize};

use super::{active_sync, exchange};
use crate::names::Names;
use crate::network::network;
use crate::observation::{Observation, Outcome, Protocol};
use crate::text::one_line;
use crate::time::Clock;

/// The columns that the last `#Fields:` line named.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Iis {
    columns: Columns,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
struct Columns {
    count: usize,
    date: Option<usize>,
    time: Option<usize>,
    address: Option<usize>,
    name: Option<usize>,
    agent: Option<usize>,
    path: Option<usize>,
    query: Option<usize>,
    status: Option<usize>,
    sub_status: Option<usize>,
    error: Option<usize>,
}

impl Columns {
    fn read(names: &str) -> Self {
        let names: Vec<_> = names.split_ascii_whitespace().collect();
        let column = |wanted: &str| {
            names
                .iter()
                .position(|name| name.eq_ignore_ascii_case(wanted))
        };
        Self {
            count: names.len(),
            date: column("date"),
            time: column("time"),
            // A proxy in front of Exchange names the client there, where that field was added to the log.
            address: column("X-Forwarded-For").or_else(|| column("c-ip")),
            name: column("cs-username"),
            agent: column("cs(User-Agent)"),
            path: column("cs-uri-stem"),
            query: column("cs-uri-query"),
            status: column("sc-status"),
            sub_status: column("sc-substatus"),
            error: column("sc-win32-status"),
        }
    }
}

impl Iis {
    pub(super) fn read(&mut self, line: &str, names: &Names) -> Option<Observation> {
        if line.starts_with('#') {
            if let Some(fields) = line.strip_prefix("#Fields:") {
                self.columns = Columns::read(fields);
            }
            return None;
        }
        let columns = &self.columns;
        let values: Vec<_> = line.split(' ').take(columns.count + 1).collect();
        // A line that was cut, or that two writers have mixed.
        if columns.count == 0 || values.len() != columns.count {
            return None;
        }
        let value = |column: Option<usize>| match values.get(column?).copied() {
            Some("-") | None => None,
            value => value,
        };
        let number = |column| value(column)?.parse::<u32>().ok();
        let agent = value(columns.agent).unwrap_or_default().replace('+', " ");
        let protocol = exchange::protocol(value(columns.path)?, &agent)?;
        let query = match protocol {
            Protocol::ActiveSync => active_sync::query(value(columns.query).unwrap_or_default()),
            _ => active_sync::Query::default(),
        };
        let outcome = outcome(
            number(columns.status)?,
            number(columns.sub_status).unwrap_or(0),
            number(columns.error).unwrap_or(0),
            protocol,
        )?;
        let name = match value(columns.name) {
            Some(name) => name,
            // A refused request is nobody's, so the log has no name but the one in the query.
            None if !outcome.is_accepted() => query.user.as_str(),
            None => return None,
        };
        Some(Observation {
            mailbox: names.address(name)?,
            at: Clock::utc(value(columns.date)?, value(columns.time)?)?,
            outcome,
            protocol,
            client: one_line(&agent),
            device: one_line(&query.device),
            device_type: one_line(&query.device_type),
            host: String::new(),
            network: network(first_address(value(columns.address).unwrap_or_default())),
            count: 1,
        })
    }
}

/// A proxy adds its own address after that of its client.
fn first_address(text: &str) -> &str {
    text.split([',', '+']).next().unwrap_or_default()
}

fn outcome(status: u32, sub_status: u32, error: u32, protocol: Protocol) -> Option<Outcome> {
    match status {
        200..=399 | 449 | 451 => Some(match exchange::sends_password(protocol) {
            true => Outcome::Accepted,
            false => Outcome::AcceptedWithoutPassword,
        }),
        401 if sub_status == 1 => match error {
            ERROR_LOGON_FAILURE => Some(Outcome::BadPassword),
            ERROR_ACCOUNT_LOCKED_OUT => Some(Outcome::LockedOut),
            ERROR_PASSWORD_EXPIRED | ERROR_PASSWORD_MUST_CHANGE => Some(Outcome::Expired),
            ERROR_ACCOUNT_DISABLED | ERROR_ACCOUNT_EXPIRED => Some(Outcome::Disabled),
            // The first half of a negotiation, in which nothing was tried yet.
            _ => None,
        },
        _ => None,
    }
}

const ERROR_LOGON_FAILURE: u32 = 1326;
const ERROR_PASSWORD_EXPIRED: u32 = 1330;
const ERROR_ACCOUNT_DISABLED: u32 = 1331;
const ERROR_ACCOUNT_EXPIRED: u32 = 1793;
const ERROR_PASSWORD_MUST_CHANGE: u32 = 1907;
const ERROR_ACCOUNT_LOCKED_OUT: u32 = 1909;
