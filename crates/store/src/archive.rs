//! Archives: everything that a store holds, and directories beside it, as one file; and back.
//!
//! An archive is made of one snapshot while the store is in use, and takes nothing of its writer.
//! It is a line that names the format, then entries, then a digest of all that stands before:
//!
//! - `r`, a length, a key, a length, a value: a row;
//! - `b`, a length in eight bytes, bytes: a blob;
//! - `d`, a path: a directory; `f`, a path, a mode, a length in eight bytes, bytes: a file; `l`, a
//!   path, a target: a link. A path is a length and text, and begins with the tree's name;
//! - `z`: the end.
//!
//! Lengths are of four bytes where nothing is said, the most significant first. An archive is
//! believed only after its digest was found right.

use crate::blob::BlobId;
use crate::dir::{private, sync_dir};
use crate::error::Error;
use crate::limit;
use crate::store::{Options, Store};
use crate::table::{Bounds, Direction};
use sha2::{Digest, Sha256};
use std::fs::{self, DirBuilder, File, Permissions};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, symlink};
use std::path::{Component, Path, PathBuf};

const FORMAT: &[u8] = b"squall backup 1\n";
const CHUNK: usize = 128 * 1024;
/// Rows and bytes that one transaction of a restore writes.
const STEP_ROWS: usize = 10_000;
const STEP_BYTES: usize = 8 * 1024 * 1024;
/// A path in an archive.
const PATH_BYTES_MAX: usize = 4096;
/// What a tree's own directory and those below it may be used for. Functions run as other users and
/// read what is below; who gets at the tree at all is its owner's matter.
const ROOT_MODE: u32 = 0o700;
const INNER_MODE: u32 = 0o755;

/// A directory that goes with the store: its name in the archive, and where it is.
pub type Tree = (&'static str, PathBuf);

/// What an archive holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    pub rows: u64,
    pub blobs: u64,
    pub files: u64,
    /// Of the archive.
    pub bytes: u64,
}

impl Store {
    /// Writes an archive of this moment to a new file. It has its name when it is whole and synced.
    pub fn archive(&self, trees: &[Tree], to: &Path) -> Result<Contents, Error> {
        let failed = |error: io::Error| Error::io(format!("writing {}", to.display()), &error);
        let draft = to.with_extension("part");
        let file = private().create_new(true).open(&draft).map_err(failed)?;
        let written = self.write_archive(trees, file).and_then(|contents| {
            fs::rename(&draft, to).map_err(failed)?;
            sync_dir(to.parent().unwrap_or(Path::new("."))).map_err(failed)?;
            Ok(contents)
        });
        if written.is_err() {
            // The error that is told is the first one.
            let _ = fs::remove_file(&draft);
        }
        written
    }

    fn write_archive(&self, trees: &[Tree], file: File) -> Result<Contents, Error> {
        let failed = |error: io::Error| Error::io("writing an archive", &error);
        let mut out = Sink { out: BufWriter::with_capacity(CHUNK, file), hash: Sha256::new() };
        let mut contents = Contents::default();
        out.put(FORMAT).map_err(failed)?;
        // No blob that the snapshot names is removed meanwhile.
        let blobs = self.blobs().hold();
        self.read(|tx| -> Result<(), Error> {
            for row in tx.rows(&Bounds::starting_with(&[]), Direction::Forward)? {
                let (key, value) = row?;
                out.row(&key, &value).map_err(failed)?;
                contents.rows += 1;
            }
            Ok(())
        })?;
        for id in blobs.all()? {
            let mut blob = self.blobs().open(&id)?;
            let length = self.blobs().len(&id)?;
            out.blob(&mut blob, length).map_err(failed)?;
            contents.blobs += 1;
        }
        drop(blobs);
        for (name, path) in trees {
            out.tree(Path::new(name), path, &mut contents.files).map_err(failed)?;
        }
        contents.bytes = out.finish().map_err(failed)?;
        Ok(contents)
    }

