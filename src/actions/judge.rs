//! Judges a new password by the policy. Only verdicts are kept.

use std::cell::RefCell;

use mailbox_password_rules::{
    Advice, Candidate, CommonPasswords, Finding, Policy, Verdict, Words, advise, evaluate,
};

use crate::{model::Field, state::FormSignals};

thread_local! {
    /// The words that passwords are made of, and the list of common passwords: one for every element of the page.
    static LISTS: RefCell<(Option<Words>, Option<CommonPasswords>)> = const { RefCell::new((None, None)) };
}

/// Sets the list of common passwords, in the format of its file.
pub(super) fn set_common_passwords(packed: &str) {
    LISTS.with_borrow_mut(|(_, common)| *common = CommonPasswords::unpack(packed));
}

/// Sets the words that passwords are made of, in the format of their file.
pub(super) fn set_words(text: Option<String>) {
    LISTS.with_borrow_mut(|(words, _)| *words = text.and_then(Words::unpack));
}

/// Whether the words have been loaded.
pub(super) fn has_words() -> bool {
    with_lists(|words, _| words.is_some())
}

/// Calls a function with those lists that have been loaded.
pub(super) fn with_lists<T>(call: impl FnOnce(Option<&Words>, Option<&CommonPasswords>) -> T) -> T {
    LISTS.with_borrow(|(words, common)| call(words.as_ref(), common.as_ref()))
}

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
