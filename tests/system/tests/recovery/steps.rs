//! The five steps of a recovery: reported in order, taken back, stored, copied and printed.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{
    ANN, Browser, DEVICES, HostPage, NEW, OLD, RECOVERY_DONE, RECOVERY_STEPS, Response, until,
};

/// Waits until so many steps are reported as done, the next one is current, and all five are shown.
async fn check(browser: &Browser, done: usize) {
    let steps = "return all('.mbp-step').map((e) => [nameOf(e.querySelector('[role=heading]')), e.dataset.done !== undefined,
        e.innerText.includes('Reported done:'), e.getAttribute('aria-current') === 'step']);";
    let expected: Vec<Value> = (0..5)
        .map(|index| {
            json!([
                RECOVERY_STEPS[index],
                index < done,
                index < done,
                index == done
            ])
        })
        .collect();
    until(&format!("{done} steps are done"), async || {
        let steps = browser.run(steps, json!([])).await;
        (steps == json!(expected)).then_some(())
    })
    .await;
}

#[tokio::test]
async fn without_endpoints_the_recovery_is_a_guide_that_sends_no_request() {
    let page = HostPage::new()
        .without("endpoint")
        .without("mailbox")
        .with("mode", "recovery");
    let (host, browser) = page.with_fake_clock().open().await;
    browser
        .wait_for_text(
            "These steps work without signing in. Nothing is looked up or sent from here.",
        )
        .await;
    for step in 1..=5 {
        browser.press(&format!("Step {step} is done")).await;
    }
    browser.wait_for_focus(RECOVERY_DONE).await;
    browser.advance_clock(120).await;
    let words = browser.visible_text().await;
    assert!(
        !words.contains("The mailbox is locked.") && !words.contains("is not locked"),
        "{words}"
    );
    assert!(!browser.has("button", "Unlock").await);
    let routes: Vec<String> = host
        .requests("")
        .into_iter()
        .map(|request| request.route)
        .collect();
    let own = [
        "GET / ",
        "GET /host.css ",
        "GET /favicon.ico ",
        "GET /widget/",
    ];
    for route in routes {
        let route = route + " ";
        assert!(own.iter().any(|known| route.starts_with(known)), "{route}");
    }
}

#[tokio::test]
async fn each_side_sees_whose_turn_it_is() {
    let turns = "return all('.mbp-turn').map((e) => squeeze(e.innerText));";
    let user = ["Your turn", "You", "The administrator", "You", "You"];
    let administrator = ["The user’s turn", "The user", "You", "The user", "The user"];
    for (side, first, third) in [
        ("user", user, "The administrator’s turn"),
        ("administrator", administrator, "Your turn"),
    ] {
        let (_host, browser) = HostPage::recovery(side).open_recovery().await;
        assert_eq!(browser.run(turns, json!([])).await, json!(first), "{side}");
        browser.report_steps(1..=2).await;
        assert_eq!(browser.run(turns, json!([])).await[2], third, "{side}");
        check(&browser, 2).await;
    }
}

#[tokio::test]
async fn steps_are_reported_in_order_undone_stored_and_started_over() {
    let (host, browser) = HostPage::recovery("user").open_recovery().await;
    check(&browser, 0).await;
    assert!(
        !browser.has("button", "Step 2 is done").await,
        "step 2 comes after step 1"
    );
    browser.report_steps(1..=3).await;
    check(&browser, 3).await;
    browser.press("Step 3 is not done after all").await;
    browser.wait_for_focus(RECOVERY_STEPS[2]).await;
    check(&browser, 2).await;

    browser.open(host.url("/")).await;
    browser.wait_for_text("5 minutes").await;
    check(&browser, 2).await;
    browser.report_steps(3..=5).await;
    browser.wait_for_text(RECOVERY_DONE).await;
    browser.record_announcements().await;
    browser.press("Begin anew").await;
    browser.wait_for_focus(RECOVERY_STEPS[0]).await;
    browser
        .wait_for_announcement("Nothing is marked as done any more.")
        .await;
    check(&browser, 0).await;
    browser.open(host.url("/")).await;
    browser.wait_for_text("5 minutes").await;
    check(&browser, 0).await;
}

