//! SQS: queues.
//!
//! [`Sqs`] is the service's state over the store, [`service`] and [`query::service`] the tables
//! that the router speaks to, one for each of its protocols; [`Sqs::send`], [`Sqs::lease`] and
//! [`Sqs::settle`] are what functions are triggered through. Where messages lie is told in `state`;
//! what happens to them in `send`, `receive` and `settle`, each a transaction.
//!
//! Deliberately absent: sockets, protocols, and whatever a neighbour owns.

pub mod api;
mod attributes;
mod batch;
mod bell;
mod error;
#[doc(hidden)]
pub mod fuzz;
mod handle;
mod lease;
mod limit;
mod message;
mod moves;
mod name;
mod ops;
mod page;
mod permission;
pub mod query;
mod queue;
mod receive;
mod request;
pub mod resource;
mod send;
mod service;
mod settle;
mod sink;
mod source;
mod state;
mod tags;
mod target;
mod tend;

use std::sync::Arc;

use kit::{Bound, Service, bind};

pub use lease::Fate;
pub use message::{Attribute, Message, Stamp, State, Value};
pub use queue::Queue;
pub use receive::{Delivery, Wish};
pub use send::{Outgoing, Sent};
pub use service::{Live, Sqs};
pub use sink::Inbox;
pub use source::Outbox;

/// The operation table.
pub fn service(sqs: &Arc<Sqs>) -> Service {
    let mut operations = of_messages(sqs);
    operations.extend(of_queues(sqs));
    // Who has not signed may do what a queue's policy lets everybody do.
    let operations = operations.into_iter().map(|bound| match is_for_policies(&bound) {
        true => bound.for_anyone(),
        false => bound,
    });
    let operations = operations.collect();
    Service { model: &api::MODEL, operations }
}

/// Whether a queue's policy may let others do it.
fn is_for_policies(bound: &Bound) -> bool {
    let name = bound.operation.name;
    permission::ACTIONS.contains(&name.strip_suffix("Batch").unwrap_or(name))
}

fn of_messages(sqs: &Arc<Sqs>) -> Vec<Bound> {
    use api::op;
    use ops::*;
    vec![
        bind(
            &op::CHANGE_MESSAGE_VISIBILITY,
            sqs,
            change_message_visibility::needs,
            change_message_visibility::run,
        ),
        bind(
            &op::CHANGE_MESSAGE_VISIBILITY_BATCH,
            sqs,
            change_message_visibility_batch::needs,
            change_message_visibility_batch::run,
        ),
        bind(&op::DELETE_MESSAGE, sqs, delete_message::needs, delete_message::run),
        bind(
            &op::DELETE_MESSAGE_BATCH,
            sqs,
            delete_message_batch::needs,
            delete_message_batch::run,
        ),
        bind(&op::RECEIVE_MESSAGE, sqs, receive_message::needs, receive_message::run),
        bind(&op::SEND_MESSAGE, sqs, send_message::needs, send_message::run),
        bind(&op::SEND_MESSAGE_BATCH, sqs, send_message_batch::needs, send_message_batch::run),
        bind(
            &op::CANCEL_MESSAGE_MOVE_TASK,
            sqs,
            cancel_message_move_task::needs,
            cancel_message_move_task::run,
        ),
        bind(
            &op::LIST_MESSAGE_MOVE_TASKS,
            sqs,
            list_message_move_tasks::needs,
            list_message_move_tasks::run,
        ),
        bind(
            &op::START_MESSAGE_MOVE_TASK,
            sqs,
            start_message_move_task::needs,
            start_message_move_task::run,
        ),
    ]
}

fn of_queues(sqs: &Arc<Sqs>) -> Vec<Bound> {
    use api::op;
    use ops::*;
    vec![
        bind(&op::ADD_PERMISSION, sqs, add_permission::needs, add_permission::run),
        bind(&op::CREATE_QUEUE, sqs, create_queue::needs, create_queue::run),
        bind(&op::DELETE_QUEUE, sqs, delete_queue::needs, delete_queue::run),
        bind(
            &op::GET_QUEUE_ATTRIBUTES,
            sqs,
            get_queue_attributes::needs,
            get_queue_attributes::run,
        ),
        bind(&op::GET_QUEUE_URL, sqs, get_queue_url::needs, get_queue_url::run),
        bind(
            &op::LIST_DEAD_LETTER_SOURCE_QUEUES,
            sqs,
            list_dead_letter_source_queues::needs,
            list_dead_letter_source_queues::run,
        ),
        bind(&op::LIST_QUEUES, sqs, list_queues::needs, list_queues::run),
        bind(&op::LIST_QUEUE_TAGS, sqs, list_queue_tags::needs, list_queue_tags::run),
        bind(&op::PURGE_QUEUE, sqs, purge_queue::needs, purge_queue::run),
        bind(&op::REMOVE_PERMISSION, sqs, remove_permission::needs, remove_permission::run),
        bind(
            &op::SET_QUEUE_ATTRIBUTES,
            sqs,
            set_queue_attributes::needs,
            set_queue_attributes::run,
        ),
        bind(&op::TAG_QUEUE, sqs, tag_queue::needs, tag_queue::run),
        bind(&op::UNTAG_QUEUE, sqs, untag_queue::needs, untag_queue::run),
    ]
}
