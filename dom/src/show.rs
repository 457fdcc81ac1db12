//! Conditional content.

use leptos::prelude::IntoView;

use crate::binding::{Binding, IntoBinding, Read};
use crate::content::Content;
use crate::convert::build;
use crate::element::Element;
use crate::region::{Region, Source};

/// Content that is in the document only while `when`, a closure or a signal, is true.
///
/// It is created each time that the condition becomes true, under an owner of its own, which is
/// cleaned up when the content is removed. Nothing happens if the condition is evaluated again with
/// the same result. Signals that `view` itself reads are not tracked; bindings in the view are.
///
/// ```no_run
/// # use dom::html;
/// # use leptos::prelude::*;
/// # let is_busy = RwSignal::new(false);
/// html::div().child(dom::show(is_busy, || html::p().text("One moment…")))
/// # ;
/// ```
pub fn show<V: IntoView + 'static>(
    when: impl IntoBinding<bool>,
    mut view: impl FnMut() -> V + 'static,
) -> Region {
    Region::new(Box::new(Show {
        when: when.into_binding(),
        view: Box::new(move || Some(build(view()))),
        is_shown: false,
    }))
}

struct Show {
    when: Binding<bool>,
    view: Box<dyn Read<Box<dyn Content>>>,
    is_shown: bool,
}

impl Source for Show {
    fn update(&mut self) -> Option<Vec<Option<usize>>> {
        let now = match &mut self.when {
            Binding::Fixed(when) => *when,
            Binding::Reactive(when) => when.read()?,
        };
        if now == self.is_shown {
            return None;
        }
        self.is_shown = now;
        Some(vec![None; usize::from(now)])
    }

    fn make(&mut self, _: usize) -> Box<dyn Content> {
        self.view.read().unwrap_or_else(|| build(None::<Element>))
    }
}
