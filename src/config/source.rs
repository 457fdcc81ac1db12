use crate::{i18n::Language, json::Json};

/// What the page gave.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The attributes that are present, as an object by name.
    pub attributes: Json,
    /// The property `config`.
    pub config: Json,
    /// The property `headers`.
    pub headers: Json,
    /// The language of the page around the element.
    pub page_lang: String,
    /// Whether the page is a secure context.
    pub secure: bool,
    /// The texts: the names in `texts` of `config` are compared with theirs, and errors are shown in their language.
    /// Without a language, which is the default, any name is accepted.
    pub language: Language,
}

impl Source {
    /// Reads the object that the element hands over: `{attributes, config, headers, lang, secure}`.
    #[must_use]
    pub fn new(parts: &Json, language: Language) -> Self {
        Self {
            attributes: parts.get("attributes"),
            config: parts.get("config"),
            headers: parts.get("headers"),
            page_lang: parts.get("lang").text().unwrap_or_default(),
            secure: parts.get("secure").flag().unwrap_or(false),
            language,
        }
    }
}
