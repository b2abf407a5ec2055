//! The root file system that a zygote and all its stems live in: read-only, with the system's
//! libraries, the interpreter, what stands beside functions, and nothing else of the host.

use std::fs;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::TemplateSpec;
use crate::egress::NAME_SERVER;
use crate::warden::{FIRST_UID, ROOTLESS_UID};
use crate::warden::{seccomp, sys};

/// A file of `runtimes/python`, as bytes.
macro_rules! python {
    ($name:literal) => {
        include_bytes!(concat!("../../../../runtimes/python/", $name))
    };
}

/// What is embedded in the program and written into every root.
const FILES: &[(&str, &[u8])] = &[
    ("squall_runtime/_native.abi3.so", include_bytes!(env!("SQUALL_NATIVE"))),
    ("squall_runtime/__init__.py", python!("squall_runtime/__init__.py")),
    ("squall_runtime/bootstrap.py", python!("squall_runtime/bootstrap.py")),
    ("squall_runtime/context.py", python!("squall_runtime/context.py")),
    ("squall_runtime/faults.py", python!("squall_runtime/faults.py")),
    ("squall_runtime/kept_boto3.py", python!("squall_runtime/kept_boto3.py")),
    ("squall_runtime/marshal_json.py", python!("squall_runtime/marshal_json.py")),
    ("squall_runtime/snapshot.py", python!("squall_runtime/snapshot.py")),
    ("squall_runtime/view.py", python!("squall_runtime/view.py")),
    ("squall_runtime/warm_boto3.py", python!("squall_runtime/warm_boto3.py")),
    ("squall_runtime/zygote.py", python!("squall_runtime/zygote.py")),
    ("modules/snapshot_restore_py/__init__.py", python!("modules/snapshot_restore_py/__init__.py")),
    ("../task/squall_rehearsal.py", python!("rehearsal/squall_rehearsal.py")),
];

/// Beside functions, below /var.
pub const RUNTIME_DIR: &str = "/var/squall";
/// Read-only parts of the host's /etc that hold no secrets and that libraries look for.
const ETC_SHARED: &[&str] = &["ssl/certs", "ssl/openssl.cnf", "pki/tls/certs", "pki/ca-trust"];
const DEVICES: &[&str] = &["null", "zero", "full", "random", "urandom"];
/// Names for the uids of as many sandboxes; later ones have none, which only `getpwuid` notices.
const NAMED_USERS: u32 = 1_100;
pub const READ_ONLY: u64 = sys::MOUNT_ATTR_RDONLY | sys::MOUNT_ATTR_NOSUID | sys::MOUNT_ATTR_NODEV;

/// A step that failed.
pub fn at(step: impl std::fmt::Display) -> impl FnOnce(io::Error) -> String {
    move |error| format!("{step}: {error}")
}

/// In a forked child: leaves the warden's mount namespace for a new one with a new root.
/// `spec` is none for a probe, which needs no interpreter; with it comes a mount of its packages.
pub fn enter(
    scratch: &Path,
    spec: Option<(&TemplateSpec, Option<&OwnedFd>)>,
    hidden: &[PathBuf],
) -> Result<(), String> {
    sys::unshare(libc::CLONE_NEWNS).map_err(at("unshare the mount namespace"))?;
    let private = libc::MS_REC | libc::MS_PRIVATE;
    sys::mount("", Path::new("/"), "", private, "").map_err(at("make mounts private"))?;
    let flags = libc::MS_NOSUID;
    sys::mount("squall", scratch, "tmpfs", flags, "mode=755,size=64m")
        .map_err(at("mount a tmpfs"))?;
    let root = Root { dir: scratch.to_owned(), hidden: hidden.to_vec() };
    root.directories().map_err(at("make directories"))?;
    root.system()?;
    root.devices()?;
    root.etc().map_err(at("write /etc"))?;
    if let Some((spec, managed)) = spec {
        root.runtime(spec, managed)?;
    }
    sys::mount("proc", &root.path("proc"), "proc", PROC_FLAGS, "").map_err(at("mount /proc"))?;
    sys::pivot_root(scratch).map_err(at("pivot_root"))?;
    sys::make_read_only(Path::new("/")).map_err(at("make / read-only"))
}

const PROC_FLAGS: u64 = libc::MS_NOSUID | libc::MS_NODEV | libc::MS_NOEXEC;

