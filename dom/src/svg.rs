//! A function for each SVG element. `<use>` is [`use_`].

use crate::element::Element;
use crate::platform::{SVG, create_element_ns};

/// An SVG element with any name, such as `linearGradient`.
///
/// The name must be valid: the browser throws an exception for one with a space, for example.
pub fn custom(tag: &str) -> Element {
    Element::new(create_element_ns(SVG, tag))
}

/// A new `<use>`.
pub fn use_() -> Element {
    custom("use")
}

macro_rules! elements {
    ($($name:ident)*) => {$(
        #[doc = concat!("A new `<", stringify!($name), ">`.")]
        pub fn $name() -> Element {
            custom(stringify!($name))
        }
    )*};
}

elements! {
    a circle defs desc ellipse filter g image line marker mask path pattern polygon polyline rect stop svg symbol text
    title tspan view
}
