//! Files that leave this machine or come from another: folders that appear whole, packed parts
//! whose digests are taken while they are written, and the lines of files, packed or not.

use crate::archive::hand_over;
use crate::dir::{private, sync_dir};
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use md5::{Digest, Md5};
use std::fs::{self, DirBuilder, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

const CHUNK: usize = 128 * 1024;
/// A line: an item of 400 KB as JSON, each of its bytes escaped, and room.
pub const LINE_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Files that one folder of an import may hold, and how deep: a mistyped path is not walked.
const FILES_MAX: usize = 100_000;
const DEPTH_MAX: usize = 8;
/// Of packed data at their fastest; exports are written where somebody waits.
const LEVEL: Compression = Compression::new(3);

const GZIP: [u8; 2] = [0x1f, 0x8b];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// A folder that is being written beside the place where it will be. Dropped before it is finished,
/// it is taken away.
pub struct Draft {
    at: PathBuf,
    to: PathBuf,
    finished: bool,
}

impl Draft {
    /// There is none at `to` yet.
    pub fn make(to: &Path) -> io::Result<Draft> {
        if to.symlink_metadata().is_ok() {
            let text = format!("{} is there already", to.display());
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, text));
        }
        let at = to.with_extension("part");
        match fs::remove_dir_all(&at) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        make_dirs(&at)?;
        Ok(Draft { at, to: to.to_owned(), finished: false })
    }

    /// Where it is until it is finished.
    pub fn path_of(to: &Path) -> PathBuf {
        to.with_extension("part")
    }

    fn below(&self, name: &str) -> io::Result<PathBuf> {
        let path = self.at.join(name);
        make_dirs(path.parent().unwrap_or(&self.at))?;
        Ok(path)
    }

    /// A file of its own, on disk when this returns.
    pub fn file(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut file = private().create_new(true).open(self.below(name)?)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// A file that is packed while it is written.
    pub fn packed(&self, name: &str) -> io::Result<Packed> {
        let file = private().create_new(true).open(self.below(name)?)?;
        Ok(Packed::into(BufWriter::with_capacity(CHUNK, file)))
    }

    /// The folder gets its name.
    pub fn finish(mut self) -> io::Result<()> {
        fs::rename(&self.at, &self.to)?;
        self.finished = true;
        sync_dir(self.to.parent().unwrap_or(Path::new("."))).map_err(io::Error::other)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.finished {
            // The error that is told is the one for which it was given up.
            let _ = fs::remove_dir_all(&self.at);
        }
    }
}

/// Makes the folders that lead to a path.
pub fn make_parents(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), make_dirs)
}

fn make_dirs(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// What is packed (gzip) while it is written: a file, or bytes that are kept.
pub struct Packed<W: Write = BufWriter<File>>(GzEncoder<Summed<W>>);

struct Summed<W> {
    out: W,
    md5: Md5,
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write_all(bytes)?;
        self.md5.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W: Write> Packed<W> {
    pub fn into(out: W) -> Packed<W> {
        Packed(GzEncoder::new(Summed { out, md5: Md5::new() }, LEVEL))
    }

    pub fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }
}

impl Packed<Vec<u8>> {
    /// The packed bytes, and their digest.
    pub fn take(self) -> io::Result<(Vec<u8>, [u8; 16])> {
        let Summed { out, md5 } = self.0.finish()?;
        Ok((out, md5.finalize().into()))
    }
}

impl Packed {
    /// On disk when this returns; the digest of the file.
    pub fn finish(self) -> io::Result<[u8; 16]> {
        let Summed { out, md5 } = self.0.finish()?;
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        Ok(md5.finalize().into())
    }
}

/// The digest of bytes.
pub fn md5(bytes: &[u8]) -> [u8; 16] {
    Md5::digest(bytes).into()
}

/// The digest of a file.
pub fn md5_of(path: &Path) -> io::Result<[u8; 16]> {
    let mut file = File::open(path)?;
    let mut md5 = Md5::new();
    let mut buffer = vec![0; CHUNK];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(md5.finalize().into()),
            count => md5.update(&buffer[..count]),
        }
    }
}

/// Bytes unpacked, where their first ones tell that they are packed (gzip, zstd).
pub fn unpacked(from: impl Read + 'static) -> io::Result<Box<dyn BufRead>> {
    let mut from = BufReader::with_capacity(CHUNK, from);
    let first = from.fill_buf()?;
    Ok(if first.starts_with(&GZIP) {
        Box::new(BufReader::with_capacity(CHUNK, MultiGzDecoder::new(from)))
    } else if first.starts_with(&ZSTD) {
        let decoder = ruzstd::decoding::StreamingDecoder::new(from);
        let decoder = decoder.map_err(|error| io::Error::other(error.to_string()))?;
        Box::new(BufReader::with_capacity(CHUNK, decoder))
    } else {
        Box::new(from)
    })
}

/// The lines of a file, which its first bytes tell to be packed (gzip, zstd) or not.
pub struct Lines {
    from: Box<dyn BufRead>,
    number: u64,
}

impl Lines {
    pub fn open(path: &Path) -> io::Result<Lines> {
        Ok(Lines { from: unpacked(File::open(path)?)?, number: 0 })
    }

