//! Looks at everything that the panel needs in the directory, and says in words what is wrong. It changes nothing.

mod account;
mod administrators;
mod ask;
mod controller;
mod policies;
mod rights;
mod trouble;

use super::connection::Connection;
use super::dn;
use super::settings::Settings;
use crate::check::report::Report;
use crate::clock::Timestamp;
use crate::tls::client_config;

/// Adds to the report what is found with these settings; `now` is the panel's clock.
pub async fn check(settings: &Settings, now: Timestamp, report: &mut Report) {
    let tls = match client_config(settings.ca_file.as_deref()) {
        Ok(tls) => tls,
        Err(error) => return report.wrong(format!("directory-ca: {}", error.reason())),
    };
    let domain = dn::domain_of(&settings.scope);
    if domain.is_empty() {
        return report.wrong(format!(
            "directory-scope: {} names no domain; write it to the end, as in OU=Staff,DC=corp,DC=example",
            settings.scope
        ));
    }
    let mut signed_in: Option<Connection> = None;
    for named in &settings.controllers {
        let reached = controller::reach(settings, named, &tls, &domain, now, report).await;
        let Some(mut connection) = reached else {
            continue;
        };
        // A refused password is not tried again: each try counts, and could lock the account.
        if signed_in.is_none() {
            if !account::sign_in(settings, &mut connection, report).await {
                return;
            }
            signed_in = Some(connection);
        } else {
            connection.close().await;
        }
    }
    let Some(mut connection) = signed_in else {
        return;
    };
    if let Some(sample) = account::in_scope(settings, &mut connection, report).await {
        rights::check(&mut connection, &sample, report).await;
    }
    administrators::check(settings, &mut connection, report).await;
    policies::check(&domain, &mut connection, report).await;
    connection.close().await;
}
