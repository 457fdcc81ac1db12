//! A mock back end: replaces `fetch` until it is dropped.

use std::{cell::RefCell, rc::Rc};

use gloo_net::http::Response;
use js_sys::{Promise, Reflect};
use serde_json::Value;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Request, RequestInit};

thread_local! {
    /// The browser's own `fetch`. A failed test may have left a mock in its place.
    static REAL: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// A mocked response.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// A status with a JSON body; none for `null`.
    Json(u16, Value),
    /// A status with a body that may be no JSON.
    Text(u16, String),
    /// No response until the request is aborted.
    Never,
    /// A network error.
    Broken,
    /// A status with a JSON body that arrives when the request is aborted.
    Late(u16, Value),
}

/// The mock. Other requests get a 404.
pub(crate) struct BackEnd {
    replies: Rc<RefCell<Vec<(String, Reply)>>>,
    requests: Rc<RefCell<Vec<Request>>>,
    _fetch: Closure<dyn FnMut(String, RequestInit) -> Promise>,
}

impl BackEnd {
    pub(crate) fn new() -> Self {
        let replies: Rc<RefCell<Vec<(String, Reply)>>> = Rc::default();
        let requests: Rc<RefCell<Vec<Request>>> = Rc::default();
        let fetch = Closure::<dyn FnMut(String, RequestInit) -> Promise>::new({
            let (replies, requests) = (replies.clone(), requests.clone());
            move |url: String, init: RequestInit| {
                let request = Request::new_with_str_and_init(&url, &init).unwrap();
                let name = name(&request);
                let found = replies
                    .borrow()
                    .iter()
                    .rev()
                    .find(|(known, _)| *known == name)
                    .cloned();
                requests.borrow_mut().push(request.clone().unwrap());
                future_to_promise(answer(request, found.map(|(_, reply)| reply)))
            }
        });
        let window = web_sys::window().unwrap();
        let before = Reflect::get(&window, &"fetch".into()).unwrap();
        REAL.with_borrow_mut(|real| {
            real.get_or_insert(before);
        });
        Reflect::set(&window, &"fetch".into(), fetch.as_ref()).unwrap();
        Self {
            replies,
            requests,
            _fetch: fetch,
        }
    }

    /// Sets the response of a route, for example `POST /password`; the last call counts.
    pub(crate) fn with_response(self, name: &str, reply: Reply) -> Self {
        self.set_response(name, reply);
        self
    }

    /// Sets the response of a route from now on.
    pub(crate) fn set_response(&self, name: &str, reply: Reply) {
        self.replies.borrow_mut().push((name.into(), reply));
    }

    /// All requests of this route so far.
    pub(crate) fn requests(&self, wanted: &str) -> Vec<Request> {
        let requests = self.requests.borrow();
        requests
            .iter()
            .filter(|request| name(request) == wanted)
            .map(|request| request.clone().unwrap())
            .collect()
    }

    /// The number of requests of this route so far.
    pub(crate) fn count(&self, name: &str) -> usize {
        self.requests(name).len()
    }
}

impl Drop for BackEnd {
    fn drop(&mut self) {
        let real = REAL.with_borrow(Clone::clone).unwrap();
        Reflect::set(&web_sys::window().unwrap(), &"fetch".into(), &real).unwrap();
    }
}

/// Problem details with a code of the contract.
pub(crate) fn problem(status: u16, code: &str) -> Reply {
    Reply::Json(
        status,
        serde_json::json!({ "type": format!("/problems/{code}") }),
    )
}

/// The body of a request.
pub(crate) async fn body(request: &Request) -> Value {
    let text = JsFuture::from(request.text().unwrap()).await.unwrap();
    serde_json::from_str(&text.as_string().unwrap()).unwrap()
}

fn name(request: &Request) -> String {
    let path = web_sys::Url::new(&request.url()).unwrap().pathname();
    format!("{} {path}", request.method())
}

async fn answer(request: Request, reply: Option<Reply>) -> Result<JsValue, JsValue> {
    let (status, body) = match reply {
        None => (404, String::new()),
        Some(Reply::Json(status, body)) => (status, text(&body)),
        Some(Reply::Text(status, body)) => (status, body),
        Some(Reply::Late(status, body)) => {
            let _ = aborted(&request).await;
            (status, text(&body))
        }
        Some(Reply::Broken) => return Err(js_sys::TypeError::new("Failed to fetch").into()),
        Some(Reply::Never) => return aborted(&request).await,
    };
    let response = Response::builder()
        .status(status)
        .header("content-type", "application/json");
    let has_body = !body.is_empty() && !matches!(status, 204 | 205 | 304);
    let response = response.body(has_body.then_some(body.as_str()));
    let response: web_sys::Response = response.unwrap().into();
    Ok(response.into())
}

/// A JSON body; none for `null`.
fn text(body: &Value) -> String {
    match body {
        Value::Null => String::new(),
        body => body.to_string(),
    }
}

/// Rejects when the request is aborted.
async fn aborted(request: &Request) -> Result<JsValue, JsValue> {
    let signal = request.signal();
    let promise = Promise::new(&mut |_, reject| {
        signal
            .add_event_listener_with_callback("abort", &reject)
            .unwrap();
    });
    JsFuture::from(promise).await
}
