//! The rules as the directory has them now: the domain's, or the fine-grained ones of the account.

use mailbox_password_rules::{Classes, LengthUnit, Lockout, Policy, Supports};

use super::connection::Search;
use super::dn;
use super::domain::Domain;
use super::entry::Entry;
use super::failure::Failure;
use super::filetime;
use super::person::Person;
use super::pool::Lease;
use crate::directory::DirectoryError;

/// The longest password, in UTF-16 (MS-SAMR 3.1.1.7.2).
const MAX_LENGTH: u32 = 256;

/// How many classes of characters "complexity" asks for (MS-SAMR 3.1.1.7.2).
const CLASSES: u32 = 3;

/// The bit of `pwdProperties` for complexity (MS-SAMR 2.2.1.6).
const COMPLEX: i64 = 0x1;

/// How many of the latest passwords are not counted when tried, if the history is long enough.
const FORGIVEN: u32 = 2;

/// The names of the rules' attributes on one kind of object.
struct Names {
    attributes: &'static [&'static str],
    min_length: &'static str,
    history: &'static str,
    min_age: &'static str,
    threshold: &'static str,
    window: &'static str,
    duration: &'static str,
}

/// On the domain.
const DOMAIN: Names = Names {
    attributes: &[
        "minPwdLength",
        "pwdHistoryLength",
        "minPwdAge",
        "lockoutThreshold",
        "lockOutObservationWindow",
        "lockoutDuration",
        "pwdProperties",
    ],
    min_length: "minPwdLength",
    history: "pwdHistoryLength",
    min_age: "minPwdAge",
    threshold: "lockoutThreshold",
    window: "lockOutObservationWindow",
    duration: "lockoutDuration",
};

/// On a fine-grained policy.
const FINE_GRAINED: Names = Names {
    attributes: &[
        "msDS-MinimumPasswordLength",
        "msDS-PasswordHistoryLength",
        "msDS-MinimumPasswordAge",
        "msDS-LockoutThreshold",
        "msDS-LockoutObservationWindow",
        "msDS-LockoutDuration",
        "msDS-PasswordComplexityEnabled",
    ],
    min_length: "msDS-MinimumPasswordLength",
    history: "msDS-PasswordHistoryLength",
    min_age: "msDS-MinimumPasswordAge",
    threshold: "msDS-LockoutThreshold",
    window: "msDS-LockoutObservationWindow",
    duration: "msDS-LockoutDuration",
};

impl Domain {
    /// The rules for a person, read on this connection.
    pub(super) async fn policy_on(
        &self,
        lease: &mut Lease,
        person: &Person,
    ) -> Result<Policy, DirectoryError> {
        let (base, names) = match person.policy() {
            Some(fine_grained) => (fine_grained.to_owned(), &FINE_GRAINED),
            None => (dn::domain_of(person.dn()), &DOMAIN),
        };
        let search = Search::object(&base, names.attributes);
        let found = lease
            .connection
            .search(&search)
            .await
            .map_err(Failure::of_reading)?;
        let entry = found.into_iter().next().unwrap_or_default();
        if entry.number(names.min_length).is_none() {
            // The domain's rules do not apply to such an account, so no rules are better than wrong ones.
            tracing::warn!(
                policy = base,
                "the rules cannot be read; give the panel's account the right to"
            );
        }
        let mut policy = Policy {
            old_password_grace_seconds: self
                .settings
                .old_password_grace
                .map(|grace| grace.as_secs()),
            ..rules(&entry, names)
        };
        policy.forbidden.account_name = Some(person.account_name().to_owned());
        policy.forbidden.display_name = Some(person.display_name().to_owned());
        Ok(policy)
    }
}

fn rules(entry: &Entry, names: &Names) -> Policy {
    let is_complex = match entry.text("msDS-PasswordComplexityEnabled") {
        Some(text) => text.eq_ignore_ascii_case("true"),
        None => entry.number("pwdProperties").unwrap_or(0) & COMPLEX != 0,
    };
    let duration = |name| entry.number(name).map(filetime::seconds);
    let history = entry.count(names.history);
    Policy {
        min_length: entry.count(names.min_length),
        max_length: Some(MAX_LENGTH),
        length_unit: LengthUnit::Utf16,
        classes: is_complex.then_some(Classes { at_least: CLASSES }),
        name_check: is_complex,
        history,
        min_age_seconds: duration(names.min_age).flatten(),
        lockout: entry.count(names.threshold).map(|threshold| Lockout {
            threshold,
            window_seconds: duration(names.window).flatten(),
            // A lock without end has a value of its own in the directory, and is 0 in the contract.
            duration_seconds: duration(names.duration).map(Option::unwrap_or_default),
            recent_passwords_not_counted: history
                .map(|history| history.saturating_sub(1).min(FORGIVEN)),
            reset_by_success: true,
        }),
        unlock_delay_seconds: Some(0),
        supports: Supports {
            must_change: true,
            // Every new password ends every session here.
            sign_out_other_sessions: false,
            typed_by_administrator: true,
        },
        ..Policy::default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use ldap3::SearchEntry;

    use super::*;

    fn entry(attributes: &[(&str, &str)]) -> Entry {
        let attrs: HashMap<_, _> = attributes
            .iter()
            .map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()]))
            .collect();
        Entry::new(SearchEntry {
            dn: String::new(),
            attrs,
            bin_attrs: HashMap::new(),
        })
    }

    #[test]
    fn a_domain_and_a_fine_grained_policy_are_read_alike() {
        let domain = rules(
            &entry(&[
                ("minPwdLength", "10"),
                ("pwdHistoryLength", "5"),
                ("minPwdAge", "-864000000000"),
                ("lockoutThreshold", "3"),
                ("lockOutObservationWindow", "-18000000000"),
                ("lockoutDuration", "-9223372036854775808"),
                ("pwdProperties", "1"),
            ]),
            &DOMAIN,
        );
        assert_eq!(domain.min_length, Some(10));
        assert_eq!(domain.classes, Some(Classes { at_least: 3 }));
        assert!(domain.name_check);
        assert_eq!(domain.min_age_seconds, Some(86_400));
        let lockout = domain.lockout.unwrap();
        assert_eq!((lockout.threshold, lockout.window_seconds), (3, Some(1800)));
        assert_eq!(lockout.duration_seconds, Some(0), "until an administrator");
        assert_eq!(lockout.recent_passwords_not_counted, Some(2));

        let fine = rules(
            &entry(&[
                ("msDS-MinimumPasswordLength", "16"),
                ("msDS-PasswordHistoryLength", "1"),
                ("msDS-PasswordComplexityEnabled", "FALSE"),
                ("msDS-LockoutThreshold", "0"),
                ("msDS-LockoutDuration", "-9000000000"),
            ]),
            &FINE_GRAINED,
        );
        assert_eq!((fine.min_length, fine.classes), (Some(16), None));
        assert!(!fine.name_check);
        let lockout = fine.lockout.unwrap();
        assert_eq!(lockout.duration_seconds, Some(900));
        assert_eq!(lockout.recent_passwords_not_counted, Some(0));
    }

    #[test]
    fn of_rules_that_cannot_be_read_nothing_is_said() {
        let policy = rules(&entry(&[]), &FINE_GRAINED);
        assert_eq!(policy.min_length, None);
        assert_eq!((policy.classes, policy.history), (None, None));
        assert_eq!(policy.lockout, None);
    }
}
