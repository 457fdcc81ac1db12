//! A mail server, as far as a sender sees one.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// How it treats whoever connects.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Manner {
    /// It takes every e-mail.
    Accepts,
    /// It refuses every recipient.
    Refuses,
    /// It never says a word.
    Silent,
}

/// A mail server on a free port of this machine, for as long as the test runs.
pub struct MailServer {
    pub url: String,
    mails: Receiver<String>,
}

impl MailServer {
    pub fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("smtp://{}", listener.local_addr().expect("its address"));
        let (sender, mails) = channel();
        thread::spawn(move || {
            let mut silent = Vec::new();
            for stream in listener.incoming().map_while(Result::ok) {
                if manner == Manner::Silent {
                    silent.push(stream);
                    continue;
                }
                let sender = sender.clone();
                thread::spawn(move || talk(&stream, manner, &sender));
            }
        });
        Self { url, mails }
    }

    /// Waits for the next e-mail: its head and its text.
    pub fn next(&self) -> String {
        let mail = self.mails.recv_timeout(super::log::TIMEOUT);
        mail.expect("an e-mail arrives")
    }
}

/// As RFC 5321 has it.
fn talk(stream: &TcpStream, manner: Manner, mails: &Sender<String>) -> Option<()> {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let answer = |text: &str| { stream }.write_all(format!("{text}\r\n").as_bytes()).ok();
    answer("220 mail.test")?;
    while let Some(line) = lines.next() {
        match line.split(' ').next().unwrap_or_default() {
            "RCPT" if manner == Manner::Refuses => answer("550 5.1.1 nobody here")?,
            "DATA" => {
                answer("354 go on")?;
                let text: Vec<_> = lines.by_ref().take_while(|line| line != ".").collect();
                mails.send(text.join("\n")).ok()?;
                answer("250 taken")?;
            }
            "QUIT" => return answer("221 bye"),
            _ => answer("250 mail.test")?,
        }
    }
    None
}
