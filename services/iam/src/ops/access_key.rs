//! Users' access keys. A secret is shown once; it is kept nowhere (`kit::Secrets`).

use std::sync::Arc;

use base::Timestamp;
use kit::Context;
use store::ReadTx;
use wire::List;
use wire::typed::Unit;

use super::{cut, existing, or_caller, status};
use crate::api::*;
use crate::entity::{Entity, Kind};
use crate::error::{Failed, exceeds, missing};
use crate::state::{self, KeyRow};
use crate::{Iam, names};

/// Access keys of a user (IAM quotas).
pub const KEYS_MAX: usize = 2;

pub async fn create(
    iam: Arc<Iam>,
    context: Context,
    input: CreateAccessKeyRequest,
) -> Result<CreateAccessKeyResponse, wire::Error> {
    let name = or_caller(&context, input.user_name())?;
    let master = iam.secrets.newest();
    let created = Timestamp(context.now.seconds() * 1000);
    let account = context.account.clone();
    let (user, id) = iam
        .change(move |tx| {
            let user = existing(tx, &account, Kind::User, &name)?;
            if state::keys_of(tx, &account, &user.id)?.len() >= KEYS_MAX {
                return Err(exceeds("AccessKeysPerUser", KEYS_MAX).into());
            }
            let id = format!("AKIA{}", base::id::token(tx.random(), names::ID_ALPHABET, 16));
            let user_id = user.id.clone();
            let row = KeyRow { account, user_id, active: true, created, master };
            state::put_key(tx, &id, &row)?;
            Ok((user, id))
        })
        .await?;
    let secret = iam.secrets.secret(master, &id);
    let secret = secret.ok_or_else(|| wire::Error::internal("there is no master key"))?;
    let key = AccessKey::new()
        .with_user_name(user.name)
        .with_access_key_id(id)
        .with_status(status(true))
        .with_secret_access_key(secret)
        .with_create_date(created);
    Ok(CreateAccessKeyResponse::new().with_access_key(key))
}

pub async fn list(
    iam: Arc<Iam>,
    context: Context,
    input: ListAccessKeysRequest,
) -> Result<ListAccessKeysResponse, wire::Error> {
    let name = or_caller(&context, input.user_name())?;
    let account = context.account.as_str();
    let (user, mut keys) = iam.store.read(|tx| {
        let user = existing(tx, account, Kind::User, &name)?;
        let keys = state::keys_of(tx, account, &user.id)?;
        Ok::<_, Failed>((user, keys))
    })?;
    keys.sort_by(|(one, _), (other, _)| one.cmp(other));
    let id = |(id, _): &(String, KeyRow)| id.clone();
    let (page, marker) = cut(keys, id, input.marker(), input.max_items());
    let shown = |(id, key): (String, KeyRow)| {
        AccessKeyMetadata::new()
            .with_user_name(user.name.as_str())
            .with_access_key_id(id)
            .with_status(status(key.active))
            .with_create_date(key.created)
    };
    let page: List<AccessKeyMetadata> = page.into_iter().map(shown).collect();
    let mut response = ListAccessKeysResponse::new().with_is_truncated(marker.is_some());
    response.set_marker(marker);
    Ok(response.with_access_key_metadata(page))
}

/// A key of this user.
fn own(tx: &ReadTx, account: &str, user: &Entity, id: &str) -> Result<KeyRow, Failed> {
    let key = state::key(tx, id)?;
    let key = key.filter(|key| key.account == account && key.user_id == user.id);
    key.ok_or_else(|| missing(format!("The Access Key with id {id} cannot be found.")).into())
}

pub async fn update(
    iam: Arc<Iam>,
    context: Context,
    input: UpdateAccessKeyRequest,
) -> Result<Unit, wire::Error> {
    let name = or_caller(&context, input.user_name())?;
    iam.change(move |tx| {
        let user = existing(tx, &context.account, Kind::User, &name)?;
        let mut key = own(tx, &context.account, &user, input.access_key_id())?;
        key.active = input.status() == "Active";
        Ok(state::put_key(tx, input.access_key_id(), &key)?)
    })
    .await?;
    Ok(Unit::new())
}

pub async fn delete(
    iam: Arc<Iam>,
    context: Context,
    input: DeleteAccessKeyRequest,
) -> Result<Unit, wire::Error> {
    let name = or_caller(&context, input.user_name())?;
    iam.change(move |tx| {
        let user = existing(tx, &context.account, Kind::User, &name)?;
        let key = own(tx, &context.account, &user, input.access_key_id())?;
        Ok(state::delete_key(tx, input.access_key_id(), &key)?)
    })
    .await?;
    Ok(Unit::new())
}

/// A key that has never been used has no date, and no service and region either.
pub async fn last_used(
    iam: Arc<Iam>,
    context: Context,
    input: GetAccessKeyLastUsedRequest,
) -> Result<GetAccessKeyLastUsedResponse, wire::Error> {
    let id = input.access_key_id();
    let user = iam.store.read(|tx| {
        let key = state::key(tx, id)?;
        let user = match key.filter(|key| key.account == context.account) {
            Some(key) => state::by_owner(tx, &context.account, &key.user_id)?,
            None => None,
        };
        let text = format!("The Access Key with id {id} cannot be found.");
        user.ok_or_else(|| Failed::Answer(missing(text)))
    })?;
    let last = match iam.last_use(id) {
        Some(used) => AccessKeyLastUsed::new()
            .with_last_used_date(used.at)
            .with_service_name(used.service)
            .with_region(used.region),
        None => AccessKeyLastUsed::new().with_service_name("N/A").with_region("N/A"),
    };
    Ok(GetAccessKeyLastUsedResponse::new()
        .with_user_name(user.name)
        .with_access_key_last_used(last))
}
