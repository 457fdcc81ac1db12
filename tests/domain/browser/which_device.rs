//! Which device it is: real mail programs, the mail servers' own logs, an agent, the panel, and the widget.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use domain_tests::accounts::{PASSWORD, principal};
use domain_tests::{
    Controller, EvidenceAgent, MailProgram, MailServer, PanelConfiguration, RunningAgent, SignIn,
    SubmissionServer,
};
use serde_json::json;
use system_tests::{Browser, CHANGED, Panel, next_second, path_from_environment, until};

use crate::place::NEW;
use crate::table;

/// The device of each program, as the list calls it.
const IMAP: &str = "Mail program (IMAP)";
const POP: &str = "Mail program (POP3)";
const SENDER: &str = "Sends mail";

const STILL_OLD: &str = "Still using the old password";

/// A company with an agent on its mail servers: one to fetch mail from, one that takes it.
struct Company {
    mail: MailServer,
    submission: SubmissionServer,
    panel: Panel,
    agent: EvidenceAgent,
    programs: PathBuf,
    _controller: Controller,
}

impl Company {
    async fn start() -> Self {
        let controller = Controller::start_strict().await;
        let folder = controller.folder().join("agent");
        std::fs::create_dir_all(&folder).unwrap();
        let secret = EvidenceAgent::secret_file(&folder).unwrap();
        let configuration = PanelConfiguration {
            dist: Some(path_from_environment("MAILBOX_PASSWORD_DIST")),
            old_password_minutes: 0,
            ..PanelConfiguration::new(&controller)
        };
        let configuration = configuration
            .write(&controller.folder().join("panel"))
            .unwrap();
        let store = folder.join("evidence.sqlite").display().to_string();
        let secret = secret.display().to_string();
        let arguments = [
            "--evidence-store",
            &store,
            "--evidence-secret-file",
            &secret,
        ];
        let panel = Panel::start_on_with(&configuration, &arguments).await;
        let mail = MailServer::start(&controller);
        Self {
            submission: SubmissionServer::start(&mail),
            mail,
            agent: EvidenceAgent {
                program: path_from_environment("MAILBOX_PASSWORD_PANEL"),
                panel: panel.url(""),
                clock: panel.clock_file(),
                folder,
            },
            panel,
            programs: controller.folder().join("programs"),
            _controller: controller,
        }
    }

    /// Opens the page of devices until it says this of so many devices.
    async fn wait_for_devices(&self, browser: &Browser, words: &str, count: usize) {
        until(words, || async {
            browser.open(self.panel.url("/mailbox/devices")).await;
            let look = "return [document.body.innerText, document.querySelectorAll('.panel-device').length];";
            let seen = browser.run(look, json!([])).await;
            let is_said = seen[0].as_str().is_some_and(|text| text.contains(words));
            (is_said && seen[1] == count).then_some(())
        })
        .await;
    }

    fn start_agent(&self) -> RunningAgent {
        self.agent.start_on(&[
            ("dovecot", self.mail.log()),
            ("postfix", self.submission.log()),
        ])
    }

    fn send(&self, password: &str) -> SignIn {
        self.submission.send(&principal("alice"), password)
    }

    fn fetch(&self, program: MailProgram, password: &str) -> SignIn {
        program.fetch(&self.mail, &principal("alice"), password, &self.programs)
    }
}

