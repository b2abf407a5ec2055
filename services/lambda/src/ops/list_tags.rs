//! ListTags: those of a function or of an event source mapping.

use std::sync::Arc;

use kit::{Context, Need};
use wire::{Error, Map};

use super::tag::{self, Tagged};
use crate::Lambda;
use crate::api::{ListTagsRequest, ListTagsResponse};

pub fn needs(_: &Lambda, _: &Context, input: &ListTagsRequest) -> Vec<Need> {
    tag::need("ListTags", input.resource())
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: ListTagsRequest,
) -> Result<ListTagsResponse, Error> {
    let tags = Tagged::find(&lambda, input.resource())?.tags(&lambda)?;
    let tags: Vec<(String, String)> = tags.into_iter().collect();
    Ok(ListTagsResponse::default().with_tags(Map::from(tags)))
}
