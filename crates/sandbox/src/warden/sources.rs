//! What of the host sandboxes may be shown at the server's request: directories below those that
//! the warden was told of at its launch, and the interpreters that were found then.
//!
//! The server has no privilege once it runs, the warden has. A server that somebody has taken over
//! asks for what it likes; it must not get `/` into a function of its own.

use std::io;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use crate::beneath;
use crate::warden::root::at;
use crate::warden::{guarded, sys};
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
            // As root not by a link that somebody has put there: it could lead to anything.
            let opened = match sys::effective_uid() {
                0 => beneath::open(dir),
                _ => guarded::open_path(dir),
            };
            Some((dir.clone(), opened.ok()?))
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

fn open_beneath(root: &OwnedFd, below: &Path) -> io::Result<OwnedFd> {
    let below = if below.as_os_str().is_empty() { Path::new(".") } else { below };
    beneath::open_at(root, below, libc::O_PATH | libc::O_DIRECTORY, 0)
}

#[cfg(test)]
mod tests {
    use std::fs;
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
