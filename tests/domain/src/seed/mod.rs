//! Fills an empty domain: policy, units, people, groups.

mod entry;
mod people;
mod strict_policy;

use std::net::Ipv4Addr;
use std::path::Path;
use std::thread;

use anyhow::{Result, anyhow};
use ldap3::Ldap;

use self::entry::{Attribute, add};
use crate::accounts::{ADMINISTRATOR, ADMINISTRATOR_PASSWORD, ADMINISTRATORS, HELP_DESK, Unit, dn};
use crate::connection::connect;
use crate::policy::Policy;

/// Fills the domain of this folder, whose controller runs on this address.
pub(crate) fn seed(folder: &Path, address: Ipv4Addr) -> Result<()> {
    let url = format!("ldaps://{address}");
    let authority = folder.join("tls/ca.pem");
    // On a thread of its own, because this may be called from asynchronous code.
    let filled = thread::scope(|scope| {
        let work = scope.spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            runtime.block_on(fill(&url, &authority))
        });
        work.join()
    });
    filled.map_err(|_| anyhow!("filling the domain panicked"))??;
    people::adjust_files(folder)
}

async fn fill(url: &str, authority: &Path) -> Result<()> {
    let mut ldap = connect(url, authority).await?;
    ldap.simple_bind(ADMINISTRATOR, ADMINISTRATOR_PASSWORD)
        .await?
        .success()?;
    Policy::default().write(&mut ldap).await?;
    let groups = "OU=Groups,DC=corp,DC=test";
    let units = [Unit::Staff, Unit::Sales, Unit::Board, Unit::Services];
    for unit in units.map(Unit::dn).into_iter().chain([groups]) {
        add(&mut ldap, unit, &[("objectClass", &["organizationalUnit"])]).await?;
    }
    people::add_all(&mut ldap).await?;
    strict_policy::add_to(&mut ldap, &dn("grace")).await?;
    add_group(&mut ldap, HELP_DESK, "Help Desk", &[&dn("hank")]).await?;
    let members = [dn("adele"), HELP_DESK.to_owned()];
    let members: Vec<&str> = members.iter().map(String::as_str).collect();
    add_group(
        &mut ldap,
        ADMINISTRATORS,
        "Mailbox Administrators",
        &members,
    )
    .await?;
    ldap.unbind().await?;
    Ok(())
}

/// A global security group.
pub(crate) async fn add_group(
    ldap: &mut Ldap,
    dn: &str,
    account: &str,
    members: &[&str],
) -> Result<()> {
    let attributes: [Attribute<'_>; 4] = [
        ("objectClass", &["group"]),
        ("sAMAccountName", &[account]),
        ("groupType", &["-2147483646"]),
        ("member", members),
    ];
    add(ldap, dn, &attributes).await
}
