//! Asking for one object.

use crate::check::report::Report;
use crate::directory::active_directory::connection::{Connection, Search};
use crate::directory::active_directory::entry::Entry;

/// The first object that a search finds; what failed is in the report.
pub(super) async fn first(
    connection: &mut Connection,
    search: &Search,
    what: &str,
    report: &mut Report,
) -> Option<Entry> {
    match connection.search(search).await {
        Ok(found) => found.into_iter().next(),
        Err(failure) => {
            report.wrong(format!("{what}: the directory did not answer ({failure})"));
            None
        }
    }
}
