//! From Rust to what a browser loads: a module and its glue.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail, ensure};

use super::unused_exports;
use crate::process::Run;
use crate::project::{Project, WASM_TARGET, WIDGET};
use crate::setup::NodeTools;
use crate::{files, hash};

/// What wasm-bindgen names its output.
const NAME: &str = "mailbox_password";

/// Where the table of functions begins in a module that is to be swept: a number like no other in it.
const FIRST_SLOT: &str = "5000001";

/// What compilers and browsers have in common, as options of the tools: a module that needs more is refused.
const FEATURES: &str = "--enable-reference-types --enable-bulk-memory --enable-bulk-memory-opt \
    --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals --enable-multivalue";

/// Options of the optimiser against what makes a module shorter, and larger when it is compressed: copies of small
/// functions, moving expressions between locals, and gaps instead of zeros in the initial memory.
const UNWANTED: &str = "--always-inline-max-function-size=0 --flexible-inline-max-function-size=0 \
    --skip-pass=local-cse --skip-pass=simplify-locals --skip-pass=memory-packing";

/// A module, built.
pub(super) struct Built {
    /// The script that connects the module with the page.
    pub(super) glue: String,
    /// The WebAssembly module.
    pub(super) wasm: Vec<u8>,
}

/// Compiles the element's library for browsers.
///
/// The package builds both a cdylib and an rlib, and for such a package cargo leaves out link-time optimisation without
/// a word: here it builds the one kind. That rustc itself is told to optimise makes it fail where cargo would not.
///
/// `is_swept`: the module is for [`bind`] with tools, which needs the linker's notes, and a table of functions that
/// begins where no other number is.
pub(super) fn compile(project: &Project, is_swept: bool) -> Result<()> {
    let first_slot = format!("-Clink-arg=--table-base={FIRST_SLOT}");
    let notes = is_swept.then(|| ["-Clink-arg=--emit-relocs".to_owned(), first_slot]);
    Run::cargo()
        .line("rustc --profile browser --lib --crate-type cdylib")
        .args(["--package", WIDGET, "--target", WASM_TARGET, "--config"])
        .arg(format!("target.{WASM_TARGET}.rustflags={}", remap()))
        // Loop strength reduction replaces the one way of addressing an array by many: shorter, but no two are alike.
        // So it is with functions that are inlined although the call would be a little longer.
        .args(["--", "-Clto=fat", "--cfg", "element_module"])
        .arg("-Cllvm-args=-disable-lsr -inline-threshold=-5")
        .args(unused_exports::rustc_args(project)?)
        .args(notes.into_iter().flatten())
        .dir(&project.root)
        .run()
}

/// Makes the glue, and makes the module small. What the same tools made of the same module is used again.
pub(super) fn bind(
    project: &Project,
    wasm_bindgen: &Path,
    node: Option<&NodeTools>,
) -> Result<Built> {
    let linked = project.target.join(WASM_TARGET).join("browser");
    let linked = linked.join(format!("{NAME}.wasm"));
    let kept = project.scratch("bound");
    let key = key(wasm_bindgen, node, &fs_err::read(&linked)?)?;
    let [glue, wasm] = ["js", "wasm"].map(|kind| kept.join(&key).with_extension(kind));
    if !wasm.exists() {
        files::create_empty_folder(&kept)?;
        let built = make(project, wasm_bindgen, node, &linked)?;
        files::write(&glue, built.glue)?;
        // Renamed last, so that a file that was half written is not taken for a whole one.
        let unnamed = wasm.with_extension("new");
        files::write(&unnamed, built.wasm)?;
        fs_err::rename(&unnamed, &wasm)?;
    }
    Ok(Built {
        glue: fs_err::read_to_string(glue)?,
        wasm: fs_err::read(wasm)?,
    })
}

/// A name for a module and for all that makes it small: the tools, and this program.
fn key(wasm_bindgen: &Path, node: Option<&NodeTools>, linked: &[u8]) -> Result<String> {
    let program = fs_err::metadata(std::env::current_exe()?)?.modified()?;
    let tools = node.map(NodeTools::wasm_as);
    let tools = format!("{program:?}{}{tools:?}", wasm_bindgen.display());
    Ok(hash::short(&[tools.as_bytes(), linked].concat()))
}

fn make(
    project: &Project,
    wasm_bindgen: &Path,
    node: Option<&NodeTools>,
    linked: &Path,
) -> Result<Built> {
    let folder = project.scratch("bindgen");
    files::create_empty_folder(&folder)?;
    // The panics are found by their names; the steps after that leave the names out.
    let names = node.is_none().then_some("--remove-name-section");
    Run::new(wasm_bindgen.join("wasm-bindgen"))
        // element.js says where the module is; the glue needs no path of its own.
        .line("--target web --no-typescript --omit-default-module-path")
        .args(names)
        .line("--remove-producers-section --out-dir")
        .arg(&folder)
        .arg(linked)
        .output()?;
    let snippets = folder.join("snippets");
    ensure!(
        !snippets.exists(),
        "a dependency brings JavaScript of its own (see {}), which dist does not deploy",
        snippets.display()
    );
    let mut glue = folder.join(format!("{NAME}.js"));
    let mut module = folder.join(format!("{NAME}_bg.wasm"));
    if let Some(node) = node {
        module = silence_panics(node, &module)?;
        (glue, module) = slim(node, &glue, &module)?;
        module = sweep(node, linked, &module)?;
        module = optimise(node, &module)?;
        module = order(node, &module)?;
    }
    let glue = fs_err::read_to_string(glue)?;
    refuse_code_from_strings(&glue)?;
    let wasm = fs_err::read(module)?;
    Ok(Built { glue, wasm })
}

