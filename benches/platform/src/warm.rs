//! Warm invocations: how many a second, and what the platform adds to each.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::application::{Application, PLAIN};
use crate::bare::Server;
use crate::client::{Answer, Client, expect_ok};
use crate::figure::{Board, Goal, Samples};
use crate::nginx::{self, Nginx};
use crate::platform::Platform;
use crate::process::{self, Shares};
use crate::yardstick::Worker;
use crate::{EVENT, Run};

const CLIENTS: usize = 16;
const ROUND: Duration = Duration::from_secs(2);

/// 16 clients, each with a connection of its own, as fast as they go; signed, and through the
/// gateway; the bare server in turns with them.
pub fn throughput(run: &Run, board: &mut Board) -> io::Result<()> {
    let platform = Platform::start(&application())?;
    let bare = Server::start(&run.python, CLIENTS)?;
    let function = platform.function("warm");
    let (mut yardstick, mut signed, mut gateway) =
        (Rate::default(), Rate::default(), Rate::default());
    for _ in 0..run.times(4) {
        yardstick.round(
            || bare.shares(),
            || drive(&bare.address, CLIENTS, |client| client.plain("POST", "/", EVENT)),
        )?;
        signed.round(
            || platform.shares(),
            || drive(&platform.aws, CLIENTS, |client| client.invoke(&function, EVENT)),
        )?;
        gateway.round(
            || platform.shares(),
            || drive(&platform.http, CLIENTS, |client| client.plain("GET", "/warm", b"")),
        )?;
    }
    let goal = Some(Goal::at_least(0.7).moonshot(0.9));
    for (name, ours) in [("signed", signed), ("through the gateway", gateway)] {
        let name = format!("warm: 16 clients, {name} / bare HTTP + pipe + Python");
        let ratio = ours.per_second() / yardstick.per_second();
        board.row(&name, ratio, goal, ours.text(), yardstick.text());
    }
    Ok(())
}

/// One client, one request after the other, five ways in turns: what the platform adds to a bare
/// exchange over a pipe, against what nginx adds to a bare HTTP exchange.
pub fn hop(run: &Run, board: &mut Board) -> io::Result<()> {
    let name = "hop: warm added p50 / an nginx proxy hop";
    let upstream = Server::start(&run.python, 0)?;
    let Some(nginx) = Nginx::proxy(&upstream.address)? else {
        board.skip(name, nginx::MISSING);
        return Ok(());
    };
    let platform = Platform::start(&application())?;
    let function = platform.function("warm");
    let mut worker = Worker::start(&run.python)?;
    let mut direct = Client::connect(&upstream.address)?;
    let mut proxied = Client::connect(&nginx.address)?;
    let mut signed = Client::connect(&platform.aws)?;
    let mut gateway = Client::connect(&platform.http)?;
    let mut samples: [Samples; 5] = Default::default();
    for index in 0..run.times(2000) + WARM_UP {
        let took = [
            time(|| worker.ask(EVENT).map(|_| ()))?,
            time(|| expect_ok(signed.invoke(&function, EVENT)).map(|_| ()))?,
            time(|| expect_ok(gateway.plain("GET", "/warm", b"")).map(|_| ()))?,
            time(|| expect_ok(direct.plain("POST", "/", EVENT)).map(|_| ()))?,
            time(|| expect_ok(proxied.plain("POST", "/", EVENT)).map(|_| ()))?,
        ];
        if index >= WARM_UP {
            for (samples, took) in samples.iter_mut().zip(took) {
                samples.add(took);
            }
        }
    }
    let [pipe, signed, gateway, direct, proxied] = samples;
    let us = |samples: &Samples| samples.quantile(0.5) * 1e3;
    let hop = us(&proxied) - us(&direct);
    for (how, ours) in [("gateway", gateway), ("signed", signed)] {
        let added = us(&ours) - us(&pipe);
        let p99 = ours.quantile(0.99) * 1e3;
        let text = format!("{added:.0} us ({:.0} - {:.0}, p99 {p99:.0})", us(&ours), us(&pipe));
        let yardstick = format!("{hop:.0} us ({:.0} - {:.0})", us(&proxied), us(&direct));
        let goal = Some(Goal::at_most(3.0));
        board.row(&format!("{name} ({how})"), added / hop, goal, text, yardstick);
    }
    Ok(())
}

/// Exchanges that are not counted.
const WARM_UP: usize = 50;

fn time(work: impl FnOnce() -> io::Result<()>) -> io::Result<Duration> {
    let started = Instant::now();
    work()?;
    Ok(started.elapsed())
}

fn application() -> Application {
    let mut application = Application::new("python3.11");
    application.file("plain.py", PLAIN);
    application.function("warm", "plain.handler", &["events:", "  - http: GET /warm"]);
    application
}

/// What rounds have come to.
#[derive(Default)]
pub struct Rate {
    calls: u64,
    seconds: f64,
    shares: Shares,
    client: f64,
}

impl Rate {
    pub fn round(
        &mut self,
        shares: impl Fn() -> Shares,
        work: impl FnOnce() -> io::Result<(u64, f64)>,
    ) -> io::Result<()> {
        let (before, own) = (shares(), process::own_seconds());
        let (calls, seconds) = work()?;
        self.shares.add(shares().since(before));
        self.client += process::own_seconds() - own;
        self.calls += calls;
        self.seconds += seconds;
        Ok(())
    }

    pub fn per_second(&self) -> f64 {
        self.calls as f64 / self.seconds
    }

    /// Calls for each second of processor time of all but the client.
    pub fn per_cpu_second(&self) -> f64 {
        self.calls as f64 / self.shares.sum()
    }

    /// With microseconds of processor for each call: all but the client's, and by whom.
    pub fn text(&self) -> String {
        let us = |seconds: f64| seconds / self.calls as f64 * 1e6;
        let Shares { server, functions, .. } = self.shares;
        format!(
            "{:.0}/s, cpu {:.0} us (server {:.0}, functions {:.0}; client {:.0})",
            self.per_second(),
            us(self.shares.sum()),
            us(server),
            us(functions),
            us(self.client)
        )
    }
}

/// Calls as fast as `clients` connections go, for one round: how many, in how many seconds.
fn drive<F>(host: &str, clients: usize, call: F) -> io::Result<(u64, f64)>
where
    F: Fn(&mut Client) -> io::Result<Answer> + Sync,
{
    drive_for(ROUND, host, clients, call)
}

/// The same for as long as is said.
pub fn drive_for<F>(time: Duration, host: &str, clients: usize, call: F) -> io::Result<(u64, f64)>
where
    F: Fn(&mut Client) -> io::Result<Answer> + Sync,
{
    let (stop, count) = (AtomicBool::new(false), AtomicU64::new(0));
    let started = Instant::now();
    let work = || -> io::Result<()> {
        let mut client = Client::connect(host)?;
        while !stop.load(Ordering::Relaxed) {
            expect_ok(call(&mut client))?;
            count.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..clients).map(|_| scope.spawn(work)).collect();
        std::thread::sleep(time);
        stop.store(true, Ordering::Relaxed);
        for thread in threads {
            thread.join().unwrap_or_else(|_| Err(io::Error::other("a client panicked")))?;
        }
        Ok((count.load(Ordering::Relaxed), started.elapsed().as_secs_f64()))
    })
}
