//! The folder of a server: its data, its configuration, and its certificate.

use std::path::Path;
use std::process::Command;

use crate::certificate;
use crate::process::{as_somebody, give};
use crate::program::{self, run};

/// The account with which tests use databases, and its password. It is no secret: whoever can run this can read it here.
pub(crate) const ACCOUNT: &str = "panel";
pub(crate) const PASSWORD: &str = "Database-Harbour-71";

/// Who may connect: this user on the socket as anybody, and everybody else with a password.
const ACCESS: &str = "
local all all trust
host all all 127.0.0.1/32 scram-sha-256
host all all ::1/128 scram-sha-256
";

/// Fills the folder. Its data need not survive a power cut of the machine; the end of the process they do.
pub(crate) fn create(folder: &Path) {
    certificate::create(folder);
    give(folder);
    for file in ["key.pem", "certificate.pem"] {
        give(&folder.join(file));
    }
    run(Command::new("chmod").arg("600").arg(folder.join("key.pem"))).expect("a private key");
    let data = folder.join("data");
    let mut initdb = Command::new(program::folder().join("initdb"));
    initdb
        .args(["--no-sync", "--encoding=UTF8", "--locale=C"])
        .args(["--username=postgres", "--auth=trust", "-D"])
        .arg(&data)
        .current_dir(folder);
    run(as_somebody(&mut initdb)).expect("an empty server");
    let path = |name: &str| folder.join(name).display().to_string();
    let settings = [
        ("listen_addresses", "localhost".to_owned()),
        ("unix_socket_directories", folder.display().to_string()),
        ("ssl", "on".to_owned()),
        ("ssl_key_file", path("key.pem")),
        ("ssl_cert_file", path("certificate.pem")),
        ("fsync", "off".to_owned()),
        ("max_connections", "100".to_owned()),
    ];
    let text: String = settings
        .iter()
        .map(|(name, value)| format!("{name} = '{value}'\n"))
        .collect();
    fs_err::write(data.join("postgresql.auto.conf"), text).expect("the server's settings");
    fs_err::write(data.join("pg_hba.conf"), ACCESS).expect("who may connect");
}
