use crate::{config::Mode, i18n::Texts, state::SessionEnd, words::session_end};

#[test]
fn what_was_typed_is_said_to_stay_only_where_something_was() {
    let typed_stays =
        "Your session has ended. Sign in again in another tab: what you typed stays here.";
    let ended = "Your session has ended. Sign in again, in another tab if you like.";
    let perhaps = "You may have been signed out.";
    for (end, mode, is_changed, expected) in [
        (SessionEnd::Ended, Mode::User, false, typed_stays),
        (SessionEnd::Ended, Mode::User, true, ended),
        (SessionEnd::Ended, Mode::Administrator, false, typed_stays),
        (SessionEnd::Ended, Mode::Administrator, true, ended),
        (SessionEnd::Ended, Mode::Recovery, false, ended),
        (SessionEnd::Ended, Mode::Recovery, true, ended),
        (SessionEnd::Redirected, Mode::User, false, perhaps),
        (SessionEnd::Redirected, Mode::User, true, perhaps),
        (SessionEnd::Redirected, Mode::Recovery, false, perhaps),
    ] {
        let words = Texts::english().get(session_end(end, mode, is_changed));
        assert_eq!(words, expected, "{end:?} {mode:?} changed: {is_changed}");
    }
}
