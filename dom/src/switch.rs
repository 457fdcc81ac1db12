//! Content that is replaced when a key changes.

use leptos::prelude::IntoView;

use crate::content::Content;
use crate::convert::{build, nothing};
use crate::region::{Region, Source};

/// Content that is replaced when `key` changes.
///
/// It is created under an owner of its own, which is cleaned up before the next content is created.
/// Nothing happens if the key is evaluated again with the same result. Signals that `view` itself
/// reads are not tracked. A view that is `None` shows nothing.
///
/// ```no_run
/// # use dom::html;
/// # use leptos::prelude::*;
/// # #[derive(Clone, Copy, PartialEq)] enum Step { Ask, Done }
/// # let step = RwSignal::new(Step::Ask);
/// html::div().child(dom::switch(move || step.get(), |step| match step {
///     Step::Ask => html::p().text("Are you sure?"),
///     Step::Done => html::h2().text("Done"),
/// }))
/// # ;
/// ```
pub fn switch<K: PartialEq + 'static, V: IntoView + 'static>(
    key: impl FnMut() -> K + 'static,
    view: impl FnMut(&K) -> V + 'static,
) -> Region {
    Region::new(Box::new(Switch {
        key,
        view,
        shown: None,
    }))
}

struct Switch<F, G, K> {
    key: F,
    view: G,
    shown: Option<K>,
}

impl<F, G, K, V> Source for Switch<F, G, K>
where
    F: FnMut() -> K,
    G: FnMut(&K) -> V,
    K: PartialEq,
    V: IntoView + 'static,
{
    fn update(&mut self) -> Option<Vec<Option<usize>>> {
        let now = Some((self.key)());
        if now == self.shown {
            return None;
        }
        self.shown = now;
        Some(vec![None])
    }

    fn make(&mut self, _: usize) -> Box<dyn Content> {
        self.shown
            .as_ref()
            .map_or_else(nothing, |key| build((self.view)(key)))
    }
}
