//! Two instances behind nginx, on one domain: one is killed in the middle of a change.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use domain_tests::accounts::{PASSWORD, dn, principal};
use domain_tests::{Controller, Proxy, ProxyKind, Setting};

use super::support::{browser, panel};
use crate::http::{Answer, Browser};
use crate::panel::support::{Panel, block_on};
use crate::table;

const KILLS: u32 = 6;
const OTHERS: [&str; 4] = ["alice", "bob", "carol", "kate"];

/// Whether this password works, asked of the controller itself.
fn works(controller: &Controller, password: &str) -> bool {
    block_on(controller.sign_in(&dn("nick"), password)).succeeded()
}

/// Waits until one of the panels has received a change, and says which.
fn receiver(panels: &[Panel; 2], before: [usize; 2]) -> usize {
    block_on(system_tests::until(
        "a change at one of the panels",
        async || (0..2).find(|index| received(&panels[*index]) > before[*index]),
    ))
}

fn received(panel: &Panel) -> usize {
    panel.log().matches("change received").count()
}

/// Uses the panel until it is told to stop; returns the statuses that were not what they should be, and how many there
/// were in all.
fn use_it(browser: &mut Browser, stop: &AtomicBool) -> (Vec<Answer>, usize) {
    let mut wrong = Vec::new();
    let mut count = 0;
    while !stop.load(Ordering::Relaxed) {
        for path in ["/api/mailbox/status", "/mailbox"] {
            let answer = browser.get(path);
            count += 1;
            if answer.status != 200 {
                wrong.push(answer);
            }
        }
    }
    (wrong, count)
}

#[test]
fn one_is_killed_in_the_middle_and_only_the_one_request_is_unknown_and_is_found_out() {
    let controller = Controller::start_with(Setting {
        old_password_minutes: Some(0),
        ..Setting::default()
    });
    let mut panels = [panel(&controller, &[]), panel(&controller, &[])];
    let mut password = PASSWORD.to_owned();
    let mut usual = Duration::ZERO;
    let mut rows = Vec::new();
    for kill in 0..=KILLS {
        // A proxy of its own each time: after a failure nginx leaves an instance alone for ten seconds.
        let addresses = [panels[0].address(), panels[1].address()];
        let proxy = Proxy::start(ProxyKind::Nginx, &controller, &addresses);
        let signed_in = |account: &str, password: &str| {
            let mut browser = browser(&proxy);
            assert_eq!(browser.sign_in(&principal(account), password).status, 303);
            browser
        };
        let others = OTHERS.map(|account| signed_in(account, PASSWORD));
        let mut nick = signed_in("nick", &password);
        let baseline = nick.status()["passwordChangedAt"].clone();
        let next = format!("Winter-Ferry-{kill:04}");
        let request = nick.change_request(&principal("nick"), &password, &next);
        let before = [received(&panels[0]), received(&panels[1])];
        let (stop, sender) = (AtomicBool::new(false), nick.clone());
        let (killed, answer, watched) = thread::scope(|scope| {
            let watching = others.map(|mut other| {
                let stop = &stop;
                scope.spawn(move || use_it(&mut other, stop))
            });
            let request = &request;
            let began = Instant::now();
            let mut sender = sender;
            let sent = scope.spawn(move || sender.send(request));
            let receiver = receiver(&panels, before);
            let answer = if kill == 0 {
                let answer = sent.join().unwrap();
                usual = began.elapsed();
                answer
            } else {
                // For a time and not for a condition: the kill has to come unannounced.
                thread::sleep(usual * (kill - 1) / KILLS);
                panels[receiver].kill();
                let answer = sent.join().unwrap();
                // A sign-in that nginx sends to the dead instance first reaches the other one.
                let late = browser(&proxy).sign_in(&principal("leo"), PASSWORD);
                assert_eq!(late.status, 303, "{late:?}");
                answer
            };
            stop.store(true, Ordering::Relaxed);
            (
                receiver,
                answer,
                watching.map(|other| other.join().unwrap()),
            )
        });
        for (account, (wrong, count)) in OTHERS.iter().zip(&watched) {
            assert!(wrong.is_empty(), "{account} noticed: {wrong:?}");
            assert!(*count > 0);
        }
        let is_new = works(&controller, &next);
        assert_ne!(is_new, works(&controller, &password), "one of them works");
        let found = find_out(&proxy, &mut nick, &answer, is_new, &password, &next);
        let told = if baseline == found {
            "the same date"
        } else {
            "another date"
        };
        assert_eq!(
            baseline != found,
            is_new,
            "the other instance tells the truth"
        );
        rows.push(vec![
            kill.to_string(),
            answer.status.to_string(),
            told.to_owned(),
            if is_new { "the new one" } else { "the old one" }.to_owned(),
        ]);
        if is_new {
            password = next;
        }
        drop(proxy);
        if kill > 0 {
            let [one, other] = panels;
            panels = match killed {
                0 => [one.restart(), other],
                _ => [one, other.restart()],
            };
        }
    }
    table::print(
        "Two instances behind nginx, one killed in the middle of a change (not in round 0)",
        &["round", "answer", "the other instance says", "what works"],
        &rows,
    );
}

/// What the person finds out through the proxy, by the session that sent the change or by signing in anew: the date of
/// the password.
fn find_out(
    proxy: &Proxy,
    nick: &mut Browser,
    answer: &Answer,
    is_new: bool,
    old: &str,
    new: &str,
) -> serde_json::Value {
    match answer.status {
        200 => assert!(is_new, "what was answered as changed is changed"),
        // What the widget takes for unknown: no answer that says what was done.
        502 => {}
        _ => panic!("{answer:?}"),
    }
    let asked = nick.get("/api/mailbox/status");
    if asked.status == 200 {
        return asked.json()["passwordChangedAt"].clone();
    }
    assert_eq!((asked.status, is_new), (401, true), "{asked:?}");
    let mut again = browser(proxy);
    assert_eq!(again.sign_in(&principal("nick"), old).status, 403);
    assert_eq!(again.sign_in(&principal("nick"), new).status, 303);
    again.status()["passwordChangedAt"].clone()
}
