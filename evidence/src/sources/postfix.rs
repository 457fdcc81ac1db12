//! Postfix: submission with SASL.
//!
//! Sources: Postfix, `SASL_README` ("Troubleshooting the SASL internals") and `smtpd(8)`; what `smtpd_sasl_glue.c` and
//! `smtpd.c` in its `src/smtpd` log; lines seen from Postfix 3.7.11, in which "SASL … authentication failed" ends with
//! `sasl_username=`. In earlier versions a refused sign-in has no name, and whoever checks the password for Postfix, such
//! as Dovecot, has to be read instead.

use super::{sasl, syslog};
use crate::names::Names;
use crate::network::network;
use crate::observation::{Observation, Outcome, Protocol};
use crate::time::Clock;

pub(super) fn read(line: &str, clock: &Clock<'_>, names: &Names) -> Option<Observation> {
    let (at, rest) = syslog::split(line, clock)?;
    // `host postfix/submission/smtpd[123]: message`
    let (tag, message) = rest.split_once("]: ")?;
    let (program, _) = tag.rsplit_once('[')?;
    let program = program.rsplit(' ').next()?;
    if !program.ends_with("/smtpd") {
        return None;
    }
    let (name, outcome, peer) = accepted(message).or_else(|| refused(message))?;
    let (_, address) = peer.strip_suffix(']')?.rsplit_once('[')?;
    Some(Observation {
        mailbox: names.address(name)?,
        at,
        outcome,
        protocol: Protocol::Smtp,
        client: String::new(),
        device: String::new(),
        device_type: String::new(),
        host: String::new(),
        network: network(address),
        count: 1,
    })
}

/// `4F2A: client=host[192.0.2.1], sasl_method=PLAIN, sasl_username=ann@example.com`. The host is what a reverse look-up
/// said, so anybody may have chosen it, but it holds no comma.
fn accepted(message: &str) -> Option<(&str, Outcome, &str)> {
    let (queue, rest) = message.split_once(": client=")?;
    if !queue.chars().all(|letter| letter.is_ascii_alphanumeric()) {
        return None;
    }
    let (peer, rest) = rest.split_once(", sasl_method=")?;
    let (method, rest) = rest.split_once(", sasl_username=")?;
    // What `sasl_sender=` says comes from the client.
    let name = rest.split(", sasl_sender=").next()?;
    Some((name, sasl::accepted(method), peer))
}

/// `warning: host[192.0.2.1]: SASL PLAIN authentication failed: …, sasl_username=ann@example.com`
fn refused(message: &str) -> Option<(&str, Outcome, &str)> {
    let (peer, rest) = message.strip_prefix("warning: ")?.split_once(": SASL ")?;
    let (_, rest) = rest.split_once(" authentication failed: ")?;
    // Everything after the first of these is what somebody has typed.
    let (_, name) = rest.split_once(", sasl_username=")?;
    Some((name, Outcome::Refused, peer))
}
