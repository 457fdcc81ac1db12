//! The section **Prepare** above the form: collapsed at first, and its statements follow the policy.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, HostServer, NEW, OLD, Response, until};

const PREPARE: &str = "Get ready, so that the mailbox does not lock";
const FORGOTTEN: &str = "What happens to a device that you leave behind";
const STOPS: &str = "It stops getting mail.";
const MAY: &str = "Its tries with the old password may count as wrong ones and lock the mailbox.";
const STOPS_LATER: &str = "After that it stops getting mail.";
const MAY_LATER: &str =
    "After that its tries with the old password may count as wrong ones and lock the mailbox.";
const COUNTS_LATER: &str =
    "After that each of its tries with the old password counts as a wrong one.";
const GRACE: &str = "For about 1 hour after the change it may still connect with the old password.";
const COUNTS: &str = "Each of its tries with the old password counts as a wrong one.";
const LOCKS: &str = "The mailbox locks after 5 refused sign-ins in a row, for 15 minutes.";
const WARNING: &str = "enter it on every device that uses this mailbox.";
const TICKS: [&str; 3] = [
    "Close mail programs on your other devices.",
    "Put your other phones and tablets in flight mode, not the one you are using now.",
    "Tell everyone who also uses this mailbox.",
];

/// Opens a form with this policy, and expands **Prepare**.
async fn open(page: &HostPage, policy: Response) -> (HostServer, Browser) {
    let (host, browser) = page
        .open_with(|host| host.respond("GET /api/policy", policy))
        .await;
    browser.wait_for_form().await;
    browser.press_a("summary", PREPARE).await;
    browser.wait_for_text(FORGOTTEN).await;
    (host, browser)
}

/// Checks that exactly these statements are made about a forgotten device, and that the warning above **Change** stays.
async fn check(policy: Value, expected: &[&str]) {
    let (_host, browser) = open(&HostPage::complete(), Response::json(200, &policy)).await;
    for words in expected {
        browser.wait_for_text(words).await;
    }
    let statements = "return [...all('.mbp-label').find((e) => e.innerText.startsWith('What happens to a device')).parentElement
        .querySelectorAll('li')].map((e) => squeeze(e.innerText));";
    assert_eq!(
        browser.run(statements, json!([])).await,
        json!(expected),
        "{policy}"
    );
    browser.wait_for_text(WARNING).await;
}

fn lockout(recent: &Value) -> Value {
    json!({ "lockout": { "threshold": 5, "windowSeconds": 900, "durationSeconds": 900, "recentPasswordsNotCounted": recent } })
}

/// The statement about sign-ins with the old password if so many recent passwords are not counted.
fn counting_statement(recent: &Value, is_later: bool) -> String {
    let words = match recent.as_u64() {
        Some(0) if is_later => COUNTS_LATER,
        Some(0) => COUNTS,
        Some(1) => {
            "Tries with the password before the new one are not counted. Those of a device that has missed 2 changes are."
        }
        Some(_) => {
            "Tries with the 2 passwords before the new one are not counted. Those of a device that has missed 3 changes are."
        }
        None if is_later => MAY_LATER,
        None => MAY,
    };
    words.to_owned()
}

#[tokio::test]
async fn the_risk_of_a_forgotten_device_is_worded_by_the_policy() {
    for is_later in [false, true] {
        let (first, may): (&[&str], _) = if is_later {
            (&[GRACE, STOPS_LATER], MAY_LATER)
        } else {
            (&[STOPS], MAY)
        };
        let under = |mut policy: Value| {
            if is_later {
                policy["oldPasswordGraceSeconds"] = json!(3600);
            }
            policy
        };
        let then = |last: &str| [first, &[last]].concat().join("\n");
        let check = async |policy: Value, expected: String| {
            let lines: Vec<&str> = expected.lines().collect();
            check(under(policy), &lines).await;
        };
        check(json!({}), then(may)).await;
        let never = json!({ "lockout": { "threshold": 0, "recentPasswordsNotCounted": 0 } });
        check(never, first.join("\n")).await;
        for recent in [json!(0), json!(1), json!(2), Value::Null] {
            let words = [&counting_statement(&recent, is_later), LOCKS].join(" ");
            check(lockout(&recent), then(&words)).await;
        }
    }
    let until_unlocked = "Each of its tries with the old password counts as a wrong one. The mailbox locks after 10 refused sign-ins in a row.";
    let forever = json!({ "lockout": { "threshold": 10, "durationSeconds": 0, "recentPasswordsNotCounted": 0 } });
    check(forever, &[STOPS, until_unlocked]).await;
}

