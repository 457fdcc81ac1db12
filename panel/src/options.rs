//! The options: from the command line, and from a configuration file beneath it.

mod administrators;
mod checkup;
mod command_line;
mod database;
mod database_url;
mod directory;
mod error;
mod evidence;
mod evidence_secret;
mod evidence_source;
mod file;
mod given;
mod mail;
mod mailboxes;
mod merge;
mod needs;
mod relative;
mod secret;
mod value;

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use ipnet::IpNet;

pub use self::administrators::Administrators;
pub use self::checkup::Checkup;
pub use self::command_line::{Command, Owner, parse};
pub use self::database::DatabaseOptions;
pub use self::database_url::DatabaseUrl;
pub use self::directory::DirectoryOptions;
pub use self::error::OptionsError;
pub use self::evidence::{AgentOptions, EvidenceOptions};
pub use self::evidence_secret::SecretFacts;
use self::given::Given;
pub use self::mail::MailOptions;
pub use self::mailboxes::Mailboxes;
pub use self::secret::Secret;
pub use crate::base_path::BasePath;
use crate::directory::embedded::HashCost;
pub use crate::limits::RequestLimits;
pub use crate::origin::Origin;

/// How to serve.
#[derive(Debug)]
pub struct Options {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where browsers find the panel, if that is not the host that a request names.
    pub origin: Option<Origin>,
    /// The path below the origin under which the panel is.
    pub base_path: BasePath,
    /// The most connections.
    pub connections: usize,
    /// How long the head of a request may take; also how long a connection stays that nothing is asked on.
    pub header_timeout: Duration,
    /// How long the whole body of a request may take, however it arrives.
    pub body_timeout: Duration,
    /// Where to serve metrics, if anywhere.
    pub metrics: Option<SocketAddr>,
    /// The widget's files.
    pub dist: PathBuf,
    /// Where the mailboxes are.
    pub mailboxes: Mailboxes,
    /// A provider's policy.
    pub policy: Option<PathBuf>,
    /// A provider's name, mark and accent.
    pub brand: Option<PathBuf>,
    /// How to reach the administrator.
    pub help_line: Option<String>,
    /// Which server sends e-mails about changes, if any.
    pub mail: Option<MailOptions>,
    /// What a hash costs.
    pub hash_cost: HashCost,
    /// How long to wait for another writer of the store.
    pub store_wait: Duration,
    /// The proxies that name the person for whom they ask.
    pub trusted_proxies: Vec<IpNet>,
    /// How much one session and one source may ask for.
    pub limits: RequestLimits,
    /// From one sign-in of a mailbox's simulated devices to the next.
    pub device_pace: Duration,
    /// The database that is in the place of SQLite files, if there is one.
    pub database: Option<DatabaseOptions>,
    /// Where evidence of devices is kept, if agents bring any.
    pub evidence: Option<EvidenceOptions>,
    /// A file that moves the clock.
    pub clock_file: Option<PathBuf>,
}

impl Options {
    fn new(given: Given) -> Result<Self, OptionsError> {
        let mail = MailOptions::new(&given)?;
        let database = DatabaseOptions::new(&given)?;
        let evidence = EvidenceOptions::new(&given)?;
        let listen = given
            .listen
            .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
        let mailboxes = Mailboxes::new(&given, listen)?;
        if given
            .metrics
            .is_some_and(|metrics| !metrics.ip().is_loopback())
        {
            return Err(OptionsError::new(
                "--metrics takes a loopback address: what it tells is not for strangers",
            ));
        }
        if database.is_some() && evidence.is_none() && given.directory.is_none() {
            return Err(OptionsError::new(
                "--database keeps records beside --directory, or evidence of devices with --evidence-secret-file FILE; with \
                 --store alone there is nothing to keep in it",
            ));
        }
        let limits = RequestLimits::default();
        Ok(Self {
            listen,
            origin: given.origin,
            base_path: given.base_path.unwrap_or_default(),
            connections: given.connections.map_or(CONNECTIONS, NonZeroUsize::get),
            header_timeout: given.header_timeout.map_or(HEADER_TIMEOUT, |time| time.0),
            body_timeout: given.body_timeout.map_or(BODY_TIMEOUT, |time| time.0),
            metrics: given.metrics,
            dist: given.dist.unwrap_or_else(|| PathBuf::from("dist")),
            mailboxes,
            policy: given.policy,
            brand: given.brand,
            mail,
            help_line: given.help_line.map(|link| link.0),
            hash_cost: given.hash_cost.unwrap_or_default(),
            store_wait: given
                .store_wait
                .map_or(Duration::from_secs(5), |wait| wait.0),
            trusted_proxies: given
                .trusted_proxy
                .unwrap_or_default()
                .into_iter()
                .map(|network| network.0)
                .collect(),
            limits: RequestLimits {
                changes: given.changes_per_minute.unwrap_or(limits.changes),
                sign_ins: given.sign_ins_per_minute.unwrap_or(limits.sign_ins),
                administrator_sign_ins: given
                    .administrator_sign_ins_per_minute
                    .unwrap_or(limits.administrator_sign_ins),
                administrator_delay: given
                    .administrator_delay
                    .map_or(limits.administrator_delay, |delay| delay.0),
            },
            device_pace: given
                .device_pace
                .map_or(Duration::from_secs(4), |pace| pace.0),
            database,
            evidence,
            clock_file: given.clock_file,
        })
    }
}

/// The most connections where nobody said how many.
const CONNECTIONS: usize = 1024;
const HEADER_TIMEOUT: Duration = Duration::from_secs(15);
const BODY_TIMEOUT: Duration = Duration::from_secs(20);

#[cfg(test)]
mod tests;
