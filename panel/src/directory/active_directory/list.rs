//! Pages of an area's mailboxes. Their order comes from names that are cached for a short time; the state of each mailbox
//! on a page is read from the directory.

use std::collections::HashMap;
use std::sync::Arc;

use ldap3::{Scope, ldap_escape};
use mailbox_password_rules::Policy;

use super::connection::Search;
use super::dn;
use super::domain::Domain;
use super::failure::Failure;
use super::names::Name;
use super::person::Person;
use super::pool::Lease;
use super::rights::{is_dn, is_in};
use super::status::unlocks_at;
use crate::directory::{
    Area, DirectoryError, MailboxEntry, MailboxPage, MailboxSearch, PAGE_LENGTH,
};

/// The most mailboxes of one part of an area that are looked through.
const MOST: usize = 20_000;

/// What people are listed and sorted by.
const NAME_ATTRIBUTES: &[&str] = &["mail", "displayName"];

/// Accounts that were locked and not unlocked by an administrator since. Whether the lock has expired is not a stored
/// attribute, and no filter finds it.
const WAS_LOCKED: &str = "(lockoutTime>=1)";

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
        let text = search.text.trim().to_lowercase();
        let names = self.names(&search.area, &text).await?;
        let mut locked = self
            .people(&search.area, &text, WAS_LOCKED, ATTRIBUTES)
            .await?;
        locked.retain(Person::is_locked);
        locked.sort_by_cached_key(name_of);
        locked.dedup_by(|one, other| one.dn() == other.dn());

        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let (all, locked_count) = (count(names.len()), count(locked.len()));
        let total = if search.locked { locked_count } else { all };
        let place = search.place(total);
        let before = usize::try_from(place.before).unwrap_or(usize::MAX);
        let length = usize::try_from(PAGE_LENGTH).unwrap_or(usize::MAX);
        let mut lease = self.connected().await?;
        let people = if search.locked {
            locked.into_iter().skip(before).take(length).collect()
        } else {
            let names: Vec<_> = names.iter().skip(before).take(length).collect();
            self.people_named(&mut lease, &names).await?
        };
        let mut entries = Vec::new();
        let mut policies = HashMap::new();
        for person in people {
            let locked = match person.is_locked() {
                true => Some(
                    self.lock_policy(&mut lease, &person, &mut policies)
                        .await
                        .map(|policy| unlocks_at(&person, &policy))?,
                ),
                false => None,
            };
            entries.push(MailboxEntry {
                mailbox: person.mailbox().to_lowercase(),
                display_name: person.display_name().to_owned(),
                locked,
                password_set_at: person.password_set_at(),
            });
        }
        lease.give_back();
        Ok(MailboxPage {
            entries,
            page: place.page,
            pages: place.pages,
            total,
            all,
            locked: locked_count,
        })
    }

    /// These people as they are now, in this order. Whoever was deleted or moved meanwhile is left out.
    async fn people_named(
        &self,
        lease: &mut Lease,
        names: &[&Name],
    ) -> Result<Vec<Person>, DirectoryError> {
        let wanted: String = names
            .iter()
            .map(|name| format!("(distinguishedName={})", ldap_escape(name.dn.as_str())))
            .collect();
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let search = Search {
            base: self.settings.scope.clone(),
            scope: Scope::Subtree,
            filter: format!("(|{wanted})"),
            attributes: ATTRIBUTES,
            limit: names.len(),
        };
        let found = lease
            .connection
            .search(&search)
            .await
            .map_err(Failure::of_reading)?;
        let mut people: HashMap<_, _> = found
            .into_iter()
            .map(|entry| (entry.dn().to_owned(), Person::new(entry)))
            .collect();
        Ok(names
            .iter()
            .filter_map(|name| people.remove(&name.dn))
            .collect())
    }

    /// The rules for a person, each policy read once.
    async fn lock_policy(
        &self,
        lease: &mut Lease,
        person: &Person,
        known: &mut HashMap<Option<String>, Policy>,
    ) -> Result<Policy, DirectoryError> {
        let name = person.policy().map(str::to_owned);
        if let Some(policy) = known.get(&name) {
            return Ok(policy.clone());
        }
        let policy = self.policy_on(lease, person).await?;
        known.insert(name, policy.clone());
        Ok(policy)
    }
}

impl Domain {
    /// Those in the area whose name or address has the text, in the order of names.
    async fn names(&self, area: &Area, text: &str) -> Result<Arc<Vec<Name>>, DirectoryError> {
        let read = self.clock.now();
        if let Some(names) = self.names.find(area, text, read) {
            return Ok(names);
        }
        let people = self.people(area, text, "", NAME_ATTRIBUTES).await?;
        let mut names: Vec<_> = people.iter().map(name_of).collect();
        names.sort_unstable();
        names.dedup();
        let names = Arc::new(names);
        self.names.keep(area, text, read, &names);
        Ok(names)
    }

    /// Everybody in the area whose name or address has the text, and to whom another filter applies.
    async fn people(
        &self,
        area: &Area,
        text: &str,
        also: &str,
        attributes: &'static [&'static str],
    ) -> Result<Vec<Person>, DirectoryError> {
        let mut people = Vec::new();
        for part in &area.parts {
            let base = match is_dn(part) && dn::is_within(part, &self.settings.scope) {
                true => part,
                false => &self.settings.scope,
            };
            let mut lease = self.connected().await?;
            let search = Search {
                base: base.clone(),
                scope: Scope::Subtree,
                filter: filter(text, also),
                attributes,
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
        people.retain(|person| is_in(person, area));
        Ok(people)
    }
}

fn name_of(person: &Person) -> Name {
    Name::new(person.display_name(), person.mailbox(), person.dn())
}

/// Those with a mailbox that are not protected.
fn filter(text: &str, also: &str) -> String {
    let text = ldap_escape(text);
    let wanted = if text.is_empty() {
        String::new()
    } else {
        format!("(|(displayName=*{text}*)(mail=*{text}*))")
    };
    format!("(&(objectCategory=person)(objectClass=user)(mail=*)(!(adminCount=1)){wanted}{also})")
}
