//! What is left behind: memory after thousands of openings, and layouts that an opening forces.
//!
//! Each contestant has a tab of its own here, since a browser counts by page.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::browser::Browser;
use super::contestant::Contestant;
use super::rounds;
use crate::error::Result;
use crate::progress::Step;

/// After so many openings everything that is made once has been made.
const WARM_UP: u32 = 1_000;
/// So often a form is opened and closed altogether.
const CYCLES: u32 = 10_000;
/// So many forms are opened within one task of the page, in which nothing is laid out by itself.
const OPENINGS_IN_A_TASK: u32 = 100;
/// Characters that take more than the memory which an instance has to spare.
const VERY_LONG: u32 = 256 * 1024;

/// What one contestant leaves behind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Footprint {
    pub(super) cycles: u32,
    /// After the first [`WARM_UP`] of them.
    pub(super) memory_before: Memory,
    /// After all of them.
    pub(super) memory_after: Memory,
    /// How often an opening makes the browser lay the page out at once; between zero and one
    /// where it does so in some openings only.
    pub(super) layouts_an_opening: f64,
    /// The same of computing styles, which laying out begins with.
    pub(super) style_recalculations_an_opening: f64,
    /// By how many bytes WebAssembly's memory grew when something was typed into a message of
    /// [`VERY_LONG`] characters: a copy of it would not fit into what is there.
    pub(super) wasm_grown_by_typing: u64,
}

/// What a tab holds once its garbage is collected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Memory {
    /// Of JavaScript, in bytes.
    pub(super) heap: u64,
    pub(super) nodes: u64,
    pub(super) listeners: u64,
    /// Of all WebAssembly instances, in bytes.
    pub(super) wasm: u64,
}

/// Measures one contestant in a tab of its own.
pub(super) async fn measure(
    browser: &Browser,
    server: &str,
    contestant: Contestant,
) -> Result<Footprint> {
    let step = Step::start(format!("What {} leaves behind", contestant.label()));
    let address = rounds::realm(server, contestant);
    let footprint = browser
        .in_new_tab(&address, async |tab| footprint(tab, contestant).await)
        .await?;
    step.done(format!("{CYCLES} openings"));
    Ok(footprint)
}

async fn footprint(tab: &Browser, contestant: Contestant) -> Result<Footprint> {
    tab.run("await (await window.realm).start()", vec![])
        .await?;
    cycle(tab, WARM_UP).await?;
    let memory_before = memory(tab).await?;
    for _ in 1..CYCLES / WARM_UP {
        cycle(tab, WARM_UP).await?;
    }
    let memory_after = memory(tab).await?;
    let [controlled, _] = forced(tab, true).await?;
    if controlled < 1.0 {
        return Err(rounds::unreadable());
    }
    let [layouts, recalculations] = forced(tab, false).await?;
    let before = wasm(tab).await?;
    let script = "await (await window.realm).keystrokes(arguments[0], 3)";
    if contestant.mirrors() {
        tab.run(script, vec![json!(VERY_LONG)]).await?;
    }
    let grown_by_typing = wasm(tab).await?.saturating_sub(before);
    Ok(Footprint {
        cycles: CYCLES,
        memory_before,
        memory_after,
        layouts_an_opening: layouts,
        style_recalculations_an_opening: recalculations,
        wasm_grown_by_typing: grown_by_typing,
    })
}

async fn cycle(tab: &Browser, times: u32) -> Result<()> {
    let script = "await (await window.realm).openings(arguments[0])";
    tab.run(script, vec![json!(times)]).await.map(|_| ())
}

async fn memory(tab: &Browser) -> Result<Memory> {
    // What one collection finalises only the next one frees.
    for _ in 0..3 {
        tab.protocol("HeapProfiler.collectGarbage", json!({}))
            .await?;
    }
    let heap = tab.protocol("Runtime.getHeapUsage", json!({})).await?;
    let counters = tab.protocol("Memory.getDOMCounters", json!({})).await?;
    Ok(Memory {
        heap: whole(&heap["usedSize"]),
        nodes: whole(&counters["nodes"]),
        listeners: whole(&counters["jsEventListeners"]),
        wasm: wasm(tab).await?,
    })
}

async fn wasm(tab: &Browser) -> Result<u64> {
    let bytes = tab.run("return window.wasmMemory()", vec![]).await?;
    Ok(whole(&bytes))
}

/// The layouts and style recalculations an opening that happen in one task of the page. Those of the
/// frames before and after it are a few in all.
async fn forced(tab: &Browser, by_the_page: bool) -> Result<[f64; 2]> {
    tab.protocol("Performance.enable", json!({})).await?;
    let before = counts(tab).await?;
    let script = "(await window.realm).openInOneTask(arguments[0], arguments[1])";
    tab.run(script, vec![json!(OPENINGS_IN_A_TASK), json!(by_the_page)])
        .await?;
    let after = counts(tab).await?;
    let each = |kind: usize| (after[kind] - before[kind]) / f64::from(OPENINGS_IN_A_TASK);
    Ok([each(0), each(1)])
}

async fn counts(tab: &Browser) -> Result<[f64; 2]> {
    let answer = tab.protocol("Performance.getMetrics", json!({})).await?;
    let metrics = answer["metrics"].as_array().cloned().unwrap_or_default();
    let value = |name: &str| {
        let mut named = metrics.iter().filter(|metric| metric["name"] == name);
        named.find_map(|metric| metric["value"].as_f64())
    };
    match (value("LayoutCount"), value("RecalcStyleCount")) {
        (Some(layouts), Some(recalculations)) => Ok([layouts, recalculations]),
        _ => Err(rounds::unreadable()),
    }
}

fn whole(value: &Value) -> u64 {
    value
        .as_u64()
        .or_else(|| value.as_f64().map(|value| value as u64))
        .unwrap_or_default()
}
