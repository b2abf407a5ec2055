//! TagResource: more tags, or others.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;
use wire::typed::Unit;

use super::tag::{self, Tagged};
use crate::Lambda;
use crate::api::TagResourceRequest;

pub fn needs(_: &Lambda, _: &Context, input: &TagResourceRequest) -> Vec<Need> {
    tag::need("TagResource", input.resource())
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    mut input: TagResourceRequest,
) -> Result<Unit, Error> {
    let more = input.take_tags();
    let tagged = Tagged::find(&lambda, input.resource())?;
    let more: Vec<_> = more.iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    tagged
        .change(&lambda, move |tags| {
            tags.extend(more);
            tag::check(tags)
        })
        .await?;
    Ok(Unit::default())
}
