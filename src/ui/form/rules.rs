use dom::{Element, html};
use mailbox_password_rules::{Candidate, Finding, Policy, Rule, Verdict, evaluate};

use crate::{
    i18n::Key,
    state::{FormSignals, LocalSignal},
    ui::elements::{line_while, lines},
    words,
};

/// The policy's rules, each ticked as it is met. The list itself is silent; changes are announced in one sentence.
///
/// Without rules it has no words: it describes a field, and what is hidden would be read out all the same.
pub(in crate::ui) fn rules(s: FormSignals) -> Element {
    let shown = shown_findings(s);
    let is_empty = move || shown.get().is_empty();
    html::div()
        .class("mbp-rules")
        .attr("id", s.cx.id("rules"))
        .attr("hidden", is_empty)
        .child(line_while(s.cx, "", Key::RulesHeading, move || !is_empty()))
        .child(html::ul().children(Rule::ALL.map(|rule| rule_item(s, shown, rule))))
}

/// Advice on the new password; it never stops a change.
pub(in crate::ui) fn advice(s: FormSignals) -> Element {
    let advice = move || {
        let texts = s.cx.texts();
        let advice = s.form.get().advice.clone();
        let words = advice
            .into_iter()
            .map(|advice| words::advice(&texts, advice));
        words.collect()
    };
    html::div()
        .attr("id", s.cx.id("advice"))
        .attr("hidden", move || s.form.get().advice.is_empty())
        .child(lines(html::ul().class("mbp-advice"), html::li, advice))
}

fn rule_item(s: FormSignals, shown: LocalSignal<Vec<Finding>>, rule: Rule) -> Element {
    let cx = s.cx;
    let finding = move || {
        shown
            .get()
            .iter()
            .find(|finding| finding.rule == rule)
            .cloned()
    };
    let is_judged = move || !s.form.get().findings.is_empty();
    let words = move || match finding() {
        Some(finding) => words::rule_words(&cx.texts(), &cx.policy(), &finding),
        None => String::new(),
    };
    let mark = move || match finding() {
        Some(finding) => words::rule_mark(&cx.texts(), finding.verdict, is_judged()),
        None => String::new(),
    };
    let state = move || match finding().map(|finding| finding.verdict) {
        Some(Verdict::Met) => "met",
        Some(Verdict::CannotCheckHere) => "unknown",
        Some(Verdict::Unmet) | None => "unmet",
    };
    html::li()
        .class("mbp-rule")
        .attr("data-state", state)
        .attr("hidden", move || finding().is_none())
        .child(html::span().text(words))
        .child(html::span().class("mbp-state").text(mark))
}

/// The rules as judged; before anything is typed, as the policy states them. They are worked out once for each change.
fn shown_findings(s: FormSignals) -> LocalSignal<Vec<Finding>> {
    LocalSignal::computed(move || {
        let findings = s.form.get().findings.clone();
        if findings.is_empty() {
            stated(&s.cx.policy())
        } else {
            findings
        }
    })
}

/// The policy's rules before anything is typed: nothing is met, nothing is wrong.
fn stated(policy: &Policy) -> Vec<Finding> {
    let empty = Candidate {
        new: "",
        current: None,
    };
    let mut all = evaluate(policy, empty, None);
    for finding in &mut all {
        finding.word = None;
        if finding.verdict == Verdict::Met {
            finding.verdict = Verdict::Unmet;
        }
    }
    all
}
