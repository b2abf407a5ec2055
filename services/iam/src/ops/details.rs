//! `GetAccountAuthorizationDetails`: everything that decides, in pages.

use std::sync::Arc;

use kit::Context;
use store::ReadTx;
use wire::List;

use super::attach::shown;
use super::{boundary_of, cut};
use crate::api::*;
use crate::entity::{Entity, Kind};
use crate::error::Failed;
use crate::managed::{self, Managed};
use crate::state::{self, PolicyRow, RoleRow, Use};
use crate::{Iam, document, names, tags};

/// One of what the answer lists. Its key orders the pages.
enum Detail {
    User(Entity),
    Group(Entity),
    Role(RoleRow),
    Local(PolicyRow),
    Aws(&'static Managed),
}

impl Detail {
    fn key(&self) -> String {
        let (rank, name) = match self {
            Detail::User(user) => (0, &user.name),
            Detail::Group(group) => (1, &group.name),
            Detail::Role(role) => (2, &role.name),
            Detail::Local(policy) => (3, &policy.name),
            Detail::Aws(policy) => return format!("4/{}", policy.arn),
        };
        format!("{rank}/{}", names::fold(name))
    }
}

pub async fn get(
    iam: Arc<Iam>,
    context: Context,
    input: GetAccountAuthorizationDetailsRequest,
) -> Result<GetAccountAuthorizationDetailsResponse, wire::Error> {
    let account = context.account.as_str();
    let filter = input.filter().filter(|filter| !filter.is_empty());
    let wanted = |name: &str| filter.is_none_or(|filter| filter.iter().any(|one| one == name));
    iam.store
        .read(|tx| {
            let mut all = gather(tx, account, wanted)?;
            all.sort_by_key(Detail::key);
            let (page, marker) = cut(all, Detail::key, input.marker(), input.max_items());
            let mut lists = Lists::default();
            for detail in &page {
                lists.add(tx, account, detail)?;
            }
            let mut response = GetAccountAuthorizationDetailsResponse::new()
                .with_user_detail_list(lists.users)
                .with_group_detail_list(lists.groups)
                .with_role_detail_list(lists.roles)
                .with_policies(lists.policies)
                .with_is_truncated(marker.is_some());
            response.set_marker(marker);
            Ok::<_, Failed>(response)
        })
        .map_err(Into::into)
}

fn gather(
    tx: &ReadTx,
    account: &str,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<Detail>, store::Error> {
    let mut all = Vec::new();
    if wanted("User") {
        for user in state::entities(tx, account, Kind::User, None)? {
            all.push(Detail::User(user?));
        }
    }
    if wanted("Group") {
        for group in state::entities(tx, account, Kind::Group, None)? {
            all.push(Detail::Group(group?));
        }
    }
    if wanted("Role") {
        for role in state::roles(tx, account, None)? {
            all.push(Detail::Role(role?));
        }
    }
    if wanted("LocalManagedPolicy") {
        for policy in state::policies(tx, account)? {
            all.push(Detail::Local(policy?));
        }
    }
    if wanted("AWSManagedPolicy") {
        let used = state::in_use(tx, account, Use::Attached)?;
        let used = managed::all().iter().filter(|policy| used.contains(&policy.arn));
        all.extend(used.map(Detail::Aws));
    }
    Ok(all)
}

#[derive(Default)]
struct Lists {
    users: List<UserDetail>,
    groups: List<GroupDetail>,
    roles: List<RoleDetail>,
    policies: List<ManagedPolicyDetail>,
}

impl Lists {
    fn add(&mut self, tx: &ReadTx, account: &str, detail: &Detail) -> Result<(), store::Error> {
        match detail {
            Detail::User(user) => self.users.push(user_detail(tx, account, user)?),
            Detail::Group(group) => self.groups.push(group_detail(tx, account, group)?),
            Detail::Role(role) => self.roles.push(role_detail(tx, account, role)?),
            Detail::Local(policy) => self.policies.push(local(tx, account, policy)?),
            Detail::Aws(policy) => self.policies.push(of_aws(tx, account, policy)?),
        }
        Ok(())
    }
}

fn inline(tx: &ReadTx, account: &str, of: &Entity) -> Result<List<PolicyDetail>, store::Error> {
    let policies = state::inline_policies(tx, account, of)?.into_iter();
    let detail = |(name, text): (String, String)| {
        PolicyDetail::new().with_policy_name(name).with_policy_document(document::encode(&text))
    };
    Ok(policies.map(detail).collect())
}

fn attached(tx: &ReadTx, account: &str, to: &Entity) -> Result<List<AttachedPolicy>, store::Error> {
    Ok(state::attached(tx, account, to)?.iter().map(|arn| shown(arn)).collect())
}

fn user_detail(tx: &ReadTx, account: &str, user: &Entity) -> Result<UserDetail, store::Error> {
    let groups = state::related(tx, account, user)?;
    let groups: List<String> = groups.into_iter().map(|group| group.name).collect();
    let mut detail = UserDetail::new()
        .with_path(user.path.as_str())
        .with_user_name(user.name.as_str())
        .with_user_id(user.id.as_str())
        .with_arn(user.arn(account))
        .with_create_date(user.created)
        .with_user_policy_list(inline(tx, account, user)?)
        .with_group_list(groups)
        .with_attached_managed_policies(attached(tx, account, user)?)
        .with_tags(tags::list(&user.tags));
    detail.set_permissions_boundary(boundary_of(user));
    Ok(detail)
}

fn group_detail(tx: &ReadTx, account: &str, group: &Entity) -> Result<GroupDetail, store::Error> {
    Ok(GroupDetail::new()
        .with_path(group.path.as_str())
        .with_group_name(group.name.as_str())
        .with_group_id(group.id.as_str())
        .with_arn(group.arn(account))
        .with_create_date(group.created)
        .with_group_policy_list(inline(tx, account, group)?)
        .with_attached_managed_policies(attached(tx, account, group)?))
}

fn role_detail(tx: &ReadTx, account: &str, role: &RoleRow) -> Result<RoleDetail, store::Error> {
    let entity = role.entity();
    let profiles = state::profiles_of(tx, account, &entity.owner())?;
    let profiles = profiles.iter().map(|profile| super::profile::shown(tx, account, profile));
    let profiles = profiles.collect::<Result<List<InstanceProfile>, _>>()?;
    let mut detail = RoleDetail::new()
        .with_path(role.path.as_str())
        .with_role_name(role.name.as_str())
        .with_role_id(role.id.as_str())
        .with_arn(role.arn(account))
        .with_create_date(role.created)
        .with_assume_role_policy_document(document::encode(&role.trust))
        .with_instance_profile_list(profiles)
        .with_role_policy_list(inline(tx, account, &entity)?)
        .with_attached_managed_policies(attached(tx, account, &entity)?)
        .with_tags(tags::list(&role.tags))
        .with_role_last_used(RoleLastUsed::new());
    detail.set_permissions_boundary(boundary_of(&entity));
    Ok(detail)
}

fn counted(tx: &ReadTx, account: &str, arn: &str) -> Result<ManagedPolicyDetail, store::Error> {
    let count = |how| -> Result<i64, store::Error> {
        let number = state::users_of(tx, account, arn, how)?.len();
        Ok(i64::try_from(number).unwrap_or(i64::MAX))
    };
    Ok(ManagedPolicyDetail::new()
        .with_arn(arn)
        .with_attachment_count(count(Use::Attached)?)
        .with_permissions_boundary_usage_count(count(Use::Boundary)?)
        .with_is_attachable(true))
}

fn local(
    tx: &ReadTx,
    account: &str,
    policy: &PolicyRow,
) -> Result<ManagedPolicyDetail, store::Error> {
    let mut versions = List::new();
    for (number, version) in state::versions(tx, account, &policy.name)?.into_iter().rev() {
        let shown = PolicyVersion::new()
            .with_document(document::encode(&version.document))
            .with_version_id(format!("v{number}"))
            .with_is_default_version(number == policy.default)
            .with_create_date(version.created);
        versions.push(shown);
    }
    let arn = names::policy_arn(account, &policy.path, &policy.name);
    let mut detail = counted(tx, account, &arn)?
        .with_policy_name(policy.name.as_str())
        .with_policy_id(policy.id.as_str())
        .with_path(policy.path.as_str())
        .with_default_version_id(format!("v{}", policy.default))
        .with_create_date(policy.created)
        .with_update_date(policy.updated)
        .with_policy_version_list(versions);
    detail.set_description(policy.description.clone());
    Ok(detail)
}

fn of_aws(
    tx: &ReadTx,
    account: &str,
    policy: &Managed,
) -> Result<ManagedPolicyDetail, store::Error> {
    let version = PolicyVersion::new()
        .with_document(document::encode(policy.document))
        .with_version_id(policy.version)
        .with_is_default_version(true)
        .with_create_date(policy.updated);
    Ok(counted(tx, account, &policy.arn)?
        .with_policy_name(policy.name)
        .with_policy_id(policy.id())
        .with_path(policy.path)
        .with_default_version_id(policy.version)
        .with_create_date(policy.created)
        .with_update_date(policy.updated)
        .with_policy_version_list(vec![version]))
}
