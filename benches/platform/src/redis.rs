//! redis-server, as a yardstick: a list whose every change is synced before it is acknowledged.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::process;

/// What is said where it is not there.
pub const MISSING: &str =
    "there is no redis-server; on Debian and Ubuntu: apt install redis-server";

/// A running server. Ends, and its folder with it, when dropped.
pub struct Redis {
    child: Child,
    folder: std::path::PathBuf,
    address: String,
}

impl Redis {
    /// None where it is not installed.
    pub fn start() -> io::Result<Option<Redis>> {
        // It cannot be asked for a free port: one that is free now.
        let address = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let name = format!("squall-bench-redis-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder)?;
        let mut command = Command::new("redis-server");
        command.args(["--port", &address.port().to_string(), "--bind", "127.0.0.1"]);
        command.args(["--appendonly", "yes", "--appendfsync", "always", "--save", ""]).arg("--dir");
        command.arg(&folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = match command.spawn() {
            Ok(child) => child,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let redis = Redis { child, folder, address: address.to_string() };
        let up = || TcpStream::connect(&redis.address).is_ok();
        match process::wait_until(Duration::from_secs(10), up) {
            true => Ok(Some(redis)),
            false => Err(io::Error::other("redis-server did not start")),
        }
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// LPUSH and RPOP, one after the other, as fast as `clients` connections go: how many pairs, in
    /// how many seconds.
    pub fn drive(&self, time: Duration, clients: usize, body: &str) -> io::Result<(u64, f64)> {
        let (stop, count) = (AtomicBool::new(false), AtomicU64::new(0));
        let started = Instant::now();
        let push = command(&["LPUSH", "bench", body]);
        let pop = command(&["RPOP", "bench"]);
        let work = || -> io::Result<()> {
            let stream = TcpStream::connect(&self.address)?;
            stream.set_nodelay(true)?;
            let mut stream = BufReader::new(stream);
            while !stop.load(Ordering::Relaxed) {
                exchange(&mut stream, &push)?;
                exchange(&mut stream, &pop)?;
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
}

impl Drop for Redis {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn command(words: &[&str]) -> Vec<u8> {
    let mut bytes = format!("*{}\r\n", words.len());
    for word in words {
        bytes.push_str(&format!("${}\r\n{word}\r\n", word.len()));
    }
    bytes.into_bytes()
}

fn exchange(stream: &mut BufReader<TcpStream>, command: &[u8]) -> io::Result<()> {
    stream.get_mut().write_all(command)?;
    let mut line = String::new();
    stream.read_line(&mut line)?;
    match line.as_bytes().first() {
        Some(b':') => Ok(()),
        Some(b'$') => {
            let length: i64 = line[1..].trim().parse().map_err(io::Error::other)?;
            let length = usize::try_from(length).map_err(io::Error::other)?;
            let mut body = vec![0; length + 2];
            stream.read_exact(&mut body)
        }
        _ => Err(io::Error::other(format!("redis-server said {line}"))),
    }
}
