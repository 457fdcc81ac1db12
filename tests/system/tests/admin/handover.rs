//! What an administrator does once the password is set: hand it over, unlock the mailbox, find out what is unknown.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{ANN, Browser, HostPage, HostServer, NEW, Response, until};

const CHANGED: &str = "The password was changed.";
const UNKNOWN: &str = "We do not know whether the password was changed.";
const LONG_AGO: &str = "2026-08-25T14:03:00Z";
const STILL_LOCKED: &str =
    "The password is set, but the mailbox is still locked. Unlock it as well.";
const WARNING: &str = "The user must now enter the new password on every device. Until then the mailbox can lock itself and they will be unable to access their email.";

/// An administrator's form for a mailbox in this state, ready.
async fn open(page: &HostPage, status: Value) -> (HostServer, Browser) {
    let (host, browser) = page
        .open_with(|host| host.respond("GET /api/status", Response::status(LONG_AGO, status)))
        .await;
    browser.wait_for("button", "Save").await;
    browser.wait_for_text("at least 12 characters").await;
    (host, browser)
}

async fn save(browser: &Browser) {
    browser.fill("Password", NEW).await;
    browser.fill("Confirm", NEW).await;
    browser.press("Save").await;
}

/// After **Save** on a locked mailbox.
async fn still_locked(page: &HostPage) -> (HostServer, Browser) {
    let (host, browser) = open(page, json!({ "locked": true })).await;
    browser
        .wait_for_text("The mailbox is locked. A new password does not unlock it.")
        .await;
    save(&browser).await;
    browser.wait_for_focus(CHANGED).await;
    browser.wait_for_text(STILL_LOCKED).await;
    (host, browser)
}

/// After an unclear answer to **Save**.
async fn unknown(page: &HostPage) -> (HostServer, Browser) {
    let (host, browser) = open(page, json!({})).await;
    host.respond("POST /api/password", Response::new(500, "text/plain", "no"));
    save(&browser).await;
    browser.wait_for_focus(UNKNOWN).await;
    (host, browser)
}

/// Unlocking was answered so: these words have come, and this many requests went out.
async fn check(browser: &Browser, host: &HostServer, words: &str, requests: usize) {
    browser.wait_for_text(words).await;
    let sent = host.requests("POST /api/unlock");
    assert_eq!(sent.len(), requests, "{words}");
    assert_eq!(sent[requests - 1].json(), json!({ "mailbox": ANN }));
}

#[tokio::test]
async fn the_warning_stands_beside_save_and_after_it() {
    let (_host, browser) = open(&HostPage::administrator(), json!({})).await;
    browser.wait_for_text(WARNING).await;
    let described = "const e = find('button', 'Save'); return squeeze(document.getElementById(e.getAttribute('aria-describedby')).innerText);";
    assert_eq!(browser.run(described, json!([])).await, WARNING);
    save(&browser).await;
    browser.wait_for_focus(CHANGED).await;
    browser.wait_for_text(WARNING).await;
}

