//! What a run needs before it can start: an interpreter for each runtime, boto3 as on Lambda,
//! the application's own requirements. Made once, visibly; found again without network.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cli::Talk;
use manifest::Application;
use sandbox::interpreter::{self, Interpreter};
use sandbox::provision::{self, Requirements};

use crate::failure::Failure;

/// What Lambda's Python runtimes have beside the standard library.
const MANAGED_PACKAGES: &[&str] = &["boto3"];

/// A runtime of the manifest, ready to be started from.
#[derive(Clone, Debug)]
pub struct Runtime {
    pub interpreter: Interpreter,
    /// The directory with boto3.
    pub managed: PathBuf,
    /// The directory with the application's requirements.
    pub requirements: Option<PathBuf>,
}

/// The runtimes of an application by the name that the manifest gives them.
pub type Runtimes = BTreeMap<String, Runtime>;

/// Prepares every Python runtime that a function names. Others are left out: their functions
/// are listed as not there yet by whoever deploys them.
pub fn runtimes(application: &Application, cache: &Path, talk: &Talk) -> Result<Runtimes, Failure> {
    let mut ready = Runtimes::new();
    for function in &application.functions {
        let Some(wanted) = python(&function.runtime) else { continue };
        if !ready.contains_key(&function.runtime) {
            let runtime = prepare(application, &function.runtime, wanted, cache, talk)?;
            ready.insert(function.runtime.clone(), runtime);
        }
    }
    Ok(ready)
}

/// `python3.9` is (3, 9).
pub fn python(runtime: &str) -> Option<(u32, u32)> {
    let (major, minor) = runtime.strip_prefix("python")?.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

fn prepare(
    application: &Application,
    name: &str,
    wanted: (u32, u32),
    cache: &Path,
    talk: &Talk,
) -> Result<Runtime, Failure> {
    let Some(interpreter) = interpreter::find(wanted).into_iter().next() else {
        return Err(Failure::new(
            format!("no Python was found to run {name} functions"),
            "looked in PATH, in pyenv's, uv's and conda's folders, and in the system's",
            "install a Python 3.9 or later, such as your system's package `python3`",
        ));
    };
    let (major, minor, patch) = interpreter.version;
    if (major, minor) != wanted {
        let path = interpreter.path.display();
        let line = format!(
            "{name} runs on Python {major}.{minor}.{patch} ({path}), the nearest that is installed"
        );
        talk.notice(&line, &line);
    }
    let what = format!("Python {major}.{minor} packages for functions ({})", "boto3");
    let managed =
        install(&interpreter, &what, Requirements::Pinned(MANAGED_PACKAGES), cache, talk)?;
    let requirements = match &application.requirements {
        None => None,
        Some(file) => {
            let what = format!("packages of {}", short(file, &application.dir));
            Some(install(&interpreter, &what, Requirements::File(file), cache, talk)?)
        }
    };
    Ok(Runtime { interpreter, managed, requirements })
}

fn install(
    interpreter: &Interpreter,
    what: &str,
    requirements: Requirements<'_>,
    cache: &Path,
    talk: &Talk,
) -> Result<PathBuf, Failure> {
    talk.begin(&format!("installing {what}"));
    let result =
        provision::packages(interpreter, requirements, cache, &mut |line| talk.progress(line));
    talk.done(result.is_ok());
    result.map_err(|error| {
        Failure::new(
            format!("could not install {what}"),
            error.to_string(),
            "correct what pip complains of; where there is no network: only the first run needs it",
        )
    })
}

fn short(path: &Path, base: &Path) -> String {
    path.strip_prefix(base).unwrap_or(path).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runtimes_name_tells_its_version() {
        for (name, version) in [
            ("python3.9", Some((3, 9))),
            ("python3.13", Some((3, 13))),
            ("nodejs20.x", None),
            ("provided.al2023", None),
            ("python", None),
        ] {
            assert_eq!(python(name), version, "{name}");
        }
    }
}
