//! What ours is measured against, in the same run: bare interpreters and a bare zygote.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// The bare worker: frames in, a handler like ours, frames out.
pub const WORKER: &str = "
import json, struct, sys
count = 0
def handler(event, context):
    global count
    count += 1
    return {'statusCode': 200, 'body': str(count)}
i, o = sys.stdin.buffer, sys.stdout.buffer
while True:
    head = i.read(4)
    if len(head) < 4:
        break
    event = json.loads(i.read(struct.unpack('<I', head)[0]))
    out = json.dumps(handler(event, None)).encode()
    o.write(struct.pack('<I', len(out)) + out)
    o.flush()
";

/// A process that has imported what the platform's zygote imports, and forks without a sandbox.
/// `loop N`: a child writes a reply, ends, is waited for; N times; says wall and processor
/// seconds. `stay N`: N children write a reply and stay. `hold N`: they import the handler and run
/// it first, as an instance has.
const ZYGOTE: &str = "
import gc, importlib, json, os, resource, sys, time, types
sys.path.insert(0, sys.argv[1])
native = types.ModuleType('squall_runtime._native')
sys.modules['squall_runtime._native'] = native
from squall_runtime import zygote
for name in zygote.PLAIN:
    if name not in zygote.ONLY_WITH_BOTO3:
        importlib.import_module(name)
gc.collect()
gc.freeze()
def cpu():
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, kinds))
r, w = os.pipe()
silent, _ = os.pipe()
def fork(what):
    pid = os.fork()
    if pid == 0:
        if what == 'hold':
            sys.path.insert(0, sys.argv[2])
            handler = importlib.import_module('plain').handler
            event = json.loads('{\"key\": \"value\", \"list\": [1, 2, 3]}')
            os.write(w, json.dumps(handler(event, None)).encode())
        else:
            os.write(w, b'{\"statusCode\": 200}')
        if what != 'loop':
            os.read(silent, 1)
        os._exit(0)
    os.read(r, 100)
    return pid
print('ready', flush=True)
for line in iter(sys.stdin.readline, ''):
    what, count = line.split()
    began, before = time.monotonic(), cpu()
    for _ in range(int(count)):
        pid = fork(what)
        if what == 'loop':
            os.waitpid(pid, 0)
    print(time.monotonic() - began, cpu() - before, flush=True)
";

/// The interpreter that the platform chose, and the packages that it made for functions.
pub struct Python {
    pub interpreter: PathBuf,
    pub packages: Option<PathBuf>,
}

impl Python {
    /// What the platform uses for python3.11.
    pub fn find() -> io::Result<Python> {
        let output =
            Command::new(crate::platform::binary()?).args(["doctor", "--json"]).output()?;
        let told: serde_json::Value = serde_json::from_slice(&output.stdout)?;
        let found = told["runtimes"]["python3.11"].as_str().unwrap_or_default();
        let Some((_, interpreter)) = found.split_once(" at ") else {
            return Err(io::Error::other("squall doctor knows no python3.11"));
        };
        let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
        let home = variable("HOME").unwrap_or_default();
        let cache = variable("XDG_CACHE_HOME").unwrap_or_else(|| home.join(".cache"));
        let cache = std::fs::read_dir(cache.join("squall")).into_iter().flatten().flatten();
        let packages = cache.map(|entry| entry.path()).find(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("python3.11-") && path.join("boto3").is_dir()
        });
        Ok(Python { interpreter: interpreter.into(), packages })
    }

    /// `python3 -I -c pass`, started and waited for.
    pub fn bare(&self) -> io::Result<Duration> {
        self.time(&["-I", "-c", "pass"])
    }

    /// A bare process that makes the resource.
    pub fn boto(&self) -> io::Result<Duration> {
        self.time(&["-c", "import boto3; boto3.resource('dynamodb').Table('bench')"])
    }

    /// A bare process that runs a module to its end.
    pub fn module(&self, text: &str) -> io::Result<Duration> {
        self.time(&["-I", "-c", text])
    }

    fn time(&self, arguments: &[&str]) -> io::Result<Duration> {
        let started = Instant::now();
        let mut command = Command::new(&self.interpreter);
        command.args(arguments).env_clear().env("AWS_DEFAULT_REGION", "us-east-1");
        if let Some(packages) = &self.packages {
            command.env("PYTHONPATH", packages);
        }
        let status = command.stdin(Stdio::null()).status()?;
        if !status.success() {
            return Err(io::Error::other(format!("the bare interpreter ended with {status}")));
        }
        Ok(started.elapsed())
    }
}

