//! The panel's own account, and the accounts that it looks after.

use ldap3::Scope;

use super::ask::first;
use crate::check::report::Report;
use crate::directory::active_directory::connection::{Connection, Search};
use crate::directory::active_directory::result_code::BindAnswer;
use crate::directory::active_directory::settings::Settings;

/// What is read of an account to find out what the panel may do with it.
const ATTRIBUTES: &[&str] = &["sAMAccountName", "allowedAttributesEffective"];

/// An account of the scope.
pub(super) struct Sample {
    pub(super) dn: String,
    /// Its short name.
    pub(super) name: String,
    /// Whether the panel's account may write these attributes.
    pub(super) may_unlock: bool,
    pub(super) may_demand_change: bool,
}

/// Signs in as the panel's account; says whether that worked.
pub(super) async fn sign_in(
    settings: &Settings,
    connection: &mut Connection,
    report: &mut Report,
) -> bool {
    let name = &settings.service_account;
    let answer = match connection.bind(name, &settings.service_password).await {
        Ok(answer) => answer,
        Err(failure) => {
            report.wrong(format!("{name}: the directory did not answer ({failure})"));
            return false;
        }
    };
    let wrong = match answer {
        BindAnswer::Accepted => {
            report.good(format!("{name}: signs in"));
            return true;
        }
        BindAnswer::Refused => {
            "the directory refuses the name or the password: look at directory-account (as in svc-panel@corp.example) and at the file that directory-password-file names"
        }
        BindAnswer::MustChange => {
            "its password has expired or must be changed: set another one that does not expire"
        }
        BindAnswer::Locked => "it is locked: unlock it, and find out who tries its password",
        BindAnswer::NotAllowed => {
            "it is disabled, has expired, or may not sign in from here or now"
        }
        BindAnswer::Unusable(code) => {
            report.wrong(format!(
                "{name}: the directory refuses the sign-in ({code})"
            ));
            return false;
        }
    };
    report.wrong(format!("{name}: {wrong}"));
    false
}

/// An ordinary account with an address, to ask what the panel may do with it.
pub(super) async fn in_scope(
    settings: &Settings,
    connection: &mut Connection,
    report: &mut Report,
) -> Option<Sample> {
    let scope = &settings.scope;
    let search = Search::object(scope, &["objectClass"]);
    if first(connection, &search, "directory-scope", report)
        .await
        .is_none()
    {
        report.wrong(format!(
            "directory-scope: there is no {scope}, or the panel's account may not read it"
        ));
        return None;
    }
    let search = Search {
        base: scope.clone(),
        scope: Scope::Subtree,
        filter: "(&(objectCategory=person)(objectClass=user)(mail=*)(!(adminCount=1)))".to_owned(),
        attributes: ATTRIBUTES,
        limit: 1,
    };
    let Some(entry) = first(connection, &search, "directory-scope", report).await else {
        report.wrong(format!(
            "directory-scope: in {scope} the panel's account finds no account with a mail address"
        ));
        return None;
    };
    report.good(format!(
        "directory-scope: {scope} has accounts with mail addresses"
    ));
    let may_write = |name: &str| {
        let allowed = entry.values("allowedAttributesEffective");
        allowed
            .iter()
            .any(|allowed| allowed.eq_ignore_ascii_case(name))
    };
    Some(Sample {
        dn: entry.dn().to_owned(),
        name: entry.text("sAMAccountName").unwrap_or_default().to_owned(),
        may_unlock: may_write("lockoutTime"),
        may_demand_change: may_write("pwdLastSet"),
    })
}
