//! Loopback addresses: the ports of LDAP are fixed, so each controller has an address of its own.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Context, Result, bail};

/// The port of LDAP with TLS from the first byte.
pub(crate) const LDAPS: u16 = 636;

/// An address on which nobody listens for LDAP. It is chosen at random, so that processes that ask at the same time get
/// different ones.
pub(crate) fn free() -> Result<Ipv4Addr> {
    for _ in 0..100 {
        let mut random = [0; 3];
        getrandom::fill(&mut random).context("random numbers")?;
        let [a, b, c] = random;
        // Not 127.0.x.y, where people and systems put things, and no number that is a network's own or its broadcast.
        let address = Ipv4Addr::new(127, a.max(1), b, c.clamp(1, 254));
        match TcpListener::bind((address, LDAPS)) {
            Ok(_) => return Ok(address),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => {
                bail!("a domain controller cannot listen on {address}:{LDAPS}: {error}")
            }
        }
    }
    bail!("no loopback address is free for a domain controller")
}
