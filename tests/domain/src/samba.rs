//! Samba as a process, on a domain in a folder.

use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use crate::address::LDAPS;
use crate::process::Process;

/// Starts the controller of this folder, and waits until it listens.
pub(crate) fn start(folder: &Path, address: Ipv4Addr) -> Result<Process> {
    let log = folder.join("samba.out");
    let mut command = Command::new("samba");
    command
        .env("TDB_NO_FSYNC", "1")
        .arg("-s")
        .arg(configuration(folder))
        // One process, so that a signal reaches all of it; it ends by itself when its standard input does.
        .args(["--interactive", "--model=single", "--no-process-group"]);
    let mut process = Process::start(&mut command, &log)?;
    let socket = SocketAddr::from((address, LDAPS));
    process.wait_until_ready("a domain controller that listens", &log, || {
        TcpStream::connect_timeout(&socket, Duration::from_secs(1)).is_ok()
    })?;
    Ok(process)
}

/// The configuration file of the domain in this folder.
pub(crate) fn configuration(folder: &Path) -> PathBuf {
    folder.join("dc/etc/smb.conf")
}

/// A command of `samba-tool` that works on the files of this folder, whether the controller runs or not.
pub(crate) fn tool(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new("samba-tool");
    command
        .env("TDB_NO_FSYNC", "1")
        .args(words)
        .arg("-s")
        .arg(configuration(folder));
    command
}
