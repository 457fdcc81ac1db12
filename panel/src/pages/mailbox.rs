//! `/mailbox`: the widget, for oneself.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::layout::{Page, directory_unavailable, help_link};
use super::mailbox_state::{MailboxState, mailbox_state};
use super::session::{require_role, signed_in_banner, with_renewed_session};
use super::simulated::demo_devices;
use super::widget::{Mode, language, skeleton, widget_head};
use crate::caller::Caller;
use crate::directory::Role;
use crate::panel::Panel;

#[derive(Deserialize)]
pub(crate) struct Parameters {
    lang: Option<String>,
}

/// `GET /mailbox`
pub(crate) async fn mailbox(
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
    let skeleton = skeleton(&panel, Mode::Own, language, &caller.account.mailbox).await;
    let page = page(&panel, &caller, language, head, &skeleton, &state);
    with_renewed_session(&panel, &headers, &caller, page)
}

fn page(
    panel: &Panel,
    caller: &Caller,
    language: &str,
    head: Markup,
    skeleton: &Markup,
    state: &MailboxState,
) -> Page<'static> {
    let help = panel.help.as_deref();
    Page {
        title: "Change password",
        head,
        banner: signed_in_banner(panel, caller),
        main: html! {
            h1 { "Your mailbox" }
            (state.note_for_user())
            mailbox-password
                endpoint="/api/mailbox/password"
                mailbox=(caller.account.mailbox)
                policy-endpoint="/api/mailbox/policy"
                devices-endpoint="/api/mailbox/devices"
                status-endpoint="/api/mailbox/status"
                webmail="/webmail"
                help=[help]
                recovery-url="/recovery?mailbox={mailbox}"
                csrf-header="X-CSRF-Token"
                csrf-source="meta:csrf-token"
                lang=(language)
            {
                (skeleton)
                div lang="en" {
                    (state.lock_note("your"))
                    p {
                        "The form for a new password needs JavaScript and WebAssembly. If it cannot be used, "
                        "try another browser, or ask your administrator to set a new password: " (help_link(help)) "."
                    }
                }
            }
            (demo_devices(panel, Some(&caller.account.mailbox)))
        },
    }
}
