//! The queue as a sink: what became of events, and what others tell, in the teller's transaction.

use std::sync::Arc;

use base::Arn;
use kit::{Message, OwnPolicy, Sink, Untaken};
use store::WriteTx;

use crate::message::{Attribute, Value, md5};
use crate::send::{self, Outgoing};
use crate::service::Sqs;

/// [`Sqs`] for those who send in process.
pub struct Inbox(Arc<Sqs>);

impl Inbox {
    pub fn of(sqs: &Arc<Sqs>) -> Inbox {
        Inbox(Arc::clone(sqs))
    }
}

impl Sink for Inbox {
    fn service(&self) -> &'static str {
        "sqs"
    }

    fn action(&self) -> &'static str {
        "sqs:SendMessage"
    }

    fn policy(&self, target: &Arn) -> OwnPolicy {
        self.0.at(&target.to_string())?.policy.clone()
    }

    fn put(
        &self,
        tx: &mut WriteTx,
        target: &Arn,
        message: &Message,
    ) -> Result<Result<(), Untaken>, store::Error> {
        let Some(live) = self.0.at(&target.to_string()) else {
            return Ok(Err(Untaken(format!("there is no queue {target}"))));
        };
        if live.fifo {
            // It would have to say which group.
            return Ok(Err(Untaken(format!("{} is a FIFO queue", live.name))));
        }
        let Ok(body) = String::from_utf8(message.body.to_vec()) else {
            return Ok(Err(Untaken("the message is no text".into())));
        };
        let attributes: Vec<Attribute> = message
            .attributes
            .iter()
            .map(|attribute| Attribute {
                name: attribute.name.clone(),
                kind: attribute.kind.clone(),
                value: Value::Text(attribute.value.clone()),
            })
            .collect();
        let bytes = body.len() + attributes.iter().map(Attribute::bytes).sum::<usize>();
        if bytes > live.message_bytes_max as usize {
            let most = live.message_bytes_max;
            let why = format!("{} takes messages of {most} bytes, and this has {bytes}", live.name);
            return Ok(Err(Untaken(why)));
        }
        let outgoing = Outgoing {
            body_md5: md5(body.as_bytes()),
            body,
            attributes,
            sender: self.0.account.clone(),
            ..Outgoing::default()
        };
        send::put(tx, &live, vec![outgoing])?;
        Ok(Ok(()))
    }

    fn committed(&self, target: &Arn) {
        if let Some(live) = self.0.at(&target.to_string()) {
            live.bell.ring(1);
        }
    }
}
