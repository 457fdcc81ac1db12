//! The files that a source has now.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::position::Position;

/// A file of a source.
pub(super) struct LogFile {
    pub(super) path: PathBuf,
    /// Its id on its disk, which it keeps when it is renamed.
    pub(super) id: String,
    pub(super) length: u64,
    modified: SystemTime,
}

/// The files that the path or pattern names, and those that were followed and have another name by now; the one that
/// was written to last at the end.
pub(super) fn find(pattern: &Path, followed: &[Position]) -> io::Result<Vec<LogFile>> {
    let folder = match pattern.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let wanted = pattern.file_name().unwrap_or_default().to_string_lossy();
    let mut files: Vec<LogFile> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_wanted = matches(&wanted, &name) && !is_compressed(&name);
        if !is_wanted && followed.is_empty() {
            continue;
        }
        let path = entry.path();
        // What is gone by now, or may not be read and is not asked for, is none of ours.
        let Ok(metadata) = fs::metadata(&path) else {
            continue;
        };
        if !metadata.is_file() {
            continue;
        }
        let Ok(id) = file_id::get_file_id(&path).map(id_text) else {
            continue;
        };
        let is_followed = followed.iter().any(|position| position.file == id);
        if (is_wanted || is_followed) && files.iter().all(|file| file.id != id) {
            files.push(LogFile {
                path,
                id,
                length: metadata.len(),
                modified: metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH),
            });
        }
    }
    files.sort_by(|one, other| (one.modified, &one.path).cmp(&(other.modified, &other.path)));
    Ok(files)
}

fn id_text(id: file_id::FileId) -> String {
    match id {
        file_id::FileId::Inode {
            device_id,
            inode_number,
        } => format!("{device_id:x}-{inode_number:x}"),
        file_id::FileId::LowRes {
            volume_serial_number,
            file_index,
        } => format!("{volume_serial_number:x}-{file_index:x}"),
        file_id::FileId::HighRes {
            volume_serial_number,
            file_id,
        } => format!("{volume_serial_number:x}-{file_id:x}"),
    }
}

/// Whether a name fits a pattern, in which `*` stands for any characters.
fn matches(pattern: &str, name: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let Some(mut name) = name.strip_prefix(first) else {
        return false;
    };
    let mut parts: Vec<_> = rest.split('*').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        match name.split_once(part) {
            Some((_, rest)) => name = rest,
            None => return false,
        }
    }
    name.ends_with(last)
}

/// A pattern such as `dovecot.log*` fits those too.
fn is_compressed(name: &str) -> bool {
    [".gz", ".bz2", ".xz", ".zst", ".zip"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_fits_names() {
        let check = |pattern, name, expected| {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        };
        check("mail.log", "mail.log", true);
        check("mail.log", "mail.log.1", false);
        check("u_ex*.log", "u_ex261127.log", true);
        check("u_ex*.log", "u_ex.log", true);
        check("u_ex*.log", "u_ex261127.log.1", false);
        check("*", "x", true);
        check("a*b*c", "a1b2c", true);
        check("a*b*c", "acb", false);
        check("", "x", false);
    }
}
