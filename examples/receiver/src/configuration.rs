//! What the command line and the environment together ask for, checked before anything starts.

use std::{collections::BTreeMap, fs};

use url::Url;

use crate::{
    account::Accounts,
    command_line::CommandLine,
    secrets::{Secret, Secrets},
    start_error::StartError,
    tokens::TokenKeys,
};

/// Values for markers, by code: `lead.name`.
pub(crate) type MarkerValues = BTreeMap<String, String>;

#[derive(Debug)]
pub(crate) struct Configuration {
    pub(crate) hook_secret: Secret,
    pub(crate) access_token: Option<Secret>,
    pub(crate) accounts: Accounts,
    /// Without them the lead source and the Salesbot are off.
    pub(crate) tokens: Option<TokenKeys>,
    pub(crate) values: MarkerValues,
}

impl Configuration {
    pub(crate) fn read(command_line: &CommandLine) -> Result<Self, StartError> {
        let secrets = Secrets::read()?;
        let accounts = accounts(command_line)?;
        let tokens = match &secrets.client {
            Some(secret) => Some(token_keys(command_line, &accounts, secret)?),
            None => None,
        };
        let values = values(command_line)?;
        let Secrets {
            hook: hook_secret,
            access_token,
            ..
        } = secrets;
        Ok(Self {
            hook_secret,
            access_token,
            accounts,
            tokens,
            values,
        })
    }
}

fn accounts(command_line: &CommandLine) -> Result<Accounts, StartError> {
    let mut accounts = Accounts::new(command_line.development);
    for address in &command_line.accounts {
        accounts
            .add(address)
            .map_err(|source| StartError::Account {
                address: address.clone(),
                source,
            })?;
    }
    Ok(accounts)
}

fn token_keys(
    command_line: &CommandLine,
    accounts: &Accounts,
    secret: &Secret,
) -> Result<TokenKeys, StartError> {
    if accounts.origins().is_empty() {
        let example = "https://example.amocrm.ru";
        return Err(StartError::TokensUnchecked {
            option: "--account",
            example,
        });
    }
    let Some(audience) = &command_line.audience else {
        let example = "https://example.com";
        return Err(StartError::TokensUnchecked {
            option: "--audience",
            example,
        });
    };
    let audience = audience.trim_end_matches('/');
    let is_origin = Url::parse(audience).is_ok_and(|url| {
        matches!(url.scheme(), "http" | "https") && url.origin().ascii_serialization() == audience
    });
    if !is_origin {
        return Err(StartError::Audience {
            audience: audience.to_owned(),
        });
    }
    Ok(TokenKeys::new(
        secret,
        audience,
        command_line.client_id.as_deref(),
    ))
}

fn values(command_line: &CommandLine) -> Result<MarkerValues, StartError> {
    let Some(file) = &command_line.values else {
        return Ok(MarkerValues::new());
    };
    let wrong = |reason: String| StartError::Values {
        file: file.clone(),
        reason,
    };
    let text = fs::read_to_string(file).map_err(|source| wrong(source.to_string()))?;
    serde_json::from_str(&text)
        .map_err(|source| wrong(format!("expected a JSON object of texts: {source}")))
}
