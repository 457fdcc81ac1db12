//! People who hold connections, and say nothing or never end.

use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::thread;

use super::Row;
use crate::support::{ANN, ANN_PASSWORD, NEW_PASSWORD, Panel, Start};

pub(super) const ROWS: [Row; 7] = [
    ("10,000 idle connections", ten_thousand),
    (
        "idle connections where 32 are allowed, half of them with a head that never ends",
        more_than_allowed,
    ),
    (
        "more idle connections than the system lets the panel have files",
        more_than_files,
    ),
    ("a head that never ends", slow_head),
    ("a connection on which nothing is asked", silent),
    ("a body that never ends", slow_body),
    ("a body that is too long", long_body),
];

/// So many connect at the same time.
const CLIENTS: usize = 100;

/// Half of a request's head.
const HALF_A_HEAD: &[u8] = b"GET / HTTP/1.1\r\nhost: a\r\nx-slow: ";

fn connect(panel: &Panel) -> TcpStream {
    TcpStream::connect(panel.address.trim_start_matches("http://")).unwrap()
}

/// Somebody signs in and changes the password.
fn check_works(panel: &Panel) {
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    assert_eq!(ann.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
}

/// What the panel sends until it ends the connection, which it has to.
fn read_to_the_end(mut stream: TcpStream) -> String {
    let mut text = Vec::new();
    match stream.read_to_end(&mut text) {
        Ok(_) => {}
        // What had not been read when it was ended.
        Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset, "{error}"),
    }
    String::from_utf8(text).unwrap()
}

/// How many files this process may open, as Linux says.
fn files() -> usize {
    let limits = fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"));
    let soft = line.and_then(|line| line.split_whitespace().next());
    soft.and_then(|soft| soft.parse().ok()).unwrap_or(1024)
}

fn ten_thousand() -> String {
    let panel = Panel::start();
    // This process is a client of other tests too.
    let count = files().saturating_sub(500).min(10_000);
    // At once, because who comes while the queue of the system is full waits a second before trying again.
    let idle: Vec<_> = thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| {
                scope.spawn(|| {
                    (0..count / CLIENTS)
                        .map(|_| connect(&panel))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        let opened = clients.into_iter().map(|client| client.join().unwrap());
        opened.flatten().collect()
    });
    check_works(&panel);
    let held = idle.len();
    drop(idle);
    format!(
        "{held} were opened here; the oldest made room: somebody signs in and changes the password meanwhile"
    )
}

fn more_than_allowed() -> String {
    let panel = Start::new().with(&["--connections", "32"]).run();
    let mut idle: Vec<_> = (0..250).map(|_| connect(&panel)).collect();
    for _ in 0..250 {
        let mut stream = connect(&panel);
        stream.write_all(HALF_A_HEAD).unwrap();
        idle.push(stream);
    }
    check_works(&panel);
    drop(idle);
    "the oldest ones make room: somebody signs in and changes the password meanwhile".to_owned()
}

fn more_than_files() -> String {
    let start = Start::new().with(&["--connections", "1000", "--header-timeout", "3600"]);
    let command = start.command_below("ulimit -n 64");
    let panel = Panel::spawn(start, command);
    let idle: Vec<_> = (0..400).map(|_| connect(&panel)).collect();
    check_works(&panel);
    drop(idle);
    panel.wait_for_log("fewer connections than asked for");
    "the panel takes as few as it can hold, says so, and goes on".to_owned()
}

fn slow_head() -> String {
    let panel = Start::new().with(&["--header-timeout", "0.1"]).run();
    let mut stream = connect(&panel);
    stream.write_all(HALF_A_HEAD).unwrap();
    read_to_the_end(stream);
    check_works(&panel);
    "the connection is ended after `header-timeout`".to_owned()
}

fn silent() -> String {
    let panel = Start::new().with(&["--header-timeout", "0.1"]).run();
    assert_eq!(read_to_the_end(connect(&panel)), "");
    "it is ended after `header-timeout`".to_owned()
}

fn slow_body() -> String {
    let panel = Start::new().with(&["--body-timeout", "0.1"]).run();
    for (path, head) in [
        (
            "/",
            "content-type: application/x-www-form-urlencoded\r\ncontent-length: 100",
        ),
        (
            "/api/mailbox/password",
            "content-type: application/json\r\ntransfer-encoding: chunked",
        ),
    ] {
        let mut stream = connect(&panel);
        let text =
            format!("POST {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n{head}\r\n\r\n");
        stream.write_all(text.as_bytes()).unwrap();
        let answer = read_to_the_end(stream);
        assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    }
    check_works(&panel);
    "it is answered with 408 after `body-timeout`, which leaves the outcome open".to_owned()
}

fn long_body() -> String {
    let panel = Panel::start();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    let request = ann.change_request(ANN, ANN_PASSWORD, &"x".repeat(70_000));
    assert_eq!(ann.send(&request).status, 413);
    // Without an announced length, and without an end.
    let mut stream = connect(&panel);
    let head = "POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    let piece = format!("2000\r\n{}\r\n", "x".repeat(0x2000));
    while stream.write_all(piece.as_bytes()).is_ok() {}
    check_works(&panel);
    "it is answered with 413, or ended; no more than 64 KiB are read".to_owned()
}
