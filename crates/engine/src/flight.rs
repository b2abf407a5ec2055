//! One invocation on one instance: from START to REPORT.
//!
//! It is driven by the caller's own task. A caller that goes away does not end it: what is left is
//! then done by a task of its own, and the instance returns to its pool as ever.

use std::future::poll_fn;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use kit::{Fault, Outcome, Refused};
use sandbox::Exit;

use crate::ahead::Call;
use crate::engine::Engine;
use crate::frame::Said;
use crate::gate::Permit;
use crate::head::Head;
use crate::instance::{Ended, Exchange, Instance};
use crate::invoke;
use crate::logs::Tail;
use crate::meter::Meter;
use crate::pool::Pool;
use crate::report::{self, Death, Ending, Figures};
use crate::sandboxes::Gone;

/// What an invocation is called, to whom it belongs, and until when it may run.
pub struct Ticket {
    pub engine: Arc<Engine>,
    pub pool: Arc<Pool>,
    pub permit: Permit,
    /// None: it has a provisioned instance, or nobody counts.
    pub call: Option<Call>,
    pub head: Head,
    pub event: Bytes,
    pub tail: bool,
    pub begun: Instant,
}

/// What a flight came to.
pub enum Landed {
    Done(Outcome),
    /// Nobody has seen the event: another instance may have it.
    Unseen(Box<Ticket>),
}

pub struct Flight {
    /// `None` once it is over, or carried on elsewhere.
    inner: Option<Inner>,
    /// Its caller is gone, and a task of its own drives it. That one ends only with the runtime,
    /// which takes no further tasks then.
    adrift: bool,
}

struct Inner {
    ticket: Ticket,
    instance: Box<Instance>,
    exchange: Exchange,
    ended: Option<Ended>,
    gone: Option<Gone>,
}

impl Flight {
    /// Sends the event. The ticket comes back where the instance was dead before it saw anything.
    pub fn launch(ticket: Ticket, mut instance: Box<Instance>) -> Result<Flight, Box<Ticket>> {
        let timeout = Duration::from_millis(ticket.pool.version.timeout_ms);
        let left = timeout.saturating_sub(ticket.begun.elapsed());
        let deadline = ticket.engine.clock.now().plus(left).millis();
        let deadline_ms = u64::try_from(deadline).unwrap_or_default();
        let letter = instance.channel.letter(&ticket.head, deadline_ms, ticket.event.clone());
        let early = instance.early.take();
        let tail = ticket.tail.then(|| early.unwrap_or_default());
        let mut exchange = Exchange::new(letter, ticket.begun + timeout, tail);
        if !instance.channel.try_write(&mut exchange.letter) {
            ticket.engine.dispose(&ticket.pool, instance);
            return Err(Box::new(ticket));
        }
        instance.unused = false;
        // The event waits for it already, so that it wakes once.
        instance.freezer.thaw(instance.sandbox, &ticket.engine.sandboxes);
        let mut line = String::with_capacity(160);
        report::start(&mut line, &ticket.head.request_id, &ticket.pool.version.version);
        instance.write_line(&line, &mut exchange.tail, &ticket.engine.sink());
        let inner = Inner { ticket, instance, exchange, ended: None, gone: None };
        Ok(Flight { inner: Some(inner), adrift: false })
    }

    pub async fn land(mut self) -> Result<Landed, Refused> {
        if let Some(inner) = &mut self.inner {
            inner.drive().await;
        }
        match self.inner.take() {
            Some(inner) if inner.is_unseen() => {
                let Inner { ticket, instance, .. } = inner;
                ticket.engine.dispose(&ticket.pool, instance);
                Ok(Landed::Unseen(Box::new(ticket)))
            }
            Some(inner) => inner.settle().map(Landed::Done),
            None => Err(Refused::Unavailable { operator: "the invocation was over".into() }),
        }
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        if let Some(inner) = self.inner.take().filter(|_| !self.adrift) {
            let runtime = inner.ticket.engine.runtime.clone();
            runtime.spawn(invoke::land(Flight { inner: Some(inner), adrift: true }));
        }
    }
}

impl Inner {
    /// Whether the instance ended without having had the event: a program asks for it, and may have
    /// ended instead.
    fn is_unseen(&self) -> bool {
        let died = matches!(self.ended, Some(Ended::Died(_)));
        died && self.instance.channel.is_program() && !self.exchange.letter.is_sent()
    }

    /// Until the reply is there, or the sandbox is gone. May be left and taken up again.
    async fn drive(&mut self) {
        let Inner { ticket, instance, exchange, ended, gone } = self;
        let engine = &ticket.engine;
        let sink = engine.sink();
        if ended.is_none() {
            let how = poll_fn(|context| instance.poll_exchange(exchange, &sink, context)).await;
            if matches!(how, Ended::TimedOut | Ended::Violated(_) | Ended::Died(None)) {
                engine.sandboxes.kill(instance.sandbox);
            }
            if let Ended::Died(how) = &how {
                *gone = *how;
            }
            *ended = Some(how);
        }
        if matches!(ended, Some(Ended::TimedOut | Ended::Violated(_))) {
            *gone = poll_fn(|context| instance.poll_gone(exchange, context)).await;
            instance.drain_log(&mut exchange.tail, &sink);
        }
    }

