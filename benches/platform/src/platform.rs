//! The system under test: the release binary, run as a user runs it, isolation and durability on.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::application::Application;
use crate::process;

/// How long a first start may take: it installs boto3, and there may be many functions.
const START_MAX: Duration = Duration::from_secs(300);

/// A running `squall up` of a generated application. Removed with its folder when dropped.
pub struct Platform {
    child: Child,
    folder: PathBuf,
    /// `127.0.0.1:4566`.
    pub aws: String,
    pub http: String,
    pub ready: Duration,
}

impl Platform {
    /// Writes the application and starts it. The error is what it said.
    pub fn start(application: &Application) -> io::Result<Platform> {
        static STARTED: AtomicUsize = AtomicUsize::new(0);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("squall-bench-{}-{number}", std::process::id()));
        application.write(&folder)?;
        let launched = Platform::launch(&folder, application);
        if launched.is_err() {
            remove(&folder);
        }
        launched
    }

    /// Ends it and starts it once more, with every cache filled.
    pub fn again(mut self, application: &Application) -> io::Result<Platform> {
        self.end();
        // Taken out, so that dropping the first does not remove what the second stands on.
        let folder = std::mem::take(&mut self.folder);
        Platform::launch(&folder, application)
    }

    fn launch(folder: &Path, application: &Application) -> io::Result<Platform> {
        let log = fs::File::create(folder.with_extension("log"))?;
        let started = Instant::now();
        let mut command = Command::new(binary()?);
        command.args(["up", "--port", "0", "--aws-port", "0"]).env("NO_COLOR", "1");
        command.args(&application.flags);
        for setting in &application.settings {
            command.args(["--set", setting]);
        }
        command.current_dir(folder).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let mut child = command.spawn()?;
        let announced = folder.join(".squall").join("running.json");
        while started.elapsed() < START_MAX {
            if let Some(status) = child.try_wait()? {
                let said = fs::read_to_string(folder.with_extension("log"))?;
                let last = said.lines().rev().take(6).collect::<Vec<_>>();
                let last = last.into_iter().rev().collect::<Vec<_>>().join(" | ");
                return Err(io::Error::other(format!("squall ended with {status}: {last}")));
            }
            if let Ok(text) = fs::read_to_string(&announced)
                && let Ok(facts) = serde_json::from_str::<serde_json::Value>(&text)
                && facts["pid"] == child.id()
            {
                let address = |key: &str| {
                    facts[key].as_str().unwrap_or_default().trim_start_matches("http://").into()
                };
                return Ok(Platform {
                    aws: address("aws"),
                    http: address("http"),
                    ready: started.elapsed(),
                    folder: folder.to_owned(),
                    child,
                });
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        let _ = child.kill();
        let _ = child.wait();
        Err(io::Error::other("squall was not ready in time"))
    }

    pub fn function(&self, key: &str) -> String {
        format!("bench-dev-{key}")
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Processor seconds of the server and everything below it: warden, zygotes, functions.
    pub fn cpu_seconds(&self) -> f64 {
        process::cpu_seconds(self.child.id())
    }

    pub fn shares(&self) -> process::Shares {
        process::Shares::of(self.child.id())
    }

    fn end(&mut self) {
        // SAFETY: the process is our own child and has not been waited for.
        unsafe { libc::kill(self.child.id() as libc::pid_t, libc::SIGINT) };
        let _ = self.child.wait();
    }
}

impl Drop for Platform {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            self.end();
        }
        if self.folder.exists() {
            remove(&self.folder);
        }
    }
}

fn remove(folder: &Path) {
    let _ = fs::remove_file(folder.with_extension("log"));
    let _ = fs::remove_dir_all(folder);
}

/// The release binary, which `cargo xtask bench` names.
pub fn binary() -> io::Result<String> {
    std::env::var("SQUALL_BIN").map_err(|_| io::Error::other("SQUALL_BIN names no binary"))
}
