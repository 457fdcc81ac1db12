//! `/mailbox/devices`: what is known of each device that reads the caller's mail.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use mailbox_password_rules::wire::Device;
use maud::{Markup, html};

use super::error_pages::directory_unavailable;
use super::evidence::{lock_sentence, what_is_kept};
use super::facts::user_facts;
use super::icons::{Icon, icon};
use super::layout::{Frame, Head, Page, help_card, page_head};
use super::mailbox::notice;
use super::mailbox_state::{MailboxState, PillKind, devices, instant, mailbox_state, pill, time};
use super::navigation::{Place, SignedIn};
use super::session::{require_role, with_renewed_session};
use super::simulated::demo_devices;
use crate::caller::Caller;
use crate::directory::Role;
use crate::panel::Panel;

/// `GET /mailbox/devices`
pub(crate) async fn own_devices(State(panel): State<Arc<Panel>>, headers: HeaderMap) -> Response {
    let caller = match require_role(&panel, &headers, Role::User).await {
        Ok(caller) => caller,
        Err(response) => return response,
    };
    match mailbox_state(&panel, &caller.account).await {
        Ok(state) => {
            let page = page(&panel, &caller, &state);
            with_renewed_session(&panel, &headers, &caller, page)
        }
        Err(error) => directory_unavailable(&error),
    }
}

fn page(panel: &Panel, caller: &Caller, state: &MailboxState) -> Page {
    Page {
        title: "Devices".into(),
        head: Head::default(),
        frame: Frame::SignedIn(SignedIn::new(panel, caller, Place::Devices)),
        main: html! {
            (page_head(&html! {}, "Devices", &state.lock_pill()))
            section.panel-card.panel-stack aria-label="Devices of your mailbox" {
                @if state.evidence_missing {
                    (not_available())
                } @else if state.devices.is_empty() {
                    (none_seen())
                } @else {
                    (locked(state))
                    (lead(state))
                    ul.panel-list.panel-devices {
                        @for device in &state.devices { (row(device, state)) }
                    }
                    p.panel-small.panel-muted {
                        "A device that has not connected yet is missing here."
                        @if state.locked.is_none() { " After a change, enter the new password on it, too." }
                    }
                    @if state.locked.is_none() { (how_to(state, caller.made_last_change())) }
                }
                (what_is_kept(state))
            }
            aside.panel-side aria-label="Help and facts" {
                (user_facts(state))
                (help_card(panel.help.as_deref()))
                (demo_devices(panel, Some(&caller.account.mailbox)))
            }
        },
    }
}

fn not_available() -> Markup {
    html! {
        h2.panel-h2 { "The list of devices is not available now" }
        p { "Nothing is lost. Please try again in a minute." }
        p { a.panel-link href="/mailbox/password" { "Change the password" } }
    }
}

fn none_seen() -> Markup {
    html! {
        h2.panel-h2 { "No device has been seen yet" }
        p {
            "A phone, a computer or a scanner appears here once it has signed in to this mailbox. To set one up, enter "
            "your address and your password in its mail app."
        }
        p { a.panel-link href="/mailbox/password" { "Change the password" } }
    }
}

/// How many are left, if that is known.
fn lead(state: &MailboxState) -> Markup {
    let total = state.devices.len();
    html! {
        @match state.unfinished().map(|devices| devices.len()) {
            None => h2.panel-h2 { (devices(total)) @if total == 1 { " uses" } @else { " use" } " this mailbox" },
            Some(0) => h2.panel-h2 { "Every device seen has signed in with the new password" },
            Some(left) => h2.panel-h2 {
                (left) " of " (devices(total)) @if left == 1 { " has" } @else { " have" }
                " not signed in with the new password yet"
            },
        }
    }
}

