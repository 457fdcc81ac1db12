use crate::{
    json::Json,
    model::{Checklist, Client},
};

/// The list of devices on the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ChecklistState {
    pub(crate) list: Checklist,
    /// Whether it is of an earlier change and was not finished: it is shown in place of the form.
    pub(crate) is_earlier: bool,
    /// Whether the person wants to change the password again, and the form is shown in place of that list.
    pub(crate) is_put_aside: bool,
    /// Whether the rows are on the screen: once the back end's devices are known, or will not be.
    pub(crate) is_drawn: bool,
    /// The rows that are folded to one line, by id.
    pub(crate) folded: Vec<String>,
    /// The rows that were added since the list was drawn, by id. They stand below it.
    pub(crate) added: Vec<String>,
    /// The list as it was before it was removed from this browser.
    pub(crate) forgotten: Option<Checklist>,
    /// Whether the browser could not keep it.
    pub(crate) is_not_kept: bool,
}

impl ChecklistState {
    /// Whether the list of an earlier change is on the screen.
    pub(crate) fn is_page(&self) -> bool {
        self.is_earlier && !self.is_put_aside
    }
}

/// The instructions for mail clients that were loaded; `None` for a client that has none of its own.
pub(crate) type ClientSteps = Vec<(Client, Option<Json>)>;
