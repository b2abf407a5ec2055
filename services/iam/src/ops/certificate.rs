//! Certificates: users' signing certificates and servers' certificates, kept and shown again.

use std::sync::Arc;

use base::Timestamp;
use kit::Context;
use store::ReadTx;
use wire::List;
use wire::typed::Unit;

use super::{cut, existing, or_caller, page, status};
use crate::api::*;
use crate::entity::{Entity, Kind};
use crate::error::{Failed, exceeds, exists, missing};
use crate::state::{self, CertificateRow, SigningRow, UploadRow};
use crate::{Iam, names, pem, tags};

/// Signing certificates of a user; servers' certificates of an account (IAM quotas).
pub const SIGNING_MAX: usize = 2;
pub const SERVER_MAX: usize = 20;

fn malformed(what: &str) -> wire::Error {
    MalformedCertificateException::error(format!(
        "Unable to parse {what}. Please ensure the \
        {what} is in PEM format."
    ))
}

fn signing(tx: &ReadTx, account: &str, user: &Entity, id: &str) -> Result<UploadRow, Failed> {
    let found = state::one_held::<SigningRow>(tx, account, &user.id, id)?;
    let none = || missing(format!("The Certificate with id {id} cannot be found."));
    Ok(found.ok_or_else(none)?.0)
}

fn shown_signing(user: &str, id: &str, row: &UploadRow) -> SigningCertificate {
    SigningCertificate::new()
        .with_user_name(user)
        .with_certificate_id(id)
        .with_certificate_body(row.body.as_str())
        .with_status(status(row.active))
        .with_upload_date(row.uploaded)
}

pub async fn upload_signing(
    iam: Arc<Iam>,
    context: Context,
    mut input: UploadSigningCertificateRequest,
) -> Result<UploadSigningCertificateResponse, wire::Error> {
    let name = or_caller(&context, input.user_name())?;
    let body = input.take_certificate_body();
    pem::expires(&body).ok_or_else(|| {
        MalformedCertificateException::error(format!("Certificate {body} is malformed"))
    })?;
    let made = iam
        .change(move |tx| {
            let account = context.account.as_str();
            let user = existing(tx, account, Kind::User, &name)?;
            let fingerprint: String = body.split_ascii_whitespace().collect();
            let all = state::held::<SigningRow>(tx, account, &user.id)?;
            if all.iter().any(|(_, row)| row.0.fingerprint == fingerprint) {
                let text = "The certificate is already associated with the specified IAM user.";
                return Err(DuplicateCertificateException::error(text).into());
            }
            if all.len() >= SIGNING_MAX {
                return Err(exceeds("CertificatesPerUser", SIGNING_MAX).into());
            }
            let uploaded = Timestamp(context.now.seconds() * 1000);
            let row = UploadRow { body, fingerprint, active: true, uploaded };
            let id = base::id::token(tx.random(), names::ID_ALPHABET, 32);
            let shown = shown_signing(&user.name, &id, &row);
            state::put_held(tx, account, &user.id, &id, &SigningRow(row))?;
            Ok(shown)
        })
        .await?;
    Ok(UploadSigningCertificateResponse::new().with_certificate(made))
}

pub async fn list_signing(
    iam: Arc<Iam>,
    context: Context,
    input: ListSigningCertificatesRequest,
) -> Result<ListSigningCertificatesResponse, wire::Error> {
    let name = or_caller(&context, input.user_name())?;
    let account = context.account.as_str();
    let (user, rows) = iam.store.read(|tx| {
        let user = existing(tx, account, Kind::User, &name)?;
        let rows = state::held::<SigningRow>(tx, account, &user.id)?;
        Ok::<_, Failed>((user, rows))
    })?;
    let id = |(id, _): &(String, SigningRow)| id.clone();
    let (page, marker) = cut(rows, id, input.marker(), input.max_items());
    let shown = |(id, row): &(String, SigningRow)| shown_signing(&user.name, id, &row.0);
    let page: List<SigningCertificate> = page.iter().map(shown).collect();
    let mut response = ListSigningCertificatesResponse::new().with_is_truncated(marker.is_some());
    response.set_marker(marker);
    Ok(response.with_certificates(page))
}

pub async fn update_signing(
    iam: Arc<Iam>,
    context: Context,
    input: UpdateSigningCertificateRequest,
) -> Result<Unit, wire::Error> {
    let name = or_caller(&context, input.user_name())?;
    iam.change(move |tx| {
        let (account, id) = (context.account.as_str(), input.certificate_id());
        let user = existing(tx, account, Kind::User, &name)?;
        let row = signing(tx, account, &user, id)?;
        let row = SigningRow(UploadRow { active: input.status() == "Active", ..row });
        Ok(state::put_held(tx, account, &user.id, id, &row)?)
    })
    .await?;
    Ok(Unit::new())
}

pub async fn delete_signing(
    iam: Arc<Iam>,
    context: Context,
    input: DeleteSigningCertificateRequest,
) -> Result<Unit, wire::Error> {
    let name = or_caller(&context, input.user_name())?;
    iam.change(move |tx| {
        let (account, id) = (context.account.as_str(), input.certificate_id());
        let user = existing(tx, account, Kind::User, &name)?;
        signing(tx, account, &user, id)?;
        state::take_held::<SigningRow>(tx, account, &user.id, id)?;
        Ok(())
    })
    .await?;
    Ok(Unit::new())
}

