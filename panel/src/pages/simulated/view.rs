//! What the pages of simulated devices show.

use std::sync::Arc;

use maud::{Markup, html};

use crate::clock::Timestamp;
use crate::pages::layout::Page;
use crate::panel::Panel;
use crate::simulated::{
    Activity, DeviceNotFound, DeviceSnapshot, MailboxDevices, Outcome, Simulated,
};

/// Where these pages are.
pub(super) const PATH: &str = "/demo/devices";

/// Seconds after which the list is loaded again while the devices are started.
const REFRESH_SECONDS: u64 = 4;

/// A mailbox's devices, as the visitor wants to see them.
pub(super) struct View<'a> {
    pub(super) now: Timestamp,
    pub(super) simulated: &'a Simulated,
    pub(super) devices: &'a Arc<MailboxDevices>,
    /// Whether the list may refresh itself.
    pub(super) auto_refresh: bool,
}

/// The way from other pages, where there are simulated devices.
pub(in crate::pages) fn demo_devices(panel: &Panel, mailbox: Option<&str>) -> Markup {
    let Some(simulated) = &panel.simulated else {
        return html! {};
    };
    html! {
        @match mailbox.and_then(|mailbox| simulated.mailbox(mailbox)) {
            Some(devices) => p.demo {
                "Demo: "
                // What is typed on this page would be lost by leaving it.
                a href=(link(devices.mailbox(), None, true)) target="_blank" rel="noopener" {
                    "the devices of this mailbox (in a new tab)"
                }
            },
            None => p.demo { "Demo: " a href=(PATH) { "the devices of each mailbox" } },
        }
    }
}

impl View<'_> {
    /// The page of a device, or of all.
    pub(super) fn link(&self, id: Option<&str>) -> String {
        link(self.devices.mailbox(), id, self.auto_refresh)
    }

    pub(super) fn list(&self) -> Page<'static> {
        let started = self.devices.started();
        let shown = self.devices.snapshots();
        Page {
            title: "Simulated devices",
            head: html! {
                @if started && self.auto_refresh {
                    meta http-equiv="refresh" content=(REFRESH_SECONDS);
                }
            },
            banner: html! {},
            main: html! {
                h1 { "Devices of " (self.devices.mailbox()) }
                p {
                    "These stand for the devices on a desk. They sign in with the password that each was given. "
                    "They are part of the demo: what they were given is in its memory only."
                }
                @if shown.is_empty() {
                    p { "No device uses this mailbox." }
                } @else {
                    (self.controls(started))
                    ul.devices role="list" {
                        @for device in &shown {
                            li id=(device.id) { (self.entry(device)) }
                        }
                    }
                }
                (self.mailbox_list())
            },
        }
    }

    /// Starting and stopping, and how fresh the list is.
    fn controls(&self, started: bool) -> Markup {
        let (act, button, state) = if started {
            (
                "stop",
                "Stop the devices",
                "The devices are started: one after the other, they sign in again and again.",
            )
        } else {
            (
                "start",
                "Start the devices",
                "The devices are stopped. None of them signs in by itself.",
            )
        };
        html! {
            p { (state) }
            form method="post" action=(self.link(None)) {
                button type="submit" name="act" value=(act) { (button) }
            }
            p.acts {
                span {
                    "As it was at " (time(self.now)) ". "
                    @if !started || !self.auto_refresh {
                        "This page does not refresh by itself."
                    } @else {
                        "This page refreshes by itself every " (REFRESH_SECONDS) " seconds."
                    }
                }
                a href=(self.link(None)) { "Refresh now" }
                @if started {
                    a href=(link(self.devices.mailbox(), None, !self.auto_refresh)) {
                        @if self.auto_refresh { "Do not refresh by itself" } @else { "Refresh by itself" }
                    }
                }
            }
        }
    }

    fn entry(&self, device: &DeviceSnapshot) -> Markup {
        html! {
            h2 { (device.name) }
            (device_status(device))
            div.acts {
                a href=(self.link(Some(&device.id))) aria-label={ "Enter a password in " (device.name) } {
                    "Enter a password"
                }
                (self.remove_button(device))
            }
        }
    }

    fn remove_button(&self, device: &DeviceSnapshot) -> Markup {
        html! {
            @if device.has_password {
                form method="post" action=(self.link(Some(&device.id))) {
                    button.plain type="submit" name="act" value="remove"
                        aria-label={ "Remove the password from " (device.name) }
                    { "Remove the password" }
                }
            }
        }
    }

    /// One device, on a page that never refreshes itself, so that nobody is interrupted while typing.
    pub(super) fn device(
        &self,
        id: &str,
        is_empty_submit: bool,
    ) -> Result<Page<'static>, DeviceNotFound> {
        let device = self
            .devices
            .snapshots()
            .into_iter()
            .find(|device| device.id == id)
            .ok_or(DeviceNotFound)?;
        Ok(Page {
            title: if is_empty_submit {
                "Nothing was entered"
            } else {
                "A simulated device"
            },
            head: html! {},
            banner: html! {},
            main: html! {
                h1 { (device.name) }
                p { "It uses the mailbox " (self.devices.mailbox()) "." }
                (device_status(&device))
                form method="post" action=(self.link(Some(id))) {
                    @if is_empty_submit {
                        p #nothing .error role="alert" { "Type the password that this device is to use." }
                    }
                    p.field {
                        label for="password" { "Password in this device" }
                        input #password name="password" type="password" autocomplete="off" required
                            aria-describedby={ "how" @if is_empty_submit { " nothing" } };
                    }
                    p #how {
                        "It is not checked here. The device takes what you type and tries it at once, also while the "
                        "devices are stopped."
                    }
                    p { button type="submit" name="act" value="enter" { "Enter" } }
                }
                (self.remove_button(&device))
                p { a href={ (self.link(None)) "#" (id) } { "All devices of this mailbox" } }
            },
        })
    }

    fn mailbox_list(&self) -> Markup {
        html! {
            nav aria-labelledby="mailboxes" {
                h2 #mailboxes { "The demo's mailboxes" }
                ul {
                    @for devices in self.simulated.mailboxes() {
                        @let here = Arc::ptr_eq(devices, self.devices);
                        li {
                            a href=(link(devices.mailbox(), None, self.auto_refresh))
                                aria-current=[here.then_some("page")] { (devices.mailbox()) }
                        }
                    }
                }
            }
        }
    }
}

