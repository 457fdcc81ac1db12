/// A language that the element speaks.
#[derive(Clone, Copy, Debug)]
pub struct Language {
    /// Its tag, without a region: the name of its file in `locales/`. That of English is written from the declarations.
    pub tag: &'static str,
    /// What it calls itself.
    pub name: &'static str,
    /// What it is called in English.
    pub english: &'static str,
}

/// Every language, English first.
pub const LANGUAGES: &[Language] = &[
    language("en", "English", "English"),
    language("de", "Deutsch", "German"),
];

const fn language(tag: &'static str, name: &'static str, english: &'static str) -> Language {
    Language { tag, name, english }
}
