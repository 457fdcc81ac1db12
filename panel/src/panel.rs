//! What every request shares.

use std::sync::Arc;

use crate::clock::{Clock, Moment};
use crate::directory::{Directory, DirectoryError};
use crate::limits::{Limiter, RequestLimits};
use crate::origin::Site;
use crate::reports::Reports;
use crate::session::Signer;
use crate::simulated::Simulated;
use crate::threads::Threads;
use crate::widget_files::WidgetFiles;

/// The panel of one process.
pub(crate) struct Panel {
    pub(crate) clock: Arc<Clock>,
    pub(crate) site: Site,
    pub(crate) signer: Signer,
    pub(crate) limiter: Limiter,
    pub(crate) limits: RequestLimits,
    pub(crate) reports: Reports,
    pub(crate) widget: WidgetFiles,
    /// How to reach the administrator: a link.
    pub(crate) help: Option<String>,
    /// Whether tests may read the counted reports.
    pub(crate) demo: bool,
    /// The demo's devices, where there may be any.
    pub(crate) simulated: Option<Simulated>,
    pub(crate) directory: Arc<dyn Directory>,
    /// Password work: memory and processor, so only a few at once.
    pub(crate) passwords: Threads,
    /// Look-ups, which are short.
    pub(crate) lookups: Threads,
}

impl Panel {
    pub(crate) fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Looks something up in the directory.
    pub(crate) async fn look_up<T, F>(&self, work: F) -> Result<T, DirectoryError>
    where
        T: Send + 'static,
        F: FnOnce(&dyn Directory) -> Result<T, DirectoryError> + Send + 'static,
    {
        self.run(&self.lookups, work).await
    }

    /// Lets the directory work on a password. Once begun it is finished, even if the browser has gone.
    pub(crate) async fn with_password<T, F>(&self, work: F) -> Result<T, DirectoryError>
    where
        T: Send + 'static,
        F: FnOnce(&dyn Directory) -> Result<T, DirectoryError> + Send + 'static,
    {
        self.run(&self.passwords, work).await
    }

    async fn run<T, F>(&self, threads: &Threads, work: F) -> Result<T, DirectoryError>
    where
        T: Send + 'static,
        F: FnOnce(&dyn Directory) -> Result<T, DirectoryError> + Send + 'static,
    {
        let directory = Arc::clone(&self.directory);
        threads.run(move || work(directory.as_ref())).await
    }
}