    /// Appends the next line with its end; false where there is none. An error counts as a line.
    pub fn read(&mut self, out: &mut String) -> io::Result<bool> {
        self.number += 1;
        let before = out.len();
        let most = LINE_BYTES_MAX as u64 + 1;
        let count = self.from.by_ref().take(most).read_line(out)?;
        if count > LINE_BYTES_MAX {
            out.truncate(before);
            return Err(io::Error::other(format!("a line of more than {LINE_BYTES_MAX} bytes")));
        }
        Ok(count > 0)
    }

    /// The number of the line that was read last, from one.
    pub fn number(&self) -> u64 {
        self.number
    }
}

/// All files below a path, sorted; the path itself where it is a file.
pub fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !fs::metadata(path)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    gather(path, 0, &mut found)?;
    found.sort();
    Ok(found)
}

fn gather(dir: &Path, depth: usize, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() && depth < DEPTH_MAX {
            gather(&entry.path(), depth + 1, found)?;
        } else if kind.is_file() {
            found.push(entry.path());
        }
        if found.len() > FILES_MAX {
            return Err(io::Error::other(format!("more than {FILES_MAX} files")));
        }
    }
    Ok(())
}

/// The folders in a folder, sorted; none where there is no such folder.
pub fn folders(path: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(path) {
        Err(error) if is_none(error.kind()) => {
            return Ok(Vec::new());
        }
        entries => entries?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

fn is_none(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Bytes of all files below a folder, as far as they can be told.
pub fn weight(path: &Path) -> u64 {
    let files = files(path).unwrap_or_default();
    files.iter().filter_map(|file| fs::metadata(file).ok()).map(|meta| meta.len()).sum()
}

/// Moves a folder to where it was asked for, on whatever disk; what is there stays.
pub fn hand_over_folder(from: &Path, to: &Path) -> io::Result<()> {
    if to.symlink_metadata().is_ok() {
        let text = format!("{} is there already", to.display());
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, text));
    }
    let draft = Draft::make(to)?;
    for file in files(from)? {
        let name = file.strip_prefix(from).map_err(io::Error::other)?;
        let target = draft.at.join(name);
        make_dirs(target.parent().unwrap_or(&draft.at))?;
        hand_over(&file, &target)?;
    }
    draft.finish()?;
    fs::remove_dir_all(from)
}

/// Takes away a folder of ours, or nothing where there is none.
pub fn discard(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let top = std::env::temp_dir().join(format!("exchange-{name}-{}", std::process::id()));
        discard(&top).unwrap();
        make_dirs(&top).unwrap();
        top
    }

    #[test]
    fn a_draft_appears_whole_or_not_at_all() {
        let top = folder("draft");
        let to = top.join("out");
        let draft = Draft::make(&to).unwrap();
        draft.file("a/b.txt", b"text").unwrap();
        assert!(!to.exists());
        drop(draft);
        assert!(folders(&top).unwrap().is_empty());
        let draft = Draft::make(&to).unwrap();
        draft.file("a/b.txt", b"text").unwrap();
        draft.finish().unwrap();
        assert_eq!(files(&to).unwrap(), [to.join("a/b.txt")]);
        assert!(Draft::make(&to).is_err());
        hand_over_folder(&to, &top.join("other")).unwrap();
        assert_eq!(folders(&top).unwrap(), [top.join("other")]);
        discard(&top).unwrap();
    }

    #[test]
    fn lines_are_read_from_plain_and_packed_files() {
        let top = folder("lines");
        let draft = Draft::make(&top.join("out")).unwrap();
        draft.file("plain", b"one\ntwo").unwrap();
        let mut packed = draft.packed("packed.gz").unwrap();
        packed.put(b"one\ntwo").unwrap();
        let sum = packed.finish().unwrap();
        // "one\ntwo" as the zstd program packs it.
        let zstd = b"\x28\xb5\x2f\xfd\x20\x07\x39\x00\x00one\ntwo";
        draft.file("packed.zst", zstd).unwrap();
        draft.finish().unwrap();
        assert_eq!(md5_of(&top.join("out/packed.gz")).unwrap(), sum);
        for name in ["plain", "packed.gz", "packed.zst"] {
            let mut lines = Lines::open(&top.join("out").join(name)).unwrap();
            let mut text = String::new();
            assert!(lines.read(&mut text).unwrap(), "{name}");
            assert_eq!((text.as_str(), lines.number()), ("one\n", 1), "{name}");
            assert!(lines.read(&mut text).unwrap());
            assert!(!lines.read(&mut text).unwrap());
            assert_eq!(text, "one\ntwo");
        }
        discard(&top).unwrap();
    }

    #[test]
    fn a_line_has_an_end() {
        let top = folder("long");
        let draft = Draft::make(&top.join("out")).unwrap();
        draft.file("long", &vec![b'x'; LINE_BYTES_MAX + 1]).unwrap();
        draft.finish().unwrap();
        let mut lines = Lines::open(&top.join("out/long")).unwrap();
        assert!(lines.read(&mut String::new()).is_err());
        discard(&top).unwrap();
    }
}
