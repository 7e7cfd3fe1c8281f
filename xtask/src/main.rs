//! The project's commands: `cargo xtask setup`, `pack`, `preview`, `test`, `bench`.

mod bench;
mod error;
mod pack;
mod preview;
mod process;
mod progress;
mod project;
mod setup;
mod size;
mod test;
mod versions;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::{Error, Result};
use crate::project::Project;
use crate::size::Growth;

/// The project's commands. Each first installs what it lacks.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
#[command(disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Installs what the other commands need, where it is missing
    Setup,
    /// Builds the widget into dist/widget/ and dist/widget.zip, ready to upload
    ///
    /// Where `PIPELINE_MESSAGE_HOOK_SECRET` is set, the webhook's address in the manifest carries it.
    Pack {
        /// Make what script.js weighs now the new baseline, to be committed with the change
        #[arg(long)]
        accept_size: bool,
    },
    /// Serves the local amoCRM with the widget in it, and builds and reloads on each change
    Preview(preview::Arguments),
    /// Runs every check and test there is
    Test(test::Arguments),
    /// Measures the widget beside amoCRM's jQuery recipe and plain JavaScript
    Bench(bench::Arguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            progress::error(error.line());
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> Result<()> {
    if !cfg!(any(target_os = "linux", target_os = "macos")) {
        return Err(Error::UnsupportedSystem {
            system: std::env::consts::OS,
        });
    }
    let project = Project::locate()?;
    match command {
        Command::Setup => {
            setup::everything(&project)?;
            progress::say("Everything is set up.");
        }
        Command::Pack { accept_size } => {
            let growth = if *accept_size {
                Growth::Accepted
            } else {
                Growth::Refused
            };
            let tools = setup::for_building(&project)?;
            let packed = pack::pack(&project, &tools, growth)?;
            packed.warn_of_old_version(&project);
            progress::say(format_args!(
                "Packed {} and {}: {}",
                project.shown(&packed.folder),
                project.shown(&packed.archive),
                packed.sizes
            ));
        }
        Command::Preview(arguments) => preview::run(&project, arguments)?,
        Command::Test(arguments) => test::run(&project, arguments)?,
        Command::Bench(arguments) => bench::run(&project, arguments)?,
    }
    Ok(())
}
