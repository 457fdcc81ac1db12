use std::ops::Deref;
use std::sync::Mutex;
use std::thread;

use serde_json::{Value, json};
use thirtyfour::BrowserLogEntry;
use thirtyfour::prelude::*;

use crate::browser::chromium::Chromium;
use crate::browser::engine::Engine;
use crate::browser::page_scripts::HELPERS;
use crate::browser::process_group::ProcessGroup;

/// A browser that no other test has, and a driver. What another test left in it is gone.
#[derive(Debug)]
pub struct Browser {
    pub(crate) driver: WebDriver,
    pub(crate) engine: Engine,
    /// The driver, and what it needs.
    pub(crate) processes: Vec<ProcessGroup>,
    pub(crate) chromium: Option<Chromium>,
    pub(crate) console: Mutex<Vec<BrowserLogEntry>>,
}

impl Browser {
    /// Opens a page.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub async fn open(&self, url: impl AsRef<str>) {
        self.driver
            .goto(url.as_ref())
            .await
            .expect("the page opens");
    }

    /// A command of the Chrome DevTools Protocol.
    ///
    /// # Panics
    /// When the browser refuses it.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Value {
        let response = self.driver.cdp().send_raw(method, parameters).await;
        response.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Runs a function body in the page, with the helpers of `HELPERS` in scope.
    ///
    /// # Panics
    /// When it throws.
    pub async fn run(&self, script: &str, arguments: Value) -> Value {
        self.try_run(script, arguments)
            .await
            .unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// The same, while a page may be loading.
    pub async fn try_run(&self, script: &str, arguments: Value) -> WebDriverResult<Value> {
        let arguments = arguments.as_array().cloned().unwrap_or_default();
        let done = self
            .driver
            .execute(format!("{HELPERS}{script}"), arguments)
            .await?;
        Ok(done.json().clone())
    }

    /// The same for an asynchronous function body.
    ///
    /// # Panics
    /// When it throws.
    pub async fn run_async(&self, script: &str, arguments: Value) -> Value {
        let arguments = arguments.as_array().cloned().unwrap_or_default();
        // The callback gets the result, or what was thrown.
        let wrapped = format!(
            "{HELPERS} const args = [...arguments]; const done = args.pop();
             (async () => {{ {script} }})().then((value) => done({{ value }}), (error) => done({{ error: String(error?.stack ?? error) }}));"
        );
        let done = self
            .driver
            .execute_async(wrapped, arguments)
            .await
            .expect("the script ends");
        let result = done.json();
        assert!(result["error"].is_null(), "{}", result["error"]);
        result["value"].clone()
    }

    /// The element's events of this name since the page was opened.
    pub async fn events(&self, name: &str) -> Vec<Value> {
        let told = self.run("return window.__probe.events;", json!([])).await;
        let told = told.as_array().cloned().unwrap_or_default();
        told.into_iter()
            .filter(|event| event["name"] == name)
            .collect()
    }

    /// Violations of the content security policy since the page was opened.
    pub async fn csp_violations(&self) -> Vec<Value> {
        let seen = self
            .run("return window.__probe.violations;", json!([]))
            .await;
        seen.as_array().cloned().unwrap_or_default()
    }

    /// Uncaught errors in the page since it was opened.
    pub async fn script_errors(&self) -> Vec<Value> {
        let seen = self.run("return window.__probe.errors;", json!([])).await;
        seen.as_array().cloned().unwrap_or_default()
    }

    /// Chromium's own log.
    #[must_use]
    pub fn chromium_log(&self) -> String {
        let log = self.chromium.as_ref().map(Chromium::log);
        let log = log
            .and_then(|log| std::fs::read(log).ok())
            .unwrap_or_default();
        String::from_utf8_lossy(&log).into_owned()
    }

    /// Sets the size of the viewport in pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Sets the size of the window to a phone's, which is touched with a finger.
    pub async fn emulate_phone(&self, width: u32, height: u32) {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": true });
        self.cdp("Emulation.setDeviceMetricsOverride", size).await;
        self.cdp(
            "Emulation.setTouchEmulationEnabled",
            json!({ "enabled": true }),
        )
        .await;
    }

    /// Hides scroll bars, which on a phone take no room.
    pub async fn hide_scrollbars(&self) {
        self.cdp("Emulation.setScrollbarsHidden", json!({ "hidden": true }))
            .await;
    }

    /// Emulates `light` or `dark` as the preferred colour scheme.
    pub async fn emulate_color_scheme(&self, scheme: &str) {
        self.emulate_media(&[("prefers-color-scheme", scheme)])
            .await;
    }

    /// Emulates media features.
    pub async fn emulate_media(&self, features: &[(&str, &str)]) {
        let features: Vec<_> = features
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        self.cdp(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await;
    }

    /// Blocks requests to these addresses, replacing earlier ones; `*` matches anything.
    pub async fn block_urls(&self, urls: &[&str]) {
        self.cdp("Network.enable", json!({})).await;
        self.cdp("Network.setBlockedURLs", json!({ "urls": urls }))
            .await;
    }

    /// Emulates a lost network connection, or restores it.
    pub async fn set_offline(&self, offline: bool) {
        self.cdp("Network.enable", json!({})).await;
        let conditions = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.cdp("Network.emulateNetworkConditions", conditions)
            .await;
    }

    /// Closes Chromium regularly, so that it writes its profile.
    pub fn close(mut self) {
        if let Some(chromium) = self.chromium.take() {
            chromium.close();
        }
    }

    /// Runs a script in every page that is opened from now on, before the page's own scripts.
    pub async fn run_before_each_page(&self, script: &str) {
        let script = json!({ "source": script });
        self.cdp("Page.addScriptToEvaluateOnNewDocument", script)
            .await;
    }

    /// Deletes cookies, cache, storage and permissions.
    pub(crate) async fn clear_state(&self) {
        let everywhere = json!({ "origin": "*", "storageTypes": "all" });
        for (method, parameters) in [
            ("Network.clearBrowserCookies", json!({})),
            ("Network.clearBrowserCache", json!({})),
            ("Storage.clearDataForOrigin", everywhere),
            ("Browser.resetPermissions", json!({})),
        ] {
            self.cdp(method, parameters).await;
        }
    }
}

impl Deref for Browser {
    type Target = WebDriver;

    fn deref(&self) -> &WebDriver {
        &self.driver
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Otherwise dropping the driver would end the session with a blocking request.
        let _ = self.driver.clone().leak();
        self.processes.clear();
        if let Some(chromium) = self.chromium.take()
            && !thread::panicking()
        {
            chromium.release();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::HostServer;
    use crate::server::Response;

    const SET_STATE: &str = "document.cookie = 'left=1; max-age=600'; localStorage.left = '1'; sessionStorage.left = '1';
        await caches.open('left'); Date.now = () => 0; await fetch('/kept').then((response) => response.text());";
    const READ_STATE: &str = "await fetch('/kept').then((response) => response.text());
        const { state } = await navigator.permissions.query({ name: 'clipboard-read' });
        return [document.cookie, localStorage.length, sessionStorage.length, (await caches.keys()).length, Date.now() > 0, innerWidth, state];";

    #[tokio::test]
    async fn a_reused_chromium_has_no_state_of_the_test_before() {
        let host = HostServer::start().await;
        host.respond(
            "GET /",
            Response::html("<!doctype html><title>A page</title>"),
        );
        let kept = Response::new(200, "text/plain", "").header("Cache-Control", "max-age=600");
        host.respond("GET /kept", kept);
        let first = Browser::start().await;
        first.open(host.url("/")).await;
        let fresh = first.run_async(READ_STATE, json!([])).await;
        first.allow_clipboard(&host).await;
        first.resize(320, 900).await;
        first.run_async(SET_STATE, json!([])).await;
        let left = first.run_async(READ_STATE, json!([])).await;
        assert_ne!(left, fresh, "something is left");
        assert_eq!(host.requests("GET /kept").len(), 1, "the rest is cached");
        let address = first.chromium.as_ref().map(Chromium::address);
        drop(first);

        let second = Browser::start().await;
        assert_eq!(second.chromium.as_ref().map(Chromium::address), address);
        assert_eq!(second.windows().await.unwrap().len(), 1);
        second.open(host.url("/")).await;
        assert_eq!(second.run_async(READ_STATE, json!([])).await, fresh);
        assert_eq!(host.requests("GET /kept").len(), 2, "nothing is cached");
    }
}
