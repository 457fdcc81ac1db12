//! The list of an area's mailboxes.

use std::sync::Arc;

use ::panel::clock::Clock;
use ::panel::directory::active_directory::ActiveDirectory;
use ::panel::directory::{Area, Directory, MailboxPage, MailboxSearch, PAGE_LENGTH};
use domain_tests::Controller;
use domain_tests::accounts::{PEOPLE, Peculiarity, STAFF, Unit, principal};

use super::support::{WRONG, bind, directory, settings};

/// Those of the seeded people whom the panel may touch.
fn seeded() -> u32 {
    let staff = PEOPLE.iter().filter(|person| {
        matches!(person.unit, Unit::Staff | Unit::Sales)
            && person.peculiarity != Peculiarity::Protected
    });
    u32::try_from(staff.count()).unwrap()
}

async fn page(directory: &ActiveDirectory, text: &str, locked: bool, page: u32) -> MailboxPage {
    let area = Area {
        name: "Staff".to_owned(),
        parts: vec![STAFF.to_owned()],
    };
    let search = MailboxSearch {
        area,
        text: text.to_owned(),
        locked,
        page,
    };
    directory.mailboxes(search).await.unwrap()
}

#[tokio::test]
async fn of_more_than_a_thousand_mailboxes_each_is_on_one_page_in_the_order_of_names() {
    let controller = Controller::start();
    let directory = directory(&[&controller]);
    // A controller gives 1,000 objects at once.
    controller.add_people("crowd", 1100, false).await;
    let expected = seeded() + 1100;
    let mut all = Vec::new();
    let mut number = 1;
    loop {
        let found = page(&directory, "", false, number).await;
        assert_eq!(
            (found.total, found.all, found.locked),
            (expected, expected, 0)
        );
        assert_eq!(
            (found.page, found.pages),
            (number, expected.div_ceil(PAGE_LENGTH))
        );
        let entries = found.entries.into_iter();
        all.extend(entries.map(|entry| (entry.display_name.to_lowercase(), entry.mailbox)));
        if number == found.pages {
            break;
        }
        number += 1;
    }
    assert_eq!(all.len(), expected as usize);
    assert!(all.is_sorted(), "{all:?}");
    let found = page(&directory, "CROWD0109", false, 7).await;
    assert_eq!((found.total, found.page, found.entries.len()), (10, 1, 10));
    let found = page(&directory, "nobody of this name", false, 1).await;
    assert_eq!((found.total, found.pages, found.entries.len()), (0, 1, 0));
}

#[tokio::test]
async fn a_list_says_what_is_true_now_whenever_its_names_were_read() {
    let controller = Controller::start();
    let clock_file = controller.folder().join("clock");
    std::fs::write(&clock_file, "0").unwrap();
    let clock = Arc::new(Clock::new(Some(clock_file.clone())));
    let directory = ActiveDirectory::new(settings(&[&controller]), clock).unwrap();
    let locked = async || {
        let all = page(&directory, "", false, 1).await;
        let only = page(&directory, "", true, 1).await;
        let on_page = all.entries.iter().filter(|entry| entry.locked.is_some());
        let on_page: Vec<_> = on_page.map(|entry| entry.mailbox.clone()).collect();
        let filtered: Vec<_> = only
            .entries
            .into_iter()
            .map(|entry| entry.mailbox)
            .collect();
        assert_eq!(on_page, filtered);
        assert_eq!(all.locked as usize, filtered.len());
        filtered
    };
    assert_eq!(locked().await, Vec::<String>::new());
    for _ in 0..3 {
        bind(&controller, "leo", WRONG).await;
    }
    assert_eq!(locked().await, [principal("leo")]);
    assert!(controller.unlock("leo").await.succeeded());
    assert_eq!(locked().await, Vec::<String>::new());

    let names = async || {
        let found = page(&directory, "", false, 1).await;
        let is_there = |account| {
            let address = principal(account);
            found.entries.iter().any(|entry| entry.mailbox == address)
        };
        (found.total, is_there("bob"), is_there("newcomer00000"))
    };
    let count = seeded();
    assert_eq!(names().await, (count, true, false));
    controller.move_to("bob", Unit::Board).await;
    assert_eq!(
        names().await,
        (count, false, false),
        "nobody is shown who has left"
    );
    controller.add_people("newcomer", 1, false).await;
    std::fs::write(&clock_file, "31").unwrap();
    assert_eq!(names().await, (count, false, true));
}
