//! The store as its users hold it.

use crate::alarm;
use crate::blob::Blobs;
use crate::dir::Dir;
use crate::engine::{Engine, Failure};
use crate::error::{Error, WriteError};
use crate::feed::Feed;
use crate::limit;
use crate::pending::{Pending, Promise};
use crate::record::Record;
use crate::timer::Timer;
use crate::tx::{ReadTx, WriteTx};
use crate::wait::{By, Wait, Waiters};
use crate::writer::{Finish, Job, Shared, panic_text, run_committer, run_writer};
use base::{Clock, Random, SystemClock, SystemRandom, Timestamp};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What the store is given.
#[derive(Clone)]
pub struct Options {
    pub clock: Arc<dyn Clock>,
    /// The machine's clock, where the store lives by another one.
    pub machine: Option<Arc<dyn Clock>>,
    pub random: Arc<dyn Random>,
    /// Memory for pages of the data file.
    pub cache_bytes: usize,
    /// Bytes of the journal before a checkpoint.
    pub journal_bytes: usize,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            clock: Arc::new(SystemClock),
            machine: None,
            random: Arc::new(SystemRandom),
            cache_bytes: limit::CACHE_BYTES_DEFAULT,
            journal_bytes: limit::JOURNAL_BYTES_DEFAULT,
        }
    }
}

/// Rows, feeds, timers and blobs. A clone is another handle of the same store; when the last one is
/// dropped, what was accepted is committed and the directory is let go.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
    blobs: Blobs,
    _threads: Arc<Threads>,
}

impl Store {
    /// Opens the store in `dir`, or makes it. One process at a time may have it open.
    pub fn open(dir: impl AsRef<Path>, options: Options) -> Result<Store, Error> {
        Store::open_failing(dir.as_ref(), options, Arc::default())
    }

    /// [`Store::open`] over files that fail as planned, for tests; without a plan they do not.
    pub(crate) fn open_failing(
        dir: &Path,
        options: Options,
        failure: Arc<Failure>,
    ) -> Result<Store, Error> {
        let dir = Dir::open(dir)?;
        let rows = dir.rows(|file| Engine::make(file, &options))?;
        let engine = Engine::on_disk(rows, dir.journal()?, failure, &options)?;
        let blobs = Blobs::on_disk(dir.blobs(), options.random.clone())?;
        Store::start(engine, blobs, options, Some(dir))
    }

    /// A store with the same behaviour that is gone with its last handle. Nothing touches a disk.
    pub fn ephemeral(options: Options) -> Result<Store, Error> {
        let engine = Engine::in_memory(&options)?;
        let blobs = Blobs::in_memory(options.random.clone());
        Store::start(engine, blobs, options, None)
    }

    fn start(
        engine: Engine,
        blobs: Blobs,
        options: Options,
        dir: Option<Dir>,
    ) -> Result<Store, Error> {
        let first = engine.snapshot();
        let shared = Arc::new(Shared::new(options, first));
        let threads = Threads::start(&shared, engine, dir)
            .map_err(|error| Error::io("starting the store's threads", &error))?;
        Ok(Store { shared, blobs, _threads: Arc::new(threads) })
    }

    /// Reads one unchanging state: all that was acknowledged before, and nothing else.
    pub fn read<R>(&self, closure: impl FnOnce(&ReadTx) -> R) -> R {
        closure(&ReadTx::new(self.shared.current(), self.shared.clock.now()))
    }

    /// Runs `closure` alone, after all that were given before it. The answer comes when what it
    /// wrote is on disk. One that returns Err, or panics, leaves no trace.
    ///
    /// It must not wait for anything: every other write waits for it. It must not have effects but
    /// through its transaction, whose outcome is not known yet when it returns.
    pub fn write<R, E, F>(&self, closure: F) -> Pending<Result<R, WriteError<E>>>
    where
        F: FnOnce(&mut WriteTx) -> Result<R, E> + Send + 'static,
        R: Send + 'static,
        E: Send + 'static,
    {
        let (pending, promise) = Pending::pair();
        self.shared.submit(job(closure, promise));
        pending
    }

    /// [`Store::write`], and waits. Not from inside a closure, which would wait for itself.
    pub fn write_blocking<R, E, F>(&self, closure: F) -> Result<R, WriteError<E>>
    where
        F: FnOnce(&mut WriteTx) -> Result<R, E> + Send + 'static,
        R: Send + 'static,
        E: Send + 'static,
    {
        self.write(closure).wait()
    }

    /// Waits until a partition holds an entry after `after`; gives its last sequence number.
    pub fn wait<V: Record>(&self, feed: &Feed<V>, partition: &[u8], after: u64) -> Wait {
        let wait = Wait::feed(&self.shared, feed.name, partition, after);
        match self.read(|tx| tx.feed_last(feed, partition)) {
            Ok(last) if last > after => wait.complete(Ok(last)),
            Ok(_) => {}
            Err(error) => wait.complete(Err(error)),
        }
        wait
    }

