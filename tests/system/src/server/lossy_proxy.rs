use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Stands between a browser and a server, and can lose the answer to one kind of request after the server gave it.
#[derive(Debug)]
pub struct LossyProxy {
    address: String,
    answered: watch::Receiver<bool>,
    server: JoinHandle<()>,
}

impl LossyProxy {
    /// Passes everything on, except the answers to requests that start with `lost`, as in `POST /api`. The first of
    /// them is kept back, and the connection stays open until the server ends it. When that happens Chromium itself
    /// repeats the request on another connection; there the answer is lost at once.
    ///
    /// # Panics
    /// When there is no free port.
    pub async fn start(to: &str, lost: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address").to_string();
        let (sender, answered) = watch::channel(false);
        let sender = Arc::new(sender);
        let to = to.to_owned();
        let server = tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                tokio::spawn(pass(near, to.clone(), lost, Arc::clone(&sender)));
            }
        });
        Self {
            address,
            answered,
            server,
        }
    }

    /// The absolute address of a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Waits until the server has answered the request whose answer is kept back.
    ///
    /// # Panics
    /// When the relay has ended.
    pub async fn wait_for_the_lost_answer(&self) {
        let mut answered = self.answered.clone();
        answered
            .wait_for(|answered| *answered)
            .await
            .expect("the relay runs");
    }
}

impl Drop for LossyProxy {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn pass(near: TcpStream, to: String, lost: &str, answered: Arc<watch::Sender<bool>>) {
    let Ok(far) = TcpStream::connect(&to).await else {
        return;
    };
    let (mut near_in, mut near_out) = near.into_split();
    let (mut far_in, mut far_out) = far.into_split();
    let (holding, mut is_holding) = watch::channel(false);
    let there = async move {
        let mut bytes = vec![0; 64 * 1024];
        while let Ok(read @ 1..) = near_in.read(&mut bytes).await {
            // A browser sends a request's head in one piece, and no second request before the answer.
            if bytes.starts_with(lost.as_bytes()) {
                holding.send_replace(true);
            }
            if far_out.write_all(&bytes[..read]).await.is_err() {
                break;
            }
        }
    };
    let back = async move {
        let mut bytes = vec![0; 64 * 1024];
        while let Ok(read @ 1..) = far_in.read(&mut bytes).await {
            if *is_holding.borrow_and_update() {
                if answered.send_replace(true) {
                    break;
                }
            } else if near_out.write_all(&bytes[..read]).await.is_err() {
                break;
            }
        }
    };
    // Whichever side ends first ends both.
    tokio::select! {
        () = there => {}
        () = back => {}
    }
}
