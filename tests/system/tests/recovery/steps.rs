//! A locked mailbox is brought back: five steps in order, the devices one by one, and what is handed to the other side.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{ANN, Browser, HostPage, HostServer, NEW, OLD, Response, until};

const STEPS: [&str; 5] = [
    "1. Gather every device that connects to this mailbox: phones, tablets, computers, also scanners and programs that send mail.",
    "2. Remove the mailbox password from all of them, mobile devices too. Do not re-enter it yet. Do not delete a POP account: its mail may exist only on this device. Copy unsent messages first.",
    "3. Unlock the mailbox, once the user says step 2 is done. Then wait 5 minutes.",
    "4. Sign in to webmail, once. If it is refused, stop: the administrator sets a new password, once, and tells you.",
    "5. Enter the address and password on one device. When it gets mail, go on to the next.",
];
const BACK: &str = "The mailbox is back. If it locks again, a device is missing from the list.";
const DEVICES: [&str; 3] = ["Ann's iPhone", "Office PC", "Scanner, 2nd floor"];
const OTHER: &str = "Another mail program";

/// The user's side, with Ann's three devices.
async fn open(page: &HostPage) -> (HostServer, Browser) {
    let (host, browser) = page.open().await;
    browser.wait_for_text("5 minutes").await;
    browser.wait_for_text(DEVICES[2]).await;
    (host, browser)
}

async fn report(browser: &Browser, steps: std::ops::RangeInclusive<usize>) {
    for step in steps {
        browser.press(&format!("Step {step} is done")).await;
        let next = STEPS.get(step).copied().unwrap_or(BACK);
        browser.wait_for_focus(next).await;
    }
}

/// So many steps are reported done, the one after them is the next, and all five are to be read.
async fn check(browser: &Browser, done: usize) {
    let steps = "return all('.mbp-step').map((e) => [nameOf(e.querySelector('[role=heading]')), e.dataset.done !== undefined,
        e.innerText.includes('Reported done:'), e.getAttribute('aria-current') === 'step']);";
    let expected: Vec<Value> = (0..5)
        .map(|index| json!([STEPS[index], index < done, index < done, index == done]))
        .collect();
    until(&format!("{done} steps are done"), async || {
        let steps = browser.run(steps, json!([])).await;
        (steps == json!(expected)).then_some(())
    })
    .await;
}

/// The names that step 1 or step 2 lists, or of the devices whose turn it is in step 5.
async fn devices(browser: &Browser, selector: &str) -> Value {
    let names = "return all(arguments[0]).filter(isSeen).map((e) => squeeze(e.firstElementChild.innerText));";
    browser.run(names, json!([selector])).await
}

#[tokio::test]
async fn without_endpoints_it_is_a_guide_that_asks_for_nothing() {
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
    browser.wait_for_focus(BACK).await;
    browser.advance_clock(120).await;
    let words = browser.visible_text().await;
    assert!(
        !words.contains("The mailbox is locked.") && !words.contains("is not locked"),
        "{words}"
    );
    assert!(!browser.has("button", "Unlock").await);
    let asked: Vec<String> = host
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
    for route in asked {
        let route = route + " ";
        assert!(own.iter().any(|known| route.starts_with(known)), "{route}");
    }
}

#[tokio::test]
async fn each_side_reads_whose_turn_it_is() {
    let turns = "return all('.mbp-turn').map((e) => squeeze(e.innerText));";
    let user = ["Your turn", "You", "The administrator", "You", "You"];
    let administrator = ["The user’s turn", "The user", "You", "The user", "The user"];
    for (side, first, third) in [
        ("user", user, "The administrator’s turn"),
        ("administrator", administrator, "Your turn"),
    ] {
        let (_host, browser) = open(&HostPage::recovery(side)).await;
        assert_eq!(browser.run(turns, json!([])).await, json!(first), "{side}");
        report(&browser, 1..=2).await;
        assert_eq!(browser.run(turns, json!([])).await[2], third, "{side}");
        check(&browser, 2).await;
    }
}

