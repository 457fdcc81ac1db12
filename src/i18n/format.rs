//! Plurals, numbers and times, by the browser's `Intl`.

use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Intl, js_name = getCanonicalLocales)]
    fn canonical_locales(tag: &str) -> Result<Array, JsValue>;
}

/// The canonical form of a language tag (BCP 47); `None` if it is not one.
pub(super) fn canonical(tag: &str) -> Option<String> {
    canonical_locales(tag).ok()?.get(0).as_string()
}

/// The plural category of a count: `one`, `few`, `other` and so on.
pub(super) fn plural(lang: &str, count: u32) -> String {
    Intl::PluralRules::new(&locales(lang), &Object::new())
        .select(f64::from(count))
        .into()
}

/// A whole number in the language's digits.
pub(super) fn number(lang: &str, count: u32) -> String {
    js_sys::Number::from(count).to_locale_string(lang).into()
}

/// Hours and minutes; with day and month if they are wanted, or if it is not today. Milliseconds since 1970.
pub(super) fn time(lang: &str, at: f64, with_date: bool) -> String {
    let options = Object::new();
    let set = |name: &str, value: &str| {
        // It can fail for frozen objects only.
        let _ = Reflect::set(&options, &name.into(), &value.into());
    };
    set("hour", "numeric");
    set("minute", "2-digit");
    let at = js_sys::Date::new(&JsValue::from_f64(at));
    if with_date || at.to_date_string() != js_sys::Date::new_0().to_date_string() {
        set("day", "numeric");
        set("month", "short");
    }
    Intl::DateTimeFormat::new(&locales(lang), &options)
        .format()
        .call1(&JsValue::UNDEFINED, &at)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// For `Intl`, which throws at what is no language tag, and so would stop the module: without one it is the browser's
/// language that counts. A binding may run once more after the element has left the page, without any words.
fn locales(lang: &str) -> Array {
    canonical_locales(lang).unwrap_or_default()
}
