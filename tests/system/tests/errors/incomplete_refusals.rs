//! Refusals with missing, excessive or unreadable details.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, HostServer, NEW, OLD, Response, until};

const NOT_CHANGED: &str = "Your password was not changed.";

/// Sends a change that is refused; the form says that nothing was changed, and each of these texts.
async fn check(page: HostPage, refusal: Response, words: &[&str]) -> (HostServer, Browser) {
    let (host, browser) = page
        .open_with(|host| host.respond("POST /api/password", refusal))
        .await;
    browser.wait_for_form().await;
    browser.change(OLD, NEW).await;
    browser.wait_for_text(NOT_CHANGED).await;
    for words in words {
        browser.wait_for_text(words).await;
    }
    (host, browser)
}

fn rejected(members: Value) -> Response {
    Response::problem(422, "password-rejected", members)
}

/// A page without a policy, so that no limits are known.
fn without_policy() -> HostPage {
    HostPage::complete().without("policy-endpoint")
}

#[tokio::test]
async fn a_violated_rule_without_a_known_limit_is_worded_without_a_number() {
    let rules = [
        "min-length",
        "max-length",
        "classes",
        "account-name",
        "history",
        "min-age",
    ];
    let violations = rules.map(|rule| json!({ "rule": rule }));
    let words = "The mail server refused it. Its rules: more characters; fewer characters; more kinds of characters; \
                 not the account name; none of the earlier passwords; the current password must be older.";
    check(
        without_policy(),
        rejected(json!({ "violations": violations })),
        &[words],
    )
    .await;
}

#[tokio::test]
async fn a_rejection_without_a_reason_lists_every_possible_rule() {
    let (host, browser) = check(
        HostPage::complete(),
        rejected(json!({})),
        &[
            "The mail server refused this password and did not say why.",
            "Only the server can check this: not one of the last 5 passwords.",
        ],
    )
    .await;
    assert_eq!(host.requests("POST").len(), 1);
    drop(browser);
    let (_host, browser) = check(without_policy(), rejected(json!({})), &["did not say why"]).await;
    assert!(
        !browser
            .visible_text()
            .await
            .contains("What cannot be checked")
    );
}

#[tokio::test]
async fn a_failed_job_without_a_reason_names_no_cause() {
    let (host, browser) = HostPage::complete().ready().await;
    let failed = Response::json(200, &json!({ "state": "failed" }));
    host.respond("GET /api/jobs/8", failed);
    let accepted = Response::json(202, &json!({}))
        .header("Location", "/api/jobs/8")
        .header("Retry-After", "1");
    host.respond("POST /api/password", accepted);
    browser.change(OLD, NEW).await;
    browser.wait_for_text(NOT_CHANGED).await;
    assert!(
        !browser
            .visible_text()
            .await
            .contains("refused this password")
    );
    assert_eq!(
        browser.events("failed").await[0]["detail"]["code"],
        json!(null)
    );
}

#[tokio::test]
async fn a_clear_status_counts_even_if_the_body_cannot_be_decoded() {
    // The body is not in the declared encoding, so the browser cannot decode it.
    let broken =
        Response::new(429, "application/problem+json", "{}").header("Content-Encoding", "gzip");
    let words = ["Too many tries in a short time."];
    let (_host, browser) = check(HostPage::complete(), broken, &words).await;
    assert_eq!(browser.events("unknown").await.len(), 0);
}

#[tokio::test]
async fn the_longest_retry_after_is_handled_and_reported_to_the_page() {
    for seconds in [u64::from(u32::MAX), 30 * 86_400] {
        let refusal = Response::problem(422, "too-soon", json!({ "retryAfter": seconds }));
        let words = ["The current password is too new to be changed again."];
        let (_host, browser) = check(HostPage::complete(), refusal, &words).await;
        assert_eq!(browser.events("failed").await.len(), 1);
        assert_eq!(browser.script_errors().await, Vec::<Value>::new());
    }
    let locked = Response::problem(
        423,
        "mailbox-locked",
        json!({ "unlocksInSeconds": u32::MAX }),
    );
    let (_host, browser) = HostPage::complete()
        .open_with(|host| host.respond("POST /api/password", locked))
        .await;
    browser.wait_for_form().await;
    browser.change(OLD, NEW).await;
    browser.wait_for_focus("The mailbox is locked.").await;
    assert_eq!(browser.events("failed").await.len(), 1);
    assert_eq!(browser.script_errors().await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_wait_is_announced_at_its_start_before_its_end_and_at_its_end() {
    let limited = Response::problem(429, "rate-limited", json!({ "retryAfter": 300 }));
    let page = HostPage::complete().with_fake_clock();
    let (_host, browser) = page
        .open_with(|host| host.respond("POST /api/password", limited))
        .await;
    browser.wait_for_form().await;
    browser.record_announcements().await;
    browser.change(OLD, NEW).await;
    browser
        .wait_for_announcement_starting(
            "Your password was not changed. Too many tries in a short time. You can try again from",
        )
        .await;
    browser.advance_clock(241).await;
    browser
        .wait_for_announcement("You can try again in about one minute.")
        .await;
    browser.advance_clock(60).await;
    browser
        .wait_for_announcement("You can try again now.")
        .await;
}

#[tokio::test]
async fn validation_after_a_refusal_does_not_claim_that_nothing_was_sent() {
    let used = Response::problem(422, "password-reused", json!({}));
    let (_host, browser) = check(
        HostPage::complete(),
        used,
        &["This password was used before."],
    )
    .await;
    browser.fill("New password", "Velvet-Tramway-47").await;
    browser.focus_field("Confirm new password").await;
    browser.focus_field("Current password").await;
    browser
        .wait_for_text("The two new passwords do not match.")
        .await;
    let words = browser.visible_text().await;
    assert!(words.contains(NOT_CHANGED), "{words}");
    assert!(words.contains("Reference: "), "{words}");
    assert!(!words.contains("was not sent"), "{words}");
}

#[tokio::test]
async fn the_plain_steps_for_a_locked_mailbox_leave_when_they_are_shown_one_by_one() {
    let locked = Response::problem(423, "mailbox-locked", json!({ "unlocksInSeconds": 900 }));
    let (_host, browser) = HostPage::complete()
        .open_with(|host| host.respond("POST /api/password", locked))
        .await;
    browser.wait_for_form().await;
    browser.change(OLD, NEW).await;
    browser.wait_for_focus("The mailbox is locked.").await;
    let step = "Gather every device. Phones, tablets, computers";
    browser.press_a("summary", "Read all five steps").await;
    browser.wait_for_text(step).await;
    browser.press("Start with step 1").await;
    browser
        .wait_for_text("Which devices connect to this mailbox?")
        .await;
    until("the plain steps are replaced", || async {
        let words = browser.visible_text().await;
        (!words.contains(step)).then_some(())
    })
    .await;
}
