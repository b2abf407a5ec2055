//! S3: small objects read and written, large ones up and down, a bucket of many keys.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::Run;
use crate::application::{Application, PLAIN};
use crate::client::{Answer, Client, expect_ok};
use crate::figure::{Board, Goal};
use crate::nginx::{self, Nginx};
use crate::platform::Platform;
use crate::process::{self, Shares};
use crate::warm::{Rate, drive_for};

/// Of one server, before it is the next one's turn.
const SLICE: Duration = Duration::from_millis(500);
const ROUNDS: usize = 8;
const CLIENTS: usize = 16;
const SMALL: usize = 4096;
const PART: usize = 16 * 1024 * 1024;
const PART_CLIENTS: usize = 4;
const PARTS: usize = 64;
const KEYS: usize = 1_000_000;
/// Keys of a page, and of the bucket that the large one is compared with.
const PAGE: usize = 1000;

pub fn objects(run: &Run, board: &mut Board) -> io::Result<()> {
    let mut application = Application::new("python3.11");
    application.file("plain.py", PLAIN).function("plain", "plain.handler", &[]);
    let platform = Platform::start(&application)?;
    let mut client = Client::connect(&platform.aws)?;
    expect_ok(client.s3("PUT", "/bench", b""))?;
    let folder = std::env::temp_dir().join(format!("squall-bench-files-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let done = get(run, board, &platform, &folder)
        .and_then(|()| put(run, board, &platform, &folder))
        .and_then(|()| large(run, board, &platform, &folder));
    fs::remove_dir_all(&folder)?;
    done?;
    keys(run, board, platform, &application)
}

fn get(run: &Run, board: &mut Board, platform: &Platform, folder: &Path) -> io::Result<()> {
    let name = "objects: GET of 4 KiB a processor second / nginx, a file";
    let body = vec![b'x'; SMALL];
    expect_ok(Client::connect(&platform.aws)?.s3("PUT", "/bench/small", &body))?;
    fs::write(folder.join("small"), &body)?;
    let Some(nginx) = Nginx::files(folder)? else {
        board.skip(name, nginx::MISSING);
        return Ok(());
    };
    let (mut ours, mut yardstick) = (Rate::default(), Rate::default());
    for _ in 0..run.times(ROUNDS) {
        ours.round(
            || Shares::of(platform.pid()),
            || drive_for(SLICE, &platform.aws, CLIENTS, |one| one.s3("GET", "/bench/small", b"")),
        )?;
        yardstick.round(
            || Shares::of(nginx.pid()),
            || drive_for(SLICE, &nginx.address, CLIENTS, |one| one.plain("GET", "/small", b"")),
        )?;
    }
    let ratio = ours.per_cpu_second() / yardstick.per_cpu_second();
    let goal = Some(Goal::at_least(0.3).moonshot(0.5));
    board.row(name, ratio, goal, ours.text(), yardstick.text());
    Ok(())
}

fn put(run: &Run, board: &mut Board, platform: &Platform, folder: &Path) -> io::Result<()> {
    static SERIAL: AtomicU64 = AtomicU64::new(0);
    let body = vec![b'x'; SMALL];
    let mut ours = Rate::default();
    let (mut files, mut seconds) = (0, 0.0);
    for _ in 0..run.times(ROUNDS) {
        ours.round(
            || Shares::of(platform.pid()),
            || {
                drive_for(SLICE, &platform.aws, CLIENTS, |one| {
                    let number = SERIAL.fetch_add(1, Ordering::Relaxed);
                    one.s3("PUT", &format!("/bench/put/{number}"), &body)
                })
            },
        )?;
        let started = Instant::now();
        files += write_files(folder, &body)?;
        seconds += started.elapsed().as_secs_f64();
    }
    let theirs = files as f64 / seconds;
    let name = "objects: PUT of 4 KiB, durable, 16 clients / create, write, sync, rename";
    let goal = Some(Goal::at_least(3.0).moonshot(6.0));
    board.row(name, ours.per_second() / theirs, goal, ours.text(), format!("{theirs:.0}/s"));
    Ok(())
}

/// As many threads as there are clients, for as long.
fn write_files(folder: &Path, body: &[u8]) -> io::Result<u64> {
    let end = Instant::now() + SLICE;
    let write = |thread: usize| -> io::Result<u64> {
        let mut count = 0;
        let directory = File::open(folder)?;
        while Instant::now() < end {
            let (new, named) = (format!("new-{thread}"), format!("file-{thread}-{count}"));
            let mut file = File::create(folder.join(&new))?;
            file.write_all(body)?;
            file.sync_all()?;
            fs::rename(folder.join(new), folder.join(named))?;
            directory.sync_all()?;
            count += 1;
        }
        Ok(count)
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..CLIENTS).map(|thread| scope.spawn(move || write(thread))).collect();
        let counts = threads.into_iter().map(|thread| thread.join().expect("a writing thread"));
        counts.sum()
    })
}

