use std::ffi::OsString;
use std::fs;
use std::path::Path;

use clap::CommandFactory;
use tempfile::TempDir;

use super::command_line::CommandLine;
use super::*;

fn read(arguments: &[&str]) -> Result<Command, OptionsError> {
    parse(arguments.iter().map(OsString::from))
}

#[track_caller]
fn check(arguments: &str, expected: &str) {
    let arguments: Vec<_> = arguments.split_whitespace().collect();
    let error = read(&arguments).unwrap_err().to_string();
    assert!(error.contains(expected), "{arguments:?}: {error}");
    assert_eq!(error.lines().count(), 1, "{error}");
}

fn serve(arguments: &[&str]) -> Options {
    match read(arguments).unwrap() {
        Command::Serve(options) => *options,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_wrong_option_is_named_with_what_to_write_instead() {
    check("", "--store FILE or --directory URL, or try --demo");
    check("--demo --listen 8080", "127.0.0.1:8080");
    check("--demo --hash-cost much", "19456,2");
    check("--demo --origin panel.example.com", "https://HOST");
    check("--demo --store-wait=-1", "--store-wait");
    check("--demo --device-pace=-1", "--device-pace");
    check("--demo --help-line javascript:alert(1)", "tel:");
    check("--demo --lisen 1", "--lisen");
    check("--demo --trusted-proxy 10.0.0.0/33", "10.0.0.0/8");
    check("--demo --sign-ins-per-minute 0", "--sign-ins-per-minute");
    check("--demo --config nowhere.toml", "nowhere.toml");
    check("--store s --add-mailbox ann@example.com", "--name NAME");
    check(
        "--store s --add-mailbox ann --name Ann",
        "--add-mailbox ADDRESS",
    );
    check(
        "--demo --add-mailbox ann@example.com --name Ann",
        "--store FILE",
    );
    check("--demo --administrator", "--add-mailbox ADDRESS");
    check("--directory http://dc1", "ldaps://HOST");
    check("--directory ldaps://", "ldaps://HOST");
    check("--directory dc1", "--directory-scope NAME");
    check(
        "--directory dc1 --directory-connections 0",
        "one connection",
    );
    check("--demo --administrators =>", "GROUP => AREA");
    check("--demo --store s", "goes with no --store");
    check("--demo --listen 0.0.0.0:80", "loopback address only");
    check(
        "--demo --origin https://panel.example.com",
        "loopback address only",
    );
    check("--demo --base-path portal", "/portal");
    check("--demo --metrics 192.0.2.1:80", "loopback");
    check("--demo --smtp mail.example.com", "smtps://HOST");
    check("--demo --smtp smtp://ann@mail.example.com", "--smtp-user");
    check(
        "--demo --smtp smtp://mail.example.com:587 --smtp-from a@example.com --smtp-user ann",
        "?tls=required",
    );
    check(
        "--demo --smtp smtp://mail.example.com",
        "--smtp-from ADDRESS",
    );
    check("unlock ann@example.com --demo", "--store FILE");
    let database = "--database postgres://panel@db.example.com/panel";
    check(&format!("--store s {database}"), "nothing to keep in it");
    check(
        &format!("--store s --evidence-store e {database}"),
        "leave one",
    );
    check(
        &format!("--directory dc1 --records r {database}"),
        "leave one",
    );
    check("--demo --database db.example.com", "postgres://USER@HOST");
    check(
        "evidence-forget mail1 --store s",
        "this is done in the evidence store",
    );
    check(
        "evidence-sources --store s",
        "this is done in the evidence store",
    );
    check(
        "evidence-erase ann@example.com --store s",
        "--database URL and --evidence-secret-file",
    );
}

#[test]
fn the_command_line_counts_more_than_the_file() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("panel.toml");
    fs::write(
        &file,
        "listen = \"127.0.0.1:1\"\nstore = \"a.sqlite\"\nstore-wait = 0.5\nsign-ins-per-minute = 7\n",
    )
    .unwrap();
    let file = file.display().to_string();
    let options = serve(&["--config", &file, "--listen", "127.0.0.1:2"]);
    assert_eq!(options.listen.port(), 2);
    let store = folder.path().join("a.sqlite");
    assert_eq!(options.mailboxes.store(), Some(store.as_path()));
    assert_eq!(options.store_wait, Duration::from_millis(500));
    assert_eq!(options.limits.sign_ins.get(), 7);
    assert_eq!(options.limits.changes, RequestLimits::default().changes);
}

fn in_active_directory(options: Options) -> DirectoryOptions {
    match options.mailboxes {
        Mailboxes::ActiveDirectory(directory) => *directory,
        Mailboxes::Demo(_) | Mailboxes::Store(_) => panic!("not in Active Directory"),
    }
}

#[test]
fn a_directory_is_read_with_its_password_and_without_showing_it() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("panel.toml");
    let password = "Not-For-Everyone-1";
    fs::write(folder.path().join("password"), format!("{password}\n")).unwrap();
    fs::write(
        &file,
        r#"
directory = ["ldaps://dc1.corp.example", "dc2.corp.example:3269"]
directory-ca = "ca.pem"
directory-scope = "OU=Staff,DC=corp,DC=example"
directory-account = "svc-panel@corp.example"
directory-password-file = "password"
secret-file = "secret"
old-password-minutes = 0

[[administrators]]
group = "CN=Mailbox Administrators,OU=Groups,DC=corp,DC=example"

[[administrators]]
group = "CN=Sales Desk,OU=Groups,DC=corp,DC=example"
area = "OU=Sales,OU=Staff,DC=corp,DC=example"
"#,
    )
    .unwrap();
    let file = file.display().to_string();
    let options = serve(&["--config", &file]);
    let shown = format!("{options:?}");
    assert!(!shown.contains(password), "{shown}");
    let directory = in_active_directory(options);
    let urls = ["ldaps://dc1.corp.example", "ldaps://dc2.corp.example:3269"];
    let controllers = directory.controllers.iter().map(ToString::to_string);
    assert_eq!(controllers.collect::<Vec<_>>(), urls);
    assert_eq!(directory.password.expose(), password);
    assert_eq!(directory.ca.unwrap(), folder.path().join("ca.pem"));
    assert_eq!(directory.secret_file, folder.path().join("secret"));
    assert_eq!(directory.old_password_grace, Duration::ZERO);
    let areas: Vec<_> = directory
        .administrators
        .iter()
        .map(|group| group.area.as_deref())
        .collect();
    assert_eq!(areas, [None, Some("OU=Sales,OU=Staff,DC=corp,DC=example")]);

    let two = ["--administrators", "CN=a", "--administrators", "CN=b"];
    let options = serve(&[&["--config", &file], &two[..]].concat());
    assert_eq!(in_active_directory(options).administrators.len(), 2);
    let one = "CN=Desk,DC=corp,DC=example => corp.example";
    let options = serve(&["--config", &file, "--administrators", one]);
    let administrators = in_active_directory(options).administrators;
    assert_eq!(administrators.len(), 1);
    assert_eq!(administrators[0].group, "CN=Desk,DC=corp,DC=example");
    assert_eq!(administrators[0].area.as_deref(), Some("corp.example"));
    check(&format!("--config {file} --store s"), "in one place");
    check(&format!("--config {file} --demo"), "in one place");
    fs::write(folder.path().join("password"), "\n").unwrap();
    check(&format!("--config {file}"), "its first line is empty");
}

