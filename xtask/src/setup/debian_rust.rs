//! Debian's Rust, made able to build for wasm.
//!
//! Debian ships a recent Rust and the source of its standard library, but not that library for
//! wasm. It is built once, into a toolchain folder of the project's own in the user's cache, so
//! nothing below /usr changes. The folder is a whole sysroot: its `rustc` and `rustdoc` are
//! Debian's, told where to look; cargo, wasm-pack and clippy need no further settings.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::apt;
use super::wasm_target::{Rustc, WasmToolchain, registries};
use crate::error::{Error, Result};
use crate::process::Tool;
use crate::progress::Step;
use crate::project;
use crate::versions::{DEBIAN_RUST, DEBIAN_WASM_LINKER, WASM_TARGET};

const PROGRAMS: &str = "/usr/bin";
const RUSTLIB: &str = "/usr/lib/rustlib";
const LIBRARY_SOURCE: &str = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";

/// The empty crate that makes cargo build the standard library.
const EMPTY_CRATE: &str = r#"[package]
name = "empty"
version = "0.0.0"
edition = "2024"

[workspace]

[profile.release]
opt-level = "s"
codegen-units = 1
"#;

/// The toolchain in the cache, if it was made for the Rust that Debian has now.
pub(super) fn find() -> Result<Option<WasmToolchain>> {
    if !packages_are_here() {
        return Ok(None);
    }
    let rustc = debian_rustc()?;
    let toolchain = WasmToolchain::in_folder(folder(&rustc)?, rustc);
    Ok(toolchain.has_target().then_some(toolchain))
}

/// Installs Debian's packages and builds the standard library.
pub(super) fn make(step: &Step) -> Result<WasmToolchain> {
    if !packages_are_here() {
        apt::install(&DEBIAN_RUST, step)?;
    }
    let rustc = debian_rustc()?;
    let finished = folder(&rustc)?;
    let cache = project::cache()?;
    let workplace = tempfile::Builder::new()
        .prefix("unfinished-")
        .tempdir_in(&cache)
        .map_err(Error::file("create a folder in", &cache))?;
    let toolchain = workplace.path().join("toolchain");
    link_host_parts(&toolchain, &finished, &rustc)?;
    let built = build_library(workplace.path(), &rustc, step)?;
    collect_library(&built, &WasmToolchain::library_folder(&toolchain))?;
    if finished.exists() {
        fs::remove_dir_all(&finished).map_err(Error::file("remove", &finished))?;
    }
    fs::rename(&toolchain, &finished).map_err(Error::file("create", &finished))?;
    Ok(WasmToolchain::in_folder(finished, rustc))
}

fn packages_are_here() -> bool {
    let programs =
        ["rustc", "cargo", "rustdoc", "cargo-clippy"].map(|name| Path::new(PROGRAMS).join(name));
    programs.iter().all(|program| program.is_file())
        && Path::new(DEBIAN_WASM_LINKER).is_file()
        && Path::new(LIBRARY_SOURCE).is_file()
}

fn debian_rustc() -> Result<Rustc> {
    Rustc::ask(&Path::new(PROGRAMS).join("rustc"), Path::new("/"))
}

fn folder(rustc: &Rustc) -> Result<PathBuf> {
    let commit = rustc.commit.get(..9).unwrap_or("unknown");
    let name = format!("wasm-toolchain-{}-{commit}", rustc.release);
    Ok(project::cache()?.join(name))
}

/// Everything of a sysroot but the library for wasm. `finished` is where it will lie.
fn link_host_parts(toolchain: &Path, finished: &Path, rustc: &Rustc) -> Result<()> {
    let programs = toolchain.join("bin");
    let host = toolchain.join("lib/rustlib").join(&rustc.host);
    for folder in [&programs, &host.join("bin")] {
        fs::create_dir_all(folder).map_err(Error::file("create", folder))?;
    }
    link(
        &Path::new(RUSTLIB).join(&rustc.host).join("lib"),
        &host.join("lib"),
    )?;
    link(
        &Path::new(RUSTLIB).join("src"),
        &toolchain.join("lib/rustlib/src"),
    )?;
    // The name under which rustc looks for its own linker.
    link(Path::new(DEBIAN_WASM_LINKER), &host.join("bin/rust-lld"))?;
    for name in ["cargo", "cargo-clippy"] {
        link(&Path::new(PROGRAMS).join(name), &programs.join(name))?;
    }
    for name in ["rustc", "rustdoc"] {
        write_program(&programs.join(name), name, finished)?;
    }
    Ok(())
}

