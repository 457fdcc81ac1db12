use std::time::Duration;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use super::Context;
use crate::json::Json;

/// The heading of the current step of a recovery.
const CURRENT_STEP: &str = ".mbp-step[aria-current]>[role=heading]:not([hidden] *)";
/// A heading on the screen.
const HEADING: &str = "[role=heading]:not([hidden],[hidden] *)";

impl Context {
    /// To be called before something changes that the person has not done: an answer to a poll, another tab, the host.
    ///
    /// If it takes the control that has the focus off the screen, the focus goes to the heading of the list or recovery
    /// around it, in a recovery to the current step's; where that has left as well, to the first heading.
    pub(crate) fn keep_focus(self) {
        let Some(environment) = self.environment() else {
            return;
        };
        let root = environment.root.clone();
        let Some(focused) = active(&root).filter(|node| root.contains(Some(node))) else {
            return;
        };
        let around = focused.closest(".mbp-prints").ok().flatten();
        let move_if_lost = move || {
            let is_gone = focused.offset_parent().is_none();
            let is_free = |holder: HtmlElement| holder == focused || holder.local_name() == "body";
            if !is_gone || !active(&root).is_none_or(is_free) {
                return;
            }
            let around = around.filter(|node| root.contains(Some(node)));
            let around = around.as_ref().unwrap_or(&root);
            let find = |selector: &str| around.query_selector(selector).ok()?;
            let heading = find(CURRENT_STEP).or_else(|| find(HEADING));
            if let Some(heading) = heading.and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
                // It fails only for a node that has left the page meanwhile.
                let _ = heading.focus();
            }
        };
        // The views have changed by then.
        self.after(Duration::ZERO, Box::new(move_if_lost));
    }
}

/// What has the focus in the document or the shadow root of a node, also while another window is in use.
fn active(node: &Element) -> Option<HtmlElement> {
    let root = JsValue::from(node.get_root_node());
    let active = JsValue::from(Json::from(root).property("activeElement"));
    active.dyn_into().ok()
}
