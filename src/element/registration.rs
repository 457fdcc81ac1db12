/// How an instance is called back.
pub(super) struct Registration {
    /// The number by which JavaScript calls it.
    pub(super) id: usize,
    /// Called when a request has ended: an update that waited for it is applied.
    pub(super) settled: fn(usize),
}
