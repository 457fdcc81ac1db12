//! A domain controller of one's own.

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};

use anyhow::Result;
use tempfile::TempDir;

use crate::certificate::{self, Certificate};
use crate::policy::Policy;
use crate::process::Process;
use crate::{address, samba, template};

/// How a controller differs from the usual.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting {
    /// The certificate that it shows.
    pub certificate: Certificate,
    /// For how many minutes the previous password goes on working; `None`: for an hour, as without a setting.
    pub old_password_minutes: Option<u32>,
}

/// A running domain controller with the accounts of [`crate::accounts`]. It is killed when dropped.
#[derive(Debug)]
pub struct Controller {
    process: Process,
    address: Ipv4Addr,
    folder: TempDir,
}

impl Controller {
    /// Starts one.
    ///
    /// # Panics
    /// If the program does not start.
    #[must_use]
    pub fn start() -> Self {
        Self::start_with(Setting::default())
    }

    /// Starts one that differs from the usual.
    ///
    /// # Panics
    /// If the program does not start.
    #[must_use]
    #[expect(clippy::panic, reason = "a test cannot go on")]
    pub fn start_with(setting: Setting) -> Self {
        Self::try_start(setting).unwrap_or_else(|error| panic!("{error:#}"))
    }

    /// Starts one on which a device that keeps the old password locks the account: the previous password ends at once,
    /// and every wrong one counts.
    ///
    /// # Panics
    /// If the program does not start.
    pub async fn start_strict() -> Self {
        let controller = Self::start_with(Setting {
            old_password_minutes: Some(0),
            ..Setting::default()
        });
        let policy = Policy {
            history: 1,
            ..Policy::default()
        };
        controller.set_policy(&policy).await;
        controller
    }

    /// The same for a program: the error says what to do.
    pub fn try_start(setting: Setting) -> Result<Self> {
        let folder = TempDir::with_prefix("domain-")?;
        let address = address::free()?;
        template::copy(folder.path(), address)?;
        template::open_to_others(folder.path())?;
        let tls = |name: &str| folder.path().join("tls").join(name);
        certificate::create(
            setting.certificate,
            address,
            &tls("ca.key"),
            &tls("key.pem"),
            &tls("cert.pem"),
        )?;
        if let Some(minutes) = setting.old_password_minutes {
            let file = samba::configuration(folder.path());
            let line = format!("[global]\n\told password allowed period = {minutes}\n");
            let configuration = fs_err::read_to_string(&file)?;
            fs_err::write(file, configuration.replacen("[global]\n", &line, 1))?;
        }
        Ok(Self {
            process: samba::start(folder.path(), address)?,
            address,
            folder,
        })
    }

    /// Where it is, with TLS from the first byte.
    #[must_use]
    pub fn url(&self) -> String {
        format!("ldaps://{}", self.address)
    }

    /// Where it is, for StartTLS.
    #[must_use]
    pub fn plain_url(&self) -> String {
        format!("ldap://{}", self.address)
    }

    /// Its own loopback address.
    #[must_use]
    pub fn address(&self) -> Ipv4Addr {
        self.address
    }

    /// The certificate of the authority that all controllers share, a PEM file.
    #[must_use]
    pub fn authority(&self) -> PathBuf {
        self.folder.path().join("tls/ca.pem")
    }

    /// A temporary folder, for what belongs to this controller.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Suspends it: it answers nothing and keeps its connections open.
    ///
    /// # Panics
    /// When it does not run.
    #[expect(clippy::expect_used, reason = "a test cannot go on")]
    pub fn freeze(&self) {
        self.process.signal("STOP").expect("it can be suspended");
    }

    /// Resumes it after [`Controller::freeze`].
    ///
    /// # Panics
    /// When it does not run.
    #[expect(clippy::expect_used, reason = "a test cannot go on")]
    pub fn thaw(&self) {
        self.process.signal("CONT").expect("it can go on");
    }

    /// Ends it at once, as a power cut would.
    ///
    /// # Panics
    /// When it cannot be ended.
    #[expect(clippy::expect_used, reason = "a test cannot go on")]
    pub fn kill(&mut self) {
        self.process.kill().expect("it can be killed");
    }

    /// Asks it to end, and waits.
    ///
    /// # Panics
    /// When it does not end.
    #[expect(clippy::expect_used, reason = "a test cannot go on")]
    pub fn stop(&mut self) {
        self.process.stop().expect("it ends");
    }

    /// Starts it again at the same address, after it was ended, or ends it first.
    ///
    /// # Panics
    /// If the program does not start.
    #[expect(clippy::expect_used, reason = "a test cannot go on")]
    pub fn restart(&mut self) {
        self.stop();
        self.process = samba::start(self.folder.path(), self.address).expect("it starts again");
    }
}
