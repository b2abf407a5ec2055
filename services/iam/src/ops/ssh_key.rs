//! Public keys for SSH: kept and shown again, in either form. Nothing here listens for SSH.

use std::sync::Arc;

use base::Timestamp;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kit::Context;
use md5::{Digest, Md5};
use store::ReadTx;
use wire::List;
use wire::typed::Unit;

use super::{cut, existing, or_caller, status};
use crate::api::*;
use crate::entity::{Entity, Kind};
use crate::error::{Failed, exceeds, missing};
use crate::state::{self, SshKeyRow, UploadRow};
use crate::{Iam, names, pem};

/// Of a user (IAM quotas).
const KEYS_MAX: usize = 5;

fn own(tx: &ReadTx, account: &str, user: &Entity, id: &str) -> Result<UploadRow, Failed> {
    let found = state::one_held::<SshKeyRow>(tx, account, &user.id, id)?;
    let none = || missing(format!("The Public Key with id {id} cannot be found."));
    Ok(found.ok_or_else(none)?.0)
}

/// MD5 of the key, as `ssh-keygen -E md5` shows it.
fn fingerprint(key: &[u8]) -> String {
    let digest = Md5::digest(key);
    let pairs: Vec<String> = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    pairs.join(":")
}

fn shown(user: &Entity, id: &str, row: &UploadRow, body: String) -> SSHPublicKey {
    SSHPublicKey::new()
        .with_user_name(user.name.as_str())
        .with_ssh_public_key_id(id)
        .with_fingerprint(row.fingerprint.as_str())
        .with_ssh_public_key_body(body)
        .with_status(status(row.active))
        .with_upload_date(row.uploaded)
}

pub async fn upload(
    iam: Arc<Iam>,
    context: Context,
    mut input: UploadSSHPublicKeyRequest,
) -> Result<UploadSSHPublicKeyResponse, wire::Error> {
    let body = input.take_ssh_public_key_body();
    let key = pem::ssh_key(&body).ok_or_else(|| {
        InvalidPublicKeyException::error("The public key is invalid or malformed.")
    })?;
    let made = iam
        .change(move |tx| {
            let account = context.account.as_str();
            let user = existing(tx, account, Kind::User, input.user_name())?;
            let fingerprint = fingerprint(&key);
            let all = state::held::<SshKeyRow>(tx, account, &user.id)?;
            if all.iter().any(|(_, row)| row.0.fingerprint == fingerprint) {
                let text = "The SSH public key is already associated with the specified IAM user.";
                return Err(DuplicateSSHPublicKeyException::error(text).into());
            }
            if all.len() >= KEYS_MAX {
                return Err(exceeds("SSHPublicKeysPerUser", KEYS_MAX).into());
            }
            let uploaded = Timestamp(context.now.seconds() * 1000);
            let row = UploadRow { body: body.clone(), fingerprint, active: true, uploaded };
            let id = names::id("APKA", tx.random());
            state::put_held(tx, account, &user.id, &id, &SshKeyRow(row.clone()))?;
            Ok(shown(&user, &id, &row, body))
        })
        .await?;
    Ok(UploadSSHPublicKeyResponse::new().with_ssh_public_key(made))
}

/// In the form that is asked for.
pub async fn get(
    iam: Arc<Iam>,
    context: Context,
    input: GetSSHPublicKeyRequest,
) -> Result<GetSSHPublicKeyResponse, wire::Error> {
    let (account, id) = (context.account.as_str(), input.ssh_public_key_id());
    let (user, row) = iam.store.read(|tx| {
        let user = existing(tx, account, Kind::User, input.user_name())?;
        let row = own(tx, account, &user, id)?;
        Ok::<_, Failed>((user, row))
    })?;
    let key = pem::ssh_key(&row.body);
    let body = match input.encoding() {
        "PEM" => key.and_then(|key| pem::public_key(&key)),
        // As it was given, with its comment, where it was given so.
        _ if row.body.starts_with("ssh-rsa ") => Some(row.body.clone()),
        _ => key.map(|key| format!("ssh-rsa {}", STANDARD.encode(key))),
    };
    let key = shown(&user, id, &row, body.unwrap_or_default());
    Ok(GetSSHPublicKeyResponse::new().with_ssh_public_key(key))
}

pub async fn list(
    iam: Arc<Iam>,
    context: Context,
    input: ListSSHPublicKeysRequest,
) -> Result<ListSSHPublicKeysResponse, wire::Error> {
    let name = or_caller(&context, input.user_name())?;
    let account = context.account.as_str();
    let (user, rows) = iam.store.read(|tx| {
        let user = existing(tx, account, Kind::User, &name)?;
        let rows = state::held::<SshKeyRow>(tx, account, &user.id)?;
        Ok::<_, Failed>((user, rows))
    })?;
    let id = |(id, _): &(String, SshKeyRow)| id.clone();
    let (page, marker) = cut(rows, id, input.marker(), input.max_items());
    let shown = |(id, row): (String, SshKeyRow)| {
        SSHPublicKeyMetadata::new()
            .with_user_name(user.name.as_str())
            .with_ssh_public_key_id(id)
            .with_status(status(row.0.active))
            .with_upload_date(row.0.uploaded)
    };
    let page: List<SSHPublicKeyMetadata> = page.into_iter().map(shown).collect();
    let mut response = ListSSHPublicKeysResponse::new().with_is_truncated(marker.is_some());
    response.set_marker(marker);
    Ok(response.with_ssh_public_keys(page))
}

pub async fn update(
    iam: Arc<Iam>,
    context: Context,
    input: UpdateSSHPublicKeyRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let (account, id) = (context.account.as_str(), input.ssh_public_key_id());
        let user = existing(tx, account, Kind::User, input.user_name())?;
        let row = own(tx, account, &user, id)?;
        let row = SshKeyRow(UploadRow { active: input.status() == "Active", ..row });
        Ok(state::put_held(tx, account, &user.id, id, &row)?)
    })
    .await?;
    Ok(Unit::new())
}

pub async fn delete(
    iam: Arc<Iam>,
    context: Context,
    input: DeleteSSHPublicKeyRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let (account, id) = (context.account.as_str(), input.ssh_public_key_id());
        let user = existing(tx, account, Kind::User, input.user_name())?;
        own(tx, account, &user, id)?;
        state::take_held::<SshKeyRow>(tx, account, &user.id, id)?;
        Ok(())
    })
    .await?;
    Ok(Unit::new())
}
