//! Rate limits of this instance: so many requests a minute, from each source and in each session.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use governor::clock::Clock as LimitClock;
use governor::middleware::{NoOpMiddleware, StateInformationMiddleware};
use governor::nanos::Nanos;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::clock::Clock;
use crate::delays::Delays;
use crate::throttle::CleanUp;

/// How many requests a session may send for each current password that it may guess wrong: what is refused for its
/// form, or by the rules, is no guess.
const REQUESTS_PER_GUESS: NonZeroU32 = number(5);

/// How many sessions' worth of requests one source may send: people share addresses.
const SESSIONS_PER_SOURCE: NonZeroU32 = number(4);

/// Reports of a broken content security policy a minute from one source that are logged; anybody can send them.
const REPORTS: NonZeroU32 = number(60);

/// Batches of evidence a minute from one source that are refused because they are not signed; anybody can send them.
const UNSIGNED: NonZeroU32 = number(60);

/// How much is allowed.
#[derive(Clone, Copy, Debug)]
pub struct RequestLimits {
    /// Wrong current passwords a minute in one session.
    pub changes: NonZeroU32,
    /// Sign-ins a minute from one source.
    pub sign_ins: NonZeroU32,
    /// Sign-ins as an administrator a minute from one source.
    pub administrator_sign_ins: NonZeroU32,
    /// The longest wait for the answer to a refused sign-in as an administrator.
    pub administrator_delay: Duration,
}

impl Default for RequestLimits {
    fn default() -> Self {
        Self {
            changes: number(20),
            sign_ins: number(60),
            administrator_sign_ins: number(10),
            administrator_delay: Duration::from_secs(8),
        }
    }
}

/// A request too many: so many seconds have to pass first.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct TooMany(pub(crate) u64);

/// Every limit of this instance. Signing in, changing and reporting are counted apart, so that no flood of one kind keeps
/// anybody from another.
pub(crate) struct Limits {
    clock: Arc<Clock>,
    sign_ins: Limiter<IpAddr>,
    administrator_sign_ins: Limiter<IpAddr>,
    in_session: Limiter<String>,
    from_source: Limiter<IpAddr>,
    guesses: Limiter<String>,
    waiting: Mutex<Waiting>,
    reports: Limiter<IpAddr>,
    unsigned: Limiter<IpAddr>,
    pub(crate) delays: Delays,
}

/// Sessions that have guessed too often.
#[derive(Default)]
struct Waiting {
    /// When each session may try again, on the clock of the limits.
    until: HashMap<String, Duration>,
    clean_up: CleanUp,
}

impl Limits {
    pub(crate) fn new(limits: RequestLimits, clock: &Arc<Clock>) -> Self {
        let in_session = limits.changes.saturating_mul(REQUESTS_PER_GUESS);
        let from_source = in_session.saturating_mul(SESSIONS_PER_SOURCE);
        Self {
            clock: Arc::clone(clock),
            sign_ins: Limiter::new(limits.sign_ins, clock),
            administrator_sign_ins: Limiter::new(limits.administrator_sign_ins, clock),
            in_session: Limiter::new(in_session, clock),
            from_source: Limiter::new(from_source, clock),
            guesses: Limiter::new(limits.changes, clock),
            waiting: Mutex::default(),
            reports: Limiter::new(REPORTS, clock),
            unsigned: Limiter::new(UNSIGNED, clock),
            delays: Delays::new(limits.administrator_delay, clock),
        }
    }

    /// Counts a sign-in.
    pub(crate) fn sign_in(&self, source: IpAddr) -> Result<(), TooMany> {
        self.sign_ins.count(&source).map(drop)
    }

    /// Counts a sign-in as an administrator.
    pub(crate) fn administrator_sign_in(&self, source: IpAddr) -> Result<(), TooMany> {
        self.administrator_sign_ins.count(&source).map(drop)
    }

    /// Counts a change, a reset or an unlock of somebody who is signed in.
    pub(crate) fn change(&self, session: &str, source: IpAddr) -> Result<(), TooMany> {
        let now = self.clock.elapsed();
        if let Some(until) = lock(&self.waiting).until.get(session)
            && *until > now
        {
            return Err(too_many(until.saturating_sub(now)));
        }
        self.in_session.count(&session.to_owned())?;
        self.from_source.count(&source).map(drop)
    }

    /// Counts a wrong current password: once a session has used up its guesses, its next request waits.
    pub(crate) fn guessed(&self, session: &str) {
        let now = self.clock.elapsed();
        let wait = match self.guesses.count(&session.to_owned()) {
            Ok(0) => self.guesses.quota.replenish_interval(),
            Ok(_) => return,
            Err(TooMany(seconds)) => Duration::from_secs(seconds),
        };
        let mut waiting = lock(&self.waiting);
        if waiting.clean_up.is_due(now, waiting.until.len()) {
            waiting.until.retain(|_, until| *until > now);
            let left = waiting.until.len();
            waiting.clean_up.done(now, left);
        }
        let until = now.saturating_add(wait);
        waiting.until.insert(session.to_owned(), until);
    }

