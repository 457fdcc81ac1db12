//! `/mailbox/password`: the widget, for oneself.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::html;
use serde::Deserialize;

use super::error_pages::directory_unavailable;
use super::facts::user_facts;
use super::layout::{Frame, Head, Page, help_card, help_link, page_head};
use super::mailbox_state::{MailboxState, mailbox_state};
use super::navigation::{Place, SignedIn};
use super::session::{require_role, with_renewed_session};
use super::simulated::demo_devices;
use super::widget::{Access, Content, Mode, language, skeleton, widget, widget_head};
use crate::caller::Caller;
use crate::directory::Role;
use crate::panel::Panel;

#[derive(Deserialize)]
pub(crate) struct Parameters {
    lang: Option<String>,
}

/// `GET /mailbox/password`
pub(crate) async fn password(
    State(panel): State<Arc<Panel>>,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
) -> Response {
    let caller = match require_role(&panel, &headers, Role::User).await {
        Ok(caller) => caller,
        Err(response) => return response,
    };
    let state = match mailbox_state(&panel, &caller.account).await {
        Ok(state) => state,
        Err(error) => return directory_unavailable(&error),
    };
    let token = panel.signer.token(&caller.session);
    let language = language(parameters.lang.as_deref(), &headers);
    let head = widget_head(&panel, Some(&token)).await;
    let content = Content {
        skeleton: skeleton(&panel, Mode::Own, language, &caller.account.mailbox).await,
        language,
    };
    let page = page(&panel, &caller, head, &content, &state);
    with_renewed_session(&panel, &headers, &caller, page)
}

fn page(
    panel: &Panel,
    caller: &Caller,
    head: Head,
    content: &Content,
    state: &MailboxState,
) -> Page {
    let help = panel.help.as_deref();
    let mailbox = caller.account.mailbox.as_str();
    let fallback = html! {
        (state.lock_note("your"))
        p {
            "The form for a new password needs JavaScript and WebAssembly. If it cannot be used, "
            "try another browser, or ask your administrator to set a new password: " (help_link(help)) "."
        }
    };
    Page {
        title: "Password".into(),
        head,
        frame: Frame::SignedIn(SignedIn::new(panel, caller, Place::Password)),
        main: html! {
            (page_head(&html! {}, "Password", &state.lock_pill()))
            (state.note_for_user())
            div.panel-card {
                (widget(Mode::Own, Access::User, Some(mailbox), help, content, &fallback))
            }
            aside.panel-side aria-label="Help and facts" {
                (user_facts(state))
                (help_card(help))
                (demo_devices(panel, Some(mailbox)))
            }
        },
    }
}
