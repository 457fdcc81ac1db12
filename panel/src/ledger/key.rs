//! The key that signs sessions, in a file that every panel behind one proxy has.

use std::fs;
use std::path::Path;

use crate::directory::DirectoryError;

/// The shortest key, in bytes.
const SHORTEST_KEY: usize = 32;

/// The key in this file.
///
/// # Errors
/// The file cannot be read, or its key is too short to be one.
pub(crate) fn read_key(file: &Path) -> Result<Vec<u8>, DirectoryError> {
    let named = |why: String| {
        DirectoryError::Unavailable(format!(
            "the key in {} cannot be used: {why}",
            file.display()
        ))
    };
    let key = fs::read(file).map_err(|error| named(error.to_string()))?;
    let key = key.trim_ascii().to_vec();
    if key.len() < SHORTEST_KEY {
        return Err(named(format!(
            "it has {} bytes; write {SHORTEST_KEY} random ones or more",
            key.len()
        )));
    }
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_is_too_short_is_refused_with_what_to_write() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        let open = |text: &str| {
            fs::write(&file, text).unwrap();
            read_key(&file)
        };
        let error = open("too short\n").unwrap_err().to_string();
        assert!(error.contains("32 random ones"), "{error}");
        let key = "0123456789abcdef0123456789abcdef";
        assert_eq!(open(&format!("{key}\n")).unwrap(), key.as_bytes());
    }
}
