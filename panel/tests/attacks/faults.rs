//! What breaks around the panel.

use std::fs;
use std::sync::Arc;
use std::thread;

use super::{Row, is_signed_in};
use crate::support::mail_server::{MailServer, Manner};
use crate::support::{ANN, ANN_PASSWORD, NEW_PASSWORD, Panel, Start, WRONG_PASSWORD};

pub(super) const ROWS: [Row; 11] = [
    ("a proxy that sends one change six times", replayed),
    ("a full disk", full_disk),
    ("a clock that jumps a day ahead and back", clock),
    (
        "a clock that falls back behind the sign-in",
        clock_falls_back,
    ),
    ("a store that is damaged", damaged_store),
    ("a store of an earlier version", earlier_store),
    ("a store of a later version", later_store),
    ("a store that other users may read", open_store),
    ("a mail server that is down", || mail(None)),
    (
        "a mail server that refuses, for now or for good, or closes in the middle",
        || {
            mail(Some(Manner::Defers));
            mail(Some(Manner::DefersOnce));
            mail(Some(Manner::Refuses));
            mail(Some(Manner::RefusesText));
            mail(Some(Manner::ClosesInText))
        },
    ),
    (
        "a mail server that says nothing, a byte now and then, or nothing after the text",
        || {
            mail(Some(Manner::Silent));
            mail(Some(Manner::Drips));
            mail(Some(Manner::StallsAfterText))
        },
    ),
];

fn replayed() -> String {
    let panel = Panel::start();
    let browser = panel.signed_in(ANN, ANN_PASSWORD);
    let request = Arc::new(browser.change_request(ANN, ANN_PASSWORD, NEW_PASSWORD));
    let answers: Vec<_> = (0..6)
        .map(|_| {
            let (mut browser, request) = (browser.clone(), Arc::clone(&request));
            thread::spawn(move || browser.send(&request).status)
        })
        .collect();
    for answer in answers {
        assert_eq!(answer.join().unwrap(), 200);
    }
    panel.wait_for_log_times(" repeated reference=", 5);
    let log = panel.log();
    assert_eq!(log.matches(" changed reference=").count(), 1, "{log}");
    let changes = panel.audit(ANN).into_iter();
    assert_eq!(changes.filter(|(event, ..)| event == "changed").count(), 1);
    "it is done once; the log says changed once and repeated five times".to_owned()
}

fn full_disk() -> String {
    let panel = Panel::start();
    let (start, _) = panel.stop();
    // Files may grow to so many blocks; beyond, a write fails as on a full disk.
    let blocks = fs::metadata(start.path("store.sqlite")).unwrap().len() / 512 + 128;
    let command = start.command_below(&format!("ulimit -f {blocks}"));
    let panel = Panel::spawn(start, command);
    let mut password = ANN_PASSWORD.to_owned();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let mut last = None;
    for number in 0..500 {
        let next = format!("Winter-Ferry-{number:04}");
        let answer = browser.change(ANN, &password, &next);
        if answer.status != 200 {
            last = Some((answer, next));
            break;
        }
        password = next;
    }
    let (answer, next) = last.unwrap();
    let is_certain = answer.status == 503 && answer.code() == "directory-unavailable";
    assert!(is_certain || answer.status == 500, "{answer:?}");
    assert_eq!(panel.browser().get("/healthz").status, 200);
    let panel = panel.kill().run();
    let old = panel.accepts(ANN, &password);
    assert!(old || !is_certain, "not changed is the truth");
    assert!(old != panel.accepts(ANN, &next), "one of the two works");
    format!(
        "the change is answered with {}, and that is true",
        answer.status
    )
}

fn clock() -> String {
    let panel = Start::new()
        .with_policy(r#"{"minLength":12}"#)
        .with(&["--sign-ins-per-minute", "10"])
        .run();
    panel.set_clock(86_400);
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    assert_eq!(browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
    panel.set_clock(0);
    assert!(is_signed_in(&mut browser));
    let answer = browser.change(ANN, NEW_PASSWORD, "Spring-Ferry-1905");
    assert_eq!(answer.status, 200, "{answer:?}");
    assert!(panel.accepts(ANN, "Spring-Ferry-1905"));
    assert!(!panel.accepts(ANN, WRONG_PASSWORD));
    "sessions, limits and changes go on".to_owned()
}

fn clock_falls_back() -> String {
    let panel = Start::new().with_policy(r#"{"minLength":12}"#).run();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let mut other = panel.signed_in(ANN, ANN_PASSWORD);
    panel.set_clock(-7200);
    assert!(is_signed_in(&mut browser));
    assert_eq!(browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
    assert!(!is_signed_in(&mut other), "a change ends it all the same");
    assert!(is_signed_in(&mut browser));
    assert!(panel.accepts(ANN, NEW_PASSWORD));
    "sessions go on, and a change ends the others".to_owned()
}

fn earlier_store() -> String {
    let (panel, mut own, mut ended) = crate::migration::migrated();
    assert!(is_signed_in(&mut own));
    assert!(!is_signed_in(&mut ended));
    assert!(panel.accepts(ANN, NEW_PASSWORD));
    "it is brought up to date; passwords and sessions are as before".to_owned()
}

fn later_store() -> String {
    crate::migration::a_store_of_a_later_version_is_left_alone();
    "the panel does not start on it, and leaves it as it is".to_owned()
}

fn damaged_store() -> String {
    let start = Start::new();
    let damaged = "no database at all ".repeat(100);
    fs::write(start.path("store.sqlite"), &damaged).unwrap();
    let output = start.command().output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("not a database"), "{said}");
    let left = fs::read_to_string(start.path("store.sqlite"));
    assert_eq!(left.unwrap(), damaged);
    "the panel does not start on it, and leaves it as it is".to_owned()
}

#[cfg(unix)]
fn open_store() -> String {
    use std::os::unix::fs::PermissionsExt;
    let (start, _) = Panel::start().stop();
    let store = start.path("store.sqlite");
    fs::set_permissions(&store, fs::Permissions::from_mode(0o644)).unwrap();
    let panel = start.run();
    let mode = fs::metadata(&store).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    panel.wait_for_log("other users of this machine could read this file");
    "it is closed to them when the panel starts, and the log says so".to_owned()
}

fn mail(manner: Option<Manner>) -> String {
    let server = manner.map(MailServer::start);
    // A port on which nobody listens.
    let url = server
        .as_ref()
        .map_or("smtp://127.0.0.1:1", |server| &server.url);
    let panel = Start::new()
        .with(&["--smtp", url, "--smtp-from", "panel@example.com"])
        .run();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    assert_eq!(browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
    if let Some(server) = &server {
        server.wait_for_try();
    }
    let answer = browser.change(ANN, NEW_PASSWORD, "Spring-Ferry-1905");
    assert_eq!(answer.status, 200, "while the e-mail is on its way");
    assert!(panel.accepts(ANN, "Spring-Ferry-1905"));
    "each change is made and answered as ever".to_owned()
}
