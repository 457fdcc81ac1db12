//! Dovecot 2.3: its lines about passwords and about logins, and the IMAP `ID` of programs.
//!
//! Sources: Dovecot's manual, "Logging" (`log_timestamp`, `auth_verbose`, `imap_id_log`, `login_log_format_elements`);
//! lines seen from Dovecot 2.3.19.1. With `auth_verbose = yes` each refused password has a line of its own at once;
//! without it the line in which the connection ends says how many there were. `imap_id_log = *` writes what a program
//! says of itself (RFC 2971).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::dovecot_sessions::{Sessions, Visitor};
use super::seen::Seen;
use super::{sasl, syslog};
use crate::names::Names;
use crate::network::network;
use crate::observation::{Observation, Outcome, Protocol};
use crate::text::one_line;
use crate::time::Clock;

/// What is remembered from one line to a later one of the same connection.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Dovecot {
    sessions: Sessions,
}

/// A sign-in, before what is known of its connection is added.
struct SignIn<'a> {
    name: &'a str,
    address: &'a str,
    session: &'a str,
    outcome: Outcome,
    protocol: Option<Protocol>,
    count: u32,
    /// When it was, if that is not the time of the line.
    at: Option<Timestamp>,
    /// Whether a later line of the connection tells of it too.
    may_wait: bool,
}

impl Dovecot {
    pub(super) fn read(&mut self, line: &str, clock: &Clock<'_>, names: &Names) -> Option<Seen> {
        let (at, rest) = syslog::split(line, clock)?;
        let sign_in = self.sign_in(rest)?;
        let mailbox = names.address(sign_in.name)?;
        let network = network(sign_in.address);
        let visitor = Visitor::new(&mailbox, &network);
        let protocol = match sign_in.protocol {
            Some(protocol) => {
                self.sessions.remember_protocol(visitor, protocol);
                protocol
            }
            // Only login processes have connections with an id; who else asks for a password is a server that sends mail.
            None if sign_in.session.is_empty() => Protocol::Smtp,
            None => match self.sessions.protocol(visitor, sign_in.session) {
                Some(protocol) => protocol,
                None if sign_in.may_wait => {
                    // The line in which the connection ends says the protocol.
                    self.sessions.hold(sign_in.session, sign_in.outcome, at);
                    return None;
                }
                None => Protocol::Unknown,
            },
        };
        if sign_in.may_wait {
            self.sessions.count_refused(sign_in.session);
        }
        let client = self.sessions.client(visitor, sign_in.session);
        Some(Seen {
            observation: Observation {
                mailbox,
                at: sign_in.at.unwrap_or(at),
                outcome: sign_in.outcome,
                protocol,
                client,
                device: String::new(),
                device_type: String::new(),
                host: String::new(),
                network,
                count: sign_in.count,
            },
            line_at: at,
        })
    }

    /// Takes over what the program of a connection says of itself in a line that will be read later.
    pub(super) fn foresee(&mut self, line: &str, clock: &Clock<'_>) {
        // Few lines are of this kind, so the others are not looked at twice.
        if !line.contains(ID_SENT) {
            return;
        }
        let message = syslog::split(line, clock).and_then(|(_, rest)| split(rest));
        let id = message.and_then(|(program, message)| id_after_login(program, message));
        if let Some((session, sent)) = id {
            self.sessions
                .remember_id(session, Protocol::Imap, &one_line(sent));
        }
    }

    /// Whether a line tells of a sign-in whose program has not said its name, and may do so right after it.
    pub(super) fn may_be_named(&self, line: &str, clock: &Clock<'_>) -> bool {
        let message = syslog::split(line, clock).and_then(|(_, rest)| split(rest));
        let login = message
            .filter(|(program, _)| *program == "imap-login")
            .and_then(|(_, message)| login(message));
        login.is_some_and(|login| {
            !login.session.is_empty() && !self.sessions.has_client(login.session)
        })
    }

