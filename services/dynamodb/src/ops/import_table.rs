//! ImportTable: a new table of what lies under a prefix of a bucket. The answer says IN_PROGRESS;
//! the table is CREATING until it is whole.

use std::sync::Arc;

use kit::{Context, Need};
use wire::json::decode::{self, Dialect};
use wire::{Error, Structured};

use crate::api::{
    CreateTableInput, ImportConflictException, ImportTableDescription, ImportTableInput,
    ImportTableOutput, ResourceInUseException,
};
use crate::exchange::IMPORT;
use crate::invalid::{Checked, Invalid};
use crate::ops::create_table::definition;
use crate::request::{check_absent, check_name, need, table_key};
use crate::state::Dynamodb;
use crate::table::Table;
use crate::transfer::{Id, Job, Kept, Kind, name, read, text};

pub fn needs(_: &Dynamodb, context: &Context, input: &ImportTableInput) -> Vec<Need> {
    let name = input.table_creation_parameters().map(|table| table.table_name());
    vec![need(context, "ImportTable", name.unwrap_or_default())]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    mut input: ImportTableInput,
) -> Result<ImportTableOutput, Error> {
    check(&input)?;
    let table = table(&context, &input)?;
    let key = table_key(&context, &table.name);
    let token = input.take_client_token().unwrap_or_default();
    let place = (&*context.account, &*context.region);
    let earlier = dynamodb.with_token(Kind::Import, place, &token, context.now)?;
    if let Some((id, kept)) = earlier.filter(|(_, kept)| !kept.is_over) {
        // Nothing else of the request is looked at.
        if id.key() != key {
            return Err(ImportConflictException::error(
                "Duplicate request detected with conflicting parameters.",
            ));
        }
        let description: ImportTableDescription = read(&kept.description)?;
        return Ok(ImportTableOutput::new().with_import_table_description(description));
    }
    let name = name(context.now, &context.request_id);
    let exists = format!("Table already exists: {}", table.name);
    let mut table = table;
    table.facts.insert(IMPORT.into(), name.clone());
    let Some(live) = dynamodb.create(key.clone(), table).await? else {
        return Err(ResourceInUseException::error(exists));
    };
    let id = Id { kind: Kind::Import, account: key.0, region: key.1, table: key.2, name };
    let request = text(input.clone());
    let mut description = ImportTableDescription::new()
        .with_import_arn(id.arn())
        .with_import_status("IN_PROGRESS")
        .with_table_arn(live.arn.clone())
        .with_table_id(live.table.id.clone())
        .with_client_token(token.clone())
        .with_error_count(0)
        .with_input_format(input.take_input_format())
        .with_input_compression_type(input.take_input_compression_type().unwrap_or("NONE".into()))
        .with_start_time(context.now)
        .with_processed_item_count(0)
        .with_imported_item_count(0);
    description.set_s3_bucket_source(input.take_s3_bucket_source());
    description.set_table_creation_parameters(input.take_table_creation_parameters());
    description.set_input_format_options(input.take_input_format_options());
    let kept = Kept { token, request, description: text(description.clone()), is_over: false };
    let job = Job { id, caller: Arc::clone(&context.principal) };
    dynamodb.begin_transfer(job, kept, |_| Ok(())).await?;
    Ok(ImportTableOutput::new().with_import_table_description(description))
}

fn check(input: &ImportTableInput) -> Checked<()> {
    if input.client_token().is_none() {
        return Err(Invalid::text(
            "1 validation error detected: Value null at 'clientToken' failed to satisfy \
             constraint: Member must not be null",
        ));
    }
    check_absent(&[("InputFormat ION", input.input_format() == "ION")])?;
    if input.input_format_options().is_some() && input.input_format() != "CSV" {
        return Err(Invalid::parameter(
            "InputFormatOptions can only be specified when InputFormat is CSV",
        ));
    }
    Ok(())
}

/// The table that is to be: the parameters are those of CreateTable.
fn table(context: &Context, input: &ImportTableInput) -> Result<Table, Error> {
    let parameters = input.table_creation_parameters().cloned().unwrap_or_default();
    check_name(parameters.table_name(), true)?;
    let body = text(parameters);
    let record = decode::record(CreateTableInput::SCHEMA, Dialect::Plain, body.as_bytes())?;
    let wanted = CreateTableInput::from_record(record).unwrap_or_default();
    Ok(definition(context, &wanted)?)
}
