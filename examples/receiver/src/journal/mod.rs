//! The journal: what was answered for, on disk before the answer, until it is done and for some
//! weeks after, so that the same event does nothing twice.
//!
//! Each entry goes `waiting` → `sending` → `done`; that of a bot goes through `answering` in
//! between, until the bot has its answer. An entry that stands at `sending` when the receiver
//! starts was being sent when the process died: nobody can know whether it went out, so it is sent
//! again and marked so. There is at most one such entry, since one thread sends.

mod schema;
mod task;

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use rusqlite::{Connection, OptionalExtension, Row, params};

use pipeline_message_webhook::Outcome;

pub(crate) use self::task::{BotMessage, LeadSource, Recipient, Task, TriggerMessage};

#[derive(Debug, thiserror::Error)]
pub(crate) enum JournalError {
    #[error("cannot make the database {}: {source}", file.display())]
    File {
        file: PathBuf,
        source: std::io::Error,
    },
    #[error("{} is used by another receiver. Stop it, or name another --database", file.display())]
    InUse { file: PathBuf },
    #[error("{} is not a receiver's database (or is damaged): {source}", file.display())]
    NotADatabase {
        file: PathBuf,
        source: rusqlite::Error,
    },
    #[error(
        "{} was made by another version of the receiver (schema {found}, here {expected}). Name \
         another --database", file.display()
    )]
    OtherVersion {
        file: PathBuf,
        found: i64,
        expected: i64,
    },
    #[error("the database cannot be read or written: {0}")]
    Sqlite(#[from] rusqlite::Error),
    #[error("an entry of the database cannot be read: {0}")]
    Task(#[from] serde_json::Error),
}

/// What became of a task that was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Accepted {
    /// It is in the journal now.
    New,
    /// The same came before, and is or will be done.
    Known,
    /// Another task came before under the same key; this one will not be done.
    KnownWithOtherContents,
}

/// An entry that is to be worked on.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) id: i64,
    pub(crate) key: String,
    pub(crate) task: Task,
    /// It may have been sent before: the receiver died while it was about to.
    pub(crate) again: bool,
    /// How often the bot's answer failed.
    pub(crate) attempts: u32,
    /// What the bot is to be told.
    pub(crate) outcome: Option<Outcome>,
}

#[derive(Debug)]
pub(crate) struct Journal {
    connection: Mutex<Connection>,
}

impl Journal {
    pub(crate) fn open(file: &Path, keep_days: u32) -> Result<Self, JournalError> {
        let connection = schema::open(file)?;
        let journal = Self {
            connection: Mutex::new(connection),
        };
        journal.forget_older_than(Duration::from_secs(u64::from(keep_days) * 24 * 60 * 60))?;
        journal.take_up_what_was_interrupted()?;
        Ok(journal)
    }

    /// Writes a task down, unless one with this key is there. When this returns, it is on disk.
    pub(crate) fn accept(&self, key: &str, task: &Task) -> Result<Accepted, JournalError> {
        let contents = serde_json::to_string(task)?;
        let connection = self.connection();
        let inserted = connection
            .prepare_cached(
                "INSERT INTO entry (key, task, state, accepted_at) VALUES (?1, ?2, 'waiting', ?3)
             ON CONFLICT (key) DO NOTHING",
            )?
            .execute(params![key, contents, now()])?;
        if inserted > 0 {
            return Ok(Accepted::New);
        }
        let known: String = connection
            .prepare_cached("SELECT task FROM entry WHERE key = ?1")?
            .query_row([key], |row| row.get(0))?;
        Ok(if known == contents {
            Accepted::Known
        } else {
            Accepted::KnownWithOtherContents
        })
    }

