//! What an administrator does: a new password, the end of a lock, the list; and the rules and the status that are shown.

use ::panel::directory::active_directory::Settings;
use ::panel::directory::{ChangeOutcome, Directory, MailboxSearch, Purpose, Role, UnlockOutcome};
use domain_tests::accounts::{PASSWORD, principal};
use domain_tests::{Controller, Policy};
use mailbox_password_rules::Rule;

use super::support::{NEW, WRONG, bind, change, directory, open, reset, settings, sign_in, unlock};

#[tokio::test]
async fn a_reset_sets_the_password_whatever_the_history_says_and_keeps_the_lock() {
    let controller = Controller::start();
    let directory = directory(&[&controller]);
    let done = directory.reset(reset("frank", NEW, false)).await.unwrap();
    assert!(matches!(done, ChangeOutcome::Changed(_)), "{done:?}");
    assert_eq!(bind(&controller, "frank", NEW).await, "0");

    let weak = directory
        .reset(reset("frank", "short", false))
        .await
        .unwrap();
    let ChangeOutcome::Rejected(rules) = weak else {
        panic!("{weak:?}");
    };
    assert!(rules.contains(&Rule::MinLength), "{rules:?}");

    for _ in 0..3 {
        sign_in(&directory, &principal("frank"), WRONG, Purpose::Mail).await;
    }
    let done = directory
        .reset(reset("frank", "Another#Tram77", false))
        .await
        .unwrap();
    assert!(matches!(done, ChangeOutcome::Changed(_)), "{done:?}");
    let locked = sign_in(
        &directory,
        &principal("frank"),
        "Another#Tram77",
        Purpose::Mail,
    )
    .await;
    assert_eq!(locked, "locked");
    let unlocked = directory.unlock(unlock("frank")).await.unwrap();
    assert_eq!(unlocked, UnlockOutcome::Unlocked);
    let free = sign_in(
        &directory,
        &principal("frank"),
        "Another#Tram77",
        Purpose::Mail,
    )
    .await;
    assert_eq!(free, "accepted");
    let unlocked = directory.unlock(unlock("frank")).await.unwrap();
    assert_eq!(unlocked, UnlockOutcome::Unlocked, "not locked");
    let unlocked = directory.unlock(unlock("quinn")).await.unwrap();
    assert_eq!(unlocked, UnlockOutcome::MailboxUnknown);
}

#[tokio::test]
async fn an_unlock_without_the_right_to_it_is_not_to_be_tried_again() {
    let controller = Controller::start();
    let directory = open(Settings {
        service_account: principal("bob"),
        service_password: PASSWORD.to_owned(),
        ..settings(&[&controller])
    });
    let unlocked = directory.unlock(unlock("frank")).await.unwrap();
    assert_eq!(unlocked, UnlockOutcome::NotAllowed);
    let reset = directory.reset(reset("frank", NEW, false)).await.unwrap();
    assert_eq!(reset, ChangeOutcome::NotAllowed, "as of a password");
}

#[tokio::test]
async fn a_password_that_must_be_changed_opens_only_its_change() {
    let controller = Controller::start();
    let directory = directory(&[&controller]);
    let done = directory.reset(reset("judy", NEW, true)).await.unwrap();
    assert!(matches!(done, ChangeOutcome::Changed(_)), "{done:?}");
    let judy = directory
        .account(&principal("judy"), Role::User)
        .await
        .unwrap()
        .unwrap();
    assert!(judy.must_change);
    assert!(judy.last_change.is_none(), "so every session has ended");
    assert_eq!(
        sign_in(&directory, &judy.mailbox, NEW, Purpose::Mail).await,
        "refused"
    );
    assert_eq!(
        sign_in(&directory, &judy.mailbox, NEW, Purpose::OwnMailbox).await,
        "accepted"
    );
    assert!(
        directory
            .status(&judy.mailbox)
            .await
            .unwrap()
            .unwrap()
            .must_change
    );
    let own = directory
        .change(change("judy", NEW, "Another#Tram77"))
        .await
        .unwrap();
    assert!(matches!(own, ChangeOutcome::Changed(_)), "{own:?}");
    let judy = directory
        .account(&principal("judy"), Role::User)
        .await
        .unwrap()
        .unwrap();
    assert!(!judy.must_change);
}

