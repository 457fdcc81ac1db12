//! What was measured, as people read it.

/// The middle one of the measured values, and their range.
pub(crate) struct Measured {
    pub(crate) name: &'static str,
    values: Vec<f64>,
}

impl Measured {
    /// No value yet.
    pub(crate) fn of(name: &'static str) -> Self {
        let values = Vec::new();
        Self { name, values }
    }

    /// One more.
    pub(crate) fn add(&mut self, value: f64) {
        self.values.push(value);
        self.values.sort_by(f64::total_cmp);
    }

    /// The middle one.
    ///
    /// # Panics
    /// When nothing was measured.
    pub(crate) fn median(&self) -> f64 {
        self.values[self.values.len() / 2]
    }
}

/// Prints each with its ratio to the reference, which is one of them.
pub(crate) fn print(title: &str, all: &[Measured], reference: &str, goal: &str) {
    let measure = all.iter().find(|one| one.name == reference);
    let measure = measure.expect("the reference is among them").median();
    println!("\n{title}");
    for one in all {
        let (first, last) = (one.values[0], one.values[one.values.len() - 1]);
        println!(
            "  {:34} {:8.2} ms  ({first:.2} to {last:.2})  {:5.2} × {reference}",
            one.name,
            one.median(),
            one.median() / measure
        );
    }
    println!("  Goal: {goal}");
}
