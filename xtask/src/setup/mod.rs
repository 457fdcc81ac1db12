//! Gets the tools that a task needs. What is missing is fetched by package name into a per-user cache; what cannot be
//! had is named with the command that gets it.

mod browser;
mod cache;
mod cargo_tools;
mod domain;
mod engines;
mod no_services;
mod npm;
mod postgres;
mod rust;
mod system_packages;
mod web_servers;

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Context, Result};

pub(crate) use browser::Browser;
pub(crate) use engines::WebKit;
pub(crate) use npm::NodeTools;

use cache::Cache;
use system_packages::Packages;

use crate::project::Project;

/// What a task can need; what takes longest to get comes last.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Tool {
    /// A domain controller, and a mail server that asks it.
    Domain,
    /// The servers that are put in front of the panel.
    WebServers,
    /// A database server.
    Postgres,
    /// What the commands of the documentation need.
    Curl,
    /// A Chromium and its driver.
    Browser,
    /// WebKitGTK, its driver, and a display.
    WebKit,
    /// rustfmt and Clippy.
    Lints,
    /// The standard library for WebAssembly.
    WasmTarget,
    /// wasm-opt and esbuild, with the node that runs them.
    NodeTools,
    /// The script that judges a page's accessibility.
    Axe,
    /// The frameworks in whose pages the tests put the element.
    Hosts,
    /// What the benchmark compares with.
    Peers,
    /// `wasm-bindgen` and `wasm-bindgen-test-runner`, of the version in Cargo.lock.
    WasmBindgen,
    /// What serves the development page.
    Trunk,
    /// Firefox, and its driver.
    Firefox,
}

impl Tool {
    /// The packages of the operating system that it comes with, or that it needs.
    fn packages(self) -> Option<&'static Packages> {
        match self {
            Self::Axe | Self::Hosts | Self::NodeTools | Self::Peers => Some(&npm::NODE),
            Self::Browser => Some(&browser::CHROMIUM),
            Self::Curl => Some(&system_packages::CURL),
            Self::Domain => Some(&domain::SAMBA),
            Self::Firefox => Some(&engines::FIREFOX),
            Self::Postgres => Some(&postgres::POSTGRES),
            Self::WebKit => Some(&engines::WEBKIT),
            Self::WebServers => Some(&web_servers::WEB_SERVERS),
            Self::Lints | Self::Trunk | Self::WasmBindgen | Self::WasmTarget => None,
        }
    }
}

/// Everything that can be set up. Each method returns at once if its tool is there already.
pub(crate) struct Setup {
    cache: Cache,
    npm: PathBuf,
    wasm_bindgen_version: String,
}

impl Setup {
    /// For the versions that this repository wants.
    pub(crate) fn new(project: &Project) -> Result<Self> {
        Ok(Self {
            cache: Cache::find()?,
            npm: project.path("xtask/npm"),
            wasm_bindgen_version: project.locked_version("wasm-bindgen")?,
        })
    }

    /// Gets these tools. All packages of the operating system come first: what cannot be had is reported at once, and
    /// before anything is fetched.
    pub(crate) fn provide(&self, tools: &[Tool]) -> Result<()> {
        let tools: BTreeSet<_> = tools.iter().collect();
        system_packages::provide(tools.iter().filter_map(|tool| tool.packages()))?;
        for tool in tools {
            match tool {
                Tool::Axe => self.axe().map(drop),
                Tool::Browser => self
                    .browser()
                    .map(|browser| browser.warn_if_versions_differ()),
                Tool::Curl | Tool::Domain | Tool::Postgres | Tool::WebServers => Ok(()),
                Tool::Firefox => self.geckodriver().map(drop),
                Tool::WebKit => self.webkit().map(drop),
                Tool::Hosts => self.hosts().map(drop),
                Tool::Lints => rust::lints(),
                Tool::NodeTools => self.node_tools().map(drop),
                Tool::Peers => self.peers().map(drop),
                Tool::Trunk => self.trunk().map(drop),
                Tool::WasmBindgen => self.wasm_bindgen().map(drop),
                Tool::WasmTarget => rust::wasm_target(),
            }?;
        }
        Ok(())
    }

    /// The script of axe-core.
    pub(crate) fn axe(&self) -> Result<PathBuf> {
        Ok(npm::modules(&self.cache, &self.npm.join("tools"))?.join("axe-core/axe.min.js"))
    }

    /// A Chromium and its driver.
    pub(crate) fn browser(&self) -> Result<Browser> {
        browser::find()?.context("Chromium or its driver was not found")
    }

    /// Firefox.
    pub(crate) fn firefox(&self) -> Result<PathBuf> {
        engines::installed_firefox()
    }

    /// The driver of Firefox.
    pub(crate) fn geckodriver(&self) -> Result<PathBuf> {
        let program = format!("geckodriver{}", std::env::consts::EXE_SUFFIX);
        Ok(cargo_tools::geckodriver(&self.cache)?.join(program))
    }

    /// WebKitGTK's driver, and a display.
    pub(crate) fn webkit(&self) -> Result<WebKit> {
        engines::webkit().context("WebKitGTK's driver or Xvfb was not found")
    }

    /// wasm-opt and esbuild, with the node that runs them.
    pub(crate) fn node_tools(&self) -> Result<NodeTools> {
        NodeTools::new(npm::modules(&self.cache, &self.npm.join("tools"))?)
    }

    /// The folder `node_modules` with the frameworks of host pages.
    pub(crate) fn hosts(&self) -> Result<PathBuf> {
        npm::modules(&self.cache, &self.npm.join("hosts"))
    }

    /// The folder `node_modules` with what the benchmark compares with.
    pub(crate) fn peers(&self) -> Result<PathBuf> {
        npm::modules(&self.cache, &self.npm.join("peers"))
    }

    /// The folder with `trunk`.
    pub(crate) fn trunk(&self) -> Result<PathBuf> {
        cargo_tools::trunk(&self.cache)
    }

    /// The folder with `wasm-bindgen` and `wasm-bindgen-test-runner`.
    pub(crate) fn wasm_bindgen(&self) -> Result<PathBuf> {
        cargo_tools::wasm_bindgen(&self.cache, &self.wasm_bindgen_version)
    }
}
