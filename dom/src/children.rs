//! The children of an element.

use leptos::prelude::IntoView;

use crate::convert::build;
use crate::element::Element;

impl Element {
    /// Adds a child: an [`Element`], an `Option` or a `Vec` of elements, a [`Region`](crate::Region),
    /// or anything else that Leptos can render, such as a `view!`.
    pub fn child<V: IntoView + 'static>(self, view: V) -> Self {
        self.hold(build(view))
    }

    /// Adds children.
    pub fn children<V: IntoView + 'static>(self, views: impl IntoIterator<Item = V>) -> Self {
        views.into_iter().fold(self, Self::child)
    }
}
