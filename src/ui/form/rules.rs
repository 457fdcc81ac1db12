use dom::{Element, html};

use crate::{
    i18n::Key,
    state::{FormSignals, LocalSignal, RuleState, ShortRule},
    ui::{
        elements::line_while,
        icon::{Icon, icon},
        wording::Snapshots,
    },
    words,
};

/// How many rules are in view at most.
const IN_VIEW: usize = 3;

/// The few rules that are always in view, each ticked as it is met; until the policy is there, a line in their place.
pub(in crate::ui) fn rules(s: FormSignals) -> Element {
    let cx = s.cx;
    let rules = LocalSignal::computed(move || {
        let (form, judgement, change) = (s.form().get(), s.judgement().get(), s.change().get());
        words::short_rules(
            Snapshots::of(cx).wording(),
            &form.errors,
            &judgement,
            &change,
        )
    });
    let substitute = move || {
        if rules.get().is_empty() {
            cx.text(words::rules_substitute(*cx.is_policy_pending()))
        } else {
            String::new()
        }
    };
    let drawn = cx.drawn();
    html::div()
        .claim(&drawn, "rules")
        .attr("id", cx.id("rules"))
        .child(
            html::p()
                .claim(&drawn, "rules-substitute")
                .class("mbp-rules")
                .text_or_hidden(substitute),
        )
        .child(
            html::ul()
                .class("mbp-rules")
                .attr("aria-label", cx.t(Key::RulesHeading))
                .attr("hidden", move || rules.get().is_empty())
                .children((0..IN_VIEW).map(|index| rule_item(s, rules, index))),
        )
}

fn rule_item(s: FormSignals, rules: LocalSignal<Vec<ShortRule>>, index: usize) -> Element {
    let state = move || rules.get().get(index).map(|rule| rule.state);
    let text = move || rules.get().get(index).map(|rule| rule.text.clone());
    let is_met = move || state() == Some(RuleState::Met);
    let line = move || match state().unwrap_or_default() {
        RuleState::Open => Icon::Ring,
        RuleState::Met => Icon::Ok,
        RuleState::Broken => Icon::Bad,
    };
    html::li()
        .class("mbp-rule")
        .attr("data-state", move || match state().unwrap_or_default() {
            RuleState::Open => "open",
            RuleState::Met => "met",
            RuleState::Broken => "unmet",
        })
        .attr("hidden", move || state().is_none())
        .child(icon(line))
        .child(html::span().text(move || text().unwrap_or_default()))
        .child(mark(s, is_met))
}

/// That a rule is met: for those who cannot see the tick.
fn mark(s: FormSignals, is_met: impl Fn() -> bool + 'static) -> Element {
    line_while(s.cx, "mbp-hidden", Key::RuleMet, is_met)
}
