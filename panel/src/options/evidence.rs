//! What is known of devices from the logs of mail servers: where the panel keeps it, and what an agent follows.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

use axum::http::Uri;
use mailbox_password_evidence::{
    Format, LogSource, MIN_SECRET_BYTES, Names, Seal, Zone, check_limits,
};

use super::error::OptionsError;
use super::evidence_secret::SecretFacts;
use super::evidence_source::GivenSource;
use super::given::Given;
use super::secret::Secret;
use crate::loopback::{is_bare, is_loopback};

/// What the environment can hold instead of a file.
const VARIABLE: &str = "PANEL_EVIDENCE_SECRET";

/// Where the panel keeps evidence, and whom it takes it from.
#[derive(Clone, Debug)]
pub struct EvidenceOptions {
    /// The SQLite file; `None`: the database.
    pub store: Option<PathBuf>,
    /// Checks agents' signatures.
    pub seal: Seal,
    /// Where the secret of the signatures came from, and how easily it could be guessed.
    pub secret: SecretFacts,
}

/// How an agent works.
#[derive(Clone, Debug)]
pub struct AgentOptions {
    /// The panel's URL, without a slash at the end.
    pub panel: String,
    /// A PEM file with the authority of the panel's certificate; `None`: those that the system trusts.
    pub ca: Option<PathBuf>,
    /// The agent's name.
    pub name: String,
    /// Where it keeps how far the panel has acknowledged.
    pub state: PathBuf,
    /// What it follows.
    pub sources: Vec<LogSource>,
    /// Signs its batches.
    pub seal: Seal,
    /// Where the secret of the signatures came from, and how easily it could be guessed.
    pub secret: SecretFacts,
    /// A file that moves the clock, for tests.
    pub clock_file: Option<PathBuf>,
}

impl EvidenceOptions {
    /// Those that were given; `None` if no place for it was, or a database and no secret.
    pub(super) fn new(given: &Given) -> Result<Option<Self>, OptionsError> {
        let store = given.evidence_store.clone();
        if store.is_none() && (given.database.is_none() || secret(given)?.is_none()) {
            return Ok(None);
        }
        let (seal, secret) = seal(given, "--evidence-store")?;
        Ok(Some(Self {
            store,
            seal,
            secret,
        }))
    }
}

impl AgentOptions {
    pub(super) fn new(given: Given) -> Result<Self, OptionsError> {
        let needed = |option: &str| OptionsError::new(format!("panel evidence needs {option}"));
        let panel = (given.evidence_panel.as_deref())
            .ok_or_else(|| needed("--evidence-panel URL"))?
            .trim_end_matches('/');
        if !is_safe(panel) {
            return Err(OptionsError::new(
                "--evidence-panel takes an https: URL, as in https://panel.example.com; http: only on this machine",
            ));
        }
        let (seal, secret) = seal(&given, "panel evidence")?;
        let state =
            (given.evidence_state.clone()).ok_or_else(|| needed("--evidence-state FILE"))?;
        let mut sources: Vec<_> = (given.evidence_source.iter().flatten())
            .map(|source| log_source(source, &given))
            .collect::<Result<_, _>>()?;
        LogSource::leave_out_repeated_refusals(&mut sources);
        let names: Vec<_> = sources.iter().map(|source| &source.name).collect();
        let is_twice = |(at, name)| names.iter().take(at).any(|other| other == name);
        if sources.is_empty() || names.iter().enumerate().any(is_twice) {
            return Err(needed(
                "--evidence-source FORMAT => PATH, each with a name of its own",
            ));
        }
        let name = match given.evidence_name {
            Some(name) => name,
            None => own_name(hostname::get())?,
        };
        check_limits(&name, &sources).map_err(OptionsError::new)?;
        Ok(Self {
            panel: panel.to_owned(),
            ca: given.evidence_ca,
            name,
            state,
            sources,
            seal,
            secret,
            clock_file: given.clock_file,
        })
    }
}

fn seal(given: &Given, option: &str) -> Result<(Seal, SecretFacts), OptionsError> {
    let secret = secret(given)?.ok_or_else(|| {
        OptionsError::new(format!(
            "{option} needs --evidence-secret-file FILE, or {VARIABLE} in the environment, too"
        ))
    })?;
    let facts = SecretFacts::new(given.evidence_secret_file.clone(), &secret);
    let seal = Seal::new(secret.expose().as_bytes()).map_err(|_| {
        OptionsError::new(format!(
            "the secret of --evidence-secret-file needs at least {MIN_SECRET_BYTES} bytes"
        ))
    })?;
    Ok((seal, facts))
}

fn secret(given: &Given) -> Result<Option<Secret>, OptionsError> {
    Secret::read(given.evidence_secret_file.as_deref(), VARIABLE)
}

