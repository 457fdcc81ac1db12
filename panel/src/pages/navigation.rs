//! What a signed-in caller has on every page: the account's menu and the navigation.

use maud::{Markup, html};

use super::icons::{Icon, icon};
use super::mailbox_state::address;
use super::url::sign_in_path;
use crate::caller::Caller;
use crate::directory::Role;
use crate::panel::Panel;

/// Where in the navigation a page belongs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Place {
    Activity,
    Devices,
    Mailbox,
    /// A mailbox, among those that an administrator looks after.
    MailboxOfOther,
    Mailboxes,
    /// In no entry of the navigation.
    Other,
    Password,
    Recovery,
}

/// An entry of the navigation: its place, its path, its icon, its name.
type Entry = (Place, &'static str, Icon, &'static str);

const OF_USER: [Entry; 4] = [
    (Place::Mailbox, "/mailbox", Icon::Mail, "Mailbox"),
    (Place::Password, "/mailbox/password", Icon::Key, "Password"),
    (Place::Devices, "/mailbox/devices", Icon::Devices, "Devices"),
    (Place::Recovery, "/recovery", Icon::Help, "Recovery"),
];

const OF_ADMINISTRATOR: [Entry; 3] = [
    (
        Place::Mailboxes,
        "/admin/exchange/mailboxes",
        Icon::Mail,
        "Mailboxes",
    ),
    (Place::Activity, "/admin/activity", Icon::Clock, "Activity"),
    (Place::Recovery, "/recovery", Icon::Help, "Recovery"),
];

/// The caller of a page, as far as its frame shows them.
#[derive(Clone)]
pub(super) struct SignedIn {
    mailbox: String,
    name: String,
    role: Role,
    /// For the form that signs out.
    token: String,
    /// What the page has in common with others of its session.
    session: String,
    place: Place,
}

impl SignedIn {
    pub(super) fn new(panel: &Panel, caller: &Caller, place: Place) -> Self {
        Self {
            mailbox: caller.account.mailbox.clone(),
            name: caller.account.display_name.clone(),
            role: caller.session.role,
            token: panel.signer.token(&caller.session),
            session: panel.signer.mark(&caller.session),
            place,
        }
    }

    pub(super) fn session(&self) -> &str {
        &self.session
    }

    pub(super) fn mailbox(&self) -> &str {
        &self.mailbox
    }

    /// What the panel's script shows when this page's session has ended, or the browser has another one by now. What was
    /// typed stays: the sign-in opens beside it.
    pub(super) fn session_notice(&self) -> Markup {
        html! {
            div.panel-notice.panel-wide.panel-session #session-ended data-kind="bad" role="status" hidden {
                (icon(Icon::Blocked))
                p {
                    "You are signed out here. What you typed stays: "
                    a.panel-link href=(sign_in_path(self.role)) target="_blank" { "sign in in another tab" }
                    ", then come back to this page."
                }
            }
            div.panel-notice.panel-wide.panel-session #session-again data-kind="bad" role="status" hidden {
                (icon(Icon::Help))
                p { "You have signed in again since. " a.panel-link href="" { "Reload this page" } " to go on." }
            }
            div.panel-notice.panel-wide.panel-session #session-other data-kind="bad" role="status" hidden {
                (icon(Icon::Blocked))
                p {
                    "Someone else is signed in here now: " strong #session-mailbox {} ". "
                    a.panel-link href="" { "Reload this page" } " to go on as them."
                }
            }
        }
    }

    /// The caller's first page.
    pub(super) const fn home(&self) -> &'static str {
        match self.role {
            Role::Administrator => "/admin",
            Role::User => "/mailbox",
        }
    }

    /// What this part of the panel is for, beside the panel's name.
    pub(super) const fn part(&self) -> Option<&'static str> {
        match self.role {
            Role::Administrator => Some("Administration"),
            Role::User => None,
        }
    }

    /// Who is signed in, and the way out.
    pub(super) fn account_menu(&self) -> Markup {
        html! {
            details.panel-account {
                summary.panel-summary {
                    span.panel-face aria-hidden="true" { (initials(&self.name, &self.mailbox)) }
                    span.panel-name { (address(&self.mailbox)) }
                    span.panel-hidden { "Account" }
                    (icon(Icon::Down))
                }
                div.panel-card.panel-menu {
                    @if !self.name.is_empty() {
                        p.panel-strong { (self.name) }
                    }
                    p.panel-small.panel-muted {
                        (address(&self.mailbox))
                        @if self.role == Role::Administrator { " (administrator)" }
                    }
                    form.panel-sign-out method="post" action="/sign-out" {
                        input type="hidden" name="token" value=(self.token);
                        button.panel-button type="submit" { "Sign out" }
                    }
                }
            }
        }
    }

    pub(super) fn navigation(&self) -> Markup {
        match self.role {
            Role::Administrator => html! {
                nav.panel-nav aria-labelledby="section" {
                    p.panel-section #section { "Microsoft Exchange" }
                    (self.entries(&OF_ADMINISTRATOR))
                }
            },
            Role::User => html! {
                nav.panel-nav aria-label="Your mailbox" { (self.entries(&OF_USER)) }
            },
        }
    }

    fn entries(&self, entries: &[Entry]) -> Markup {
        html! {
            ul.panel-list {
                @for &(place, path, sign, name) in entries {
                    li {
                        a.panel-entry href=(path) aria-current=[self.current(place)] { (icon(sign)) (name) }
                    }
                }
            }
        }
    }

    /// `page` for the page itself, `true` for one below it.
    fn current(&self, place: Place) -> Option<&'static str> {
        match self.place {
            Place::MailboxOfOther => (place == Place::Mailboxes).then_some("true"),
            own => (place == own).then_some("page"),
        }
    }
}

/// The first letters of the first and the last part of the name, or else of the address.
fn initials(name: &str, mailbox: &str) -> String {
    let named = if name.trim().is_empty() {
        mailbox
    } else {
        name
    };
    let mut letters = named
        .split_whitespace()
        .filter_map(|part| part.chars().next());
    let first = letters.next();
    first
        .into_iter()
        .chain(letters.next_back())
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        let check = |name, expected: &str| assert_eq!(initials(name, "zoe@example.com"), expected);
        check("Ann Bell", "AB");
        check("Administrator", "A");
        check("Ana Maria de la Cruz", "AC");
        check("élodie", "É");
        check("  ", "Z");
    }
}
