//! JSON, read with the browser's own parser.
//!
//! Reading with `serde` would add 15 KB to the first load, so values stay JavaScript values and are read by name.
//! A missing or mistyped member reads as `None`, never as an error.

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// It throws if there is no object.
    #[wasm_bindgen(catch, js_namespace = Object, js_name = hasOwn)]
    fn has_own(object: &JsValue, name: &JsValue) -> Result<bool, JsValue>;
}

/// In the place of a prototype.
const NONE: JsValue = JsValue::NULL;

/// A JSON value, or a JavaScript value that is read like one.
#[derive(Clone, Debug, Default)]
pub struct Json(JsValue);

impl Json {
    /// Parses a text; a text that is not JSON reads as nothing.
    pub fn parse(text: &str) -> Self {
        Self(JSON::parse(text).unwrap_or(JsValue::UNDEFINED))
    }

    /// An empty object without a prototype: what a page adds to every object, a setter for example, gets nothing that is
    /// written here, and adds nothing to what is read.
    pub fn object() -> Self {
        Self(Object::<JsValue>::create(NONE.unchecked_ref()).into())
    }

    /// An array without a prototype: old versions of Prototype.js give every array a `toJSON` that writes a string.
    pub fn array(items: impl Iterator<Item = JsValue>) -> Self {
        let array: Array = items.collect();
        Self(Object::set_prototype_of(&array, NONE.unchecked_ref()).into())
    }

    /// The same object with the prototype that a page expects.
    pub fn to_plain(&self) -> JsValue {
        let plain = Object::from_entries(&Object::entries(self.0.unchecked_ref()));
        plain.map_or(JsValue::UNDEFINED, JsValue::from)
    }

    /// The own member of this name. What a page adds to every object is not part of an answer.
    pub fn get(&self, name: &str) -> Self {
        match has_own(&self.0, &JsValue::from_str(name)) {
            Ok(true) => self.property(name),
            Ok(false) | Err(_) => Self::default(),
        }
    }

    /// The property of this name of one of the browser's objects, which may be inherited.
    pub fn property(&self, name: &str) -> Self {
        Self(Reflect::get(&self.0, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED))
    }

    /// Whether there is nothing here (also `null`).
    pub fn is_none(&self) -> bool {
        self.0.is_undefined() || self.0.is_null()
    }

    /// Whether this is an object or an array.
    pub fn is_object(&self) -> bool {
        self.0.is_object()
    }

    /// Whether this is an array.
    pub fn is_list(&self) -> bool {
        self.0.dyn_ref::<Array>().is_some()
    }

    /// A text.
    pub fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    /// A name that somebody chose, made safe to show: on one line, of limited length, without bidirectional control
    /// characters. One in a right-to-left script is isolated from the text around it.
    pub fn label(&self) -> Option<String> {
        const LONGEST: usize = 120;
        let text = self.text()?;
        let mut label = String::new();
        let mut is_rtl = false;
        for (index, letter) in text.chars().enumerate() {
            if index == LONGEST {
                label.push('…');
                break;
            }
            match letter {
                '\u{61c}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}' => continue,
                '\u{2028}' | '\u{2029}' => label.push(' '),
                _ if letter.is_control() => label.push(' '),
                _ => label.push(letter),
            }
            is_rtl |= matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
        }
        let label = label.trim();
        Some(if is_rtl {
            ["\u{2068}", label, "\u{2069}"].concat()
        } else {
            label.into()
        })
    }

    /// A finite number.
    pub fn number(&self) -> Option<f64> {
        self.0.as_f64().filter(|number| number.is_finite())
    }

    /// A whole number from 0, cut off at the type's end.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` saturates, which is what is wanted"
    )]
    pub fn count(&self) -> Option<u32> {
        self.number()
            .filter(|number| *number >= 0.0)
            .map(|number| number as u32)
    }

    /// True or false.
    pub fn flag(&self) -> Option<bool> {
        self.0.as_bool()
    }

    /// The items of an array; none for anything else.
    pub fn items(&self) -> Vec<Self> {
        self.0
            .dyn_ref::<Array>()
            .map(|array| array.iter().map(Self).collect())
            .unwrap_or_default()
    }

    /// The names of an object's own members.
    pub fn names(&self) -> Vec<String> {
        self.0
            .dyn_ref::<Object>()
            .map(|object| {
                Object::keys(object)
                    .iter()
                    .filter_map(|key| key.as_string())
                    .collect()
            })
            .unwrap_or_default()
    }

    /// The names of an object's own members, and their texts in the same order. They come over as two strings: each value
    /// that comes by itself costs time. Anything else than an object has none.
    pub fn texts(&self) -> Vec<(String, String)> {
        let object = self.0.dyn_ref().cloned().unwrap_or_else(Object::new);
        let names = String::from(Object::keys(&object).join("\0"));
        let texts = String::from(Object::values(&object).join("\0"));
        let mut texts = texts.split('\0');
        let mut all = Vec::new();
        for name in names.split('\0') {
            if let (false, Some(text)) = (name.is_empty(), texts.next()) {
                all.push((name.into(), text.into()));
            }
        }
        all
    }

    /// An instant (RFC 3339), in milliseconds since 1970.
    pub fn instant(&self) -> Option<f64> {
        instant(&self.text()?)
    }

    /// Sets a member of an object that is ours: of [`Json::object`], or one that it has already.
    pub fn set(&self, name: &str, value: impl Into<JsValue>) {
        // It can fail for frozen objects only, and ours are not.
        let _ = Reflect::set(&self.0, &JsValue::from_str(name), &value.into());
    }

    /// The JSON text.
    pub fn stringify(&self) -> Option<String> {
        JSON::stringify(&self.0).ok().map(String::from)
    }

    /// The JavaScript value itself.
    pub fn as_js(&self) -> &JsValue {
        &self.0
    }
}

impl From<JsValue> for Json {
    fn from(value: JsValue) -> Self {
        Self(value)
    }
}

impl From<Json> for JsValue {
    fn from(json: Json) -> Self {
        json.0
    }
}

/// An instant (RFC 3339), in milliseconds since 1970.
pub fn instant(text: &str) -> Option<f64> {
    let time = js_sys::Date::parse(text);
    time.is_finite().then_some(time)
}