#[tokio::test]
async fn a_refusal_by_webmail_stops_the_recovery() {
    let (_host, browser) = HostPage::recovery("user").open_recovery().await;
    browser.report_steps(1..=3).await;
    browser.wait_for("link", "Open webmail").await;
    browser.record_announcements().await;
    browser.press("It refused me").await;
    let stop = "Stop here. The administrator sets a new password, once, and tells you. Do not try again before that.";
    browser.wait_for_text(stop).await;
    browser.wait_for_announcement(stop).await;
    browser.report_steps(4..=4).await;
    assert!(
        !browser.visible_text().await.contains(stop),
        "webmail has accepted the password"
    );
}

#[tokio::test]
async fn the_copied_text_and_the_print_show_what_was_reported_and_when() {
    let recovery = "https://panel.example.com/recovery?mailbox={mailbox}";
    let page = HostPage::recovery("user")
        .around("<nav>A menu</nav>", "<footer>An imprint</footer>")
        .with("recovery-url", recovery);
    let (host, browser) = page.open_recovery().await;
    let url = "https://panel.example.com/recovery?mailbox=ann%40example.com";
    let link = "return find('link', `For the other side: ${arguments[0]}`).href;";
    assert_eq!(browser.run(link, json!([url])).await, url);
    browser.report_steps(1..=1).await;
    let tick = "find('checkbox', 'The password is off', find('group', 'Office PC')).click();";
    browser.run(tick, json!([])).await;
    browser.report_steps(2..=2).await;
    browser.allow_clipboard(&host).await;
    browser.press("Copy as text").await;
    browser.wait_for_text("The steps were copied.").await;
    let text = browser.clipboard().await;
    let mut lines = text.lines();
    let mut expect_line = |start: &str| {
        assert!(
            lines.any(|line| line.trim_start().starts_with(start)),
            "{start}, in order: {text}"
        );
    };
    for start in [
        "Recover a locked mailbox",
        ANN,
        "[x] 1. (User) Gather",
        "Reported done: ",
        "[x] 2. (User) Remove",
        "Reported done: ",
        "[ ] Ann's iPhone",
        "[x] Office PC",
        "[ ] Scanner",
        "[ ] 3. (Administrator) Unlock",
        "[ ] 4. (User) Sign in",
        "[ ] 5. (User) Enter",
        url,
    ] {
        expect_line(start);
    }
    let printed = browser.printed_text("Print").await;
    assert!(printed.starts_with("Recover a locked mailbox"), "{printed}");
    for step in RECOVERY_STEPS {
        assert!(printed.contains(step), "{printed}");
    }
    assert_eq!(printed.matches("Reported done: ").count(), 2, "{printed}");

    let (_host, browser) = HostPage::recovery("user").open_recovery().await;
    assert!(
        !browser.visible_text().await.contains("For the other side"),
        "only with `recovery-url`"
    );
}

#[tokio::test]
async fn a_locked_mailbox_can_be_recovered_step_by_step_inside_the_form() {
    let locked = json!({ "locked": true, "unlocksInSeconds": 900 });
    let page = HostPage::complete();
    let (_host, browser) = page
        .open_with(|host| {
            host.respond(
                "GET /api/status",
                Response::status("2026-08-25T14:03:00Z", locked),
            );
        })
        .await;
    browser.wait_for_text("The mailbox is locked.").await;
    browser.fill_in(OLD, NEW).await;
    browser.press("Go through it step by step").await;
    browser.wait_for_focus("Recover a locked mailbox").await;
    browser.wait_for_text(DEVICES[2]).await;
    check(&browser, 0).await;
    browser.report_steps(1..=2).await;
    assert!(
        !browser.has("button", "Unlock").await,
        "users cannot unlock"
    );
    assert_eq!(
        browser.values().await,
        [OLD, NEW, NEW],
        "the fields keep their values"
    );
}
