//! What of the host sandboxes may be shown at the server's request: directories below those that
//! the warden was told of at its launch, and the interpreters that were found then.
//!
//! The server has no privilege once it runs, the warden has. A server that somebody has taken over
//! asks for what it likes; it must not get `/` into a function of its own.

use std::ffi::CString;
use std::fs;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::socket::check;
use crate::warden::root::at;
use crate::{Options, Request, TemplateSpec};

pub struct Sources {
    /// Held open: where a name leads later does not matter.
    roots: Vec<(PathBuf, OwnedFd)>,
    interpreters: Vec<(PathBuf, PathBuf)>,
}

impl Sources {
    /// While the server is still trusted. A root that is not there is none.
    pub fn new(options: &Options) -> Sources {
        let open = |dir: &PathBuf| {
            let flags = libc::O_PATH | libc::O_DIRECTORY;
            let file = fs::OpenOptions::new().read(true).custom_flags(flags).open(dir).ok()?;
            Some((dir.clone(), file.into()))
        };
        Sources {
            roots: options.sources.iter().filter_map(open).collect(),
            interpreters: options.interpreters.clone(),
        }
    }

    /// The directory of that name, if it lies where it may. No link is followed on the way.
    pub fn find(&self, path: &Path) -> io::Result<OwnedFd> {
        let below =
            self.roots.iter().find_map(|(root, fd)| Some((path.strip_prefix(root).ok()?, fd)));
        match below {
            Some((below, root)) => open_beneath(root, below),
            None => {
                let why = format!("{} is not below what the warden may show", path.display());
                Err(io::Error::new(io::ErrorKind::PermissionDenied, why))
            }
        }
    }

    /// Where requests are obeyed by path, or only by and by: whether they will be.
    pub fn vet(&self, request: &Request) -> Result<(), String> {
        match request {
            Request::Template { spec, .. } => self.check(spec).map(drop),
            Request::Assign { spec, .. } => spec.mounts.iter().try_for_each(|(host, _)| {
                self.find(host).map(drop).map_err(at(format_args!("mount {}", host.display())))
            }),
            _ => Ok(()),
        }
    }

    /// Whether a template may be so; its directory, if it has one, as a mount that is nowhere yet.
    pub fn check(&self, spec: &TemplateSpec) -> Result<Option<OwnedFd>, String> {
        let pair = (&spec.interpreter, &spec.prefix);
        if !self.interpreters.iter().any(|(one, prefix)| (one, prefix) == pair) {
            let path = spec.interpreter.display();
            return Err(format!("{path} was not there when `squall up` started: start it again"));
        }
        let managed = spec.managed.as_ref().map(|dir| self.find(dir)).transpose();
        managed.map_err(|error| error.to_string())
    }
}

#[repr(C)]
struct OpenHow {
    flags: u64,
    mode: u64,
    resolve: u64,
}

fn open_beneath(root: &OwnedFd, below: &Path) -> io::Result<OwnedFd> {
    let below = if below.as_os_str().is_empty() { Path::new(".") } else { below };
    let name = CString::new(below.as_os_str().as_bytes())?;
    let flags = libc::O_PATH | libc::O_DIRECTORY | libc::O_CLOEXEC;
    let resolve = libc::RESOLVE_BENEATH | libc::RESOLVE_NO_SYMLINKS | libc::RESOLVE_NO_MAGICLINKS;
    let how = OpenHow { flags: flags as u64, mode: 0, resolve };
    // SAFETY: a C string that outlives the call; `how` has the layout and size that is said.
    let fd = unsafe {
        let (root, size) = (root.as_raw_fd(), size_of::<OpenHow>());
        libc::syscall(libc::SYS_openat2, root, name.as_ptr(), &how, size)
    };
    check(fd as i32)?;
    // SAFETY: just opened, and nobody else's.
    Ok(unsafe { OwnedFd::from_raw_fd(fd as i32) })
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::Preload;

    fn place(name: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("squall-{name}-{}", std::process::id()));
        fs::create_dir_all(dir.join("packages/a/b")).unwrap();
        fs::create_dir_all(dir.join("secret")).unwrap();
        let _ = symlink(dir.join("secret"), dir.join("packages/link"));
        let _ = symlink("/", dir.join("packages/a/root"));
        dir
    }

    fn sources(dir: &Path) -> Sources {
        Sources::new(&Options {
            level: None,
            state_dir: dir.join("state"),
            sources: vec![dir.join("packages"), dir.join("nowhere")],
            interpreters: vec![("/usr/bin/python3".into(), "/usr".into())],
            hidden: Vec::new(),
            listen_ports: Vec::new(),
            program_ports: Vec::new(),
        })
    }

    #[test]
    fn only_what_lies_below_a_source_is_shown() {
        let dir = place("sources");
        let sources = sources(&dir);
        for good in ["packages", "packages/a", "packages/a/b"] {
            assert!(sources.find(&dir.join(good)).is_ok(), "{good}");
        }
        let bad =
            ["", "secret", "nowhere", "packages/link", "packages/a/root", "packages/a/root/etc"];
        for bad in bad.map(|name| dir.join(name)) {
            assert!(sources.find(&bad).is_err(), "{}", bad.display());
        }
        let outside = ["/", "/etc", "/proc/self/root", "/root/.ssh"].map(PathBuf::from);
        let dots = [dir.join("packages/.."), dir.join("packages/a/../../secret")];
        for bad in outside.iter().chain(&dots) {
            assert!(sources.find(bad).is_err(), "{}", bad.display());
        }
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn a_source_stays_what_it_was_at_the_launch() {
        let dir = place("swapped");
        let sources = sources(&dir);
        fs::rename(dir.join("packages"), dir.join("old")).unwrap();
        symlink("/", dir.join("packages")).unwrap();
        assert!(sources.find(&dir.join("packages/etc")).is_err());
        assert!(sources.find(&dir.join("packages/a")).is_ok());
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn only_interpreters_that_were_there_are_shown() {
        let dir = place("interpreters");
        let sources = sources(&dir);
        let spec = |interpreter: &str, prefix: &str, managed: &str| TemplateSpec {
            interpreter: interpreter.into(),
            prefix: prefix.into(),
            managed: Some(dir.join(managed)),
            preload: Preload::Plain,
        };
        assert!(sources.check(&spec("/usr/bin/python3", "/usr", "packages/a")).is_ok());
        for (interpreter, prefix, managed) in [
            ("/usr/bin/python3", "/etc", "packages/a"),
            ("/usr/bin/env", "/usr", "packages/a"),
            ("/usr/bin/python3", "/usr", "secret"),
        ] {
            assert!(sources.check(&spec(interpreter, prefix, managed)).is_err());
        }
        fs::remove_dir_all(&dir).unwrap();
    }
}
