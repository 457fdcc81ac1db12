//! A receiver in memory, in place of the panel: it takes each place of a log once, as the panel does.

use std::collections::BTreeMap;

use mailbox_password_evidence::{Answer, Batch, Channel, Seal};

/// The secret of both sides.
pub(crate) const SECRET: [u8; 32] = [7; 32];

/// What happens to a delivery.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Weather {
    /// It arrives and is answered.
    Fine,
    /// It arrives, and its answer is lost.
    AnswerLost,
    /// It does not arrive.
    Away,
}

#[derive(Debug)]
pub(crate) struct ReceiverInMemory {
    pub(crate) weather: Weather,
    pub(crate) batches: Vec<Batch>,
    pub(crate) longest_body: usize,
    read_to: BTreeMap<String, u64>,
    /// The mailboxes of the observations that were taken, in their order.
    pub(crate) taken: Vec<String>,
}

impl ReceiverInMemory {
    pub(crate) fn new() -> Self {
        Self {
            weather: Weather::Fine,
            batches: Vec::new(),
            longest_body: 0,
            read_to: BTreeMap::new(),
            taken: Vec::new(),
        }
    }
}

impl Channel for ReceiverInMemory {
    fn deliver(&mut self, body: &[u8], signature: &str) -> Result<Answer, String> {
        if self.weather == Weather::Away {
            return Err("away".to_owned());
        }
        assert!(Seal::new(&SECRET).unwrap().is_signature(body, signature));
        self.longest_body = self.longest_body.max(body.len());
        let batch: Batch = serde_json::from_slice(body).unwrap();
        if let Some(last) = self.batches.last().map(|last| last.sequence)
            && batch.sequence <= last
        {
            return Ok(Answer::Stale { last });
        }
        for part in &batch.parts {
            let read_to = self.read_to.entry(part.log.clone()).or_default();
            for placed in &part.observations {
                if placed.end > *read_to {
                    self.taken.push(placed.observation.mailbox.clone());
                }
            }
            *read_to = part.to.max(*read_to);
        }
        self.batches.push(batch);
        match self.weather {
            Weather::AnswerLost => Err("no answer".to_owned()),
            Weather::Away | Weather::Fine => Ok(Answer::Received),
        }
    }
}
