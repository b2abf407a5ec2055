//! `squall up`: prepares what is missing, starts, says where, and stays until it is told to end.

use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use base::{SystemClock, Timestamp, VirtualClock};
use cli::{Style, Talk};
use manifest::{Application, Notice, Problem};
use sandbox::{Level, Report, Warden};
use serde_json::{Value, json};
use stack::Step;

use crate::compose::{Platform, Settings};
use crate::consent::{self, Changes, Consent};
use crate::deploy::Stopped;
use crate::desk::{self, Asked, Desk, Wish};
use crate::failure::Failure;
use crate::happening::{Happening, Teller, Told, interrupts, race};
use crate::origin::{self, Origin, Said};
use crate::place::{self, Facts, Place};
use crate::prepare::{self, Runtimes};
use crate::privilege::Plan;
use crate::publish::Put;
use crate::{banner, clock, logs, memory, settings};

/// What functions may still take after Ctrl-C; a second Ctrl-C ends at once.
const GRACE: Duration = Duration::from_secs(20);
/// How long open connections may take to get their last answer.
const LAST_ANSWERS: Duration = Duration::from_secs(5);
/// What a killed server may take to be gone.
const DYING: Duration = Duration::from_secs(1);
/// How often the watcher looks whether it is still wanted.
const WATCH_PATIENCE: Duration = Duration::from_millis(500);
/// The port of the AWS endpoint inside every sandbox.
const SANDBOX_AWS_PORT: u16 = 4566;
const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// Runs until it is interrupted. The error has been found before or during the start, or ends
/// the run.
pub fn run(asked: &cli::Up, talk: &Arc<Talk>) -> Result<(), Stopped> {
    let started = Instant::now();
    let place = Place::of(&asked.place).map_err(Stopped::Failure)?;
    let origin = Origin::of(asked, &place);
    let application = origin.load()?;
    let tuning = settings::read(&application, asked)?;
    alone(&place)?;
    let plan = Plan::make(&place).map_err(Stopped::Failure)?;
    // A port that is taken is told before minutes of installing, not after.
    let http = bind(asked.port, "--port")?;
    let aws = bind(asked.aws_port, "--aws-port")?;
    plan.hand_over(&place).map_err(Stopped::Failure)?;
    let (warden, report) = launch(asked, &place, &plan)?;
    // From here on nothing that the server does needs root, and nothing it runs gets it.
    let server = plan.give_up(&place, &application).map_err(Stopped::Failure)?;
    let cache = plan.cache;
    let runtimes = prepare::runtimes(&application, &cache, talk).map_err(Stopped::Failure)?;
    let (store, clock) = open_store(asked, &place)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| broken("starting the runtime", &error))?;
    let queue = engine::logs::Queue::new(engine::logs::QUEUE_BYTES_MAX);
    let prefix = format!("{}-{}-", application.service, application.stage);
    let writer = logs::write(Arc::clone(&queue), &place.logs(), prefix, Arc::clone(talk));
    let writer = writer.map_err(Stopped::Failure)?;
    let (tell, told) = Told::new();
    let settings = Settings {
        account: application.account.clone(),
        region: application.region.clone(),
        store,
        clock: clock.clone(),
        packages: place.packages(),
        logs: Arc::clone(&queue) as Arc<dyn engine::logs::Logs>,
        tuning,
        desk: Desk(tell.clone()),
    };
    let run = Run { asked, talk, origin, place, cache, report, server, clock, started };
    let doors = (http, aws);
    let ended =
        runtime.block_on(run.serve(application, runtimes, settings, warden, doors, (tell, told)));
    queue.close();
    let _ = writer.join();
    runtime.shutdown_timeout(LAST_ANSWERS);
    ended
}

struct Run<'a> {
    asked: &'a cli::Up,
    talk: &'a Arc<Talk>,
    /// Where the manifest is read from at first.
    origin: Origin,
    place: Place,
    cache: std::path::PathBuf,
    report: Report,
    /// Who the server is, where it was root.
    server: Option<String>,
    clock: Option<Arc<VirtualClock>>,
    started: Instant,
}