#[tokio::test]
async fn steps_are_reported_in_order_taken_back_kept_and_begun_anew() {
    let (host, browser) = open(&HostPage::recovery("user")).await;
    check(&browser, 0).await;
    assert!(
        !browser.has("button", "Step 2 is done").await,
        "one after the other"
    );
    report(&browser, 1..=3).await;
    check(&browser, 3).await;
    browser.press("Step 3 is not done after all").await;
    browser.wait_for_focus(STEPS[2]).await;
    check(&browser, 2).await;

    browser.open(host.url("/")).await;
    browser.wait_for_text("5 minutes").await;
    check(&browser, 2).await;
    report(&browser, 3..=5).await;
    browser.wait_for_text(BACK).await;
    browser.record_announcements().await;
    browser.press("Begin anew").await;
    browser.wait_for_focus(STEPS[0]).await;
    browser
        .wait_for_announcement("Nothing is marked as done any more.")
        .await;
    check(&browser, 0).await;
    browser.open(host.url("/")).await;
    browser.wait_for_text("5 minutes").await;
    check(&browser, 0).await;
}

#[tokio::test]
async fn devices_are_added_and_removed_and_markup_in_their_names_is_text() {
    let hostile = "<img src=x onerror=\"window.ran = 1\"><b>Ann</b> &amp; {client}";
    let page = HostPage::recovery("user");
    let (host, browser) = page
        .open_with(|host| {
            let listed = json!([{ "id": "1", "name": hostile, "client": "<i>x</i>" }]);
            host.respond("GET /api/devices", Response::json(200, &listed));
        })
        .await;
    browser.wait_for_text(hostile).await;
    browser.press(OTHER).await;
    browser.press(OTHER).await;
    let own = [hostile, OTHER, "Another mail program 2"];
    assert_eq!(devices(&browser, ".mbp-step li").await, json!(own));
    browser.press("Remove Another mail program 2").await;
    browser.wait_for_focus(STEPS[0]).await;
    report(&browser, 1..=1).await;
    assert_eq!(devices(&browser, ".mbp-device").await, json!(own[..2]));
    assert!(
        !browser.has("button", &format!("Remove {hostile}")).await,
        "the back end's stay"
    );
    let made = "return [all('mailbox-password :is(img, b, i)').length, typeof window.ran];";
    assert_eq!(browser.run(made, json!([])).await, json!([0, "undefined"]));
    browser.open(host.url("/")).await;
    browser.wait_for_text("The password is off").await;
    assert_eq!(
        devices(&browser, ".mbp-device").await,
        json!(own[..2]),
        "kept"
    );
}

#[tokio::test]
async fn five_hundred_devices_are_listed_once_each_without_a_request_for_each() {
    let names: Vec<String> = (1..=500).map(|number| format!("Device {number}")).collect();
    let listed: Vec<Value> = names
        .iter()
        .map(|name| json!({ "id": name, "name": name, "client": "ios-mail" }))
        .collect();
    let page = HostPage::recovery("user");
    let (host, browser) = page
        .open_with(|host| host.respond("GET /api/devices", Response::json(200, &json!(listed))))
        .await;
    browser.wait_for_text("Device 500").await;
    assert_eq!(devices(&browser, ".mbp-step li").await, json!(names));
    browser.press("Step 1 is done").await;
    browser.wait_for_focus(STEPS[1]).await;
    assert_eq!(devices(&browser, ".mbp-device").await, json!(names));
    let tick = "find('checkbox', 'The password is off', find('group', 'Device 500')).click();";
    browser.run(tick, json!([])).await;
    let off = "return all('.mbp-device[data-done]').map((e) => e.getAttribute('aria-label'));";
    assert_eq!(browser.run(off, json!([])).await, json!(["Device 500"]));
    assert_eq!(host.requests("GET /api/devices").len(), 1);
    assert!(host.requests("GET /widget/steps").is_empty());
}

