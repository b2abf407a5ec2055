//! Which Pythons this machine has, and which of them serves best for a wanted version.
//!
//! Each is started once, told to say what it is, and remembered until its file changes: starting
//! a dozen interpreters takes seconds. What is remembered is in a small file of the user's cache.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, UNIX_EPOCH};

use crate::beneath;
use crate::privilege::{self, User};

/// An interpreter that was started once and told its own version and prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interpreter {
    /// The real executable, never a virtual environment's link.
    pub path: PathBuf,
    /// `sys.base_prefix`.
    pub prefix: PathBuf,
    /// Major, minor, patch.
    pub version: (u32, u32, u32),
}

/// Minor versions of Python 3 that the runtime's code runs on.
const MINORS: std::ops::RangeInclusive<u32> = 9..=14;
/// An interpreter that has not said its version by then is broken, or waits for something.
const PROBE_TIMEOUT: Duration = Duration::from_secs(10);
/// Prints version, prefix and the real path of the interpreter, one a line.
const QUESTION: &str = "import os, sys; v = sys.version_info; \
    print(v[0], v[1], v[2]); print(sys.base_prefix); \
    print(os.path.realpath(sys.executable)); print(sys.implementation.name)";

/// What was found out: by path, the file's time at that moment in ns, and the answer.
type Known = BTreeMap<PathBuf, (u128, Option<Interpreter>)>;

/// Every usable interpreter, the best for `wanted` (major, minor) first: the same minor version,
/// then the nearest newer, then the nearest older. Of one version, the newest patch.
pub fn find(wanted: (u32, u32)) -> Vec<Interpreter> {
    find_for(None, wanted)
}

/// The same. As root in a person's folder, what is found may be that person's: it is started as
/// that person, and what the person's cache says is neither believed nor changed.
pub fn find_for(user: Option<&User>, wanted: (u32, u32)) -> Vec<Interpreter> {
    let file = cache_file().filter(|_| user.is_none());
    let text = file.as_ref().and_then(|file| read(file).ok()).unwrap_or_default();
    let mut known: Known = text.lines().filter_map(recall).collect();
    let mut found: Vec<Interpreter> = Vec::new();
    let mut learned = false;
    for path in candidates() {
        let Some(changed) = changed_at(&path) else { continue };
        if known.get(&path).is_none_or(|(then, _)| *then != changed) {
            let said = run(&path, user, PROBE_TIMEOUT);
            // One that may not be started now is not known to be none.
            if said.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::PermissionDenied) {
                continue;
            }
            let answer = said.ok().and_then(|text| parse(&text));
            known.insert(path.clone(), (changed, answer));
            learned = true;
        }
        if let Some((_, Some(one))) = known.get(&path)
            && !found.contains(one)
        {
            found.push(one.clone());
        }
    }
    if let (true, Some(file)) = (learned, file) {
        // A cache that cannot be written costs time at the next start, nothing else.
        let _ = remember(&known, &file);
    }
    sort(&mut found, wanted);
    found
}

fn sort(found: &mut [Interpreter], wanted: (u32, u32)) {
    found.sort_by_key(|one| {
        let (minor, patch) = (one.version.1, one.version.2);
        let side = match minor.cmp(&wanted.1) {
            Ordering::Equal => 0,
            Ordering::Greater => 1,
            Ordering::Less => 2,
        };
        let nearest = (side, minor.abs_diff(wanted.1));
        (nearest, Reverse(patch))
    });
}