/// What runs now.
struct Runs {
    application: Application,
    origin: Origin,
    watch: Watch,
    tell: Teller,
}

/// Files are watched until this is dropped.
struct Watch(Arc<AtomicBool>);

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Run<'_> {
    async fn serve(
        &self,
        application: Application,
        runtimes: Runtimes,
        settings: Settings,
        warden: Warden,
        (http, aws): (edge::Listener, edge::Listener),
        (tell, mut told): (Teller, Told),
    ) -> Result<(), Stopped> {
        let audit = settings.tuning.audit;
        let lost = tell.clone();
        let platform = Platform::start(settings, warden, move |why| {
            let _ = lost.try_send(Happening::Lost(why));
        })
        .map_err(Stopped::Failure)?;
        if self.asked.dry_run {
            let changes = platform.plan(&application, &runtimes).await?;
            self.not_there_yet(&[&application.notices[..], &changes.notices].concat());
            changes.say(self.talk);
            platform.keep().await;
            return Ok(());
        }
        // What is missing may be why it fails.
        self.not_there_yet(&application.notices);
        let put = platform.put(&application, &runtimes, |changes| self.begin(changes)).await?;
        let notices = [&application.notices[..], &put.notices].concat();
        let ready = platform.engine.ready().await;
        ready.map_err(|why| Stopped::Failure(Failure::new("functions cannot start", why, "")))?;
        platform.begin_events().map_err(Stopped::Failure)?;
        let doors = platform.open(http, aws).map_err(|error| broken("listening", &error))?;
        let facts = Facts {
            pid: std::process::id(),
            service: application.service.clone(),
            stage: application.stage.clone(),
            region: application.region.clone(),
            http: format!("http://{}", doors.http.address()),
            aws: format!("http://{}", doors.aws.address()),
        };
        let announcement = self.place.announce(&facts).map_err(Stopped::Failure)?;
        self.not_there_yet(&notices);
        let Run { asked, talk, place, report, .. } = self;
        banner::print(&application, &facts, report, place, asked, &put.outputs, talk);
        self.kept(&put.held);
        clock::say(self.clock.as_deref(), self.talk);
        if audit {
            let line =
                "iam.mode is audit: NOTHING IS DENIED. What policies deny is logged and done.";
            self.talk.say(Style::Bad, line);
        }
        if let Some(server) = &self.server {
            self.talk.say(Style::Plain, &format!("server: {server}"));
        }
        let took = self.started.elapsed().as_secs_f64();
        self.talk.say(Style::Good, &format!("ready in {took:.1} s; Ctrl-C ends it"));
        interrupts(&tell).map_err(|error| broken("catching Ctrl-C", &error))?;
        tokio::spawn(memory::give_back_again());
        let ended = self.stay(&platform, application, tell, &mut told).await;
        drop(announcement);
        self.end(platform, doors, &mut told).await;
        ended
    }

    /// Before the first deployment: whoever starts it sees what it does, and is asked.
    fn begin(&self, changes: &Changes) -> Result<Vec<String>, Stopped> {
        // Where all of it is new, what is printed at the end lists the routes.
        match changes.is_first {
            true => changes.without_routes().say(self.talk),
            false => changes.say(self.talk),
        }
        let lossy = changes.lossy();
        let consent = Consent::of(self.asked.yes);
        let agreed = consent.to_lose(lossy.len(), "squall up", self.talk)?;
        Ok(if agreed { lossy } else { Vec::new() })
    }

    /// What would lose data and so was not done.
    fn kept(&self, held: &[Step]) {
        for step in held {
            self.talk.say(Style::Notice, &format!("kept: {step}"));
        }
        if !held.is_empty() {
            let line = "  `squall deploy` asks for it, `squall deploy --yes` does it";
            self.talk.say(Style::Notice, line);
        }
    }

    /// Answers edits until the end.
    async fn stay(
        &self,
        platform: &Platform,
        mut application: Application,
        tell: Teller,
        told: &mut Told,
    ) -> Result<(), Stopped> {
        let watch = self.watch(&application, tell.clone());
        forget(&mut application);
        let mut runs = Runs { application, origin: self.origin.clone(), watch, tell };
        // What the last plan that somebody saw would lose.
        let mut shown = Vec::new();
        while let Some(happening) = told.next().await {
            match happening {
                Happening::Interrupted => return Ok(()),
                Happening::Lost(why) => {
                    let fix = "start again with `squall up`; nothing acknowledged is lost";
                    let failure = Failure::new("functions cannot run any more", why, fix);
                    return Err(Stopped::Failure(failure));
                }
                Happening::Edited => {
                    let origin = runs.origin.clone();
                    let reload = self.reload(platform, &mut runs, origin, &[]);
                    match race(reload, told.interrupted()).await {
                        None => return Ok(()),
                        Some(Ok(_)) => {}
                        Some(Err(stopped)) => {
                            say(self.talk, &stopped);
                            let line = "the application goes on as it was before the edit";
                            self.talk.say(Style::Notice, line);
                        }
                    }
                }
                Happening::Asked(Asked { wish, said, answer }) => {
                    let answering = self.answer(platform, &mut runs, (wish, &said), &mut shown);
                    match race(answering, told.interrupted()).await {
                        None => return Ok(()),
                        // Whoever asked may have gone meanwhile.
                        Some(told) => drop(answer.send(told)),
                    }
                }
            }
        }
        Ok(())
    }

    /// What `squall deploy` and `squall diff` are answered.
    async fn answer(
        &self,
        platform: &Platform,
        runs: &mut Runs,
        (wish, said): (Wish, &Said),
        shown: &mut Vec<String>,
    ) -> Value {
        let origin = runs.origin.with(said);
        let done = match wish {
            Wish::Plan => self.plan(platform, runs, &origin).await.map(|changes| {
                *shown = changes.lossy();
                json!({"steps": changes.to_json(), "cutOff": changes.is_cut_off})
            }),
            Wish::Deploy | Wish::DeployAgreed => {
                let last = std::mem::take(shown);
                let agreed = if wish == Wish::DeployAgreed { last } else { Vec::new() };
                let done = self.reload(platform, runs, origin, &agreed).await;
                done.map(|put| {
                    let held: Value = put.held.iter().map(consent::step).collect();
                    let outputs = desk::outputs(&put.outputs);
                    json!({"steps": put.changes.to_json(), "held": held, "outputs": outputs,
                           "cutOff": put.changes.is_cut_off})
                })
            }
        };
        done.unwrap_or_else(|stopped| json!({"error": told(&stopped)}))
    }

    /// What is to run now, if it is the application that runs.
    fn read(&self, runs: &Runs, origin: &Origin) -> Result<Application, Stopped> {
        origin::check_seen(&self.place, origin.dir(), self.server.is_some())?;
        let application = origin.load()?;
        origin::check_same(&runs.application, &application)?;
        settings::read(&application, self.asked)?;
        Ok(application)
    }

    async fn plan(
        &self,
        platform: &Platform,
        runs: &Runs,
        origin: &Origin,
    ) -> Result<Changes, Stopped> {
        let application = self.read(runs, origin)?;
        let runtimes = self.prepare(&application).await?;
        platform.plan(&application, &runtimes).await
    }

    /// It may install packages, for minutes: not in the way of Ctrl-C.
    async fn prepare(&self, application: &Application) -> Result<Runtimes, Stopped> {
        let (asked, cache, talk) = (application.clone(), self.cache.clone(), Arc::clone(self.talk));
        let prepared = move || prepare::runtimes(&asked, &cache, &talk);
        let runtimes = tokio::task::spawn_blocking(prepared).await;
        let runtimes = runtimes.map_err(|error| broken("preparing", &io::Error::other(error)))?;
        runtimes.map_err(Stopped::Failure)
    }

    async fn reload(
        &self,
        platform: &Platform,
        runs: &mut Runs,
        origin: Origin,
        agreed: &[String],
    ) -> Result<Put, Stopped> {
        let began = Instant::now();
        let mut application = self.read(runs, &origin)?;
        let runtimes = self.prepare(&application).await?;
        let changed = platform.changes();
        let ask = |changes: &Changes| {
            changes.say(self.talk);
            Ok(agreed.to_vec())
        };
        self.not_there_yet(&application.notices);
        let put = platform.put(&application, &runtimes, ask).await?;
        self.not_there_yet(&[&application.notices[..], &put.notices].concat());
        if application.settings != runs.application.settings {
            let line = "notice: settings (custom.squall) count from the next start";
            self.talk.say(Style::Notice, line);
        }
        self.kept(&put.held);
        let count = platform.changes() - changed;
        let took = began.elapsed().as_millis();
        let line = format!("reloaded: {count} function(s) changed, live after {took} ms");
        self.talk.say(if count > 0 { Style::Good } else { Style::Dim }, &line);
        if origin.dir() != runs.origin.dir() {
            let line = format!("edits of {} count from now on", place::shown(origin.dir()));
            self.talk.say(Style::Notice, &line);
            runs.watch = self.watch(&application, runs.tell.clone());
        }
        forget(&mut application);
        (runs.application, runs.origin) = (application, origin);
        Ok(put)
    }

    fn not_there_yet(&self, notices: &[Notice]) {
        for notice in notices {
            let what = format!("{} {}", notice.name, notice.note);
            self.talk.notice(&what, &notice.to_string());
        }
        if let Some(port) = self.asked.redis_port {
            let line = format!("Redis (--redis-port {port}) is not there yet");
            self.talk.notice(&line, &line);
        }
    }

    /// A thread that says when the application's files have changed, until it is dropped.
    fn watch(&self, application: &Application, tell: Teller) -> Watch {
        let is_over = Arc::new(AtomicBool::new(false));
        let over = Arc::clone(&is_over);
        match manifest::watch::Watcher::new(&application.dir, &application.files) {
            Ok(mut watcher) => {
                std::thread::spawn(move || {
                    while !tell.is_closed() && !over.load(Ordering::Relaxed) {
                        if watcher.wait(WATCH_PATIENCE).is_some()
                            && !over.load(Ordering::Relaxed)
                            && tell.blocking_send(Happening::Edited).is_err()
                        {
                            return;
                        }
                    }
                });
            }
            Err(problem) => {
                let line = format!("notice: edits are not seen: {}", problem.what);
                self.talk.say(Style::Notice, &line);
            }
        }
        Watch(is_over)
    }

    async fn end(&self, platform: Platform, doors: crate::compose::Doors, told: &mut Told) {
        let running = platform.engine.running();
        if running > 0 {
            let line =
                format!("ending: {running} invocation(s) may finish; Ctrl-C again cuts them off");
            self.talk.say(Style::Plain, &line);
        }
        platform.triggers.stop();
        let orderly = async {
            let http = tokio::spawn(doors.http.shutdown(GRACE));
            doors.aws.shutdown(GRACE).await;
            let _ = http.await;
            platform.engine.drain(GRACE).await
        };
        if race(orderly, told.interrupted()).await.is_none() {
            platform.triggers.cut_off();
            platform.engine.drain(Duration::ZERO).await;
        }
        platform.triggers.end().await;
        platform.keep().await;
    }
}