/// Lets panics trap without their messages, which nobody can read in a browser.
fn silence_panics(node: &NodeTools, module: &Path) -> Result<PathBuf> {
    const SCRIPT: &str = concat!(include_str!("wasm_reader.mjs"), include_str!("panics.mjs"));
    let silent = module.with_extension("silent.wasm");
    node.node()
        .args(["--input-type=module", "--eval", SCRIPT, "--"])
        .args([module, &silent])
        .output()?;
    Ok(silent)
}

/// Takes out what no one reaches.
fn slim(node: &NodeTools, glue: &Path, module: &Path) -> Result<(PathBuf, PathBuf)> {
    const SCRIPT: &str = concat!(include_str!("wasm_reader.mjs"), include_str!("slim.mjs"));
    let slim_glue = glue.with_extension("slim.js");
    let slim_module = glue.with_extension("slim.wasm");
    node.node()
        .args(["--input-type=module", "--eval", SCRIPT, "--"])
        .arg(node.wasm_metadce())
        .args([glue, module, &slim_glue, &slim_module])
        .output()?;
    Ok((slim_glue, slim_module))
}

/// Takes out what nothing refers to, which only the linker can tell. Before that the optimiser removes what no longer
/// runs, with the references in it, but may not calculate with addresses.
fn sweep(node: &NodeTools, linked: &Path, module: &Path) -> Result<PathBuf> {
    const SCRIPT: &str = concat!(
        include_str!("wasm_reader.mjs"),
        include_str!("linked.mjs"),
        include_str!("sweep.mjs")
    );
    let reachable = module.with_extension("reachable.wasm");
    node.wasm_opt()
        .line("-Os --skip-pass=optimize-instructions --skip-pass=precompute --skip-pass=precompute-propagate")
        .line(UNWANTED)
        .args([module, Path::new("-o"), &reachable])
        .output()?;
    let swept = module.with_extension("swept.wasm");
    node.node()
        .args(["--input-type=module", "--eval", SCRIPT, "--"])
        .args([node.wasm_dis(), node.wasm_as()])
        .args([FEATURES, FIRST_SLOT])
        .args([linked, &reachable, &swept])
        .output()?;
    Ok(swept)
}

/// Makes the module small to download, which is not the same as small: code that repeats itself compresses well. What
/// [`UNWANTED`] forbids would cost a tenth of the compressed size; so does `-Oz` against `-Os`, a little. To merge a
/// function into its only caller is a gain in both. The first KB of memory is the end of the stack, and holds no data,
/// so that offsets may move into loads and stores.
fn optimise(node: &NodeTools, module: &Path) -> Result<PathBuf> {
    let optimised = module.with_extension("opt.wasm");
    node.wasm_opt()
        // Twice: the first round leaves something to do.
        .line("--low-memory-unused -Os -Os")
        .line(UNWANTED)
        .line(FEATURES)
        // Engines ignore hints of alignment.
        .line("--dealign --strip-debug --strip-producers --strip-target-features")
        .args([module, Path::new("-o"), &optimised])
        .output()?;
    Ok(optimised)
}

/// Puts functions that look alike beside each other, in the order of several that compresses best.
fn order(node: &NodeTools, module: &Path) -> Result<PathBuf> {
    const SCRIPT: &str = include_str!("order.mjs");
    let ordered = module.with_extension("order.wasm");
    node.node()
        .args(["--input-type=module", "--eval", SCRIPT, "--"])
        .args([node.wasm_dis(), node.wasm_as()])
        .arg(FEATURES)
        .args([module, &ordered])
        .output()?;
    Ok(ordered)
}

/// Under a strict policy a page refuses code that is made from strings.
fn refuse_code_from_strings(glue: &str) -> Result<()> {
    if let Some(code) = ["eval(", "new Function"]
        .into_iter()
        .find(|code| glue.contains(code))
    {
        bail!(
            "the glue holds `{code}`, which a strict Content-Security-Policy refuses: find the call in src/ and its \
             dependencies (js_sys::eval, js_sys::Function::new_…)"
        );
    }
    Ok(())
}

/// Keeps the paths of this machine out of the module, where they would say where it was built, and cost room.
/// (Cargo names the files of this repository relative to it.)
fn remap() -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let registries = home.unwrap_or_default().join("registry/src").read_dir();
    let folders = registries
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    let mut flags: Vec<_> = folders
        .map(|folder| format!("--remap-path-prefix={}=", folder.display()))
        .collect();
    flags.sort();
    serde_json::Value::from(flags).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_from_strings_is_refused() {
        assert!(
            refuse_code_from_strings("const a = retrieval(b);").is_err(),
            "better too strict than too lax"
        );
        assert!(refuse_code_from_strings("new Function('x')").is_err());
        assert!(refuse_code_from_strings("export function mount() {}").is_ok());
    }
}
