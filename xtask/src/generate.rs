//! `gen`: writes `services/*/src/api.rs` from botocore's API models and each service's `ops.toml`.
//! A second model that a service speaks stands in `NAME.ops.toml` and becomes `src/NAME/api.rs`.
//!
//! The output is committed. Its head holds digests of what it was made from and of itself, so that
//! `gen --check` can say that it is stale, and, with the model of the pinned version at hand, that
//! the model says something else.

mod emit;
mod model;
mod names;
mod pattern;
mod settings;
mod types;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sha2::{Digest, Sha256};

use model::Source;
use settings::Settings;

/// Raised whenever the generator writes something else from the same input.
const VERSION: u32 = 1;

pub type Result<T> = std::result::Result<T, String>;

pub fn run(arguments: &[String]) -> Result<()> {
    let check = arguments.iter().any(|argument| argument == "--check");
    let named: Vec<&String> = arguments.iter().filter(|name| !name.starts_with('-')).collect();
    let root = root();
    let mut units = units(&root)?;
    if let Some(unknown) = named.iter().find(|name| !units.iter().any(|u| u.service == ***name)) {
        return Err(format!("services/{unknown}/ops.toml is not there"));
    }
    if !named.is_empty() {
        units.retain(|unit| named.contains(&&unit.service));
    }
    let mut stale = Vec::new();
    for unit in units {
        let done = if check { check_one(&root, &unit) } else { write_one(&root, &unit) };
        match done {
            Ok(said) => println!("{}: {said}", unit.name()),
            Err(why) => stale.push(format!("{}: {why}", unit.name())),
        }
    }
    if stale.is_empty() { Ok(()) } else { Err(stale.join("\n")) }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// One model of a service: what of it is here, and what is written from that.
struct Unit {
    service: String,
    /// The second model's name; none is the service's own.
    second: Option<String>,
    ops: PathBuf,
    api: PathBuf,
}

impl Unit {
    fn name(&self) -> String {
        match &self.second {
            Some(second) => format!("{}/{second}", self.service),
            None => self.service.clone(),
        }
    }
}

/// The models of all services, in the order of their names.
fn units(root: &Path) -> Result<Vec<Unit>> {
    let mut units = Vec::new();
    let folder = root.join("services");
    for entry in std::fs::read_dir(&folder).map_err(|error| error.to_string())?.flatten() {
        let service = entry.file_name().to_string_lossy().into_owned();
        for file in std::fs::read_dir(entry.path()).into_iter().flatten().flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            let second = match name.strip_suffix("ops.toml") {
                Some("") => None,
                Some(second) => second.strip_suffix('.').map(str::to_owned),
                None => continue,
            };
            let src = entry.path().join("src").join(second.as_deref().unwrap_or_default());
            let service = service.clone();
            units.push(Unit { service, second, ops: file.path(), api: src.join("api.rs") });
        }
    }
    units.sort_by_key(Unit::name);
    Ok(units)
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write_one(root: &Path, unit: &Unit) -> Result<String> {
    let ops = read(&unit.ops)?;
    let settings = Settings::parse(&ops)?;
    let source = Source::find(root, &settings.botocore, true)?;
    let model = source.load(&settings)?;
    let code = formatted(&emit::api(&settings, &model)?)?;
    let digests = Digests::of(&settings, &ops, &model.canonical, &code);
    std::fs::write(&unit.api, digests.head() + &code)
        .map_err(|error| format!("{}: {error}", unit.api.display()))?;
    Ok(format!("written, {} lines", code.lines().count()))
}

fn check_one(root: &Path, unit: &Unit) -> Result<String> {
    let again = "run `cargo xtask gen`";
    let ops = read(&unit.ops)?;
    let settings = Settings::parse(&ops)?;
    let text = read(&unit.api)?;
    let (head, code) = Digests::split(&text).ok_or(format!("api.rs has no head: {again}"))?;
    let now = Digests::of(&settings, &ops, "", code);
    if head.code != now.code {
        return Err(format!("api.rs was changed by hand: {again}"));
    }
    if head.ops != now.ops {
        return Err(format!("ops.toml has changed since: {again}"));
    }
    if head.generator != now.generator || head.botocore != now.botocore {
        return Err(format!("made by another generator or model: {again}"));
    }
    let Ok(source) = Source::find(root, &settings.botocore, false) else {
        return Ok(format!("fresh (botocore {} is not at hand to compare)", settings.botocore));
    };
    let model = source.load(&settings)?;
    if digest(&model.canonical) != head.model {
        return Err(format!("the model says something else: {again}"));
    }
    Ok("fresh, and as the model says".into())
}

/// What an `api.rs` was made from, and the code itself.
struct Digests {
    botocore: String,
    generator: String,
    ops: String,
    model: String,
    code: String,
}

impl Digests {
    fn of(settings: &Settings, ops: &str, model: &str, code: &str) -> Digests {
        Digests {
            botocore: settings.botocore.clone(),
            generator: VERSION.to_string(),
            ops: digest(ops),
            model: digest(model),
            code: digest(code),
        }
    }

    fn head(&self) -> String {
        format!(
            "// Written by `cargo xtask gen` from ops.toml and the API model; not edited by hand.\n\
             // botocore {}\n// generator {}\n// ops {}\n// model {}\n// code {}\n",
            self.botocore, self.generator, self.ops, self.model, self.code
        )
    }

    fn split(text: &str) -> Option<(Digests, &str)> {
        let mut rest = text.split_once('\n')?.1;
        let mut field = |name: &str| -> Option<String> {
            let (line, after) = rest.split_once('\n')?;
            rest = after;
            line.strip_prefix("// ")?.strip_prefix(name)?.strip_prefix(' ').map(String::from)
        };
        let digests = Digests {
            botocore: field("botocore")?,
            generator: field("generator")?,
            ops: field("ops")?,
            model: field("model")?,
            code: field("code")?,
        };
        Some((digests, rest))
    }
}

fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Through rustfmt, with the workspace's settings.
fn formatted(code: &str) -> Result<String> {
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(root().join("rustfmt.toml"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("rustfmt: {error}"))?;
    let mut stdin = child.stdin.take().ok_or("rustfmt takes no input")?;
    let code = code.to_owned();
    let feed = std::thread::spawn(move || stdin.write_all(code.as_bytes()));
    let output = child.wait_with_output().map_err(|error| format!("rustfmt: {error}"))?;
    if feed.join().is_err() || !output.status.success() {
        return Err("rustfmt refused what was generated".into());
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}