/// The path inside the root of a file below the interpreter's prefix.
pub fn inside(spec: &TemplateSpec) -> Option<PathBuf> {
    if spec.prefix.starts_with("/usr") {
        return spec.interpreter.starts_with("/usr").then(|| spec.interpreter.clone());
    }
    let below = spec.interpreter.strip_prefix(&spec.prefix).ok()?;
    Some(Path::new("/var/lang").join(below))
}

/// What cannot be shown as an interpreter's prefix, because everything else would be shown too.
pub fn check_prefix(spec: &TemplateSpec, hidden: &[PathBuf]) -> Result<(), String> {
    let prefix = &spec.prefix;
    if prefix.parent().is_none() || hidden.contains(prefix) {
        let (interpreter, prefix) = (spec.interpreter.display(), prefix.display());
        return Err(format!(
            "{interpreter} was installed into {prefix}, and functions would see all of it"
        ));
    }
    Ok(())
}

struct Root {
    dir: PathBuf,
    hidden: Vec<PathBuf>,
}

impl Root {
    fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    fn directories(&self) -> io::Result<()> {
        for name in [
            "usr",
            "dev",
            "proc",
            "tmp",
            "etc",
            "var/task",
            "var/lang",
            "var/runtime",
            "var/squall",
            "opt/python",
            "run",
        ] {
            fs::create_dir_all(self.path(name))?;
        }
        Ok(())
    }

    fn bind(&self, source: &Path, name: &str, attributes: u64) -> Result<(), String> {
        let tree = sys::detached(source, true, attributes)
            .map_err(at(format_args!("clone the mount of {}", source.display())))?;
        sys::attach(&tree, &self.path(name)).map_err(at(format_args!("attach /{name}")))?;
        for below in self.hidden.iter().filter_map(|dir| dir.strip_prefix(source).ok()) {
            let dir = self.path(name).join(below);
            if !below.as_os_str().is_empty() && dir.is_dir() {
                // Nothing, which nobody may list.
                let flags = PROC_FLAGS | libc::MS_RDONLY;
                sys::mount("hidden", &dir, "tmpfs", flags, "mode=000,size=4k")
                    .map_err(at(format_args!("hide /{name}/{}", below.display())))?;
            }
        }
        Ok(())
    }

    /// /usr, and /lib, /bin and the like as on the host: mostly links into /usr.
    fn system(&self) -> Result<(), String> {
        self.bind(Path::new("/usr"), "usr", READ_ONLY)?;
        for name in ["bin", "sbin", "lib", "lib32", "lib64", "libx32"] {
            let host = Path::new("/").join(name);
            if let Ok(target) = fs::read_link(&host) {
                symlink(target, self.path(name)).map_err(at(format_args!("link /{name}")))?;
            } else if host.is_dir() {
                fs::create_dir(self.path(name)).map_err(at(format_args!("make /{name}")))?;
                self.bind(&host, name, READ_ONLY)?;
            }
        }
        Ok(())
    }

    fn devices(&self) -> Result<(), String> {
        for name in DEVICES {
            let (host, name) = (Path::new("/dev").join(name), format!("dev/{name}"));
            fs::write(self.path(&name), "").map_err(at(format_args!("make /{name}")))?;
            self.bind(&host, &name, sys::MOUNT_ATTR_NOSUID)?;
        }
        for (name, target) in [("fd", ""), ("stdin", "/0"), ("stdout", "/1"), ("stderr", "/2")] {
            let target = format!("/proc/self/fd{target}");
            symlink(target, self.path("dev").join(name)).map_err(at("link in /dev"))?;
        }
        Ok(())
    }

