//! Conversion of any view to [`Content`].

use std::any::Any;

use leptos::prelude::IntoView;

use crate::content::{Content, LeptosView};
use crate::element::Element;
use crate::region::Region;

/// Builds a view. Our own types are recognized, so that no code of Leptos is compiled for them.
pub(crate) fn build<V: IntoView + 'static>(view: V) -> Box<dyn Content> {
    let mut view = Some(view);
    let any: &mut dyn Any = &mut view;
    if let Some(element) = any.downcast_mut::<Option<Element>>() {
        return optional(element.take());
    }
    if let Some(region) = any.downcast_mut::<Option<Region>>() {
        return match region.take() {
            Some(region) => region.into_content(),
            None => nothing(),
        };
    }
    if let Some(element) = any.downcast_mut::<Option<Option<Element>>>() {
        return optional(element.take().flatten());
    }
    if let Some(elements) = any.downcast_mut::<Option<Vec<Element>>>() {
        return several(elements.take().unwrap_or_default());
    }
    match view {
        Some(view) => Box::new(LeptosView(Box::new(view.build()))),
        None => nothing(),
    }
}

/// No content.
pub(crate) fn nothing() -> Box<dyn Content> {
    several(Vec::new())
}

fn optional(element: Option<Element>) -> Box<dyn Content> {
    match element {
        Some(element) => element.into_content(),
        None => nothing(),
    }
}

fn several(elements: Vec<Element>) -> Box<dyn Content> {
    let all: Vec<_> = elements.into_iter().map(Element::into_content).collect();
    Box::new(all)
}
