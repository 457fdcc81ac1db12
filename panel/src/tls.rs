//! Which certificates of servers are trusted, to which the panel connects.

use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use crate::directory::DirectoryError;

/// TLS that trusts what comes from the certificates in this file, or without one from the system's.
pub(crate) fn client_config(ca_file: Option<&Path>) -> Result<Arc<ClientConfig>, DirectoryError> {
    let trusted = trusted(ca_file).map_err(DirectoryError::Unavailable)?;
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(trusted);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| DirectoryError::Unavailable(unusable(&error.to_string())))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

/// The certificates in this file, each of which can be used; without a file the system's.
///
/// # Errors
/// Words for why there are none.
pub(crate) fn trusted(ca_file: Option<&Path>) -> Result<Vec<CertificateDer<'static>>, String> {
    match ca_file {
        Some(file) => certificates_in(file),
        None => system_certificates(),
    }
}

fn certificates_in(file: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let named = |why: &str| unusable(&format!("{} {why}", file.display()));
    let certificates = CertificateDer::pem_file_iter(file)
        .map_err(|error| named(&format!("cannot be read: {error}")))?;
    let certificates = certificates
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| named(&format!("is no PEM file: {error}")))?;
    for certificate in &certificates {
        RootCertStore::empty()
            .add(certificate.clone())
            .map_err(|error| named(&format!("has an unusable certificate: {error}")))?;
    }
    match certificates.is_empty() {
        true => Err(named("has no certificate")),
        false => Ok(certificates),
    }
}

/// A system has certificates that are too old to be used; the others count.
fn system_certificates() -> Result<Vec<CertificateDer<'static>>, String> {
    let found = rustls_native_certs::load_native_certs().certs;
    let (usable, _) = RootCertStore::empty().add_parsable_certificates(found.iter().cloned());
    match usable {
        0 => Err(unusable(
            "the system has none; name a file with the certificates of your certification authority",
        )),
        _ => Ok(found),
    }
}

fn unusable(why: &str) -> String {
    format!("the certificates to trust: {why}")
}
