//! Attacks and faults, each played against a running panel: what held, as a table that the test prints.

#![allow(clippy::panic, clippy::unwrap_used)]

mod connections;
mod faults;
mod repeats;
mod sessions;
mod strangers;

use crate::support::{Answer, Browser, Panel, Request, Start};

/// What is attacked or fails, and what plays it; that returns what held.
type Row = (&'static str, fn() -> String);

/// The proxy of these tests names whoever it likes.
const BEHIND_PROXY: [&str; 2] = ["--trusted-proxy", "127.0.0.1"];

#[test]
fn every_attack_and_fault_is_held() {
    let rows = strangers::ROWS
        .iter()
        .chain(&connections::ROWS)
        .chain(&sessions::ROWS)
        .chain(&repeats::ROWS)
        .chain(&faults::ROWS);
    println!("| attack or fault | what held |\n|---|---|");
    for (attack, play) in rows {
        let held = play();
        println!("| {attack} | {held} |");
    }
}

fn behind_proxy(more: &[&str]) -> Panel {
    Start::new().with(&BEHIND_PROXY).with(more).run()
}

/// A sign-in by webmail, which the proxy says is from this address.
fn webmail_from(panel: &Panel, source: &str, mailbox: &str, password: &str) -> Answer {
    let fields = [("address", mailbox), ("password", password)];
    let request = Request::form("/webmail", &fields).header("x-forwarded-for", source);
    panel.browser().send(&request)
}

/// Whether a browser is signed in, as the API sees it.
fn is_signed_in(browser: &mut Browser) -> bool {
    browser.get("/api/mailbox/status").status == 200
}
