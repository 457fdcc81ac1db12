use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A proxy between a browser and a server that drops the response to one kind of request.
#[derive(Debug)]
pub struct LossyProxy {
    address: String,
    answered: watch::Receiver<bool>,
    server: JoinHandle<()>,
}

impl LossyProxy {
    /// Forwards everything except the responses to requests that start with `lost`, for example `POST /api`. The first
    /// of them is held back, and the connection stays open until the server closes it. Chromium then repeats the
    /// request on another connection by itself; there the response is dropped at once.
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

    /// Waits until the server has sent the response that is held back.
    ///
    /// # Panics
    /// When the proxy has ended.
    pub async fn wait_for_lost_response(&self) {
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
            // A browser sends the head of a request in one piece, and no second request before the response.
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
    // When one side closes its connection, the other is closed as well.
    tokio::select! {
        () = there => {}
        () = back => {}
    }
}
