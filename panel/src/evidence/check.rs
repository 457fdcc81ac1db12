//! Whether the store of evidence could be used. Nothing is made or brought up to date.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::sqlite_file::{BUSY_TIMEOUT, VERSION};

/// Words for how the file is; as an error, for what is wrong with it.
pub(crate) fn check_store(file: &Path) -> Result<String, String> {
    let name = file.display();
    if !file.exists() {
        let folder = file.parent().filter(|folder| *folder != Path::new(""));
        let folder = folder.map_or_else(|| PathBuf::from("."), Path::to_owned);
        return match tempfile::tempfile_in(folder) {
            Ok(_) => Ok(format!("{name} is not there yet; the panel makes it")),
            Err(error) => Err(format!(
                "{name} cannot be made ({error}); make its folder, and let the panel write there"
            )),
        };
    }
    if let Err(error) = OpenOptions::new().append(true).open(file) {
        return Err(format!(
            "{name} cannot be written ({error}); give it to the panel's user"
        ));
    }
    match version(file) {
        Ok(0) => Ok(format!("{name} is empty; the panel fills it")),
        Ok(VERSION) => Ok(format!("{name} has layout {VERSION}")),
        Ok(other) => Err(format!(
            "{name} has layout {other}, and this program knows {VERSION}; use the version of the panel that wrote it"
        )),
        Err(error) => Err(format!(
            "{name} cannot be read ({error}); without it the panel begins with what the logs still hold"
        )),
    }
}

fn version(file: &Path) -> rusqlite::Result<i64> {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}
