//! A throw-away domain controller (Samba), a mail server that asks it (Dovecot), and one that takes mail from people's
//! programs (Postfix), all on loopback addresses.
//!
//! The domain is provisioned and filled once and kept as a template. Each [`Controller`] is a copy of it, ready in less
//! than a second, with its own address and certificate; so tests do not disturb each other. Copies of one template are
//! controllers of one domain between which nothing is replicated.
//!
//! No file outside a temporary folder and cargo's target folder is written, and no address but loopback ones is used.
//! Nothing here sleeps for a fixed time; everything waits for a condition, with one generous timeout.

pub mod accounts;

mod address;
mod certificate;
mod connection;
mod controller;
mod crowd;
mod evidence_agent;
mod imap;
mod mail_programs;
mod mail_server;
mod mobile_devices;
mod panel_configuration;
mod policy;
mod process;
mod program;
mod provision;
mod proxy;
mod requests;
mod rights;
mod samba;
mod seed;
mod submission_server;
mod template;
mod wait;

pub use certificate::Certificate;
pub use connection::{Answer, Connector, Ldap, change, connect, quoted};
pub use controller::{Controller, Setting};
pub use evidence_agent::{EvidenceAgent, RunningAgent};
pub use imap::SignIn;
pub use mail_programs::MailProgram;
pub use mail_server::MailServer;
pub use mobile_devices::MobileDevice;
pub use panel_configuration::PanelConfiguration;
pub use policy::Policy;
pub use proxy::{Proxy, ProxyKind};
pub use submission_server::SubmissionServer;
