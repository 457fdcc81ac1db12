//! Holds the WebAssembly module back, as a slow line does.

use serde_json::json;

use super::Browser;
use crate::server::{HostPage, HostServer, Response, default_routes};

/// The module is compiled once `releaseModule()` has been called.
const GATE: &str = "const gate = new Promise((open) => { window.releaseModule = open; });
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const real = WebAssembly[name].bind(WebAssembly);
      WebAssembly[name] = async (...given) => { await gate; return real(...given); };
    }";

impl HostPage {
    /// Opens the page with its module held back, and waits until the skeleton is there.
    pub async fn open_without_module(
        &self,
        prepare: impl FnOnce(&HostServer),
    ) -> (HostServer, Browser) {
        let (host, browser) = open(self.html(), prepare).await;
        browser.wait_for_skeleton().await;
        (host, browser)
    }

    /// With its module held back until [`Browser::release_module`].
    #[must_use]
    pub fn with_module_gate(self) -> Self {
        self.head(&format!("<script>{GATE}</script>"))
    }

    /// Opens the page without the element's script, and with the module held back for later.
    pub async fn open_without_script(
        &self,
        prepare: impl FnOnce(&HostServer),
    ) -> (HostServer, Browser) {
        open(self.html_without_script(), prepare).await
    }
}

async fn open(html: String, prepare: impl FnOnce(&HostServer)) -> (HostServer, Browser) {
    let host = HostServer::start().await;
    default_routes(&host);
    host.respond("GET /", Response::html(html));
    prepare(&host);
    let browser = Browser::start().await;
    browser.run_before_each_page(GATE).await;
    browser.open(host.url("/")).await;
    (host, browser)
}

impl Browser {
    /// Lets the element's script come.
    pub async fn load_script(&self) {
        let load = "const script = document.createElement('script'); script.type = 'module'; script.src = '/widget/element.js';
            document.head.append(script); await customElements.whenDefined('mailbox-password');";
        self.run_async(load, json!([])).await;
    }

    /// Waits until the skeleton is drawn, or taken over.
    pub async fn wait_for_skeleton(&self) {
        let drawn = "return all('mailbox-password [data-mailbox-password=form]').length > 0;";
        crate::until("the skeleton is drawn", || async {
            (self.run(drawn, json!([])).await == true).then_some(())
        })
        .await;
    }

    /// Lets the module come, and waits until the element is ready.
    pub async fn release_module(&self) {
        self.run("window.releaseModule();", json!([])).await;
        crate::until("the element is ready", || async {
            (self.events("ready").await.len() == 1).then_some(())
        })
        .await;
    }
}
