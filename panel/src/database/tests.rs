//! The database: reaching it, its tables, and what happens while it is away.

use std::time::Duration;

use postgres_tests::Server;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::*;
use crate::check::report::Report;
use crate::directory::DirectoryError;
use crate::options::DatabaseOptions;
use crate::places::{open, options};

async fn said(options: &DatabaseOptions) -> String {
    match Database::open(options).await {
        Ok(_) => String::new(),
        Err(error) => error.reason().to_owned(),
    }
}

async fn checked(options: &DatabaseOptions) -> String {
    let mut report = Report::default();
    check(options, &mut report).await;
    report.to_string()
}

#[tokio::test]
async fn a_server_is_known_by_its_certificate() {
    let server = Server::shared();
    let database = server.database();
    let (url, password) = (database.tls_url(), database.password());
    let authority = server.authority().display().to_string();
    let good = options(&url, &["--database-ca", &authority], password);
    assert_eq!(said(&good).await, "");
    let database_of_it = Database::open(&good).await.unwrap();
    let rows = database_of_it.query(
        "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
        &[],
        |row| row.try_get::<_, bool>(0),
    );
    assert_eq!(rows.await.unwrap(), [true]);

    let other = server.other_authority().display().to_string();
    let unknown = options(&url, &["--database-ca", &other], password);
    assert!(
        said(&unknown).await.contains("UnknownIssuer"),
        "{}",
        said(&unknown).await
    );
    let wrong_name = url.replace("@localhost", "@127.0.0.1");
    let wrong_name = options(&wrong_name, &["--database-ca", &authority], password);
    let words = said(&wrong_name).await;
    assert!(words.contains("certificate"), "{words}");
    let none = options(&url, &["--database-ca", "/nowhere.pem"], password);
    assert!(said(&none).await.contains("/nowhere.pem"));
}

#[tokio::test]
async fn what_is_wrong_is_said_in_words() {
    let server = Server::shared();
    let database = server.database();
    let words = said(&options(&database.url(), &[], "not the password")).await;
    assert!(words.contains("password authentication failed"), "{words}");
    // At the start one that is away may come later; a check says so.
    let nowhere = options(
        "postgres://panel@127.0.0.1:1/panel?sslmode=disable",
        &[],
        "",
    );
    assert_eq!(said(&nowhere).await, "");
    let words = checked(&nowhere).await;
    assert!(words.contains("refused"), "{words}");
    let missing = database.socket_url().replace("/test_", "/missing_");
    let words = said(&options(&missing, &[], "")).await;
    assert!(words.contains("does not exist"), "{words}");
    // Somebody else's database.
    database.sql(
        "ALTER DATABASE CURRENT OWNER TO postgres"
            .replace("CURRENT", &name(&database))
            .as_str(),
    );
    let words = said(&options(&database.socket_url(), &[], "")).await;
    assert!(words.contains("permission denied"), "{words}");
    let words = checked(&options(&database.socket_url(), &[], "")).await;
    assert!(words.contains("may not make tables"), "{words}");
}

fn name(database: &postgres_tests::Database) -> String {
    database.sql("SELECT current_database()")
}

#[tokio::test]
async fn instances_that_start_at_once_make_the_tables_once() {
    let database = Server::shared().database();
    let mut tasks = JoinSet::new();
    for _ in 0..6 {
        let database = database.clone();
        tasks.spawn(async move { drop(open(&database).await) });
    }
    tasks.join_all().await;
    let version = database.sql("SELECT version FROM mailbox_password.schema_version");
    assert_eq!(version, migrate::VERSION.to_string());
}

#[tokio::test]
async fn tables_of_a_later_program_are_left_alone() {
    let database = Server::shared().database();
    drop(open(&database).await);
    let options = options(&database.socket_url(), &[], "");
    assert!(checked(&options).await.ends_with("Nothing is wrong."));
    database.sql("UPDATE mailbox_password.schema_version SET version = 99");
    for words in [said(&options).await, checked(&options).await] {
        assert!(words.contains("its tables have version 99"), "{words}");
    }
    assert_eq!(
        database.sql("SELECT version FROM mailbox_password.schema_version"),
        "99"
    );
}

