//! Every sandbox that the warden has been asked for, and the conversation with the warden.
//!
//! One task reads what the warden says; anybody may send. Nothing here knows a function.

use std::collections::{HashMap, VecDeque};
use std::future::poll_fn;
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd, RawFd};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use sandbox::{Event, Exit, ProgramEnds, Request};
use tokio::io::unix::AsyncFd;
use tokio::sync::oneshot;

use crate::template::{Stems, Template};
use crate::templates::Templates;

/// Requests that wait for the warden to read: more than every sandbox of a full account needs.
const OUTBOX_MAX: usize = 8192;
/// Events that are taken in before other tasks get a turn.
const EVENTS_AT_ONCE: usize = 64;

/// What the engine needs of a warden. `sandbox::Warden` is one; tests have their own.
pub trait WardenLink: Send + Sync + 'static {
    /// Never blocks: `WouldBlock` while the warden's queue is full.
    fn send(&self, request: &Request) -> io::Result<()>;
    /// `None` when nothing has been said; an error when the warden is gone.
    fn try_recv(&self) -> io::Result<Option<Event>>;
    /// Readable when `try_recv` has something, writable when `send` has room. Open, and the same
    /// one, as long as the link exists.
    fn as_fd(&self) -> BorrowedFd<'_>;
}

impl WardenLink for sandbox::Warden {
    fn send(&self, request: &Request) -> io::Result<()> {
        sandbox::Warden::send(self, request)
    }

    fn try_recv(&self) -> io::Result<Option<Event>> {
        sandbox::Warden::try_recv(self)
    }

    fn as_fd(&self) -> BorrowedFd<'_> {
        AsFd::as_fd(self)
    }
}

/// A listener that was opened inside a sandbox.
#[derive(Debug)]
pub struct Listener {
    pub sandbox: u64,
    /// Its place in `sandbox::Options::listen_ports`.
    pub port_index: usize,
    pub socket: OwnedFd,
}

/// Serves a listener until what it returns is dropped.
pub type OnListener = Box<dyn Fn(Listener) -> Box<dyn Send> + Send + Sync>;

/// A process in a finished sandbox that waits to be told which function it is.
#[derive(Debug)]
pub struct Stem {
    pub sandbox: u64,
    /// Taken by the instance that it becomes.
    pub channel: Option<OwnedFd>,
    pub log: OwnedFd,
    /// Freezes it, where the server can do that by itself.
    pub freeze: Option<OwnedFd>,
    pub gone: oneshot::Receiver<Gone>,
    /// It will be a program, and this is how it is spoken with.
    pub program: Option<ProgramEnds>,
}

/// Every process of a sandbox is dead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gone {
    pub exit: Exit,
    pub oom_killed: bool,
    pub memory_peak_bytes: u64,
    /// Code of a function may have run in it.
    pub began: bool,
}

/// Answers a request for a stem.
pub type StemAnswer = Result<Stem, String>;

pub struct Sandboxes {
    link: Arc<dyn WardenLink>,
    on_listener: OnListener,
    next: AtomicU64,
    live: Mutex<HashMap<u64, Entry>>,
    pub templates: Templates,
    outbox: Mutex<Outbox>,
    /// Places that were not clean after their sandbox had ended.
    pub discarded: AtomicU64,
    lost: AtomicBool,
    /// Nothing new is made any more.
    closing: AtomicBool,
}

#[derive(Default)]
struct Outbox {
    waiting: VecDeque<Request>,
    /// Of the task that talks to the warden.
    waker: Option<Waker>,
}

struct Entry {
    template: Arc<Template>,
    /// Who waits for this very stem; none: it goes to the template's stock.
    wanted: Option<oneshot::Sender<StemAnswer>>,
    gone: Option<oneshot::Sender<Gone>>,
    /// Ends serving its listeners when dropped.
    serving: Vec<Box<dyn Send>>,
}

impl Sandboxes {
    pub fn new(link: Arc<dyn WardenLink>, on_listener: OnListener, stems: Stems) -> Sandboxes {
        Sandboxes {
            link,
            on_listener,
            next: AtomicU64::new(1),
            live: Mutex::default(),
            templates: Templates::new(stems),
            outbox: Mutex::default(),
            discarded: AtomicU64::new(0),
            lost: AtomicBool::new(false),
            closing: AtomicBool::new(false),
        }
    }

