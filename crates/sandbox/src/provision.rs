//! Packages for functions, installed once into a directory named after what is in it.
//!
//! The work is done by the interpreter's own pip. A directory either is complete or is not there:
//! it is filled under another name and then renamed. Found directories need no network.

use std::fs;
use std::hash::{Hash, Hasher};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;

use crate::Error;
use crate::interpreter::Interpreter;

/// What to install.
#[derive(Clone, Copy, Debug)]
pub enum Requirements<'a> {
    /// `["boto3==1.35.0"]`
    Pinned(&'a [&'a str]),
    /// A `requirements.txt`.
    File(&'a Path),
}

/// The last lines of pip's output that an error shows; all of it is kept beside the cache.
const ERROR_LINES: usize = 15;
/// Part of the name of a cache directory: raised when what is put into one changes.
const LAYOUT: u32 = 1;

/// The directory that holds the packages, byte-compiled; made at the first call, found afterwards
/// without network. `progress` gets a line at a time. Blocks: call it from a thread of its own.
pub fn packages(
    interpreter: &Interpreter,
    requirements: Requirements<'_>,
    cache_dir: &Path,
    progress: &mut dyn FnMut(&str),
) -> Result<PathBuf, Error> {
    let name = name_of(interpreter, requirements)?;
    let target = cache_dir.join(&name);
    if target.is_dir() {
        return Ok(target);
    }
    let making = |error: &io::Error| Error::io(format_args!("make {}", cache_dir.display()), error);
    fs::create_dir_all(cache_dir).map_err(|error| making(&error))?;
    let lock =
        fs::File::create(cache_dir.join(format!("{name}.lock"))).map_err(|error| making(&error))?;
    if lock.try_lock().is_err() {
        progress("waiting for another process that installs the same packages");
        lock.lock().map_err(|error| making(&error))?;
    }
    // Another process may have made it while we waited.
    if target.is_dir() {
        return Ok(target);
    }
    let job = Job { interpreter, cache_dir, name: &name };
    job.install(requirements, progress)?;
    Ok(target)
}

/// One directory per interpreter version, platform layout and exact list.
fn name_of(interpreter: &Interpreter, requirements: Requirements<'_>) -> Result<String, Error> {
    // FNV-1a: stable between builds, unlike the standard library's.
    struct Fnv(u64);
    impl Hasher for Fnv {
        fn finish(&self) -> u64 {
            self.0
        }
        fn write(&mut self, bytes: &[u8]) {
            for byte in bytes {
                self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
        }
    }
    let mut hasher = Fnv(0xcbf2_9ce4_8422_2325);
    (LAYOUT, std::env::consts::ARCH, interpreter.version.0, interpreter.version.1)
        .hash(&mut hasher);
    match requirements {
        Requirements::Pinned(list) => list.hash(&mut hasher),
        Requirements::File(file) => {
            let text = fs::read(file)
                .map_err(|error| Error::io(format_args!("read {}", file.display()), &error))?;
            text.hash(&mut hasher);
        }
    }
    let (major, minor, _) = interpreter.version;
    Ok(format!("python{major}.{minor}-{:016x}", hasher.finish()))
}

struct Job<'a> {
    interpreter: &'a Interpreter,
    cache_dir: &'a Path,
    name: &'a str,
}

