//! What the sandboxes of a warden stand on: the level, a directory of the host, and the uids.
//!
//! At levels full and rootless a sandbox reaches its files through mounts: they may lie anywhere.
//! At level guarded there are none: where each sandbox has a uid of its own, what it reads and
//! writes must lie where that uid can walk to, so the ground is a directory of root's that others
//! may pass through but not list.

use std::fs;
use std::hash::{Hash, Hasher};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::warden::{FIRST_UID, ROOTLESS_UID, SLOTS_MAX, remove, sys, trash};
use crate::{Level, Options};

#[derive(Clone, Debug)]
pub struct Ground {
    pub level: Level,
    /// Where sandboxes' /tmp lie, and at level guarded what they read.
    pub dir: PathBuf,
    /// The uid of the sandbox in the first slot, where each has one of its own.
    first_uid: Option<u32>,
    /// Held as long as the uids are ours.
    _claim: Option<std::sync::Arc<fs::File>>,
}

/// Where root makes a directory that others may pass through; the first that can be had.
const PUBLIC: &[&str] = &["/var/lib/squall", "/var/tmp/squall", "/tmp/squall"];
/// Wardens with uids of their own on one machine at level guarded: their functions must not share
/// any, because there the uid is what separates them.
const CLAIMS_MAX: u32 = 12;

impl Ground {
    /// `here`: what the state directory is called by the warden.
    pub fn new(level: Level, options: &Options, here: &Path) -> Result<Ground, String> {
        let own_uids = own_uids(level);
        let mut ground = Ground {
            level,
            dir: here.to_owned(),
            first_uid: own_uids.then_some(FIRST_UID),
            _claim: None,
        };
        if level == Level::Guarded && own_uids {
            let public = public_dir()?;
            let (first_uid, claim) = claim_uids(&public)?;
            ground.first_uid = Some(first_uid);
            ground._claim = Some(std::sync::Arc::new(claim));
            ground.dir = public.join(name_of(&options.state_dir));
        }
        Ok(ground)
    }

    /// The uid of the sandbox in a slot, as its files and processes have it.
    pub fn uid_of(&self, slot: u32) -> u32 {
        match (self.first_uid, self.level) {
            (Some(first), _) => first + slot,
            (None, Level::Guarded) => sys::effective_uid(),
            (None, _) => ROOTLESS_UID,
        }
    }

    pub fn gid_of(&self, slot: u32) -> u32 {
        match (self.first_uid, self.level) {
            (None, Level::Guarded) => sys::effective_gid(),
            _ => self.uid_of(slot),
        }
    }

    pub fn own_uids(&self) -> bool {
        self.first_uid.is_some()
    }

    pub fn guarded(&self) -> bool {
        self.level == Level::Guarded
    }

    pub fn tmp_dir(&self, slot: u32) -> PathBuf {
        self.dir.join("tmp").join(slot.to_string())
    }

    pub fn prepare(&self) -> io::Result<()> {
        fs::create_dir_all(&self.dir)?;
        for name in ["tmp", "empty", "root", trash::TRASH] {
            fs::create_dir_all(self.dir.join(name))?;
        }
        if self.guarded() && self.own_uids() {
            for name in ["", "tmp"] {
                fs::set_permissions(self.dir.join(name), fs::Permissions::from_mode(0o711))?;
            }
            let trash = self.dir.join(trash::TRASH);
            fs::set_permissions(trash, fs::Permissions::from_mode(0o700))?;
        }
        Ok(())
    }

    /// Everything that sandboxes have left; at level guarded the directory itself as well.
    pub fn clear(&self, state_dir: &Path) {
        if self.dir != *state_dir {
            return remove_tree(&self.dir);
        }
        clear(&self.dir);
    }
}

/// What a warden of this state directory has left in public, whatever level the next one has.
pub fn clear_last(state_dir: &Path) {
    let ours = |dir: &Path| {
        let meta = fs::symlink_metadata(dir);
        meta.is_ok_and(|meta| meta.is_dir() && meta.uid() == 0 && meta.mode() & 0o022 == 0)
    };
    for public in PUBLIC.iter().map(Path::new).filter(|dir| sys::effective_uid() == 0 && ours(dir))
    {
        remove_tree(&public.join(name_of(state_dir)));
    }
}

pub fn clear(dir: &Path) {
    for name in ["tmp", trash::TRASH, super::guarded::RUNTIME, super::mirror::MIRROR] {
        remove_tree(&dir.join(name));
    }
}

