//! Managed policies: made, read, listed, deleted; who uses them.

use std::sync::Arc;

use base::Timestamp;
use kit::Context;
use store::{ReadTx, WriteTx};
use wire::List;
use wire::typed::Unit;

use super::cut;
use crate::api::*;
use crate::entity::{Entity, Kind};
use crate::error::{Failed, conflict, exceeds, exists, missing, no_policy};
use crate::managed::{self, Managed};
use crate::state::{self, PolicyRow, Use, VersionRow};
use crate::{Iam, document, names, tags};

/// Managed policies of an account's own (IAM quotas).
pub const POLICIES_MAX: usize = 1500;

pub async fn create(
    iam: Arc<Iam>,
    context: Context,
    mut input: CreatePolicyRequest,
) -> Result<CreatePolicyResponse, wire::Error> {
    document::check_managed(input.policy_document())?;
    let draft = Draft {
        name: input.take_policy_name(),
        path: input.take_path().unwrap_or_else(|| "/".into()),
        description: input.take_description(),
        tags: tags::read(input.take_tags())?,
        document: input.take_policy_document(),
    };
    let (account, now) = (context.account.clone(), context.now);
    let made = iam.change(move |tx| put_new(tx, &account, draft, now)).await?;
    let counts = Counts::default();
    let mut policy = brief(&made, &context.account, &counts);
    if !made.tags.is_empty() {
        policy.set_tags(Some(tags::list(&made.tags)));
    }
    Ok(CreatePolicyResponse::new().with_policy(policy))
}

/// A policy that is to be made; its document has been checked.
pub struct Draft {
    pub name: String,
    pub path: String,
    pub description: Option<String>,
    pub tags: tags::Tags,
    pub document: String,
}

/// Makes it with its first version.
pub fn put_new(
    tx: &mut WriteTx,
    account: &str,
    draft: Draft,
    now: Timestamp,
) -> Result<PolicyRow, Failed> {
    let Draft { name, path, description, tags, document } = draft;
    if state::policy(tx, account, &name)?.is_some() {
        let text =
            format!("A policy called {name} already exists. Duplicate names are not allowed.");
        return Err(exists(text).into());
    }
    if state::policies(tx, account)?.take(POLICIES_MAX).count() >= POLICIES_MAX {
        return Err(exceeds("PoliciesPerAccount", POLICIES_MAX).into());
    }
    let created = Timestamp(now.seconds() * 1000);
    let id = names::id("ANPA", tx.random());
    let row = PolicyRow {
        name,
        path,
        id,
        created,
        updated: created,
        description,
        default: 1,
        latest: 1,
        tags,
    };
    state::put_policy(tx, account, &row)?;
    state::put_version(tx, account, &row.name, 1, &VersionRow { created, document })?;
    Ok(row)
}

/// How many use a policy.
#[derive(Clone, Copy, Default)]
struct Counts {
    attached: usize,
    boundary: usize,
}

