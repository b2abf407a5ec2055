//! Functions' logs: from the engine's queue to the terminal and to the files that `squall logs`
//! reads. One thread; the engine never waits for it.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use base::Timestamp;
use cli::{Style, Talk};
use engine::logs::Queue;
use store::journal::{self, Follower, Journal};

use crate::failure::Failure;
use crate::place::Place;

/// How often `logs -f` looks for more.
const FOLLOW_EVERY: Duration = Duration::from_millis(100);
/// How long the writer waits at most before it looks whether it is to end.
const PATIENCE: Duration = Duration::from_millis(500);

/// The thread that writes; ends when the queue is closed and empty.
pub fn write(
    queue: Arc<Queue>,
    folder: &Path,
    prefix: String,
    talk: Arc<Talk>,
) -> Result<JoinHandle<()>, Failure> {
    let journal = Journal::open(folder).map_err(|error| {
        Failure::new(format!("could not open {}", folder.display()), error.to_string(), "")
    })?;
    Ok(std::thread::spawn(move || drain(&queue, journal, &prefix, &talk)))
}

fn drain(queue: &Queue, mut journal: Journal, prefix: &str, talk: &Talk) {
    let mut failed = false;
    // Lines come many to a millisecond; writing a time is the dearest part of each.
    let mut clock = (Timestamp::default(), Timestamp::default().iso_millis());
    while let Some(batch) = queue.next(PATIENCE) {
        let mut files: HashMap<&str, Vec<u8>> = HashMap::new();
        let mut shown = String::new();
        for line in batch.lines() {
            let function = &*line.source.function;
            if line.time != clock.0 {
                clock = (line.time, line.time.iso_millis());
            }
            let time = &clock.1;
            let bytes = files.entry(function).or_default();
            bytes.extend_from_slice(format!("{time}\t{}\n", line.text).as_bytes());
            let name = function.strip_prefix(prefix).unwrap_or(function);
            let time = time.get(11..23).unwrap_or_default();
            shown.push_str(&talk.paint(Style::Dim, &format!("{time} {name:<14}")));
            shown.push(' ');
            shown.push_str(&cli::harmless(line.text));
            shown.push('\n');
        }
        if let Some(notice) = batch.notice() {
            shown.push_str(&notice);
            shown.push('\n');
        }
        talk.write(&shown);
        for (function, bytes) in files {
            let written = journal.append(function, &bytes);
            if let (Err(error), false) = (written, failed) {
                failed = true;
                let line = format!("warning: logs are not kept: {error}");
                talk.say(Style::Notice, &line);
            }
        }
    }
}

/// `squall logs`: one function's lines, or everybody's, in the order of their times.
pub fn print(place: &Place, asked: &cli::Logs) -> Result<(), Failure> {
    let folder = place.logs();
    let broken = |error: std::io::Error| {
        Failure::new(format!("could not read {}", folder.display()), error.to_string(), "")
    };
    let names = names(place, asked.function.as_deref()).map_err(broken)?;
    if let (Some(function), false) = (&asked.function, asked.follow) {
        has_logged(&folder, &names, function)?;
    }
    let mut followers = Vec::new();
    let mut lines = Vec::new();
    for name in names {
        let (last, follower) = Follower::last(&folder, &name, asked.lines).map_err(broken)?;
        lines.extend(last.into_iter().map(|line| (line, name.clone())));
        followers.push((name, follower));
    }
    lines.sort_by(|(a, _), (b, _)| time(a).cmp(time(b)));
    lines.drain(..lines.len().saturating_sub(asked.lines));
    show(&lines);
    if asked.follow {
        follow(&folder, asked.function.is_none(), followers).map_err(broken)?;
    }
    Ok(())
}

/// Prints what is appended, without end.
fn follow(folder: &Path, all: bool, mut followers: Vec<(String, Follower)>) -> std::io::Result<()> {
    loop {
        std::thread::sleep(FOLLOW_EVERY);
        if all {
            for name in journal::names(folder)? {
                if !followers.iter().any(|(known, _)| *known == name) {
                    // It began after us: all of it is new.
                    let (lines, follower) = Follower::last(folder, &name, usize::MAX)?;
                    show(&lines.into_iter().map(|l| (l, name.clone())).collect::<Vec<_>>());
                    followers.push((name, follower));
                }
            }
        }
        let mut lines = Vec::new();
        for (name, follower) in &mut followers {
            lines.extend(follower.more()?.into_iter().map(|line| (line, name.clone())));
        }
        lines.sort_by(|(a, _), (b, _)| time(a).cmp(time(b)));
        show(&lines);
    }
}

/// What never logged is told from what logged nothing of late.
fn has_logged(folder: &Path, names: &[String], function: &str) -> Result<(), Failure> {
    let all = journal::names(folder).unwrap_or_default();
    if names.iter().all(|name| all.contains(name)) {
        return Ok(());
    }
    let why = match all.is_empty() {
        true => "no function has been called yet".to_owned(),
        false => format!("there are logs of: {}", all.join(", ")),
    };
    Err(Failure::new(format!("{function} has logged nothing"), why, "see `squall ls`"))
}

/// The function that is meant: its whole name, or its key in the manifest.
fn names(place: &Place, function: Option<&str>) -> std::io::Result<Vec<String>> {
    let all = journal::names(&place.logs())?;
    let Some(function) = function else { return Ok(all) };
    let suffix = format!("-{function}");
    let found = all.iter().find(|name| *name == function);
    let found = found.or_else(|| all.iter().find(|name| name.ends_with(&suffix)));
    Ok(vec![found.cloned().unwrap_or_else(|| match place.running_server() {
        Ok(facts) => format!("{}-{}{suffix}", facts.service, facts.stage),
        Err(_) => function.to_owned(),
    })])
}

fn time(line: &str) -> &str {
    line.split('\t').next().unwrap_or_default()
}

fn show(lines: &[(String, String)]) {
    use std::io::{IsTerminal, Write};
    let mut out = std::io::stdout().lock();
    let on_terminal = out.is_terminal();
    for (line, name) in lines {
        let (time, text) = line.split_once('\t').unwrap_or(("", line));
        let text = if on_terminal { cli::harmless(text) } else { text.into() };
        if writeln!(out, "{time} {name} {text}").is_err() {
            std::process::exit(0);
        }
    }
    let _ = out.flush();
}
