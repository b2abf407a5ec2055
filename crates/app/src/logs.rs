//! Functions' logs: from the engine's queue to the terminal and to the files that `squall logs`
//! reads. One thread; the engine never waits for it.

use std::collections::HashMap;
use std::fmt::Write as _;
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
/// What a batch leaves of the memory in which it was put together for the terminal.
const SHOWN_BYTES_KEPT: usize = 256 * 1024;

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
    let mut shown = String::new();
    while let Some(batch) = queue.next(PATIENCE) {
        let mut files = Files::default();
        for line in batch.lines() {
            if line.time != clock.0 {
                clock = (line.time, line.time.iso_millis());
            }
            let function = &*line.source.function;
            let file = files.of(function);
            for part in [&clock.1, "\t", line.text, "\n"] {
                file.extend_from_slice(part.as_bytes());
            }
            show_line(
                &mut shown,
                talk,
                function.strip_prefix(prefix).unwrap_or(function),
                &clock.1,
            );
            shown.push_str(&cli::harmless(line.text));
            shown.push('\n');
        }
        if let Some(notice) = batch.notice() {
            shown.push_str(&notice);
            shown.push('\n');
        }
        talk.write(&shown);
        shown.clear();
        shown.shrink_to(SHOWN_BYTES_KEPT);
        for (function, bytes) in files.all {
            let written = journal.append(function, &bytes);
            if let (Err(error), false) = (written, failed) {
                failed = true;
                let line = format!("warning: logs are not kept: {error}");
                talk.say(Style::Notice, &line);
            }
        }
        queue.give_back(batch);
    }
}

/// What comes before a line's text on the terminal: the time of day, and the function.
fn show_line(shown: &mut String, talk: &Talk, name: &str, time: &str) {
    let (begin, end) = talk.brush(Style::Dim);
    let _ = write!(shown, "{begin}{} {name:<14}{end} ", time.get(11..23).unwrap_or_default());
}

/// What a batch adds to each function's file.
#[derive(Default)]
struct Files<'a> {
    all: Vec<(&'a str, Vec<u8>)>,
    index: HashMap<&'a str, usize>,
    last: usize,
}

impl<'a> Files<'a> {
    fn of(&mut self, function: &'a str) -> &mut Vec<u8> {
        // Lines of one function come together.
        if self.all.get(self.last).is_none_or(|(name, _)| *name != function) {
            self.last = *self.index.entry(function).or_insert_with(|| {
                self.all.push((function, Vec::new()));
                self.all.len() - 1
            });
        }
        &mut self.all[self.last].1
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
