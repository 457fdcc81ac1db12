//! `panel evidence`: follows logs on a mail server and tells a panel what it reads, until it is ended.

use std::io;
use std::thread;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use mailbox_password_evidence::{Agent, AgentSettings, Answer, Channel, Probe, Step, VERSION};
use serde_json::Value;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

use crate::clock::{self, Clock};
use crate::options::AgentOptions;
use crate::tls;

/// How long to wait before looking whether the logs have grown.
const LOOK: Duration = Duration::from_millis(500);

/// The longest wait before a panel that did not answer is asked again; the first is [`LOOK`], each further one twice as
/// long.
const LONGEST_WAIT: Duration = Duration::from_secs(16);

/// How long the panel may take to answer.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Follows logs until the process is ended; that may happen at any moment.
///
/// # Errors
/// The state file or the authority's certificate cannot be used, or there are too many sources.
pub fn follow(options: AgentOptions) -> io::Result<()> {
    let mut channel = Http::new(&options)?;
    let clock = Clock::new(options.clock_file);
    let (name, sources) = (options.name.clone(), options.sources.len());
    let mut agent = Agent::open(AgentSettings {
        name: options.name,
        sources: options.sources,
        state: options.state,
        seal: options.seal,
    })?;
    tracing::info!(
        agent = name,
        sources,
        panel = options.panel,
        "following logs"
    );
    let mut wait = LOOK;
    let (mut trouble, mut unsaved) = (String::new(), String::new());
    loop {
        let step = agent.step(&mut channel, now(&clock));
        if let Step::Delivered | Step::Unsaved(_) = step {
            if !trouble.is_empty() {
                tracing::info!("the panel takes evidence again");
                trouble.clear();
            }
            wait = LOOK;
        }
        match step {
            Step::Delivered => {
                if !unsaved.is_empty() {
                    tracing::info!("the state is written again");
                    unsaved.clear();
                }
            }
            Step::Unsaved(why) => {
                if why != unsaved {
                    tracing::warn!(
                        why,
                        "the state cannot be written, so a restart reads the logs again; make room, or let the agent \
                         write there"
                    );
                    unsaved = why;
                }
            }
            Step::Idle => thread::sleep(LOOK),
            Step::Waiting(words) => {
                if words != trouble {
                    tracing::warn!(
                        why = words,
                        "the panel did not take evidence; it is tried again"
                    );
                    trouble = words;
                }
                thread::sleep(wait);
                wait = (wait * 2).min(LONGEST_WAIT);
            }
        }
    }
}

fn now(clock: &Clock) -> Timestamp {
    let millis = clock.now().millis();
    Timestamp::UNIX_EPOCH
        .checked_add(SignedDuration::from_millis(millis))
        .unwrap_or(Timestamp::MAX)
}

/// What a panel answers to somebody who asks whether it would take evidence.
pub(crate) enum Probed {
    /// It takes it, and its clock says this.
    Good {
        /// The panel's time.
        at: clock::Timestamp,
    },
    /// It keeps no evidence, or it is no panel.
    NoEvidence,
    /// The signature is made with another secret.
    OtherSecret,
    /// It does not know the question.
    OtherVersion,
    /// Something else.
    Unclear(String),
}

/// Asks the panel whether it would take what this agent signs. Nothing is changed.
///
/// # Errors
/// Words for why there is no answer.
pub(crate) fn probe(options: &AgentOptions) -> Result<Probed, String> {
    let body = serde_json::to_vec(&Probe { probe: VERSION }).map_err(|error| error.to_string())?;
    let channel = Http::new(options).map_err(|error| error.to_string())?;
    let (status, answer) = channel.post(&body, &options.seal.sign(&body))?;
    let at = answer["now"].as_str().and_then(clock::Timestamp::parse);
    Ok(match (status, at) {
        (200, Some(at)) => Probed::Good { at },
        (401, _) => Probed::OtherSecret,
        (404, _) => Probed::NoEvidence,
        (422, _) => Probed::OtherVersion,
        (status, _) => Probed::Unclear(problem(status, &answer)),
    })
}

/// The panel, by HTTP.
struct Http {
    agent: ureq::Agent,
    url: String,
}

impl Http {
    fn new(options: &AgentOptions) -> io::Result<Self> {
        // On this machine there may be neither TLS nor any certificate.
        let trusted = match &options.ca {
            None if options.panel.starts_with("http:") => Vec::new(),
            ca => tls::trusted(ca.as_deref()).map_err(io::Error::other)?,
        };
        let certificates: Vec<_> = trusted
            .iter()
            .map(|der| Certificate::from_der(der).to_owned())
            .collect();
        let roots = RootCerts::new_with_certs(&certificates);
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(TIMEOUT))
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .build()
            .new_agent();
        Ok(Self {
            agent,
            url: format!("{}/api/evidence", options.panel),
        })
    }
}

impl Http {
    /// The status and the document of the panel's answer.
    fn post(&self, body: &[u8], signature: &str) -> Result<(u16, Value), String> {
        let sent = self
            .agent
            .post(&self.url)
            .header("content-type", "application/json")
            .header(crate::evidence::SIGNATURE, signature)
            .send(body);
        let mut response = sent.map_err(|error| error.to_string())?;
        let status = response.status().as_u16();
        let text = response
            .body_mut()
            .with_config()
            .limit(16 * 1024)
            .read_to_string();
        let answer = serde_json::from_str(&text.unwrap_or_default()).unwrap_or_default();
        Ok((status, answer))
    }
}

impl Channel for Http {
    fn deliver(&mut self, body: &[u8], signature: &str) -> Result<Answer, String> {
        let (status, answer) = self.post(body, signature)?;
        match status {
            200 if answer["received"] == true => Ok(Answer::Received),
            409 if answer["last"].is_u64() => Ok(Answer::Stale {
                last: answer["last"].as_u64().unwrap_or(0),
            }),
            _ => Ok(Answer::Refused(problem(status, &answer))),
        }
    }
}

fn problem(status: u16, answer: &Value) -> String {
    let why = answer["problem"].as_str().unwrap_or(match status {
        413 => "it is too long for the panel, or for what is in front of it",
        _ => "that is no answer of a panel",
    });
    format!("{status}: {why}")
}
