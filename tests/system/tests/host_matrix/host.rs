//! A host, and the pages that it consists of.

use system_tests::{ANN, HostPage, Response};

use super::job::{Job, Navigation};

/// A row of the matrix.
#[derive(Clone, Debug)]
pub(crate) struct Host {
    /// As it is printed.
    pub(crate) name: &'static str,
    /// Its bundled script, without the ending.
    script: Option<&'static str>,
    /// Its bundled style sheet, without the ending.
    style: Option<&'static str>,
    shape: Shape,
    policy: Option<&'static str>,
    pub(crate) navigation: Navigation,
    /// The jobs that make no sense here, and why.
    excused: Vec<(Job, &'static str)>,
}

/// Where the element comes from.
#[derive(Clone, Copy, Debug)]
enum Shape {
    /// It is in the page's markup, with this around it.
    Markup(&'static str, &'static str),
    /// The host's script renders it.
    Rendered,
    /// It is in several pages of a server, with this attribute, and with this around it.
    Served(&'static str, &'static str, &'static str),
    /// It is inside one form around the page, in a panel of its own.
    Form,
    /// It is in a frame.
    Frame,
}

impl Host {
    const fn new(name: &'static str, shape: Shape, navigation: Navigation) -> Self {
        Self {
            name,
            script: None,
            style: None,
            shape,
            policy: None,
            navigation,
            excused: Vec::new(),
        }
    }

    /// A page with the element in its markup, between these tags.
    pub(crate) const fn markup(
        name: &'static str,
        before: &'static str,
        after: &'static str,
    ) -> Self {
        Self::new(name, Shape::Markup(before, after), Navigation::Browser)
    }

    /// A plain page with a style sheet. What happens to the element does not depend on it.
    pub(crate) fn styled(name: &'static str, style: &'static str) -> Self {
        let mut host = Self::markup(name, "", "");
        host.style = Some(style);
        let jobs = [Job::Moved, Job::Removed, Job::Rerendered, Job::Navigated];
        host.excused = jobs
            .map(|job| (job, "a style sheet, as on a plain page"))
            .into();
        host
    }

    /// A framework that renders the element.
    pub(crate) fn framework(name: &'static str, script: &'static str) -> Self {
        let mut host = Self::new(name, Shape::Rendered, Navigation::Removes);
        host.script = Some(script);
        host
    }

    /// Pages of a server, which a script puts in the place of each other, with this attribute of the element, and this
    /// around it.
    pub(crate) fn served(
        name: &'static str,
        script: &'static str,
        attribute: &'static str,
        [before, after]: [&'static str; 2],
        navigation: Navigation,
    ) -> Self {
        let mut host = Self::new(name, Shape::Served(attribute, before, after), navigation);
        host.script = Some(script);
        host
    }

    /// One form around the page, with partial post-backs.
    pub(crate) fn web_forms() -> Self {
        let mut host = Self::new("Web Forms", Shape::Form, Navigation::Browser);
        host.script = Some("web-forms");
        host.excused = vec![(Job::Moved, "a post-back replaces, and moves nothing")];
        host
    }

    /// A frame with the page that `dist` has for it.
    pub(crate) const fn frame() -> Self {
        Self::new("frame", Shape::Frame, Navigation::Browser)
    }

    /// With this content security policy.
    pub(crate) const fn policy(mut self, policy: &'static str) -> Self {
        self.policy = Some(policy);
        self
    }

    /// Whether the element is in a frame.
    pub(crate) const fn is_framed(&self) -> bool {
        matches!(self.shape, Shape::Frame)
    }

    /// Why a job makes no sense here.
    pub(crate) fn excuse(&self, job: Job) -> Option<&'static str> {
        let mut all = self.excused.iter();
        all.find_map(|(excused, why)| (*excused == job).then_some(*why))
    }

