//! How long the answer to a refused sign-in as an administrator waits: longer each time, for each source.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::clock::Clock;
use crate::throttle::CleanUp;

/// The first wait of a refused sign-in as an administrator; each further one from that source doubles it.
const FIRST_DELAY: Duration = Duration::from_millis(250);

/// After so long without another refused sign-in, a source starts anew.
const DELAY_MEMORY: Duration = Duration::from_secs(15 * 60);

/// The waits of every source.
pub(crate) struct Delays {
    longest: Duration,
    clock: Arc<Clock>,
    sources: Mutex<Sources>,
}

#[derive(Default)]
struct Sources {
    refusals: HashMap<IpAddr, Refusals>,
    clean_up: CleanUp,
}

/// The refused sign-ins of a source.
struct Refusals {
    count: u32,
    last: Duration,
}

impl Delays {
    pub(crate) fn new(longest: Duration, clock: &Arc<Clock>) -> Self {
        Self {
            longest,
            clock: Arc::clone(clock),
            sources: Mutex::default(),
        }
    }

    /// Counts a refused sign-in, and says how long its answer has to wait.
    pub(crate) fn refused(&self, source: IpAddr) -> Duration {
        let now = self.clock.elapsed();
        let mut sources = self.lock();
        sources.forget_old(now);
        let refusals = sources.refusals.entry(source).or_insert(Refusals {
            count: 0,
            last: now,
        });
        if refusals.is_old(now) {
            refusals.count = 0;
        }
        let delay = FIRST_DELAY.saturating_mul(2_u32.saturating_pow(refusals.count));
        refusals.count = refusals.count.saturating_add(1);
        refusals.last = now;
        delay.min(self.longest)
    }

    /// Somebody of this source has signed in: its next refused sign-in is the first.
    pub(crate) fn accepted(&self, source: IpAddr) {
        self.lock().refusals.remove(&source);
    }

    fn lock(&self) -> MutexGuard<'_, Sources> {
        self.sources.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sources {
    fn forget_old(&mut self, now: Duration) {
        if self.clean_up.is_due(now, self.refusals.len()) {
            self.refusals.retain(|_, refusals| !refusals.is_old(now));
            self.clean_up.done(now, self.refusals.len());
        }
    }
}

impl Refusals {
    fn is_old(&self, now: Duration) -> bool {
        now >= self.last.saturating_add(DELAY_MEMORY)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn each_refused_sign_in_waits_longer_up_to_a_bound() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("clock");
        let clock = Arc::new(Clock::new(Some(file.clone())));
        let delays = Delays::new(Duration::from_secs(8), &clock);
        let source = "192.0.2.1".parse().unwrap();
        let seen: Vec<u128> = (0..7).map(|_| delays.refused(source).as_millis()).collect();
        assert_eq!(seen, [250, 500, 1000, 2000, 4000, 8000, 8000]);
        let other = "192.0.2.2".parse().unwrap();
        assert_eq!(delays.refused(other), FIRST_DELAY);
        delays.accepted(source);
        assert_eq!(delays.refused(source), FIRST_DELAY);
        fs::write(file, "900").unwrap();
        assert_eq!(
            delays.refused(source),
            FIRST_DELAY,
            "a quiet source starts anew"
        );
    }
}
