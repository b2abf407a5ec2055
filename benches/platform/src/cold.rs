//! Cold starts: of a stem, without a stem, with boto3, of a native binary, of a snapshot.
//!
//! Starts come 50 ms apart, as users' do: caches are cold and stems have time to be made. Each is
//! of a function that has no instance yet, which its reply proves: it counts its invocations.

use std::io;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::application::{Application, BOTO, PLAIN, SLOW_INIT};
use crate::client::{Client, expect_ok};
use crate::figure::{Board, Goal, Samples};
use crate::platform::Platform;
use crate::process::buried_cpu_seconds;
use crate::{EVENT, Run};

const APART: Duration = Duration::from_millis(50);
/// What refills and burials may still take after the last start, to be counted.
const SETTLE: Duration = Duration::from_millis(500);

/// A stem is ready for each.
pub fn cold(run: &Run, board: &mut Board) -> io::Result<()> {
    let runs = run.times(100);
    let platform = Platform::start(&many(runs, "plain", PLAIN))?;
    let (ours, bare) = against(&platform, runs, || run.python.bare())?;
    let goals = (Goal::at_most(0.12).moonshot(0.06), Goal::at_most(0.3).moonshot(0.15));
    board.compare("cold: python hello / python3 -I -c pass", &ours, &bare, goals.0, Some(goals.1));
    Ok(())
}

/// The stock of stems is always empty: each start forks a zygote, or waits for nothing better.
pub fn stems(run: &Run, board: &mut Board) -> io::Result<()> {
    let runs = run.times(50);
    let mut application = many(runs, "plain", PLAIN);
    application.set("stems.min=0").set("stems.max=0");
    let platform = Platform::start(&application)?;
    let (ours, bare) = against(&platform, runs, || run.python.bare())?;
    let goal = Goal::at_most(0.4);
    board.compare("stems: none left / python3 -I -c pass", &ours, &bare, goal, None);
    Ok(())
}

pub fn boto(run: &Run, board: &mut Board) -> io::Result<()> {
    let runs = run.times(40);
    let mut application = many(runs, "boto", BOTO);
    application.table("bench");
    let platform = Platform::start(&application)?;
    let (ours, bare) = against(&platform, runs, || run.python.boto())?;
    let goal = Goal::at_most(0.05).moonshot(0.03);
    board.compare("boto: resource at import / a bare process", &ours, &bare, goal, None);
    Ok(())
}

/// A static binary that speaks the HTTP Runtime API by itself.
pub fn native(run: &Run, board: &mut Board) -> io::Result<()> {
    let runs = run.times(100);
    let beside = std::env::current_exe()?.with_file_name("bench-bootstrap");
    let mut application = Application::new("provided.al2023");
    application.file("bootstrap", std::fs::read(&beside)?);
    for index in 0..runs {
        application.function(&format!("f{index}"), "bootstrap", &[]);
    }
    let platform = Platform::start(&application)?;
    let spawn = || {
        let started = Instant::now();
        let status = Command::new(&beside).env_clear().stdin(Stdio::null()).status()?;
        match status.success() {
            true => Ok(started.elapsed()),
            false => Err(io::Error::other(format!("the bare binary ended with {status}"))),
        }
    };
    let (ours, bare) = against(&platform, runs, spawn)?;
    let goal = Goal::at_most(5.0);
    board.compare("native: static binary cold / spawn and wait", &ours, &bare, goal, None);
    Ok(())
}

/// One function with a second of initialisation, started again and again from its snapshot: each
/// instance is told to end, so that the next invocation is a start.
pub fn snapshot(run: &Run, board: &mut Board) -> io::Result<()> {
    let runs = run.times(40);
    let mut application = Application::new("python3.11");
    application.file("slow.py", SLOW_INIT);
    application.function("slow", "slow.handler", &["snapStart: true"]);
    // Nothing is started ahead of a call: each is to start its own.
    application.set("idleTimeout=60s");
    let platform = Platform::start(&application)?;
    let (mut ours, mut bare) = (Samples::default(), Samples::default());
    let function = format!("{}{}", platform.function("slow"), crate::SNAPSHOT_QUALIFIER);
    // The snapshot is made after the version is published, by and by.
    let ready = crate::process::wait_until(Duration::from_secs(30), || {
        let started = Instant::now();
        let replied = first_reply(&platform.aws, &function).is_ok();
        let _ = Client::connect(&platform.aws).and_then(|mut c| c.invoke(&function, EXIT));
        replied && started.elapsed() < Duration::from_millis(500)
    });
    if !ready {
        board.skip("snapshot: 1 s of init", "no start was quicker than the initialisation");
        return Ok(());
    }
    for index in 0..runs {
        // A second each: a few are enough.
        if index % 10 == 0 {
            bare.add(run.python.module(SLOW_INIT)?);
        }
        std::thread::sleep(APART);
        let before = platform.cpu_seconds();
        ours.add(first_reply(&platform.aws, &function)?);
        ours.cpu_seconds += platform.cpu_seconds() - before;
        Client::connect(&platform.aws)?.invoke(&function, EXIT)?;
    }
    let goal = Goal::at_most(0.005);
    board.compare("snapshot: 1 s of init / the init itself", &ours, &bare, goal, None);
    Ok(())
}

const EXIT: &[u8] = br#"{"exit": true}"#;

/// An application of so many functions with the same handler.
fn many(count: usize, module: &str, text: &str) -> Application {
    let mut application = Application::new("python3.11");
    application.file(&format!("{module}.py"), text);
    for index in 0..count {
        application.function(&format!("f{index}"), &format!("{module}.handler"), &[]);
    }
    application
}

/// First replies of functions `f0`, `f1`, ... , a bare start before each.
fn against(
    platform: &Platform,
    runs: usize,
    mut bare_start: impl FnMut() -> io::Result<Duration>,
) -> io::Result<(Samples, Samples)> {
    let (mut ours, mut bare) = (Samples::default(), Samples::default());
    // The first stems are being made still.
    std::thread::sleep(SETTLE);
    let (ours_before, bare_before) = (platform.cpu_seconds(), buried_cpu_seconds());
    for index in 0..runs {
        bare.add(bare_start()?);
        std::thread::sleep(APART);
        ours.add(first_reply(&platform.aws, &platform.function(&format!("f{index}")))?);
    }
    bare.cpu_seconds = buried_cpu_seconds() - bare_before;
    std::thread::sleep(SETTLE);
    ours.cpu_seconds = platform.cpu_seconds() - ours_before;
    Ok((ours, bare))
}

/// Request in, reply out, of a function without a live instance; with a connection of its own,
/// whose making is not counted.
fn first_reply(aws: &str, function: &str) -> io::Result<Duration> {
    let mut client = Client::connect(aws)?;
    let started = Instant::now();
    let answer = expect_ok(client.invoke(function, EVENT))?;
    let took = started.elapsed();
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    if text.contains(r#""body": "1""#) {
        return Ok(took);
    }
    Err(io::Error::other(format!("{function} was not cold: {text}")))
}
