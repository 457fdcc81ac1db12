//! Printing and copying the checklist.

use serde_json::json;
use system_tests::{DEVICES, HostPage, NEW, OLD, RECOVERY_DONE, Response};

const DONE: &str = "Mark as done";
const CANNOT: &str = "Can’t reach it";
const OTHER: &str = "Another mail program";
const STEPS: [&str; 5] = [
    "Gather every device. Phones, tablets",
    "Remove the password from all of them.",
    "Unlock the mailbox. The administrator",
    "Sign in to webmail, once.",
    "Enter the password on one device at a time.",
];

/// Checks that a print or a copy ends with the five steps for a locked mailbox.
fn assert_ends_with_recovery_steps(text: &str) {
    let last: Vec<&str> = text.lines().rev().take(STEPS.len()).collect();
    let mut pairs = last.iter().rev().zip(STEPS);
    assert!(pairs.all(|(line, step)| line.contains(step)), "{text}");
}

#[tokio::test]
async fn printing_shows_only_the_checklist_and_the_recovery_steps() {
    let page = HostPage::complete().around("<nav>A menu</nav>", "<footer>An imprint</footer>");
    let (_host, browser) = page.changed().await;
    browser.add_device(OTHER).await;
    let text = &browser.printed_text("Print this list").await;
    assert!(
        text.contains("Now enter the new password on every device that uses this mailbox."),
        "{text}"
    );
    for device in DEVICES.into_iter().chain([OTHER]) {
        assert!(text.contains(device), "{device}: {text}");
    }
    assert_ends_with_recovery_steps(text);
    browser.wait_for("button", "Print this list").await;
}

#[tokio::test]
async fn the_copied_text_has_the_checklist_the_recovery_steps_and_no_password() {
    let (host, browser) = HostPage::complete().changed().await;
    browser.allow_clipboard(&host).await;
    browser.answer_device("Ann’s iPhone", DONE).await;
    browser.answer_device("Office PC", "Not mine").await;
    browser.answer_device("Scanner", CANNOT).await;
    browser.press("Copy this list").await;
    browser.wait_for_text("The list was copied.").await;
    let text = &browser.clipboard().await;
    let list = "1 of 2 devices done\n[x] Ann’s iPhone\n[-] Office PC: Not mine\n[ ] Scanner, 2nd floor: Can’t reach it\n";
    assert!(text.contains(list), "{text}");
    assert_ends_with_recovery_steps(text);
    assert!(!text.contains(OLD) && !text.contains(NEW), "{text}");
    browser.run("navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));", json!([])).await;
    browser.press("Copy this list").await;
    browser.wait_for_text("Print the list instead.").await;
}

#[tokio::test]
async fn a_list_without_devices_is_not_offered_to_be_taken_along() {
    let (_host, browser) = HostPage::complete()
        .open_with(|host| {
            host.respond("GET /api/devices", Response::json(200, &json!([])));
        })
        .await;
    browser.wait_for_form().await;
    browser.change(OLD, NEW).await;
    browser.wait_for_text("Add a device").await;
    let buttons = ["Copy this list", "Print this list", "Forget this list"];
    for button in buttons {
        assert!(!browser.has("button", button).await, "{button}");
    }
    browser.add_device(OTHER).await;
    for button in buttons {
        browser.wait_for("button", button).await;
    }
}

#[tokio::test]
async fn the_list_is_printed_also_below_a_recovery_that_came_to_its_end() {
    let (host, browser) = HostPage::complete().with_fake_clock().changed().await;
    host.set_status(json!({ "locked": true }));
    browser.advance_clock(11).await;
    browser.wait_for("button", "That is every device").await;
    browser.report_steps(1..=2).await;
    host.set_status(json!({}));
    browser.advance_clock(11).await;
    browser.wait_for("button", "It let me in").await;
    browser.report_steps(4..=5).await;
    let list = "3 of 3 devices done";
    browser.wait_for_text(list).await;
    let text = &browser.printed_text("Print this list").await;
    assert!(
        text.contains(list) && !text.contains(RECOVERY_DONE),
        "{text}"
    );
    let text = &browser.printed_text("Print").await;
    assert!(
        text.contains(RECOVERY_DONE) && !text.contains(list),
        "{text}"
    );
}
