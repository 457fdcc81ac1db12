//! What a test asks a controller directly.

#![expect(
    clippy::expect_used,
    reason = "a test that gets no answer from the controller cannot go on"
)]

use std::collections::{HashMap, HashSet};

use ldap3::{Ldap, Mod, Scope, SearchEntry};

use crate::accounts::{
    ADMINISTRATOR, ADMINISTRATOR_PASSWORD, SERVICE, SERVICE_PASSWORD, Unit, dn, principal,
};
use crate::connection::{self, Answer, connect};
use crate::controller::Controller;
use crate::policy::Policy;
use crate::seed::add_group;

impl Controller {
    /// A connection on which nobody has signed in.
    ///
    /// # Panics
    /// When the controller does not answer.
    pub async fn connect(&self) -> Ldap {
        connect(&self.url(), &self.authority())
            .await
            .expect("a connection")
    }

    /// A connection of the domain's administrator.
    ///
    /// # Panics
    /// When the controller does not answer.
    pub async fn administrator(&self) -> Ldap {
        self.signed_in(ADMINISTRATOR, ADMINISTRATOR_PASSWORD).await
    }

    /// A connection of the panel's account.
    ///
    /// # Panics
    /// When the controller does not answer.
    pub async fn service(&self) -> Ldap {
        self.signed_in(&dn(SERVICE), SERVICE_PASSWORD).await
    }

    /// Tries a password. The name is as in `alice@corp.test`, or a distinguished name.
    ///
    /// # Panics
    /// When the controller does not answer.
    pub async fn sign_in(&self, name: &str, password: &str) -> Answer {
        let mut ldap = self.connect().await;
        let answer = ldap.simple_bind(name, password).await;
        let answer = answer.expect("an answer").into();
        // The answer is what counts; the server also notices a connection that is dropped.
        let _ = ldap.unbind().await;
        answer
    }

    /// Signs in as the owner of the account, then changes the password on that connection. A refused sign-in is the
    /// answer.
    ///
    /// # Panics
    /// When the controller does not answer.
    pub async fn change(&self, account: &str, old: &str, new: &str) -> Answer {
        let mut ldap = self.connect().await;
        let bound = ldap.simple_bind(&principal(account), old).await;
        let bound: Answer = bound.expect("an answer").into();
        if !bound.succeeded() {
            return bound;
        }
        let changed = connection::change(&mut ldap, &dn(account), old, new).await;
        changed.expect("an answer")
    }

    /// Changes a password on a connection of the panel's account, as is needed where the owner cannot sign in.
    ///
    /// # Panics
    /// When the controller does not answer.
    pub async fn change_as_service(&self, account: &str, old: &str, new: &str) -> Answer {
        let mut ldap = self.service().await;
        let changed = connection::change(&mut ldap, &dn(account), old, new).await;
        changed.expect("an answer")
    }

    /// Sets a password, as the panel's account does.
    ///
    /// # Panics
    /// When the controller does not answer.
    pub async fn reset(&self, account: &str, new: &str) -> Answer {
        let mut ldap = self.service().await;
        let reset = connection::reset(&mut ldap, &dn(account), new).await;
        reset.expect("an answer")
    }

    /// Unlocks an account, as the panel's account does.
    ///
    /// # Panics
    /// When the controller does not answer.
    pub async fn unlock(&self, account: &str) -> Answer {
        let mut ldap = self.service().await;
        let changes = vec![Mod::Replace("lockoutTime", HashSet::from(["0"]))];
        let unlocked = ldap.modify(&dn(account), changes).await;
        unlocked.expect("an answer").into()
    }

    /// These attributes of an entry, as the domain's administrator sees them. What is absent has no values.
    ///
    /// # Panics
    /// When there is no such entry.
    pub async fn attributes(&self, dn: &str, names: &[&str]) -> HashMap<String, Vec<String>> {
        let mut ldap = self.administrator().await;
        let found = ldap
            .search(dn, Scope::Base, "(objectClass=*)", names)
            .await
            .and_then(ldap3::SearchResult::success);
        let (entries, _) = found.expect("an entry");
        let entry = entries.into_iter().next().expect("one entry");
        SearchEntry::construct(entry).attrs
    }

    /// How many wrong passwords are counted against an account.
    ///
    /// # Panics
    /// When the controller does not answer.
    pub async fn wrong_passwords(&self, account: &str) -> u32 {
        let attributes = self.attributes(&dn(account), &["badPwdCount"]).await;
        let count = attributes
            .get("badPwdCount")
            .and_then(|values| values.first());
        count.map_or(0, |count| count.parse().expect("a number"))
    }

    /// Sets the domain's password policy.
    ///
    /// # Panics
    /// When the controller does not take it.
    pub async fn set_policy(&self, policy: &Policy) {
        let mut ldap = self.administrator().await;
        policy.write(&mut ldap).await.expect("a policy");
    }

    /// Adds a group with these members.
    ///
    /// # Panics
    /// When the controller does not take it.
    pub async fn add_group(&self, dn: &str, account: &str, members: &[&str]) {
        let mut ldap = self.administrator().await;
        let added = add_group(&mut ldap, dn, account, members).await;
        added.expect("a group");
    }

    /// Moves an account to another unit.
    ///
    /// # Panics
    /// When the controller does not do it.
    pub async fn move_to(&self, account: &str, unit: Unit) {
        let dn = dn(account);
        let (name, _) = dn.split_once(",OU=").expect("a unit");
        let mut ldap = self.administrator().await;
        let moved = ldap.modifydn(&dn, name, true, Some(unit.dn())).await;
        moved
            .and_then(ldap3::LdapResult::success)
            .expect("it is moved");
    }

    async fn signed_in(&self, name: &str, password: &str) -> Ldap {
        let mut ldap = self.connect().await;
        let bound = ldap.simple_bind(name, password).await;
        bound
            .and_then(ldap3::LdapResult::success)
            .expect("a sign-in");
        ldap
    }
}
