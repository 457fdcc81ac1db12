//! Host pages with other people's frameworks, bundled for the system tests.

use std::env::join_paths;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::context::Context;
use crate::files;
use crate::process::Run;

/// The pages of the matrix of hosts.
const PAGES: &str = "tests/system/tests/host_matrix/pages";
/// The page with the component that the guide shows.
const GUIDE: &str = "tests/system/tests/hosts/react/page.jsx";

/// What is bundled, from `PAGES`.
const ENTRIES: [&str; 13] = [
    "angular.js",
    "bootstrap.css",
    "htmx-2.js",
    "htmx-4.js",
    "liveview.js",
    "livewire.js",
    "morphdom.js",
    "react.jsx",
    "svelte.js",
    "tailwind.css",
    "turbo.js",
    "vue.js",
    "web-forms.js",
];

/// Compiles a component of Svelte: the arguments are the compiler, the component and where the result goes.
const COMPILE_SVELTE: &str = "
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
const [compiler, from, to] = process.argv.slice(-3);
const { compile } = await import(pathToFileURL(compiler).href);
const { js, warnings } = compile(readFileSync(from, 'utf8'), { filename: from, generate: 'client', dev: true });
if (warnings.length) throw new Error(warnings.join('\\n'));
writeFileSync(to, js.code);
";

/// Bundles the pages, with the frameworks' own checks, and returns the folder.
pub(super) fn bundle(context: &Context<'_>) -> Result<PathBuf> {
    let modules = context.setup.hosts()?;
    let pages = context.project.path(PAGES);
    let folder = context.project.scratch("hosts");
    let compiled = context.project.scratch("hosts-svelte");
    files::create_empty_folder(&folder)?;
    files::create_empty_folder(&compiled)?;
    let node = context.setup.node_tools()?;
    let compiler = modules.join("svelte/src/compiler/index.js");
    let component = compiled.join("page.svelte.js");
    node.node()
        .args(["--input-type=module", "--eval", COMPILE_SVELTE, "--"])
        .arg(compiler)
        .arg(pages.join("page.svelte"))
        .arg(component)
        .output()?;
    let entries = ENTRIES.map(|name| pages.join(name));
    let guide = context.project.path(GUIDE);
    entries
        .iter()
        .fold(esbuild(node.esbuild(), &folder), Run::arg)
        .arg(format!("react-guide={}", guide.display()))
        .env("NODE_PATH", join_paths([&modules, &compiled])?)
        .output()?;
    let wordpress = "wordpress.css";
    fs_err::copy(pages.join(wordpress), folder.join(wordpress))?;
    Ok(folder)
}

fn esbuild(esbuild: Run, folder: &Path) -> Run {
    esbuild
        .line("--bundle --format=esm --target=es2022 --jsx=automatic --log-level=warning")
        .arg("--conditions=development")
        .arg("--define:process.env.NODE_ENV=\"development\"")
        .line("--define:__VUE_OPTIONS_API__=true --define:__VUE_PROD_DEVTOOLS__=false")
        .line("--define:__VUE_PROD_HYDRATION_MISMATCH_DETAILS__=true")
        .arg(format!("--outdir={}", folder.display()))
}
