//! Unlocking within a recovery: when it is safe, who can do it, and how long to wait afterwards.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{ANN, Browser, HostPage, HostServer, RECOVERY_STEPS, Response, until};

const SAFE: &str = "Quiet for 5 minutes. Safe to unlock.";
const REFUSED: &str = "was refused";
const NOT_LOCKED: &str = "The mailbox is not locked.";

fn administrator() -> HostPage {
    HostPage::recovery("administrator").with("unlock-endpoint", "/api/unlock")
}

/// Opens the page for a mailbox with this status.
async fn open(page: &HostPage, status: Value) -> (HostServer, Browser) {
    let (host, browser) = page.open_with(|host| host.set_status(status)).await;
    browser.wait_for_text("The mailbox is").await;
    (host, browser)
}

/// Opens a mailbox with this status: the first text must be shown, and none of the others.
async fn check(status: Value, shown: Option<&str>, never: &[&str]) {
    let (_host, browser) = open(&administrator(), status.clone()).await;
    if let Some(shown) = shown {
        browser.wait_for_text(shown).await;
    }
    let words = browser.visible_text().await;
    for never in never {
        assert!(!words.contains(never), "{status}: {words}");
    }
}

#[tokio::test]
async fn unlocking_is_safe_only_once_refused_sign_ins_have_stopped() {
    let refused = |at: &str| {
        json!({ "locked": true, "now": "2026-11-23T14:03:00Z",
                "lastRefused": { "at": at, "client": "Office PC" } })
    };
    let outlook = Some("Not safe to unlock yet.");
    check(refused("2026-11-23T14:02:00Z"), outlook, &[SAFE]).await;
    check(refused("2026-11-23T13:58:01Z"), outlook, &[SAFE]).await;
    check(refused("2026-11-23T13:57:59Z"), Some(SAFE), &[REFUSED]).await;
    // A time in the future is never safe.
    check(refused("2026-11-23T15:00:00Z"), outlook, &[SAFE]).await;
    check(refused("2041-01-01T00:00:00Z"), outlook, &[SAFE]).await;
    check(json!({ "locked": true }), None, &[SAFE, REFUSED]).await;
    // Whoever has not heard of everything knows of no silence.
    let mut missing = refused("2026-11-23T13:57:59Z");
    missing["refusalsMissing"] = json!(true);
    check(missing, None, &[SAFE]).await;
    let mut open = refused("2026-11-23T13:00:00Z");
    open["locked"] = json!(false);
    check(open, Some(NOT_LOCKED), &[SAFE, REFUSED]).await;
}

#[tokio::test]
async fn a_device_that_is_still_refused_is_named_even_if_its_time_is_in_the_future() {
    let device = |name: &str, at: Value| json!({ "id": name, "name": name, "client": "android", "lastFailureAt": at });
    let listed = json!([
        device("Lately", json!("2026-11-23T14:01:00Z")),
        device("Long ago", json!("2026-11-23T12:00:00Z")),
        device("Ahead", json!("2027-11-23T12:00:00Z")),
        device("Never", Value::Null),
        device("Nonsense", json!("soon")),
    ]);
    let page = HostPage::recovery("user");
    let (_host, browser) = page
        .open_with(|host| {
            host.set_status(json!({ "locked": true, "now": "2026-11-23T14:03:00Z" }));
            host.respond("GET /api/devices", Response::json(200, &listed));
        })
        .await;
    browser.wait_for_text("Nonsense").await;
    browser.press("That is every device").await;
    browser.wait_for_text("Ahead was refused").await;
    browser.wait_for_text("It still tries a password.").await;
    let refused = "return all('.mbp-device').filter((e) => isSeen(e) && e.innerText.includes('Refused')).map((e) => e.querySelector('strong').innerText);";
    assert_eq!(
        browser.run(refused, json!([])).await,
        json!(["Lately", "Ahead"])
    );
}

