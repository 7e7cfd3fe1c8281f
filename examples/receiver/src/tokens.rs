//! The two tokens that amoCRM signs with the integration's secret key.
//!
//! `X-Auth-Token` of `$authorizedAjax` is HS256 and made for an audience; the Salesbot's token is
//! HS512 and has none. Each is checked against its own algorithm only, so that neither can stand in
//! for the other.

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, errors::ErrorKind};
use serde::{Deserialize, de::DeserializeOwned};

use crate::secrets::Secret;

/// How far clocks may differ, in seconds.
const LEEWAY: u64 = 10;

pub(crate) struct TokenKeys {
    key: DecodingKey,
    user: Validation,
    bot: Validation,
    client_id: Option<String>,
}

impl std::fmt::Debug for TokenKeys {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("TokenKeys(hidden)")
    }
}

/// Who calls from a page of amoCRM.
#[derive(Debug, Deserialize)]
pub(crate) struct UserClaims {
    /// The account's address.
    pub(crate) iss: String,
    #[serde(deserialize_with = "number")]
    pub(crate) account_id: u64,
    #[serde(deserialize_with = "number")]
    pub(crate) user_id: u64,
    pub(crate) subdomain: String,
    client_uuid: Option<String>,
}

/// Which bot asks, and about whom.
#[derive(Debug, Deserialize)]
pub(crate) struct BotClaims {
    #[serde(deserialize_with = "number")]
    pub(crate) account_id: u64,
    pub(crate) subdomain: String,
    #[serde(deserialize_with = "number")]
    pub(crate) entity_id: u64,
    #[serde(deserialize_with = "text")]
    pub(crate) entity_type: String,
    client_uuid: Option<String>,
}

/// Why a token is refused.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TokenError {
    #[error("the token is missing")]
    Missing,
    #[error("the token has expired")]
    Expired,
    #[error("the token is not valid yet")]
    NotYet,
    #[error("the token was made for another integration or account")]
    Foreign,
    #[error("the token is not one that amoCRM signed for this integration")]
    Forged,
}

impl TokenError {
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "token_missing",
            Self::Expired => "token_expired",
            Self::NotYet => "token_not_yet_valid",
            Self::Foreign => "token_foreign",
            Self::Forged => "token_forged",
        }
    }
}

impl TokenKeys {
    pub(crate) fn new(secret: &Secret, audience: &str, client_id: Option<&str>) -> Self {
        let mut user = Validation::new(Algorithm::HS256);
        user.leeway = LEEWAY;
        user.validate_nbf = true;
        user.set_audience(&[audience]);
        user.set_required_spec_claims(&["exp", "aud"]);
        let mut bot = Validation::new(Algorithm::HS512);
        bot.leeway = LEEWAY;
        bot.validate_nbf = true;
        bot.validate_aud = false;
        bot.set_required_spec_claims(&["exp"]);
        Self {
            key: DecodingKey::from_secret(secret.expose().as_bytes()),
            user,
            bot,
            client_id: client_id.map(str::to_owned),
        }
    }

    /// The claims of an `X-Auth-Token`.
    pub(crate) fn user(&self, token: &str) -> Result<UserClaims, TokenError> {
        let claims: UserClaims = self.claims(token, &self.user)?;
        self.made_for_us(claims.client_uuid.as_deref())?;
        Ok(claims)
    }

    /// The claims of a Salesbot's token.
    pub(crate) fn bot(&self, token: &str) -> Result<BotClaims, TokenError> {
        let claims: BotClaims = self.claims(token, &self.bot)?;
        self.made_for_us(claims.client_uuid.as_deref())?;
        Ok(claims)
    }

    fn claims<C: DeserializeOwned>(
        &self,
        token: &str,
        validation: &Validation,
    ) -> Result<C, TokenError> {
        decode(token, &self.key, validation)
            .map(|data| data.claims)
            .map_err(|error| match error.kind() {
                ErrorKind::ExpiredSignature => TokenError::Expired,
                ErrorKind::ImmatureSignature => TokenError::NotYet,
                ErrorKind::InvalidAudience => TokenError::Foreign,
                _ => TokenError::Forged,
            })
    }

    fn made_for_us(&self, client_uuid: Option<&str>) -> Result<(), TokenError> {
        if self.client_id.is_some() && self.client_id.as_deref() != client_uuid {
            return Err(TokenError::Foreign);
        }
        Ok(())
    }
}

/// No document says whether a number of a token is written as one: both are taken.
#[derive(Deserialize)]
#[serde(untagged)]
enum NumberOrText {
    Number(u64),
    Text(String),
}

fn number<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    match NumberOrText::deserialize(deserializer)? {
        NumberOrText::Number(number) => Ok(number),
        NumberOrText::Text(text) => text.parse().map_err(serde::de::Error::custom),
    }
}

fn text<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    match NumberOrText::deserialize(deserializer)? {
        NumberOrText::Number(number) => Ok(number.to_string()),
        NumberOrText::Text(text) => Ok(text),
    }
}
