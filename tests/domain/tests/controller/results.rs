//! What a controller answers, by number: the result code, and what tells apart the reasons for one.

use std::collections::HashSet;

use domain_tests::accounts::{ADMINISTRATOR, PASSWORD, dn, principal};
use domain_tests::{Answer, Controller, Policy, connect, quoted};
use ldap3::{LdapConnAsync, Mod};

use crate::table;

const NEW: &str = "Velvet#Tramway46";
const WRONG: &str = "Never-Was-A-Password-1";

/// What was seen, in order.
#[derive(Default)]
struct Seen {
    lines: Vec<Vec<String>>,
    wrong: Vec<String>,
}

impl Seen {
    fn note(&mut self, case: &str, answer: &Answer, expected: &str) {
        let seen = answer.short();
        self.lines.push(vec![
            case.to_owned(),
            seen.clone(),
            answer.text.chars().take(90).collect(),
        ]);
        if seen != expected {
            self.wrong
                .push(format!("{case}: {answer:?}, not {expected}"));
        }
    }
}

#[tokio::test]
async fn each_kind_of_answer_has_its_code() {
    let controller = Controller::start();
    let mut seen = Seen::default();
    sign_ins(&controller, &mut seen).await;
    refused_passwords(&controller, &mut seen).await;
    accounts(&controller, &mut seen).await;
    mistakes(&controller, &mut seen).await;
    table::print(
        "What the domain controller answered",
        &["case", "code", "text"],
        &seen.lines,
    );
    assert_eq!(seen.wrong, Vec::<String>::new());
}

async fn sign_ins(controller: &Controller, seen: &mut Seen) {
    let sign_in = async |name: &str, password: &str| controller.sign_in(name, password).await;
    let rows = [
        ("sign-in", "alice", PASSWORD, "0"),
        ("sign-in, wrong password", "alice", WRONG, "49 data 52e"),
        ("sign-in, nobody", "nobody", PASSWORD, "49 data 52e"),
        ("sign-in, special name", "zoe", PASSWORD, "0"),
        ("sign-in, disabled", "dave", PASSWORD, "49 data 533"),
        (
            "sign-in, disabled, wrong password",
            "dave",
            WRONG,
            "49 data 52e",
        ),
        ("sign-in, must change", "erin", PASSWORD, "49 data 773"),
        (
            "sign-in, must change, wrong password",
            "erin",
            WRONG,
            "49 data 52e",
        ),
        (
            "sign-in, password expired",
            "paula",
            PASSWORD,
            "49 data 532",
        ),
        (
            "sign-in, password expired, wrong one",
            "paula",
            WRONG,
            "49 data 52e",
        ),
        ("sign-in, account expired", "edgar", PASSWORD, "49 data 701"),
    ];
    for (case, account, password, expected) in rows {
        let answer = sign_in(&principal(account), password).await;
        seen.note(case, &answer, expected);
    }
    let answer = sign_in(&dn("zoe"), PASSWORD).await;
    seen.note("sign-in, by distinguished name", &answer, "0");
    for _ in 0..3 {
        sign_in(&principal("leo"), WRONG).await;
    }
    for (case, password) in [("locked", PASSWORD), ("locked, wrong password", WRONG)] {
        let answer = sign_in(&principal("leo"), password).await;
        seen.note(&format!("sign-in, {case}"), &answer, "49 data 775");
    }
    let answer = controller.change_as_service("leo", PASSWORD, NEW).await;
    seen.note("change, locked", &answer, "19 00000775");
}

