//! The element is moved, removed and put back.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{Browser, HostPage, HostServer, NEW, OLD, Response, default_routes, until};

#[tokio::test]
async fn moving_the_element_keeps_its_fields_and_removing_it_clears_them() {
    let (_host, browser) = HostPage::complete()
        .around("", "<aside></aside>")
        .open()
        .await;
    browser.wait_for_form().await;
    browser.fill_in(OLD, NEW).await;
    browser
        .run(
            "document.querySelector('aside').append(document.querySelector('mailbox-password'));",
            json!([]),
        )
        .await;
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
    // `moveBefore`, which keeps state, in browsers that have it.
    let move_on = "const e = document.querySelector('mailbox-password'); const to = document.querySelector('main');
        if (!to.moveBefore) return false; to.moveBefore(e, null); return e.parentElement === to;";
    assert_eq!(browser.run(move_on, json!([])).await, true);
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
    let out_and_in = "const element = document.querySelector('mailbox-password'); element.remove();
        await new Promise((done) => setTimeout(done)); document.querySelector('main').append(element);";
    browser.run_async(out_and_in, json!([])).await;
    browser.wait_for_form().await;
    assert_eq!(browser.values().await, ["", "", ""]);
    let copy = "const element = document.querySelector('mailbox-password'); element.replaceWith(element.cloneNode(true));";
    browser.run(copy, json!([])).await;
    browser.wait_for_form().await;
    assert_eq!(
        browser
            .run("return all('mailbox-password form').length;", json!([]))
            .await,
        1,
        "the inert form of the copy is removed"
    );
    browser.change_password_without_errors().await;
}

#[tokio::test]
async fn the_form_of_a_saved_page_is_removed_while_the_page_is_still_read() {
    let saved = "<div data-mailbox-password='self'>A saved form</div>";
    // The element is known before the parser has come to it.
    let scripts = "<script type='module' async src='/widget/element.js'></script><script src='/slow.js'></script>";
    let page = HostPage::complete().children(saved).head(scripts);
    let host = HostServer::start().await;
    default_routes(&host);
    host.respond("GET /", Response::html(page.html_without_script()));
    let slow = Response::new(200, "text/javascript", "").held();
    host.respond("GET /slow.js", slow);
    let browser = Browser::start().await;
    tokio::join!(browser.open(host.url("/")), async {
        host.wait_for_request("GET /widget/mailbox-password-", 1)
            .await;
        host.release_held().await;
    });
    browser.wait_for_form().await;
    let remove = "const element = document.querySelector('mailbox-password'); element.remove();
        await new Promise((done) => setTimeout(done)); return element.textContent;";
    assert_eq!(browser.run_async(remove, json!([])).await, "");
}

#[tokio::test]
async fn removing_the_element_during_a_request_dispatches_unknown() {
    let (host, browser) = HostPage::complete()
        .ready_for(Response::changed().held())
        .await;
    let listen = "const element = document.querySelector('mailbox-password'); window.dispatched = [];
        for (const name of ['unknown', 'changed', 'failed'])
          element.addEventListener(`mailbox-password-${name}`, ({ detail }) => window.dispatched.push([name, detail]));
        window.removed = element;";
    browser.run(listen, json!([])).await;
    browser.change(OLD, NEW).await;
    host.wait_for_request("POST /api/password", 1).await;
    browser.run("window.removed.remove();", json!([])).await;
    let events = until("the event", || async {
        let events = browser.run("return window.dispatched;", json!([])).await;
        (events.as_array().unwrap().len() == 1).then_some(events)
    })
    .await;
    assert_eq!(events[0][0], "unknown");
    assert_eq!(events[0][1]["reference"].as_str().map(str::len), Some(6));
    host.release_held().await;

    // Put back, it shows the unknown outcome, as after a reload.
    browser
        .run(
            "document.querySelector('main').append(window.removed);",
            json!([]),
        )
        .await;
    browser
        .wait_for_focus("We do not know whether your password was changed.")
        .await;
    assert_eq!(browser.values().await, ["", "", ""]);
    let events = browser
        .run("return window.dispatched.map(([name]) => name);", json!([]))
        .await;
    assert_eq!(
        events,
        json!(["unknown", "unknown"]),
        "an aborted request has no further outcome"
    );
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}
