//! What the tour says of its last step, and who unlocks.

use maud::{Markup, html};

use crate::demo::MAILBOXES;
use crate::directory::Role;

/// The words before and after the administrator, who unlocks.
const REMOVE: &str = "Remove the password from every device. ";
const UNLOCK: &str = " unlocks the mailbox. Then enter the new one on each.";

/// What to do in the last step.
pub(super) fn recover() -> Markup {
    html! { (REMOVE) (administrator_link()) (UNLOCK) }
}

/// The longest words, for which there is room in every step.
pub(super) fn longest() -> String {
    let (name, account) = administrator();
    [REMOVE, name, &account, UNLOCK].concat()
}

/// Who unlocks, with the way to the sign-in.
pub(super) fn administrator_link() -> Markup {
    let (name, account) = administrator();
    html! { a href="/admin" target="panel" { (name) } (account) }
}

/// Who unlocks, and with which account.
fn administrator() -> (&'static str, String) {
    let account = MAILBOXES
        .iter()
        .find(|demo| demo.role == Role::Administrator)
        .map(|account| format!(" ({}, {})", account.mailbox, account.password));
    ("The administrator", account.unwrap_or_default())
}
