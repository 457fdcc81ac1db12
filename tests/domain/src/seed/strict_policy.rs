//! A password policy for some people (a "password settings object").

use std::time::Duration;

use anyhow::Result;
use ldap3::Ldap;

use super::entry::add;
use crate::policy::interval;

/// Adds it, for this person: 16 characters, 24 former passwords, at least a day old and at most 30, five wrong passwords
/// lock for a quarter of an hour.
pub(super) async fn add_to(ldap: &mut Ldap, person: &str) -> Result<()> {
    let day = Duration::from_secs(86_400);
    let (minimum_age, maximum_age) = (interval(day), interval(day * 30));
    let quarter = interval(Duration::from_secs(15 * 60));
    let dn = "CN=Strict,CN=Password Settings Container,CN=System,DC=corp,DC=test";
    add(
        ldap,
        dn,
        &[
            ("objectClass", &["msDS-PasswordSettings"]),
            ("msDS-PasswordSettingsPrecedence", &["10"]),
            ("msDS-PasswordReversibleEncryptionEnabled", &["FALSE"]),
            ("msDS-PasswordComplexityEnabled", &["TRUE"]),
            ("msDS-MinimumPasswordLength", &["16"]),
            ("msDS-PasswordHistoryLength", &["24"]),
            ("msDS-MinimumPasswordAge", &[&minimum_age]),
            ("msDS-MaximumPasswordAge", &[&maximum_age]),
            ("msDS-LockoutThreshold", &["5"]),
            ("msDS-LockoutDuration", &[&quarter]),
            ("msDS-LockoutObservationWindow", &[&quarter]),
            ("msDS-PSOAppliesTo", &[person]),
        ],
    )
    .await
}
