//! One instance: its channel, its log, and the one exchange that may be under way on it.
//!
//! Nothing here spawns a task: whoever waits for the reply polls the channel, the log, the deadline
//! and the end of the sandbox together. Nobody reads an idle instance's log: what its threads print
//! before they are frozen waits in the pipe for the next invocation.

use std::cell::RefCell;
use std::future::Future;
use std::io::{self, PipeReader, Read};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use base::{Clock, Timestamp};
use sandbox::program::Refused;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::sync::oneshot;
use tokio::time::Sleep;

use crate::channel::{Channel, Heard, Letter};
use crate::frame::{SCRATCH_BYTES, Said};
use crate::freeze::Freezer;
use crate::logs::{Logs, Source, Splitter, Tail};
use crate::sandboxes::{Gone, Stem};
use crate::template::Cost;

/// Reads of the log before other tasks get a turn.
const LOG_READS_AT_ONCE: usize = 4;
/// What may be in the pipe when the reply comes; more than the kernel's default of 64 KiB.
const LOG_DRAIN_BYTES_MAX: usize = 1024 * 1024;
/// The channel is closed: the warden should know why by then.
const DEATH_PATIENCE: Duration = Duration::from_secs(2);

thread_local! {
    /// What one read goes into.
    static SCRATCH: RefCell<Vec<u8>> = RefCell::new(vec![0; SCRATCH_BYTES]);
}

pub struct Instance {
    pub sandbox: u64,
    pub source: Arc<Source>,
    pub keys_expire: Timestamp,
    /// Of the start; taken by the first invocation.
    pub init: Option<Duration>,
    /// As `init`, where it is a copy of a snapshot.
    pub restore: Option<Duration>,
    /// What was printed during the start, for the first invocation's tail.
    pub early: Option<Tail>,
    pub idle_since: Instant,
    pub freezer: Freezer,
    /// It is one of those that are kept initialised.
    pub provisioned: bool,
    /// It was started ahead of a call, and has seen none yet.
    pub unused: bool,
    /// The most that was ever resident.
    pub rss_kib: u32,
    /// What it took as a stem.
    pub stem: Cost,
    pub channel: Channel,
    log: AsyncFd<PipeReader>,
    log_closed: bool,
    splitter: Splitter,
    gone: oneshot::Receiver<Gone>,
    /// What `gone` said; the inner is `None` where the warden is gone too.
    end: Option<Option<Gone>>,
    timer: Pin<Box<Sleep>>,
}

/// What is sent and what bounds the wait for the answer.
pub struct Exchange {
    pub letter: Letter,
    pub deadline: Instant,
    /// The timer stands at `deadline`.
    pub armed: bool,
    pub tail: Option<Tail>,
    /// The channel is closed; how the process ended is awaited until then.
    pub dying: bool,
}

/// How an exchange ended.
#[derive(Debug)]
pub enum Ended {
    Said(Said),
    /// There is no program.
    NotStarted(Refused),
    TimedOut,
    /// None: the warden did not say in time.
    Died(Option<Gone>),
    /// It said what no bootstrap says.
    Violated(String),
    /// The warden is gone, and with it every sandbox.
    Lost,
}

/// Where lines go, with the time at which they came.
pub struct Sink<'a> {
    pub logs: &'a dyn Logs,
    pub clock: &'a dyn Clock,
}

impl Instance {
    pub fn new(
        mut stem: Stem,
        source: Arc<Source>,
        keys_expire: Timestamp,
    ) -> io::Result<Instance> {
        let channel = Channel::of(&mut stem)?;
        // SAFETY: a `PipeReader` owns its descriptor and keeps it until it is dropped, and nothing
        // takes it out of the `AsyncFd`.
        let log = unsafe {
            AsyncFd::register_with_interest(PipeReader::from(stem.log), Interest::READABLE)
        }?;
        Ok(Instance {
            sandbox: stem.sandbox,
            source,
            keys_expire,
            init: None,
            restore: None,
            early: None,
            idle_since: Instant::now(),
            freezer: Freezer::new(stem.freeze),
            provisioned: false,
            unused: false,
            rss_kib: 0,
            stem: Cost::default(),
            channel,
            log,
            log_closed: false,
            splitter: Splitter::default(),
            gone: stem.gone,
            end: None,
            timer: Box::pin(tokio::time::sleep(Duration::ZERO)),
        })
    }

