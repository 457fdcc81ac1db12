use crate::ANN;
use crate::browser::Browser;
use crate::server::HostServer;
use crate::server::Response;
use crate::server::default_routes;

/// A page of a host: the element with its attributes, and what the host has around it.
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
    /// The endpoint, and no optional one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With policy, devices and status, too.
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

    /// An administrator's, for Ann's mailbox.
    #[must_use]
    pub fn administrator() -> Self {
        Self::complete()
            .with("mode", "admin")
            .with("unlock-endpoint", "/api/unlock")
    }

    /// The recovery of Ann's mailbox, with all that is known of it.
    #[must_use]
    pub fn recovery(side: &str) -> Self {
        Self::complete()
            .without("endpoint")
            .with("mode", "recovery")
            .with("side", side)
    }

    /// In this language.
    #[must_use]
    pub fn lang(mut self, lang: &str) -> Self {
        self.lang = lang.into();
        self
    }

    /// From right to left. With words of the page's own the element speaks the page's language.
    #[must_use]
    pub fn in_arabic(self) -> Self {
        let words = "<script>customElements.whenDefined('mailbox-password').then(() =>
            document.querySelector('mailbox-password').config = { texts: { need: 'جرب' } });</script>";
        self.with("dir", "rtl").lang("ar").head(words)
    }

    /// Opened, and its form can be used.
    pub async fn ready(&self) -> (HostServer, Browser) {
        let (host, browser) = self.open().await;
        browser.wait_for_form().await;
        (host, browser)
    }

    /// Opened in a fresh browser, before a back end that has everything.
    pub async fn open(&self) -> (HostServer, Browser) {
        self.open_with(|_| {}).await
    }

    /// The same after the back end was told what else to answer.
    pub async fn open_with(&self, tell: impl FnOnce(&HostServer)) -> (HostServer, Browser) {
        open(Response::html(self.html()), tell).await
    }

    /// The element alone.
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

/// A page of a host, whatever is in it, opened in a fresh browser before a back end that has everything and was then
/// told what else to answer.
pub async fn open(page: Response, tell: impl FnOnce(&HostServer)) -> (HostServer, Browser) {
    let host = HostServer::start().await;
    default_routes(&host);
    host.respond("GET /", page);
    tell(&host);
    let browser = Browser::start().await;
    browser.open(host.url("/")).await;
    (host, browser)
}

/// For an attribute's value.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}
