//! A password is only in its field and in the body of one request.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{ANN, Browser, HostPage, HostServer, NEW, OLD, Panel, Response, default_routes};

/// A wrong password, which must not leak either.
const WRONG: &str = "Crimson-Gallery-88";
const SECRETS: [&str; 3] = [OLD, NEW, WRONG];

/// Everything in a page that can be read, except the values of fields.
const EVERYTHING: &str = "
    const parts = [];
    const add = (where, text) => text && parts.push([where, String(text)]);
    for (const e of all('*')) {
      for (const { name, value } of e.attributes) add(`<${e.localName} ${name}>`, value);
      for (const child of e.childNodes) if (child.nodeType === Node.TEXT_NODE) add(`<${e.localName}>`, child.data);
    }
    for (const [name, store] of [['local', localStorage], ['session', sessionStorage]])
      for (const key of Object.keys(store)) { add(`${name} key`, key); add(`${name} ${key}`, store[key]); }
    add('address', location.href);
    add('history', JSON.stringify(history.state));
    add('cookie', document.cookie);
    add('window.name', window.name);
    add('title', document.title);
    for (const { name } of performance.getEntries()) add('loaded', name);
    for (const { name, text } of window.__probe.events) add(`event ${name}`, text);
    for (const text of window.__announcements ?? []) add('announced', text);
    return parts;";

/// No password may be anywhere in the page or on the console.
async fn check(browser: &Browser, when: &str) {
    check_for(browser, &SECRETS, when).await;
}

async fn check_for(browser: &Browser, secrets: &[&str], when: &str) {
    let parts = browser.run(EVERYTHING, json!([])).await;
    let parts = parts.as_array().unwrap();
    assert!(parts.len() > 50, "{when}: there is something to search");
    let console = browser.console().await;
    for &secret in secrets {
        for part in parts {
            assert!(
                !part[1].as_str().unwrap().contains(secret),
                "{when}: {secret} in {part}"
            );
        }
        for entry in &console {
            assert!(
                !entry.message.contains(secret),
                "{when}: {secret} on the console: {}",
                entry.message
            );
        }
    }
    let fields = "return all('mailbox-password input').filter((e) => !['radio', 'checkbox'].includes(e.type) && (e.name || e.hasAttribute('maxlength')
        || (!e.id.endsWith('-username') && e.hasAttribute('value')))).length;";
    assert_eq!(
        browser.run(fields, json!([])).await,
        0,
        "{when}: a field with a name, a length or a value"
    );
}

#[tokio::test]
async fn no_password_leaks_on_the_panels_page() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.sign_in(&panel.url("/"), ANN, OLD).await;
    browser.wait_for_text("12+ characters").await;
    browser.fill_in(WRONG, NEW).await;
    check(&browser, "typed").await;
    browser.press("Show New password").await;
    check(&browser, "shown").await;
    browser.press("Change").await;
    browser
        .wait_for_text("This is not the current password.")
        .await;
    check(&browser, "refused").await;
    browser.fill("Current password", OLD).await;
    browser.press("Change").await;
    browser.wait_for_focus("Your password was changed.").await;
    browser.answer_device("Ann’s iPhone", "Mark as done").await;
    check(&browser, "changed").await;
    browser.open(panel.url("/mailbox/password")).await;
    browser
        .wait_for_text("2 devices still need the new password.")
        .await;
    check(&browser, "the next visit").await;
    let log = panel.log();
    assert!(
        log.contains("change received") && log.contains("not changed"),
        "{log}"
    );
    for secret in SECRETS {
        assert!(!log.contains(secret), "{secret} in the panel's log");
    }
}

