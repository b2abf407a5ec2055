//! `CreateRole`.

use std::sync::Arc;

use base::Timestamp;
use kit::{Context, Need};
use store::WriteTx;

use super::full;
use crate::api::{self, CreateRoleRequest, CreateRoleResponse};
use crate::directory::Changed;
use crate::error::{Failed, flatten};
use crate::state::{self, RoleRow};
use crate::{Iam, document, names};

/// Roles of an account (IAM quotas).
pub const ROLES_MAX: usize = 1000;
/// Tags of a role (IAM quotas).
pub const TAGS_MAX: usize = 50;
/// What a session may last where the role does not say, in seconds.
pub const SESSION_S_DEFAULT: i64 = 3600;

pub fn needs(_: &Iam, context: &Context, input: &CreateRoleRequest) -> Vec<Need> {
    let path = input.path().unwrap_or("/");
    let arn = names::role_arn(&context.account, path, input.role_name());
    vec![Need::new("iam:CreateRole", arn)]
}

pub async fn run(
    iam: Arc<Iam>,
    context: Context,
    input: CreateRoleRequest,
) -> Result<CreateRoleResponse, wire::Error> {
    let draft = draft(input)?;
    let changed = iam.directory.clone();
    let account = context.account.clone();
    let now = context.now;
    let written = iam.store.write(move |tx| {
        let role = create(tx, &account, draft, now)?;
        Ok::<_, Failed>((role, Changed(changed)))
    });
    let (role, _changed) = written.await.map_err(flatten)?;
    Ok(CreateRoleResponse::new().with_role(full(&role, &context.account)))
}

/// A role without an id and a date. Checks what the transaction need not be held for.
fn draft(mut input: CreateRoleRequest) -> Result<RoleRow, wire::Error> {
    document::check_trust(input.assume_role_policy_document())?;
    if input.permissions_boundary().is_some() {
        let text = "Permissions boundaries are not there yet in Squall, and a role is not made \
                    without the boundary that was asked for.";
        return Err(api::InvalidInputException::error(text));
    }
    let mut tags: Vec<(String, String)> = Vec::new();
    for mut tag in input.take_tags().unwrap_or_default() {
        let (key, value) = (tag.take_key(), tag.take_value());
        if tags.iter().any(|(other, _)| other.eq_ignore_ascii_case(&key)) {
            let text = "Duplicate tag keys found. Please note that Tag keys are case insensitive.";
            return Err(api::InvalidInputException::error(text));
        }
        tags.push((key, value));
    }
    if tags.len() > TAGS_MAX {
        let text = format!("Cannot exceed quota for TagsPerRole: {TAGS_MAX}");
        return Err(api::LimitExceededException::error(text));
    }
    let session_s_max = input.max_session_duration().unwrap_or(SESSION_S_DEFAULT);
    Ok(RoleRow {
        path: input.take_path().unwrap_or_else(|| "/".into()),
        trust: input.take_assume_role_policy_document(),
        description: input.take_description(),
        session_s_max: u64::try_from(session_s_max).unwrap_or_default(),
        tags,
        name: input.take_role_name(),
        id: String::new(),
        created: Timestamp(0),
    })
}

/// Gives the draft its id and puts it where no role of its name is.
pub fn create(
    tx: &mut WriteTx,
    account: &str,
    draft: RoleRow,
    now: Timestamp,
) -> Result<RoleRow, Failed> {
    if state::role(tx, account, &draft.name)?.is_some() {
        let text = format!("Role with name {} already exists.", draft.name);
        return Err(api::EntityAlreadyExistsException::error(text).into());
    }
    if state::roles(tx, account, None)?.take(ROLES_MAX).count() >= ROLES_MAX {
        let text = format!("Cannot exceed quota for RolesPerAccount: {ROLES_MAX}");
        return Err(api::LimitExceededException::error(text).into());
    }
    // Dates are whole seconds here.
    let created = Timestamp(now.seconds() * 1000);
    let role = RoleRow { id: names::role_id(tx.random()), created, ..draft };
    state::put_role(tx, account, &role)?;
    Ok(role)
}
