use mailbox_password_declarations::{Number, expected, number};
use wasm_bindgen::JsCast;

use super::{
    Config, ConfigError, Credentials, CsrfSource, Endpoint, Mode, Side, Source,
    kind::wrong_kinds,
    names::{member, unknown_names},
    policy, read_devices, read_policy, url,
};
use crate::json::Json;

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
        unknown_names(&self.source.config, &self.source.language, &mut self.errors);
        wrong_kinds(self.source, &mut self.errors);
        let mode = self.mode();
        let side = match (mode, self.side()) {
            (Mode::Administrator, _) => Side::Administrator,
            (Mode::Recovery, side) => side,
            (Mode::User, _) => Side::User,
        };

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
        let (csrf_header, csrf_source) = self.csrf();
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
            heading_level: self.number(const { &number("heading-level") }),
            csrf_header,
            csrf_source,
            credentials: self.credentials(),
            timeout: self.number(const { &number("timeout") }),
            policy: own
                .get("policy")
                .is_object()
                .then(|| read_policy(&own.get("policy"))),
            devices: read_devices(&own.get("devices")),
            texts: own.get("texts"),
            statement: policy::read_statement(&own.get("statement")),
            headers: self.source.headers.as_js().dyn_ref().cloned(),
        })
    }

    /// The attribute, else the member of `config`; blanks around it do not count, an empty one is none.
    fn value(&mut self, name: &'static str) -> Option<String> {
        self.value_as(name, "a text")
    }

    fn value_as(&mut self, name: &'static str, expected: &'static str) -> Option<String> {
        let attribute = self.source.attributes.get(name);
        let given = if attribute.is_none() {
            self.source.config.get(member(name))
        } else {
            attribute
        };
        if given.is_none() {
            return None;
        }
        let whole = || {
            let count = given.count()?;
            (given.number() == Some(f64::from(count))).then(|| count.to_string())
        };
        let Some(text) = given.text().or_else(whole) else {
            return self.bad(name, expected);
        };
        let trimmed = text.trim_ascii();
        (!trimmed.is_empty()).then(|| trimmed.into())
    }

    fn required(&mut self, name: &'static str) -> Option<String> {
        let before = self.errors.len();
        let value = self.value(name);
        if value.is_none() && self.errors.len() == before {
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

    fn mode(&mut self) -> Mode {
        match self.value("mode").as_deref() {
            None | Some("self") => Mode::User,
            Some("admin") => Mode::Administrator,
            Some("recovery") => Mode::Recovery,
            Some(_) => self
                .bad("mode", const { expected("mode") })
                .unwrap_or_default(),
        }
    }

    fn side(&mut self) -> Side {
        match self.value("side").as_deref() {
            None | Some("user") => Side::User,
            Some("administrator") => Side::Administrator,
            Some(_) => self
                .bad("side", const { expected("side") })
                .unwrap_or_default(),
        }
    }

    /// The header and its source: neither does anything without the other.
    fn csrf(&mut self) -> (Option<String>, Option<CsrfSource>) {
        match (self.value("csrf-header"), self.value("csrf-source")) {
            (None, None) => (None, None),
            (Some(header), Some(source)) => (self.csrf_header(header), self.csrf_source(&source)),
            (header, _) => {
                let name = if header.is_none() {
                    "csrf-header"
                } else {
                    "csrf-source"
                };
                self.errors.push(ConfigError::Missing { name });
                (None, None)
            }
        }
    }

    /// A name as HTTP has it (RFC 9110 §5.6.2, "token"), and none that the element sets itself.
    fn csrf_header(&mut self, name: String) -> Option<String> {
        let is_token =
            |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        let is_ours = OWN_HEADERS.iter().any(|own| name.eq_ignore_ascii_case(own));
        if !is_ours && name.bytes().all(is_token) {
            return Some(name);
        }
        self.bad(
            "csrf-header",
            "the name of a header of your own, such as X-CSRF-Token",
        )
    }

    fn csrf_source(&mut self, value: &str) -> Option<CsrfSource> {
        match value.split_once(':') {
            Some(("cookie", name)) if !name.is_empty() => Some(CsrfSource::Cookie(name.into())),
            Some(("meta", name)) if !name.is_empty() => Some(CsrfSource::Meta(name.into())),
            _ => self.bad("csrf-source", const { expected("csrf-source") }),
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
                .bad("credentials", const { expected("credentials") })
                .unwrap_or_default(),
        }
    }

    /// A whole number from 1.
    fn number(&mut self, declared: &Number) -> u32 {
        let (name, expected) = (declared.name, declared.expected);
        let mut read = || {
            let value = self.value_as(name, expected)?;
            match value.parse() {
                Ok(number) if (1..=declared.most).contains(&number) => Some(number),
                _ => self.bad(name, expected),
            }
        };
        read().unwrap_or(declared.without_it)
    }
}

/// The headers that the element sets itself.
const OWN_HEADERS: [&str; 4] = [
    "accept",
    "accept-language",
    "content-type",
    "idempotency-key",
];
