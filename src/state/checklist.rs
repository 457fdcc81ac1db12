use crate::{
    json::Json,
    model::{Checklist, Client},
};

/// The list of devices on the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ChecklistState {
    pub(crate) list: Checklist,
    /// Whether it is of an earlier change and not finished.
    pub(crate) is_unfinished: bool,
    /// Whether the unfinished list was unfolded.
    pub(crate) is_opened: bool,
    /// Whether the browser could not keep it.
    pub(crate) is_not_kept: bool,
}

/// The instructions for mail clients that were loaded; `None` for a client that has none of its own.
pub(crate) type ClientSteps = Vec<(Client, Option<Json>)>;
