//! A panel on a domain controller that keeps its records in a PostgreSQL database.
//!
//! `MAILBOX_PASSWORD_KILLS=200` kills more often than usual.

use std::collections::BTreeMap;
use std::thread;
use std::time::{Duration, Instant};

use domain_tests::accounts::{PASSWORD, principal};
use domain_tests::{Controller, PanelConfiguration, Setting};
use postgres_tests::{Database, Server};

use super::support::{Panel, change, working_password};
use crate::http::Answer;
use crate::table;

/// How often something is killed, unless the environment says so.
const KILLS: u32 = 12;

const NEW: &str = "Velvet#Tramway46";
const KEY: &str = "0b0f5c9e-5d4c-4c39-9f06-2a4f6f3b8a11";

/// A panel with records in this database.
fn panel(controller: &Controller, database: &Database) -> Panel {
    let configuration = PanelConfiguration {
        more: vec![
            format!("database = {:?}", database.socket_url()),
            "metrics = \"127.0.0.1:0\"".to_owned(),
        ],
        ..PanelConfiguration::new(controller)
    };
    Panel::with(controller, &configuration)
}

#[test]
fn panels_that_share_a_database_know_each_others_changes_and_show_what_happened() {
    let controller = Controller::start();
    let database = Server::shared().database();
    let (one, other) = (panel(&controller, &database), panel(&controller, &database));
    let mut browser = one.user("bob", PASSWORD);
    let before = browser.clone();
    let first = change(&mut browser, "bob", PASSWORD, NEW, KEY);
    assert_eq!(first.status, 200, "{first:?}");
    let mut repeated = before.moved_to(&other.base());
    let again = change(&mut repeated, "bob", PASSWORD, NEW, KEY);
    assert_eq!(again.status, 200, "{again:?}");
    assert_eq!(again.json()["changedAt"], first.json()["changedAt"]);
    let page = other.user("bob", NEW).get("/mailbox").body;
    assert!(
        page.contains("The user changed the password") || page.contains("You changed"),
        "{page}"
    );
    let mut administrator = one.administrator("adele", PASSWORD);
    let path = format!("/admin/exchange/mailboxes/{}", principal("bob"));
    let page = administrator.get(&path).body;
    assert!(page.contains("The user changed the password"), "{page}");
    assert!(page.contains("A sign-in"), "{page}");
}

#[test]
fn while_the_database_is_away_nothing_is_begun() {
    let controller = Controller::start();
    let mut server = Server::start();
    let database = server.database();
    let panel = panel(&controller, &database);
    let mut browser = panel.user("bob", PASSWORD);
    server.kill();
    let ready = panel.browser().get("/readyz");
    assert_eq!(
        (ready.status, ready.body.as_str()),
        (503, "the records of sessions and changes cannot be used")
    );
    let refused = change(&mut browser, "bob", PASSWORD, NEW, KEY);
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (503, "directory-unavailable")
    );
    server.restart();
    assert_eq!(panel.browser().get("/readyz").body, "ok");
    // Nothing was done, so that the same request does it now.
    let done = change(&mut browser, "bob", PASSWORD, NEW, KEY);
    assert_eq!(done.status, 200, "{done:?}");
}

/// What an answer claims, in the widget's words; nothing where there is none.
fn claim(answer: Option<&Answer>) -> &'static str {
    match answer {
        None => "no answer",
        Some(answer) if answer.status == 200 => "changed",
        Some(answer) if answer.code() == "blank" || answer.status == 502 => "unknown",
        Some(_) => "not changed",
    }
}

#[test]
fn whatever_is_killed_no_answer_to_a_change_is_untrue() {
    let kills = std::env::var("MAILBOX_PASSWORD_KILLS").ok();
    let kills: u32 = kills.map_or(KILLS, |kills| kills.parse().expect("a number"));
    let controller = Controller::start_with(Setting {
        old_password_minutes: Some(0),
        ..Setting::default()
    });
    let mut server = Server::start();
    let database = server.database();
    let mut panel = panel(&controller, &database);
    let mut password = "Winter-Ferry-0000".to_owned();
    let began = Instant::now();
    let mut browser = panel.user("nick", PASSWORD);
    let signed_in = Instant::now();
    assert_eq!(
        change(&mut browser, "nick", PASSWORD, &password, KEY).status,
        200
    );
    let usual = signed_in.elapsed();
    // Of the panel, and of the database: kills move towards the instant at which the directory does the change.
    let mut moments = [usual / 8; 2];
    let mut seen: BTreeMap<[&str; 4], u32> = BTreeMap::new();
    for kill in 1..=kills {
        let next = format!("Winter-Ferry-{kill:04}");
        let key = format!("\"{kill:08}-5d4c-4c39-9f06-2a4f6f3b8a11\"");
        let browser = panel.user("nick", &password);
        let request = browser
            .change_request(&principal("nick"), &password, &next)
            .header("idempotency-key", &key);
        let sent = {
            let (mut browser, request) = (browser.clone(), request.clone());
            thread::spawn(move || browser.try_send(&request))
        };
        let kills_panel = kill % 2 == 0;
        let moment = &mut moments[usize::from(kills_panel)];
        // It waits for a time and not for a condition: the kill has to come unannounced.
        thread::sleep(*moment * (kill * 7 % 11 + 5) / 10);
        if kills_panel {
            panel.kill();
            panel = panel.restart();
        } else {
            server.kill();
        }
        let answer = sent.join().unwrap();
        let said = claim(answer.as_ref());
        let now = working_password(&controller, "nick", &password, &next);
        let is_true = |said, works: &str| match said {
            "changed" => works == next,
            "not changed" => works == password,
            _ => true,
        };
        assert!(is_true(said, now), "round {kill}: {answer:?}, {now} works");
        *moment = match now == next {
            true => *moment * 2 / 3,
            false => *moment * 3 / 2 + Duration::from_micros(100),
        };
        if !kills_panel {
            server.restart();
        }
        // As a proxy or the person does that has no answer: once more the same.
        let again = browser.moved_to(&panel.base()).try_send(&request);
        let said_again = claim(again.as_ref());
        let now = working_password(&controller, "nick", &password, &next).to_owned();
        assert!(
            is_true(said_again, &now),
            "round {kill}: {answer:?}, then {again:?}, {now} works"
        );
        let killed = if kills_panel { "panel" } else { "database" };
        let is_new = if now == next {
            "the new one"
        } else {
            "the old one"
        };
        *seen.entry([killed, said, said_again, is_new]).or_default() += 1;
        password = now;
    }
    let lines: Vec<_> = seen
        .into_iter()
        .map(|(line, times)| {
            let mut line = line.map(str::to_owned).to_vec();
            line.push(times.to_string());
            line
        })
        .collect();
    table::print(
        &format!(
            "{kills} kills in the middle of a change with records in PostgreSQL, in {} s: no answer is untrue",
            began.elapsed().as_secs()
        ),
        &[
            "killed",
            "answered",
            "to the same once more",
            "works",
            "times",
        ],
        &lines,
    );
}
