//! Login profiles: that a user has a password. There is no console to sign in to, so the password
//! itself is checked against the account's rules and forgotten.

use std::sync::Arc;

use base::Timestamp;
use kit::Context;
use policy::Identity;
use store::ReadTx;
use wire::typed::Unit;

use super::{existing, or_caller};
use crate::Iam;
use crate::api::*;
use crate::entity::{Entity, Kind};
use crate::error::{Failed, exists, missing};
use crate::state::{self, LoginRow, PasswordRow};

fn none(name: &str) -> Failed {
    missing(format!("Login Profile for User {name} cannot be found.")).into()
}

fn shown(user: &Entity, row: &LoginRow) -> LoginProfile {
    LoginProfile::new()
        .with_user_name(user.name.as_str())
        .with_create_date(row.created)
        .with_password_reset_required(row.reset_required)
}

/// Whether the account's rules take the password.
fn check(tx: &ReadTx, account: &str, password: &str) -> Result<(), Failed> {
    let Some(rules) = state::password(tx, account)? else { return Ok(()) };
    let PasswordRow { length_min, symbols, numbers, uppercase, lowercase, .. } = rules;
    let has = |wanted: bool, what: fn(char) -> bool| !wanted || password.chars().any(what);
    let long = i64::try_from(password.chars().count()).unwrap_or(i64::MAX) >= length_min;
    let complete = has(symbols, |c| "!@#$%^&*()_+-=[]{}|'".contains(c))
        && has(numbers, |c| c.is_ascii_digit())
        && has(uppercase, |c| c.is_ascii_uppercase())
        && has(lowercase, |c| c.is_ascii_lowercase());
    if long && complete {
        return Ok(());
    }
    let text = "Password does not conform to the account password policy.";
    Err(PasswordPolicyViolationException::error(text).into())
}

pub async fn create(
    iam: Arc<Iam>,
    context: Context,
    input: CreateLoginProfileRequest,
) -> Result<CreateLoginProfileResponse, wire::Error> {
    let name = or_caller(&context, input.user_name())?;
    let profile = iam
        .change(move |tx| {
            let account = context.account.as_str();
            let user = existing(tx, account, Kind::User, &name)?;
            if state::login(tx, account, &user.id)?.is_some() {
                let text = format!("Login Profile for user {name} already exists.");
                return Err(exists(text).into());
            }
            check(tx, account, input.password().unwrap_or_default())?;
            let row = LoginRow {
                created: Timestamp(context.now.seconds() * 1000),
                reset_required: input.password_reset_required().unwrap_or_default(),
            };
            state::put_login(tx, account, &user.id, &row)?;
            Ok(shown(&user, &row))
        })
        .await?;
    Ok(CreateLoginProfileResponse::new().with_login_profile(profile))
}

pub async fn get(
    iam: Arc<Iam>,
    context: Context,
    input: GetLoginProfileRequest,
) -> Result<GetLoginProfileResponse, wire::Error> {
    let name = or_caller(&context, input.user_name())?;
    let profile = iam.store.read(|tx| {
        let user = existing(tx, &context.account, Kind::User, &name)?;
        let row = state::login(tx, &context.account, &user.id)?.ok_or_else(|| none(&name))?;
        Ok::<_, Failed>(shown(&user, &row))
    })?;
    Ok(GetLoginProfileResponse::new().with_login_profile(profile))
}

pub async fn update(
    iam: Arc<Iam>,
    context: Context,
    input: UpdateLoginProfileRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let (account, name) = (context.account.as_str(), input.user_name());
        let user = existing(tx, account, Kind::User, name)?;
        let mut row = state::login(tx, account, &user.id)?.ok_or_else(|| none(name))?;
        if let Some(password) = input.password() {
            check(tx, account, password)?;
        }
        row.reset_required = input.password_reset_required().unwrap_or(row.reset_required);
        Ok(state::put_login(tx, account, &user.id, &row)?)
    })
    .await?;
    Ok(Unit::new())
}

/// A user's own, where the account lets users. There is no password to hold the old one against.
pub async fn change(
    iam: Arc<Iam>,
    context: Context,
    input: ChangePasswordRequest,
) -> Result<Unit, wire::Error> {
    let Identity::User { name } = &context.principal.who.identity else {
        let text = "Only IAM Users can change their own password.";
        return Err(InvalidUserTypeException::error(text));
    };
    let name = name.clone();
    iam.change(move |tx| {
        let account = context.account.as_str();
        let user = existing(tx, account, Kind::User, &name)?;
        let mut row = state::login(tx, account, &user.id)?.ok_or_else(|| none(&name))?;
        check(tx, account, input.new_password())?;
        row.reset_required = false;
        Ok(state::put_login(tx, account, &user.id, &row)?)
    })
    .await?;
    Ok(Unit::new())
}

pub async fn delete(
    iam: Arc<Iam>,
    context: Context,
    input: DeleteLoginProfileRequest,
) -> Result<Unit, wire::Error> {
    let name = or_caller(&context, input.user_name())?;
    iam.change(move |tx| {
        let user = existing(tx, &context.account, Kind::User, &name)?;
        let row = state::take_login(tx, &context.account, &user.id)?;
        row.map(|_| ()).ok_or_else(|| none(&name))
    })
    .await?;
    Ok(Unit::new())
}