pub fn existing_server(tx: &ReadTx, account: &str, name: &str) -> Result<CertificateRow, Failed> {
    let found = state::kept::<CertificateRow>(tx, account, name)?;
    let none = || missing(format!("The Server Certificate with name {name} cannot be found."));
    found.ok_or_else(|| none().into())
}

fn metadata(row: &CertificateRow, account: &str) -> ServerCertificateMetadata {
    ServerCertificateMetadata::new()
        .with_path(row.path.as_str())
        .with_server_certificate_name(row.name.as_str())
        .with_server_certificate_id(row.id.as_str())
        .with_arn(names::certificate_arn(account, &row.path, &row.name))
        .with_upload_date(row.uploaded)
        .with_expiration(row.expires)
}

pub async fn upload_server(
    iam: Arc<Iam>,
    context: Context,
    mut input: UploadServerCertificateRequest,
) -> Result<UploadServerCertificateResponse, wire::Error> {
    let body = input.take_certificate_body();
    let expires = pem::expires(&body).ok_or_else(|| malformed("certificate"))?;
    let key = input.take_private_key();
    let labels = ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"];
    if !labels.iter().any(|label| pem::unarmoured(&key, label).is_some()) {
        return Err(malformed("private key"));
    }
    let mut row = CertificateRow {
        name: input.take_server_certificate_name(),
        path: input.take_path().unwrap_or_else(|| "/".into()),
        id: String::new(),
        body,
        chain: input.take_certificate_chain(),
        uploaded: Timestamp(context.now.seconds() * 1000),
        expires,
        tags: tags::read(input.take_tags())?,
    };
    if row.chain.as_deref().is_some_and(|chain| pem::expires(chain).is_none()) {
        return Err(malformed("certificate chain"));
    }
    let (row, account) = iam
        .change(move |tx| {
            let account = context.account;
            taken(tx, &account, &row.name)?;
            if state::all_kept::<CertificateRow>(tx, &account)?.len() >= SERVER_MAX {
                return Err(exceeds("ServerCertificatesPerAccount", SERVER_MAX).into());
            }
            row.id = names::id("ASCA", tx.random());
            state::put_kept(tx, &account, &row)?;
            Ok((row, account))
        })
        .await?;
    let mut response = UploadServerCertificateResponse::new();
    if !row.tags.is_empty() {
        response.set_tags(Some(tags::list(&row.tags)));
    }
    Ok(response.with_server_certificate_metadata(metadata(&row, &account)))
}

fn taken(tx: &ReadTx, account: &str, name: &str) -> Result<(), Failed> {
    match state::kept::<CertificateRow>(tx, account, name)? {
        None => Ok(()),
        Some(_) => {
            let text = format!("The Server Certificate with name {name} already exists.");
            Err(exists(text).into())
        }
    }
}

pub async fn get_server(
    iam: Arc<Iam>,
    context: Context,
    input: GetServerCertificateRequest,
) -> Result<GetServerCertificateResponse, wire::Error> {
    let (account, name) = (context.account.as_str(), input.server_certificate_name());
    let row = iam.store.read(|tx| existing_server(tx, account, name))?;
    let mut certificate = ServerCertificate::new()
        .with_server_certificate_metadata(metadata(&row, account))
        .with_certificate_body(row.body);
    certificate.set_certificate_chain(row.chain);
    if !row.tags.is_empty() {
        certificate.set_tags(Some(tags::list(&row.tags)));
    }
    Ok(GetServerCertificateResponse::new().with_server_certificate(certificate))
}

/// In the order of their names, in pages. A page's marker is its last name.
pub async fn list_servers(
    iam: Arc<Iam>,
    context: Context,
    input: ListServerCertificatesRequest,
) -> Result<ListServerCertificatesResponse, wire::Error> {
    let (account, below) = (context.account.as_str(), input.path_prefix().unwrap_or("/"));
    let after = input.marker().map(names::fold);
    let (rows, more) = iam.store.read(|tx| {
        let rows = state::all_kept::<CertificateRow>(tx, account)?.into_iter();
        let wanted = rows.filter(|row| row.path.starts_with(below));
        let wanted =
            wanted.filter(|row| after.as_ref().is_none_or(|after| names::fold(&row.name) > *after));
        page(wanted.map(Ok::<_, store::Error>), input.max_items()).map_err(Failed::from)
    })?;
    let mut response = ListServerCertificatesResponse::new().with_is_truncated(more);
    response.set_marker(rows.last().filter(|_| more).map(|row| row.name.clone()));
    let list: List<ServerCertificateMetadata> =
        rows.iter().map(|row| metadata(row, account)).collect();
    Ok(response.with_server_certificate_metadata_list(list))
}

/// Gives a certificate another name or path.
pub async fn update_server(
    iam: Arc<Iam>,
    context: Context,
    mut input: UpdateServerCertificateRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let account = context.account.as_str();
        let before = existing_server(tx, account, input.server_certificate_name())?;
        let mut row = before.clone();
        row.path = input.take_new_path().unwrap_or(row.path);
        row.name = input.take_new_server_certificate_name().unwrap_or(row.name);
        if !row.name.eq_ignore_ascii_case(&before.name) {
            taken(tx, account, &row.name)?;
        }
        state::delete_kept(tx, account, &before)?;
        Ok(state::put_kept(tx, account, &row)?)
    })
    .await?;
    Ok(Unit::new())
}

pub async fn delete_server(
    iam: Arc<Iam>,
    context: Context,
    input: DeleteServerCertificateRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let row = existing_server(tx, &context.account, input.server_certificate_name())?;
        Ok(state::delete_kept(tx, &context.account, &row)?)
    })
    .await?;
    Ok(Unit::new())
}
