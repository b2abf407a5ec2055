//! Lists of what nobody can have here: devices, certificates, keys for SSH, instance profiles.
//! Tools read them before they delete a user or a role, and find nothing in the way.

use std::sync::Arc;

use kit::Context;
use wire::List;

use super::{existing, existing_role, or_caller};
use crate::Iam;
use crate::api::*;
use crate::entity::Kind;

fn check(iam: &Iam, context: &Context, name: Option<&str>) -> Result<(), wire::Error> {
    let name = or_caller(context, name)?;
    iam.store.read(|tx| existing(tx, &context.account, Kind::User, &name))?;
    Ok(())
}

pub async fn mfa_devices(
    iam: Arc<Iam>,
    context: Context,
    input: ListMFADevicesRequest,
) -> Result<ListMFADevicesResponse, wire::Error> {
    check(&iam, &context, input.user_name())?;
    Ok(ListMFADevicesResponse::new().with_is_truncated(false).with_mfa_devices(List::new()))
}

pub async fn signing_certificates(
    iam: Arc<Iam>,
    context: Context,
    input: ListSigningCertificatesRequest,
) -> Result<ListSigningCertificatesResponse, wire::Error> {
    check(&iam, &context, input.user_name())?;
    let response = ListSigningCertificatesResponse::new().with_is_truncated(false);
    Ok(response.with_certificates(List::new()))
}

pub async fn ssh_public_keys(
    iam: Arc<Iam>,
    context: Context,
    input: ListSSHPublicKeysRequest,
) -> Result<ListSSHPublicKeysResponse, wire::Error> {
    check(&iam, &context, input.user_name())?;
    let response = ListSSHPublicKeysResponse::new().with_is_truncated(false);
    Ok(response.with_ssh_public_keys(List::new()))
}

pub async fn service_credentials(
    iam: Arc<Iam>,
    context: Context,
    input: ListServiceSpecificCredentialsRequest,
) -> Result<ListServiceSpecificCredentialsResponse, wire::Error> {
    check(&iam, &context, input.user_name())?;
    let response = ListServiceSpecificCredentialsResponse::new();
    Ok(response.with_service_specific_credentials(List::new()))
}

pub async fn instance_profiles(
    iam: Arc<Iam>,
    context: Context,
    input: ListInstanceProfilesForRoleRequest,
) -> Result<ListInstanceProfilesForRoleResponse, wire::Error> {
    iam.store.read(|tx| existing_role(tx, &context.account, input.role_name()))?;
    let response = ListInstanceProfilesForRoleResponse::new().with_is_truncated(false);
    Ok(response.with_instance_profiles(List::new()))
}
