//! What fills `script.js`, for a person who wants it smaller.

use std::path::Path;

use comfy_table::{CellAlignment, Table, presets};

use super::functions::{Entry, Functions};
use super::parts::{Part, Parts, Weight};
use crate::error::Result;
use crate::pack::Packed;
use crate::progress;

/// So many functions are listed.
const FUNCTIONS: usize = 30;

/// Prints the parts of the script, and what the WebAssembly is made of. `named` is the same module
/// with its names.
pub(crate) fn report(packed: &Packed, named: &Path) -> Result<()> {
    let parts = Parts::read(&packed.parts)?;
    let module = parts.module();
    progress::say(parts_table(packed.sizes.script, &parts, module));
    let functions = Functions::read(named)?;
    let crates = functions.by_crate();
    progress::say(entries_table(
        "crate",
        &crates.iter().collect::<Vec<_>>(),
        &functions,
        module,
    ));
    let mut largest = functions.by_size();
    largest.truncate(FUNCTIONS);
    progress::say(entries_table("function", &largest, &functions, module));
    Ok(())
}

fn parts_table(script: Weight, parts: &Parts, module: Weight) -> Table {
    let mut table = new([
        "script.js",
        "raw",
        "gzip -9 by itself",
        "gzip -9 that it adds",
    ]);
    let weights = parts.weights();
    let mut row = |name: &str, weight: Weight, added: String| {
        table.add_row([
            name.to_owned(),
            weight.raw.to_string(),
            weight.gzip.to_string(),
            added,
        ]);
    };
    row("all", script, String::new());
    for part in Part::ALL {
        row(
            part.label(),
            weights[&part],
            parts.gzip_added_by(part).to_string(),
        );
        match part {
            Part::Shim => {
                for (name, weight) in parts.shim_modules() {
                    row(&format!("  {name}"), weight, String::new());
                }
            }
            Part::Glue | Part::Texts => {}
            Part::WasmText => {
                let text = weights[&part];
                row("  the module itself", module, String::new());
                let encoding = Weight {
                    raw: text.raw.saturating_sub(module.raw),
                    gzip: text.gzip.saturating_sub(module.gzip),
                };
                row("  its encoding", encoding, String::new());
            }
        }
    }
    align(&mut table);
    table
}

/// Only the module as a whole is compressed: the gzip of an entry is its share of that.
fn entries_table(kind: &str, entries: &[&Entry], functions: &Functions, module: Weight) -> Table {
    let mut table = new([kind, "raw", "share", "gzip -9 by that share"]);
    for entry in entries {
        let share = entry.size as f64 / functions.total() as f64;
        table.add_row([
            entry.name.clone(),
            entry.size.to_string(),
            format!("{:.1} %", share * 100.0),
            format!("{:.0}", share * module.gzip as f64),
        ]);
    }
    align(&mut table);
    table
}

fn new(headers: [&str; 4]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(headers);
    table
}

fn align(table: &mut Table) {
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
}
