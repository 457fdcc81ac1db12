//! What the form is to reach, beside what it has reached. Nothing fails when it does not.

use crate::form::Form;
use crate::keystroke::Keystroke;
use crate::load::{self, Load};
use crate::rounds::{self, Measured};
use crate::table::{number, quotient};

/// A goal, and the figures of our form and of the earlier deployment's that belong to it.
struct Goal {
    what: String,
    before: Option<f64>,
    now: Option<f64>,
    at_most: f64,
}

/// Prints those of what was measured.
pub(crate) fn print(loads: &[Measured<Load>], keystrokes: &[Measured<Keystroke>]) {
    println!("\nGoals, as ratios of medians; times never fail a run");
    println!("  {:62}{:>8}{:>8}{:>9}", "", "before", "now", "goal");
    let mut goals = typed(keystrokes);
    if !loads.is_empty() {
        goals.splice(..0, loaded(loads));
    }
    for goal in goals {
        // A shift is no ratio, and has more decimals. As it is printed, it is compared.
        let (decimals, half) = if goal.at_most == 0.0 {
            (3, 0.0005)
        } else {
            (2, 0.005)
        };
        let met = match goal.now {
            Some(now) if now < goal.at_most + half => "",
            Some(_) => "  not met",
            None => "  not measured",
        };
        println!(
            "  {:62}{:>8}{:>8}{:>9}{met}",
            goal.what,
            number(goal.before, decimals),
            number(goal.now, decimals),
            format!("≤ {:.2}", goal.at_most),
        );
    }
}

fn loaded(loads: &[Measured<Load>]) -> Vec<Goal> {
    let of = |form| rounds::of(loads, form);
    let goal = |what: String, form, value: &dyn Fn(&Measured<Load>) -> Option<f64>, at_most| Goal {
        what,
        before: of(Form::OursBefore)
            .filter(|_| form == Form::Ours)
            .and_then(value),
        now: of(form).and_then(value),
        at_most,
    };
    let mut goals = Vec::new();
    if let Some(fastest) = load::fastest_react(loads) {
        let against = |one: &Measured<Load>| quotient(one.ready(), fastest.ready());
        let name = fastest.page.form.name();
        let what = format!("ready to type / {name}");
        goals.push(goal(what, Form::Ours, &against, 0.62));
        let what = format!("same, skeleton in page / {name}");
        goals.push(goal(what, Form::OursWithSkeleton, &against, 0.45));
        let what = format!("same, style in page too / {name}");
        goals.push(goal(what, Form::OursWithSkeletonAndStyle, &against, 0.45));
    }
    for amplify in [Form::AmplifyAlone, Form::Amplify] {
        let against =
            |one: &Measured<Load>| quotient(one.live(), of(amplify).and_then(Measured::live));
        let what = format!("rules live / {}", amplify.name());
        goals.push(goal(what, Form::Ours, &against, 0.90));
    }
    let what = "layout shift as browsers count it, typing and submit included";
    goals.push(goal(what.into(), Form::Ours, &Measured::shift, 0.0));
    let what = "the same, with what moves within 500 ms after a key";
    goals.push(goal(what.into(), Form::Ours, &Measured::shift_in_all, 0.0));
    goals
}

fn typed(keystrokes: &[Measured<Keystroke>]) -> Vec<Goal> {
    type Value = fn(&Measured<Keystroke>) -> Option<f64>;
    let goal = |what: &str, other: Form, value: Value, at_most| {
        let of = |form| rounds::of(keystrokes, form).and_then(value);
        Goal {
            what: format!("{what} / {}", other.name()),
            before: quotient(of(Form::OursBefore), of(other)),
            now: quotient(of(Form::Ours), of(other)),
            at_most,
        }
    };
    vec![
        goal(
            "a keystroke, script",
            Form::AmplifyAlone,
            Measured::script,
            0.6,
        ),
        goal(
            "a keystroke, main thread",
            Form::Checklist,
            Measured::main_thread,
            0.95,
        ),
    ]
}
