//! A warden and instances that follow a script: the engine's other half, without a sandbox.
//!
//! What an instance does is said by its handler's name. Each runs on a thread of its own and talks
//! real frames over a real socketpair.

use std::collections::{HashMap, VecDeque};
use std::io::{self, PipeWriter, Read, Write};
use std::net::Shutdown;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use base::{SeededRandom, SystemClock, Timestamp};
use engine::logs::{Logs, Source};
use engine::{Engine, Options, Ports, Runtime, WardenLink};
use kit::{Credential, Invocation, KeyProblem, Keys, TemporaryCredentials, Version};
use sandbox::{Assignment, Event, Exit, Request};
use serde_json::Value;

/// What is shared by the warden, its instances and the test.
#[derive(Default)]
pub struct World {
    events: Mutex<VecDeque<Event>>,
    bell: Mutex<Option<UnixStream>>,
    places: Mutex<HashMap<u64, Place>>,
    /// Opened by the test: `block` answers only then.
    open: Mutex<bool>,
    opened: Condvar,
    /// Instances whose `block` is under way.
    pub blocked: AtomicUsize,
    pub assigned: AtomicUsize,
    pub on_demand: AtomicUsize,
    pub kills: AtomicUsize,
    /// Zygotes that were started.
    pub templates: AtomicUsize,
    /// Stems come only when they are released, one by one.
    pub hold: AtomicBool,
    held: Mutex<VecDeque<(u32, u64)>>,
    pub freezes: Mutex<Vec<(u64, bool)>>,
    pub payloads: Mutex<Vec<Value>>,
    pub specs: Mutex<Vec<Assignment>>,
    /// Initialisations that still have to fail.
    pub failing: AtomicU32,
    pub refuse_stems: Mutex<bool>,
    pub refuse_keys: AtomicBool,
    /// Stems' logs are nothing that can be waited for.
    pub break_logs: AtomicBool,
    /// Snapshots that were asked for.
    pub seeds: AtomicUsize,
    /// Sandboxes with a processor quota.
    pub quotas: Mutex<Vec<u64>>,
    /// What stems take, their own and in all, where that is measured.
    pub cost: Mutex<Option<(u64, u64)>>,
    gone: Mutex<bool>,
}

struct Place {
    channel: UnixStream,
    log: Option<PipeWriter>,
    assigned: bool,
}

pub struct FakeWarden {
    world: Arc<World>,
    bell: UnixStream,
}

impl World {
    fn tell(&self, event: Event) {
        self.events.lock().unwrap().push_back(event);
        self.ring();
    }

    fn ring(&self) {
        if let Some(bell) = &mut *self.bell.lock().unwrap() {
            let _ = bell.write(&[1]);
        }
    }

    pub fn open(&self) {
        *self.open.lock().unwrap() = true;
        self.opened.notify_all();
    }

    /// The warden ends, and every sandbox with it.
    pub fn die(&self) {
        *self.gone.lock().unwrap() = true;
        for place in self.places.lock().unwrap().values() {
            let _ = place.channel.shutdown(Shutdown::Both);
        }
        self.ring();
    }

    fn gone(&self, sandbox: u64, exit: Exit, oom_killed: bool) {
        let place = self.places.lock().unwrap().remove(&sandbox);
        let began = place.is_some_and(|place| place.assigned);
        let memory_peak_bytes = 30 << 20;
        self.tell(Event::Gone { sandbox, exit, oom_killed, memory_peak_bytes, began });
    }

    fn stem(&self, template: u32, sandbox: u64) {
        if *self.refuse_stems.lock().unwrap() {
            return self.tell(Event::StemFailed { sandbox, reason: "no room".into() });
        }
        let (channel, far) = UnixStream::pair().unwrap();
        let (log, writer) = io::pipe().unwrap();
        let log = UnixStream::from(OwnedFd::from(log));
        log.set_nonblocking(true).unwrap();
        let log = match self.break_logs.load(Ordering::SeqCst) {
            true => OwnedFd::from(std::fs::File::open("/dev/null").unwrap()),
            false => log.into(),
        };
        let place = Place { channel: far, log: Some(writer), assigned: false };
        self.places.lock().unwrap().insert(sandbox, place);
        self.tell(Event::StemReady {
            template,
            sandbox,
            channel: channel.into(),
            log,
            listeners: Vec::new(),
            freeze: None,
            program: None,
        });
    }

