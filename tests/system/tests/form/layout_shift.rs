//! Nothing moves from the first paint on, by the browser's own measure: while the script, the rules, which take two
//! seconds, and the rest arrive, while somebody types, and after a refusal.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{ANN, Browser, HostPage, HostServer, NEW, OLD, Panel, Response, until};

/// Notes each layout shift with what moved, and keeps back the answer to a request for the policy.
const WATCH: &str = "(() => {
  const nameOf = (node) => {
    const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    return element ? [element.localName, ...element.classList].join('.') : 'something removed';
  };
  const shifts = [];
  Object.defineProperty(window, '__shifts', { value: shifts });
  new PerformanceObserver((list) => {
    for (const { startTime, value, sources } of list.getEntries()) {
      // While it sends, the button's label is longer, so its first letter moves within the button.
      if (value < 0.0001) continue;
      const moved = sources.map(({ node, previousRect, currentRect }) =>
        `${nameOf(node)} ${previousRect.y}+${previousRect.height} -> ${currentRect.y}+${currentRect.height}`);
      shifts.push(`${value} at ${Math.round(startTime)} ms: ${moved.join(', ')}`);
    }
  }).observe({ type: 'layout-shift', buffered: true });
  const slow = (send) => async (input, init) => {
    if (String(input?.url ?? input).includes('policy')) await new Promise((done) => setTimeout(done, 2000));
    return send(input, init);
  };
  let send = slow(window.fetch);
  // The example page has a stand-in for its back end.
  Object.defineProperty(window, 'fetch', { get: () => send, set: (next) => (send = slow(next)) });
})();";

/// A page that keeps the room of the element, as the guide on embedding says.
const ROOM: &str = "<style>mailbox-password { display: flow-root; min-block-size: 60rem; }</style>";

/// The screens: a desk, a tablet, a phone, and the narrowest one.
const SCREENS: [(u32, u32); 4] = [(1280, 800), (768, 1024), (390, 844), (320, 640)];

/// Waits until the current state is painted, and records the layout shifts up to then.
async fn note(browser: &Browser, when: &str, moved: &mut Vec<String>) {
    let frames = "for (let i = 0; i < 3; i += 1) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));";
    browser.run_async(frames, json!([])).await;
    let shifts = browser
        .run("return window.__shifts.splice(0);", json!([]))
        .await;
    let shifts = shifts.as_array().unwrap().iter();
    moved.extend(shifts.map(|shift| format!("{when}: {shift}")));
}

/// What a test does on a page once its rules are there.
#[derive(Clone, Copy)]
enum Then {
    /// A user types, and is refused.
    Change,
    /// An administrator types, and generates a password.
    Save,
    /// Nothing.
    Read,
}

async fn check(browser: &Browser, url: &str, shows: &str, then: Then) {
    browser.run_before_each_page(WATCH).await;
    browser.hide_scrollbars().await;
    let mut moved = Vec::new();
    for (width, height) in SCREENS {
        browser.resize(width, height).await;
        browser.open("about:blank").await;
        browser.open(url).await;
        browser.wait_for_text(shows).await;
        note(browser, &format!("{width} px, opening"), &mut moved).await;
        let step = async |when: &str, moved: &mut Vec<String>| {
            note(browser, &format!("{width} px, {when}"), moved).await;
        };
        match then {
            Then::Change => {
                browser.press("Change").await;
                browser.wait_for_text("Nothing was sent.").await;
                step("stopped", &mut moved).await;
                browser.fill("Current password", "not it").await;
                browser.fill("New password", NEW).await;
                browser.fill("Confirm new password", NEW).await;
                browser.wait_for_text("They match.").await;
                step("typing", &mut moved).await;
                browser.press("Change").await;
                browser
                    .wait_for_text("This is not the current password.")
                    .await;
                step("refused", &mut moved).await;
            }
            Then::Save => {
                browser.press("Save").await;
                browser.wait_for_text("Nothing was sent.").await;
                step("stopped", &mut moved).await;
                browser.fill("Password", NEW).await;
                browser.fill("Confirm", NEW).await;
                browser.wait_for_text("They match.").await;
                step("typing", &mut moved).await;
                browser.press("Generate").await;
                browser
                    .wait_for_text("You cannot see this password again after Save.")
                    .await;
                step("generated", &mut moved).await;
            }
            Then::Read => {}
        }
    }
    assert!(moved.is_empty(), "{}", moved.join("\n"));
}

/// Checks a page of a host, whose back end refuses each current password.
async fn check_host(page: &HostPage, shows: &str, then: Then) {
    let page = page.clone().head(ROOM);
    let page = page.around("", "<p>What stands below</p>");
    let (host, browser) = page.open().await;
    let wrong = Response::problem(
        422,
        "current-password-incorrect",
        json!({ "attemptsLeft": 2 }),
    );
    host.respond("POST /api/password", wrong);
    check(&browser, &host.url("/"), shows, then).await;
}

