use std::{cell::RefCell, rc::Rc};

use web_sys::Element;

use super::{
    el::{El, el},
    part::{button, line_if_any, t},
    state::PartState,
    widget::Widget,
};
use crate::{
    flow::Changed,
    i18n::Key,
    json::Json,
    store::{change_as_json, change_from_json},
    task::spawn,
};

/// What of a widget stands in one place. What is not the whole may come from another module, loaded when it is needed.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Part {
    /// The list of devices, after this change.
    Checklist(Changed),
    /// What to do before the change.
    Prepare,
    /// The recovery of a locked mailbox, beside the form.
    Recovery,
    /// The list of an earlier change.
    Unfinished,
    /// Everything.
    #[default]
    Whole,
}

impl Part {
    /// As it is handed over to the page's script, and by it to the other module.
    fn to_json(&self, prefix: &str) -> Json {
        let json = match self {
            Self::Checklist(change) => change_as_json(change),
            _ => Json::object(),
        };
        json.set("prefix", prefix);
        json.set(
            "kind",
            match self {
                Self::Checklist(_) => "checklist",
                Self::Prepare => "prepare",
                Self::Recovery => "recovery",
                Self::Unfinished => "unfinished",
                Self::Whole => "whole",
            },
        );
        json
    }

    /// Its place among those that are loaded later.
    pub(super) fn index(&self) -> usize {
        match self {
            Self::Checklist(_) | Self::Whole => 0,
            Self::Prepare => 1,
            Self::Recovery => 2,
            Self::Unfinished => 3,
        }
    }
}

/// What the page's script handed over; the whole for nothing.
impl From<&Json> for Part {
    fn from(json: &Json) -> Self {
        if !cfg!(feature = "full") {
            return Self::Whole;
        }
        match json.get("kind").text().as_deref() {
            Some("checklist") => Self::Checklist(change_from_json(json)),
            Some("prepare") => Self::Prepare,
            Some("recovery") => Self::Recovery,
            Some("unfinished") => Self::Unfinished,
            _ => Self::Whole,
        }
    }
}

/// A place for a part, with words while it is loaded, and where it cannot be: `instead`, and another try.
pub(super) fn slot(w: Widget, part: impl Fn() -> Part + 'static, instead: Vec<El>) -> El {
    let inner = el("div", "");
    let node = inner.node().clone();
    let index = part().index();
    let held: Held = Rc::default();
    let fill = {
        let held = held.clone();
        move || fill(w, node.clone(), part(), held.clone())
    };
    fill();
    let loading = line_if_any("mbp-note", move |state| {
        state.say_if(state.part(index) == PartState::Loading, Key::Loading)
    });
    let failed = el("div", "mbp-stack")
        .hidden_while(move |state| state.part(index) != PartState::Failed)
        .hold_all(instead)
        .hold(line_if_any("mbp-note mbp-warn", t(Key::PartFailed)))
        .hold(button("mbp-secondary", t(Key::TryAgain)).on("click", move |_| fill()));
    el("div", "")
        .hold(inner)
        .hold(loading)
        .hold(failed)
        .keep(Box::new(Guard(held)))
}

/// What ends a part that is shown; `None` while it is not, and for good once its place has gone.
type Held = Rc<RefCell<Option<Box<dyn FnOnce()>>>>;

/// Takes the part off the page when its place goes.
struct Guard(Held);

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(end) = self.0.take() {
            end();
        }
    }
}

/// Fills a place, a moment later: the view that it is in may be just in the making.
fn fill(w: Widget, node: Element, part: Part, held: Held) {
    let Some(ties) = w.ties() else { return };
    let alive = Rc::downgrade(&held);
    drop(held);
    let index = part.index();
    spawn(async move {
        w.change(|state| state.set_part(index, PartState::Loading));
        let context = part.to_json(&ties.prefix);
        let shown = match ties.assets.show_part(&node, &context) {
            Some(shown) => shown.await,
            #[cfg(feature = "full")]
            None => Ok(super::app::mount_part(&ties, node, part)),
            #[cfg(not(feature = "full"))]
            None => Err(()),
        };
        let state = if shown.is_ok() {
            PartState::Shown
        } else {
            PartState::Failed
        };
        if let Ok(end) = shown {
            match alive.upgrade() {
                Some(held) => {
                    let earlier = held.borrow_mut().replace(end);
                    if let Some(earlier) = earlier {
                        earlier();
                    }
                }
                // The place went while the part was on its way.
                None => end(),
            }
        }
        w.change(|now| now.set_part(index, state));
    });
}
