use crate::texts::Key;

/// Texts that are shown before the module is there, or where it cannot be, and that the module never shows: by name, in
/// English. The module knows their names alone.
pub const LOADER_TEXTS: &[(&str, &str)] = &[
    (
        "loader-failed",
        "This form cannot run in this browser or on this page. Nothing was changed.",
    ),
    (
        "loader-failed-unknown",
        "This form cannot run in this browser or on this page. A change was sent from here before, and it is not known whether it worked. Reload the page to find out, or ask your administrator.",
    ),
    (
        "loader-stopped",
        "Something went wrong in this form. Copy what you typed if you need it, then reload the page.",
    ),
];

/// Texts of the module that the loader's messages or the skeleton of the form show as well.
pub const SHARED_WITH_LOADER: &[Key] = &[
    Key::Loading,
    Key::AskAdministrator,
    Key::Heading,
    Key::Need,
    Key::NeedPassword,
    Key::NeedTime,
    Key::NeedDevices,
    Key::PrepareHeading,
    Key::Mailbox,
    Key::CurrentPassword,
    Key::NewPassword,
    Key::ConfirmNewPassword,
    Key::ShowField,
    Key::HideField,
    Key::RulesLoading,
    Key::TypeEverywhere,
    Key::WarningLead,
    Key::WarningLock,
    Key::Change,
    Key::OneMoment,
    Key::AdminHeading,
    Key::AdminMailbox,
    Key::AdminNewPassword,
    Key::AdminConfirmNewPassword,
    Key::AdminTypeEverywhere,
    Key::Generate,
    Key::AdminWarning,
    Key::AdminChange,
    Key::RecoverHeading,
];

/// The names of the texts that the module never shows.
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
    fn the_skeleton_needs_no_counted_text() {
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
