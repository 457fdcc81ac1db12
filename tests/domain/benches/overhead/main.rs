//! What the panel adds to a change in Active Directory: the same changes by the same people, once directly (a sign-in
//! and a modify on one connection) and once through the panel, in turns in one run.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a measurement that fails is none"
)]

mod client;

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain_tests::{Connector, Controller, PanelConfiguration, Policy};
use system_tests::Panel;
use tokio::task::JoinSet;

use self::client::Client;

/// So many people at once, with so many changes each in a round, and what the panel may add.
const CASES: [(usize, u32, f64); 2] = [(1, 10, 1.1), (64, 2, 1.3)];
const ROUNDS: u32 = 5;

#[tokio::main]
async fn main() {
    let rounds = std::env::var("ROUNDS").ok();
    let rounds: u32 = rounds.map_or(ROUNDS, |rounds| rounds.parse().expect("a number"));
    let controller = Controller::start();
    let policy = Policy {
        history: 0,
        lockout_threshold: 0,
        ..Policy::default()
    };
    controller.set_policy(&policy).await;
    let configuration = PanelConfiguration::new(&controller);
    let configuration = configuration.write(&controller.folder().join("panel"));
    let panel = Panel::start_on(&configuration.expect("a configuration")).await;
    let panel = panel_url(&panel);
    let connector = Arc::new(Connector::new(&controller.authority()).expect("certificates"));

    println!(
        "clients  directly  through the panel  ratio  wanted   (ms a change, medians of {rounds} rounds)"
    );
    for (count, changes, wanted) in CASES {
        let people = controller
            .add_people(&format!("bench{count}x"), count, true)
            .await;
        let mut clients: Vec<_> = people.into_iter().map(Client::new).collect();
        let (mut direct, mut through) = (Vec::new(), Vec::new());
        // The first round warms up.
        for round in 0..=rounds {
            let began = Instant::now();
            clients = directly(clients, changes, &controller.url(), &connector).await;
            let took = began.elapsed();
            // A change elsewhere has ended the session.
            for client in &mut clients {
                tokio::task::block_in_place(|| client.sign_in(&panel));
            }
            let began = Instant::now();
            clients = through_panel(clients, changes, &panel).await;
            if round > 0 {
                direct.push(took);
                through.push(began.elapsed());
            }
        }
        let [direct, through] = [direct, through].map(|times| {
            let changes = f64::from(changes) * f64::from(u32::try_from(count).expect("a few"));
            median(times).as_secs_f64() * 1000.0 / changes
        });
        let ratio = through / direct;
        println!("{count:>7}  {direct:>8.1}  {through:>17.1}  {ratio:>5.2}  ≤ {wanted}");
    }
}

fn panel_url(panel: &Panel) -> String {
    format!("http://{}", panel.address())
}

async fn directly(
    clients: Vec<Client>,
    changes: u32,
    url: &str,
    connector: &Arc<Connector>,
) -> Vec<Client> {
    let mut tasks = JoinSet::new();
    for mut client in clients {
        let (url, connector) = (url.to_owned(), Arc::clone(connector));
        tasks.spawn(async move {
            for _ in 0..changes {
                client.change_directly(&url, &connector).await;
            }
            client
        });
    }
    tasks.join_all().await
}

async fn through_panel(clients: Vec<Client>, changes: u32, panel: &str) -> Vec<Client> {
    let mut tasks = JoinSet::new();
    for mut client in clients {
        let panel = panel.to_owned();
        tasks.spawn_blocking(move || {
            for _ in 0..changes {
                client.change_at(&panel);
            }
            client
        });
    }
    tasks.join_all().await
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