fn remove_tree(dir: &Path) {
    if let Err(error) = remove::remove_tree(dir) {
        eprintln!("squall-warden: remove {}: {error}", dir.display());
    }
}

/// Whether sandboxes of a level get a uid each, asked outside of any user namespace of ours.
pub fn own_uids(level: Level) -> bool {
    match level {
        Level::Full => true,
        Level::Rootless => false,
        Level::Guarded => sys::effective_uid() == 0,
    }
}

/// Control groups outlive processes and state directories do too, so one is found by the other.
pub fn name_of(dir: &Path) -> String {
    let mut hasher = std::hash::DefaultHasher::new();
    dir.hash(&mut hasher);
    format!("squall-{:016x}", hasher.finish())
}

/// Root's, passable by others, writable by nobody else, and so are all above it.
fn public_dir() -> Result<PathBuf, String> {
    let mut tried = Vec::new();
    for dir in PUBLIC.iter().map(Path::new) {
        match make_public(dir) {
            Ok(()) => return Ok(dir.to_owned()),
            Err(error) => tried.push(format!("{}: {error}", dir.display())),
        }
    }
    Err(format!(
        "no directory for sandboxes that their uids can pass through: {}",
        tried.join("; ")
    ))
}

fn make_public(dir: &Path) -> io::Result<()> {
    match fs::DirBuilder::new().mode(0o711).create(dir) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    let meta = fs::symlink_metadata(dir)?;
    if !meta.is_dir() || meta.uid() != 0 || meta.mode() & 0o022 != 0 {
        return Err(io::Error::other("it is somebody else's"));
    }
    fs::set_permissions(dir, fs::Permissions::from_mode(0o711))?;
    if super::mirror::reachable(dir) { Ok(()) } else { Err(io::Error::other("out of reach")) }
}

/// A range of uids that no other warden of this machine uses.
fn claim_uids(public: &Path) -> Result<(u32, fs::File), String> {
    let ranges = own_ranges();
    for first in &ranges {
        let name = public.join(format!("uids-{first}.lock"));
        let file =
            fs::File::create(&name).map_err(|error| format!("make {}: {error}", name.display()))?;
        if file.try_lock().is_ok() {
            return Ok((*first, file));
        }
    }
    Err(format!("all uids for functions are taken: other wardens have {} ranges", ranges.len()))
}

/// Where ranges of uids (and gids) begin that sandboxes may have, the first choice first.
pub fn own_ranges() -> Vec<u32> {
    let end = |name: &str| {
        let text = fs::read_to_string(format!("/proc/self/{name}")).unwrap_or_default();
        mapped_to(&text)
    };
    ranges(end("uid_map").min(end("gid_map")))
}

/// `end`: the first id that does not exist here. A container that maps 65,536 of the host's has no
/// larger ones: there the highest are taken that are neither people's nor systemd's.
fn ranges(end: u32) -> Vec<u32> {
    // Level full has the first range.
    let plenty = (1..=CLAIMS_MAX).map(|number| FIRST_UID + number * SLOTS_MAX);
    if plenty.clone().all(|first| first < end.saturating_sub(SLOTS_MAX)) {
        return plenty.collect();
    }
    let top = end.min(SYSTEM_UIDS);
    let below = (1..=CLAIMS_MAX).filter_map(|number| top.checked_sub(number * SLOTS_MAX));
    below.filter(|first| *first >= PEOPLES_UIDS).collect()
}

/// systemd hands out those from here on to services.
const SYSTEM_UIDS: u32 = 61_184;
/// Below are those of people.
const PEOPLES_UIDS: u32 = 20_000;

/// How far ids are mapped from 0 on.
fn mapped_to(map: &str) -> u32 {
    let range = map.lines().find_map(|line| {
        let mut words = line.split_whitespace();
        let (first, _, count) = (words.next()?, words.next()?, words.next()?);
        if first == "0" { count.parse::<u32>().ok() } else { None }
    });
    range.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_container_with_few_ids_has_ranges_too() {
        assert_eq!(mapped_to("         0          0 4294967295\n"), u32::MAX);
        assert_eq!(mapped_to("0 200000 65536\n65536 1 1\n"), 65_536);
        assert_eq!(mapped_to(""), 0);
        assert_eq!(ranges(u32::MAX)[0], 104_096);
        let few = ranges(65_536);
        assert_eq!((few[0], few.len()), (57_088, 10));
        assert!(few.iter().all(|first| first + SLOTS_MAX <= SYSTEM_UIDS));
        assert!(ranges(1).is_empty());
    }
}
