//! What a device's row proves about the new password.

use super::row::DeviceRow;
use crate::clock::Timestamp;

/// IIS goes on accepting a password that it has checked, for a quarter of an hour (Microsoft, KB 267568, `UserTokenTTL`).
const TOKEN_SECONDS: u64 = 900;

/// Whether the device has the password that was set at this instant; `None` if nothing proves either. It has it if it
/// was let in with a password after the old one had certainly stopped, which is `grace` seconds after the change. It does
/// not have it if it was refused for a wrong password since. The later of the two counts.
pub(super) fn uses_new_password(
    row: &DeviceRow,
    set_at: Option<Timestamp>,
    grace: u64,
) -> Option<bool> {
    let set_at = set_at?;
    let tokens = match row.protocol.as_str() {
        "activesync" | "autodiscover" | "ews" | "mapi" | "web" => TOKEN_SECONDS,
        _ => 0,
    };
    let stopped = set_at.plus_seconds(grace.max(tokens));
    let has = row.password_at.filter(|at| *at >= stopped);
    let lacks = row.wrong_at.filter(|at| *at >= set_at);
    match (has, lacks) {
        (None, None) => None,
        (has, lacks) => Some(has >= lacks),
    }
}

#[cfg(test)]
mod tests {
    use mailbox_password_evidence::{Observation, Outcome, Protocol};

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_millis(1_700_000_000_000 + second * 1000)
    }

    fn row(protocol: Protocol, password_at: Option<i64>, wrong_at: Option<i64>) -> DeviceRow {
        let observation = Observation {
            mailbox: String::new(),
            at: jiff::Timestamp::UNIX_EPOCH,
            outcome: Outcome::Accepted,
            protocol,
            client: String::new(),
            device: String::new(),
            device_type: String::new(),
            host: String::new(),
            network: String::new(),
            count: 1,
        };
        DeviceRow {
            password_at: password_at.map(at),
            wrong_at: wrong_at.map(at),
            accepted_at: Some(at(9999)),
            ..DeviceRow::new("a@b.test", &observation, at(0))
        }
    }

    #[track_caller]
    fn check(password_at: Option<i64>, wrong_at: Option<i64>, grace: u64, expected: Option<bool>) {
        let row = row(Protocol::Imap, password_at, wrong_at);
        assert_eq!(uses_new_password(&row, Some(at(100)), grace), expected);
    }

    #[test]
    fn only_what_is_proved_is_said() {
        check(None, None, 0, None);
        check(Some(99), None, 0, None);
        check(Some(100), None, 0, Some(true));
        // The old password may still have worked.
        check(Some(159), None, 60, None);
        check(Some(160), None, 60, Some(true));
        check(None, Some(99), 0, None);
        check(None, Some(100), 60, Some(false));
        check(Some(200), Some(300), 0, Some(false));
        check(Some(300), Some(200), 0, Some(true));
        check(Some(120), Some(110), 60, Some(false));
        assert_eq!(
            uses_new_password(&row(Protocol::Imap, Some(1), Some(1)), None, 0),
            None,
            "nobody knows when the password was set"
        );
    }

    #[test]
    fn a_web_server_remembers_the_old_password_for_a_while() {
        let seen = |second| {
            let row = row(Protocol::ActiveSync, Some(second), None);
            uses_new_password(&row, Some(at(100)), 0)
        };
        assert_eq!(seen(999), None);
        assert_eq!(seen(1000), Some(true));
    }
}
