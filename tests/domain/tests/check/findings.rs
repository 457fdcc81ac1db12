//! What `panel check` says of each thing that can be wrong. Each is wrong with a real controller.

use domain_tests::accounts::{ADMINISTRATORS, DOMAIN, PASSWORD, SERVICE, dn, principal};
use domain_tests::{Controller, PanelConfiguration};
use ldap3::{Scope, SearchEntry};

use super::program::{Checked, check, with_second};
use crate::table;

/// What is to be said: exactly these things are wrong, each line with these words.
#[derive(Default)]
pub(super) struct Findings {
    lines: Vec<Vec<String>>,
    mistaken: Vec<String>,
}

impl Findings {
    pub(super) fn note(&mut self, case: &str, checked: &Checked, expected: &[&str]) {
        let wrong = checked.wrong();
        for line in &wrong {
            self.lines.push(vec![case.to_owned(), (*line).to_owned()]);
        }
        let as_expected = wrong.len() == expected.len()
            && wrong
                .iter()
                .zip(expected)
                .all(|(line, words)| line.contains(words));
        if !as_expected || checked.code != Some(i32::from(!expected.is_empty())) {
            self.mistaken
                .push(format!("{case}: {checked:?}, not {expected:?}"));
        }
    }

    pub(super) fn assert(&self) {
        table::print(
            "What `panel check` says",
            &["what is wrong", "words"],
            &self.lines,
        );
        assert_eq!(self.mistaken, Vec::<String>::new());
    }
}

#[tokio::test]
async fn of_a_right_configuration_nothing_is_wrong_and_nothing_is_changed() {
    let controller = Controller::start();
    // A first sign-in is noted by the directory, at the account that signs in.
    controller.service().await;
    let before = last_change(&controller).await;
    let configuration = PanelConfiguration {
        more: vec!["records = \"records.sqlite\"".to_owned()],
        ..PanelConfiguration::new(&controller)
    };
    let checked = check(&configuration, &[]);
    assert_eq!(
        (checked.wrong(), checked.code),
        (vec![], Some(0)),
        "{checked:?}"
    );
    for words in [
        "its certificate is valid",
        "agree",
        "svc-panel@corp.test: signs in",
        "may set passwords",
        "may unlock",
        "at the next sign-in",
        "it wants 10 characters",
        "CN=Strict,",
        "it wants 16 characters",
        "has members",
        "Nothing is wrong.",
    ] {
        assert!(checked.text.contains(words), "{words}: {}", checked.text);
    }
    assert!(!checked.text.contains("note "), "{}", checked.text);
    assert_eq!(
        changed_since(&controller, before).await,
        Vec::<String>::new()
    );
    assert!(
        controller
            .sign_in(&principal("adele"), PASSWORD)
            .await
            .succeeded()
    );
}

#[tokio::test]
async fn what_is_wrong_with_a_controller_is_said_while_the_other_one_works() {
    let controller = Controller::start();
    let mut second = Controller::start();
    let mut findings = Findings::default();
    let checked = check(&with_second(&controller, &second), &[]);
    findings.note("nothing, with two controllers", &checked, &[]);
    second.freeze();
    let checked = check(&with_second(&controller, &second), &[]);
    findings.note("the second is frozen", &checked, &["it does not answer"]);
    second.thaw();
    second.stop();
    let configuration = with_second(&controller, &second);
    let checked = check(&configuration, &[]);
    findings.note(
        "the second does not run",
        &checked,
        &["nobody listens there"],
    );
    assert!(
        checked.text.contains("may set passwords"),
        "{}",
        checked.text
    );
    let unknown = PanelConfiguration {
        controllers: vec!["ldaps://dc1.corp.invalid".to_owned()],
        ..PanelConfiguration::new(&controller)
    };
    findings.note(
        "no such name",
        &check(&unknown, &[]),
        &["its name is not known here"],
    );
    let other = PanelConfiguration {
        scope: "OU=Staff,DC=elsewhere,DC=test".to_owned(),
        ..PanelConfiguration::new(&controller)
    };
    findings.note(
        "another domain",
        &check(&other, &[]),
        &["it serves the domain DC=corp,DC=test"],
    );
    findings.assert();
}