#[tokio::test]
async fn with_many_devices_ten_are_named_and_the_rest_counted() {
    let device = |number: u32| json!({ "id": number.to_string(), "name": format!("Device {number}"), "client": "other" });
    let listed: Vec<Value> = (1..=500).map(device).collect();
    let page = HostPage::complete().with_fake_clock();
    let (host, browser) = page
        .open_with(|host| host.respond("GET /api/devices", Response::json(200, &json!(listed))))
        .await;
    browser.wait_for_form().await;
    browser.press_a("summary", PREPARE).await;
    browser.wait_for_text("Device 10, and 490 more.").await;
    assert!(!browser.visible_text().await.contains("Device 11"));
    let states = host.requests("GET /api/status").len();
    browser.advance_clock(120).await;
    assert_eq!(
        host.requests("GET /api/devices").len(),
        1,
        "devices are not polled"
    );
    assert_eq!(host.requests("GET /api/status").len(), states);
}

#[tokio::test]
async fn reset_collapses_prepare_and_it_can_be_expanded_again() {
    let (_host, browser) = open(&HostPage::complete(), Response::policy(json!({}))).await;
    browser.press_a("checkbox", TICKS[0]).await;
    browser
        .run(
            "document.querySelector('mailbox-password').reset();",
            json!([]),
        )
        .await;
    until("it is collapsed", async || {
        (!browser.visible_text().await.contains(STOPS)).then_some(())
    })
    .await;
    let open = "return all('mailbox-password form details').map((e) => e.open);";
    assert_eq!(browser.run(open, json!([])).await, json!([false]));
    browser.press_a("summary", PREPARE).await;
    browser.wait_for("checkbox", TICKS[0]).await;
    browser.wait_for_text(STOPS).await;
    browser.press_a("summary", PREPARE).await;
    assert_eq!(browser.run(open, json!([])).await, json!([false]));
}

#[tokio::test]
async fn without_a_policy_no_lockout_numbers_are_shown() {
    let page = HostPage::complete().without("policy-endpoint");
    let (_host, browser) = open(&page, Response::policy(json!({}))).await;
    browser.wait_for_text(MAY).await;
    assert!(!browser.visible_text().await.contains("refused sign-ins"));
}

#[tokio::test]
async fn prepare_starts_collapsed_and_the_form_works_without_it() {
    let (host, browser) = HostPage::complete().open().await;
    browser.wait_for_form().await;
    assert!(!browser.has("checkbox", TICKS[0]).await, "collapsed");
    assert_eq!(
        host.requests("GET /api/devices").len(),
        0,
        "nothing is requested before it is expanded"
    );
    browser.press_a("summary", PREPARE).await;
    for tick in TICKS {
        browser.wait_for("checkbox", tick).await;
    }
    browser
        .wait_for_text(
            "These connect to the mailbox: Ann’s iPhone · Office PC · Scanner, 2nd floor.",
        )
        .await;
    browser.change(OLD, NEW).await;
    browser.wait_for_focus("Your password was changed.").await;
    assert_eq!(host.requests("POST").len(), 1);
}

#[tokio::test]
async fn ticks_in_prepare_last_until_the_change_and_are_not_stored() {
    let (host, browser) = open(&HostPage::complete(), Response::policy(json!({}))).await;
    let ticked = "return arguments[0].map((name) => find('checkbox', name)?.checked);";
    for tick in TICKS {
        browser.press_a("checkbox", tick).await;
    }
    // Ticks survive collapsing, expanding and a refusal.
    browser.press_a("summary", PREPARE).await;
    browser.press_a("summary", PREPARE).await;
    host.respond(
        "POST /api/password",
        Response::problem(409, "busy", json!({})),
    );
    browser.change(OLD, NEW).await;
    browser
        .wait_for_text("Another change of this password is running.")
        .await;
    assert_eq!(
        browser.run(ticked, json!([TICKS])).await,
        json!([true, true, true])
    );
    let stored =
        "return [...Object.entries(localStorage), ...Object.entries(sessionStorage)].length;";
    assert_eq!(browser.run(stored, json!([])).await, 0, "nothing is stored");
    host.respond("POST /api/password", Response::changed());
    browser.press("Change").await;
    browser.wait_for_focus("Your password was changed.").await;
    assert!(
        !browser.has("summary", PREPARE).await,
        "removed with the form"
    );

    browser.open(host.url("/")).await;
    browser.press("Change the password again").await;
    browser.press_a("summary", PREPARE).await;
    browser.wait_for("checkbox", TICKS[0]).await;
    assert_eq!(
        browser.run(ticked, json!([TICKS])).await,
        json!([false, false, false])
    );
}

#[tokio::test]
async fn opening_prepare_leaves_an_unfinished_checklist_unchanged() {
    let (host, browser) = HostPage::complete().open().await;
    browser.wait_for_form().await;
    browser.change(OLD, NEW).await;
    browser.answer_device("Office PC", "Not mine").await;
    let stored =
        "return Object.entries(localStorage).map(([key, text]) => [key, JSON.parse(text).rows]);";
    let before = browser.run(stored, json!([])).await;
    browser.open(host.url("/")).await;
    browser.press("Change the password again").await;
    browser.press_a("summary", PREPARE).await;
    browser.wait_for_text("These connect to the mailbox:").await;
    assert_eq!(browser.run(stored, json!([])).await, before);
}
