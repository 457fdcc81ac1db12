//! Answers that Microsoft's controllers are documented, or reported, to give and Samba does not.

use ::panel::directory::{ChangeOutcome, Directory, DirectoryError, Purpose};
use mailbox_password_rules::Rule;

use super::message::{Action, Request};
use super::server::{ANN, OK, Reply, SERVICE, Script, Scripted, settings};
use crate::directory::support::{attempt, change, open, reset, sign_in};
use crate::table;

const RESTRICTION: &str =
    "0000052D: SvcErr: DSID-031A120C, problem 5003 (WILL_NOT_PERFORM), data 0";

/// What comes of a change that is answered like this.
async fn changed(modify: Reply, new: &str) -> Result<ChangeOutcome, DirectoryError> {
    let server = Scripted::start(Script {
        modify,
        ..Script::default()
    })
    .await;
    let directory = open(settings(&[&server]));
    directory.change(change("ann", "old", new)).await
}

fn word(outcome: &Result<ChangeOutcome, DirectoryError>) -> &'static str {
    match outcome {
        Ok(ChangeOutcome::Changed(_) | ChangeOutcome::Repeated(_)) => "changed",
        Ok(ChangeOutcome::CurrentIncorrect(_)) => "current password wrong",
        Ok(ChangeOutcome::Rejected(_)) => "new password refused",
        Ok(ChangeOutcome::Locked(_)) => "locked",
        Ok(ChangeOutcome::NotAllowed) => "not allowed",
        Ok(ChangeOutcome::MailboxUnknown) => "unknown mailbox",
        Ok(ChangeOutcome::Busy | ChangeOutcome::Reused | ChangeOutcome::TooSoon(_)) => "other",
        Err(DirectoryError::Unavailable(_)) => "not changed, unavailable",
        Err(DirectoryError::OutcomeUnknown(_) | DirectoryError::StillRunning) => "unknown",
    }
}

#[tokio::test]
async fn scripted_answers_to_a_change_are_told_apart_by_their_numbers() {
    let constraint = "problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att 9005a (unicodePwd)";
    let mut lines = Vec::new();
    for (code, windows, rest, expected) in [
        (0, "", "", "changed"),
        (19, "0000052D", constraint, "new password refused"),
        (
            53,
            "0000052D",
            "problem 5003 (WILL_NOT_PERFORM), data 0",
            "new password refused",
        ),
        (19, "00000056", constraint, "current password wrong"),
        (19, "00000005", constraint, "not allowed"),
        (
            50,
            "00000005",
            "problem 4003 (INSUFF_ACCESS_RIGHTS), data 0",
            "not allowed",
        ),
        (
            53,
            "000008C3",
            "problem 5003 (WILL_NOT_PERFORM), data 0",
            "not allowed",
        ),
        (
            53,
            "0000001F",
            "problem 5003 (WILL_NOT_PERFORM), data 0",
            "not changed, unavailable",
        ),
        (
            32,
            "0000208D",
            "problem 2001 (NO_OBJECT), data 0",
            "unknown mailbox",
        ),
        (
            10,
            "0000202B",
            "data 0, 1 access points",
            "not changed, unavailable",
        ),
        (
            51,
            "00002095",
            "problem 5001 (BUSY), data 0",
            "not changed, unavailable",
        ),
        (
            52,
            "00002097",
            "problem 5002 (UNAVAILABLE), data 0",
            "not changed, unavailable",
        ),
        (80, "", "", "unknown"),
    ] {
        let text = match windows {
            "" => String::new(),
            windows => format!("{windows}: Err: DSID-031A120C, {rest}"),
        };
        let reply = Reply::Result(code, text.leak());
        let outcome = word(&changed(reply, "Velvet#Tramway46").await);
        lines.push([code.to_string(), windows.to_owned(), outcome.to_owned()].to_vec());
        assert_eq!(outcome, expected, "{code} {windows}");
    }
    table::print(
        "What a scripted controller answered",
        &["code", "Windows", "outcome"],
        &lines,
    );
}

#[tokio::test]
async fn a_scripted_refusal_without_a_reason_is_explained_by_the_published_rules() {
    let refused = Reply::Result(53, RESTRICTION);
    for (new, expected) in [
        ("AnnBell#2026x", vec![Rule::AccountName, Rule::DisplayName]),
        ("Bell#Tower#31", vec![Rule::DisplayName]),
        ("Ab#1", vec![Rule::MinLength]),
        ("Velvet#Tramway46", Vec::new()),
    ] {
        let outcome = changed(refused, new).await.unwrap();
        assert_eq!(outcome, ChangeOutcome::Rejected(expected), "{new}");
    }
}

