//! What an administrator cannot set, and for whom.

#![allow(clippy::panic, clippy::unwrap_used)]

use crate::support::{
    ADMIN, ADMIN_PASSWORD, ANN, ANN_PASSWORD, Answer, BOB, CLEO, DORA, NEW_PASSWORD, OTHER_ADMIN,
    OTHER_ADMIN_PASSWORD, Panel, Start, admin_path,
};
use serde_json::{Value, json};

/// Sets Ann's password with these members in place of the usual ones; it must be refused, and her old one stays.
fn check(panel: &Panel, members: &Value, status: u16, code: &str) -> Answer {
    let mut administrator = panel.administrator();
    let mut request = administrator.reset_request(ANN, NEW_PASSWORD);
    for (name, value) in members.as_object().unwrap() {
        request = request.member(name, value);
    }
    let answer = administrator.send(&request);
    assert_eq!((answer.status, answer.code().as_str()), (status, code));
    assert!(!answer.body.contains(NEW_PASSWORD), "{answer:?}");
    assert!(panel.accepts(ANN, ANN_PASSWORD), "{members}");
    answer
}

#[test]
fn the_rules_that_can_be_judged_hold() {
    let panel = Panel::start();
    for (new, rules) in [
        ("Short-1", json!([{ "rule": "min-length" }])),
        ("onlylowercase", json!([{ "rule": "classes" }])),
        ("Winter-Bell-1904", json!([{ "rule": "display-name" }])),
        ("Password1234", json!([{ "rule": "common" }])),
    ] {
        let answer = check(
            &panel,
            &json!({ "newPassword": new }),
            422,
            "password-rejected",
        );
        assert_eq!(answer.json()["violations"], rules, "{new}");
    }
    let refused = panel
        .audit(ANN)
        .iter()
        .filter(|(event, ..)| event == "reset-refused")
        .count();
    assert_eq!(refused, 4);
}

#[test]
fn what_has_no_business_in_the_body_is_refused() {
    let panel = Panel::start();
    for members in [
        json!({ "currentPassword": ANN_PASSWORD }),
        json!({ "newPassword": "" }),
        json!({ "newPassword": null }),
        json!({ "mustChange": "yes" }),
    ] {
        check(&panel, &members, 400, "blank");
    }
    check(&panel, &json!({ "mailbox": BOB }), 403, "mailbox-mismatch");
    let panel = Start::new()
        .with_policy(r#"{"supports":{"mustChange":false,"signOutOtherSessions":false}}"#)
        .run();
    for member in ["mustChange", "signOutOtherSessions"] {
        check(&panel, &json!({ member: true }), 400, "blank");
    }
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    for member in ["mustChange", "signOutOtherSessions"] {
        let request = ann
            .change_request(ANN, ANN_PASSWORD, NEW_PASSWORD)
            .member(member, &json!(true));
        assert_eq!(ann.send(&request).status, 400, "{member} is no user's wish");
    }
    let mut administrator = panel.administrator();
    let request = administrator
        .reset_request(ANN, NEW_PASSWORD)
        .member("mustChange", &json!(false));
    assert_eq!(administrator.send(&request).status, 200);
}

#[test]
fn a_foreign_mailbox_and_none_at_all_are_answered_alike() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    for mailbox in [
        DORA,
        OTHER_ADMIN,
        "nobody@example.com",
        "nobody",
        "<b>x</b>@example.com",
    ] {
        let answers = [
            administrator.reset(mailbox, NEW_PASSWORD),
            administrator.unlock(mailbox),
            administrator.get(&admin_path(mailbox, "policy")),
            administrator.get(&admin_path(mailbox, "devices")),
            administrator.get(&admin_path(mailbox, "status")),
        ];
        for answer in answers {
            assert_eq!(
                (answer.status, answer.body.as_str()),
                (
                    404,
                    r#"{"type":"urn:mailbox-password:problem:mailbox-unknown","title":"There is no such mailbox.","status":404}"#
                ),
                "{mailbox}"
            );
        }
    }
    let not_text = administrator.get("/api/admin/mailboxes/%ff/status");
    assert_eq!(not_text.code(), "mailbox-unknown");
    let answer = panel
        .signed_in_as_administrator(OTHER_ADMIN, OTHER_ADMIN_PASSWORD)
        .reset(DORA, NEW_PASSWORD);
    assert_eq!(answer.status, 200, "{answer:?}");
}

#[test]
fn an_administrators_own_mailbox_is_changed_elsewhere() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    let answer = administrator.reset(ADMIN, NEW_PASSWORD);
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (403, "change-not-allowed")
    );
    assert!(panel.accepts(ADMIN, ADMIN_PASSWORD));
    let mut own = panel.signed_in(ADMIN, ADMIN_PASSWORD);
    assert_eq!(own.change(ADMIN, ADMIN_PASSWORD, NEW_PASSWORD).status, 200);
    assert_eq!(
        administrator.get(&admin_path(ANN, "status")).status,
        401,
        "that ends the sessions as an administrator, too"
    );
}

#[test]
fn who_is_no_longer_an_administrator_is_nobody() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    panel
        .store()
        .execute(
            "UPDATE accounts SET role = 'user' WHERE mailbox = ?1",
            [ADMIN],
        )
        .unwrap();
    assert_eq!(administrator.reset(ANN, NEW_PASSWORD).status, 401);
    assert!(panel.accepts(ANN, ANN_PASSWORD));
}

#[test]
fn only_a_page_of_the_panel_may_send_it() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    let other = panel.second_administrator().token;
    for (name, value, status) in [
        ("x-csrf-token", "", 403),
        ("x-csrf-token", other.as_str(), 403),
        ("sec-fetch-site", "cross-site", 403),
        ("sec-fetch-site", "same-site", 403),
        ("sec-fetch-site", "", 403),
        ("content-type", "text/plain", 415),
        ("content-type", "application/x-www-form-urlencoded", 415),
    ] {
        let requests = [
            administrator.reset_request(ANN, NEW_PASSWORD),
            administrator.unlock_request(CLEO),
        ];
        for request in requests {
            let answer = administrator.send(&request.header(name, value));
            assert_eq!(
                (answer.status, &answer.json()["type"]),
                (status, &json!("about:blank")),
                "{name}: {value}"
            );
        }
    }
    assert!(panel.accepts(ANN, ANN_PASSWORD));
    assert_eq!(administrator.status_of(CLEO)["locked"], true);
}
