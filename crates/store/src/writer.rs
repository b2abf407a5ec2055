//! The two threads of group commit.
//!
//! The *writer* runs closures back to back and fills a group. The *committer* puts one group at a
//! time on disk. While one is being synced the next one fills, over a view in which the first
//! already happened; it is handed over when the committer is free. Closures that come one at a
//! time gain nothing by that: the writer commits them itself, and saves two switches of threads.
//! Answers, refusals included, are given only when the group is on disk: a refusal may rest on what
//! the group wrote.

use crate::engine::{Engine, Snapshot};
use crate::error::Error;
use crate::limit;
use crate::overlay::Overlay;
use crate::store::Options;
use crate::tx::{Touched, WriteTx};
use crate::wait::Waiters;
use base::{Clock, Random};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};

/// Runs a closure, or refuses it; gives back what to do when the group's outcome is known.
pub(crate) type Job = Box<dyn FnOnce(Result<&mut WriteTx, Error>) -> Option<Finish> + Send>;
pub(crate) type Finish = Box<dyn FnOnce(Result<(), Error>) + Send>;

/// What the threads and all handles of one store share.
pub(crate) struct Shared {
    pub clock: Arc<dyn Clock>,
    pub machine: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub waiters: Waiters,
    state: Mutex<State>,
    /// The writer waits here for closures and for the committer.
    work: Condvar,
    /// The committer waits here for a group.
    handed: Condvar,
    current: RwLock<Arc<dyn Snapshot>>,
    poison: OnceLock<Error>,
    /// The engine holds what its tree does not.
    behind: AtomicBool,
}

#[derive(Default)]
struct State {
    jobs: VecDeque<Job>,
    group: Option<Group>,
    /// The committer has a group, or has one waiting.
    busy: bool,
    closed: bool,
    /// The writer waits for closures: a notice that nobody hears is a system call all the same.
    writer_waits: bool,
    /// The writer has nothing to do until the committer is free.
    wants_committer: bool,
}

struct Group {
    changes: Arc<Overlay>,
    touched: Touched,
    finish: Vec<Finish>,
}

enum Step {
    Run(VecDeque<Job>),
    HandOver,
    Settle,
    /// Nothing came for a while: the tree takes what it does not hold yet.
    Flush,
    Stop,
}

impl Shared {
    pub fn new(options: Options, first: Arc<dyn Snapshot>) -> Shared {
        let Options { clock, machine, random, .. } = options;
        Shared {
            machine: machine.unwrap_or_else(|| Arc::clone(&clock)),
            clock,
            random,
            waiters: Waiters::default(),
            state: Mutex::default(),
            work: Condvar::new(),
            handed: Condvar::new(),
            current: RwLock::new(first),
            poison: OnceLock::new(),
            behind: AtomicBool::new(false),
        }
    }

    /// The newest state that is on disk.
    pub fn current(&self) -> Arc<dyn Snapshot> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn poisoned(&self) -> Option<&Error> {
        self.poison.get()
    }

    /// Queues a closure, or refuses it at once.
    pub fn submit(&self, job: Job) {
        let wakes;
        let refusal = {
            let mut state = self.lock();
            wakes = state.writer_waits;
            if let Some(error) = self.poison.get() {
                Some((job, error.clone()))
            } else if state.closed {
                Some((job, Error::Closed))
            } else if state.jobs.len() >= limit::QUEUE_CLOSURES_MAX {
                Some((job, Error::Overloaded))
            } else {
                state.jobs.push_back(job);
                None
            }
        };
        match refusal {
            Some((job, error)) => drop(job(Err(error))),
            None if wakes => self.work.notify_one(),
            None => {}
        }
    }

