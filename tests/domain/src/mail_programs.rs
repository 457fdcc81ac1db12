//! Mail programs from Debian's packages, each with the password that somebody has set in it.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Result;

use crate::imap::SignIn;
use crate::mail_server::MailServer;

/// A mail program.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MailProgram {
    /// `curl`, with IMAP from another network than the others.
    Curl,
    /// `mbsync` of isync, with IMAP.
    Mbsync,
    /// `mpop`, with POP3.
    Mpop,
}

/// Where [`MailProgram::Curl`] comes from.
const ELSEWHERE: Ipv4Addr = Ipv4Addr::new(127, 7, 7, 7);

impl MailProgram {
    /// Fetches mail once, with this name and password. `folder` is the program's own.
    ///
    /// # Panics
    /// When the program is not there, or its folder cannot be written.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test cannot go on")]
    pub fn fetch(self, server: &MailServer, name: &str, password: &str, folder: &Path) -> SignIn {
        let fetched = self.run(server, name, password, folder);
        match fetched.expect("a mail program") {
            true => SignIn::Accepted,
            false => SignIn::Refused,
        }
    }

    fn run(self, server: &MailServer, name: &str, password: &str, folder: &Path) -> Result<bool> {
        let folder = folder.join(format!("{self:?}"));
        fs_err::create_dir_all(&folder)?;
        let mut command = match self {
            Self::Curl => curl(server.address(), name, password),
            Self::Mbsync => mbsync(server.address(), name, password, &folder)?,
            Self::Mpop => mpop(server.pop_address(), name, password, &folder)?,
        };
        // What it says is printed with a test that fails.
        let output = command.stdin(Stdio::null()).output()?;
        print!("{self:?}: {}", String::from_utf8_lossy(&output.stderr));
        Ok(output.status.success())
    }
}

fn curl(server: SocketAddr, name: &str, password: &str) -> Command {
    let mut command = Command::new("curl");
    command
        .args(["--silent", "--max-time", "60", "--interface"])
        .arg(ELSEWHERE.to_string())
        .args(["--user", &format!("{name}:{password}")])
        .arg(format!("imap://{server}/"));
    command
}

fn mbsync(server: SocketAddr, name: &str, password: &str, folder: &Path) -> Result<Command> {
    let (host, port) = (server.ip(), server.port());
    let mail = folder.display();
    let file = write(
        folder,
        &format!(
            "IMAPAccount account\nHost {host}\nPort {port}\nUser {name}\nPass \"{password}\"\nSSLType None\n\
             AuthMechs LOGIN\n\nIMAPStore there\nAccount account\n\nMaildirStore here\nPath {mail}/mail/\n\
             Inbox {mail}/mail/INBOX\n\nChannel all\nFar :there:\nNear :here:\nPatterns INBOX\nSync Pull\nCreate Near\n"
        ),
    )?;
    fs_err::create_dir_all(folder.join("mail"))?;
    let mut command = Command::new("mbsync");
    // It writes what it has synchronized into its user's folder.
    command.env("HOME", folder).arg("-c").arg(file).arg("all");
    Ok(command)
}

fn mpop(server: SocketAddr, name: &str, password: &str, folder: &Path) -> Result<Command> {
    let (host, port) = (server.ip(), server.port());
    let mail = folder.display();
    for part in ["cur", "new", "tmp"] {
        fs_err::create_dir_all(folder.join("mail").join(part))?;
    }
    let file = write(
        folder,
        &format!(
            "account default\nhost {host}\nport {port}\nuser {name}\npassword {password}\ntls off\nauth plain\n\
             delivery maildir {mail}/mail\nuidls_file {mail}/uidls\n"
        ),
    )?;
    let mut command = Command::new("mpop");
    command.arg("-C").arg(file);
    Ok(command)
}

/// The program's configuration, which nobody else may read: it refuses others.
fn write(folder: &Path, text: &str) -> Result<PathBuf> {
    let file = folder.join("configuration");
    fs_err::write(&file, text)?;
    crate::program::run(Command::new("chmod").arg("600").arg(&file))?;
    Ok(file)
}
