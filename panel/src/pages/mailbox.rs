//! `/mailbox`: the widget, for oneself.

use std::sync::Arc;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::layout::{Page, help_link, not_from_here, out_of_order};
use crate::caller::{Caller, clear_cookie};
use crate::origin::is_own_page;
use crate::panel::Panel;
use crate::widget_files::FirstLoad;

/// The languages that the widget is asked for.
const LANGUAGES: [&str; 2] = ["en", "de"];

#[derive(Deserialize)]
pub(crate) struct Wishes {
    lang: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Token {
    token: String,
}

/// `GET /mailbox`
pub(crate) async fn mailbox(
    State(panel): State<Arc<Panel>>,
    Query(wishes): Query<Wishes>,
    headers: HeaderMap,
) -> Response {
    let caller = match panel.caller(&headers).await {
        Ok(Some(caller)) => caller,
        Ok(None) => return Redirect::to("/").into_response(),
        Err(error) => return out_of_order(&error),
    };
    let first_load = panel.widget.first_load().await;
    let page = page(
        &panel,
        &caller,
        language(wishes.lang.as_deref(), &headers),
        &first_load,
    );
    if caller.extends {
        let cookie = panel.set_cookie(&headers, &caller.session.renewed(panel.now()));
        return ([cookie], page).into_response();
    }
    page.into_response()
}

/// `POST /sign-out`
pub(crate) async fn sign_out(
    State(panel): State<Arc<Panel>>,
    headers: HeaderMap,
    form: Result<Form<Token>, FormRejection>,
) -> Response {
    match panel.caller(&headers).await {
        Ok(Some(caller)) => {
            let has_token =
                form.is_ok_and(|Form(form)| panel.signer.is_token(&caller.session, &form.token));
            if !is_own_page(&headers) || !has_token {
                return not_from_here();
            }
            ([clear_cookie(&headers)], Redirect::to("/")).into_response()
        }
        Ok(None) => Redirect::to("/").into_response(),
        Err(error) => out_of_order(&error),
    }
}

fn page(panel: &Panel, caller: &Caller, language: &str, first_load: &[FirstLoad]) -> Page<'static> {
    let token = panel.signer.token(&caller.session);
    let help = panel.help.as_deref();
    Page {
        title: "Change password",
        head: html! {
            meta name="csrf-token" content=(token);
            @for file in first_load {
                (preload(file))
            }
            script type="module" src="/widget/element.js" {}
        },
        banner: html! {
            form.who method="post" action="/sign-out" {
                input type="hidden" name="token" value=(token);
                span { (caller.account.mailbox) }
                button type="submit" { "Sign out" }
            }
        },
        main: html! {
            h1 { "Your mailbox" }
            mailbox-password
                endpoint="/api/mailbox/password"
                mailbox=(caller.account.mailbox)
                policy-endpoint="/api/mailbox/policy"
                devices-endpoint="/api/mailbox/devices"
                status-endpoint="/api/mailbox/status"
                webmail="/webmail"
                help=[help]
                csrf-header="X-CSRF-Token"
                csrf-source="meta:csrf-token"
                lang=(language)
            {
                div lang="en" {
                    p {
                        "The form for a new password needs JavaScript and WebAssembly. If it does not appear, "
                        "try another browser, or ask your administrator to set a new password: " (help_link(help)) "."
                    }
                }
            }
        },
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
fn language(wish: Option<&str>, headers: &HeaderMap) -> &'static str {
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
                .into_iter()
                .find(|language| language.eq_ignore_ascii_case(primary))
        })
        .unwrap_or(LANGUAGES[0])
}
