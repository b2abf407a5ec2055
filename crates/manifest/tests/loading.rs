//! Whole manifests: what they come to, and what is said about those that are wrong.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use expect_test::{Expect, expect, expect_file};
use manifest::{Application, Options, load};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn options(stage: Option<&str>, env: &[(&str, &str)]) -> Options {
    let env: BTreeMap<String, String> =
        env.iter().map(|(k, v)| ((*k).to_string(), (*v).to_string())).collect();
    Options {
        stage: stage.map(str::to_string),
        env,
        account: base::DEFAULT_ACCOUNT.into(),
        ..Options::default()
    }
}

fn show(app: &Application) -> String {
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
        for (what, node) in [("role", &f.role)] {
            if let Some(node) = node {
                let _ = writeln!(out, "  {what} {}", node.to_json());
            }
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
    for r in &app.resources {
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

/// What is said about a manifest in a folder of its own, with these files beside it.
fn said(manifest: &str, others: &[(&str, &str)], options: &Options) -> String {
    let dir = tempdir();
    for (name, text) in others {
        let path = dir.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    std::fs::write(dir.join("serverless.yml"), manifest).unwrap();
    let text = match load(&dir, options) {
        Ok(app) => show(&app),
        Err(problems) => {
            problems.iter().map(|problem| format!("{problem}\n")).collect::<Vec<_>>().join("\n")
        }
    };
    let real = dir.canonicalize().unwrap();
    let text = text.replace(real.to_str().unwrap(), "DIR");
    let text = text.replace(real.parent().unwrap().to_str().unwrap(), "ABOVE");
    std::fs::remove_dir_all(&dir).unwrap();
    text
}

/// A folder with a space and a letter beyond ASCII in its name.
fn tempdir() -> PathBuf {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::SeqCst);
    let name = format!("manifest läßt grüßen {}-{number}", std::process::id());
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&dir).unwrap();
    dir
}

fn check(manifest: &str, wanted: Expect) {
    wanted.assert_eq(&said(manifest, &[], &options(None, &[])));
}

#[test]
fn the_seed_application_loads_unedited() {
    let app = load(&fixture("seed"), &options(None, &[("REDIS_PORT", "7000")])).unwrap();
    expect_file!["fixtures/seed/wanted.txt"].assert_eq(&show(&app));
}

#[test]
fn several_mistakes_are_reported_together() {
    check(
        "service: shop
provider:
  name: aws
  runtime: pyton3.12
  memorySize: abc
  timeout: 901
functions:
  first:
    handler: a.b
    events:
      - http: GET users/{id}
      - http: {path: 'a//b', method: get}
  second:
    events:
      - http: {path: /users/{id}/, method: GET}
      - http: {path: x, method: fetch}
",
        expect![[r#"
            error: this is not valid YAML: while parsing a flow mapping, did not find expected ',' or '}'
             --> serverless.yml:15:29
                |
             15 |       - http: {path: /users/{id}/, method: GET}
                |                             ^
        "#]],
    );
}
