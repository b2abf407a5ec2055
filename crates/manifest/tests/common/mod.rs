//! A folder of its own for each test, and what a manifest in it comes to.

#![allow(dead_code, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use manifest::{Application, Options, load};

/// With a space and letters beyond ASCII in its name; removed at the end.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Folder {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::SeqCst);
        let name = format!("läßt grüßen {}-{number}", std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path.canonicalize().unwrap())
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn options(stage: Option<&str>, env: &[(&str, &str)]) -> Options {
    let env: BTreeMap<String, String> =
        env.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
    Options {
        stage: stage.map(str::to_string),
        env,
        account: base::DEFAULT_ACCOUNT.into(),
        ..Options::default()
    }
}

/// What a manifest comes to, or what is said about it, with these files beside it.
pub fn said(manifest: &str, others: &[(&str, &str)], options: &Options) -> String {
    let dir = Folder::new();
    for (name, text) in others {
        dir.write(name, text);
    }
    dir.write("serverless.yml", manifest);
    said_of(&dir, options)
}

pub fn said_of(dir: &Folder, options: &Options) -> String {
    let text = match load(&dir.0, options) {
        Ok(app) => show(&app),
        Err(problems) => {
            problems.iter().map(|problem| format!("{problem}\n")).collect::<Vec<_>>().join("\n")
        }
    };
    let text = text.replace(dir.0.to_str().unwrap(), "DIR");
    // The nearest repository is this one, whose path is the machine's own.
    let above = dir.0.ancestors().find(|above| above.join(".git").exists());
    match above.and_then(Path::to_str) {
        Some(above) => text.replace(above, "REPOSITORY"),
        None => text,
    }
}

pub fn show(app: &Application) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{} {} {} {} requirements={:?}",
        app.service,
        app.stage,
        app.region,
        app.stack_name,
        app.requirements.as_deref().and_then(Path::file_name)
    );
    let _ = writeln!(out, "package {:?}", app.package.patterns);
    for f in &app.functions {
        let _ = writeln!(
            out,
            "function {} = {} ({}) {} {} {} MB {} s /tmp {} MB reserved {:?} line {}",
            f.key,
            f.name,
            f.logical_id,
            f.handler,
            f.runtime,
            f.memory_mb,
            f.timeout_s,
            f.tmp_mb,
            f.reserved_concurrency,
            f.at.line
        );
        for (key, value) in &f.environment {
            let _ = writeln!(out, "  {key}={}", value.to_json());
        }
        for route in &f.routes {
            let _ = writeln!(out, "  {} {} line {}", route.method, route.path, route.at.line);
        }
        if let Some(role) = &f.role {
            let _ = writeln!(out, "  role {}", role.to_json());
        }
        if let Some(package) = &f.package {
            let _ = writeln!(out, "  package {:?}", package.patterns);
        }
    }
    for p in &app.preflights {
        let _ = writeln!(out, "preflight {} {:?} {:?}", p.path, p.methods, p.cors.origins);
    }
    let _ =
        writeln!(out, "role {} {:?}", app.role.name, app.role.custom.as_ref().map(|n| n.to_json()));
    for statement in &app.role.statements {
        let _ = writeln!(out, "  {}", statement.to_json());
    }
    for r in app.resources.iter().filter(|r| !r.generated) {
        let _ = writeln!(out, "resource {} {} {}", r.logical_id, r.kind, r.properties.to_json());
    }
    for o in &app.outputs {
        let _ = writeln!(out, "output {} {}", o.key, o.value.to_json());
    }
    for notice in &app.notices {
        let _ = writeln!(out, "notice: {notice}");
    }
    out
}
