//! PostgreSQL's programs. A package puts those of the server into a folder of its version, where no shell looks.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where Debian puts them, a folder a version.
const VERSIONS: &str = "/usr/lib/postgresql";

/// The folder with `initdb` and `postgres`.
///
/// # Panics
/// They are not there; it says what to install.
pub(crate) fn folder() -> PathBuf {
    let path = env::var_os("PATH").unwrap_or_default();
    let in_path = env::split_paths(&path).find(|folder| has_programs(folder));
    in_path.or_else(newest).expect(
        "`initdb` of PostgreSQL is missing: run `sudo apt-get install --no-install-recommends postgresql`",
    )
}

/// The program that speaks with a server: beside the others, or where a package has put it.
pub(crate) fn psql() -> PathBuf {
    let beside = folder().join("psql");
    match beside.is_file() {
        true => beside,
        false => PathBuf::from("psql"),
    }
}

fn newest() -> Option<PathBuf> {
    let versions = fs_err::read_dir(VERSIONS).ok()?;
    let mut versions: Vec<_> = versions
        .filter_map(|version| Some(version.ok()?.path()))
        .filter_map(|path| {
            let number: u32 = path.file_name()?.to_str()?.parse().ok()?;
            Some((number, path.join("bin")))
        })
        .filter(|(_, programs)| has_programs(programs))
        .collect();
    versions.sort();
    versions.pop().map(|(_, programs)| programs)
}

fn has_programs(folder: &Path) -> bool {
    ["initdb", "postgres"]
        .iter()
        .all(|program| folder.join(program).is_file())
}

/// Runs a program, and returns what it wrote to its standard output; an error is all that it wrote.
pub(crate) fn run(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("{name}: {error}"))?;
    let [out, err] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    match output.status.success() {
        true => Ok(out.into_owned()),
        false => Err(format!("{name} failed ({}):\n{out}{err}", output.status)),
    }
}
