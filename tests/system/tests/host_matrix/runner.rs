//! Plays the cells of the matrix, one after the other in one browser.

#![allow(clippy::expect_used, reason = "a test ends where something is missing")]

use std::path::PathBuf;

use serde_json::{Value, json};
use system_tests::{
    Browser, CHANGED, HostServer, NEW, NOT_CHANGED, OLD, Response, UNKNOWN, default_routes,
    path_from_environment, until,
};

use super::host::Host;
use super::job::{Job, Step};
use super::page_scripts::{BEFORE, END, LIBRARY};

/// What the browser itself says when a page is left that nobody has touched.
const BROWSERS: &str = "'beforeunload' confirmation panel";

/// What was seen of a host and a job.
#[derive(Clone, Debug)]
pub(crate) enum Cell {
    /// As it has to be.
    Good,
    /// The job makes no sense there, and why.
    Excused(&'static str),
    /// What is not as it has to be.
    Bad(String),
}

/// The server and the browser that all cells share.
pub(crate) struct Stage {
    server: HostServer,
    browser: Browser,
    /// How many entries of the console belong to earlier cells.
    told: usize,
}

impl Stage {
    pub(crate) async fn start() -> Self {
        let server = HostServer::start().await;
        default_routes(&server);
        serve_pages(&server);
        let elsewhere = Response::html("<!doctype html><title>Elsewhere</title>");
        server.respond("GET /elsewhere", elsewhere);
        let browser = Browser::start().await;
        browser.run_before_each_page(BEFORE).await;
        Self {
            server,
            browser,
            told: 0,
        }
    }

    /// Does a job in a host.
    pub(crate) async fn play(&mut self, host: &Host, job: Job) -> Cell {
        if let Some(why) = host.excuse(job) {
            return Cell::Excused(why);
        }
        let seen = self.try_play(host, job).await;
        self.server.release_any();
        match seen {
            Ok(()) => Cell::Good,
            Err(what) => Cell::Bad(what),
        }
    }

    async fn try_play(&mut self, host: &Host, job: Job) -> Result<(), String> {
        let name = host.name.to_lowercase().replace(' ', "-");
        let path = format!("/hosts/{name}/{}", job.name());
        for (route, answers) in host.routes(&path) {
            self.server.respond_in_turn(&route, answers);
        }
        let post = format!("POST {path}/password");
        let answers = job.answers();
        let expected = answers.len();
        self.server.respond_in_turn(&post, answers);
        self.browser
            .open(self.server.url(&format!("{path}/first")))
            .await;
        self.enter(host).await;
        for step in job.steps(host.navigation) {
            match step {
                Step::Script(script) => self.run(script, job).await?,
                Step::Received => drop(self.server.wait_for_request(&post, 1).await),
                Step::LeaveAndReturn => self.leave_and_return(host).await,
            }
        }
        self.run(END, job).await?;
        let sent = self.server.requests(&post).len();
        if sent != expected {
            return Err(format!("{sent} requests"));
        }
        self.check_console().await
    }

    /// Goes into the frame, where there is one.
    async fn enter(&self, host: &Host) {
        if host.is_framed() {
            until("the frame", || async {
                self.browser.enter_frame(0).await.ok()
            })
            .await;
        }
    }

    async fn leave_and_return(&self, host: &Host) {
        let top = self.browser.enter_default_frame().await;
        top.expect("the page itself");
        self.browser.open(self.server.url("/elsewhere")).await;
        self.browser.back().await.expect("the page before");
        self.enter(host).await;
    }

    /// Runs a script of a job; the error is what it throws.
    async fn run(&self, script: &str, job: Job) -> Result<(), String> {
        let caught = format!(
            "{LIBRARY} try {{ {script} }} catch (error) {{ return String(error?.message ?? error); }}"
        );
        let arguments = json!([OLD, NEW, CHANGED, NOT_CHANGED, UNKNOWN, job.changes()]);
        match self.browser.run_async(&caught, arguments).await {
            Value::Null => Ok(()),
            Value::String(what) => Err(what),
            other => Err(other.to_string()),
        }
    }

    /// Nobody has complained on the console, neither the host nor the element.
    async fn check_console(&mut self) -> Result<(), String> {
        let errors = self.browser.console_errors().await;
        let new = errors.iter().skip(self.told).map(String::as_str);
        let new: Vec<_> = new.filter(|what| !what.contains(BROWSERS)).collect();
        let new = new.join("; ");
        self.told = errors.len();
        if new.is_empty() { Ok(()) } else { Err(new) }
    }
}

/// The bundled scripts and style sheets of the hosts.
fn serve_pages(server: &HostServer) {
    let folder: PathBuf = path_from_environment("HOST_PAGES");
    let files = std::fs::read_dir(folder).expect("the bundled pages");
    for file in files.flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        if let Ok(content) = std::fs::read(file.path()) {
            server.respond(
                &format!("GET /pages/{name}"),
                Response::file(&name, content),
            );
        }
    }
}