    /// Waits until the timer's earliest deadline has come by the store's clock.
    pub fn wait_due<V: Record>(&self, timer: &Timer<V>) -> Wait {
        Wait::timer(&self.shared, timer.name)
    }

    /// Waits until a time has come by the store's clock.
    pub fn wait_until(&self, time: Timestamp) -> Wait {
        Wait::time(&self.shared, By::Store, time.0)
    }

    /// Waits for so long by the machine's clock, whatever the store lives by: for who is waited
    /// for by somebody.
    pub fn wait_for(&self, time: Duration) -> Wait {
        let until = self.shared.machine.now().plus(time);
        Wait::time(&self.shared, By::Machine, until.0)
    }

    /// The first time after now at which a timer is due, or that somebody waits for.
    pub fn next_deadline(&self) -> Result<Option<Timestamp>, Error> {
        let now = self.shared.clock.now();
        let timers = self.read(|tx| tx.next_deadline(now))?;
        let awaited = Waiters::next_time(&self.shared.waiters.lock(), By::Store).map(Timestamp);
        Ok(timers.into_iter().chain(awaited.filter(|time| *time > now)).min())
    }

    /// Whether somebody whose time has come by the store's clock has not been woken yet, or was and
    /// still holds its [`Wait`].
    pub fn is_waking(&self) -> bool {
        let now = self.shared.clock.now();
        Waiters::is_waking(&self.shared.waiters.lock(), now.0)
    }

    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.shared.clock
    }

    /// To be called when the given clock was moved by hand: deadlines are looked at again.
    pub fn clock_moved(&self) {
        self.shared.waiters.nudge();
    }

    pub fn blobs(&self) -> &Blobs {
        &self.blobs
    }

    /// Why no more writes are taken, once a commit has failed.
    pub fn poisoned(&self) -> Option<Error> {
        self.shared.poisoned().cloned()
    }
}

/// A closure and its answer, in the form that the writer runs.
fn job<R, E, F>(closure: F, promise: Promise<Result<R, WriteError<E>>>) -> Job
where
    F: FnOnce(&mut WriteTx) -> Result<R, E> + Send + 'static,
    R: Send + 'static,
    E: Send + 'static,
{
    Box::new(move |tx| {
        let tx = match tx {
            Ok(tx) => tx,
            Err(error) => {
                promise.complete(Err(WriteError::Store(error)));
                return None;
            }
        };
        // What the closure left half-done is thrown away, so nothing can be seen broken.
        let result = catch_unwind(AssertUnwindSafe(|| closure(tx)));
        let answer = match (result, tx.refusal()) {
            (Ok(Ok(_)), Some(refused)) => Err(WriteError::Store(refused)),
            (Ok(Ok(value)), None) => Ok(value),
            (Ok(Err(error)), _) => Err(WriteError::Closure(error)),
            (Err(panic), _) => Err(WriteError::Store(Error::Panicked(panic_text(&*panic)))),
        };
        if answer.is_ok() {
            tx.accept();
        } else {
            tx.reject();
        }
        let finish: Finish = Box::new(move |outcome: Result<(), Error>| {
            promise.complete(match outcome {
                Ok(()) => answer,
                Err(error) => Err(WriteError::Store(error)),
            });
        });
        Some(finish)
    })
}

/// The store's threads; they end when this is dropped.
struct Threads {
    shared: Arc<Shared>,
    handles: Mutex<Vec<JoinHandle<()>>>,
}

impl Threads {
    fn start(shared: &Arc<Shared>, engine: Engine, dir: Option<Dir>) -> io::Result<Threads> {
        let threads = Threads { shared: shared.clone(), handles: Mutex::default() };
        let stopped = Arc::new(OnceLock::new());
        let engine = Arc::new(Mutex::new(engine));
        let writer = (shared.clone(), engine.clone(), stopped.clone());
        threads.spawn("store-writer", move || run_writer(&writer.0, writer.1, &writer.2))?;
        let committer = shared.clone();
        threads.spawn("store-committer", move || {
            run_committer(&committer, &engine, &stopped);
            // The directory is let go after the engine has let go of its file.
            drop(engine);
            drop(dir);
        })?;
        let alarm = shared.clone();
        threads.spawn("store-alarm", move || alarm::run(&alarm))?;
        Ok(threads)
    }

    fn spawn(&self, name: &str, body: impl FnOnce() + Send + 'static) -> io::Result<()> {
        let handle = thread::Builder::new().name(name.into()).spawn(body)?;
        self.handles.lock().unwrap_or_else(PoisonError::into_inner).push(handle);
        Ok(())
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        self.shared.close();
        let handles = self.handles.get_mut().unwrap_or_else(PoisonError::into_inner);
        for handle in handles.drain(..) {
            // A closure may hold the last handle of its store; a thread cannot wait for itself.
            if handle.thread().id() != thread::current().id() {
                let _ = handle.join();
            }
        }
    }
}
