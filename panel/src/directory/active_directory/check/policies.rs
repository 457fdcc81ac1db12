//! The password policies: the domain's, and those of single people.

use std::collections::BTreeSet;

use ldap3::Scope;

use super::ask::first;
use crate::check::report::Report;
use crate::directory::active_directory::connection::{Connection, Search};

/// How many people are looked at to find the policies that are in use.
const MOST: usize = 1000;

pub(super) async fn check(domain: &str, connection: &mut Connection, report: &mut Report) {
    let search = Search::object(domain, &["minPwdLength"]);
    let found = first(connection, &search, "policy", report).await;
    match found.and_then(|domain| domain.count("minPwdLength")) {
        Some(length) => report.good(format!(
            "policy: the domain's can be read; it wants {length} characters"
        )),
        None => report
            .wrong("policy: the panel's account may not read the domain's rules for passwords"),
    }
    let search = Search {
        base: domain.to_owned(),
        scope: Scope::Subtree,
        filter: "(msDS-PSOApplied=*)".to_owned(),
        attributes: &["msDS-PSOApplied"],
        limit: MOST,
    };
    let applied = match connection.search_all(&search).await {
        Ok(applied) => applied,
        Err(failure) => {
            return report.wrong(format!("policy: the directory did not answer ({failure})"));
        }
    };
    let policies: BTreeSet<_> = applied
        .iter()
        .flat_map(|entry| entry.values("msDS-PSOApplied"))
        .collect();
    for policy in policies {
        let search = Search::object(policy, &["msDS-MinimumPasswordLength"]);
        let found = first(connection, &search, "policy", report).await;
        match found.and_then(|policy| policy.count("msDS-MinimumPasswordLength")) {
            Some(length) => report.good(format!(
                "policy: {policy} can be read; it wants {length} characters"
            )),
            None => report.wrong(format!(
                "policy: the panel's account may not read {policy}, so the people it is for are shown no rules: run the \
                 script that grants its rights"
            )),
        }
    }
}
