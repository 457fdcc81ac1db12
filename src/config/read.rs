use js_sys::Function;
use wasm_bindgen::JsCast;

use super::{Config, ConfigError, Credentials, CsrfSource, Endpoint, Mode, Side, policy, url};
use crate::{
    config::{nearest, read_policy},
    i18n::Key,
    json::Json,
};

/// The element's attributes.
pub const ATTRIBUTES: &[&str] = &[
    "endpoint",
    "mode",
    "mailbox",
    "policy-endpoint",
    "devices-endpoint",
    "status-endpoint",
    "unlock-endpoint",
    "side",
    "webmail",
    "help",
    "recovery-url",
    "lang",
    "heading-level",
    "csrf-header",
    "csrf-source",
    "credentials",
    "timeout",
];

/// The members of `config`: the attributes in camel case, and the structured rest.
pub const MEMBERS: &[&str] = &[
    "endpoint",
    "mode",
    "mailbox",
    "policyEndpoint",
    "devicesEndpoint",
    "statusEndpoint",
    "unlockEndpoint",
    "side",
    "webmail",
    "help",
    "recoveryUrl",
    "lang",
    "headingLevel",
    "csrfHeader",
    "csrfSource",
    "credentials",
    "timeout",
    "policy",
    "devices",
    "texts",
    "statement",
    "allowedOrigins",
];

/// What the page gave.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The attributes that are present, as an object by name.
    pub attributes: Json,
    /// The property `config`.
    pub config: Json,
    /// The property `headers`.
    pub headers: Option<Function>,
    /// The language of the page around the element.
    pub page_lang: String,
    /// Whether the page is a secure context.
    pub secure: bool,
}

/// Checks and reads everything; on failure, all that is wrong. An attribute that is present wins over `config`.
///
/// # Errors
/// What is wrong, in the order in which the integrator would look.
pub fn read(source: &Source) -> Result<Config, Vec<ConfigError>> {
    let mut reader = Reader {
        source,
        errors: Vec::new(),
    };
    let config = reader.read();
    match config {
        Some(config) if reader.errors.is_empty() => Ok(config),
        _ => Err(reader.errors),
    }
}

struct Reader<'a> {
    source: &'a Source,
    errors: Vec<ConfigError>,
}

