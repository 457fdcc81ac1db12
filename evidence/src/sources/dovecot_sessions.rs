//! What is known of Dovecot's connections, and of whom they belong to: a bounded number of each.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::observation::Protocol;

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
    /// Refused passwords that had a line of their own.
    refused: u32,
    /// Who signed in, as far as it is known.
    visitor: Option<String>,
}

/// Somebody at some network.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct KnownVisitor {
    visitor: String,
    /// The protocol of the last sign-in that had one in its line.
    protocol: Option<Protocol>,
    /// The program that introduced itself after its sign-ins; `None` once there were several.
    client: Option<String>,
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
    /// The protocol of a line that does not say it.
    pub(super) fn protocol(&mut self, visitor: Visitor<'_>, session: &str) -> Protocol {
        let of_session = self.session(session).and_then(|session| session.protocol);
        of_session
            .or_else(|| self.visitor(visitor.key()).protocol)
            .unwrap_or(Protocol::Imap)
    }

    pub(super) fn remember_protocol(&mut self, visitor: Visitor<'_>, protocol: Protocol) {
        self.visitor(visitor.key()).protocol = Some(protocol);
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

    /// Refused passwords of a connection that had lines of their own; the connection has ended.
    pub(super) fn take_refused(&mut self, session: &str) -> u32 {
        let session = self.session(session);
        session.map_or(0, |session| std::mem::take(&mut session.refused))
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
                protocol: None,
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
