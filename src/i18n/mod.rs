//! Texts: typed keys, a file a language, each text replaceable by the integrator.

#[cfg_attr(not(target_arch = "wasm32"), path = "format_native.rs")]
mod format;
mod language;

pub use language::Language;
pub use mailbox_password_declarations::Key;

use crate::{clock, json::Json};

/// The words of one language, with the integrator's own in front.
#[derive(Clone, Debug)]
pub struct Texts {
    lang: String,
    /// The integrator's; `None` where there are none.
    own: Option<Json>,
    language: Language,
    /// Whether an administrator reads them: a text whose name begins with `admin-` then replaces the plain one.
    admin: bool,
}

impl Texts {
    /// Words for a language tag; one that is not a tag reads as English.
    /// `own` are the integrator's (`texts`); `language` may be another one, whose words then stand in.
    #[must_use]
    pub fn new(lang: &str, own: Json, language: Language) -> Self {
        Self {
            lang: format::canonical(lang).unwrap_or_else(|| "en".into()),
            own: Some(own).filter(|own| !own.names().is_empty()),
            language,
            admin: false,
        }
    }

    /// The compiled-in English. It needs no browser.
    #[must_use]
    pub fn english() -> Self {
        Self {
            language: Language::english(),
            ..Self::default()
        }
    }

    /// English for a language whose file has not come. It needs no browser.
    #[cfg(test)]
    pub(crate) fn without_file(lang: &str) -> Self {
        Self {
            lang: lang.into(),
            ..Self::english()
        }
    }

    /// The same words for an administrator.
    #[must_use]
    pub fn for_administrator(mut self) -> Self {
        self.admin = true;
        self
    }

    /// The same words for the mailbox's user.
    #[must_use]
    pub fn for_user(&self) -> Self {
        Self {
            admin: false,
            ..self.clone()
        }
    }

    /// The canonical tag of the requested language.
    #[must_use]
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// The language file that the words are of.
    pub(crate) fn language(&self) -> Language {
        self.language.clone()
    }

    /// The language of the words: the requested one, if its file or the integrator's own words are there.
    #[must_use]
    pub fn words_lang(&self) -> &str {
        match self.language.tag() {
            tag if self.own.is_none() && !tag.is_empty() && tag != self.base() => tag,
            _ => &self.lang,
        }
    }

    /// The language without script and region.
    #[must_use]
    pub fn base(&self) -> &str {
        base(&self.lang)
    }

    /// The words' direction of writing.
    #[must_use]
    pub fn dir(&self) -> &'static str {
        match base(self.words_lang()) {
            "ar" | "ckb" | "dv" | "fa" | "he" | "ks" | "ps" | "sd" | "ug" | "ur" | "yi" => "rtl",
            _ => "ltr",
        }
    }

    /// The words of a key.
    #[must_use]
    pub fn get(&self, key: Key) -> String {
        let key = self.for_reader(key);
        self.own(self.language.name(key))
            .unwrap_or_else(|| self.language.words(key, ""))
    }

    /// The words of a key, with each `{name}` replaced. What is filled in is never read for further names.
    #[must_use]
    pub fn fill(&self, key: Key, values: &[(&str, &str)]) -> String {
        fill(&self.get(key), values)
    }

    /// The words of a counted key, in the plural form of the language; `{count}` is filled in.
    #[must_use]
    pub fn count(&self, key: Key, count: u32, values: &[(&str, &str)]) -> String {
        let key = self.for_reader(key);
        let name = self.language.name(key);
        let form = |category: &str| self.own(&[name, ".", category].concat());
        let text = if self.own.is_some() && self.language.is_counted(key) {
            form(&format::plural(&self.lang, count))
                .or_else(|| form("other"))
                .or_else(|| self.own(name))
        } else {
            self.own(name)
        };
        let text = text.unwrap_or_else(|| {
            let category = format::plural(self.language.tag(), count);
            self.language.words(key, &category)
        });
        let number = format::number(self.words_lang(), count);
        let mut all = vec![("count", number.as_str())];
        all.extend_from_slice(values);
        fill(&text, &all)
    }

    /// A clock time, with the date if it is not today's, and the year if it is not this one; milliseconds since 1970.
    #[must_use]
    pub fn time(&self, at: f64) -> String {
        match format::days_ago(at) {
            Some(0) => format::clock(self.words_lang(), at),
            _ => self.date(at),
        }
    }

    /// A clock time with its date.
    #[must_use]
    pub fn date(&self, at: f64) -> String {
        format::date(self.words_lang(), at)
    }

    /// The month and year of a date as in ISO 8601, such as `2026-11`.
    pub(crate) fn month(&self, date: &str) -> String {
        format::month(self.words_lang(), date)
    }

    /// A clock time with its day: today or yesterday by name, any other by its date.
    #[must_use]
    pub fn day(&self, at: f64) -> String {
        let key = match format::days_ago(at) {
            Some(0) => Key::Today,
            Some(_) => Key::Yesterday,
            None => return self.date(at),
        };
        self.fill(key, &[("time", &format::clock(self.words_lang(), at))])
    }

    /// The clock time of a limit, rounded up to the next whole minute: never earlier than the limit is.
    #[must_use]
    pub fn limit(&self, at: f64) -> String {
        self.time((at / MINUTE).ceil() * MINUTE)
    }

    /// The clock time of a moment of this page's clock, by which waiting is measured.
    pub(crate) fn moment(&self, at: f64) -> String {
        self.time(clock::time_of_day(at))
    }

    /// The same with its day.
    pub(crate) fn day_of_moment(&self, at: f64) -> String {
        self.day(clock::time_of_day(at))
    }

    /// The clock time of a limit on this page's clock.
    pub(crate) fn deadline(&self, at: f64) -> String {
        self.limit(clock::time_of_day(at))
    }

    /// A length of time in its largest whole unit, minutes rounded up.
    #[must_use]
    pub fn duration(&self, seconds: u32) -> String {
        let (key, count) = match seconds {
            0..60 => (Key::Seconds, seconds),
            s if s % 86_400 == 0 => (Key::Days, s / 86_400),
            s if s % 3_600 == 0 => (Key::Hours, s / 3_600),
            s => (Key::Minutes, s.div_ceil(60)),
        };
        self.count(key, count, &[])
    }

    /// The key for whoever reads it.
    fn for_reader(&self, key: Key) -> Key {
        if self.admin {
            return self.language.for_administrator(key).unwrap_or(key);
        }
        key
    }

    /// The integrator's words of this name.
    fn own(&self, name: &str) -> Option<String> {
        self.own.as_ref()?.get(name).text()
    }
}

/// No words.
impl Default for Texts {
    fn default() -> Self {
        Self {
            lang: "en".into(),
            own: None,
            language: Language::default(),
            admin: false,
        }
    }
}

/// A language tag without script and region.
fn base(tag: &str) -> &str {
    tag.split('-').next().unwrap_or("en")
}

/// Puts values into `{name}` places, in one pass; a name that is not given stays as it is.
pub(crate) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let known = after.split_once('}').and_then(|(name, tail)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((value, tail))
        });
        match known {
            Some((value, tail)) => {
                out.push_str(value);
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// In milliseconds.
const MINUTE: f64 = 60_000.0;

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn fills_names_and_leaves_what_it_does_not_know() {
        assert_eq!(
            fill("{a} and {b} {c", &[("a", "1"), ("b", "2")]),
            "1 and 2 {c"
        );
    }

    #[test]
    fn does_not_read_what_it_filled_in() {
        assert_eq!(fill("{a}{b}", &[("a", "{b}"), ("b", "x")]), "{b}x");
    }
}