#[tokio::test]
async fn the_way_out_of_each_client_is_told_with_its_source_and_what_would_be_lost() {
    let (_host, browser) = open(&HostPage::recovery("user")).await;
    report(&browser, 1..=1).await;
    browser
        .press_a("summary", "How to take it out: iPhone or iPad")
        .await;
    for words in [
        "Where the password is",
        "What deleting the account would lose",
        "Source: ",
    ] {
        browser.wait_for_text(words).await;
    }
}

#[tokio::test]
async fn the_password_goes_into_one_device_at_a_time() {
    let (_host, browser) = open(&HostPage::recovery("user")).await;
    report(&browser, 1..=4).await;
    browser.record_announcements().await;
    let now = |device: &str| format!("Now only this device: {device}");
    let tick = async |device: &str| {
        let tick = "find('checkbox', 'It gets mail', find('group', arguments[0])).click();";
        browser.run(tick, json!([device])).await;
    };
    assert_eq!(
        devices(&browser, ".mbp-device").await,
        json!([now(DEVICES[0])])
    );
    browser
        .wait_for_text("The next device comes when this one gets mail.")
        .await;
    tick(DEVICES[0]).await;
    browser.wait_for_announcement(&now(DEVICES[1])).await;
    assert_eq!(
        devices(&browser, ".mbp-device").await,
        json!([DEVICES[0], now(DEVICES[1])])
    );
    tick(DEVICES[0]).await;
    assert_eq!(
        devices(&browser, ".mbp-device").await,
        json!([now(DEVICES[0])])
    );
    for device in DEVICES {
        tick(device).await;
    }
    assert_eq!(devices(&browser, ".mbp-device").await, json!(DEVICES));
}

#[tokio::test]
async fn where_webmail_refuses_it_says_stop() {
    let (_host, browser) = open(&HostPage::recovery("user")).await;
    report(&browser, 1..=3).await;
    browser.wait_for("link", "Open webmail").await;
    browser.record_announcements().await;
    browser.press("It refused me").await;
    let stop = "Stop here. The administrator sets a new password, once, and tells you. Do not try again before that.";
    browser.wait_for_text(stop).await;
    browser.wait_for_announcement(stop).await;
    report(&browser, 4..=4).await;
    assert!(
        !browser.visible_text().await.contains(stop),
        "it was proved"
    );
}

#[tokio::test]
async fn the_text_and_the_paper_say_what_was_reported_and_when() {
    let recovery = "https://panel.example.com/recovery?mailbox={mailbox}";
    let page = HostPage::recovery("user")
        .around("<nav>A menu</nav>", "<footer>An imprint</footer>")
        .with("recovery-url", recovery);
    let (host, browser) = open(&page).await;
    let url = "https://panel.example.com/recovery?mailbox=ann%40example.com";
    let link = "return find('link', `For the other side: ${arguments[0]}`).href;";
    assert_eq!(browser.run(link, json!([url])).await, url);
    report(&browser, 1..=1).await;
    let tick = "find('checkbox', 'The password is off', find('group', 'Office PC')).click();";
    browser.run(tick, json!([])).await;
    report(&browser, 2..=2).await;
    browser.allow_clipboard(&host).await;
    browser.press("Copy as text").await;
    browser.wait_for_text("The steps were copied.").await;
    let text = browser.clipboard().await;
    let mut lines = text.lines();
    let mut follows = |start: &str| {
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
        follows(start);
    }
    let paper = browser.printed_text("Print").await;
    assert!(paper.starts_with("Recover a locked mailbox"), "{paper}");
    for step in STEPS {
        assert!(paper.contains(step), "{paper}");
    }
    assert_eq!(paper.matches("Reported done: ").count(), 2, "{paper}");

    let (_host, browser) = open(&HostPage::recovery("user")).await;
    assert!(
        !browser.visible_text().await.contains("For the other side"),
        "only where there is a page for it"
    );
}

#[tokio::test]
async fn a_form_that_finds_the_mailbox_locked_leads_through_it_step_by_step() {
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
    report(&browser, 1..=2).await;
    assert!(!browser.has("button", "Unlock").await, "a user cannot");
    assert_eq!(
        browser.values().await,
        [OLD, NEW, NEW],
        "what was typed stays"
    );
}
