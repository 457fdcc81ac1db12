//! Browsers that reach a panel through a proxy.

use domain_tests::{Controller, PanelConfiguration, Proxy};
use ureq::tls::{Certificate, RootCerts, TlsConfig};

use crate::http::Browser;
use crate::http::browser::agent_config;
use crate::panel::support::Panel;

/// A browser on which nobody is signed in.
pub(super) fn browser(proxy: &Proxy) -> Browser {
    let authority = fs_err::read(proxy.authority()).unwrap();
    let authority = Certificate::from_pem(&authority).unwrap();
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::new_with_certs(&[authority]))
        .build();
    Browser::with_agent(
        &proxy.url(),
        agent_config().tls_config(tls).build().new_agent(),
    )
}

/// The same for a page without TLS.
pub(super) fn plain_browser(proxy: &Proxy) -> Browser {
    Browser::new(&format!("http://{}", proxy.address()))
}

/// A panel behind a proxy on this machine, with records that it shares with all others on this controller.
pub(super) fn panel(controller: &Controller, arguments: &[&str]) -> Panel {
    let records = controller.folder().join("records.sqlite");
    let configuration = PanelConfiguration {
        more: vec![
            format!("records = {:?}", records.display().to_string()),
            "trusted-proxy = [\"127.0.0.0/8\"]".to_owned(),
        ],
        ..PanelConfiguration::new(controller)
    };
    Panel::with_arguments(controller, &configuration, arguments)
}
