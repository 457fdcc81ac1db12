//! What a page needs that hosts the widget.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use mailbox_password_declarations::LANGUAGES;
use maud::{Markup, PreEscaped, html};

use super::layout::Head;
use crate::panel::Panel;
use crate::style::Style;
use crate::widget_files::FirstLoad;

/// The widget's id prefix: the one that it gives to the first element of a page without an id of its own.
const ID_PREFIX: &str = "mailbox-password";
/// The widget's level of its first heading, where the page sets none.
const HEADING_LEVEL: &str = "2";

/// What stands in the widget until it has loaded, and in which language.
pub(super) struct Content {
    pub(super) skeleton: Markup,
    pub(super) language: &'static str,
}

/// The caller for whom the widget is rendered; this decides which endpoints it gets.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Access {
    /// An administrator of the mailbox.
    Administrator,
    /// An administrator who has not chosen a mailbox: none, but the words are theirs.
    AnyAdministrator,
    /// Nobody is signed in: none.
    Nobody,
    /// The mailbox's user.
    User,
}

/// What the widget is used for.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Mode {
    /// One's own password.
    Own,
    /// Somebody else's password.
    Administrator,
    /// A locked mailbox.
    Recovery,
}

impl Mode {
    /// The value of the attribute `mode`.
    fn name(self) -> &'static str {
        match self {
            Self::Own => "self",
            Self::Administrator => "admin",
            Self::Recovery => "recovery",
        }
    }
}

/// The form's skeleton as HTML, so that a person can type before any script has loaded; the widget takes over its
/// nodes. Empty if `dist/` has no skeleton for this language.
pub(super) async fn skeleton(panel: &Panel, mode: Mode, language: &str, mailbox: &str) -> Markup {
    let name = format!("skeleton/{}.{language}.html", mode.name());
    let skeleton = panel.widget.text(&name).await;
    skeleton.map_or_else(|| html! {}, |skeleton| fill(&skeleton, mailbox))
}

/// Fills in what `dist` has left open.
fn fill(skeleton: &str, mailbox: &str) -> Markup {
    let mailbox = html! { (mailbox) }.into_string();
    // The mailbox last: it is somebody's text, in which nothing is filled in.
    PreEscaped(
        skeleton
            .replace("{prefix}", ID_PREFIX)
            .replace("{heading-level}", HEADING_LEVEL)
            .replace("{mailbox}", &mailbox),
    )
}

/// The widget with its attributes. `fallback` is shown where it cannot run.
pub(super) fn widget(
    mode: Mode,
    access: Access,
    mailbox: Option<&str>,
    help: Option<&str>,
    content: &Content,
    fallback: &Markup,
) -> Markup {
    let base = match access {
        Access::AnyAdministrator | Access::Nobody => None,
        Access::User => Some("/api/mailbox"),
        Access::Administrator => Some("/api/admin/mailboxes/{mailbox}"),
    };
    let endpoint = |name: &str| base.map(|base| format!("{base}/{name}"));
    let (changes, unlocks) = (mode != Mode::Recovery, access == Access::Administrator);
    let side = match access {
        Access::User if !changes => Some("user"),
        Access::Administrator | Access::AnyAdministrator if !changes => Some("administrator"),
        Access::Administrator | Access::AnyAdministrator | Access::Nobody | Access::User => None,
    };
    // Only what changes something needs the token.
    let sends_token = changes || unlocks;
    html! {
        mailbox-password
            mode=[(mode != Mode::Own).then_some(mode.name())]
            side=[side]
            endpoint=[endpoint("password").filter(|_| changes)]
            mailbox=[mailbox]
            policy-endpoint=[endpoint("policy")]
            devices-endpoint=[endpoint("devices")]
            status-endpoint=[endpoint("status")]
            unlock-endpoint=[endpoint("unlock").filter(|_| unlocks)]
            webmail="/webmail"
            help=[help]
            recovery-url=[base.map(|_| "/recovery?mailbox={mailbox}")]
            csrf-header=[sends_token.then_some("X-CSRF-Token")]
            csrf-source=[sends_token.then_some("meta:csrf-token")]
            lang=(region(content.language))
        {
            (content.skeleton)
            div lang="en" { (fallback) }
        }
    }
}

/// The pages write times as in Britain, so the widget does too.
fn region(language: &'static str) -> &'static str {
    if language == "en" { "en-GB" } else { language }
}

/// For a page's head: the script, what it is going to ask for, the session's token if there is a session, and the style
/// sheet that the skeleton needs at the first paint.
pub(super) async fn widget_head(panel: &Panel, token: Option<&str>) -> Head {
    let first_load = panel.widget.first_load().await;
    let widget = panel.widget.skeleton_style().await;
    let markup = html! {
        @if let Some(token) = token {
            meta name="csrf-token" content=(token);
        }
        @for file in &first_load {
            (preload(file))
        }
        script type="module" src="/widget/element.js" {}
    };
    Head {
        markup,
        widget: widget.map(|css| Style::new(&css)),
    }
}

/// What the script is going to ask for, so that it arrives beside the script rather than after it. The script checks
/// what it fetches; what it imports can only be checked here.
fn preload(file: &FirstLoad) -> Markup {
    let href = format!("/widget/{}", file.name);
    html! {
        @if file.name.ends_with(".js") {
            link rel="modulepreload" href=(href) integrity=[&file.integrity];
        } @else {
            link rel="preload" as="fetch" crossorigin href=(href);
        }
    }
}

/// What was asked for in the address, else the first of the browser's languages that there is, else English.
pub(super) fn language(wish: Option<&str>, headers: &HeaderMap) -> &'static str {
    let accepted = headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    wish.into_iter()
        .chain(
            accepted
                .split(',')
                .map(|range| range.split(';').next().unwrap_or("").trim()),
        )
        .find_map(|range| {
            let primary = range.split('-').next().unwrap_or("");
            LANGUAGES
                .iter()
                .map(|language| language.tag)
                .find(|tag| tag.eq_ignore_ascii_case(primary))
        })
        .unwrap_or("en")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_in_the_skeleton_is_escaped_and_nothing_is_filled_into_it() {
        let filled = fill(
            "<b id=\"{prefix}-a\" value=\"{mailbox}\">",
            "\"><i>{prefix}&@x",
        );
        let expected = "<b id=\"mailbox-password-a\" value=\"&quot;&gt;&lt;i&gt;{prefix}&amp;@x\">";
        assert_eq!(filled.into_string(), expected);
    }
}
