//! People who change their passwords again and again.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::http::Browser;
use crate::running::{PASSWORD, mailbox};

/// People who have signed in.
pub(crate) struct Clients(Vec<Mutex<Person>>);

struct Person {
    browser: Browser,
    mailbox: String,
    password: String,
    changes: u32,
}

impl Person {
    /// Whether it was done; if not, there was too much to do at once.
    fn change(&mut self) -> bool {
        self.changes += 1;
        let next = format!("Winter-Ferry-{:06}", self.changes);
        let answer = self.browser.change(&self.mailbox, &self.password, &next);
        if answer.status == 503 && answer.code() == "directory-unavailable" {
            return false;
        }
        assert_eq!(answer.status, 200, "{answer:?}");
        self.password = next;
        true
    }
}

impl Clients {
    pub(crate) fn sign_in(url: &str, people: usize) -> Self {
        let person = |number| {
            let mut browser = Browser::new(url);
            let mailbox = mailbox(number);
            let answer = browser.sign_in(&mailbox, PASSWORD);
            assert_eq!(answer.status, 303, "{answer:?}");
            Mutex::new(Person {
                browser,
                mailbox,
                password: PASSWORD.to_owned(),
                changes: 0,
            })
        };
        Self((0..people).map(person).collect())
    }

    /// Everybody changes as often as it goes; how many changes a second that is.
    pub(crate) fn as_many_as_possible(&self, time: Duration) -> f64 {
        let done = AtomicU32::new(0);
        let began = Instant::now();
        thread::scope(|scope| {
            for person in &self.0 {
                scope.spawn(|| {
                    let mut person = person.lock().expect("nobody failed");
                    while began.elapsed() < time {
                        if person.change() {
                            done.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                });
            }
        });
        f64::from(done.into_inner()) / began.elapsed().as_secs_f64()
    }

    /// So many changes a second, each at its instant, whether or not the ones before are answered; how long each took
    /// from then, and how many were told that there is too much to do.
    pub(crate) fn at_rate(&self, rate: f64, time: Duration) -> (Vec<Duration>, u32) {
        let times = Mutex::new(Vec::new());
        let (next, refused) = (AtomicU32::new(0), AtomicU32::new(0));
        let began = Instant::now();
        thread::scope(|scope| {
            for person in &self.0 {
                scope.spawn(|| {
                    let mut person = person.lock().expect("nobody failed");
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        let at = Duration::from_secs_f64(f64::from(number) / rate);
                        if at >= time {
                            break;
                        }
                        thread::sleep(at.saturating_sub(began.elapsed()));
                        if !person.change() {
                            refused.fetch_add(1, Ordering::Relaxed);
                            continue;
                        }
                        let took = began.elapsed().saturating_sub(at);
                        times.lock().expect("nobody failed").push(took);
                    }
                });
            }
        });
        let times = times.into_inner().expect("nobody failed");
        (times, refused.into_inner())
    }
}
