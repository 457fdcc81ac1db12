//! The certification authority of the domain, and the certificates of its controllers.

use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::process::Command;

use anyhow::Result;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, SanType,
};
use time::{Duration, OffsetDateTime};

use crate::program::run;

const AUTHORITY: &str = "CORP.TEST authority";

/// What certificate a controller shows.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Certificate {
    /// Its last day has passed.
    Expired,
    /// From an authority that nobody knows.
    OtherAuthority,
    /// For the name and address of another server.
    OtherName,
    /// For its address, `dc1.corp.test` and `localhost`, from the domain's authority.
    #[default]
    Valid,
}

/// Makes an authority; writes its key and its certificate.
pub(crate) fn create_authority(key_file: &Path, certificate_file: &Path) -> Result<()> {
    let key = KeyPair::generate()?;
    let certificate = authority(AUTHORITY).self_signed(&key)?;
    write(&key, key_file)?;
    Ok(fs_err::write(certificate_file, certificate.pem())?)
}

/// Makes a controller's certificate; writes its key and the certificate.
pub(crate) fn create(
    kind: Certificate,
    address: Ipv4Addr,
    authority_key: &Path,
    key_file: &Path,
    certificate_file: &Path,
) -> Result<()> {
    let mut names = CertificateParams::new(["dc1.corp.test".to_owned(), "localhost".to_owned()])?;
    names
        .subject_alt_names
        .push(SanType::IpAddress(IpAddr::V4(address)));
    if kind == Certificate::OtherName {
        names = CertificateParams::new(["dc9.corp.test".to_owned()])?;
    }
    names.distinguished_name = named("dc1.corp.test");
    names.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let now = OffsetDateTime::now_utc();
    names.not_before = now - Duration::days(60);
    names.not_after = match kind {
        Certificate::Expired => now - Duration::days(1),
        Certificate::OtherAuthority | Certificate::OtherName | Certificate::Valid => {
            now + Duration::days(60)
        }
    };
    let issuer = match kind {
        Certificate::OtherAuthority => {
            Issuer::new(authority("Another authority"), KeyPair::generate()?)
        }
        Certificate::Expired | Certificate::OtherName | Certificate::Valid => {
            let key = KeyPair::from_pem(&fs_err::read_to_string(authority_key)?)?;
            Issuer::new(authority(AUTHORITY), key)
        }
    };
    let key = KeyPair::generate()?;
    let certificate = names.signed_by(&key, &issuer)?;
    write(&key, key_file)?;
    Ok(fs_err::write(certificate_file, certificate.pem())?)
}

/// Samba refuses a key that others may read.
fn write(key: &KeyPair, file: &Path) -> Result<()> {
    fs_err::write(file, key.serialize_pem())?;
    run(Command::new("chmod").arg("600").arg(file)).map(drop)
}

fn authority(name: &str) -> CertificateParams {
    let mut authority = CertificateParams::default();
    authority.distinguished_name = named(name);
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    authority
}

fn named(name: &str) -> DistinguishedName {
    let mut distinguished = DistinguishedName::new();
    distinguished.push(DnType::CommonName, name);
    distinguished
}