fn bind(port: u16, flag: &str) -> Result<edge::Listener, Stopped> {
    edge::bind(LOOPBACK, port).map_err(|taken| {
        let fix = format!("`squall up {flag} 0` takes a free one");
        Stopped::Failure(Failure::new("cannot listen", taken.to_string(), fix))
    })
}

/// Two servers of one folder would take each other's state.
fn alone(place: &Place) -> Result<(), Stopped> {
    let began = Instant::now();
    // One that was just killed may not be quite gone.
    while place.running_server().is_ok() && began.elapsed() < DYING {
        std::thread::sleep(DYING / 20);
    }
    match place.running_server() {
        Err(_) => Ok(()),
        Ok(Facts { pid, http, .. }) => {
            let why = format!("process {pid} answers at {http}");
            let fix = "end that one with Ctrl-C, or give this one a `--data-dir` of its own";
            let failure = Failure::new("this application is running already", why, fix);
            Err(Stopped::Failure(failure))
        }
    }
}

/// The store, and the virtual clock that it lives by, if it does.
fn open_store(
    asked: &cli::Up,
    place: &Place,
) -> Result<(store::Store, Option<Arc<VirtualClock>>), Stopped> {
    let mut options = store::Options::default();
    let clock = asked.virtual_clock.then(|| Arc::new(VirtualClock::at(Timestamp(0))));
    if let Some(clock) = &clock {
        options.clock = Arc::<VirtualClock>::clone(clock);
        options.machine = Some(Arc::new(SystemClock));
    }
    let opened = if asked.ephemeral {
        store::Store::ephemeral(options)
    } else {
        store::Store::open(place.store(), options)
    };
    let store = opened.map_err(|error| {
        let fix = "where this folder cannot hold it, `--data-dir` names one that can";
        Stopped::Failure(Failure::new("the state cannot be opened", error.to_string(), fix))
    })?;
    clock::begin(&store, clock.as_deref()).map_err(Stopped::Failure)?;
    Ok((store, clock))
}

