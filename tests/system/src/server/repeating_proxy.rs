use std::fmt::Write;
use std::io;
use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::server::http::{Head, read_body, read_head};

/// A proxy between a browser and a server that sends one kind of request several times at once, and passes on the answer
/// to the last one.
#[derive(Debug)]
pub struct RepeatingProxy {
    address: String,
    server: JoinHandle<()>,
}

impl RepeatingProxy {
    /// Sends requests that start with `repeated`, for example `POST /api`, so many times, and all others once.
    ///
    /// # Panics
    /// When there is no free port.
    pub async fn start(to: &str, repeated: &'static str, times: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address").to_string();
        let to: Arc<str> = to.into();
        let server = tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let to = Arc::clone(&to);
                tokio::spawn(async move {
                    // A browser that has gone away needs no answer.
                    let _ = pass(BufReader::new(near), to, repeated, times).await;
                });
            }
        });
        Self { address, server }
    }

    /// The absolute address of a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

impl Drop for RepeatingProxy {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// Passes on one request; every answer closes its connection.
async fn pass(
    mut near: BufReader<TcpStream>,
    to: Arc<str>,
    repeated: &str,
    times: usize,
) -> io::Result<()> {
    let Some(head) = read_head(&mut near).await? else {
        return Ok(());
    };
    let body = read_body(&mut near, &head).await?;
    let count = match head.route().starts_with(repeated) {
        true => times,
        false => 1,
    };
    let request: Arc<str> = request(&head, &body).into();
    let sent: Vec<_> = (0..count)
        .map(|_| tokio::spawn(send(Arc::clone(&to), Arc::clone(&request))))
        .collect();
    let mut answer = Vec::new();
    for sent in sent {
        answer = sent.await??;
    }
    near.write_all(&answer).await?;
    near.flush().await
}

/// The same request, after whose answer the connection ends.
fn request(head: &Head, body: &str) -> String {
    let mut request = format!("{} HTTP/1.1\r\nconnection: close\r\n", head.route());
    for (name, value) in head.headers.iter().filter(|(name, _)| name != "connection") {
        let _ = write!(request, "{name}: {value}\r\n");
    }
    request + "\r\n" + body
}

async fn send(to: Arc<str>, request: Arc<str>) -> io::Result<Vec<u8>> {
    let mut far = TcpStream::connect(&*to).await?;
    far.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    far.read_to_end(&mut answer).await?;
    Ok(answer)
}
