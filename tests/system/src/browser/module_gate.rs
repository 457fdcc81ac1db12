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
        let host = HostServer::start().await;
        default_routes(&host);
        host.respond("GET /", Response::html(self.html()));
        prepare(&host);
        let browser = Browser::start().await;
        browser.run_before_each_page(GATE).await;
        browser.open(host.url("/")).await;
        let drawn =
            "return !!document.querySelector('mailbox-password [data-mailbox-password=form]');";
        crate::until("the skeleton is drawn", || async {
            (browser.run(drawn, json!([])).await == true).then_some(())
        })
        .await;
        (host, browser)
    }
}

impl Browser {
    /// Lets the module come, and waits until the element is ready.
    pub async fn release_module(&self) {
        self.run("window.releaseModule();", json!([])).await;
        crate::until("the element is ready", || async {
            (self.events("ready").await.len() == 1).then_some(())
        })
        .await;
    }
}
