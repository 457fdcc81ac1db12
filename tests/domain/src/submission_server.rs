//! A server that takes mail from people's programs (Postfix), and has a mail server's Dovecot check their passwords.

use std::net::{SocketAddr, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::imap::SignIn;
use crate::mail_server::MailServer;
use crate::process::Process;
use crate::program::run;
use crate::template::open_to_others;

const PORT: u16 = 10587;

/// `CURLE_LOGIN_DENIED`.
const CURL_LOGIN_DENIED: i32 = 67;

/// A running Postfix on the mail server's address, which delivers nothing to anybody. It is stopped when dropped.
#[derive(Debug)]
pub struct SubmissionServer {
    process: Process,
    address: SocketAddr,
    log: PathBuf,
}

impl SubmissionServer {
    /// Starts it, and waits until it listens.
    ///
    /// # Panics
    /// If the program does not start.
    #[must_use]
    #[expect(clippy::panic, reason = "a test cannot go on")]
    pub fn start(mail: &MailServer) -> Self {
        Self::try_start(mail).unwrap_or_else(|error| panic!("{error:#}"))
    }

    fn try_start(mail: &MailServer) -> Result<Self> {
        let folder = mail.folder().join("postfix");
        for part in ["etc", "queue", "data"] {
            fs_err::create_dir_all(folder.join(part))?;
        }
        open_to_others(&folder)?;
        // Postfix itself works as this user, whom Debian's package makes.
        run(Command::new("chown")
            .arg("postfix")
            .arg(folder.join("data")))?;
        let address = SocketAddr::from((mail.address().ip(), PORT));
        let log = folder.join("postfix.log");
        fs_err::write(
            folder.join("etc/main.cf"),
            main_configuration(&folder, mail.auth_address()),
        )?;
        fs_err::write(folder.join("etc/master.cf"), services(address))?;
        let etc = folder.join("etc");
        // It makes the queue's folders. What is wrong stands in its log, or nowhere.
        let checked = run(Command::new("postfix").arg("-c").arg(&etc).arg("check"));
        checked.with_context(|| fs_err::read_to_string(&log).unwrap_or_default())?;
        let programs = run(Command::new("postconf")
            .arg("-c")
            .arg(&etc)
            .args(["-h", "daemon_directory"]))?;
        let mut command = Command::new(Path::new(programs.trim()).join("master"));
        // `postfix start-fg` would put a shell between us and this program, which ends without it. It ends its processes
        // as a group.
        command.arg("-d").arg("-c").arg(&etc).process_group(0);
        let output = folder.join("output");
        let mut process = Process::start(&mut command, &output)?;
        process.wait_until_ready("a server that takes mail", &output, || {
            TcpStream::connect(address).is_ok()
        })?;
        Ok(Self {
            process,
            address,
            log,
        })
    }

    /// Sends a mail, as `curl` does with this name and password.
    ///
    /// # Panics
    /// When the server does not answer.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test cannot go on")]
    pub fn send(&self, name: &str, password: &str) -> SignIn {
        let sent = self.try_send(name, password);
        sent.expect("an answer of the server that takes mail")
    }

    fn try_send(&self, name: &str, password: &str) -> Result<SignIn> {
        let mail = self.log.with_file_name("mail.txt");
        fs_err::write(
            &mail,
            format!("From: {name}\r\nSubject: A test\r\n\r\nText\r\n"),
        )?;
        let mut command = Command::new("curl");
        command
            .args(["--silent", "--show-error", "--max-time", "60"])
            .args(["--user", &format!("{name}:{password}")])
            .args(["--mail-from", name, "--mail-rcpt", "somebody@example.com"])
            .arg("--upload-file")
            .arg(mail)
            .arg(format!("smtp://{}", self.address));
        let output = command.stdin(Stdio::null()).output()?;
        match output.status.code() {
            Some(0) => Ok(SignIn::Accepted),
            Some(CURL_LOGIN_DENIED) => Ok(SignIn::Refused),
            _ => bail!("curl: {}", String::from_utf8_lossy(&output.stderr)),
        }
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its log.
    #[must_use]
    pub fn log(&self) -> &Path {
        &self.log
    }
}

impl Drop for SubmissionServer {
    fn drop(&mut self) {
        // Its own way of ending takes its other processes along; a kill would leave them.
        let _ = self.process.stop();
    }
}

fn main_configuration(folder: &Path, auth: SocketAddr) -> String {
    let folder = folder.display();
    format!(
        "\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/postfix.log
maillog_file_prefixes = {folder}
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = mail.corp.test
mydestination =
mynetworks =
alias_maps =
alias_database =
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:{auth}
smtpd_tls_security_level = none
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions =
# Nobody waits after a wrong password.
smtpd_error_sleep_time = 0
smtpd_soft_error_limit = 1000
smtpd_hard_error_limit = 1000
# Mail goes nowhere.
default_transport = discard
relay_transport = discard
local_transport = discard
virtual_transport = discard
"
    )
}

/// What runs, none of it in a folder that it takes for the root.
fn services(address: SocketAddr) -> String {
    format!(
        "\
{address} inet n - n - - smtpd -o syslog_name=postfix/submission
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"
    )
}
