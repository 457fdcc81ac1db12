//! The panel's icons, inline, so that they take the text's colour. None of them says anything that words do not say.

use maud::{Markup, html};

/// What an icon shows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Icon {
    /// Something that was refused because the mailbox is locked, or by the rules.
    Blocked,
    Call,
    Check,
    Clock,
    Devices,
    Down,
    Eye,
    Help,
    Key,
    Laptop,
    Lock,
    Mail,
    /// A circle with a check mark.
    Ok,
    Phone,
    /// A circle with a cross.
    Refused,
    Scanner,
    Search,
    Warning,
}

impl Icon {
    /// Its lines, in a square of 16 units.
    const fn lines(self) -> &'static str {
        match self {
            Self::Blocked => {
                "M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 1 1 0-12.5zM3.6 3.6l8.8 8.8"
            }
            Self::Call => {
                "M3.2 2.5h2.3l1.2 3-1.5 1.1a8 8 0 0 0 4.2 4.2l1.1-1.5 3 1.2v2.3a1 1 0 0 1-1 1A11 11 0 0 1 2.2 3.5a1 1 0 0 1 1-1z"
            }
            Self::Check => "M3 8.5l3.25 3.25L13 4.75",
            Self::Clock => {
                "M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 1 1 0-12.5zM8 4.75V8l2.25 1.5"
            }
            Self::Devices => {
                "M8 11H2.75a1 1 0 0 1-1-1V3.75a1 1 0 0 1 1-1h8.5a1 1 0 0 1 1 1V4M4.75 13.5H8M11 6.5h2.5a.75.75 0 0 1 .75.75v5.5a.75.75 0 0 1-.75.75H11a.75.75 0 0 1-.75-.75v-5.5A.75.75 0 0 1 11 6.5z"
            }
            Self::Down => "M4 6.25l4 4 4-4",
            Self::Eye => {
                "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6.1a1.9 1.9 0 1 1 0 3.8a1.9 1.9 0 1 1 0-3.8z"
            }
            Self::Help => {
                "M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 1 1 0-12.5zM6.2 6.3a1.8 1.8 0 1 1 2.5 1.6c-.5.2-.7.5-.7 1v.4M8 11.4v.01"
            }
            Self::Key => {
                "M5 8.25a2.75 2.75 0 1 1 0 5.5a2.75 2.75 0 1 1 0-5.5zM7 9l6.75-6.75M10.75 5.25l2 2"
            }
            Self::Laptop => "M3 3.25h10v7H3zM1 12.75h14",
            Self::Lock => {
                "M4.5 7h7a1.25 1.25 0 0 1 1.25 1.25v4.25a1.25 1.25 0 0 1-1.25 1.25h-7a1.25 1.25 0 0 1-1.25-1.25V8.25A1.25 1.25 0 0 1 4.5 7zM5.25 7V5a2.75 2.75 0 0 1 5.5 0v2"
            }
            Self::Mail => {
                "M3.25 3.25h9.5a1.5 1.5 0 0 1 1.5 1.5v6.5a1.5 1.5 0 0 1-1.5 1.5h-9.5a1.5 1.5 0 0 1-1.5-1.5v-6.5a1.5 1.5 0 0 1 1.5-1.5zM2.25 4.5L8 8.75l5.75-4.25"
            }
            Self::Ok => {
                "M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 1 1 0-12.5zM5.25 8.25l2 2 3.5-4.25"
            }
            Self::Phone => {
                "M6.25 1.75h3.5a1.5 1.5 0 0 1 1.5 1.5v9.5a1.5 1.5 0 0 1-1.5 1.5h-3.5a1.5 1.5 0 0 1-1.5-1.5v-9.5a1.5 1.5 0 0 1 1.5-1.5zM7.25 12h1.5"
            }
            Self::Refused => {
                "M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 1 1 0-12.5zM5.75 5.75l4.5 4.5M10.25 5.75l-4.5 4.5"
            }
            Self::Scanner => "M2 9.5h12v4H2zM3.5 9.5 13 3M4.5 11.5h1",
            Self::Search => {
                "M7 2.75a4.25 4.25 0 1 1 0 8.5a4.25 4.25 0 1 1 0-8.5zM10.25 10.25l3.5 3.5"
            }
            Self::Warning => "M8 2.25l6.5 11.25h-13zM8 6.5v3M8 11.5v.01",
        }
    }
}

/// The icon beside words.
pub(super) fn icon(icon: Icon) -> Markup {
    html! {
        svg.panel-icon viewBox="0 0 16 16" aria-hidden="true" focusable="false" {
            path d=(icon.lines()) {}
        }
    }
}
