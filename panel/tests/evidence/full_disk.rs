//! Disks without room, of the panel and of an agent: nothing is lost, and nothing is counted twice.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use std::fs;

use serde_json::{Value, json};

use super::place::{Place, after, ann, batch, counted, wait};
use crate::support::{ANN, ANN_PASSWORD, make_room};

/// How many lines a batch has.
const LINES: u64 = 20;

fn refusal() -> Value {
    ann(after(0), "bad-password", &json!({ "device": "phone" }))
}

#[test]
fn a_panel_without_room_takes_a_batch_whole_or_not_at_all() {
    let place = Place::new();
    let files = fs::read_dir(place.panel.folder()).unwrap();
    let longest = files.map(|file| file.unwrap().metadata().unwrap().len());
    let place = place.with_room_for(longest.max().unwrap() / 512 + 64);
    let lines: Vec<_> = (0..LINES).map(|_| refusal()).collect();
    let mut taken = 0;
    let refused = loop {
        let batch = batch(taken + 1, &lines);
        let answer = place.deliver(&batch);
        if answer.status != 200 {
            assert_eq!(answer.status, 503, "{answer:?}");
            break batch;
        }
        taken += 1;
        assert!(taken < 10_000, "the disk is never full");
    };
    assert_eq!(counted(&place, ANN), taken * LINES);
    for _ in 0..3 {
        assert_eq!(place.deliver(&refused).status, 503);
    }
    // It goes on, with what it has.
    let mut browser = place.panel.signed_in(ANN, ANN_PASSWORD);
    assert_eq!(Place::devices(&mut browser).len(), 4);
    assert_eq!(browser.get("/mailbox/devices").status, 200);

    make_room(place.panel.process_id());
    for _ in 0..2 {
        assert_eq!(place.deliver(&refused).status, 200);
    }
    assert_eq!(counted(&place, ANN), (taken + 1) * LINES);
}

#[test]
fn an_agent_delivers_what_the_panel_refused_for_lack_of_room() {
    let place = Place::new();
    let files = fs::read_dir(place.panel.folder()).unwrap();
    let longest = files.map(|file| file.unwrap().metadata().unwrap().len());
    let mut place = place.with_room_for(longest.max().unwrap() / 512 + 64);
    place.agent("mail1");
    let mut written = 0;
    while !place
        .panel
        .log()
        .contains("evidence of devices was not taken")
    {
        place.append(&refusal());
        written += 1;
        wait("the batch is taken or refused", || {
            counted(&place, ANN) == written
                || place
                    .panel
                    .log()
                    .contains("evidence of devices was not taken")
        });
    }
    for _ in 0..LINES {
        place.append(&refusal());
        written += 1;
    }
    make_room(place.panel.process_id());
    wait("every line is counted", || counted(&place, ANN) >= written);
    assert_eq!(counted(&place, ANN), written);
}

#[test]
fn an_agent_without_room_for_its_state_goes_on() {
    let mut place = Place::new();
    let mut written = 0;
    let mut append = |place: &Place| {
        for _ in 0..LINES {
            place.append(&refusal());
        }
        written += LINES;
        written
    };
    let state = |place: &Place| fs::read_to_string(place.path("mail1.state")).unwrap_or_default();
    for _ in 0..2 {
        // Killed and started again, it reads the log from the beginning, and nothing counts twice.
        place.agent_without_room("mail1");
        for _ in 0..2 {
            let lines = append(&place);
            wait("every line is counted", || counted(&place, ANN) >= lines);
            assert_eq!(counted(&place, ANN), lines);
        }
        assert_eq!(state(&place), "");
        place.kill_agents();
    }
    let agent = place.agent_without_room("mail1");
    let lines = append(&place);
    wait("every line is counted", || counted(&place, ANN) >= lines);
    make_room(agent);
    let lines = append(&place);
    wait("every line is counted", || counted(&place, ANN) >= lines);
    let length = fs::metadata(place.path("mail.log")).unwrap().len();
    wait("the state is written", || {
        state(&place).contains(&format!("\"offset\":{length}"))
    });
    assert_eq!(counted(&place, ANN), lines);
}
