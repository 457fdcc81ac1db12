//! The five steps of a recovery: reported in order, taken back, stored, copied and printed.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{
    ANN, Browser, DEVICES, HostPage, NEW, OLD, RECOVERY_DONE, RECOVERY_STEPS, until,
};

/// Waits until so many steps are reported as done, the next one is current, and all five are shown.
async fn check(browser: &Browser, done: usize) {
    let steps = "return all('.mbp-step').map((e) => [nameOf(e.querySelector('[role=heading]')), e.dataset.state,
        e.getAttribute('aria-current') === 'step', e.querySelector('.mbp-step-number .mbp-hidden').textContent]);";
    let expected: Vec<Value> = (0..5)
        .map(|index| {
            let state = match index {
                _ if index < done => "done",
                _ if index == done => "now",
                _ => "open",
            };
            let number = format!("Step {}", index + 1);
            json!([RECOVERY_STEPS[index], state, index == done, number])
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
    for step in RECOVERY_STEPS {
        browser.wait_for("heading", step).await;
    }
    let words = "Mobile devices too. Do not enter it yet. Do not delete a POP account";
    browser.wait_for_text(words).await;
    browser.advance_clock(120).await;
    let words = browser.visible_text().await;
    assert!(
        !words.contains("The mailbox is locked.") && !words.contains("is not locked"),
        "{words}"
    );
    let controls = "return all('mailbox-password button').filter(isSeen).map(nameOf);";
    let controls = browser.run(controls, json!([])).await;
    assert_eq!(
        controls,
        json!(["Copy as text", "Print"]),
        "nothing is ticked off"
    );
    assert_eq!(browser.filled().await, json!(["Call your administrator"]));
    let call = "return find('link', 'Call your administrator').getAttribute('href');";
    assert_eq!(browser.run(call, json!([])).await, "tel:+1-555-0100");
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
async fn a_guide_calls_nobody_without_a_telephone() {
    let page = HostPage::new()
        .without("endpoint")
        .without("mailbox")
        .with("mode", "recovery")
        .with("help", "https://help.example.com");
    let (_host, browser) = page.open().await;
    browser.wait_for("heading", RECOVERY_STEPS[4]).await;
    assert_eq!(browser.filled().await, json!([]));
}

#[tokio::test]
async fn each_side_sees_whose_turn_it_is() {
    let turns =
        "return all('.mbp-step > .mbp-pill').map((e) => squeeze(e.innerText).split(' ·')[0]);";
    let user = ["Your turn", "You", "Administrator", "You", "You"];
    let administrator = ["User’s turn", "User", "You", "User", "User"];
    for (side, first, third) in [
        ("user", user, "Administrator’s turn"),
        ("administrator", administrator, "Your turn"),
    ] {
        let (_host, browser) = HostPage::recovery(side).open_locked().await;
        assert_eq!(browser.run(turns, json!([])).await, json!(first), "{side}");
        browser.report_steps(1..=2).await;
        assert_eq!(browser.run(turns, json!([])).await[2], third, "{side}");
        check(&browser, 2).await;
    }
}

#[tokio::test]
async fn steps_are_reported_in_order_undone_stored_and_started_over() {
    let (host, browser) = HostPage::recovery("user").open_locked().await;
    check(&browser, 0).await;
    assert!(
        !browser.has("button", "It is off every device").await,
        "step 2 comes after step 1"
    );
    browser.report_steps(1..=2).await;
    check(&browser, 2).await;
    assert!(
        !browser.has("button", "It is unlocked").await,
        "the back end says that it is locked"
    );
    let undo = "all('.mbp-step[data-state=done] > button').find(isSeen).click();";
    browser.run(undo, json!([])).await;
    browser.wait_for_focus(RECOVERY_STEPS[1]).await;
    check(&browser, 1).await;

    browser.open(host.url("/")).await;
    browser.wait_for_text("The mailbox is locked.").await;
    check(&browser, 1).await;
    host.set_status(json!({}));
    browser.open(host.url("/")).await;
    browser.wait_for_text("The mailbox is not locked.").await;
    browser.report_steps(2..=5).await;
    browser.wait_for_text(RECOVERY_DONE).await;
    browser.record_announcements().await;
    browser.press("Start again at step 1").await;
    browser.wait_for_focus(RECOVERY_STEPS[0]).await;
    browser
        .wait_for_announcement("Nothing is marked as done any more.")
        .await;
    check(&browser, 0).await;
    browser.open(host.url("/")).await;
    browser.wait_for_text("The mailbox is not locked.").await;
    check(&browser, 0).await;
}

#[tokio::test]
async fn a_refusal_by_webmail_stops_the_recovery() {
    let (_host, browser) = HostPage::recovery("user").open_recovery().await;
    browser.report_steps(1..=3).await;
    browser.wait_for("link", "Open webmail").await;
    browser.record_announcements().await;
    browser.press("It refused me").await;
    browser.wait_for_focus(RECOVERY_STEPS[3]).await;
    let stop = "Stop here. The administrator sets a new password, once, and tells you. Do not try again before that.";
    browser.wait_for_text(stop).await;
    browser.wait_for_announcement(stop).await;
    let words = browser.visible_text().await;
    assert_eq!(
        words.matches("sets a new password, once").count(),
        1,
        "{words}"
    );
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
    let (host, browser) = page.open_locked().await;
    browser.wait_for_text(DEVICES[2]).await;
    let url = "https://panel.example.com/recovery?mailbox=ann%40example.com";
    let link = "return find('link', `Link for your administrator: ${arguments[0]}`).href;";
    assert_eq!(browser.run(link, json!([url])).await, url);
    browser.report_steps(1..=1).await;
    browser.mark_device("Office PC", "Mark as removed").await;
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
        "When a mailbox is locked",
        ANN,
        "[x] 1. Gather every device · You ·",
        "[x] 2. Remove the password from all of them · You ·",
        "[ ] Ann’s iPhone",
        "[x] Office PC",
        "[ ] Scanner",
        "[ ] 3. Unlock the mailbox · Administrator",
        "[ ] 4. Sign in to webmail, once · You",
        "[ ] 5. Enter the password on one device at a time · You",
        url,
    ] {
        expect_line(start);
    }
    let printed = browser.printed_text("Print").await;
    assert!(printed.starts_with("The mailbox is locked."), "{printed}");
    for step in RECOVERY_STEPS {
        assert!(printed.contains(step), "{printed}");
    }
    assert_eq!(printed.matches("You ·").count(), 2, "{printed}");

    let (_host, browser) = HostPage::recovery("user").open_recovery().await;
    assert!(
        !browser
            .visible_text()
            .await
            .contains("Link for your administrator"),
        "only with `recovery-url`"
    );
}

#[tokio::test]
async fn a_locked_mailbox_can_be_recovered_step_by_step_inside_the_form() {
    let (_host, browser) = HostPage::complete().open_locked().await;
    browser.fill_in(OLD, NEW).await;
    assert_eq!(browser.filled().await, json!(["Start with step 1"]));
    browser.press_a("summary", "Read all five steps").await;
    browser
        .wait_for_text("Gather every device. Phones, tablets, computers")
        .await;
    browser.press("Start with step 1").await;
    browser.wait_for_focus("The mailbox is locked.").await;
    browser.wait_for_text(DEVICES[2]).await;
    check(&browser, 0).await;
    assert_eq!(
        browser
            .visible_text()
            .await
            .matches("The mailbox is locked.")
            .count(),
        1,
        "one message at one place"
    );
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
