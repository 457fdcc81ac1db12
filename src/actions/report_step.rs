use super::{checklist::finish_checklist, recovery::update};
use crate::{model::Step, state::ElementSignals};

/// A step was reported done. After the last one the devices of the list are done too.
pub(crate) fn report_step(s: ElementSignals, step: Step) {
    if step == Step::Enter {
        finish_checklist(s);
    }
    let is_open = s.mailbox().mailbox().get_untracked().says_unlocked();
    update(s.recovery(), |recovery| {
        let now = js_sys::Date::now();
        recovery.report(step, now);
        if is_open && recovery.next() == Some(Step::Unlock) {
            recovery.report(Step::Unlock, now);
        }
    });
    // The button has left the page: to what is next.
    let next = s.recovery().recovery().get_untracked().recovery.next();
    s.cx.focus(next.map_or("recovered", Step::id));
}
