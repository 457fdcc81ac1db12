use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use tempfile::TempDir;

use crate::start::Start;
use crate::{ANN, OLD};

/// [`OLD`] as Chromium on Linux keeps it without a keyring: `v10`, then AES-128-CBC with a fixed key. It can be made with
/// `printf %s PASSWORD | openssl enc -aes-128-cbc -K fd621fe5a2b402539dfa147ca9272778 -iv 20202020202020202020202020202020`
const OLD_ENCRYPTED: &str = "d269dc3fe4107572f7089c63ac3277574031ea5f01047105cc906b54eb068f33";

/// A browser profile in which a password for a site is saved.
#[derive(Debug)]
pub struct Profile(TempDir);

impl Profile {
    /// Ann's old password, saved for this origin.
    ///
    /// # Panics
    /// When the profile cannot be made.
    pub async fn with_ann_at(origin: &str) -> Self {
        let folder = TempDir::with_prefix("profile-").expect("a temporary folder");
        // Chromium makes the file; how it is laid out is its own business.
        Start::default()
            .profile(folder.path())
            .run()
            .await
            .close()
            .await;
        save(&folder.path().join("Default/Login Data"), origin)
            .expect("the file of saved passwords");
        Self(folder)
    }

    /// Its folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

fn save(file: &PathBuf, origin: &str) -> rusqlite::Result<()> {
    let store = Connection::open(file)?;
    let columns: Vec<(String, String)> = store
        .prepare("SELECT name, type FROM pragma_table_info('logins') WHERE name <> 'id'")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let values = columns.iter().map(|(name, kind)| match name.as_str() {
        "origin_url" | "signon_realm" => Value::Text(format!("{origin}/")),
        "username_value" => Value::Text(ANN.into()),
        "password_value" => Value::Blob(encrypted()),
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

fn encrypted() -> Vec<u8> {
    assert_eq!(OLD.len(), 17, "the constant belongs to this password");
    let digit = |index: usize| {
        u8::from_str_radix(&OLD_ENCRYPTED[index..index + 2], 16).expect("hexadecimal")
    };
    b"v10"
        .iter()
        .copied()
        .chain((0..OLD_ENCRYPTED.len()).step_by(2).map(digit))
        .collect()
}