    /// About what it takes for itself: as a stem, and what has become resident since.
    pub fn bytes(&self) -> u64 {
        let grown = (u64::from(self.rss_kib) * 1024).saturating_sub(self.stem.resident_bytes);
        self.stem.private_bytes + if self.stem.resident_bytes > 0 { grown } else { 0 }
    }

    /// Whether the sandbox has ended since the last look.
    pub fn is_dead(&mut self) -> bool {
        has_ended(&mut self.gone, &mut self.end)
    }

    fn poll_end(&mut self, context: &mut Context<'_>) -> Poll<Option<Gone>> {
        if self.end.is_none()
            && let Poll::Ready(gone) = Pin::new(&mut self.gone).poll(context)
        {
            self.end = Some(gone.ok());
        }
        self.end.map_or(Poll::Pending, Poll::Ready)
    }

    /// Drives an exchange. May be left and taken up again at any time.
    pub fn poll_exchange(
        &mut self,
        exchange: &mut Exchange,
        sink: &Sink<'_>,
        context: &mut Context<'_>,
    ) -> Poll<Ended> {
        if !exchange.dying
            && let Poll::Ready(ended) = self.poll_channel(exchange, context)
        {
            self.drain_log(&mut exchange.tail, sink);
            return Poll::Ready(ended);
        }
        self.poll_log(&mut exchange.tail, sink, context);
        if let Poll::Ready(gone) = self.poll_end(context) {
            return Poll::Ready(self.last_words(exchange, sink, gone));
        }
        if !exchange.armed {
            exchange.armed = true;
            self.timer.as_mut().reset(exchange.deadline.into());
        }
        if self.timer.as_mut().poll(context).is_ready() {
            self.drain_log(&mut exchange.tail, sink);
            return Poll::Ready(if exchange.dying { Ended::Died(None) } else { Ended::TimedOut });
        }
        Poll::Pending
    }

    fn poll_channel(&mut self, exchange: &mut Exchange, context: &mut Context<'_>) -> Poll<Ended> {
        let Instance { channel, gone, end, .. } = self;
        let mut gone = || has_ended(gone, end);
        Poll::Ready(match channel.poll(&mut exchange.letter, &mut gone, context) {
            Poll::Pending => return Poll::Pending,
            Poll::Ready(Heard::Closed) => {
                self.await_death(exchange);
                return Poll::Pending;
            }
            Poll::Ready(Heard::Said(said)) => Ended::Said(said),
            Poll::Ready(Heard::NotStarted(refused)) => Ended::NotStarted(refused),
            Poll::Ready(Heard::Violated(what)) => Ended::Violated(what),
            Poll::Ready(Heard::Lost) => Ended::Lost,
        })
    }

    /// The sandbox is gone; a reply may still be in the channel.
    fn last_words(
        &mut self,
        exchange: &mut Exchange,
        sink: &Sink<'_>,
        gone: Option<Gone>,
    ) -> Ended {
        let heard = self.channel.last_words();
        self.drain_log(&mut exchange.tail, sink);
        match (heard, gone) {
            (Some(Heard::Said(said)), _) => Ended::Said(said),
            (Some(Heard::NotStarted(refused)), _) => Ended::NotStarted(refused),
            (_, Some(gone)) => Ended::Died(Some(gone)),
            (_, None) => Ended::Lost,
        }
    }

    /// The other end is closed: nothing can be said any more, only how it ended is open.
    fn await_death(&mut self, exchange: &mut Exchange) {
        exchange.dying = true;
        exchange.deadline = Instant::now() + DEATH_PATIENCE;
        exchange.armed = false;
    }