fn large(run: &Run, board: &mut Board, platform: &Platform, folder: &Path) -> io::Result<()> {
    let parts = run.times(PARTS);
    let mut client = Client::connect(&platform.aws)?;
    let begun = expect_ok(client.s3("POST", "/bench/large?uploads=", b""))?;
    let id = element(&begun, "UploadId")?;
    let before = platform.cpu_seconds();
    let started = Instant::now();
    let number = AtomicU64::new(0);
    share(PART_CLIENTS, || {
        let mut client = Client::connect(&platform.aws)?;
        loop {
            let at = number.fetch_add(1, Ordering::Relaxed) as usize;
            if at >= parts {
                return Ok(());
            }
            let target = format!("/bench/large?partNumber={}&uploadId={id}", at + 1);
            expect_ok(client.s3("PUT", &target, &part(at)))?;
        }
    })?;
    complete(&mut client, &id)?;
    let (up, cpu) = (started.elapsed().as_secs_f64(), platform.cpu_seconds() - before);
    let copied = copy(folder, parts)?;
    let size = format!("{} MiB", parts * PART / 1024 / 1024);
    let text = |seconds: f64, cpu: f64| format!("{seconds:.2} s, {cpu:.2} CPU-s");
    let name = format!("objects: {size} up in parts / cp and sync");
    board.row(&name, up / copied, None, text(up, cpu), format!("{copied:.2} s"));

    let before = platform.cpu_seconds();
    let started = Instant::now();
    let got = expect_ok(client.s3("GET", "/bench/large", b""))?;
    let (down, cpu) = (started.elapsed().as_secs_f64(), platform.cpu_seconds() - before);
    if got.body.len() != parts * PART {
        return Err(io::Error::other("another object came down than went up"));
    }
    let name = format!("objects: {size} down / cp and sync");
    board.row(&name, down / copied, None, text(down, cpu), format!("{copied:.2} s"));
    Ok(())
}

/// A part's bytes; no two parts are the same.
fn part(at: usize) -> Vec<u8> {
    let mut bytes = vec![at as u8; PART];
    bytes[..8].copy_from_slice(&(at as u64).to_le_bytes());
    bytes
}

fn complete(client: &mut Client, id: &str) -> io::Result<()> {
    let listed = expect_ok(client.s3("GET", &format!("/bench/large?uploadId={id}"), b""))?;
    let text = String::from_utf8_lossy(&listed.body);
    let mut document = String::from("<CompleteMultipartUpload>");
    for (index, part) in text.split("<Part>").skip(1).enumerate() {
        let etag = part.split("<ETag>").nth(1).and_then(|rest| rest.split("</ETag>").next());
        let (number, etag) = (index + 1, etag.unwrap_or_default());
        document.push_str(&format!(
            "<Part><PartNumber>{number}</PartNumber><ETag>{etag}</ETag></Part>"
        ));
    }
    document.push_str("</CompleteMultipartUpload>");
    let target = format!("/bench/large?uploadId={id}");
    expect_ok(client.s3("POST", &target, document.as_bytes())).map(drop)
}

/// Seconds of a copy that is on disk when it ends.
fn copy(folder: &Path, parts: usize) -> io::Result<f64> {
    let (from, to): (PathBuf, PathBuf) = (folder.join("from"), folder.join("to"));
    let mut file = File::create(&from)?;
    for at in 0..parts {
        file.write_all(&part(at))?;
    }
    file.sync_all()?;
    let started = Instant::now();
    fs::copy(&from, &to)?;
    File::open(&to)?.sync_all()?;
    Ok(started.elapsed().as_secs_f64())
}

fn element(answer: &Answer, name: &str) -> io::Result<String> {
    let text = String::from_utf8_lossy(&answer.body);
    let value = text.split(&format!("<{name}>")).nth(1);
    let value = value.and_then(|rest| rest.split("</").next());
    value.map(str::to_owned).ok_or_else(|| io::Error::other(format!("no {name} in {text}")))
}

fn share(threads: usize, work: impl Fn() -> io::Result<()> + Sync) -> io::Result<()> {
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..threads).map(|_| scope.spawn(&work)).collect();
        all.into_iter().try_for_each(|one| one.join().expect("a client's thread"))
    })
}

fn keys(
    run: &Run,
    board: &mut Board,
    platform: Platform,
    application: &Application,
) -> io::Result<()> {
    let keys = run.times(KEYS);
    let mut client = Client::connect(&platform.aws)?;
    for bucket in ["/few", "/many"] {
        expect_ok(client.s3("PUT", bucket, b""))?;
    }
    let before = process::own_memory_mib(platform.pid());
    let fill = |bucket: &str, count: usize| {
        let number = AtomicU64::new(0);
        share(4 * CLIENTS, || {
            let mut client = Client::connect(&platform.aws)?;
            loop {
                let at = number.fetch_add(1, Ordering::Relaxed) as usize;
                if at >= count {
                    return Ok(());
                }
                expect_ok(client.s3("PUT", &format!("/{bucket}/key-{at:07}"), b""))?;
            }
        })
    };
    fill("few", PAGE)?;
    fill("many", keys)?;
    let mut page = |bucket: &str| -> io::Result<f64> {
        let started = Instant::now();
        for at in 0..20 {
            let after = format!("key-{:07}", at * keys / 40);
            let after = if bucket == "few" { String::new() } else { after };
            let target = format!("/{bucket}?list-type=2&start-after={after}");
            expect_ok(client.s3("GET", &target, b""))?;
        }
        Ok(started.elapsed().as_secs_f64() * 1000.0 / 20.0)
    };
    let (few, many) = (page("few")?, page("many")?);
    let name = format!("objects: a page of 1,000 out of {keys} / out of 1,000");
    board.row(&name, many / few, None, format!("{many:.2} ms"), format!("{few:.2} ms"));
    let after = process::own_memory_mib(platform.pid());
    let name = format!("objects: the server's memory with {keys} keys / without");
    board.row(&name, after / before, None, format!("{after:.1} MiB"), format!("{before:.1} MiB"));
    let first = platform.ready.as_secs_f64();
    let again = platform.again(application)?.ready.as_secs_f64();
    let name = format!("objects: a start with {keys} keys / the first one");
    board.row(&name, again / first, None, format!("{again:.2} s"), format!("{first:.2} s"));
    Ok(())
}
