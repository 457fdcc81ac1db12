use dom::{Element, html, show};

use super::{
    elements::{
        action, button, filled, folded, heading, line, line_or_hidden, link, notice, stack,
    },
    icon::Icon,
};
use crate::{
    actions,
    config::Mode,
    i18n::Key,
    model::{CheckResult, CheckState, WorkingPassword},
    state::{ChangeState, FormSignals},
    words,
};

/// The outcome is unknown: what not to do, and how to find out. It is shown beside the form.
///
/// `way_out` makes what else can be done when nothing settles it.
pub(super) fn unknown(s: FormSignals, way_out: impl Fn() -> Option<Element> + 'static) -> Element {
    let cx = s.cx;
    let is_running = move || check_of(&s.change().get()) == Some(CheckState::Running);
    let has_no_status = move || cx.config().status_endpoint.is_none();
    let cannot_check = move || has_no_status() && !s.change().get().has_job();
    let check = button("mbp-button mbp-primary", move || {
        cx.text(if is_running() {
            Key::Checking
        } else {
            Key::Check
        })
    });
    let check = check
        .attr("aria-disabled", move || is_running().then_some("true"))
        .on("click", move |_| actions::check(s));
    let result = move || {
        let (change, mode) = (s.change().get(), cx.config().mode);
        let end = cx.session().end;
        let end = end.map(|end| words::session_end(end, mode, false));
        words::check_result(&cx.texts(), &change, end)
    };
    let content = html::div()
        .child(heading(
            cx,
            "mbp-heading",
            "unknown",
            0,
            Key::UnknownHeading,
        ))
        .child(line("", move || {
            words::unknown_sent(&cx.texts(), &s.change().get())
        }))
        .child(
            html::div()
                .class("mbp-actions")
                .attr("hidden", cannot_check)
                .child(check)
                .child(
                    html::span()
                        .class("mbp-note")
                        .text(cx.t(Key::CheckHarmless)),
                ),
        )
        .child(line_or_hidden("mbp-label", result))
        .child(
            folded("", move || {
                cx.text(if cannot_check() {
                    Key::FindOut
                } else {
                    Key::NoAnswerEither
                })
            })
            .attr("open", move || {
                has_no_status() || cannot_tell(&s.change().get())
            })
            .child(by_webmail(s, cannot_check)),
        )
        .child(show(
            move || has_no_status() || cannot_tell(&s.change().get()),
            way_out,
        ))
        .child(line("mbp-note", move || {
            words::reference(&cx.texts(), &s.change().get())
        }));
    notice("warn", Icon::Warn, content).attr("aria-labelledby", cx.id("unknown"))
}

/// Without a clear answer of the back end the person finds out, with two tries at most. `is_first`: there is nobody else
/// to ask.
fn by_webmail(s: FormSignals, is_first: impl Fn() -> bool + 'static) -> Element {
    let cx = s.cx;
    let answer = |works: WorkingPassword, key: Key| {
        action(cx, "mbp-button", key, move || actions::prove(s, works))
    };
    let webmail = move || cx.config().webmail.clone();
    // An administrator does not know the old password.
    let is_admin = cx.mode() == Mode::Administrator;
    let answers = html::div()
        .class("mbp-actions")
        .attr("role", "group")
        .attr("aria-labelledby", cx.id("by-webmail"))
        .child(answer(WorkingPassword::New, Key::NewWorks))
        .child(answer(WorkingPassword::Old, Key::OldWorks).attr("hidden", is_admin))
        .child(answer(WorkingPassword::Neither, Key::NeitherWorks));
    let open = link(webmail, cx.t(Key::OpenWebmail)).class(filled(is_first));
    stack(
        "mbp-stack",
        [
            line("", cx.t(Key::ByWebmail)).attr("id", cx.id("by-webmail")),
            open.attr("hidden", move || webmail().is_none()),
            answers,
        ],
    )
}

fn check_of(change: &ChangeState) -> Option<CheckState> {
    change.unknown()?.check
}

/// Whether the back end's answers do not settle it.
fn cannot_tell(change: &ChangeState) -> bool {
    matches!(
        check_of(change),
        Some(
            CheckState::Found(CheckResult::CannotTell | CheckResult::ChangedElsewhere, _)
                | CheckState::Said(..)
        )
    )
}
