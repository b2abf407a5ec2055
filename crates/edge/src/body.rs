//! Reads a request's body whole, within its limits.

use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt as _;
use hyper::body::{Body as _, Incoming};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout_at};

/// Bodies up to this are read without asking for room.
const SMALL_BYTES: usize = 64 * 1024;
/// The unit in which room is counted.
const ROOM_BYTES: usize = 1024;
/// What is read and thrown away of a body that was refused, so that the client gets to see the
/// answer, and for how long.
const DRAIN_BYTES_MAX: usize = 64 * 1024 * 1024;
const DRAIN_TIMEOUT: Duration = Duration::from_secs(10);

/// Memory for large bodies, shared by all connections of a listener.
#[derive(Clone, Debug)]
pub(crate) struct Room {
    free: Arc<Semaphore>,
    units: usize,
}

/// Why there is no body.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    TooLarge,
    /// It did not come in time, or there was no room for it in that time.
    TimedOut,
    /// The client went away, or what it sent is no body.
    Broken,
}

/// A body, and the room that it takes while it is held.
pub(crate) struct Held {
    pub bytes: Bytes,
    pub room: Option<OwnedSemaphorePermit>,
}

impl Room {
    pub(crate) fn new(bytes: usize) -> Room {
        let units = units(bytes).clamp(1, u32::MAX as usize).min(Semaphore::MAX_PERMITS);
        Room { free: Arc::new(Semaphore::new(units)), units }
    }

    /// Waits for room. What is larger than all of it gets all of it.
    async fn take(&self, bytes: usize) -> Option<OwnedSemaphorePermit> {
        let wanted = u32::try_from(units(bytes).min(self.units)).ok()?;
        Arc::clone(&self.free).acquire_many_owned(wanted).await.ok()
    }
}

fn units(bytes: usize) -> usize {
    bytes.div_ceil(ROOM_BYTES)
}

/// Whether the head already says that the body is too large.
pub(crate) fn announced_too_large(body: &Incoming, limit: usize) -> bool {
    body.size_hint().lower() > limit as u64
}

/// The whole body, of at most `limit` bytes.
pub(crate) async fn read(
    mut body: Incoming,
    limit: usize,
    within: Duration,
    room: &Room,
) -> Result<Held, Problem> {
    if body.is_end_stream() {
        return Ok(Held { bytes: Bytes::new(), room: None });
    }
    let end = Instant::now() + within;
    let announced = body.size_hint().exact().and_then(|bytes| usize::try_from(bytes).ok());
    let mut taken: Option<OwnedSemaphorePermit> = None;
    let mut first = Bytes::new();
    let mut rest = BytesMut::new();
    loop {
        let frame = timeout_at(end, body.frame()).await.map_err(|_| Problem::TimedOut)?;
        let Some(frame) = frame else { break };
        let frame = frame.map_err(|_| Problem::Broken)?;
        // Trailers are no part of what the faces know.
        let Ok(data) = frame.into_data() else { continue };
        let size = first.len() + rest.len() + data.len();
        if size > limit {
            tokio::spawn(drain(body));
            return Err(Problem::TooLarge);
        }
        if size > SMALL_BYTES && taken.is_none() {
            let room = room.take(announced.unwrap_or(limit).min(limit));
            taken = timeout_at(end, room).await.map_err(|_| Problem::TimedOut)?;
        }
        if first.is_empty() && rest.is_empty() {
            // Most bodies come in one piece, which need not be copied.
            first = data;
        } else {
            rest.extend_from_slice(&std::mem::take(&mut first));
            rest.extend_from_slice(&data);
        }
        if body.is_end_stream() {
            break;
        }
    }
    let bytes = if rest.is_empty() { first } else { rest.freeze() };
    // A body of unknown size had to ask for the most that it could be.
    let kept = taken.and_then(|mut room| room.split(units(bytes.len()).min(room.num_permits())));
    Ok(Held { bytes, room: kept })
}

/// Takes what a client still sends of a refused body. Without it, closing the connection would
/// reset it, and the answer could be lost on the way.
pub(crate) async fn drain(mut body: Incoming) {
    let end = Instant::now() + DRAIN_TIMEOUT;
    let mut seen = 0;
    while let Ok(Some(Ok(frame))) = timeout_at(end, body.frame()).await {
        seen += frame.data_ref().map_or(0, Bytes::len);
        if seen > DRAIN_BYTES_MAX {
            return;
        }
    }
}
