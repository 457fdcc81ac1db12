//! Options that say more of another one: without that one they have no effect, and whoever wrote them is told.

use super::error::OptionsError;
use super::given::Given;

/// Options that have no effect without another one.
pub(super) struct Group {
    /// What they need, as it is written on the command line.
    needed: &'static str,
    is_met: bool,
    /// Their names, and which of them were given.
    pub(super) options: Vec<(&'static str, bool)>,
}

/// Refuses options that would be ignored.
pub(super) fn check(given: &Given) -> Result<(), OptionsError> {
    for group in groups(given).iter().filter(|group| !group.is_met) {
        if let Some((option, _)) = group.options.iter().find(|(_, is_given)| *is_given) {
            return Err(OptionsError::new(format!(
                "--{option} has no effect without {}",
                group.needed
            )));
        }
    }
    Ok(())
}

/// What each option needs.
pub(super) fn groups(given: &Given) -> Vec<Group> {
    let group = |needed, is_met, options: &[(&'static str, bool)]| Group {
        needed,
        is_met,
        options: options.to_vec(),
    };
    vec![
        group(
            "--smtp URL",
            given.smtp.is_some(),
            &[
                ("smtp-from", given.smtp_from.is_some()),
                ("smtp-user", given.smtp_user.is_some()),
                ("smtp-password-file", given.smtp_password_file.is_some()),
            ],
        ),
        group(
            "--smtp-user NAME",
            given.smtp_user.is_some(),
            &[("smtp-password-file", given.smtp_password_file.is_some())],
        ),
        group(
            "--store FILE or --demo",
            given.store.is_some() || given.demo,
            &[
                ("policy", given.policy.is_some()),
                ("hash-cost", given.hash_cost.is_some()),
                ("store-wait", given.store_wait.is_some()),
            ],
        ),
        group(
            "--directory URLS",
            given.directory.is_some(),
            &[
                ("directory-ca", given.directory_ca.is_some()),
                ("directory-scope", given.directory_scope.is_some()),
                ("directory-account", given.directory_account.is_some()),
                (
                    "directory-password-file",
                    given.directory_password_file.is_some(),
                ),
                ("administrators", given.administrators.is_some()),
                ("secret-file", given.secret_file.is_some()),
                ("records", given.records.is_some()),
                ("old-password-minutes", given.old_password_minutes.is_some()),
                (
                    "directory-connections",
                    given.directory_connections.is_some(),
                ),
                ("directory-sign-ins", given.directory_sign_ins.is_some()),
            ],
        ),
        group(
            "--database URL",
            given.database.is_some(),
            &[
                ("database-ca", given.database_ca.is_some()),
                (
                    "database-password-file",
                    given.database_password_file.is_some(),
                ),
                ("database-connections", given.database_connections.is_some()),
            ],
        ),
        group(
            "--evidence-panel URL",
            given.evidence_panel.is_some(),
            &[
                ("evidence-ca", given.evidence_ca.is_some()),
                ("evidence-name", given.evidence_name.is_some()),
                ("evidence-state", given.evidence_state.is_some()),
                ("evidence-source", given.evidence_source.is_some()),
                ("evidence-zone", given.evidence_zone.is_some()),
                ("evidence-domain", given.evidence_domain.is_some()),
                ("evidence-server", given.evidence_server.is_some()),
            ],
        ),
        group(
            "--evidence-store FILE, --database URL or --evidence-panel URL",
            given.evidence_store.is_some()
                || given.database.is_some()
                || given.evidence_panel.is_some(),
            &[("evidence-secret-file", given.evidence_secret_file.is_some())],
        ),
        group(
            "--demo",
            given.demo,
            &[
                ("demo-store", given.demo_store.is_some()),
                ("device-pace", given.device_pace.is_some()),
            ],
        ),
    ]
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::fs;

    use clap::CommandFactory;
    use tempfile::TempDir;

    use super::*;
    use crate::options::command_line::{CommandLine, parse};

    #[track_caller]
    fn check(arguments: &str, option: &str, needed: &str) {
        let words = arguments.split_whitespace().map(OsString::from);
        let error = parse(words).unwrap_err().to_string();
        let expected = format!("--{option} has no effect without {needed} (");
        assert!(error.starts_with(&expected), "{arguments}: {error}");
    }

    #[test]
    fn an_option_that_would_be_ignored_is_refused_with_what_it_needs() {
        check(
            "--demo --smtp-from a@example.com",
            "smtp-from",
            "--smtp URL",
        );
        check("--demo --smtp-user ann", "smtp-user", "--smtp URL");
        check(
            "--demo --smtp smtps://mail.example.com --smtp-from a@example.com --smtp-password-file p",
            "smtp-password-file",
            "--smtp-user NAME",
        );
        for option in ["policy p", "hash-cost 64,1", "store-wait 1"] {
            let name = option.split(' ').next().unwrap();
            let arguments = format!("--directory dc1 --{option}");
            check(&arguments, name, "--store FILE or --demo");
        }
        for option in [
            "directory-ca c",
            "directory-scope s",
            "directory-account a",
            "directory-password-file p",
            "administrators CN=a",
            "secret-file s",
            "records r",
            "old-password-minutes 1",
            "directory-connections 1",
            "directory-sign-ins 1",
        ] {
            let name = option.split(' ').next().unwrap();
            check(&format!("--store s --{option}"), name, "--directory URLS");
        }
        check("--demo --database-ca c", "database-ca", "--database URL");
        check(
            "--demo --evidence-name a",
            "evidence-name",
            "--evidence-panel URL",
        );
        check(
            "--demo --evidence-secret-file s",
            "evidence-secret-file",
            "--evidence-store FILE, --database URL or --evidence-panel URL",
        );
        check("--store s --demo-store d", "demo-store", "--demo");
        check("--store s --device-pace 1", "device-pace", "--demo");
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("panel.toml");
        fs::write(&file, "store = \"a.sqlite\"\nrecords = \"b.sqlite\"\n").unwrap();
        let arguments = format!("--config {}", file.display());
        check(&arguments, "records", "--directory URLS");
    }

    /// Below a heading stands what the options are about, and what says more of it.
    #[test]
    fn every_option_below_a_heading_says_what_it_needs() {
        let about = [
            "smtp",
            "store",
            "directory",
            "database",
            "evidence-store",
            "evidence-panel",
            "demo",
            "clock-file",
            "add-mailbox",
            "name",
            "administrator",
        ];
        let listed: Vec<_> = groups(&Given::default())
            .into_iter()
            .flat_map(|group| group.options)
            .map(|(name, is_given)| {
                assert!(!is_given, "{name}");
                name
            })
            .collect();
        for option in CommandLine::command().get_arguments() {
            let name = option.get_long().unwrap_or_default();
            if option.get_help_heading().is_some() && !about.contains(&name) {
                assert!(listed.contains(&name), "{name}");
            }
        }
    }
}
