//! The account's rules for passwords: stored facts, as nobody signs in with one here.

use std::sync::Arc;

use kit::{Context, Need};
use wire::typed::Unit;

use super::asks::of_account;
use crate::Iam;
use crate::api::*;
use crate::error::{Failed, missing};
use crate::state::{self, PasswordRow};

/// Where nobody says (IAM API reference, `UpdateAccountPasswordPolicy`).
const LENGTH_MIN_DEFAULT: i64 = 6;

pub fn get_needs(_: &Iam, _: &Context, _: &Unit) -> Vec<Need> {
    of_account("iam:GetAccountPasswordPolicy")
}

pub fn delete_needs(_: &Iam, _: &Context, _: &Unit) -> Vec<Need> {
    of_account("iam:DeleteAccountPasswordPolicy")
}

fn none(account: &str) -> wire::Error {
    missing(format!("The Password Policy with domain name {account} cannot be found."))
}

/// What is not given has its default: nothing is kept from before.
pub async fn update(
    iam: Arc<Iam>,
    context: Context,
    input: UpdateAccountPasswordPolicyRequest,
) -> Result<Unit, wire::Error> {
    let row = PasswordRow {
        length_min: input.minimum_password_length().unwrap_or(LENGTH_MIN_DEFAULT),
        symbols: input.require_symbols().unwrap_or_default(),
        numbers: input.require_numbers().unwrap_or_default(),
        uppercase: input.require_uppercase_characters().unwrap_or_default(),
        lowercase: input.require_lowercase_characters().unwrap_or_default(),
        users_may_change: input.allow_users_to_change_password().unwrap_or_default(),
        age_days_max: input.max_password_age(),
        reuse_prevention: input.password_reuse_prevention(),
        hard_expiry: input.hard_expiry(),
    };
    iam.change(move |tx| Ok(state::put_password(tx, &context.account, Some(&row))?)).await?;
    Ok(Unit::new())
}

pub async fn get(
    iam: Arc<Iam>,
    context: Context,
    _: Unit,
) -> Result<GetAccountPasswordPolicyResponse, wire::Error> {
    let row = iam.store.read(|tx| state::password(tx, &context.account).map_err(Failed::from))?;
    let row = row.ok_or_else(|| none(&context.account))?;
    let mut policy = PasswordPolicy::new()
        .with_minimum_password_length(row.length_min)
        .with_require_symbols(row.symbols)
        .with_require_numbers(row.numbers)
        .with_require_uppercase_characters(row.uppercase)
        .with_require_lowercase_characters(row.lowercase)
        .with_allow_users_to_change_password(row.users_may_change)
        .with_expire_passwords(row.age_days_max.is_some_and(|days| days > 0));
    policy.set_max_password_age(row.age_days_max);
    policy.set_password_reuse_prevention(row.reuse_prevention);
    policy.set_hard_expiry(row.hard_expiry);
    Ok(GetAccountPasswordPolicyResponse::new().with_password_policy(policy))
}

pub async fn delete(iam: Arc<Iam>, context: Context, _: Unit) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        if state::password(tx, &context.account)?.is_none() {
            return Err(none(&context.account).into());
        }
        Ok(state::put_password(tx, &context.account, None)?)
    })
    .await?;
    Ok(Unit::new())
}
