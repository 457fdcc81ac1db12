//! What the panel says on the standard output when it starts.

use std::io::{self, Write};
use std::net::SocketAddr;

use ipnet::IpNet;

use crate::demo;
use crate::options::Options;

/// What a person at the terminal needs; the last line is what a script waits for.
pub(crate) fn announce(
    options: &Options,
    address: SocketAddr,
    has_devices: bool,
) -> io::Result<()> {
    let base = options.base_path.prefix();
    let mut out = io::stdout().lock();
    if options.mailboxes.is_demo() {
        announce_demo(&mut out, &format!("http://{address}{base}"), has_devices)?;
    }
    if !options.dist.join("element.js").is_file() {
        writeln!(
            out,
            "{} holds no element.js: `cargo xtask dist` writes it.",
            options.dist.display()
        )?;
    }
    if !address.ip().is_loopback() && options.origin.is_none() {
        writeln!(
            out,
            "This is not a loopback address: browsers reach the panel from elsewhere only by https, so put a server \
             with TLS in front. Over plain http nobody stays signed in, and the widget refuses to send a password."
        )?;
    }
    if !options.trusted_proxies.is_empty() {
        let proxies: Vec<_> = options
            .trusted_proxies
            .iter()
            .map(IpNet::to_string)
            .collect();
        writeln!(
            out,
            "Limits count whom a proxy at {} names in X-Forwarded-For or Forwarded.",
            proxies.join(", ")
        )?;
    } else if !address.ip().is_loopback() || options.origin.is_some() {
        writeln!(
            out,
            "Limits count the address that connects. Behind a proxy that is the proxy's, for everybody: say where it is \
             with --trusted-proxy."
        )?;
    }
    writeln!(out, "listening on http://{address}")?;
    out.flush()
}

fn announce_demo(out: &mut impl Write, url: &str, has_devices: bool) -> io::Result<()> {
    writeln!(out, "The demo's mailboxes, at {url}\n")?;
    for demo in demo::MAILBOXES {
        let (mailbox, password) = (demo.mailbox, demo.password);
        match demo.note {
            "" => writeln!(out, "  {mailbox:<20} {password}")?,
            note => writeln!(out, "  {mailbox:<20} {password:<20} {note}")?,
        }
    }
    if has_devices {
        writeln!(
            out,
            "\nBegin here: {url}/demo (a tour: the panel beside a desk of devices)"
        )?;
        writeln!(out, "Their devices: {url}/demo/devices")?;
    }
    writeln!(out)
}
