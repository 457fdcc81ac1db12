use mailbox_password_rules::Policy;

use super::session::query_failed;
use crate::{api, config::Mode, state::ElementSignals, task::spawn};

/// The policy as far as it holds in this mode: the minimum age is for one's own changes.
pub(super) fn policy_for(mode: Mode, mut policy: Policy) -> Policy {
    if mode == Mode::Administrator {
        policy.min_age_seconds = None;
    }
    policy
}

/// Queries the policy. A submit waits for it (`HOLD_LIMIT` in submit.rs).
pub(super) fn query_policy(s: ElementSignals) {
    let Some(environment) = s.cx.environment() else {
        return;
    };
    let (config, texts) = (s.cx.config_now(), s.cx.texts_now());
    s.cx.set_is_policy_pending(config.policy_endpoint.is_some());
    let answer = environment.policy_answer.take();
    let mut number = 0;
    s.mailbox().polling().update(|polling| {
        polling.policies += 1;
        number = polling.policies;
    });
    spawn(async move {
        let policy = api::policy(&config, texts.lang(), &environment.abort, answer).await;
        // A later query counts: this one is of a former endpoint or session.
        if s.mailbox().polling().get_untracked().policies != number {
            return;
        }
        s.cx.keep_focus();
        match policy {
            Ok(policy) => s.cx.set_policy(policy_for(config.mode, policy)),
            Err(error) => {
                let is_changed = s.form().change().get_untracked().is_changed();
                query_failed(s.cx, error, is_changed);
            }
        }
        s.cx.set_is_policy_pending(false);
    });
}
