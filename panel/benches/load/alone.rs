//! The hashes of a change, and nothing else.

use std::thread;
use std::time::{Duration, Instant};

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use panel::directory::embedded::HashCost;

/// As many as the panel hashes with at once, so that both get the same share of a machine that has more to do.
const LEAST_THREADS: usize = 4;

/// How many changes a second all processors could do if a change were only its two hashes: one to compare the current
/// password, one to keep the new one.
pub(crate) fn changes_a_second(time: Duration) -> f64 {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let threads = processors.max(LEAST_THREADS);
    let began = Instant::now();
    let done: u32 = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| scope.spawn(move || work(began, time)))
            .collect();
        let counts = workers.into_iter().map(|worker| worker.join());
        counts.map(|count| count.expect("hashes")).sum()
    });
    f64::from(done) / began.elapsed().as_secs_f64()
}

fn work(began: Instant, time: Duration) -> u32 {
    let cost = HashCost::default();
    let params = Params::new(cost.memory_kib, cost.passes, 1, None).expect("a cost");
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut done = 0;
    let mut hash = argon2.hash_password(b"Autumn-Harbour-71").expect("a hash");
    while began.elapsed() < time {
        argon2
            .verify_password(b"Autumn-Harbour-71", &hash)
            .expect("the same password");
        hash = argon2.hash_password(b"Autumn-Harbour-71").expect("a hash");
        done += 1;
    }
    done
}
