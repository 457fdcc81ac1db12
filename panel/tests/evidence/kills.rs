//! Agents, panels and databases killed at any moment: each line of a log counts once.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use std::env;
use std::time::{Duration, Instant};

use postgres_tests::Server;
use serde_json::json;

use super::place::{Place, after, ann, counted, wait};
use crate::support::ANN;

#[test]
fn each_line_counts_once_whatever_is_killed() {
    play(Place::new(), None);
}

#[test]
fn each_line_counts_once_whatever_is_killed_of_a_panel_with_a_database() {
    let server = Server::start();
    play(Place::in_database(&server.database()), Some(server));
}

fn play(mut place: Place, mut server: Option<Server>) {
    let kills: u64 = env::var("MAILBOX_PASSWORD_KILLS").map_or(12, |kills| kills.parse().unwrap());
    let (mut written, mut agents, mut panels, mut databases) = (0, 0, 0, 0);
    for round in 0..kills {
        place.agent("mail1");
        // Later and later in the work of the agent, and of the panel.
        let moment = Duration::from_micros(700 * (round % 200));
        let start = Instant::now();
        while start.elapsed() < moment || written % 25 != 24 {
            place.append(&ann(
                after(0),
                "bad-password",
                &json!({ "device": "phone" }),
            ));
            written += 1;
        }
        place.append(&ann(
            after(0),
            "bad-password",
            &json!({ "device": "phone" }),
        ));
        written += 1;
        if let Some(server) = server.as_mut().filter(|_| round % 3 == 1) {
            server.kill();
            // It is away for a while, in which the agent goes on trying.
            place.append(&ann(
                after(0),
                "bad-password",
                &json!({ "device": "phone" }),
            ));
            written += 1;
            server.restart();
            databases += 1;
        }
        if round % 3 == 2 {
            place = place.with_panel_killed();
            panels += 1;
        }
        place.kill_agents();
        agents += 1;
    }
    place.agent("mail1");
    wait("every line is counted", || counted(&place, ANN) >= written);
    // Another agent, which reads all of it again.
    place.agent("mail2");
    wait("the second agent has read everything", || {
        let state = std::fs::read_to_string(place.path("mail2.state")).unwrap_or_default();
        let length = std::fs::metadata(place.path("mail.log")).unwrap().len();
        state.contains(&format!("\"offset\":{length}"))
    });
    assert_eq!(counted(&place, ANN), written);
    println!(
        "{agents} kills of the agent, {panels} of the panel, {databases} of the database, {written} lines, each counted \
         once"
    );
}
