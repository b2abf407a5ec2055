//! PutObjectTagging: what it may depends on the tags that are put.

use std::sync::Arc;

use kit::Need;

use crate::S3;
use crate::access;
use crate::asked::Asked;
use crate::error::Result;
use crate::holding;
use crate::permission::request_tags;
use crate::protocol::dto::{PutObjectTaggingInput, PutObjectTaggingOutput};
use crate::protocol::{Answer, plain};

pub(crate) fn needs(s3: &S3, _: &Asked, input: &PutObjectTaggingInput) -> Result<Vec<Need>> {
    let version = input.version_id.as_deref();
    let action = if version.is_some() { "PutObjectVersionTagging" } else { "PutObjectTagging" };
    let mut need = access::on_object(s3, action, &input.bucket, &input.key)?;
    if let Some(version) = version {
        need.keys.push((access::VERSION.into(), vec![version.to_owned()]));
    }
    let tags = input.tagging.tag_set.iter();
    let tags: Vec<(String, String)> = tags
        .filter_map(|tag| Some((tag.key.clone()?, tag.value.clone().unwrap_or_default())))
        .collect();
    need.keys.extend(request_tags(&tags));
    Ok(vec![need])
}

pub(crate) async fn run(
    s3: Arc<S3>,
    asked: Arc<Asked>,
    input: PutObjectTaggingInput,
) -> Answer<PutObjectTaggingOutput> {
    plain(holding::put_object_tagging(&s3, &asked, input).await?)
}