    /// Counts a report.
    pub(crate) fn report(&self, source: IpAddr) -> Result<(), TooMany> {
        self.reports.count(&source).map(drop)
    }

    /// Counts a request that posts evidence without a valid signature, by the address it came from.
    pub(crate) fn unsigned(&self, source: IpAddr) -> Result<(), TooMany> {
        self.unsigned.count(&source).map(drop)
    }
}

/// What the crate makes first.
type Uninformed<K> = RateLimiter<K, HashMapStateStore<K>, SteadyClock, NoOpMiddleware<Nanos>>;

/// Counts by key.
struct Limiter<K: Clone + Eq + Hash> {
    quota: Quota,
    clock: SteadyClock,
    keys: RateLimiter<K, HashMapStateStore<K>, SteadyClock, StateInformationMiddleware>,
    clean_up: Mutex<CleanUp>,
}

impl<K: Clone + Eq + Hash> Limiter<K> {
    fn new(per_minute: NonZeroU32, clock: &Arc<Clock>) -> Self {
        let quota = Quota::per_minute(per_minute);
        let clock = SteadyClock(Arc::clone(clock));
        Self {
            quota,
            keys: Uninformed::new(quota, HashMapStateStore::default(), clock.clone())
                .with_middleware(),
            clean_up: Mutex::default(),
            clock,
        }
    }

    /// Counts one; says how many more there may be at once.
    fn count(&self, key: &K) -> Result<u32, TooMany> {
        self.clean_up();
        match self.keys.check_key(key) {
            Ok(state) => Ok(state.remaining_burst_capacity()),
            Err(until) => Err(too_many(until.wait_time_from(self.clock.now()))),
        }
    }

    /// Drops keys that have their whole allowance again.
    fn clean_up(&self) {
        let now = self.clock.0.elapsed();
        let mut clean_up = lock(&self.clean_up);
        if clean_up.is_due(now, self.keys.len()) {
            self.keys.retain_recent();
            clean_up.done(now, self.keys.len());
        }
    }
}

/// The panel's clock as limits read it: setting the computer's clock neither opens nor closes one.
#[derive(Clone)]
struct SteadyClock(Arc<Clock>);

impl LimitClock for SteadyClock {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        self.0.elapsed().into()
    }
}

/// At least 1.
const fn number(number: u32) -> NonZeroU32 {
    NonZeroU32::MIN.saturating_add(number.saturating_sub(1))
}

fn too_many(wait: Duration) -> TooMany {
    TooMany(
        wait.as_millis()
            .div_ceil(1000)
            .try_into()
            .unwrap_or(u64::MAX)
            .max(1),
    )
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const SOURCE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    /// Limits of two a minute, and a way to move their clock.
    fn limits() -> (Limits, impl Fn(i64), tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("clock");
        let clock = Arc::new(Clock::new(Some(file.clone())));
        let two = NonZeroU32::new(2).unwrap();
        let limits = RequestLimits {
            changes: two,
            sign_ins: two,
            ..RequestLimits::default()
        };
        let set = move |seconds: i64| fs::write(&file, seconds.to_string()).unwrap();
        (Limits::new(limits, &clock), set, folder)
    }

    #[test]
    fn one_sign_in_too_many_waits_and_other_sources_do_not() {
        let (limits, set, _folder) = limits();
        assert!(limits.sign_in(SOURCE).is_ok());
        assert!(limits.sign_in(SOURCE).is_ok());
        assert_eq!(limits.sign_in(SOURCE), Err(TooMany(30)));
        assert!(limits.sign_in("192.0.2.1".parse().unwrap()).is_ok());
        set(30);
        assert!(limits.sign_in(SOURCE).is_ok());
    }

    #[test]
    fn sources_of_a_flood_that_has_ended_are_forgotten() {
        let (limits, set, _folder) = limits();
        for number in 0..10_000_u32 {
            let source = std::net::Ipv4Addr::from_bits(number);
            assert!(limits.sign_in(source.into()).is_ok());
        }
        set(60);
        assert!(limits.sign_in(SOURCE).is_ok());
        assert_eq!(limits.sign_ins.keys.len(), 1);
    }

    #[test]
    fn a_clock_that_is_set_back_closes_no_limit() {
        let (limits, set, _folder) = limits();
        set(86_400);
        assert!(limits.sign_in(SOURCE).is_ok());
        set(-86_400);
        assert!(limits.sign_in(SOURCE).is_ok());
        assert_eq!(limits.sign_in(SOURCE), Err(TooMany(30)));
    }

    #[test]
    fn what_is_no_guess_uses_up_no_guess() {
        let (limits, ..) = limits();
        for _ in 0..8 {
            assert!(limits.change("a", SOURCE).is_ok());
        }
        limits.guessed("a");
        assert!(limits.change("a", SOURCE).is_ok());
        limits.guessed("a");
        assert_eq!(limits.change("a", SOURCE), Err(TooMany(30)));
        assert!(limits.change("b", SOURCE).is_ok(), "another session");
    }
}
