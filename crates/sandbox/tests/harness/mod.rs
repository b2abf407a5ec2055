//! A warden with a small engine around it: enough to start functions and to invoke them.

#![allow(dead_code, clippy::unwrap_used)]

use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use sandbox::Warden;
use sandbox::program;
use sandbox::{
    Assignment, Event, Exit, Level, Options, Preload, ProgramEnds, Report, Request, TemplateSpec,
};

/// The warden is this very program under another name: that is looked at before anything else.
#[used]
#[unsafe(link_section = ".init_array")]
static WARDEN: extern "C" fn() = {
    extern "C" fn look() {
        sandbox::warden_if_asked();
    }
    look
};

pub const PATIENCE: Duration = Duration::from_secs(20);
const MIB: u64 = 1024 * 1024;

pub struct Bench {
    pub warden: Warden,
    pub report: Report,
    pub dir: PathBuf,
    events: Vec<Event>,
    next: u64,
}

pub struct Instance {
    pub sandbox: u64,
    pub channel: UnixStream,
    pub log: OwnedFd,
    pub listeners: Vec<OwnedFd>,
    pub program: Option<ProgramEnds>,
    pub freeze: Option<OwnedFd>,
}

#[derive(Debug, PartialEq)]
pub struct Gone {
    pub exit: Exit,
    pub oom_killed: bool,
    pub memory_peak_bytes: u64,
}

pub fn spec(mounts: &[(&Path, &str)]) -> Assignment {
    Assignment {
        mounts: mounts.iter().map(|(host, to)| (host.to_path_buf(), (*to).to_owned())).collect(),
        memory_bytes: 128 * MIB,
        cpu_weight: 128,
        pids_max: 128,
        tmp_bytes: 16 * MIB,
        files_max: 1024,
        egress: sandbox::Egress::denied(),
    }
}