/// Checks that nothing moves when the first status says that the mailbox is locked, and a later one that it is not.
/// `shows` is a word of the form, `locked` and `open` what the lock and its end say; without `open` the words go.
async fn check_lock(page: &HostPage, shows: &str, locked: &str, open: Option<&str>) {
    let page = page.clone().head(ROOM);
    let page = page.around("", "<p>What stands below</p>");
    let (host, browser) = page.open().await;
    browser.run_before_each_page(WATCH).await;
    browser.hide_scrollbars().await;
    let mut moved = Vec::new();
    for (width, height) in SCREENS {
        browser.resize(width, height).await;
        browser.open("about:blank").await;
        let is_locked = json!({ "locked": true, "unlocksInSeconds": 900 });
        let status = Response::status("2026-08-25T14:03:00Z", is_locked);
        host.respond("GET /api/status", status.held());
        let asked = host.requests("GET /api/status").len();
        browser.open(host.url("/")).await;
        browser.wait_for_text(shows).await;
        host.wait_for_request("GET /api/status", asked + 1).await;
        note(&browser, &format!("{width} px, opening"), &mut moved).await;
        host.release_held().await;
        browser.wait_for_text(locked).await;
        note(&browser, &format!("{width} px, locked"), &mut moved).await;
        let status = Response::status("2026-08-25T14:03:00Z", json!({}));
        host.respond("GET /api/status", status);
        let resume = "document.querySelector('mailbox-password').resume();";
        browser.run(resume, json!([])).await;
        match open {
            Some(words) => browser.wait_for_text(words).await,
            None => {
                until("the lock is over", async || {
                    (!browser.visible_text().await.contains(locked)).then_some(())
                })
                .await;
            }
        }
        note(&browser, &format!("{width} px, unlocked"), &mut moved).await;
    }
    assert!(moved.is_empty(), "{}", moved.join("\n"));
}

#[tokio::test]
async fn nothing_moves_in_the_own_form_when_its_mailbox_is_locked() {
    let page = HostPage::complete();
    check_lock(&page, "12+ characters", "The mailbox is locked.", None).await;
    let page = page.lang("de");
    check_lock(&page, "12+ Zeichen", "Das Postfach ist gesperrt.", None).await;
}

#[tokio::test]
async fn nothing_moves_in_the_administrators_form_when_the_mailbox_is_locked() {
    let page = HostPage::administrator();
    let open = "The mailbox is not locked.";
    check_lock(
        &page,
        "12+ characters",
        "The mailbox is locked.",
        Some(open),
    )
    .await;
    let recovery = "https://panel.example.com/recovery";
    let page = page.lang("de").with("recovery-url", recovery);
    let open = "Das Postfach ist nicht gesperrt.";
    check_lock(
        &page,
        "12+ Zeichen",
        "Das Postfach ist gesperrt.",
        Some(open),
    )
    .await;
}

#[tokio::test]
async fn nothing_moves_on_the_page_of_the_panel() {
    let (panel, browser) = (Panel::start().await, Browser::start().await);
    browser.sign_in(&panel.url("/"), ANN, OLD).await;
    let url = panel.url("/mailbox/password");
    check(&browser, &url, "12+ characters", Then::Change).await;
}

#[tokio::test]
async fn nothing_moves_on_the_example_page() {
    let (host, browser) = (HostServer::start().await, Browser::start().await);
    let url = host.url("/widget/example.html");
    check(&browser, &url, "12+ characters", Then::Read).await;
}

#[tokio::test]
async fn nothing_moves_in_the_own_form() {
    check_host(&HostPage::complete(), "12+ characters", Then::Change).await;
}

#[tokio::test]
async fn nothing_moves_in_the_administrators_form() {
    check_host(&HostPage::administrator(), "12+ characters", Then::Save).await;
}

#[tokio::test]
async fn nothing_moves_in_the_recovery() {
    let page = HostPage::recovery("user");
    check_host(&page, "Scanner, 2nd floor", Then::Read).await;
}

/// Checks that nothing moves when a device is refused, and when it is quiet afterwards. `begin` brings the recovery of a
/// locked mailbox, which is open, to where that happens.
async fn check_evidence(page: &HostPage, begin: impl AsyncFn(&Browser)) {
    let (host, browser) = page.clone().head(ROOM).open().await;
    browser.run_before_each_page(WATCH).await;
    browser.hide_scrollbars().await;
    let mut moved = Vec::new();
    for (width, height) in SCREENS {
        browser.resize(width, height).await;
        browser.open("about:blank").await;
        let locked = json!({ "locked": true });
        let status = Response::status("2026-08-25T14:03:00Z", locked);
        host.respond("GET /api/status", status);
        browser.open(host.url("/")).await;
        browser.wait_for_text("The mailbox is locked.").await;
        begin(&browser).await;
        // What was pressed may move what is below it.
        note(&browser, "", &mut Vec::new()).await;
        for (at, words) in [
            ("2026-11-23T14:02:40Z", "Office PC was refused"),
            ("2026-11-23T13:00:00Z", "Quiet for 5 minutes."),
        ] {
            let refused =
                json!({ "locked": true, "lastRefused": { "at": at, "client": "Office PC" } });
            let status = Response::status("2026-08-25T14:03:00Z", refused);
            host.respond("GET /api/status", status);
            let resume = "document.querySelector('mailbox-password').resume();";
            browser.run(resume, json!([])).await;
            browser.wait_for_text(words).await;
            note(&browser, &format!("{width} px, {words}"), &mut moved).await;
        }
        browser.run("localStorage.clear();", json!([])).await;
    }
    assert!(moved.is_empty(), "{}", moved.join("\n"));
}

#[tokio::test]
async fn nothing_moves_in_the_recovery_when_a_device_is_refused_meanwhile() {
    let begin = async |browser: &Browser| browser.wait_for_text("Scanner, 2nd floor").await;
    check_evidence(&HostPage::recovery("user"), begin).await;
}

#[tokio::test]
async fn nothing_moves_in_the_administrators_recovery_when_a_device_is_refused_meanwhile() {
    let page = HostPage::recovery("administrator").with("unlock-endpoint", "/api/unlock");
    let begin = async |browser: &Browser| browser.wait_for_text("User’s turn").await;
    check_evidence(&page, begin).await;
    // In their own step, too.
    let begin = async |browser: &Browser| {
        for turn in ["User’s turn", "Your turn"] {
            browser.press("The user says it is done").await;
            browser.wait_for_text(turn).await;
        }
    };
    check_evidence(&page, begin).await;
}
