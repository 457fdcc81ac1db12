//! Random documents: JSON of the contract, changed at random places.

use std::{cell::RefCell, panic, sync::Once};

use js_sys::{Function, Reflect};
use serde_json::{Value, json};
use wasm_bindgen_test::{console_error, console_log};

thread_local! {
    /// What is known of the case that is played now.
    static CASE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The numbers of the cases that a test plays: so many, or as many times that as `MAILBOX_PASSWORD_FUZZ_CASES` says, or
/// new ones for `MAILBOX_PASSWORD_FUZZ_SECONDS`. `CONTRIBUTING.md` says how to play more.
pub(crate) fn cases(short: u32) -> impl Iterator<Item = u32> {
    let times = number(option_env!("MAILBOX_PASSWORD_FUZZ_CASES")).unwrap_or(1);
    let budget = number(option_env!("MAILBOX_PASSWORD_FUZZ_SECONDS")).map(f64::from);
    let all = budget.map_or(short.saturating_mul(times), |_| u32::MAX);
    let begin = seconds();
    (0..all).take_while(move |case| {
        let goes_on = budget.is_none_or(|budget| seconds() - begin < budget);
        if !goes_on {
            console_log!("{case} cases");
        }
        goes_on
    })
}

/// Whether more is played than in the usual tests.
fn is_long() -> bool {
    option_env!("MAILBOX_PASSWORD_FUZZ_CASES").is_some()
        || option_env!("MAILBOX_PASSWORD_FUZZ_SECONDS").is_some()
}

fn seconds() -> f64 {
    js_sys::Date::now() / 1000.0
}

/// Notes what a case is about. It is logged only if the case fails: the runner takes no log of more than 10 MB.
pub(crate) fn note(what: &str) {
    CASE.with_borrow_mut(|case| {
        case.push('\n');
        case.push_str(what);
    });
}

/// Logs the case that is played when something panics. Warnings of a long run would be too many.
fn log_failing_case() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        if is_long() {
            let console = Reflect::get(&js_sys::global(), &"console".into()).unwrap();
            Reflect::set(&console, &"warn".into(), &Function::new_no_args("")).unwrap();
        }
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            CASE.with_borrow(|case| console_error!("{case}"));
            before(info);
        }));
    });
}

/// Random numbers that are the same for the same seed (xorshift64*).
pub(crate) struct Random(u64);

impl Random {
    /// Those of one case, which begins with this.
    pub(crate) fn of_case(case: u32) -> Self {
        log_failing_case();
        CASE.with_borrow_mut(|known| *known = format!("case {case}"));
        let first = number(option_env!("MAILBOX_PASSWORD_FUZZ_SEED")).unwrap_or(1);
        let seed = u64::from(first) << 32 | u64::from(case);
        let mut random = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for _ in 0..4 {
            random.next();
        }
        random
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below this.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).unwrap();
        usize::try_from((self.next() >> 16) % end).unwrap()
    }

    /// One of these.
    pub(crate) fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }

    /// Whether something holds that holds in so many of a hundred cases.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// A document, changed at up to four places.
pub(crate) fn changed(random: &mut Random, document: &Value) -> Value {
    let mut document = document.clone();
    for _ in 0..random.below(5) {
        change(random, &mut document);
    }
    document
}

/// The document as text, which may be no JSON any more.
pub(crate) fn as_text(random: &mut Random, document: &Value) -> String {
    let mut text = document.to_string();
    if random.chance(10) {
        let letters: Vec<char> = text.chars().collect();
        text = letters[..random.below(letters.len())].iter().collect();
    }
    if random.chance(10) {
        let twice = format!("{{{}:{},", Value::from(name(random)), odd(random));
        text = text.replacen('{', &twice, 1);
    }
    if random.chance(5) {
        let place = random.below(text.len());
        let piece = random.pick(&["\u{feff}", "\0", ",", "}", "\\ud800", "\"", "//", "1e"]);
        if text.is_char_boundary(place) {
            text.insert_str(place, piece);
        }
    }
    text
}

/// Changes one value somewhere in the tree.
fn change(random: &mut Random, value: &mut Value) {
    let goes_deeper = random.chance(75);
    match value {
        Value::Array(items) if goes_deeper && !items.is_empty() => {
            let index = random.below(items.len());
            match random.below(6) {
                0 => {
                    let copies = random.pick(&[1, 2, 50]);
                    let item = items[index].clone();
                    items.extend(std::iter::repeat_n(item, copies));
                }
                1 => drop(items.remove(index)),
                _ => change(random, &mut items[index]),
            }
        }
        Value::Object(members) if goes_deeper && !members.is_empty() => {
            let names: Vec<_> = members.keys().cloned().collect();
            let chosen = random.pick(&names);
            match random.below(8) {
                0 => drop(members.remove(&chosen)),
                1 => drop(members.insert(name(random).into(), odd(random))),
                2 => {
                    let moved = members.remove(&chosen).unwrap_or_default();
                    members.insert(random.pick(&names), moved);
                }
                _ => change(random, &mut members[&chosen]),
            }
        }
        other => *other = odd(random),
    }
}

/// Names that mean something to the element, or to JavaScript.
fn name(random: &mut Random) -> &'static str {
    random.pick(&[
        "__proto__",
        "constructor",
        "toString",
        "toJSON",
        "then",
        "length",
        "type",
        "state",
        "changedAt",
        "now",
        "id",
        "name",
        "client",
        "rule",
        "violations",
        "retryAfter",
        "unlocksInSeconds",
        "attemptsLeft",
        "locked",
        "passwordChangedAt",
        "lastRefused",
        "at",
        "minLength",
        "maxLength",
        "classes",
        "atLeast",
        "forbidden",
        "words",
        "lockout",
        "threshold",
        "statement",
        "supports",
        "texts",
        "policy",
        "devices",
        "savedAt",
        "rows",
        "done",
        "",
    ])
}

/// Values that nobody expects.
fn odd(random: &mut Random) -> Value {
    let long = "\u{1f512}ẞa".repeat(random.pick(&[1, 3000]));
    let mut deep = json!([]);
    for _ in 0..random.pick(&[1, 100]) {
        deep = json!([deep]);
    }
    random.pick(&[
        Value::Null,
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(-1),
        json!(0.5),
        json!(4_294_967_295_u32),
        json!(1e300),
        json!(-1e300),
        json!(""),
        json!(" "),
        json!("12"),
        json!("<img src=x onerror=alert(1)>"),
        json!("\u{202e}gnp.exe\u{0}\u{7}\n"),
        json!("+275760-09-13T00:00:00Z"),
        json!("0001-01-01T00:00:00Z"),
        json!("2026-11-23T14:03:00Z"),
        json!("{count} {unknown} {"),
        json!("urn:mailbox-password:problem:mailbox-locked"),
        json!(long),
        json!([]),
        json!({}),
        json!([[], {}, null]),
        json!({ "at": 5 }),
        deep,
    ])
}

fn number(text: Option<&str>) -> Option<u32> {
    text?.parse().ok()
}
