//! The replay against the real binary: calls leave when the trace says so, whatever became of those
//! before them.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::time::{Duration, Instant, SystemTime};

use super::COMPRESSION;
use super::read::{Call, Trace};
use crate::application::{Application, SLEEP};
use crate::client::{Client, expect_ok};
use crate::figure::Samples;
use crate::platform::Platform;
use crate::process;

/// Threads beyond the simulated peak: calls take longer here than in the simulation.
const SPARE_CLIENTS: usize = 64;
/// As many as Lambda lets an account have at once; one more would be refused anyway.
const CLIENTS_MAX: usize = 1000;
const STACK_BYTES: usize = 128 * 1024;
/// How often idle instances are counted.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// What the first stems take.
const SETTLE: Duration = Duration::from_secs(1);

/// What the counted part of the window came to.
pub struct Replayed {
    /// From the moment at which a call was due to its reply, without the sleep itself.
    pub delays: Samples,
    /// Of calls that found an instance.
    pub warm: Samples,
    /// Calls that waited for a start.
    pub cold: usize,
    /// Their delays, in sum.
    pub cold_ms: f64,
    /// Idle instances on average.
    pub idle: f64,
    /// What would be free if one instance ended, at the end. Its part of the zygote's pages is not
    /// in it: fewer instances have larger parts of the same pages.
    pub instance_kib: f64,
    pub cpu_seconds: f64,
}

/// One call that has been answered.
struct Reply {
    due: f64,
    delay: Duration,
    cold: bool,
}

/// `settings`: what the platform is told. `fill`: seconds of the trace that are not counted.
/// `peak`: calls at the same time.
pub fn run(
    trace: &Trace,
    calls: &[Call],
    settings: &str,
    fill: f64,
    peak: usize,
) -> io::Result<Replayed> {
    let mut application = Application::new("python3.11");
    application.file("sleeper.py", SLEEP);
    application.set(settings);
    for index in 0..trace.functions.len() {
        application.function(&format!("f{index}"), "sleeper.handler", &["memorySize: 128"]);
    }
    let platform = Platform::start(&application)?;
    std::thread::sleep(SETTLE);
    let before = platform.cpu_seconds();
    let busy = AtomicUsize::new(0);
    let over = AtomicBool::new(false);
    let begin = Instant::now();
    let counted_from = begin + Duration::from_secs_f64(fill / COMPRESSION);
    let (replies, idle, instance_kib) = std::thread::scope(|scope| {
        let looker = scope.spawn(|| look(&platform, &busy, &over, counted_from));
        let replies = send(&platform, calls, begin, &busy, (peak + SPARE_CLIENTS).min(CLIENTS_MAX));
        let instance_kib = instance_kib(platform.pid());
        over.store(true, Ordering::Relaxed);
        (replies, looker.join().unwrap_or_default(), instance_kib)
    });
    let cpu_seconds = platform.cpu_seconds() - before;
    let (mut delays, mut warm) = (Samples::default(), Samples::default());
    let (mut cold, mut cold_ms) = (0, 0.0);
    for reply in replies?.iter().filter(|reply| reply.due >= fill) {
        delays.add(reply.delay);
        if reply.cold {
            cold += 1;
            cold_ms += reply.delay.as_secs_f64() * 1e3;
        } else {
            warm.add(reply.delay);
        }
    }
    Ok(Replayed { delays, warm, cold, cold_ms, idle, instance_kib, cpu_seconds })
}

/// Hands each call to a client when it is due. The queue between is the clients' number: where
/// all are busy, the wait counts as delay.
fn send(
    platform: &Platform,
    calls: &[Call],
    begin: Instant,
    busy: &AtomicUsize,
    clients: usize,
) -> io::Result<Vec<Reply>> {
    let (sender, receiver) = mpsc::channel::<Call>();
    let receiver = Mutex::new(receiver);
    let replies = Mutex::new(Vec::with_capacity(calls.len()));
    std::thread::scope(|scope| {
        let mut threads = Vec::new();
        for _ in 0..clients {
            let work = || -> io::Result<()> {
                let mut client = Client::connect(&platform.aws)?;
                loop {
                    let next = receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(call) = next else { return Ok(()) };
                    busy.fetch_add(1, Ordering::Relaxed);
                    let reply = invoke(platform, &mut client, call, begin);
                    busy.fetch_sub(1, Ordering::Relaxed);
                    replies.lock().unwrap_or_else(PoisonError::into_inner).push(reply?);
                }
            };
            let builder = std::thread::Builder::new().stack_size(STACK_BYTES);
            threads.push(builder.spawn_scoped(scope, work)?);
        }
        for call in calls {
            let due = begin + Duration::from_secs_f64(call.at / COMPRESSION);
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
            if sender.send(*call).is_err() {
                break;
            }
        }
        drop(sender);
        for thread in threads {
            thread.join().unwrap_or_else(|_| Err(io::Error::other("a client panicked")))?;
        }
        io::Result::Ok(())
    })?;
    replies.into_inner().map_err(|_| io::Error::other("a client panicked"))
}

fn invoke(
    platform: &Platform,
    client: &mut Client,
    call: Call,
    begin: Instant,
) -> io::Result<Reply> {
    let function = platform.function(&format!("f{}", call.function));
    let event = format!(r#"{{"seconds": {:.6}}}"#, call.seconds / COMPRESSION);
    let left = SystemTime::now();
    let answer = expect_ok(client.invoke(&function, event.as_bytes()))?;
    let due = begin + Duration::from_secs_f64(call.at / COMPRESSION);
    let took = due.elapsed();
    let said: serde_json::Value = serde_json::from_slice(&answer.body)?;
    let (Some(slept), Some(started)) = (said["slept"].as_f64(), said["started"].as_f64()) else {
        return Err(io::Error::other(format!("{function} replied {said}")));
    };
    let delay = took.saturating_sub(Duration::from_secs_f64(slept));
    let left = left.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    // The instance that answered was started after the call had left: it waited for that.
    Ok(Reply { due: call.at, delay, cold: started > left.as_secs_f64() })
}

/// Idle instances on average, from a moment on: those that live, without those at work.
fn look(platform: &Platform, busy: &AtomicUsize, over: &AtomicBool, counted_from: Instant) -> f64 {
    let (mut sum, mut looks) = (0, 0);
    while !over.load(Ordering::Relaxed) {
        std::thread::sleep(LOOK_EVERY);
        let live = process::instances(platform.pid()).len();
        let idle = live.saturating_sub(busy.load(Ordering::Relaxed));
        if Instant::now() >= counted_from && !over.load(Ordering::Relaxed) {
            sum += idle;
            looks += 1;
        }
    }
    sum as f64 / f64::from(looks)
}

fn instance_kib(root: u32) -> f64 {
    let all = process::instances(root);
    let sum: f64 = all.iter().map(|pid| process::private_mib(*pid)).sum();
    sum * 1024.0 / all.len() as f64
}