#[tokio::test]
async fn scripted_answers_to_a_sign_in_are_told_apart_by_the_number_after_data() {
    for (data, expected) in [
        ("525", "refused"),
        ("52e", "refused"),
        ("530", "refused"),
        ("531", "refused"),
        ("532", "accepted"),
        ("533", "refused"),
        ("701", "refused"),
        ("773", "accepted"),
        ("775", "locked"),
    ] {
        let text = format!(
            "80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data {data}, v4563"
        );
        let server = Scripted::start(Script {
            bind: Reply::Result(49, text.leak()),
            ..Script::default()
        })
        .await;
        let directory = open(settings(&[&server]));
        let outcome = sign_in(&directory, "ann@corp.test", "some", Purpose::OwnMailbox).await;
        assert_eq!(outcome, expected, "{data}");
    }
}

#[tokio::test]
async fn a_scripted_controller_that_accepts_an_empty_password_is_never_asked() {
    let server = Scripted::start(Script::default()).await;
    let directory = open(settings(&[&server]));
    let outcome = sign_in(&directory, "ann@corp.test", "", Purpose::OwnMailbox).await;
    assert_eq!(outcome, "refused");
    let changed = directory
        .change(change("ann", "", "Velvet#Tramway46"))
        .await;
    assert_eq!(word(&changed), "current password wrong");
    assert_eq!(server.sign_ins(), 0, "{:?}", server.seen());
    assert_eq!(server.modifications(), 0);
}

#[tokio::test]
async fn a_scripted_change_is_one_modification_and_a_reset_is_another_one() {
    let server = Scripted::start(Script::default()).await;
    let directory = open(settings(&[&server]));
    directory.change(change("ann", "old", "new")).await.unwrap();
    directory.reset(reset("ann", "new", true)).await.unwrap();
    let modifications: Vec<_> = server
        .seen()
        .into_iter()
        .filter(|request| matches!(request, Request::Modify(..)))
        .collect();
    let pwd = |action| (action, "unicodePwd".to_owned());
    let expected = [
        Request::Modify(ANN.to_owned(), vec![pwd(Action::Delete), pwd(Action::Add)]),
        Request::Modify(
            ANN.to_owned(),
            vec![
                pwd(Action::Replace),
                (Action::Replace, "pwdLastSet".to_owned()),
            ],
        ),
    ];
    assert_eq!(modifications, expected);
}

#[tokio::test]
async fn a_scripted_refusal_of_the_panels_account_is_not_tried_elsewhere() {
    let script = Script {
        service: Reply::Result(49, "80090308: LdapErr: DSID-1, comment: x, data 52e, v1db1"),
        ..Script::default()
    };
    let (one, other) = (Scripted::start(script).await, Scripted::start(script).await);
    let directory = open(settings(&[&one, &other]));
    let error = directory.check().await.unwrap_err().to_string();
    assert!(
        error.contains("name or password of the panel's account"),
        "{error}"
    );
    assert_eq!(one.seen(), [Request::Bind(SERVICE.to_owned())]);
    assert_eq!(other.seen(), []);
}

#[tokio::test]
async fn scripted_partnerships_of_mobile_devices_are_listed() {
    let server = Scripted::start(Script {
        below: &[
            (
                "iPhone§ApplDNQX1234",
                &[
                    ("cn", "iPhone§ApplDNQX1234"),
                    ("msExchDeviceID", "ApplDNQX1234"),
                    ("msExchDeviceType", "iPhone"),
                    ("msExchDeviceFriendlyName", "Ann's iPhone"),
                ],
            ),
            (
                "unnamed",
                &[("cn", "unnamed"), ("msExchDeviceOS", "Android 16")],
            ),
        ],
        ..Script::default()
    })
    .await;
    let directory = open(settings(&[&server]));
    let devices = directory.devices("ann@corp.test").await.unwrap();
    let read: Vec<_> = devices
        .iter()
        .map(|device| {
            (
                device.id.as_str(),
                device.name.as_str(),
                device.client.as_str(),
            )
        })
        .collect();
    let expected = [
        ("ApplDNQX1234", "Ann's iPhone", "ios-mail"),
        ("unnamed", "unnamed", "android"),
    ];
    assert_eq!(read, expected);
    assert!(
        devices
            .iter()
            .all(|device| device.uses_new_password.is_none())
    );
}

#[tokio::test]
async fn a_scripted_search_that_is_refused_is_no_answer() {
    let server = Scripted::start(Script {
        search: Reply::Result(1, "000004DC: LdapErr: DSID-0C090A5C"),
        bind: OK,
        ..Script::default()
    })
    .await;
    let directory = open(settings(&[&server]));
    let attempt = attempt("ann@corp.test", "some", Purpose::Mail);
    let error = directory.sign_in(attempt).await.unwrap_err();
    assert!(matches!(error, DirectoryError::Unavailable(_)), "{error:?}");
    assert_eq!(server.sign_ins(), 0);
}
