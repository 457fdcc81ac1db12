//! Starting, announcing and stopping.

use std::future::IntoFuture;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::timeout;

use crate::brand::Brand;
use crate::clock::Clock;
use crate::csp_reports::CspReports;
use crate::demo;
use crate::limits::RateLimiter;
use crate::options::Options;
use crate::origin::PanelOrigin;
use crate::panel::{DemoStore, Panel};
use crate::router::router;
use crate::session::Signer;
use crate::setup::{StartError, open_directory};
use crate::simulated::{self, Simulated};
use crate::style::Styles;
use crate::widget_files::WidgetFiles;

/// How long running requests may take to end once the panel is told to stop.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(6);

/// Serves until it is told to stop.
pub async fn serve(options: Options) -> Result<(), StartError> {
    if !options.dist.is_dir() {
        return Err(StartError::WidgetMissing(options.dist));
    }
    let temporary = match &options.store {
        Some(_) => None,
        None if options.directory.is_some() => None,
        None => Some(TempDir::with_prefix("mailbox-panel-").map_err(StartError::NoTemporaryStore)?),
    };
    let listener = TcpListener::bind(options.listen)
        .await
        .map_err(|error| StartError::CannotListen(options.listen, error))?;
    let address = listener
        .local_addr()
        .map_err(|error| StartError::CannotListen(options.listen, error))?;
    let stop = stop_signal().map_err(StartError::NoSignals)?;
    let panel = open(&options, temporary.as_ref(), address).await?;

    announce(&options, address, &panel).map_err(StartError::NoOutput)?;
    run(listener, panel, stop).await?;
    if let Some(temporary) = temporary {
        temporary.close().map_err(StartError::NoTemporaryStore)?;
    }
    Ok(())
}

async fn open(
    options: &Options,
    temporary: Option<&TempDir>,
    address: SocketAddr,
) -> Result<Panel, StartError> {
    let store = match (&options.store, temporary) {
        (Some(store), _) => store.clone(),
        (None, temporary) => temporary.map_or_else(PathBuf::new, |folder| {
            folder.path().join("mailboxes.sqlite")
        }),
    };
    let clock = Arc::new(Clock::new(options.clock_file.clone()));
    let opened = open_directory(options, &store, &clock)?;
    let signer = Signer::new(&opened.ledger.signing_key()?)?;
    let simulated = if options.demo && temporary.is_some() && address.ip().is_loopback() {
        Some(Simulated::new(&opened.directory, &clock, options.device_pace).await?)
    } else {
        None
    };
    let brand = options.brand.as_deref().map(Brand::read).transpose()?;
    let brand = brand.unwrap_or_default();
    let store = match temporary {
        Some(_) => DemoStore::Temporary,
        None => DemoStore::Kept,
    };
    let limiter = Arc::new(RateLimiter::default());
    let reports = CspReports::new(Arc::clone(&clock), Arc::clone(&limiter), options.demo);
    Ok(Panel {
        origin: PanelOrigin(options.origin.clone()),
        signer,
        clock,
        limiter,
        limits: options.limits,
        reports: Arc::new(reports),
        widget: Arc::new(WidgetFiles::new(&options.dist)),
        styles: Styles::new(&brand),
        brand,
        demo: options.demo.then_some(store),
        help: options
            .help_line
            .clone()
            .or_else(|| options.demo.then(|| demo::HELP.to_owned())),
        simulated,
        directory: opened.directory,
        ledger: opened.ledger,
    })
}

/// What a person at the terminal needs; the last line is what a script waits for.
fn announce(options: &Options, address: SocketAddr, panel: &Panel) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if options.demo {
        writeln!(out, "The demo's mailboxes, at http://{address}\n")?;
        for demo in demo::MAILBOXES {
            let (mailbox, password) = (demo.mailbox, demo.password);
            match demo.note {
                "" => writeln!(out, "  {mailbox:<20} {password}")?,
                note => writeln!(out, "  {mailbox:<20} {password:<20} {note}")?,
            }
        }
        if panel.simulated.is_some() {
            writeln!(
                out,
                "\nBegin here: http://{address}/demo (a tour: the panel beside a desk of devices)"
            )?;
            writeln!(out, "Their devices: http://{address}/demo/devices")?;
        }
        writeln!(out)?;
    }
    if !options.dist.join("element.js").is_file() {
        writeln!(
            out,
            "{} holds no element.js: `cargo xtask dist` writes it.",
            options.dist.display()
        )?;
    }
    if !address.ip().is_loopback() && options.origin.is_none() {
        writeln!(
            out,
            "This is not a loopback address: browsers reach the panel from elsewhere only by https, so put a server \
             with TLS in front. Over plain http nobody stays signed in, and the widget refuses to send a password."
        )?;
    }
    writeln!(out, "listening on http://{address}")?;
    out.flush()
}

/// Serves; after the signal, running requests get a while to end.
async fn run(
    listener: TcpListener,
    panel: Panel,
    mut stop: watch::Receiver<bool>,
) -> Result<(), StartError> {
    let panel = Arc::new(panel);
    let mut devices = simulated::run(panel.simulated.as_ref(), &stop);
    let service = router(panel).into_make_service_with_connect_info::<SocketAddr>();
    let mut stopping = stop.clone();
    let server = axum::serve(listener, service)
        .with_graceful_shutdown(async move {
            let _ = stopping.wait_for(|stop| *stop).await;
            tracing::info!("stopping");
        })
        .into_future();
    tokio::pin!(server);
    tokio::select! {
        ended = &mut server => ended.map_err(StartError::Failed),
        _ = stop.wait_for(|stop| *stop) => {
            let everything = async {
                let ended = server.await;
                while devices.join_next().await.is_some() {}
                ended
            };
            match timeout(SHUTDOWN_TIMEOUT, everything).await {
                Ok(ended) => ended.map_err(StartError::Failed),
                Err(_) => {
                    tracing::warn!("some requests did not end in time");
                    Ok(())
                }
            }
        }
    }
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
    });
    Ok(receiver)
}
