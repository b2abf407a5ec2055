//! The benchmarks of the platform as users meet it: the release binary, isolation and durability
//! on, signed requests. Each figure is a ratio to a yardstick that is measured in the same run,
//! interleaved with it. Run by `cargo xtask bench [cold|boto|warm|data]`.

mod client;
mod figure;
mod platform;
mod yardstick;

use std::io;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use client::{Client, expect_ok};
use figure::{Samples, compare, rate};
use platform::{Platform, Size};
use yardstick::Python;

/// Cold starts of each kind: one a function, so that none can be warm.
const COLD_RUNS: usize = 100;
const BOTO_RUNS: usize = 40;
/// Starts come this far apart, as users' do: caches are cold and stems have time to be made.
const APART: Duration = Duration::from_millis(50);
const CLIENTS: usize = 16;
const ROUNDS: usize = 4;
const ROUND: Duration = Duration::from_secs(2);
const EVENT: &[u8] = br#"{"key": "value", "list": [1, 2, 3]}"#;

fn main() -> io::Result<()> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let want = |name: &str| wanted.is_empty() || wanted.iter().any(|w| w == name);
    let platform = Platform::start(&Size { plain: COLD_RUNS, boto: BOTO_RUNS })?;
    let python = python()?;
    start(&platform)?;
    if want("cold") {
        cold(&platform, &python)?;
    }
    if want("boto") {
        boto(&platform, &python)?;
    }
    if want("warm") {
        warm(&platform, &python)?;
    }
    if want("data") {
        data(&platform)?;
    }
    platform.remove()
}

/// The interpreter and packages that the platform uses for python3.11.
fn python() -> io::Result<Python> {
    let binary = std::env::var("SQUALL_BIN").map_err(io::Error::other)?;
    let output = Command::new(binary).args(["doctor", "--json"]).output()?;
    let told: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let found = told["runtimes"]["python3.11"].as_str().unwrap_or_default();
    let Some((_, interpreter)) = found.split_once(" at ") else {
        return Err(io::Error::other("squall doctor knows no python3.11"));
    };
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let home = variable("HOME").unwrap_or_default();
    let cache = variable("XDG_CACHE_HOME").unwrap_or_else(|| home.join(".cache")).join("squall");
    let packages = std::fs::read_dir(cache)?.flatten().map(|entry| entry.path()).find(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("python3.11-") && path.join("boto3").is_dir()
    });
    Ok(Python { interpreter: interpreter.into(), packages })
}

fn start(platform: &Platform) -> io::Result<()> {
    let binary = std::env::var("SQUALL_BIN").map_err(io::Error::other)?;
    let bytes = std::fs::metadata(binary)?.len();
    println!("start to ready: {:.0} ms", platform.ready.as_secs_f64() * 1e3);
    println!("binary: {:.1} MiB", bytes as f64 / 1048576.0);
    std::thread::sleep(Duration::from_secs(2));
    let memory = platform.memory_mib();
    let total: f64 = memory.iter().map(|(_, mib)| mib).sum();
    println!("idle memory: {total:.1} MiB (proportional, all {} processes)", memory.len());
    if let Some((_, server)) = memory.first() {
        println!("  of which the server: {server:.1} MiB");
    }
    Ok(())
}

fn cold(platform: &Platform, python: &Python) -> io::Result<()> {
    let (mut ours, mut bare) = (Samples::default(), Samples::default());
    let before = platform.cpu_seconds();
    for index in 0..COLD_RUNS {
        bare.add(python.bare()?);
        std::thread::sleep(APART);
        ours.add(first_reply(platform, &format!("plain{index}"))?);
    }
    compare("python hello cold / python3 -I -c pass", &ours, &bare, "target <= 0.25");
    let cpu = (platform.cpu_seconds() - before) / COLD_RUNS as f64;
    println!("  processor per cold start, refills included: {:.2} ms", cpu * 1e3);
    Ok(())
}

