//! Prints what is being done, and how long each step took.

use std::time::{Duration, Instant};

/// The steps so far, with their times.
#[derive(Default)]
pub(crate) struct Progress {
    steps: Vec<(String, Duration)>,
}

impl Progress {
    /// Announces a step, runs it and prints how long it took.
    pub(crate) fn step<T, E>(
        &mut self,
        name: &str,
        act: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        println!("==> {name}");
        let start = Instant::now();
        let result = act();
        let took = start.elapsed();
        let ending = if result.is_ok() { "done" } else { "failed" };
        println!("    {ending} in {}", seconds(took));
        self.steps.push((name.to_owned(), took));
        result
    }

    /// Prints every step with its time.
    pub(crate) fn summary(&self) {
        println!("==> Time");
        let total = self.steps.iter().map(|(_, took)| *took).sum();
        for (name, took) in &self.steps {
            println!("{:>10}  {name}", seconds(*took));
        }
        println!("{:>10}  in all", seconds(total));
    }
}

/// A duration as a person reads it.
pub(crate) fn seconds(time: Duration) -> String {
    if time < Duration::from_secs(60) {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", time.as_secs() / 60, time.as_secs() % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_well_below_and_above_a_minute() {
        assert_eq!(seconds(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 05 s");
    }
}
