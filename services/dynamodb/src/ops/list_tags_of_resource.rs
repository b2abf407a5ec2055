//! ListTagsOfResource: all of a table's tags; they fit one page.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{ListTagsOfResourceInput, ListTagsOfResourceOutput, Tag};
use crate::state::Dynamodb;
use crate::tags;

pub fn needs(_: &Dynamodb, context: &Context, input: &ListTagsOfResourceInput) -> Vec<Need> {
    vec![tags::need(context, "ListTagsOfResource", input.resource_arn())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    _: Context,
    input: ListTagsOfResourceInput,
) -> Result<ListTagsOfResourceOutput, Error> {
    let (_, live) = tags::find(&dynamodb, input.resource_arn())?;
    let tags = live.table.tags.iter();
    let tags = tags.map(|(key, value)| Tag::new().with_key(&**key).with_value(&**value));
    Ok(ListTagsOfResourceOutput::new().with_tags(tags.collect::<Vec<_>>()))
}