fn write_program(path: &Path, name: &str, sysroot: &Path) -> Result<()> {
    let sysroot = sysroot.display().to_string().replace('\'', r"'\''");
    let script = format!("#!/bin/sh\nexec {PROGRAMS}/{name} --sysroot '{sysroot}' \"$@\"\n");
    fs::write(path, script).map_err(Error::file("write", path))?;
    make_executable(path).map_err(Error::file("make executable", path))
}

fn link(target: &Path, name: &Path) -> Result<()> {
    symlink(target, name).map_err(Error::file("create", name))
}

#[cfg(unix)]
use std::os::unix::fs::symlink;

#[cfg(unix)]
fn make_executable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
}

// Never called: the commands end with a sentence there. It lets them compile so far.
#[cfg(not(unix))]
fn symlink(_target: &Path, _name: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(not(unix))]
fn make_executable(_path: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Builds the standard library and gives the folder with its parts.
fn build_library(workplace: &Path, rustc: &Rustc, step: &Step) -> Result<PathBuf> {
    let empty = workplace.join("empty");
    let source = empty.join("src");
    fs::create_dir_all(&source).map_err(Error::file("create", &source))?;
    let manifest = empty.join("Cargo.toml");
    fs::write(&manifest, EMPTY_CRATE).map_err(Error::file("write", &manifest))?;
    let library = source.join("lib.rs");
    fs::write(&library, "#![no_std]\n").map_err(Error::file("write", &library))?;
    let target = workplace.join("target");
    Tool::new(
        Path::new(PROGRAMS).join("cargo"),
        "build Rust's standard library for wasm",
    )
    .folder(&empty)
    .args(["build", "--release", "--target", WASM_TARGET])
    .arg("-Zbuild-std=std,panic_abort,test")
    // Building the standard library is an unstable switch. This one build needs it; what is
    // built with the result is stable Rust.
    .env("RUSTC_BOOTSTRAP", "1")
    .env("RUSTC", Path::new(PROGRAMS).join("rustc"))
    .env("CARGO_ENCODED_RUSTFLAGS", library_flags(rustc))
    .env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER",
        DEBIAN_WASM_LINKER,
    )
    .env("CARGO_TARGET_DIR", &target)
    .env_remove("RUSTC_WRAPPER")
    .env_remove("RUSTUP_TOOLCHAIN")
    .env_remove("LD_LIBRARY_PATH")
    .run(step)?;
    Ok(target.join(WASM_TARGET).join("release/deps"))
}

/// Bitcode is what the widget's link-time optimisation works on; the paths are made those of a
/// released Rust, so that none of this machine's gets into the widget.
fn library_flags(rustc: &Rustc) -> String {
    let mut flags = vec!["-Cembed-bitcode=yes".to_owned()];
    let source = Path::new(RUSTLIB).join("src/rust");
    let real = source.canonicalize().unwrap_or_else(|_| source.clone());
    for path in [source, real] {
        let path = path.display();
        flags.push(format!(
            "--remap-path-prefix={path}=/rustc/{}",
            rustc.commit
        ));
    }
    for registry in registries() {
        flags.push(format!("--remap-path-prefix={}=/cargo", registry.display()));
    }
    flags.join("\u{1f}")
}

fn collect_library(built: &Path, library: &Path) -> Result<()> {
    fs::create_dir_all(library).map_err(Error::file("create", library))?;
    for entry in fs::read_dir(built).map_err(Error::file("read", built))? {
        let entry = entry.map_err(Error::file("read", built))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            let copy = library.join(name.as_ref());
            fs::copy(entry.path(), &copy).map_err(Error::file("write", &copy))?;
        }
    }
    Ok(())
}
