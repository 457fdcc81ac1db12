//! What an administrator sees of the mail servers' logs while an agent reports, and once it is silent.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use std::fs;
use std::process::Stdio;

use serde_json::json;
use system_tests::{Browser, Panel, path_from_environment, until};
use tempfile::TempDir;
use tokio::process::Command;

use super::page_checks::check;

#[tokio::test]
async fn logs_are_up_to_date_while_an_agent_reports_and_not_heard_of_once_it_is_silent() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("secret"), "0123456789abcdef0123456789abcdef").unwrap();
    fs::write(path("mail.log"), "{}\n").unwrap();
    let (store, secret) = (path("evidence.sqlite"), path("secret"));
    let options = [
        "--evidence-store",
        &store,
        "--evidence-secret-file",
        &secret,
    ];
    let panel = Panel::start_with(&options).await;
    let mut agent = Command::new(path_from_environment("MAILBOX_PASSWORD_PANEL"))
        .args(["evidence", "--evidence-panel", &panel.url("")])
        .args([
            "--evidence-secret-file",
            &secret,
            "--evidence-state",
            &path("state"),
        ])
        .args([
            "--evidence-name",
            "mx1",
            "--evidence-zone",
            "UTC",
            "--evidence-source",
        ])
        .arg(format!("json => {}", path("mail.log*")))
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let browser = Browser::start().await;
    browser.sign_in_as_administrator(&panel).await;
    let is_heard_of = || async {
        browser.open(panel.url("/admin/activity")).await;
        let text = browser
            .run("return document.body.innerText;", json!([]))
            .await;
        text.as_str()?.contains("Up to date").then_some(())
    };
    until("an agent that was heard of", is_heard_of).await;
    let heard = [(
        "admin-activity-up-to-date",
        "/admin/activity",
        "All of them are up to date.",
    )];
    let silent = [
        (
            "admin-activity-silent",
            "/admin/activity",
            "panel evidence-forget mx1",
        ),
        ("admin-silent", "/admin", "Which log, and since when"),
    ];
    let mut faults = Vec::new();
    for width in [320, 390, 768, 1280] {
        faults.extend(check(&browser, &panel, &heard, width).await);
    }
    agent.kill().await.unwrap();
    panel.set_clock(100);
    for width in [320, 390, 768, 1280] {
        faults.extend(check(&browser, &panel, &silent, width).await);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}
