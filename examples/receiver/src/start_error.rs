//! Why the receiver does not start, or stops: one line that says what to do.

use std::{io, path::PathBuf};

use crate::{account::AddressError, journal::JournalError};

#[derive(Debug, thiserror::Error)]
pub(crate) enum StartError {
    #[error(
        "{variable} is not set: it is the secret in the hook's address. Make one, for example with \
         `openssl rand -hex 32`, put it into the environment (or its file into {variable}_FILE), \
         and append ?secret=<it> to dp.webhook_url"
    )]
    NoHookSecret { variable: &'static str },
    #[error("{variable} has {length} characters: at least {least} are needed, or it is guessed")]
    ShortSecret {
        variable: &'static str,
        length: usize,
        least: usize,
    },
    #[error("{variable} and {variable}_FILE are both set: leave one of them")]
    SecretTwice { variable: &'static str },
    #[error("{variable}_FILE: cannot read {}: {source}", file.display())]
    SecretFile {
        variable: &'static str,
        file: PathBuf,
        source: io::Error,
    },
    #[error("{variable} is not a text in UTF-8")]
    SecretNotText { variable: &'static str },
    #[error(
        "AMOCRM_CLIENT_SECRET is set but {option} is not given: without it tokens cannot be \
         checked. Give {option} {example}"
    )]
    TokensUnchecked {
        option: &'static str,
        example: &'static str,
    },
    #[error("--account {address}: {source}")]
    Account {
        address: String,
        source: AddressError,
    },
    #[error("--audience {audience}: expected scheme and host only, such as https://example.com")]
    Audience { audience: String },
    #[error("--values {}: {reason}", file.display())]
    Values { file: PathBuf, reason: String },
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error("cannot listen on 127.0.0.1:{port}: {source}. Choose another with --port, or --port 0")]
    Port { port: u16, source: io::Error },
    #[error("cannot start the server: {source}")]
    Server { source: io::Error },
    #[error(
        "cannot print: {source}. What was not printed stays in the database for the next start"
    )]
    Output { source: io::Error },
}