/// How long the widget takes to say of this device, just refused, that it still uses the old password.
async fn time_until_named(browser: &Browser, device: &str) -> Duration {
    let refused = Instant::now();
    until(device, || async {
        let look = "return all('.mbp-device').some((e) => nameOf(e).startsWith(arguments[0]) && e.innerText.includes(arguments[1]));";
        let is_said = browser.run(look, json!([device, STILL_OLD])).await;
        (is_said == true).then_some(())
    })
    .await;
    refused.elapsed()
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[tokio::test]
async fn the_device_that_was_left_behind_is_named_until_it_is_safe_to_unlock() {
    let company = Company::start().await;
    let agent = company.start_agent();
    let (user, administrator) = (Browser::start().await, Browser::start().await);
    for browser in [&user, &administrator] {
        browser.shorten_polling().await;
    }
    let alice = principal("alice");
    for program in [MailProgram::Mbsync, MailProgram::Mpop, MailProgram::Curl] {
        assert_eq!(
            company.fetch(program, PASSWORD),
            SignIn::Accepted,
            "{program:?}"
        );
    }
    assert_eq!(company.send(PASSWORD), SignIn::Accepted);
    user.sign_in(&company.panel.url("/"), &alice, PASSWORD)
        .await;
    company
        .wait_for_devices(
            &user,
            "Every device seen has signed in with the new password",
            4,
        )
        .await;

    // Three programs are brought along, one of them late, and one is left behind.
    user.open(company.panel.url("/mailbox/password")).await;
    user.change(PASSWORD, NEW).await;
    user.wait_for_focus(CHANGED).await;
    next_second().await;
    user.wait_for_text(POP).await;
    assert_eq!(company.send(PASSWORD), SignIn::Refused);
    let sender_after = time_until_named(&user, SENDER).await;
    assert_eq!(company.send(NEW), SignIn::Accepted);
    until(
        "the program that sends mail is no longer behind",
        || async {
            let words = user.visible_text().await;
            (!words.contains(STILL_OLD)).then_some(())
        },
    )
    .await;
    for program in [MailProgram::Mpop, MailProgram::Curl] {
        assert_eq!(company.fetch(program, NEW), SignIn::Accepted, "{program:?}");
    }
    assert_eq!(
        company.fetch(MailProgram::Mbsync, PASSWORD),
        SignIn::Refused
    );
    let fetcher_after = time_until_named(&user, IMAP).await;
    company
        .wait_for_devices(
            &user,
            "1 of 4 devices has not signed in with the new password yet",
            4,
        )
        .await;
    table::print(
        "How long until the widget names the device that was refused",
        &["source", "after"],
        &[
            vec!["Dovecot and Postfix".to_owned(), seconds(sender_after)],
            vec!["Dovecot".to_owned(), seconds(fetcher_after)],
        ],
    );

    // It goes on until the mailbox locks, and the administrator is told which it was.
    for _ in 0..2 {
        assert_eq!(
            company.fetch(MailProgram::Mbsync, PASSWORD),
            SignIn::Refused
        );
    }
    assert_eq!(
        company.fetch(MailProgram::Mpop, NEW),
        SignIn::Refused,
        "it is locked"
    );
    administrator
        .sign_in_as(&company.panel, &principal("adele"), PASSWORD)
        .await;
    administrator
        .open_mailbox("Alice Archer alice@corp.test")
        .await;
    let locked_by = format!("Locked by {IMAP}");
    for words in [locked_by.as_str(), "after 3 wrong passwords in a row"] {
        administrator.wait_for_page_text(words).await;
    }

    // Silence of the log is not silence of the devices.
    let recovery = format!("/recovery?mailbox={alice}");
    administrator.open(company.panel.url(&recovery)).await;
    administrator.wait_for_text("Not safe to unlock yet.").await;
    drop(agent);
    company.panel.set_clock(360);
    until("words that claim less", || async {
        let words = administrator.visible_text().await;
        (!words.contains("Not safe to unlock yet.")).then_some(())
    })
    .await;
    let words = administrator.visible_text().await;
    assert!(!words.contains("Safe to unlock."), "{words}");
    let page = format!("/admin/exchange/mailboxes/{alice}");
    administrator.open(company.panel.url(&page)).await;
    administrator
        .wait_for_page_text("nothing heard since")
        .await;

    // The agent is back, and nothing was refused since.
    let _agent = company.start_agent();
    administrator.wait_for_page_text("up to date").await;
    administrator.open(company.panel.url(&recovery)).await;
    administrator
        .wait_for_text("Quiet for 5 minutes. Safe to unlock.")
        .await;
    administrator.press("Unlock").await;
    administrator
        .wait_for_text("The mailbox was unlocked today at")
        .await;
    assert_eq!(company.fetch(MailProgram::Mbsync, NEW), SignIn::Accepted);
    company
        .wait_for_devices(
            &user,
            "Every device seen has signed in with the new password",
            4,
        )
        .await;
    for password in [PASSWORD, NEW] {
        assert!(
            !company.panel.log().contains(password),
            "a password in the log"
        );
    }
}
