//! Putting and showing a bucket's notification configuration.

use std::sync::Arc;

use base::uuid;

use super::tell::{Source, introduce, permitted};
use super::{Kind, Notifications, Target, check};
use crate::S3;
use crate::asked::Asked;
use crate::configuration::to_xml;
use crate::error::{Error, Result};
use crate::protocol::dto::{
    GetBucketNotificationConfigurationInput, GetBucketNotificationConfigurationOutput,
    NotificationConfiguration, PutBucketNotificationConfigurationInput,
    PutBucketNotificationConfigurationOutput,
};
use crate::setting::Setting;
use crate::state;

pub(crate) async fn get_bucket_notification_configuration(
    s3: &Arc<S3>,
    _: &Asked,
    input: GetBucketNotificationConfigurationInput,
) -> Result<GetBucketNotificationConfigurationOutput> {
    let found = s3.configurations.shape(&input.bucket, Setting::Notification)?;
    let found: NotificationConfiguration = found.unwrap_or_default();
    Ok(GetBucketNotificationConfigurationOutput {
        event_bridge_configuration: found.event_bridge_configuration,
        lambda_function_configurations: found.lambda_function_configurations,
        queue_configurations: found.queue_configurations,
        topic_configurations: found.topic_configurations,
    })
}

pub(crate) async fn put_bucket_notification_configuration(
    s3: &Arc<S3>,
    asked: &Asked,
    input: PutBucketNotificationConfigurationInput,
) -> Result<PutBucketNotificationConfigurationOutput> {
    let validate = input.skip_destination_validation != Some(true);
    let id = asked.context.request_id.clone();
    put(s3, &input.bucket, input.notification_configuration, validate, id).await?;
    Ok(PutBucketNotificationConfigurationOutput::default())
}

/// Puts a configuration in the place of what is there. `validate` is whether its targets are asked
/// first; queues are told that they are.
pub(crate) async fn put(
    s3: &Arc<S3>,
    bucket: &str,
    mut configuration: NotificationConfiguration,
    validate: bool,
    request_id: String,
) -> Result<()> {
    let notifications = check(&mut configuration, || uuid(s3.authority.random()))?;
    let owner = s3.store.read(|tx| state::bucket(tx, bucket))?.owner;
    if validate {
        for target in notifications.targets.iter().filter(|target| target.kind == Kind::Function) {
            probe(s3, target, bucket, &request_id).await?;
            check_target(s3, target, Source { bucket, owner: &owner })?;
        }
    }
    let bytes = (!is_nothing(&configuration)).then(|| to_xml(&configuration));
    let (service, name) = (Arc::clone(s3), bucket.to_owned());
    let told: Vec<_> = queues(&notifications).cloned().collect();
    let queues = told.clone();
    let introduced = move |tx: &mut store::WriteTx| {
        if validate {
            for queue in queues {
                let taken = introduce(tx, &service, &queue.arn, &name, &request_id)?;
                taken.map_err(|why| invalid(&queue, Problem::Missing, &why))?;
                check_target(&service, &queue, Source { bucket: &name, owner: &owner })?;
            }
        }
        Ok(())
    };
    s3.configurations.put_with(bucket, Setting::Notification, bytes, introduced).await?;
    if validate {
        let targets: Vec<_> = told.into_iter().map(|queue| queue.arn).collect();
        s3.sinks.committed(&targets);
    }
    Ok(())
}

/// Queues and topics, which are told.
fn queues(notifications: &Notifications) -> impl Iterator<Item = &Target> {
    notifications.targets.iter().filter(|target| target.kind != Kind::Function)
}

/// Whether a function would take an event: it is offered one in a transaction that leaves no
/// trace.
async fn probe(s3: &Arc<S3>, target: &Target, bucket: &str, request_id: &str) -> Result<()> {
    let (service, arn) = (Arc::clone(s3), target.arn.clone());
    let (name, id) = (bucket.to_owned(), request_id.to_owned());
    let probed = s3.store.write(move |tx| -> std::result::Result<(), Probed> {
        match introduce(tx, &service, &arn, &name, &id) {
            Ok(taken) => Err(Probed::Answer(taken)),
            Err(error) => Err(Probed::Store(error)),
        }
    });
    match probed.await {
        Ok(()) => Ok(()),
        Err(error) => match error.flatten() {
            Probed::Answer(Ok(())) => Ok(()),
            Probed::Answer(Err(why)) => Err(invalid(target, Problem::Missing, &why)),
            Probed::Store(error) => Err(error.into()),
        },
    }
}

/// What came of an offer that is taken back.
enum Probed {
    Answer(std::result::Result<(), String>),
    Store(store::Error),
}

impl From<store::Error> for Probed {
    fn from(error: store::Error) -> Probed {
        Probed::Store(error)
    }
}

/// Whether a target lets S3 tell it of a bucket; what is denied while policies are only audited is
/// told to the operator.
fn check_target(s3: &S3, target: &Target, from: Source<'_>) -> Result<()> {
    let Err(denial) = permitted(s3, &target.arn, from) else { return Ok(()) };
    let denied = s3.authority.denied(denial, ("s3", "PutBucketNotificationConfiguration"));
    denied.map_err(|denial| invalid(target, Problem::Denied, &denial.message))
}

/// The same of all targets of a bucket that a stack makes. The error is told to who deploys it.
pub(crate) fn check_targets(
    s3: &S3,
    notifications: &Notifications,
    from: Source<'_>,
) -> std::result::Result<(), String> {
    for target in &notifications.targets {
        check_target(s3, target, from)
            .map_err(|error| format!("{}: {}", error.message, Problem::Denied.text(target)))?;
    }
    Ok(())
}

/// What is wrong with a target.
#[derive(Clone, Copy, Debug)]
enum Problem {
    Missing,
    Denied,
}

impl Problem {
    fn text(self, target: &Target) -> String {
        let (kind, arn) = (target.kind.word(), &target.arn);
        match self {
            _ if target.kind == Kind::Function => {
                format!("Not authorized to invoke function [{arn}]")
            }
            Problem::Missing => format!("The destination {kind} does not exist"),
            Problem::Denied => format!(
                "Permissions on the destination {kind} do not allow S3 to publish notifications \
                 from this bucket"
            ),
        }
    }
}

fn invalid(target: &Target, problem: Problem, why: &str) -> Error {
    let text = "Unable to validate the following destination configurations";
    // AWS names the argument just so.
    let name = match target.kind {
        Kind::Function => format!("{}, null", target.arn),
        Kind::Queue | Kind::Topic => target.arn.to_string(),
    };
    let mut error = Error::invalid_argument(text)
        .with("ArgumentName1", name)
        .with("ArgumentValue1", problem.text(target));
    error.operator = Some(why.to_owned());
    error
}

fn is_nothing(configuration: &NotificationConfiguration) -> bool {
    *configuration == NotificationConfiguration::default()
}
