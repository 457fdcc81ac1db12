//! The panel or the domain controller is killed in the middle of a change. Exactly one of the two passwords works
//! afterwards, and what the widget said is true, or that it does not know.
//!
//! `MAILBOX_PASSWORD_KILLS=500` plays more changes than usual.

use std::collections::BTreeMap;
use std::time::Instant;

use domain_tests::Policy;
use domain_tests::accounts::{PASSWORD, principal};
use system_tests::{Browser, CHANGED, NOT_CHANGED, UNKNOWN, until};

use crate::place::Place;
use crate::table;

/// How many changes, unless the environment says so.
const KILLS: u32 = 12;

#[tokio::test]
async fn after_a_kill_in_the_middle_of_a_change_the_widget_said_nothing_untrue() {
    let kills = std::env::var("MAILBOX_PASSWORD_KILLS").ok();
    let kills = kills.map_or(KILLS, |kills| kills.parse().expect("a number"));
    let mut place = Place::strict().await;
    // Passwords are tried here to see which one works; that must not lock.
    let policy = Policy {
        history: 0,
        lockout_threshold: 0,
        ..Policy::default()
    };
    place.controller.set_policy(&policy).await;
    let alice = principal("alice");

    let browser = open(&place, PASSWORD, "Round#Ferry-0").await;
    let filled_in = Instant::now();
    browser.press("Change").await;
    assert_eq!(outcome(&browser).await, CHANGED);
    let usual = filled_in.elapsed();
    drop(browser);

    let mut password = "Round#Ferry-0".to_owned();
    let mut seen: BTreeMap<Vec<String>, u32> = BTreeMap::new();
    for round in 1..=kills {
        let next = format!("Round#Ferry-{round}");
        let browser = open(&place, &password, &next).await;
        let kills_panel = round % 2 == 0;
        // The only wait for a time and not for a condition: a kill comes unannounced.
        let moment = usual * (round * 7 % kills) / kills;
        let kill = async {
            tokio::time::sleep(moment).await;
            match kills_panel {
                true => place.panel.kill(),
                false => place.controller.kill(),
            }
        };
        tokio::join!(browser.press("Change"), kill);
        let said = outcome(&browser).await;
        match kills_panel {
            true => place.panel = place.panel.restart(),
            false => place.controller.restart(),
        }
        let mut works = Vec::new();
        for tried in [&password, &next] {
            if place.controller.sign_in(&alice, tried).await.succeeded() {
                works.push(tried);
            }
        }
        let [works] = works[..] else {
            panic!("round {round}: {works:?} work, the widget said {said:?}");
        };
        let is_new = *works == next;
        let is_true = match said {
            CHANGED => is_new,
            NOT_CHANGED => !is_new,
            _ => true,
        };
        assert!(
            is_true,
            "round {round}: the widget said {said:?}, and {works} works"
        );
        let line = [
            if kills_panel { "panel" } else { "controller" },
            said,
            if is_new { "the new one" } else { "the old one" },
        ];
        *seen.entry(line.map(str::to_owned).to_vec()).or_default() += 1;
        password = works.clone();
    }
    let lines: Vec<_> = seen
        .into_iter()
        .map(|(mut line, times)| {
            line.push(times.to_string());
            line
        })
        .collect();
    table::print(
        "Killed in the middle of a change",
        &["killed", "the widget said", "works", "times"],
        &lines,
    );
}

/// Alice's form, filled in.
async fn open(place: &Place, current: &str, new: &str) -> Browser {
    let browser = Browser::start().await;
    browser
        .sign_in(&place.panel.url("/"), &principal("alice"), current)
        .await;
    browser.fill_in(current, new).await;
    browser
}

/// Which of the three outcomes the widget shows.
async fn outcome(browser: &Browser) -> &'static str {
    until("an outcome", || async {
        let text = browser.visible_text().await;
        [CHANGED, NOT_CHANGED, UNKNOWN]
            .into_iter()
            .find(|outcome| text.contains(outcome))
    })
    .await
}
