//! Service-specific credentials: a user's name and password at a service that takes no signatures.
//! None of these services is here, so the password is shown and forgotten.

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
use crate::state::{self, ServiceCredentialRow};
use crate::{Iam, names};

/// Of a user, for one service (IAM quotas).
const PER_SERVICE_MAX: usize = 2;
/// Whose users have such passwords (IAM user guide, "Service-specific credentials").
const SERVICES: [&str; 2] = ["codecommit.amazonaws.com", "cassandra.amazonaws.com"];
/// A password's letters: those of base64, whose 44 they are.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn supported(service: &str) -> Result<(), Failed> {
    match SERVICES.contains(&service) {
        true => Ok(()),
        false => {
            let text =
                format!("No such service {service} is supported for Service Specific Credentials");
            Err(missing(text).into())
        }
    }
}

fn own(
    tx: &ReadTx,
    account: &str,
    user: &Entity,
    id: &str,
) -> Result<ServiceCredentialRow, Failed> {
    let found = state::one_held::<ServiceCredentialRow>(tx, account, &user.id, id)?;
    found.ok_or_else(|| missing(format!("No such credential {id} exists")).into())
}

fn password(tx: &store::WriteTx) -> String {
    format!("{}=", base::id::token(tx.random(), LETTERS, 43))
}

fn shown(
    user: &Entity,
    id: &str,
    row: &ServiceCredentialRow,
    password: String,
) -> ServiceSpecificCredential {
    ServiceSpecificCredential::new()
        .with_create_date(row.created)
        .with_service_name(row.service.as_str())
        .with_service_user_name(row.service_user.as_str())
        .with_service_password(password)
        .with_service_specific_credential_id(id)
        .with_user_name(user.name.as_str())
        .with_status(status(row.active))
}

pub async fn create(
    iam: Arc<Iam>,
    context: Context,
    mut input: CreateServiceSpecificCredentialRequest,
) -> Result<CreateServiceSpecificCredentialResponse, wire::Error> {
    let made = iam
        .change(move |tx| {
            let account = context.account.as_str();
            let user = existing(tx, account, Kind::User, input.user_name())?;
            supported(input.service_name())?;
            let service = input.take_service_name();
            let all = state::held::<ServiceCredentialRow>(tx, account, &user.id)?;
            let same = || all.iter().filter(|(_, row)| row.service == service);
            if same().count() >= PER_SERVICE_MAX {
                let quota = "ServiceSpecificCredentialsPerUser";
                return Err(exceeds(quota, PER_SERVICE_MAX).into());
            }
            let names = ["", "+1"].map(|more| format!("{}{more}-at-{account}", user.name));
            let taken = |name: &&String| !same().any(|(_, row)| row.service_user == **name);
            let service_user = names.iter().find(taken).unwrap_or(&names[0]).clone();
            let created = Timestamp(context.now.seconds() * 1000);
            let row = ServiceCredentialRow { service, service_user, active: true, created };
            let id = names::id("ACCA", tx.random());
            state::put_held(tx, account, &user.id, &id, &row)?;
            Ok(shown(&user, &id, &row, password(tx)))
        })
        .await?;
    Ok(CreateServiceSpecificCredentialResponse::new().with_service_specific_credential(made))
}

pub async fn list(
    iam: Arc<Iam>,
    context: Context,
    input: ListServiceSpecificCredentialsRequest,
) -> Result<ListServiceSpecificCredentialsResponse, wire::Error> {
    let account = context.account.as_str();
    let everybody = input.all_users() == Some(true);
    let name = if everybody { String::new() } else { or_caller(&context, input.user_name())? };
    let rows = iam.store.read(|tx| {
        let users = match everybody {
            true => state::entities(tx, account, Kind::User, None)?.collect::<Result<_, _>>()?,
            false => vec![existing(tx, account, Kind::User, &name)?],
        };
        input.service_name().map_or(Ok(()), supported)?;
        let mut rows = Vec::new();
        for user in &users {
            for (id, row) in state::held::<ServiceCredentialRow>(tx, account, &user.id)? {
                if input.service_name().is_none_or(|service| service == row.service) {
                    rows.push((id, user.name.clone(), row));
                }
            }
        }
        Ok::<_, Failed>(rows)
    })?;
    let mut rows = rows;
    rows.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    let id = |(id, ..): &(String, String, ServiceCredentialRow)| id.clone();
    let paged = everybody || input.marker().is_some() || input.max_items().is_some();
    let (page, marker) = cut(rows, id, input.marker(), input.max_items());
    let shown = |(id, user, row): (String, String, ServiceCredentialRow)| {
        ServiceSpecificCredentialMetadata::new()
            .with_user_name(user)
            .with_status(status(row.active))
            .with_service_user_name(row.service_user)
            .with_create_date(row.created)
            .with_service_specific_credential_id(id)
            .with_service_name(row.service)
    };
    let page: List<ServiceSpecificCredentialMetadata> = page.into_iter().map(shown).collect();
    let mut response =
        ListServiceSpecificCredentialsResponse::new().with_service_specific_credentials(page);
    if paged || marker.is_some() {
        response.set_is_truncated(Some(marker.is_some()));
    }
    response.set_marker(marker);
    Ok(response)
}

pub async fn update(
    iam: Arc<Iam>,
    context: Context,
    input: UpdateServiceSpecificCredentialRequest,
) -> Result<Unit, wire::Error> {
    let name = or_caller(&context, input.user_name())?;
    iam.change(move |tx| {
        let (account, id) = (context.account.as_str(), input.service_specific_credential_id());
        let user = existing(tx, account, Kind::User, &name)?;
        let mut row = own(tx, account, &user, id)?;
        row.active = input.status() == "Active";
        Ok(state::put_held(tx, account, &user.id, id, &row)?)
    })
    .await?;
    Ok(Unit::new())
}

pub async fn reset(
    iam: Arc<Iam>,
    context: Context,
    input: ResetServiceSpecificCredentialRequest,
) -> Result<ResetServiceSpecificCredentialResponse, wire::Error> {
    let name = or_caller(&context, input.user_name())?;
    let reset = iam
        .change(move |tx| {
            let (account, id) = (context.account.as_str(), input.service_specific_credential_id());
            let user = existing(tx, account, Kind::User, &name)?;
            let row = own(tx, account, &user, id)?;
            Ok(shown(&user, id, &row, password(tx)))
        })
        .await?;
    Ok(ResetServiceSpecificCredentialResponse::new().with_service_specific_credential(reset))
}

pub async fn delete(
    iam: Arc<Iam>,
    context: Context,
    input: DeleteServiceSpecificCredentialRequest,
) -> Result<Unit, wire::Error> {
    let name = or_caller(&context, input.user_name())?;
    iam.change(move |tx| {
        let (account, id) = (context.account.as_str(), input.service_specific_credential_id());
        let user = existing(tx, account, Kind::User, &name)?;
        own(tx, account, &user, id)?;
        state::take_held::<ServiceCredentialRow>(tx, account, &user.id, id)?;
        Ok(())
    })
    .await?;
    Ok(Unit::new())
}
