//! Connections: accepting them, how many there may be, and how they end.

mod connection;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioTimer;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::sleep;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;

use self::connection::{Answering, Connection, Watched};
use crate::base_path::BasePath;
use crate::throttle::OnceAMinute;

/// How long to wait after the system refused to accept a connection, as when there are too many open files.
const ACCEPT_PAUSE: Duration = Duration::from_millis(20);

/// Accepts connections up to a maximum, and answers their requests with the router.
pub(crate) struct Connections {
    router: Router,
    base: BasePath,
    most: usize,
    /// How long the head of a request may take; also how long a connection stays that nothing is asked on.
    header_timeout: Duration,
    open: Mutex<OpenConnections>,
}

/// The connections that are open, the oldest first.
#[derive(Default)]
struct OpenConnections {
    next: u64,
    all: BTreeMap<u64, Arc<Connection>>,
}

impl OpenConnections {
    /// Closes the oldest connection that waits for a request; `None` if there is none.
    fn evict(&mut self) -> Option<()> {
        let idle = self
            .all
            .iter()
            .find(|(_, connection)| connection.is_idle())
            .map(|(number, _)| *number)?;
        self.all.remove(&idle)?.evicted.notify_one();
        Some(())
    }
}

impl Connections {
    pub(crate) fn new(
        router: Router,
        base: BasePath,
        most: usize,
        header_timeout: Duration,
    ) -> Arc<Self> {
        Arc::new(Self {
            router,
            base,
            most,
            header_timeout,
            open: Mutex::default(),
        })
    }

    /// How many are open.
    pub(crate) fn count(&self) -> usize {
        self.lock().all.len()
    }

    /// Accepts until it is told to stop, then lets the requests end that are being answered.
    pub(crate) async fn serve(
        self: Arc<Self>,
        listener: TcpListener,
        mut stop: watch::Receiver<bool>,
    ) {
        let tasks = TaskTracker::new();
        let stopping = stop.clone();
        let refused = OnceAMinute::default();
        loop {
            tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok((stream, peer)) => {
                        if let Some(number) = self.admit() {
                            let connection = Arc::clone(&self).handle(number, stream, peer, stopping.clone());
                            tasks.spawn(connection);
                        }
                    }
                    Err(error) => {
                        if refused.is_due() {
                            tracing::warn!(%error, "no connection could be accepted");
                        }
                        self.lock().evict();
                        sleep(ACCEPT_PAUSE).await;
                    }
                },
                () = told(&mut stop) => break,
            }
        }
        drop(listener);
        tasks.close();
        tasks.wait().await;
    }

    /// Room for one more connection. Once there are as many as there may be, the oldest one that waits for a request is
    /// closed, so that idle connections keep nobody out; `None` if all are being answered.
    fn admit(&self) -> Option<u64> {
        let mut open = self.lock();
        if open.all.len() >= self.most {
            open.evict()?;
        }
        let number = open.next;
        open.next += 1;
        open.all.insert(number, Arc::default());
        Some(number)
    }

    async fn handle(
        self: Arc<Self>,
        number: u64,
        stream: TcpStream,
        peer: SocketAddr,
        mut stop: watch::Receiver<bool>,
    ) {
        let Some(state) = self.lock().all.get(&number).map(Arc::clone) else {
            return;
        };
        // Small answers go out at once.
        let _ = stream.set_nodelay(true);
        let service = service_fn(|request| {
            let answering = Answering::begin(&state);
            let connections = Arc::clone(&self);
            async move {
                let response = connections.answer(request, peer).await;
                Ok::<_, Infallible>(response.map(|body| answering.with(body)))
            }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.header_timeout)
            .serve_connection(Watched::new(stream, &state), service);
        tokio::pin!(connection);
        let mut is_stopping = false;
        loop {
            tokio::select! {
                // Whatever ended it, nobody is left to be told.
                _ = connection.as_mut() => break,
                () = state.evicted.notified() => break,
                () = told(&mut stop), if !is_stopping => {
                    is_stopping = true;
                    connection.as_mut().graceful_shutdown();
                }
            }
        }
        self.lock().all.remove(&number);
    }

    async fn answer(&self, request: Request<Incoming>, peer: SocketAddr) -> Response {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        let Some(request) = self.base.enter(request) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        match self.router.clone().oneshot(request).await {
            Ok(response) => self.base.leave(response),
            Err(never) => match never {},
        }
    }

    fn lock(&self) -> MutexGuard<'_, OpenConnections> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns once it is told to stop, or nobody is left who could tell.
async fn told(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

#[cfg(test)]
mod tests;
