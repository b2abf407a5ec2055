//! What functions print, cut into lines and handed to whoever keeps them.
//!
//! Nothing here may block or grow: lines have a longest length, the queue a largest size, and what
//! does not fit is counted and said.

use std::ops::Range;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base::Timestamp;
use base::limit::LOG_TAIL_BYTES_MAX;

/// A longer line is cut in pieces (the largest log event of CloudWatch Logs, until 2025).
pub const LINE_BYTES_MAX: usize = 256 * 1024;
/// What a `Queue` holds unless told otherwise: a second of a very talkative function.
pub const QUEUE_BYTES_MAX: usize = 8 * 1024 * 1024;
/// A line costs this much beside its text.
const LINE_OVERHEAD_BYTES: usize = 64;
/// The reader lets lines gather this long, so that a busy function does not wake it for each.
const GATHER: Duration = Duration::from_millis(10);
/// What a batch that has been read keeps of its memory for the next one, which would else be grown
/// while functions wait: what gathers of a busy function.
const KEPT_BYTES_MAX: usize = 256 * 1024;

/// Where a line belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub function: Arc<str>,
    /// `/aws/lambda/NAME`.
    pub group: Arc<str>,
    /// `2026/11/22/[$LATEST]` and 32 hexadecimal digits: one instance.
    pub stream: Arc<str>,
}

/// Takes lines. Called on the request path: it must be quick and must not block.
pub trait Logs: Send + Sync {
    /// `line` has no line break at its end.
    fn write(&self, source: &Arc<Source>, time: Timestamp, line: &str);
}

/// Throws them away.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoLogs;

impl Logs for NoLogs {
    fn write(&self, _: &Arc<Source>, _: Timestamp, _: &str) {}
}

/// One line as the reader of a `Queue` sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    pub source: &'a Arc<Source>,
    pub time: Timestamp,
    pub text: &'a str,
}

/// Lines in the order in which they came.
#[derive(Debug, Default)]
pub struct Batch {
    text: String,
    lines: Vec<(Arc<Source>, Timestamp, Range<usize>)>,
    /// Lines and bytes that did not fit after these.
    pub dropped_lines: u64,
    pub dropped_bytes: u64,
}

impl Batch {
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.lines.iter().map(|(source, time, range)| Line {
            source,
            time: *time,
            text: &self.text[range.clone()],
        })
    }

    /// What to say where lines were dropped.
    pub fn notice(&self) -> Option<String> {
        (self.dropped_lines > 0).then(|| {
            format!(
                "[squall] {} lines ({} bytes) of function output dropped: they came faster than \
                 they could be written",
                self.dropped_lines, self.dropped_bytes
            )
        })
    }

    fn bytes(&self) -> usize {
        self.text.len() + self.lines.len() * LINE_OVERHEAD_BYTES
    }

    fn clear(&mut self) {
        self.text.clear();
        self.text.shrink_to(KEPT_BYTES_MAX);
        self.lines.clear();
        self.lines.shrink_to(KEPT_BYTES_MAX / LINE_OVERHEAD_BYTES);
        (self.dropped_lines, self.dropped_bytes) = (0, 0);
    }
}

/// A bounded queue between the engine and a thread that writes.
#[derive(Debug)]
pub struct Queue {
    bytes_max: usize,
    waiting: Mutex<Waiting>,
    arrived: Condvar,
}

#[derive(Debug, Default)]
struct Waiting {
    batch: Batch,
    /// Empty: what the next batch is written into.
    spare: Batch,
    closed: bool,
}

impl Queue {
    pub fn new(bytes_max: usize) -> Arc<Queue> {
        Arc::new(Queue { bytes_max, waiting: Mutex::default(), arrived: Condvar::new() })
    }

