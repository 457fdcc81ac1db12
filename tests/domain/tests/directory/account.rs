//! From an address to an account, and who may do what.

use ::panel::directory::{ChangeOutcome, Directory, Purpose, Role};
use domain_tests::Controller;
use domain_tests::accounts::{PASSWORD, PEOPLE, TWINS, Unit, principal};

use super::support::{NEW, WRONG, change, change_to_new, directory, sign_in};

#[tokio::test]
async fn an_account_is_found_by_any_of_its_addresses_and_by_nothing_else() {
    let controller = Controller::start();
    let directory = directory(&[&controller]);
    let find = async |address: &str| {
        let account = directory.account(address, Role::User).await.unwrap();
        account.map(|account| account.account_name)
    };
    for person in PEOPLE
        .iter()
        .filter(|person| matches!(person.account, "alice" | "sally" | "zoe"))
    {
        for address in [person.principal(), person.mail(), person.alias()] {
            let found = find(&address.to_uppercase()).await;
            assert_eq!(found.as_deref(), Some(person.account), "{address}");
        }
    }
    let zoe = directory
        .account(&principal("zoe"), Role::User)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(zoe.display_name, domain_tests::accounts::SPECIAL_NAME);

    for address in [
        "nobody@corp.test",
        "alice",
        "*@corp.test",
        "alice@*",
        "alice*@corp.test",
        "x)(mail=alice@corp.test",
        "alice@corp.test)(objectClass=*",
        "alice@corp.test\0",
        r"alice\40corp.test",
        "",
    ] {
        assert_eq!(find(address).await, None, "{address:?}");
    }
    assert_eq!(find(TWINS).await, None, "two accounts have it");
    assert_eq!(find(&principal("quinn")).await, None, "outside the scope");
    assert_eq!(find(&principal("adam")).await, None, "protected");
    assert_eq!(find("administrator@corp.test").await, None);
}

#[tokio::test]
async fn a_password_opens_what_it_is_for_and_nothing_else() {
    let controller = Controller::start();
    let directory = directory(&[&controller]);
    use Purpose::{Administration, Mail, OwnMailbox};
    for (account, password, purpose, expected) in [
        ("alice", PASSWORD, OwnMailbox, "accepted"),
        ("alice", PASSWORD, Mail, "accepted"),
        ("alice", PASSWORD, Administration, "refused"),
        ("alice", WRONG, OwnMailbox, "refused"),
        ("zoe", PASSWORD, Mail, "accepted"),
        ("adele", PASSWORD, Administration, "accepted administrator"),
        ("hank", PASSWORD, Administration, "accepted administrator"),
        ("erin", PASSWORD, OwnMailbox, "accepted"),
        ("erin", PASSWORD, Mail, "refused"),
        ("erin", PASSWORD, Administration, "refused"),
        ("paula", PASSWORD, OwnMailbox, "accepted"),
        ("paula", PASSWORD, Mail, "refused"),
        ("dave", PASSWORD, OwnMailbox, "refused"),
        ("edgar", PASSWORD, OwnMailbox, "refused"),
        ("adam", PASSWORD, OwnMailbox, "refused"),
        ("quinn", PASSWORD, OwnMailbox, "refused"),
        ("nobody", PASSWORD, OwnMailbox, "refused"),
        ("bob", "", OwnMailbox, "refused"),
    ] {
        let outcome = sign_in(&directory, &principal(account), password, purpose).await;
        assert_eq!(outcome, expected, "{account} {purpose:?}");
    }
    assert_eq!(
        controller.wrong_passwords("bob").await,
        0,
        "an empty password never gets there"
    );
}

#[tokio::test]
async fn an_administrator_looks_after_the_area_beside_the_group() {
    let controller = Controller::start();
    let directory = directory(&[&controller]);
    let hank = directory
        .account(&principal("hank"), Role::Administrator)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(hank.role(), Role::Administrator);
    let area = hank.area.unwrap();
    assert_eq!(area.name, "Staff");
    for (account, expected) in [
        ("alice", true),
        ("sally", true),
        ("quinn", false),
        ("adam", false),
        ("nobody", false),
    ] {
        let found = directory.managed_account(&area, &principal(account)).await;
        assert_eq!(found.unwrap().is_some(), expected, "{account}");
    }
    let alice = directory
        .account(&principal("alice"), Role::Administrator)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(alice.role(), Role::User);
}

#[tokio::test]
async fn an_account_that_was_moved_is_found_where_it_is_as_long_as_that_is_in_the_scope() {
    let controller = Controller::start();
    let directory = directory(&[&controller]);
    let outcome = change_to_new(&directory, "alice").await;
    assert!(
        matches!(outcome, Ok(ChangeOutcome::Changed(_))),
        "{outcome:?}"
    );
    controller.move_to("alice", Unit::Sales).await;
    let next = change("alice", NEW, "Another#Tram77");
    let outcome = directory.change(next).await;
    assert!(
        matches!(outcome, Ok(ChangeOutcome::Changed(_))),
        "{outcome:?}"
    );
    controller.move_to("bob", Unit::Board).await;
    let outcome = change_to_new(&directory, "bob").await;
    assert_eq!(outcome.unwrap(), ChangeOutcome::MailboxUnknown);
}
