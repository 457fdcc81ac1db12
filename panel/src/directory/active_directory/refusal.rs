//! Why the directory refused a new password. It has one code for every reason, so the published rules are checked here.

use mailbox_password_rules::{Candidate, Policy, Rule, Verdict, evaluate};

use super::person::Person;
use crate::clock::Timestamp;
use crate::directory::ChangeOutcome;

/// The rules that the new password breaks; else that it is too early, or used before. If none of that can be seen, no
/// rule is named: the person is told every one that could be the cause.
pub(super) fn explain(
    policy: &Policy,
    candidate: Candidate<'_>,
    person: &Person,
    now: Timestamp,
) -> ChangeOutcome {
    let broken = broken_rules(policy, candidate);
    if !broken.is_empty() {
        return ChangeOutcome::Rejected(broken);
    }
    if candidate.current == Some(candidate.new) {
        return ChangeOutcome::Reused;
    }
    let earliest = person
        .password_set_at()
        .map(|at| at.plus_seconds(policy.min_age_seconds.unwrap_or(0)))
        .filter(|earliest| now < *earliest);
    match earliest {
        Some(earliest) => ChangeOutcome::TooSoon(earliest),
        None => ChangeOutcome::Rejected(Vec::new()),
    }
}

/// The rules on the password itself that it breaks.
pub(super) fn broken_rules(policy: &Policy, candidate: Candidate<'_>) -> Vec<Rule> {
    evaluate(policy, candidate, None)
        .into_iter()
        .filter(|finding| finding.verdict == Verdict::Unmet)
        .map(|finding| finding.rule)
        .filter(|rule| !matches!(rule, Rule::History | Rule::MinAge))
        .collect()
}
