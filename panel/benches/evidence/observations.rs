//! What the devices are seen doing, in batches as an agent sends them.

use jiff::{SignedDuration, Timestamp};
use mailbox_password_evidence::{
    Batch, Observation, Outcome, Part, Placed, Protocol, Seal, SourceState, VERSION,
};

use crate::http::{Browser, Request};
use crate::people::mailbox;
use crate::running::SECRET;

/// How many mailboxes a batch tells of.
const PEOPLE_A_BATCH: usize = 100;

/// Tells the panel of one sign-in of every device of every mailbox; returns how many that are.
pub(crate) fn deliver(url: &str, people: usize, devices: usize) -> usize {
    let mut browser = Browser::new(url);
    let seal = Seal::new(SECRET.as_bytes()).expect("a secret");
    let numbers: Vec<_> = (0..people).collect();
    let mut end = 0;
    for (sequence, numbers) in (1..).zip(numbers.chunks(PEOPLE_A_BATCH)) {
        let from = end;
        let observations: Vec<_> = numbers
            .iter()
            .flat_map(|number| (0..devices).map(|device| observation(*number, device)))
            .map(|observation| {
                end += 1;
                Placed { end, observation }
            })
            .collect();
        let batch = batch(sequence, from, end, observations);
        let body = serde_json::to_string(&batch).expect("a batch");
        let mut request = Request::get("/api/evidence")
            .header("content-type", "application/json")
            .header("mailbox-evidence-signature", &seal.sign(body.as_bytes()))
            .body(&body);
        request.method = "POST";
        let answer = browser.send(&request);
        assert_eq!(answer.status, 200, "{answer:?}");
    }
    people * devices
}

fn observation(number: usize, device: usize) -> Observation {
    Observation {
        mailbox: mailbox(number),
        at: Timestamp::now() - SignedDuration::from_secs(60),
        outcome: match device % 3 {
            0 => Outcome::BadPassword,
            _ => Outcome::Accepted,
        },
        protocol: Protocol::ActiveSync,
        client: "Apple-iPhone14C5/2101.329".to_owned(),
        device: format!("ApplDM{number:07}{device:03}"),
        device_type: "iPhone".to_owned(),
        host: String::new(),
        network: "192.0.2.0/24".to_owned(),
        count: 1,
    }
}

fn batch(sequence: u64, from: u64, to: u64, observations: Vec<Placed>) -> Batch {
    Batch {
        version: VERSION,
        agent: "mail1".to_owned(),
        sequence,
        id: sequence.to_string(),
        sent_at: Timestamp::now(),
        sources: vec![SourceState {
            name: "mail.log".to_owned(),
            format: "iis".to_owned(),
            problem: None,
            is_caught_up: true,
            clock_is_off_by: None,
            last_line_at: None,
        }],
        parts: vec![Part {
            log: "log".to_owned(),
            from,
            to,
            observations,
        }],
    }
}
