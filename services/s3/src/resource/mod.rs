//! The CloudFormation types of buckets: `AWS::S3::Bucket`, `AWS::S3::BucketPolicy`, and the
//! framework's own for functions that hear of a bucket which somebody else makes.

mod empty;
mod existing;
mod policy;
mod properties;

use std::collections::BTreeMap;
use std::sync::Arc;

use kit::resource::differing;
use kit::{BoxFuture, Context, Resolved, Resource};
use serde_json::Value;

use crate::S3;
use crate::bucket::{Bucket, Versioning, is_name};
use crate::configuration::{NewBucket, from_xml};
use crate::error::Error;
use crate::notify::{self, Notifications};
use crate::permission::{Block, Ownership};
use crate::protocol::dto::NotificationConfiguration;
use crate::setting::Setting;
use crate::state;

/// Characters of a name that is made up.
const NAME_MAX: usize = 63;
/// Objects that are counted for who is asked whether a bucket may go.
const COUNTED_MAX: usize = 1000;

/// A manifest's bucket.
pub struct BucketResource(Arc<S3>);

/// The resource types of the service.
pub fn all(s3: &Arc<S3>) -> Vec<Arc<dyn Resource>> {
    vec![
        Arc::new(BucketResource(Arc::clone(s3))),
        Arc::new(policy::PolicyResource(Arc::clone(s3))),
        Arc::new(existing::Notifications(Arc::clone(s3))),
    ]
}

/// As an operator reads it.
fn told(error: Error) -> String {
    match error.operator {
        Some(why) => format!("{}: {why}", error.message),
        None => error.message,
    }
}

impl BucketResource {
    async fn make(&self, context: &Context, name: &str, all: &Value) -> Result<Resolved, String> {
        if !is_name(name) {
            return Err(format!("{name} cannot be the name of a bucket"));
        }
        let random = || base::uuid(self.0.authority.random());
        let wanted = properties::read(all, &context.account, self.0.closed, random)?;
        let ignored = properties::ignored(all);
        let (bucket, owner, region) =
            (name.to_owned(), context.account.clone(), context.region.clone());
        let (locks, versioned, suspended) = (wanted.locks, wanted.versioned, wanted.suspended);
        let settings = wanted.settings;
        let heard = settings.iter().find(|(setting, _)| *setting == Setting::Notification);
        let heard = heard.and_then(|(_, value)| from_xml(value.as_ref()?));
        if let Some(heard) = heard {
            self.0.check_targets(name, &context.account, &heard)?;
        }
        let made = self.0.store.write(move |tx| {
            let there = state::find_bucket(tx, &bucket)?;
            let fresh = Bucket {
                created: tx.now(),
                region,
                owner: owner.clone(),
                versioning: Versioning::Off,
                locks,
                mfa_delete: false,
            };
            if there.as_ref().is_some_and(|there| there.owner != owner) {
                return Err(Error::access_denied());
            }
            let mut found = there.unwrap_or(fresh);
            found.locks |= locks;
            found.versioning = match found.versioning {
                _ if versioned || found.locks => Versioning::Enabled,
                Versioning::Enabled if suspended => Versioning::Suspended,
                other => other,
            };
            state::put_bucket(tx, &bucket, &found)?;
            for (setting, value) in &settings {
                state::set_setting(tx, &bucket, *setting, value.as_ref())?;
            }
            let rules = settings
                .iter()
                .any(|(setting, value)| *setting == Setting::Lifecycle && value.is_some());
            crate::lifecycle::tend::rules_changed(tx, &bucket, rules)
        });
        made.await.map_err(|error| told(error.into()))?;
        self.0.configurations.refresh(name).map_err(told)?;
        let attributes = [
            ("Arn", crate::bucket::arn(name)),
            ("DomainName", format!("{name}.s3.amazonaws.com")),
            (
                "DualStackDomainName",
                format!("{name}.s3.dualstack.{}.amazonaws.com", context.region),
            ),
            ("RegionalDomainName", format!("{name}.s3.{}.amazonaws.com", context.region)),
            ("WebsiteURL", format!("http://{name}.s3-website-{}.amazonaws.com", context.region)),
        ];
        let attributes = attributes.map(|(name, value)| (name.to_owned(), value));
        Ok(Resolved { reference: name.to_owned(), attributes: BTreeMap::from(attributes), ignored })
    }
}

impl S3 {
    /// Who would hear of a bucket must let it tell them, as when it is told by a request.
    fn check_targets(
        &self,
        bucket: &str,
        owner: &str,
        heard: &NotificationConfiguration,
    ) -> Result<(), String> {
        let from = notify::Source { bucket, owner };
        notify::check_targets(self, &Notifications::of(heard), from)
    }
}

impl Resource for BucketResource {
    fn kind(&self) -> &'static str {
        "AWS::S3::Bucket"
    }

    fn name(&self, properties: &Value, fallback: &str) -> String {
        if let Some(name) = properties["BucketName"].as_str() {
            return name.to_owned();
        }
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        let name: String = fallback.chars().map(plain).take(NAME_MAX).collect();
        name.trim_matches('-').to_owned()
    }

    fn replaces(&self, before: &Value, after: &Value) -> Vec<&'static str> {
        differing(before, after, &["ObjectLockEnabled"])
    }

    fn put<'a>(
        &'a self,
        context: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>> {
        Box::pin(self.make(context, name, properties))
    }

    fn is_there<'a>(
        &'a self,
        _: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<Option<bool>, String>> {
        let there = self.0.store.read(|tx| state::find_bucket(tx, name));
        let there = there.map(|there| Some(there.is_some())).map_err(told);
        Box::pin(std::future::ready(there))
    }

    fn holds<'a>(
        &'a self,
        _: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<Option<String>, String>> {
        Box::pin(async move {
            let counted = self.0.store.read(|tx| -> crate::error::Result<usize> {
                Ok(state::currents(tx, name, "", true)?.take(COUNTED_MAX).count())
            });
            Ok(match counted.map_err(told)? {
                0 => None,
                1 => Some("1 object".to_owned()),
                COUNTED_MAX => Some(format!("{COUNTED_MAX} objects or more")),
                count => Some(format!("{count} objects")),
            })
        })
    }

    fn delete<'a>(
        &'a self,
        _: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(async move { empty::remove(&self.0, name).await.map_err(told) })
    }
}

/// What a bucket is where its template says nothing.
fn defaults(closed: bool) -> NewBucket {
    NewBucket {
        ownership: closed.then_some(Ownership::BucketOwnerEnforced),
        block: closed.then_some(Block::ALL),
        ..NewBucket::default()
    }
}
