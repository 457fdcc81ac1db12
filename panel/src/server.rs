//! Starting and stopping.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::watch;
use tokio::time::{Instant, timeout_at};
use tokio_util::task::TaskTracker;

use crate::announce::announce;
use crate::brand::Brand;
use crate::clock::Clock;
use crate::connections::Connections;
use crate::csp_reports::CspReports;
use crate::database::Database;
use crate::demo;
use crate::directory::Directory;
use crate::directory::measured::Measured;
use crate::evidence::{Evidence, Informed};
use crate::limits::Limits;
use crate::mail::Mailer;
use crate::metrics::Metrics;
use crate::open_files::connections_possible;
use crate::options::{Mailboxes, Options};
use crate::origin::PanelOrigin;
use crate::panel::{DemoStore, Panel};
use crate::proxies::TrustedProxies;
use crate::router::router;
use crate::setup::{StartError, open_database, open_directory};
use crate::signer::Signer;
use crate::simulated::{self, Simulated};
use crate::style::Styles;
use crate::widget_files::WidgetFiles;

/// How long running requests, and e-mails that wait, may take to end once the panel is told to stop.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(6);

/// Serves until it is told to stop.
pub async fn serve(options: Options) -> Result<(), StartError> {
    if !options.dist.is_dir() {
        return Err(StartError::WidgetMissing(options.dist));
    }
    let (listener, address) = listen(options.listen)?;
    let watched = match options.metrics {
        Some(metrics) => Some(listen(metrics)?),
        None => None,
    };
    let stop = stop_signal().map_err(StartError::NoSignals)?;
    let (panel, temporary) = open(&options, address, &stop).await?;

    announce(&options, address, panel.simulated.is_some()).map_err(StartError::NoOutput)?;
    if let Some((_, address)) = &watched {
        tracing::info!(%address, "metrics are at /metrics of this address");
    }
    run(
        listener,
        watched.map(|(listener, _)| listener),
        Arc::new(panel),
        &options,
        stop,
    )
    .await;
    if let Some(temporary) = temporary {
        temporary.close().map_err(StartError::NoTemporaryStore)?;
    }
    Ok(())
}

fn listen(wanted: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let failed = |error| StartError::CannotListen(wanted, error);
    let listener = bind(wanted).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}

/// How many connections wait at the system to be accepted. Whoever comes while it is full is a second late.
const BACKLOG: u32 = 1024;

fn bind(wanted: SocketAddr) -> io::Result<TcpListener> {
    let socket = match wanted {
        SocketAddr::V4(_) => TcpSocket::new_v4(),
        SocketAddr::V6(_) => TcpSocket::new_v6(),
    }?;
    // So that it can be started again at once. Elsewhere it would let another program take the port.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(wanted)?;
    socket.listen(BACKLOG)
}

async fn open(
    options: &Options,
    address: SocketAddr,
    stopping: &watch::Receiver<bool>,
) -> Result<(Panel, Option<TempDir>), StartError> {
    let clock = Arc::new(Clock::new(options.clock_file.clone()));
    let database = open_database(options).await?;
    let opened = open_directory(options, database.as_ref(), &clock)?;
    let signer = Signer::new(&opened.ledger.signing_key()?)?;
    let is_demo = options.mailboxes.is_demo();
    let simulated = if is_demo && opened.temporary.is_some() && address.ip().is_loopback() {
        Some(Simulated::new(&opened.directory, &clock, options.device_pace).await?)
    } else {
        None
    };
    let brand = options.brand.as_deref().map(Brand::read).transpose()?;
    let brand = brand.unwrap_or_default();
    let store = match opened.temporary {
        Some(_) => DemoStore::Temporary,
        None => DemoStore::Kept,
    };
    let limits = Arc::new(Limits::new(options.limits, &clock));
    let reports = CspReports::new(Arc::clone(&limits), is_demo);
    let metrics = Arc::new(Metrics::default());
    let help = options.help_line.clone();
    let help = help.or_else(|| is_demo.then(|| demo::HELP.to_owned()));
    let mailer = Mailer::start(
        options.mail.as_ref(),
        brand.name(),
        help.as_deref(),
        &metrics,
    )
    .map_err(StartError::Mail)?;
    let directory: Arc<dyn Directory> =
        Arc::new(Measured::new(opened.directory, Arc::clone(&metrics)));
    let (directory, evidence) = with_evidence(options, directory, database.as_ref(), &clock)?;
    let panel = Panel {
        mailer,
        evidence,
        origin: PanelOrigin(options.origin.clone()),
        base: options.base_path.clone(),
        signer,
        clock,
        body_timeout: options.body_timeout,
        limits,
        proxies: Arc::new(TrustedProxies(options.trusted_proxies.clone())),
        reports: Arc::new(reports),
        widget: Arc::new(WidgetFiles::new(&options.dist)),
        styles: Styles::new(&brand),
        brand,
        demo: is_demo.then_some(store),
        help,
        simulated,
        directory,
        metrics,
        ledger: opened.ledger,
        work: TaskTracker::new(),
        stopping: stopping.clone(),
    };
    Ok((panel, opened.temporary))
}

