//! The way of observations to the panel: signed batches, each of which counts once.

mod batch;
mod seal;

pub use self::batch::{Batch, Probe, SourceState, VERSION};
pub use self::seal::{MIN_SECRET_BYTES, Seal, ShortSecret};
