//! Everything that a test needs, on one domain controller.

use domain_tests::{Controller, MailServer, PanelConfiguration};
use system_tests::Panel;

/// A password that the domain takes.
pub(crate) const NEW: &str = "Velvet#Tramway46";

/// A company's place: its directory, its mail server and the panel.
pub(crate) struct Place {
    pub(crate) controller: Controller,
    pub(crate) mail: MailServer,
    pub(crate) panel: Panel,
}

impl Place {
    /// With settings under which a device that keeps the old password locks the account.
    pub(crate) async fn strict() -> Self {
        let controller = Controller::start_strict().await;
        let dist = std::env::var_os("MAILBOX_PASSWORD_DIST").expect("the widget");
        let configuration = PanelConfiguration {
            dist: Some(dist.into()),
            old_password_minutes: 0,
            ..PanelConfiguration::new(&controller)
        };
        let configuration = configuration.write(&controller.folder().join("panel"));
        Self {
            mail: MailServer::start(&controller),
            panel: Panel::start_on(&configuration.expect("a configuration")).await,
            controller,
        }
    }
}
