use crate::texts::Key;

/// Texts of `element.js` that the module never says, by name, in English. The module knows their names alone.
pub const LOADER_TEXTS: &[(&str, &str)] = &[
    (
        "loader-failed",
        "This form cannot run in this browser or on this page. Nothing was changed.",
    ),
    (
        "loader-dead",
        "Something went wrong in this form. Copy what you typed if you need it, then reload the page.",
    ),
];

/// Texts that `element.js` says as well as the module.
pub const SHARED_WITH_LOADER: &[Key] = &[Key::Loading, Key::AskAdministrator];

/// The names of the texts that only the loader says.
pub const LOADER_TEXT_NAMES: [&str; LOADER_TEXTS.len()] = {
    let mut names = [""; LOADER_TEXTS.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = LOADER_TEXTS[index].0;
        index += 1;
    }
    names
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_needs_no_counted_text() {
        assert!(SHARED_WITH_LOADER.iter().all(|key| !key.is_plural()));
    }

    #[test]
    fn names_of_its_own_begin_with_loader() {
        for name in LOADER_TEXT_NAMES {
            assert!(name.starts_with("loader-"), "{name}");
            assert!(Key::names().all(|key| key != name), "{name} is a key");
        }
    }
}
