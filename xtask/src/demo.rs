//! `cargo xtask demo`: builds the widget and the reference control panel, and serves them.

use std::io::ErrorKind;
use std::net::TcpListener;
use std::process::ExitCode;
use std::time::Duration;

use crate::dist;
use crate::failure::{Failure, Result};
use crate::process::Run;
use crate::progress::Progress;
use crate::project::Project;
use crate::setup::{Program, Setup};

const ADDRESS: &str = "127.0.0.1:8080";

/// Runs the task. Returns only if something fails: in the end the panel takes this program's place.
pub(crate) fn run(project: &Project, args: &[String]) -> Result<ExitCode> {
    let (address, rest) = split_address(args)?;
    check_free(&address)?;
    let mut progress = Progress::default();
    let setup = Setup::new(project)?;
    let node = progress.step("Set up", || {
        setup.wasm_target()?;
        setup.wasm_bindgen()?;
        let programs = setup.programs(&[Program::Node]);
        Ok(programs.and_then(|()| setup.node_tools()))
    })?;
    if let Err(failure) = &node {
        println!("    built without wasm-opt: larger, works the same ({failure})");
    }
    dist::build(project, &setup, node.as_ref().ok(), &mut progress)?;
    let panel = progress.step("Build the control panel", || build_panel(project))?;
    progress.summary();
    println!("==> Start the control panel");
    let panel = Run::new(panel)
        .args(["--demo", "--listen", &address, "--dist"])
        .arg(project.dist())
        .args(rest)
        .dir(&project.root);
    Err(panel.replace())
}

/// Builds the panel, and returns where its program is.
pub(crate) fn build_panel(project: &Project) -> Result<std::path::PathBuf> {
    Run::cargo()
        .args(["build", "--package", "panel"])
        .dir(&project.root)
        .limit(Duration::from_secs(20 * 60))
        .build()?;
    Ok(project
        .target
        .join("debug")
        .join(format!("panel{}", std::env::consts::EXE_SUFFIX)))
}

/// The address to listen on, and the arguments that are the panel's.
fn split_address(args: &[String]) -> Result<(String, Vec<String>)> {
    let mut address = ADDRESS.to_owned();
    let mut rest = Vec::new();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if arg == "--listen" {
            let value = args
                .next()
                .ok_or_else(|| Failure::new("--listen needs an address such as 127.0.0.1:8080"))?;
            address.clone_from(value);
        } else if let Some(value) = arg.strip_prefix("--listen=") {
            value.clone_into(&mut address);
        } else {
            rest.push(arg.clone());
        }
    }
    Ok((address, rest))
}

/// Fails before the long build, not after it.
fn check_free(address: &str) -> Result<()> {
    let Err(error) = TcpListener::bind(address) else {
        return Ok(());
    };
    Err(Failure::new(match error.kind() {
        ErrorKind::AddrInUse => format!(
            "another program listens on {address}: end it, or choose another port with `cargo xtask demo --listen \
             127.0.0.1:8090`"
        ),
        _ => format!(
            "cannot listen on `{address}` ({error}): give --listen an address such as {ADDRESS}"
        ),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(args: &[&str], address: &str, rest: &[&str]) {
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        let rest = rest.iter().map(|arg| (*arg).to_owned()).collect();
        assert_eq!(split_address(&args), Ok((address.to_owned(), rest)));
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