    /// Makes a store of an archive, and the trees beside it. None of them may be there before; they
    /// are when all of the archive is in them.
    pub fn unarchive(
        from: &Path,
        store: &Path,
        trees: &[Tree],
        options: Options,
    ) -> Result<Contents, Error> {
        let failed = |error: io::Error| Error::io(format!("reading {}", from.display()), &error);
        let taken = trees.iter().map(|(_, path)| path.as_path()).chain([store]);
        for path in taken.clone() {
            if fs::read_dir(path).is_ok_and(|mut names| names.next().is_some()) {
                let found = "what an archive would be laid over".to_owned();
                return Err(Error::Format { dir: path.to_owned(), found });
            }
        }
        let bytes = verify(File::open(from).map_err(failed)?, from)?;
        let drafts: Vec<Tree> = trees.iter().map(|(name, path)| (*name, draft(path))).collect();
        let store_draft = draft(store);
        for path in drafts.iter().map(|(_, path)| path).chain([&store_draft]) {
            remove_all(path).map_err(failed)?;
        }
        let mut contents = fill(File::open(from).map_err(failed)?, &store_draft, &drafts, options)?;
        contents.bytes = bytes;
        // The store comes last: where it is, all that it speaks of is there, too.
        let moves = drafts.iter().zip(trees).map(|((_, from), (_, to))| (&**from, &**to));
        let moves = moves.chain([(&*store_draft, store)]);
        for (from, to) in moves {
            if from.exists() {
                fs::rename(from, to).map_err(failed)?;
                sync_dir(to.parent().unwrap_or(Path::new("."))).map_err(failed)?;
            }
        }
        Ok(contents)
    }
}

/// Moves an archive to where it was asked for, on whatever disk; no file there is replaced.
pub fn hand_over(from: &Path, to: &Path) -> io::Result<()> {
    let mut target = private().create_new(true).open(to)?;
    let moved = File::open(from).and_then(|mut source| {
        io::copy(&mut source, &mut target)?;
        target.sync_all()?;
        fs::remove_file(from)
    });
    if moved.is_err() {
        // The error that is told is the first one.
        let _ = fs::remove_file(to);
    }
    moved
}

/// Makes the directory in which an archive is to be laid out.
pub fn beneath(path: &Path) -> Result<(), Error> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.map_err(|error| Error::io(format!("making {}", path.display()), &error))
}

fn draft(path: &Path) -> PathBuf {
    path.with_extension("restoring")
}

fn remove_all(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Checks the digest at the end of an archive; its length.
fn verify(file: File, path: &Path) -> Result<u64, Error> {
    let failed = |error: io::Error| Error::io(format!("reading {}", path.display()), &error);
    let length = file.metadata().map_err(failed)?.len();
    let damaged = || Error::corrupt(format!("{} is no whole backup", path.display()));
    let content = length.checked_sub(32).ok_or_else(damaged)?;
    let mut reader = BufReader::with_capacity(CHUNK, file);
    let mut hash = Sha256::new();
    let mut first = vec![0; FORMAT.len()];
    reader.read_exact(&mut first).map_err(|_| damaged())?;
    if first != FORMAT {
        return Err(damaged());
    }
    hash.update(&first);
    let rest = content.checked_sub(first.len() as u64).ok_or_else(damaged)?;
    io::copy(&mut reader.by_ref().take(rest), &mut HashOnly(&mut hash)).map_err(failed)?;
    let mut told = [0; 32];
    reader.read_exact(&mut told).map_err(|_| damaged())?;
    if <[u8; 32]>::from(hash.finalize()) != told {
        return Err(damaged());
    }
    Ok(length)
}

struct HashOnly<'a>(&'a mut Sha256);

impl Write for HashOnly<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes entries and remembers what it wrote.
struct Sink {
    out: BufWriter<File>,
    hash: Sha256,
}

