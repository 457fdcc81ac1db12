//! Finds out in seconds that a server is out of reach, so that a fetch does not hang for minutes.

use std::env;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// How long a server may take to be found, and to answer anything at all.
const ANSWERING: Duration = Duration::from_secs(6);
/// How long a fetch from a server that does not may last: there may be a way to it that we do not know.
const OUT_OF_REACH: Duration = Duration::from_secs(15);

/// How long a fetch from this address may last: as long as usual, unless its server is out of reach.
pub(super) fn limit(url: &str, usual: Duration) -> Duration {
    if has_proxy() || server(url).is_none_or(|server| answers(server, ANSWERING)) {
        usual
    } else {
        usual.min(OUT_OF_REACH)
    }
}

/// Who is behind a proxy need not reach the server.
fn has_proxy() -> bool {
    ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]
        .into_iter()
        .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// Host and port of an address.
fn server(url: &str) -> Option<(String, u16)> {
    let (scheme, rest) = url.trim().split_once("://")?;
    let usual = match scheme {
        "http" => 80,
        "https" => 443,
        _ => return None,
    };
    let authority = rest.split(['/', '?', '#']).next()?;
    let authority = authority.rsplit('@').next()?;
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => Some((host.to_owned(), port.parse().ok()?)),
        _ => Some((authority.to_owned(), usual)),
    }
}

/// Whether the server says anything in time. Looking up its name knows no limit, so another thread does it.
fn answers((host, port): (String, u16), limit: Duration) -> bool {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let addresses = (host.trim_matches(['[', ']']), port).to_socket_addrs();
        let is_there = addresses.is_ok_and(|mut all| all.any(|address| speaks(address, limit)));
        // Nobody may be waiting any more.
        let _ = sender.send(is_there);
    });
    receiver.recv_timeout(limit).unwrap_or(false)
}

/// Whether whoever listens there answers a request, or hangs up. In the open: a server that wants TLS says no to that.
fn speaks(address: SocketAddr, limit: Duration) -> bool {
    let asked = || {
        let mut stream = TcpStream::connect_timeout(&address, limit)?;
        stream.set_read_timeout(Some(limit))?;
        stream.write_all(b"GET / HTTP/1.0\r\n\r\n")?;
        stream.read(&mut [0])
    };
    asked().map_or_else(
        |error: io::Error| error.kind() == ErrorKind::ConnectionReset,
        |_| true,
    )
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[track_caller]
    fn check(url: &str, expected: Option<(&str, u16)>) {
        let expected = expected.map(|(host, port)| (host.to_owned(), port));
        assert_eq!(server(url), expected);
    }

    #[test]
    fn the_server_of_an_address_is_found() {
        check(
            "https://registry.npmjs.org/\n",
            Some(("registry.npmjs.org", 443)),
        );
        check(
            "http://me:secret@mirror.example:8081/npm",
            Some(("mirror.example", 8081)),
        );
        check("http://[::1]/", Some(("[::1]", 80)));
        check("file:///srv/mirror", None);
        check("undefined", None);
    }

    #[test]
    fn a_server_that_hangs_up_is_there_and_one_that_is_silent_or_gone_is_not() {
        let listener = TcpListener::bind("127.0.0.1:0");
        let Ok(Ok(address)) = listener.as_ref().map(TcpListener::local_addr) else {
            return;
        };
        let server = || ("127.0.0.1".to_owned(), address.port());
        let soon = Duration::from_millis(300);
        assert!(!answers(server(), soon), "nobody takes the connection");
        let taker = thread::spawn(move || {
            listener.map(|listener| {
                // The first one is still waiting.
                drop(listener.accept());
                drop(listener.accept());
            })
        });
        assert!(answers(server(), ANSWERING), "it is taken and closed");
        assert!(taker.join().is_ok());
        assert!(!answers(server(), ANSWERING), "nobody listens");
    }
}
