//! A minimal HTTP/1.1 client for other processes on this machine.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use crate::wait::PATIENCE;

/// Sends a request without a body, and returns the headers, in lower case, and the body of the response.
pub(crate) fn send(
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
    // Chromium's debugger keeps the connection open.
    let mut body = vec![0; length.unwrap_or_default()];
    stream.read_exact(&mut body)?;
    Ok((headers, String::from_utf8_lossy(&body).into_owned()))
}
