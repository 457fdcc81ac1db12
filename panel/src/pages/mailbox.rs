//! `/mailbox`: the caller's mailbox at a glance: its state, what to do next, and what happened lately.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};

use super::error_pages::directory_unavailable;
use super::events::{Activity, Reader, activity};
use super::evidence::lock_sentence;
use super::icons::{Icon, icon};
use super::layout::{Frame, Head, Page, help_card, help_link, page_head};
use super::mailbox_state::{MailboxState, address, devices, mailbox_state, time, unlock_time};
use super::navigation::{Place, SignedIn};
use super::session::{require_role, with_renewed_session};
use super::simulated::demo_devices;
use crate::caller::Caller;
use crate::directory::Role;
use crate::ledger::AuditEntry;
use crate::panel::Panel;

/// For how long after a change the devices that are left are the next thing to do.
const RECENT_SECONDS: u64 = 14 * 86_400;

/// For how long before a password expires that is the next thing to do.
const EXPIRY_NOTICE_SECONDS: u64 = 14 * 86_400;

/// `GET /mailbox?activity=`
pub(crate) async fn mailbox(
    State(panel): State<Arc<Panel>>,
    Query(shown): Query<Activity>,
    headers: HeaderMap,
) -> Response {
    let caller = match require_role(&panel, &headers, Role::User).await {
        Ok(caller) => caller,
        Err(response) => return response,
    };
    let own = &caller.account.mailbox;
    let audit = panel.ledger.audit(own, shown.entries()).await;
    match (mailbox_state(&panel, &caller.account).await, audit) {
        (Ok(state), Ok(audit)) => {
            let page = page(&panel, &caller, &state, audit.as_deref(), shown);
            with_renewed_session(&panel, &headers, &caller, page)
        }
        (Err(error), _) | (_, Err(error)) => directory_unavailable(&error),
    }
}

fn page(
    panel: &Panel,
    caller: &Caller,
    state: &MailboxState,
    audit: Option<&[AuditEntry]>,
    shown: Activity,
) -> Page {
    Page {
        title: "Mailbox".into(),
        head: Head::default(),
        frame: Frame::SignedIn(SignedIn::new(panel, caller, Place::Mailbox)),
        main: html! {
            (page_head(&html! {}, "Mailbox", &state.lock_pill()))
            section.panel-card.panel-stack aria-labelledby="address" {
                h2.panel-h2.panel-address #address { (address(&caller.account.mailbox)) }
                dl.panel-facts.panel-in-row {
                    div {
                        dt { "State" }
                        dd { @if state.locked.is_some() { "Locked" } @else { "Not locked" } }
                    }
                    div {
                        dt { "Password last set" }
                        dd { @match state.password_set_at { Some(at) => (time(at)), None => "not known" } }
                    }
                    @if let Some(at) = state.expires_at {
                        div {
                            dt { "Password expires" }
                            dd { (time(at)) }
                        }
                    }
                    div {
                        dt { "Devices seen" }
                        dd { a.panel-link href="/mailbox/devices" { (state.device_count()) } }
                    }
                }
                (next_step(state, caller.made_last_change(), panel.help.as_deref()))
            }
            aside.panel-side aria-label="Help" {
                (help_card(panel.help.as_deref()))
                // While it would refuse every password, a try there only misleads.
                @if state.locked.is_none() && !state.must_change { (webmail_card()) }
                (demo_devices(panel, Some(&caller.account.mailbox)))
            }
            @if let Some(audit) = audit { (activity(audit, Reader::Owner, shown, "/mailbox")) }
        },
    }
}

/// The panel's webmail shows no mail.
pub(super) fn webmail_card() -> Markup {
    html! {
        section.panel-card {
            h2.panel-h2 { "Webmail" }
            p.panel-small.panel-muted { "Try whether a password works. It shows no mail here." }
            p { a.panel-link href="/webmail" { "Sign in to webmail" } }
        }
    }
}

/// The next step, if there is one: the only filled button of the page. `has_list`: whether the browser has the list of
/// devices, with the steps for each.
fn next_step(state: &MailboxState, has_list: bool, help: Option<&str>) -> Markup {
    let unfinished = state.unfinished().map_or(0, |devices| devices.len());
    let is_recent = state
        .password_set_at
        .is_some_and(|at| state.at < at.plus_seconds(RECENT_SECONDS));
    if let Some(until) = state.locked {
        return notice(
            "bad",
            Icon::Lock,
            &html! {
                p { strong { "The mailbox is locked. " } (unlock_time(until)) }
                @if let Some(words) = lock_sentence(state) { p { (words) } }
                p.panel-small {
                    @if until.is_some() { "To unlock it sooner, ask your administrator: " }
                    @else { "Ask your administrator: " }
                    (help_link(help)) "."
                }
                p { a.panel-button.panel-filled href="/recovery" { "Recover it step by step" } }
            },
        );
    }
    if state.must_change {
        return notice(
            "warning",
            Icon::Warning,
            &html! {
                p {
                    strong { "This password has to be changed. " }
                    "Choose your own. Until then webmail and devices are refused."
                }
                p { a.panel-button.panel-filled href="/mailbox/password" { "Choose your own password" } }
            },
        );
    }
    if unfinished > 0 && is_recent {
        let devices_path = if has_list {
            "/mailbox/password"
        } else {
            "/mailbox/devices"
        };
        return notice(
            "warning",
            Icon::Warning,
            &html! {
                @let one = unfinished == 1;
                p.panel-strong {
                    (unfinished) " of " (devices(state.devices.len()))
                    @if one { " still needs the new password." } @else { " still need the new password." }
                }
                p.panel-small {
                    @if one { "It has" } @else { "They have" } " not signed in with it yet."
                }
                p { a.panel-button.panel-filled href=(devices_path) { "Finish your devices" } }
            },
        );
    }
    if let Some(left) = days_left(state) {
        return notice(
            "warning",
            Icon::Warning,
            &html! {
                p { strong { "Your password expires " (left) "." } }
                p.panel-small { "Choose another one before: then webmail and devices go on." }
                p { a.panel-button.panel-filled href="/mailbox/password" { "Change the password" } }
            },
        );
    }
    html! {
        p { a.panel-button href="/mailbox/password" { "Change the password" } }
    }
}

/// In how many days the password expires, if that is soon.
fn days_left(state: &MailboxState) -> Option<String> {
    let seconds = state.at.seconds_until(state.expires_at?);
    match seconds / 86_400 {
        0 => Some("in less than a day".to_owned()),
        1 => Some("in 1 day".to_owned()),
        days if seconds < EXPIRY_NOTICE_SECONDS => Some(format!("in {days} days")),
        _ => None,
    }
}

pub(super) fn notice(kind: &str, sign: Icon, words: &Markup) -> Markup {
    html! {
        div.panel-notice data-kind=(kind) {
            (icon(sign))
            div.panel-stack.panel-tight { (words) }
        }
    }
}