#[tokio::test]
async fn only_an_administrator_with_an_unlock_endpoint_can_unlock() {
    let user = HostPage::recovery("user");
    let unlock = "Unlock only after the password is off every device. Otherwise it locks again.";
    let ask = "Ask your administrator to unlock it: +1-555-0100.";
    let elsewhere =
        "Unlock it where you manage the mailbox, once the password is off every device.";
    let cases = [
        (administrator(), unlock),
        (HostPage::recovery("administrator"), elsewhere),
        (user.clone(), ask),
        (user.with("unlock-endpoint", "/api/unlock"), ask),
    ];
    for (page, shown) in cases {
        let (host, browser) = open(&page, json!({ "locked": true })).await;
        browser.wait_for_text(shown).await;
        let words = browser.visible_text().await;
        for other in [unlock, ask, elsewhere] {
            assert_eq!(words.contains(other), other == shown, "{words}");
        }
        assert_eq!(browser.has("button", "Unlock").await, shown == unlock);
        assert!(host.requests("POST").is_empty());
    }
}

#[tokio::test]
async fn unlock_is_filled_once_it_is_safe() {
    let is_filled = "return find('button', 'Unlock').classList.contains('mbp-primary');";
    let wait_for = async |browser: &Browser, expected: bool| {
        until("the fill", async || {
            (browser.run(is_filled, json!([])).await == expected).then_some(())
        })
        .await;
    };
    let refused = |at: &str| {
        json!({ "locked": true, "now": "2026-11-23T14:03:00Z",
                "lastRefused": { "at": at, "client": "Office PC" } })
    };
    // Without evidence a report decides; a device that is still refused speaks against it; quiet is enough.
    for (status, before, after) in [
        (json!({ "locked": true }), false, true),
        (refused("2026-11-23T14:02:40Z"), false, false),
        (refused("2026-11-23T13:00:00Z"), true, true),
    ] {
        let (_host, browser) = open(&administrator(), status).await;
        wait_for(&browser, before).await;
        browser.report_steps(1..=2).await;
        wait_for(&browser, after).await;
        let filled = "return all('.mbp-primary').filter(isSeen).length;";
        assert_eq!(browser.run(filled, json!([])).await, 1);
    }
}

#[tokio::test]
async fn a_refusal_is_said_in_seconds_while_it_is_newer_than_a_minute() {
    let status = json!({ "locked": true, "now": "2026-11-23T14:03:00Z",
        "lastRefused": { "at": "2026-11-23T14:02:40Z", "client": "Office PC" } });
    let (_host, browser) = open(&administrator(), status.clone()).await;
    browser
        .wait_for_text("Office PC was refused 20 s ago. Not safe to unlock yet.")
        .await;
    let (_host, browser) = open(&HostPage::recovery("user"), status).await;
    browser
        .wait_for_text("Office PC was refused 20 s ago. It still tries a password.")
        .await;
    let live = "return all('mailbox-password [role=status], mailbox-password [aria-live]').filter((e) => e.innerText.includes(' s ago')).length;";
    assert_eq!(browser.run(live, json!([])).await, 0, "no live region");
}

#[tokio::test]
async fn after_an_unlock_on_the_other_side_this_side_goes_on() {
    let page = HostPage::recovery("user").with_fake_clock();
    let (host, browser) = open(&page, json!({ "locked": true })).await;
    browser.report_steps(1..=2).await;
    host.set_status(json!({}));
    browser.advance_clock(31).await;
    browser.wait_for("link", "Open webmail").await;
    browser.wait_for_text("Wait until").await;
    // It locks itself again: what came after the unlock counts no more.
    host.set_status(json!({ "locked": true }));
    browser.advance_clock(31).await;
    let current =
        "return nameOf(all('.mbp-step[aria-current]')[0].querySelector('[role=heading]'));";
    until("step 3 is current again", async || {
        (browser.run(current, json!([])).await == RECOVERY_STEPS[2]).then_some(())
    })
    .await;
}

