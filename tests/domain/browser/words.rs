//! From what the directory answers to what a person reads.

use domain_tests::accounts::{PASSWORD, principal};
use domain_tests::{Controller, Policy};
use system_tests::Browser;

use crate::place::{NEW, Place};
use crate::table;

const WRONG: &str = "Never-Was-A-Password-1";
/// What stands at the sign-in, whatever the reason: without a session nobody learns which.
const NOT_SIGNED_IN: &str = "The address or the password is not right, or the mailbox is locked.";

/// A change that the directory refuses.
struct Row {
    case: &'static str,
    account: &'static str,
    current: &'static str,
    new: &'static str,
    /// What the directory answers to the same change without the panel.
    answer: &'static str,
    /// The problem code of the wire contract.
    code: &'static str,
    /// What the person reads.
    words: &'static str,
}

const ROWS: &[Row] = &[
    Row {
        case: "wrong current password",
        account: "alice",
        current: WRONG,
        new: NEW,
        answer: "49 data 52e",
        code: "current-password-incorrect",
        words: "2 tries left before the mailbox locks",
    },
    Row {
        case: "a former password",
        account: "bob",
        current: NEW,
        new: PASSWORD,
        answer: "19 0000052D",
        code: "password-rejected",
        words: "It may break a rule that is not shown here",
    },
    Row {
        case: "not allowed to change",
        account: "carl",
        current: PASSWORD,
        new: NEW,
        answer: "19",
        code: "change-not-allowed",
        words: "You may not change this password yourself",
    },
    Row {
        case: "younger than the minimum age",
        account: "grace",
        current: PASSWORD,
        new: "Velvet#Tramway46#Longer",
        answer: "19 0000052D",
        code: "too-soon",
        words: "too new to be changed again",
    },
    Row {
        case: "locked",
        account: "leo",
        current: PASSWORD,
        new: NEW,
        answer: "49 data 775",
        code: "mailbox-locked",
        words: "The mailbox is locked.",
    },
];

#[tokio::test]
async fn each_refusal_of_the_directory_has_a_problem_code_and_words() {
    let place = Place::strict().await;
    // What the directory says is asked of a copy, where it changes nothing for the panel.
    let copy = Controller::start();
    let policy = Policy {
        history: 5,
        ..Policy::default()
    };
    for controller in [&place.controller, &copy] {
        controller.set_policy(&policy).await;
        let changed = controller.change("bob", PASSWORD, NEW).await;
        assert!(changed.succeeded(), "{changed:?}");
    }
    let mut lines = Vec::new();
    let mut wrong = Vec::new();
    for row in ROWS {
        let browser = Browser::start().await;
        let name = principal(row.account);
        let password = if row.account == "bob" { NEW } else { PASSWORD };
        browser
            .sign_in(&place.panel.url("/"), &name, password)
            .await;
        if row.case == "locked" {
            for controller in [&place.controller, &copy] {
                for _ in 0..3 {
                    controller.sign_in(&name, WRONG).await;
                }
            }
        }
        let answer = copy.change(row.account, row.current, row.new).await.short();
        browser.change(row.current, row.new).await;
        browser.wait_for_text("was not changed").await;
        let failed = browser.events("failed").await;
        let code = failed
            .last()
            .map_or("", |event| event["detail"]["code"].as_str().unwrap_or(""));
        let words = browser.live_region_text().await;
        if answer != row.answer || code != row.code || !words.contains(row.words) {
            wrong.push(format!("{}: {answer}, {code}, {words}", row.case));
        }
        lines.push(vec![row.case.to_owned(), answer, code.to_owned(), words]);
    }
    for (case, account) in [
        ("disabled", "dave"),
        ("account expired", "edgar"),
        ("nobody", "nobody"),
    ] {
        let name = principal(account);
        let answer = copy.sign_in(&name, PASSWORD).await.short();
        let browser = Browser::start().await;
        browser.open(place.panel.url("/")).await;
        browser.fill("E-mail address", &name).await;
        browser.fill("Password", PASSWORD).await;
        browser.press("Sign in").await;
        browser.wait_for_page_text(NOT_SIGNED_IN).await;
        lines.push(vec![
            format!("sign-in, {case}"),
            answer,
            "–".to_owned(),
            NOT_SIGNED_IN.to_owned(),
        ]);
    }
    table::print(
        "From the directory's answer to what a person reads",
        &["case", "answer", "problem code", "words"],
        &lines,
    );
    assert_eq!(wrong, Vec::<String>::new());
}
