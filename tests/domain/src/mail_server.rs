//! A mail server that asks the controller for each password: what a person's devices talk to.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::accounts::DOMAIN;
use crate::controller::Controller;
use crate::imap::{self, SignIn};
use crate::process::Process;
use crate::program::run;
use crate::template::open_to_others;

const PORT: u16 = 10143;
const POP_PORT: u16 = 10110;
const AUTH_PORT: u16 = 10026;

/// A running IMAP and POP3 server on the controller's address. It is killed when dropped.
#[derive(Debug)]
pub struct MailServer {
    process: Process,
    address: SocketAddr,
    folder: PathBuf,
    log: PathBuf,
}

impl MailServer {
    /// Starts it, and waits until it can ask the controller.
    ///
    /// # Panics
    /// If the program does not start.
    #[must_use]
    #[expect(clippy::panic, reason = "a test cannot go on")]
    pub fn start(controller: &Controller) -> Self {
        Self::try_start(controller).unwrap_or_else(|error| panic!("{error:#}"))
    }

    /// The same for a program.
    pub fn try_start(controller: &Controller) -> Result<Self> {
        let folder = controller.folder().join("mail");
        fs_err::create_dir_all(&folder)?;
        open_to_others(&folder)?;
        // Where mail is kept, by a user of the server's.
        fs_err::create_dir_all(folder.join("mail"))?;
        run(Command::new("chmod").arg("777").arg(folder.join("mail")))?;
        let address = SocketAddr::from((controller.address(), PORT));
        fs_err::write(folder.join("ldap.conf"), ldap_configuration(controller))?;
        let file = folder.join("dovecot.conf");
        fs_err::write(&file, configuration(&folder, address))?;
        let log = folder.join("dovecot.log");
        let mut command = Command::new("dovecot");
        command.arg("-F").arg("-c").arg(file);
        let mut process = Process::start(&mut command, &log)?;
        process.wait_until_ready("a mail server that answers", &log, || {
            // The first sign-in takes seconds; a wrong name is not counted against anybody.
            imap::sign_in(address, "nobody@corp.test", "no-password").is_ok()
        })?;
        Ok(Self {
            process,
            address,
            folder,
            log,
        })
    }

    /// Where it listens for POP3.
    #[must_use]
    pub fn pop_address(&self) -> SocketAddr {
        SocketAddr::from((self.address.ip(), POP_PORT))
    }

    /// Where other servers ask it whether a password is right.
    pub(crate) fn auth_address(&self) -> SocketAddr {
        SocketAddr::from((self.address.ip(), AUTH_PORT))
    }

    /// Its own folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Its log.
    #[must_use]
    pub fn log(&self) -> &Path {
        &self.log
    }

    /// Where it listens for IMAP.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Signs in with the whole address, as a device does.
    ///
    /// # Panics
    /// When the server does not answer.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test cannot go on")]
    pub fn sign_in(&self, name: &str, password: &str) -> SignIn {
        imap::sign_in(self.address, name, password).expect("an answer of the mail server")
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        // Its own way of ending takes its other processes along; a kill would leave them.
        let _ = self.process.stop();
    }
}

fn configuration(folder: &Path, address: SocketAddr) -> String {
    let folder = folder.display();
    let (host, port) = (address.ip(), address.port());
    format!(
        "\
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/dovecot.log
auth_verbose = yes
protocols = imap pop3
listen = {host}
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
# Any character may be in a name.
auth_username_chars =
# Nothing is remembered, and nobody waits after a wrong password.
auth_cache_size = 0
auth_failure_delay = 0
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 1
mail_uid = nobody
mail_gid = nogroup
service imap-login {{
  inet_listener imap {{
    address = {host}
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service pop3-login {{
  inet_listener pop3 {{
    address = {host}
    port = {POP_PORT}
  }}
  inet_listener pop3s {{
    port = 0
  }}
}}
service auth {{
  inet_listener {{
    address = {host}
    port = {AUTH_PORT}
  }}
}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
passdb {{
  driver = ldap
  args = {folder}/ldap.conf
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={folder}/mail/%u
}}
"
    )
}

/// The controller is asked by signing in with the name and the password that a device gave.
fn ldap_configuration(controller: &Controller) -> String {
    let (url, authority) = (controller.url(), controller.authority());
    format!(
        "\
uris = {url}
tls_ca_cert_file = {}
tls_require_cert = hard
ldap_version = 3
base = {DOMAIN}
auth_bind = yes
auth_bind_userdn = %u
",
        authority.display()
    )
}
