//! What a running server tells other commands about itself: one small file beside its store.
//!
//! The server holds a lock on it, which ends with its process: what a killed server left behind
//! is not believed.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// A text that stands in a file for as long as this lives.
#[derive(Debug)]
pub struct Announcement {
    path: PathBuf,
    /// Locked for as long as it is open.
    _file: File,
}

impl Announcement {
    /// Appears at once and as a whole: whoever reads it never sees a part.
    pub fn make(path: impl Into<PathBuf>, text: &str) -> io::Result<Announcement> {
        let path = path.into();
        let draft = path.with_extension("new");
        let mut file: File =
            OpenOptions::new().create(true).write(true).truncate(true).mode(0o600).open(&draft)?;
        file.try_lock()?;
        file.write_all(text.as_bytes())?;
        fs::rename(&draft, &path)?;
        Ok(Announcement { path, _file: file })
    }
}

impl Drop for Announcement {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// The text that a living server has announced; None where none has.
pub fn living(path: &Path) -> io::Result<Option<String>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => io::read_to_string(file).map(Some),
        Err(TryLockError::Error(error)) => Err(error),
        Ok(()) => Ok(None),
    }
}

/// A small file's text; None where there is no such file.
pub fn read(path: &Path) -> io::Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_announcement_ends_with_its_server() {
        let path = std::env::temp_dir().join(format!("squall-announce-{}", std::process::id()));
        let made = Announcement::make(&path, "here").unwrap();
        assert_eq!(living(&path).unwrap().as_deref(), Some("here"));
        drop(made);
        assert_eq!(living(&path).unwrap(), None);
        assert_eq!(read(&path).unwrap(), None);
    }

    #[test]
    fn what_a_killed_server_left_behind_is_not_believed() {
        let path = std::env::temp_dir().join(format!("squall-stale-{}", std::process::id()));
        fs::write(&path, "here").unwrap();
        assert_eq!(read(&path).unwrap().as_deref(), Some("here"));
        assert_eq!(living(&path).unwrap(), None);
        fs::remove_file(&path).unwrap();
    }
}