    /// The oldest entry that waits to be sent, marked as being sent.
    pub(crate) fn next_to_send(&self) -> Result<Option<Entry>, JournalError> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "UPDATE entry SET state = 'sending'
             WHERE id = (SELECT min(id) FROM entry WHERE state = 'waiting')
             RETURNING id, key, task, again, attempts, outcome",
        )?;
        statement
            .query_row([], raw_entry)
            .optional()?
            .map(Entry::try_from)
            .transpose()
    }

    /// The bot's answer that is due longest.
    pub(crate) fn next_to_answer(&self) -> Result<Option<Entry>, JournalError> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "SELECT id, key, task, again, attempts, outcome FROM entry
             WHERE state = 'answering' AND due_at <= ?1 ORDER BY due_at, id LIMIT 1",
        )?;
        statement
            .query_row([now()], raw_entry)
            .optional()?
            .map(Entry::try_from)
            .transpose()
    }

    /// How long until the next bot's answer is due; `None` when none waits.
    pub(crate) fn until_next_answer(&self) -> Result<Option<Duration>, JournalError> {
        let connection = self.connection();
        let due: Option<i64> = connection
            .prepare_cached("SELECT min(due_at) FROM entry WHERE state = 'answering'")?
            .query_row([], |row| row.get(0))?;
        Ok(due.map(|due| Duration::from_millis(u64::try_from(due - now()).unwrap_or(0))))
    }

    /// Nothing is left to do for an entry.
    pub(crate) fn done(&self, id: i64) -> Result<(), JournalError> {
        self.connection()
            .prepare_cached("UPDATE entry SET state = 'done' WHERE id = ?1")?
            .execute([id])?;
        Ok(())
    }

    /// It is known how the sending went; the bot is to be told.
    pub(crate) fn answer_bot(&self, id: i64, outcome: Outcome) -> Result<(), JournalError> {
        self.connection()
            .prepare_cached(
                "UPDATE entry SET state = 'answering', outcome = ?2, due_at = ?3 WHERE id = ?1",
            )?
            .execute(params![id, outcome.word(), now()])?;
        Ok(())
    }

    /// The bot could not be told: once more after a while.
    pub(crate) fn answer_later(&self, id: i64, after: Duration) -> Result<(), JournalError> {
        let after = i64::try_from(after.as_millis()).unwrap_or(i64::MAX / 2);
        self.connection()
            .prepare_cached("UPDATE entry SET attempts = attempts + 1, due_at = ?2 WHERE id = ?1")?
            .execute(params![id, now() + after])?;
        Ok(())
    }

    /// How many entries are not done.
    pub(crate) fn open_entries(&self) -> Result<u32, JournalError> {
        let connection = self.connection();
        let mut statement =
            connection.prepare_cached("SELECT count(*) FROM entry WHERE state <> 'done'")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    fn forget_older_than(&self, age: Duration) -> Result<(), JournalError> {
        let oldest = now() - i64::try_from(age.as_millis()).unwrap_or(i64::MAX / 2);
        self.connection().execute(
            "DELETE FROM entry WHERE state = 'done' AND accepted_at < ?1",
            [oldest],
        )?;
        Ok(())
    }

    fn take_up_what_was_interrupted(&self) -> Result<(), JournalError> {
        self.connection().execute(
            "UPDATE entry SET state = 'waiting', again = 1 WHERE state = 'sending'",
            [],
        )?;
        Ok(())
    }

    /// The database rolls a half-done statement back by itself, so a thread that died holding the lock
    /// leaves nothing broken behind.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// A row before its task is read.
struct RawEntry {
    id: i64,
    key: String,
    task: String,
    again: bool,
    attempts: u32,
    outcome: Option<String>,
}

fn raw_entry(row: &Row<'_>) -> rusqlite::Result<RawEntry> {
    Ok(RawEntry {
        id: row.get("id")?,
        key: row.get("key")?,
        task: row.get("task")?,
        again: row.get("again")?,
        attempts: row.get("attempts")?,
        outcome: row.get("outcome")?,
    })
}

impl TryFrom<RawEntry> for Entry {
    type Error = JournalError;

    fn try_from(raw: RawEntry) -> Result<Self, JournalError> {
        let outcome = raw.outcome.map(|word| {
            if word == Outcome::Success.word() {
                Outcome::Success
            } else {
                Outcome::Fail
            }
        });
        Ok(Self {
            id: raw.id,
            key: raw.key,
            task: serde_json::from_str(&raw.task)?,
            again: raw.again,
            attempts: raw.attempts,
            outcome,
        })
    }
}

/// Milliseconds since 1970.
fn now() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX / 2)
}
