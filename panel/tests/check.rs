//! What `panel check` says of the files of the panel itself; `evidence/check.rs` has those of evidence.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::fs;

use rusqlite::Connection;

use crate::support::Start;

#[test]
fn the_check_looks_at_the_files_of_mailboxes() {
    let start = Start::new();
    let said = |option: &str, file: &str, more: &[&str]| {
        let mut command = Start::bare();
        command.arg("check").arg("--dist").arg(start.path("dist"));
        command.args(more).arg(option).arg(start.path(file));
        let output = command.output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let wrong = text.lines().find(|line| line.starts_with("wrong  "));
        assert_eq!(output.status.success(), wrong.is_none(), "{text}");
        (text.clone(), wrong.unwrap_or_default().to_owned())
    };
    let (text, _) = said("--store", "new.sqlite", &[]);
    assert!(
        text.contains("ok     store: ") && text.contains("is not there yet"),
        "{text}"
    );
    assert!(!start.path("new.sqlite").exists());
    let (_, wrong) = said("--store", "nowhere/new.sqlite", &[]);
    assert!(
        wrong.contains("store: ") && wrong.contains("cannot be made"),
        "{wrong}"
    );
    let later = Connection::open(start.path("later.sqlite")).unwrap();
    later.pragma_update(None, "user_version", 99).unwrap();
    let (_, wrong) = said("--store", "later.sqlite", &[]);
    assert!(wrong.contains("has layout 99"), "{wrong}");
    let (_, wrong) = said("--demo-store", "later.sqlite", &["--demo"]);
    assert!(wrong.contains("has layout 99"), "{wrong}");
    later.pragma_update(None, "user_version", 1).unwrap();
    let (text, _) = said("--store", "later.sqlite", &[]);
    assert!(
        text.contains("has layout 1; the panel brings it to 3"),
        "{text}"
    );
    fs::write(start.path("odd.sqlite"), "no database ".repeat(100)).unwrap();
    let (_, wrong) = said("--store", "odd.sqlite", &[]);
    assert!(wrong.contains("cannot be read"), "{wrong}");
}

#[cfg(unix)]
#[test]
fn the_check_warns_of_a_mail_password_that_others_can_read() {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;
    let start = Start::new();
    let file = start.path("mail-password");
    fs::write(&file, "Not-For-Everyone-1").unwrap();
    let check = |mode: u32| {
        fs::set_permissions(&file, Permissions::from_mode(mode)).unwrap();
        let mut command = Start::bare();
        command
            .args(["check", "--demo", "--smtp", "smtps://mail.example.com"])
            .args(["--smtp-from", "panel@example.com", "--smtp-user", "panel"])
            .arg("--smtp-password-file")
            .arg(&file);
        let output = command.output().unwrap();
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("note   smtp-password-file: other users")
    };
    assert!(check(0o644));
    assert!(!check(0o600));
}