fn boto(platform: &Platform, python: &Python) -> io::Result<()> {
    let (mut ours, mut bare) = (Samples::default(), Samples::default());
    for index in 0..BOTO_RUNS {
        bare.add(python.boto()?);
        std::thread::sleep(APART);
        ours.add(first_reply(platform, &format!("boto{index}"))?);
    }
    compare("boto3 resource cold / a bare process", &ours, &bare, "target <= 0.10");
    Ok(())
}

/// Request in, reply out, of a function without a live instance.
fn first_reply(platform: &Platform, key: &str) -> io::Result<Duration> {
    let mut client = Client::connect(&platform.aws)?;
    let function = platform.function(key);
    let started = Instant::now();
    let answer = expect_ok(client.invoke(&function, EVENT));
    let took = started.elapsed();
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    assert!(text.contains(r#""body": "1""#), "{key} was not cold: {text}");
    Ok(took)
}

fn warm(platform: &Platform, python: &Python) -> io::Result<()> {
    let bare = yardstick::serve(python, CLIENTS)?;
    let function = platform.function("warm");
    let (mut ours, mut yardstick, mut gateway) = (0.0, 0.0, 0.0);
    let (mut calls, mut cpu) = (0, 0.0);
    for _ in 0..ROUNDS {
        yardstick += drive(&bare, CLIENTS, |client| client.plain("POST", "/", EVENT)).1;
        let before = platform.cpu_seconds();
        let (count, per_second) =
            drive(&platform.aws, CLIENTS, |client| client.invoke(&function, EVENT));
        cpu += platform.cpu_seconds() - before;
        calls += count;
        ours += per_second;
        gateway += drive(&platform.http, CLIENTS, |client| client.plain("GET", "/warm", b"")).1;
    }
    let rounds = ROUNDS as f64;
    rate(
        "warm invocations, 16 clients / bare HTTP + pipe + Python",
        ours / rounds,
        yardstick / rounds,
        "target >= 0.5",
    );
    println!("  processor per invocation: {:.0} us", cpu / calls as f64 * 1e6);
    rate(
        "warm through the gateway, 16 clients / the same",
        gateway / rounds,
        yardstick / rounds,
        "no target",
    );
    Ok(())
}

fn data(platform: &Platform) -> io::Result<()> {
    let serial = AtomicU64::new(0);
    let put =
        |client: &mut Client| {
            let id = serial.fetch_add(1, Ordering::Relaxed);
            let filler = "x".repeat(150);
            client.dynamodb("PutItem", &format!(
            r#"{{"TableName":"bench","Item":{{"id":{{"S":"k{id}"}},"v":{{"S":"{filler}"}}}}}}"#
        ))
        };
    let get = |client: &mut Client| {
        let id = serial.load(Ordering::Relaxed) / 2;
        client.dynamodb(
            "GetItem",
            &format!(r#"{{"TableName":"bench","Key":{{"id":{{"S":"k{id}"}}}}}}"#),
        )
    };
    for clients in [1, CLIENTS] {
        for (name, is_put) in [("PutItem", true), ("GetItem", false)] {
            let before = platform.cpu_seconds();
            let (count, per_second) = if is_put {
                drive(&platform.aws, clients, put)
            } else {
                drive(&platform.aws, clients, get)
            };
            let cpu = (platform.cpu_seconds() - before) / count as f64;
            println!(
                "{name}, signed, {clients} clients: {per_second:.0}/s, {:.0} us of processor each",
                cpu * 1e6
            );
        }
    }
    Ok(())
}

/// Calls as fast as `clients` connections go, for one round: how many, and how many a second.
fn drive<F>(host: &str, clients: usize, call: F) -> (u64, f64)
where
    F: Fn(&mut Client) -> io::Result<client::Answer> + Sync,
{
    let stop = Arc::new(AtomicBool::new(false));
    let count = AtomicU64::new(0);
    let started = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..clients {
            scope.spawn(|| {
                let mut client = Client::connect(host).expect("a connection");
                while !stop.load(Ordering::Relaxed) {
                    expect_ok(call(&mut client));
                    count.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        std::thread::sleep(ROUND);
        stop.store(true, Ordering::Relaxed);
    });
    let total = count.load(Ordering::Relaxed);
    (total, total as f64 / started.elapsed().as_secs_f64())
}