    /// The routes of the pages below this path, with their answers. The first page is `first`.
    pub(crate) fn routes(&self, path: &str) -> Vec<(String, Vec<Response>)> {
        let element = |attribute: &str| {
            let page = HostPage::complete()
                .with("endpoint", &format!("{path}/password"))
                .children("<p>This form needs JavaScript and WebAssembly.</p>");
            page.element().replacen(' ', &format!(" {attribute} "), 1)
        };
        let get =
            |name: &str, body: &str| (format!("GET {path}/{name}"), vec![self.page(path, body)]);
        match self.shape {
            Shape::Markup(before, after) => {
                let element = element("");
                vec![get(
                    "first",
                    &format!("<main>{before}{element}{after}</main>"),
                )]
            }
            Shape::Rendered => vec![get("first", "<div id=\"root\"></div>")],
            Shape::Served(attribute, before, after) => {
                let element = format!("{before}{}{after}", element(attribute));
                // Two: a host that moves as little as it can moves the element.
                let marker = "<p id=\"one\">A part of the page</p><p id=\"two\">Another</p>";
                let main = |words: &str, parts: [&str; 2]| {
                    let parts = parts.concat();
                    format!(
                        "<main id=\"main\"><h1>{words}</h1><div id=\"place\">{parts}</div></main>\
                         <a id=\"to-first\" hx-boost=\"true\" href=\"first\">First</a>\
                         <a id=\"to-moved\" hx-boost=\"true\" href=\"moved\">Moved</a>"
                    )
                };
                let first = main("A page", [marker, &element]);
                let again = main("The same page again", [marker, &element]);
                let pages = vec![self.page(path, &first), self.page(path, &again)];
                vec![
                    (format!("GET {path}/first"), pages),
                    get("again", &again),
                    get("moved", &main("A page", [&element, marker])),
                    get("other", &main("Elsewhere", ["", ""])),
                ]
            }
            Shape::Form => {
                let element = element("");
                let body = format!(
                    "<form action=\"escaped\" method=\"post\"><input type=\"hidden\" name=\"__VIEWSTATE\" value=\"x\">\
                     <input name=\"theirs\" aria-label=\"Theirs\"><div id=\"beside\"></div>\
                     <div id=\"around\">{element}</div></form>"
                );
                let post = |name: &str, part: &str| {
                    (format!("POST {path}/{name}"), vec![Response::html(part)])
                };
                vec![
                    get("first", &body),
                    post("beside", "<p>Replaced by a partial post-back</p>"),
                    post("without", "<p>Nothing</p>"),
                    post("with", &element),
                ]
            }
            Shape::Frame => {
                let address = format!(
                    "/widget/frame.html?mailbox={ANN}&amp;endpoint={path}/password&amp;policy-endpoint=/api/policy\
                     &amp;devices-endpoint=/api/devices&amp;status-endpoint=/api/status&amp;webmail=/webmail"
                );
                vec![get(
                    "first",
                    &format!(
                        "<iframe title=\"Password\" width=\"800\" height=\"1200\" src=\"{address}\"></iframe>"
                    ),
                )]
            }
        }
    }

    fn page(&self, path: &str, body: &str) -> Response {
        let script = |source: String| format!("<script type=\"module\" src=\"{source}\"></script>");
        let link = |name: &str| format!("<link rel=\"stylesheet\" href=\"/pages/{name}.css\">");
        let style = self.style.map(link).unwrap_or_default();
        let own = self.script.map(|name| script(format!("/pages/{name}.js")));
        let own = own.unwrap_or_default();
        let element = match self.shape {
            Shape::Frame => String::new(),
            Shape::Form | Shape::Markup(..) | Shape::Rendered | Shape::Served(..) => {
                script("/widget/element.js".into())
            }
        };
        let attributes = serde_json::json!({
            "endpoint": format!("{path}/password"), "mailbox": ANN, "policy-endpoint": "/api/policy",
            "devices-endpoint": "/api/devices", "status-endpoint": "/api/status", "webmail": "/webmail",
        });
        let html = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{}</title>\
             <meta name=\"turbo-refresh-method\" content=\"morph\"><link rel=\"icon\" href=\"data:,\">\
             {style}{element}{own}</head><body>{body}\
             <script type=\"application/json\" id=\"attributes\">{attributes}</script></body></html>",
            self.name
        );
        let page = Response::html(html);
        match self.policy {
            Some(policy) => page.header("Content-Security-Policy", policy),
            None => page,
        }
    }
}
