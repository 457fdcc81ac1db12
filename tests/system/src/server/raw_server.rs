use std::sync::Arc;

use tokio::io::{AsyncReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::server::act::{Act, play};

/// A server that speaks no protocol: on each connection it reads once, and does what it was told.
#[derive(Debug)]
pub struct RawServer {
    address: String,
    server: JoinHandle<()>,
    /// What it holds is never sent.
    _released: watch::Sender<u64>,
}

impl RawServer {
    /// Serves on a free port of this machine.
    ///
    /// # Panics
    /// When there is none.
    pub async fn start(acts: &[Act]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address").to_string();
        let acts: Arc<[Act]> = acts.into();
        let (released, held) = watch::channel(0);
        let server = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acts, mut held) = (Arc::clone(&acts), held.clone());
                tokio::spawn(async move {
                    let mut stream = BufReader::new(stream);
                    let _ = stream.read(&mut [0; 4096]).await;
                    // The client may end the connection.
                    let _ = play(&acts, stream, &mut held).await;
                });
            }
        });
        Self {
            address,
            server,
            _released: released,
        }
    }

    /// Host and port.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for RawServer {
    fn drop(&mut self) {
        self.server.abort();
    }
}
