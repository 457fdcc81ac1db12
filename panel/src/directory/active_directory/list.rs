//! The mailboxes of an area. The directory has no pages in the order of names, so all of them are read.

use ldap3::{Scope, ldap_escape};

use super::connection::Search;
use super::dn;
use super::domain::Domain;
use super::failure::Failure;
use super::person::Person;
use super::rights::{is_dn, is_in};
use super::status::unlocks_at;
use crate::clock::Timestamp;
use crate::directory::{DirectoryError, MailboxEntry, MailboxPage, MailboxSearch, PAGE_LENGTH};

/// The most mailboxes of one part of an area that are looked through.
const MOST: usize = 20_000;

const ATTRIBUTES: &[&str] = &[
    "mail",
    "userPrincipalName",
    "displayName",
    "sAMAccountName",
    "lockoutTime",
    "pwdLastSet",
    "msDS-ResultantPSO",
    "msDS-User-Account-Control-Computed",
];

impl Domain {
    pub(super) async fn page(&self, search: &MailboxSearch) -> Result<MailboxPage, DirectoryError> {
        let mut people = self.people(search).await?;
        people.sort_by_cached_key(|person| {
            (
                person.display_name().to_lowercase(),
                person.mailbox().to_lowercase(),
            )
        });
        people.dedup_by(|one, other| one.dn() == other.dn());
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let all = count(people.len());
        let locked = count(people.iter().filter(|person| person.is_locked()).count());
        if search.locked {
            people.retain(Person::is_locked);
        }
        let total = count(people.len());
        let pages = total.div_ceil(PAGE_LENGTH).max(1);
        let page = search.page.clamp(1, pages);
        let before = usize::try_from((page - 1) * PAGE_LENGTH).unwrap_or(usize::MAX);
        let length = usize::try_from(PAGE_LENGTH).unwrap_or(usize::MAX);
        let mut entries = Vec::new();
        for person in people.iter().skip(before).take(length) {
            entries.push(MailboxEntry {
                mailbox: person.mailbox().to_lowercase(),
                display_name: person.display_name().to_owned(),
                locked: self.lock_of(person).await?,
                password_set_at: person.password_set_at(),
            });
        }
        Ok(MailboxPage {
            entries,
            page,
            pages,
            total,
            all,
            locked,
        })
    }

    /// Everybody in the area whose name or address has the text.
    async fn people(&self, search: &MailboxSearch) -> Result<Vec<Person>, DirectoryError> {
        let mut people = Vec::new();
        for part in &search.area.parts {
            let base = match is_dn(part) && dn::is_within(part, &self.settings.scope) {
                true => part,
                false => &self.settings.scope,
            };
            // The connection is found by a search that is answered at once, wherever there is more than one controller.
            let probe = Search::object(&self.settings.scope, &["objectClass"]);
            let (mut lease, _) = self.pool.search(&probe).await?;
            let search = Search {
                base: base.clone(),
                scope: Scope::Subtree,
                filter: filter(search.text.trim()),
                attributes: ATTRIBUTES,
                limit: MOST,
            };
            let found = lease
                .connection
                .search_all(&search)
                .await
                .map_err(Failure::of_reading)?;
            lease.give_back();
            people.extend(found.into_iter().map(Person::new));
        }
        people.retain(|person| is_in(person, &search.area));
        Ok(people)
    }

    async fn lock_of(&self, person: &Person) -> Result<Option<Option<Timestamp>>, DirectoryError> {
        if !person.is_locked() {
            return Ok(None);
        }
        let probe = Search::object(&self.settings.scope, &["objectClass"]);
        let (mut lease, _) = self.pool.search(&probe).await?;
        let policy = self.policy_on(&mut lease, person).await?;
        lease.give_back();
        Ok(Some(unlocks_at(person, &policy)))
    }
}

/// Those with a mailbox that are not protected.
fn filter(text: &str) -> String {
    let text = ldap_escape(text);
    let wanted = if text.is_empty() {
        String::new()
    } else {
        format!("(|(displayName=*{text}*)(mail=*{text}*))")
    };
    format!("(&(objectCategory=person)(objectClass=user)(mail=*)(!(adminCount=1)){wanted})")
}
