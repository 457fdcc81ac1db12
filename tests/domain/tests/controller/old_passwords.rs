//! What a device does to its owner's account that still has an earlier password.

use domain_tests::accounts::{PASSWORD, principal};
use domain_tests::{Answer, Controller, Policy, Setting};

use crate::table;

/// How often the device tries.
const TRIES: usize = 5;
const LOCKED: &str = "49 data 775";

/// A setting, and what is expected of a device.
struct Row {
    name: &'static str,
    account: &'static str,
    /// How long the previous password goes on working, in minutes; `None`: as without a setting.
    old_password_minutes: Option<u32>,
    history: u32,
    /// How often the password is changed before the device tries the first one.
    changes: usize,
    /// Whether it is set by an administrator instead.
    is_reset: bool,
    expected: Seen,
}

/// What was seen.
#[derive(Debug, Eq, PartialEq)]
struct Seen {
    /// Whether the device gets in.
    accepted: bool,
    /// How many wrong passwords are counted after its first try.
    counted: u32,
    /// After which of its tries the account was locked.
    locked_after: Option<usize>,
}

const WORKS: Seen = Seen {
    accepted: true,
    counted: 0,
    locked_after: None,
};
const REFUSED: Seen = Seen {
    accepted: false,
    counted: 0,
    locked_after: None,
};
const LOCKS: Seen = Seen {
    accepted: false,
    counted: 1,
    locked_after: Some(3),
};

const ROWS: &[Row] = &[
    Row {
        name: "no setting, history 5: the previous password",
        account: "alice",
        old_password_minutes: None,
        history: 5,
        changes: 1,
        is_reset: false,
        expected: WORKS,
    },
    Row {
        name: "0 minutes, history 5: the previous password",
        account: "bob",
        old_password_minutes: Some(0),
        history: 5,
        changes: 1,
        is_reset: false,
        expected: REFUSED,
    },
    Row {
        name: "0 minutes, history 1: the previous password",
        account: "carol",
        old_password_minutes: Some(0),
        history: 1,
        changes: 1,
        is_reset: false,
        expected: LOCKS,
    },
    Row {
        name: "0 minutes, history 0: the previous password",
        account: "frank",
        old_password_minutes: Some(0),
        history: 0,
        changes: 1,
        is_reset: false,
        expected: LOCKS,
    },
    Row {
        name: "0 minutes, history 5: the one before the previous",
        account: "heidi",
        old_password_minutes: Some(0),
        history: 5,
        changes: 2,
        is_reset: false,
        expected: REFUSED,
    },
    Row {
        name: "0 minutes, history 5: three changes behind",
        account: "ivan",
        old_password_minutes: Some(0),
        history: 5,
        changes: 3,
        is_reset: false,
        expected: LOCKS,
    },
    Row {
        name: "0 minutes, history 5: the one before a reset",
        account: "judy",
        old_password_minutes: Some(0),
        history: 5,
        changes: 1,
        is_reset: true,
        expected: REFUSED,
    },
];

#[tokio::test]
async fn whether_an_old_password_works_counts_or_locks_depends_on_the_settings() {
    let usual = Controller::start();
    let strict = Controller::start_with(Setting {
        old_password_minutes: Some(0),
        ..Setting::default()
    });
    let mut lines = Vec::new();
    let mut wrong = Vec::new();
    for row in ROWS {
        let controller = match row.old_password_minutes {
            None => &usual,
            Some(_) => &strict,
        };
        let seen = play(controller, row).await;
        let locked = seen
            .locked_after
            .map(|tries| format!("after {tries} tries"));
        lines.push(vec![
            row.name.to_owned(),
            if seen.accepted { "works" } else { "refused" }.to_owned(),
            format!("+{}", seen.counted),
            locked.unwrap_or_else(|| format!("not in {TRIES} tries")),
        ]);
        if seen != row.expected {
            wrong.push(format!("{}: {seen:?}", row.name));
        }
    }
    table::print(
        "A device with an earlier password; three wrong ones lock",
        &["setting and password", "sign-in", "counted", "locked"],
        &lines,
    );
    assert_eq!(wrong, Vec::<String>::new());
}

#[tokio::test]
async fn a_locked_account_refuses_the_right_password_until_it_is_unlocked() {
    let controller = Controller::start();
    let alice = principal("alice");
    for _ in 0..3 {
        let answer = controller.sign_in(&alice, "Never-Was-A-Password-1").await;
        assert_eq!(answer.short(), "49 data 52e");
    }
    assert_eq!(controller.sign_in(&alice, PASSWORD).await.short(), LOCKED);
    let reset = controller.reset("alice", "After-The-Reset-2026").await;
    assert!(reset.succeeded(), "{reset:?}");
    let answer = controller.sign_in(&alice, "After-The-Reset-2026").await;
    assert_eq!(answer.short(), LOCKED, "a reset does not unlock");
    assert!(controller.unlock("alice").await.succeeded());
    let answer = controller.sign_in(&alice, "After-The-Reset-2026").await;
    assert!(answer.succeeded(), "{answer:?}");
}

async fn play(controller: &Controller, row: &Row) -> Seen {
    let policy = Policy {
        history: row.history,
        ..Policy::default()
    };
    controller.set_policy(&policy).await;
    let mut current = PASSWORD.to_owned();
    for change in 1..=row.changes {
        let new = format!("Number-{change}-Of-2026");
        let answer = match row.is_reset {
            true => controller.reset(row.account, &new).await,
            false => controller.change(row.account, &current, &new).await,
        };
        assert!(answer.succeeded(), "{}: {answer:?}", row.name);
        current = new;
    }
    let name = principal(row.account);
    let attempt = || controller.sign_in(&name, PASSWORD);
    let accepted = attempt().await.succeeded();
    let counted = controller.wrong_passwords(row.account).await;
    let mut locked_after = None;
    for tries in 2..=TRIES {
        if is_locked(controller, row.account).await {
            locked_after.get_or_insert(tries - 1);
        }
        attempt().await;
    }
    if locked_after.is_some() {
        let answer: Answer = controller.sign_in(&name, &current).await;
        assert_eq!(answer.short(), LOCKED, "{}", row.name);
        assert!(controller.unlock(row.account).await.succeeded());
    }
    let answer = controller.sign_in(&name, &current).await;
    assert!(answer.succeeded(), "{}: {answer:?}", row.name);
    Seen {
        accepted,
        counted,
        locked_after,
    }
}

/// As the computed attribute has it; `lockoutTime` keeps its value after the lock has ended.
async fn is_locked(controller: &Controller, account: &str) -> bool {
    const LOCKED_OUT: u32 = 0x10;
    let name = "msDS-User-Account-Control-Computed";
    let dn = domain_tests::accounts::dn(account);
    let attributes = controller.attributes(&dn, &[name]).await;
    let computed: u32 = attributes[name][0].parse().unwrap_or_default();
    computed & LOCKED_OUT != 0
}
