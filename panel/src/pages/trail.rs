//! Where an administrator's page is: the way to it from the administration's first page.

use maud::{Markup, html};

use super::mailbox_state::address;
use super::url::mailbox_path;

/// Of a page that the navigation names.
pub(super) fn exchange() -> Markup {
    trail(&html! {})
}

/// Of a mailbox's page.
pub(super) fn mailboxes() -> Markup {
    trail(&list())
}

/// Of a page below a mailbox's own.
pub(super) fn mailbox(mailbox: &str) -> Markup {
    trail(&html! {
        (list())
        li { a.panel-link href=(mailbox_path(mailbox)) { (address(mailbox)) } }
    })
}

fn list() -> Markup {
    html! { li { a.panel-link href="/admin/exchange/mailboxes" { "Mailboxes" } } }
}

fn trail(rest: &Markup) -> Markup {
    html! {
        nav.panel-trail aria-label="Where you are" {
            ol.panel-list {
                li { a.panel-link href="/admin" { "Administration" } }
                li { "Microsoft Exchange" }
                (rest)
            }
        }
    }
}
