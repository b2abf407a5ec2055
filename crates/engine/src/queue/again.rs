//! What no sink took is offered again at the next start: its target may be there by now.

use std::sync::Arc;

use base::Arn;
use kit::Sink;
use store::WriteError;

use super::attempt::way;
use super::state::{self, Parked, ParkedKey};
use super::{Queue, Wiring};

/// Looked at, and handed over, in one transaction: messages have up to a megabyte.
const AT_ONCE: usize = 16;

struct Offer {
    key: ParkedKey,
    parked: Parked,
    sink: Arc<dyn Sink>,
    arn: Arn,
}

/// Goes through all of it once. What still has no way stays as it is.
pub async fn offer(queue: &Queue, wiring: &Wiring) -> Result<(), store::Error> {
    let mut after = None;
    loop {
        let read = queue.store.read(|tx| state::parked_after(tx, after.as_ref(), AT_ONCE))?;
        let Some((last, _)) = read.last() else { return Ok(()) };
        after = Some(last.clone());
        let offers: Vec<Offer> =
            read.into_iter().filter_map(|(key, parked)| find(queue, wiring, key, parked)).collect();
        if !offers.is_empty() {
            hand_over(queue, offers).await.map_err(WriteError::flatten)?;
        }
    }
}

fn find(queue: &Queue, wiring: &Wiring, key: ParkedKey, parked: Parked) -> Option<Offer> {
    // As its function is now: that may have another role, or none that may do it.
    let from = wiring.invoke.target(&parked.function, None).ok()?;
    let (sink, arn) = way(wiring, &from, &parked.target, queue.clock.now()).ok()?;
    Some(Offer { key, parked, sink, arn })
}

async fn hand_over(queue: &Queue, offers: Vec<Offer>) -> Result<(), WriteError<store::Error>> {
    let taken = queue.store.write(move |tx| {
        let mut taken = Vec::new();
        for Offer { key, parked, sink, arn } in &offers {
            if state::is_parked(tx, key)? && sink.put(tx, arn, &parked.message)?.is_ok() {
                state::unpark(tx, key, parked)?;
                taken.push((Arc::clone(sink), arn.clone()));
            }
        }
        Ok(taken)
    });
    for (sink, arn) in taken.await? {
        sink.committed(&arn);
    }
    Ok(())
}
