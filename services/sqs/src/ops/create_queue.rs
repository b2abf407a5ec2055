//! CreateQueue: makes a queue, or finds it as it was asked for.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{self, CreateQueueRequest, CreateQueueResult};
use crate::attributes;
use crate::error::{Done, need};
use crate::limit;
use crate::name;
use crate::queue::Queue;
use crate::receive::Depth;
use crate::service::{Live, Sqs};
use crate::state;
use crate::tags;
use crate::target;

pub fn needs(sqs: &Sqs, _: &Context, input: &CreateQueueRequest) -> Vec<Need> {
    let arn = sqs.arn(input.queue_name().unwrap_or_default());
    let mut needs = vec![Need::new("sqs:CreateQueue", arn.clone())];
    if input.tags().is_some_and(|tags| !tags.is_empty()) {
        needs.push(Need::new("sqs:TagQueue", arn));
    }
    needs
}

pub async fn run(
    sqs: Arc<Sqs>,
    context: Context,
    mut input: CreateQueueRequest,
) -> Result<CreateQueueResult, Error> {
    let given: Vec<(String, String)> =
        input.take_attributes().unwrap_or_default().into_iter().collect();
    let tags: Vec<(String, String)> = input.take_tags().unwrap_or_default().into_iter().collect();
    let name = need(input.queue_name(), "QueueName")?;
    let live = create(&sqs, name, given, tags).await?;
    Ok(CreateQueueResult::new().with_queue_url(target::url(&context, &live.name)))
}

/// Also what a manifest's queue goes through.
pub async fn create(
    sqs: &Arc<Sqs>,
    name: &str,
    given: Vec<(String, String)>,
    tags: Vec<(String, String)>,
) -> Result<Arc<Live>, Error> {
    let pairs = || given.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let fifo = attributes::asks_for_fifo(pairs());
    name::check(name, fifo)?;
    let mut wanted = Queue::new(name, fifo, 0);
    attributes::apply(&mut wanted, pairs())?;
    tags::put(&mut wanted.tags, tags, name)?;
    sqs.write(move |sqs, tx| match sqs.find(&wanted.name) {
        Some(live) => find(live, &given),
        None => make(sqs, tx, wanted),
    })
    .await
}

/// The queue that is there, where it is as the attributes say.
fn find(live: Arc<Live>, given: &[(String, String)]) -> Done<Arc<Live>> {
    let mut asked = live.queue.clone();
    let pairs = given.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    attributes::apply(&mut asked, pairs)?;
    let show =
        |queue: &Queue, name: &str| attributes::show(queue, &live.arn, Depth::default(), name);
    let other = given.iter().find(|(name, _)| show(&asked, name) != show(&live.queue, name));
    match other {
        None => Ok(live),
        Some((name, _)) => Err(api::QueueNameExists::error(format!(
            "A queue already exists with the same name and a different value for attribute {name}"
        ))
        .into()),
    }
}

fn make(sqs: &Sqs, tx: &mut store::WriteTx, mut queue: Queue) -> Done<Arc<Live>> {
    let now = tx.now();
    if let Some(deleted) = state::deleted_at(tx, &queue.name)? {
        if now.millis() < deleted + limit::AGAIN_MS {
            return Err(api::QueueDeletedRecently::error(
                "You must wait 60 seconds after deleting a queue before you can create another \
                 with the same name.",
            )
            .into());
        }
        state::forget_deleted(tx, &queue.name)?;
    }
    let arn = sqs.arn(&queue.name);
    let target = queue.redrive.as_ref().and_then(|redrive| sqs.at(&redrive.target_arn));
    attributes::check_target(&queue, &arn, |_| target.as_deref().map(|live| &live.queue))?;
    (queue.created_s, queue.modified_s) = (now.seconds(), now.seconds());
    queue.id = state::number(tx)?;
    queue.space = state::number(tx)?;
    sqs.define(tx, queue)
}
