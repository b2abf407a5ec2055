//! AddPermission: accounts may do something with a queue from now on.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{self, AddPermissionRequest};
use crate::error::{invalid, invalid_attribute, invalid_value, missing, need};
use crate::limit;
use crate::permission::{self, ACTIONS};
use crate::service::Sqs;
use crate::target;

/// What only the queue's account may do.
const OWN: [&str; 13] = [
    "AddPermission",
    "CancelMessageMoveTask",
    "CreateQueue",
    "DeleteQueue",
    "ListDeadLetterSourceQueues",
    "ListMessageMoveTasks",
    "ListQueueTags",
    "ListQueues",
    "RemovePermission",
    "SetQueueAttributes",
    "StartMessageMoveTask",
    "TagQueue",
    "UntagQueue",
];
const LABEL_MAX: usize = 80;

pub fn needs(sqs: &Sqs, context: &Context, input: &AddPermissionRequest) -> Vec<Need> {
    vec![target::own_need(sqs, context, input.queue_url(), "AddPermission")]
}

pub async fn run(
    sqs: Arc<Sqs>,
    context: Context,
    mut input: AddPermissionRequest,
) -> Result<wire::Unit, Error> {
    let label = need(input.label(), "Label")?.to_owned();
    check_label(&label)?;
    let actions = input.take_actions().unwrap_or_default();
    let actions: Vec<String> = actions.into_iter().collect();
    check_actions(&actions)?;
    let accounts = input.take_aws_account_ids().unwrap_or_default();
    let accounts: Vec<String> = accounts.into_iter().collect();
    let is_account = |id: &String| id.len() == 12 && id.bytes().all(|byte| byte.is_ascii_digit());
    if accounts.is_empty() || !accounts.iter().all(is_account) {
        let shown = format!("[{}]", accounts.join(", "));
        return Err(invalid_value(shown, "PrincipalId", "Unable to verify."));
    }
    let name = target::name(&context, input.queue_url())?.to_owned();
    let change = move |sqs: &Sqs, _: &mut store::WriteTx, queue: &mut crate::queue::Queue| {
        let actions: Vec<&str> = actions.iter().map(String::as_str).collect();
        let accounts: Vec<&str> = accounts.iter().map(String::as_str).collect();
        let (arn, policy) = (sqs.arn(&queue.name), queue.policy.as_deref());
        let policy = permission::add(policy, &arn, &label, &accounts, &actions)?;
        if policy.len() > limit::POLICY_BYTES_MAX {
            return Err(invalid_attribute("Policy").into());
        }
        queue.policy = Some(policy);
        Ok(())
    };
    sqs.alter(&name, change).await?;
    Ok(wire::Unit::new())
}

fn check_label(label: &str) -> Result<(), Error> {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if label.is_empty() || label.len() > LABEL_MAX || !label.chars().all(fits) {
        let reason = "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 \
                      in length";
        return Err(invalid(reason));
    }
    Ok(())
}

fn check_actions(actions: &[String]) -> Result<(), Error> {
    if actions.is_empty() {
        return Err(missing("Actions"));
    }
    let most = limit::ACTIONS_MAX;
    if actions.len() > most {
        let count = actions.len();
        return Err(api::OverLimit::error(format!(
            "{count} Actions were found, maximum allowed is {most}."
        )));
    }
    for action in actions {
        let refuse = |reason| invalid_value(format!("SQS:{action}"), "ActionName", reason);
        if OWN.contains(&action.as_str()) {
            return Err(refuse("Only the queue owner is allowed to invoke this action."));
        }
        if !ACTIONS.contains(&action.as_str()) {
            let reason = "Please refer to the appropriate WSDL for a list of valid actions. ";
            return Err(refuse(reason));
        }
    }
    Ok(())
}
