//! The desk: a mailbox's devices, and what a visitor can do with them.

use std::sync::Arc;

use maud::{Markup, html};

use super::words::Shown;
use crate::pages::mailbox_state::address;
use crate::simulated::{DeviceSnapshot, MailboxDevices};

/// Where the list of devices is.
pub(super) const PATH: &str = "/demo/devices";

/// Where the tour is.
pub(super) const TOUR: &str = "/demo";

/// Where the desk is shown.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Place {
    /// On a page of its own, which may or may not refresh itself.
    Alone { auto_refresh: bool },
    /// Beside the panel.
    Beside,
}

pub(super) struct Desk<'a> {
    pub(super) devices: &'a Arc<MailboxDevices>,
    pub(super) place: Place,
}

impl Desk<'_> {
    /// The page of a device, or of all.
    pub(super) fn link(&self, id: Option<&str>) -> String {
        link(self.devices.mailbox(), id, self.place)
    }

    pub(super) fn heading(&self) -> Markup {
        html! {
            header {
                @if self.place == Place::Beside {
                    h2 #desk { "A desk of devices " span.badge { "Demo" } }
                } @else {
                    h1 #desk { "A desk of devices " span.badge { "Demo" } }
                }
                p {
                    "Devices of " strong { (address(self.devices.mailbox())) }
                    ". They sign in with what you give them. Nothing leaves this computer."
                }
            }
        }
    }

    pub(super) fn list(&self) -> Markup {
        let devices = self.devices.snapshots();
        html! {
            @if devices.is_empty() {
                p { "No device uses this mailbox." }
            } @else {
                ul.devices role="list" {
                    @for device in &devices { (self.device(device)) }
                }
            }
            p #said .heard role="status" {}
        }
    }

    fn device(&self, device: &DeviceSnapshot) -> Markup {
        let (id, shown) = (&device.id, Shown::of(device));
        html! {
            li id=(id) {
                div id={ "look-" (id) } data-live { (shown.picture(device)) }
                div {
                    @if self.place == Place::Beside { h3 { (device.name) } } @else { h2 { (device.name) } }
                    div id={ "state-" (id) } data-live { (shown.state(device)) }
                    div.acts {
                        details.scripted {
                            summary.button aria-label={ "Enter a password in " (device.name) } { "Enter a password" }
                            form.typing method="post" action=(self.link(Some(id))) {
                                label for={ "password-" (id) } { "Password in " (device.name) }
                                input id={ "password-" (id) } name="password" type="password" autocomplete="off" required;
                                button type="submit" name="act" value="enter" aria-label={ "Enter it in " (device.name) } { "Enter" }
                            }
                        }
                        a.button.unscripted href=(self.link(Some(id))) aria-label={ "Enter a password in " (device.name) } {
                            "Enter a password"
                        }
                        div id={ "remove-" (id) } data-live { (self.remove_button(device)) }
                    }
                }
            }
        }
    }

    pub(super) fn remove_button(&self, device: &DeviceSnapshot) -> Markup {
        html! {
            @if device.has_password {
                form method="post" action=(self.link(Some(&device.id))) {
                    button.link type="submit" name="act" value="remove"
                        aria-label={ "Remove the password from " (device.name) }
                    { "Remove the password" }
                }
            }
        }
    }

    /// Starting and stopping. On a page of its own it is what to press first.
    pub(super) fn run_button(&self) -> Markup {
        let is_first = self.place != Place::Beside && !self.devices.started();
        let (act, words) = if self.devices.started() {
            ("stop", "Stop the devices")
        } else {
            ("start", "Start the devices")
        };
        html! {
            form #run-form .acts data-live method="post" action=(self.link(None)) {
                @if self.place == Place::Beside && !self.devices.started() { span.quiet { "The devices are stopped." } }
                button #run class=(if is_first { "filled" } else { "link" }) type="submit" name="act" value=(act) {
                    (words)
                }
            }
        }
    }
}

/// The demo's addresses and ids have no character that would need an escape.
pub(super) fn link(mailbox: &str, id: Option<&str>, place: Place) -> String {
    let slash = if id.is_some() { "/" } else { "" };
    let more = match place {
        Place::Alone { auto_refresh: true } => "",
        Place::Alone {
            auto_refresh: false,
        } => "&refresh=off",
        Place::Beside => "&beside=panel",
    };
    format!("{PATH}{slash}{}?mailbox={mailbox}{more}", id.unwrap_or(""))
}