#[tokio::test]
async fn outside_its_unit_the_panel_sets_no_password() {
    let controller = Controller::start();
    let directory = directory(&[&controller]);
    for account in ["quinn", "adam", "nobody"] {
        let mut reset = reset("alice", NEW, false);
        reset.id.mailbox = principal(account);
        let outcome = directory.reset(reset).await.unwrap();
        assert_eq!(outcome, ChangeOutcome::MailboxUnknown, "{account}");
    }
    assert_eq!(bind(&controller, "quinn", PASSWORD).await, "0");
}

#[tokio::test]
async fn the_rules_are_the_directorys_own_at_this_moment() {
    let controller = Controller::start();
    let directory = directory(&[&controller]);
    let policy = async |account: &str| {
        let account = directory
            .account(&principal(account), Role::User)
            .await
            .unwrap()
            .unwrap();
        directory.policy(&account).await.unwrap()
    };
    let alice = policy("alice").await;
    assert_eq!((alice.min_length, alice.history), (Some(10), Some(5)));
    assert_eq!(alice.classes.map(|classes| classes.at_least), Some(3));
    assert_eq!(alice.forbidden.account_name.as_deref(), Some("alice"));
    assert_eq!(
        alice.forbidden.display_name.as_deref(),
        Some("Alice Archer")
    );
    let lockout = alice.lockout.unwrap();
    assert_eq!(
        (lockout.threshold, lockout.duration_seconds),
        (3, Some(1800))
    );
    assert_eq!(lockout.recent_passwords_not_counted, Some(2));
    assert_eq!(alice.old_password_grace_seconds, Some(3600));

    let grace = policy("grace").await;
    assert_eq!((grace.min_length, grace.history), (Some(16), Some(24)));
    assert_eq!(grace.min_age_seconds, Some(86_400));
    let lockout = grace.lockout.unwrap();
    assert_eq!(
        (lockout.threshold, lockout.duration_seconds),
        (5, Some(900))
    );

    let other = Policy {
        minimum_length: 14,
        history: 1,
        complexity: false,
        lockout_threshold: 0,
        ..Policy::default()
    };
    controller.set_policy(&other).await;
    let alice = policy("alice").await;
    assert_eq!((alice.min_length, alice.classes), (Some(14), None));
    assert!(!alice.name_check);
    let lockout = alice.lockout.unwrap();
    assert_eq!(
        (lockout.threshold, lockout.recent_passwords_not_counted),
        (0, Some(0))
    );
}

#[tokio::test]
async fn the_status_says_when_a_password_expires_if_it_does() {
    let controller = Controller::start();
    let directory = directory(&[&controller]);
    let expires = async |account: &str| {
        let status = directory
            .status(&principal(account))
            .await
            .unwrap()
            .unwrap();
        (status.expires_at.is_some(), status.must_change)
    };
    assert_eq!(expires("alice").await, (true, false));
    assert_eq!(expires("erin").await, (false, true));
    assert!(expires("paula").await.1);
    let never = Policy {
        maximum_age: None,
        ..Policy::default()
    };
    controller.set_policy(&never).await;
    assert_eq!(expires("alice").await, (false, false));
}

#[tokio::test]
async fn an_administrators_list_has_the_area_by_name_and_says_who_is_locked() {
    let controller = Controller::start();
    let directory = directory(&[&controller]);
    for _ in 0..3 {
        sign_in(&directory, &principal("mona"), WRONG, Purpose::Mail).await;
    }
    let adele = directory
        .account(&principal("adele"), Role::Administrator)
        .await
        .unwrap()
        .unwrap();
    let list = async |text: &str, locked| {
        let search = MailboxSearch {
            area: adele.area.clone().unwrap(),
            text: text.to_owned(),
            locked,
            page: 1,
        };
        directory.mailboxes(search).await.unwrap()
    };
    let all = list("", false).await;
    let names: Vec<_> = all
        .entries
        .iter()
        .map(|entry| entry.mailbox.as_str())
        .collect();
    assert!(names.contains(&"sally@corp.test"), "{names:?}");
    assert!(!names.contains(&"quinn@corp.test"), "{names:?}");
    assert!(!names.contains(&"adam@corp.test"), "{names:?}");
    assert_eq!(names.first(), Some(&"adele@corp.test"));
    assert_eq!((all.locked, all.pages), (1, 1));
    let locked = list("", true).await;
    assert_eq!(locked.entries.len(), 1);
    assert!(matches!(locked.entries[0].locked, Some(Some(_))));
    let found = list("aRCHer", false).await;
    assert_eq!(found.entries[0].mailbox, "alice@corp.test");
    assert_eq!(
        list("*", false).await.total,
        1,
        "Zoë has a star in her name"
    );
}
