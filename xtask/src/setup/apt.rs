//! Debian's packages, as root or with a sudo that asks for nothing.

use std::path::PathBuf;
use std::time::Duration;

use crate::error::{Error, Result};
use crate::process::Tool;
use crate::progress::Step;

const LIMIT: Duration = Duration::from_secs(15 * 60);

/// Whether this system installs by apt.
pub(super) fn is_here() -> bool {
    apt_get().is_some()
}

/// What a person runs to get `packages`.
pub(super) fn command(packages: &[&str]) -> String {
    format!(
        "sudo apt-get install --no-install-recommends {}",
        packages.join(" ")
    )
}

/// Installs `packages`, with the list of packages brought up to date where it is too old.
pub(super) fn install(packages: &[&str], step: &Step) -> Result<()> {
    let rights = Rights::of_this_user(packages)?;
    let attempt = rights.apt_get("install", packages).outcome(step)?;
    if attempt.status.success() {
        return Ok(());
    }
    rights.apt_get("update", &[]).run(step)?;
    rights.apt_get("install", packages).run(step)?;
    Ok(())
}

enum Rights {
    Root,
    Sudo,
}

impl Rights {
    fn of_this_user(packages: &[&str]) -> Result<Self> {
        let user = Tool::new("id", "find out who runs this").arg("-u").read()?;
        if user == "0" {
            return Ok(Self::Root);
        }
        let sudo = Tool::new("sudo", "become root").args(["-n", "true"]);
        if sudo.read().is_ok() {
            return Ok(Self::Sudo);
        }
        Err(Error::ToolMissing {
            tool: format!("one or more of the packages {}", packages.join(", ")),
            way_out: format!("Run `{}`, then this command again", command(packages)),
        })
    }

    fn apt_get(&self, action: &str, packages: &[&str]) -> Tool {
        let task = match packages {
            [] => "bring apt's list of packages up to date".to_owned(),
            packages => format!("install {}", packages.join(" ")),
        };
        let tool = match self {
            Self::Root => Tool::new("env", task),
            Self::Sudo => Tool::new("sudo", task).args(["-n", "env"]),
        };
        let tool = tool
            .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", action])
            // Another apt may be at work, as on a machine that has just started.
            .args(["--yes", "-o", "DPkg::Lock::Timeout=120"])
            .limit(LIMIT);
        match packages {
            [] => tool.way_out("Check the network, then run this command again"),
            packages => tool
                .arg("--no-install-recommends")
                .args(packages)
                .way_out(format!(
                    "Run `{}`, then this command again",
                    command(packages)
                )),
        }
    }
}

fn apt_get() -> Option<PathBuf> {
    which::which("apt-get").ok()
}