#[tokio::test]
async fn unlocking_sends_one_request_and_completes_step_three() {
    let (host, browser) = open(&administrator(), json!({ "locked": true })).await;
    browser.report_steps(1..=2).await;
    host.respond(
        "POST /api/unlock",
        Response::new(204, "text/plain", "").held(),
    );
    browser.press("Unlock").await;
    browser.press("Unlocking…").await;
    host.set_status(json!({}));
    host.release_held().await;
    browser
        .wait_for_text("The mailbox was unlocked today at")
        .await;
    browser.wait_for_text(NOT_LOCKED).await;
    let current =
        "return nameOf(all('.mbp-step[aria-current]')[0].querySelector('[role=heading]'));";
    assert_eq!(browser.run(current, json!([])).await, RECOVERY_STEPS[3]);
    let sent = host.requests("POST");
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].json(), json!({ "mailbox": ANN }));
    let events = browser.events("unlocked").await;
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["detail"]["mailbox"], ANN);
}

#[tokio::test]
async fn the_wait_after_unlocking_follows_the_back_ends_clock_or_the_policy() {
    // The back end's clock is years behind the browser's; only the difference counts.
    let effective = json!({ "effectiveAt": "2019-05-01T10:02:00Z", "now": "2019-05-01T10:00:00Z" });
    let at_once = json!({ "effectiveAt": "2019-05-01T10:00:00Z", "now": "2019-05-01T10:00:00Z" });
    let nothing = Response::new(204, "text/plain", "");
    let cases = [
        (Response::json(200, &effective), json!({}), 120),
        (nothing.clone(), json!({}), 300),
        (nothing.clone(), json!({ "unlockDelaySeconds": 60 }), 60),
        (nothing, json!({ "unlockDelaySeconds": 0 }), 0),
        (Response::json(200, &at_once), json!({}), 0),
    ];
    for (answer, policy, seconds) in cases {
        let page = administrator().with_fake_clock();
        let (_host, browser) = page
            .open_with(|host| {
                host.set_status(json!({ "locked": true }));
                host.respond("POST /api/unlock", answer);
                host.respond("GET /api/policy", Response::policy(policy.clone()));
            })
            .await;
        browser.wait_until_idle().await;
        browser.record_announcements().await;
        browser.press("Unlock").await;
        browser.wait_for_text("unlocked").await;
        if seconds == 0 {
            assert!(
                !browser.visible_text().await.contains("Wait until"),
                "{policy}"
            );
            continue;
        }
        browser.wait_for_text("Wait until").await;
        browser.wait_for_announcement_starting("Wait until").await;
        if seconds > 60 {
            browser.advance_clock(seconds - 60).await;
            browser
                .wait_for_announcement("Wait about one minute more.")
                .await;
            browser.advance_clock(55).await;
        } else {
            browser.advance_clock(seconds - 5).await;
        }
        assert!(
            browser.visible_text().await.contains("Wait until"),
            "{seconds}: too early"
        );
        browser.advance_clock(10).await;
        browser.wait_for_text("The waiting time is over.").await;
        browser
            .wait_for_announcement("The waiting time is over.")
            .await;
    }
}

#[tokio::test]
async fn a_recovery_stores_no_checklist() {
    let page = HostPage::complete();
    let policy = Response::policy(json!({}));
    let (host, browser) = page
        .open_with(|host| {
            host.set_status(json!({ "locked": true }));
            host.respond("GET /api/policy", policy.held());
        })
        .await;
    browser.press("Start with step 1").await;
    browser.wait_for_text("Office PC").await;
    host.release_held().await;
    browser.wait_for_text(RECOVERY_STEPS[0]).await;
    let lists =
        "return Object.keys(localStorage).filter((key) => key.startsWith('mailbox-password:v1:'));";
    assert_eq!(browser.run(lists, json!([])).await, json!([]));
}
