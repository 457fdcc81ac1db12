//! What is known of Dovecot's connections, and of whom they belong to: a bounded number of each.

use std::collections::VecDeque;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::observation::{Outcome, Protocol};

/// The most connections and the most visitors that are remembered; the oldest are forgotten first.
const MOST: usize = 1000;

/// Connections and visitors, the newest last.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct Sessions {
    sessions: VecDeque<Session>,
    visitors: VecDeque<KnownVisitor>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
struct Session {
    id: String,
    /// What the program said of itself.
    client: String,
    protocol: Option<Protocol>,
    /// Refused passwords that were told of when they had a line of their own.
    refused: u32,
    /// The last one that was not, because its protocol was not known then.
    held: Option<(Outcome, Timestamp)>,
    /// Who signed in, as far as it is known.
    visitor: Option<String>,
}

/// Somebody at some network.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct KnownVisitor {
    visitor: String,
    /// The protocols of sign-ins that had one in their lines.
    protocols: Vec<Protocol>,
    /// The program that introduced itself after its sign-ins; `None` once there were several.
    client: Option<String>,
}

/// Refused passwords of a connection.
#[derive(Default)]
pub(super) struct Refused {
    /// How many were told of.
    pub(super) refused: u32,
    /// The last one that was not.
    pub(super) held: Option<(Outcome, Timestamp)>,
}

/// A mailbox and the network that it was asked for from.
#[derive(Clone, Copy)]
pub(super) struct Visitor<'a> {
    mailbox: &'a str,
    network: &'a str,
}

impl<'a> Visitor<'a> {
    pub(super) fn new(mailbox: &'a str, network: &'a str) -> Self {
        Self { mailbox, network }
    }

    fn key(self) -> String {
        format!("{} {}", self.mailbox, self.network)
    }
}

impl Sessions {
    /// The protocol of a line that does not say it, if another one of the connection did, or the visitor uses no other.
    pub(super) fn protocol(&mut self, visitor: Visitor<'_>, session: &str) -> Option<Protocol> {
        let of_session = self.session(session).and_then(|session| session.protocol);
        of_session.or_else(|| match self.visitor(visitor.key()).protocols[..] {
            [protocol] => Some(protocol),
            // It could be either.
            _ => None,
        })
    }

    pub(super) fn remember_protocol(&mut self, visitor: Visitor<'_>, protocol: Protocol) {
        let protocols = &mut self.visitor(visitor.key()).protocols;
        if !protocols.contains(&protocol) {
            protocols.push(protocol);
        }
    }

    /// What the program of this connection says of itself: on this connection, or else always for this visitor.
    pub(super) fn client(&mut self, visitor: Visitor<'_>, session: &str) -> String {
        let key = visitor.key();
        if let Some(session) = self.session_or_new(session) {
            session.visitor = Some(key.clone());
            if !session.client.is_empty() {
                return session.client.clone();
            }
        }
        self.visitor(key).client.clone().unwrap_or_default()
    }

    /// Whether the program of this connection has said what it is.
    pub(super) fn has_client(&self, session: &str) -> bool {
        let mut sessions = self.sessions.iter().rev();
        sessions.any(|known| known.id == session && !known.client.is_empty())
    }

    pub(super) fn remember_id(&mut self, session: &str, protocol: Protocol, client: &str) {
        if let Some(session) = self.session_or_new(session) {
            session.protocol = Some(protocol);
            client.clone_into(&mut session.client);
        }
    }

    /// A program introduces itself after its sign-in has been told of: it counts from the next one on.
    pub(super) fn remember_id_of_visitor(&mut self, session: &str, client: &str) {
        let Some(key) = self
            .session(session)
            .and_then(|session| session.visitor.clone())
        else {
            return;
        };
        let visitor = self.visitor(key);
        let is_same = visitor
            .client
            .as_deref()
            .is_none_or(|known| known == client);
        visitor.client = Some(if is_same { client } else { "" }.to_owned());
    }

    pub(super) fn count_refused(&mut self, session: &str) {
        if let Some(session) = self.session_or_new(session) {
            session.refused = session.refused.saturating_add(1);
        }
    }

    /// Keeps a refused password until the connection ends.
    pub(super) fn hold(&mut self, session: &str, outcome: Outcome, at: Timestamp) {
        if let Some(session) = self.session_or_new(session) {
            session.held = Some((outcome, at));
        }
    }

    /// The refused passwords of a connection that has ended.
    pub(super) fn take_refused(&mut self, session: &str) -> Refused {
        let session = self.session(session);
        session.map_or_else(Refused::default, |session| Refused {
            refused: std::mem::take(&mut session.refused),
            held: session.held.take(),
        })
    }

    fn session(&mut self, id: &str) -> Option<&mut Session> {
        let mut sessions = self.sessions.iter_mut().rev();
        sessions.find(|session| session.id == id)
    }

    /// `None` for a line without a connection.
    fn session_or_new(&mut self, id: &str) -> Option<&mut Session> {
        if id.is_empty() || id.len() > 64 {
            return None;
        }
        if !self.sessions.iter().any(|session| session.id == id) {
            if self.sessions.len() >= MOST {
                self.sessions.pop_front();
            }
            self.sessions.push_back(Session {
                id: id.to_owned(),
                client: String::new(),
                protocol: None,
                refused: 0,
                held: None,
                visitor: None,
            });
        }
        self.session(id)
    }

    fn visitor(&mut self, key: String) -> &mut KnownVisitor {
        let known = self.visitors.iter().position(|known| known.visitor == key);
        let known = known
            .and_then(|index| self.visitors.remove(index))
            .unwrap_or(KnownVisitor {
                visitor: key,
                protocols: Vec::new(),
                client: None,
            });
        if self.visitors.len() >= MOST {
            self.visitors.pop_front();
        }
        self.visitors.push_back(known);
        let last = self.visitors.len() - 1;
        &mut self.visitors[last]
    }
}
