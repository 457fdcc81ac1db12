use crate::{config::Mode, i18n::Key, state::SessionEnd};

/// That the session has ended, and, where something was typed, that it stays.
pub(crate) fn session_end(end: SessionEnd, mode: Mode, is_changed: bool) -> Key {
    match end {
        SessionEnd::Redirected => Key::UnknownRedirect,
        SessionEnd::Ended if mode == Mode::Recovery || is_changed => Key::SessionEnded,
        SessionEnd::Ended => Key::SessionExpired,
    }
}
