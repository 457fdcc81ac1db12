use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::*;

/// More than the system holds for a connection.
const LENGTH: usize = 32 * 1024 * 1024;

const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";

/// Serves one connection at a time, until the sender is dropped.
async fn serve_one(router: Router) -> (SocketAddr, watch::Sender<bool>) {
    let time = Duration::from_secs(60);
    let connections = Connections::new(router, BasePath::default(), 1, time);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopping) = watch::channel(false);
    tokio::spawn(connections.serve(listener, stopping));
    (address, stop)
}

#[tokio::test]
async fn a_connection_that_is_still_sending_its_answer_makes_no_room() {
    let router = Router::new().route("/", get(async || vec![b'x'; LENGTH]));
    let (address, _stop) = serve_one(router).await;

    let mut first = TcpStream::connect(address).await.unwrap();
    first.write_all(REQUEST).await.unwrap();
    // The server has written what the system takes; the rest waits in its own buffer.
    let mut answer = vec![0; 1];
    first.read_exact(&mut answer).await.unwrap();

    let mut second = TcpStream::connect(address).await.unwrap();
    // There is no room, so it is closed: perhaps before anything is sent on it.
    let _ = second.write_all(REQUEST).await;
    let mut nothing = Vec::new();
    let _ = second.read_to_end(&mut nothing).await;
    assert_eq!(nothing.len(), 0, "the first one goes on");

    first.read_to_end(&mut answer).await.unwrap();
    assert!(answer.len() > LENGTH, "{}", answer.len());
}

#[tokio::test]
async fn a_connection_whose_answer_was_sent_makes_room() {
    let router = Router::new().route("/", get(async || "ok"));
    let (address, _stop) = serve_one(router).await;

    let mut first = TcpStream::connect(address).await.unwrap();
    first
        .write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"ok") {
        assert_ne!(first.read_buf(&mut answer).await.unwrap(), 0);
    }
    // The client may have read it before the server notices that it was sent.
    let mut second = Vec::new();
    while second.is_empty() {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let _ = stream.write_all(REQUEST).await;
        let _ = stream.read_to_end(&mut second).await;
    }
    assert!(second.ends_with(b"ok"));
    first.read_to_end(&mut answer).await.unwrap();
    assert!(answer.ends_with(b"ok"), "it was closed");
}
