//! Functions as destinations: a message becomes an event.

use std::sync::{Arc, Weak};

use base::Arn;
use base::limit::EVENT_PAYLOAD_BYTES_MAX;
use kit::{Event, Message, Sink, Untaken};
use store::WriteTx;

use super::{Queue, state};

/// Takes messages for functions, into the same queue.
pub struct Functions {
    queue: Weak<Queue>,
}

impl Functions {
    pub fn of(queue: &Arc<Queue>) -> Functions {
        Functions { queue: Arc::downgrade(queue) }
    }
}

/// `function:NAME` or `function:NAME:QUALIFIER`.
fn named(target: &Arn) -> Option<(&str, Option<&str>)> {
    let rest = target.resource.strip_prefix("function:")?;
    Some(rest.split_once(':').map_or((rest, None), |(name, qualifier)| (name, Some(qualifier))))
}

impl Sink for Functions {
    fn service(&self) -> &'static str {
        "lambda"
    }

    fn action(&self) -> &'static str {
        "lambda:InvokeFunction"
    }

    fn put(
        &self,
        tx: &mut WriteTx,
        target: &Arn,
        message: &Message,
    ) -> Result<Result<(), Untaken>, store::Error> {
        let untaken = |why: String| Ok(Err(Untaken(why)));
        let Some((function, qualifier)) = named(target) else {
            return untaken(format!("{target} names no function"));
        };
        let wiring = self.queue.upgrade().and_then(|queue| queue.wiring());
        let Some(wiring) = wiring else { return untaken("the queue is closed".into()) };
        if let Err(error) = wiring.invoke.target(function, qualifier) {
            return untaken(error.message.map_or_else(|| error.code.into(), Into::into));
        }
        if message.body.len() > EVENT_PAYLOAD_BYTES_MAX {
            return untaken(format!(
                "{} bytes are more than an event's {EVENT_PAYLOAD_BYTES_MAX}",
                message.body.len()
            ));
        }
        let event = Event {
            request_id: tx.id(),
            function: function.to_owned(),
            qualifier: qualifier.map(str::to_owned),
            payload: message.body.clone(),
            trace_id: None,
        };
        Ok(match state::put(tx, event)? {
            Ok(_) => Ok(()),
            Err(state::Full) => {
                Err(Untaken(format!("more events of {function} wait than are kept")))
            }
        })
    }

    fn committed(&self, target: &Arn) {
        if let (Some(queue), Some((function, _))) = (self.queue.upgrade(), named(target)) {
            queue.wake(function, None);
        }
    }
}
