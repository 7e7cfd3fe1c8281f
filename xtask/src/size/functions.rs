//! What fills the WebAssembly, by crate and by function, as twiggy reads it from a module that has
//! kept its names.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use twiggy_ir::{Item, ItemKind};

use crate::error::{Error, Result};

/// What is no function of a crate.
const DATA: &str = "(data: texts and tables)";
const FRAME: &str = "(imports, exports, types and tables)";
/// Functions that wasm-bindgen's tool adds, and those whose names tell no crate.
const GENERATED: &str = "(exports, and what wasm-bindgen adds)";

/// A function or a crate, and its bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) size: u64,
}

/// All of a module but its names.
#[derive(Debug)]
pub(super) struct Functions(Vec<Entry>);

impl Functions {
    /// Reads a module that has its name section.
    pub(super) fn read(module: &Path) -> Result<Self> {
        let bytes = fs::read(module).map_err(Error::file("read", module))?;
        let items = twiggy_parser::parse(&bytes)
            .map_err(|cause| Error::invalid(module, cause.to_string(), "Run it once more"))?;
        let entries = items
            .iter()
            .filter(|item| !is_name(item))
            .map(|item| Entry {
                name: name_of(item),
                size: item.size().into(),
            });
        Ok(Self(entries.filter(|entry| entry.size > 0).collect()))
    }

    pub(super) fn total(&self) -> u64 {
        self.0.iter().map(|entry| entry.size).sum()
    }

    /// The functions, the largest first.
    pub(super) fn by_size(&self) -> Vec<&Entry> {
        let mut functions: Vec<&Entry> = self.0.iter().collect();
        functions.sort_by_key(|entry| std::cmp::Reverse(entry.size));
        functions
    }

    /// The crates, the largest first.
    pub(super) fn by_crate(&self) -> Vec<Entry> {
        let mut crates = BTreeMap::<&str, u64>::new();
        for entry in &self.0 {
            *crates.entry(crate_of(&entry.name)).or_default() += entry.size;
        }
        let mut crates: Vec<Entry> = crates
            .into_iter()
            .map(|(name, size)| Entry {
                name: name.to_owned(),
                size,
            })
            .collect();
        crates.sort_by_key(|entry| std::cmp::Reverse(entry.size));
        crates
    }
}

/// The names are there for the report alone; they do not ship.
fn is_name(item: &Item) -> bool {
    matches!(item.kind(), ItemKind::Debug(_)) || item.name().contains("custom section")
}

fn name_of(item: &Item) -> String {
    match item.kind() {
        ItemKind::Code(_) => without_hash(item.name()).to_owned(),
        ItemKind::Data(_) => DATA.to_owned(),
        _ => FRAME.to_owned(),
    }
}

/// Rust ends each name with a hash of its crate.
fn without_hash(name: &str) -> &str {
    match name.rsplit_once("::h") {
        Some((function, hash)) if hash.len() == 16 => function,
        _ => name,
    }
}

/// The crate that a function stands in: the first word of its path, also where that begins with
/// `<Type as Trait>`.
fn crate_of(name: &str) -> &str {
    if name == DATA || name == FRAME {
        return name;
    }
    let path = name.trim_start_matches(['<', '&', '*']);
    let path = ["dyn ", "mut ", "const "]
        .iter()
        .fold(path, |path, word| path.strip_prefix(word).unwrap_or(path));
    match path.split_once("::") {
        Some((first, _)) if is_identifier(first) => first,
        _ => GENERATED,
    }
}

fn is_identifier(word: &str) -> bool {
    word.chars()
        .all(|one| one.is_ascii_alphanumeric() || one == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_crate_that_its_path_begins_with() {
        assert_eq!(
            crate_of("pipeline_message::form::editor::Page::refill"),
            "pipeline_message"
        );
        assert_eq!(
            crate_of("<alloc::string::String as core::fmt::Write>::write_str"),
            "alloc"
        );
        assert_eq!(crate_of("<&mut core::fmt::Arguments as X>::y"), "core");
        assert_eq!(crate_of("__externref_table_alloc"), GENERATED);
        assert_eq!(crate_of("Ref(String) -> Externref"), GENERATED);
        assert_eq!(crate_of(DATA), DATA);
    }

    #[test]
    fn a_hash_is_no_part_of_a_name() {
        assert_eq!(
            without_hash("core::fmt::write::h0123456789abcdef"),
            "core::fmt::write"
        );
        assert_eq!(without_hash("web_sys::hidden"), "web_sys::hidden");
    }
}
