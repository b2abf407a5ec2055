//! Where the manifest of what runs is read from, and with what: as `squall up` was told, until a
//! `squall deploy` of another checkout, or with other values, says otherwise.

use std::path::{Path, PathBuf};

use manifest::{Application, Options};
use serde_json::{Value, json};

use crate::deploy::Stopped;
use crate::failure::Failure;
use crate::place::{Facts, Place, shown};

/// Values of environment variables and parameters that one deployment may send.
const VALUES_MAX: usize = 1_000;

/// A folder, and what the command line and the surroundings say about reading it.
#[derive(Clone, Debug)]
pub struct Origin {
    dir: PathBuf,
    options: Options,
}

/// What somebody who deploys says of it; what is not said is as before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    dir: Option<PathBuf>,
    stage: Option<String>,
    params: Vec<(String, String)>,
    env: Vec<(String, String)>,
}

impl Origin {
    pub fn of(asked: &cli::Up, place: &Place) -> Origin {
        let options = Options {
            stage: asked.stage.clone(),
            region: asked.region.clone(),
            params: asked.params.clone(),
            env: std::env::vars().collect(),
            account: base::DEFAULT_ACCOUNT.into(),
        };
        Origin { dir: place.app.clone(), options }
    }

    /// Reads the manifest.
    pub fn load(&self) -> Result<Application, Stopped> {
        manifest::load(&self.dir, &self.options).map_err(Stopped::Manifest)
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// With what is said; parameters that were given before stay unless they are given again.
    pub fn with(&self, said: &Said) -> Origin {
        let mut origin = self.clone();
        origin.dir = said.dir.clone().unwrap_or(origin.dir);
        origin.options.stage = said.stage.clone().or(origin.options.stage);
        let given = |name: &String| said.params.iter().any(|(other, _)| other == name);
        origin.options.params.retain(|(name, _)| !given(name));
        origin.options.params.extend(said.params.iter().cloned());
        origin.options.env.extend(said.env.iter().cloned());
        origin
    }
}

impl Said {
    /// What whoever types `squall deploy` says, having found that the manifest can be read.
    pub fn of(asked: &cli::Deploy, place: &Place, facts: &Facts) -> Result<Said, Stopped> {
        let options = Options {
            stage: Some(asked.stage.clone().unwrap_or_else(|| facts.stage.clone())),
            region: Some(facts.region.clone()),
            params: asked.params.clone(),
            env: std::env::vars().collect(),
            account: base::DEFAULT_ACCOUNT.into(),
        };
        let application = manifest::load(&place.app, &options).map_err(Stopped::Manifest)?;
        // Only what the manifest asks for leaves this process.
        let asks = application.environment.iter();
        let env = asks.filter_map(|name| Some((name.clone(), options.env.get(name)?.clone())));
        Ok(Said {
            dir: Some(application.dir.clone()),
            stage: asked.stage.clone(),
            params: asked.params.clone(),
            env: env.collect(),
        })
    }

    pub fn to_json(&self) -> Value {
        json!({"dir": self.dir, "stage": self.stage, "params": self.params, "env": self.env})
    }

    /// None where that is not what it is.
    pub fn from_json(value: &Value) -> Option<Said> {
        let pairs = |name: &str| -> Option<Vec<(String, String)>> {
            let listed = value.get(name).and_then(Value::as_array);
            let listed = listed.map(Vec::as_slice).unwrap_or_default();
            let pair = |pair: &Value| {
                let text = |index: usize| pair.get(index)?.as_str().map(str::to_owned);
                Some((text(0)?, text(1)?))
            };
            let pairs: Option<Vec<_>> = listed.iter().map(pair).collect();
            pairs.filter(|pairs| pairs.len() <= VALUES_MAX)
        };
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let dir = text("dir").map(PathBuf::from);
        if dir.as_ref().is_some_and(|dir| !dir.is_absolute()) {
            return None;
        }
        Some(Said { dir, stage: text("stage"), params: pairs("params")?, env: pairs("env")? })
    }
}

/// A server runs one application: what is read must be that one.
pub fn check_same(runs: &Application, asked: &Application) -> Result<(), Stopped> {
    let one = |of: &Application| {
        format!(
            "service {}, stage {}, stack {}, in {}",
            of.service, of.stage, of.stack_name, of.region
        )
    };
    let (runs, asked) = (one(runs), one(asked));
    if runs == asked {
        return Ok(());
    }
    let why = format!("the server runs {runs}; the manifest is of {asked}");
    let fix = "start that one beside it: `squall up --port 0 --aws-port 0 --data-dir FOLDER`; or \
               name its server by `--data-dir`";
    Err(Stopped::Failure(Failure::new("this is another application", why, fix)))
}

/// What a server that was root sees of the machine was decided at its start.
pub fn check_seen(place: &Place, dir: &Path, was_root: bool) -> Result<(), Stopped> {
    if !was_root || dir.starts_with(&place.app) || dir.starts_with(&place.data) {
        return Ok(());
    }
    let what = format!("the server cannot see {}", shown(dir));
    let why = format!("it was started by root and sees only {}", place.app.display());
    let fix = "put the new version there; or run `squall up` as an ordinary user";
    Err(Stopped::Failure(Failure::new(what, why, fix)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_goes_before_what_was() {
        let options = Options {
            stage: Some("dev".into()),
            params: vec![("A".into(), "1".into()), ("B".into(), "2".into())],
            env: [("HOME".to_owned(), "/h".to_owned())].into(),
            ..Options::default()
        };
        let origin = Origin { dir: "/a".into(), options };
        let said = Said {
            dir: Some("/b".into()),
            params: vec![("B".into(), "3".into())],
            env: vec![("KEY".into(), "x".into())],
            ..Said::default()
        };
        assert_eq!(Said::from_json(&said.to_json()), Some(said.clone()));
        let with = origin.with(&said);
        assert_eq!((with.dir(), with.options.stage.as_deref()), (Path::new("/b"), Some("dev")));
        let params = [("A".to_owned(), "1".to_owned()), ("B".to_owned(), "3".to_owned())];
        assert_eq!(with.options.params, params);
        assert_eq!(with.options.env.len(), 2);
        assert_eq!(origin.with(&Said::default()).dir(), Path::new("/a"));
        for wrong in [json!({"dir": "a"}), json!({"params": [["A"]]}), json!({"env": ["x"]})] {
            assert_eq!(Said::from_json(&wrong), None, "{wrong}");
        }
    }

    #[test]
    fn who_was_root_sees_its_own_folders_only() {
        let place = Place { app: "/srv/app".into(), data: "/srv/data".into() };
        assert!(check_seen(&place, Path::new("/srv/app/next"), true).is_ok());
        assert!(check_seen(&place, Path::new("/srv/data/next"), true).is_ok());
        assert!(check_seen(&place, Path::new("/home/x"), false).is_ok());
        assert!(check_seen(&place, Path::new("/srv/application"), true).is_err());
    }
}
