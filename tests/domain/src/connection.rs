//! Connections to a controller.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
pub use ldap3::Ldap;
use ldap3::{LdapConnAsync, LdapConnSettings, LdapResult, Mod};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

const TIMEOUT: Duration = Duration::from_secs(30);

/// What a controller answered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Answer {
    /// The LDAP result code.
    pub rc: u32,
    /// The reason within one result code: `data 52e` of a refused bind, else the eight hexadecimal digits
    /// at the beginning of the text; empty if there are none.
    pub code: String,
    /// The text, which differs between makes and versions.
    pub text: String,
}

impl Answer {
    /// Whether the controller did what it was asked for.
    #[must_use]
    pub fn succeeded(&self) -> bool {
        self.rc == 0
    }

    /// Result code and reason in short, as in `49 data 775`.
    #[must_use]
    pub fn short(&self) -> String {
        format!("{} {}", self.rc, self.code).trim_end().to_owned()
    }
}

impl From<LdapResult> for Answer {
    fn from(result: LdapResult) -> Self {
        let code = match result.rc {
            0 => None,
            49 => data(&result.text),
            _ => leading_code(&result.text),
        };
        Self {
            rc: result.rc,
            code: code.unwrap_or_default(),
            text: result.text,
        }
    }
}

/// Connects with TLS, trusting this file of certificates alone.
pub async fn connect(url: &str, authority: &Path) -> Result<Ldap> {
    Connector::new(authority)?.connect(url).await
}

/// Opens connections; the certificates are read once.
#[derive(Clone, Debug)]
pub struct Connector(Arc<ClientConfig>);

impl Connector {
    /// Trusts this file of certificates alone.
    pub fn new(authority: &Path) -> Result<Self> {
        let pem = fs_err::read(authority)?;
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(&pem) {
            roots.add(certificate?)?;
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self(Arc::new(tls)))
    }

    /// Opens a connection on which nobody has signed in.
    pub async fn connect(&self, url: &str) -> Result<Ldap> {
        let settings = LdapConnSettings::new()
            .set_conn_timeout(TIMEOUT)
            .set_starttls(url.starts_with("ldap://"))
            .set_config(Arc::clone(&self.0));
        let (connection, ldap) = LdapConnAsync::with_settings(settings, url)
            .await
            .with_context(|| format!("connecting to {url}"))?;
        ldap3::drive!(connection);
        Ok(ldap)
    }
}

/// A password as `unicodePwd` wants it: in quotation marks, as UTF-16.
#[must_use]
pub fn quoted(password: &str) -> Vec<u8> {
    format!("\"{password}\"")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect()
}

/// A change by somebody who knows the current password: both values in one modify.
///
/// # Errors
/// No answer came.
pub async fn change(ldap: &mut Ldap, dn: &str, old: &str, new: &str) -> Result<Answer> {
    let name = || b"unicodePwd".to_vec();
    let changes = vec![
        Mod::Delete(name(), HashSet::from([quoted(old)])),
        Mod::Add(name(), HashSet::from([quoted(new)])),
    ];
    Ok(ldap.modify(dn, changes).await?.into())
}

/// A reset by an account that has the right.
pub(crate) async fn reset(ldap: &mut Ldap, dn: &str, new: &str) -> Result<Answer> {
    let changes = vec![Mod::Replace(
        b"unicodePwd".to_vec(),
        HashSet::from([quoted(new)]),
    )];
    Ok(ldap.modify(dn, changes).await?.into())
}

/// `data 52e` in `80090308: LdapErr: …, comment: AcceptSecurityContext error, data 52e, v1db1`.
fn data(text: &str) -> Option<String> {
    let (_, rest) = text.split_once(", data ")?;
    let (code, _) = rest.split_once(',')?;
    Some(format!("data {code}"))
}

/// `0000052D` in `0000052D: Constraint violation …`.
fn leading_code(text: &str) -> Option<String> {
    let (code, _) = text.split_once(':')?;
    let is_code = code.len() == 8 && code.chars().all(|digit| digit.is_ascii_hexdigit());
    is_code.then(|| code.to_owned())
}
