//! Node and the packages of `package-lock.json`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};
use crate::process::Tool;
use crate::progress::Step;
use crate::project::Project;

const LIMIT: Duration = Duration::from_secs(15 * 60);

/// Node, with the project's packages beside it.
#[derive(Debug)]
pub(crate) struct Node {
    program: PathBuf,
}

#[derive(Deserialize)]
struct PackageFile {
    version: Option<String>,
    engines: Option<BTreeMap<String, String>>,
}

#[derive(Deserialize)]
struct Lock {
    packages: BTreeMap<String, LockedPackage>,
}

#[derive(Deserialize)]
struct LockedPackage {
    version: Option<String>,
    /// Made for another system: npm leaves it out here.
    #[serde(default)]
    optional: bool,
}

/// Finds Node and installs the packages where they are not those of the lock file.
pub(super) fn ensure(project: &Project) -> Result<Node> {
    let step = Step::start("Node and its packages");
    let (node, version) = find_node(project)?;
    if in_step(project)? {
        step.done(format!("Node {version}"));
        return Ok(node);
    }
    Tool::new("npm", "install the packages of package-lock.json")
        .arg("ci")
        .args(["--no-audit", "--no-fund"])
        .folder(project.root())
        .limit(LIMIT)
        .way_out("Check that the network reaches the npm registry, then run this command again")
        .run(&step)?;
    step.done(format!("Node {version}, packages installed"));
    Ok(node)
}

impl Node {
    /// A program of one of the packages, to be run by Node.
    pub(crate) fn tool(&self, project: &Project, script: &str, task: &str) -> Tool {
        Tool::new(&self.program, task)
            .folder(project.root())
            .arg(project.path("node_modules").join(script))
    }
}

/// The version of an installed package.
pub(crate) fn package_version(project: &Project, package: &str) -> Result<String> {
    let path = project
        .path("node_modules")
        .join(package)
        .join("package.json");
    let file: PackageFile = read_json(&path)?;
    Ok(file.version.unwrap_or_default())
}

fn find_node(project: &Project) -> Result<(Node, String)> {
    let file: PackageFile = read_json(&project.path("package.json"))?;
    let engines = file.engines.unwrap_or_default();
    let needed = engines.get("node").map_or("", String::as_str);
    let way_out = "Install Node.js with npm from https://nodejs.org, or with the packages of your \
                   system, then run this command again";
    let program = which::which("node").map_err(|_| Error::ToolMissing {
        tool: format!("Node.js ({needed})"),
        way_out: way_out.to_owned(),
    })?;
    let version = Tool::new(&program, "find Node's version")
        .arg("--version")
        .read()?;
    let version = version.trim_start_matches('v').to_owned();
    if major(&version) < major(needed) {
        return Err(Error::ToolTooOld {
            tool: "Node.js".to_owned(),
            found: version,
            needed: needed.trim_start_matches(">=").to_owned(),
            way_out: way_out.to_owned(),
        });
    }
    Ok((Node { program }, version))
}

fn major(version: &str) -> u32 {
    version
        .trim_start_matches(['>', '=', '^', 'v', ' '])
        .split('.')
        .next()
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

/// Whether each package of the lock file is there, in that version.
fn in_step(project: &Project) -> Result<bool> {
    let lock: Lock = read_json(&project.path("package-lock.json"))?;
    Ok(lock.packages.iter().all(|(folder, package)| {
        folder.is_empty()
            || match installed_version(&project.path(folder)) {
                None => package.optional,
                version => version == package.version,
            }
    }))
}

fn installed_version(package: &Path) -> Option<String> {
    let text = fs::read_to_string(package.join("package.json")).ok()?;
    let file: PackageFile = serde_json::from_str(&text).ok()?;
    file.version
}

fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let text = fs::read_to_string(path).map_err(Error::file("read", path))?;
    serde_json::from_str(&text)
        .map_err(|cause| Error::invalid(path, cause.to_string(), "Restore the file from git"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_versions_by_their_first_number() {
        assert_eq!(major(">=20"), 20);
        assert_eq!(major("v22.3.0"), 22);
        assert_eq!(major("9.8.1"), 9);
        assert_eq!(major(""), 0);
    }
}
