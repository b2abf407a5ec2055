//! TagResource: adds tags to a table, or changes their values.

use std::sync::Arc;

use kit::{Context, Need};
use store::WriteTx;
use wire::Error;
use wire::typed::Unit;

use crate::api::TagResourceInput;
use crate::invalid::Invalid;
use crate::state::Dynamodb;
use crate::table::Table;
use crate::tags;

pub fn needs(_: &Dynamodb, context: &Context, input: &TagResourceInput) -> Vec<Need> {
    vec![tags::need(context, "TagResource", input.resource_arn())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    _: Context,
    input: TagResourceInput,
) -> Result<Unit, Error> {
    let (key, live) = tags::find(&dynamodb, input.resource_arn())?;
    let new: Vec<(String, String)> =
        input.tags().iter().map(|tag| (tag.key().to_owned(), tag.value().to_owned())).collect();
    if new.is_empty() {
        return Err(Invalid::text("Atleast one Tag needs to be provided as Input.").into());
    }
    tags::check(&new)?;
    let edit = move |table: &mut Table, _: &mut WriteTx| -> Result<(), Error> {
        Ok(tags::put(&mut table.tags, new)?)
    };
    dynamodb.alter(&key, &live, edit).await?;
    Ok(Unit::new())
}
