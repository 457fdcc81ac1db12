//! One connection to one controller, always with TLS.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use ldap3::adapters::{Adapter, EntriesOnly, PagedResults};
use ldap3::{
    Ldap, LdapConnAsync, LdapConnSettings, LdapError, Mod, Scope, SearchEntry, SearchOptions,
};
use rustls::ClientConfig;

use super::entry::Entry;
use super::failure::Failure;
use super::result_code::{BindAnswer, ModifyAnswer, ResultCode};
use super::settings::Controller;

/// LDAP's result codes of searches that are no failure.
const SUCCESS: u32 = 0;
const SIZE_LIMIT_EXCEEDED: u32 = 4;
const NO_SUCH_OBJECT: u32 = 32;

/// Objects that a controller sends at once; it refuses more than 1,000.
const PAGE: i32 = 500;

/// What is looked for.
#[derive(Clone, Debug)]
pub(super) struct Search {
    /// Where to begin.
    pub(super) base: String,
    /// The object itself, or everything below it too.
    pub(super) scope: Scope,
    pub(super) filter: String,
    /// The attributes to read.
    pub(super) attributes: &'static [&'static str],
    /// How many objects to read at most.
    pub(super) limit: usize,
}

/// What is done to an attribute. It has no `Debug`, because it may hold a password.
pub(super) enum Modification {
    /// Removes the first value and adds the second one: how a password is changed by whoever knows it.
    Exchange(&'static str, Vec<u8>, Vec<u8>),
    /// Replaces every value by this one.
    Set(&'static str, Vec<u8>),
}

/// A connection that is open.
pub(super) struct Connection {
    ldap: Ldap,
    /// Which of the controllers it leads to.
    pub(super) controller: usize,
    timeout: Duration,
}

impl Connection {
    /// Opens a connection; nobody is signed in on it.
    pub(super) async fn open(
        controller: &Controller,
        index: usize,
        tls: &Arc<ClientConfig>,
        timeout: Duration,
    ) -> Result<Self, Failure> {
        let opened = Self::try_open(controller, index, tls, timeout).await;
        opened.map_err(|error| Failure::NotDone(format!("{controller}: {error}")))
    }

    /// The same with the library's own error, which says what is wrong with a certificate.
    pub(super) async fn try_open(
        controller: &Controller,
        index: usize,
        tls: &Arc<ClientConfig>,
        timeout: Duration,
    ) -> Result<Self, LdapError> {
        let settings = LdapConnSettings::new()
            .set_conn_timeout(timeout)
            .set_starttls(controller.start_tls())
            .set_config(Arc::clone(tls));
        let (connection, ldap) = LdapConnAsync::with_settings(settings, controller.url()).await?;
        let name = controller.to_string();
        tokio::spawn(async move {
            if let Err(error) = connection.drive().await {
                tracing::debug!(controller = name, %error, "a connection ended");
            }
        });
        Ok(Self {
            ldap,
            controller: index,
            timeout,
        })
    }

    /// Whether the controller or the network has closed it.
    pub(super) fn is_closed(&mut self) -> bool {
        self.ldap.is_closed()
    }

    /// Tries a password. An empty one is refused here: a controller would take it for an anonymous sign-in, and accept
    /// it (RFC 4513, 5.1.2).
    pub(super) async fn bind(&mut self, name: &str, password: &str) -> Result<BindAnswer, Failure> {
        if password.is_empty() || name.is_empty() {
            return Ok(BindAnswer::Refused);
        }
        let result = self
            .ldap
            .with_timeout(self.timeout)
            .simple_bind(name, password)
            .await?;
        Ok(ResultCode::of(&result).of_bind())
    }

    /// Looks for objects. One that is not there is no failure. A controller that gives fewer than it was asked for, and
    /// says that there are more, has given no answer: of what it left out nothing is known.
    pub(super) async fn search(&mut self, search: &Search) -> Result<Vec<Entry>, Failure> {
        let limit = i32::try_from(search.limit).unwrap_or(i32::MAX);
        let ldap3::SearchResult(entries, result) = self
            .ldap
            .with_timeout(self.timeout)
            .with_search_options(SearchOptions::new().sizelimit(limit))
            .search(
                &search.base,
                search.scope,
                &search.filter,
                search.attributes,
            )
            .await?;
        let entries: Vec<_> = entries
            .into_iter()
            .filter(|entry| !entry.is_ref() && !entry.is_intermediate())
            .map(|entry| Entry::new(SearchEntry::construct(entry)))
            .collect();
        match result.rc {
            SUCCESS | NO_SUCH_OBJECT => Ok(entries),
            SIZE_LIMIT_EXCEEDED if entries.len() >= search.limit => Ok(entries),
            _ => Err(Failure::NotDone(format!(
                "a search was refused: {}",
                ResultCode::of(&result)
            ))),
        }
    }

    /// Looks for many objects, page by page.
    pub(super) async fn search_all(&mut self, search: &Search) -> Result<Vec<Entry>, Failure> {
        let adapters: Vec<Box<dyn Adapter<'_, &'static str, Vec<&'static str>>>> = vec![
            Box::new(EntriesOnly::new()),
            Box::new(PagedResults::new(PAGE)),
        ];
        let mut stream = self
            .ldap
            .with_timeout(self.timeout)
            .streaming_search_with(
                adapters,
                &search.base,
                search.scope,
                &search.filter,
                search.attributes.to_vec(),
            )
            .await?;
        let mut entries = Vec::new();
        while let Some(entry) = stream.next().await? {
            if entries.len() >= search.limit {
                return Ok(entries);
            }
            entries.push(Entry::new(SearchEntry::construct(entry)));
        }
        let result = stream.finish().await;
        match result.rc {
            SUCCESS | NO_SUCH_OBJECT => Ok(entries),
            _ => Err(Failure::NotDone(format!(
                "a search was refused: {}",
                ResultCode::of(&result)
            ))),
        }
    }

    /// Modifies an object, all of it or nothing.
    pub(super) async fn modify(
        &mut self,
        dn: &str,
        modifications: Vec<Modification>,
    ) -> Result<ModifyAnswer, Failure> {
        let mut modifies = Vec::new();
        for modification in modifications {
            match modification {
                Modification::Exchange(name, old, new) => {
                    modifies.push(Mod::Delete(name.into(), HashSet::from([old])));
                    modifies.push(Mod::Add(name.into(), HashSet::from([new])));
                }
                Modification::Set(name, value) => {
                    modifies.push(Mod::Replace(name.into(), HashSet::from([value])));
                }
            }
        }
        let result = self
            .ldap
            .with_timeout(self.timeout)
            .modify(dn, modifies)
            .await?;
        Ok(ResultCode::of(&result).of_modify())
    }

    /// Signs out and closes the connection, whether that is answered or not.
    pub(super) async fn close(mut self) {
        let _ = self.ldap.with_timeout(self.timeout).unbind().await;
    }
}

impl Search {
    /// One object by its distinguished name.
    pub(super) fn object(dn: &str, attributes: &'static [&'static str]) -> Self {
        Self {
            base: dn.to_owned(),
            scope: Scope::Base,
            filter: "(objectClass=*)".to_owned(),
            attributes,
            limit: 1,
        }
    }
}
