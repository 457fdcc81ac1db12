use crate::state::FormSignals;

/// Notices whether the browser says that it is offline: a hint in words, which stops nothing.
pub(crate) fn notice_offline(s: FormSignals) {
    let is_offline = web_sys::window().is_some_and(|window| !window.navigator().on_line());
    if s.change().get_untracked().is_offline != is_offline {
        s.change().update(|state| state.is_offline = is_offline);
    }
}
