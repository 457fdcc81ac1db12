//! Where the mailboxes are.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use super::directory::DirectoryOptions;
use super::error::OptionsError;
use super::given::Given;

/// Where the mailboxes are. Everything that depends on it matches every place, so that the compiler names what a new one
/// needs.
#[derive(Clone, Debug)]
pub enum Mailboxes {
    /// In Active Directory.
    ActiveDirectory(Box<DirectoryOptions>),
    /// The demo's, in this SQLite file; without one in a temporary file.
    Demo(Option<PathBuf>),
    /// In this SQLite file.
    Store(PathBuf),
}

impl Mailboxes {
    /// The one place that was given, for a panel that listens here.
    pub(super) fn new(given: &Given, listen: SocketAddr) -> Result<Self, OptionsError> {
        let directory = DirectoryOptions::new(given)?.map(Box::new);
        let wrong = match (directory, &given.store, given.demo) {
            (Some(_), Some(_), _) | (Some(_), None, true) => {
                "the mailboxes are in one place: --directory goes with neither --store nor --demo"
            }
            (None, Some(_), true) => {
                "--demo adds mailboxes whose passwords everybody knows: it goes with no --store"
            }
            (None, None, false) => {
                "say where the mailboxes are: --store FILE or --directory URL, or try --demo"
            }
            (None, None, true) if is_public(given, listen) => {
                "--demo has passwords that everybody knows: it is served at a loopback address only"
            }
            (None, None, true) => return Ok(Self::Demo(given.demo_store.clone())),
            (Some(directory), None, false) => return Ok(Self::ActiveDirectory(directory)),
            (None, Some(store), false) => return Ok(Self::Store(store.clone())),
        };
        Err(OptionsError::new(wrong))
    }

    /// Whether they are the demo's, whose passwords everybody knows.
    pub fn is_demo(&self) -> bool {
        match self {
            Self::Demo(_) => true,
            Self::ActiveDirectory(_) | Self::Store(_) => false,
        }
    }

    /// The SQLite file that somebody named for them.
    pub fn store(&self) -> Option<&Path> {
        match self {
            Self::ActiveDirectory(_) => None,
            Self::Demo(store) => store.as_deref(),
            Self::Store(store) => Some(store),
        }
    }

    /// The option that names that file.
    pub(crate) fn store_option(&self) -> &'static str {
        match self {
            Self::Demo(_) => "--demo-store",
            Self::ActiveDirectory(_) | Self::Store(_) => "--store",
        }
    }
}

fn is_public(given: &Given, listen: SocketAddr) -> bool {
    let origin = given.origin.as_ref();
    !listen.ip().is_loopback() || origin.is_some_and(|origin| !origin.is_loopback())
}
