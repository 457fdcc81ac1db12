use js_sys::{Date, Object};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

use crate::{json::Json, model::HostEvent, task::spawn};

/// Dispatches an event from the element. Returns whether to continue: `false` only for a cancelled `before-submit`.
///
/// All others are dispatched in a microtask, when the action that runs has ended: a listener may remove the element.
pub(super) fn dispatch(element: &HtmlElement, event: HostEvent) -> bool {
    if matches!(event, HostEvent::BeforeSubmit) {
        return send(element, &event);
    }
    let element = element.clone();
    spawn(async move {
        send(&element, &event);
    });
    true
}

fn send(element: &HtmlElement, event: &HostEvent) -> bool {
    let init = Json::object();
    init.set("bubbles", true);
    init.set("composed", true);
    init.set("cancelable", matches!(event, HostEvent::BeforeSubmit));
    init.set("detail", detail(event));
    let init: &CustomEventInit = init.as_js().unchecked_ref();
    let name = ["mailbox-password-", name(event)].concat();
    match CustomEvent::new_with_event_init_dict(&name, init) {
        Ok(custom) => element.dispatch_event(&custom).unwrap_or(true),
        Err(_) => true,
    }
}

fn name(event: &HostEvent) -> &'static str {
    match event {
        HostEvent::BeforeSubmit => "before-submit",
        HostEvent::Changed { .. } => "changed",
        HostEvent::Checklist { .. } => "checklist",
        HostEvent::Failed { .. } => "failed",
        HostEvent::Ready => "ready",
        HostEvent::SessionExpired => "session-expired",
        HostEvent::Settled => "settled",
        HostEvent::Unlocked { .. } => "unlocked",
        HostEvent::Unknown { .. } => "unknown",
    }
}

fn detail(event: &HostEvent) -> JsValue {
    let detail = Json::object();
    let text = |value: &Option<String>| value.as_deref().map_or(JsValue::NULL, JsValue::from_str);
    match event {
        HostEvent::Changed {
            mailbox,
            changed_at,
            reference,
        } => {
            detail.set("mailbox", mailbox.as_str());
            detail.set("changedAt", instant(*changed_at));
            detail.set("reference", text(reference));
        }
        HostEvent::Checklist { done, total } => {
            detail.set("done", *done);
            detail.set("total", *total);
        }
        HostEvent::Failed {
            code,
            status,
            reference,
        } => {
            detail.set("code", code.map_or(JsValue::NULL, JsValue::from_str));
            detail.set("status", *status);
            detail.set("reference", text(reference));
        }
        HostEvent::Unlocked {
            mailbox,
            works_from,
        } => {
            detail.set("mailbox", mailbox.as_str());
            detail.set("effectiveAt", instant(*works_from));
        }
        HostEvent::Unknown { sent_at, reference } => {
            detail.set("sentAt", instant(Some(*sent_at)));
            detail.set("reference", reference.as_str());
        }
        HostEvent::BeforeSubmit
        | HostEvent::Ready
        | HostEvent::SessionExpired
        | HostEvent::Settled => {}
    }
    let object = detail.to_plain();
    Object::freeze(object.unchecked_ref::<Object>());
    object
}

/// RFC 3339, or `null`.
fn instant(milliseconds: Option<f64>) -> JsValue {
    milliseconds
        .filter(|time| time.is_finite() && time.abs() < 8.64e15)
        .map_or(JsValue::NULL, |time| {
            Date::new(&JsValue::from_f64(time)).to_iso_string().into()
        })
}
