//! The entries of people.

use std::collections::HashSet;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use ldap3::Ldap;

use crate::accounts::{PASSWORD, PEOPLE, Peculiarity, Person, SERVICE, SERVICE_PASSWORD, dn};
use crate::connection::quoted;
use crate::program::run;
use crate::samba;

/// `userAccountControl` of an ordinary account.
const NORMAL_ACCOUNT: &str = "512";
/// `userAccountControl` of a disabled account.
const DISABLED_ACCOUNT: &str = "514";
/// A day in the past, as a directory writes it.
const LONG_AGO: &str = "133000000000000000";
/// The control with which Samba lets `pwdLastSet` be written as it is.
const WRITE_PASSWORD_TIME: &str = "local_oid:1.3.6.1.4.1.7165.4.3.12:0";
/// The right to change a password, refused to everybody and to the owner.
const CANNOT_CHANGE: &str = "(OD;;CR;ab721a53-1e2f-11d0-9819-00aa0040529b;;WD)(OD;;CR;ab721a53-1e2f-11d0-9819-00aa0040529b;;PS)";

/// Adds everybody.
pub(super) async fn add_all(ldap: &mut Ldap) -> Result<()> {
    for person in PEOPLE {
        let added = ldap.add(&person.dn(), attributes(person)).await?.success();
        added.with_context(|| format!("adding {}", person.account))?;
    }
    Ok(())
}

/// Does what cannot be done over LDAP.
pub(super) fn adjust_files(folder: &Path) -> Result<()> {
    for person in PEOPLE {
        match person.peculiarity {
            Peculiarity::CannotChange => {
                let mut command = samba::tool(folder, &["dsacl", "set"]);
                command
                    .arg(format!("--objectdn={}", person.dn()))
                    .arg(format!("--sddl={CANNOT_CHANGE}"));
                run(&mut command)?;
            }
            Peculiarity::PasswordExpired => set_password_time(folder, person)?,
            Peculiarity::Disabled
            | Peculiarity::Expired
            | Peculiarity::MustChange
            | Peculiarity::None
            | Peculiarity::Protected
            | Peculiarity::SharedAddress
            | Peculiarity::StrictPolicy => {}
        }
    }
    Ok(())
}

fn set_password_time(folder: &Path, person: &Person) -> Result<()> {
    let change = folder.join("change.ldif");
    let dn = dn(person.account);
    let text =
        format!("dn: {dn}\nchangetype: modify\nreplace: pwdLastSet\npwdLastSet: {LONG_AGO}\n");
    fs_err::write(&change, text)?;
    let mut command = Command::new("ldbmodify");
    command
        .env("TDB_NO_FSYNC", "1")
        .arg("-H")
        .arg(folder.join("dc/private/sam.ldb"))
        .arg(format!("--controls={WRITE_PASSWORD_TIME}"))
        .arg(change);
    run(&mut command).map(drop)
}

fn attributes(person: &Person) -> Vec<(Vec<u8>, HashSet<Vec<u8>>)> {
    let (given, family) = person.name.split_once(' ').unwrap_or((person.name, "-"));
    let control = match person.peculiarity {
        Peculiarity::Disabled => DISABLED_ACCOUNT,
        Peculiarity::CannotChange
        | Peculiarity::Expired
        | Peculiarity::MustChange
        | Peculiarity::None
        | Peculiarity::PasswordExpired
        | Peculiarity::Protected
        | Peculiarity::SharedAddress
        | Peculiarity::StrictPolicy => NORMAL_ACCOUNT,
    };
    let (principal, mail) = (person.principal(), person.mail());
    let primary = format!("SMTP:{mail}");
    let alias = format!("smtp:{}", person.alias());
    let mut texts: Vec<(&str, Vec<&str>)> = vec![
        ("objectClass", vec!["user"]),
        ("sAMAccountName", vec![person.account]),
        ("userPrincipalName", vec![&principal]),
        ("displayName", vec![person.name]),
        ("givenName", vec![given]),
        ("sn", vec![family]),
        ("userAccountControl", vec![control]),
    ];
    if person.account != SERVICE {
        texts.push(("mail", vec![&mail]));
        texts.push(("proxyAddresses", vec![&primary, &alias]));
    }
    match person.peculiarity {
        Peculiarity::Expired => texts.push(("accountExpires", vec![LONG_AGO])),
        Peculiarity::MustChange => texts.push(("pwdLastSet", vec!["0"])),
        Peculiarity::Protected => texts.push(("adminCount", vec!["1"])),
        Peculiarity::CannotChange
        | Peculiarity::Disabled
        | Peculiarity::None
        | Peculiarity::PasswordExpired
        | Peculiarity::SharedAddress
        | Peculiarity::StrictPolicy => {}
    }
    let password = match person.account {
        SERVICE => SERVICE_PASSWORD,
        _ => PASSWORD,
    };
    let bytes = |text: &str| text.as_bytes().to_vec();
    let mut attributes: Vec<_> = texts
        .into_iter()
        .map(|(name, values)| (bytes(name), values.into_iter().map(bytes).collect()))
        .collect();
    attributes.push((bytes("unicodePwd"), HashSet::from([quoted(password)])));
    attributes
}
