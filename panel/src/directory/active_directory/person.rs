//! People: from an address to exactly one account, which the panel may touch.

use ldap3::{Scope, ldap_escape};

use super::connection::{Connection, Search};
use super::dn;
use super::domain::Domain;
use super::entry::Entry;
use super::filetime;
use super::pool::Lease;
use crate::clock::Timestamp;
use crate::directory::{Account, Area, ChangedBy, DirectoryError, LastChange, is_address};

/// The longest address that is looked for, in bytes (RFC 5321, 4.5.3.1.3).
const LONGEST_ADDRESS: usize = 254;

/// What is read of a person.
pub(super) const ATTRIBUTES: &[&str] = &[
    "mail",
    "userPrincipalName",
    "sAMAccountName",
    "displayName",
    "adminCount",
    "badPasswordTime",
    "badPwdCount",
    "lockoutTime",
    "pwdLastSet",
    "userAccountControl",
    "msDS-ResultantPSO",
    "msDS-User-Account-Control-Computed",
    "msDS-UserPasswordExpiryTimeComputed",
];

/// Bits of `userAccountControl` and of its computed part (MS-ADTS 2.2.16).
const ACCOUNT_DISABLED: i64 = 0x2;
const LOCKED_OUT: i64 = 0x10;
const PASSWORD_EXPIRED: i64 = 0x80_0000;

/// An account of somebody's.
#[derive(Clone, Debug)]
pub(super) struct Person(Entry);

impl Person {
    pub(super) const fn new(entry: Entry) -> Self {
        Self(entry)
    }

    pub(super) fn dn(&self) -> &str {
        self.0.dn()
    }

    /// The address that it is known by.
    pub(super) fn mailbox(&self) -> &str {
        self.0
            .text("mail")
            .or_else(|| self.0.text("userPrincipalName"))
            .unwrap_or_default()
    }

    pub(super) fn display_name(&self) -> &str {
        self.0.text("displayName").unwrap_or_default()
    }

    pub(super) fn account_name(&self) -> &str {
        self.0.text("sAMAccountName").unwrap_or_default()
    }

    /// When the password was set; `None` while it must be changed because an administrator said so.
    pub(super) fn password_set_at(&self) -> Option<Timestamp> {
        self.instant("pwdLastSet")
    }

    /// Whether the password has expired, or must be changed because an administrator said so.
    pub(super) fn must_change(&self) -> bool {
        self.computed() & PASSWORD_EXPIRED != 0
    }

    /// When the password expires; `None` if never, or if it has to be changed now.
    pub(super) fn expires_at(&self) -> Option<Timestamp> {
        self.instant("msDS-UserPasswordExpiryTimeComputed")
    }

    /// Whether the account is locked now. `lockoutTime` keeps its value when a lock has run out, so it does not say.
    pub(super) fn is_locked(&self) -> bool {
        self.computed() & LOCKED_OUT != 0
    }

    /// Since when it is locked, while it is.
    pub(super) fn locked_at(&self) -> Option<Timestamp> {
        self.instant("lockoutTime").filter(|_| self.is_locked())
    }

    pub(super) fn is_disabled(&self) -> bool {
        self.0.number("userAccountControl").unwrap_or(0) & ACCOUNT_DISABLED != 0
    }

    /// The last wrong password on the controller that was asked; it is not replicated.
    pub(super) fn refused_at(&self) -> Option<Timestamp> {
        self.instant("badPasswordTime")
    }

    /// Wrong passwords that count, on the controller that was asked.
    pub(super) fn refused_count(&self) -> u32 {
        self.0.count("badPwdCount").unwrap_or(0)
    }

    /// The distinguished name of the fine-grained password policy that applies.
    pub(super) fn policy(&self) -> Option<&str> {
        self.0.text("msDS-ResultantPSO")
    }

