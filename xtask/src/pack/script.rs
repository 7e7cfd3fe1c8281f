//! `script.js`: shim, glue and module bundled into the one file that amoCRM loads.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::progress::Step;
use crate::project::Project;
use crate::setup::BuildTools;
use crate::size::{self, Growth, Parts, ScriptWeight, Weight};
use crate::versions::SCRIPT_LIMIT;

/// The script that was written.
#[derive(Debug)]
pub(super) struct Script {
    pub(super) weight: Weight,
    /// What it is made of, as the bundler tells.
    pub(super) parts: PathBuf,
}

/// Writes `script.js` into `widget` from the shim and what wasm-pack made (in `glue`).
pub(super) fn bundle(
    project: &Project,
    tools: &BuildTools,
    glue: &Path,
    widget: &Path,
    growth: Growth,
) -> Result<Script> {
    let step = Step::start("script.js");
    let parts = project.wasm_target_folder().join("script-parts.json");
    let bytes = roll_up(project, tools, glue, widget, Some(&parts), &step)?;
    let weight = Weight::of(&bytes);
    refuse_above_limit(weight.gzip)?;
    let now = ScriptWeight {
        script: weight,
        parts: Parts::read(&parts)?.weights(),
    };
    let baseline = size::hold(project, &tools.toolchain.description(), &now, growth)?;
    step.done(format!(
        "{} bytes, {} after gzip -9 (limit {SCRIPT_LIMIT}, {baseline})",
        weight.raw, weight.gzip
    ));
    Ok(Script { weight, parts })
}

/// The same for tests alone: what it weighs is nobody's business.
pub(super) fn bundle_for_tests(
    project: &Project,
    tools: &BuildTools,
    glue: &Path,
    widget: &Path,
) -> Result<()> {
    let step = Step::start("script.js for tests");
    let bytes = roll_up(project, tools, glue, widget, None, &step)?;
    step.done(format!("{} bytes", bytes.len()));
    Ok(())
}

/// Gives what was written. What it is made of stands in `parts`, if anybody asks.
fn roll_up(
    project: &Project,
    tools: &BuildTools,
    glue: &Path,
    widget: &Path,
    parts: Option<&Path>,
    step: &Step,
) -> Result<Vec<u8>> {
    let script = widget.join("script.js");
    let tool = tools
        .node
        .tool(project, "rollup/dist/bin/rollup", "bundle script.js")
        .args([
            "--config",
            "js-shim/rollup.config.js",
            "--failAfterWarnings",
        ])
        .env("WASM_PACK_OUT", glue)
        .env("SCRIPT_OUT", &script)
        .way_out("Mend what Rollup names above, in js-shim/");
    match parts {
        Some(parts) => tool.env("SCRIPT_PARTS", parts),
        None => tool,
    }
    .run(step)?;
    fs::read(&script).map_err(Error::file("read", &script))
}

fn refuse_above_limit(size: u64) -> Result<()> {
    if size > SCRIPT_LIMIT {
        return Err(Error::ScriptTooBig {
            size,
            limit: SCRIPT_LIMIT,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_one_byte_above_the_limit() {
        assert!(refuse_above_limit(SCRIPT_LIMIT).is_ok());
        assert!(matches!(
            refuse_above_limit(SCRIPT_LIMIT + 1),
            Err(Error::ScriptTooBig { .. })
        ));
    }
}
