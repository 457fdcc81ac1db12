//! The layout of the panel's SQLite files (`PRAGMA user_version`), and whether such a file could be used.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

/// How long the check waits for whoever is writing.
const BUSY_TIMEOUT: Duration = Duration::from_secs(3);

/// Words for why a file with this layout cannot be used; `None` if it can.
pub(crate) fn wrong_layout(found: i64, known: i64) -> Option<String> {
    (found != known).then(|| {
        format!(
            "it has layout {found}, and this program knows {known}; use the version of the panel that wrote it"
        )
    })
}

/// Words for how the file is; as an error, for what is wrong with it. `newest`: the layout that this program writes. Nothing
/// is made or brought up to date.
pub(crate) fn check_file(file: &Path, newest: i64) -> Result<String, String> {
    let name = file.display();
    let folder = file.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.map_or_else(|| PathBuf::from("."), Path::to_owned);
    let made = tempfile::tempfile_in(&folder);
    if !file.exists() {
        return match made {
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
    if let Err(error) = made {
        return Err(format!(
            "{} cannot be written ({error}), and SQLite makes files beside {name}; let the panel write there",
            folder.display()
        ));
    }
    match layout(file) {
        Ok(0) => Ok(format!("{name} is empty; the panel fills it")),
        Ok(found) if (1..newest).contains(&found) => Ok(format!(
            "{name} has layout {found}; the panel brings it to {newest}, and earlier panels then refuse it"
        )),
        Ok(found) => match wrong_layout(found, newest) {
            None => Ok(format!("{name} has layout {found}")),
            Some(why) => Err(format!("{name}: {why}")),
        },
        Err(error) => Err(format!(
            "{name} cannot be read ({error}); put a copy of it in its place"
        )),
    }
}

fn layout(file: &Path) -> rusqlite::Result<i64> {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}
