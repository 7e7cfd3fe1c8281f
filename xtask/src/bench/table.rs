//! The report as a table in the terminal.

use comfy_table::{CellAlignment, Table, presets};

use super::contestant::Contestant;
use super::report::{Report, Times};
use super::statistics::Summary;

/// Times with their quartiles, and ratios.
pub(super) fn times(report: &Report) -> Table {
    let mut table = new();
    let headers = Contestant::ALL.map(|contestant| format!("{}, ms", contestant.label()));
    let ratios = Contestant::RIVALS.map(|rival| format!("× {}", rival.label()));
    table.set_header(std::iter::once(String::new()).chain(headers).chain(ratios));
    for times in &report.times {
        table.add_row(row(times));
    }
    align(&mut table);
    table
}

/// Memory, layouts and styles.
pub(super) fn footprints(report: &Report) -> Table {
    let mut table = new();
    table.set_header([
        "openings: first 1,000 → all 10,000",
        "heap, KB",
        "nodes",
        "listeners",
        "wasm, KB",
        "layouts forced by one",
        "styles forced by one",
    ]);
    for (contestant, footprint) in &report.footprints {
        let (before, after) = (&footprint.memory_before, &footprint.memory_after);
        let change = |before: u64, after: u64| format!("{before} → {after}");
        table.add_row([
            contestant.label().to_owned(),
            change(before.heap / 1024, after.heap / 1024),
            change(before.nodes, after.nodes),
            change(before.listeners, after.listeners),
            change(before.wasm / 1024, after.wasm / 1024),
            format!("{:.2}", footprint.layouts_an_opening),
            format!("{:.2}", footprint.style_recalculations_an_opening),
        ]);
    }
    align(&mut table);
    table
}

fn row(times: &Times) -> Vec<String> {
    let spread = |summary: &Summary| {
        format!(
            "{:.3} ({:.3}–{:.3})",
            summary.median, summary.lower_quartile, summary.upper_quartile
        )
    };
    let ratio = |summary: &Summary| {
        format!(
            "{:.2} ({:.2}–{:.2})",
            summary.median, summary.lower_quartile, summary.upper_quartile
        )
    };
    let times_of = Contestant::ALL.map(|one| times.of.get(&one).map(spread).unwrap_or_default());
    let ratios =
        Contestant::RIVALS.map(|rival| times.ratio_to.get(&rival).map(ratio).unwrap_or_default());
    std::iter::once(times.measurement.label())
        .chain(times_of)
        .chain(ratios)
        .collect()
}

fn new() -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table
}

fn align(table: &mut Table) {
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
}
