//! What every page has in common: head, bar, navigation and main part.

use std::borrow::Cow;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::icons::{Icon, icon};
use super::mailbox_state::address;
use super::navigation::SignedIn;
use super::render::{Rendered, rendered_later};
use crate::brand::Brand;
use crate::panel::Panel;
use crate::security_headers::page_policy;
use crate::style::Style;

/// A page: what goes into its head, what stands around it, and its main part.
pub(super) struct Page {
    pub(super) title: Cow<'static, str>,
    pub(super) head: Head,
    pub(super) frame: Frame,
    pub(super) main: Markup,
}

/// What a page adds to the common `<head>`.
#[derive(Default)]
pub(super) struct Head {
    pub(super) markup: Markup,
    /// The widget's style sheet, if the page hosts the widget.
    pub(super) widget: Option<Style>,
}

/// What stands around the main part, and how the main part is laid out.
pub(super) enum Frame {
    /// Without a session: only the bar; the main part is a card with another beside it.
    Open,
    /// No session: the bar alone; the main part is as wide as a signed-in caller's.
    Guide,
    /// The account's menu in the bar, and a navigation beside the main part.
    SignedIn(SignedIn),
}

impl Frame {
    /// What tells the panel's script of which session the page is.
    fn session(&self) -> Option<&str> {
        match self {
            Self::Open | Self::Guide => None,
            Self::SignedIn(caller) => Some(caller.session()),
        }
    }

    fn mailbox(&self) -> Option<&str> {
        match self {
            Self::Open | Self::Guide => None,
            Self::SignedIn(caller) => Some(caller.mailbox()),
        }
    }
}

impl Page {
    pub(super) fn with_status(self, status: StatusCode) -> Response {
        (status, self).into_response()
    }

    fn render(&self, panel: &Panel) -> Rendered {
        let styles: Vec<_> = [&panel.styles.panel]
            .into_iter()
            .chain(&self.head.widget)
            .collect();
        Rendered {
            markup: self.markup(&panel.brand, &styles),
            policy: page_policy(&styles, panel.frames(), &panel.base),
        }
    }

    fn markup(&self, brand: &Brand, styles: &[&Style]) -> Markup {
        // It writes times for the reader's zone, and without it before the first picture they would jump. But where
        // something is to be typed, the picture does not wait.
        let blocking = self.head.widget.is_none().then_some("render");
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) " – " (brand.name()) }
                    link rel="icon" type="image/svg+xml" href="/panel.svg";
                    script src="/panel.js" defer blocking=[blocking] {}
                    (self.head.markup)
                    // After the preload links, so that the browser starts those requests first.
                    @for style in styles { (style) }
                }
                body.panel-page data-session=[self.frame.session()] data-session-path=[self.frame.session().map(|_| "/session")]
                    data-mailbox=[self.frame.mailbox()] {
                    a.panel-skip href="#main" { "Skip to the content" }
                    (bar(brand, &self.frame))
                    @match &self.frame {
                        Frame::Open => main.panel-open #main tabindex="-1" { (self.main) },
                        Frame::Guide => main.panel-open.panel-guide #main tabindex="-1" { (self.main) },
                        Frame::SignedIn(caller) => div.panel-columns {
                            (caller.navigation())
                            main.panel-main #main tabindex="-1" {
                                (caller.session_notice())
                                (self.main)
                            }
                        },
                    }
                }
            }
        }
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        rendered_later(move |panel| self.render(panel))
    }
}

/// The provider's name and mark, and the account's menu.
fn bar(brand: &Brand, frame: &Frame) -> Markup {
    let (home, part) = match frame {
        Frame::Open | Frame::Guide => ("/", None),
        Frame::SignedIn(caller) => (caller.home(), caller.part()),
    };
    html! {
        header.panel-bar {
            a.panel-home href=(home) {
                @if brand.has_mark() {
                    img.panel-mark src="/panel.svg" alt="" width="28" height="28";
                } @else {
                    span.panel-mark { (icon(Icon::Mail)) }
                }
                span.panel-brand { (brand.name()) }
                @if let Some(part) = part {
                    " " span.panel-product { (part) }
                }
            }
            @if let Frame::SignedIn(caller) = frame {
                (caller.account_menu())
            }
        }
    }
}

/// The top of a signed-in caller's page: where it is, its heading, which can be an address, and what is to be seen beside
/// that at once.
pub(super) fn page_head(trail: &Markup, heading: &str, pill: &Markup) -> Markup {
    html! {
        div.panel-head {
            (trail)
            div.panel-title {
                h1.panel-h1 { (address(heading)) }
                span.panel-lock #lock data-live { (pill) }
            }
        }
    }
}

/// A link that reads as what it reaches: a phone number, an address, a page.
pub(super) fn help_link(help: Option<&str>) -> Markup {
    html! {
        @match help {
            Some(link) => a.panel-link href=(link) { (help_text(link)) },
            None => "your administrator",
        }
    }
}

/// How to reach the administrator, as a card beside the page.
pub(super) fn help_card(help: Option<&str>) -> Markup {
    html! {
        section.panel-card {
            h2.panel-h2 { "Need help?" }
            @match help {
                Some(link) => {
                    p.panel-small.panel-muted { "Your administrator" }
                    p { a.panel-link.panel-tel href=(link) { (icon(contact_icon(link))) (help_text(link)) } }
                }
                None => p.panel-small.panel-muted { "Ask your administrator." }
            }
        }
    }
}

fn contact_icon(link: &str) -> Icon {
    if link.starts_with("tel:") {
        Icon::Call
    } else if link.starts_with("mailto:") {
        Icon::Mail
    } else {
        Icon::Help
    }
}

fn help_text(link: &str) -> &str {
    ["tel:", "mailto:", "https://"]
        .iter()
        .find_map(|scheme| link.strip_prefix(scheme))
        .unwrap_or(link)
}
