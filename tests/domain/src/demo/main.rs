//! The panel on a domain controller that is there for as long as the panel runs: `cargo xtask demo --active-directory`.
//!
//! Its arguments are the panel's program and arguments for it.

use std::env;
use std::ffi::{OsStr, OsString};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};
use domain_tests::accounts::{PASSWORD, principal};
use domain_tests::{Controller, MailServer, PanelConfiguration, Policy, Setting};
use tokio::process::{Child, Command};
use tokio::signal::ctrl_c;
use tokio::task::JoinHandle;

/// Who is shown, with what is to be known of them.
const SHOWN: &[(&str, &str)] = &[
    ("alice", ""),
    ("bob", ""),
    (LOCKED, "locked, until an administrator unlocks it"),
    ("erin", "has to choose another password"),
    ("paula", "the password has expired"),
    ("grace", "has stricter rules"),
    ("dave", "disabled"),
    ("adele", "administrator"),
    ("hank", "administrator, as a member of Help Desk"),
];
const LOCKED: &str = "leo";

/// With these a device that still has the old password locks the mailbox, as the widget warns.
const POLICY: Policy = Policy {
    complexity: true,
    minimum_length: 10,
    history: 1,
    minimum_age: Duration::ZERO,
    maximum_age: Some(Duration::from_secs(90 * 86_400)),
    lockout_threshold: 5,
    lockout_duration: Duration::from_secs(30 * 60),
    lockout_window: Duration::from_secs(30 * 60),
};

fn main() -> ExitCode {
    let mut arguments = env::args_os().skip(1);
    let Some(panel) = arguments.next() else {
        eprintln!("domain-demo: name the panel's program");
        return ExitCode::from(2);
    };
    match run(&panel, arguments.collect()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("domain-demo: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(panel: &OsStr, arguments: Vec<OsString>) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        // From now on an interrupt does not end this program before it has ended the others.
        tokio::spawn(async { while ctrl_c().await.is_ok() {} });
        let stop = tokio::spawn(terminated());
        tokio::task::yield_now().await;
        let controller = Controller::try_start(Setting {
            old_password_minutes: Some(0),
            ..Setting::default()
        })?;
        let mail = MailServer::try_start(&controller)?;
        controller.set_policy(&POLICY).await;
        for _ in 0..POLICY.lockout_threshold {
            controller
                .sign_in(&principal(LOCKED), "not-the-password")
                .await;
        }
        let configuration = PanelConfiguration {
            old_password_minutes: 0,
            ..PanelConfiguration::new(&controller)
        };
        let configuration = configuration.write(&controller.folder().join("panel"))?;
        announce(&controller, &mail);
        let panel = Command::new(panel)
            .arg("--config")
            .arg(configuration)
            .args(arguments)
            .spawn()
            .with_context(|| format!("starting {}", panel.display()))?;
        wait(panel, stop).await
    })
}

/// What a person at the terminal needs; the panel says where it listens.
fn announce(controller: &Controller, mail: &MailServer) {
    println!("\nThe accounts of the domain corp.test\n");
    for (account, note) in SHOWN {
        let line = format!("  {:<20} {PASSWORD:<20} {note}", principal(account));
        println!("{}", line.trim_end());
    }
    let mail = mail.address();
    println!(
        "\nThe domain controller: {} (Samba; gone when this ends)\n\
         Mail by IMAP, as a device reads it: {mail}, without TLS. For example:\n  \
         curl --user '{}:{PASSWORD}' imap://{mail}/\n",
        controller.url(),
        principal("alice"),
    );
}

/// Waits until the panel has ended. A terminal sends an interrupt to the panel too; what ends only this program is
/// passed on.
async fn wait(mut panel: Child, mut stop: JoinHandle<()>) -> Result<ExitCode> {
    let status = tokio::select! {
        status = panel.wait() => status?,
        _ = &mut stop => {
            if let Some(id) = panel.id() {
                Command::new("kill").arg(id.to_string()).status().await?;
            }
            panel.wait().await?
        }
    };
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(1)))
}

/// Ends on SIGTERM, where there is one.
async fn terminated() {
    #[cfg(unix)]
    if let Ok(mut signal) =
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
    {
        signal.recv().await;
        return;
    }
    std::future::pending::<()>().await;
}