    /// Waits for lines, at most `patience`. Blocks: for a thread of its own. `None` once closed
    /// and empty; an empty batch where nothing came.
    pub fn next(&self, patience: Duration) -> Option<Batch> {
        let mut waiting = self.lock();
        if waiting.batch.lines.is_empty() && !waiting.closed {
            waiting = self
                .arrived
                .wait_timeout(waiting, patience)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
        if !waiting.closed && !waiting.batch.lines.is_empty() {
            drop(waiting);
            std::thread::sleep(GATHER);
            waiting = self.lock();
        }
        if waiting.closed && waiting.batch.lines.is_empty() && waiting.batch.dropped_lines == 0 {
            return None;
        }
        let spare = std::mem::take(&mut waiting.spare);
        Some(std::mem::replace(&mut waiting.batch, spare))
    }

    /// A batch that has been read: its memory is used again.
    pub fn give_back(&self, mut batch: Batch) {
        batch.clear();
        self.lock().spare = batch;
    }

    /// No more lines will come: the reader gets what is left, then `None`.
    pub fn close(&self) {
        self.lock().closed = true;
        self.arrived.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Logs for Queue {
    fn write(&self, source: &Arc<Source>, time: Timestamp, line: &str) {
        let mut waiting = self.lock();
        let batch = &mut waiting.batch;
        if batch.bytes() + line.len() + LINE_OVERHEAD_BYTES > self.bytes_max {
            batch.dropped_lines += 1;
            batch.dropped_bytes += line.len() as u64;
            return;
        }
        let from = batch.text.len();
        batch.text.push_str(line);
        let range = from..batch.text.len();
        let first = batch.lines.is_empty();
        batch.lines.push((Arc::clone(source), time, range));
        drop(waiting);
        if first {
            self.arrived.notify_one();
        }
    }
}

/// Cuts what is read from a pipe into lines.
#[derive(Debug, Default)]
pub struct Splitter {
    /// The beginning of a line whose end has not been read.
    partial: Vec<u8>,
}

impl Splitter {
    /// `emit` gets each line without its break.
    pub fn push(&mut self, mut bytes: &[u8], emit: &mut dyn FnMut(&str)) {
        while let Some(end) = memchr::memchr(b'\n', bytes) {
            let (line, rest) = (&bytes[..end], &bytes[end + 1..]);
            if self.partial.is_empty() {
                emit_cut(line, emit);
            } else {
                self.partial.extend_from_slice(line);
                self.flush(emit);
            }
            bytes = rest;
        }
        self.partial.extend_from_slice(bytes);
        while self.partial.len() > LINE_BYTES_MAX {
            let rest = self.partial.split_off(LINE_BYTES_MAX);
            self.flush(emit);
            self.partial = rest;
        }
    }

    /// The invocation is over: what has no line break is a line all the same.
    pub fn flush(&mut self, emit: &mut dyn FnMut(&str)) {
        if !self.partial.is_empty() {
            let partial = std::mem::take(&mut self.partial);
            emit_cut(&partial, emit);
            if partial.capacity() <= 8 * 1024 {
                self.partial = partial;
                self.partial.clear();
            }
        }
    }
}

fn emit_cut(line: &[u8], emit: &mut dyn FnMut(&str)) {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.len() <= LINE_BYTES_MAX {
        return emit(&String::from_utf8_lossy(line));
    }
    for piece in line.chunks(LINE_BYTES_MAX) {
        emit(&String::from_utf8_lossy(piece));
    }
}

/// The last 4 KiB of a log, for `LogType=Tail`.
#[derive(Clone, Debug, Default)]
pub struct Tail {
    bytes: Vec<u8>,
}

impl Tail {
    pub fn push(&mut self, line: &str) {
        let line = line.as_bytes();
        let line = &line[line.len().saturating_sub(LOG_TAIL_BYTES_MAX)..];
        self.bytes.extend_from_slice(line);
        self.bytes.push(b'\n');
        // Trimmed now and then rather than at each line.
        if self.bytes.len() > 4 * LOG_TAIL_BYTES_MAX {
            self.trim();
        }
    }

    pub fn into_bytes(mut self) -> Vec<u8> {
        self.trim();
        self.bytes
    }

    fn trim(&mut self) {
        let surplus = self.bytes.len().saturating_sub(LOG_TAIL_BYTES_MAX);
        self.bytes.drain(..surplus);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source() -> Arc<Source> {
        Arc::new(Source { function: "f".into(), group: "g".into(), stream: "s".into() })
    }

    fn split(chunks: &[&[u8]]) -> Vec<String> {
        let (mut splitter, mut lines) = (Splitter::default(), Vec::new());
        let mut emit = |line: &str| lines.push(line.to_owned());
        for chunk in chunks {
            splitter.push(chunk, &mut emit);
        }
        splitter.flush(&mut emit);
        lines
    }

    #[test]
    fn lines_are_cut_where_they_end_whatever_the_chunks() {
        assert_eq!(split(&[b"a\nb", b"c\r\n", b"\nd"]), ["a", "bc", "", "d"]);
        assert_eq!(split(&[b"\xff\n"]), ["\u{fffd}"]);
        assert!(split(&[b""]).is_empty());
    }

    #[test]
    fn an_endless_line_is_cut_and_not_kept() {
        let chunk = vec![b'x'; 100_000];
        let mut splitter = Splitter::default();
        let mut lengths = Vec::new();
        for _ in 0..30 {
            splitter.push(&chunk, &mut |line| lengths.push(line.len()));
            assert!(splitter.partial.len() <= LINE_BYTES_MAX);
        }
        splitter.flush(&mut |line| lengths.push(line.len()));
        assert_eq!(lengths.iter().sum::<usize>(), 3_000_000);
        assert!(lengths.iter().all(|length| *length <= LINE_BYTES_MAX));
        let whole = [vec![b'y'; 600_000], b"\n".to_vec()].concat();
        assert_eq!(split(&[&whole]).len(), 3);
    }

    #[test]
    fn a_full_queue_counts_what_it_drops() {
        let queue = Queue::new(1_000);
        let line = "0123456789".repeat(10);
        for _ in 0..100 {
            queue.write(&source(), Timestamp(1), &line);
        }
        let batch = queue.next(Duration::ZERO).unwrap();
        let kept = batch.lines().count();
        assert_eq!(kept as u64 + batch.dropped_lines, 100);
        assert_eq!(batch.dropped_bytes, batch.dropped_lines * 100);
        assert!(kept > 0 && batch.notice().unwrap().contains(&batch.dropped_lines.to_string()));
        queue.write(&source(), Timestamp(2), "after");
        queue.close();
        let batch = queue.next(Duration::ZERO).unwrap();
        assert_eq!(batch.lines().map(|line| line.text).collect::<Vec<_>>(), ["after"]);
        assert!(batch.notice().is_none() && queue.next(Duration::ZERO).is_none());
    }

    #[test]
    fn the_tail_is_the_end() {
        let mut tail = Tail::default();
        for number in 0..10_000 {
            tail.push(&format!("line {number}"));
        }
        tail.push("last");
        let bytes = tail.into_bytes();
        assert_eq!(bytes.len(), LOG_TAIL_BYTES_MAX);
        assert!(bytes.ends_with(b"line 9999\nlast\n"));
    }
}