#[tokio::test]
async fn only_the_request_body_holds_the_passwords_exactly_as_typed() {
    let host = HostServer::start().await;
    default_routes(&host);
    host.respond("GET /", Response::html(HostPage::complete().html()));
    host.respond("POST /api/password", Response::new(500, "text/plain", "no"));
    let browser = Browser::start().await;
    browser.open(host.url("/")).await;
    browser.wait_for_text("12+ characters").await;
    browser.change(OLD, NEW).await;
    browser
        .wait_for_text("We do not know whether your password was changed.")
        .await;
    check(&browser, "unknown").await;
    browser.press("Check").await;
    browser.wait_for_text("Not changed so far").await;
    check(&browser, "checked").await;
    browser.open(host.url("/")).await;
    browser
        .wait_for_text("We do not know whether your password was changed.")
        .await;
    check(&browser, "unknown after a reload").await;

    let posts = host.requests("POST");
    assert_eq!(posts.len(), 1);
    assert_eq!(
        posts[0].json(),
        json!({ "mailbox": ANN, "currentPassword": OLD, "newPassword": NEW })
    );
    for request in host.requests("") {
        for secret in SECRETS {
            assert!(!request.route.contains(secret), "{}", request.route);
            let is_in_a_header = request
                .headers
                .iter()
                .any(|(_, value)| value.contains(secret));
            assert!(!is_in_a_header, "{secret} in a header of {}", request.route);
            assert!(
                request.route == "POST /api/password" || !request.body.contains(secret),
                "{}",
                request.route
            );
        }
    }
}

#[tokio::test]
async fn the_request_follows_the_contract() {
    let host = HostServer::start().await;
    default_routes(&host);
    let page = HostPage::complete()
        .head("<meta name=\"token\" content=\"of this page\">")
        .with("csrf-header", "X-CSRF-Token")
        .with("csrf-source", "meta:token");
    host.respond("GET /", Response::html(page.html()));
    let browser = Browser::start().await;
    browser.open(host.url("/")).await;
    browser.wait_for_text("12+ characters").await;
    browser.change(OLD, NEW).await;
    let request = host.wait_for_request("POST /api/password", 1).await;
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(
        request.header("accept"),
        Some("application/json, application/problem+json")
    );
    assert_eq!(request.header("accept-language"), Some("en"));
    assert_eq!(request.header("x-csrf-token"), Some("of this page"));
    assert_eq!(request.header("cache-control"), Some("no-cache"));
    assert_eq!(request.header("referer"), None);
    browser.wait_for_focus("Your password was changed.").await;
    let events = browser.events("changed").await;
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["isFrozen"], true);
    assert_eq!(events[0]["detail"]["mailbox"], ANN);
    assert_eq!(events[0]["detail"]["changedAt"], "2026-11-23T14:03:00.000Z");
}

#[tokio::test]
async fn a_generated_password_is_only_in_its_fields_and_the_request_body() {
    let (host, browser) = HostPage::administrator().open().await;
    browser.wait_for_text("12+ characters").await;
    browser.record_announcements().await;
    browser.allow_clipboard(&host).await;
    browser.press("Generate").await;
    browser
        .wait_for_text("You cannot see this password again after Save.")
        .await;
    let generated = browser.value("Password").await;
    let secrets = [generated.as_str(), NEW];
    check_for(&browser, &secrets, "generated").await;
    browser.press("Copy password").await;
    browser.wait_for_text("The password was copied.").await;
    assert_eq!(browser.clipboard().await, generated);
    check_for(&browser, &secrets, "copied").await;

    host.respond(
        "POST /api/password",
        Response::problem(422, "password-reused", json!({})),
    );
    browser.press("Save").await;
    browser
        .wait_for_text("This password was used before.")
        .await;
    check_for(&browser, &secrets, "refused").await;
    host.respond("POST /api/password", Response::new(500, "text/plain", "no"));
    browser.press("Save").await;
    browser
        .wait_for_text("We do not know whether the password was changed.")
        .await;
    check_for(&browser, &secrets, "unknown").await;
    let status = json!({ "lastChangeReference": null });
    host.respond(
        "GET /api/status",
        Response::status("2026-11-23T14:03:00Z", status),
    );
    browser.press("Check").await;
    browser.press("It works").await;
    browser.say_again("It works").await;
    browser.wait_for_focus("The password was changed.").await;
    check_for(&browser, &secrets, "changed").await;
    browser.press("Copy this note").await;
    browser.wait_for_text("The note was copied.").await;
    assert!(!browser.clipboard().await.contains(&generated));

    let posts = host.requests("POST");
    assert_eq!(posts.len(), 2);
    for request in host.requests("") {
        let is_post = request.route == "POST /api/password";
        assert_eq!(
            request.body.contains(&generated),
            is_post,
            "{}",
            request.route
        );
        let is_in_a_header = request
            .headers
            .iter()
            .any(|(_, value)| value.contains(&generated));
        assert!(
            !request.route.contains(&generated) && !is_in_a_header,
            "{}",
            request.route
        );
    }
}
