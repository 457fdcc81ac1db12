//! The demo's simulated devices, as a visitor uses them.

use std::fs;
use std::path::PathBuf;

use rusqlite::Connection;

use super::{ANN, Browser, Panel, Request, Start};

/// Ann's devices, in the order of their turns.
pub const DEVICES: [(&str, &str); 3] = [
    ("ann-phone", "Ann’s iPhone"),
    ("ann-pc", "Office PC"),
    ("ann-scanner", "Scanner, 2nd floor"),
];

/// Seconds between sign-ins: as few as possible, and so many that only the first one happens in a test.
pub const FAST: &str = "0.001";
pub const ONCE: &str = "86400";

/// The demo with a temporary store, and these seconds from one sign-in to the next.
pub fn demo(pace: &str) -> Panel {
    demo_with(&["--device-pace", pace])
}

/// The demo with a temporary store, and more options.
pub fn demo_with(arguments: &[&str]) -> Panel {
    let start = Start::new();
    fs::create_dir(start.path("temporary")).unwrap();
    let mut command = Start::bare();
    command
        .args(["--demo", "--hash-cost", "64,1", "--listen", "127.0.0.1:0"])
        .args(arguments)
        .arg("--dist")
        .arg(start.path("dist"))
        .arg("--clock-file")
        .arg(start.path("clock"))
        .env("TMPDIR", start.path("temporary"));
    Panel::spawn(start, command)
}

pub fn list(mailbox: &str) -> String {
    format!("/demo/devices?mailbox={mailbox}")
}

pub fn device(id: &str) -> String {
    format!("/demo/devices/{id}?mailbox={ANN}")
}

/// Presses a button; the answer leads to the page where what came of it can be seen.
pub fn press(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> String {
    let answer = browser.send(&Request::form(path, fields));
    assert_eq!(answer.status, 303, "{path}: {}", answer.body);
    answer.header("location").to_owned()
}

pub fn start(browser: &mut Browser) {
    assert_eq!(press(browser, &list(ANN), &[("act", "start")]), list(ANN));
}

pub fn stop(browser: &mut Browser) {
    press(browser, &list(ANN), &[("act", "stop")]);
}

pub fn enter(browser: &mut Browser, id: &str, password: &str) {
    let fields = [("act", "enter"), ("password", password)];
    let location = press(browser, &device(id), &fields);
    assert_eq!(
        location,
        list(ANN),
        "a fragment would stop the list from refreshing itself"
    );
}

pub fn remove(browser: &mut Browser, id: &str) {
    press(browser, &device(id), &[("act", "remove")]);
}

/// Ann's device as it is shown in the list and on its own page.
pub fn shown(browser: &mut Browser, id: &str) -> [String; 2] {
    let all = browser.get(&list(ANN)).body;
    let (_, from) = all.split_once(&format!("<li id=\"{id}\"")).unwrap();
    let (entry, _) = from.split_once("</li>").unwrap();
    [entry.to_owned(), browser.get(&device(id)).body]
}

/// The temporary store.
pub fn temporary_store(panel: &Panel) -> Connection {
    let folder = fs::read_dir(panel.folder().join("temporary"))
        .unwrap()
        .next();
    let path: PathBuf = folder.unwrap().unwrap().path();
    Connection::open(path.join("mailboxes.sqlite")).unwrap()
}

/// How often the audit trail has this client.
pub fn tries(panel: &Panel, client: &str) -> i64 {
    let count = temporary_store(panel).query_row(
        "SELECT count(*) FROM audit WHERE client = ?1",
        [client],
        |row| row.get(0),
    );
    count.unwrap()
}

/// Waits until a device has signed in so often from now on, whatever came of it.
pub fn wait_for_tries(panel: &Panel, id: &str, more: usize) {
    let line = format!("simulated sign-in device=\"{id}\"");
    let before = panel.log().matches(&line).count();
    panel.wait_for_log_times(&line, before + more);
}
