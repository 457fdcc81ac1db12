//! Which certificates of servers are trusted, to which the panel connects.

use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use crate::directory::DirectoryError;

/// TLS that trusts what comes from the certificates in this file, or without one from the system's.
pub(crate) fn client_config(ca_file: Option<&Path>) -> Result<Arc<ClientConfig>, DirectoryError> {
    let roots = match ca_file {
        Some(file) => roots_in(file)?,
        None => system_roots()?,
    };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| unusable(&error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

fn roots_in(file: &Path) -> Result<RootCertStore, DirectoryError> {
    let named = |why: &str| unusable(&format!("{} {why}", file.display()));
    let mut roots = RootCertStore::empty();
    let certificates = CertificateDer::pem_file_iter(file)
        .map_err(|error| named(&format!("cannot be read: {error}")))?;
    for certificate in certificates {
        let certificate =
            certificate.map_err(|error| named(&format!("is no PEM file: {error}")))?;
        roots
            .add(certificate)
            .map_err(|error| named(&format!("has an unusable certificate: {error}")))?;
    }
    if roots.is_empty() {
        return Err(named("has no certificate"));
    }
    Ok(roots)
}

fn system_roots() -> Result<RootCertStore, DirectoryError> {
    let mut roots = RootCertStore::empty();
    // A system has certificates that are too old to be used; the others count.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        return Err(unusable(
            "the system has none; name a file with the certificates of your certification authority",
        ));
    }
    Ok(roots)
}

fn unusable(why: &str) -> DirectoryError {
    DirectoryError::Unavailable(format!("the certificates to trust: {why}"))
}
