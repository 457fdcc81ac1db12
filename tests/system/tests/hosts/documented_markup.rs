//! The markup that the README and the guides tell integrators to copy.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "these are tests")]

use std::path::Path;

use serde_json::{Value, json};
use system_tests::{Browser, HostServer, NEW, OLD, Response, until};

/// The code blocks of a language under a heading of a Markdown file.
fn blocks(page: &str, heading: &str, language: &str) -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(page);
    let text = std::fs::read_to_string(file).expect("the page");
    let part = text
        .split(&format!("\n## {heading}\n"))
        .nth(1)
        .expect("the heading");
    let part = part.split("\n## ").next().unwrap();
    part.split(&format!("```{language}\n"))
        .skip(1)
        .filter_map(|block| block.split("\n```").next())
        .map(str::to_owned)
        .collect()
}

/// A page with this body.
fn page(body: &str) -> Response {
    Response::html(format!(
        "<!doctype html><html lang=\"en\"><head><title>A panel</title><meta charset=\"utf-8\">\
         <meta name=\"csrf-token\" content=\"a token\"></head><body>{body}</body></html>"
    ))
}

/// Opens a page with this body; the endpoint of the README accepts every change.
async fn open(body: &str) -> (HostServer, Browser) {
    let (host, browser) = (HostServer::start().await, Browser::start().await);
    host.respond("POST /api/mailbox/password", Response::changed());
    host.respond("GET /", page(body));
    browser.open(host.url("/")).await;
    (host, browser)
}

/// Opens a page with the copied markup, and waits until the element shows this text.
async fn check(snippet: &str, words: &str) {
    let script = "<script type=\"module\" src=\"/mailbox-password/element.js\"></script>";
    let script = if snippet.contains("<script") {
        ""
    } else {
        script
    };
    let (_host, browser) = open(&format!("{script}{snippet}")).await;
    browser.wait_for_text(words).await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    assert!(
        !browser
            .visible_text()
            .await
            .contains("not set up correctly")
    );
}

#[tokio::test]
async fn the_readme_quick_start_is_a_working_form() {
    let snippet = blocks("README.md", "Embed it", "html").remove(0);
    let (host, browser) = open(&snippet).await;
    browser.change_password_without_errors().await;
    let sent = host.wait_for_request("POST /api/mailbox/password", 1).await;
    assert_eq!(sent.header("x-csrf-token"), Some("a token"));
    let body = json!({ "mailbox": "ann@example.com", "currentPassword": OLD, "newPassword": NEW });
    assert_eq!(sent.json(), body);
}

#[tokio::test]
async fn every_documented_element_is_configured_correctly() {
    let readme = blocks("README.md", "Embed it", "html");
    check(&readme[1], "User Name").await;
    check(&readme[2], "When a mailbox is locked").await;
    let own = blocks("docs/embedding.md", "On your own origin", "html");
    check(&own[0], "About 10 minutes").await;
    let admin = blocks("docs/embedding.md", "The administrator's page", "html");
    check(&admin[0], "User Name").await;
    let recovery = blocks("docs/embedding.md", "The recovery page", "html");
    check(&recovery[0], "When a mailbox is locked").await;
    check(&recovery[1], "Unlock the mailbox").await;
}

#[tokio::test]
async fn the_documented_frame_works_and_gets_its_height() {
    let (host, browser) = (HostServer::start().await, Browser::start().await);
    let frame = blocks("docs/embedding.md", "In a frame", "html").remove(0);
    let script = blocks("docs/embedding.md", "In a frame", "js").remove(0);
    let origin = host.url("");
    let body = format!(
        "{}<script>{script}</script>",
        frame.replace("https://panel.example", &origin)
    );
    host.respond("GET /", page(&body));
    host.respond("POST /api/mailbox/password", Response::changed());
    // Write the endpoint into the file, as the guide says.
    let dist = std::env::var("MAILBOX_PASSWORD_DIST").expect("where dist is");
    let file = std::fs::read_to_string(Path::new(&dist).join("frame.html")).expect("frame.html");
    let with_endpoint = "<mailbox-password endpoint=\"/api/mailbox/password\">";
    assert_eq!(file.matches("<mailbox-password>").count(), 1);
    let address = format!("/mailbox-password/frame.html?mailbox=ann@example.com&parent={origin}");
    host.respond(
        &format!("GET {address}"),
        Response::html(file.replace("<mailbox-password>", with_endpoint)),
    );
    browser.open(host.url("/")).await;
    // The height of the frame, and that of its document.
    let heights = "const frame = document.querySelector('iframe');
        return [frame.getBoundingClientRect().height, frame.contentDocument.documentElement.getBoundingClientRect().height];";
    let fits = |what: &'static str, at_least: f64| {
        let browser = &browser;
        until(what, move || async move {
            let seen: Vec<f64> =
                serde_json::from_value(browser.run(heights, json!([])).await).ok()?;
            (seen[0] >= seen[1] && seen[1] > at_least).then_some(seen[1])
        })
    };

    browser.enter_frame(0).await.unwrap();
    browser.wait_for_form().await;
    browser.enter_default_frame().await.unwrap();
    let form = fits("the frame is as high as the form", 200.0).await;

    browser.enter_frame(0).await.unwrap();
    browser.press("Change").await;
    browser.wait_for_text("Enter your current password.").await;
    browser.enter_default_frame().await.unwrap();
    fits("the frame has grown with its errors", form).await;

    browser.enter_frame(0).await.unwrap();
    browser.change_password_without_errors().await;
    assert_eq!(browser.csp_violations().await, Vec::<Value>::new());
    assert_eq!(host.requests("POST /api/mailbox/password").len(), 1);
}
