//! PublishVersion: `$LATEST` as it is now, under the next number.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{FunctionConfiguration, PublishVersionRequest};
use crate::{Lambda, configuration, error, published};

pub fn needs(lambda: &Lambda, context: &Context, input: &PublishVersionRequest) -> Vec<Need> {
    vec![lambda.need(context, "PublishVersion", input.function_name(), None)]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    input: PublishVersionRequest,
) -> Result<FunctionConfiguration, Error> {
    let digest = input.code_sha256().map(str::to_owned);
    let revision = input.revision_id().map(str::to_owned);
    let description = input.description().map(str::to_owned);
    let (number, shelf) = lambda.change(input.function_name(), None, move |tx, kept| {
        let latest = &kept.latest;
        if revision.is_some_and(|revision| revision != latest.revision) {
            return Err(error::another_revision());
        }
        let is = configuration::code_sha256(&latest.spec.code_digest);
        if let Some(given) = digest.filter(|given| *given != is) {
            return Err(error::invalid_parameter(format!(
                "CodeSHA256 ({given}) is different from current CodeSHA256 in $LATEST ({is}). \
                 Please try again with the CodeSHA256 in $LATEST."
            )));
        }
        let number = published::publish(tx, kept, description.as_deref(), "");
        number.map_err(|failed| error::store(&failed))
    })?;
    let gone = || error::service("the version that was just published is not there");
    let function = shelf.version(number).ok_or_else(gone)?;
    let name = number.to_string();
    Ok(configuration::full(&function, Some(&name), lambda.snapshot(&function)))
}
