//! Functions as destinations: a message becomes an event.

use std::sync::{Arc, Weak};

use base::Arn;
use base::limit::EVENT_PAYLOAD_BYTES_MAX;
use kit::{Event, Invoke, Message, OwnPolicy, Sink, Target, Untaken};
use store::WriteTx;

use super::{Queue, state};

/// Takes messages for functions, into the same queue; also before it has begun.
pub struct Functions {
    queue: Weak<Queue>,
    invoke: Weak<dyn Invoke>,
}

impl Functions {
    pub fn of(queue: &Arc<Queue>, invoke: Weak<dyn Invoke>) -> Functions {
        Functions { queue: Arc::downgrade(queue), invoke }
    }

    /// The function of an ARN as it is now; the error says why there is none.
    fn target(&self, arn: &Arn) -> Result<Target, String> {
        let Some((function, qualifier)) = named(arn) else {
            return Err(format!("{arn} names no function"));
        };
        let invoke = self.invoke.upgrade().ok_or("functions are gone")?;
        let target = invoke.target(function, qualifier);
        target.map_err(|error| error.message.map_or_else(|| error.code.into(), Into::into))
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

    fn policy(&self, target: &Arn) -> OwnPolicy {
        self.target(target).ok()?.resource_policy
    }

    fn put(
        &self,
        tx: &mut WriteTx,
        target: &Arn,
        message: &Message,
    ) -> Result<Result<(), Untaken>, store::Error> {
        let untaken = |why: String| Ok(Err(Untaken(why)));
        if let Err(why) = self.target(target) {
            return untaken(why);
        }
        let Some((function, qualifier)) = named(target) else {
            return untaken(format!("{target} names no function"));
        };
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
