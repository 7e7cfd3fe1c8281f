//! The two tokens that amoCRM signs with the integration's secret key: `X-Auth-Token` of
//! `$authorizedAjax` (HS256), and the Salesbot's (HS512).

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde::Serialize;

use crate::profiles::AccountProfile;
use crate::receiver::Unreachable;

/// amoCRM's documentation: thirty minutes.
const USER_TOKEN_SECONDS: u64 = 30 * 60;

/// How long a bot's token holds is not documented.
const BOT_TOKEN_SECONDS: u64 = 5 * 60;

/// Who calls from a page, and whom.
#[derive(Debug)]
pub(crate) struct Caller<'a> {
    pub(crate) account: &'a AccountProfile,
    pub(crate) account_url: &'a str,
    pub(crate) audience: &'a str,
    pub(crate) client_uuid: &'a str,
}

/// Which bot asks, and about whom.
#[derive(Debug)]
pub(crate) struct Bot<'a> {
    pub(crate) account: &'a AccountProfile,
    pub(crate) account_url: &'a str,
    pub(crate) client_uuid: &'a str,
    pub(crate) lead: u64,
}

#[derive(Serialize)]
struct UserClaims<'a> {
    iss: &'a str,
    aud: &'a str,
    jti: String,
    iat: u64,
    nbf: u64,
    exp: u64,
    account_id: u64,
    user_id: u64,
    subdomain: &'a str,
    client_uuid: &'a str,
    is_admin: bool,
}

#[derive(Serialize)]
struct BotClaims<'a> {
    iss: &'a str,
    client_uuid: &'a str,
    subdomain: &'a str,
    account_id: u64,
    entity_id: u64,
    /// As in a hook's `element_type`.
    entity_type: u64,
    /// The name is known, its values are not.
    bot_type: &'static str,
    exp: u64,
}

/// The account's address: the local amoCRM's own.
pub(crate) fn account_url(address: SocketAddr) -> String {
    format!("http://{address}")
}

pub(crate) fn user_token(caller: &Caller<'_>, secret: &str) -> Result<String, Unreachable> {
    let now = now();
    let claims = UserClaims {
        iss: caller.account_url,
        aud: caller.audience,
        jti: unique(),
        iat: now,
        nbf: now,
        exp: now + USER_TOKEN_SECONDS,
        account_id: caller.account.id,
        user_id: caller.account.user.id,
        subdomain: &caller.account.subdomain,
        client_uuid: caller.client_uuid,
        is_admin: true,
    };
    sign(Algorithm::HS256, &claims, secret)
}

pub(crate) fn bot_token(bot: &Bot<'_>, secret: &str) -> Result<String, Unreachable> {
    let claims = BotClaims {
        iss: bot.account_url,
        client_uuid: bot.client_uuid,
        subdomain: &bot.account.subdomain,
        account_id: bot.account.id,
        entity_id: bot.lead,
        entity_type: 2,
        bot_type: "salesbot",
        exp: now() + BOT_TOKEN_SECONDS,
    };
    sign(Algorithm::HS512, &claims, secret)
}

fn sign(
    algorithm: Algorithm,
    claims: &impl Serialize,
    secret: &str,
) -> Result<String, Unreachable> {
    let key = EncodingKey::from_secret(secret.as_bytes());
    encode(&Header::new(algorithm), claims, &key).map_err(|error| Unreachable::Unsigned {
        cause: error.to_string(),
    })
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.unwrap_or_default().as_secs()
}

/// Not twice in an account's life: the time and a number.
fn unique() -> String {
    static LAST: AtomicU64 = AtomicU64::new(0);
    let nanoseconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_nanos();
    format!("{nanoseconds:x}-{}", LAST.fetch_add(1, Ordering::Relaxed))
}
