//! Where a model comes from, and what of it is used.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Map, Value};

use super::Result;
use super::settings::Settings;

/// A folder of botocore's, holding the models of one version.
pub struct Source(PathBuf);

/// A service's model, pruned: no documentation, no operation that is not asked for.
pub struct Model {
    pub metadata: Map<String, Value>,
    pub operations: Map<String, Value>,
    /// By name; only what the operations reach.
    pub shapes: Map<String, Value>,
    /// Name, method and path of every other operation.
    pub others: Vec<(String, String, String)>,
    /// All of that as one text, for the digest.
    pub canonical: String,
}

impl Source {
    /// Looks in `BOTOCORE_DATA`, in python3's packages, and among what was downloaded before;
    /// downloads where it `may`.
    pub fn find(root: &Path, version: &str, may: bool) -> Result<Source> {
        let mut places = Vec::new();
        places.extend(std::env::var_os("BOTOCORE_DATA").map(PathBuf::from));
        let script = "import botocore, os; print(os.path.dirname(botocore.__file__))";
        if let Ok(output) = Command::new("python3").args(["-c", script]).output() {
            let text = String::from_utf8_lossy(&output.stdout);
            places.push(PathBuf::from(text.trim()).join("data"));
        }
        let downloads = root.join("target/botocore").join(version);
        places.push(downloads.join("botocore/data"));
        for place in &places {
            if version_of(place).as_deref() == Some(version) {
                return Ok(Source(place.clone()));
            }
        }
        if !may {
            return Err(format!("botocore {version} is not at hand"));
        }
        download(&downloads, version)?;
        Ok(Source(downloads.join("botocore/data")))
    }

    pub fn load(&self, settings: &Settings) -> Result<Model> {
        let path = self.0.join(&settings.model).join("service-2.json");
        let text = match std::fs::read(&path) {
            Ok(text) => text,
            Err(_) => unpacked(&path.with_extension("json.gz"))?,
        };
        let model: Value = serde_json::from_slice(&text).map_err(|error| error.to_string())?;
        prune(model, settings)
    }
}

fn version_of(data: &Path) -> Option<String> {
    let text = std::fs::read_to_string(data.parent()?.join("__init__.py")).ok()?;
    let line = text.lines().find(|line| line.starts_with("__version__"))?;
    Some(line.split_once('=')?.1.trim().trim_matches(['\'', '"']).to_owned())
}

fn download(into: &Path, version: &str) -> Result<()> {
    let wheel = into.join(format!("botocore-{version}-py3-none-any.whl"));
    let package = format!("botocore=={version}");
    let steps: [Command; 2] = [
        {
            let mut pip = Command::new("python3");
            pip.args(["-m", "pip", "download", "-q", "--no-deps", &package, "-d"]).arg(into);
            pip
        },
        {
            let mut unzip = Command::new("python3");
            unzip.args(["-m", "zipfile", "-e"]).arg(&wheel).arg(into);
            unzip
        },
    ];
    for mut step in steps {
        let status = step.status().map_err(|error| format!("python3: {error}"))?;
        if !status.success() {
            return Err(format!(
                "{package} could not be downloaded; set BOTOCORE_DATA to the `data` folder of it"
            ));
        }
    }
    Ok(())
}

fn unpacked(path: &Path) -> Result<Vec<u8>> {
    let output = Command::new("gzip").arg("-dc").arg(path).output();
    let output = output.map_err(|error| format!("gzip: {error}"))?;
    if !output.status.success() {
        return Err(format!("{} could not be read", path.display()));
    }
    Ok(output.stdout)
}

fn object<'a>(value: &'a Value, key: &str) -> Result<&'a Map<String, Value>> {
    value.get(key).and_then(Value::as_object).ok_or(format!("the model has no {key}"))
}

fn prune(model: Value, settings: &Settings) -> Result<Model> {
    let metadata = object(&model, "metadata")?.clone();
    let all = object(&model, "operations")?;
    let shapes = object(&model, "shapes")?;
    let mut operations = Map::new();
    let mut reached = BTreeSet::new();
    for name in &settings.operations {
        let mut operation = all.get(name).ok_or(format!("the model has no {name}"))?.clone();
        strip(&mut operation);
        for side in ["input", "output"] {
            if let Some(shape) = operation.get(side).and_then(shape_of) {
                reach(shape, shapes, &mut reached)?;
            }
        }
        for error in operation.get("errors").and_then(Value::as_array).into_iter().flatten() {
            reach(shape_of(error).unwrap_or_default(), shapes, &mut reached)?;
        }
        operations.insert(name.clone(), operation);
    }
    let mut kept = Map::new();
    for name in reached {
        let mut shape = shapes[&name].clone();
        strip(&mut shape);
        kept.insert(name, shape);
    }
    for (shape, rule) in &settings.own_checks {
        let shape = kept.get_mut(shape).ok_or(format!("no shape {shape} is used"))?;
        leave_out(shape, rule).ok_or(format!("the model has no rule {rule} there"))?;
    }
    let mut others: Vec<(String, String, String)> = all
        .iter()
        .filter(|(name, _)| !settings.operations.contains(name))
        .map(|(name, operation)| {
            let http = |key: &str| operation["http"][key].as_str().unwrap_or_default().to_owned();
            (name.clone(), http("method"), http("requestUri"))
        })
        .collect();
    others.sort();
    let canonical = serde_json::json!([&metadata, &operations, &kept, &others]).to_string();
    Ok(Model { metadata, operations, shapes: kept, others, canonical })
}

pub fn shape_of(value: &Value) -> Option<&str> {
    value.get("shape").and_then(Value::as_str)
}

fn reach(name: &str, shapes: &Map<String, Value>, seen: &mut BTreeSet<String>) -> Result<()> {
    if !seen.insert(name.to_owned()) {
        return Ok(());
    }
    let shape = shapes.get(name).ok_or(format!("the model has no shape {name}"))?;
    let members = shape.get("members").and_then(Value::as_object);
    let inner = ["member", "key", "value"].iter().filter_map(|key| shape.get(*key));
    for next in members.into_iter().flat_map(|members| members.values()).chain(inner) {
        reach(shape_of(next).unwrap_or_default(), shapes, seen)?;
    }
    Ok(())
}

/// Takes a rule out: a member's being required, or a bound.
fn leave_out(shape: &mut Value, rule: &str) -> Option<()> {
    if let Some(required) = shape.get_mut("required").and_then(Value::as_array_mut) {
        let place = required.iter().position(|member| member == rule)?;
        required.remove(place);
        return Some(());
    }
    shape.as_object_mut()?.shift_remove(rule).map(|_| ())
}

/// Takes the documentation out.
fn strip(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if fields.get("documentation").is_some_and(Value::is_string) {
                fields.shift_remove("documentation");
            }
            fields.values_mut().for_each(strip);
        }
        Value::Array(values) => values.iter_mut().for_each(strip),
        _ => {}
    }
}
