use js_sys::{Array, Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, Headers, Response};

use super::{
    csrf,
    fetch::{fetch, request, text},
};
use crate::{
    config::{Config, Credentials, Endpoint},
    json::{self, Json},
};

/// Aborts all running requests of an element that leaves the page.
#[derive(Clone, Debug)]
pub(crate) struct Abort(Option<AbortController>);

impl Abort {
    pub(crate) fn new() -> Self {
        Self(AbortController::new().ok())
    }

    /// Aborts every request that was given this. Without a reason: the default one is a real `Error`.
    pub(crate) fn abort(&self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }

    /// Whether it has been aborted.
    pub(super) fn is_aborted(&self) -> bool {
        self.0
            .as_ref()
            .is_none_or(|controller| controller.signal().aborted())
    }

    fn signals(&self) -> Array {
        self.0.iter().map(AbortController::signal).collect()
    }
}

/// A request to be sent.
pub(super) struct Call<'a> {
    pub(super) config: &'a Config,
    /// The purpose that is passed to the integrator's `headers`.
    pub(super) purpose: &'static str,
    pub(super) endpoint: &'a Endpoint,
    /// A JSON body makes it a POST.
    pub(super) body: Option<&'a str>,
    pub(super) key: Option<&'a str>,
    pub(super) lang: &'a str,
    /// Seconds until it is aborted.
    pub(super) timeout: u32,
    pub(super) abort: &'a Abort,
}

/// An answer, read to its end.
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) redirect: bool,
    pub(super) location: Option<String>,
    pub(super) retry_after: Option<u32>,
    pub(super) body: Json,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum SendError {
    /// The integrator's `headers` failed; nothing was sent.
    Headers,
    Network,
    Timeout,
}

/// Sends one request, once.
pub(super) async fn send(call: Call<'_>) -> Result<Reply, SendError> {
    let headers = headers(&call).await.ok_or(SendError::Headers)?;
    // The time limit starts here.
    let timeout = AbortSignal::timeout_with_u32(call.timeout.saturating_mul(1000));
    let signals = call.abort.signals();
    signals.push(&timeout);
    let signal = AbortSignal::any(&signals);

    let options = Json::object();
    options.set("headers", headers);
    options.set("signal", &signal);
    options.set("cache", "no-store");
    options.set("redirect", "manual");
    options.set("referrerPolicy", "no-referrer");
    options.set(
        "credentials",
        match call.config.credentials {
            Credentials::Include => "include",
            Credentials::Omit => "omit",
            Credentials::SameOrigin => "same-origin",
        },
    );
    if let Some(body) = call.body {
        options.set("method", "POST");
        options.set("body", body);
    }
    let request = request(&call.endpoint.url, &options).ok_or(SendError::Headers)?;

    let failure = || {
        if timeout.aborted() {
            SendError::Timeout
        } else {
            SendError::Network
        }
    };
    let response = fetch(&request).await.ok_or_else(failure)?;
    let status = response.status();
    let body = match text(&response).await {
        Some(text) => Json::parse(&text),
        // These statuses are complete without a body.
        None if matches!(status, 202 | 204 | 400..=499) => Json::default(),
        None => return Err(failure()),
    };
    Ok(Reply {
        status,
        redirect: response.redirected() || is_opaque_redirect(&response),
        location: header(&response, "location")
            .and_then(|location| same_origin(&location, &response.url())),
        retry_after: body
            .get("retryAfter")
            .count()
            .or_else(|| retry_after(&header(&response, "retry-after")?)),
        body,
    })
}

/// Whether it is a redirect that was not followed, of which a page learns nothing else.
fn is_opaque_redirect(response: &Response) -> bool {
    let response = Json::from(JsValue::from(response));
    response.get("type").text().as_deref() == Some("opaqueredirect")
}

/// A header of an answer.
fn header(response: &Response, name: &str) -> Option<String> {
    response.headers().get(name).ok()?
}

/// Waits. The caller has to check afterwards whether the result is still wanted.
pub(super) async fn sleep(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // It fails only without a window.
            let _ = window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    });
    // This promise is never rejected.
    let _ = JsFuture::from(promise).await;
}

/// The integrator's headers, then ours over them. `None` if the integrator's could not be had, or one of ours is no
/// header: then nothing is sent.
async fn headers(call: &Call<'_>) -> Option<Headers> {
    let headers = match &call.config.headers {
        Some(function) => own_headers(function, call.purpose, &call.endpoint.url).await?,
        None => Headers::new().ok()?,
    };
    for name in ["content-type", "accept", "idempotency-key"] {
        headers.delete(name).ok()?;
    }
    let mut ours = vec![
        ("accept", "application/json, application/problem+json"),
        ("accept-language", call.lang),
    ];
    if call.body.is_some() {
        ours.push(("content-type", "application/json"));
    }
    let key = call.key.map(|key| ["\"", key, "\""].concat());
    if let Some(key) = &key {
        ours.push(("idempotency-key", key));
    }
    let token;
    if let Some(name) = &call.config.csrf_header {
        headers.delete(name).ok()?;
        if call.endpoint.same_origin
            && let Some(found) = call.config.csrf_source.as_ref().and_then(csrf::token)
        {
            token = found;
            ours.push((name, &token));
        }
    }
    for (name, value) in ours {
        headers.set(name, value).ok()?;
    }
    Some(headers)
}

async fn own_headers(function: &Function, purpose: &str, url: &str) -> Option<Headers> {
    let about = Json::object();
    about.set("purpose", purpose);
    about.set("url", url);
    let given = function.call1(&JsValue::UNDEFINED, about.as_js()).ok()?;
    let given = JsFuture::from(Promise::resolve(&given)).await.ok()?;
    if given.is_undefined() || given.is_null() {
        return Headers::new().ok();
    }
    Headers::new_with_str_sequence_sequence(&given).ok()
}

/// Seconds (RFC 9110 §10.2.3: a number, or a date).
fn retry_after(value: &str) -> Option<u32> {
    if let Ok(seconds) = value.trim_ascii().parse() {
        return Some(seconds);
    }
    let seconds = (json::instant(value)? - js_sys::Date::now()) / 1000.0;
    Json::from(JsValue::from_f64(seconds.ceil().max(0.0))).count()
}

/// A `Location`, absolute, if it stays on the origin of the address that named it.
fn same_origin(location: &str, own: &str) -> Option<String> {
    let own = web_sys::Url::new(own).ok()?;
    let url = web_sys::Url::new_with_base(location, &own.href()).ok()?;
    (url.origin() == own.origin()).then(|| url.href())
}
