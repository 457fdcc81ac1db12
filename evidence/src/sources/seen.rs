//! What a line says, and when it was written.

use jiff::Timestamp;

use crate::observation::Observation;

/// What a line says.
pub(crate) struct Seen {
    pub(crate) observation: Observation,
    /// The time of the line. What it tells of may have been earlier.
    pub(crate) line_at: Timestamp,
}

impl From<Observation> for Seen {
    /// Of a line that tells of its own time.
    fn from(observation: Observation) -> Self {
        Self {
            line_at: observation.at,
            observation,
        }
    }
}
