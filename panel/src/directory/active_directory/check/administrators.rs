//! The groups of administrators.

use super::ask::first;
use crate::check::report::Report;
use crate::directory::active_directory::connection::{Connection, Search};
use crate::directory::active_directory::dn;
use crate::directory::active_directory::rights::is_dn;
use crate::directory::active_directory::settings::Settings;

pub(super) async fn check(settings: &Settings, connection: &mut Connection, report: &mut Report) {
    if settings.administrators.is_empty() {
        report.note("administrators: no group is named, so nobody can set passwords or unlock");
    }
    for administrators in &settings.administrators {
        let (group, area) = (&administrators.group, &administrators.area);
        let search = Search::object(group, &["member"]);
        match first(connection, &search, "administrators", report).await {
            None => report.wrong(format!(
                "administrators: there is no group {group}, or the panel's account may not read it"
            )),
            Some(found) if found.text("member").is_none() => report.note(format!(
                "administrators: {group} has no members, or the panel's account may not read them"
            )),
            Some(_) => report.good(format!("administrators: {group} has members")),
        }
        if !is_dn(area) || area == &settings.scope {
            continue;
        }
        let search = Search::object(area, &["objectClass"]);
        if first(connection, &search, "administrators", report)
            .await
            .is_none()
        {
            report.wrong(format!("administrators: there is no {area}"));
        } else if !dn::is_within(area, &settings.scope) && !dn::is_within(&settings.scope, area) {
            report.wrong(format!(
                "administrators: {area} has nothing in common with directory-scope, so this group looks after nobody"
            ));
        }
    }
}
