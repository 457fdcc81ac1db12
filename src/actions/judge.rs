//! Judges a new password by the policy. Only verdicts are kept.

use mailbox_password_rules::{
    Advice, Candidate, Finding, Policy, Shortfall, Verdict, advise, evaluate,
};

use super::lists::with_lists;
use crate::{
    model::Field,
    state::{FormSignals, Judgement},
};

/// Judges what is in the fields.
pub(super) fn judge(s: FormSignals) {
    let [current, new, confirm] = Field::ALL.map(|field| s.cx.value(field));
    let policy = s.cx.policy_now();
    let (findings, advice) = verdicts(&policy, &current, &new);
    let judgement = Judgement {
        findings,
        advice,
        is_match: !new.is_empty() && confirm == new,
    };
    if judgement != *s.judgement().get_untracked() {
        s.judgement().set(judgement);
    }
    let shortfall = Shortfall::of(&policy, &new);
    if shortfall != *s.shortfall().get_untracked() {
        s.shortfall().set(shortfall);
    }
}

/// The policy's verdicts on a new password; none for an empty one.
pub(super) fn verdicts(policy: &Policy, current: &str, new: &str) -> (Vec<Finding>, Vec<Advice>) {
    if new.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let candidate = Candidate {
        new,
        current: Some(current).filter(|current| !current.is_empty()),
    };
    with_lists(|_, common| {
        (
            evaluate(policy, candidate, common),
            advise(policy, candidate, common),
        )
    })
}

/// Whether a finding stops a submit.
pub(super) fn is_unmet(finding: &Finding) -> bool {
    finding.verdict == Verdict::Unmet
}
