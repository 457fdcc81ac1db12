//! Paths of this panel's pages that hold user input.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use crate::directory::Role;

/// Everything but letters, digits and the marks that need no encoding (RFC 3986, section 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// The path of the page to sign in as this role.
pub(super) const fn sign_in_path(role: Role) -> &'static str {
    match role {
        Role::Administrator => "/admin",
        Role::User => "/",
    }
}

/// The page of a mailbox, for its administrator.
pub(super) fn mailbox_path(mailbox: &str) -> String {
    format!("/admin/exchange/mailboxes/{}", encoded(mailbox))
}

/// The recovery of a mailbox.
pub(super) fn recovery_path(mailbox: &str) -> String {
    format!("/recovery?mailbox={}", encoded(mailbox))
}

/// Which mailboxes of a search are listed.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Show {
    Locked,
    #[default]
    #[serde(other)]
    All,
}

/// A page of the list.
pub(super) fn list_path(search: &str, show: Show, page: u32) -> String {
    let show = match show {
        Show::All => "",
        Show::Locked => "&show=locked",
    };
    format!(
        "/admin/exchange/mailboxes?q={}{show}&page={page}",
        encoded(search)
    )
}

/// As `encodeURIComponent` does it, so that it stays one segment or one value.
fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_outside_stays_one_part_of_an_address() {
        let check = |text, expected: &str| assert_eq!(encoded(text), expected);
        check("ann@example.com", "ann%40example.com");
        check("a/../b?c=d&e#f", "a%2F..%2Fb%3Fc%3Dd%26e%23f");
        check("\"><b>", "%22%3E%3Cb%3E");
        check("é", "%C3%A9");
    }
}
