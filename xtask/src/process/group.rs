//! Process groups: a program is stopped together with everything that it started.

use std::process::{Child, Command};

/// Makes the program the leader of a process group of its own.
#[cfg(unix)]
pub(super) fn lead(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

/// Asks the group to end, as Ctrl+C does.
#[cfg(unix)]
pub(super) fn interrupt(leader: &Child) {
    signal(leader, nix::sys::signal::Signal::SIGINT);
}

/// Ends what is left of the group.
#[cfg(unix)]
pub(super) fn kill(leader: &Child) {
    signal(leader, nix::sys::signal::Signal::SIGKILL);
}

#[cfg(unix)]
fn signal(leader: &Child, signal: nix::sys::signal::Signal) {
    if let Ok(group) = i32::try_from(leader.id()) {
        // An error means that the group has ended, which is what was wanted.
        let _ = nix::sys::signal::killpg(nix::unistd::Pid::from_raw(group), signal);
    }
}

/// Does nothing: on Windows, Ctrl+C reaches every program of the console.
#[cfg(not(unix))]
pub(super) fn lead(_: &mut Command) {}

/// Does nothing: on Windows, Ctrl+C reaches every program of the console.
#[cfg(not(unix))]
pub(super) fn interrupt(_: &Child) {}

/// Ends the program and its descendants.
#[cfg(not(unix))]
pub(super) fn kill(leader: &Child) {
    // An error means that they have ended, which is what was wanted.
    let _ = Command::new("taskkill")
        .args(["/T", "/F", "/PID", &leader.id().to_string()])
        .output();
}
