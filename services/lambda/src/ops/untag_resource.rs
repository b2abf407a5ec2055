//! UntagResource: fewer tags.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;
use wire::typed::Unit;

use super::tag::{self, Tagged};
use crate::Lambda;
use crate::api::UntagResourceRequest;

pub fn needs(_: &Lambda, _: &Context, input: &UntagResourceRequest) -> Vec<Need> {
    tag::need("UntagResource", input.resource())
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    mut input: UntagResourceRequest,
) -> Result<Unit, Error> {
    let keys: Vec<String> = input.take_tag_keys().into_iter().collect();
    let tagged = Tagged::find(&lambda, input.resource())?;
    tagged
        .change(&lambda, move |tags| {
            tags.retain(|key, _| !keys.contains(key));
            Ok(())
        })
        .await?;
    Ok(Unit::default())
}
