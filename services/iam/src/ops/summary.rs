//! `GetAccountSummary`: how much of everything there is, and how much there may be.

use std::sync::Arc;

use kit::{Context, Need};
use store::ReadTx;
use wire::Map;
use wire::typed::Unit;

use super::access_key::KEYS_MAX;
use super::asks::of_account;
use super::certificate::{SERVER_MAX, SIGNING_MAX};
use super::policy::POLICIES_MAX;
use super::profile::PROFILES_MAX;
use super::version::VERSIONS_MAX;
use crate::Iam;
use crate::api::GetAccountSummaryResponse;
use crate::document::{MANAGED_LENGTH_MAX, TRUST_LENGTH_MAX};
use crate::entity::{ATTACHED_MAX, GROUPS_PER_USER_MAX, Kind};
use crate::error::Failed;
use crate::state::{self, CertificateRow, ProfileRow, SamlRow};

/// Versions of all managed policies together (IAM quotas).
const VERSIONS_IN_USE_MAX: usize = 10_000;

pub fn needs(_: &Iam, _: &Context, _: &Unit) -> Vec<Need> {
    of_account("iam:GetAccountSummary")
}

/// How much the account keeps beside what decides.
struct Kept {
    providers: usize,
    profiles: usize,
    certificates: usize,
    devices: usize,
    devices_in_use: usize,
}

impl Kept {
    fn count(tx: &ReadTx, account: &str) -> Result<Kept, store::Error> {
        let devices = state::devices(tx, account)?;
        let saml = state::all_kept::<SamlRow>(tx, account)?.len();
        Ok(Kept {
            providers: state::providers(tx, account)?.len() + saml,
            profiles: state::all_kept::<ProfileRow>(tx, account)?.len(),
            certificates: state::all_kept::<CertificateRow>(tx, account)?.len(),
            devices_in_use: devices.iter().filter(|(_, device)| device.of.is_some()).count(),
            devices: devices.len(),
        })
    }
}

pub async fn get(
    iam: Arc<Iam>,
    context: Context,
    _: Unit,
) -> Result<GetAccountSummaryResponse, wire::Error> {
    let account = context.account.as_str();
    let (counts, policies, versions, kept) = iam.store.read(|tx| {
        let mut counts = [0; 3];
        for (count, kind) in counts.iter_mut().zip(Kind::ALL) {
            *count = state::entities(tx, account, kind, None)?.count();
        }
        let (mut policies, mut versions) = (0, 0);
        for policy in state::policies(tx, account)? {
            policies += 1;
            versions += state::versions(tx, account, &policy?.name)?.len();
        }
        let kept = Kept::count(tx, account)?;
        Ok::<_, Failed>((counts, policies, versions, kept))
    })?;
    let [users, groups, roles] = counts;
    let Kept { providers, profiles, certificates, devices, devices_in_use } = kept;
    let mut map = Map::new();
    for (name, number) in [
        ("Users", users),
        ("UsersQuota", Kind::User.quota()),
        ("Groups", groups),
        ("GroupsQuota", Kind::Group.quota()),
        ("Roles", roles),
        ("RolesQuota", Kind::Role.quota()),
        ("Policies", policies),
        ("PoliciesQuota", POLICIES_MAX),
        ("PolicySizeQuota", MANAGED_LENGTH_MAX),
        ("PolicyVersionsInUse", versions),
        ("PolicyVersionsInUseQuota", VERSIONS_IN_USE_MAX),
        ("VersionsPerPolicyQuota", VERSIONS_MAX),
        ("UserPolicySizeQuota", Kind::User.inline_length_max()),
        ("GroupPolicySizeQuota", Kind::Group.inline_length_max()),
        ("RolePolicySizeQuota", Kind::Role.inline_length_max()),
        ("AssumeRolePolicySizeQuota", TRUST_LENGTH_MAX),
        ("GroupsPerUserQuota", GROUPS_PER_USER_MAX),
        ("AttachedPoliciesPerGroupQuota", ATTACHED_MAX),
        ("AttachedPoliciesPerRoleQuota", ATTACHED_MAX),
        ("AttachedPoliciesPerUserQuota", ATTACHED_MAX),
        ("AccessKeysPerUserQuota", KEYS_MAX),
        ("Providers", providers),
        ("GlobalEndpointTokenVersion", 1),
        ("InstanceProfiles", profiles),
        ("InstanceProfilesQuota", PROFILES_MAX),
        ("ServerCertificates", certificates),
        ("ServerCertificatesQuota", SERVER_MAX),
        ("SigningCertificatesPerUserQuota", SIGNING_MAX),
        ("MFADevices", devices),
        ("MFADevicesInUse", devices_in_use),
        // What the root cannot have here.
        ("AccountMFAEnabled", 0),
        ("AccountAccessKeysPresent", 0),
        ("AccountPasswordPresent", 0),
        ("AccountSigningCertificatesPresent", 0),
    ] {
        map.push(name, i64::try_from(number).unwrap_or(i64::MAX));
    }
    Ok(GetAccountSummaryResponse::new().with_summary_map(map))
}
