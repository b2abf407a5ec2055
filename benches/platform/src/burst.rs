//! A thousand calls at once of a function that takes 100 ms and has no instance.

use std::collections::HashSet;
use std::io;
use std::sync::{Barrier, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::Run;
use crate::application::{Application, SLEEP};
use crate::client::{Client, expect_ok};
use crate::figure::{Board, Goal, Samples};
use crate::platform::Platform;
use crate::process::{self, wait_until};
use crate::yardstick::Zygote;

/// Lambda's default for an account.
const CALLS: usize = 1000;
const EVENT: &[u8] = br#"{"seconds": 0.1}"#;
/// A client's thread does nothing deep.
const STACK_BYTES: usize = 128 * 1024;

pub fn burst(run: &Run, board: &mut Board) -> io::Result<()> {
    let (rounds, calls) = (run.times(3), if run.quick { 100 } else { CALLS });
    let mut application = Application::new("python3.11");
    application.file("sleeper.py", SLEEP);
    // Long enough that none leaves within a burst, short enough to begin the next one from zero.
    application.set("idleTimeout=5s");
    for index in 0..rounds {
        application.function(&format!("f{index}"), "sleeper.handler", &["memorySize: 128"]);
    }
    let platform = Platform::start(&application)?;
    let mut zygote = Zygote::start(&run.python)?;
    let (mut wall, mut cpu, mut made) = (0.0, 0.0, 0);
    let (mut bare_wall, mut bare_cpu) = (0.0, 0.0);
    let mut latency = Samples::default();
    for index in 0..rounds {
        let (seconds, processor) = zygote.fork_loop(calls)?;
        bare_wall += seconds;
        bare_cpu += processor;
        let before = platform.cpu_seconds();
        let done = all_at_once(&platform.aws, &platform.function(&format!("f{index}")), calls)?;
        cpu += platform.cpu_seconds() - before;
        wall += done.wall.as_secs_f64();
        made += done.made;
        done.latencies.into_iter().for_each(|took| latency.add(took));
        wait_until(Duration::from_secs(60), || process::instances(platform.pid()).is_empty());
    }
    let bare = (rounds * calls) as f64;
    let made = made as f64;
    let name = format!("burst: {calls} at once, sandboxes / processor second / bare fork loop");
    let goal = Goal::at_least(0.3).moonshot(0.6);
    let ours = format!(
        "{:.0} per cpu-second ({:.0} made, {:.0}/s by the clock)",
        made / cpu,
        made / rounds as f64,
        made / wall
    );
    let yardstick =
        format!("{:.0} per cpu-second ({:.0}/s by the clock)", bare / bare_cpu, bare / bare_wall);
    board.row(&name, (made / cpu) / (bare / bare_cpu), Some(goal), ours, yardstick);
    println!(
        "  all {} calls succeeded; reply after {:.0} / {:.0} ms (p50 / p99)",
        latency.len(),
        latency.quantile(0.5),
        latency.quantile(0.99)
    );
    Ok(())
}

struct Done {
    wall: Duration,
    /// Sandboxes that were made: each tells when it was started.
    made: usize,
    latencies: Vec<Duration>,
}

/// An error where a single call does not succeed.
fn all_at_once(aws: &str, function: &str, calls: usize) -> io::Result<Done> {
    let ready = Barrier::new(calls + 1);
    let replies = Mutex::new(Vec::with_capacity(calls));
    std::thread::scope(|scope| {
        let mut threads = Vec::new();
        for _ in 0..calls {
            let work = || -> io::Result<()> {
                let client = Client::connect(aws);
                ready.wait();
                let mut client = client?;
                let started = Instant::now();
                let answer = expect_ok(client.invoke(function, EVENT))?;
                let took = started.elapsed();
                let reply: serde_json::Value = serde_json::from_slice(&answer.body)?;
                let mut replies = replies.lock().unwrap_or_else(PoisonError::into_inner);
                replies.push((took, reply["started"].to_string()));
                Ok(())
            };
            let builder = std::thread::Builder::new().stack_size(STACK_BYTES);
            threads.push(builder.spawn_scoped(scope, work)?);
        }
        ready.wait();
        let started = Instant::now();
        for thread in threads {
            thread.join().unwrap_or_else(|_| Err(io::Error::other("a client panicked")))?;
        }
        let replies = replies.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Done {
            wall: started.elapsed(),
            made: replies.iter().map(|(_, started)| started).collect::<HashSet<_>>().len(),
            latencies: replies.iter().map(|(took, _)| *took).collect(),
        })
    })
}