#[tokio::test]
async fn the_note_tells_the_user_what_to_do_and_goes_to_nobody() {
    let recovery = "https://panel.example.com/recovery?mailbox={mailbox}";
    let page = HostPage::administrator().with("recovery-url", recovery);
    let (host, browser) = open(&page, json!({})).await;
    let supports = json!({ "supports": { "mustChange": true } });
    host.respond("GET /api/policy", Response::policy(supports));
    browser.open(host.url("/")).await;
    browser
        .press_a(
            "checkbox",
            "The user must choose another password at the next sign-in",
        )
        .await;
    save(&browser).await;
    browser.wait_for_focus(CHANGED).await;
    let first = format!(
        "First sign in at {} and choose your own password. Only then enter it on your devices.",
        host.url("")
    );
    let link = "https://panel.example.com/recovery?mailbox=ann%40example.com";
    let devices = "Enter the new password on every device that connects to this mailbox";
    let lines = [
        ANN,
        first.as_str(),
        devices,
        "the mailbox can lock itself",
        link,
    ];
    for line in lines {
        browser.wait_for_text(line).await;
    }
    browser
        .wait_for_text("Do not send this to ann@example.com: they cannot read it yet.")
        .await;

    let href = "return find('link', 'Write it as an e-mail').href;";
    let href = browser.run(href, json!([])).await;
    let href = href.as_str().unwrap();
    assert!(href.starts_with("mailto:?subject="), "no recipient: {href}");
    assert!(!href.contains("to=") && !href.contains("cc="), "{href}");
    let decode = "return decodeURIComponent(arguments[0].split('&body=')[1]);";
    let draft = browser.run(decode, json!([href])).await;
    browser.allow_clipboard(&host).await;
    browser.press("Copy this note").await;
    browser.wait_for_text("The note was copied.").await;
    let copied = browser.clipboard().await;
    for text in [draft.as_str().unwrap(), &copied] {
        for line in lines {
            assert!(text.contains(line), "{line}: {text}");
        }
        assert!(!text.contains(NEW), "{text}");
    }
}

#[tokio::test]
async fn on_paper_there_is_the_note_alone() {
    let page = HostPage::administrator().around("<nav>A menu</nav>", "<footer>An imprint</footer>");
    let (_host, browser) = open(&page, json!({})).await;
    save(&browser).await;
    browser.wait_for_focus(CHANGED).await;
    let paper = browser.printed_text("Print this note").await;
    assert!(
        paper.starts_with("Your administrator set a new password"),
        "{paper}"
    );
    assert!(paper.ends_with("the mailbox can lock itself."), "{paper}");
    assert!(!paper.contains(NEW), "{paper}");
}

#[tokio::test]
async fn a_mailbox_that_is_still_locked_is_unlocked_by_an_act_of_its_own() {
    let (host, browser) = still_locked(&HostPage::administrator()).await;
    assert!(
        host.requests("POST /api/unlock").is_empty(),
        "not by itself"
    );
    browser
        .wait_for_text("Unlock only after the password is off every device.")
        .await;
    let answer = Response::new(204, "text/plain", "").held();
    host.respond("POST /api/unlock", answer);
    browser.press("Unlock").await;
    browser.press("Unlocking…").await;
    host.respond("GET /api/status", Response::status(LONG_AGO, json!({})));
    host.release_held();
    check(&browser, &host, "The mailbox was unlocked at", 1).await;
    until("the focus is on what came of it", async || {
        let focused = browser.focused_name().await;
        focused
            .starts_with("The mailbox was unlocked at")
            .then_some(())
    })
    .await;
    let told = browser.events("unlocked").await;
    assert_eq!(told.len(), 1);
    assert_eq!(
        told[0]["detail"],
        json!({ "mailbox": ANN, "effectiveAt": null })
    );
    assert_eq!(told[0]["isFrozen"], true);
    assert!(!browser.has("button", "Unlock").await, "once");
}

#[tokio::test]
async fn an_unlock_that_is_refused_or_unclear_says_so_and_can_be_tried_again() {
    let (host, browser) = still_locked(&HostPage::administrator()).await;
    let away = Response::problem(503, "directory-unavailable", json!({}));
    let cases = [
        (
            away,
            "The mailbox was not unlocked. The mail server cannot be reached. Try again later.",
        ),
        (
            Response::html("<h1>Please sign in</h1>"),
            "No clear answer came back. Look whether it is still locked before you try again.",
        ),
        (
            Response::new(500, "text/plain", "no"),
            "No clear answer came back.",
        ),
        (
            Response::new(302, "text/plain", "").header("Location", "/sign-in"),
            "No clear answer came back.",
        ),
    ];
    for (index, (answer, words)) in cases.into_iter().enumerate() {
        host.respond("POST /api/unlock", answer);
        browser.press("Unlock").await;
        host.wait_for_request("POST /api/unlock", index + 1).await;
        check(&browser, &host, words, index + 1).await;
    }
    assert!(browser.events("unlocked").await.is_empty());
    host.respond("POST /api/unlock", Response::new(204, "text/plain", ""));
    browser.press("Unlock").await;
    browser.wait_for_text("The mailbox was unlocked at").await;
}

