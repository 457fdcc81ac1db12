//! The certificate that the server shows.

use std::path::Path;

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};

/// Makes an authority, and a certificate of it for `localhost`; writes `authority.pem`, `key.pem` and `certificate.pem`.
/// `other-authority.pem` is of an authority that has nothing to do with it.
pub(crate) fn create(folder: &Path) {
    let key = KeyPair::generate().expect("a key");
    let authority = authority("A test's authority", &key, &folder.join("authority.pem"));
    let other = KeyPair::generate().expect("a key");
    self::authority(
        "Another authority",
        &other,
        &folder.join("other-authority.pem"),
    );
    let server = KeyPair::generate().expect("a key");
    let mut names = CertificateParams::new(["localhost".to_owned()]).expect("a name");
    names.distinguished_name = named("A test's database");
    let certificate = names
        .signed_by(&server, &Issuer::new(authority, key))
        .expect("a certificate");
    write(&folder.join("key.pem"), &server.serialize_pem());
    write(&folder.join("certificate.pem"), &certificate.pem());
}

fn authority(name: &str, key: &KeyPair, file: &Path) -> CertificateParams {
    let mut authority = CertificateParams::default();
    authority.distinguished_name = named(name);
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let certificate = authority.self_signed(key).expect("a certificate");
    write(file, &certificate.pem());
    authority
}

fn named(name: &str) -> DistinguishedName {
    let mut distinguished = DistinguishedName::new();
    distinguished.push(DnType::CommonName, name);
    distinguished
}

fn write(file: &Path, text: &str) {
    fs_err::write(file, text).expect("a file of a certificate");
}
