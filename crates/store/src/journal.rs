//! Text that is appended by one process and read by others: functions' logs.
//!
//! One file a name, of bounded size: a full one becomes `NAME.1` and replaces the one before.
//! Not synced line by line: a log is no record. Deliberately absent: what a line means.

use std::collections::HashMap;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// A name's text is at most twice this: enough for days of a busy function, little for a disk.
const FILE_BYTES_MAX: u64 = 8 * 1024 * 1024;
/// Files held open at once; beyond it the others are closed and opened again when needed.
const OPEN_FILES_MAX: usize = 64;

/// The writer's side.
#[derive(Debug)]
pub struct Journal {
    dir: PathBuf,
    open: HashMap<String, (File, u64)>,
}

impl Journal {
    /// Makes the directory (0700) where there is none.
    pub fn open(dir: impl Into<PathBuf>) -> io::Result<Journal> {
        let dir = dir.into();
        DirBuilder::new().recursive(true).mode(0o700).create(&dir)?;
        Ok(Journal { dir, open: HashMap::new() })
    }

    /// Appends whole lines, each with its newline. `name` is letters, digits, `-`, `_` and `.`.
    pub fn append(&mut self, name: &str, lines: &[u8]) -> io::Result<()> {
        if !self.open.contains_key(name) {
            if self.open.len() >= OPEN_FILES_MAX {
                self.open.clear();
            }
            let file = create(&path(&self.dir, name)?)?;
            let length = file.metadata()?.len();
            self.open.insert(name.to_owned(), (file, length));
        }
        let Some((file, length)) = self.open.get_mut(name) else { return Ok(()) };
        if *length > 0 && *length + lines.len() as u64 > FILE_BYTES_MAX {
            let current = path(&self.dir, name)?;
            fs::rename(&current, older(&current))?;
            (*file, *length) = (create(&current)?, 0);
        }
        file.write_all(lines)?;
        *length += lines.len() as u64;
        Ok(())
    }
}

/// The reader's side of one name, which may begin before there is anything to read.
#[derive(Debug)]
pub struct Follower {
    path: PathBuf,
    file: Option<File>,
    partial: Vec<u8>,
}

impl Follower {
    /// The last `count` lines so far, and whatever is appended from there on.
    pub fn last(dir: &Path, name: &str, count: usize) -> io::Result<(Vec<String>, Follower)> {
        let path = path(dir, name)?;
        let mut follower = Follower { path, file: None, partial: Vec::new() };
        let mut lines = match fs::read(older(&follower.path)) {
            Ok(bytes) => split(&bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        lines.extend(follower.more()?);
        lines.drain(..lines.len().saturating_sub(count));
        Ok((lines, follower))
    }

    /// The lines appended since, in order; none where there are none yet.
    pub fn more(&mut self) -> io::Result<Vec<String>> {
        let mut lines = self.rest()?;
        if self.replaced()? {
            self.file = None;
            lines.extend(self.rest()?);
        }
        Ok(lines)
    }

    fn rest(&mut self) -> io::Result<Vec<String>> {
        if self.file.is_none() {
            match File::open(&self.path) {
                Ok(file) => self.file = Some(file),
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
                Err(error) => return Err(error),
            }
        }
        if let Some(file) = &mut self.file {
            file.read_to_end(&mut self.partial)?;
        }
        let Some(end) = self.partial.iter().rposition(|byte| *byte == b'\n') else {
            return Ok(Vec::new());
        };
        let rest = self.partial.split_off(end + 1);
        Ok(split(&std::mem::replace(&mut self.partial, rest)))
    }

    fn replaced(&mut self) -> io::Result<bool> {
        let Some(file) = &mut self.file else { return Ok(false) };
        match fs::metadata(&self.path) {
            Ok(now) => {
                let shrunk = now.len() < file.stream_position()?;
                if shrunk {
                    file.seek(SeekFrom::Start(0))?;
                }
                Ok(now.ino() != file.metadata()?.ino())
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// The names that have been written to, in order.
pub fn names(dir: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some(name) = name.strip_suffix(".log") {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).append(true).mode(0o600).open(path)
}

fn path(dir: &Path, name: &str) -> io::Result<PathBuf> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    if name.is_empty() || name.starts_with('.') || !name.bytes().all(plain) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{name:?} is no name")));
    }
    Ok(dir.join(format!("{name}.log")))
}

fn older(path: &Path) -> PathBuf {
    path.with_extension("log.1")
}

fn split(bytes: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let dir =
            std::env::temp_dir().join(format!("squall-journal-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        dir
    }

    #[test]
    fn a_follower_sees_the_last_lines_and_then_the_new_ones() {
        let dir = folder("follow");
        let mut journal = Journal::open(&dir).unwrap();
        journal.append("f", b"one\ntwo\nthree\n").unwrap();
        let (lines, mut follower) = Follower::last(&dir, "f", 2).unwrap();
        assert_eq!(lines, ["two", "three"]);
        assert!(follower.more().unwrap().is_empty());
        journal.append("f", b"four\n").unwrap();
        assert_eq!(follower.more().unwrap(), ["four"]);
        assert_eq!(names(&dir).unwrap(), ["f"]);
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn a_full_file_is_replaced_and_followed_across() {
        let dir = folder("rotate");
        let mut journal = Journal::open(&dir).unwrap();
        let (_, mut follower) = Follower::last(&dir, "f", 10).unwrap();
        let line = vec![b'x'; FILE_BYTES_MAX as usize - 1];
        journal.append("f", &[line, vec![b'\n']].concat()).unwrap();
        assert_eq!(follower.more().unwrap().len(), 1);
        journal.append("f", b"after\n").unwrap();
        assert_eq!(follower.more().unwrap(), ["after"]);
        let kept: u64 =
            fs::read_dir(&dir).unwrap().map(|e| e.unwrap().metadata().unwrap().len()).sum();
        assert_eq!(kept, FILE_BYTES_MAX + 6);
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn a_name_is_not_a_path() {
        let dir = folder("names");
        let mut journal = Journal::open(&dir).unwrap();
        for name in ["../x", "", ".", "a/b", "a b"] {
            assert!(journal.append(name, b"x\n").is_err(), "{name}");
        }
        fs::remove_dir_all(&dir).unwrap();
    }
}
