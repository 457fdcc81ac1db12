//! A device with the old password locks the account; its owner and an administrator recover it, in two browsers.

use domain_tests::SignIn;
use domain_tests::accounts::{PASSWORD, principal};
use system_tests::{Browser, CHANGED};

use crate::place::{NEW, Place};

#[tokio::test]
async fn an_account_that_an_old_device_locked_is_recovered_by_its_owner_and_an_administrator() {
    let place = Place::strict().await;
    let (user, administrator) = (Browser::start().await, Browser::start().await);
    for browser in [&user, &administrator] {
        browser.shorten_polling().await;
    }
    let alice = principal("alice");
    user.sign_in(&place.panel.url("/"), &alice, PASSWORD).await;
    user.change(PASSWORD, NEW).await;
    user.wait_for_focus(CHANGED).await;
    for _ in 0..3 {
        assert_eq!(place.mail.sign_in(&alice, PASSWORD), SignIn::Refused);
    }
    assert_eq!(
        place.mail.sign_in(&alice, NEW),
        SignIn::Refused,
        "it is locked"
    );
    user.wait_for_text("The mailbox is locked.").await;

    // Steps 1 and 2: the owner takes the old password off the device.
    user.open(place.panel.url("/recovery")).await;
    user.report_steps(1..=2).await;

    // Step 3: the administrator unlocks once it is safe.
    administrator
        .sign_in_as(&place.panel, &principal("adele"), PASSWORD)
        .await;
    administrator
        .open_mailbox("Alice Archer alice@corp.test")
        .await;
    let recovery = administrator
        .find_by_name("link", "Recover it step by step")
        .await;
    let address = recovery.attr("href").await.unwrap().unwrap();
    let path = address.replace(&place.panel.url(""), "");
    administrator.open(place.panel.url(&path)).await;
    administrator.wait_for_text("Not safe to unlock yet.").await;
    place.panel.set_clock(360);
    administrator
        .wait_for_text("Quiet for 5 minutes. Safe to unlock.")
        .await;
    administrator.press("Unlock").await;
    administrator
        .wait_for_text("The mailbox was unlocked today at")
        .await;

    // Steps 4 and 5: the owner signs in to mail with the new password, on every device.
    user.wait_for_text("The mailbox is not locked.").await;
    assert_eq!(place.mail.sign_in(&alice, NEW), SignIn::Accepted);
    user.press("It let me in").await;
    user.press("Every device gets mail").await;
    user.wait_for_text("The mailbox is back.").await;
    assert_eq!(place.mail.sign_in(&alice, NEW), SignIn::Accepted);
    for browser in [&user, &administrator] {
        assert_eq!(browser.console_errors().await, Vec::<String>::new());
    }
}
