//! Programs that run to their end.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// What must be there, with the Debian package that has it.
const NEEDED: &[(&str, &str)] = &[
    ("dovecot", "dovecot-imapd dovecot-ldap dovecot-pop3d"),
    ("ldbmodify", "ldb-tools"),
    ("mbsync", "isync"),
    ("mpop", "mpop"),
    ("postfix", "postfix"),
    ("samba", "samba-ad-dc"),
    ("samba-tool", "samba-ad-dc samba-ad-provision"),
];

/// Runs a program, and returns what it wrote to its standard output. If it fails, the error has all that it wrote.
pub(crate) fn run(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("starting {name}"))?;
    let [out, err] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    ensure!(
        output.status.success(),
        "{name} failed ({}):\n{out}{err}",
        output.status
    );
    Ok(out.into_owned())
}

/// Fails if this machine or this user cannot have a domain controller.
pub(crate) fn check_machine() -> Result<()> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    for (program, packages) in NEEDED {
        let found = std::env::split_paths(&path).any(|folder| folder.join(program).is_file());
        ensure!(
            found,
            "`{program}` is missing: run `sudo apt-get install --no-install-recommends {packages}`"
        );
    }
    let user = run(Command::new("id").arg("-u"))?;
    ensure!(
        user.trim() == "0",
        "a domain controller needs root, because LDAP's ports are below 1024: run the same command with `sudo -E env \
         \"PATH=$PATH\"` in front"
    );
    Ok(())
}
