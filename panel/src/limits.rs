//! Rate limits of this instance: so many requests a minute for each session and each address.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use crate::clock::Timestamp;

/// The length of a window in seconds.
const WINDOW_SECONDS: u64 = 60;

/// Windows that are kept before those that have passed are dropped.
const MAX_WINDOWS: usize = 4096;

/// How much is allowed.
#[derive(Clone, Copy, Debug)]
pub struct RequestLimits {
    /// Changes a minute in one session; four times as many from one address.
    pub changes: u32,
    /// Sign-ins a minute from one address.
    pub sign_ins: u32,
}

impl Default for RequestLimits {
    fn default() -> Self {
        Self {
            changes: 20,
            sign_ins: 60,
        }
    }
}

/// The network that a limit counts an address for. Over IPv6 one client has a whole network, the first 64 bits.
pub(crate) fn client_network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// Counts requests.
#[derive(Default)]
pub(crate) struct RateLimiter {
    windows: Mutex<HashMap<String, Window>>,
}

struct Window {
    start: Timestamp,
    requests: u32,
}

impl RateLimiter {
    /// Counts one request; `Some` with the seconds to wait if it is one too many.
    pub(crate) fn count(&self, key: &str, limit: u32, now: Timestamp) -> Option<u64> {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.len() >= MAX_WINDOWS {
            windows.retain(|_, window| now < window.start.plus_seconds(WINDOW_SECONDS));
        }
        let window = windows.entry(key.to_owned()).or_insert(Window {
            start: now,
            requests: 0,
        });
        let end = window.start.plus_seconds(WINDOW_SECONDS);
        if end <= now || now < window.start {
            *window = Window {
                start: now,
                requests: 0,
            };
        }
        if window.requests >= limit {
            return Some(now.seconds_until(end).max(1));
        }
        window.requests += 1;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_request_too_many_waits_for_the_end_of_the_window() {
        let limiter = RateLimiter::default();
        let start = Timestamp::from_millis(0);
        assert_eq!(limiter.count("a", 2, start), None);
        assert_eq!(limiter.count("a", 2, start.plus_seconds(10)), None);
        assert_eq!(limiter.count("a", 2, start.plus_seconds(20)), Some(40));
        assert_eq!(
            limiter.count("b", 2, start.plus_seconds(20)),
            None,
            "another caller is not held up"
        );
        assert_eq!(limiter.count("a", 2, start.plus_seconds(60)), None);
    }

    #[test]
    fn addresses_of_one_network_count_as_one() {
        let check = |one: &str, other: &str| {
            client_network(one.parse().unwrap()) == client_network(other.parse().unwrap())
        };
        assert!(check("2001:db8:1:2::3", "2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assert!(!check("2001:db8:1:2::3", "2001:db8:1:3::3"));
        assert!(check("::ffff:192.0.2.1", "192.0.2.1"));
        assert!(!check("::ffff:192.0.2.1", "::ffff:192.0.2.2"));
    }
}
