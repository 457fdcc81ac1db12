//! For tests: empty places of each kind in which something can be kept.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use postgres_tests::Server;
use tempfile::TempDir;

use crate::database::Database;
use crate::options::{Command, DatabaseOptions, parse};

/// A place. What is kept in it is gone when it is dropped.
pub(crate) enum Place {
    /// A PostgreSQL database.
    Database(postgres_tests::Database),
    /// A SQLite file in this folder.
    File(TempDir),
}

impl Place {
    /// An empty one of each kind.
    pub(crate) fn each() -> [Self; 2] {
        [
            Self::File(TempDir::new().unwrap()),
            Self::Database(Server::shared().database()),
        ]
    }

    /// For messages.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Database(_) => "PostgreSQL",
            Self::File(_) => "SQLite",
        }
    }
}

/// The file in this folder.
pub(crate) fn file(folder: &TempDir) -> PathBuf {
    folder.path().join("store.sqlite")
}

/// Connections to this database.
pub(crate) async fn open(database: &postgres_tests::Database) -> Database {
    Database::open(&options(&database.socket_url(), &[], ""))
        .await
        .unwrap()
}

/// The options that the command line has for a database.
pub(crate) fn options(url: &str, more: &[&str], password: &str) -> DatabaseOptions {
    let folder = TempDir::new().unwrap();
    let secret = write(folder.path(), "secret", "0123456789abcdef0123456789abcdef");
    let mut arguments = vec!["--store", "unused", "--evidence-secret-file", &secret];
    arguments.extend(["--database", url]);
    let file;
    if !password.is_empty() {
        file = write(folder.path(), "password", password);
        arguments.extend(["--database-password-file", &file]);
    }
    arguments.extend(more);
    match parse(arguments.into_iter().map(OsString::from)).unwrap() {
        Command::Serve(options) => options.database.unwrap(),
        other => panic!("{other:?}"),
    }
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let file = folder.join(name);
    fs::write(&file, text).unwrap();
    file.display().to_string()
}
