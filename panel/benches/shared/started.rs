//! A panel program that was started.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::thread;

/// The program that is measured, as `MAILBOX_PASSWORD_PANEL` names it.
pub(crate) fn program() -> Command {
    Command::new(std::env::var_os("MAILBOX_PASSWORD_PANEL").expect("the panel"))
}

/// Starts it and waits until it listens; returns the process and the panel's URL.
pub(crate) fn start(command: &mut Command) -> (Child, String) {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the panel starts");
    let mut out = BufReader::new(child.stdout.take().expect("its output"));
    let url = loop {
        let mut line = String::new();
        let read = out.read_line(&mut line).expect("its output is text");
        assert!(read > 0, "the panel ended");
        if let Some(url) = line.trim().strip_prefix("listening on ") {
            break url.to_owned();
        }
    };
    thread::spawn(move || out.read_to_end(&mut Vec::new()));
    (child, url)
}
