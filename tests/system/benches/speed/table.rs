//! What was measured, as people read it.

use crate::form::Form;
use crate::keystroke::{Keystroke, TYPED};
use crate::load::{self, LATENCY, Load, SLOWER};
use crate::rounds::{self, Measured};
use crate::shift;

/// Prints how the pages loaded.
pub(crate) fn print_loads(all: &[Measured<Load>]) {
    let fastest = load::fastest_react(all).and_then(Measured::ready);
    let amplify = rounds::of(all, Form::AmplifyAlone).and_then(Measured::live);
    println!(
        "\nLoad: processor {SLOWER} times slower, 1.6 Mbit/s, {LATENCY} ms latency, nothing cached ({})",
        rounds_of(all)
    );
    println!("  ready: a password field takes typing; live: the rules are on the screen");
    println!("  first load, all files: KB of brotli until then, and until the change is done");
    println!(
        "  shift: layout shift from the first paint until the change is done, the worst round"
    );
    println!(
        "  {:38}{:>10}{:>10}{:>8}{:>8}  {:14}{:>9}{:>8}{:>10}{:>7}{:>8}",
        "",
        "first load",
        "all files",
        "paint",
        "ready",
        "(range)",
        "× React",
        "live",
        "× Amplify",
        "shift",
        "in all"
    );
    for one in all {
        let ready = one.ready();
        let live = one.live();
        println!(
            "  {:38}{:>10}{:>10}{:>8}{:>8}  {:14}{:>9}{:>8}{:>10}{:>7}{:>8}",
            one.page.form.name(),
            kilobytes(Some(as_number(one.page.first_load))),
            kilobytes(one.median(|load| Some(load.loaded))),
            number(one.median(|load| Some(load.first_paint)), 0),
            number(ready, 0),
            range(one.range(|load| Some(load.ready))),
            ratio(ready, fastest),
            number(live, 0),
            ratio(live, amplify),
            number(one.shift(), 3),
            number(one.shift_in_all(), 3),
        );
    }
}

/// Prints what moved in the worst round of a form.
pub(crate) fn print_shifts(all: &[Measured<Load>], form: Form) {
    let in_all = |load: &&Load| shift::sum(&load.shifts, |_| true);
    let Some(worst) = rounds::of(all, form)
        .into_iter()
        .flat_map(|one| &one.rounds)
        .max_by(|a, b| in_all(a).total_cmp(&in_all(b)))
    else {
        return;
    };
    println!("\nWhat moved in {}, in the worst round", form.name());
    for shift in &worst.shifts {
        let input = if shift.follows_input {
            "after a key"
        } else {
            ""
        };
        println!(
            "  {:>6.0} ms {:>7.4}  {input:11}  {}",
            shift.time,
            shift.value,
            shift.moved.join(", ")
        );
    }
}

/// Prints what a keystroke costs.
pub(crate) fn print_keystrokes(all: &[Measured<Keystroke>]) {
    let amplify = rounds::of(all, Form::AmplifyAlone).and_then(Measured::script);
    let checklist = rounds::of(all, Form::Checklist).and_then(Measured::main_thread);
    println!(
        "\nA keystroke with all rules live: milliseconds of processor time ({}; {} keys)",
        rounds_of(all),
        TYPED.len()
    );
    println!(
        "  {:38}{:>8}{:>11}{:>13}{:>13}  (range)",
        "", "script", "× Amplify", "main thread", "× checklist"
    );
    for one in all {
        let script = one.script();
        let main_thread = one.main_thread();
        println!(
            "  {:38}{:>8}{:>11}{:>13}{:>13}  {}",
            one.page.form.name(),
            number(script, 2),
            ratio(script, amplify),
            number(main_thread, 2),
            ratio(main_thread, checklist),
            range(one.range(|keystroke| Some(keystroke.main_thread))),
        );
    }
}

/// With so many decimals; a dash where there is none.
pub(crate) fn number(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| "–".into(), |value| format!("{value:.decimals$}"))
}

/// How many times the other one.
pub(crate) fn ratio(value: Option<f64>, other: Option<f64>) -> String {
    number(quotient(value, other), 2)
}

/// The same, as a number.
pub(crate) fn quotient(value: Option<f64>, other: Option<f64>) -> Option<f64> {
    Some(value? / other?)
}

fn kilobytes(bytes: Option<f64>) -> String {
    number(bytes.map(|bytes| bytes / 1000.0), 1)
}

fn range(range: Option<(f64, f64)>) -> String {
    let Some((least, most)) = range else {
        return String::new();
    };
    let decimals = if most < 100.0 { 2 } else { 0 };
    format!("({least:.decimals$}–{most:.decimals$})")
}

fn rounds_of<T>(all: &[Measured<T>]) -> String {
    let rounds = all.first().map_or(0, |one| one.rounds.len());
    format!("rounds in random order: {rounds}; medians")
}

#[allow(
    clippy::cast_precision_loss,
    reason = "a size that a browser loads is no such number"
)]
fn as_number(size: usize) -> f64 {
    size as f64
}
