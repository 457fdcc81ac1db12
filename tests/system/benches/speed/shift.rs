//! What moved on a page: its layout shifts.

use serde_json::Value;

/// One of them.
pub(crate) struct Shift {
    /// Milliseconds since the navigation began.
    pub(crate) time: f64,
    /// By how much: the part of the screen that moved, times how far it moved.
    pub(crate) value: f64,
    /// It came within 500 ms after a key or a click. Browsers leave such a one out of what they call cumulative layout
    /// shift.
    pub(crate) follows_input: bool,
    /// The elements that moved most, and their classes.
    pub(crate) moved: Vec<String>,
}

/// Those that a page has noted.
///
/// # Panics
/// When it has noted something else.
pub(crate) fn read(noted: &Value) -> Vec<Shift> {
    let noted = noted.as_array().expect("a list of shifts");
    noted.iter().map(read_one).collect()
}

/// How much moved in those of them.
pub(crate) fn sum(shifts: &[Shift], of: impl Fn(&Shift) -> bool) -> f64 {
    let values = shifts.iter().filter(|shift| of(shift));
    // Not `sum`: that of nothing is -0.
    values.fold(0.0, |sum, shift| sum + shift.value)
}

fn read_one(noted: &Value) -> Shift {
    let moved = noted["moved"].as_array().expect("what moved");
    Shift {
        time: noted["startTime"].as_f64().expect("a time"),
        value: noted["value"].as_f64().expect("a number"),
        follows_input: noted["hadRecentInput"] == true,
        moved: moved
            .iter()
            .map(|name| name.as_str().unwrap_or_default().to_owned())
            .collect(),
    }
}
