//! What runs in Firefox and in WebKitGTK too: the main jobs, and the short form of the table of faults.
//!
//! Starting such a browser takes as long as a few jobs, so each test does all of its jobs in one.

mod every_engine;
mod jobs;
mod outcomes;

#[path = "../tests/fault_table"]
mod fault_table {
    mod bodies;
    mod cross_origin;
    pub(crate) mod groups;
    mod jobs;
    mod page;
    mod page_scripts;
    mod policies;
    mod refusals;
    mod replaced;
    mod responses;
    pub(crate) mod row;
    pub(crate) mod runner;
    mod statuses;
    mod transport;
    mod values;
    mod verdict;
}
