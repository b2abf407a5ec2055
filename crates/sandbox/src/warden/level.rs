//! The isolation levels: which one can be had here, and how the warden enters it.

use std::fs;
use std::io::Read;
use std::os::fd::AsRawFd;
use std::path::Path;

use crate::warden::cgroup::Groups;
use crate::warden::ground::own_uids;
use crate::warden::root::{self, at};
use crate::warden::{FIRST_UID, Refused, guarded, sys};
use crate::{Cgroups, Level, Options, Refusal};

/// The highest level that can be built, or the one that was asked for and no other.
/// `here`: the state directory.
pub fn choose(options: &Options, here: &Path) -> Result<(Level, Vec<Refusal>), Refused> {
    let mut refused = Vec::new();
    for level in Level::ALL {
        if options.level.is_some_and(|wanted| wanted != level) {
            continue;
        }
        match probe(level, here) {
            Ok(()) => return Ok((level, refused)),
            Err(missing) => {
                let grant = grant(level);
                refused.push(Refusal { level, missing, grant });
            }
        }
    }
    let say = |refusal: &Refusal| format!("level {}: {}", refusal.level.name(), refusal.missing);
    let what: Vec<_> = refused.iter().map(say).collect();
    let remedy: Vec<_> = refused.iter().map(|refusal| refusal.grant.clone()).collect();
    Err((format!("no sandbox can be built here; {}", what.join("; ")), remedy.join(" Or: ")))
}

fn grant(level: Level) -> String {
    match level {
        Level::Full if sys::effective_uid() != 0 => "Run as root for level full.".to_owned(),
        Level::Full => "Level full needs CAP_SYS_ADMIN and friends: in a container, run it with \
             --privileged."
            .to_owned(),
        Level::Rootless if sys::effective_uid() == 0 => {
            "Level rootless is for ordinary users: run as one.".to_owned()
        }
        Level::Rootless => "Level rootless needs unprivileged user namespaces: as root, \
             `sysctl -w user.max_user_namespaces=10000`, and where they exist, \
             `kernel.unprivileged_userns_clone=1` and \
             `kernel.apparmor_restrict_unprivileged_userns=0`."
            .to_owned(),
        Level::Guarded => "Level guarded needs Landlock: Linux 6.7 as root (6.12 as an ordinary \
             user), built with it and with `landlock` in /sys/kernel/security/lsm."
            .to_owned(),
    }
}

/// Builds a throw-away sandbox in a child.
fn probe(level: Level, state_dir: &Path) -> Result<(), String> {
    if level == Level::Rootless && sys::effective_uid() == 0 {
        // Functions would be host's root under another name.
        return Err("running as root".to_owned());
    }
    if level == Level::Guarded {
        return in_child(guarded::build);
    }
    in_child(|| {
        enter(level)?;
        in_child(|| build(level, state_dir))
    })
}

fn build(level: Level, state_dir: &Path) -> Result<(), String> {
    let spaces = libc::CLONE_NEWNET | libc::CLONE_NEWIPC | libc::CLONE_NEWUTS;
    sys::unshare(spaces | libc::CLONE_NEWCGROUP).map_err(at("unshare"))?;
    root::enter(&state_dir.join("root"), None, &[])?;
    if level == Level::Full {
        // SAFETY: no pointers. This process ends right afterwards.
        socket_check(unsafe { libc::setresuid(FIRST_UID, FIRST_UID, FIRST_UID) })
            .map_err(at("setresuid"))
    } else {
        sys::unshare(libc::CLONE_NEWUSER).map_err(at("unshare a second user namespace"))?;
        map_ids(super::ROOTLESS_UID, 0, super::ROOTLESS_UID, 0)
    }
}

fn socket_check(answer: i32) -> std::io::Result<()> {
    crate::socket::check(answer).map(drop)
}

