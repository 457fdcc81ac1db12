//! Validation: input is sent exactly as typed, or stopped with a reason.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{ANN, Browser, HostPage, HostServer, NEW, OLD, Response, until};

/// Nothing may be sent, the reason must be shown at a field, and the first wrong field is focused.
async fn check_stopped(browser: &Browser, host: &HostServer, values: [&str; 3], reason: &str) {
    for (label, value) in ["Current password", "New password", "Confirm new password"]
        .into_iter()
        .zip(values)
    {
        browser.paste(label, value).await;
    }
    browser.press("Change").await;
    browser
        .wait_for_text("Nothing was sent. Please correct:")
        .await;
    browser.wait_for_text(reason).await;
    let first = "return focused() === all('mailbox-password [aria-invalid=true]')[0] && find('link', nameOf(focused())) !== null;";
    until("the first wrong field has the focus and a link", || async {
        (browser.try_run(first, json!([])).await.ok()? == true).then_some(())
    })
    .await;
    let at = "return all('[aria-invalid=true]').some((e) => e.getAttribute('aria-describedby').split(' ')
        .some((id) => squeeze(document.getElementById(id).innerText).includes(arguments[0])));";
    assert_eq!(
        browser.run(at, json!([reason])).await,
        true,
        "\"{reason}\" at a field"
    );
    assert!(host.requests("POST").is_empty());
}

/// The values must be sent exactly as they are in the fields.
async fn check_sent(page: &HostPage, current: &str, new: &str) {
    let (host, browser) = page.ready().await;
    browser.paste("Current password", current).await;
    browser.paste("New password", new).await;
    browser.paste("Confirm new password", new).await;
    browser.press("Change").await;
    let sent = host.wait_for_request("POST /api/password", 1).await.json();
    assert_eq!(
        sent,
        json!({ "mailbox": ANN, "currentPassword": current, "newPassword": new })
    );
    browser.wait_for_focus("Your password was changed.").await;
}

#[tokio::test]
async fn an_invalid_form_is_stopped_with_its_reason() {
    let (host, browser) = HostPage::complete().ready().await;
    browser.wait_for_text("12+ characters").await;
    check_stopped(
        &browser,
        &host,
        ["", "", ""],
        "Enter your current password.",
    )
    .await;
    check_stopped(&browser, &host, [OLD, "", ""], "Enter a new password.").await;
    check_stopped(
        &browser,
        &host,
        [OLD, NEW, ""],
        "Enter the new password again.",
    )
    .await;
    check_stopped(
        &browser,
        &host,
        [OLD, NEW, "Velvet-Tramway-47"],
        "The two new passwords do not match.",
    )
    .await;
    let unmet = |rule: &str| format!("The new password does not meet a rule: {rule}.");
    check_stopped(
        &browser,
        &host,
        [OLD, "Short-1", "Short-1"],
        "5 more characters.",
    )
    .await;
    let long = format!("Aa1{}", "x-".repeat(127));
    assert_eq!(long.len(), 257);
    check_stopped(
        &browser,
        &host,
        [OLD, &long, &long],
        &unmet("at most 256 characters"),
    )
    .await;
    let named = "not-Ann-12345678";
    check_stopped(
        &browser,
        &host,
        [OLD, named, named],
        &unmet("not the account name ann; no part of your name: it contains “Ann”"),
    )
    .await;
    check_stopped(
        &browser,
        &host,
        [OLD, OLD, OLD],
        &unmet("not one of the last 5 passwords"),
    )
    .await;
}

#[tokio::test]
async fn a_mismatch_is_shown_on_blur_and_cleared_at_once() {
    let (_host, browser) = HostPage::complete().ready().await;
    browser.fill("New password", NEW).await;
    browser.fill("Confirm new password", "Velvet").await;
    assert!(
        !browser.visible_text().await.contains("do not match"),
        "not while typing"
    );
    browser.focus_field("New password").await;
    browser
        .wait_for_text("The two new passwords do not match.")
        .await;
    browser.fill("Confirm new password", NEW).await;
    assert!(!browser.visible_text().await.contains("do not match"));
}