impl Counts {
    fn of(tx: &ReadTx, account: &str, arn: &str) -> Result<Counts, store::Error> {
        Ok(Counts {
            attached: state::users_of(tx, account, arn, Use::Attached)?.len(),
            boundary: state::users_of(tx, account, arn, Use::Boundary)?.len(),
        })
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// What `ListPolicies` says of one; `GetPolicy` adds its description and its tags.
fn brief(row: &PolicyRow, account: &str, counts: &Counts) -> Policy {
    Policy::new()
        .with_policy_name(row.name.as_str())
        .with_policy_id(row.id.as_str())
        .with_arn(names::policy_arn(account, &row.path, &row.name))
        .with_path(row.path.as_str())
        .with_default_version_id(format!("v{}", row.default))
        .with_attachment_count(count(counts.attached))
        .with_permissions_boundary_usage_count(count(counts.boundary))
        .with_is_attachable(true)
        .with_create_date(row.created)
        .with_update_date(row.updated)
}

fn of_aws(policy: &Managed, counts: &Counts) -> Policy {
    Policy::new()
        .with_policy_name(policy.name)
        .with_policy_id(policy.id())
        .with_arn(policy.arn.as_str())
        .with_path(policy.path)
        .with_default_version_id(policy.version)
        .with_attachment_count(count(counts.attached))
        .with_permissions_boundary_usage_count(count(counts.boundary))
        .with_is_attachable(true)
        .with_create_date(policy.created)
        .with_update_date(policy.updated)
}

/// The account's own policy of this ARN. Permission was asked of the ARN as it was written, and
/// uses are kept under it: another case of the name is another ARN.
pub fn own(tx: &ReadTx, account: &str, arn: &str) -> Result<PolicyRow, Failed> {
    let found = match names::policy_of_arn(arn) {
        Some((owner, _, name)) if owner == account => state::policy(tx, account, name)?
            .filter(|row| names::policy_arn(account, &row.path, &row.name) == arn),
        _ => None,
    };
    found.ok_or_else(|| no_policy(arn).into())
}

pub async fn get(
    iam: Arc<Iam>,
    context: Context,
    input: GetPolicyRequest,
) -> Result<GetPolicyResponse, wire::Error> {
    let (account, arn) = (context.account.as_str(), input.policy_arn());
    super::version::check_arn(arn)?;
    let policy = iam.store.read(|tx| {
        let counts = Counts::of(tx, account, arn)?;
        if let Some(policy) = managed::find(arn) {
            return Ok::<_, Failed>(of_aws(policy, &counts).with_tags(List::new()));
        }
        let row = own(tx, account, arn)?;
        let mut policy = brief(&row, account, &counts).with_tags(tags::list(&row.tags));
        policy.set_description(row.description);
        Ok(policy)
    })?;
    Ok(GetPolicyResponse::new().with_policy(policy))
}

/// In the order of their ARNs, in pages. A page's marker is its last ARN.
pub async fn list(
    iam: Arc<Iam>,
    context: Context,
    input: ListPoliciesRequest,
) -> Result<ListPoliciesResponse, wire::Error> {
    let account = context.account.as_str();
    let scope = input.scope().unwrap_or("All");
    let below = input.path_prefix().unwrap_or("/");
    let (all, boundaries) = iam.store.read(|tx| {
        let mut all = Vec::new();
        if scope != "AWS" {
            for row in state::policies(tx, account)? {
                let row = row?;
                let arn = names::policy_arn(account, &row.path, &row.name);
                all.push(brief(&row, account, &Counts::of(tx, account, &arn)?));
            }
        }
        if scope != "Local" {
            let used = state::in_use(tx, account, Use::Attached)?;
            for policy in managed::all() {
                let counts = match used.contains(&policy.arn) {
                    true => Counts::of(tx, account, &policy.arn)?,
                    false => Counts::default(),
                };
                all.push(of_aws(policy, &counts));
            }
        }
        Ok::<_, Failed>((all, state::in_use(tx, account, Use::Boundary)?))
    })?;
    let wanted = |policy: &Policy| {
        let arn = policy.arn().unwrap_or_default();
        let used = match input.policy_usage_filter() {
            Some("PermissionsBoundary") => boundaries.contains(arn),
            _ => policy.attachment_count() > Some(0),
        };
        let asked = input.only_attached() == Some(true) || input.policy_usage_filter().is_some();
        policy.path().unwrap_or_default().starts_with(below) && (used || !asked)
    };
    let mut all: Vec<Policy> = all.into_iter().filter(wanted).collect();
    let arn = |policy: &Policy| policy.arn().unwrap_or_default().to_owned();
    all.sort_by_key(arn);
    let (page, marker) = cut(all, arn, input.marker(), input.max_items());
    let mut response = ListPoliciesResponse::new().with_is_truncated(marker.is_some());
    response.set_marker(marker);
    Ok(response.with_policies(page))
}

/// Only one that nobody uses and that has one version.
pub async fn delete(
    iam: Arc<Iam>,
    context: Context,
    input: DeletePolicyRequest,
) -> Result<Unit, wire::Error> {
    super::version::check_arn(input.policy_arn())?;
    iam.change(move |tx| {
        let (account, arn) = (context.account.as_str(), input.policy_arn());
        let row = own(tx, account, arn)?;
        let Counts { attached, boundary } = Counts::of(tx, account, arn)?;
        if attached + boundary > 0 {
            return Err(conflict("Cannot delete a policy attached to entities.").into());
        }
        if state::versions(tx, account, &row.name)?.len() > 1 {
            let text = "This policy has more than one version. Before you delete a policy, you \
                        must delete the policy's versions. The default version is deleted with \
                        the policy.";
            return Err(conflict(text).into());
        }
        Ok(state::delete_policy(tx, account, &row.name)?)
    })
    .await?;
    Ok(Unit::new())
}

/// Whom a policy is attached to, and whose boundary it is.
pub async fn list_entities(
    iam: Arc<Iam>,
    context: Context,
    input: ListEntitiesForPolicyRequest,
) -> Result<ListEntitiesForPolicyResponse, wire::Error> {
    let (account, arn) = (context.account.as_str(), input.policy_arn());
    let below = input.path_prefix().unwrap_or("/");
    let mut found = iam.store.read(|tx| using(tx, account, arn, input.policy_usage_filter()))?;
    found.retain(|one| {
        let wanted = match input.entity_filter() {
            Some("User") => one.kind == Kind::User,
            Some("Group") => one.kind == Kind::Group,
            Some("Role") => one.kind == Kind::Role,
            Some(_) => false,
            None => true,
        };
        wanted && one.path.starts_with(below)
    });
    let key = |one: &Entity| format!("{}/{}", one.kind.word(), names::fold(&one.name));
    found.sort_by_key(key);
    found.dedup();
    let (page, marker) = cut(found, key, input.marker(), input.max_items());
    let (mut users, mut groups, mut roles) = (List::new(), List::new(), List::new());
    for Entity { kind, name, id, .. } in page {
        match kind {
            Kind::User => users.push(PolicyUser::new().with_user_name(name).with_user_id(id)),
            Kind::Group => groups.push(PolicyGroup::new().with_group_name(name).with_group_id(id)),
            Kind::Role => roles.push(PolicyRole::new().with_role_name(name).with_role_id(id)),
        }
    }
    let mut response = ListEntitiesForPolicyResponse::new().with_is_truncated(marker.is_some());
    response.set_marker(marker);
    Ok(response.with_policy_users(users).with_policy_groups(groups).with_policy_roles(roles))
}

fn using(
    tx: &ReadTx,
    account: &str,
    arn: &str,
    filter: Option<&str>,
) -> Result<Vec<Entity>, Failed> {
    if state::managed_document(tx, account, arn)?.is_none() {
        return Err(missing(format!("Policy {arn} was not found.")).into());
    }
    let mut owners = Vec::new();
    if filter != Some("PermissionsBoundary") {
        owners.extend(state::users_of(tx, account, arn, Use::Attached)?);
    }
    if filter != Some("PermissionsPolicy") {
        owners.extend(state::users_of(tx, account, arn, Use::Boundary)?);
    }
    let mut found = Vec::new();
    for owner in owners {
        found.extend(state::by_owner(tx, account, &owner)?);
    }
    Ok(found)
}
