//! Rounds, and what was measured in them.

use std::env;

use crate::form::Form;
use crate::site::Page;

/// How many rounds, unless `ROUNDS` names another number.
const ROUNDS: usize = 9;

/// A page, and what each round measured on it.
pub(crate) struct Measured<T> {
    pub(crate) page: Page,
    pub(crate) rounds: Vec<T>,
}

impl<T> Measured<T> {
    /// The middle one of the values, and nothing where a round has none.
    pub(crate) fn median(&self, value: impl Fn(&T) -> Option<f64>) -> Option<f64> {
        let values = self.sorted(value)?;
        values.get(values.len() / 2).copied()
    }

    /// The smallest and the largest of the values, and nothing where a round has none.
    pub(crate) fn range(&self, value: impl Fn(&T) -> Option<f64>) -> Option<(f64, f64)> {
        let values = self.sorted(value)?;
        Some((*values.first()?, *values.last()?))
    }

    fn sorted(&self, value: impl Fn(&T) -> Option<f64>) -> Option<Vec<f64>> {
        let mut values: Vec<f64> = self.rounds.iter().map(value).collect::<Option<_>>()?;
        values.sort_by(f64::total_cmp);
        Some(values)
    }
}

/// The one of this form, if it was measured.
pub(crate) fn of<T>(all: &[Measured<T>], form: Form) -> Option<&Measured<T>> {
    all.iter().find(|measured| measured.page.form == form)
}

/// How many rounds are asked for.
///
/// # Panics
/// When `ROUNDS` is no number, or zero.
pub(crate) fn wanted() -> usize {
    env::var("ROUNDS").map_or(ROUNDS, |rounds| {
        let rounds = rounds.parse().expect("ROUNDS is a number");
        assert!(rounds > 0, "ROUNDS is at least 1");
        rounds
    })
}

/// Measures each page once a round, in another random order each time.
pub(crate) async fn run<T>(
    what: &str,
    pages: &[Page],
    rounds: usize,
    once: impl AsyncFn(&Page) -> T,
) -> Vec<Measured<T>> {
    let mut all: Vec<Measured<T>> = pages
        .iter()
        .map(|page| Measured {
            page: page.clone(),
            rounds: Vec::new(),
        })
        .collect();
    for round in 1..=rounds {
        eprintln!("    {what}: round {round} of {rounds}");
        fastrand::shuffle(&mut all);
        for measured in &mut all {
            let value = once(&measured.page).await;
            measured.rounds.push(value);
        }
    }
    all.sort_by_key(|measured| {
        pages
            .iter()
            .position(|page| page.form == measured.page.form)
    });
    all
}
