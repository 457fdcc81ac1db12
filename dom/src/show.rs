//! Content that is there while a condition holds.

use leptos::prelude::IntoView;

use crate::binding::{Binding, IntoBinding};
use crate::content::Content;
use crate::convert::build;
use crate::region::{Region, Source};

/// Content that is in the document only while `when` holds: a closure, a signal or a `bool`.
///
/// It is made anew each time that the condition begins to hold, under an owner of its own, which is cleaned up when it
/// leaves. A condition that is evaluated again, and says the same, changes nothing. `view` itself is not followed:
/// bindings in it are.
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
        view: Box::new(move || build(view())),
        is_shown: false,
    }))
}

struct Show {
    when: Binding<bool>,
    view: Box<dyn FnMut() -> Box<dyn Content>>,
    is_shown: bool,
}

impl Source for Show {
    fn update(&mut self) -> Option<Vec<Option<usize>>> {
        let now = match &mut self.when {
            Binding::Fixed(when) => *when,
            Binding::Reactive(when) => when()?,
        };
        if now == self.is_shown {
            return None;
        }
        self.is_shown = now;
        Some(vec![None; usize::from(now)])
    }

    fn make(&mut self, _: usize) -> Box<dyn Content> {
        (self.view)()
    }
}