fn launch(asked: &cli::Up, place: &Place, plan: &Plan) -> Result<(Warden, Report), Stopped> {
    let level = match asked.level.as_deref() {
        None => None,
        Some(name) => Some(Level::parse(name).ok_or_else(|| {
            let why = format!("there is no level {name}");
            Stopped::Failure(Failure::new("--level", why, "use `full`, `rootless` or `guarded`"))
        })?),
    };
    let found = plan.interpreters.iter();
    let interpreters = found.map(|one| (one.path.clone(), one.prefix.clone())).collect();
    let options = sandbox::Options {
        level,
        state_dir: place.sandboxes(),
        hidden: place.hidden(),
        sources: vec![place.packages(), plan.cache.clone()],
        interpreters,
        listen_ports: vec![SANDBOX_AWS_PORT],
        program_ports: vec![engine::RUNTIME_API_PORT],
    };
    Warden::launch(&options).map_err(|error| {
        let fix = "`squall doctor` says what is missing; where this folder cannot be written, \
                   `--data-dir` names one that can";
        Stopped::Failure(Failure::new("functions cannot be isolated", error.to_string(), fix))
    })
}

/// Says why it stopped, on standard error.
pub fn say(talk: &Talk, stopped: &Stopped) {
    talk.say(Style::Bad, &told(stopped));
}

pub fn told(stopped: &Stopped) -> String {
    match stopped {
        Stopped::Failure(failure) => failure.to_string(),
        Stopped::Manifest(problems) => {
            problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n")
        }
        Stopped::PutBack { why, said, problems } => put_back(told(why), said, problems),
    }
}

/// How a deployment that failed has ended.
fn put_back(why: String, said: &[String], problems: &[String]) -> String {
    let mut lines = vec![why];
    if !said.is_empty() {
        lines.push("the deployment failed; what it had done is put back:".into());
        lines.extend(said.iter().map(|line| format!("  {line}")));
    }
    match problems.is_empty() {
        true => lines.push("everything is as it was before the deployment".into()),
        false => {
            lines.push("could not be put back; the next deployment tries again:".into());
            lines.extend(problems.iter().map(|line| format!("  {line}")));
        }
    }
    lines.join("\n")
}

fn broken(what: &str, error: &io::Error) -> Stopped {
    Stopped::Failure(Failure::new(what, error.to_string(), ""))
}

/// What nobody asks of an application that runs. There may be very many functions.
fn forget(application: &mut Application) {
    application.functions = Vec::new();
    memory::give_back();
}
