//! Types of values for attributes, texts, properties and conditions.

use std::borrow::Cow;

use wasm_bindgen::JsValue;

/// The value of an attribute or a text. `None` means no attribute, or no text.
pub type Attr<'a> = Option<Cow<'a, str>>;

/// A value that converts to `T`, which is [`Attr`] for attributes, classes and texts, [`JsValue`] for
/// properties, and `bool` for conditions.
///
/// Implement it for a type of your own to let closures and signals of that type be bound.
pub trait Value<T> {
    /// Converts it.
    fn into_value(self) -> T;
}

impl<'a> Value<Attr<'a>> for &'a str {
    fn into_value(self) -> Attr<'a> {
        Some(Cow::Borrowed(self))
    }
}

impl<'a> Value<Attr<'a>> for &'a String {
    fn into_value(self) -> Attr<'a> {
        Some(Cow::Borrowed(self))
    }
}

impl<'a> Value<Attr<'a>> for String {
    fn into_value(self) -> Attr<'a> {
        Some(Cow::Owned(self))
    }
}

impl<'a> Value<Attr<'a>> for Cow<'a, str> {
    fn into_value(self) -> Attr<'a> {
        Some(self)
    }
}

/// `true` is an attribute with an empty value, `false` is none.
impl<'a> Value<Attr<'a>> for bool {
    fn into_value(self) -> Attr<'a> {
        self.then_some(Cow::Borrowed(""))
    }
}

impl<'a, V: Value<Attr<'a>>> Value<Attr<'a>> for Option<V> {
    fn into_value(self) -> Attr<'a> {
        self.and_then(V::into_value)
    }
}

impl Value<Self> for bool {
    fn into_value(self) -> Self {
        self
    }
}

impl Value<Self> for JsValue {
    fn into_value(self) -> Self {
        self
    }
}

impl Value<JsValue> for bool {
    fn into_value(self) -> JsValue {
        JsValue::from_bool(self)
    }
}

impl Value<JsValue> for &str {
    fn into_value(self) -> JsValue {
        JsValue::from_str(self)
    }
}

impl Value<JsValue> for &String {
    fn into_value(self) -> JsValue {
        JsValue::from_str(self)
    }
}

impl Value<JsValue> for String {
    fn into_value(self) -> JsValue {
        JsValue::from_str(&self)
    }
}

impl Value<JsValue> for Cow<'_, str> {
    fn into_value(self) -> JsValue {
        JsValue::from_str(&self)
    }
}

/// `None` becomes `null`.
impl<V: Value<JsValue>> Value<JsValue> for Option<V> {
    fn into_value(self) -> JsValue {
        self.map_or(JsValue::NULL, V::into_value)
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl<'a> Value<Attr<'a>> for $number {
            fn into_value(self) -> Attr<'a> {
                Some(Cow::Owned(self.to_string()))
            }
        }
    )*};
}

macro_rules! small_numbers {
    ($($number:ty),*) => {$(
        impl Value<JsValue> for $number {
            fn into_value(self) -> JsValue {
                JsValue::from_f64(f64::from(self))
            }
        }
    )*};
}

numbers!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize, f32, f64);
small_numbers!(i8, i16, i32, u8, u16, u32, f32, f64);
