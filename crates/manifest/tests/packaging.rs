//! What goes into a package, and how it is put there.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use common::Folder;
use manifest::Patterns;
use manifest::package::{PACKAGE_BYTES_MAX, collect, publish};

fn patterns(list: &[&str]) -> Patterns {
    let patterns = list.iter().map(|text| (*text).to_string()).collect();
    Patterns { patterns, ..Patterns::default() }
}

fn names(dir: &Path, list: &[&str]) -> Vec<String> {
    match collect(dir, &patterns(list)) {
        Ok(files) => files.iter().map(|file| file.path.display().to_string()).collect(),
        Err(problem) => vec![format!("{}: {}", problem.file, problem.what)],
    }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn app() -> Folder {
    let app = Folder::new();
    for name in [
        "serverless.yml",
        "handler.py",
        "lib/grüße.py",
        "lib/data/a b.json",
        ".env",
        ".git/config",
        ".squall/data/x",
        "__pycache__/handler.pyc",
        "venv/pyvenv.cfg",
        "venv/lib/x.py",
        "node_modules/left/index.js",
        "node_modules/.bin/left",
    ] {
        app.write(name, name);
    }
    app
}

#[test]
fn tools_folders_and_the_manifest_are_left_out() {
    assert_eq!(
        names(&app().0, &[]),
        [".env", "handler.py", "lib/data/a b.json", "lib/grüße.py", "node_modules/left/index.js"]
    );
}

#[test]
fn the_last_pattern_that_matches_decides() {
    let app = app();
    for (list, wanted) in [
        (&["!**", "lib/**"][..], &["lib/data/a b.json", "lib/grüße.py"][..]),
        (&["!**", "lib/**", "!lib/data/**"], &["lib/grüße.py"]),
        (&["!**", "serverless.yml"], &["serverless.yml"]),
        (&["!{.env,node_modules/**,lib/**}"], &["handler.py"]),
        (&["!**", ".git/**", "venv/**"], &[]),
    ] {
        assert_eq!(names(&app.0, list), wanted, "{list:?}");
    }
}

#[test]
fn links_are_followed_within_the_folder_only() {
    let app = app();
    let elsewhere = Folder::new();
    elsewhere.write("secret.txt", "secret");
    symlink("handler.py", app.0.join("same.py")).unwrap();
    symlink(&app.0, app.0.join("lib/round")).unwrap();
    symlink("nowhere", app.0.join("dangling")).unwrap();
    let list = ["!node_modules/**", "!lib/data/**"];
    assert_eq!(names(&app.0, &list), [".env", "handler.py", "lib/grüße.py", "same.py"]);

    symlink(elsewhere.0.join("secret.txt"), app.0.join("out.txt")).unwrap();
    let refused = ["out.txt: this link leads out of the service's folder"];
    assert_eq!(names(&app.0, &[]), refused);
    assert_eq!(names(&app.0, &["!**", "handler.py"]), ["handler.py"]);

    fs::remove_file(app.0.join("out.txt")).unwrap();
    symlink(&elsewhere.0, app.0.join("out")).unwrap();
    assert_eq!(names(&app.0, &[]), ["out: this link leads out of the service's folder"]);
    assert_eq!(names(&app.0, &["!**", "handler.py", "!out/**"]), ["handler.py"]);
}

#[test]
fn a_package_is_named_by_what_it_holds() {
    let app = app();
    let into = Folder::new();
    let code = into.0.join("code");
    let tool = app.write("tool", "#!");
    fs::set_permissions(&tool, fs::Permissions::from_mode(0o700)).unwrap();

    let first = publish(&app.0, &Patterns::default(), &code).unwrap();
    assert_eq!(first.dir, code.join(&first.digest));
    assert_eq!(first.files, 6);
    assert_eq!(fs::read_to_string(first.dir.join("lib/grüße.py")).unwrap(), "lib/grüße.py");
    assert_eq!(mode(&code), 0o700);
    assert_eq!(mode(&first.dir), 0o755);
    assert_eq!(mode(&first.dir.join("lib")), 0o755);
    assert_eq!(mode(&first.dir.join("handler.py")), 0o644);
    assert_eq!(mode(&first.dir.join("tool")), 0o755);

    assert_eq!(publish(&app.0, &Patterns::default(), &code).unwrap(), first);
    app.write("handler.py", "changed");
    let second = publish(&app.0, &Patterns::default(), &code).unwrap();
    assert_ne!(second.digest, first.digest);
    assert!(first.dir.join("handler.py").exists());
    assert_eq!(fs::read_dir(&code).unwrap().count(), 2, "no drafts are left behind");
}

#[test]
fn a_torn_package_is_made_again() {
    let (app, into) = (app(), Folder::new());
    let first = publish(&app.0, &Patterns::default(), &into.0).unwrap();
    fs::write(first.dir.join("handler.py"), "").unwrap();
    let again = publish(&app.0, &Patterns::default(), &into.0).unwrap();
    assert_eq!(again, first);
    assert_eq!(fs::read_to_string(again.dir.join("handler.py")).unwrap(), "handler.py");
}

#[test]
fn packages_may_lie_within_the_application() {
    let app = app();
    let into = app.0.join("build/code");
    let first = publish(&app.0, &Patterns::default(), &into).unwrap();
    assert_eq!(publish(&app.0, &Patterns::default(), &into).unwrap(), first);
}

#[test]
fn a_package_beyond_the_limit_is_refused_and_leaves_nothing() {
    let (app, into) = (app(), Folder::new());
    let large = fs::File::create(app.0.join("large")).unwrap();
    large.set_len(PACKAGE_BYTES_MAX + 1).unwrap();
    let problem = publish(&app.0, &Patterns::default(), &into.0).unwrap_err();
    assert_eq!(problem.what, "the package of this folder has more than 250 MB");
    assert_eq!(fs::read_dir(&into.0).unwrap().count(), 0);
}

#[test]
fn what_is_no_file_is_passed_over() {
    let app = app();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        app.0.join("pipe"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RWXU,
        0,
    )
    .unwrap();
    assert!(!names(&app.0, &[]).contains(&"pipe".to_string()));
}

#[test]
fn what_is_not_in_use_is_swept_once_it_is_old() {
    let into = std::env::temp_dir().join(format!("squall-sweep-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&into);
    let (used, unused) = (into.join("used"), into.join("unused"));
    for dir in [&used, &unused] {
        std::fs::create_dir_all(dir.join("inner")).unwrap();
    }
    let in_use = [used.clone()].into();
    manifest::package::sweep(&into, &in_use, std::time::Duration::from_secs(600)).unwrap();
    assert!(unused.exists());
    manifest::package::sweep(&into, &in_use, std::time::Duration::ZERO).unwrap();
    assert!(used.join("inner").exists() && !unused.exists());
    std::fs::remove_dir_all(&into).unwrap();
}

// ---- Archives ----

/// An archive of these files: name, mode (with its kind), content.
fn archive(path: &Path, files: &[(&str, u32, &[u8])]) {
    let mut out = zip::ZipWriter::new(fs::File::create(path).unwrap());
    for (name, mode, content) in files {
        let options = zip::write::SimpleFileOptions::default().unix_permissions(*mode);
        if mode & 0o170_000 == 0o120_000 {
            out.add_symlink(*name, String::from_utf8_lossy(content), options).unwrap();
        } else {
            out.start_file(*name, options).unwrap();
            out.write_all(content).unwrap();
        }
    }
    out.finish().unwrap();
}

fn of_archive(name: &str) -> Patterns {
    Patterns { artifact: Some(name.into()), ..Patterns::default() }
}

#[test]
fn an_archive_is_a_package() {
    let (app, into) = (Folder::new(), Folder::new());
    archive(&app.0.join("f.zip"), &[("bootstrap", 0o755, b"#!x"), ("a/b/c.txt", 0o644, b"c")]);
    let package = publish(&app.0, &of_archive("f.zip"), &into.0).unwrap();
    assert_eq!((package.files, package.bytes), (2, 4));
    let mode = |name: &str| mode(&package.dir.join(name));
    assert_eq!((mode("bootstrap"), mode("a"), mode("a/b/c.txt")), (0o755, 0o755, 0o644));
    assert_eq!(fs::read(package.dir.join("a/b/c.txt")).unwrap(), b"c");
    assert_eq!(publish(&app.0, &of_archive("f.zip"), &into.0).unwrap(), package);
    // The files themselves make the same package.
    let files = Folder::new();
    files.write("bootstrap", "#!x");
    fs::set_permissions(files.0.join("bootstrap"), fs::Permissions::from_mode(0o700)).unwrap();
    files.write("a/b/c.txt", "c");
    assert_eq!(publish(&files.0, &Patterns::default(), &into.0).unwrap(), package);
    // Nothing but the package is left.
    assert_eq!(fs::read_dir(&into.0).unwrap().count(), 1);
}

#[test]
fn an_archive_writes_nowhere_else() {
    for (name, mode) in [
        ("../out", 0o644),
        ("a/../../out", 0o644),
        ("/tmp/out", 0o644),
        ("a\\..\\out", 0o644),
        ("link", 0o120_777),
    ] {
        let (app, into) = (Folder::new(), Folder::new());
        archive(&app.0.join("f.zip"), &[("ok", 0o644, b"x"), (name, mode, b"/etc")]);
        let problem = publish(&app.0, &of_archive("f.zip"), &into.0).unwrap_err();
        assert!(problem.to_string().contains("in the artifact"), "{name}: {problem}");
        assert_eq!(fs::read_dir(&into.0).unwrap().count(), 0, "{name}");
    }
}

#[test]
fn an_archive_that_cannot_be_had_is_told() {
    let (app, into, other) = (Folder::new(), Folder::new(), Folder::new());
    app.write("no.zip", "this is no archive");
    other.write("f.zip", "");
    let outside = other.0.join("f.zip");
    for (name, told) in [
        ("none.zip", "is not there"),
        ("no.zip", "cannot be unpacked"),
        (outside.to_str().unwrap(), "outside of the service's folder"),
    ] {
        let problem = publish(&app.0, &of_archive(name), &into.0).unwrap_err();
        assert!(problem.to_string().contains(told), "{name}: {problem}");
    }
}
