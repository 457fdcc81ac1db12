//! What an element keeps.

/// A value that is kept until its owner is dropped. `dyn Any` would do, but brings a function and a number of 16 bytes
/// for each type, which nothing reads.
pub(crate) trait Kept {}

impl<T> Kept for T {}