/// Runs a step in a child of its own, which ends with it.
fn in_child(step: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    let (read, write) = sys::pipe().map_err(at("pipe"))?;
    let Some(pid) = sys::fork().map_err(at("fork"))? else {
        let reason = step().err().unwrap_or_else(|| "ok".to_owned());
        // SAFETY: pointer and size are of one live string.
        unsafe { libc::write(write.as_raw_fd(), reason.as_ptr().cast(), reason.len()) };
        sys::exit_now(0)
    };
    drop(write);
    let mut reason = String::new();
    let heard = fs::File::from(read).read_to_string(&mut reason);
    let _ = sys::wait_for(pid);
    match heard {
        Ok(_) if reason == "ok" => Ok(()),
        Ok(0) | Err(_) => Err("the probe ended early".to_owned()),
        Ok(_) => Err(reason),
    }
}

/// The calling process leaves the host's namespaces; its children are in a new pid namespace.
pub fn enter(level: Level) -> Result<(), String> {
    if level == Level::Guarded {
        guarded::adopt_orphans();
        return Ok(());
    }
    // The network too: what the warden starts has none, and may return to none after a visit.
    let spaces = libc::CLONE_NEWNS | libc::CLONE_NEWPID | libc::CLONE_NEWNET;
    if level == Level::Full {
        sys::unshare(spaces).map_err(at("unshare mount, pid and network namespaces"))?;
    } else {
        let (uid, gid) = (sys::effective_uid(), sys::effective_gid());
        sys::unshare(spaces | libc::CLONE_NEWUSER).map_err(at("unshare a user namespace"))?;
        map_ids(0, uid, 0, gid)?;
    }
    let private = libc::MS_REC | libc::MS_PRIVATE;
    sys::mount("", Path::new("/"), "", private, "").map_err(at("make mounts private"))
}

fn map_ids(uid: u32, outer_uid: u32, gid: u32, outer_gid: u32) -> Result<(), String> {
    let write = |name: &str, text: String| {
        let name = format!("/proc/self/{name}");
        fs::write(&name, text).map_err(at(name))
    };
    write("setgroups", "deny".to_owned())?;
    write("gid_map", format!("{gid} {outer_gid} 1"))?;
    write("uid_map", format!("{uid} {outer_uid} 1"))
}

/// Whether a process of ours may join a group of ours: not so where ours were not delegated.
pub fn can_join(groups: &Groups) -> bool {
    let probe = |slot| {
        let joins = groups.create(slot).map_err(at("create"))?;
        in_child(|| {
            groups.enter().map_err(at("enter"))?;
            for join in &joins {
                // SAFETY: one byte of a static string.
                let written = unsafe { libc::write(join.as_raw_fd(), c"0".as_ptr().cast(), 1) };
                socket_check(written as i32).map_err(at("join"))?;
            }
            Ok(())
        })
    };
    let joined = probe(0).is_ok();
    let _ = groups.remove(0);
    joined
}

/// How each limit is kept, for people.
pub fn enforced(level: Level, groups: &Groups) -> Vec<(String, String)> {
    let by_group = match groups.kind {
        Cgroups::V1 => Some("cgroup v1"),
        Cgroups::V2 => Some("cgroup v2"),
        Cgroups::None => None,
    };
    let processes = match level {
        Level::Full => "RLIMIT_NPROC of the sandbox's uid",
        Level::Rootless => "RLIMIT_NPROC of the sandbox's user namespace",
        Level::Guarded if own_uids(level) => "RLIMIT_NPROC of the sandbox's uid",
        Level::Guarded => "RLIMIT_NPROC, which all of the user's processes share",
    };
    let memory = "RLIMIT_DATA of each process, and a watcher of their sum";
    let network = match level {
        Level::Guarded => "Landlock: the sandbox's own endpoint, no egress",
        _ => "a loopback of its own",
    };
    [
        ("memory", by_group.unwrap_or(memory)),
        ("pids", by_group.unwrap_or(processes)),
        ("cpu", by_group.unwrap_or("not enforced")),
        ("/tmp", "RLIMIT_FSIZE of each file, and a watcher of their sum"),
        ("network", network),
    ]
    .map(|(limit, how)| (limit.to_owned(), how.to_owned()))
    .to_vec()
}