async fn refused_passwords(controller: &Controller, seen: &mut Seen) {
    const REFUSED: &str = "19 0000052D";
    let rows = [
        ("change", "alice", NEW, "0"),
        ("change, too short", "bob", "Sh0rt#", REFUSED),
        (
            "change, not complex",
            "bob",
            "onlylowercaseletters",
            REFUSED,
        ),
        ("change, to the same", "bob", PASSWORD, REFUSED),
        (
            "change, younger than the minimum age",
            "grace",
            "Long#Enough#For16",
            REFUSED,
        ),
        (
            "change, holds the account's name",
            "nick",
            "nick#Tramway46",
            "0",
        ),
        ("change, letters beyond ASCII", "kate", "Zażółć#Gęślą9", "0"),
        ("change, 300 characters", "mona", &"Ab1#".repeat(75), "0"),
        ("change, not allowed to", "carl", NEW, "19"),
    ];
    for (case, account, new, expected) in rows {
        let answer = controller.change(account, PASSWORD, new).await;
        seen.note(case, &answer, expected);
    }
    let answer = controller.change("alice", NEW, PASSWORD).await;
    seen.note("change, to a former one", &answer, REFUSED);
    let answer = controller.change_as_service("bob", WRONG, NEW).await;
    seen.note("change, wrong current password", &answer, "19 00000056");
    controller.set_policy(&Policy::default()).await;
}

async fn accounts(controller: &Controller, seen: &mut Seen) {
    for (case, account) in [
        ("change for one who must change", "erin"),
        ("change for one whose password expired", "paula"),
        ("change for one who is disabled", "dave"),
        ("change for one outside the unit", "quinn"),
    ] {
        let answer = controller.change_as_service(account, PASSWORD, NEW).await;
        seen.note(case, &answer, "0");
    }
    let answer = controller.sign_in(&principal("erin"), NEW).await;
    seen.note("sign-in after that", &answer, "0");
    seen.note("reset", &controller.reset("olga", NEW).await, "0");
    let answer = controller.reset("olga", "short").await;
    seen.note("reset, too short", &answer, "19 0000052D");
    let answer = controller.reset("quinn", NEW).await;
    seen.note("reset outside the unit", &answer, "50");
}

async fn mistakes(controller: &Controller, seen: &mut Seen) {
    let name = || b"unicodePwd".to_vec();
    let value = |password: &str| HashSet::from([quoted(password)]);
    let both = || {
        vec![
            Mod::Delete(name(), value(PASSWORD)),
            Mod::Add(name(), value(NEW)),
        ]
    };
    let mut ldap = controller.connect().await;
    let answer = ldap.modify(&dn("pete"), both()).await.expect("an answer");
    seen.note("change without a sign-in", &answer.into(), "1 00002020");

    let bound = ldap.simple_bind(&principal("pete"), PASSWORD).await;
    assert_eq!(bound.expect("an answer").rc, 0);
    let unquoted = HashSet::from([NEW.as_bytes().to_vec()]);
    let missing = "CN=Nobody,OU=Staff,DC=corp,DC=test".to_owned();
    let rows = [
        (
            "reset by the owner",
            dn("pete"),
            vec![Mod::Replace(name(), value(NEW))],
            "50",
        ),
        (
            "reset of the administrator",
            ADMINISTRATOR.to_owned(),
            vec![Mod::Replace(name(), value(NEW))],
            "50",
        ),
        (
            "a new password only",
            dn("pete"),
            vec![Mod::Add(name(), value(NEW))],
            "50",
        ),
        (
            "the current password only",
            dn("pete"),
            vec![Mod::Delete(name(), value(PASSWORD))],
            "53 00002035",
        ),
        (
            "a password without quotation marks",
            dn("pete"),
            vec![
                Mod::Delete(name(), value(PASSWORD)),
                Mod::Add(name(), unquoted),
            ],
            "19 0000202F",
        ),
        ("no such entry", missing, both(), "32 00002030"),
    ];
    for (case, dn, changes, expected) in rows {
        let answer = ldap.modify(&dn, changes).await.expect("an answer");
        seen.note(case, &answer.into(), expected);
    }

    let (connection, mut plain) = LdapConnAsync::new(&controller.plain_url())
        .await
        .expect("a connection");
    ldap3::drive!(connection);
    let answer = plain.simple_bind(&principal("pete"), PASSWORD).await;
    seen.note(
        "sign-in without TLS",
        &answer.expect("an answer").into(),
        "8",
    );
    let mut started = connect(&controller.plain_url(), &controller.authority())
        .await
        .expect("a connection");
    let answer = started.simple_bind(&principal("pete"), PASSWORD).await;
    seen.note(
        "sign-in with StartTLS",
        &answer.expect("an answer").into(),
        "0",
    );
}
