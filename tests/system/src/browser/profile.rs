use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use tempfile::TempDir;

use crate::browser::launch::Launch;
use crate::{ADMINISTRATOR, ANN};

/// A password as Chromium on Linux stores it without a keyring: `v10`, then AES-128-CBC with a fixed key. To create
/// one: `printf %s PASSWORD | openssl enc -aes-128-cbc -K fd621fe5a2b402539dfa147ca9272778 -iv
/// 20202020202020202020202020202020`
type Encrypted = [u8; 32];

const ANNS: Encrypted = [
    0xd2, 0x69, 0xdc, 0x3f, 0xe4, 0x10, 0x75, 0x72, 0xf7, 0x08, 0x9c, 0x63, 0xac, 0x32, 0x77, 0x57,
    0x40, 0x31, 0xea, 0x5f, 0x01, 0x04, 0x71, 0x05, 0xcc, 0x90, 0x6b, 0x54, 0xeb, 0x06, 0x8f, 0x33,
];
const ADMINISTRATORS: Encrypted = [
    0x8a, 0xb0, 0xa7, 0xa4, 0x09, 0xbe, 0x38, 0x06, 0x4d, 0xad, 0x6c, 0xbf, 0x20, 0x89, 0xec, 0x07,
    0xd2, 0x24, 0xf0, 0x0e, 0xd8, 0x0e, 0x60, 0x54, 0x80, 0x46, 0xa3, 0x0c, 0xbc, 0xdb, 0xe6, 0x00,
];

/// A browser profile in which a password for a site is saved.
#[derive(Debug)]
pub struct Profile(TempDir);

impl Profile {
    /// Ann's old password, [`crate::OLD`], saved for this origin.
    pub async fn with_ann_at(origin: &str) -> Self {
        Self::with(origin, ANN, ANNS).await
    }

    /// The demo administrator's own password, saved for this origin.
    pub async fn with_the_administrator_at(origin: &str) -> Self {
        Self::with(origin, ADMINISTRATOR, ADMINISTRATORS).await
    }

    async fn with(origin: &str, user: &str, password: Encrypted) -> Self {
        let folder = TempDir::with_prefix("profile-").expect("a temporary folder");
        // Chromium creates the file, so that its schema is the current one.
        Launch::default().profile(folder.path()).run().await.close();
        save(
            &folder.path().join("Default/Login Data"),
            origin,
            user,
            password,
        )
        .expect("the file of saved passwords");
        Self(folder)
    }

    /// Its folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

fn save(file: &Path, origin: &str, user: &str, password: Encrypted) -> rusqlite::Result<()> {
    let store = Connection::open(file)?;
    let columns: Vec<(String, String)> = store
        .prepare("SELECT name, type FROM pragma_table_info('logins') WHERE name <> 'id'")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let values = columns.iter().map(|(name, kind)| match name.as_str() {
        "origin_url" | "signon_realm" => Value::Text(format!("{origin}/")),
        "username_value" => Value::Text(user.into()),
        "password_value" => Value::Blob([&b"v10"[..], &password].concat()),
        // Microseconds since 1601: some day in 2026.
        "date_created" | "date_last_used" | "date_password_modified" => {
            Value::Integer(13_420_000_000_000_000)
        }
        _ if kind.contains("INT") => Value::Integer(0),
        _ if kind.contains("BLOB") => Value::Blob(Vec::new()),
        _ => Value::Text(String::new()),
    });
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    let places = vec!["?"; columns.len()].join(", ");
    let insert = format!(
        "INSERT INTO logins ({}) VALUES ({places})",
        names.join(", ")
    );
    store.execute(&insert, params_from_iter(values))?;
    Ok(())
}
