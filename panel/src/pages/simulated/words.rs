//! What a device does, in words and pictures.

use maud::{Markup, html};

use crate::clock::Timestamp;
use crate::simulated::{Activity, DeviceSnapshot, Outcome};

/// What a device shows, and what is said of it.
pub(super) struct Shown {
    /// The word for the style sheet.
    kind: &'static str,
    icon: Icon,
    /// On its screen, which is a picture.
    screen: &'static str,
    /// What it does.
    pub(super) words: &'static str,
    /// What that means, where it needs saying.
    why: &'static str,
    /// Whether the time of the attempt says something.
    is_timed: bool,
}

#[derive(Clone, Copy)]
pub(super) enum Icon {
    Check,
    Clock,
    Lock,
    Mail,
    /// The sign on a switch.
    Power,
    Warning,
}

impl Icon {
    /// A picture beside words that say the same.
    pub(super) fn draw(self) -> Markup {
        let path = match self {
            Self::Check => "M3 8.5l3.5 3.5L13 4.5",
            Self::Clock => {
                "M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 0 0 0-12.5zM8 4.5V8l2.5 1.75"
            }
            Self::Lock => "M3.5 7.25h9v6.5h-9zM5.25 7V4.75a2.75 2.75 0 0 1 5.5 0V7",
            Self::Mail => "M1.75 3.5h12.5v9H1.75zM2 4l6 4.75L14 4",
            Self::Power => "M8 1.75v5.5M5 3.75a5.5 5.5 0 1 0 6 0",
            Self::Warning => "M8 2L14.5 13.5h-13zM8 6.25v3.5M8 11.5v.25",
        };
        html! {
            svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"
                stroke-linejoin="round" aria-hidden="true" { path d=(path); }
        }
    }
}

impl Shown {
    const fn new(
        (kind, icon): (&'static str, Icon),
        screen: &'static str,
        words: &'static str,
    ) -> Self {
        Self {
            kind,
            icon,
            screen,
            words,
            why: "",
            is_timed: false,
        }
    }

    /// What this device does now.
    pub(super) fn of(device: &DeviceSnapshot) -> Self {
        const WAITS: (&str, Icon) = ("wait", Icon::Clock);
        match device.activity {
            Activity::NoPassword => Self::new(WAITS, "No password", "No password"),
            Activity::SigningIn => Self::new(WAITS, "Signing in", "Signing in"),
            Activity::Stopped => Self::new(("wait", Icon::Power), "Off", "Off"),
            Activity::Waiting => Self::new(WAITS, "Ready", "Not tried yet"),
            Activity::Tried(Outcome::Accepted) if device.client == "smtp-sender" => {
                Self::new(("good", Icon::Check), "Ready to scan", "Mail is sent")
            }
            Activity::Tried(Outcome::Accepted) => {
                Self::new(("good", Icon::Mail), "New mail", "Mail arrives")
            }
            Activity::Tried(Outcome::Refused) => Self {
                is_timed: true,
                ..Self::new(("warn", Icon::Warning), "Password refused", "Refused")
            },
            Activity::Tried(Outcome::LockedOut) => Self {
                why: "The mailbox is locked, so no password works.",
                is_timed: true,
                ..Self::new(("bad", Icon::Lock), "Password refused", "Locked out")
            },
            Activity::Tried(Outcome::NoAnswer) => Self {
                why: "It tries again.",
                is_timed: true,
                ..Self::new(("warn", Icon::Warning), "No connection", "No answer")
            },
        }
    }

    /// The device as it lies on the desk.
    pub(super) fn picture(&self, device: &DeviceSnapshot) -> Markup {
        let class = match device.kind.as_str() {
            "phone" => "phone",
            "printer" => "scanner",
            _ => "laptop",
        };
        html! {
            div.thing .(class) aria-hidden="true" {
                div.screen data-kind=(self.kind) { (self.icon.draw()) (self.screen) }
            }
        }
    }

    /// What it does, in words.
    pub(super) fn state(&self, device: &DeviceSnapshot) -> Markup {
        html! {
            p.pill data-kind=(self.kind) {
                (self.icon.draw())
                span {
                    (self.words)
                    @if let Some(last) = device.last_attempt.filter(|_| self.is_timed) {
                        " · " (time(last.at))
                    }
                }
            }
            @if !self.why.is_empty() { p.why { (self.why) } }
        }
    }
}

/// The mail program.
pub(super) fn client(id: &str) -> &str {
    match id {
        "android" => "Android phone or tablet",
        "ios-mail" => "iPhone or iPad",
        "outlook-mac" => "Outlook for Mac",
        "outlook-windows" => "Outlook for Windows",
        "smtp-sender" => "Scanner that sends mail",
        "thunderbird" => "Thunderbird",
        other => other,
    }
}

/// The time of day, which the script writes for the visitor's place.
pub(super) fn time(at: Timestamp) -> Markup {
    let instant = at.rfc3339();
    html! {
        time datetime=(instant) { (instant.get(11..16).unwrap_or(&instant)) " UTC" }
    }
}
