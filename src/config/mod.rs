//! The integrator's configuration: attributes and the `config` object, read once into a [`Config`] or refused with
//! errors.

mod devices;
mod error;
mod kind;
mod names;
mod near;
mod policy;
mod read;
mod source;
mod url;

pub use devices::read_devices;
pub use error::ConfigError;
pub use near::nearest;
pub use policy::read_policy;
pub use read::read;
pub use source::Source;
pub use url::{Endpoint, Help};

use js_sys::Function;
use mailbox_password_rules::{Policy, Statement};

pub use crate::model::Side;
use crate::{json::Json, model::Device};

/// A complete, checked configuration of one element.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Who uses the element, and for what.
    pub mode: Mode,
    /// Where the new password is posted; empty in recovery, where none is.
    pub endpoint: Endpoint,
    /// The address whose password changes; in recovery it may be empty.
    pub mailbox: String,
    /// Where the policy is read; without one, `policy` or none.
    pub policy_endpoint: Option<Endpoint>,
    /// Where devices are read; without one, `devices` or none.
    pub devices_endpoint: Option<Endpoint>,
    /// Where the mailbox's state is read; without one, the person finds out by webmail.
    pub status_endpoint: Option<Endpoint>,
    /// Where a locked mailbox is unlocked; without one, the administrator does it elsewhere.
    pub unlock_endpoint: Option<Endpoint>,
    /// Whose screen this is: as the integrator says in recovery, else as the mode says. Presentation only.
    pub side: Side,
    /// The page where the other side recovers the mailbox.
    pub recovery_url: Option<String>,
    /// Where the person proves a password.
    pub webmail: Option<String>,
    /// How to reach the administrator.
    pub help: Option<Help>,
    /// The language tag of the element's texts.
    pub lang: String,
    /// The level of the element's first heading, 1 to 6.
    pub heading_level: u32,
    /// The header that carries the CSRF token, to the page's own origin only.
    pub csrf_header: Option<String>,
    /// Where the CSRF token is; read for each request.
    pub csrf_source: Option<CsrfSource>,
    /// Whether cookies go along.
    pub credentials: Credentials,
    /// Seconds until an unanswered change is *unknown*.
    pub timeout: u32,
    /// An inline policy.
    pub policy: Option<Policy>,
    /// Inline devices, used without an answer of the devices endpoint.
    pub devices: Vec<Device>,
    /// The integrator's own words, by key.
    pub texts: Json,
    /// The provider's sentence in place of the lockout warning; it goes before the policy's.
    pub statement: Option<Statement>,
    /// `({purpose, url}) => Headers-like`, called once a request.
    pub headers: Option<Function>,
}

/// Who uses the element, and for what.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Mode {
    /// An administrator sets the password of somebody's mailbox.
    Administrator,
    /// A user and an administrator recover a locked mailbox.
    Recovery,
    /// Somebody changes the password of their own mailbox.
    #[default]
    User,
}

/// Where a CSRF token is found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum CsrfSource {
    /// The cookie of this name.
    Cookie(String),
    /// The `content` of `<meta name="…">`.
    Meta(String),
}

/// Whether cookies go along (Fetch, `credentials`).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Credentials {
    /// To every origin that `allowedOrigins` lists.
    Include,
    /// Never.
    Omit,
    /// To the page's own origin.
    #[default]
    SameOrigin,
}
