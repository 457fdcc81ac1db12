//! Judges a new password by the policy. Only verdicts are kept.

use std::cell::RefCell;

use mailbox_password_rules::{
    Advice, Candidate, CommonPasswords, Finding, Policy, Shortfall, Verdict, advise, evaluate,
};

use crate::{
    model::Field,
    state::{Form, FormSignals},
};

thread_local! {
    /// The list of common passwords: one for every element of the page.
    static COMMON: RefCell<Option<CommonPasswords>> = const { RefCell::new(None) };
}

/// Sets the list of common passwords, in the format of its file.
pub(super) fn set_common_passwords(packed: &str) {
    COMMON.set(CommonPasswords::unpack(packed));
}

/// Calls a function with the list of common passwords, if it has been loaded.
pub(super) fn with_common_passwords<T>(call: impl FnOnce(Option<&CommonPasswords>) -> T) -> T {
    COMMON.with_borrow(|common| call(common.as_ref()))
}

/// Judges what is in the fields.
pub(super) fn judge(s: FormSignals) {
    let [current, new, confirm] = Field::ALL.map(|field| s.cx.value(field));
    let policy = s.cx.policy_now();
    let (findings, advice) = verdicts(&policy, &current, &new);
    let before = s.form.get_untracked();
    let after = Form {
        findings,
        advice,
        shortfall: Shortfall::of(&policy, &new),
        is_match: !new.is_empty() && confirm == new,
        ..Form::clone(&before)
    };
    if after != *before {
        s.form.set(after);
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
    with_common_passwords(|common| {
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