fn log_source(source: &GivenSource, given: &Given) -> Result<LogSource, OptionsError> {
    let wrong = |error: &dyn std::fmt::Display| {
        OptionsError::new(format!(
            "--evidence-source {}: {error}",
            source.path.display()
        ))
    };
    let servers = given.evidence_server.as_deref().unwrap_or_default();
    let zone = source.zone.as_ref().or(given.evidence_zone.as_ref());
    let domain = source.domain.as_ref().or(given.evidence_domain.as_ref());
    Ok(LogSource {
        name: (source.name.clone()).unwrap_or_else(|| source.path.display().to_string()),
        format: source
            .format
            .parse::<Format>()
            .map_err(|error| wrong(&error))?,
        path: source.path.clone(),
        zone: match zone {
            Some(zone) => zone.parse::<Zone>().map_err(|error| wrong(&error))?,
            None => Zone::default(),
        },
        names: Names::of_domain(domain.map(String::as_str))
            .with_servers(servers.iter().map(String::as_str)),
        refusals_are_elsewhere: false,
    })
}

/// Whether what is sent there cannot be read on the way.
fn is_safe(url: &str) -> bool {
    // A fragment is not in what is parsed.
    let Ok(parsed) = url.parse::<Uri>() else {
        return false;
    };
    let Some(authority) = parsed.authority().filter(|authority| is_bare(authority)) else {
        return false;
    };
    let is_known = match parsed.scheme_str() {
        Some("https") => true,
        Some("http") => is_loopback(authority.host()),
        _ => false,
    };
    is_known && parsed.query().is_none() && !url.contains('#')
}

/// The name of this machine. Two agents of one name would count as one, so there is no other to take instead.
fn own_name(machine: io::Result<OsString>) -> Result<String, OptionsError> {
    let name = machine.ok().and_then(|name| name.into_string().ok());
    match name.as_deref().map(str::trim) {
        Some(name) if !name.is_empty() && !is_loopback(name) => Ok(name.to_owned()),
        _ => Err(OptionsError::new(
            "this machine has no name to tell its agent from others: name the agent with --evidence-name NAME",
        )),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::process;

    use tempfile::TempDir;

    use super::*;
    use crate::options::{Command, parse};

    fn read(arguments: &[&str]) -> Result<Command, OptionsError> {
        parse(arguments.iter().map(OsString::from))
    }

    #[test]
    fn a_panel_is_reached_by_https_or_on_this_machine() {
        for url in [
            "https://panel.example.com",
            "https://panel.example.com:8443/portal",
            "http://localhost:8080",
            "http://127.0.0.1",
            "http://[::1]",
            "http://[::1]:8080/portal",
        ] {
            assert!(is_safe(url), "{url}");
        }
        for url in [
            "",
            "panel.example.com",
            "ftp://localhost",
            "https://",
            "https://ann@panel.example.com",
            "https://panel.example.com?a",
            "https://panel.example.com/#a",
            "http://panel.example.com",
            "http://localhost.example.com",
            "http://127.0.0.1:x@panel.example.com",
            "http://127.0.0.1@panel.example.com",
            "http://localhost:port",
        ] {
            assert!(!is_safe(url), "{url}");
        }
    }

    #[test]
    fn a_machine_without_a_name_of_its_own_needs_one_for_its_agent() {
        let check = |name: &str| own_name(Ok(name.into())).map_err(|error| error.to_string());
        assert_eq!(check("mx1.example.com").as_deref(), Ok("mx1.example.com"));
        for name in ["", " ", "localhost"] {
            assert!(
                check(name).unwrap_err().contains("--evidence-name NAME"),
                "{name}"
            );
        }
        let unknown = own_name(Err(io::Error::other("not told")));
        assert!(
            unknown
                .unwrap_err()
                .to_string()
                .contains("--evidence-name NAME")
        );
    }

    #[test]
    fn an_agent_without_a_name_has_that_of_its_machine() {
        let folder = TempDir::new().unwrap();
        let secret = folder.path().join("secret");
        fs::write(&secret, "0123456789abcdef0123456789abcdef").unwrap();
        let secret = secret.display().to_string();
        let given = [
            "evidence",
            "--evidence-panel",
            "https://panel.example.com",
            "--evidence-secret-file",
            &secret,
            "--evidence-state",
            "state",
            "--evidence-source",
            "json => mail.log",
        ];
        // As the system itself says it, wherever the files of /proc are hidden.
        let machine = process::Command::new("uname").arg("-n").output();
        let machine = String::from_utf8(machine.unwrap().stdout).unwrap();
        match read(&given) {
            Ok(Command::Evidence(options)) => assert_eq!(options.name, machine.trim()),
            Ok(other) => panic!("{other:?}"),
            Err(error) => assert!(machine.trim() == "localhost", "{machine}: {error}"),
        }
        let named = [&given[..], &["--evidence-name", "mx1"]].concat();
        match read(&named) {
            Ok(Command::Evidence(options)) => assert_eq!(options.name, "mx1"),
            other => panic!("{other:?}"),
        }
        let many: Vec<_> = (0..200)
            .map(|number| format!("json => {number}.log"))
            .collect();
        let many = many.iter().flat_map(|log| ["--evidence-source", log]);
        let many: Vec<_> = named.iter().copied().chain(many).collect();
        let error = read(&many).unwrap_err().to_string();
        assert!(
            error.contains("200 sources at most, and these are 201"),
            "{error}"
        );
    }
}
