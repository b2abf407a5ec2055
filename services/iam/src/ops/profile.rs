//! Instance profiles: what hands a role to a machine. There are no machines here; tools make them
//! all the same, and a role that is in one cannot be deleted.

use std::sync::Arc;

use base::Timestamp;
use kit::{Context, Need};
use store::ReadTx;
use wire::List;
use wire::typed::Unit;

use super::asks::{self, Asks};
use super::{brief_role, cut, existing_role, page};
use crate::api::*;
use crate::entity::Kind;
use crate::error::{Failed, conflict, exceeds, exists, missing, no_entity};
use crate::state::{self, ProfileRow};
use crate::{Iam, names, tags};

/// Of an account (IAM quotas).
pub const PROFILES_MAX: usize = 1000;

pub fn existing(tx: &ReadTx, account: &str, name: &str) -> Result<ProfileRow, Failed> {
    let found = state::kept::<ProfileRow>(tx, account, name)?;
    found.ok_or_else(|| missing(format!("Instance Profile {name} cannot be found.")).into())
}

/// With its role, where it has one.
pub fn shown(
    tx: &ReadTx,
    account: &str,
    row: &ProfileRow,
) -> Result<InstanceProfile, store::Error> {
    let role = match &row.role {
        Some(role) => state::role(tx, account, role)?,
        None => None,
    };
    let roles: List<Role> = role.iter().map(|role| brief_role(role, account)).collect();
    Ok(InstanceProfile::new()
        .with_path(row.path.as_str())
        .with_instance_profile_name(row.name.as_str())
        .with_instance_profile_id(row.id.as_str())
        .with_arn(names::profile_arn(account, &row.path, &row.name))
        .with_create_date(row.created)
        .with_roles(roles))
}

fn with_tags(mut profile: InstanceProfile, row: &ProfileRow) -> InstanceProfile {
    if !row.tags.is_empty() {
        profile.set_tags(Some(tags::list(&row.tags)));
    }
    profile
}

/// Gives the draft its id and puts it where no profile of its name is.
pub fn put_new(
    tx: &mut store::WriteTx,
    account: &str,
    draft: ProfileRow,
    now: Timestamp,
) -> Result<ProfileRow, Failed> {
    if state::kept::<ProfileRow>(tx, account, &draft.name)?.is_some() {
        return Err(exists(format!("Instance Profile {} already exists.", draft.name)).into());
    }
    if state::all_kept::<ProfileRow>(tx, account)?.len() >= PROFILES_MAX {
        return Err(exceeds("InstanceProfilesPerAccount", PROFILES_MAX).into());
    }
    let created = Timestamp(now.seconds() * 1000);
    let row = ProfileRow { id: names::id("AIPA", tx.random()), created, ..draft };
    state::put_kept(tx, account, &row)?;
    Ok(row)
}

pub fn draft(name: String, path: Option<String>) -> ProfileRow {
    let path = path.unwrap_or_else(|| "/".into());
    let (id, created) = (String::new(), Timestamp(0));
    ProfileRow { name, path, id, created, role: None, tags: Vec::new() }
}

pub async fn create(
    iam: Arc<Iam>,
    context: Context,
    mut input: CreateInstanceProfileRequest,
) -> Result<CreateInstanceProfileResponse, wire::Error> {
    let draft = draft(input.take_instance_profile_name(), input.take_path());
    let draft = ProfileRow { tags: tags::read(input.take_tags())?, ..draft };
    let made = iam
        .change(move |tx| {
            let row = put_new(tx, &context.account, draft, context.now)?;
            Ok(with_tags(shown(tx, &context.account, &row)?, &row))
        })
        .await?;
    Ok(CreateInstanceProfileResponse::new().with_instance_profile(made))
}

pub async fn get(
    iam: Arc<Iam>,
    context: Context,
    input: GetInstanceProfileRequest,
) -> Result<GetInstanceProfileResponse, wire::Error> {
    let account = context.account.as_str();
    let profile = iam.store.read(|tx| {
        let row = existing(tx, account, input.instance_profile_name())?;
        Ok::<_, Failed>(with_tags(shown(tx, account, &row)?, &row))
    })?;
    Ok(GetInstanceProfileResponse::new().with_instance_profile(profile))
}

