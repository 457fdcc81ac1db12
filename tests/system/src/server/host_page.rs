use crate::browser::Browser;
use crate::server::HostServer;
use crate::server::Response;
use crate::server::default_routes;
use crate::{ANN, NEW, OLD};

/// A host page: the element with its attributes, and the markup around it.
#[derive(Clone, Debug)]
pub struct HostPage {
    attributes: Vec<(String, String)>,
    head: String,
    before: String,
    after: String,
    children: String,
    lang: String,
}

impl Default for HostPage {
    fn default() -> Self {
        Self {
            attributes: vec![
                ("endpoint".into(), "/api/password".into()),
                ("mailbox".into(), ANN.into()),
                ("help".into(), "tel:+1-555-0100".into()),
                ("webmail".into(), "/webmail".into()),
            ],
            head: String::new(),
            before: String::new(),
            after: String::new(),
            children: String::new(),
            lang: "en".into(),
        }
    }
}

impl HostPage {
    /// A page whose element has the required endpoint only.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A page whose element has the endpoints for policy, devices and status as well.
    #[must_use]
    pub fn complete() -> Self {
        Self::new()
            .with("policy-endpoint", "/api/policy")
            .with("devices-endpoint", "/api/devices")
            .with("status-endpoint", "/api/status")
    }

    /// With an attribute of the element.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.attributes.retain(|(known, _)| known != name);
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// Without an attribute of the element.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.attributes.retain(|(known, _)| known != name);
        self
    }

    /// With markup in the page's head, before the element's script.
    #[must_use]
    pub fn head(mut self, markup: &str) -> Self {
        self.head.push_str(markup);
        self
    }

    /// With markup round the element.
    #[must_use]
    pub fn around(mut self, before: &str, after: &str) -> Self {
        self.before = before.into();
        self.after = after.into();
        self
    }

    /// With children in the element.
    #[must_use]
    pub fn children(mut self, markup: &str) -> Self {
        self.children = markup.into();
        self
    }

    /// A page with the administrator's form for Ann's mailbox.
    #[must_use]
    pub fn administrator() -> Self {
        Self::complete()
            .with("mode", "admin")
            .with("unlock-endpoint", "/api/unlock")
    }

    /// A page with the recovery of Ann's mailbox, with policy, devices and status.
    #[must_use]
    pub fn recovery(side: &str) -> Self {
        Self::complete()
            .without("endpoint")
            .with("mode", "recovery")
            .with("side", side)
    }

    /// Sets the language of the page.
    #[must_use]
    pub fn lang(mut self, lang: &str) -> Self {
        self.lang = lang.into();
        self
    }

    /// A right-to-left page. It has custom texts, so that the element takes over the page's language.
    #[must_use]
    pub fn in_arabic(self) -> Self {
        let words = "<script>customElements.whenDefined('mailbox-password').then(() =>
            document.querySelector('mailbox-password').config = { texts: { need: 'جرب' } });</script>";
        self.with("dir", "rtl").lang("ar").head(words)
    }

    /// Opens the page, and waits until its form can be used.
    pub async fn ready(&self) -> (HostServer, Browser) {
        let (host, browser) = self.open().await;
        browser.wait_for_form().await;
        (host, browser)
    }

    /// Opens the page, whose back end gives this response to a change, and waits until every rule is judged.
    pub async fn ready_for(&self, answer: Response) -> (HostServer, Browser) {
        let (host, browser) = self
            .open_with(|host| host.respond("POST /api/password", answer))
            .await;
        browser.wait_for_text("12+ characters").await;
        host.wait_for_request("GET /widget/common", 1).await;
        (host, browser)
    }

    /// Opens the page in a fresh browser, with a back end that answers every request successfully.
    pub async fn open(&self) -> (HostServer, Browser) {
        self.open_with(|_| {}).await
    }

    /// The same, with other responses than the default ones.
    pub async fn open_with(&self, respond: impl FnOnce(&HostServer)) -> (HostServer, Browser) {
        open(Response::html(self.html()), respond).await
    }

    /// Opens the page and sends Ann's change. Its response is held.
    pub async fn open_and_send(&self) -> (HostServer, Browser) {
        let (host, browser) = self
            .open_with(|host| host.respond("POST /api/password", Response::changed().held()))
            .await;
        browser.wait_for_form().await;
        browser.change(OLD, NEW).await;
        host.wait_for_request("POST /api/password", 1).await;
        (host, browser)
    }

    /// Opens the page in this browser, with the default responses of the back end and those that `respond` sets.
    pub async fn show(&self, browser: &Browser, respond: impl FnOnce(&HostServer)) -> HostServer {
        let host = HostServer::start().await;
        default_routes(&host);
        let page = self.with_probe(browser);
        host.respond("GET /", Response::html(page.html()));
        respond(&host);
        browser.open(host.url("/")).await;
        host
    }

    /// With what this browser needs in front of the page's scripts.
    #[must_use]
    pub fn with_probe(&self, browser: &Browser) -> Self {
        let mut page = self.clone();
        page.head.insert_str(0, &browser.probe());
        page
    }

    /// The element's markup.
    #[must_use]
    pub fn element(&self) -> String {
        let attributes: String = self
            .attributes
            .iter()
            .map(|(name, value)| format!(" {name}=\"{}\"", escape(value)))
            .collect();
        format!(
            "<mailbox-password{attributes}>{}</mailbox-password>",
            self.children
        )
    }

    /// The whole page.
    #[must_use]
    pub fn html(&self) -> String {
        let Self {
            head,
            before,
            after,
            lang,
            ..
        } = self;
        let element = self.element();
        format!(
            "<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"color-scheme\" content=\"light dark\">\
             <title>A host page</title><link rel=\"stylesheet\" href=\"/host.css\">{head}\
             <script type=\"module\" src=\"/widget/element.js\"></script></head>\
             <body><main><h1>A host page</h1>{before}{element}{after}</main></body></html>"
        )
    }
}

/// Opens any page in a fresh browser, with the default responses of the back end and those that `respond` sets.
pub async fn open(page: Response, respond: impl FnOnce(&HostServer)) -> (HostServer, Browser) {
    let host = HostServer::start().await;
    default_routes(&host);
    host.respond("GET /", page);
    respond(&host);
    let browser = Browser::start().await;
    browser.open(host.url("/")).await;
    (host, browser)
}

/// Escapes the value of an attribute.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}
