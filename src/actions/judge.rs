//! Judges a new password by the policy. Only verdicts are kept.

use mailbox_password_rules::{Advice, Candidate, Finding, Policy, Verdict, advise, evaluate};

use super::lists::with_lists;
use crate::{model::Field, state::FormSignals};

/// Judges what is in the fields.
pub(super) fn judge(s: FormSignals) {
    let (current, new) = (s.cx.value(Field::Current), s.cx.value(Field::New));
    let (findings, advice) = verdicts(&s.cx.policy_now(), &current, &new);
    let form = s.form.get_untracked();
    if form.findings != findings || form.advice != advice {
        s.form.update(|form| {
            form.findings = findings;
            form.advice = advice;
        });
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