#[test]
fn no_option_takes_a_secret() {
    let command = CommandLine::command();
    let mut names = command
        .get_arguments()
        .filter_map(|option| option.get_long());
    let takes_one = |name: &str| {
        (name.contains("password") || name.contains("secret"))
            && !name.ends_with("-file")
            && !name.ends_with("-minutes")
    };
    assert_eq!(names.find(|name| takes_one(name)), None);
}

/// The page of the documentation describes every option, and its example can be used.
#[test]
fn the_documentation_has_every_option_and_an_example_that_can_be_read() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/configuration.md");
    let page = fs::read_to_string(page).unwrap();
    let file_only_on_the_command_line = [
        "add-mailbox",
        "administrator",
        "config",
        "help",
        "name",
        "version",
    ];
    for option in CommandLine::command().get_arguments() {
        let name = option.get_long().unwrap_or_default();
        if !file_only_on_the_command_line.contains(&name) {
            assert!(page.contains(&format!("| `{name}` |")), "{name} has no row");
        }
    }
    let examples: Vec<_> = page
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split_once("```"))
        .collect();
    assert!(examples.len() >= 2);
    let folder = TempDir::new().unwrap();
    for name in ["directory-password", "secret"] {
        fs::write(folder.path().join(name), "0123456789abcdef0123456789abcdef").unwrap();
    }
    for (example, _) in examples {
        let file = folder.path().join("panel.toml");
        fs::write(&file, example).unwrap();
        serve(&["--config", &file.display().to_string()]);
    }
}
