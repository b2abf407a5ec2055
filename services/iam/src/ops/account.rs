//! The account's alias: one at most.

use std::sync::Arc;

use kit::Context;
use wire::List;
use wire::typed::Unit;

use crate::Iam;
use crate::api::*;
use crate::error::{exists, missing};
use crate::state;

/// Replaces the one that there was.
pub async fn create_alias(
    iam: Arc<Iam>,
    context: Context,
    mut input: CreateAccountAliasRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let alias = input.take_account_alias();
        if state::alias(tx, &context.account)?.as_ref() == Some(&alias) {
            return Err(exists(format!("The account alias {alias} already exists.")).into());
        }
        Ok(state::put_alias(tx, &context.account, Some(&alias))?)
    })
    .await?;
    Ok(Unit::new())
}

pub async fn delete_alias(
    iam: Arc<Iam>,
    context: Context,
    input: DeleteAccountAliasRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let alias = input.account_alias();
        if state::alias(tx, &context.account)?.as_deref() != Some(alias) {
            let text = format!("The account alias with name {alias} cannot be found.");
            return Err(missing(text).into());
        }
        Ok(state::put_alias(tx, &context.account, None)?)
    })
    .await?;
    Ok(Unit::new())
}

pub async fn list_aliases(
    iam: Arc<Iam>,
    context: Context,
    _: ListAccountAliasesRequest,
) -> Result<ListAccountAliasesResponse, wire::Error> {
    let alias = iam.store.read(|tx| state::alias(tx, &context.account));
    let alias = alias.map_err(|error| crate::error::broken(&error))?;
    let aliases: List<String> = alias.into_iter().collect();
    Ok(ListAccountAliasesResponse::new().with_is_truncated(false).with_account_aliases(aliases))
}