pub fn payload(handler: &str, extra: &[(&str, &str)]) -> Vec<u8> {
    let mut environment: HashMap<String, String> = HashMap::new();
    for (key, value) in [
        ("AWS_LAMBDA_FUNCTION_NAME", "probe"),
        ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"),
        ("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/probe"),
        ("AWS_LAMBDA_LOG_STREAM_NAME", "2026/01/31/[$LATEST]0"),
        ("AWS_REGION", "us-east-1"),
        ("AWS_DEFAULT_REGION", "eu-central-1"),
        ("AWS_ACCESS_KEY_ID", "AKIDFUNCTION"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:4566"),
        ("LAMBDA_TASK_ROOT", "/var/task"),
        ("PATH", "/var/lang/bin:/usr/local/bin:/usr/bin:/bin:/opt/bin"),
        ("LANG", "en_US.UTF-8"),
        ("TZ", ":UTC"),
    ]
    .iter()
    .chain(extra)
    {
        environment.insert((*key).to_owned(), (*value).to_owned());
    }
    serde_json::json!({
        "handler": handler, "functionName": "probe", "functionVersion": "$LATEST",
        "memoryLimitInMB": 128, "logGroupName": "/aws/lambda/probe",
        "logStreamName": "2026/01/31/[$LATEST]0", "timeoutMs": 3000, "environment": environment,
    })
    .to_string()
    .into_bytes()
}

/// A directory that goes away with the value.
pub struct Scratch(pub PathBuf);

impl Scratch {
    pub fn new(name: &str) -> Scratch {
        let at = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos();
        let dir = std::env::temp_dir().join(format!("squall {name} ü {at}"));
        std::fs::create_dir_all(&dir).unwrap();
        std::fs::set_permissions(&dir, PermissionsExt::from_mode(0o755)).unwrap();
        Scratch(dir)
    }

    /// A file that may be executed.
    pub fn program(&self, name: &str, content: &str) -> &Scratch {
        self.file(name, content);
        let mode = PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(self.0.join(name), mode).unwrap();
        self
    }

    pub fn file(&self, name: &str, content: &str) -> &Scratch {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn is_root() -> bool {
    // SAFETY: always succeeds.
    unsafe { libc::geteuid() == 0 }
}

/// The level that the tests of this process are about: the best that its user can have, unless
/// told otherwise.
pub fn level() -> Level {
    let asked = std::env::var("SQUALL_TEST_LEVEL").ok();
    let best = if is_root() { Level::Full } else { Level::Rootless };
    asked.map_or(best, |name| Level::parse(&name).unwrap())
}

impl Bench {
    pub fn new(level: Level, state: &Scratch) -> Bench {
        Bench::hiding(level, state, &[])
    }

    /// One whose sandboxes must not see these directories.
    pub fn hiding(level: Level, state: &Scratch, hidden: &[&Path]) -> Bench {
        let options = Options {
            level: Some(level),
            state_dir: state.0.join("state"),
            hidden: hidden.iter().map(|dir| dir.to_path_buf()).collect(),
            sources: vec![std::env::temp_dir()],
            interpreters: interpreters(),
            listen_ports: vec![4566, 80],
            program_ports: vec![9001],
        };
        let (warden, report) = Warden::launch(&options).unwrap();
        Bench { warden, report, dir: options.state_dir, events: Vec::new(), next: 1 }
    }

    /// The level that this user can have.
    pub fn best(state: &Scratch) -> Bench {
        Bench::new(level(), state)
    }

    pub fn wait<T>(
        &mut self,
        what: &str,
        mut wanted: impl FnMut(&Event) -> Option<T>,
    ) -> (T, Event) {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.events.iter().position(|event| wanted(event).is_some()) {
                let event = self.events.remove(at);
                return (wanted(&event).unwrap(), event);
            }
            assert!(Instant::now() < until, "no {what}; only {:?}", self.events);
            wait_readable(self.warden.as_fd().as_raw_fd(), until);
            while let Some(event) = self.warden.try_recv().unwrap() {
                self.events.push(event);
            }
        }
    }

    pub fn template(&mut self, template: u32, spec: TemplateSpec) -> u32 {
        self.warden.send(&Request::Template { template, spec }).unwrap();
        let ((), event) = self.wait("template", |event| match event {
            Event::TemplateReady { .. } | Event::TemplateFailed { .. } => Some(()),
            _ => None,
        });
        match event {
            Event::TemplateReady { took_ms, .. } => took_ms,
            other => panic!("{other:?}"),
        }
    }

    pub fn launcher(&mut self, template: u32) {
        self.warden.send(&Request::Launcher { template }).unwrap();
        let ((), event) = self.wait("launcher", |event| match event {
            Event::TemplateReady { .. } | Event::TemplateFailed { .. } => Some(()),
            _ => None,
        });
        assert!(matches!(event, Event::TemplateReady { .. }), "{event:?}");
    }

    /// A launcher's stem that has been told to become this code's `bootstrap`.
    pub fn program(&mut self, code: &Scratch, variables: &[(&str, &str)]) -> Instance {
        let one = self.stem(2, true);
        self.become_program(&one, code, variables);
        one
    }

    pub fn become_program(&mut self, stem: &Instance, code: &Scratch, variables: &[(&str, &str)]) {
        let usual = [
            ("PATH", "/usr/local/bin:/usr/bin/:/bin:/opt/bin"),
            ("LAMBDA_TASK_ROOT", "/var/task"),
            ("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001"),
            ("AWS_ENDPOINT_URL", "http://127.0.0.1:4566"),
        ];
        let variables = usual.iter().chain(variables).copied();
        let payload = program::payload(&["/var/task/bootstrap"], variables);
        let mut limits = spec(&[(&code.0, "/var/task")]);
        limits.memory_bytes = 256 * MIB;
        self.assign(stem, limits, payload);
    }

    pub fn stem(&mut self, template: u32, rehearse: bool) -> Instance {
        let sandbox = self.next;
        self.next += 1;
        self.warden.send(&Request::Stem { template, sandbox, rehearse }).unwrap();
        self.ready(sandbox)
    }

    /// The stem that was asked for under this number.
    pub fn ready(&mut self, sandbox: u64) -> Instance {
        let ((), event) = self.wait("stem", |event| match event {
            Event::StemReady { sandbox: one, .. } if *one == sandbox => Some(()),
            Event::StemFailed { sandbox: one, .. } if *one == sandbox => Some(()),
            _ => None,
        });
        match event {
            Event::StemReady { channel, log, listeners, freeze, program, .. } => {
                let channel = UnixStream::from(channel);
                channel.set_nonblocking(false).unwrap();
                channel.set_read_timeout(Some(PATIENCE)).unwrap();
                Instance { sandbox, channel, log, listeners, freeze, program }
            }
            other => panic!("{other:?}"),
        }
    }

    pub fn assign(&mut self, instance: &Instance, spec: Assignment, payload: Vec<u8>) {
        let request = Request::Assign { sandbox: instance.sandbox, spec, payload };
        self.warden.send(&request).unwrap();
    }

    pub fn kill(&mut self, sandbox: u64) -> Gone {
        self.warden.send(&Request::Kill { sandbox }).unwrap();
        self.gone(sandbox)
    }

    pub fn gone(&mut self, sandbox: u64) -> Gone {
        let (gone, _) = self.wait("end", |event| match event {
            Event::Gone { sandbox: one, exit, oom_killed, memory_peak_bytes, .. }
                if *one == sandbox =>
            {
                Some(Gone {
                    exit: *exit,
                    oom_killed: *oom_killed,
                    memory_peak_bytes: *memory_peak_bytes,
                })
            }
            _ => None,
        });
        gone
    }

    /// A stem that has been given this code, and has imported it.
    pub fn instance(&mut self, code: &Scratch, handler: &str) -> Instance {
        self.instance_with(spec(&[(&code.0, "/var/task")]), handler)
    }

    pub fn instance_with(&mut self, spec: Assignment, handler: &str) -> Instance {
        let mut instance = self.stem(1, true);
        self.assign(&instance, spec, payload(handler, &[]));
        let frame = instance.frame();
        assert_eq!(frame.kind, b'R', "{} {}", frame.text(), instance.log());
        instance
    }
}

/// Waits until it is so.
pub fn eventually(what: &str, mut so: impl FnMut() -> bool) {
    let until = Instant::now() + PATIENCE;
    while !so() {
        assert!(Instant::now() < until, "{what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

pub fn wait_readable(fd: i32, until: Instant) {
    let mut poll = libc::pollfd { fd, events: libc::POLLIN, revents: 0 };
    let left = until.saturating_duration_since(Instant::now()).as_millis() as i32;
    // SAFETY: one live entry.
    unsafe { libc::poll(&mut poll, 1, left.max(1)) };
}

#[derive(Debug)]
pub struct Frame {
    pub kind: u8,
    pub body: Vec<u8>,
}

impl Frame {
    /// The JSON text, behind the numbers where there are some.
    pub fn text(&self) -> String {
        let skip = if matches!(self.kind, b'O' | b'E') { 4 } else { 0 };
        String::from_utf8_lossy(&self.body[skip.min(self.body.len())..]).into_owned()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text()).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }
}

impl Instance {
    pub fn frame(&mut self) -> Frame {
        let mut length = [0; 4];
        if let Err(error) = self.channel.read_exact(&mut length) {
            return Frame { kind: 0, body: error.to_string().into_bytes() };
        }
        let mut body = vec![0; u32::from_le_bytes(length) as usize];
        self.channel.read_exact(&mut body).unwrap();
        Frame { kind: body.remove(0), body }
    }

    pub fn send(&mut self, head: &str, event: &str) {
        let deadline = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis() as u64;
        let mut frame = vec![b'I'];
        frame.extend_from_slice(&(deadline + 3000).to_le_bytes());
        frame.extend_from_slice(&(head.len() as u16).to_le_bytes());
        frame.extend_from_slice(head.as_bytes());
        frame.extend_from_slice(event.as_bytes());
        let mut whole = (frame.len() as u32).to_le_bytes().to_vec();
        whole.extend_from_slice(&frame);
        self.channel.write_all(&whole).unwrap();
    }

    pub fn invoke(&mut self, event: &str) -> Frame {
        self.send(
            r#"{"requestId":"req-1","invokedFunctionArn":"arn:aws:lambda:x","traceId":"Root=1"}"#,
            event,
        );
        self.frame()
    }

    /// What has been printed so far.
    pub fn log(&mut self) -> String {
        let mut text = Vec::new();
        let mut file = File::from(self.log.try_clone().unwrap());
        let _ = file.read_to_end(&mut text);
        String::from_utf8_lossy(&text).into_owned()
    }
}

/// All that tests start.
fn interpreters() -> Vec<(PathBuf, PathBuf)> {
    let versions = ["system", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14"];
    let specs = versions.into_iter().filter_map(python);
    let named = specs.map(|spec| (spec.interpreter, spec.prefix));
    let found = sandbox::interpreter::find((3, 12)).into_iter();
    named.chain(found.map(|one| (one.path, one.prefix))).collect()
}

pub fn python(version: &str) -> Option<TemplateSpec> {
    if version == "system" {
        let path = std::fs::canonicalize("/usr/bin/python3").ok()?;
        let (managed, preload) = (None, Preload::Plain);
        return Some(TemplateSpec { interpreter: path, prefix: "/usr".into(), managed, preload });
    }
    let root = PathBuf::from(std::env::var_os("HOME")?).join(".pyenv/versions");
    let prefix = std::fs::read_dir(root)
        .ok()?
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.file_name().unwrap().to_string_lossy().starts_with(version))?;
    let interpreter = prefix.join("bin").join(format!("python{version}"));
    Some(TemplateSpec { interpreter, prefix, managed: None, preload: Preload::Plain })
}

/// Says that this is a repetition.
const REPEATED: &str = "SQUALL_TEST_REPEATED";
/// An ordinary user, of whom there need not be a name.
pub const SPARE_UID: u32 = 54_000;
/// What makes a process as one in a default container is.
pub const CONTAINER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/container.py");

/// Runs all tests of this program once more, at that level and as that user; `wrapped`: what the
/// program is started by. What they said; nothing where this is a repetition, or not root.
pub fn repeat(level: Level, uid: u32, wrapped: &[&str]) -> Option<String> {
    if !is_root() || std::env::var_os(REPEATED).is_some() {
        return None;
    }
    let place = Scratch::new(level.name());
    let (program, tmp) = (place.0.join("tests"), place.0.join("tmp"));
    std::fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    std::fs::create_dir(&tmp).unwrap();
    std::os::unix::fs::chown(&tmp, Some(uid), Some(uid)).unwrap();
    let mut words: Vec<&std::ffi::OsStr> = wrapped.iter().map(std::ffi::OsStr::new).collect();
    words.push(program.as_os_str());
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).args(["--test-threads", "1"]);
    if wrapped.is_empty() {
        command.uid(uid).gid(uid);
    }
    command.env("TMPDIR", &tmp).env("SQUALL_TEST_LEVEL", level.name()).env(REPEATED, "1");
    if uid != 0 {
        command.env_remove("HOME");
    }
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{told} {}", String::from_utf8_lossy(&output.stderr));
    Some(told)
}
