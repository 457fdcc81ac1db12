//! The pages of simulated devices: all of a mailbox, and one.

use std::sync::Arc;

use maud::{Markup, html};

use super::desk::{Desk, PATH, Place, TOUR, link};
use super::document::Document;
use super::words::{Shown, client, time};
use crate::clock::Timestamp;
use crate::pages::mailbox_state::address;
use crate::panel::Panel;
use crate::simulated::{DeviceNotFound, MailboxDevices, Simulated};

/// Seconds after which the list is loaded again while the devices are started, where there is no script.
const REFRESH_SECONDS: u64 = 4;

/// A mailbox's devices, as the visitor wants to see them.
pub(super) struct View<'a> {
    pub(super) now: Timestamp,
    pub(super) simulated: &'a Simulated,
    pub(super) devices: &'a Arc<MailboxDevices>,
    /// Whether the list may refresh itself.
    pub(super) auto_refresh: bool,
    /// Whether the visitor is at the page with the panel.
    pub(super) is_beside: bool,
}

/// The way from other pages, where there are simulated devices.
pub(in crate::pages) fn demo_devices(panel: &Panel, mailbox: Option<&str>) -> Markup {
    let Some(simulated) = &panel.simulated else {
        return html! {};
    };
    let place = Place::Alone { auto_refresh: true };
    html! {
        @match mailbox.and_then(|mailbox| simulated.mailbox(mailbox)) {
            Some(devices) => p.panel-demo.panel-small.panel-muted {
                "Demo: "
                // What is typed on this page would be lost by leaving it.
                a.panel-link href=(link(devices.mailbox(), None, place)) target="_blank" rel="noopener" {
                    "the devices of this mailbox (in a new tab)"
                }
            },
            None => p.panel-demo.panel-small.panel-muted { "Demo: " a.panel-link href=(PATH) { "the devices of each mailbox" } },
        }
    }
}

impl View<'_> {
    /// Where the visitor is led after pressing something. Without a fragment: with one, a page that refreshes itself
    /// would only be scrolled.
    pub(super) fn back(&self) -> String {
        if self.is_beside {
            TOUR.to_owned()
        } else {
            self.desk().link(None)
        }
    }

    fn desk(&self) -> Desk<'_> {
        Desk {
            devices: self.devices,
            place: self.place(self.auto_refresh),
        }
    }

    fn place(&self, auto_refresh: bool) -> Place {
        if self.is_beside {
            Place::Beside
        } else {
            Place::Alone { auto_refresh }
        }
    }

    pub(super) fn list(&self) -> Document {
        let desk = self.desk();
        Document {
            title: "Simulated devices",
            has_panel: false,
            head: html! {
                @if self.devices.started() && self.auto_refresh {
                    noscript { meta http-equiv="refresh" content=(REFRESH_SECONDS); }
                }
            },
            auto_refresh: self.auto_refresh,
            body: html! {
                main.desk.alone {
                    (desk.heading())
                    (self.controls(&desk))
                    (desk.list())
                    (self.mailbox_list())
                }
            },
        }
    }

    /// Starting and stopping, and how fresh the list is.
    fn controls(&self, desk: &Desk<'_>) -> Markup {
        let started = self.devices.started();
        html! {
            div.acts { (desk.run_button()) }
            p #running .quiet data-live {
                @if started {
                    "The devices are started. One that has signed in stays connected for some minutes; one that was "
                    "refused tries again at once."
                } @else {
                    "The devices are stopped. None of them signs in by itself."
                }
            }
            p.acts.quiet {
                span.unscripted {
                    "As it was at " (time(self.now)) ". "
                    @if !started || !self.auto_refresh {
                        "This page does not refresh by itself."
                    } @else {
                        "This page refreshes by itself every " (REFRESH_SECONDS) " seconds."
                    }
                }
                a.unscripted href=(desk.link(None)) { "Refresh now" }
                a href=(link(self.devices.mailbox(), None, self.place(!self.auto_refresh))) {
                    @if self.auto_refresh { "Do not refresh by itself" } @else { "Refresh by itself" }
                }
                a href=(TOUR) { "The tour, with the panel beside Ann’s devices" }
            }
        }
    }

    /// One device, on a page that never refreshes itself, so that nobody is interrupted while typing.
    pub(super) fn device(
        &self,
        id: &str,
        is_empty_submit: bool,
    ) -> Result<Document, DeviceNotFound> {
        let desk = self.desk();
        let device = self
            .devices
            .snapshots()
            .into_iter()
            .find(|device| device.id == id)
            .ok_or(DeviceNotFound)?;
        Ok(Document {
            title: if is_empty_submit {
                "Nothing was entered"
            } else {
                "A simulated device"
            },
            has_panel: false,
            head: html! {},
            auto_refresh: false,
            body: html! {
                main.desk.alone {
                    header {
                        h1 { (device.name) " " span.badge { "Demo" } }
                        p { (client(&device.client)) ". It uses the mailbox " (address(self.devices.mailbox())) "." }
                    }
                    div { (Shown::of(&device).state(&device)) }
                    form method="post" action=(desk.link(Some(id))) {
                        @if is_empty_submit {
                            p #nothing .error role="alert" { "Type the password that this device is to use." }
                        }
                        div.typing {
                            label for="password" { "Password in this device" }
                            input #password name="password" type="password" autocomplete="off" required
                                aria-describedby={ "how" @if is_empty_submit { " nothing" } };
                            button.filled type="submit" name="act" value="enter" { "Enter" }
                        }
                    }
                    p #how .quiet {
                        "It is not checked here. The device takes what you type and tries it at once, also while the "
                        "devices are stopped."
                    }
                    (desk.remove_button(&device))
                    p { a href={ (self.back()) "#" (id) } { "All devices of this mailbox" } }
                }
            },
        })
    }

    fn mailbox_list(&self) -> Markup {
        html! {
            nav.others aria-labelledby="mailboxes" {
                h2 #mailboxes { "The demo’s mailboxes" }
                @for devices in self.simulated.mailboxes() {
                    @let here = Arc::ptr_eq(devices, self.devices);
                    a href=(link(devices.mailbox(), None, self.place(self.auto_refresh)))
                        aria-current=[here.then_some("page")] { (address(devices.mailbox())) }
                }
            }
        }
    }
}
