//! Every option, declared once: its flag, its help, and its key in the configuration file.

use std::net::SocketAddr;
use std::num::{NonZeroU32, NonZeroUsize};
use std::path::PathBuf;

use clap::Args;
use serde::Deserialize;

use super::administrators::Administrators;
use super::database_url::DatabaseUrl;
use super::evidence_source::GivenSource;
use super::value::{Link, Network, Seconds, from_text, text};
use crate::base_path::BasePath;
use crate::directory::active_directory::Controller;
use crate::directory::embedded::HashCost;
use crate::origin::Origin;

/// What somebody wrote, on the command line or in the file; `None` and `false` where they wrote nothing.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Given {
    /// Where to listen [127.0.0.1:8080]; port 0 picks a free one
    #[arg(long, value_name = "ADDRESS:PORT", value_parser = text::<SocketAddr>)]
    #[serde(deserialize_with = "from_text")]
    pub(super) listen: Option<SocketAddr>,

    /// Where browsers find the panel, as in https://panel.example.com: for a proxy that gives it another host name;
    /// without it the request's Host counts
    #[arg(long, value_name = "URL", value_parser = text::<Origin>)]
    #[serde(deserialize_with = "from_text")]
    pub(super) origin: Option<Origin>,

    /// The path below that origin, as in /portal, if the panel has only a part of the host
    #[arg(long, value_name = "PATH", value_parser = text::<BasePath>)]
    #[serde(deserialize_with = "from_text")]
    pub(super) base_path: Option<BasePath>,

    /// Connections at most [1024]; beyond, the oldest that waits for a request is closed
    #[arg(long, value_name = "N")]
    pub(super) connections: Option<NonZeroUsize>,

    /// How long the head of a request may take, and how long a connection stays on which nothing is asked [15]
    #[arg(long, value_name = "SECONDS", value_parser = text::<Seconds>)]
    pub(super) header_timeout: Option<Seconds>,

    /// How long the body of a request may take [20]
    #[arg(long, value_name = "SECONDS", value_parser = text::<Seconds>)]
    pub(super) body_timeout: Option<Seconds>,

    /// A loopback address of its own for /metrics, as Prometheus reads them
    #[arg(long, value_name = "ADDRESS:PORT", value_parser = text::<SocketAddr>)]
    #[serde(deserialize_with = "from_text")]
    pub(super) metrics: Option<SocketAddr>,

    /// The widget, as `cargo xtask dist` writes it [dist]
    #[arg(long, value_name = "FOLDER")]
    pub(super) dist: Option<PathBuf>,

    /// The provider's name, mark and accent, JSON as in the panel's README
    #[arg(long, value_name = "FILE")]
    pub(super) brand: Option<PathBuf>,

    /// How to reach the administrator: a tel:, mailto: or https: link
    #[arg(long, value_name = "LINK", value_parser = text::<Link>)]
    #[serde(deserialize_with = "from_text")]
    pub(super) help_line: Option<Link>,

    /// A proxy in front of the panel, as in 10.0.0.0/8 or 127.0.0.1: limits count the person whom it names in
    /// X-Forwarded-For or Forwarded; can be repeated
    #[arg(long, value_name = "CIDR", value_parser = text::<Network>)]
    pub(super) trusted_proxy: Option<Vec<Network>>,

    /// Wrong current passwords a minute in one session [20]; five times as many requests, and four times those from one
    /// source
    #[arg(long, value_name = "N")]
    pub(super) changes_per_minute: Option<NonZeroU32>,

    /// Sign-ins a minute from one source [60]
    #[arg(long, value_name = "N")]
    pub(super) sign_ins_per_minute: Option<NonZeroU32>,

    /// Sign-ins as an administrator a minute from one source [10]
    #[arg(long, value_name = "N")]
    pub(super) administrator_sign_ins_per_minute: Option<NonZeroU32>,

    /// The longest wait for the answer to a refused sign-in as an administrator [8]; the first is a quarter of a second,
    /// and each further one from that source twice as long
    #[arg(long, value_name = "SECONDS", value_parser = text::<Seconds>)]
    pub(super) administrator_delay: Option<Seconds>,

    /// The server that sends an e-mail to the mailbox after each change: smtps://HOST, or smtp://HOST:587?tls=required
    #[arg(long, value_name = "URL", help_heading = MAIL)]
    pub(super) smtp: Option<String>,

    /// The sender of these e-mails, as in "Example Mail <panel@example.com>"
    #[arg(long, value_name = "ADDRESS", help_heading = MAIL)]
    pub(super) smtp_from: Option<String>,

    /// The account at that server, if it wants one
    #[arg(long, value_name = "NAME", help_heading = MAIL)]
    pub(super) smtp_user: Option<String>,

    /// The file whose first line is that account's password; without it PANEL_SMTP_PASSWORD in the environment
    #[arg(long, value_name = "FILE", help_heading = MAIL)]
    pub(super) smtp_password_file: Option<PathBuf>,

    /// The SQLite file with mailboxes, audit trail and signing key
    #[arg(long, value_name = "FILE", help_heading = STORE)]
    pub(super) store: Option<PathBuf>,

    /// The rules for passwords, JSON as in `GET policy` of the wire contract
    #[arg(long, value_name = "FILE", help_heading = STORE)]
    pub(super) policy: Option<PathBuf>,

    /// What an Argon2id hash costs [19456,2]
    #[arg(long, value_name = "KIB,PASSES", value_parser = text::<HashCost>, help_heading = STORE)]
    #[serde(deserialize_with = "from_text")]
    pub(super) hash_cost: Option<HashCost>,

    /// How long to wait for whoever else is writing to the store [5]
    #[arg(long, value_name = "SECONDS", value_parser = text::<Seconds>, help_heading = STORE)]
    pub(super) store_wait: Option<Seconds>,

    /// The domain controllers, as in ldaps://dc1.corp.example,dc2.corp.example: the first that answers is used. With
    /// ldap:// TLS is started on port 389 before anything else is sent
    #[arg(long, value_name = "URLS", value_delimiter = ',', value_parser = text::<Controller>, help_heading = DIRECTORY)]
    pub(super) directory: Option<Vec<Controller>>,

    /// The authority of the controllers' certificates, a PEM file [those that the system trusts]
    #[arg(long, value_name = "FILE", help_heading = DIRECTORY)]
    pub(super) directory_ca: Option<PathBuf>,

    /// The organizational unit, or the domain, whose accounts the panel looks after, as in OU=Staff,DC=corp,DC=example
    #[arg(long, value_name = "NAME", help_heading = DIRECTORY)]
    pub(super) directory_scope: Option<String>,

    /// The panel's own account, as in svc-panel@corp.example
    #[arg(long, value_name = "NAME", help_heading = DIRECTORY)]
    pub(super) directory_account: Option<String>,

    /// The file whose first line is that account's password; without it PANEL_DIRECTORY_PASSWORD in the environment
    #[arg(long, value_name = "FILE", help_heading = DIRECTORY)]
    pub(super) directory_password_file: Option<PathBuf>,

    /// A group whose members, also through other groups, are administrators, and the unit or mail domain that they look
    /// after [the whole scope]; can be repeated
    #[arg(long, value_name = "GROUP => AREA", value_parser = text::<Administrators>, help_heading = DIRECTORY)]
    pub(super) administrators: Option<Vec<Administrators>>,

    /// The file with the secret that signs sessions, at least 32 bytes, the same for every panel behind one proxy
    #[arg(long, value_name = "FILE", help_heading = DIRECTORY)]
    pub(super) secret_file: Option<PathBuf>,

    /// The file in which the panel keeps which sessions have ended and which requests were done, so that a restart and
    /// other instances with the same file know it [memory]
    #[arg(long, value_name = "FILE", help_heading = DIRECTORY)]
    pub(super) records: Option<PathBuf>,

    /// For how long the old password goes on working after a change [60]; the directory does not tell
    #[arg(long, value_name = "MINUTES", help_heading = DIRECTORY)]
    pub(super) old_password_minutes: Option<u32>,

    /// Connections of the panel's own account at most [8]
    #[arg(long, value_name = "N", help_heading = DIRECTORY)]
    pub(super) directory_connections: Option<usize>,

    /// Connections with which people's passwords are tried and changed at most [32]
    #[arg(long, value_name = "N", help_heading = DIRECTORY)]
    pub(super) directory_sign_ins: Option<usize>,

    /// A PostgreSQL database in place of the files of --records and --evidence-store, as in
    /// postgres://panel@db.example.com/panel: for several machines
    #[arg(long, value_name = "URL", value_parser = text::<DatabaseUrl>, help_heading = DATABASE)]
    pub(super) database: Option<DatabaseUrl>,

    /// The authority of the database's certificate, a PEM file [those that the system trusts]
    #[arg(long, value_name = "FILE", help_heading = DATABASE)]
    pub(super) database_ca: Option<PathBuf>,

    /// The file whose first line is the password of that account; without it PANEL_DATABASE_PASSWORD in the environment
    #[arg(long, value_name = "FILE", help_heading = DATABASE)]
    pub(super) database_password_file: Option<PathBuf>,

    /// Connections to the database at most [8]
    #[arg(long, value_name = "N", help_heading = DATABASE)]
    pub(super) database_connections: Option<usize>,

    /// The SQLite file in which the panel keeps what agents tell it of devices
    #[arg(long, value_name = "FILE", help_heading = EVIDENCE)]
    pub(super) evidence_store: Option<PathBuf>,

    /// The file whose first line is the secret that agents sign with, at least 32 bytes; for the panel and its agents
    #[arg(long, value_name = "FILE", help_heading = EVIDENCE)]
    pub(super) evidence_secret_file: Option<PathBuf>,

    /// For an agent: where the panel is, as in https://panel.example.com
    #[arg(long, value_name = "URL", help_heading = EVIDENCE)]
    pub(super) evidence_panel: Option<String>,

    /// For an agent: the authority of the panel's certificate, a PEM file [those that the system trusts]
    #[arg(long, value_name = "FILE", help_heading = EVIDENCE)]
    pub(super) evidence_ca: Option<PathBuf>,

    /// For an agent: its name on the panel's pages [the machine's]
    #[arg(long, value_name = "NAME", help_heading = EVIDENCE)]
    pub(super) evidence_name: Option<String>,

    /// For an agent: the file in which it keeps how far the panel has acknowledged
    #[arg(long, value_name = "FILE", help_heading = EVIDENCE)]
    pub(super) evidence_state: Option<PathBuf>,

    /// For an agent: a log to follow, as in "dovecot => /var/log/dovecot.log*"; can be repeated. Formats: dovecot,
    /// http-proxy, iis, json, postfix, windows-events
    #[arg(long, value_name = "FORMAT => PATH", value_parser = text::<GivenSource>, help_heading = EVIDENCE)]
    pub(super) evidence_source: Option<Vec<GivenSource>>,

    /// For an agent: the time zone of its logs, as in Europe/Berlin [the machine's]
    #[arg(long, value_name = "ZONE", help_heading = EVIDENCE)]
    pub(super) evidence_zone: Option<String>,

    /// For an agent: the mail domain of names without one in its logs [they are left out]
    #[arg(long, value_name = "DOMAIN", help_heading = EVIDENCE)]
    pub(super) evidence_domain: Option<String>,

    /// For an agent: a mail server, by the name of its computer or by its address: what a domain controller writes of it
    /// is about its clients, and is left out; can be repeated
    #[arg(long, value_name = "NAME", help_heading = EVIDENCE)]
    pub(super) evidence_server: Option<Vec<String>>,

    /// Add the demo's mailboxes, whose passwords everybody knows; on a loopback address, in a temporary store
    #[arg(long, help_heading = DEMO)]
    pub(super) demo: bool,

    /// For tests: the file in which the demo's mailboxes are kept; they are in no other store
    #[arg(long, value_name = "FILE", help_heading = DEMO)]
    pub(super) demo_store: Option<PathBuf>,

    /// From one turn of a mailbox's simulated devices to the next [4]
    #[arg(long, value_name = "SECONDS", value_parser = text::<Seconds>, help_heading = DEMO)]
    pub(super) device_pace: Option<Seconds>,

    /// For tests: a file with seconds to add to the clock, read on each use
    #[arg(long, value_name = "FILE", help_heading = DEMO)]
    pub(super) clock_file: Option<PathBuf>,
}

const MAIL: &str = "E-mail about changes";
const STORE: &str = "Mailboxes in a file";
const DIRECTORY: &str = "Mailboxes in Active Directory";
const DATABASE: &str = "A database for several machines";
const EVIDENCE: &str = "Devices, from the mail servers' logs";
const DEMO: &str = "Trying it out";