#[tokio::test]
async fn without_a_status_the_administrator_can_still_unlock() {
    let page = HostPage::recovery("administrator")
        .with("unlock-endpoint", "/api/unlock")
        .without("status-endpoint");
    let (host, browser) = page.open().await;
    browser.press("Unlock").await;
    check(&browser, &host, "The mailbox was unlocked at", 1).await;
}

#[tokio::test]
async fn a_recent_change_is_told_by_the_servers_clock_and_an_old_one_is_not() {
    let recent = "Every reset makes it more likely that the mailbox locks";
    // The second is the server's clock. The browser's own is another in all but the first.
    let cases = [
        ("2026-11-22T14:04:00Z", "2026-11-23T14:03:00Z", true),
        ("2026-11-22T14:02:00Z", "2026-11-23T14:03:00Z", false),
        ("2019-05-01T23:00:00Z", "2019-05-02T01:00:00Z", true),
        ("2019-05-01T01:00:00Z", "2019-05-02T02:00:00Z", false),
        ("2041-05-01T23:00:00Z", "2041-05-02T01:00:00Z", true),
        ("2041-05-01T01:00:00Z", "2041-05-02T02:00:00Z", false),
    ];
    let (host, browser) = HostPage::administrator().open().await;
    for (changed_at, now, is_recent) in cases {
        host.respond(
            "GET /api/status",
            Response::status(changed_at, json!({ "now": now, "locked": true })),
        );
        browser.open(host.url("/")).await;
        // The state has come.
        browser
            .wait_for_text("A new password does not unlock it.")
            .await;
        assert_eq!(
            browser.visible_text().await.contains(recent),
            is_recent,
            "{changed_at} at {now}"
        );
    }
}

#[tokio::test]
async fn an_unknown_outcome_is_found_out_in_the_administrators_words() {
    let (host, browser) = unknown(&HostPage::administrator()).await;
    let words = browser.visible_text().await;
    assert!(
        words.contains("Do not send it again, and do not hand it over yet."),
        "{words}"
    );
    assert!(
        words.contains("The new password is still in the form: show it and write it down."),
        "{words}"
    );
    assert!(
        !words.contains("Your ") && !words.contains(CHANGED),
        "{words}"
    );
    assert_eq!(browser.value("Password").await, NEW);
    host.respond("GET /api/status", Response::status(LONG_AGO, json!({})));
    browser.press("Check").await;
    browser.wait_for_text("Not changed so far").await;
    browser.shift_clock(61).await;
    browser.press("Check").await;
    browser
        .wait_for_text("The password was not changed. You can try again.")
        .await;
    host.respond("POST /api/password", Response::changed());
    browser.press("Save").await;
    browser.wait_for_focus(CHANGED).await;
    assert_eq!(host.requests("POST /api/password").len(), 2);
}

#[tokio::test]
async fn without_a_status_an_administrator_proves_it_in_webmail_with_the_new_one_alone() {
    let page = HostPage::administrator().without("status-endpoint");
    let (_host, browser) = unknown(&page).await;
    browser
        .wait_for_text("Did the new password open webmail?")
        .await;
    assert!(
        !browser.has("button", "The old one works").await,
        "nobody told them the old one"
    );
    browser.press("It was refused").await;
    browser
        .wait_for_text("That is no proof: the mailbox may be locked.")
        .await;
    browser.wait_for("heading", UNKNOWN).await;
    browser.press("It works").await;
    browser.wait_for_focus(CHANGED).await;
}
