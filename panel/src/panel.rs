//! The state that requests share.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRef;
use tokio::sync::watch;
use tokio_util::task::TaskTracker;

use crate::base_path::BasePath;
use crate::brand::Brand;
use crate::clock::{Clock, Timestamp};
use crate::csp_reports::CspReports;
use crate::directory::Directory;
use crate::evidence::Evidence;
use crate::ledger::Ledger;
use crate::limits::Limits;
use crate::mail::Mailer;
use crate::metrics::Metrics;
use crate::origin::PanelOrigin;
use crate::proxies::TrustedProxies;
use crate::security_headers::Frames;
use crate::signer::Signer;
use crate::simulated::Simulated;
use crate::style::Styles;
use crate::widget_files::WidgetFiles;

/// Where the demo keeps its mailboxes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum DemoStore {
    /// In a file that stays.
    Kept,
    /// In a temporary database, which is deleted when the panel stops.
    Temporary,
}

/// The panel of one process.
pub(crate) struct Panel {
    pub(crate) clock: Arc<Clock>,
    pub(crate) origin: PanelOrigin,
    /// The path under which browsers find the panel.
    pub(crate) base: BasePath,
    pub(crate) signer: Signer,
    /// How long the whole body of a request may take.
    pub(crate) body_timeout: Duration,
    pub(crate) limits: Arc<Limits>,
    pub(crate) proxies: Arc<TrustedProxies>,
    pub(crate) reports: Arc<CspReports>,
    pub(crate) widget: Arc<WidgetFiles>,
    /// The provider's brand.
    pub(crate) brand: Brand,
    /// The style sheets of its pages.
    pub(crate) styles: Styles,
    /// In the demo alone.
    pub(crate) demo: Option<DemoStore>,
    /// How to reach the administrator: a link.
    pub(crate) help: Option<String>,
    /// The demo's devices, where there may be any.
    pub(crate) simulated: Option<Simulated>,
    pub(crate) directory: Arc<dyn Directory>,
    /// What agents tell of devices, if any do.
    pub(crate) evidence: Option<Evidence>,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) mailer: Mailer,
    /// What was begun and has to be finished before the panel stops.
    pub(crate) work: TaskTracker,
    /// Whether the panel was told to stop.
    pub(crate) stopping: watch::Receiver<bool>,
    pub(crate) ledger: Arc<dyn Ledger>,
}

impl Panel {
    /// Whether nothing new is begun any more.
    pub(crate) fn is_stopping(&self) -> bool {
        *self.stopping.borrow()
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Only the demo, which shows the panel beside its devices, lets this panel's own pages frame it.
    pub(crate) const fn frames(&self) -> Frames {
        if self.simulated.is_some() {
            Frames::OwnPages
        } else {
            Frames::None
        }
    }
}

/// The router's state. A handler extracts the whole panel, or only the part that it needs.
#[derive(Clone)]
pub(crate) struct AppState(pub(crate) Arc<Panel>);

impl FromRef<AppState> for Arc<Panel> {
    fn from_ref(AppState(panel): &AppState) -> Self {
        Self::clone(panel)
    }
}

impl FromRef<AppState> for Arc<CspReports> {
    fn from_ref(AppState(panel): &AppState) -> Self {
        Self::clone(&panel.reports)
    }
}

impl FromRef<AppState> for Arc<WidgetFiles> {
    fn from_ref(AppState(panel): &AppState) -> Self {
        Self::clone(&panel.widget)
    }
}

impl FromRef<AppState> for Arc<TrustedProxies> {
    fn from_ref(AppState(panel): &AppState) -> Self {
        Self::clone(&panel.proxies)
    }
}
