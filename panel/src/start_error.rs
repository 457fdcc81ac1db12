//! Why the panel cannot start.

use std::error;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use crate::brand::BrandError;
use crate::directory::DirectoryError;
use crate::options::{Mailboxes, Options};
use crate::policy::PolicyError;

/// Why the panel cannot start; each message says what to do.
#[derive(Debug)]
pub enum StartError {
    /// Usually the port is taken.
    CannotListen(SocketAddr, io::Error),
    /// The database cannot be used.
    Database(DirectoryError),
    /// The directory cannot be used with these options.
    Directory(DirectoryError),
    /// The store of evidence cannot be opened.
    Evidence(DirectoryError),
    /// A file is not there in which something was to be done; and the option that names it.
    FileMissing(PathBuf, &'static str),
    /// The key or the records cannot be used.
    Ledger(DirectoryError),
    /// The directory did not do what an operator asked for.
    NotDone(DirectoryError),
    /// The standard output is closed.
    NoOutput(io::Error),
    /// The system has no signals to wait for.
    NoSignals(io::Error),
    /// The system gives no threads.
    NoThreads(io::Error),
    /// A file of mailboxes cannot be opened; and the option that names it.
    Store(DirectoryError, &'static str),
    /// The temporary folder cannot be written.
    NoTemporaryStore(io::Error),
    /// No browser can send this address from a form.
    MailboxCannotSignIn(String),
    /// A mailbox with this address is there already.
    MailboxExists(String),
    /// There is no mailbox with this address.
    MailboxUnknown(String),
    /// The password of a mailbox was not given.
    NoPassword,
    /// The password was not taken; this is why.
    PasswordRefused(String),
    /// The folder with the widget is not there, usually because it was not built yet.
    WidgetMissing(PathBuf),
    /// The policy cannot be used.
    Policy(PolicyError),
    /// E-mails could not be sent with these options.
    Mail(String),
    /// The brand cannot be used.
    Brand(BrandError),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CannotListen(address, error) if error.kind() == io::ErrorKind::AddrInUse => {
                write!(
                    f,
                    "{address} is in use; choose another with --listen, as in --listen {}:0",
                    address.ip()
                )
            }
            Self::CannotListen(address, error) => write!(
                f,
                "cannot listen on {address} ({error}); choose with --listen"
            ),
            Self::Database(error) => write!(
                f,
                "{}; --database names it, and `panel check` with the same options says more",
                error.reason()
            ),
            Self::Directory(error) => write!(
                f,
                "{}; `panel check` with the same options says more",
                error.reason()
            ),
            Self::Evidence(error) => write!(
                f,
                "the store of evidence cannot be used ({}); --evidence-store names the file",
                error.reason()
            ),
            Self::FileMissing(file, option) => {
                write!(f, "there is no file {}; {option} names it", file.display())
            }
            Self::Ledger(error) => write!(
                f,
                "{}; --secret-file names the key, and --records the records",
                error.reason()
            ),
            Self::NotDone(error) => error.fmt(f),
            Self::Store(error, option) => {
                write!(f, "{}; {option} names the file", error.reason())
            }
            Self::MailboxCannotSignIn(mailbox) => write!(
                f,
                "nobody could sign in as {mailbox}: browsers do not send such an address from a form; letters beyond \
                 ASCII, blanks and quotation marks are not possible before the @"
            ),
            Self::MailboxExists(mailbox) => {
                write!(f, "there is a mailbox {mailbox} already; it stays as it is")
            }
            Self::MailboxUnknown(mailbox) => {
                write!(f, "there is no mailbox {mailbox} in the store")
            }
            Self::PasswordRefused(why) => write!(f, "the password was not set: {why}"),
            Self::NoPassword => f.write_str(
                "there was no password; write it as the first line of the standard input",
            ),
            Self::NoOutput(error) => write!(f, "cannot write to the standard output: {error}"),
            Self::NoSignals(error) => write!(f, "cannot wait for signals: {error}"),
            Self::NoTemporaryStore(error) => write!(
                f,
                "the temporary store failed ({error}); make room in the system's folder for temporary files, or name another \
                 one with TMPDIR (on Windows TMP) in the environment"
            ),
            Self::WidgetMissing(folder) => {
                write!(
                    f,
                    "there is no folder {}; `cargo xtask dist` writes the widget, --dist names it",
                    folder.display()
                )
            }
            Self::NoThreads(error) => write!(f, "cannot start threads: {error}"),
            Self::Mail(why) => write!(f, "--smtp cannot be used: {why}"),
            Self::Brand(error) => error.fmt(f),
            Self::Policy(error) => error.fmt(f),
        }
    }
}

impl error::Error for StartError {}

impl StartError {
    /// What went wrong with the file of mailboxes, with the option that names it.
    pub(crate) fn in_store(options: &Options, error: DirectoryError) -> Self {
        match &options.mailboxes {
            Mailboxes::Demo(None) => {
                Self::NoTemporaryStore(io::Error::other(error.reason().to_owned()))
            }
            Mailboxes::ActiveDirectory(_) | Mailboxes::Demo(Some(_)) | Mailboxes::Store(_) => {
                Self::Store(error, options.mailboxes.store_option())
            }
        }
    }
}

impl From<DirectoryError> for StartError {
    fn from(error: DirectoryError) -> Self {
        Self::Directory(error)
    }
}

impl From<PolicyError> for StartError {
    fn from(error: PolicyError) -> Self {
        Self::Policy(error)
    }
}

impl From<BrandError> for StartError {
    fn from(error: BrandError) -> Self {
        Self::Brand(error)
    }
}
