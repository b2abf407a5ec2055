//! What users, groups and roles go through alike: being made, and being deleted with nothing left.

use base::Timestamp;
use store::WriteTx;

use crate::entity::{Entity, Kind};
use crate::error::{Failed, conflict, exceeds, exists, validation};
use crate::state::{DeviceRow, ProfileRow, ServiceCredentialRow, SigningRow, SshKeyRow};
use crate::{names, state, tags};

/// A user or group without an id and a date.
pub fn draft(kind: Kind, name: String, path: Option<String>) -> Entity {
    let path = path.unwrap_or_else(|| "/".into());
    let (id, created) = (String::new(), Timestamp(0));
    Entity { kind, name, path, id, created, boundary: None, tags: Vec::new() }
}

/// Checks that there is room, and gives the draft its id, date and boundary. Its row is still to be
/// put.
pub fn create(
    tx: &mut WriteTx,
    account: &str,
    draft: Entity,
    now: Timestamp,
) -> Result<Entity, Failed> {
    let Entity { kind, name, .. } = &draft;
    if state::entity(tx, account, *kind, name)?.is_some() {
        let text = format!("{} with name {name} already exists.", kind.title());
        return Err(exists(text).into());
    }
    let quota = kind.quota();
    if state::entities(tx, account, *kind, None)?.take(quota).count() >= quota {
        return Err(exceeds(&format!("{}sPerAccount", kind.title()), quota).into());
    }
    if draft.tags.len() > tags::TAGS_MAX {
        return Err(exceeds(&format!("TagsPer{}", kind.title()), tags::TAGS_MAX).into());
    }
    // Dates are whole seconds here.
    let created = Timestamp(now.seconds() * 1000);
    let made = Entity { id: names::id(draft.kind.id_prefix(), tx.random()), created, ..draft };
    if let Some(arn) = &made.boundary {
        check_boundary(tx, account, arn)?;
        state::swap_boundary(tx, account, &Entity { boundary: None, ..made.clone() }, Some(arn))?;
    }
    Ok(made)
}

pub fn check_boundary(tx: &WriteTx, account: &str, arn: &str) -> Result<(), Failed> {
    if names::policy_of_arn(arn).is_none() {
        let text = format!("Value ({arn}) for parameter PermissionsBoundary is invalid.");
        return Err(validation(text).into());
    }
    match state::managed_document(tx, account, arn)? {
        Some(_) => Ok(()),
        None => {
            let text = format!("Scope ARN: {arn} does not exist or is not attachable.");
            Err(crate::error::missing(text).into())
        }
    }
}

/// Refuses where something hangs on it that must be taken away first.
pub fn unburdened(tx: &WriteTx, account: &str, entity: &Entity) -> Result<(), Failed> {
    let refuse = |what: &str| Err(conflict(format!("Cannot delete entity, must {what} first.")));
    let user = entity.kind == Kind::User;
    if user && !state::keys_of(tx, account, &entity.id)?.is_empty() {
        refuse("delete access keys")?;
    }
    if user && state::login(tx, account, &entity.id)?.is_some() {
        refuse("delete login profile")?;
    }
    if user {
        unheld(tx, account, &entity.id)?;
    }
    if entity.kind == Kind::Role && !state::profiles_of(tx, account, &entity.owner())?.is_empty() {
        return Err(conflict(super::profile::ROLES_FIRST).into());
    }
    if entity.kind != Kind::Role && !state::related(tx, account, entity)?.is_empty() {
        refuse("remove users from group")?;
    }
    if !state::attached(tx, account, entity)?.is_empty() {
        refuse("detach all policies")?;
    }
    if !state::inline_policies(tx, account, entity)?.is_empty() {
        refuse("delete policies")?;
    }
    Ok(())
}

/// Refuses where a user still holds what must be given back first.
fn unheld(tx: &WriteTx, account: &str, user: &str) -> Result<(), Failed> {
    let refuse = |what: &str| Err(conflict(format!("Cannot delete entity, must {what} first.")));
    if !state::devices_of(tx, account, user)?.is_empty() {
        refuse("delete MFA device")?;
    }
    if !state::held::<SigningRow>(tx, account, user)?.is_empty() {
        refuse("delete signing certificates")?;
    }
    let keys = state::held::<SshKeyRow>(tx, account, user)?.is_empty();
    if !keys || !state::held::<ServiceCredentialRow>(tx, account, user)?.is_empty() {
        refuse("remove referenced objects")?;
    }
    Ok(())
}

/// Takes from a user what it holds; its devices are nobody's then.
fn unhold(tx: &mut WriteTx, account: &str, user: &str) -> Result<(), store::Error> {
    for (serial, device) in state::devices_of(tx, account, user)? {
        let free = DeviceRow { of: None, ..device.clone() };
        state::put_device(tx, account, &serial, Some(&device), &free)?;
    }
    for (id, _) in state::held::<SigningRow>(tx, account, user)? {
        state::take_held::<SigningRow>(tx, account, user, &id)?;
    }
    for (id, _) in state::held::<SshKeyRow>(tx, account, user)? {
        state::take_held::<SshKeyRow>(tx, account, user, &id)?;
    }
    for (id, _) in state::held::<ServiceCredentialRow>(tx, account, user)? {
        state::take_held::<ServiceCredentialRow>(tx, account, user, &id)?;
    }
    Ok(())
}

/// Deletes it and its boundary's use. What else hangs on it must be gone.
pub fn delete(tx: &mut WriteTx, account: &str, entity: &Entity) -> Result<(), store::Error> {
    state::swap_boundary(tx, account, entity, None)?;
    unburden(tx, account, entity)?;
    state::delete_entity(tx, account, entity)
}

/// Takes away all that hangs on it: where a manifest or a purge says that it goes, whole.
pub fn unburden(tx: &mut WriteTx, account: &str, entity: &Entity) -> Result<(), store::Error> {
    if entity.kind == Kind::User {
        unhold(tx, account, &entity.id)?;
    }
    if entity.kind == Kind::Role {
        for profile in state::profiles_of(tx, account, &entity.owner())? {
            state::put_kept(tx, account, &ProfileRow { role: None, ..profile })?;
        }
    }
    for (name, _) in state::inline_policies(tx, account, entity)? {
        state::take_inline_policy(tx, account, entity, &name)?;
    }
    for arn in state::attached(tx, account, entity)? {
        state::detach(tx, account, entity, &arn)?;
    }
    for name in state::placed(tx, account, entity)? {
        state::displace(tx, account, entity, &name)?;
    }
    Ok(())
}
