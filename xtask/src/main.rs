//! The project's commands: `cargo xtask setup`, `pack`, `preview`, `test`.

mod error;
mod pack;
mod process;
mod progress;
mod project;
mod setup;
mod versions;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use console::style;

use crate::error::{Error, Result};
use crate::project::Project;

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
    Pack,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}", style(error.line()).for_stderr().red());
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
            println!("Everything is set up.");
        }
        Command::Pack => {
            let tools = setup::for_building(&project)?;
            let packed = pack::pack(&project, &tools)?;
            packed.warn_of_old_version(&project);
            println!(
                "Packed {} and {}: {}",
                project.shown(&packed.folder),
                project.shown(&packed.archive),
                packed.sizes
            );
        }
    }
    Ok(())
}
