//! Secrets, from the environment or from files that it names.

use std::{env, fmt, fs, path::PathBuf};

use crate::start_error::StartError;

pub(crate) const HOOK_SECRET: &str = "RECEIVER_HOOK_SECRET";
const CLIENT_SECRET: &str = "AMOCRM_CLIENT_SECRET";
const ACCESS_TOKEN: &str = "AMOCRM_ACCESS_TOKEN";

const LEAST_LENGTH: usize = 16;

/// A secret; its `Debug` does not show it.
#[derive(Clone)]
pub(crate) struct Secret(String);

impl Secret {
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(hidden)")
    }
}

#[derive(Debug)]
pub(crate) struct Secrets {
    /// What the hook's address carries.
    pub(crate) hook: Secret,
    /// The integration's secret key.
    pub(crate) client: Option<Secret>,
    /// An access token of the account.
    pub(crate) access_token: Option<Secret>,
}

impl Secrets {
    pub(crate) fn read() -> Result<Self, StartError> {
        let hook = secret(HOOK_SECRET)?.ok_or(StartError::NoHookSecret {
            variable: HOOK_SECRET,
        })?;
        long_enough(HOOK_SECRET, &hook)?;
        let client = secret(CLIENT_SECRET)?;
        if let Some(client) = &client {
            long_enough(CLIENT_SECRET, client)?;
        }
        Ok(Self {
            hook,
            client,
            access_token: secret(ACCESS_TOKEN)?,
        })
    }
}

fn long_enough(variable: &'static str, secret: &Secret) -> Result<(), StartError> {
    let length = secret.expose().chars().count();
    if length < LEAST_LENGTH {
        return Err(StartError::ShortSecret {
            variable,
            length,
            least: LEAST_LENGTH,
        });
    }
    Ok(())
}

/// A secret that is set and not empty. White space around it is a file's line break, not a part.
fn secret(variable: &'static str) -> Result<Option<Secret>, StartError> {
    let direct = match env::var(variable) {
        Ok(text) => Some(text),
        Err(env::VarError::NotPresent) => None,
        Err(env::VarError::NotUnicode(_)) => return Err(StartError::SecretNotText { variable }),
    };
    let file = env::var_os(format!("{variable}_FILE")).map(PathBuf::from);
    let text = match (direct, file) {
        (Some(_), Some(_)) => return Err(StartError::SecretTwice { variable }),
        (Some(text), None) => Some(text),
        (None, Some(file)) => {
            Some(
                fs::read_to_string(&file).map_err(|source| StartError::SecretFile {
                    variable,
                    file,
                    source,
                })?,
            )
        }
        (None, None) => None,
    };
    Ok(text
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
        .map(Secret))
}