    /// The first that is held; all of them once nothing is held any more.
    pub fn release_stem(&self) {
        loop {
            let first = self.held.lock().unwrap().pop_front();
            let Some((template, sandbox)) = first else { return };
            self.stem(template, sandbox);
            if self.hold.load(Ordering::SeqCst) {
                return;
            }
        }
    }

    fn assign(self: &Arc<Self>, sandbox: u64, spec: Assignment, payload: &[u8]) {
        let payload: Value = serde_json::from_slice(payload).unwrap();
        let (channel, log) = {
            let mut places = self.places.lock().unwrap();
            let Some(place) = places.get_mut(&sandbox) else { return };
            place.assigned = true;
            (place.channel.try_clone().unwrap(), place.log.take().unwrap())
        };
        self.assigned.fetch_add(1, Ordering::SeqCst);
        let handler = payload["handler"].as_str().unwrap().to_owned();
        self.payloads.lock().unwrap().push(payload);
        self.specs.lock().unwrap().push(spec);
        let world = Arc::clone(self);
        std::thread::spawn(move || {
            let mut instance = FakeInstance { world, channel, log, invocations: 0 };
            let (exit, oom) = instance.live(&handler).unwrap_or((Exit::Signal(9), false));
            let FakeInstance { world, channel, log, .. } = instance;
            drop(log);
            let _ = channel.shutdown(Shutdown::Both);
            world.gone(sandbox, exit, oom);
        });
    }

    fn kill(&self, sandbox: u64) {
        self.kills.fetch_add(1, Ordering::SeqCst);
        let places = self.places.lock().unwrap();
        let Some(place) = places.get(&sandbox) else { return };
        let _ = place.channel.shutdown(Shutdown::Both);
        self.opened.notify_all();
        if !place.assigned {
            drop(places);
            self.gone(sandbox, Exit::Signal(9), false);
        }
    }

    pub fn living(&self) -> usize {
        self.places.lock().unwrap().values().filter(|place| place.assigned).count()
    }
}

impl WardenLink for FakeWarden {
    fn send(&self, request: &Request) -> io::Result<()> {
        match request.clone() {
            Request::Template { template, .. } | Request::Launcher { template } => {
                self.world.templates.fetch_add(1, Ordering::SeqCst);
                self.world.tell(Event::TemplateReady { template, took_ms: 1 });
                if let Some((private_bytes, resident_bytes)) = *self.world.cost.lock().unwrap() {
                    self.world.tell(Event::StemCost { template, private_bytes, resident_bytes });
                }
            }
            Request::Stem { template, sandbox, rehearse } => {
                if !rehearse {
                    self.world.on_demand.fetch_add(1, Ordering::SeqCst);
                }
                self.world.held.lock().unwrap().push_back((template, sandbox));
                if !self.world.hold.load(Ordering::SeqCst) {
                    self.world.release_stem();
                }
            }
            Request::Seed { template, sandbox, snapshot } => {
                self.world.seeds.fetch_add(1, Ordering::SeqCst);
                self.world.stem(template, sandbox);
                self.world.tell(Event::TemplateReady { template: snapshot, took_ms: 1 });
            }
            Request::Assign { sandbox, spec, payload } => {
                self.world.assign(sandbox, spec, &payload);
            }
            Request::Freeze { sandbox, frozen } => {
                self.world.freezes.lock().unwrap().push((sandbox, frozen));
            }
            Request::Forget { .. } => {}
            Request::CpuQuota { sandbox, .. } => {
                self.world.quotas.lock().unwrap().push(sandbox);
            }
            Request::Kill { sandbox } => self.world.kill(sandbox),
        }
        Ok(())
    }

    fn try_recv(&self) -> io::Result<Option<Event>> {
        let mut bytes = [0u8; 64];
        while (&self.bell).read(&mut bytes).is_ok_and(|count| count > 0) {}
        if *self.world.gone.lock().unwrap() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let event = self.world.events.lock().unwrap().pop_front();
        // More may be waiting, and its bell was just silenced.
        if event.is_some() {
            self.world.ring();
        }
        Ok(event)
    }

