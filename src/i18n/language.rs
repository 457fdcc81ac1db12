use std::rc::Rc;

use mailbox_password_declarations::Key;

use crate::json::Json;

/// The texts of one language, as its file has them. A handle, cheap to clone.
///
/// A language file has every text, in the order of [`Key`]: a text is found by its place, so that the module holds
/// neither texts nor their names.
#[derive(Clone, Debug, Default)]
pub struct Language(Rc<Entries>);

#[derive(Debug, Default)]
struct Entries {
    /// The tag, without script and region.
    tag: String,
    /// Name and words; a counted text has several, each with its plural category after a dot.
    all: Vec<(String, String)>,
    /// Where each text begins.
    begins: Vec<usize>,
}

impl Language {
    /// A language file that has been read. A text that it lacks is empty.
    #[must_use]
    pub fn new(tag: &str, texts: &Json) -> Self {
        Self::of(tag, texts.texts())
    }

    /// English, compiled in. It needs no browser.
    #[must_use]
    pub fn english() -> Self {
        let entries = Key::ALL.iter().flat_map(|key| {
            let forms: &[_] = match key.is_plural() {
                true => &[(".one", true), (".other", false)],
                false => &[("", true)],
            };
            forms
                .iter()
                .map(|(end, is_one)| ([key.name(), end].concat(), key.english(*is_one).into()))
        });
        Self::of("en", entries.collect())
    }

    fn of(tag: &str, all: Vec<(String, String)>) -> Self {
        let stems: Vec<_> = all.iter().map(|(name, _)| stem(name)).collect();
        let is_first = |index: &usize| *index == 0 || stems[index - 1] != stems[*index];
        let begins = (0..stems.len()).filter(is_first).collect();
        Self(Rc::new(Entries {
            tag: tag.into(),
            all,
            begins,
        }))
    }

    /// Its tag, without script and region; empty where nothing was read.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.0.tag
    }

    /// The names of the texts.
    pub(crate) fn names(&self) -> Vec<&str> {
        let Entries { all, begins, .. } = &*self.0;
        begins.iter().map(|index| stem(&all[*index].0)).collect()
    }

    /// The name of a text.
    pub(super) fn name(&self, key: Key) -> &str {
        self.entries(key as usize)
            .first()
            .map_or("", |(name, _)| stem(name))
    }

    /// The words of a text in a plural category, else in the last that there is, which is `other`; of a text that is
    /// not counted, its words.
    pub(super) fn words(&self, key: Key, category: &str) -> String {
        let entries = self.entries(key as usize);
        let found = entries.iter().find(|(name, _)| is_form(name, category));
        found
            .or(entries.last())
            .map(|(_, words)| words.clone())
            .unwrap_or_default()
    }

    /// Whether it has a form for each plural category.
    pub(super) fn is_counted(&self, key: Key) -> bool {
        self.entries(key as usize)
            .first()
            .is_some_and(|(name, _)| name.contains('.'))
    }

    /// What an administrator reads instead: the text of the same name with `admin-` in front, if there is one.
    pub(super) fn for_administrator(&self, key: Key) -> Option<Key> {
        let name = self.name(key);
        let mut all = Key::ALL.iter().copied();
        all.find(|key| self.name(*key).strip_prefix("admin-") == Some(name))
    }

    fn entries(&self, index: usize) -> &[(String, String)] {
        let Entries { all, begins, .. } = &*self.0;
        let begin = begins.get(index).copied().unwrap_or(all.len());
        let end = begins.get(index + 1).copied().unwrap_or(all.len());
        all.get(begin..end).unwrap_or_default()
    }
}

impl From<&Json> for Language {
    /// The language that the loader hands over: `{base, texts}`.
    fn from(file: &Json) -> Self {
        Self::new(
            &file.get("base").text().unwrap_or_default(),
            &file.get("texts"),
        )
    }
}

/// A name without its plural category.
fn stem(name: &str) -> &str {
    name.split_once('.').map_or(name, |(stem, _)| stem)
}

fn is_form(name: &str, category: &str) -> bool {
    name.split_once('.')
        .is_some_and(|(_, form)| form == category)
}
