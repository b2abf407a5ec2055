//! Which Pythons this machine has, and which of them serves best for a wanted version.
//!
//! Each is started once, told to say what it is, and remembered until its file changes: starting
//! a dozen interpreters takes seconds. What is remembered is in a small file of the user's cache.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, UNIX_EPOCH};

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
    let file = cache_file();
    let text = file.as_ref().and_then(|file| fs::read_to_string(file).ok()).unwrap_or_default();
    let mut known: Known = text.lines().filter_map(recall).collect();
    let mut found: Vec<Interpreter> = Vec::new();
    let mut learned = false;
    for path in candidates() {
        let Some(changed) = changed_at(&path) else { continue };
        if known.get(&path).is_none_or(|(then, _)| *then != changed) {
            let said = run(&path, PROBE_TIMEOUT);
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

fn remember(known: &Known, file: &Path) -> io::Result<()> {
    let lines = known.iter().filter(|(path, _)| path.exists());
    let text: String =
        lines.map(|(path, (changed, answer))| line_of(path, *changed, answer.as_ref())).collect();
    if let Some(dir) = file.parent() {
        fs::create_dir_all(dir)?;
    }
    let filling = file.with_extension(std::process::id().to_string());
    fs::write(&filling, text)?;
    fs::rename(&filling, file)
}

fn run(path: &Path, patience: Duration) -> io::Result<String> {
    let mut child = Command::new(path)
        .args(["-I", "-c", QUESTION])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
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
        assert!(run(Path::new("/bin/false"), PROBE_TIMEOUT).is_ok_and(|text| text.is_empty()));
        assert!(run(Path::new("/nowhere"), PROBE_TIMEOUT).is_err());
    }
}