    fn sign_in<'a>(&mut self, text: &'a str) -> Option<SignIn<'a>> {
        let (program, message) = split(text)?;
        if matches!(program, "auth" | "auth-worker") || program.starts_with("auth-worker(") {
            return self.password_line(message);
        }
        let protocol = match program {
            "imap-login" => Protocol::Imap,
            "managesieve-login" => Protocol::Sieve,
            "pop3-login" => Protocol::Pop,
            "submission-login" => Protocol::Smtp,
            _ => {
                let (session, sent) = id_after_login(program, message)?;
                self.sessions
                    .remember_id_of_visitor(session, &one_line(sent));
                return None;
            }
        };
        if let Some(sent) = message.strip_prefix(ID_SENT) {
            // Everything before the last of these is the program's own words.
            let (sent, rest) = sent.rsplit_once(": user=<")?;
            let session = session(rest)?;
            self.sessions
                .remember_id(session, protocol, &one_line(sent));
            return None;
        }
        if let Some(login) = login(message) {
            return Some(SignIn {
                outcome: sasl::accepted(login.method),
                count: 1,
                ..login.sign_in(protocol)
            });
        }
        self.ended(message, protocol)
    }

    /// `passwd-file(ann@example.com,192.0.2.1,<session>): Password mismatch`. What follows the first words can hold the
    /// password, where somebody has switched that on.
    fn password_line<'a>(&mut self, message: &'a str) -> Option<SignIn<'a>> {
        let (database, rest) = message.split_once('(')?;
        if database.contains([' ', ':']) {
            return None;
        }
        let (inside, why) = rest.rsplit_once("): ")?;
        let (inside, session) = match inside
            .strip_suffix('>')
            .and_then(|inside| inside.rsplit_once(",<"))
        {
            Some((inside, session)) => (inside, session),
            None => (inside, ""),
        };
        let (name, address) = inside.rsplit_once(',')?;
        let outcome = if why.starts_with("Password mismatch (for LDAP bind)") {
            // Active Directory answers alike to a wrong password and to any password of a locked account.
            Outcome::Refused
        } else if why.starts_with("Password mismatch") {
            Outcome::BadPassword
        } else if why.starts_with("pam_authenticate() failed: ") {
            Outcome::Refused
        } else {
            return None;
        };
        Some(SignIn {
            name,
            address,
            session,
            outcome,
            protocol: None,
            count: 1,
            at: None,
            may_wait: true,
        })
    }

    /// `Disconnected: Connection closed (auth failed, 2 attempts in 5 secs): user=<ann@example.com>, method=PLAIN, …`
    fn ended<'a>(&mut self, message: &'a str, protocol: Protocol) -> Option<SignIn<'a>> {
        let (end, rest) = message.split_once("): user=<")?;
        let (how, attempts) = end.rsplit_once("(auth failed, ")?;
        let is_end = ["Disconnected", "Aborted login"]
            .iter()
            .any(|start| how.starts_with(start));
        let attempts: u32 = attempts.split(' ').next()?.parse().ok()?;
        let login = Login::read(rest)?;
        // Those that had a line of their own were counted then.
        let counted = self.sessions.take_refused(login.session);
        let count = attempts.saturating_sub(counted.refused);
        let (outcome, at) = counted.held.unzip();
        (is_end && count > 0).then(|| SignIn {
            outcome: outcome.unwrap_or(Outcome::Refused),
            at,
            count,
            ..login.sign_in(protocol)
        })
    }
}

const ID_SENT: &str = "ID sent: ";

/// The program and its message. Through syslog a line begins with `host dovecot: …`; the server writes what comes before
/// the first name.
fn split(text: &str) -> Option<(&str, &str)> {
    let text = match text.split_once(" dovecot: ") {
        Some((host, rest)) if !host.contains([' ', ':']) => rest,
        _ => text.strip_prefix("dovecot: ").unwrap_or(text),
    };
    let (program, message) = text.split_once(": ")?;
    Some((program, message.strip_prefix("Info: ").unwrap_or(message)))
}

/// The line of a login process about somebody whom it has let in.
fn login(message: &str) -> Option<Login<'_>> {
    let accepted = ["Login: user=<", "Logged in: user=<"];
    let mut starts = accepted.iter();
    Login::read(starts.find_map(|start| message.strip_prefix(start))?)
}

/// The session's id and the `ID` parameters of a line such as
/// `imap(ann@example.com)<123><session>: ID sent: name=Thunderbird`.
fn id_after_login<'a>(program: &'a str, message: &'a str) -> Option<(&'a str, &'a str)> {
    let sent = message.strip_prefix(ID_SENT)?;
    let session = program.strip_suffix('>')?.rsplit_once("><")?.1;
    Some((session, sent))
}

/// What the end of a line of a login process says, after `user=<`.
struct Login<'a> {
    name: &'a str,
    method: &'a str,
    address: &'a str,
    session: &'a str,
}

impl<'a> Login<'a> {
    /// A name may hold anything, so the parts are looked for from the end of the line on.
    fn read(rest: &'a str) -> Option<Self> {
        let session = session(rest).unwrap_or_default();
        let (before, after) = rest.rsplit_once(", rip=")?;
        let address = after.split(',').next()?;
        let (name, method) = match before.rsplit_once(">, method=") {
            Some((name, method)) => (name, method),
            None => (before.strip_suffix('>')?, ""),
        };
        Some(Self {
            name,
            method,
            address,
            session,
        })
    }

    fn sign_in(self, protocol: Protocol) -> SignIn<'a> {
        SignIn {
            name: self.name,
            address: self.address,
            session: self.session,
            outcome: Outcome::Refused,
            protocol: Some(protocol),
            count: 1,
            at: None,
            may_wait: false,
        }
    }
}

/// The connection's id, at the end of the line.
fn session(rest: &str) -> Option<&str> {
    Some(rest.strip_suffix('>')?.rsplit_once("session=<")?.1)
}