/// The demo's addresses and ids have no character that would need an escape.
fn link(mailbox: &str, id: Option<&str>, auto_refresh: bool) -> String {
    let slash = if id.is_some() { "/" } else { "" };
    let refresh = if auto_refresh { "" } else { "&refresh=off" };
    format!(
        "{PATH}{slash}{}?mailbox={mailbox}{refresh}",
        id.unwrap_or("")
    )
}

fn device_status(device: &DeviceSnapshot) -> Markup {
    let (state, words) = activity(device.activity);
    html! {
        p.client { (client(&device.client)) }
        p.mark data-state=(state) { (words) }
        @if let Some(last) = device.last_attempt {
            p.mark data-state=(last.outcome.id()) {
                "Last try at " (time(last.at)) ": " (outcome(last.outcome)) "."
            }
        }
    }
}

/// The word for the style sheet, and the sentence for people.
fn activity(activity: Activity) -> (&'static str, &'static str) {
    match activity {
        Activity::NoPassword => ("no-password", "No password in it. It does not sign in."),
        Activity::Stopped => (
            "quiet",
            "Quiet. It does not sign in until the devices are started.",
        ),
        Activity::SigningIn => ("signing-in", "Signing in."),
        Activity::Tried(outcome) => (
            outcome.id(),
            match outcome {
                Outcome::Accepted => "Signed in. The password in it works.",
                Outcome::LockedOut => "Locked out. The mailbox is locked, so no password works.",
                Outcome::NoAnswer => "No answer. It tries again.",
                Outcome::Refused => "Refused. The password in it does not work.",
            },
        ),
        Activity::Waiting => ("waiting", "Waiting for its turn."),
    }
}

fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Accepted => "accepted",
        Outcome::LockedOut => "locked out",
        Outcome::NoAnswer => "no answer",
        Outcome::Refused => "refused",
    }
}

fn client(id: &str) -> &str {
    match id {
        "android" => "Mail app on Android",
        "ios-mail" => "Mail on an iPhone",
        "outlook-mac" => "Outlook for Mac",
        "outlook-windows" => "Outlook for Windows",
        "smtp-sender" => "Scanner that sends mail",
        "thunderbird" => "Thunderbird",
        other => other,
    }
}

/// The time of day. There is no script that could write it for the visitor's place.
fn time(at: Timestamp) -> Markup {
    let instant = at.rfc3339();
    html! {
        time datetime=(instant) { (instant.get(11..19).unwrap_or(&instant)) " UTC" }
    }
}
