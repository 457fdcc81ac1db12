//! `cargo xtask demo`: builds the widget and the reference control panel, and serves them.

use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::dist;
use crate::process::Run;
use crate::progress::Progress;
use crate::project::Project;
use crate::setup::{Setup, Tool};

const ADDRESS: &str = "127.0.0.1:8080";
/// The option that puts the panel on a domain controller instead of a file.
const ACTIVE_DIRECTORY: &str = "--active-directory";

/// Runs the task. Returns only if something fails: in the end the panel replaces this program.
pub(crate) fn run(project: &Project, args: &[String]) -> Result<ExitCode> {
    let (address, mut rest) = split_address(args)?;
    let given = rest.len();
    rest.retain(|arg| arg != ACTIVE_DIRECTORY);
    let on_domain = rest.len() < given;
    check_free(&address)?;
    let mut progress = Progress::default();
    let setup = Setup::new(project)?;
    let node = progress.step("Set up", || {
        let domain: &[_] = if on_domain { &[Tool::Domain] } else { &[] };
        setup.provide(&[domain, &[Tool::WasmTarget, Tool::WasmBindgen]].concat())?;
        let node = setup.provide(&[Tool::NodeTools]);
        anyhow::Ok(node.and_then(|()| setup.node_tools()))
    })?;
    if let Err(error) = &node {
        println!("    built without wasm-opt: larger, works the same ({error:#})");
    }
    dist::build(project, &setup, node.as_ref().ok(), &mut progress)?;
    let panel = progress.step("Build the control panel", || build_panel(project))?;
    let start = if on_domain {
        let domain = progress.step("Build the domain controller's program", || {
            build(project, "domain-tests", "domain-demo")
        })?;
        Run::new(domain).arg(panel)
    } else {
        Run::new(panel).arg("--demo")
    };
    progress.summary();
    println!("==> Start the control panel");
    let start = start
        .args(["--listen", &address, "--dist"])
        .arg(project.dist())
        .args(rest)
        .dir(&project.root);
    Err(start.replace())
}

/// Builds the panel, and returns where its program is.
pub(crate) fn build_panel(project: &Project) -> Result<PathBuf> {
    build(project, "panel", "panel")
}

/// The same with optimisation, as it is deployed.
pub(crate) fn build_optimized_panel(project: &Project) -> Result<PathBuf> {
    build_in(project, "panel", "panel", &["--release"], "release")
}

/// Builds a program of a package, and returns where it is.
fn build(project: &Project, package: &str, program: &str) -> Result<PathBuf> {
    build_in(project, package, program, &[], "debug")
}

fn build_in(
    project: &Project,
    package: &str,
    program: &str,
    more: &[&str],
    folder: &str,
) -> Result<PathBuf> {
    Run::cargo()
        .args(["build", "--package", package, "--bin", program])
        .args(more)
        .dir(&project.root)
        .run()?;
    let folder = project.target.join(folder);
    Ok(folder.join(format!("{program}{}", std::env::consts::EXE_SUFFIX)))
}

/// The address to listen on, and the arguments for the panel.
fn split_address(args: &[String]) -> Result<(String, Vec<String>)> {
    let mut rest = args.to_vec();
    let Some(at) = args.iter().position(|arg| arg.starts_with("--listen")) else {
        return Ok((ADDRESS.to_owned(), rest));
    };
    let address = match rest.remove(at).split_once('=') {
        Some((_, address)) => address.to_owned(),
        None if at < rest.len() => rest.remove(at),
        None => bail!("--listen needs an address such as {ADDRESS}"),
    };
    Ok((address, rest))
}

/// Fails before the long build, not after it.
fn check_free(address: &str) -> Result<()> {
    let Err(error) = TcpListener::bind(address) else {
        return Ok(());
    };
    if error.kind() == ErrorKind::AddrInUse {
        bail!(
            "another program listens on {address}: end it, or choose another port with `cargo xtask demo --listen \
             127.0.0.1:8090`"
        );
    }
    bail!("cannot listen on `{address}` ({error}): give --listen an address such as {ADDRESS}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(args: &[&str], address: &str, rest: &[&str]) {
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        let rest = rest.iter().map(|arg| (*arg).to_owned()).collect();
        let expected = Some((address.to_owned(), rest));
        assert_eq!(split_address(&args).ok(), expected);
    }

    #[test]
    fn what_is_not_ours_goes_to_the_panel() {
        check(&[], ADDRESS, &[]);
        check(
            &["--listen", "127.0.0.1:9", "--quiet"],
            "127.0.0.1:9",
            &["--quiet"],
        );
        check(&["--listen=[::1]:9"], "[::1]:9", &[]);
    }

    #[test]
    fn a_taken_port_is_said_before_anything_is_built() {
        let Ok(listener) = TcpListener::bind("127.0.0.1:0") else {
            return;
        };
        let Ok(address) = listener.local_addr() else {
            return;
        };
        let failure = check_free(&address.to_string()).map_err(|failure| failure.to_string());
        assert!(failure.is_err_and(|words| words.starts_with("another program listens on")));
        assert!(check_free("nonsense").is_err());
    }
}
