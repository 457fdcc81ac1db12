/// What an instance needs to know of the page's other elements, and how it is called back.
pub(super) struct Registration {
    /// The number by which JavaScript calls it.
    pub(super) id: usize,
    /// The prefixes of ids that are taken.
    pub(super) id_prefixes: Vec<String>,
    /// Called when a request has ended: an update that waited for it is applied.
    pub(super) settled: fn(usize),
}
