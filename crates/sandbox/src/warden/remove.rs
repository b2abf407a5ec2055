//! Removes what a function has left behind, whatever it has made of it.
//!
//! A function chooses the shape of its tree: deeper than paths may be long, deeper than a process
//! has descriptors or stack, directories that nobody may enter. So nothing here recurses: what is
//! two levels down is moved up to the top first, and every name that is used is short. Only for
//! trees in which nobody lives any more; links are removed, never followed.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// Removes a directory with everything in it. One that is not there is as wanted.
pub fn remove_tree(dir: &Path) -> io::Result<()> {
    match fs::symlink_metadata(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
        Ok(meta) if !meta.is_dir() => return fs::remove_file(dir),
        Ok(_) => {}
    }
    let mut moved = 0u64;
    let mut left = vec![dir.to_owned()];
    while let Some(one) = left.pop() {
        open_up(&one);
        for entry in fs::read_dir(&one)? {
            let entry = entry?;
            if !entry.file_type()?.is_dir() {
                fs::remove_file(entry.path())?;
            } else if one == *dir {
                left.push(entry.path());
            } else if fs::remove_dir(entry.path()).is_err() {
                left.push(move_up(&entry.path(), dir, &mut moved)?);
            }
        }
        if one != *dir {
            fs::remove_dir(&one)?;
        }
    }
    fs::remove_dir(dir)
}

/// To a name at the top that nobody has used.
fn move_up(from: &Path, top: &Path, moved: &mut u64) -> io::Result<PathBuf> {
    open_up(from);
    loop {
        let to = top.join(format!(".removed-{moved}"));
        *moved += 1;
        // `rename` would replace an empty directory: that one is listed already, and must stay.
        if fs::symlink_metadata(&to).is_err() {
            return fs::rename(from, &to).map(|()| to);
        }
    }
}

/// Its owner may take every right away, even from an owner without privilege: us.
fn open_up(dir: &Path) {
    let _ = fs::set_permissions(dir, fs::Permissions::from_mode(0o700));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    fn scratch(name: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("squall-remove-{name}-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        dir
    }

    /// Deeper than any path, made from the inside out.
    fn make_deep(dir: &Path, levels: u32) {
        fs::create_dir(dir.join("d")).unwrap();
        for level in 0..levels {
            fs::create_dir(dir.join("e")).unwrap();
            fs::write(dir.join("e/file"), format!("{level}")).unwrap();
            fs::rename(dir.join("d"), dir.join("e/d")).unwrap();
            fs::rename(dir.join("e"), dir.join("d")).unwrap();
        }
    }

    #[test]
    fn a_tree_deeper_than_paths_and_descriptors_is_removed() {
        let dir = scratch("deep");
        make_deep(&dir, 5_000);
        fs::write(dir.join(".removed-0"), "taken").unwrap();
        fs::create_dir(dir.join(".removed-1")).unwrap();
        remove_tree(&dir).unwrap();
        assert!(!dir.exists());
    }

    #[test]
    fn links_are_not_followed_and_rights_taken_away_do_not_help() {
        let (dir, beside) = (scratch("links"), scratch("beside"));
        fs::write(beside.join("keep"), "").unwrap();
        symlink(&beside, dir.join("out")).unwrap();
        fs::create_dir_all(dir.join("a/b/c")).unwrap();
        symlink(&beside, dir.join("a/b/out")).unwrap();
        fs::set_permissions(dir.join("a/b"), fs::Permissions::from_mode(0o000)).unwrap();
        fs::set_permissions(dir.join("a"), fs::Permissions::from_mode(0o000)).unwrap();
        remove_tree(&dir).unwrap();
        assert!(!dir.exists() && beside.join("keep").exists());
        remove_tree(&beside).unwrap();
    }

    #[test]
    fn what_is_not_there_is_removed() {
        remove_tree(Path::new("/tmp/squall-is-not-there")).unwrap();
    }
}
