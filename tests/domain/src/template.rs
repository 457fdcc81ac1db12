//! The domain that is provisioned and filled once, and copied for each controller.

use std::collections::hash_map::DefaultHasher;
use std::fs::File;
use std::hash::{Hash, Hasher};
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};
use tempfile::TempDir;

use crate::program::{check_machine, run};
use crate::{address, certificate, provision, rights, samba, seed};

/// What the template follows from: if any of it changes, there will be another one.
const RECIPE: &[&str] = &[
    include_str!("accounts.rs"),
    include_str!("certificate.rs"),
    include_str!("policy.rs"),
    include_str!("provision.rs"),
    include_str!("seed/entry.rs"),
    include_str!("seed/mod.rs"),
    include_str!("seed/people.rs"),
    include_str!("seed/strict_policy.rs"),
    include_str!("template.rs"),
    rights::SCRIPT,
];

/// Its passwords expire after 90 days.
const MAXIMUM_AGE: Duration = Duration::from_secs(7 * 86_400);
/// In the template's configuration, the folder of the copy.
const FOLDER: &str = "@FOLDER@";
/// In the template's configuration, the address of the copy.
const ADDRESS: &str = "@ADDRESS@";

/// Copies the template into an empty folder, for a controller on this address; makes the template first, if need be.
pub(crate) fn copy(folder: &Path, address: Ipv4Addr) -> Result<()> {
    let templates = templates();
    fs_err::create_dir_all(&templates)?;
    // Of several processes one makes the template, and the others wait for it.
    let lock: File = fs_err::File::create(templates.join("lock"))?.into();
    lock.lock()?;
    let template = templates.join(key()?);
    if !is_fresh(&template) {
        make(&templates, &template).context("a domain for tests could not be made")?;
    }
    copy_files(&template.join("."), folder)?;
    let file = samba::configuration(folder);
    let configuration = fs_err::read_to_string(&file)?
        .replace(FOLDER, &folder.display().to_string())
        .replace(ADDRESS, &address.to_string());
    Ok(fs_err::write(file, configuration)?)
}

/// Lets other users, such as the mail server's, look into a folder.
pub(crate) fn open_to_others(folder: &Path) -> Result<()> {
    run(Command::new("chmod").arg("755").arg(folder)).map(drop)
}

/// Provisions a domain in a temporary folder, fills it, and moves it to its place.
fn make(templates: &Path, place: &Path) -> Result<()> {
    let temporary = TempDir::with_prefix("domain-")?;
    let folder = temporary.path();
    let address = address::free()?;
    let tls = folder.join("tls");
    fs_err::create_dir(&tls)?;
    let authority_key = tls.join("ca.key");
    certificate::create_authority(&authority_key, &tls.join("ca.pem"))?;
    certificate::create(
        certificate::Certificate::Valid,
        address,
        &authority_key,
        &tls.join("key.pem"),
        &tls.join("cert.pem"),
    )?;
    provision::provision(folder, address)?;
    let mut samba = samba::start(folder, address)?;
    seed::seed(folder, address)?;
    rights::grant(folder)?;
    samba.stop()?;

    let file = samba::configuration(folder);
    let configuration = fs_err::read_to_string(&file)?
        .replace(&folder.display().to_string(), FOLDER)
        .replace(&address.to_string(), ADDRESS);
    fs_err::write(file, configuration)?;
    // Those of other recipes are of no use any more; who copies one holds the lock.
    for old in fs_err::read_dir(templates)? {
        let old = old?.path();
        if old.is_dir() {
            fs_err::remove_dir_all(old)?;
        }
    }
    let unfinished = templates.join("new");
    copy_files(folder, &unfinished)?;
    Ok(fs_err::rename(unfinished, place)?)
}

/// With the holes in the files, which are mostly holes.
fn copy_files(from: &Path, to: &Path) -> Result<()> {
    let mut command = Command::new("cp");
    command.args(["--archive", "--sparse=always"]);
    run(command.arg(from).arg(to)).map(drop)
}

fn is_fresh(template: &Path) -> bool {
    let made = fs_err::metadata(template.join("tls/ca.pem")).and_then(|file| file.modified());
    let age = made.map(|made| SystemTime::now().duration_since(made));
    matches!(age, Ok(Ok(age)) if age < MAXIMUM_AGE)
}

/// A folder below cargo's target folder, which the running program is in; else one for temporary files.
fn templates() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    let target = program
        .ancestors()
        .find(|folder| folder.join("CACHEDIR.TAG").is_file());
    let parent = target.map_or_else(std::env::temp_dir, Path::to_owned);
    parent.join("domain-templates")
}

/// A name for the recipe and Samba's version.
fn key() -> Result<String> {
    check_machine()?;
    let version = run(Command::new("samba").arg("--version"))?;
    let mut hasher = DefaultHasher::new();
    (version, RECIPE).hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}