impl Sink {
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.out.write_all(bytes)
    }

    fn sized(&mut self, bytes: &[u8]) -> io::Result<()> {
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        self.put(&length.to_be_bytes())?;
        self.put(bytes)
    }

    fn row(&mut self, key: &[u8], value: &[u8]) -> io::Result<()> {
        self.put(b"r")?;
        self.sized(key)?;
        self.sized(value)
    }

    fn blob(&mut self, blob: &mut impl Read, length: u64) -> io::Result<()> {
        self.put(b"b")?;
        self.content(blob, length)
    }

    /// A length and as many bytes; fewer are an error.
    fn content(&mut self, from: &mut impl Read, length: u64) -> io::Result<()> {
        self.put(&length.to_be_bytes())?;
        let mut from = from.take(length);
        let mut buffer = vec![0; CHUNK];
        let mut copied = 0;
        loop {
            match from.read(&mut buffer)? {
                0 if copied == length => return Ok(()),
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                count => {
                    copied += count as u64;
                    self.put(&buffer[..count])?;
                }
            }
        }
    }

    /// A directory with all that is in it; nothing where there is none.
    fn tree(&mut self, name: &Path, path: &Path, files: &mut u64) -> io::Result<()> {
        let entries = match fs::read_dir(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            entries => entries?,
        };
        self.put(b"d")?;
        self.sized(name.as_os_str().as_encoded_bytes())?;
        for entry in entries {
            let entry = entry?;
            let (name, path) = (name.join(entry.file_name()), entry.path());
            let text = name.as_os_str().as_encoded_bytes().to_vec();
            let kind = entry.file_type()?;
            if kind.is_dir() {
                self.tree(&name, &path, files)?;
            } else if kind.is_symlink() {
                self.put(b"l")?;
                self.sized(&text)?;
                self.sized(fs::read_link(&path)?.as_os_str().as_encoded_bytes())?;
            } else if kind.is_file() {
                let mut file = File::open(&path)?;
                let meta = file.metadata()?;
                self.put(b"f")?;
                self.sized(&text)?;
                self.put(&meta.mode().to_be_bytes())?;
                self.content(&mut file, meta.len())?;
                *files += 1;
            }
        }
        Ok(())
    }

    /// The end and the digest; how long the archive is.
    fn finish(mut self) -> io::Result<u64> {
        self.put(b"z")?;
        let digest: [u8; 32] = self.hash.finalize().into();
        self.out.write_all(&digest)?;
        let file = self.out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        Ok(file.metadata()?.len())
    }
}

/// Reads entries of an archive whose digest is right.
struct Entries(BufReader<File>);

impl Entries {
    fn tag(&mut self) -> io::Result<u8> {
        let mut tag = [0];
        self.0.read_exact(&mut tag)?;
        Ok(tag[0])
    }

    fn length(&mut self) -> io::Result<u64> {
        let mut length = [0; 8];
        self.0.read_exact(&mut length)?;
        Ok(u64::from_be_bytes(length))
    }

    fn number(&mut self) -> io::Result<u32> {
        let mut number = [0; 4];
        self.0.read_exact(&mut number)?;
        Ok(u32::from_be_bytes(number))
    }

