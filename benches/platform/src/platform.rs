//! The system under test: the release binary, run as a user runs it, isolation and durability on.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a first start may take: it installs boto3.
const START_MAX: Duration = Duration::from_secs(300);

/// A running `squall up` of a generated application.
pub struct Platform {
    child: Child,
    folder: PathBuf,
    /// `127.0.0.1:4566`.
    pub aws: String,
    pub http: String,
    pub service: String,
    pub ready: Duration,
}

/// How many functions of each kind the application has.
pub struct Size {
    pub plain: usize,
    pub boto: usize,
}

impl Platform {
    /// Writes the application and starts it twice: the first start fills the caches, the second
    /// is the one that is timed.
    pub fn start(size: &Size) -> io::Result<Platform> {
        let folder = std::env::temp_dir().join(format!("squall-bench-{}", std::process::id()));
        write_application(&folder, size)?;
        Platform::launch(&folder)?.stop()?;
        Platform::launch(&folder)
    }

    fn launch(folder: &Path) -> io::Result<Platform> {
        let binary = std::env::var("SQUALL_BIN").map_err(io::Error::other)?;
        let log = fs::File::create(folder.with_extension("log"))?;
        let started = Instant::now();
        let mut child = Command::new(binary)
            .args(["up", "--port", "0", "--aws-port", "0"])
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        let announced = folder.join(".squall").join("running.json");
        while started.elapsed() < START_MAX {
            if let Some(status) = child.try_wait()? {
                let said = fs::read_to_string(folder.with_extension("log"))?;
                return Err(io::Error::other(format!("squall ended with {status}: {said}")));
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
                    service: "bench-dev".into(),
                    ready: started.elapsed(),
                    folder: folder.to_owned(),
                    child,
                });
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        Err(io::Error::other("squall was not ready in time"))
    }

    pub fn function(&self, key: &str) -> String {
        format!("{}-{key}", self.service)
    }

    /// Processor seconds of the server and everything below it.
    pub fn cpu_seconds(&self) -> f64 {
        tree(self.child.id()).iter().map(|pid| cpu_seconds(*pid)).sum()
    }

    /// Proportional memory of the server and everything below it, in MiB, by process name.
    pub fn memory_mib(&self) -> Vec<(String, f64)> {
        let mut memory = Vec::new();
        for pid in tree(self.child.id()) {
            let name = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
            let rollup = fs::read_to_string(format!("/proc/{pid}/smaps_rollup"));
            let rollup = rollup.unwrap_or_default();
            let pss = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
            let kib = pss.and_then(|text| text.trim().trim_end_matches(" kB").parse::<f64>().ok());
            memory.push((name.trim().to_owned(), kib.unwrap_or_default() / 1024.0));
        }
        memory
    }

    pub fn stop(mut self) -> io::Result<()> {
        // SAFETY: the process is our own child and has not been waited for.
        unsafe { libc::kill(self.child.id() as libc::pid_t, libc::SIGINT) };
        self.child.wait()?;
        Ok(())
    }

    /// Ends it and removes what it kept.
    pub fn remove(self) -> io::Result<()> {
        let folder = self.folder.clone();
        self.stop()?;
        fs::remove_file(folder.with_extension("log"))?;
        fs::remove_dir_all(folder)
    }
}

fn write_application(folder: &Path, size: &Size) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut manifest = String::from(
        "service: bench\nprovider:\n  name: aws\n  runtime: python3.11\n  memorySize: 512\n\
         functions:\n  warm:\n    handler: plain.handler\n    events:\n      \
         - http: GET /warm\n",
    );
    for index in 0..size.plain {
        manifest.push_str(&format!("  plain{index}:\n    handler: plain.handler\n"));
    }
    for index in 0..size.boto {
        manifest.push_str(&format!("  boto{index}:\n    handler: boto.handler\n"));
    }
    manifest.push_str(
        "resources:\n  Resources:\n    Table:\n      Type: AWS::DynamoDB::Table\n      \
         Properties:\n        TableName: bench\n        BillingMode: PAY_PER_REQUEST\n        \
         AttributeDefinitions: [{AttributeName: id, AttributeType: S}]\n        \
         KeySchema: [{AttributeName: id, KeyType: HASH}]\n",
    );
    fs::write(folder.join("serverless.yml"), manifest)?;
    fs::write(folder.join("plain.py"), crate::yardstick::PLAIN)?;
    fs::write(folder.join("boto.py"), crate::yardstick::BOTO)
}

/// A process and all that descend from it.
fn tree(root: u32) -> Vec<u32> {
    let mut parents = Vec::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        if let Ok(pid) = entry.file_name().to_string_lossy().parse::<u32>()
            && let Some(fields) = stat(pid)
        {
            parents.push((pid, fields[1].parse::<u32>().unwrap_or_default()));
        }
    }
    let mut found = vec![root];
    let mut index = 0;
    while index < found.len() {
        let parent = found[index];
        found.extend(parents.iter().filter(|(_, p)| *p == parent).map(|(pid, _)| *pid));
        index += 1;
    }
    found
}

/// The fields of /proc/PID/stat from the third on: state, parent, ...
fn stat(pid: u32) -> Option<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, rest) = text.rsplit_once(") ")?;
    Some(rest.split(' ').map(str::to_owned).collect())
}

fn cpu_seconds(pid: u32) -> f64 {
    let Some(fields) = stat(pid) else { return 0.0 };
    // utime, stime, cutime, cstime: fields 14 to 17 of proc(5).
    let ticks: f64 = fields[11..15].iter().filter_map(|text| text.parse::<f64>().ok()).sum();
    ticks / 100.0
}
