//! Connections to the controllers: a few of the service account's, kept open, and people's own, closed at once.
//!
//! Everything that reads is a search, and a search that gets no answer is asked of the next controller. What writes is
//! sent once, on a connection on which a search has just been answered.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustls::ClientConfig;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

use super::asked::{Asked, refused};
use super::connection::{Connection, Search};
use super::entry::Entry;
use super::failure::Failure;
use super::result_code::BindAnswer;
use super::settings::{Controller, Settings};
use super::turns::Turns;
use crate::directory::{DirectoryError, PoolUse};
use crate::tls::client_config;

/// For how long a controller that gave no answer is tried only after the others.
const AVOIDED: Duration = Duration::from_secs(30);

/// The connections of this process.
pub(super) struct Pool {
    controllers: Vec<Controller>,
    tls: Arc<ClientConfig>,
    account: String,
    password: String,
    failover_after: Duration,
    operation_timeout: Duration,
    service: Turns,
    personal: Turns,
    /// The service account's, bound and unused.
    idle: Mutex<Vec<Connection>>,
    /// Until when each controller is avoided.
    avoided: Mutex<Vec<Option<Instant>>>,
}

/// A connection of the service account's. When it is dropped, it is closed; [`Lease::give_back`] keeps it.
pub(super) struct Lease {
    pub(super) connection: Connection,
    pool: Arc<Pool>,
    _permit: OwnedSemaphorePermit,
}

/// A connection for somebody's own password.
pub(super) struct Personal {
    pub(super) connection: Connection,
    _permit: OwnedSemaphorePermit,
}

impl Pool {
    pub(super) fn new(settings: &Settings) -> Result<Arc<Self>, DirectoryError> {
        Ok(Arc::new(Self {
            controllers: settings.controllers.clone(),
            tls: client_config(settings.ca_file.as_deref())?,
            account: settings.service_account.clone(),
            password: settings.service_password.clone(),
            failover_after: settings.failover_after,
            operation_timeout: settings.operation_timeout,
            service: Turns::new(settings.service_connections),
            personal: Turns::new(settings.personal_connections),
            idle: Mutex::default(),
            avoided: Mutex::new(vec![None; settings.controllers.len()]),
        }))
    }

    /// Searches with the service account, and lends the connection on which the answer came.
    pub(super) async fn search(
        self: &Arc<Self>,
        search: &Search,
    ) -> Result<(Lease, Vec<Entry>), DirectoryError> {
        let permit = self.service.turn().await?;
        let mut last = "no controller is named".to_owned();
        for (controller, patience) in self.plan() {
            match timeout(patience, self.ask(controller, search)).await {
                Ok(Ok((connection, entries))) => {
                    self.avoid(controller, None);
                    let lease = Lease {
                        connection,
                        pool: Arc::clone(self),
                        _permit: permit,
                    };
                    return Ok((lease, entries));
                }
                Ok(Err(Asked::Refused(answer))) => return Err(refused(answer)),
                Ok(Err(Asked::Failed(failure))) => last = failure.to_string(),
                Err(_) => {
                    last = format!("{} does not answer", self.name(controller));
                }
            }
            tracing::warn!(why = last, "a controller cannot be used");
            self.avoid(controller, Some(Instant::now() + AVOIDED));
        }
        Err(DirectoryError::Unavailable(last))
    }

    /// Searches on every controller but this one; those that do not answer are left out.
    pub(super) async fn search_others(
        self: &Arc<Self>,
        but: usize,
        search: &Search,
    ) -> Vec<Vec<Entry>> {
        let mut tasks = tokio::task::JoinSet::new();
        for controller in (0..self.controllers.len()).filter(|index| *index != but) {
            let (pool, search) = (Arc::clone(self), search.clone());
            tasks.spawn(async move {
                let permit = pool.service.turn().await.ok()?;
                let asked = timeout(pool.failover_after, pool.ask(controller, &search)).await;
                let (connection, entries) = asked.ok()?.ok()?;
                let lease = Lease {
                    connection,
                    pool,
                    _permit: permit,
                };
                lease.give_back();
                Some(entries)
            });
        }
        tasks.join_all().await.into_iter().flatten().collect()
    }