    fn as_fd(&self) -> BorrowedFd<'_> {
        self.bell.as_fd()
    }
}

struct FakeInstance {
    world: Arc<World>,
    channel: UnixStream,
    log: PipeWriter,
    invocations: u32,
}

type End = (Exit, bool);

impl FakeInstance {
    fn live(&mut self, handler: &str) -> io::Result<End> {
        let failing = handler.starts_with("init_")
            && self
                .world
                .failing
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1))
                .is_ok();
        if failing {
            return self.fail(handler);
        }
        self.log.write_all(b"importing\n")?;
        self.say(b'R', b"")?;
        loop {
            let event = self.hear()?;
            self.invocations += 1;
            if let Some(end) = self.answer(handler, &event)? {
                return Ok(end);
            }
        }
    }

    fn fail(&mut self, handler: &str) -> io::Result<End> {
        match handler {
            "init_error" => {
                self.log.write_all(b"[ERROR] Runtime.ImportModuleError: no module\n")?;
                let error = br#"{"errorMessage":"no module","errorType":"Runtime.ImportModuleError","requestId":"","stackTrace":[]}"#;
                self.say(b'X', error)?;
                Ok((Exit::Code(1), false))
            }
            "init_exit" => Ok((Exit::Code(3), false)),
            "init_hang" => {
                self.hear()?;
                Ok((Exit::Code(0), false))
            }
            other => panic!("no script for {other}"),
        }
    }

    fn answer(&mut self, handler: &str, event: &[u8]) -> io::Result<Option<End>> {
        let rss = 40_000u32.to_le_bytes();
        match handler {
            "count" => {
                self.say(b'O', &[&rss[..], self.invocations.to_string().as_bytes()].concat())?
            }
            "print" => {
                self.log.write_all(b"first\nno break")?;
                self.say(b'O', &[&rss[..], b"null"].concat())?;
            }
            "spam" => {
                for _ in 0..64 {
                    self.log.write_all(&[b"spam\n".repeat(50_000), vec![b'x'; 70_000]].concat())?;
                }
                self.say(b'O', &[&rss[..], b"null"].concat())?;
            }
            "raise" => self.say(b'E', &[&rss[..], br#"{"errorType":"ValueError"}"#].concat())?,
            "large" => self.say(b'L', &[&rss[..], &7_000_000u64.to_le_bytes()].concat())?,
            "hang" => {
                self.log.write_all(b"hanging\n")?;
                self.hear()?;
            }
            "exit" => {
                self.log.write_all(b"leaving\n")?;
                return Ok(Some((Exit::Code(1), false)));
            }
            "oom" => return Ok(Some((Exit::Signal(9), true))),
            "segfault" => return Ok(Some((Exit::Signal(11), false))),
            "garbage" => {
                self.say(b'?', b"what")?;
                self.hear()?;
            }
            "reply_and_die" => {
                self.say(b'O', &[&rss[..], b"1"].concat())?;
                return Ok(Some((Exit::Code(0), false)));
            }
            "block" => {
                self.world.blocked.fetch_add(1, Ordering::SeqCst);
                let open = self.world.open.lock().unwrap();
                drop(self.world.opened.wait_while(open, |open| !*open).unwrap());
                self.say(b'O', &[&rss[..], b"true"].concat())?;
            }
            _ => self.say(b'O', &[&rss[..], event].concat())?,
        }
        Ok(None)
    }

    fn say(&mut self, kind: u8, body: &[u8]) -> io::Result<()> {
        let length = u32::try_from(body.len() + 1).unwrap();
        self.channel.write_all(&[&length.to_le_bytes()[..], &[kind], body].concat())
    }

    /// The event of the next invocation.
    fn hear(&mut self) -> io::Result<Vec<u8>> {
        let mut length = [0u8; 4];
        self.channel.read_exact(&mut length)?;
        let mut body = vec![0u8; u32::from_le_bytes(length) as usize];
        self.channel.read_exact(&mut body)?;
        assert_eq!(body[0], b'I');
        let head = u16::from_le_bytes([body[9], body[10]]) as usize;
        let value: Value = serde_json::from_slice(&body[11..11 + head]).unwrap();
        assert!(value["requestId"].is_string() && value["traceId"].is_string());
        Ok(body.split_off(11 + head))
    }
}

/// Keeps every line.
#[derive(Default)]
pub struct Kept(pub Mutex<Vec<String>>);

impl Logs for Kept {
    fn write(&self, _: &Arc<Source>, _: Timestamp, line: &str) {
        let mut lines = self.0.lock().unwrap();
        if lines.len() < 10_000 {
            lines.push(line.to_owned());
        }
    }
}

struct FakeKeys(Arc<World>);

impl Keys for FakeKeys {
    fn find(&self, _: &str, _: Option<&str>, _: Timestamp) -> Result<Credential, KeyProblem> {
        Err(KeyProblem::Invalid)
    }

    fn issue(
        &self,
        role_arn: &str,
        _: &str,
        lifetime: Duration,
        now: Timestamp,
    ) -> Result<TemporaryCredentials, wire::Error> {
        if self.0.refuse_keys.load(Ordering::SeqCst) {
            return Err(wire::Error::internal("no keys"));
        }
        Ok(TemporaryCredentials {
            access_key_id: format!("ASIA-{role_arn}"),
            secret_access_key: "secret".into(),
            session_token: "token".into(),
            expires: now.plus(lifetime),
        })
    }
}

/// An engine over a fake warden.
pub struct Bench {
    pub engine: Arc<Engine>,
    pub world: Arc<World>,
    pub logs: Arc<Kept>,
    pub lost: Arc<Mutex<Option<String>>>,
}

impl Bench {
    pub fn new(options: Options) -> Bench {
        let world = Arc::new(World::default());
        let (bell, far) = UnixStream::pair().unwrap();
        bell.set_nonblocking(true).unwrap();
        far.set_nonblocking(true).unwrap();
        *world.bell.lock().unwrap() = Some(far);
        let warden = FakeWarden { world: Arc::clone(&world), bell };
        let logs = Arc::new(Kept::default());
        let lost = Arc::new(Mutex::new(None));
        let told = Arc::clone(&lost);
        let ports = Ports {
            keys: Arc::new(FakeKeys(Arc::clone(&world))),
            logs: Arc::clone(&logs) as Arc<dyn Logs>,
            store: store::Store::ephemeral(store::Options::default()).unwrap(),
            clock: Arc::new(SystemClock),
            random: Arc::new(SeededRandom::new(1)),
            on_listener: Box::new(|_| Box::new(())),
            on_lost: Box::new(move |reason| *told.lock().unwrap() = Some(reason)),
        };
        let engine = Engine::start(options, warden, ports);
        engine.prepare([Runtime {
            name: "python3.11".into(),
            interpreter: "/usr/bin/python3".into(),
            prefix: "/usr".into(),
            managed: None,
        }]);
        Bench { engine, world, logs, lost }
    }

    pub fn lines(&self) -> Vec<String> {
        self.logs.0.lock().unwrap().clone()
    }
}

pub fn version(handler: &str) -> Arc<Version> {
    Arc::new(Version {
        function: handler.into(),
        version: "$LATEST".into(),
        arn: format!("arn:aws:lambda:us-east-1:000000000000:function:{handler}"),
        revision: format!("revision-of-{handler}"),
        runtime: "python3.11".into(),
        handler: handler.into(),
        memory_mb: 128,
        timeout_ms: 5_000,
        tmp_mb: 512,
        environment: [("MINE".to_owned(), "1".to_owned())].into(),
        role_arn: "arn:aws:iam::000000000000:role/r".into(),
        code: "/nonexistent".into(),
        ..Version::default()
    })
}

pub fn event(text: &str) -> Invocation {
    Invocation { payload: text.to_owned().into(), ..Invocation::default() }
}

/// Runs a scenario; none may take longer than a minute.
pub fn scenario<F: Future<Output = ()>>(options: Options, run: impl FnOnce(Arc<Bench>) -> F) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let bench = Arc::new(Bench::new(options));
        tokio::time::timeout(Duration::from_secs(60), run(bench)).await.unwrap();
    });
}

/// Waits for what happens on another thread.
pub async fn until(what: impl Fn() -> bool) {
    while !what() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}
