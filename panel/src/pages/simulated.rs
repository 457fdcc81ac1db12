//! `/demo/devices`: the demo's simulated devices. No session is needed: whoever stands at a desk can use what lies on it.

mod view;

use std::sync::Arc;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use serde::Deserialize;

use self::view::{PATH, View};
use super::layout::{Page, not_from_here};
use crate::panel::Panel;
use crate::simulated::NoDevice;

pub(super) use self::view::demo_devices;

#[derive(Deserialize)]
pub(crate) struct Wishes {
    mailbox: Option<String>,
    /// `off`: the list is not to refresh itself.
    refresh: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Run {
    act: RunAct,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum RunAct {
    Start,
    Stop,
}

/// What a device's form sends. It has no `Debug`, because it holds a password.
#[derive(Deserialize)]
pub(crate) struct Set {
    act: SetAct,
    #[serde(default)]
    password: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum SetAct {
    Enter,
    Remove,
}

/// Why there is nothing to show.
pub(crate) enum Missing {
    /// The mailbox or the device.
    Device,
    /// This panel has no simulated devices at all.
    Simulation,
}

/// `GET /demo/devices`
pub(crate) async fn devices(
    State(panel): State<Arc<Panel>>,
    Query(wishes): Query<Wishes>,
) -> Result<Response, Missing> {
    Ok(find(&panel, &wishes)?.list().into_response())
}

/// `POST /demo/devices`: starts or stops them.
pub(crate) async fn run_devices(
    State(panel): State<Arc<Panel>>,
    Query(wishes): Query<Wishes>,
    headers: HeaderMap,
    form: Result<Form<Run>, FormRejection>,
) -> Result<Response, Missing> {
    let view = find(&panel, &wishes)?;
    let Some(Form(run)) = form.ok().filter(|_| panel.origin.is_same_origin(&headers)) else {
        return Ok(not_from_here());
    };
    match run.act {
        RunAct::Start => view.devices.start(),
        RunAct::Stop => view.devices.stop().await,
    }
    Ok(Redirect::to(&view.link(None)).into_response())
}

/// `GET /demo/devices/{id}`
pub(crate) async fn device(
    State(panel): State<Arc<Panel>>,
    Path(id): Path<String>,
    Query(wishes): Query<Wishes>,
) -> Result<Response, Missing> {
    Ok(find(&panel, &wishes)?.device(&id, false)?.into_response())
}

/// `POST /demo/devices/{id}`: a password is entered or removed.
pub(crate) async fn set_device(
    State(panel): State<Arc<Panel>>,
    Path(id): Path<String>,
    Query(wishes): Query<Wishes>,
    headers: HeaderMap,
    form: Result<Form<Set>, FormRejection>,
) -> Result<Response, Missing> {
    let view = find(&panel, &wishes)?;
    let Some(Form(set)) = form.ok().filter(|_| panel.origin.is_same_origin(&headers)) else {
        return Ok(not_from_here());
    };
    match set.act {
        SetAct::Enter if set.password.is_empty() => {
            let page = view.device(&id, true)?;
            return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY));
        }
        SetAct::Enter => view.devices.enter(&id, set.password).await?,
        SetAct::Remove => view.devices.remove(&id).await?,
    }
    Ok(Redirect::to(&format!("{}#{id}", view.link(None))).into_response())
}

/// The devices of the mailbox that was asked for, else of the first.
fn find<'a>(panel: &'a Panel, wishes: &Wishes) -> Result<View<'a>, Missing> {
    let simulated = panel.simulated.as_ref().ok_or(Missing::Simulation)?;
    let devices = match &wishes.mailbox {
        Some(mailbox) => simulated.mailbox(mailbox),
        None => simulated.mailboxes().first(),
    };
    Ok(View {
        now: panel.now(),
        simulated,
        devices: devices.ok_or(Missing::Device)?,
        refreshes: wishes.refresh.as_deref() != Some("off"),
    })
}

impl From<NoDevice> for Missing {
    fn from(_: NoDevice) -> Self {
        Self::Device
    }
}

impl IntoResponse for Missing {
    fn into_response(self) -> Response {
        if matches!(self, Self::Simulation) {
            return StatusCode::NOT_FOUND.into_response();
        }
        Page {
            title: "No such device",
            head: html! {},
            banner: html! {},
            main: html! {
                h1 { "There is no such device" }
                p { a href=(PATH) { "The devices of the demo's mailboxes" } }
            },
        }
        .with_status(StatusCode::NOT_FOUND)
    }
}
