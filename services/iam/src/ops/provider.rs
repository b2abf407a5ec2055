//! OpenID Connect providers: the issuers that `AssumeRoleWithWebIdentity` may believe.

use std::sync::Arc;

use base::Timestamp;
use kit::Context;
use store::ReadTx;
use wire::List;
use wire::typed::Unit;

use crate::api::*;
use crate::error::{Failed, exceeds, exists, invalid_input, missing, validation};
use crate::state::{self, ProviderRow};
use crate::{Iam, names, tags};

/// Providers of an account, clients of one, and thumbprints of one (IAM quotas).
pub const PROVIDERS_MAX: usize = 100;
pub const CLIENTS_MAX: usize = 100;
pub const THUMBPRINTS_MAX: usize = 5;

/// A URL without its scheme: what ARNs and condition keys have.
pub fn bare(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.trim_end_matches('/')
}

pub fn existing(tx: &ReadTx, account: &str, arn: &str) -> Result<ProviderRow, Failed> {
    let found = match names::provider_of_arn(arn) {
        Some((owner, url)) if owner == account => state::provider(tx, account, url)?,
        _ => None,
    };
    let none = || missing(format!("OpenIDConnect Provider not found for arn {arn}"));
    found.ok_or_else(|| none().into())
}

fn check_url(url: &str) -> Result<(), wire::Error> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://127.0.0.1"));
    let plain = url.bytes().all(|byte| byte.is_ascii_graphic()) && !url.contains(['?', '#']);
    match rest {
        Some(rest) if plain && !rest.is_empty() => Ok(()),
        _ => Err(validation("Invalid Open ID Connect Provider URL")),
    }
}

fn texts(given: Option<List<String>>) -> Vec<String> {
    given.unwrap_or_default().into_iter().collect()
}

pub async fn create(
    iam: Arc<Iam>,
    context: Context,
    mut input: CreateOpenIDConnectProviderRequest,
) -> Result<CreateOpenIDConnectProviderResponse, wire::Error> {
    check_url(input.url())?;
    let row = ProviderRow {
        url: bare(input.url()).into(),
        created: Timestamp(context.now.seconds() * 1000),
        clients: texts(input.take_client_id_list()),
        thumbprints: texts(input.take_thumbprint_list()),
        tags: tags::read(input.take_tags())?,
    };
    check_thumbprints(&row.thumbprints)?;
    if row.clients.len() > CLIENTS_MAX {
        return Err(exceeds("ClientIdsPerOpenIdConnectProvider", CLIENTS_MAX));
    }
    let arn = names::provider_arn(&context.account, &row.url);
    let url = input.take_url();
    let with = row.tags.clone();
    iam.change(move |tx| {
        let account = context.account.as_str();
        if state::provider(tx, account, &row.url)?.is_some() {
            return Err(exists(format!("Provider with url {url} already exists.")).into());
        }
        if state::providers(tx, account)?.len() >= PROVIDERS_MAX {
            return Err(exceeds("OpenIdConnectProvidersPerAccount", PROVIDERS_MAX).into());
        }
        Ok(state::put_provider(tx, account, &row)?)
    })
    .await?;
    let mut response = CreateOpenIDConnectProviderResponse::new();
    if !with.is_empty() {
        response.set_tags(Some(tags::list(&with)));
    }
    Ok(response.with_open_id_connect_provider_arn(arn))
}

fn check_thumbprints(thumbprints: &[String]) -> Result<(), wire::Error> {
    match thumbprints.len() > THUMBPRINTS_MAX {
        true => Err(invalid_input("Thumbprint list must contain fewer than 5 entries.")),
        false => Ok(()),
    }
}

pub async fn get(
    iam: Arc<Iam>,
    context: Context,
    input: GetOpenIDConnectProviderRequest,
) -> Result<GetOpenIDConnectProviderResponse, wire::Error> {
    let arn = input.open_id_connect_provider_arn();
    let row = iam.store.read(|tx| existing(tx, &context.account, arn))?;
    Ok(GetOpenIDConnectProviderResponse::new()
        .with_url(row.url)
        .with_client_id_list(row.clients)
        .with_thumbprint_list(row.thumbprints)
        .with_create_date(row.created)
        .with_tags(tags::list(&row.tags)))
}

pub async fn list(
    iam: Arc<Iam>,
    context: Context,
    _: ListOpenIDConnectProvidersRequest,
) -> Result<ListOpenIDConnectProvidersResponse, wire::Error> {
    let account = context.account.as_str();
    let rows = iam.store.read(|tx| state::providers(tx, account).map_err(Failed::from))?;
    let entry = |row: &ProviderRow| {
        OpenIDConnectProviderListEntry::new().with_arn(names::provider_arn(account, &row.url))
    };
    let entries: List<OpenIDConnectProviderListEntry> = rows.iter().map(entry).collect();
    Ok(ListOpenIDConnectProvidersResponse::new().with_open_id_connect_provider_list(entries))
}

/// Of one that is not there as well.
pub async fn delete(
    iam: Arc<Iam>,
    context: Context,
    input: DeleteOpenIDConnectProviderRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| match names::provider_of_arn(input.open_id_connect_provider_arn()) {
        Some((account, url)) if account == context.account => {
            Ok(state::delete_provider(tx, account, url)?)
        }
        _ => Ok(()),
    })
    .await?;
    Ok(Unit::new())
}

pub async fn add_client(
    iam: Arc<Iam>,
    context: Context,
    mut input: AddClientIDToOpenIDConnectProviderRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let account = context.account.as_str();
        let mut row = existing(tx, account, input.open_id_connect_provider_arn())?;
        let client = input.take_client_id();
        if !row.clients.contains(&client) {
            row.clients.push(client);
        }
        if row.clients.len() > CLIENTS_MAX {
            return Err(exceeds("ClientIdsPerOpenIdConnectProvider", CLIENTS_MAX).into());
        }
        Ok(state::put_provider(tx, account, &row)?)
    })
    .await?;
    Ok(Unit::new())
}

pub async fn remove_client(
    iam: Arc<Iam>,
    context: Context,
    input: RemoveClientIDFromOpenIDConnectProviderRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let account = context.account.as_str();
        let mut row = existing(tx, account, input.open_id_connect_provider_arn())?;
        row.clients.retain(|client| client != input.client_id());
        Ok(state::put_provider(tx, account, &row)?)
    })
    .await?;
    Ok(Unit::new())
}

pub async fn update_thumbprints(
    iam: Arc<Iam>,
    context: Context,
    mut input: UpdateOpenIDConnectProviderThumbprintRequest,
) -> Result<Unit, wire::Error> {
    let thumbprints = texts(Some(input.take_thumbprint_list()));
    check_thumbprints(&thumbprints)?;
    iam.change(move |tx| {
        let account = context.account.as_str();
        let mut row = existing(tx, account, input.open_id_connect_provider_arn())?;
        row.thumbprints = thumbprints;
        Ok(state::put_provider(tx, account, &row)?)
    })
    .await?;
    Ok(Unit::new())
}
