//! The journal's file: made readable for its owner only, opened by one receiver at a time.

use std::{fs::OpenOptions, path::Path, time::Duration};

use rusqlite::{Connection, ErrorCode};

use super::JournalError;

const VERSION: i64 = 1;

const TABLES: &str = "
CREATE TABLE entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    task TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'answering', 'done')),
    again INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    outcome TEXT CHECK (outcome IN ('success', 'fail')),
    due_at INTEGER NOT NULL DEFAULT 0,
    accepted_at INTEGER NOT NULL
) STRICT;
CREATE INDEX entry_to_do ON entry (state, due_at, id) WHERE state <> 'done';
";

pub(super) fn open(file: &Path) -> Result<Connection, JournalError> {
    make_private(file).map_err(|source| JournalError::File {
        file: file.to_owned(),
        source,
    })?;
    prepare(file).map_err(|error| explained(error, file))
}

fn prepare(file: &Path) -> Result<Connection, JournalError> {
    let mut connection = Connection::open(file)?;
    // The receiver that was just killed may still be letting go of the file.
    connection.busy_timeout(Duration::from_secs(1))?;
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // Each commit reaches the disk: what was answered for survives a power cut too.
    connection.pragma_update(None, "synchronous", "FULL")?;
    let transaction = connection.transaction()?;
    let found: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    match found {
        0 => {
            transaction.execute_batch(TABLES)?;
            transaction.pragma_update(None, "user_version", VERSION)?;
        }
        VERSION => {}
        found => {
            let file = file.to_owned();
            return Err(JournalError::OtherVersion {
                file,
                found,
                expected: VERSION,
            });
        }
    }
    transaction.commit()?;
    Ok(connection)
}

fn explained(error: JournalError, file: &Path) -> JournalError {
    let JournalError::Sqlite(source) = error else {
        return error;
    };
    let file = file.to_owned();
    match source.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => JournalError::InUse { file },
        _ => JournalError::NotADatabase { file, source },
    }
}

/// Messages are nobody else's business. The database's side files get the same mode.
fn make_private(file: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(file).map(drop)
}
