//! A mail server, as far as a sender sees one.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Longest wait for something that must happen.
const TIMEOUT: Duration = Duration::from_secs(30);

/// How it treats whoever connects.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Manner {
    /// It takes every e-mail.
    Accepts,
    /// It closes the connection when the text begins.
    ClosesInText,
    /// It refuses every recipient for now.
    Defers,
    /// It refuses the first recipient for now, and takes every other e-mail.
    DefersOnce,
    /// It greets without an end, a byte now and then.
    Drips,
    /// It refuses every recipient for good.
    Refuses,
    /// It refuses every text for good.
    RefusesText,
    /// It never says a word.
    Silent,
    /// It reads the text, and never says that it took it.
    StallsAfterText,
}

/// A mail server on a free port of this machine, for as long as the test runs.
pub struct MailServer {
    pub url: String,
    mails: Receiver<String>,
    tries: Arc<AtomicUsize>,
}

impl MailServer {
    pub fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("smtp://{}", listener.local_addr().expect("its address"));
        let (sender, mails) = channel();
        let tries = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&tries);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let number = counted.fetch_add(1, Ordering::SeqCst);
                let sender = sender.clone();
                let manner = match manner {
                    Manner::DefersOnce if number == 0 => Manner::Defers,
                    Manner::DefersOnce => Manner::Accepts,
                    other => other,
                };
                thread::spawn(move || talk(&stream, manner, &sender));
            }
        });
        Self { url, mails, tries }
    }

    /// How often somebody has connected.
    pub fn tries(&self) -> usize {
        self.tries.load(Ordering::SeqCst)
    }

    /// Waits until somebody has connected.
    pub fn wait_for_try(&self) {
        let end = Instant::now() + TIMEOUT;
        while self.tries() == 0 {
            assert!(Instant::now() < end, "nobody connects");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits for the next e-mail, which it has taken or is about to refuse: its head and its text.
    pub fn next(&self) -> String {
        let mail = self.mails.recv_timeout(TIMEOUT);
        mail.expect("an e-mail arrives")
    }
}

/// As RFC 5321 has it, but for the server's manner.
fn talk(stream: &TcpStream, manner: Manner, mails: &Sender<String>) -> Option<()> {
    let answer = |text: &str| { stream }.write_all(format!("{text}\r\n").as_bytes()).ok();
    match manner {
        Manner::Drips => return drip(stream),
        Manner::Silent => return wait_for_end(stream),
        _ => answer("220 mail.test")?,
    }
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    while let Some(line) = lines.next() {
        match line.split(' ').next().unwrap_or_default() {
            "RCPT" if manner == Manner::Defers => answer("451 4.3.0 later")?,
            "RCPT" if manner == Manner::Refuses => answer("550 5.1.1 nobody here")?,
            "DATA" => {
                answer("354 go on")?;
                if manner == Manner::ClosesInText {
                    return None;
                }
                let text: Vec<_> = lines.by_ref().take_while(|line| line != ".").collect();
                mails.send(text.join("\n")).ok()?;
                match manner {
                    Manner::RefusesText => answer("554 5.7.1 not this one")?,
                    Manner::StallsAfterText => return wait_for_end(stream),
                    _ => answer("250 taken")?,
                }
            }
            "QUIT" => return answer("221 bye"),
            _ => answer("250 mail.test")?,
        }
    }
    None
}

/// Begins a greeting that never ends.
fn drip(mut stream: &TcpStream) -> Option<()> {
    loop {
        for byte in b"220-mail.test\r\n" {
            stream.write_all(&[*byte]).ok()?;
            thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Until the sender has hung up.
fn wait_for_end(mut stream: &TcpStream) -> Option<()> {
    let mut rest = [0; 1024];
    while stream.read(&mut rest).ok()? > 0 {}
    None
}