    fn sized(&mut self, most: usize) -> io::Result<Vec<u8>> {
        let length = self.number()? as usize;
        if length > most {
            return Err(io::Error::other("a length beyond what is kept"));
        }
        let mut bytes = vec![0; length];
        self.0.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// A path below one of the trees, or a tree's own; whether it is below.
    fn path(&mut self, trees: &[Tree]) -> io::Result<(PathBuf, bool)> {
        use std::os::unix::ffi::OsStringExt;
        let text = std::ffi::OsString::from_vec(self.sized(PATH_BYTES_MAX)?);
        let path = PathBuf::from(text);
        let plain = path.components().all(|part| matches!(part, Component::Normal(_)));
        let tree = trees.iter().find(|(name, _)| path.starts_with(name)).filter(|_| plain);
        let (name, root) = tree.ok_or_else(|| io::Error::other("a path outside of the trees"))?;
        let below = path.strip_prefix(name).map_err(io::Error::other)?;
        if below.as_os_str().is_empty() {
            return Ok((root.clone(), false));
        }
        check_parents(root, below)?;
        Ok((root.join(below), true))
    }
}

/// Refuses a path that leads through a link: an earlier entry made it, and it may lead anywhere.
fn check_parents(root: &Path, below: &Path) -> io::Result<()> {
    for parent in below.ancestors().skip(1) {
        let parent = root.join(parent);
        if parent.symlink_metadata().is_ok_and(|meta| meta.is_symlink()) {
            let text = format!("a path through the link {}", parent.display());
            return Err(io::Error::other(text));
        }
    }
    Ok(())
}

fn fill(file: File, store: &Path, trees: &[Tree], options: Options) -> Result<Contents, Error> {
    let failed = |error: io::Error| Error::io("reading an archive", &error);
    let mut entries = Entries(BufReader::with_capacity(CHUNK, file));
    entries.0.read_exact(&mut vec![0; FORMAT.len()]).map_err(failed)?;
    let made = Store::open(store, options)?;
    let mut contents = Contents::default();
    let mut rows: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
    let mut bytes = 0;
    loop {
        let tag = entries.tag().map_err(failed)?;
        if tag != b'r' || rows.len() >= STEP_ROWS || bytes >= STEP_BYTES {
            put_rows(&made, std::mem::take(&mut rows))?;
            bytes = 0;
        }
        match tag {
            b'r' => {
                let key = entries.sized(limit::KEY_BYTES_MAX).map_err(failed)?;
                let value = entries.sized(limit::VALUE_BYTES_MAX).map_err(failed)?;
                bytes += key.len() + value.len();
                rows.push((key, value));
                contents.rows += 1;
            }
            b'b' => {
                let length = entries.length().map_err(failed)?;
                made.blobs().put(entries.0.by_ref().take(length))?;
                contents.blobs += 1;
            }
            b'z' => return Ok(contents),
            tag => contents.files += unpack(tag, &mut entries, trees).map_err(failed)?,
        }
    }
}

fn put_rows(store: &Store, rows: Vec<(Vec<u8>, Vec<u8>)>) -> Result<(), Error> {
    if rows.is_empty() {
        return Ok(());
    }
    let done = store.write_blocking(move |tx| -> Result<(), Error> {
        rows.into_iter().try_for_each(|(key, value)| tx.set(key, Some(value)))
    });
    done.map_err(crate::error::WriteError::flatten)
}

/// A directory, a file or a link; how many files.
fn unpack(tag: u8, entries: &mut Entries, trees: &[Tree]) -> io::Result<u64> {
    let (path, is_below) = entries.path(trees)?;
    match tag {
        b'd' if is_below => {
            DirBuilder::new().create(&path)?;
            fs::set_permissions(path, Permissions::from_mode(INNER_MODE)).map(|()| 0)
        }
        b'd' => DirBuilder::new().recursive(true).mode(ROOT_MODE).create(path).map(|()| 0),
        b'l' | b'f' if !is_below => Err(io::Error::other("a tree that is no directory")),
        b'l' => {
            use std::os::unix::ffi::OsStringExt;
            let target = std::ffi::OsString::from_vec(entries.sized(PATH_BYTES_MAX)?);
            symlink(PathBuf::from(target), path).map(|()| 0)
        }
        b'f' => {
            let mode = entries.number()?;
            let length = entries.length()?;
            // A file is made anew and followed through no link.
            let mut file = private().create_new(true).open(path)?;
            let copied = io::copy(&mut entries.0.by_ref().take(length), &mut file)?;
            // Set, as a mode at the making is held against the process's mask.
            file.set_permissions(Permissions::from_mode(mode & 0o777))?;
            file.sync_all()?;
            if copied == length { Ok(1) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
        }
        _ => Err(io::Error::other("an entry of an unknown kind")),
    }
}

/// What is wrong with the rows and blobs of a store, in words; nothing where all is well.
pub fn check(store: &Store) -> Result<(Contents, Vec<String>), Error> {
    let mut contents = Contents::default();
    let mut faults = Vec::new();
    store.read(|tx| -> Result<(), Error> {
        for row in tx.rows(&Bounds::starting_with(&[]), Direction::Forward)? {
            let (key, value) = row?;
            contents.rows += 1;
            contents.bytes += (key.len() + value.len()) as u64;
        }
        Ok(())
    })?;
    let held = store.blobs().hold();
    for id in held.all()? {
        contents.blobs += 1;
        let found = digest(&mut store.blobs().open(&id)?)?;
        if found != id {
            faults.push(format!("the blob {id} holds other bytes ({found})"));
        }
    }
    Ok((contents, faults))
}

fn digest(file: &mut File) -> Result<BlobId, Error> {
    let mut hash = Sha256::new();
    let copied = io::copy(file, &mut HashOnly(&mut hash));
    copied.map_err(|error| Error::io("reading a blob", &error))?;
    Ok(BlobId(hash.finalize().into()))
}
