//! The warden's process: finds the level that works, enters it, and runs until the server is gone.
//!
//! It is two processes. The outer one stays where it was started, waits, and clears up when all is
//! over. The inner one is the first of a pid namespace of its own, so that nothing it ever started
//! can outlive it, however it ends. Both are single-threaded and synchronous.

mod builder;
mod cell;
mod cgroup;
mod cgroup_v2;
mod clean;
mod egress;
mod freeze;
#[cfg(test)]
mod fuzz;
mod ground;
mod guarded;
mod init;
mod keeper;
pub mod launcher;
mod level;
mod mirror;
mod pinned;
mod reach;
mod remove;
mod root;
mod run;
mod seat;
pub mod seccomp;
mod seccomp_guarded;
mod shed;
mod sources;
mod sys;
mod template;
mod trash;
mod watch;

use std::fs;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::message;
use crate::socket::{self, MESSAGE_BYTES_MAX};
use crate::warden::cgroup::Groups;
use crate::warden::ground::Ground;
use crate::{Cgroups, Level, Options, Report, beneath};

/// Sandboxes' uids at level full: one for each slot from here on. Above what systems hand out, and
/// below what they give to other containers' ranges by default only in part, hence shown by doctor.
pub const FIRST_UID: u32 = 100_000;
/// Whose the egress process is at level full.
pub const EGRESS_UID: u32 = FIRST_UID - 1;
/// What a function sees as its uid at level rootless (Lambda's own).
pub const ROOTLESS_UID: u32 = 993;
/// Sandboxes at a time.
pub const SLOTS_MAX: u32 = 4_096;

/// Why there is no warden, and what to do.
type Refused = (String, String);

pub fn main(socket: OwnedFd) -> ! {
    sys::ignore_terminal();
    sys::raise_files_limit();
    let mut buffer = vec![0; MESSAGE_BYTES_MAX];
    let options = socket::receive(socket.as_fd(), &mut buffer, true)
        .ok()
        .and_then(|(size, _)| message::read_options(&buffer[..size]));
    let Some(options) = options else { std::process::exit(1) };
    drop(buffer);
    let code = match guard(&socket, &options) {
        Ok(code) => code,
        Err(refused) => {
            let answer = message::write_report(&Err(refused));
            let _ = socket::send(socket.as_fd(), &answer, &[]);
            1
        }
    };
    std::process::exit(code)
}

/// The outer process, from its predecessor's remains to its own.
fn guard(socket: &OwnedFd, options: &Options) -> Result<i32, Refused> {
    let dir = &options.state_dir;
    let here = &stand_in(dir)?;
    let _lock = lock(here)?;
    let mut groups = Groups::find(&ground::name_of(dir));
    groups.sweep();
    guarded::end_last_session(here);
    ground::clear_last(dir);
    ground::clear(here);
    prepare(here)
        .map_err(|error| (format!("prepare {}: {error}", dir.display()), String::new()))?;
    if groups.kind != Cgroups::None && !level::can_join(&groups) {
        groups.remove_all();
        groups = Groups::none();
    }
    let outcome = choose_and_run(socket, options, here, &groups);
    groups.remove_all();
    ground::clear(here);
    outcome
}

/// What the state directory is called from now on. Root stays in it: whoever owns a directory above
/// it could put another, or a link, in its place, and every name below it is root's to change.
fn stand_in(dir: &Path) -> Result<PathBuf, Refused> {
    if sys::effective_uid() != 0 {
        return Ok(dir.to_owned());
    }
    let open = || {
        let fd = beneath::open(dir)?;
        let meta = beneath::look_at(&fd)?;
        if meta.uid() != 0 || meta.mode() & 0o022 != 0 {
            return Err(std::io::Error::other("others than root can write there"));
        }
        std::env::set_current_dir(beneath::name_of(&fd))
    };
    open().map_err(|error| {
        let remedy = "Remove it, or give this server another data directory.";
        (format!("use {}: {error}", dir.display()), remedy.to_owned())
    })?;
    Ok(PathBuf::from("."))
}

