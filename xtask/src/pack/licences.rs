//! `LICENSES.txt`: the notices that the licences of what is linked into the widget ask for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::{Metadata, MetadataCommand, Package};

use super::wasm;
use crate::error::{Error, Result};
use crate::process::{self, Tool};
use crate::progress::Step;
use crate::project::Project;
use crate::versions::WASM_TARGET;

/// Names under which crates keep their licences, in lower case.
const NOTICE_FILES: [&str; 5] = ["licen", "copying", "notice", "copyright", "unlicense"];

/// Rust's own library is linked in too; its text is not among the crates'.
const STANDARD_LIBRARY: &str = include_str!("standard-library-licence.txt");

const RULE: &str =
    "--------------------------------------------------------------------------------";

/// Writes the notices of all linked crates into `widget`.
pub(super) fn write(project: &Project, widget: &Path) -> Result<()> {
    let step = Step::start("LICENSES.txt");
    let metadata = metadata(project)?;
    let linked = linked_packages(project, &metadata)?;
    let text = format!("{}{}", own_licence(&metadata), notices(&linked)?);
    let path = widget.join("LICENSES.txt");
    fs::write(&path, text).map_err(Error::file("write", &path))?;
    step.done(format!("{} crates", linked.len()));
    Ok(())
}

fn metadata(project: &Project) -> Result<Metadata> {
    MetadataCommand::new()
        .cargo_path(PathBuf::from(process::cargo()))
        .manifest_path(project.path("Cargo.toml"))
        .other_options(vec!["--filter-platform".to_owned(), WASM_TARGET.to_owned()])
        .exec()
        .map_err(|cause| Error::Metadata { cause })
}

fn own_licence(metadata: &Metadata) -> String {
    let licence = metadata
        .root_package()
        .and_then(|widget| widget.license.as_deref());
    match licence {
        Some(licence) => format!("This widget is licensed under {licence}.\n\n"),
        None => String::new(),
    }
}

/// The crates whose code is in the module: no build scripts and no procedural macros, which run
/// while compiling only, and none of the project's own. Sorted by name.
///
/// The metadata alone would name too many: it counts what other members of the workspace ask of
/// a shared crate.
fn linked_packages<'a>(project: &Project, metadata: &'a Metadata) -> Result<Vec<&'a Package>> {
    let tree = Tool::new(process::cargo(), "list the crates that are linked")
        .folder(&project.path(wasm::CRATE))
        .args(["tree", "--edges", "normal,no-proc-macro"])
        .args(["--target", WASM_TARGET, "--prefix", "none"])
        .read()?;
    let names = names_in_tree(&tree);
    let mut packages: Vec<_> = metadata
        .packages
        .iter()
        .filter(|package| package.source.is_some())
        .filter(|package| names.contains(&format!("{} v{}", package.name, package.version)))
        .collect();
    packages.sort_by_key(|package| (package.name.to_string(), package.version.clone()));
    Ok(packages)
}

/// Name and version in each line of `cargo tree`, without marks and paths behind them.
fn names_in_tree(tree: &str) -> BTreeSet<String> {
    tree.lines()
        .map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" "))
        .collect()
}

/// Crates with the very same text share it.
fn notices(packages: &[&Package]) -> Result<String> {
    let mut by_text: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages {
        let licence = package.license.as_deref().unwrap_or("see below");
        let title = format!("{} {} ({licence})", package.name, package.version);
        by_text
            .entry(licence_text(package)?)
            .or_default()
            .push(title);
    }
    let mut sections: Vec<_> = by_text.into_iter().collect();
    sections.sort_by(|first, second| first.1.cmp(&second.1));
    let mut text = String::from(
        "The widget contains code of the following Rust crates and of Rust's standard library.\n",
    );
    for (licence, titles) in sections {
        text.push_str(&format!("\n{RULE}\n{}\n\n{licence}", titles.join("\n")));
    }
    text.push_str(&format!("\n{RULE}\n{STANDARD_LIBRARY}"));
    Ok(text)
}

/// The texts that come with the crate; where it offers a choice with MIT in it, MIT's alone.
fn licence_text(package: &Package) -> Result<String> {
    let folder = package
        .manifest_path
        .parent()
        .map_or_else(PathBuf::new, |folder| folder.as_std_path().to_owned());
    let mut files = notice_files(&folder)?;
    let mit = files.iter().find(|file| file_name(file).contains("mit"));
    if offers_mit(package.license.as_deref().unwrap_or_default())
        && let Some(mit) = mit.cloned()
    {
        files = vec![mit];
    }
    let mut texts = Vec::new();
    for file in &files {
        let text = fs::read_to_string(file).map_err(Error::file("read", file))?;
        texts.push(format!("{}\n", text.replace("\r\n", "\n").trim_end()));
    }
    if texts.is_empty() {
        texts.push(statement(package));
    }
    Ok(texts.join("\n"))
}

fn notice_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::file("read", folder))? {
        let path = entry.map_err(Error::file("read", folder))?.path();
        let name = file_name(&path);
        if path.is_file() && NOTICE_FILES.iter().any(|start| name.starts_with(start)) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().to_lowercase()
}

fn offers_mit(licence: &str) -> bool {
    licence
        .replace('/', " OR ")
        .split(" OR ")
        .any(|one| one.trim() == "MIT")
}

/// What a crate without a licence file says of itself.
fn statement(package: &Package) -> String {
    let authors = match package.authors.as_slice() {
        [] => format!("the authors of {}", package.name),
        authors => authors.join(", "),
    };
    let place = package.repository.as_deref().unwrap_or("crates.io");
    let licence = package.license.as_deref().unwrap_or("unknown licence");
    format!("Copyright (c) {authors}\nLicensed under {licence}\n{place}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mit_is_seen_in_either_way_of_writing_a_choice() {
        assert!(offers_mit("MIT OR Apache-2.0"));
        assert!(offers_mit("Apache-2.0/MIT"));
        assert!(!offers_mit("Apache-2.0"));
        assert!(!offers_mit("MIT AND Zlib"));
    }

    #[test]
    fn a_line_of_the_tree_is_name_and_version() {
        let tree = "js-sys v0.3.107\njs-sys v0.3.107 (*)\nown v0.1.0 (/a b/own)\n";
        let names: Vec<_> = names_in_tree(tree).into_iter().collect();
        assert_eq!(names, ["js-sys v0.3.107", "own v0.1.0"]);
    }

    #[test]
    fn own_packages_show_their_statement() {
        let metadata = MetadataCommand::new().no_deps().exec().unwrap();
        let package = metadata
            .packages
            .iter()
            .find(|one| one.name == "xtask")
            .unwrap();
        assert!(statement(package).contains("MIT OR Apache-2.0"));
    }
}