impl Job<'_> {
    fn install(
        &self,
        requirements: Requirements<'_>,
        progress: &mut dyn FnMut(&str),
    ) -> Result<(), Error> {
        let filling = self.cache_dir.join(format!("{}.filling", self.name));
        let _ = fs::remove_dir_all(&filling);
        let pip = self.pip(progress)?;
        let mut command = Command::new(&pip);
        command.args(["-I", "-m", "pip", "install", "--target"]).arg(&filling);
        command.args(["--no-input", "--disable-pip-version-check", "--no-compile"]);
        // The folder is ours alone: what pip says to root of the system does not apply.
        command.env("PIP_ROOT_USER_ACTION", "ignore");
        command.args(["--no-warn-script-location", "--progress-bar", "off"]);
        // Nothing of the system is touched, so root need not be warned of that.
        command.env("PIP_ROOT_USER_ACTION", "ignore");
        match requirements {
            Requirements::Pinned(list) => command.args(list),
            Requirements::File(file) => {
                let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
                if let Some(folder) = folder {
                    // Relative paths in it are relative to it.
                    command.current_dir(folder);
                }
                let file = file.canonicalize().unwrap_or_else(|_| file.to_owned());
                command.arg("-r").arg(file)
            }
        };
        self.run(command, "pip could not install the packages", progress)?;
        progress("compiling");
        let mut compile = Command::new(&self.interpreter.path);
        compile.args(["-I", "-m", "compileall", "-q", "-j", "0"]);
        // What a package ships for other versions need not compile: the status is not looked at.
        compile.args(["--invalidation-mode", "unchecked-hash", "-s"]).arg(&filling);
        compile.args(["-p", "/var/runtime"]).arg(&filling);
        let _ = compile.stdout(Stdio::null()).stderr(Stdio::null()).status();
        let _ = fs::create_dir_all(&filling); // Nothing to install makes no directory.
        make_readable(&filling);
        fs::rename(&filling, self.cache_dir.join(self.name))
            .map_err(|error| Error::io("finish the packages", &error))
    }

    /// An interpreter of the same version that has pip: this one, or one made around it.
    fn pip(&self, progress: &mut dyn FnMut(&str)) -> Result<PathBuf, Error> {
        if has_pip(&self.interpreter.path) {
            return Ok(self.interpreter.path.clone());
        }
        let (major, minor, _) = self.interpreter.version;
        let around = self.cache_dir.join(format!("pip-{major}.{minor}"));
        let python = around.join("bin/python");
        if !has_pip(&python) {
            progress("preparing pip");
            let mut command = Command::new(&self.interpreter.path);
            command.args(["-I", "-m", "venv", "--clear"]).arg(&around);
            let path = self.interpreter.path.display();
            self.run(command, &format!("{path} has neither pip nor venv"), progress).map_err(
                |error| {
                    error.remedy(format!(
                        "Install pip for it: on Debian and Ubuntu, `apt install python3-pip \
                         python3-venv`; elsewhere, `{path} -m ensurepip`."
                    ))
                },
            )?;
        }
        Ok(python)
    }

    /// Runs a command, its output as progress; all of it is in the error's file if it fails.
    fn run(
        &self,
        mut command: Command,
        failing: &str,
        progress: &mut dyn FnMut(&str),
    ) -> Result<(), Error> {
        // The user's pip settings say where packages come from; their Python settings must not
        // leak into what is installed.
        for name in ["PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_USER", "PIP_PREFIX"] {
            command.env_remove(name);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let starting = |error: io::Error| Error::io(failing, &error);
        let mut child = command.spawn().map_err(starting)?;
        let (send, receive) = mpsc::sync_channel(64);
        let lines = [
            child.stdout.take().map(|out| Box::new(out) as Box<dyn Read + Send>),
            child.stderr.take().map(|out| Box::new(out) as Box<dyn Read + Send>),
        ];
        for out in lines.into_iter().flatten() {
            let send = send.clone();
            std::thread::spawn(move || {
                let mut reader = BufReader::new(out);
                let mut line = Vec::new();
                while reader.read_until(b'\n', &mut line).is_ok_and(|size| size > 0) {
                    let text = String::from_utf8_lossy(&line).trim_end().to_owned();
                    line.clear();
                    if send.send(text).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let mut output = Vec::new();
        for line in receive {
            progress(&line);
            output.push(line);
        }
        let status = child.wait().map_err(starting)?;
        if status.success() {
            return Ok(());
        }
        let log = self.cache_dir.join(format!("{}.log", self.name));
        let _ = fs::write(&log, output.join("\n") + "\n");
        let tail = output[output.len().saturating_sub(ERROR_LINES)..].join("\n  ");
        let what = format!("{failing} ({status}):\n  {tail}");
        Err(Error::new(what).remedy(format!("All of the output is in {}.", log.display())))
    }
}

fn has_pip(python: &Path) -> bool {
    let mut command = Command::new(python);
    command.args(["-I", "-c", "import pip"]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Functions run under other uids: whatever the umask was, they must be able to read.
fn make_readable(dir: &Path) {
    use std::os::unix::fs::PermissionsExt;
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() {
            make_readable(&entry.path());
        } else if kind.is_file()
            && let Ok(meta) = entry.metadata()
        {
            let mode = meta.permissions().mode() | 0o444;
            let _ = fs::set_permissions(entry.path(), fs::Permissions::from_mode(mode));
        }
    }
    let _ = fs::set_permissions(dir, fs::Permissions::from_mode(0o755));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn python(minor: u32) -> Interpreter {
        Interpreter { path: "/p".into(), prefix: "/".into(), version: (3, minor, 0) }
    }

    #[test]
    fn another_version_or_list_has_another_directory() {
        let one = Requirements::Pinned(&["boto3==1.0"]);
        let name = |minor, list| name_of(&python(minor), list).unwrap();
        assert_eq!(name(12, one), name(12, one));
        assert_ne!(name(12, one), name(11, one));
        assert_ne!(name(12, one), name(12, Requirements::Pinned(&["boto3==1.1"])));
    }

    #[test]
    fn requirements_that_cannot_be_read_are_an_error_that_says_so() {
        let error = name_of(&python(12), Requirements::File(Path::new("/no/such"))).unwrap_err();
        assert!(error.what.starts_with("read /no/such: "), "{error}");
    }
}
