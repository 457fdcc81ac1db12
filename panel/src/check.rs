//! `panel check`: whether the panel, or an agent, could work with these options. Nothing is changed.

mod evidence;
mod named_file;
pub(crate) mod report;

use self::named_file::{sqlite_file, warn_of_others};
use crate::brand::Brand;
use crate::clock::Clock;
use crate::database;
use crate::directory::active_directory::check::check as check_directory;
use crate::directory::embedded;
use crate::ledger::{self, read_key};
use crate::options::{Checkup, DirectoryOptions, Mailboxes, Options};
use crate::policy::read_policy;
use crate::setup::directory_settings;

pub use self::report::{Finding, Report};

/// Looks at everything that the options name.
pub async fn check(checkup: &Checkup) -> Report {
    let mut report = Report::default();
    if let Some(options) = &checkup.panel {
        panel(options, &mut report).await;
    }
    if let Some(options) = &checkup.agent {
        evidence::agent(options, &mut report);
    }
    report
}

async fn panel(options: &Options, report: &mut Report) {
    files(options, report);
    if let Some(options) = &options.evidence {
        evidence::panel(options, report);
    }
    match &options.mailboxes {
        Mailboxes::ActiveDirectory(directory) => {
            secrets(directory, options.database.is_some(), report);
            let clock = Clock::new(options.clock_file.clone());
            check_directory(&directory_settings(directory), clock.now(), report).await;
        }
        // One that nobody named is made anew with each start.
        Mailboxes::Demo(None) => {}
        Mailboxes::Demo(Some(store)) => {
            sqlite_file("demo-store", store, embedded::LAYOUT, report);
        }
        Mailboxes::Store(store) => sqlite_file("store", store, embedded::LAYOUT, report),
    }
    if let Some(options) = &options.database {
        let file = options.password_file.as_ref();
        warn_of_others("database-password-file", file, report);
        database::check(options, report).await;
    }
}

fn files(options: &Options, report: &mut Report) {
    match options.dist.join("element.js").is_file() {
        true => report.good(format!("dist: {} has the widget", options.dist.display())),
        false => report.wrong(format!(
            "dist: {} has no element.js; `cargo xtask dist` writes it",
            options.dist.display()
        )),
    }
    if let Some(mail) = &options.mail {
        match crate::mail::check(mail) {
            Ok(()) => report.good("smtp: can be used; no e-mail was sent"),
            Err(why) => report.wrong(format!("smtp: {why}")),
        }
        warn_of_others("smtp-password-file", mail.password_file.as_ref(), report);
    }
    if let Some(brand) = &options.brand {
        match Brand::read(brand) {
            Ok(_) => report.good("brand: can be used"),
            Err(error) => report.wrong(format!("brand: {error}")),
        }
    }
    if let Some(policy) = &options.policy {
        match read_policy(policy) {
            Ok(_) => report.good("policy: can be used"),
            Err(error) => report.wrong(format!("policy: {error}")),
        }
    }
}

fn secrets(directory: &DirectoryOptions, has_database: bool, report: &mut Report) {
    match read_key(&directory.secret_file) {
        Ok(_) => report.good("secret-file: can be used"),
        Err(error) => report.wrong(format!("secret-file: {}", error.reason())),
    }
    match &directory.records {
        Some(records) => sqlite_file("records", records, ledger::LAYOUT, report),
        None if has_database => report.good("records: in the database"),
        None => report.note(
            "records: not given, so a restart, or another instance, takes a copy of a cookie that was signed out",
        ),
    }
    let files = [
        ("secret-file", Some(&directory.secret_file)),
        ("directory-password-file", directory.password_file.as_ref()),
    ];
    for (option, file) in files {
        warn_of_others(option, file, report);
    }
}
