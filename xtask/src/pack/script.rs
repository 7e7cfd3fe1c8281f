//! `script.js`: shim, glue and module bundled into the one file that amoCRM loads.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::error::{Error, Result};
use crate::progress::Step;
use crate::project::Project;
use crate::setup::BuildTools;
use crate::versions::SCRIPT_LIMIT;

/// Bytes of the script.
#[derive(Debug, Clone, Copy)]
pub(super) struct ScriptSize {
    pub(super) size: u64,
    pub(super) gzip: u64,
}

/// Writes `script.js` into `widget` from the shim and what wasm-pack made (in `glue`).
pub(super) fn bundle(
    project: &Project,
    tools: &BuildTools,
    glue: &Path,
    widget: &Path,
) -> Result<ScriptSize> {
    let step = Step::start("script.js");
    let script = widget.join("script.js");
    tools
        .node
        .tool(project, "rollup/dist/bin/rollup", "bundle script.js")
        .args([
            "--config",
            "js-shim/rollup.config.js",
            "--failAfterWarnings",
        ])
        .env("WASM_PACK_OUT", glue)
        .env("SCRIPT_OUT", &script)
        .way_out("Mend what Rollup names above, in js-shim/")
        .run(&step)?;
    let bytes = fs::read(&script).map_err(Error::file("read", &script))?;
    let size = ScriptSize {
        size: bytes.len() as u64,
        gzip: gzip_size(&bytes),
    };
    refuse_above_limit(size.gzip)?;
    step.done(format!(
        "{} bytes, {} after gzip -9 (limit {SCRIPT_LIMIT})",
        size.size, size.gzip
    ));
    Ok(size)
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

fn gzip_size(bytes: &[u8]) -> u64 {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail.
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.map_or(u64::MAX, |compressed| compressed.len() as u64)
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

    #[test]
    fn measures_what_gzip_makes() {
        let size = gzip_size(&[b'a'; 10_000]);
        assert!((20..100).contains(&size), "{size}");
    }
}
