use dom::{Element, html};

use super::elements::link;
use crate::{i18n::Key, state::Context, words::around_help};

/// "Ask your administrator to unlock it", with the way to reach them where the language puts it.
pub(super) fn ask_to_unlock(cx: Context) -> Element {
    let half = move |is_after: bool| {
        move || {
            if cx.config().help.is_none() {
                return if is_after {
                    String::new()
                } else {
                    cx.text(Key::AskUnlockPlain)
                };
            }
            let words = cx.text(Key::AskUnlock);
            let (before, after) = around_help(&words);
            if is_after { after } else { before }.to_owned()
        }
    };
    let help = move || cx.config().help.clone();
    html::p()
        .child(html::span().text(half(false)))
        .child(link(
            move || help()?.href,
            move || help().map(|help| help.text).unwrap_or_default(),
        ))
        .child(html::span().text(half(true)))
}
