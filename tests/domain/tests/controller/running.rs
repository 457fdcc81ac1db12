//! Several controllers, and what a controller keeps.

use domain_tests::Controller;
use domain_tests::accounts::{PASSWORD, principal};

const NEW: &str = "Velvet#Tramway46";

#[tokio::test]
async fn controllers_do_not_disturb_each_other() {
    let (one, other) = (Controller::start(), Controller::start());
    assert_ne!(one.address(), other.address());
    let alice = principal("alice");
    assert!(one.change("alice", PASSWORD, NEW).await.succeeded());
    assert!(one.sign_in(&alice, NEW).await.succeeded());
    assert!(!other.sign_in(&alice, NEW).await.succeeded());
    assert!(other.sign_in(&alice, PASSWORD).await.succeeded());
}

#[tokio::test]
async fn a_change_outlasts_a_kill() {
    let mut controller = Controller::start();
    let alice = principal("alice");
    assert!(controller.change("alice", PASSWORD, NEW).await.succeeded());
    controller.kill();
    controller.restart();
    assert!(controller.sign_in(&alice, NEW).await.succeeded());
}

#[tokio::test]
async fn a_suspended_controller_answers_when_it_goes_on() {
    let controller = Controller::start();
    let mut ldap = controller.connect().await;
    controller.freeze();
    let (name, thaw) = (principal("alice"), async {
        tokio::task::yield_now().await;
        controller.thaw();
    });
    let (bound, ()) = tokio::join!(ldap.simple_bind(&name, PASSWORD), thaw);
    assert_eq!(bound.expect("an answer").rc, 0);
}