    /// No further closures; those accepted are still run.
    pub fn close(&self) {
        self.lock().closed = true;
        self.work.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the writer does next; blocks until there is something.
    fn next_step(&self, finishing: usize, full: bool, in_flight: bool) -> Step {
        let mut state = self.lock();
        let mut is_late = false;
        loop {
            if !full && !state.jobs.is_empty() {
                let room = limit::GROUP_CLOSURES_MAX - finishing;
                let count = state.jobs.len().min(room);
                return Step::Run(state.jobs.drain(..count).collect());
            }
            if !state.busy {
                if finishing > 0 {
                    return Step::HandOver;
                }
                if in_flight && (state.closed || is_late) {
                    return Step::Settle;
                }
                if state.closed {
                    return Step::Stop;
                }
                if is_late && self.behind.load(Ordering::Relaxed) {
                    return Step::Flush;
                }
            }
            // A group that is only to be settled can wait for the next closure, which may be the
            // next request of the only client: two switches of threads less for each.
            state.wants_committer = finishing > 0 || state.closed;
            state.writer_waits = true;
            if !in_flight && !self.behind.load(Ordering::Relaxed) {
                state = self.work.wait(state).unwrap_or_else(PoisonError::into_inner);
            } else {
                let waited = self.work.wait_timeout(state, limit::RECENT_IDLE);
                let (woken, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
                (state, is_late) = (woken, timeout.timed_out());
            }
            state.writer_waits = false;
        }
    }

    /// The writer gives the committer its next group; None when there will be no more.
    fn hand_over(&self, group: Option<Group>) {
        let mut state = self.lock();
        state.busy = group.is_some();
        state.group = group;
        drop(state);
        self.handed.notify_one();
    }

    /// The committer is free again.
    fn free(&self) {
        let mut state = self.lock();
        state.busy = false;
        let wanted = std::mem::take(&mut state.wants_committer);
        drop(state);
        if wanted {
            self.work.notify_one();
        }
    }

    /// The next group to commit; None when the writer has stopped.
    fn take(&self, writer_stopped: &OnceLock<()>) -> Option<Group> {
        let mut state = self.lock();
        loop {
            if let Some(group) = state.group.take() {
                return Some(group);
            }
            if writer_stopped.get().is_some() {
                return None;
            }
            state = self.handed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Puts one group on disk and tells everybody who waits for that.
    fn finish(&self, engine: &mut Engine, group: Group) {
        let Group { changes, touched, finish } = group;
        let outcome = self.commit(engine, &changes);
        match &outcome {
            Ok(()) => self.waiters.committed(&touched),
            Err(error) => self.waiters.fail(error),
        }
        for finish in finish {
            let outcome = outcome.clone();
            // Wakes a caller, whose code is not ours: a panic in it must not stop the store.
            let _ = catch_unwind(AssertUnwindSafe(|| finish(outcome)));
        }
        if engine.is_full() {
            self.flush(engine);
        }
    }

    /// A failure poisons the store: the next write is told.
    fn flush(&self, engine: &mut Engine) {
        let _ = self.advance(engine, Engine::flush);
    }

    /// Puts one group on disk and makes it what readers see.
    fn commit(&self, engine: &mut Engine, changes: &Arc<Overlay>) -> Result<(), Error> {
        if changes.is_empty() {
            return self.poison.get().map_or(Ok(()), |error| Err(error.clone()));
        }
        self.advance(engine, |engine| engine.commit(changes))
    }

    /// Changes the engine, and what readers see. A failure is the last thing that happens to it.
    fn advance(
        &self,
        engine: &mut Engine,
        change: impl FnOnce(&mut Engine) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if let Some(error) = self.poison.get() {
            return Err(error.clone());
        }
        let result = catch_unwind(AssertUnwindSafe(|| change(engine)))
            .unwrap_or_else(|panic| Err(Error::Panicked(panic_text(&*panic))));
        self.behind.store(result.is_ok() && engine.is_behind(), Ordering::Relaxed);
        match result {
            Ok(()) => {
                let snapshot = engine.snapshot();
                *self.current.write().unwrap_or_else(PoisonError::into_inner) = snapshot;
                Ok(())
            }
            Err(cause) => {
                let error = Error::Poisoned(cause.to_string().into());
                Err(self.poison.get_or_init(|| error).clone())
            }
        }
    }
}

/// The writer thread, until the store is closed and everything accepted is committed.
pub(crate) fn run_writer(shared: &Shared, engine: Arc<Mutex<Engine>>, stopped: &OnceLock<()>) {
    let mut tx = WriteTx::new(shared.current(), shared.random.clone());
    let mut finish: Vec<Finish> = Vec::new();
    let mut backlog: VecDeque<Job> = VecDeque::new();
    // The committer was given a group whose end has not been taken note of.
    let mut in_flight = false;
    // The last group was of one closure.
    let mut was_single = false;
    loop {
        while let Some(job) = backlog.pop_front() {
            tx.begin(shared.clock.now());
            let answer = match shared.poison.get() {
                Some(error) => job(Err(error.clone())),
                None => job(Ok(&mut tx)),
            };
            finish.extend(answer);
            if tx.group_bytes() >= limit::GROUP_BYTES_MAX {
                break;
            }
        }
        let full = !backlog.is_empty()
            || finish.len() >= limit::GROUP_CLOSURES_MAX
            || tx.group_bytes() >= limit::GROUP_BYTES_MAX;
        match shared.next_step(finish.len(), full, in_flight) {
            Step::Run(jobs) => backlog = jobs,
            Step::HandOver => {
                let (changes, touched) = tx.hand_over(shared.current());
                let is_single = finish.len() == 1;
                in_flight = true;
                let group = Group { changes, touched, finish: std::mem::take(&mut finish) };
                if is_single && was_single {
                    shared.finish(&mut lock(&engine), group);
                } else {
                    shared.hand_over(Some(group));
                }
                was_single = is_single;
            }
            Step::Settle => {
                tx.settle(shared.current());
                in_flight = false;
            }
            Step::Flush => shared.flush(&mut lock(&engine)),
            Step::Stop => break,
        }
    }
    // The committer, which ends after this thread, is the one that closes it.
    drop(engine);
    let _ = stopped.set(());
    shared.hand_over(None);
}

/// The committer thread, until the writer has stopped.
pub(crate) fn run_committer(shared: &Shared, engine: &Mutex<Engine>, stopped: &OnceLock<()>) {
    while let Some(group) = shared.take(stopped) {
        shared.finish(&mut lock(engine), group);
        shared.free();
    }
    if shared.poison.get().is_none() {
        // What is lost by a failure here is only the time that the next open takes.
        let _ = lock(engine).close();
    }
    shared.waiters.fail(shared.poison.get().unwrap_or(&Error::Closed));
}

/// One of the two threads has it at a time: the writer only while the committer is free.
fn lock(engine: &Mutex<Engine>) -> MutexGuard<'_, Engine> {
    engine.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a panic said.
pub(crate) fn panic_text(panic: &(dyn std::any::Any + Send)) -> Arc<str> {
    match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(text), _) => (*text).into(),
        (_, Some(text)) => text.as_str().into(),
        _ => "without a message".into(),
    }
}
