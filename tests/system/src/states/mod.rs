//! Every state that the element can be in, and how a test brings it there.

mod modes;
mod open;
mod open_modes;
mod own;
mod state;

pub use state::State;
