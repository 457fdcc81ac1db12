//! A panel that is killed in the middle of a change.

use std::thread;
use std::time::{Duration, Instant};

use domain_tests::accounts::{PASSWORD, principal};
use domain_tests::{Controller, Setting};

use super::support::{Panel, change, working_password};

const KILLS: u32 = 8;

#[test]
fn a_panel_killed_in_the_middle_of_a_change_leaves_the_old_password_or_the_new_one() {
    let controller = Controller::start_with(Setting {
        old_password_minutes: Some(0),
        ..Setting::default()
    });
    let mut password = "Winter-Ferry-0000".to_owned();
    let panel = Panel::start(&controller);
    let mut browser = panel.user("nick", PASSWORD);
    let began = Instant::now();
    let key = "0b0f5c9e-5d4c-4c39-9f06-2a4f6f3b8a11";
    let changed = change(&mut browser, "nick", PASSWORD, &password, key);
    assert_eq!(changed.status, 200);
    let usual = began.elapsed();
    for kill in 0..KILLS {
        let next = format!("Winter-Ferry-{:04}", kill + 1);
        let mut panel = Panel::start(&controller);
        let browser = panel.user("nick", &password);
        let request = browser.change_request(&principal("nick"), &password, &next);
        let sent = {
            let mut browser = browser.clone();
            thread::spawn(move || browser.try_send(&request))
        };
        // It waits for a time and not for a condition: the kill has to come unannounced.
        thread::sleep(usual * kill * 3 / KILLS + Duration::from_micros(50));
        panel.kill();
        let answered = sent.join().unwrap().map(|answer| answer.status);
        let works = working_password(&controller, "nick", &password, &next).to_owned();
        if answered == Some(200) {
            assert_eq!(works, next, "what was answered as changed stays changed");
        }
        password = works;
    }
}
