//! The first thing that is printed: where the receiver is, what it takes, and what to do next.

use std::{io, net::SocketAddr};

use serde_json::json;

use super::sender::print;
use crate::{
    command_line::{CommandLine, Format},
    configuration::Configuration,
    secrets::HOOK_SECRET,
    web::{HOOK, LEAD_SOURCE, SALESBOT},
};

/// Prints that the receiver is ready.
pub(crate) fn announce(
    command_line: &CommandLine,
    configuration: &Configuration,
    address: SocketAddr,
    open_entries: u32,
) -> io::Result<()> {
    print(&match command_line.format {
        Format::Text => block(command_line, configuration, address, open_entries),
        Format::Json => line(configuration, address, open_entries),
    })
}

fn line(configuration: &Configuration, address: SocketAddr, open_entries: u32) -> String {
    let with_tokens = |path: &str| configuration.tokens.as_ref().map(|_| path.to_owned());
    let object = json!({
        "type": "ready",
        "address": format!("http://{address}"),
        "hook": HOOK,
        "lead_source": with_tokens(LEAD_SOURCE),
        "salesbot": with_tokens(SALESBOT),
        "left_from_last_time": open_entries,
    });
    format!("{object}\n")
}

fn block(
    command_line: &CommandLine,
    configuration: &Configuration,
    address: SocketAddr,
    open_entries: u32,
) -> String {
    let accounts = configuration.accounts.origins().join(", ");
    let (lead_source, salesbot) = match &configuration.tokens {
        Some(_) => (
            format!("POST {LEAD_SOURCE}, from pages of {accounts}"),
            format!("POST {SALESBOT}"),
        ),
        None => {
            let off = "off: set AMOCRM_CLIENT_SECRET, --account and --audience".to_owned();
            (off.clone(), off)
        }
    };
    let left = match open_entries {
        0 => String::new(),
        count => format!(", {count} left from last time"),
    };
    let development = if command_line.development {
        "  development  addresses of this machine count as accounts and return addresses\n"
    } else {
        ""
    };
    format!(
        "The receiver is ready on http://{address}\n  \
         trigger      POST {HOOK}?secret=…, the secret being {HOOK_SECRET}\n  \
         lead source  {lead_source}\n  \
         Salesbot     {salesbot}\n  \
         database     {}{left}\n{development}\
         amoCRM wants HTTPS: put a web server in front, and its address into dp.webhook_url.\n\
         What would be sent to whom is printed here. Ctrl+C stops.\n\n",
        command_line.database.display(),
    )
}