    fn poll_log(&mut self, tail: &mut Option<Tail>, sink: &Sink<'_>, context: &mut Context<'_>) {
        let mut reads = 0;
        while !self.log_closed {
            let mut guard = match self.log.poll_read_ready(context) {
                Poll::Ready(Ok(guard)) => guard,
                Poll::Pending => return,
                Poll::Ready(Err(_)) => break,
            };
            let Some(read) = guarded_read(guard.get_inner(), |bytes| {
                take_lines(&mut self.splitter, &self.source, bytes, tail, sink);
            }) else {
                guard.clear_ready();
                continue;
            };
            if read < SCRATCH_BYTES {
                guard.clear_ready();
            }
            self.log_closed = read == 0;
            reads += 1;
            if reads == LOG_READS_AT_ONCE {
                context.waker().wake_by_ref();
                return;
            }
        }
    }

    /// Everything that was printed before now, then what has no line break.
    pub fn drain_log(&mut self, tail: &mut Option<Tail>, sink: &Sink<'_>) {
        let mut total = 0;
        while !self.log_closed && total < LOG_DRAIN_BYTES_MAX {
            let read = guarded_read(self.log.get_ref(), |bytes| {
                take_lines(&mut self.splitter, &self.source, bytes, tail, sink);
            });
            match read {
                None => break,
                Some(0) => self.log_closed = true,
                Some(count) => total += count,
            }
        }
        let now = sink.clock.now();
        let source = &self.source;
        self.splitter.flush(&mut |line| emit(source, now, line, tail, sink));
    }

    /// A line of the platform's own, in order with the function's.
    pub fn write_line(&self, line: &str, tail: &mut Option<Tail>, sink: &Sink<'_>) {
        emit(&self.source, sink.clock.now(), line, tail, sink);
    }

    /// Waits for the end of a sandbox that was killed.
    pub fn poll_gone(
        &mut self,
        exchange: &mut Exchange,
        context: &mut Context<'_>,
    ) -> Poll<Option<Gone>> {
        if let Poll::Ready(gone) = self.poll_end(context) {
            return Poll::Ready(gone);
        }
        if !exchange.dying {
            self.await_death(exchange);
        }
        if !exchange.armed {
            exchange.armed = true;
            self.timer.as_mut().reset(exchange.deadline.into());
        }
        self.timer.as_mut().poll(context).map(|()| None)
    }
}

fn has_ended(gone: &mut oneshot::Receiver<Gone>, end: &mut Option<Option<Gone>>) -> bool {
    if end.is_none() {
        *end = match gone.try_recv() {
            Ok(gone) => Some(Some(gone)),
            Err(oneshot::error::TryRecvError::Closed) => Some(None),
            Err(oneshot::error::TryRecvError::Empty) => None,
        };
    }
    end.is_some()
}

impl Exchange {
    pub fn new(letter: Letter, deadline: Instant, tail: Option<Tail>) -> Exchange {
        Exchange { letter, deadline, armed: false, tail, dying: false }
    }
}

/// `None`: nothing is there. `Some(0)`: nothing will come.
fn guarded_read(mut log: &PipeReader, take: impl FnOnce(&[u8])) -> Option<usize> {
    SCRATCH.with_borrow_mut(|scratch| match log.read(scratch) {
        Ok(count) => {
            if count > 0 {
                take(&scratch[..count]);
            }
            Some(count)
        }
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => None,
        Err(_) => Some(0),
    })
}

fn take_lines(
    splitter: &mut Splitter,
    source: &Arc<Source>,
    bytes: &[u8],
    tail: &mut Option<Tail>,
    sink: &Sink<'_>,
) {
    let now = sink.clock.now();
    splitter.push(bytes, &mut |line| emit(source, now, line, tail, sink));
}

fn emit(
    source: &Arc<Source>,
    now: Timestamp,
    line: &str,
    tail: &mut Option<Tail>,
    sink: &Sink<'_>,
) {
    if let Some(tail) = tail {
        tail.push(line);
    }
    sink.logs.write(source, now, line);
}
