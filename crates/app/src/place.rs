//! Where an application's state is kept, and what a running server says of itself there.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::failure::Failure;

/// The folders of one application.
#[derive(Clone, Debug)]
pub struct Place {
    /// The application's folder, absolute.
    pub app: PathBuf,
    /// `.squall` in it, unless told otherwise.
    pub data: PathBuf,
}

impl Place {
    pub fn of(given: &cli::Place) -> Result<Place, Failure> {
        let here = std::env::current_dir();
        let here =
            here.map_err(|error| Failure::new("no current folder", error.to_string(), ""))?;
        let app = match &given.dir {
            Some(dir) => here.join(dir),
            None => here.clone(),
        };
        // Root was told of this folder, by whatever links; below it, it follows nobody else's.
        let app = match sandbox::privilege::is_root() {
            true => app.canonicalize().unwrap_or(app),
            false => app,
        };
        let data = match &given.data_dir {
            Some(dir) => here.join(dir),
            None => app.join(".squall"),
        };
        Ok(Place { app, data })
    }

    pub fn store(&self) -> PathBuf {
        self.data.join("store")
    }

    pub fn packages(&self) -> PathBuf {
        self.data.join("packages")
    }

    pub fn sandboxes(&self) -> PathBuf {
        self.data.join("sandboxes")
    }

    /// Where a server leaves what this machine's person has asked it for.
    pub fn outgoing(&self) -> PathBuf {
        self.data.join("outgoing")
    }

    pub fn logs(&self) -> PathBuf {
        self.data.join("logs")
    }

    /// What no function may see of the machine, wherever it lies.
    pub fn hidden(&self) -> Vec<PathBuf> {
        let home = std::env::var_os("HOME").map(PathBuf::from).filter(|home| home.is_absolute());
        let all = [self.app.clone(), self.data.clone()].into_iter().chain(home);
        all.map(|dir| dir.canonicalize().unwrap_or(dir)).collect()
    }

    fn running(&self) -> PathBuf {
        self.data.join("running.json")
    }

    /// Tells other commands where this server is, until the announcement is dropped.
    pub fn announce(&self, facts: &Facts) -> Result<store::announce::Announcement, Failure> {
        let text = format!("{:#}\n", facts.to_json());
        store::announce::Announcement::make(self.running(), &text).map_err(|error| {
            Failure::new(
                format!("could not write {}", self.running().display()),
                error.to_string(),
                "",
            )
        })
    }

    /// The server that runs this application now.
    pub fn running_server(&self) -> Result<Facts, Failure> {
        let missing = || {
            let app = self.app.display();
            let why = format!("no `squall up` of {app} has said where it is");
            let fix = "start it with `squall up`, or name the `--data-dir` of the one that runs";
            Failure::new("the application is not running", why, fix)
        };
        let text = store::announce::living(&self.running());
        let text =
            text.map_err(|error| Failure::new("reading running.json", error.to_string(), ""))?;
        text.and_then(|text| Facts::from_json(&text)).ok_or_else(missing)
    }
}

/// What a server says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub pid: u32,
    pub service: String,
    pub stage: String,
    pub region: String,
    /// `http://127.0.0.1:3000`.
    pub http: String,
    /// `http://127.0.0.1:4566`.
    pub aws: String,
}

impl Facts {
    fn to_json(&self) -> Value {
        let Facts { pid, service, stage, region, http, aws } = self;
        json!({
            "pid": pid, "service": service, "stage": stage, "region": region,
            "http": http, "aws": aws,
        })
    }

    fn from_json(text: &str) -> Option<Facts> {
        let value: Value = serde_json::from_str(text).ok()?;
        let word = |key: &str| value.get(key)?.as_str().map(str::to_owned);
        Some(Facts {
            pid: u32::try_from(value.get("pid")?.as_u64()?).ok()?,
            service: word("service")?,
            stage: word("stage")?,
            region: word("region")?,
            http: word("http")?,
            aws: word("aws")?,
        })
    }
}

/// Where packages are kept for all applications: `$XDG_CACHE_HOME/squall`, `~/.cache/squall`.
pub fn cache() -> Result<PathBuf, Failure> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|p| p.is_absolute());
    let base = folder("XDG_CACHE_HOME").or_else(|| Some(folder("HOME")?.join(".cache")));
    base.map(|base: PathBuf| base.join("squall")).ok_or_else(|| {
        let why = "neither XDG_CACHE_HOME nor HOME names a folder";
        Failure::new("nowhere to keep packages", why, "set HOME")
    })
}

/// A path as its reader would type it from here.
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    match path.strip_prefix(&here) {
        Ok(relative) if !relative.as_os_str().is_empty() => relative.display().to_string(),
        _ => path.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_read_back() {
        let facts = Facts {
            pid: 7,
            service: "s".into(),
            stage: "dev".into(),
            region: "us-east-1".into(),
            http: "http://127.0.0.1:3000".into(),
            aws: "http://127.0.0.1:4566".into(),
        };
        assert_eq!(Facts::from_json(&facts.to_json().to_string()), Some(facts));
        assert_eq!(Facts::from_json("{}"), None);
    }
}
