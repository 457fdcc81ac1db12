use leptos::prelude::*;
use mailbox_password_rules::{Candidate, Finding, Rule, Verdict, evaluate};

use super::{
    part,
    state::{State, Widget},
    text,
};
use crate::i18n::Key;

/// The policy's rules, each ticked as it is met. The list itself is silent; changes are announced in one sentence.
pub(super) fn rules(w: Widget) -> AnyView {
    let none = w.flag(|state| stated(state).is_empty());
    view! {
        <div id=w.id("rules") class="mbp-rules" hidden=none>
            {part::line("", w.t(Key::RulesHeading))}
            <ul>{Rule::ALL.map(|rule| item(w, rule)).into_iter().collect::<Vec<_>>()}</ul>
        </div>
    }
    .into_any()
}

/// Advice on the new password; it never stops a change.
pub(super) fn advice(w: Widget) -> AnyView {
    let items = w.lines(|state| {
        let words = |advice| text::advice(&state.texts, advice);
        state.advice.iter().copied().map(words).collect()
    });
    view! { <div id=w.id("advice")>{part::list("mbp-advice", items)}</div> }.into_any()
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

fn item(w: Widget, rule: Rule) -> AnyView {
    let found = move |state: &State| {
        stated(state)
            .into_iter()
            .find(|finding| finding.rule == rule)
    };
    let words = w.words(move |state| {
        found(state)
            .map(|finding| text::finding(state, &finding))
            .unwrap_or_default()
    });
    let mark = w.words(move |state| {
        let key = match found(state).map(|finding| finding.verdict) {
            None => return String::new(),
            Some(Verdict::Met) => Key::RuleMet,
            Some(Verdict::Unmet) => Key::RuleUnmet,
            Some(Verdict::CannotCheckHere) => Key::RuleCannotCheck,
        };
        [" (", &state.texts.get(key), ")"].concat()
    });
    let name = w.words(move |state| {
        let name = match found(state).map(|finding| finding.verdict) {
            Some(Verdict::Met) => "met",
            Some(Verdict::CannotCheckHere) => "unknown",
            _ => "unmet",
        };
        name.into()
    });
    let away = w.flag(move |state| found(state).is_none());
    view! {
        <li class="mbp-rule" data-state=name hidden=away>
            {words}
            <span class="mbp-state">{mark}</span>
        </li>
    }
    .into_any()
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
