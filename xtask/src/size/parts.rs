//! What `script.js` is made of: the shim, wasm-bindgen's glue, the texts that Rust names, and the
//! WebAssembly as text.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// Bytes of something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Weight {
    pub(crate) raw: u64,
    /// After gzip -9.
    pub(crate) gzip: u64,
}

impl Weight {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        // Writing to memory does not fail.
        let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
        Self {
            raw: bytes.len() as u64,
            gzip: written.map_or(u64::MAX, |compressed| compressed.len() as u64),
        }
    }
}

/// A part of the script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Part {
    /// This project's JavaScript.
    Shim,
    /// What wasm-bindgen generates.
    Glue,
    /// The texts that Rust names by numbers.
    Texts,
    /// The WebAssembly, in the encoding in which it stands in the script.
    WasmText,
}

impl Part {
    pub(crate) const ALL: [Self; 4] = [Self::Shim, Self::Glue, Self::Texts, Self::WasmText];

    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Shim => "shim",
            Self::Glue => "glue",
            Self::Texts => "texts",
            Self::WasmText => "WebAssembly as text",
        }
    }

    /// By the module's name in `js-shim/rollup.config.js`.
    fn of(module: &str) -> Self {
        match module {
            "virtual:glue" => Self::Glue,
            "virtual:texts" => Self::Texts,
            "virtual:wasm" => Self::WasmText,
            _ => Self::Shim,
        }
    }
}

/// A module of the bundle, as the bundler has written it.
#[derive(Debug, Deserialize)]
struct Module {
    module: String,
    code: String,
}

/// All modules of the bundle, and the WebAssembly before it became text.
#[derive(Debug)]
pub(crate) struct Parts {
    modules: Vec<Module>,
    wasm: Weight,
}

impl Parts {
    /// Reads what the bundler wrote beside the script.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).map_err(Error::file("read", path))?;
        let modules = serde_json::from_str(&text)
            .map_err(|cause| Error::invalid(path, cause.to_string(), "Run `cargo xtask pack`"))?;
        let wasm = path.with_added_extension("wasm");
        let wasm = fs::read(&wasm).map_err(Error::file("read", &wasm))?;
        Ok(Self {
            modules,
            wasm: Weight::of(&wasm),
        })
    }

    /// The WebAssembly as bytes.
    pub(super) fn module(&self) -> Weight {
        self.wasm
    }

    /// Each part by itself.
    pub(crate) fn weights(&self) -> BTreeMap<Part, Weight> {
        let weight = |part| (part, Weight::of(self.text(|of| of == part).as_bytes()));
        Part::ALL.into_iter().map(weight).collect()
    }

    /// What the script would weigh less after gzip -9 without the part: parts have words in
    /// common, which are compressed once.
    pub(super) fn gzip_added_by(&self, part: Part) -> u64 {
        let whole = Weight::of(self.text(|_| true).as_bytes());
        let without = Weight::of(self.text(|of| of != part).as_bytes());
        whole.gzip.saturating_sub(without.gzip)
    }

    /// The modules of the shim, the heaviest first.
    pub(super) fn shim_modules(&self) -> Vec<(&str, Weight)> {
        let shim = self.modules.iter();
        let mut modules: Vec<_> = shim
            .filter(|module| Part::of(&module.module) == Part::Shim)
            .map(|module| (module.module.as_str(), Weight::of(module.code.as_bytes())))
            .collect();
        modules.sort_by_key(|(_, weight)| std::cmp::Reverse(weight.raw));
        modules
    }

    fn text(&self, wanted: impl Fn(Part) -> bool) -> String {
        let modules = self.modules.iter();
        let wanted = modules.filter(|module| wanted(Part::of(&module.module)));
        let codes: Vec<&str> = wanted.map(|module| module.code.as_str()).collect();
        codes.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Parts {
        let module = |module: &str, code: &str| Module {
            module: module.to_owned(),
            code: code.to_owned(),
        };
        let modules = vec![
            module("js-shim/script.js", "const shim = 'the same words'"),
            module("js-shim/runtime.js", "start()"),
            module("virtual:glue", "const glue = 'the same words'"),
            module("virtual:wasm", "const wasm = 'ABCDEFGHIJ'"),
        ];
        Parts {
            modules,
            wasm: Weight::default(),
        }
    }

    #[test]
    fn modules_are_put_together_to_parts() {
        let weights = parts().weights();
        assert_eq!(weights[&Part::Shim].raw, 37);
        assert_eq!(weights[&Part::Glue].raw, 29);
        assert_eq!(weights[&Part::WasmText].raw, 25);
        let modules = parts();
        let names: Vec<&str> = modules
            .shim_modules()
            .iter()
            .map(|(name, _)| *name)
            .collect();
        assert_eq!(names, ["js-shim/script.js", "js-shim/runtime.js"]);
    }

    #[test]
    fn what_two_parts_have_in_common_neither_adds() {
        let parts = parts();
        let alone = parts.weights()[&Part::Glue].gzip;
        assert!(parts.gzip_added_by(Part::Glue) < alone);
    }

    #[test]
    fn measures_what_gzip_makes() {
        let weight = Weight::of(&[b'a'; 10_000]);
        assert_eq!(weight.raw, 10_000);
        assert!((20..100).contains(&weight.gzip), "{weight:?}");
    }
}
