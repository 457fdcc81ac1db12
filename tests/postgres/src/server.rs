//! A server, and databases on it.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;

use crate::cluster::{self, ACCOUNT, PASSWORD};
use crate::process::Process;
use crate::program::{self, run};
use crate::wait::until;

/// A server of its own, which can be killed. It ends, and its data are deleted, when this is dropped.
#[derive(Debug)]
pub struct Server {
    // Its folder is gone when this is dropped, unless it was killed.
    process: Option<Process>,
    folder: TempDir,
    port: u16,
}

/// An empty database.
#[derive(Clone, Debug)]
pub struct Database {
    name: String,
    folder: PathBuf,
    port: u16,
}

/// The number of the next database.
static NEXT: AtomicU32 = AtomicU32::new(1);

impl Server {
    /// Starts one.
    ///
    /// # Panics
    /// PostgreSQL is not installed, or does not start.
    #[must_use]
    pub fn start() -> Self {
        let folder = TempDir::with_prefix("postgres-").expect("a temporary folder");
        cluster::create(folder.path());
        let mut server = Self {
            process: None,
            folder,
            port: 0,
        };
        server.launch();
        server.sql(
            "postgres",
            &format!("CREATE ROLE {ACCOUNT} LOGIN PASSWORD '{PASSWORD}'"),
        );
        server
    }

    /// The one that the tests of this process share. It ends with the process.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Server> = OnceLock::new();
        SHARED.get_or_init(Self::start)
    }

    /// An empty database of its own, which the panel's account owns.
    pub fn database(&self) -> Database {
        let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        self.sql(
            "postgres",
            &format!("CREATE DATABASE {name} OWNER {ACCOUNT}"),
        );
        Database {
            name,
            folder: self.folder.path().to_owned(),
            port: self.port,
        }
    }

    /// Ends it at once, as a power cut would.
    ///
    /// # Panics
    /// If the server cannot be ended.
    pub fn kill(&mut self) {
        if let Some(process) = self.process.take() {
            process.kill();
        }
    }

    /// Kills the server if it runs, starts it again with the same data at the same addresses, and waits until it answers.
    ///
    /// # Panics
    /// If the server does not start.
    pub fn restart(&mut self) {
        self.kill();
        self.launch();
    }

    /// Sends the server a signal, as in `STOP`: then it takes no connection.
    ///
    /// # Panics
    /// If the server does not run.
    pub fn signal(&self, signal: &str) {
        let process = self.process.as_ref().expect("it runs");
        process.signal(signal).expect("it runs");
    }

    /// Does something as the server's administrator; returns the rows of the answer.
    ///
    /// # Panics
    /// If the statement fails.
    pub fn sql(&self, database: &str, statement: &str) -> String {
        sql(self.folder.path(), self.port, database, statement).expect("a statement")
    }

    /// A PEM file with the authority of the server's certificate, which is for `localhost`.
    #[must_use]
    pub fn authority(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    /// A PEM file with another authority.
    #[must_use]
    pub fn other_authority(&self) -> PathBuf {
        self.folder.path().join("other-authority.pem")
    }

    /// Starts the server: the first time at a free port, then at the same. What is left of one that was killed can keep
    /// the new one from starting for a moment.
    fn launch(&mut self) {
        self.process = Some(until("a server that answers", || {
            if self.port == 0 || !self.folder.path().join("used").exists() {
                self.port = free_port();
            }
            let process = Process::start(self.folder.path(), self.port);
            loop {
                if sql(self.folder.path(), self.port, "postgres", "SELECT 1").is_ok() {
                    fs_err::write(self.folder.path().join("used"), "").expect("a mark");
                    return Some(process);
                }
                if !process.is_running() {
                    process.kill();
                    return None;
                }
            }
        }));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(process) = &mut self.process {
            process.end();
        }
    }
}

impl Database {
    /// Its URL, for the panel's account with [`Self::password`], without TLS.
    #[must_use]
    pub fn url(&self) -> String {
        let (name, port) = (&self.name, self.port);
        format!("postgres://{ACCOUNT}@127.0.0.1:{port}/{name}?sslmode=disable")
    }

    /// The same with TLS.
    #[must_use]
    pub fn tls_url(&self) -> String {
        let (name, port) = (&self.name, self.port);
        format!("postgres://{ACCOUNT}@localhost:{port}/{name}?sslmode=verify-full")
    }

    /// The same by the server's socket, which asks for no password.
    #[must_use]
    pub fn socket_url(&self) -> String {
        let folder = self.folder.display().to_string().replace('/', "%2F");
        let (name, port) = (&self.name, self.port);
        format!("postgres://{ACCOUNT}@{folder}:{port}/{name}")
    }

    /// The password of the panel's account.
    #[must_use]
    pub const fn password(&self) -> &'static str {
        PASSWORD
    }

    /// Does something in it as the server's administrator; returns the rows of the answer.
    ///
    /// # Panics
    /// If the statement fails.
    pub fn sql(&self, statement: &str) -> String {
        sql(&self.folder, self.port, &self.name, statement).expect("a statement")
    }
}

fn sql(folder: &Path, port: u16, database: &str, statement: &str) -> Result<String, String> {
    let mut psql = Command::new(program::psql());
    psql.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align"])
        .args(["--set=ON_ERROR_STOP=1", "--username=postgres"])
        .arg(format!("--host={}", folder.display()))
        .arg(format!("--port={port}"))
        .arg(format!("--dbname={database}"))
        .arg(format!("--command={statement}"));
    Ok(run(&mut psql)?.trim().to_owned())
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    listener.local_addr().expect("a port").port()
}
