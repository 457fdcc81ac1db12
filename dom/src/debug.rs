//! How the public types appear in debug output.

use std::fmt::{Debug, Formatter, Result};

use crate::binding::Binding;
use crate::claim::Claims;
use crate::element::Element;
use crate::mount::Mounted;
use crate::region::Region;

impl Debug for Element {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        let mut output = formatter.debug_struct("Element");
        output.field("tag", &self.node().tag_name());
        output.finish_non_exhaustive()
    }
}

impl Debug for Claims {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        let mut output = formatter.debug_struct("Claims");
        output.field("unclaimed", &self.unclaimed());
        output.finish_non_exhaustive()
    }
}

impl<T: Debug, R> Debug for Binding<T, R> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        match self {
            Self::Fixed(value) => formatter.debug_tuple("Fixed").field(value).finish(),
            Self::Reactive(_) => formatter.write_str("Reactive(…)"),
        }
    }
}

macro_rules! opaque {
    ($($name:ident)*) => {$(
        impl Debug for $name {
            fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
                formatter.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )*};
}

opaque!(Mounted Region);
