//! Adding an entry of text attributes.

use std::collections::HashSet;

use anyhow::{Context, Result};
use ldap3::Ldap;

/// The name of an attribute with its values.
pub(super) type Attribute<'a> = (&'a str, &'a [&'a str]);

/// Adds an entry.
pub(super) async fn add(ldap: &mut Ldap, dn: &str, attributes: &[Attribute<'_>]) -> Result<()> {
    let attributes = attributes
        .iter()
        .map(|(name, values)| (*name, values.iter().copied().collect::<HashSet<_>>()))
        .collect();
    let added = ldap.add(dn, attributes).await?.success();
    added.with_context(|| format!("adding {dn}"))?;
    Ok(())
}