/// The directory with what agents tell of devices, if any may.
fn with_evidence(
    options: &Options,
    directory: Arc<dyn Directory>,
    database: Option<&Database>,
    clock: &Arc<Clock>,
) -> Result<(Arc<dyn Directory>, Option<Evidence>), StartError> {
    let Some(given) = &options.evidence else {
        return Ok((directory, None));
    };
    let grace = match &options.mailboxes {
        Mailboxes::ActiveDirectory(directory) => directory.old_password_grace.as_secs(),
        // In a file, the old password stops at once.
        Mailboxes::Demo(_) | Mailboxes::Store(_) => 0,
    };
    let evidence = Evidence::open(given, database, Arc::clone(&directory), clock, grace);
    let evidence = evidence.map_err(StartError::Evidence)?;
    let directory = Informed::new(directory, evidence.clone());
    Ok((Arc::new(directory), Some(evidence)))
}

/// Serves. After the signal whatever was begun gets a while to end; what comes meanwhile is told that the directory is
/// not available, so that another instance can be asked.
async fn run(
    listener: TcpListener,
    watched: Option<TcpListener>,
    panel: Arc<Panel>,
    options: &Options,
    mut stop: watch::Receiver<bool>,
) {
    let mut devices = simulated::run(panel.simulated.as_ref(), &stop);
    let (close, closing) = watch::channel(false);
    let connections = Connections::new(
        router(Arc::clone(&panel)),
        options.base_path.clone(),
        connections_possible(options.connections),
        options.header_timeout,
    );
    let serving = tokio::spawn(Arc::clone(&connections).serve(listener, closing.clone()));
    if let Some(listener) = watched {
        let router = metrics_router(Arc::clone(&panel), connections);
        let metrics = Connections::new(
            router,
            Default::default(),
            METRICS_CONNECTIONS,
            options.header_timeout,
        );
        tokio::spawn(metrics.serve(listener, closing));
    }
    let _ = stop.wait_for(|stop| *stop).await;
    tracing::info!("stopping");
    let end = Instant::now() + SHUTDOWN_TIMEOUT;
    panel.work.close();
    let everything = async {
        panel.work.wait().await;
        let _ = close.send(true);
        let _ = serving.await;
        while devices.join_next().await.is_some() {}
    };
    if timeout_at(end, everything).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
    // Last, because each change that ends has an e-mail sent.
    panel.mailer.stop(end).await;
}

/// Who watches asks seldom.
const METRICS_CONNECTIONS: usize = 16;

fn metrics_router(panel: Arc<Panel>, connections: Arc<Connections>) -> Router {
    Router::new()
        .route("/metrics", get(metrics))
        .with_state((panel, connections))
}

/// `GET /metrics`, at an address of its own.
async fn metrics(
    State((panel, connections)): State<(Arc<Panel>, Arc<Connections>)>,
) -> impl IntoResponse {
    let text = panel
        .metrics
        .text(connections.count(), &panel.directory.pools());
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(CONTENT_TYPE, kind)], text)
}

/// Becomes true on Ctrl-C, and on SIGTERM where there is one.
fn stop_signal() -> io::Result<watch::Receiver<bool>> {
    let (sender, receiver) = watch::channel(false);
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::spawn(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
        let _ = sender.send(true);
        // The panel watches for as long as it runs.
        sender.closed().await;
    });
    Ok(receiver)
}