impl Reader<'_> {
    fn read(&mut self) -> Option<Config> {
        if !self.source.secure {
            self.errors.push(ConfigError::InsecurePage);
        }
        self.names(&self.source.config, MEMBERS);
        self.text_keys();
        let mode = self.mode();
        let side = self.side();

        // A recovery without a session is a guide: it needs neither.
        let (mailbox, endpoint) = if mode == Mode::Recovery {
            (self.value("mailbox").unwrap_or_default(), None)
        } else {
            let (mailbox, endpoint) = (self.required("mailbox"), self.required("endpoint"));
            (mailbox?, Some(endpoint?))
        };
        let allowed: Vec<String> = self
            .source
            .config
            .get("allowedOrigins")
            .items()
            .iter()
            .filter_map(Json::text)
            .collect();
        let endpoint = match endpoint {
            Some(endpoint) => self.keep(url::endpoint("endpoint", &endpoint, &mailbox, &allowed)),
            None => Some(Endpoint::default()),
        };
        let mut optional = |name| {
            let template = self.value(name)?;
            self.keep(url::endpoint(name, &template, &mailbox, &allowed))
        };
        let policy_endpoint = optional("policy-endpoint");
        let devices_endpoint = optional("devices-endpoint");
        let status_endpoint = optional("status-endpoint");
        let unlock_endpoint = optional("unlock-endpoint");
        let recovery_url = self
            .value("recovery-url")
            .and_then(|template| self.keep(url::recovery("recovery-url", &template, &mailbox)));
        let own = &self.source.config;
        Some(Config {
            mode,
            endpoint: endpoint?,
            mailbox,
            policy_endpoint,
            devices_endpoint,
            status_endpoint,
            unlock_endpoint,
            side,
            recovery_url,
            webmail: self
                .value("webmail")
                .and_then(|value| self.keep(url::link("webmail", &value))),
            help: self
                .value("help")
                .and_then(|value| self.keep(url::help(&value))),
            lang: self
                .value("lang")
                .unwrap_or_else(|| self.source.page_lang.clone()),
            heading_level: self
                .number("heading-level", 6, "a number from 1 to 6")
                .unwrap_or(2),
            csrf_header: self.value("csrf-header"),
            csrf_source: self.csrf_source(),
            credentials: self.credentials(),
            timeout: self
                .number("timeout", 600, "seconds, a number from 1 to 600")
                .unwrap_or(60),
            policy: own
                .get("policy")
                .is_object()
                .then(|| read_policy(&own.get("policy"))),
            devices: own.get("devices"),
            texts: own.get("texts"),
            statement: policy::read_statement(&own.get("statement")),
            headers: self.source.headers.clone(),
        })
    }

    /// The attribute, else the member of `config`; blanks around it do not count, an empty one is none.
    fn value(&self, name: &str) -> Option<String> {
        let attribute = self.source.attributes.get(name).text();
        let text = attribute.or_else(|| {
            let member = self.source.config.get(&camel_case(name));
            let number = || member.count().map(|number| number.to_string());
            member.text().or_else(number)
        })?;
        let trimmed = text.trim_ascii();
        (!trimmed.is_empty()).then(|| trimmed.into())
    }

    fn required(&mut self, name: &'static str) -> Option<String> {
        let value = self.value(name);
        if value.is_none() {
            self.errors.push(ConfigError::Missing { name });
        }
        value
    }

    fn keep<T>(&mut self, result: Result<T, ConfigError>) -> Option<T> {
        result.map_err(|error| self.errors.push(error)).ok()
    }

    fn bad<T>(&mut self, name: &'static str, expected: &'static str) -> Option<T> {
        self.keep(Err(ConfigError::BadValue { name, expected }))
    }

    fn names(&mut self, object: &Json, known: &'static [&'static str]) {
        for name in object.names() {
            if !known.contains(&name.as_str()) {
                let (nearest, _) = nearest(&name, known);
                self.errors
                    .push(ConfigError::UnknownMember { name, nearest });
            }
        }
    }

    /// Keys of `texts`; a counted text is named with its plural category.
    fn text_keys(&mut self) {
        for name in self.source.config.get("texts").names() {
            let stem = name.split('.').next().unwrap_or(&name);
            let known = Key::names();
            if !known.contains(&stem) {
                let (nearest, _) = nearest(stem, &known);
                self.errors
                    .push(ConfigError::UnknownMember { name, nearest });
            }
        }
    }

    fn mode(&mut self) -> Mode {
        match self.value("mode").as_deref() {
            None | Some("self") => Mode::User,
            Some("admin") => Mode::Administrator,
            Some("recovery") => Mode::Recovery,
            Some(_) => self
                .bad("mode", "self, admin or recovery")
                .unwrap_or_default(),
        }
    }

    fn side(&mut self) -> Side {
        match self.value("side").as_deref() {
            None | Some("user") => Side::User,
            Some("administrator") => Side::Administrator,
            Some(_) => self
                .bad("side", "user or administrator")
                .unwrap_or_default(),
        }
    }

    fn csrf_source(&mut self) -> Option<CsrfSource> {
        let value = self.value("csrf-source")?;
        match value.split_once(':') {
            Some(("cookie", name)) if !name.is_empty() => Some(CsrfSource::Cookie(name.into())),
            Some(("meta", name)) if !name.is_empty() => Some(CsrfSource::Meta(name.into())),
            _ => self.bad("csrf-source", "meta:NAME or cookie:NAME"),
        }
    }

    /// `include` is a property's word only: markup must not be able to send cookies elsewhere.
    fn credentials(&mut self) -> Credentials {
        let by_attribute = !self.source.attributes.get("credentials").is_none();
        match self.value("credentials").as_deref() {
            None | Some("same-origin") => Credentials::SameOrigin,
            Some("omit") => Credentials::Omit,
            Some("include") if !by_attribute => Credentials::Include,
            Some(_) => self
                .bad("credentials", "same-origin or omit")
                .unwrap_or_default(),
        }
    }

    /// A whole number from 1.
    fn number(&mut self, name: &'static str, most: u32, expected: &'static str) -> Option<u32> {
        let value = self.value(name)?;
        match value.parse() {
            Ok(number) if (1..=most).contains(&number) => Some(number),
            _ => self.bad(name, expected),
        }
    }
}

fn camel_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut upper = false;
    for letter in name.chars() {
        if letter == '-' {
            upper = true;
        } else {
            out.push(if upper {
                letter.to_ascii_uppercase()
            } else {
                letter
            });
            upper = false;
        }
    }
    out
}

impl From<&Json> for Source {
    /// Reads the object that the element hands over: `{attributes, config, headers, lang, secure}`.
    fn from(parts: &Json) -> Self {
        Self {
            attributes: parts.get("attributes"),
            config: parts.get("config"),
            headers: parts.get("headers").as_js().dyn_ref::<Function>().cloned(),
            page_lang: parts.get("lang").text().unwrap_or_default(),
            secure: parts.get("secure").flag().unwrap_or(false),
        }
    }
}
