//! Rust's formatter and lints: a small installation of Rust comes without them.

use std::time::Duration;

use super::installing;
use crate::error::Result;
use crate::process::{self, Tool};
use crate::progress::Step;
use crate::project::Project;

const LIMIT: Duration = Duration::from_secs(5 * 60);

/// Finds both, or has rustup add them.
pub(super) fn ensure(project: &Project) -> Result<()> {
    let step = Step::start("rustfmt and clippy");
    let are_here = || answers(project, "fmt") && answers(project, "clippy");
    if !are_here() {
        let _lock = installing()?;
        Tool::new("rustup", "install rustfmt and clippy")
            .args(["component", "add", "rustfmt", "clippy"])
            .folder(project.root())
            .limit(LIMIT)
            .way_out("Install rustfmt and clippy with the packages of your system")
            .run(&step)?;
    }
    step.done("");
    Ok(())
}

fn answers(project: &Project, subcommand: &str) -> bool {
    Tool::new(process::cargo(), "find a part of Rust")
        .args([subcommand, "--version"])
        .folder(project.root())
        .read()
        .is_ok()
}