/// In the order of their names, in pages. A page's marker is its last name.
pub async fn list(
    iam: Arc<Iam>,
    context: Context,
    input: ListInstanceProfilesRequest,
) -> Result<ListInstanceProfilesResponse, wire::Error> {
    let (account, below) = (context.account.as_str(), input.path_prefix().unwrap_or("/"));
    let after = input.marker().map(names::fold);
    let (profiles, marker) = iam.store.read(|tx| {
        let rows = state::all_kept::<ProfileRow>(tx, account)?.into_iter();
        let wanted = rows.filter(|row| row.path.starts_with(below));
        let wanted =
            wanted.filter(|row| after.as_ref().is_none_or(|after| names::fold(&row.name) > *after));
        let (rows, more) = page(wanted.map(Ok::<_, store::Error>), input.max_items())?;
        let marker = rows.last().filter(|_| more).map(|row| row.name.clone());
        let profiles = rows.iter().map(|row| shown(tx, account, row));
        Ok::<_, Failed>((profiles.collect::<Result<List<_>, _>>()?, marker))
    })?;
    let mut response = ListInstanceProfilesResponse::new().with_is_truncated(marker.is_some());
    response.set_marker(marker);
    Ok(response.with_instance_profiles(profiles))
}

pub async fn list_for_role(
    iam: Arc<Iam>,
    context: Context,
    input: ListInstanceProfilesForRoleRequest,
) -> Result<ListInstanceProfilesForRoleResponse, wire::Error> {
    let account = context.account.as_str();
    let (profiles, marker) = iam.store.read(|tx| {
        let role = existing_role(tx, account, input.role_name())?;
        let rows = state::profiles_of(tx, account, &names::fold(&role.name))?;
        let name = |row: &ProfileRow| row.name.clone();
        let (rows, marker) = cut(rows, name, input.marker(), input.max_items());
        let profiles = rows.iter().map(|row| shown(tx, account, row));
        Ok::<_, Failed>((profiles.collect::<Result<List<_>, _>>()?, marker))
    })?;
    let mut response =
        ListInstanceProfilesForRoleResponse::new().with_is_truncated(marker.is_some());
    response.set_marker(marker);
    Ok(response.with_instance_profiles(profiles))
}

pub async fn delete(
    iam: Arc<Iam>,
    context: Context,
    input: DeleteInstanceProfileRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let row = existing(tx, &context.account, input.instance_profile_name())?;
        if row.role.is_some() {
            return Err(conflict(ROLES_FIRST).into());
        }
        Ok(state::delete_kept(tx, &context.account, &row)?)
    })
    .await?;
    Ok(Unit::new())
}

/// What is said of a profile with a role, and of a role in a profile.
pub const ROLES_FIRST: &str =
    "Cannot delete entity, must remove roles from instance profile first.";

/// Who hands a role to machines must be allowed to hand it out.
pub fn add_needs(
    iam: &Iam,
    context: &Context,
    input: &AddRoleToInstanceProfileRequest,
) -> Vec<Need> {
    let mut needs = asks::needs(iam, context, input);
    let account = context.account.as_str();
    let role = iam.store.read(|tx| state::role(tx, account, input.role_name()));
    let arn = match role {
        Ok(Some(role)) => role.arn(account),
        _ => names::arn(Kind::Role, account, "/", input.role_name()),
    };
    let keys = vec![("iam:PassedToService".into(), vec!["ec2.amazonaws.com".into()])];
    needs.push(Need { keys, ..Need::new("iam:PassRole", arn) });
    needs
}

pub async fn add_role(
    iam: Arc<Iam>,
    context: Context,
    input: AddRoleToInstanceProfileRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let account = context.account.as_str();
        let mut row = existing(tx, account, input.instance_profile_name())?;
        let role = existing_role(tx, account, input.role_name())?;
        super::service_linked::modifiable(&role)?;
        if row.role.is_some() {
            return Err(exceeds("InstanceSessionsPerInstanceProfile", 1).into());
        }
        row.role = Some(names::fold(&role.name));
        Ok(state::put_kept(tx, account, &row)?)
    })
    .await?;
    Ok(Unit::new())
}

pub async fn remove_role(
    iam: Arc<Iam>,
    context: Context,
    input: RemoveRoleFromInstanceProfileRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let (account, role) = (context.account.as_str(), input.role_name());
        let mut row = existing(tx, account, input.instance_profile_name())?;
        if row.role.take() != Some(names::fold(role)) {
            return Err(no_entity(Kind::Role, role).into());
        }
        Ok(state::put_kept(tx, account, &row)?)
    })
    .await?;
    Ok(Unit::new())
}

impl Asks for AddRoleToInstanceProfileRequest {
    const ACTION: &'static str = "iam:AddRoleToInstanceProfile";

    fn about(&self) -> asks::About<'_> {
        asks::About::Profile(self.instance_profile_name())
    }
}
