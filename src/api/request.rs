use gloo_net::http::Headers;
use js_sys::{Array, Function, Object, Promise};
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, ResponseType};

use super::{
    csrf,
    fetch::{fetch, warn_of_wrapper},
};
use crate::{
    config::{Config, Credentials, Endpoint},
    console::warn,
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

/// How long something may take. A page's own `headers` or `fetch` may not heed a signal, so nothing is awaited without
/// this.
pub(super) struct Limit {
    timeout: AbortSignal,
    /// Ends this request alone.
    own: Abort,
    signal: AbortSignal,
    /// Rejected at the end.
    end: Promise,
}

impl Limit {
    /// From now on, for so many seconds, or until it is aborted.
    pub(super) fn new(seconds: u32, abort: &Abort) -> Self {
        let timeout = AbortSignal::timeout_with_u32(seconds.saturating_mul(1000));
        let own = Abort::new();
        let signals = abort.signals().concat(&own.signals());
        signals.push(&timeout);
        let signal = AbortSignal::any(&signals);
        let end = Promise::new(&mut |_, reject| signal.set_onabort(Some(&reject)));
        Self {
            timeout,
            own,
            signal,
            end,
        }
    }

    /// What a promise, or another value, comes to within the limit.
    pub(super) async fn wait(&self, value: &JsValue) -> Result<JsValue, JsValue> {
        JsFuture::from(Promise::race(&Array::of2(value, &self.end))).await
    }

    fn failure(&self) -> SendError {
        if self.timeout.aborted() {
            SendError::Timeout
        } else {
            warn_of_wrapper();
            SendError::Network
        }
    }
}

/// Sends one request, once.
pub(super) async fn send(call: Call<'_>) -> Result<Reply, SendError> {
    let headers = headers(&call).await.ok_or(SendError::Headers)?;
    // The time limit of the request starts here.
    let limit = Limit::new(call.timeout, call.abort);
    let plain = Object::from_entries(&headers.into_raw()).map_err(|_| SendError::Headers)?;
    let init = Json::object();
    init.set("headers", plain);
    init.set("signal", &limit.signal);
    init.set("cache", "no-store");
    init.set("redirect", "manual");
    init.set("referrerPolicy", "no-referrer");
    let credentials = match call.config.credentials {
        Credentials::Include => "include",
        Credentials::Omit => "omit",
        Credentials::SameOrigin => "same-origin",
    };
    init.set("credentials", credentials);
    if let Some(body) = call.body {
        init.set("method", "POST");
        init.set("body", body);
    }
    let sent = fetch(&call.endpoint.url, &init.to_plain())
        .unwrap_or_else(|error| Promise::reject(&error).into());
    let response = limit.wait(&sent).await.map_err(|_| limit.failure())?;
    let response: web_sys::Response = response.dyn_into().map_err(|_| limit.failure())?;
    let redirect = response.redirected() || response.type_() == ResponseType::Opaqueredirect;
    let status = response.status();
    // What an endpoint says to a request without its headers or its body.
    if matches!(status, 400 | 415) {
        warn_of_wrapper();
    }
    let body = match text(&response, &limit).await {
        Ok(text) => Json::parse(&text),
        // These statuses are complete without a body.
        Err(_) if matches!(status, 202 | 204 | 400..=499) => Json::default(),
        Err(_) => return Err(limit.failure()),
    };
    let header = |name| response.headers().get(name).ok().flatten();
    Ok(Reply {
        status,
        redirect,
        location: header("location").and_then(|location| same_origin(&location, &response.url())),
        retry_after: body
            .get("retryAfter")
            .count()
            .or_else(|| retry_after(&header("retry-after")?)),
        body,
    })
}

/// The longest body that is read, in bytes. Answers of the contract are far shorter.
const LONGEST: u32 = 1024 * 1024;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = ReadableStream)]
    type Stream;
    #[wasm_bindgen(method, catch, js_name = getReader)]
    fn reader(this: &Stream) -> Result<StreamReader, JsValue>;

    #[wasm_bindgen(js_name = ReadableStreamDefaultReader)]
    type StreamReader;
    #[wasm_bindgen(method, catch)]
    fn read(this: &StreamReader) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn cancel(this: &StreamReader) -> Result<JsValue, JsValue>;
}

/// An answer's body as text. Of one that is too long no more is read.
pub(super) async fn text(response: &web_sys::Response, limit: &Limit) -> Result<String, JsValue> {
    let parts = Array::new();
    if let Some(body) = response.body() {
        let reader = body.unchecked_into::<Stream>().reader()?;
        let mut left = LONGEST;
        loop {
            let part = Json::from(limit.wait(&reader.read()?).await?);
            if part.get("done").flag() == Some(true) {
                break;
            }
            let part = part.get("value");
            let length = part.property("byteLength").count();
            let Some(rest) = length.and_then(|length| left.checked_sub(length)) else {
                // Firefox may go on to receive a body that is only cancelled.
                limit.own.abort();
                // Awaited, because the end of the request rejects it.
                let _ = limit.wait(&reader.cancel()?).await;
                return Err(JsValue::NULL);
            };
            left = rest;
            parts.push(part.as_js());
        }
    }
    let text = web_sys::Blob::new_with_buffer_source_sequence(&parts)?.text();
    limit.wait(&text).await?.as_string().ok_or(JsValue::NULL)
}

/// The integrator's headers, then ours over them. `None` if the integrator's could not be had.
async fn headers(call: &Call<'_>) -> Option<Headers> {
    let raw = match &call.config.headers {
        Some(function) => own_headers(function, call).await?,
        None => web_sys::Headers::new().ok()?,
    };
    let headers = Headers::from_raw(raw);
    for name in ["content-type", "accept", "idempotency-key"] {
        headers.delete(name);
    }
    headers.set("accept", "application/json, application/problem+json");
    headers.set("accept-language", call.lang);
    if call.body.is_some() {
        headers.set("content-type", "application/json");
    }
    if let Some(key) = call.key {
        headers.set("idempotency-key", &["\"", key, "\""].concat());
    }
    if let Some(name) = &call.config.csrf_header {
        let raw = headers.into_raw();
        // A name that is no header name fails here, and nothing is sent.
        raw.delete(name).ok()?;
        if call.endpoint.same_origin
            && let Some(token) = call.config.csrf_source.as_ref().and_then(csrf::token)
        {
            raw.set(name, &token).ok()?;
        }
        return Some(Headers::from_raw(raw));
    }
    Some(headers)
}

async fn own_headers(function: &Function, call: &Call<'_>) -> Option<web_sys::Headers> {
    let about = Json::object();
    about.set("purpose", call.purpose);
    about.set("url", call.endpoint.url.as_str());
    let given = function
        .call1(&JsValue::UNDEFINED, &about.to_plain())
        .ok()?;
    let limit = Limit::new(call.timeout, call.abort);
    let given = limit.wait(&given).await;
    if limit.timeout.aborted() {
        let words = ["mailbox-password: headers took too long: ", call.purpose];
        warn(&words.concat());
    }
    let given = given.ok()?;
    if given.is_undefined() || given.is_null() {
        return web_sys::Headers::new().ok();
    }
    web_sys::Headers::new_with_str_sequence_sequence(&given).ok()
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
pub(super) fn same_origin(location: &str, own: &str) -> Option<String> {
    let own = web_sys::Url::new(own).ok()?;
    let url = web_sys::Url::new_with_base(location, &own.href()).ok()?;
    (url.origin() == own.origin()).then(|| url.href())
}
