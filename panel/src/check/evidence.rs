//! `panel check` of what is known of devices: the panel's store, and an agent's logs and its way to the panel.

use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use mailbox_password_evidence::{Follower, LogSource};

use super::named_file::{sqlite_file, warn_of_others};
use crate::agent::{Probed, probe};
use crate::check::report::Report;
use crate::clock::Clock;
use crate::evidence::LAYOUT;
use crate::options::{AgentOptions, EvidenceOptions, SecretFacts};

/// How far an agent's clock may be from the panel's, in seconds.
const CLOCK_TOLERANCE: u64 = 120;

/// How much of the logs is read at most, from their beginning.
const MOST_BYTES: u64 = 8 * 1024 * 1024;
const MOST_OBSERVATIONS: usize = 10_000;

/// Of the panel's options.
pub(super) fn panel(options: &EvidenceOptions, report: &mut Report) {
    secret(&options.secret, report);
    // A database is looked at with what else is in it.
    let Some(store) = &options.store else {
        return;
    };
    sqlite_file("evidence-store", store, LAYOUT, report);
}

/// Of an agent's options.
pub(super) fn agent(options: &AgentOptions, report: &mut Report) {
    secret(&options.secret, report);
    for log in &options.sources {
        source(log, report);
    }
    match can_write(&options.state) {
        Ok(()) => report.good(format!("evidence-state: {}", options.state.display())),
        Err(error) => report.wrong(format!(
            "evidence-state: {} cannot be written ({error}); make its folder, and let the agent write there",
            options.state.display()
        )),
    }
    channel(options, report);
}

fn secret(secret: &SecretFacts, report: &mut Report) {
    if secret.is_weak {
        report.wrong(
            "evidence-secret-file: the secret has too few different characters, so it could be guessed; write another \
             one with `head -c 32 /dev/urandom | base64`",
        );
    } else {
        report.good("evidence-secret-file: can be used");
    }
    warn_of_others("evidence-secret-file", secret.file.as_ref(), report);
}

/// Whether a log can be read, and says anything.
fn source(source: &LogSource, report: &mut Report) {
    let name = &source.name;
    let format = source.format.id();
    let mut follower = Follower::new(source.clone(), Vec::new());
    let looked = follower.look(MOST_OBSERVATIONS, MOST_BYTES, Timestamp::now());
    let parts = match looked {
        Ok(look) => look.parts,
        Err(error) => {
            return report.wrong(format!(
                "evidence-source {name}: cannot be read ({error}); let the agent's user read the folder and the logs"
            ));
        }
    };
    let logs = parts.len();
    let last = parts.iter().flat_map(|part| &part.observations).last();
    match last {
        Some(last) => report.good(format!(
            "evidence-source {name}: {logs} with sign-ins, as of {}",
            last.observation.at
        )),
        None if logs == 0 => report.note(format!(
            "evidence-source {name}: there is no such log with a line in it yet"
        )),
        None => report.note(format!(
            "evidence-source {name}: at its beginning no line tells of a sign-in; if there were any, compare the format \
             ({format}) and evidence-domain with docs/evidence.md"
        )),
    }
}

/// Whether a file can be written, or could be made; nothing is left behind.
fn can_write(file: &Path) -> io::Result<()> {
    if file.exists() {
        return OpenOptions::new().append(true).open(file).map(drop);
    }
    let folder = file.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.map_or_else(|| PathBuf::from("."), Path::to_owned);
    tempfile::tempfile_in(folder).map(drop)
}

/// Whether the panel answers, takes the signature, and has the same time.
fn channel(options: &AgentOptions, report: &mut Report) {
    let panel = &options.panel;
    let at = match probe(options) {
        Ok(Probed::Good { at }) => at,
        Ok(Probed::OtherSecret) => {
            return report.wrong(format!(
                "evidence-secret-file: {panel} has another secret, so it would take nothing"
            ));
        }
        Ok(Probed::OtherVersion) => {
            return report.wrong(format!(
                "evidence-panel: {panel} is of another version; run the same one on both machines"
            ));
        }
        Ok(Probed::NoEvidence) => {
            return report.wrong(format!(
                "evidence-panel: {panel} keeps no evidence; give that panel evidence-store and evidence-secret-file, or \
                 correct the URL"
            ));
        }
        Ok(Probed::Unclear(words)) => {
            return report.wrong(format!("evidence-panel: {panel} answers with {words}"));
        }
        Err(words) => {
            return report.wrong(format!(
                "evidence-panel: {panel} does not answer ({words}); if it is the certificate, evidence-ca names its \
                 authority"
            ));
        }
    };
    report.good(format!("evidence-panel: {panel} takes what is signed"));
    let now = Clock::new(options.clock_file.clone()).now();
    let apart = now.seconds_until(at).max(at.seconds_until(now));
    match apart <= CLOCK_TOLERANCE {
        true => report.good(format!("the clocks are {apart} s apart")),
        false => report.wrong(format!(
            "the panel's clock and this one are {apart} s apart, and {CLOCK_TOLERANCE} s are the most; set both by NTP"
        )),
    }
}
