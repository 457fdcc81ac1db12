//! A domain controller, a mail server that asks it, and mail programs.

use std::path::Path;

use super::system_packages::Packages;
use crate::process::path;

/// Samba as a domain controller, with Dovecot, and with mail programs.
pub(super) const SAMBA: Packages = Packages {
    what: "Samba with Dovecot",
    debian: &[
        "samba-ad-dc",
        "samba-ad-provision",
        "ldb-tools",
        "dovecot-imapd",
        "dovecot-ldap",
        "dovecot-pop3d",
        "isync",
        "mpop",
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
        ];
        let has_pop = Path::new("/usr/lib/dovecot/pop3").exists();
        Ok(has_pop && programs.iter().all(|program| path::find(program).is_some()))
    },
};