/// Before anything that could be done with a device: while the mailbox is locked, nothing is.
fn locked(state: &MailboxState) -> Markup {
    html! {
        @if state.locked.is_some() {
            (notice("bad", Icon::Lock, &html! {
                p {
                    strong { "The mailbox is locked: it refuses every password, also the new one." }
                    " Do not enter it on a device yet."
                }
                @if let Some(words) = lock_sentence(state) { p { (words) } }
                p { a.panel-button.panel-filled href="/recovery" { "Recover it step by step" } }
            }))
        }
    }
}

/// `has_list`: whether the browser has the widget's list.
fn how_to(state: &MailboxState, has_list: bool) -> Markup {
    html! {
        @if state.unfinished().is_some_and(|devices| !devices.is_empty()) {
            section.panel-stack.panel-tight aria-labelledby="how" {
                h2.panel-h2 #how { "To finish a device" }
                p {
                    "Open its mail app. It usually asks for the password. If not, look in its account settings, for "
                    "incoming and outgoing mail."
                }
                @if has_list {
                    p { a.panel-button.panel-filled href="/mailbox/password" { "Go through your list" } }
                } @else {
                    p.panel-small {
                        "The browser in which you changed the password keeps "
                        a.panel-link href="/mailbox/password" { "your list, with steps for each device" } "."
                    }
                }
            }
        }
    }
}

fn row(device: &Device, state: &MailboxState) -> Markup {
    html! {
        li.panel-device {
            span.panel-device-icon { (icon(picture(&device.kind))) }
            div.panel-device-name {
                span.panel-strong { (device.name) } " "
                span.panel-small.panel-muted { (client_name(&device.client)) }
            }
            div.panel-device-state { (evidence(device, state)) }
        }
    }
}

/// What the panel has seen this device do, and no more.
fn evidence(device: &Device, state: &MailboxState) -> Markup {
    let at = |text: &Option<String>| text.as_deref().and_then(instant);
    let (accepted, refused) = (at(&device.last_success_at), at(&device.last_failure_at));
    let changed = device.uses_new_password.and(state.password_set_at);
    // What came before the change says nothing about the new password.
    let since = |at: &_| changed.is_none_or(|changed| *at >= changed);
    let with_time = |words: &str, at| html! { (words) " · " (time(at)) };
    match (device.uses_new_password, accepted, refused.filter(since)) {
        (_, accepted, Some(refused)) if accepted.is_none_or(|accepted| accepted < refused) => pill(
            PillKind::Warning,
            Icon::Warning,
            &with_time("Refused", refused),
        ),
        (Some(true), Some(accepted), _) => pill(
            PillKind::Good,
            Icon::Check,
            &with_time("Signed in with the new password", accepted),
        ),
        (None, Some(accepted), _) => {
            pill(PillKind::Quiet, Icon::Ok, &with_time("Signed in", accepted))
        }
        // As the widget's list has it.
        (Some(false), ..) => pill(PillKind::Quiet, Icon::Clock, &html! { "Waiting" }),
        (None | Some(true), None, _) => pill(
            PillKind::Quiet,
            Icon::Help,
            &html! { "No sign-in seen yet" },
        ),
    }
}

/// The pictures that the widget has for them.
fn picture(kind: &str) -> Icon {
    match kind {
        "computer" => Icon::Laptop,
        "phone" | "tablet" => Icon::Phone,
        "printer" => Icon::Scanner,
        _ => Icon::Mail,
    }
}

/// The client's name, as the widget has it; an unknown one is not named.
fn client_name(id: &str) -> &str {
    match id {
        "android" => "Android phone or tablet",
        "apple-mail" => "Mail on a Mac",
        "ios-mail" => "iPhone or iPad",
        "outlook-mac" => "Outlook for Mac",
        "outlook-mobile" => "Outlook app on a phone or tablet",
        "outlook-windows" => "Outlook for Windows",
        "samsung-email" => "Samsung Email",
        "smtp-sender" => "Sends mail",
        "thunderbird" => "Thunderbird",
        _ => "",
    }
}
