//! From Rust to an optimised WebAssembly module with its JavaScript glue.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::record::hexadecimal;
use super::value_table::{Unexpected, without_table, without_unused_exports};
use crate::error::{Error, Result};
use crate::progress::Step;
use crate::project::Project;
use crate::setup::{BuildTools, package_version};

/// The folder of the crate that is the module.
pub(super) const CRATE: &str = "module";

/// The name of wasm-pack's files, whatever the package is called.
const MODULE: &str = "pipeline_message";

/// Builds the module; gives the folder with the glue and the optimised module.
pub(super) fn build(project: &Project, tools: &BuildTools) -> Result<PathBuf> {
    let built = compile(project, tools, &project.wasm_target_folder(), &[])?;
    leave_table_out(&built)?;
    let optimised = project.wasm_target_folder().join("optimised");
    replace_by_copy(&built, &optimised)?;
    optimise(project, tools, &module(&built), &optimised)?;
    Ok(optimised)
}

/// Builds a module that panics on demand, and is otherwise the same; gives the folder with it and
/// its glue. A target folder of its own: otherwise each build would undo the other's.
pub(super) fn build_with_planted_traps(project: &Project, tools: &BuildTools) -> Result<PathBuf> {
    let target = project.planted_traps_folder().join("wasm");
    compile(project, tools, &target, &["--features", "planted-traps"])
}

/// Gives the folder with glue and module, below the folder `target`.
fn compile(
    project: &Project,
    tools: &BuildTools,
    target: &Path,
    features: &[&str],
) -> Result<PathBuf> {
    let built = target.join("pkg");
    let step = Step::start("Rust to WebAssembly");
    tools
        .wasm_tool(
            project,
            tools.cargo_tools.wasm_pack(),
            "build the Rust for WebAssembly",
        )
        .args(["build", CRATE, "--target", "web", "--release"])
        // All its tools are here at their pinned versions: it has nothing to download.
        .args(["--mode", "no-install", "--no-opt", "--no-pack"])
        .args(["--out-name", MODULE, "--out-dir"])
        .arg(&built)
        .arg("--")
        .args(features)
        .env("CARGO_TARGET_DIR", target)
        .way_out("Mend what the compiler names above")
        .run(&step)?;
    let module = module(&built);
    let size = fs::metadata(&module).map_err(Error::file("read", &module))?;
    step.done(format!("{} bytes", size.len()));
    Ok(built)
}

/// Takes out of module and glue what only serves a table that this module does not use.
fn leave_table_out(folder: &Path) -> Result<()> {
    let refusal = |file: &Path, cause: Unexpected| {
        let way_out = "After an update of wasm-bindgen, look at xtask/src/pack/value_table.rs";
        Error::invalid(file, cause.to_string(), way_out)
    };
    let module = module(folder);
    let bytes = fs::read(&module).map_err(Error::file("read", &module))?;
    let bytes = without_unused_exports(&bytes).map_err(|cause| refusal(&module, cause))?;
    fs::write(&module, bytes).map_err(Error::file("write", &module))?;
    let glue = folder.join(format!("{MODULE}.js"));
    let text = fs::read_to_string(&glue).map_err(Error::file("read", &glue))?;
    let text = without_table(&text).map_err(|cause| refusal(&glue, cause))?;
    fs::write(&glue, text).map_err(Error::file("write", &glue))
}

/// npm's wasm-opt: Debian's is too old for what Rust makes today. It reads which features the
/// compiler used from the module itself and uses no others, then drops what only tools read.
fn optimise(project: &Project, tools: &BuildTools, built: &Path, folder: &Path) -> Result<()> {
    let step = Step::start("wasm-opt -Oz");
    let place = module(folder);
    let kept = kept_result(project, built)?;
    if !kept.is_file() {
        let unfinished = kept.with_extension("unfinished");
        tools
            .node
            .tool(project, "binaryen/bin/wasm-opt", "optimise the module")
            .arg("-Oz")
            .args([
                "--strip-debug",
                "--strip-producers",
                "--strip-target-features",
            ])
            .arg(built)
            .arg("-o")
            .arg(&unfinished)
            .run(&step)?;
        fs::rename(&unfinished, &kept).map_err(Error::file("write", &kept))?;
    }
    let size = fs::copy(&kept, &place).map_err(Error::file("write", &place))?;
    step.done(format!("{size} bytes"));
    Ok(())
}

/// Where the result for exactly this module and this wasm-opt is kept: it takes seconds, and a
/// change of the style sheet needs none of them. Results for others are removed.
fn kept_result(project: &Project, module: &Path) -> Result<PathBuf> {
    let bytes = fs::read(module).map_err(Error::file("read", module))?;
    let version = package_version(project, "binaryen")?;
    let digest = hexadecimal(&Sha256::digest(&bytes));
    let folder = project.wasm_target_folder().join("wasm-opt");
    let kept = folder.join(format!("{version}-{digest}.wasm"));
    if !kept.is_file() {
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(Error::file("remove", &folder))?;
        }
        fs::create_dir_all(&folder).map_err(Error::file("create", &folder))?;
    }
    Ok(kept)
}

/// The same module as it ships, with the names of its functions, for a report on its size: beside
/// what [`build`] made.
pub(crate) fn with_names(project: &Project, tools: &BuildTools) -> Result<PathBuf> {
    let step = Step::start("wasm-opt -Oz with names");
    let named = project.wasm_target_folder().join("named.wasm");
    tools
        .node
        .tool(project, "binaryen/bin/wasm-opt", "keep the module's names")
        .args(["-Oz", "--debuginfo"])
        .args(["--strip-producers", "--strip-target-features"])
        .arg(module(&project.wasm_target_folder().join("pkg")))
        .arg("-o")
        .arg(&named)
        .run(&step)?;
    step.done("");
    Ok(named)
}

/// The module in a folder of wasm-pack's.
fn module(folder: &Path) -> PathBuf {
    folder.join(format!("{MODULE}_bg.wasm"))
}

pub(super) fn replace_by_copy(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        fs::remove_dir_all(to).map_err(Error::file("remove", to))?;
    }
    for entry in WalkDir::new(from).min_depth(0) {
        let entry = entry.map_err(|cause| Error::file("read", from)(cause.into()))?;
        let Ok(relative) = entry.path().strip_prefix(from) else {
            continue;
        };
        let place = to.join(relative);
        if entry.file_type().is_dir() {
            fs::create_dir_all(&place).map_err(Error::file("create", &place))?;
        } else {
            fs::copy(entry.path(), &place).map_err(Error::file("write", &place))?;
        }
    }
    Ok(())
}
