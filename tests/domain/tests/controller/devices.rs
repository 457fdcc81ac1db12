//! What a person's mail programs notice.

use domain_tests::accounts::{PASSWORD, principal};
use domain_tests::{Controller, MailServer, SignIn};

const NEW: &str = "Velvet#Tramway46";

#[tokio::test]
async fn a_device_with_the_old_password_locks_the_others_out_until_an_administrator_unlocks() {
    let controller = Controller::start_strict().await;
    let mail = MailServer::start(&controller);
    let alice = principal("alice");
    assert_eq!(mail.sign_in(&alice, PASSWORD), SignIn::Accepted);
    assert_eq!(mail.sign_in(&alice, NEW), SignIn::Refused);
    assert!(controller.change("alice", PASSWORD, NEW).await.succeeded());
    assert_eq!(mail.sign_in(&alice, NEW), SignIn::Accepted);
    for _ in 0..3 {
        assert_eq!(mail.sign_in(&alice, PASSWORD), SignIn::Refused);
    }
    assert_eq!(mail.sign_in(&alice, NEW), SignIn::Refused, "it is locked");
    let answer = controller.sign_in(&alice, NEW).await;
    assert_eq!(answer.short(), "49 data 775");
    assert!(controller.unlock("alice").await.succeeded());
    assert_eq!(mail.sign_in(&alice, NEW), SignIn::Accepted);
}

#[tokio::test]
async fn the_mail_server_takes_names_and_passwords_with_special_characters() {
    let controller = Controller::start();
    let mail = MailServer::start(&controller);
    let zoe = principal("zoe");
    assert_eq!(mail.sign_in(&zoe, PASSWORD), SignIn::Accepted);
    let new = r#"Zażółć "quoted" {9} \ %u"#;
    let answer = controller.change("zoe", PASSWORD, new).await;
    assert!(answer.succeeded(), "{answer:?}");
    assert_eq!(mail.sign_in(&zoe, new), SignIn::Accepted);
}
