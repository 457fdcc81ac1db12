//! A program that sends mail, as the panel sees it by the logs of Postfix and of the Dovecot that checks its passwords.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use domain_tests::accounts::{PASSWORD, principal};
use domain_tests::{
    Controller, EvidenceAgent, MailServer, PanelConfiguration, SignIn, SubmissionServer,
};
use serde_json::Value;
use system_tests::{next_second, path_from_environment, until};

use crate::http::Browser;
use crate::panel::support::{Panel, block_on, change};
use crate::table;

const NEW: &str = "Velvet#Tramway46";

/// Waits until the one device in the list is like this, and returns it.
fn wait_for_device(browser: &mut Browser, what: &str, is_so: impl Fn(&Value) -> bool) -> Value {
    let look = || {
        let devices = browser.get("/api/mailbox/devices").json();
        let devices = devices.as_array().cloned().unwrap_or_default();
        let seen = devices.iter().find(|device| is_so(device)).cloned();
        assert!(devices.len() <= 1, "{devices:?}");
        std::future::ready(seen)
    };
    block_on(until(what, look))
}

fn panel(controller: &Controller, folder: &Path) -> Panel {
    let configuration = PanelConfiguration {
        old_password_minutes: 0,
        ..PanelConfiguration::new(controller)
    };
    let store = folder.join("evidence.sqlite").display().to_string();
    let secret = EvidenceAgent::secret_file(folder).unwrap();
    let secret = secret.display().to_string();
    let arguments = [
        "--evidence-store",
        &store,
        "--evidence-secret-file",
        &secret,
    ];
    Panel::with_arguments(controller, &configuration, &arguments)
}

/// How many wrong passwords the one device of a mailbox has tried in a row.
fn wrong_count(agent: &EvidenceAgent, mailbox: &str) -> u64 {
    let output = Command::new(&agent.program)
        .args(["evidence-export", mailbox, "--store", "unused"])
        .arg("--evidence-store")
        .arg(agent.folder.join("evidence.sqlite"))
        .arg("--evidence-secret-file")
        .arg(agent.folder.join("secret"))
        .output()
        .unwrap();
    let kept: Value = serde_json::from_slice(&output.stdout).unwrap();
    kept["devices"][0]["wrongCount"].as_u64().unwrap()
}

/// The lines of a log that have this.
fn lines(log: &Path, part: &str) -> Vec<Vec<String>> {
    let text = fs_err::read_to_string(log).unwrap();
    let found = text.lines().filter(|line| line.contains(part));
    found.map(|line| vec![line.to_owned()]).collect()
}

#[test]
fn a_program_that_sends_mail_is_one_device_refused_or_let_in() {
    let controller = block_on(Controller::start_strict());
    let mail = MailServer::start(&controller);
    let server = SubmissionServer::start(&mail);
    let folder: PathBuf = controller.folder().join("agent");
    fs_err::create_dir_all(&folder).unwrap();
    let panel = panel(&controller, &folder);
    let agent = EvidenceAgent {
        program: path_from_environment("MAILBOX_PASSWORD_PANEL"),
        panel: panel.url(""),
        clock: panel.clock_file(),
        folder,
    };
    let _agent = agent.start_on(&[("dovecot", mail.log()), ("postfix", server.log())]);
    let alice = principal("alice");
    let mut browser = panel.user("alice", PASSWORD);

    assert_eq!(server.send(&alice, PASSWORD), SignIn::Accepted);
    let device = wait_for_device(&mut browser, "the program is let in", |device| {
        device["lastSuccessAt"].is_string()
    });
    assert_eq!(
        (&device["name"], &device["protocol"], &device["client"]),
        (&"Sends mail".into(), &"smtp".into(), &"smtp-sender".into())
    );

    let key = "0b0f5c9e-5d4c-4c39-9f06-2a4f6f3b8a11";
    assert_eq!(
        change(&mut browser, "alice", PASSWORD, NEW, key).status,
        200
    );
    block_on(next_second());
    assert_eq!(server.send(&alice, PASSWORD), SignIn::Refused);
    let refused = Instant::now();
    wait_for_device(&mut browser, "the program is behind", |device| {
        device["usesNewPassword"] == false
    });
    let after = refused.elapsed();
    // Postfix and Dovecot both write of a refusal; what Postfix wrote before this is read with it.
    assert_eq!(server.send(&principal("bob"), PASSWORD), SignIn::Accepted);
    let mut bob = panel.user("bob", PASSWORD);
    wait_for_device(&mut bob, "another one's program", |device| {
        device["lastSuccessAt"].is_string()
    });
    assert_eq!(wrong_count(&agent, &alice), 1, "it was refused once");
    assert_eq!(server.send(&alice, NEW), SignIn::Accepted);
    wait_for_device(&mut browser, "the program has the new password", |device| {
        device["usesNewPassword"] == true
    });
    table::print(
        "What the servers wrote of it",
        &["line"],
        &[
            lines(server.log(), "sasl_"),
            lines(server.log(), "SASL"),
            lines(mail.log(), "mismatch"),
            vec![vec![format!(
                "refused, and known {:.1} s later",
                after.as_secs_f64()
            )]],
        ]
        .concat(),
    );
}
