//! A real nginx or Caddy in front of panels, with the configuration that is shipped. Only addresses, the certificate's
//! place and what a package of the system would set are put in.

use std::fmt::Write;
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};
use tempfile::TempDir;

use crate::certificate::{self, Certificate};
use crate::process::Process;
use crate::{Controller, address};

/// Which server it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ProxyKind {
    /// Caddy, with `panel/deploy/Caddyfile`.
    Caddy,
    /// nginx, with `panel/deploy/nginx.conf`.
    Nginx,
}

impl ProxyKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Caddy, Self::Nginx];
}

/// A running proxy with TLS at a loopback address of its own. It is ended when dropped.
#[derive(Debug)]
pub struct Proxy {
    process: Process,
    address: Ipv4Addr,
    authority: PathBuf,
    _folder: TempDir,
}

impl Proxy {
    /// Starts one in front of the panels at these addresses, as in `127.0.0.1:8080`. Its certificate is from the
    /// authority of this controller.
    ///
    /// # Panics
    /// If the program does not start.
    #[must_use]
    #[expect(clippy::panic, reason = "a test cannot go on")]
    pub fn start(kind: ProxyKind, controller: &Controller, panels: &[&str]) -> Self {
        let address = address::free();
        address
            .and_then(|address| Self::try_start(kind, address, controller, panels))
            .unwrap_or_else(|error| panic!("{error:#}"))
    }

    fn try_start(
        kind: ProxyKind,
        address: Ipv4Addr,
        controller: &Controller,
        panels: &[&str],
    ) -> Result<Self> {
        let folder = TempDir::with_prefix("proxy-")?;
        let key = folder.path().join("key.pem");
        let certificate = folder.path().join("fullchain.pem");
        let authority = controller.authority();
        certificate::create(
            Certificate::Valid,
            address,
            &authority.with_file_name("ca.key"),
            &key,
            &certificate,
        )?;
        let mut command = match kind {
            ProxyKind::Caddy => caddy(folder.path(), address, panels)?,
            ProxyKind::Nginx => nginx(folder.path(), address, panels)?,
        };
        let log = folder.path().join("log");
        let mut process = Process::start(&mut command, &log)?;
        process.wait_until_ready("a proxy that listens", &log, || {
            TcpStream::connect((address, 443)).is_ok()
        })?;
        Ok(Self {
            process,
            address,
            authority,
            _folder: folder,
        })
    }

    /// Where it is, with TLS: `https://127.1.2.3`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("https://{}", self.address)
    }

    /// Its address.
    #[must_use]
    pub fn address(&self) -> Ipv4Addr {
        self.address
    }

    /// The certificate of the authority that it is known by, a PEM file.
    #[must_use]
    pub fn authority(&self) -> &Path {
        &self.authority
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        // Its own way of ending takes its other processes along; a kill would leave them.
        let _ = self.process.stop();
    }
}

/// The shipped file with these parts replaced, each of which has to be in it.
fn adapted(shipped: &str, parts: &[(&str, String)]) -> Result<String> {
    let mut text = shipped.to_owned();
    for (part, put_in) in parts {
        ensure!(text.contains(part), "the shipped file has no {part:?}");
        text = text.replace(part, put_in);
    }
    Ok(text)
}

fn nginx(folder: &Path, address: Ipv4Addr, panels: &[&str]) -> Result<Command> {
    let mut servers = String::new();
    for panel in panels {
        writeln!(servers, "    server {panel};")?;
    }
    let place = folder.display();
    let site = adapted(
        include_str!("../../../panel/deploy/nginx.conf"),
        &[
            ("    server 127.0.0.1:8080;\n", servers),
            ("    listen [::]:80;\n", String::new()),
            ("    listen [::]:443 ssl http2;\n", String::new()),
            ("listen 80;", format!("listen {address}:80;")),
            (
                "listen 443 ssl http2;",
                format!("listen {address}:443 ssl http2;"),
            ),
            ("panel.example.com;", format!("{address};")),
            ("/etc/ssl/panel.example.com", place.to_string()),
        ],
    )?;
    fs_err::write(folder.join("site.conf"), site)?;
    // What /etc/nginx/nginx.conf of a package says, with folders of the test's own.
    let mut main = format!(
        "user root;\ndaemon off;\npid {place}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n  access_log off;\n"
    );
    for kind in ["client_body", "fastcgi", "proxy", "scgi", "uwsgi"] {
        writeln!(main, "  {kind}_temp_path {place}/{kind};")?;
    }
    main += &format!("  include {place}/site.conf;\n}}\n");
    let file = folder.join("nginx.conf");
    fs_err::write(&file, main)?;
    let mut command = Command::new("nginx");
    command.args(["-e", "stderr", "-c"]).arg(file);
    Ok(command)
}

fn caddy(folder: &Path, address: Ipv4Addr, panels: &[&str]) -> Result<Command> {
    let place = folder.display();
    let site = adapted(
        include_str!("../../../panel/deploy/Caddyfile"),
        &[
            (
                "panel.example.com {\n",
                format!(
                    "https://{address} {{\n\tbind {address}\n\ttls {place}/fullchain.pem {place}/key.pem\n"
                ),
            ),
            ("127.0.0.1:8080", panels.join(" ")),
        ],
    )?;
    let file = folder.join("Caddyfile");
    // No administration, and no redirections from port 80 of every address of the machine.
    let options = "{\n\tadmin off\n\tauto_https disable_redirects\n}\n";
    fs_err::write(&file, format!("{options}{site}"))?;
    let mut command = Command::new("caddy");
    command
        .args(["run", "--adapter", "caddyfile", "--config"])
        .arg(file)
        .env("HOME", folder)
        .env("XDG_DATA_HOME", folder)
        .env("XDG_CONFIG_HOME", folder);
    Ok(command)
}
