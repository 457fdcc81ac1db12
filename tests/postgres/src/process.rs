//! The server's process. It ends with the process that started it: a shell holds it, whose standard input ends then.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::program::{self, run};

/// The user who runs the server where this is root, whom PostgreSQL refuses: `nobody`.
const NOBODY: u32 = 65_534;

/// Starts the program, tells its id, and waits for its own input to end; then it ends the program, and deletes the folder.
const HOLD: &str = r#"
"$@" &
echo $! > "$FOLDER/started"
cat > /dev/null
kill -QUIT $!
wait
rm -rf "$FOLDER"
"#;

/// A server that runs.
#[derive(Debug)]
pub(crate) struct Process {
    shell: Child,
    id: u32,
}

impl Process {
    /// Starts the server of this folder.
    pub(crate) fn start(folder: &Path, port: u16) -> Self {
        let started = folder.join("started");
        // Of an earlier one.
        let _ = fs_err::remove_file(&started);
        let log = fs_err::File::options()
            .create(true)
            .append(true)
            .open(folder.join("log"))
            .expect("a log");
        let log = std::fs::File::from(log);
        let mut command = Command::new("sh");
        command
            .args(["-c", HOLD, "sh"])
            .arg(program::folder().join("postgres"))
            .arg("-D")
            .arg(folder.join("data"))
            .args(["-p", &port.to_string()])
            .env("FOLDER", folder)
            .stdin(Stdio::piped())
            .stdout(log.try_clone().expect("a log"))
            .stderr(log);
        let shell = as_somebody(&mut command).spawn().expect("a shell");
        let id = crate::wait::until("the server's id", || {
            fs_err::read_to_string(&started).ok()?.trim().parse().ok()
        });
        Self { shell, id }
    }

    /// Whether it runs. One that has ended may still have its id, until whoever inherited it looks.
    pub(crate) fn is_running(&self) -> bool {
        let status = fs_err::read_to_string(format!("/proc/{}/status", self.id));
        let is_left_over = status.is_ok_and(|status| status.contains("State:\tZ"));
        !is_left_over && self.signal("0").is_ok()
    }

    /// Sends it a signal, as in `STOP`.
    pub(crate) fn signal(&self, signal: &str) -> Result<String, String> {
        run(Command::new("kill").args([&format!("-{signal}"), &self.id.to_string()]))
    }

    /// Ends it at once, as a power cut would, and leaves its folder.
    pub(crate) fn kill(mut self) {
        // At once; the shell waits for its input, and would delete the folder.
        let _ = self.signal("KILL");
        self.shell.kill().expect("the shell can be ended");
        self.shell.wait().expect("the shell ends");
        crate::wait::until("the server's end", || (!self.is_running()).then_some(()));
    }

    /// Ends it, and waits until its folder is deleted.
    pub(crate) fn end(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
    }
}

/// As the user who may run a server.
pub(crate) fn as_somebody(command: &mut Command) -> &mut Command {
    match is_root() {
        true => command.uid(NOBODY).gid(NOBODY),
        false => command,
    }
}

/// Gives a file or folder to that user.
pub(crate) fn give(path: &Path) {
    if is_root() {
        std::os::unix::fs::chown(path, Some(NOBODY), Some(NOBODY)).expect("root may do so");
    }
}

fn is_root() -> bool {
    run(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
