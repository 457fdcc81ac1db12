//! The demo's accounts beside a sign-in: in the demo alone, where no password is a secret.

use maud::{Markup, html};

use super::mailbox_state::address;
use crate::demo::{DemoMailbox, MAILBOXES};
use crate::directory::Role;
use crate::panel::{DemoStore, Panel};

/// Which sign-in they stand beside.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum DemoSignIn {
    Administration,
    Mailbox,
}

/// The accounts, each with a button that fills the form in. Nothing outside of the demo.
pub(super) fn demo_accounts(panel: &Panel, sign_in: DemoSignIn) -> Markup {
    let Some(store) = panel.demo else {
        return html! {};
    };
    let wanted =
        |demo: &&DemoMailbox| sign_in == DemoSignIn::Mailbox || demo.role == Role::Administrator;
    let main_domain = |demo: &&DemoMailbox| demo.mailbox.ends_with("@example.com");
    let accounts = MAILBOXES.iter().filter(wanted);
    let (first, others): (Vec<_>, Vec<_>) = accounts.partition(main_domain);
    html! {
        aside.panel-card.panel-quiet.panel-stack aria-labelledby="demo" {
            h2.panel-h2 #demo { "Demo accounts " span.panel-badge { "Demo" } }
            p.panel-small.panel-muted {
                @match store {
                    DemoStore::Temporary => "Nothing here is real, and a restart forgets it.",
                    DemoStore::Kept => "Nothing here is real. These are the first passwords; changed ones stay changed.",
                }
            }
            ul.panel-list.panel-accounts {
                @for demo in first { (account(demo, sign_in)) }
            }
            details.panel-fold {
                summary.panel-summary { "Another domain, example.net" }
                ul.panel-list.panel-accounts {
                    @for demo in others { (account(demo, sign_in)) }
                }
            }
        }
    }
}

fn account(demo: &DemoMailbox, sign_in: DemoSignIn) -> Markup {
    html! {
        li {
            div {
                span.panel-strong { (demo.display_name) }
                @if demo.locked { ", locked at first" }
                br;
                span.panel-small { (address(demo.mailbox)) }
                br;
                code.panel-code { (demo.password) }
            }
            @if demo.role == Role::Administrator && sign_in == DemoSignIn::Mailbox {
                a.panel-button href="/admin" { "Administrators’ sign-in" }
            } @else {
                button.panel-button.panel-scripted type="button" data-address=(demo.mailbox)
                    data-password=(demo.password) { "Use" span.panel-hidden { " " (demo.mailbox) } }
            }
        }
    }
}
