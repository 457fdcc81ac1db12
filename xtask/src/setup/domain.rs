//! A domain controller, and a mail server that asks it.

use super::system_packages::Packages;
use crate::process::path;

/// Samba as a domain controller, with Dovecot.
pub(super) const SAMBA: Packages = Packages {
    what: "Samba with Dovecot",
    debian: &[
        "samba-ad-dc",
        "samba-ad-provision",
        "ldb-tools",
        "dovecot-imapd",
        "dovecot-ldap",
    ],
    otherwise: "",
    is_installed: || {
        let programs = ["samba", "samba-tool", "ldbmodify", "dovecot"];
        Ok(programs.iter().all(|program| path::find(program).is_some()))
    },
};
