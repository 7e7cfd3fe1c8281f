//! The project's own receiver: built here, and started with what fits the local amoCRM.

use std::fmt;
use std::path::PathBuf;
use std::process::Command;

use cargo_metadata::Message;

use crate::error::{Error, Result};
use crate::process::{self, Tool};
use crate::progress::Step;
use crate::project::Project;

const PACKAGE: &str = "pipeline-message-receiver";

/// Keeps what was answered for, also from one preview to the next.
const DATABASE: &str = "target/preview/receiver.db";

/// Each of its secrets can be in a file too, but not in both.
const FROM_A_FILE: &str = "_FILE";

/// The receiver, ready to be started.
#[derive(Debug, Clone)]
pub(in crate::preview) struct Program {
    path: PathBuf,
    database: PathBuf,
    /// Whom amoCRM's tokens are for: the origin of the manifest's address.
    audience: String,
    secrets: Secrets,
}

/// What the local amoCRM and the receiver know of each other, made up for one preview.
#[derive(Clone)]
pub(super) struct Secrets {
    pub(super) hook: String,
    pub(super) client: String,
    access_token: String,
}

impl Program {
    /// Builds the receiver.
    pub(super) fn build(project: &Project, audience: String) -> Result<Self> {
        let database = project.path(DATABASE);
        if let Some(folder) = database.parent() {
            std::fs::create_dir_all(folder).map_err(Error::file("create", folder))?;
        }
        Ok(Self {
            path: build(project)?,
            database,
            audience,
            secrets: Secrets::random()?,
        })
    }

    /// The same with its sources as they are now: the local amoCRM goes on with its secrets.
    pub(super) fn rebuilt(&self, project: &Project, audience: String) -> Result<Self> {
        Ok(Self {
            path: build(project)?,
            audience,
            ..self.clone()
        })
    }

    pub(super) fn audience(&self) -> &str {
        &self.audience
    }

    pub(super) fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// To be started on `port` (0 takes a free one), for the local amoCRM on `account`.
    pub(super) fn command(&self, port: u16, account: u16) -> Command {
        let mut command = Command::new(&self.path);
        command
            .args(["--port", &port.to_string()])
            .args(["--format", "json", "--development"])
            .args(["--audience", &self.audience])
            .args(["--account", &format!("http://127.0.0.1:{account}")])
            .arg("--database")
            .arg(&self.database);
        for (name, value) in self.secrets.variables() {
            command.env(name, value);
            command.env_remove(format!("{name}{FROM_A_FILE}"));
        }
        command
    }
}

impl Secrets {
    fn random() -> Result<Self> {
        Ok(Self {
            hook: random_text()?,
            client: random_text()?,
            access_token: random_text()?,
        })
    }

    fn variables(&self) -> [(&'static str, &str); 3] {
        [
            ("RECEIVER_HOOK_SECRET", &self.hook),
            ("AMOCRM_CLIENT_SECRET", &self.client),
            ("AMOCRM_ACCESS_TOKEN", &self.access_token),
        ]
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secrets(…)")
    }
}

/// 32 random bytes in hexadecimal.
fn random_text() -> Result<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|cause| Error::Random { cause })?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn build(project: &Project) -> Result<PathBuf> {
    let step = Step::start("Build the receiver");
    let said = Tool::new(process::cargo(), "build the receiver")
        .folder(project.root())
        .args(["build", "--package", PACKAGE])
        .args(["--message-format", "json-render-diagnostics"])
        .run(&step)?;
    let program = executable(&said).ok_or_else(|| Error::ToolMissing {
        tool: format!("the program of the package {PACKAGE}"),
        way_out: format!("Look at what `cargo build --package {PACKAGE}` says"),
    })?;
    step.done("");
    Ok(program)
}

/// The program among the artifacts that cargo names.
fn executable(said: &str) -> Option<PathBuf> {
    Message::parse_stream(said.as_bytes())
        .filter_map(std::result::Result::ok)
        .find_map(|message| match message {
            Message::CompilerArtifact(artifact) if artifact.target.name == PACKAGE => {
                artifact.executable
            }
            _ => None,
        })
        .map(PathBuf::from)
}

#[cfg(test)]
impl Program {
    /// Any program in the receiver's place.
    pub(super) fn at(path: PathBuf) -> Self {
        Self {
            path,
            database: PathBuf::from("receiver.db"),
            audience: "https://example.com".to_owned(),
            secrets: Secrets::random().unwrap(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program() -> Program {
        Program::at(PathBuf::from("receiver"))
    }

    #[test]
    fn secrets_are_in_the_environment_and_nowhere_else() {
        let program = program();
        let command = program.command(0, 8120);
        let arguments = format!("{:?}", command.get_args().collect::<Vec<_>>());
        let environment: Vec<_> = command.get_envs().collect();
        for (name, secret) in program.secrets.variables() {
            assert_eq!(secret.len(), 64);
            assert!(!arguments.contains(secret));
            assert!(!format!("{program:?}").contains(secret));
            let set = Some(std::ffi::OsStr::new(secret));
            assert!(environment.contains(&(name.as_ref(), set)));
            let file = format!("{name}_FILE");
            assert!(environment.contains(&(file.as_ref(), None)));
        }
    }

    #[test]
    fn no_secret_comes_twice() {
        let secrets = program().secrets;
        assert_ne!(secrets.hook, secrets.client);
        assert_ne!(secrets.hook, program().secrets.hook);
    }

    #[test]
    fn the_local_amocrm_is_the_account() {
        let command = program().command(40123, 8120);
        let arguments: Vec<_> = command
            .get_args()
            .map(|text| text.to_string_lossy().into_owned())
            .collect();
        let arguments = arguments.join(" ");
        assert!(arguments.starts_with("--port 40123 --format json --development "));
        assert!(arguments.contains("--account http://127.0.0.1:8120"));
        assert!(arguments.contains("--audience https://example.com"));
    }

    #[test]
    fn what_else_cargo_says_is_no_program() {
        assert_eq!(
            executable("   Compiling x v1.0.0\n{\"reason\":\"build-finished\",\"success\":true}\n"),
            None
        );
    }
}