#[tokio::test]
async fn what_is_wrong_with_the_panels_account_is_said() {
    let controller = Controller::start();
    let right = PanelConfiguration::new(&controller);
    let mut findings = Findings::default();
    let account = |name: &str| PanelConfiguration {
        account: principal(name),
        password: PASSWORD.to_owned(),
        ..right.clone()
    };
    let password = PanelConfiguration {
        password: "not-the-password".to_owned(),
        ..right.clone()
    };
    let refused = "refuses the name or the password";
    findings.note("a wrong password", &check(&password, &[]), &[refused]);
    findings.note(
        "no such account",
        &check(&account("nobody"), &[]),
        &[refused],
    );
    findings.note(
        "it is disabled",
        &check(&account("dave"), &[]),
        &["it is disabled"],
    );
    findings.note(
        "its password expired",
        &check(&account("paula"), &[]),
        &["its password has expired"],
    );
    for _ in 0..3 {
        check(&password, &[]);
    }
    findings.note("it is locked", &check(&right, &[]), &["it is locked"]);
    let attributes = controller.attributes(&dn(SERVICE), &["badPwdCount"]).await;
    assert_eq!(
        attributes["badPwdCount"],
        ["3"],
        "each check tries a password once"
    );
    findings.assert();
}

#[tokio::test]
async fn missing_rights_and_a_wrong_clock_are_said() {
    let controller = Controller::start();
    let right = PanelConfiguration::new(&controller);
    let mut findings = Findings::default();
    let rights = PanelConfiguration {
        account: principal("bob"),
        password: PASSWORD.to_owned(),
        ..right.clone()
    };
    let expected = [
        "may not set passwords",
        "may not unlock",
        "may not have a password changed at the next sign-in",
        "may not read CN=Strict,",
    ];
    findings.note("no rights", &check(&rights, &[]), &expected);
    let clock = controller.folder().join("clock");
    fs_err::write(&clock, "600").expect("a clock file");
    let clock = clock.display().to_string();
    let checked = check(&right, &["--clock-file", &clock]);
    findings.note("the clock", &checked, &["seconds apart"]);
    findings.assert();
}

#[tokio::test]
async fn names_that_are_not_there_and_unusable_files_are_said() {
    let controller = Controller::start();
    let right = PanelConfiguration::new(&controller);
    let mut findings = Findings::default();
    let scope = PanelConfiguration {
        scope: "OU=Nowhere,DC=corp,DC=test".to_owned(),
        ..right.clone()
    };
    findings.note(
        "no such unit",
        &check(&scope, &[]),
        &["there is no OU=Nowhere"],
    );
    let empty = PanelConfiguration {
        scope: "OU=Groups,DC=corp,DC=test".to_owned(),
        ..right.clone()
    };
    findings.note(
        "nobody in the unit",
        &check(&empty, &[]),
        &["finds no account with a mail address"],
    );
    let group = PanelConfiguration {
        administrators: vec![(ADMINISTRATORS.replace("Mailbox", "Other"), None)],
        ..right.clone()
    };
    findings.note("no such group", &check(&group, &[]), &["there is no group"]);
    let secret = PanelConfiguration {
        secret: "short".to_owned(),
        ..right.clone()
    };
    findings.note("a short secret", &check(&secret, &[]), &["secret-file"]);
    let ca = PanelConfiguration {
        ca: Some(controller.folder().join("nothing.pem")),
        ..right.clone()
    };
    findings.note("no authority", &check(&ca, &[]), &["nothing.pem"]);
    let checked = check(&right, &["--dist", "nowhere"]);
    findings.note("no widget", &checked, &["nowhere has no element.js"]);
    findings.assert();
}

/// The number of the last change in the directory.
async fn last_change(controller: &Controller) -> u64 {
    let name = "highestCommittedUSN";
    let attributes = controller.attributes("", &[name]).await;
    attributes[name][0].parse().expect("a number")
}

/// What was changed after this number.
async fn changed_since(controller: &Controller, number: u64) -> Vec<String> {
    let mut ldap = controller.administrator().await;
    let filter = format!("(uSNChanged>={})", number + 1);
    let found = ldap.search(DOMAIN, Scope::Subtree, &filter, ["cn"]).await;
    let (entries, _) = found.expect("an answer").success().expect("entries");
    let entries = entries.into_iter().filter(|entry| !entry.is_ref());
    entries
        .map(|entry| SearchEntry::construct(entry).dn)
        .collect()
}
