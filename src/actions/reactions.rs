//! How the extras follow the core: each effect watches signals of the core, or the back end's answers, and calls an
//! action of an extra.

use std::cell::Cell;

use leptos::prelude::untrack;

use super::{
    checklist::{begin_checklist, draw_checklist, judge_devices, recover_instead},
    generate::apply_policy,
    judge::judge,
    polling::{load_devices, poll_while_wanted, refresh},
    recovery::{hide_recovery, merge_devices, report_unlock, take_back_unlock},
    submit::submit_held,
};
use crate::{
    config::Mode,
    model::Step,
    state::{ElementSignals, MailboxState, effect},
};

/// Connects the signals of an element.
pub(crate) fn react(s: ElementSignals) {
    on_change(
        move || {
            s.cx.policy();
        },
        move || {
            judge(s.form());
            apply_policy(s.administrator());
        },
    );
    on_change(
        move || {
            s.cx.is_policy_pending();
        },
        move || {
            if !*s.cx.is_policy_pending_now() {
                submit_held(s.form());
            }
        },
    );
    on_change(
        move || {
            s.cx.policy();
            s.mailbox().mailbox().get();
        },
        move || judge_devices(s),
    );
    on_change(
        move || {
            s.mailbox().devices().get();
        },
        move || {
            judge_devices(s);
            draw_checklist(s.checklist());
            if s.recovery().recovery().get_untracked().is_shown {
                merge_devices(s);
            }
        },
    );
    when(
        move || s.form().change().get().is_changed(),
        move || {
            s.mailbox()
                .mailbox()
                .update(|mailbox| mailbox.must_change = None);
            if s.cx.mode() == Mode::User {
                // What the back end answered before the change proves nothing after it.
                s.mailbox().mailbox().update(MailboxState::forget_answer);
                let changed = s.form().change().get_untracked().changed();
                begin_checklist(s.checklist(), changed);
                hide_recovery(s.recovery());
            }
            refresh(s);
        },
    );
    when(
        move || s.checklist().checklist().get().is_page() || s.recovery().recovery().get().is_shown,
        move || refresh(s),
    );
    when(
        move || s.cx.mode() == Mode::Administrator && s.mailbox().mailbox().get().says_locked(),
        // The time of the last refusal decides whether unlocking is safe.
        move || load_devices(s),
    );
    when(
        move || {
            let is_list =
                s.form().change().get().is_changed() || s.checklist().checklist().get().is_page();
            is_list && s.form().lock().get().is_some_and(|lock| !lock.is_over)
        },
        move || recover_instead(s),
    );
    when(
        move || {
            let lock = *s.form().lock().get();
            lock.is_some_and(|lock| lock.refused_change && !lock.is_over)
        },
        // The message that nothing was changed comes in place of the steps, and leads back to them.
        move || hide_recovery(s.recovery()),
    );
    when(
        move || {
            let recovery = s.recovery().recovery().get();
            let is_over =
                recovery.is_next(Step::Unlock) && s.mailbox().mailbox().get().says_unlocked();
            recovery.is_shown && s.mailbox().unlock().get().is_done() || is_over
        },
        move || report_unlock(s),
    );
    when(
        move || {
            let is_reported = s
                .recovery()
                .recovery()
                .get()
                .recovery
                .done(Step::Unlock)
                .is_some();
            is_reported
                && s.mailbox().mailbox().get().says_locked()
                && !s.mailbox().unlock().get().is_done()
        },
        move || take_back_unlock(s.recovery()),
    );
    when(
        move || {
            let unlock = s.mailbox().unlock().get();
            unlock.outcome.is_some() && !unlock.is_running()
        },
        move || refresh(s),
    );
    effect(Box::new(move || poll_while_wanted(s)));
}

/// Runs an action when what is watched changes, but not for the first values.
fn on_change(watch: impl Fn() + 'static, action: impl Fn() + 'static) {
    let is_first = Cell::new(true);
    effect(Box::new(move || {
        watch();
        if !is_first.replace(false) {
            untrack(&action);
        }
    }));
}

/// Runs an action each time a condition becomes true; not if it holds from the start.
fn when(condition: impl Fn() -> bool + 'static, action: impl Fn() + 'static) {
    let held = Cell::new(true);
    effect(Box::new(move || {
        let holds = condition();
        let held_before = held.replace(holds);
        if holds && !held_before {
            untrack(&action);
        }
    }));
}