    fn settle(mut self) -> Result<Outcome, Refused> {
        let Some(ended) = self.ended.take().filter(|ended| !matches!(ended, Ended::Lost)) else {
            self.ticket.engine.dispose(&self.ticket.pool, self.instance);
            return Err(Refused::Unavailable { operator: "the warden is gone".into() });
        };
        let timed_out = matches!(ended, Ended::TimedOut);
        let alive = matches!(
            ended,
            Ended::Said(Said::Result { .. } | Said::Error { .. } | Said::TooLarge { .. })
        );
        let (payload, fault, ending) = self.verdict(ended);
        let figures = self.figures(timed_out);
        let Inner { ticket, instance, mut exchange, .. } = self;
        let Ticket { engine, pool, permit, call, head: Head { request_id, .. }, .. } = ticket;
        let sink = engine.sink();
        let mut line = String::with_capacity(224);
        report::end(&mut line, &request_id);
        instance.write_line(&line, &mut exchange.tail, &sink);
        report::report(&mut line, &request_id, &figures, ending);
        instance.write_line(&line, &mut exchange.tail, &sink);
        count(&pool, &figures, fault);
        if alive {
            engine.give_back(&pool, instance);
        } else {
            engine.dispose(&pool, instance);
        }
        drop((permit, call));
        Ok(Outcome {
            request_id,
            payload,
            fault,
            log_tail: exchange.tail.map(Tail::into_bytes),
            executed_version: pool.version.version.clone(),
        })
    }

    /// What the caller gets, and what the log says about it before END.
    fn verdict(&mut self, ended: Ended) -> (Bytes, Option<Fault>, Ending<'static>) {
        let id = self.ticket.head.request_id.as_str();
        let timeout_ms = self.ticket.pool.version.timeout_ms;
        let sink = self.ticket.engine.sink();
        let rss = &mut self.instance.rss_kib;
        match ended {
            Ended::Said(Said::Result { rss_kib, json }) => {
                *rss = (*rss).max(rss_kib);
                (json, None, Ending::Fine)
            }
            Ended::Said(Said::Error { rss_kib, json }) => {
                *rss = (*rss).max(rss_kib);
                (json, Some(Fault::Handler), Ending::Fine)
            }
            Ended::Said(Said::TooLarge { rss_kib }) => {
                *rss = (*rss).max(rss_kib);
                (report::too_large_error(), Some(Fault::TooLarge), Ending::Fine)
            }
            Ended::TimedOut => {
                let line = report::timed_out_line(sink.clock.now(), id, timeout_ms);
                self.instance.write_line(&line, &mut self.exchange.tail, &sink);
                let payload = report::timed_out_error(id, timeout_ms);
                (payload, Some(Fault::TimedOut), Ending::TimedOut)
            }
            ended => {
                let death = death(&ended, self.gone);
                for line in death.lines(id) {
                    self.instance.write_line(&line, &mut self.exchange.tail, &sink);
                }
                let ending = Ending::Failed { error_type: death.error_type() };
                (death.error(id), Some(Fault::Died), ending)
            }
        }
    }

    fn figures(&mut self, timed_out: bool) -> Figures {
        let duration = match timed_out {
            true => Duration::from_millis(self.ticket.pool.version.timeout_ms),
            false => self.ticket.begun.elapsed(),
        };
        let memory_mb = self.ticket.pool.version.memory_mb;
        let peak = self.gone.map_or(0, |gone| gone.memory_peak_bytes.div_ceil(1 << 20));
        let rss = u64::from(self.instance.rss_kib.div_ceil(1024));
        let used = match self.gone {
            Some(gone) if gone.oom_killed => memory_mb,
            _ => u32::try_from(peak.max(rss)).unwrap_or(u32::MAX).min(memory_mb),
        };
        Figures {
            duration,
            init: self.instance.init.take(),
            restore: self.instance.restore.take(),
            memory_mb,
            used_mb: used,
        }
    }
}

fn death(ended: &Ended, gone: Option<Gone>) -> Death {
    if !matches!(ended, Ended::Died(_)) {
        let said = match ended {
            Ended::Violated(what) => what,
            _ => "a frame out of turn",
        };
        tracing::warn!(said, "an instance broke the protocol and was killed");
        return Death { exit: Some(Exit::Signal(9)), out_of_memory: false };
    }
    Death {
        exit: gone.map(|gone| gone.exit),
        out_of_memory: gone.is_some_and(|gone| gone.oom_killed),
    }
}

/// Adds an invocation that has ended to the version's counters.
pub fn count(pool: &Pool, figures: &Figures, fault: Option<Fault>) {
    let duration_us = u64::try_from(figures.duration.as_micros()).unwrap_or(u64::MAX);
    Meter::add(&pool.meter.invocations, 1);
    Meter::add(&pool.meter.errors, u64::from(fault.is_some()));
    Meter::add(&pool.meter.billed_ms, figures.billed_ms());
    Meter::add(&pool.meter.duration_us, duration_us);
}
