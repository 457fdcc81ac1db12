//! Why a controller cannot be reached, in words.

use std::io::ErrorKind;

use ldap3::LdapError;
use rustls::{CertificateError, Error as TlsError};

/// What is wrong, and what to do.
pub(super) fn describe(error: &LdapError) -> String {
    match error {
        LdapError::Io { source } => {
            let inner = source.get_ref();
            match inner.and_then(|inner| inner.downcast_ref::<TlsError>()) {
                Some(tls) => describe_tls(tls),
                None => describe_io(source.kind(), &source.to_string()),
            }
        }
        LdapError::Timeout { .. } => "it does not answer".to_owned(),
        error => error.to_string(),
    }
}

fn describe_io(kind: ErrorKind, words: &str) -> String {
    match kind {
        ErrorKind::ConnectionRefused => {
            "nobody listens there: it does not run, or speaks LDAP with TLS on another port".to_owned()
        }
        ErrorKind::ConnectionReset | ErrorKind::UnexpectedEof => {
            "it ends the connection before TLS is there: is it the right port, and has it a certificate?".to_owned()
        }
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::TimedOut => {
            "there is no way to it: a wrong address, or a firewall".to_owned()
        }
        _ if words.contains("lookup") => {
            "its name is not known here: a misspelt name, or a name server that does not know the domain"
                .to_owned()
        }
        _ => words.to_owned(),
    }
}

fn describe_tls(error: &TlsError) -> String {
    match error {
        TlsError::InvalidCertificate(certificate) => match certificate {
            CertificateError::UnknownIssuer | CertificateError::BadSignature => {
                "its certificate comes from an authority that is not trusted: directory-ca has to name the PEM file of the authority that signed it"
                    .to_owned()
            }
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                "its certificate has expired: give the controller a new one (or this machine's clock is wrong)"
                    .to_owned()
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                "its certificate is not valid yet: is this machine's clock right?".to_owned()
            }
            CertificateError::NotValidForName => {
                "its certificate is for another name: write a name that is in the certificate"
                    .to_owned()
            }
            CertificateError::NotValidForNameContext { presented, .. } => format!(
                "its certificate is for other names ({}): write one of them in `directory`, or give the controller a certificate with this name",
                names(presented)
            ),
            other => format!("its certificate is refused: {other}"),
        },
        other => format!("TLS fails: {other}"),
    }
}

/// The names without what the library says of their kind: it writes `DnsName("dc1.corp.example")`.
fn names(presented: &[String]) -> String {
    let bare = |name: &String| match name.split_once('(') {
        Some((_, name)) => name.trim_end_matches(')').trim_matches('"').to_owned(),
        None => name.clone(),
    };
    presented.iter().map(bare).collect::<Vec<_>>().join(", ")
}