fn choose_and_run(
    socket: &OwnedFd,
    options: &Options,
    here: &Path,
    groups: &Groups,
) -> Result<i32, Refused> {
    let (level, refused) = level::choose(options, here)?;
    let enforced = level::enforced(level, groups);
    let report = Report { level, refused, cgroup: groups.kind, enforced };
    let failed = |reason: String| (reason, "Start it again; if it stays, report it.".to_owned());
    let dir = here;
    let ground = Ground::new(level, options, here).map_err(failed)?;
    if ground.guarded() {
        guarded::begin_session(dir).map_err(|error| failed(format!("session: {error}")))?;
        ground.clear(dir);
        ground.prepare().map_err(|error| failed(format!("{}: {error}", ground.dir.display())))?;
        guarded::write_runtime(&ground).map_err(failed)?;
    }
    // While we are in the host's network.
    let egress = (!ground.guarded()).then(|| egress::start(level == Level::Full));
    level::enter(level).map_err(failed)?;
    let inner = sys::fork().map_err(|error| failed(format!("fork: {error}")))?;
    let Some(inner) = inner else {
        run::main(socket, options, groups, (&ground, report, dir), egress)
    };
    let status = sys::wait_for(inner).map_err(|error| failed(format!("wait: {error}")))?;
    if ground.guarded() {
        guarded::end_session(dir);
        ground.clear(dir);
    }
    Ok(if libc::WIFEXITED(status) { libc::WEXITSTATUS(status) } else { 1 })
}

const LOCK: &str = "warden.lock";

/// One warden per state directory. A predecessor that is just ending is waited for.
fn lock(dir: &Path) -> Result<fs::File, Refused> {
    let name = dir.join(LOCK);
    // Neither through a link nor into a pipe, and nothing is cut: it may be anybody's file.
    let flags = libc::O_NOFOLLOW | libc::O_NONBLOCK;
    let mut how = fs::OpenOptions::new();
    how.write(true).create(true).truncate(false).mode(0o600).custom_flags(flags);
    let file = how
        .open(&name)
        .map_err(|error| (format!("make {}: {error}", name.display()), String::new()))?;
    // On a busy machine a killed one takes seconds to be gone.
    for _ in 0..600 {
        if file.try_lock().is_ok() {
            return Ok(file);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let what = format!("{} is in use by another warden", dir.display());
    Err((what, "Stop the other one, or give this one another data directory.".to_owned()))
}

/// Removes a state directory that no warden uses; an error where it has anything else in it.
pub fn dismantle(dir: &Path) -> std::io::Result<()> {
    ground::clear(dir);
    let made = ["tmp", "empty", "root", trash::TRASH, pinned::PINNED, guarded::SESSION, LOCK];
    for name in made {
        remove::remove_tree(&dir.join(name))?;
    }
    fs::remove_dir(dir)
}

fn prepare(dir: &Path) -> std::io::Result<()> {
    for name in ["tmp", "empty", "root", trash::TRASH] {
        fs::create_dir_all(dir.join(name))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{lchown, symlink};

    #[test]
    fn the_lock_cuts_nothing_and_follows_no_link() {
        let dir = std::env::temp_dir().join(format!("squall-lock-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("precious"), "text").unwrap();
        symlink(dir.join("precious"), dir.join("warden.lock")).unwrap();
        assert!(lock(&dir).is_err());
        fs::remove_file(dir.join("warden.lock")).unwrap();
        fs::hard_link(dir.join("precious"), dir.join("warden.lock")).unwrap();
        assert!(lock(&dir).is_ok());
        assert_eq!(fs::read_to_string(dir.join("precious")).unwrap(), "text");
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn root_stands_only_in_a_directory_that_is_its_own() {
        let base = std::env::temp_dir().join(format!("squall-stand-{}", std::process::id()));
        let dir = base.join("sandboxes");
        fs::create_dir_all(&dir).unwrap();
        if sys::effective_uid() != 0 {
            assert_eq!(stand_in(&dir).unwrap(), dir);
            return fs::remove_dir_all(&base).unwrap();
        }
        lchown(&dir, Some(54_321), None).unwrap();
        assert!(stand_in(&dir).is_err());
        lchown(&dir, Some(0), None).unwrap();
        symlink(&dir, base.join("link")).unwrap();
        lchown(base.join("link"), Some(54_321), None).unwrap();
        assert!(stand_in(&base.join("link")).is_err());
        fs::remove_dir_all(&base).unwrap();
    }
}
