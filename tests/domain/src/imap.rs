//! The part of IMAP that a test needs: whether a mail program can sign in.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};

use anyhow::{Context, Result, bail, ensure};

use crate::wait::PATIENCE;

/// What a mail server said to a name and a password.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SignIn {
    /// They are right.
    Accepted,
    /// They are not, or the account may not sign in; the server does not say which.
    Refused,
}

/// Signs in as a mail program does.
pub(crate) fn sign_in(server: SocketAddr, name: &str, password: &str) -> Result<SignIn> {
    let stream = TcpStream::connect_timeout(&server, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream;
    let greeting = line(&mut reader)?;
    ensure!(
        greeting.starts_with("* OK"),
        "the mail server said: {greeting}"
    );
    // As literals (RFC 7888), which may hold any character.
    let (name_length, length) = (name.len(), password.len());
    write!(
        writer,
        "a LOGIN {{{name_length}+}}\r\n{name} {{{length}+}}\r\n{password}\r\n"
    )?;
    loop {
        let answer = line(&mut reader)?;
        match answer.split_whitespace().take(2).collect::<Vec<_>>()[..] {
            ["*", _] => {}
            ["a", "OK"] => return Ok(SignIn::Accepted),
            ["a", "NO"] => return Ok(SignIn::Refused),
            _ => bail!("the mail server said: {answer}"),
        }
    }
}

fn line(reader: &mut impl BufRead) -> Result<String> {
    let mut line = String::new();
    let read = reader
        .read_line(&mut line)
        .context("the mail server's answer")?;
    ensure!(read > 0, "the mail server closed the connection");
    Ok(line)
}
