//! Builds the same form with the builder and with `view!`, and prints what a browser would load.
//!
//! ```sh
//! cargo run --package mailbox-password-dom --example sizes
//! ```
//!
//! It needs the target `wasm32-unknown-unknown`, `wasm-bindgen` of the version in Cargo.lock, and Node.js. `wasm-opt`
//! is used if it is there. They are looked for in the folders of `cargo xtask`, and on PATH.

mod tools;

use std::error::Error;
use std::path::Path;
use std::process::Command;

use tools::{Tools, run};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Name of the example, and what it is.
const EXAMPLES: [(&str, &str); 3] = [
    ("sizes-bare", "Leptos' reactive core alone"),
    ("sizes-builder", "the builder"),
    ("sizes-view", "`view!`"),
];

fn main() -> Result<()> {
    let tools = Tools::find()?;
    let mut rows = Vec::new();
    for (example, title) in EXAMPLES {
        rows.push((title, measure(&tools, example)?));
    }
    println!("| the form and the list with | wasm | brotli | brotli beyond the core |");
    println!("|---|---:|---:|---:|");
    let core = rows.first().map_or(0, |(_, sizes)| sizes.brotli);
    for (title, sizes) in rows {
        println!(
            "| {title} | {} | {} | {} |",
            sizes.raw,
            sizes.brotli,
            sizes.brotli - core
        );
    }
    Ok(())
}

struct Sizes {
    raw: u64,
    brotli: u64,
}

/// Builds an example as it would be deployed, and weighs it.
fn measure(tools: &Tools, example: &str) -> Result<Sizes> {
    eprintln!("building {example}");
    // Only with the crate type said here does cargo do link-time optimisation.
    run(Command::new(&tools.cargo).current_dir(&tools.root).args([
        "rustc",
        "--quiet",
        "--profile",
        "browser",
        "--package",
        "mailbox-password-dom",
        "--target",
        "wasm32-unknown-unknown",
        "--example",
        example,
        "--crate-type",
        "cdylib",
    ]))?;
    let built = tools
        .target
        .join("wasm32-unknown-unknown/browser/examples")
        .join(example.replace('-', "_"))
        .with_extension("wasm");
    let folder = tools.target.join("sizes").join(example);
    run(Command::new(&tools.wasm_bindgen)
        .args(["--target", "web", "--no-typescript"])
        .args(["--remove-name-section", "--remove-producers-section"])
        .args(["--out-name", "example", "--out-dir"])
        .arg(&folder)
        .arg(built))?;
    let mut module = folder.join("example_bg.wasm");
    if let Some(wasm_opt) = &tools.wasm_opt {
        let small = folder.join("small.wasm");
        run(Command::new(wasm_opt)
            .args(["-Os", "-Os"])
            .args([
                "--always-inline-max-function-size=0",
                "--flexible-inline-max-function-size=0",
                "--skip-pass=local-cse",
                "--strip-debug",
                "--strip-producers",
                "--strip-target-features",
            ])
            .arg(&module)
            .arg("-o")
            .arg(&small))?;
        module = small;
    }
    Ok(Sizes {
        raw: std::fs::metadata(&module)?.len(),
        brotli: brotli(tools, &module)?,
    })
}

/// The compressed length, as Node.js compresses.
fn brotli(tools: &Tools, file: &Path) -> Result<u64> {
    const SCRIPT: &str = "const { readFileSync } = require('node:fs'); \
        const { brotliCompressSync } = require('node:zlib'); \
        console.log(brotliCompressSync(readFileSync(process.argv[1])).length)";
    let length = run(Command::new(&tools.node).args(["--eval", SCRIPT]).arg(file))?;
    Ok(length.trim().parse()?)
}
