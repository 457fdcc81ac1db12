//! Killed in the middle of a change, the panel has the old password or the new one: never neither, never both.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::thread;
use std::time::{Duration, Instant};

use crate::support::{ANN, ANN_PASSWORD, Panel};

/// Kills at so many points, spread over three times what a change takes.
const KILLS: u32 = 40;

/// Which of the two passwords works now; it must be exactly one.
fn check<'a>(panel: &Panel, old: &'a str, new: &'a str) -> &'a str {
    match (panel.accepts(ANN, old), panel.accepts(ANN, new)) {
        (true, false) => old,
        (false, true) => new,
        (old, new) => panic!("old password works: {old}, new password works: {new}"),
    }
}

#[test]
fn a_kill_in_the_middle_of_a_change_leaves_the_old_password_or_the_new_one() {
    let mut panel = Panel::start();
    let mut password = ANN_PASSWORD.to_owned();
    let mut browser = panel.signed_in(ANN, &password);
    let began = Instant::now();
    assert_eq!(
        browser.change(ANN, &password, "Winter-Ferry-0000").status,
        200
    );
    let usual = began.elapsed();
    "Winter-Ferry-0000".clone_into(&mut password);

    let (mut kept, mut changed) = (0, 0);
    let mut kill = 0;
    // Spread over the change; then, on a machine where all came before it or all after it, earlier or later ones.
    while kill < KILLS || kept == 0 || changed == 0 {
        assert!(
            kill < 10 * KILLS,
            "the kills missed the change: {kept} before it, {changed} after it"
        );
        let wait = if kill < KILLS {
            usual * kill * 3 / KILLS + Duration::from_micros(50)
        } else if kept == 0 {
            Duration::ZERO
        } else {
            usual * (kill - KILLS + 4)
        };
        kill += 1;
        let next = format!("Winter-Ferry-{kill:04}");
        let mut browser = panel.signed_in(ANN, &password);
        let request = browser.change_request(ANN, &password, &next);
        let sent = thread::spawn(move || browser.try_send(&request));
        // The one place that waits for a time rather than for a condition: the kill has to come unannounced.
        thread::sleep(wait);
        let start = panel.kill();
        let answered = sent.join().unwrap();

        panel = start.run();
        let works = check(&panel, &password, &next).to_owned();
        if answered.is_some_and(|answer| answer.status == 200) {
            assert_eq!(works, next, "what was answered as changed stays changed");
        }
        if works == next {
            changed += 1;
        } else {
            kept += 1;
        }
        password = works;
    }
}
