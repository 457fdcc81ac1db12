//! A function for each HTML element.

use crate::element::Element;
use crate::platform::create_element;

/// An element with any name, such as a custom element.
///
/// The name must be valid: the browser throws an exception for one with a space, for example.
pub fn custom(tag: &str) -> Element {
    Element::new(create_element(tag))
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
    a abbr address article aside audio b bdi bdo blockquote br button canvas caption cite code col colgroup data
    datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hgroup hr i iframe img input ins kbd label legend li main map mark menu meter nav object ol optgroup option
    output p picture pre progress q rp rt ruby s samp search section select slot small source span strong sub summary
    sup table tbody td template textarea tfoot th thead time tr track u ul var video wbr
}
