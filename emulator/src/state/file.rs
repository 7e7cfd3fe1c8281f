//! Keeps the account in one JSON file, written whole or not at all.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::NamedTempFile;

use crate::error::Error;
use crate::state::Account;

/// The account and the file it is kept in.
#[derive(Debug)]
pub(crate) struct StateFile {
    path: PathBuf,
    account: Mutex<Account>,
}

impl StateFile {
    /// Reads the file; where there is none, the account is empty.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let account = match std::fs::read(path) {
            Ok(text) => serde_json::from_slice(&text).map_err(|cause| Error::StateDamaged {
                path: path.to_owned(),
                cause,
            })?,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Account::default(),
            Err(cause) => {
                return Err(Error::StateFile {
                    path: path.to_owned(),
                    cause,
                });
            }
        };
        Ok(Self {
            path: path.to_owned(),
            account: Mutex::new(account),
        })
    }

    pub(crate) fn read<T>(&self, read: impl FnOnce(&Account) -> T) -> T {
        read(&self.account.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the account and writes it; where it cannot be written, nothing has changed.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut Account) -> T) -> Result<T, Error> {
        let mut account = self.account.lock().unwrap_or_else(PoisonError::into_inner);
        let mut changed = account.clone();
        let answer = change(&mut changed);
        self.write(&changed).map_err(|cause| Error::StateFile {
            path: self.path.clone(),
            cause,
        })?;
        *account = changed;
        Ok(answer)
    }

    /// Through a file beside it: a crash leaves the old text or the new one.
    fn write(&self, account: &Account) -> io::Result<()> {
        let folder = match self.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        std::fs::create_dir_all(folder)?;
        let mut file = NamedTempFile::new_in(folder)?;
        serde_json::to_writer_pretty(&mut file, account)?;
        file.write_all(b"\n")?;
        file.as_file().sync_all()?;
        file.persist(&self.path)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::WidgetSettings;

    #[test]
    fn what_was_saved_is_there_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/state.json");
        let settings = WidgetSettings {
            active: true,
            ..WidgetSettings::default()
        };
        let file = StateFile::open(&path).unwrap();
        file.change(|account| account.save_widget_settings("w", settings.clone()))
            .unwrap();
        let again = StateFile::open(&path).unwrap();
        assert_eq!(
            again.read(|account| account.widget_settings("w").cloned()),
            Some(settings)
        );
    }

    #[test]
    fn a_damaged_file_is_named_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        std::fs::write(&path, "{").unwrap();
        let refused = StateFile::open(&path).unwrap_err();
        assert!(matches!(refused, Error::StateDamaged { .. }), "{refused}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "{");
    }

    #[test]
    fn what_cannot_be_written_has_not_changed() {
        let folder = tempfile::tempdir().unwrap();
        let file = StateFile::open(&folder.path().join("state.json")).unwrap();
        std::fs::create_dir(folder.path().join("state.json")).unwrap();
        let refused = file.change(|account| account.save_triggers("1", Vec::new()));
        assert!(refused.is_err());
        assert_eq!(file.read(Clone::clone), Account::default());
    }
}