    /// A connection on which nobody is signed in, to this controller if it can be reached, or to another one.
    pub(super) async fn personal(&self, preferred: usize) -> Result<Personal, DirectoryError> {
        let permit = self.personal.turn().await?;
        let mut last = "no controller is named".to_owned();
        let others = self
            .plan()
            .into_iter()
            .filter(|(index, _)| *index != preferred);
        let first = [(preferred, self.patience())];
        for (controller, patience) in first.into_iter().chain(others) {
            match self.open(controller, patience).await {
                Ok(connection) => {
                    return Ok(Personal {
                        connection,
                        _permit: permit,
                    });
                }
                Err(failure) => {
                    last = failure.to_string();
                    self.avoid(controller, Some(Instant::now() + AVOIDED));
                }
            }
        }
        Err(DirectoryError::Unavailable(last))
    }

    /// The order in which controllers are tried: each with the short timeout while there is another one, then each with
    /// the long one.
    fn plan(&self) -> Vec<(usize, Duration)> {
        let now = Instant::now();
        let mut order: Vec<usize> = (0..self.controllers.len()).collect();
        {
            let avoided = lock(&self.avoided);
            order.sort_by_key(|index| {
                avoided
                    .get(*index)
                    .copied()
                    .flatten()
                    .is_some_and(|until| until > now)
            });
        }
        let patient = order.iter().map(|index| (*index, self.operation_timeout));
        if order.len() < 2 {
            return patient.collect();
        }
        let quick = order.iter().map(|index| (*index, self.failover_after));
        quick.chain(patient).collect()
    }

    fn patience(&self) -> Duration {
        if self.controllers.len() < 2 {
            self.operation_timeout
        } else {
            self.failover_after
        }
    }

    /// Asks one controller, on an idle connection if there is one.
    async fn ask(
        &self,
        controller: usize,
        search: &Search,
    ) -> Result<(Connection, Vec<Entry>), Asked> {
        if let Some(mut connection) = self.take_idle(controller) {
            // A controller closes idle connections, which does not mean that it is unavailable. The network may have
            // dropped the connection silently, so the wait is short.
            let answer = timeout(self.failover_after, connection.search(search)).await;
            if let Ok(Ok(entries)) = answer {
                return Ok((connection, entries));
            }
        }
        let mut connection = self.open(controller, self.operation_timeout).await?;
        match connection.bind(&self.account, &self.password).await? {
            BindAnswer::Accepted => {}
            answer @ BindAnswer::Unusable(code) => {
                tracing::debug!(?answer, "the service account could not sign in");
                let name = self.name(controller);
                return Err(Failure::NotDone(format!("{name}: {code}")).into());
            }
            answer => return Err(Asked::Refused(answer)),
        }
        let entries = connection.search(search).await?;
        Ok((connection, entries))
    }

    async fn open(&self, index: usize, patience: Duration) -> Result<Connection, Failure> {
        let Some(controller) = self.controllers.get(index) else {
            return Err(Failure::NotDone("there is no such controller".to_owned()));
        };
        let open = Connection::open(controller, index, &self.tls, self.operation_timeout);
        match timeout(patience, open).await {
            Ok(opened) => opened,
            Err(_) => Err(Failure::NotDone(format!("{controller} does not answer"))),
        }
    }

    fn take_idle(&self, controller: usize) -> Option<Connection> {
        let mut idle = lock(&self.idle);
        idle.retain_mut(|connection| !connection.is_closed());
        let index = idle
            .iter()
            .rposition(|connection| connection.controller == controller)?;
        Some(idle.swap_remove(index))
    }

    fn avoid(&self, controller: usize, until: Option<Instant>) {
        if let Some(avoided) = lock(&self.avoided).get_mut(controller) {
            *avoided = until;
        }
    }

    /// The connections in use: the service account's, and people's own.
    pub(super) fn uses(&self) -> Vec<PoolUse> {
        vec![
            self.service.in_use("directory-account"),
            self.personal.in_use("directory-sign-ins"),
        ]
    }

    /// How many controllers there are.
    pub(super) const fn count(&self) -> usize {
        self.controllers.len()
    }

    fn name(&self, controller: usize) -> String {
        self.controllers
            .get(controller)
            .map(Controller::to_string)
            .unwrap_or_default()
    }
}

impl Lease {
    /// Keeps the connection for the next request. Only for one on which the last answer came.
    pub(super) fn give_back(self) {
        lock(&self.pool.idle).push(self.connection);
    }
}

impl Personal {
    /// Ends the connection, and the sign-in with it.
    pub(super) async fn close(self) {
        self.connection.close().await;
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
