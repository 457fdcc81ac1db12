use js_sys::{Date, Object};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

use crate::{json::Json, task::spawn, view::WidgetEvent};

/// Dispatches an event from the element. Whether to go on: only a cancelled `before-submit` says no.
///
/// All others are dispatched a moment later: a listener may remove the element, and nothing of ours is then half done.
pub(super) fn dispatch(element: &HtmlElement, told: WidgetEvent) -> bool {
    if matches!(told, WidgetEvent::BeforeSubmit) {
        return send(element, &told);
    }
    let element = element.clone();
    spawn(async move {
        send(&element, &told);
    });
    true
}

fn send(element: &HtmlElement, told: &WidgetEvent) -> bool {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_cancelable(matches!(told, WidgetEvent::BeforeSubmit));
    init.set_detail(&detail(told));
    let name = ["mailbox-password-", name(told)].concat();
    match CustomEvent::new_with_event_init_dict(&name, &init) {
        Ok(event) => element.dispatch_event(&event).unwrap_or(true),
        Err(_) => true,
    }
}

fn name(told: &WidgetEvent) -> &'static str {
    match told {
        WidgetEvent::BeforeSubmit => "before-submit",
        WidgetEvent::Changed { .. } => "changed",
        WidgetEvent::Checklist { .. } => "checklist",
        WidgetEvent::Failed { .. } => "failed",
        WidgetEvent::Ready => "ready",
        WidgetEvent::SessionExpired => "session-expired",
        WidgetEvent::Settled => "settled",
        WidgetEvent::Unlocked { .. } => "unlocked",
        WidgetEvent::Unknown { .. } => "unknown",
    }
}

fn detail(told: &WidgetEvent) -> JsValue {
    let detail = Json::object();
    let text = |value: &Option<String>| value.as_deref().map_or(JsValue::NULL, JsValue::from_str);
    match told {
        WidgetEvent::Changed {
            mailbox,
            changed_at,
            reference,
        } => {
            detail.set("mailbox", mailbox.as_str());
            detail.set("changedAt", instant(*changed_at));
            detail.set("reference", text(reference));
        }
        WidgetEvent::Checklist { done, total } => {
            detail.set("done", *done);
            detail.set("total", *total);
        }
        WidgetEvent::Failed {
            code,
            status,
            reference,
        } => {
            detail.set("code", code.map_or(JsValue::NULL, JsValue::from_str));
            detail.set("status", *status);
            detail.set("reference", text(reference));
        }
        WidgetEvent::Unlocked {
            mailbox,
            works_from,
        } => {
            detail.set("mailbox", mailbox.as_str());
            detail.set("effectiveAt", instant(*works_from));
        }
        WidgetEvent::Unknown { sent_at, reference } => {
            detail.set("sentAt", instant(Some(*sent_at)));
            detail.set("reference", reference.as_str());
        }
        WidgetEvent::BeforeSubmit
        | WidgetEvent::Ready
        | WidgetEvent::SessionExpired
        | WidgetEvent::Settled => {}
    }
    let object = JsValue::from(detail);
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
