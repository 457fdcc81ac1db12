//! A person changes their own password in the widget.

use std::time::Duration;

use domain_tests::accounts::{PASSWORD, principal};
use domain_tests::{Policy, SignIn};
use system_tests::{Browser, CHANGED};

use crate::place::{NEW, Place};

#[tokio::test]
async fn a_change_in_the_widget_is_what_mail_takes_from_then_on() {
    let place = Place::strict().await;
    let browser = Browser::start().await;
    let alice = principal("alice");
    assert_eq!(place.mail.sign_in(&alice, PASSWORD), SignIn::Accepted);
    assert_eq!(place.mail.sign_in(&alice, NEW), SignIn::Refused);

    browser
        .sign_in(&place.panel.url("/"), &alice, PASSWORD)
        .await;
    browser.change(PASSWORD, NEW).await;
    browser.wait_for_focus(CHANGED).await;

    assert_eq!(place.mail.sign_in(&alice, NEW), SignIn::Accepted);
    assert_eq!(place.mail.sign_in(&alice, PASSWORD), SignIn::Refused);
    assert!(place.controller.sign_in(&alice, NEW).await.succeeded());
    let webmail = place.panel.url("/webmail");
    assert!(browser.webmail_accepts(&webmail, &alice, NEW).await);
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    for password in [PASSWORD, NEW] {
        assert!(
            !place.panel.log().contains(password),
            "a password in the log"
        );
    }
}

#[tokio::test]
async fn somebody_whose_password_expired_or_must_be_changed_chooses_another_one() {
    let place = Place::strict().await;
    for account in ["erin", "paula"] {
        let browser = Browser::start().await;
        let name = principal(account);
        assert_eq!(place.mail.sign_in(&name, PASSWORD), SignIn::Refused);
        browser
            .sign_in(&place.panel.url("/"), &name, PASSWORD)
            .await;
        browser.change(PASSWORD, NEW).await;
        browser.wait_for_focus(CHANGED).await;
        assert_eq!(place.mail.sign_in(&name, NEW), SignIn::Accepted);
    }
}

#[tokio::test]
async fn the_form_says_when_the_directory_lets_the_password_expire() {
    let place = Place::strict().await;
    let soon = Policy {
        history: 1,
        maximum_age: Some(Duration::from_secs(5 * 86_400 + 3600)),
        ..Policy::default()
    };
    place.controller.set_policy(&soon).await;
    // Accounts are as old as the template that they were copied from.
    let is_reset = place.controller.reset("alice", PASSWORD).await;
    assert!(is_reset.succeeded(), "{is_reset:?}");
    for (account, words) in [
        ("alice", "Your password expires in 5 days."),
        ("paula", "Your password has expired."),
        ("erin", "You have to choose a new password."),
    ] {
        let browser = Browser::start().await;
        let name = principal(account);
        browser
            .sign_in(&place.panel.url("/"), &name, PASSWORD)
            .await;
        browser.open(place.panel.url("/mailbox/password")).await;
        browser.wait_for_text(words).await;
        browser.change(PASSWORD, NEW).await;
        browser.wait_for_focus(CHANGED).await;
    }
}
