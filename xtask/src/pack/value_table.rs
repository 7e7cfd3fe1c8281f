//! The module and its glue without wasm-bindgen's table of JavaScript values.
//!
//! wasm-bindgen sets one up for whatever a module holds of JavaScript, in every module that a compiler
//! of today makes. This widget holds nothing (`src/browser/value.rs`), so that the table, the function
//! that fills it and the module's start, which calls that, are left out here; wasm-opt removes what only
//! they use. With them go two places of the memory, for panics that unwind. The memory itself stays
//! exported, so that tests and bench can watch it.
//!
//! 170 bytes of `script.js` after gzip.

use wasm_encoder::{ExportKind, ExportSection, Module, RawSection};
use wasmparser::{BinaryReaderError, ExternalKind, Parser, Payload};

/// What the module exports for nobody.
const UNUSED: [&str; 4] = [
    "__abort_handler",
    "__instance_terminated",
    "__wbindgen_externrefs",
    "__wbindgen_start",
];

/// What of the module can be watched.
const MEMORY: &str = "memory";

/// What of the glue serves the table: where it begins, and where it ends.
const SERVING: [(&str, &str); 2] = [
    (
        "        __wbindgen_init_externref_table: function",
        "        },\n",
    ),
    ("    wasm.__wbindgen_start();", "\n"),
];

/// Why the table cannot be left out.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unexpected {
    /// It is not WebAssembly.
    #[error(transparent)]
    Module(#[from] BinaryReaderError),
    /// An export that the module must have, or may have.
    #[error("the module exports {0}, which is no function and not known to be unused")]
    Export(String),
    /// The glue is of another shape.
    #[error("the glue has no `{0}`")]
    Glue(&'static str),
    /// It uses what is to be left out.
    #[error("the glue uses `{0}` for something else too")]
    InUse(&'static str),
}

/// The module without what it exports for nobody.
pub(super) fn without_unused_exports(module: &[u8]) -> Result<Vec<u8>, Unexpected> {
    let mut result = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if let Payload::ExportSection(exports) = payload {
            let mut kept = ExportSection::new();
            for export in exports {
                let export = export?;
                if UNUSED.contains(&export.name) {
                    continue;
                }
                let kind = match (export.kind, export.name) {
                    (ExternalKind::Func, _) => ExportKind::Func,
                    (ExternalKind::Memory, MEMORY) => ExportKind::Memory,
                    _ => return Err(Unexpected::Export(export.name.to_owned())),
                };
                kept.export(export.name, kind, export.index);
            }
            result.section(&kept);
        } else if let Some((id, range)) = payload.as_section() {
            let data = &module[range.start as usize..range.end as usize];
            result.section(&RawSection { id, data });
        }
    }
    Ok(result.finish())
}

/// The glue without what serves the table.
pub(super) fn without_table(glue: &str) -> Result<String, Unexpected> {
    let mut rest = glue.to_owned();
    for (start, end) in SERVING {
        let from = rest.find(start).ok_or(Unexpected::Glue(start))?;
        let length = rest[from..].find(end).ok_or(Unexpected::Glue(end))?;
        rest.replace_range(from..from + length + end.len(), "");
    }
    match UNUSED
        .into_iter()
        .find(|name| rest.contains(&format!("wasm.{name}")))
    {
        Some(name) => Err(Unexpected::InUse(name)),
        None => Ok(rest),
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, Function, FunctionSection, MemorySection, MemoryType, TypeSection,
    };

    use super::*;

    fn module(memory: &str) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut memories = MemorySection::new();
        memories.memory(MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut exports = ExportSection::new();
        exports.export("happened", ExportKind::Func, 0);
        exports.export("__wbindgen_start", ExportKind::Func, 0);
        exports.export(memory, ExportKind::Memory, 0);
        let mut code = CodeSection::new();
        let mut body = Function::new([]);
        body.instructions().end();
        code.function(&body);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&functions)
            .section(&memories)
            .section(&exports)
            .section(&code);
        module.finish()
    }

    fn exports(module: &[u8]) -> Vec<String> {
        let mut names = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            if let Payload::ExportSection(exports) = payload.expect("WebAssembly") {
                names.extend(exports.into_iter().map(|export| {
                    let export = export.expect("an export");
                    export.name.to_owned()
                }));
            }
        }
        names
    }

    #[test]
    fn what_the_shim_calls_and_what_can_be_watched_stays() {
        let without = without_unused_exports(&module("memory")).expect("a module");
        assert_eq!(exports(&without), ["happened", "memory"]);
    }

    #[test]
    fn an_export_that_nobody_knows_is_refused() {
        let refusal = without_unused_exports(&module("heap")).expect_err("an unknown export");
        assert!(refusal.to_string().contains("heap"), "{refusal}");
    }

    const GLUE: &str = "    const import0 = {
        __wbindgen_init_externref_table: function() {
            const table = wasm.__wbindgen_externrefs;
        },
        get: function() {},
    };
    wasm.__wbindgen_start();
    return wasm;
";

    #[test]
    fn the_glue_does_without_the_table() {
        let without = without_table(GLUE).expect("a glue");
        assert_eq!(
            without,
            "    const import0 = {\n        get: function() {},\n    };\n    return wasm;\n"
        );
    }

    #[test]
    fn a_glue_that_needs_the_table_is_refused() {
        let using = format!("{GLUE}wasm.__wbindgen_externrefs.get(7)");
        assert!(matches!(without_table(&using), Err(Unexpected::InUse(_))));
        assert!(matches!(without_table(""), Err(Unexpected::Glue(_))));
    }
}
