//! SAML providers: their metadata, kept and shown again. No assertion of theirs is taken: `sts` has
//! no `AssumeRoleWithSAML`.

use std::sync::Arc;
use std::time::Duration;

use base::Timestamp;
use kit::Context;
use store::ReadTx;
use wire::List;
use wire::typed::Unit;

use crate::api::*;
use crate::error::{Failed, exceeds, exists, invalid_input, missing};
use crate::state::{self, SamlRow};
use crate::{Iam, names, tags};

/// Of an account (IAM quotas).
const PROVIDERS_MAX: usize = 100;
/// How long metadata are good for that do not say it themselves.
const VALID: Duration = Duration::from_secs(100 * 365 * 24 * 3600);

pub fn existing(tx: &ReadTx, account: &str, arn: &str) -> Result<SamlRow, Failed> {
    let found = match names::saml_of_arn(arn) {
        Some((owner, name)) if owner == account => state::kept::<SamlRow>(tx, account, name)?,
        _ => None,
    };
    let none = || missing(format!("Manifest not found for arn {arn}"));
    found.ok_or_else(|| none().into())
}

/// What must be in it to be metadata at all.
fn check(document: &str) -> Result<(), wire::Error> {
    let whole = document.contains("EntityDescriptor") && document.trim_start().starts_with('<');
    match whole {
        true => Ok(()),
        false => Err(invalid_input("Could not parse metadata")),
    }
}

/// The attribute `validUntil`, where there is one.
fn valid_until(document: &str, now: Timestamp) -> Timestamp {
    let said = document.split_once("validUntil=").and_then(|(_, rest)| {
        let quote = rest.chars().next()?;
        rest[1..].split_once(quote).map(|(text, _)| text)
    });
    let said = said.and_then(Timestamp::parse);
    said.unwrap_or_else(|| now.plus(VALID))
}

fn refuse_keys(mode: Option<&str>, key: bool) -> Result<(), wire::Error> {
    // Assertions are not read, so they cannot be decrypted either: nothing is promised.
    match mode.is_some() || key {
        true => Err(invalid_input("Encrypted assertions are not there yet in Squall.")),
        false => Ok(()),
    }
}

pub async fn create(
    iam: Arc<Iam>,
    context: Context,
    mut input: CreateSAMLProviderRequest,
) -> Result<CreateSAMLProviderResponse, wire::Error> {
    check(input.saml_metadata_document())?;
    refuse_keys(input.assertion_encryption_mode(), input.add_private_key().is_some())?;
    let now = Timestamp(context.now.seconds() * 1000);
    let document = input.take_saml_metadata_document();
    let mut row = SamlRow {
        name: input.take_name(),
        id: String::new(),
        valid_until: valid_until(&document, now),
        document,
        created: now,
        tags: tags::read(input.take_tags())?,
    };
    let arn = names::saml_arn(&context.account, &row.name);
    let given = row.tags.clone();
    iam.change(move |tx| {
        let account = context.account.as_str();
        if state::kept::<SamlRow>(tx, account, &row.name)?.is_some() {
            let text = format!("SAML provider with name {} already exists.", row.name);
            return Err(exists(text).into());
        }
        if state::all_kept::<SamlRow>(tx, account)?.len() >= PROVIDERS_MAX {
            return Err(exceeds("SAMLProvidersPerAccount", PROVIDERS_MAX).into());
        }
        row.id = base::id::token(tx.random(), names::ID_ALPHABET, 26);
        Ok(state::put_kept(tx, account, &row)?)
    })
    .await?;
    let mut response = CreateSAMLProviderResponse::new().with_saml_provider_arn(arn);
    if !given.is_empty() {
        response.set_tags(Some(tags::list(&given)));
    }
    Ok(response)
}

pub async fn get(
    iam: Arc<Iam>,
    context: Context,
    input: GetSAMLProviderRequest,
) -> Result<GetSAMLProviderResponse, wire::Error> {
    let arn = input.saml_provider_arn();
    let row = iam.store.read(|tx| existing(tx, &context.account, arn))?;
    Ok(GetSAMLProviderResponse::new()
        .with_saml_provider_uuid(row.id)
        .with_saml_metadata_document(row.document)
        .with_create_date(row.created)
        .with_valid_until(row.valid_until)
        .with_tags(tags::list(&row.tags)))
}

pub async fn list(
    iam: Arc<Iam>,
    context: Context,
    _: ListSAMLProvidersRequest,
) -> Result<ListSAMLProvidersResponse, wire::Error> {
    let account = context.account.as_str();
    let rows =
        iam.store.read(|tx| state::all_kept::<SamlRow>(tx, account).map_err(Failed::from))?;
    let entry = |row: &SamlRow| {
        SAMLProviderListEntry::new()
            .with_arn(names::saml_arn(account, &row.name))
            .with_valid_until(row.valid_until)
            .with_create_date(row.created)
    };
    let entries: List<SAMLProviderListEntry> = rows.iter().map(entry).collect();
    Ok(ListSAMLProvidersResponse::new().with_saml_provider_list(entries))
}

pub async fn update(
    iam: Arc<Iam>,
    context: Context,
    mut input: UpdateSAMLProviderRequest,
) -> Result<UpdateSAMLProviderResponse, wire::Error> {
    input.saml_metadata_document().map_or(Ok(()), check)?;
    refuse_keys(input.assertion_encryption_mode(), input.add_private_key().is_some())?;
    let arn = input.saml_provider_arn().to_owned();
    iam.change(move |tx| {
        let account = context.account.as_str();
        let mut row = existing(tx, account, input.saml_provider_arn())?;
        if let Some(document) = input.take_saml_metadata_document() {
            row.valid_until = valid_until(&document, context.now);
            row.document = document;
        }
        Ok(state::put_kept(tx, account, &row)?)
    })
    .await?;
    Ok(UpdateSAMLProviderResponse::new().with_saml_provider_arn(arn))
}

pub async fn delete(
    iam: Arc<Iam>,
    context: Context,
    input: DeleteSAMLProviderRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let row = existing(tx, &context.account, input.saml_provider_arn())?;
        Ok(state::delete_kept(tx, &context.account, &row)?)
    })
    .await?;
    Ok(Unit::new())
}