#[tokio::test]
async fn a_check_changes_nothing_and_names_missing_rights() {
    let database = Server::shared().database();
    let options = options(&database.socket_url(), &[], "");
    let words = checked(&options).await;
    assert!(words.contains("will make its tables"), "{words}");
    assert_eq!(
        database.sql("SELECT to_regnamespace('mailbox_password')"),
        ""
    );
    drop(open(&database).await);
    database.sql(
        "ALTER TABLE mailbox_password.devices OWNER TO postgres;
         GRANT SELECT ON mailbox_password.devices TO panel",
    );
    let words = checked(&options).await;
    assert!(words.contains("devices (INSERT)"), "{words}");
    assert!(!words.contains("devices (SELECT)"), "{words}");
}

#[tokio::test]
async fn a_call_that_finds_no_free_connection_is_told_so() {
    let database = Server::shared().database();
    let one = options(&database.socket_url(), &["--database-connections", "1"], "");
    let database = Database::open(&one).await.unwrap();
    let held = database.client().await.unwrap();
    assert_eq!((database.pool().used, database.pool().size), (1, 1));
    let error = database.client().await.unwrap_err();
    assert!(error.reason().contains("every connection is in use"));
    drop(held);
    assert_eq!(database.pool().used, 0);
    drop(database.client().await.unwrap());
}

#[tokio::test]
async fn a_statement_that_takes_too_long_and_a_lock_that_is_not_given_are_errors() {
    let test_database = Server::shared().database();
    let database = open(&test_database).await;
    let settings = database
        .query(
            "SELECT current_setting(name) FROM unnest(ARRAY['statement_timeout', 'lock_timeout', \
             'idle_in_transaction_session_timeout', 'synchronous_commit']) AS name",
            &[],
            |row| row.try_get::<_, String>(0),
        )
        .await;
    assert_eq!(settings.unwrap(), ["5s", "3s", "10s", "on"]);
    let mut holder = database.client().await.unwrap();
    let held = holder.transaction().await.unwrap();
    held.batch_execute("LOCK TABLE requests").await.unwrap();
    let error = database.execute("DELETE FROM requests", &[]).await;
    let error = error.unwrap_err().to_string();
    assert!(error.contains("lock timeout"), "{error}");
    let error = database.execute("SELECT pg_sleep(60)", &[]).await;
    let error = error.unwrap_err().to_string();
    assert!(error.contains("statement timeout"), "{error}");
    // Neither broke a connection.
    drop(held);
    database.execute("DELETE FROM requests", &[]).await.unwrap();
}

#[tokio::test]
async fn a_server_that_was_killed_is_found_again_and_one_that_hangs_is_an_error() {
    let mut server = Server::start();
    let test_database = server.database();
    let database = open(&test_database).await;
    let ask = async || {
        database
            .query("SELECT 1", &[], |row| row.try_get::<_, i32>(0))
            .await
    };
    // Several connections, each of which is stale after the kill.
    let clients = [database.client().await, database.client().await];
    drop(clients);
    server.kill();
    let error = ask().await.unwrap_err();
    assert!(matches!(error, DirectoryError::Unavailable(_)), "{error}");
    server.restart();
    for _ in 0..3 {
        assert_eq!(ask().await.unwrap(), [1]);
    }
    // The processes of its connections, too: each answers by itself.
    let hung: String = test_database.sql(
        "SELECT string_agg(pid::text, ' ') FROM pg_stat_activity WHERE application_name = 'mailbox-password-panel'",
    );
    server.signal("STOP");
    for process in hung.split_whitespace() {
        signal("STOP", process);
    }
    // Far longer than every limit together.
    let answer = timeout(Duration::from_secs(60), ask()).await;
    let error = answer.expect("it ends").unwrap_err();
    assert!(error.reason().contains("does not answer"), "{error}");
    for process in hung.split_whitespace() {
        signal("CONT", process);
    }
    server.signal("CONT");
    assert_eq!(ask().await.unwrap(), [1]);
}

fn signal(signal: &str, process: &str) {
    let sent = std::process::Command::new("kill")
        .args([&format!("-{signal}"), process])
        .status();
    assert!(sent.unwrap().success());
}
