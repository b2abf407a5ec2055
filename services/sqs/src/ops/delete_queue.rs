//! DeleteQueue: a queue and all that is in it is gone.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::DeleteQueueRequest;
use crate::service::Sqs;
use crate::target;

pub fn needs(sqs: &Sqs, context: &Context, input: &DeleteQueueRequest) -> Vec<Need> {
    vec![target::own_need(sqs, context, input.queue_url(), "DeleteQueue")]
}

pub async fn run(
    sqs: Arc<Sqs>,
    context: Context,
    input: DeleteQueueRequest,
) -> Result<wire::Unit, Error> {
    let name = target::name(&context, input.queue_url())?.to_owned();
    delete(&sqs, name).await?;
    Ok(wire::Unit::new())
}

/// Also what a manifest's queue goes through.
pub async fn delete(sqs: &Arc<Sqs>, name: String) -> Result<(), Error> {
    let deleted = sqs.write(move |sqs, tx| {
        let live = sqs.get(&name)?;
        sqs.undefine(tx, &live)?;
        Ok(live)
    });
    deleted.await?.bell.ring_all();
    Ok(())
}
