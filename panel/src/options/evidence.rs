//! What is known of devices from the logs of mail servers: where the panel keeps it, and what an agent follows.

use std::fs;
use std::net::IpAddr;
use std::path::PathBuf;

use super::error::OptionsError;
use super::evidence_secret::SecretFacts;
use super::evidence_source::GivenSource;
use super::given::Given;
use super::secret::Secret;
use mailbox_password_evidence::{Format, LogSource, MIN_SECRET_BYTES, Names, Seal, Zone};

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
        Ok(Self {
            panel: panel.to_owned(),
            ca: given.evidence_ca,
            name: given.evidence_name.unwrap_or_else(machine),
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
    if let Some(rest) = url.strip_prefix("https://") {
        return !rest.is_empty() && !rest.contains(['@', '?', '#']);
    }
    let Some(rest) = url.strip_prefix("http://") else {
        return false;
    };
    let authority = rest.split('/').next().unwrap_or_default();
    let host = authority
        .rsplit_once(':')
        .map_or(authority, |(host, _)| host);
    let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

/// The machine's name.
fn machine() -> String {
    let name = fs::read_to_string("/proc/sys/kernel/hostname").ok();
    name.or_else(|| std::env::var("COMPUTERNAME").ok())
        .map_or_else(|| "agent".to_owned(), |name| name.trim().to_owned())
}
