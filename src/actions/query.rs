use super::{
    judge::judge,
    lists::{has_common_passwords, set_common_passwords},
    policy::query_policy,
    polling::{query_status, refresh},
};
use crate::{config::Mode, state::ElementSignals, task::spawn};

/// Queries everything side by side: a slow answer holds up no other.
pub(super) fn query(s: ElementSignals) {
    query_policy(s);
    refresh(s);
    // After a change the checklist polls.
    if s.cx.mode() == Mode::User && !s.form().change().get_untracked().is_changed() {
        query_status(s);
    }
    if s.cx.mode() != Mode::Recovery {
        load_common_passwords(s);
    }
}

fn load_common_passwords(s: ElementSignals) {
    let Some(environment) = s.cx.environment().filter(|_| !has_common_passwords()) else {
        return;
    };
    spawn(async move {
        if let Some(packed) = environment.assets.common().await {
            set_common_passwords(&packed);
            judge(s.form());
        }
    });
}