    /// What others may know of it.
    pub(super) fn account(&self, area: Option<Area>) -> Account {
        Account {
            mailbox: self.mailbox().to_lowercase(),
            area,
            account_name: self.account_name().to_owned(),
            display_name: self.display_name().to_owned(),
            must_change: self.must_change(),
            last_change: self.password_set_at().map(|at| LastChange {
                at,
                by: ChangedBy::Unrecorded,
            }),
        }
    }

    /// Whether the directory protects it, as it does administrators of the domain.
    fn is_protected(&self) -> bool {
        self.0.number("adminCount").unwrap_or(0) > 0
    }

    fn computed(&self) -> i64 {
        self.0
            .number("msDS-User-Account-Control-Computed")
            .unwrap_or(0)
    }

    fn instant(&self, name: &str) -> Option<Timestamp> {
        self.0.number(name).and_then(filetime::instant)
    }
}

impl Domain {
    /// The one account with this address, on a connection of the service account's. `None` if there is none, if there
    /// is more than one, or if it is protected or outside the panel's scope.
    pub(super) async fn find(
        &self,
        address: &str,
    ) -> Result<(Lease, Option<Person>), DirectoryError> {
        let search = Search {
            base: self.settings.scope.clone(),
            scope: Scope::Subtree,
            filter: filter(address),
            attributes: ATTRIBUTES,
            limit: 2,
        };
        let (lease, entries) = self.pool.search(&search).await?;
        let mut people = entries.into_iter().map(Person::new);
        let person = match (people.next(), people.next()) {
            (Some(person), None) if person.is_protected() => {
                tracing::warn!(
                    dn = person.dn(),
                    "a protected account was asked for, and is refused (adminCount)"
                );
                None
            }
            (Some(person), None) => Some(person),
            (Some(one), Some(other)) => {
                tracing::error!(
                    one = one.dn(),
                    other = other.dn(),
                    "two accounts have the same address, so neither is used"
                );
                None
            }
            (None, _) => None,
        };
        Ok((lease, person))
    }
}

/// Whether an account is still where it was found before; if not, it was moved meanwhile, and nothing was done to it.
pub(super) fn still_at(before: &Person, now: &Person) -> Result<(), DirectoryError> {
    if dn::is_within(now.dn(), before.dn()) {
        return Ok(());
    }
    Err(DirectoryError::Unavailable(format!(
        "{} was moved to {} meanwhile",
        before.dn(),
        now.dn()
    )))
}

/// Reads a person again, on the same connection.
pub(super) async fn read_again(connection: &mut Connection, person: &Person) -> Option<Person> {
    let search = Search::object(person.dn(), ATTRIBUTES);
    let entries = connection.search(&search).await.ok()?;
    entries.into_iter().next().map(Person::new)
}

/// People with exactly this address, in any of the attributes that hold one. What is no address finds nobody.
fn filter(address: &str) -> String {
    // A server may read a text only up to a NUL.
    let is_plain = !address.contains(char::is_control) && address.len() <= LONGEST_ADDRESS;
    if !is_plain || !is_address(address) {
        return "(!(objectClass=*))".to_owned();
    }
    let address = ldap_escape(address);
    format!(
        "(&(objectCategory=person)(objectClass=user)(|(mail={address})(proxyAddresses=smtp:{address})(userPrincipalName={address})))"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_looked_for_exactly_whatever_is_in_it() {
        let ann = filter("ann@corp.test");
        assert!(ann.contains("(|(mail=ann@corp.test)"), "{ann}");
        let injected = filter("*)(uid=*@corp.test");
        assert!(
            injected.contains(r"(mail=\2a\29\28uid=\2a@corp.test)"),
            "{injected}"
        );
        for nobody in ["", "ann", "*", "a b@corp.test", "a@b@c", "ann@corp.test\0"] {
            assert_eq!(filter(nobody), "(!(objectClass=*))", "{nobody}");
        }
        let long = format!("{}@corp.test", "a".repeat(LONGEST_ADDRESS));
        assert_eq!(filter(&long), "(!(objectClass=*))");
    }
}