/// Real files that are probably interpreters, each once.
fn candidates() -> Vec<PathBuf> {
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let mut directories: Vec<PathBuf> = std::env::var_os("PATH")
        .map(|path| std::env::split_paths(&path).collect())
        .unwrap_or_default();
    directories.extend(["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map(PathBuf::from));
    directories.extend(["/home/linuxbrew/.linuxbrew/bin", "/opt/conda/bin"].map(PathBuf::from));
    for name in ["miniconda3/bin", "anaconda3/bin", "miniforge3/bin"] {
        directories.push(home.join(name));
    }
    // A directory for each version, with a bin in it.
    for versions in [".pyenv/versions", ".local/share/uv/python", ".asdf/installs/python"] {
        for entry in fs::read_dir(home.join(versions)).into_iter().flatten().flatten() {
            directories.push(entry.path().join("bin"));
        }
    }
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    for directory in directories {
        let numbered = MINORS.map(|minor| format!("python3.{minor}"));
        for name in numbered.chain(["python3".to_owned()]) {
            // pyenv's own links are scripts that ask pyenv; its versions are looked at directly.
            if directory.ends_with(".pyenv/shims") {
                continue;
            }
            if let Ok(real) = directory.join(name).canonicalize()
                && seen.insert(real.clone())
            {
                found.push(real);
            }
        }
    }
    found
}

fn cache_file() -> Option<PathBuf> {
    let cache =
        std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|dir| dir.is_absolute());
    let cache = cache.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")))?;
    Some(cache.join("squall/interpreters"))
}

fn changed_at(path: &Path) -> Option<u128> {
    let changed = fs::metadata(path).and_then(|meta| meta.modified()).ok()?;
    changed.duration_since(UNIX_EPOCH).ok().map(|since| since.as_nanos())
}

/// One line: time, path and, where it is an interpreter, what it said; between tabs.
fn recall(line: &str) -> Option<(PathBuf, (u128, Option<Interpreter>))> {
    let mut parts = line.split('\t');
    let (changed, path) = (parts.next()?.parse().ok()?, PathBuf::from(parts.next()?));
    let answer = parse(&parts.collect::<Vec<_>>().join("\n"));
    Some((path, (changed, answer)))
}

fn line_of(path: &Path, changed: u128, answer: Option<&Interpreter>) -> String {
    let mut line = format!("{changed}\t{}", path.display());
    if let Some(one) = answer {
        let (major, minor, patch) = one.version;
        let (prefix, real) = (one.prefix.display(), one.path.display());
        line.push_str(&format!("\t{major} {minor} {patch}\t{prefix}\t{real}\tcpython"));
    }
    line + "\n"
}

/// Root believes only what root alone can have written.
fn read(file: &Path) -> io::Result<String> {
    let flags = libc::O_NOFOLLOW | libc::O_NONBLOCK;
    let mut file = fs::OpenOptions::new().read(true).custom_flags(flags).open(file)?;
    let meta = file.metadata()?;
    if !meta.is_file() || privilege::is_root() && (meta.uid() != 0 || meta.mode() & 0o022 != 0) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let mut text = String::new();
    file.read_to_string(&mut text).map(|_| text)
}

fn remember(known: &Known, file: &Path) -> io::Result<()> {
    let lines = known.iter().filter(|(path, _)| path.exists());
    let text: String =
        lines.map(|(path, (changed, answer))| line_of(path, *changed, answer.as_ref())).collect();
    let (Some(dir), Some(name)) = (file.parent(), file.file_name()) else { return Ok(()) };
    // Root writes where it was not led by somebody's link.
    let open = if privilege::is_root() {
        Some(beneath::make(dir, (0, 0))?)
    } else {
        fs::create_dir_all(dir)?;
        None
    };
    let file = open.as_ref().map_or(dir.to_owned(), beneath::name_of).join(name);
    let filling = file.with_extension(std::process::id().to_string());
    let _ = fs::remove_file(&filling); // Of a process of that number that was killed.
    fs::File::create_new(&filling)?.write_all(text.as_bytes())?;
    fs::rename(&filling, file)
}

fn run(path: &Path, user: Option<&User>, patience: Duration) -> io::Result<String> {
    let mut command = Command::new(path);
    command.args(["-I", "-c", QUESTION]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    if let Some(user) = user {
        // All of its numbers, and no groups: that is what these do for root.
        command.uid(user.uid).gid(user.gid).current_dir("/");
    }
    let mut child = command.spawn()?;
    let until = Instant::now() + patience;
    while child.try_wait()?.is_none() {
        if Instant::now() > until {
            child.kill()?;
            child.wait()?;
            return Err(io::ErrorKind::TimedOut.into());
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    // The answer is far smaller than a pipe, so it could be written without being read.
    let mut text = String::new();
    if let Some(mut out) = child.stdout.take() {
        out.read_to_string(&mut text)?;
    }
    Ok(text)
}

fn parse(text: &str) -> Option<Interpreter> {
    let mut lines = text.lines();
    let mut numbers = lines.next()?.split(' ').map(|number| number.parse().ok());
    let version = (numbers.next()??, numbers.next()??, numbers.next()??);
    let (prefix, path) = (PathBuf::from(lines.next()?), PathBuf::from(lines.next()?));
    let usable = lines.next()? == "cpython" && version.0 == 3 && MINORS.contains(&version.1);
    let prefix = prefix.canonicalize().unwrap_or(prefix);
    usable.then_some(Interpreter { path, prefix, version })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, lchown, symlink};

    fn of(minor: u32, patch: u32) -> Interpreter {
        let path = format!("/p/3.{minor}.{patch}");
        Interpreter { path: path.clone().into(), prefix: path.into(), version: (3, minor, patch) }
    }

    #[test]
    fn the_wanted_version_comes_first_then_newer_then_older() {
        let mut found = [of(9, 18), of(12, 1), of(13, 0), of(11, 2), of(11, 7), of(10, 13)];
        sort(&mut found, (3, 11));
        let minors: Vec<_> = found.iter().map(|one| (one.version.1, one.version.2)).collect();
        assert_eq!(minors, [(11, 7), (11, 2), (12, 1), (13, 0), (10, 13), (9, 18)]);
    }

    #[test]
    fn only_a_known_version_of_cpython_is_taken() {
        let text = "3 12 1\n/p\n/p/bin/python3.12\ncpython\n";
        assert_eq!(parse(text).map(|one| one.version), Some((3, 12, 1)));
        assert_eq!(parse(&text.replace("3 12", "3 8")), None);
        assert_eq!(parse(&text.replace("cpython", "pypy")), None);
        assert_eq!(parse("3 12\n"), None);
    }

    #[test]
    fn what_was_learned_is_recalled() {
        let one = of(12, 1);
        let path = PathBuf::from("/a b/python3");
        for answer in [Some(one), None] {
            let line = line_of(&path, 7, answer.as_ref());
            assert_eq!(recall(line.trim_end()), Some((path.clone(), (7, answer))));
        }
        assert_eq!(recall("x\t/p"), None);
    }

    #[test]
    fn what_does_not_answer_is_given_up() {
        let run = |path: &str| run(Path::new(path), None, PROBE_TIMEOUT);
        assert!(run("/bin/false").is_ok_and(|text| text.is_empty()));
        assert!(run("/nowhere").is_err());
    }

    fn scratch(name: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("squall-probe-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        fs::set_permissions(&dir, fs::Permissions::from_mode(0o755)).unwrap();
        dir
    }

    #[test]
    fn what_may_be_a_persons_is_started_as_that_person() {
        if !privilege::is_root() {
            return;
        }
        let dir = scratch("person");
        let program = dir.join("python3");
        fs::write(&program, "#!/bin/sh\ngrep -E '^(Uid|Gid|Groups)' /proc/self/status\n").unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let user = User { uid: 54_321, gid: 54_322, home: dir.clone() };
        let said = run(&program, Some(&user), PROBE_TIMEOUT).unwrap();
        let words: Vec<&str> = said.split_whitespace().collect();
        assert_eq!(words[..5], ["Uid:", "54321", "54321", "54321", "54321"], "{said}");
        assert_eq!(words[5..], ["Gid:", "54322", "54322", "54322", "54322", "Groups:"], "{said}");
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn root_believes_no_cache_of_others_and_follows_no_link_to_one() {
        let dir = scratch("cache");
        let file = dir.join("interpreters");
        remember(&Known::new(), &file).unwrap();
        assert!(read(&file).is_ok());
        symlink(&file, dir.join("link")).unwrap();
        assert!(read(&dir.join("link")).is_err());
        if privilege::is_root() {
            lchown(&file, Some(54_321), None).unwrap();
            assert!(read(&file).is_err());
            lchown(&file, Some(0), None).unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(0o666)).unwrap();
            assert!(read(&file).is_err());
            symlink("/usr", dir.join("theirs")).unwrap();
            lchown(dir.join("theirs"), Some(54_321), None).unwrap();
            assert!(remember(&Known::new(), &dir.join("theirs/interpreters")).is_err());
        }
        fs::remove_dir_all(&dir).unwrap();
    }
}