    fn etc(&self) -> io::Result<()> {
        let etc = self.path("etc");
        let (mut passwd, mut group) = (
            String::from("root:x:0:0:root:/root:/sbin/nologin\n"),
            String::from("root:x:0:\nnobody:x:65534:\n"),
        );
        passwd.push_str("nobody:x:65534:65534:nobody:/:/sbin/nologin\n");
        for uid in std::iter::once(ROOTLESS_UID).chain(FIRST_UID..FIRST_UID + NAMED_USERS) {
            passwd.push_str(&format!("sbx_user{uid}:x:{uid}:{uid}::/tmp:/sbin/nologin\n"));
            group.push_str(&format!("sbx_user{uid}:x:{uid}:\n"));
        }
        fs::write(etc.join("passwd"), passwd)?;
        fs::write(etc.join("group"), group)?;
        fs::write(etc.join("hosts"), "127.0.0.1 localhost\n::1 localhost\n")?;
        fs::write(etc.join("hostname"), "squall\n")?;
        fs::write(etc.join("resolv.conf"), format!("nameserver {NAME_SERVER}\n"))?;
        fs::write(
            etc.join("nsswitch.conf"),
            "passwd: files\ngroup: files\nhosts: files dns\nservices: files\nprotocols: files\n",
        )?;
        // The dynamic loader's list of libraries: without it some would not be found.
        if let Ok(cache) = fs::read("/etc/ld.so.cache") {
            fs::write(etc.join("ld.so.cache"), cache)?;
        }
        for name in ["services", "protocols"] {
            if let Ok(content) = fs::read(Path::new("/etc").join(name)) {
                fs::write(etc.join(name), content)?;
            }
        }
        for name in ETC_SHARED {
            let (host, here) = (Path::new("/etc").join(name), etc.join(name));
            if host.is_dir() {
                fs::create_dir_all(&here)?;
            } else if host.is_file() {
                fs::create_dir_all(here.parent().unwrap_or(&etc))?;
                fs::write(&here, "")?;
            } else {
                continue;
            }
            sys::attach(&sys::detached(&host, true, READ_ONLY)?, &here)?;
        }
        Ok(())
    }

    fn runtime(&self, spec: &TemplateSpec, managed: Option<&OwnedFd>) -> Result<(), String> {
        if !spec.prefix.starts_with("/usr") {
            self.bind(&spec.prefix, "var/lang", READ_ONLY)?;
        }
        if let Some(managed) = managed {
            sys::attach(managed, &self.path("var/runtime")).map_err(at("attach /var/runtime"))?;
        }
        let dir = self.path(RUNTIME_DIR.trim_start_matches('/'));
        write_runtime(&dir, &seccomp::early(), &seccomp::late())?;
        // What snapshots are confined by, and their copies.
        for (name, content) in [("seed.bpf", seccomp::seed()), ("copy.bpf", seccomp::copy())] {
            fs::write(dir.join(name), content).map_err(at(format_args!("write {name}")))?;
        }
        Ok(())
    }
}

/// What stands beside functions, and the two filters of this level.
pub fn write_runtime(dir: &Path, early: &[u8], late: &[u8]) -> Result<(), String> {
    let filters = [("early.bpf", early), ("late.bpf", late)];
    for (name, content) in FILES.iter().copied().chain(filters) {
        let file = dir.join(name);
        let write = || {
            fs::create_dir_all(dir)?;
            fs::create_dir_all(file.parent().unwrap_or(dir))?;
            fs::write(&file, content)
        };
        write().map_err(at(format_args!("write {name}")))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Preload;

    fn spec(interpreter: &str, prefix: &str) -> TemplateSpec {
        TemplateSpec {
            interpreter: interpreter.into(),
            prefix: prefix.into(),
            managed: None,
            preload: Preload::Plain,
        }
    }

    #[test]
    fn an_interpreter_outside_of_usr_appears_below_var_lang() {
        let found = inside(&spec("/home/a/py/bin/python3.12", "/home/a/py"));
        assert_eq!(found, Some("/var/lang/bin/python3.12".into()));
    }

    #[test]
    fn a_prefix_that_would_show_everything_cannot_be_used() {
        let home = [PathBuf::from("/home/a")];
        assert!(check_prefix(&spec("/bin/python3", "/"), &[]).is_err());
        assert!(check_prefix(&spec("/home/a/bin/python3", "/home/a"), &home).is_err());
        assert!(check_prefix(&spec("/home/a/py/bin/python3", "/home/a/py"), &home).is_ok());
    }

    #[test]
    fn the_system_s_interpreter_stays_where_it_is() {
        let found = inside(&spec("/usr/local/bin/python3.12", "/usr/local"));
        assert_eq!(found, Some("/usr/local/bin/python3.12".into()));
    }

    #[test]
    fn an_interpreter_that_is_not_in_its_prefix_cannot_be_used() {
        assert_eq!(inside(&spec("/x/bin/python3", "/y")), None);
    }
}
