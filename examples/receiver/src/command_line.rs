//! What is said on the command line. Secrets are not: every process of the machine can read it.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

const SECRETS: &str = "\
Secrets come from the environment; with _FILE appended, from the file that the variable names:
  RECEIVER_HOOK_SECRET   what dp.webhook_url carries as ?secret=… (at least 16 characters)
  AMOCRM_CLIENT_SECRET   the integration's secret key, which signs amoCRM's tokens;
                         without it the lead source and the Salesbot are off
  AMOCRM_ACCESS_TOKEN    an access token of the account, for answering a Salesbot

Example:
  RECEIVER_HOOK_SECRET=0123456789abcdef0123 pipeline-message-receiver --database receiver.db";

/// Takes what amoCRM sends for the widget and prints what would be sent to whom.
///
/// Listens on 127.0.0.1 only: put a web server with HTTPS in front of it.
#[derive(Debug, Parser)]
#[command(name = "pipeline-message-receiver", version, after_help = SECRETS)]
pub(crate) struct CommandLine {
    /// The file that keeps what was answered for, a database; made if it is not there
    #[arg(long, value_name = "FILE")]
    pub(crate) database: PathBuf,

    /// The port on 127.0.0.1; 0 takes a free one
    #[arg(long, value_name = "NUMBER", default_value_t = 8787)]
    pub(crate) port: u16,

    /// An account that is served, such as `https://example.amocrm.ru`; may be given several times
    #[arg(long = "account", value_name = "URL")]
    pub(crate) accounts: Vec<String>,

    /// Whom X-Auth-Token must be for: scheme and host of the integration's redirect URI
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) audience: Option<String>,

    /// The integration's id; tokens of another one are refused
    #[arg(long, value_name = "UUID")]
    pub(crate) client_id: Option<String>,

    /// How to print: blocks for a person, or one JSON object a line for a program
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,

    /// A JSON object with values for markers: {"lead.name": "Order", "contact.name": "Anna"}
    #[arg(long, value_name = "FILE")]
    pub(crate) values: Option<PathBuf>,

    /// For an amoCRM on this machine: loopback addresses count as accounts and as return addresses
    #[arg(long)]
    pub(crate) development: bool,

    /// Days for which finished work is kept, and with it the knowledge that it was done
    #[arg(long, value_name = "DAYS", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) keep_days: u32,
}

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Blocks for a person.
    Text,
    /// One JSON object a line.
    Json,
}
