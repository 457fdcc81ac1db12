//! Fixed and reactive values.

use std::borrow::Cow;

use leptos::prelude::{
    ArcMemo, ArcReadSignal, ArcRwSignal, ArcSignal, Get, Memo, ReadSignal, RwSignal, Signal,
    Storage,
};
use wasm_bindgen::JsValue;

use crate::value::{Attr, Value};

/// A value for an attribute, a text, a property or a condition.
///
/// `R` is what a reactive value evaluates to. It differs from `T` only in that a fixed value may be
/// borrowed.
pub enum Binding<T, R = T> {
    /// A value that never changes.
    Fixed(T),
    /// A value that is evaluated again when a signal that it reads changes. `None` leaves what is
    /// shown as it is.
    Reactive(Box<dyn Read<R>>),
}

/// A closure that returns a value. It is a trait of its own because the table of a `dyn FnMut` holds
/// one more function for each closure, which nothing calls: together they add 1 KB to a module.
pub trait Read<T> {
    /// Returns the value as it is now; `None` leaves what is shown as it is.
    fn read(&mut self) -> Option<T>;
}

impl<T, F: FnMut() -> Option<T>> Read<T> for F {
    fn read(&mut self) -> Option<T> {
        self()
    }
}

/// The binding of an attribute, a class or a text.
pub type AttrBinding<'a> = Binding<Attr<'a>, Attr<'static>>;

/// What can be bound: a [`Value`], a closure that returns a [`Value`], or a signal of a [`Value`].
pub trait IntoBinding<T, R = T> {
    /// Converts it to a binding.
    fn into_binding(self) -> Binding<T, R>;

    /// The value, if it is a fixed string. Most are, and need less code than a binding.
    #[doc(hidden)]
    #[inline]
    fn as_fixed_str(&self) -> Option<&str> {
        None
    }
}

/// What attributes and texts take. It is implemented for every suitable [`IntoBinding`].
pub trait IntoAttr<'a>: IntoBinding<Attr<'a>, Attr<'static>> {}

impl<'a, B: IntoBinding<Attr<'a>, Attr<'static>>> IntoAttr<'a> for B {}

/// What [`Element::class`](crate::Element::class) takes: the value of the whole attribute, or
/// `(name, condition)` for a single class.
pub trait IntoClass<'a> {
    /// The name, if it is a single class, and the binding.
    fn into_class(self) -> (Option<&'static str>, AttrBinding<'a>);

    #[doc(hidden)]
    #[inline]
    fn as_fixed_str(&self) -> Option<&str> {
        None
    }
}

impl<F, V, T, R> IntoBinding<T, R> for F
where
    F: FnMut() -> V + 'static,
    V: Value<R>,
{
    fn into_binding(mut self) -> Binding<T, R> {
        Binding::Reactive(Box::new(move || Some(self().into_value())))
    }
}

impl<'a, B: IntoAttr<'a>> IntoClass<'a> for B {
    fn into_class(self) -> (Option<&'static str>, AttrBinding<'a>) {
        (None, self.into_binding())
    }

    #[inline]
    fn as_fixed_str(&self) -> Option<&str> {
        IntoBinding::as_fixed_str(self)
    }
}

impl<'a, B: IntoAttr<'a>> IntoClass<'a> for (&'static str, B) {
    fn into_class(self) -> (Option<&'static str>, AttrBinding<'a>) {
        (Some(self.0), self.1.into_binding())
    }
}

impl<'a> IntoBinding<Attr<'a>, Attr<'static>> for &'a str {
    fn into_binding(self) -> AttrBinding<'a> {
        Binding::Fixed(self.into_value())
    }

    #[inline]
    fn as_fixed_str(&self) -> Option<&str> {
        Some(self)
    }
}

macro_rules! fixed_attribute {
    ($($value:ty),*) => {$(
        impl<'a> IntoBinding<Attr<'a>, Attr<'static>> for $value {
            fn into_binding(self) -> AttrBinding<'a> {
                Binding::Fixed(self.into_value())
            }
        }
    )*};
}

fixed_attribute!(&'a String, String, Cow<'a, str>, bool);
fixed_attribute!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize, f32, f64);

macro_rules! fixed {
    ($target:ty: $($value:ty),*) => {$(
        impl IntoBinding<$target> for $value {
            fn into_binding(self) -> Binding<$target> {
                Binding::Fixed(self.into_value())
            }
        }
    )*};
}

fixed!(JsValue: &str, &String, String, Cow<'_, str>, bool, JsValue);
fixed!(JsValue: i8, i16, i32, u8, u16, u32, f32, f64);
fixed!(bool: bool);

impl<V, T, R> IntoBinding<T, R> for Option<V>
where
    Self: Value<T>,
{
    fn into_binding(self) -> Binding<T, R> {
        Binding::Fixed(self.into_value())
    }
}

macro_rules! signals {
    ($($signal:ty: <$($parameter:ident),*> $(where $storage:ident)?;)*) => {$(
        impl<$($parameter,)* Fixed, Target> IntoBinding<Fixed, Target> for $signal
        where
            $($storage: Storage<T>,)?
            Self: Get + 'static,
            <Self as Get>::Value: Value<Target>,
        {
            fn into_binding(self) -> Binding<Fixed, Target> {
                Binding::Reactive(Box::new(move || self.try_get().map(Value::into_value)))
            }
        }
    )*};
}

signals! {
    ArcMemo<T, S>: <T, S> where S;
    ArcReadSignal<T>: <T>;
    ArcRwSignal<T>: <T>;
    ArcSignal<T, S>: <T, S> where S;
    Memo<T, S>: <T, S> where S;
    ReadSignal<T, S>: <T, S>;
    RwSignal<T, S>: <T, S>;
    Signal<T, S>: <T, S> where S;
}