#[tokio::test]
async fn without_a_policy_any_input_is_sent_unchanged() {
    let page = HostPage::new();
    check_sent(&page, "o", "n").await;
    check_sent(
        &page,
        "  blanks before, and after\u{a0} ",
        " \u{3000}new one\t",
    )
    .await;
    check_sent(&page, "😀🏳️‍🌈👩‍👩‍👧", "e\u{301}\u{e9}\u{212b}\u{fb01}").await;
    check_sent(&page, "سلام שלום", "\u{202e}abc\u{200f}ok\u{feff}").await;
    check_sent(&page, "\"\\/<&>\u{2028}", "{\"a\":1}\u{7f}\u{1b}").await;
    check_sent(&page, &"ü".repeat(10_000), &"9".repeat(10_000)).await;
}

#[tokio::test]
async fn a_password_of_the_maximum_length_is_sent() {
    let longest = format!("Aa1{}x", "x-".repeat(126));
    assert_eq!(longest.len(), 256);
    check_sent(&HostPage::complete(), OLD, &longest).await;
}

#[tokio::test]
async fn unusual_characters_give_advice_and_can_be_sent() {
    let (host, browser) = HostPage::complete().ready().await;
    browser.wait_for_text("12+ characters").await;
    for (password, advice) in [
        (" Velvet-Tramway-46", "Starts or ends with a space."),
        ("Vélvet-Tramway-46", "Some devices cannot type or send é."),
        (
            "Velvet\u{7}Tramway-46",
            "Contains a character that cannot be typed (U+0007).",
        ),
    ] {
        browser.paste("New password", password).await;
        browser.wait_for_text(advice).await;
    }
    let odd = " Vélvet\u{7}Tramway-46 ";
    browser.paste("Current password", OLD).await;
    browser.paste("New password", odd).await;
    browser.paste("Confirm new password", odd).await;
    browser.press("Change").await;
    assert_eq!(
        host.wait_for_request("POST", 1).await.json()["newPassword"],
        odd
    );
}

#[tokio::test]
async fn a_pasted_nul_character_never_truncates_the_password() {
    let (host, browser) = HostPage::new().ready().await;
    for label in ["Current password", "New password", "Confirm new password"] {
        browser.paste(label, "before").await;
    }
    let put = "for (const e of all('mailbox-password input[autocomplete=new-password]')) {
        e.value = 'before\\0after'; e.dispatchEvent(new InputEvent('input', { bubbles: true })); }";
    browser.run(put, json!([])).await;
    browser.press("Change").await;
    assert_eq!(
        host.wait_for_request("POST", 1).await.json()["newPassword"],
        "before\0after"
    );
}

#[tokio::test]
async fn a_policy_whose_lengths_contradict_each_other_stops_no_submit() {
    let lengths = json!({ "minLength": 20, "maxLength": 10, "classes": null, "nameCheck": false,
        "forbidden": {}, "history": null });
    let (host, browser) = HostPage::complete()
        .open_with(|host| host.respond("GET /api/policy", Response::policy(lengths)))
        .await;
    browser
        .wait_for_text("The mail server checks your password.")
        .await;
    let said = "ignored: minLength greater than maxLength";
    let console = browser.console().await;
    assert!(
        console.iter().any(|entry| entry.message.contains(said)),
        "{console:?}"
    );
    let managers = "return find('field', 'New password').getAttribute('passwordrules') ?? '';";
    let managers = browser.run(managers, json!([])).await;
    assert!(!managers.to_string().contains("length"), "{managers}");
    browser.change(OLD, NEW).await;
    browser.wait_for_focus("Your password was changed.").await;
    assert_eq!(host.requests("POST").len(), 1);
}
