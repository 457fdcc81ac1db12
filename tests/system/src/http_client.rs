//! As much HTTP/1.1 as a question to another program of this machine needs.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use crate::wait::PATIENCE;

/// Asks without a body, and waits for the answer; its headers, in small letters, and its body.
pub(crate) fn ask(
    address: &str,
    method: &str,
    path: &str,
) -> io::Result<(Vec<(String, String)>, String)> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut stream = BufReader::new(stream);
    let mut headers = Vec::new();
    for line in stream.by_ref().lines().skip(1) {
        let line = line?;
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.and_then(|(_, length)| length.parse().ok());
    // Chromium's debugger does not close the connection.
    let mut body = vec![0; length.unwrap_or_default()];
    stream.read_exact(&mut body)?;
    Ok((headers, String::from_utf8_lossy(&body).into_owned()))
}
