use std::sync::Arc;

use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// A server with a certificate that it signed itself, which no browser trusts.
#[derive(Debug)]
pub struct UntrustedServer {
    origin: String,
    server: JoinHandle<()>,
}

impl UntrustedServer {
    /// Serves on a free port of this machine.
    ///
    /// # Panics
    /// When there is none, or no certificate can be made.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let signed = rcgen::generate_simple_self_signed(["localhost".to_owned()]);
        let signed = signed.expect("a certificate");
        let key = PrivateKeyDer::try_from(signed.signing_key.serialize_der()).expect("a key");
        let config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![signed.cert.der().clone()], key)
            .expect("a certificate with its key");
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let server = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    // A browser ends the handshake when it sees the certificate.
                    if let Ok(mut stream) = acceptor.accept(stream).await {
                        let _ = stream.read(&mut [0; 1]).await;
                    }
                });
            }
        });
        Self {
            origin: format!("https://localhost:{port}"),
            server,
        }
    }

    /// Its origin.
    #[must_use]
    pub fn origin(&self) -> String {
        self.origin.clone()
    }
}

impl Drop for UntrustedServer {
    fn drop(&mut self) {
        self.server.abort();
    }
}
