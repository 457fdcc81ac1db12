use mailbox_password_rules::{Candidate, Finding, Rule, Verdict, evaluate};

use super::{
    el::{El, el},
    part::{line_if_any, list},
    state::State,
    text,
    widget::Widget,
};
use crate::i18n::Key;

/// The policy's rules, each ticked as it is met. The list itself is silent; changes are announced in one sentence.
///
/// Without rules it has no words: it describes a field, and what is hidden would be read out all the same.
pub(super) fn rules(w: Widget) -> El {
    let heading = |state: &State| state.say_if(!stated(state).is_empty(), Key::RulesHeading);
    el("div", "mbp-rules")
        .set("id", &w.id("rules"))
        .hidden_while(|state| stated(state).is_empty())
        .hold(line_if_any("", heading))
        .hold(el("ul", "").hold_all(Rule::ALL.map(item)))
}

/// Advice on the new password; it never stops a change.
pub(super) fn advice(w: Widget) -> El {
    let lines = |state: &State| {
        let words = |advice| text::advice(&state.texts, advice);
        let lines: Vec<_> = state.advice.iter().copied().map(words).collect();
        lines.join("\n")
    };
    el("div", "")
        .set("id", &w.id("advice"))
        .hidden_while(|state| state.advice.is_empty())
        .hold(list("ul", "mbp-advice", lines))
}

/// What the live region says about the rules: how many are met, and which are still needed.
pub(super) fn progress(state: &State) -> String {
    let judged = || {
        state
            .findings
            .iter()
            .filter(|finding| finding.verdict != Verdict::CannotCheckHere)
    };
    let all = judged().count();
    let unmet: Vec<_> = judged()
        .filter(|finding| finding.verdict == Verdict::Unmet)
        .map(|finding| finding.rule)
        .collect();
    match (all, unmet.len()) {
        (0, _) => String::new(),
        (_, 0) => state.texts.get(Key::RulesAllMet),
        (all, missing) => state.texts.fill(
            Key::RulesProgress,
            &[
                ("done", &(all - missing).to_string()),
                ("count", &all.to_string()),
                ("rules", &text::rules(state, &unmet)),
            ],
        ),
    }
}

fn item(rule: Rule) -> El {
    let found = move |state: &State| {
        stated(state)
            .into_iter()
            .find(|finding| finding.rule == rule)
    };
    let words = move |state: &State| {
        let found = found(state);
        found
            .map(|finding| text::finding(state, &finding))
            .unwrap_or_default()
    };
    let mark = move |state: &State| {
        let key = match found(state).map(|finding| finding.verdict) {
            None => return String::new(),
            // Before anything is typed there is nothing to judge.
            Some(Verdict::Unmet) if state.findings.is_empty() => return String::new(),
            Some(Verdict::Met) => Key::RuleMet,
            Some(Verdict::Unmet) => Key::RuleUnmet,
            Some(Verdict::CannotCheckHere) => Key::RuleCannotCheck,
        };
        [" (", &state.texts.get(key), ")"].concat()
    };
    let name = move |state: &State| {
        let name = match found(state).map(|finding| finding.verdict) {
            Some(Verdict::Met) => "met",
            Some(Verdict::CannotCheckHere) => "unknown",
            _ => "unmet",
        };
        name.into()
    };
    el("li", "mbp-rule")
        .follow("data-state", name)
        .say_if_any(words)
        .hold(el("span", "mbp-state").say(mark))
}

/// The rules as judged; before anything is typed, as the policy states them: nothing is met, nothing is wrong.
fn stated(state: &State) -> Vec<Finding> {
    if !state.findings.is_empty() {
        return state.findings.clone();
    }
    let empty = Candidate {
        new: "",
        current: None,
    };
    let mut all = evaluate(&state.policy, empty, None);
    for finding in &mut all {
        finding.word = None;
        if finding.verdict == Verdict::Met {
            finding.verdict = Verdict::Unmet;
        }
    }
    all
}