    /// Asks for a stem: for the template's stock, or for whoever holds the other end of `wanted`.
    pub fn order(&self, template: &Arc<Template>, wanted: Option<oneshot::Sender<StemAnswer>>) {
        if self.closing.load(Ordering::Acquire) {
            if let Some(wanted) = wanted {
                let _ = wanted.send(Err("shutting down".into()));
            }
            return;
        }
        let sandbox = self.next.fetch_add(1, Ordering::Relaxed);
        let rehearse = wanted.is_none();
        let entry =
            Entry { template: Arc::clone(template), wanted, gone: None, serving: Vec::new() };
        self.live().insert(sandbox, entry);
        self.send(Request::Stem { template: template.id, sandbox, rehearse });
    }

    /// Asks for a stem that will be a snapshot, and the template of that number.
    pub fn order_seed(
        &self,
        template: &Arc<Template>,
        snapshot: u32,
        wanted: oneshot::Sender<StemAnswer>,
    ) {
        if self.closing.load(Ordering::Acquire) {
            let _ = wanted.send(Err("shutting down".into()));
            return;
        }
        let sandbox = self.next.fetch_add(1, Ordering::Relaxed);
        let (template_id, template) = (template.id, Arc::clone(template));
        let entry = Entry { template, wanted: Some(wanted), gone: None, serving: Vec::new() };
        self.live().insert(sandbox, entry);
        self.send(Request::Seed { template: template_id, sandbox, snapshot });
    }

    pub fn kill(&self, sandbox: u64) {
        self.send(Request::Kill { sandbox });
    }

    /// Ends every sandbox, those that are being made as soon as they are there.
    pub fn close(&self) {
        self.closing.store(true, Ordering::Release);
        let all: Vec<u64> = self.live().keys().copied().collect();
        for sandbox in all {
            self.kill(sandbox);
        }
    }

    pub fn count(&self) -> usize {
        self.live().len()
    }

