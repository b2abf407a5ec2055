//! The channel of programs that we did not write: Lambda's Runtime API, version 2018-06-01, on a
//! listener of the sandbox's own, so that no token says who calls.
//!
//! As with frames nobody is busy with it between invocations: whoever waits for an answer polls the
//! listener and its connections. What a program asks meanwhile (mostly for the next invocation)
//! waits in its socket. Deliberately absent: the APIs of extensions, telemetry and restored
//! snapshots; a streamed response is taken in whole, which is what `Invoke` gives back anyway.

mod answer;
mod connection;
mod http;
mod refusal;
mod route;

use std::io;
use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use sandbox::ProgramEnds;
use sandbox::program::Resident;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

pub use answer::invocation;

use crate::channel::{Heard, Letter};
use crate::frame::{RESPONSE_BYTES_MAX, Said};
use answer::Stage;
use connection::{Connection, Filled};
use http::{Bad, Body};
use refusal::Refusal;
use route::Asked;

/// Connections of one program at a time. Clients have one, or one for each request; more wait in
/// the kernel.
const CONNECTIONS_MAX: usize = 16;
/// Reads and requests of one connection before other tasks get a turn.
const STEPS_AT_ONCE: usize = 128;

pub struct RuntimeApi {
    listener: AsyncFd<TcpListener>,
    /// Until it is known that a program runs.
    refusal: Option<Refusal>,
    connections: Vec<Connection>,
    stage: Stage,
    /// Of the invocation that is under way, or was the last.
    request_id: String,
    resident: Option<Resident>,
}

/// What a turn of a connection has come to.
enum Turn {
    Pending,
    Said(Said),
    End,
}

impl RuntimeApi {
    /// `channel` tells why no program could be started, or closes.
    pub fn new(channel: OwnedFd, ends: ProgramEnds) -> io::Result<RuntimeApi> {
        let (listeners, resident) = ends.listen()?;
        let Some(listener) = listeners.into_iter().next() else {
            return Err(io::Error::other("a program's sandbox without a port for it"));
        };
        // SAFETY: a `TcpListener` owns its descriptor and keeps it until it is dropped, and nothing
        // takes it out of the `AsyncFd`.
        let listener = unsafe { AsyncFd::register_with_interest(listener, Interest::READABLE) }?;
        Ok(RuntimeApi {
            listener,
            refusal: Some(Refusal::new(channel)?),
            connections: Vec::new(),
            stage: Stage::Started,
            request_id: String::new(),
            resident,
        })
    }

    /// The invocation of this id is the next that is handed out.
    pub fn expect(&mut self, request_id: &str) {
        request_id.clone_into(&mut self.request_id);
    }

    /// Whether the connection that waits for an invocation, if there is one, is still open.
    pub fn is_there(&self) -> bool {
        let waits =
            |connection: &&Connection| matches!(connection.stage, connection::Stage::Parked { .. });
        !self.connections.iter().find(waits).is_some_and(Connection::is_closed)
    }

    /// Hands the letter out once it is asked for, and listens for what is said. `gone`: whether the
    /// sandbox has ended; its successor in the place listens on the same socket.
    pub fn poll(
        &mut self,
        letter: &mut Letter,
        gone: &mut dyn FnMut() -> bool,
        context: &mut Context<'_>,
    ) -> Poll<Heard> {
        if let Some(refusal) = &mut self.refusal
            && let Poll::Ready(refused) = refusal.poll(context)
        {
            self.refusal = None;
            if let Some(refused) = refused {
                return Poll::Ready(Heard::NotStarted(refused));
            }
        }
        loop {
            if self.poll_accept(gone, context).is_err() {
                return Poll::Ready(Heard::Lost);
            }
            let before = self.connections.len();
            if let Some(said) = self.poll_connections(context) {
                return Poll::Ready(Heard::Said(said));
            }
            let again = self.connections.len() < before;
            if !self.hand_out(letter) && !again {
                return Poll::Pending;
            }
        }
    }

    /// An answer that was sent before the end of the program, or why there was none.
    pub fn last_words(&mut self) -> Option<Heard> {
        if let Some(refused) = self.refusal.as_mut().and_then(Refusal::last_words) {
            return Some(Heard::NotStarted(refused));
        }
        let mut context = Context::from_waker(Waker::noop());
        for connection in &mut self.connections {
            while connection.fill_now() {}
        }
        self.poll_connections(&mut context).map(Heard::Said)
    }