/// A child whose input and output we hold. Ends when dropped.
pub struct Piped {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Piped {
    pub fn start(mut command: Command) -> io::Result<Piped> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("a child without pipes"));
        };
        Ok(Piped { child, input, output: BufReader::new(output) })
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    pub fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        match self.output.read_line(&mut line)? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(line.trim().to_owned()),
        }
    }
}

impl Drop for Piped {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The bare worker, asked over its pipe.
pub struct Worker(Piped);

impl Worker {
    pub fn start(python: &Python) -> io::Result<Worker> {
        let mut command = Command::new(&python.interpreter);
        command.args(["-I", "-c", WORKER]);
        Ok(Worker(Piped::start(command)?))
    }

    pub fn ask(&mut self, event: &[u8]) -> io::Result<Vec<u8>> {
        let mut frame = (event.len() as u32).to_le_bytes().to_vec();
        frame.extend_from_slice(event);
        self.0.input.write_all(&frame)?;
        let mut head = [0; 4];
        self.0.output.read_exact(&mut head)?;
        let mut answer = vec![0; u32::from_le_bytes(head) as usize];
        self.0.output.read_exact(&mut answer)?;
        Ok(answer)
    }
}

/// The bare zygote.
pub struct Zygote {
    process: Piped,
    handlers: PathBuf,
}

impl Zygote {
    pub fn start(python: &Python) -> io::Result<Zygote> {
        let handlers = std::env::temp_dir().join(format!("squall-bare-{}", std::process::id()));
        std::fs::create_dir_all(&handlers)?;
        std::fs::write(handlers.join("plain.py"), crate::application::PLAIN)?;
        let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../runtimes/python");
        let mut command = Command::new(&python.interpreter);
        command.args(["-I", "-c", ZYGOTE]).arg(runtime).arg(&handlers);
        let mut zygote = Zygote { process: Piped::start(command)?, handlers };
        match zygote.process.line()?.as_str() {
            "ready" => Ok(zygote),
            other => Err(io::Error::other(format!("the bare zygote said {other}"))),
        }
    }

    pub fn pid(&self) -> u32 {
        self.process.pid()
    }

    /// Forks, replies, exits, waits, `count` times: wall and processor seconds.
    pub fn fork_loop(&mut self, count: usize) -> io::Result<(f64, f64)> {
        self.order("loop", count)
    }

    /// Children that have replied and stay.
    pub fn stay(&mut self, count: usize) -> io::Result<()> {
        self.order("stay", count).map(|_| ())
    }

    /// Children that have run the handler and stay.
    pub fn hold(&mut self, count: usize) -> io::Result<()> {
        self.order("hold", count).map(|_| ())
    }

    fn order(&mut self, what: &str, count: usize) -> io::Result<(f64, f64)> {
        writeln!(self.process.input, "{what} {count}")?;
        let said = self.process.line()?;
        let mut numbers = said.split(' ').filter_map(|word| word.parse::<f64>().ok());
        match (numbers.next(), numbers.next()) {
            (Some(wall), Some(cpu)) => Ok((wall, cpu)),
            _ => Err(io::Error::other(format!("the bare zygote said {said}"))),
        }
    }
}

/// Its children wait for what never comes, and would outlive it.
impl Drop for Zygote {
    fn drop(&mut self) {
        for pid in crate::process::tree(self.pid()).into_iter().skip(1) {
            // SAFETY: no pointers; a descendant of our own child, which holds it as a zombie.
            unsafe { libc::kill(pid as libc::pid_t, libc::SIGKILL) };
        }
        let _ = std::fs::remove_dir_all(&self.handlers);
    }
}
