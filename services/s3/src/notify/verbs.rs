//! Putting and showing a bucket's notification configuration.

use std::sync::Arc;

use base::uuid;

use super::tell::introduce;
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
    s3.store.read(|tx| state::bucket(tx, bucket))?;
    if validate {
        for target in notifications.targets.iter().filter(|target| target.kind == Kind::Function) {
            probe(s3, target, bucket, &request_id).await?;
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
                taken.map_err(|why| invalid(&queue, &why))?;
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
            Probed::Answer(Err(why)) => Err(invalid(target, &why)),
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

fn invalid(target: &Target, why: &str) -> Error {
    let text = "Unable to validate the following destination configurations";
    let mut error =
        Error::invalid_argument(text).with("ArgumentName1", target.arn.to_string()).with(
            "ArgumentValue1",
            match target.kind {
                Kind::Function => format!("Not authorized to invoke function [{}]", target.arn),
                Kind::Queue => "The destination queue does not exist".to_owned(),
                Kind::Topic => "The destination topic does not exist".to_owned(),
            },
        );
    error.operator = Some(why.to_owned());
    error
}

fn is_nothing(configuration: &NotificationConfiguration) -> bool {
    *configuration == NotificationConfiguration::default()
}
