//! A domain controller, mail servers that ask it, mail programs, and what rates the units of services.

use std::path::Path;

use super::system_packages::Packages;
use crate::process::path;

/// Samba as a domain controller, with Dovecot, Postfix and mail programs, and with systemd's own check of units.
pub(super) const SAMBA: Packages = Packages {
    what: "Samba with Dovecot and Postfix",
    debian: &[
        "samba-ad-dc",
        "samba-ad-provision",
        "ldb-tools",
        "dovecot-imapd",
        "dovecot-ldap",
        "dovecot-pop3d",
        "isync",
        "mpop",
        "postfix",
        "systemd",
    ],
    otherwise: "",
    is_installed: || {
        let programs = [
            "samba",
            "samba-tool",
            "ldbmodify",
            "dovecot",
            "mbsync",
            "mpop",
            "postfix",
            "systemd-analyze",
        ];
        let has_pop = Path::new("/usr/lib/dovecot/pop3").exists();
        Ok(has_pop && programs.iter().all(|program| path::find(program).is_some()))
    },
};
