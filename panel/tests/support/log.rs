//! What a panel writes to its log.

use std::io::{BufRead, BufReader, Read};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Longest wait for something that must happen.
pub const TIMEOUT: Duration = Duration::from_secs(30);

/// The log of a running panel.
#[derive(Default)]
pub struct Log {
    text: Mutex<(String, bool)>,
    grown: Condvar,
}

impl Log {
    /// Follows what is written, on a thread of its own.
    pub fn follow(stderr: impl Read + Send + 'static) -> Arc<Self> {
        let log = Arc::new(Self::default());
        let writer = Arc::clone(&log);
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                writer.add(&line);
            }
            writer.end();
        });
        log
    }

    fn add(&self, line: &str) {
        let mut text = self.text.lock().unwrap();
        text.0.push_str(line);
        text.0.push('\n');
        self.grown.notify_all();
    }

    fn end(&self) {
        self.text.lock().unwrap().1 = true;
        self.grown.notify_all();
    }

    pub fn read(&self) -> String {
        self.text.lock().unwrap().0.clone()
    }

    pub fn wait(&self, wanted: &str, times: usize) {
        let end = Instant::now() + TIMEOUT;
        let mut text = self.text.lock().unwrap();
        while text.0.matches(wanted).count() < times {
            let left = end.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !text.1,
                "\"{wanted}\" is not in the log:\n{}",
                text.0
            );
            text = self.grown.wait_timeout(text, left).unwrap().0;
        }
    }
}