    pub fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Acquire)
    }

    /// Sends, or keeps it until the warden has room. A full outbox means that the warden does not
    /// read any more: it counts as lost.
    pub fn send(&self, request: Request) {
        let mut outbox = lock(&self.outbox);
        if outbox.waiting.is_empty() {
            match self.link.send(&request) {
                Ok(()) => return,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => {
                    // The reading task meets the same end and says so.
                    tracing::debug!(%error, "the warden took no request");
                    return;
                }
            }
        }
        if outbox.waiting.len() >= OUTBOX_MAX {
            self.lost.store(true, Ordering::Release);
        } else {
            outbox.waiting.push_back(request);
        }
        if let Some(waker) = &outbox.waker {
            waker.wake_by_ref();
        }
    }

    /// Talks to the warden until it is gone; then says why.
    pub async fn converse(&self) -> io::Error {
        // SAFETY: the link owns the descriptor, is kept alive by `Polled`, and gives out the same
        // one at each call.
        let polled = match unsafe { AsyncFd::register(Polled(Arc::clone(&self.link))) } {
            Ok(polled) => polled,
            Err(error) => return self.end(error.into()),
        };
        let error = poll_fn(|context| self.poll_talk(&polled, context)).await;
        self.end(error)
    }

    fn poll_talk(&self, polled: &AsyncFd<Polled>, context: &mut Context<'_>) -> Poll<io::Error> {
        lock(&self.outbox).waker = Some(context.waker().clone());
        if let Poll::Ready(error) = self.poll_flush(polled, context) {
            return Poll::Ready(error);
        }
        if self.is_lost() {
            return Poll::Ready(io::Error::other("the warden does not read its requests"));
        }
        let mut taken = 0;
        loop {
            let mut guard = match polled.poll_read_ready(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Err(error)) => return Poll::Ready(error),
                Poll::Ready(Ok(guard)) => guard,
            };
            loop {
                if taken == EVENTS_AT_ONCE {
                    context.waker().wake_by_ref();
                    return Poll::Pending;
                }
                match self.link.try_recv() {
                    Ok(Some(event)) => self.take_in(event),
                    Ok(None) => break,
                    Err(error) => return Poll::Ready(error),
                }
                taken += 1;
            }
            guard.clear_ready();
        }
    }

    fn poll_flush(&self, polled: &AsyncFd<Polled>, context: &mut Context<'_>) -> Poll<io::Error> {
        loop {
            if lock(&self.outbox).waiting.is_empty() {
                return Poll::Pending;
            }
            let mut guard = match polled.poll_write_ready(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Err(error)) => return Poll::Ready(error),
                Poll::Ready(Ok(guard)) => guard,
            };
            let mut outbox = lock(&self.outbox);
            while let Some(request) = outbox.waiting.front() {
                match self.link.send(request) {
                    Ok(()) => outbox.waiting.pop_front(),
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                        guard.clear_ready();
                        break;
                    }
                    Err(error) => return Poll::Ready(error),
                };
            }
        }
    }

    fn take_in(&self, event: Event) {
        match event {
            Event::TemplateReady { template, took_ms } => {
                if let Some(found) = self.templates.find(template) {
                    found.started(took_ms, self);
                }
            }
            Event::TemplateFailed { template, reason } => {
                if let Some(found) = self.templates.find(template) {
                    found.failed(&reason, self);
                }
            }
            Event::StemReady { template: _, sandbox, channel, log, listeners, freeze, program } => {
                let (sender, gone) = oneshot::channel();
                let channel = Some(channel);
                let stem = Stem { sandbox, channel, log, freeze, gone, program };
                self.stem_ready(stem, listeners, sender);
            }
            Event::PlaceDiscarded { reason } => {
                tracing::warn!(reason, "a sandbox left something behind; its place is thrown away");
                self.discarded.fetch_add(1, Ordering::Relaxed);
            }
            Event::StemCost { template, private_bytes, resident_bytes } => {
                if let Some(found) = self.templates.find(template) {
                    found.measured(private_bytes, resident_bytes);
                }
            }
            Event::StemFailed { sandbox, reason } => {
                let entry = self.live().remove(&sandbox);
                if let Some(Entry { template, wanted, .. }) = entry {
                    match wanted {
                        Some(wanted) => drop(wanted.send(Err(reason))),
                        None => template.refill_failed(&reason),
                    }
                }
            }
            Event::Gone { sandbox, exit, oom_killed, memory_peak_bytes, began } => {
                let entry = self.live().remove(&sandbox);
                if let Some(Entry { gone: Some(gone), .. }) = entry {
                    let _ = gone.send(Gone { exit, oom_killed, memory_peak_bytes, began });
                }
            }
        }
    }

    fn stem_ready(&self, stem: Stem, listeners: Vec<OwnedFd>, gone: oneshot::Sender<Gone>) {
        let sandbox = stem.sandbox;
        let serving: Vec<_> = listeners
            .into_iter()
            .enumerate()
            .map(|(port_index, socket)| {
                (self.on_listener)(Listener { sandbox, port_index, socket })
            })
            .collect();
        let (template, wanted) = {
            let mut live = self.live();
            let Some(entry) = live.get_mut(&sandbox) else {
                drop(live);
                return self.kill(sandbox);
            };
            entry.gone = Some(gone);
            entry.serving = serving;
            (Arc::clone(&entry.template), entry.wanted.take())
        };
        // It was ordered before, and its kill may have come too early.
        if self.closing.load(Ordering::Acquire) {
            return self.kill(sandbox);
        }
        match wanted {
            // Nobody waits any longer: it is as good a stem as any.
            Some(wanted) => match wanted.send(Ok(stem)) {
                Ok(()) | Err(Err(_)) => {}
                Err(Ok(stem)) => template.stock(stem, false, self),
            },
            None => template.stock(stem, true, self),
        }
    }

    /// Everybody who waits for a sandbox learns that none will come.
    fn end(&self, error: io::Error) -> io::Error {
        self.lost.store(true, Ordering::Release);
        self.live().clear();
        for template in self.templates.all() {
            template.lost();
        }
        lock(&self.outbox).waiting.clear();
        error
    }

    fn live(&self) -> MutexGuard<'_, HashMap<u64, Entry>> {
        lock(&self.live)
    }
}

/// For `AsyncFd`.
struct Polled(Arc<dyn WardenLink>);

impl AsRawFd for Polled {
    fn as_raw_fd(&self) -> RawFd {
        self.0.as_fd().as_raw_fd()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
