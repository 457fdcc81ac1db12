use crate::{
    i18n::Key,
    view::{
        action, dom,
        el::{El, el},
        part::{button, heading, line, line_if_any, stack, t},
        state::State,
        text,
        warning::statement_or,
        widget::Widget,
    },
};

/// What to hand over to the user, and ways to do it. The password is not in it.
pub(super) fn note(w: Widget) -> El {
    let act =
        |key, press: fn(Widget)| button("mbp-secondary", t(key)).on("click", move |_| press(w));
    let mail = el("a", "mbp-link")
        .follow("href", mail_link)
        .say(t(Key::MailNote));
    let copied = |state: &State| {
        let key = state.care.copied;
        key.map(|key| state.texts.get(key)).unwrap_or_default()
    };
    let warning = |state: &State| {
        state
            .texts
            .fill(Key::MailWarning, &[("mailbox", &state.config.mailbox)])
    };
    el("section", "mbp-stack")
        .set("aria-labelledby", &w.id("note"))
        .hold(heading("mbp-heading", &w.id("note"), 1, Key::HandOver))
        .hold(line("mbp-note", t(Key::HandOverLead)))
        .hold(el("div", "mbp-paper mbp-prints").hold_lines("p", |state| lines(state).join("\n")))
        .hold(
            stack(
                "mbp-actions",
                [
                    act(Key::CopyNote, action::copy_note),
                    act(Key::PrintNote, action::print),
                ],
            )
            .hold(mail),
        )
        .hold(line("mbp-note mbp-warn", warning))
        .hold(line_if_any("mbp-note", copied))
}

/// The note as one text.
pub(in crate::view) fn as_text(state: &State) -> String {
    lines(state).join("\n\n")
}

/// A draft for the administrator's own mail program: a subject and a text, and nobody it goes to.
fn mail_link(state: &State) -> String {
    let subject = state.texts.get(Key::NoteSubject);
    [
        "mailto:?subject=",
        &dom::encode(&subject),
        "&body=",
        &dom::encode(&as_text(state).replace('\n', "\r\n")),
    ]
    .concat()
}

fn lines(state: &State) -> Vec<String> {
    let texts = &state.texts;
    let time = texts.time(state.changed_at);
    let values = [("mailbox", state.config.mailbox.as_str()), ("time", &time)];
    let mut lines = vec![texts.fill(Key::NoteChanged, &values)];
    // It was asked for with what was sent, or the back end asks for it by itself.
    let sent = state.flow.attempt.as_ref();
    let sent = sent.is_some_and(|attempt| attempt.wishes.must_change);
    if sent || state.care.watch.must_change == Some(true) {
        lines.push(texts.fill(Key::NoteMustChange, &[("url", &dom::origin())]));
    }
    lines.push(text::sentences(&[
        texts.get(Key::NoteDevices),
        statement_or(state, Key::NoteLock, Key::NoteNoLock),
    ]));
    if let Some(url) = &state.config.recovery_url {
        lines.push(texts.fill(Key::NoteRecovery, &[("url", url)]));
    }
    lines
}
