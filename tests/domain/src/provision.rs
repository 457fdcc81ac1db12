//! An empty domain.

use std::net::Ipv4Addr;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::accounts::{ADMINISTRATOR_PASSWORD, NETBIOS, REALM};
use crate::program::run;

/// Provisions a domain without accounts in this folder. The controller will speak LDAP alone, on this address alone.
pub(crate) fn provision(folder: &Path, address: Ipv4Addr) -> Result<()> {
    for name in ["ncalrpc", "run"] {
        fs_err::create_dir(folder.join(name))?;
    }
    // Without a configuration of its own, Samba begins with that of the system.
    let empty = folder.join("empty.conf");
    fs_err::write(&empty, "[global]\n")?;
    let path = |name: &str| folder.join(name).display().to_string();
    let settings = [
        // The data is for tests: it need not survive a power cut.
        "ldb:nosync=true".to_owned(),
        // A file system without extended attributes is enough.
        format!("posix:eadb={}", path("dc/state/eadb.tdb")),
        format!("interfaces={address}/8"),
        "bind interfaces only=yes".to_owned(),
        "server services=ldap".to_owned(),
        format!("pid directory={}", path("run")),
        format!("ncalrpc dir={}", path("ncalrpc")),
        format!("log file={}", path("samba.log")),
        "tls enabled=yes".to_owned(),
        format!("tls keyfile={}", path("tls/key.pem")),
        format!("tls certfile={}", path("tls/cert.pem")),
        format!("tls cafile={}", path("tls/ca.pem")),
        "ldap server require strong auth=yes".to_owned(),
    ];
    let mut command = Command::new("samba-tool");
    command
        .env("TDB_NO_FSYNC", "1")
        .args(["domain", "provision", "-s"])
        .arg(empty)
        .arg(format!("--targetdir={}", path("dc")))
        .arg(format!("--realm={REALM}"))
        .arg(format!("--domain={NETBIOS}"))
        .arg(format!("--host-ip={address}"))
        // It is no secret, and the domain lasts as long as a test.
        .arg(format!("--adminpass={ADMINISTRATOR_PASSWORD}"))
        .args(["--host-name=dc1", "--server-role=dc", "--dns-backend=NONE"])
        .args(settings.map(|setting| format!("--option={setting}")));
    run(&mut command).map(drop)
}
