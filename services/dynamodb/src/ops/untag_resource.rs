//! UntagResource: takes tags from a table. Those that it does not have are no error.

use std::sync::Arc;

use kit::{Context, Need};
use store::WriteTx;
use wire::Error;
use wire::typed::Unit;

use crate::api::UntagResourceInput;
use crate::invalid::Invalid;
use crate::state::Dynamodb;
use crate::table::Table;
use crate::tags;

pub fn needs(_: &Dynamodb, context: &Context, input: &UntagResourceInput) -> Vec<Need> {
    vec![tags::need(context, "UntagResource", input.resource_arn())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    _: Context,
    input: UntagResourceInput,
) -> Result<Unit, Error> {
    let (key, live) = tags::find(&dynamodb, input.resource_arn())?;
    let gone: Vec<String> = input.tag_keys().iter().map(str::to_owned).collect();
    if gone.is_empty() {
        return Err(Invalid::text("Atleast one Tag Key needs to be provided as Input.").into());
    }
    let edit = move |table: &mut Table, _: &mut WriteTx| -> Result<(), Error> {
        table.tags.retain(|(key, _)| !gone.contains(key));
        Ok(())
    };
    dynamodb.alter(&key, &live, edit).await?;
    Ok(Unit::new())
}
