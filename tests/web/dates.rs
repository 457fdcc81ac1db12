//! Times, with their day and year where those are not today's.

use mailbox_password::{
    i18n::{Language, Texts},
    json::Json,
};
use wasm_bindgen_test::*;

fn english() -> Texts {
    Texts::new("en-GB", Json::object(), Language::english())
}

fn german() -> Texts {
    let file = Json::parse(include_str!("../../locales/de.json"));
    Texts::new("de", Json::object(), Language::new("de", &file))
}

#[wasm_bindgen_test]
fn a_time_of_another_day_includes_its_date() {
    let english = english();
    let now = js_sys::Date::now();
    let year = 366.0 * 86_400_000.0;
    assert!(english.time(now).len() < english.time(now - year).len());
    assert!(english.time(now).len() < english.date(now).len());
    assert!(english.date(now).ends_with(&english.time(now)));
}

#[wasm_bindgen_test]
fn no_line_ends_within_a_date_or_a_time() {
    let american = Texts::new("en-US", Json::object(), Language::english());
    for texts in [english(), german(), american] {
        for words in [texts.date(0.0), texts.time(js_sys::Date::now())] {
            // Between them one may.
            assert!(!words.replace(", ", ",").contains(' '), "{words:?}");
        }
    }
}

#[wasm_bindgen_test]
fn hours_are_written_as_the_language_writes_them() {
    let at = |hour: u32| {
        let date = js_sys::Date::new_0();
        date.set_hours(hour);
        date.set_minutes(8);
        date.get_time()
    };
    let other = |lang: &str| Texts::new(lang, Json::object(), Language::english());
    for (texts, midnight, morning, afternoon) in [
        (english(), "00:08", "09:08", "14:08"),
        (german(), "00:08", "09:08", "14:08"),
        (other("en-US"), "12:08 AM", "9:08 AM", "2:08 PM"),
    ] {
        for (hour, expected) in [(0, midnight), (9, morning), (14, afternoon)] {
            // A narrow space before AM and PM, in most browsers.
            let plain = |words: String| words.replace(['\u{202f}', '\u{a0}'], " ");
            assert_eq!(plain(texts.time(at(hour))), expected);
            let date = plain(texts.date(at(hour)));
            assert!(date.ends_with(&format!(" {expected}")), "{date}");
        }
    }
}

#[wasm_bindgen_test]
fn a_date_of_another_year_has_the_year() {
    let now = js_sys::Date::new_0();
    let this_year = now.get_full_year();
    let noon = |year: u32, month: i32| {
        js_sys::Date::new_with_year_month_day_hr(year, month, 15, 12).get_time()
    };
    for texts in [english(), german()] {
        for year in [this_year - 1, this_year + 1] {
            for words in [texts.time(noon(year, 5)), texts.date(noon(year, 5))] {
                assert!(words.contains(&year.to_string()), "{words}");
            }
        }
        let words = texts.date(noon(this_year, 5));
        assert!(!words.contains(&this_year.to_string()), "{words}");
    }
}

#[wasm_bindgen_test]
fn days_near_today_are_named() {
    const DAY: f64 = 86_400_000.0;
    let english = english();
    let noon = js_sys::Date::new_0();
    noon.set_hours(12);
    noon.set_minutes(0);
    let noon = noon.get_time();
    assert_eq!(english.day(noon), "today at 12:00");
    assert_eq!(english.day(noon - DAY), "yesterday at 12:00");
    for at in [noon - 2.0 * DAY, noon + DAY] {
        assert_eq!(english.day(at), english.date(at));
    }
    assert_eq!(german().day(noon), "heute um 12:00");
}

#[wasm_bindgen_test]
fn a_time_limit_is_rounded_up_to_the_minute() {
    let english = english();
    let whole = (js_sys::Date::now() / 60_000.0).floor() * 60_000.0;
    assert_eq!(english.limit(whole), english.time(whole));
    for later in [1.0, 59_999.0] {
        assert_eq!(english.limit(whole + later), english.time(whole + 60_000.0));
    }
}
