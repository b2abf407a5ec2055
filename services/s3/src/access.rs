//! What a request must be allowed, and what a bucket itself says of it.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use kit::Need;
use policy::Policy;

use crate::S3;
use crate::bucket::arn;
use crate::error::{Error, Result};
use crate::setting::Setting;
use crate::state;

/// Parsed policies that are kept; when there are more, all are forgotten.
const POLICIES_MAX: usize = 1024;

/// Buckets' policies, parsed once for each text.
#[derive(Default)]
pub(crate) struct Policies(RwLock<HashMap<String, Known>>);

struct Known {
    text: Vec<u8>,
    policy: Arc<Policy>,
}

impl Policies {
    fn of(&self, bucket: &str, text: Vec<u8>) -> Result<Arc<Policy>> {
        {
            let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(known) = all.get(bucket).filter(|known| known.text == text) {
                return Ok(Arc::clone(&known.policy));
            }
        }
        let parsed = std::str::from_utf8(&text).ok();
        let parsed = parsed.and_then(|text| Policy::parse(text, policy::Kind::Resource).ok());
        let Some(policy) = parsed.map(Arc::new) else {
            return Err(Error::internal(format!("the policy of the bucket {bucket} is none")));
        };
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= POLICIES_MAX {
            all.clear();
        }
        all.insert(bucket.to_owned(), Known { text, policy: Arc::clone(&policy) });
        Ok(policy)
    }
}

/// An action on a bucket. Where there is no such bucket, its policy denies nothing.
pub(crate) fn on_bucket(s3: &S3, action: &str, bucket: &str) -> Result<Need> {
    with_policy(s3, Need::new(format!("s3:{action}"), arn(bucket)), bucket)
}

/// An action on an object.
pub(crate) fn on_object(s3: &S3, action: &str, bucket: &str, key: &str) -> Result<Need> {
    let resource = format!("{}/{key}", arn(bucket));
    with_policy(s3, Need::new(format!("s3:{action}"), resource), bucket)
}

/// An action on no bucket.
pub(crate) fn on_all(action: &str) -> Need {
    Need::new(format!("s3:{action}"), "*")
}

fn with_policy(s3: &S3, need: Need, bucket: &str) -> Result<Need> {
    let text = s3.store.read(|tx| state::setting(tx, bucket, Setting::Policy))?;
    let policy = text.map(|text| s3.policies.of(bucket, text)).transpose()?;
    Ok(Need { policy, ..need })
}
