//! Who looks after which mailboxes: members of the groups that the settings name.

use ldap3::ldap_escape;

use super::connection::Search;
use super::dn;
use super::domain::Domain;
use super::person::Person;
use super::pool::Lease;
use crate::directory::{Area, DirectoryError, domain_of};

/// The matching rule that follows groups within groups (`LDAP_MATCHING_RULE_IN_CHAIN`, MS-ADTS 3.1.1.3.4.4).
const IN_CHAIN: &str = "1.2.840.113556.1.4.1941";

impl Domain {
    /// What a person administers. Nothing while the account is disabled, so that the session ends.
    pub(super) async fn area_of(
        &self,
        lease: &mut Lease,
        person: &Person,
    ) -> Result<Option<Area>, DirectoryError> {
        if person.is_disabled() {
            return Ok(None);
        }
        let mut parts = Vec::new();
        for administrators in &self.settings.administrators {
            let group = ldap_escape(administrators.group.as_str());
            let search = Search {
                filter: format!("(memberOf:{IN_CHAIN}:={group})"),
                ..Search::object(person.dn(), &["sAMAccountName"])
            };
            let found = lease
                .connection
                .search(&search)
                .await
                .map_err(super::failure::Failure::of_reading)?;
            if !found.is_empty() && !parts.contains(&administrators.area) {
                parts.push(administrators.area.clone());
            }
        }
        Ok((!parts.is_empty()).then(|| Area {
            name: parts
                .iter()
                .map(|part| name(part))
                .collect::<Vec<_>>()
                .join(", "),
            parts,
        }))
    }
}

/// Whether a person is in an area.
pub(super) fn is_in(person: &Person, area: &Area) -> bool {
    let domain = domain_of(person.mailbox());
    area.parts.iter().any(|part| {
        if is_dn(part) {
            dn::is_within(person.dn(), part)
        } else {
            domain.eq_ignore_ascii_case(part)
        }
    })
}

/// Whether a part of an area is a distinguished name, and not a mail domain.
pub(super) fn is_dn(part: &str) -> bool {
    part.contains('=')
}

fn name(part: &str) -> String {
    if is_dn(part) {
        dn::readable(part)
    } else {
        part.to_owned()
    }
}
