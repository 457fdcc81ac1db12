//! Plurals, numbers and times, by the browser's `Intl`.

use std::cell::RefCell;

use js_sys::{Array, Date, Function, Intl, Object};
use wasm_bindgen::prelude::*;

use crate::json::Json;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Intl, js_name = getCanonicalLocales)]
    fn canonical_locales(tag: &str) -> Result<Array, JsValue>;
}

/// The canonical form of a language tag (BCP 47); `None` if it is not one.
pub(super) fn canonical(tag: &str) -> Option<String> {
    canonical_locales(tag).ok()?.get(0).as_string()
}

/// A formatter that is kept, with its language.
type Kept<T> = RefCell<Option<(String, T)>>;

// Many key presses use both, and creating one takes about 60 microseconds.
thread_local! {
    static PLURAL_RULES: Kept<Intl::PluralRules> = const { RefCell::new(None) };
    static NUMBER_FORMAT: Kept<Function> = const { RefCell::new(None) };
}

/// The formatter that is kept, if it is for this language; otherwise a new one, which is kept from now on.
fn kept_or_new<'a, T>(
    kept: &'a mut Option<(String, T)>,
    lang: &str,
    make: impl FnOnce(&Array, &Object) -> T,
) -> &'a T {
    if kept.as_ref().is_some_and(|(of, _)| of != lang) {
        *kept = None;
    }
    // `undefined`, because an empty object would inherit options that a page has added to `Object.prototype`.
    let none = JsValue::UNDEFINED;
    let made =
        kept.get_or_insert_with(|| (lang.into(), make(&locales(lang), none.unchecked_ref())));
    &made.1
}

/// The plural category of a count: `one`, `few`, `other` and so on.
pub(super) fn plural(lang: &str, count: u32) -> String {
    PLURAL_RULES.with_borrow_mut(|kept| {
        let rules = kept_or_new(kept, lang, Intl::PluralRules::new);
        rules.select(f64::from(count)).into()
    })
}

/// A whole number in the language's digits.
pub(super) fn number(lang: &str, count: u32) -> String {
    NUMBER_FORMAT.with_borrow_mut(|kept| {
        let make =
            |locales: &Array, options: &Object| Intl::NumberFormat::new(locales, options).format();
        let text = kept_or_new(kept, lang, make).call1(&JsValue::UNDEFINED, &count.into());
        text.ok()
            .and_then(|text| text.as_string())
            .unwrap_or_default()
    })
}

/// How many days ago it was: 0 today, 1 yesterday, else `None`. Milliseconds since 1970.
pub(super) fn days_ago(at: f64) -> Option<u32> {
    let day = date_of(at).to_date_string();
    let ago = |days: &u32| date_of(Date::now() - f64::from(*days) * DAY).to_date_string() == day;
    (0..2).find(ago)
}

/// Hours and minutes, as the language writes them: `00:08` in German, `12:08 AM` in American English.
pub(super) fn clock(lang: &str, at: f64) -> String {
    format(lang, &date_of(at), &[("timeStyle", "short")])
}

/// Day and month, hours and minutes; the year if it is not this one.
pub(super) fn date(lang: &str, at: f64) -> String {
    // `Intl` takes a style of the time, or a day and a month.
    let is_padded = clock(lang, at).len() == "00:08".len();
    let at = date_of(at);
    let is_this_year = at.get_full_year() == date_of(Date::now()).get_full_year();
    let end = INSTANT.len() - usize::from(is_padded);
    format(lang, &at, &INSTANT[usize::from(is_this_year)..end])
}

/// Month and year of a date as in ISO 8601, such as `2026-11`.
pub(super) fn month(lang: &str, date: &str) -> String {
    let options = [("year", "numeric"), ("month", "long"), ("timeZone", "UTC")];
    format(lang, &Date::new(&date.into()), &options)
}

/// What `Intl` is to show of an instant. Of two entries of one name the later counts: the last one makes the hour
/// `numeric`, and is left out for languages that write hours with two digits.
const INSTANT: [(&str, &str); 6] = [
    ("year", "numeric"),
    ("day", "numeric"),
    ("month", "short"),
    ("hour", "2-digit"),
    ("minute", "2-digit"),
    ("hour", "numeric"),
];

/// In milliseconds.
const DAY: f64 = 86_400_000.0;

fn date_of(at: f64) -> Date {
    Date::new(&JsValue::from_f64(at))
}

fn format(lang: &str, at: &Date, shown: &[(&str, &str)]) -> String {
    let options = Json::object();
    for (name, value) in shown {
        options.set(name, *value);
    }
    Intl::DateTimeFormat::new(&locales(lang), options.as_js().unchecked_ref())
        .format()
        .call1(&JsValue::UNDEFINED, at)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
        .chars()
        .map(unbroken())
        .collect()
}

/// Makes spaces non-breaking, so that no line ends within a date or a time. One after a comma stays: it separates the
/// two.
fn unbroken() -> impl FnMut(char) -> char {
    let mut last = ' ';
    move |each| {
        let is_within = each == ' ' && last != ',';
        last = each;
        if is_within { '\u{a0}' } else { each }
    }
}

/// For `Intl`, which throws at what is no language tag, and so would stop the module: without one it is the browser's
/// language that counts. A binding may run once more after the element has left the page, without any words.
fn locales(lang: &str) -> Array {
    canonical_locales(lang).unwrap_or_default()
}