    fn poll_accept(
        &mut self,
        gone: &mut dyn FnMut() -> bool,
        context: &mut Context<'_>,
    ) -> io::Result<()> {
        while self.connections.len() < CONNECTIONS_MAX {
            let Poll::Ready(guard) = self.listener.poll_read_ready(context) else { return Ok(()) };
            let mut guard = guard?;
            if gone() {
                return Ok(());
            }
            match guard.get_inner().accept() {
                // Asked once more: had the place a new inhabitant, we would know by now.
                Ok(_) if gone() => return Ok(()),
                Ok((socket, _)) => self.connections.push(Connection::new(socket)?),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => guard.clear_ready(),
                Err(error) => {
                    tracing::debug!(%error, "a connection to the runtime API was not accepted");
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn poll_connections(&mut self, context: &mut Context<'_>) -> Option<Said> {
        let mut at = 0;
        while at < self.connections.len() {
            match self.turn(at, context) {
                Turn::Pending => at += 1,
                Turn::Said(said) => return Some(said),
                Turn::End => {
                    let ended = self.connections.remove(at);
                    if matches!(ended.stage, connection::Stage::Parked { .. }) {
                        self.stage = Stage::ResponseSent;
                    }
                }
            }
        }
        None
    }

    fn turn(&mut self, at: usize, context: &mut Context<'_>) -> Turn {
        for _ in 0..STEPS_AT_ONCE {
            let connection = &mut self.connections[at];
            match connection.poll_flush(context) {
                Poll::Pending => return Turn::Pending,
                Poll::Ready(Err(_)) => return Turn::End,
                Poll::Ready(Ok(())) if connection.closing => return Turn::End,
                Poll::Ready(Ok(())) => {}
            }
            let step = match connection.stage {
                connection::Stage::Parked { .. } => match connection.poll_is_gone(context) {
                    true => return Turn::End,
                    false => return Turn::Pending,
                },
                connection::Stage::Head => self.step_head(at),
                connection::Stage::Body { .. } => self.step_body(at),
            };
            match step {
                Ok(Step::Done(None)) => {}
                Ok(Step::Done(Some(said))) => return Turn::Said(said),
                Ok(Step::More) => match self.connections[at].poll_fill(context) {
                    Poll::Pending => return Turn::Pending,
                    Poll::Ready(Filled::End) => return Turn::End,
                    Poll::Ready(Filled::Some) => {}
                },
                Err(Bad(why)) => {
                    tracing::debug!(why, "a connection to the runtime API is closed");
                    self.connections[at].closing = true;
                    self.answer(at, answer::bad(why));
                }
            }
        }
        context.waker().wake_by_ref();
        Turn::Pending
    }

    fn step_head(&mut self, at: usize) -> Result<Step, Bad> {
        let Some(head) = self.connections[at].reader.head()? else { return Ok(Step::More) };
        let asked = Asked::of(&head.method, &head.path, head.error_type.clone());
        let kept = self.is_timely(&asked) && !self.is_taking();
        let connection = &mut self.connections[at];
        connection.reader.begin_body(&head, kept.then_some(RESPONSE_BYTES_MAX));
        connection.stage = connection::Stage::Body { asked, close: head.close, kept };
        if head.expects_continue {
            self.answer(at, answer::CONTINUE.into());
        }
        Ok(Step::Done(None))
    }

    /// Whether it is an answer that is awaited now.
    fn is_timely(&self, asked: &Asked) -> bool {
        match asked {
            Asked::Response(id) | Asked::Error { id, .. } => {
                self.stage == Stage::Running && *id == self.request_id
            }
            Asked::InitError { .. } => self.stage == Stage::Started,
            Asked::Next | Asked::WrongMethod | Asked::Nothing => false,
        }
    }

    /// Whether a connection is bringing the answer: only one body is kept in memory at a time.
    fn is_taking(&self) -> bool {
        self.connections
            .iter()
            .any(|one| matches!(one.stage, connection::Stage::Body { kept: true, .. }))
    }

    fn step_body(&mut self, at: usize) -> Result<Step, Bad> {
        let connection = &mut self.connections[at];
        let Some(body) = connection.reader.body()? else { return Ok(Step::More) };
        let stage = std::mem::replace(&mut connection.stage, connection::Stage::Head);
        let connection::Stage::Body { asked, close, kept } = stage else {
            return Err(Bad("a body out of turn"));
        };
        if asked == Asked::Next && self.park(at, close) {
            let first = std::mem::replace(&mut self.stage, Stage::Ready) == Stage::Started;
            return Ok(Step::Done(first.then_some(Said::Ready)));
        }
        self.connections[at].closing = close;
        // Meanwhile another connection may have said something else.
        let kept = kept && self.is_timely(&asked);
        Ok(Step::Done(self.obey(at, asked, kept, body)))
    }

    /// Makes it wait for the next invocation, if it may.
    fn park(&mut self, at: usize, close: bool) -> bool {
        let may = matches!(self.stage, Stage::Started | Stage::ResponseSent);
        if may {
            self.connections[at].stage = connection::Stage::Parked { close };
        }
        may
    }

    /// Does what was asked, now that all of it is there.
    fn obey(&mut self, at: usize, asked: Asked, kept: bool, body: Body) -> Option<Said> {
        let (said, answer) = match asked {
            Asked::Next => (None, answer::wrong_stage(self.stage, "Ready")),
            Asked::Response(_) if kept => self.take_answer(body, None),
            Asked::Error { error_type, .. } if kept => {
                let error_type = error_type.unwrap_or_else(|| "Runtime.Unknown".into());
                self.take_answer(body, Some(error_type))
            }
            Asked::Response(id) => (None, self.refuse(&id, "InvocationResponse")),
            Asked::Error { id, .. } => (None, self.refuse(&id, "InvocationErrorResponse")),
            Asked::InitError { error_type } if kept => {
                self.stage = Stage::InitError;
                let error_type = error_type.as_deref().unwrap_or("Runtime.Unknown");
                (Some(Said::InitFailed(error_object(body, error_type))), answer::accepted())
            }
            Asked::InitError { .. } => (None, answer::wrong_stage(self.stage, "InitError")),
            Asked::WrongMethod => (None, answer::wrong_method()),
            Asked::Nothing => (None, answer::not_found()),
        };
        self.answer(at, answer);
        said
    }

    fn refuse(&self, id: &str, to: &str) -> String {
        match id == self.request_id {
            true => answer::wrong_stage(self.stage, to),
            false => answer::wrong_id(),
        }
    }

    /// The one answer that was awaited; `failed`: it is an error, of that type.
    fn take_answer(&mut self, body: Body, failed: Option<String>) -> (Option<Said>, String) {
        self.stage = Stage::ResponseSent;
        let rss_kib = self.resident.as_ref().map_or(0, Resident::peak_kib);
        if body.too_large {
            return (Some(Said::TooLarge { rss_kib }), answer::too_large());
        }
        let said = match failed.or_else(|| body.error_type.clone()) {
            Some(error_type) => Said::Error { rss_kib, json: error_object(body, &error_type) },
            None => Said::Result { rss_kib, json: Bytes::from(body.bytes) },
        };
        (Some(said), answer::accepted())
    }

    /// Gives the letter to who waits for it. False: nothing was done.
    fn hand_out(&mut self, letter: &mut Letter) -> bool {
        let waits = |one: &Connection| matches!(one.stage, connection::Stage::Parked { .. });
        if letter.is_sent() || self.stage != Stage::Ready {
            return false;
        }
        let Some(at) = self.connections.iter().position(waits) else { return false };
        // The kernel would take the event for one that has gone, and say nothing.
        if self.connections[at].is_closed() {
            self.connections.remove(at);
            self.stage = Stage::ResponseSent;
            return true;
        }
        self.stage = Stage::Running;
        let (head, event) = (std::mem::take(&mut letter.head), letter.event.clone());
        letter.written = event.len();
        let connection = &mut self.connections[at];
        let stage = std::mem::replace(&mut connection.stage, connection::Stage::Head);
        connection.closing = matches!(stage, connection::Stage::Parked { close: true });
        if connection.send(head, event).is_err() {
            // It is gone; that it was running is for the program's end to tell.
            connection.closing = true;
        }
        true
    }

    fn answer(&mut self, at: usize, text: String) {
        let connection = &mut self.connections[at];
        if connection.send(text.into_bytes(), Bytes::new()).is_err() {
            connection.closing = true;
        }
    }
}

/// What a request has come to.
enum Step {
    Done(Option<Said>),
    /// More has to be read.
    More,
}

/// What the caller of the function is told. Programs send objects; of anything else only the type
/// is left, as a text of unknown kind is no error object.
fn error_object(body: Body, error_type: &str) -> Bytes {
    let is_object = body.bytes.trim_ascii_start().starts_with(b"{")
        && serde_json::from_slice::<serde_json::Value>(&body.bytes).is_ok();
    if is_object && !body.too_large {
        return Bytes::from(body.bytes);
    }
    let message = String::from_utf8_lossy(&body.bytes);
    let object = serde_json::json!({ "errorType": error_type, "errorMessage": message });
    Bytes::from(object.to_string())
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
