//! `/demo`: the demo's simulated devices, and the tour. No session is needed: whoever stands at a desk can use what
//! lies on it.

mod desk;
mod document;
mod not_found;
mod recover;
mod tour;
mod view;
mod words;

use std::sync::Arc;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use self::not_found::NotFound;
use self::view::View;
use super::error_pages::cross_origin_refused;
use crate::panel::Panel;

pub(crate) use self::document::demo_script;
pub(crate) use self::tour::{act_demo, demo};
pub(super) use self::view::demo_devices;

#[derive(Deserialize)]
pub(crate) struct Parameters {
    mailbox: Option<String>,
    /// `off`: the list is not to refresh itself.
    refresh: Option<String>,
    /// `panel`: the visitor is at the page with the panel, and is to be led back there.
    beside: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct RunForm {
    act: RunAction,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum RunAction {
    Start,
    Stop,
}

/// What a device's form sends. It has no `Debug`, because it holds a password.
#[derive(Deserialize)]
pub(crate) struct DeviceForm {
    act: DeviceAction,
    #[serde(default)]
    password: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum DeviceAction {
    Enter,
    Remove,
}

/// `GET /demo/devices`
pub(crate) async fn devices(
    State(panel): State<Arc<Panel>>,
    Query(parameters): Query<Parameters>,
) -> Result<Response, NotFound> {
    Ok(view(&panel, &parameters)?.list().into_response())
}

/// `POST /demo/devices`: starts or stops them.
pub(crate) async fn run_devices(
    State(panel): State<Arc<Panel>>,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
    form: Result<Form<RunForm>, FormRejection>,
) -> Result<Response, NotFound> {
    let view = view(&panel, &parameters)?;
    let Some(Form(run)) = form.ok().filter(|_| panel.origin.is_same_origin(&headers)) else {
        return Ok(cross_origin_refused());
    };
    match run.act {
        RunAction::Start => view.devices.start(),
        RunAction::Stop => view.devices.stop().await,
    }
    Ok(Redirect::to(&view.back()).into_response())
}

/// `GET /demo/devices/{id}`
pub(crate) async fn device(
    State(panel): State<Arc<Panel>>,
    Path(id): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Result<Response, NotFound> {
    Ok(view(&panel, &parameters)?
        .device(&id, false)?
        .into_response())
}

/// `POST /demo/devices/{id}`: a password is entered or removed.
pub(crate) async fn set_device(
    State(panel): State<Arc<Panel>>,
    Path(id): Path<String>,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
    form: Result<Form<DeviceForm>, FormRejection>,
) -> Result<Response, NotFound> {
    let view = view(&panel, &parameters)?;
    let Some(Form(set)) = form.ok().filter(|_| panel.origin.is_same_origin(&headers)) else {
        return Ok(cross_origin_refused());
    };
    match set.act {
        DeviceAction::Enter if set.password.is_empty() => {
            let page = view.device(&id, true)?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
        DeviceAction::Enter => view.devices.enter(&id, set.password).await?,
        DeviceAction::Remove => view.devices.remove(&id).await?,
    }
    Ok(Redirect::to(&view.back()).into_response())
}

/// The devices of the mailbox that was asked for, else of the first.
fn view<'a>(panel: &'a Panel, parameters: &Parameters) -> Result<View<'a>, NotFound> {
    let simulated = panel.simulated.as_ref().ok_or(NotFound::Simulation)?;
    let devices = match &parameters.mailbox {
        Some(mailbox) => simulated.mailbox(mailbox),
        None => simulated.mailboxes().first(),
    };
    Ok(View {
        now: panel.now(),
        simulated,
        devices: devices.ok_or(NotFound::Device)?,
        auto_refresh: parameters.refresh.as_deref() != Some("off"),
        is_beside: parameters.beside.as_deref() == Some("panel"),
    })
}
